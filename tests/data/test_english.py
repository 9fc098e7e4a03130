"""The table of English words: which kind of word each is, and how it is made from WordNet's files."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from danqing.data.english import english_words
from danqing.data.english_words import codes, read_uses, write_words


@pytest.mark.parametrize(
    ("word", "speech", "letter"),
    [
        ("cat", "n", "a"), ("lake", "n", "W"), ("kitchen", "n", "R"), ("hat", "n", "C"), ("night", "n", "t"),
        ("sofa", "n", "U"), ("wizard", "n", "p"), ("happiness", "n", "x"), ("fire engine", "n", "o"),
        ("fluffy", "a", ""), ("hold", "v", ""), ("lemon", "n", "f"), ("tree", "n", "l"), ("basket", "n", "K"),
        ("circle", "n", "h"), ("hot-air balloon", "n", "o"),
    ],
)  # fmt: skip
def test_kinds_of_words(word: str, speech: str, letter: str) -> None:
    tags, _, classes = english_words()[word].partition(":")
    assert tags.startswith(speech)
    assert letter in classes


def test_colours_and_names_of_people_are_no_compounds_of_the_table() -> None:
    assert not {"red car", "john smith", "paris"} & english_words().keys()


def test_a_table_from_wordnet(tmp_path: Path) -> None:
    found = dict(codes(read_uses(_wordnet(tmp_path / "wordnet.tgz"))))
    assert found == {
        "pond": "n:nW", "run": "vn:x", "joy": "n:x", "rain hat": "n:oC", "rain": "n:w", "hat": "n:oC",
    }  # fmt: skip


def test_the_table_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    rows = [("cat", "n:a"), ("run", "vn:x"), ("bat", "n:a")]
    assert write_words(rows, tmp_path / "a.gz") == write_words(rows[::-1], tmp_path / "b.gz") == 3
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).decode() == "n:a\tbat,cat\nvn:x\trun\n"


def _wordnet(path: Path) -> Path:
    """A WordNet of water, clothing, a deed that is also a verb, a feeling, a town and a rare word."""
    data = (
        "  1 licence text\n"
        "00000001 17 n 01 body_of_water 0 000 | water\n"
        "00000002 17 n 01 pond 0 001 @ 00000001 n 0000 | small\n"
        "00000003 06 n 01 clothing 0 000 | worn\n"
        "00000004 06 n 01 rain_hat 0 001 @ 00000003 n 0000 | dry\n"
        "00000005 04 n 01 run 0 000 | a deed\n"
        "00000006 12 n 01 joy 0 000 | a feeling\n"
        "00000007 15 n 01 Paris 0 000 | a town\n"
        "00000008 09 n 01 quiddity 0 000 | never met\n"
    )
    sense = (
        "joy%1:12:00:: 00000006 1 3\nparis%1:15:00:: 00000007 1 9\npond%1:17:00:: 00000002 1 2\n"
        "quiddity%1:09:00:: 00000008 1 0\nrain_hat%1:06:00:: 00000004 1 0\nrun%1:04:00:: 00000005 1 4\n"
        "run%2:38:00:: 00000009 1 90\nrain%1:19:00:: 00000010 1 5\nhat%1:06:00:: 00000003 1 8\n"
    )
    files = {"data.noun": data, "index.noun": "", "index.sense": sense}
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/dict/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path
