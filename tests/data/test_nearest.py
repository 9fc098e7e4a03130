"""Words that are in no list come to the thing that they mean, and those like nothing to none."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from danqing.data.near_words import near_in_english, read_nouns, write_near_words
from danqing.data.nearest import by_form, nearest


@pytest.mark.parametrize(
    ("word", "thing"),
    [
        ("settee", "sofa"),
        ("spaniels", "dog"),
        ("racing green sedan", "car"),
        ("Cockatoo", "parrot"),
        ("海狸", "beaver"),
        ("吉普车", "car"),
        ("扶手椅", "chair"),
        ("兔兔", "rabbit"),
        ("小猫咪", "cat"),
        ("羊羔", "sheep"),
    ],
)
def test_a_word_comes_to_its_thing(word: str, thing: str) -> None:
    assert nearest(word) == thing


@pytest.mark.parametrize("word", ["democracy", "happiness", "zxqwv", "民主", "幸福", "魑魅魍魉", "", "  "])
def test_what_is_like_nothing_comes_to_nothing(word: str) -> None:
    assert nearest(word) is None


def test_the_form_of_a_chinese_word_is_read_from_its_end() -> None:
    assert by_form("银鸥") == "bird"
    assert by_form("木头马") == "horse"
    assert by_form("鸥") == "bird"


def test_words_climb_to_what_they_are_a_kind_of_or_stand_beside_it(tmp_path: Path) -> None:
    nouns = read_nouns(_wordnet(tmp_path / "wordnet.tgz"))
    found = dict(near_in_english(nouns, {"rabbit": "rabbit", "dog": "dog"}, {"rabbit": "animal", "dog": "animal"}))
    assert found == {"hare": "rabbit", "corgi": "dog", "welsh corgi": "dog"}


def test_the_table_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    rows = [("hare", "rabbit"), ("corgi", "dog"), ("hound", "dog")]
    assert write_near_words(rows, tmp_path / "a.gz") == write_near_words(rows[::-1], tmp_path / "b.gz") == 3
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).decode() == "dog\tcorgi,hound\nrabbit\thare\n"


def _wordnet(path: Path) -> Path:
    """A WordNet of six meanings: leporids with two kinds, dogs with one, a feeling, and a dog of Latin name."""
    data = (
        "  1 licence text\n"
        "00000001 05 n 01 leporid 0 000 | hares and rabbits\n"
        "00000002 05 n 01 hare 0 001 @ 00000001 n 0000 | swift\n"
        "00000003 05 n 01 rabbit 0 001 @ 00000001 n 0000 | burrowing\n"
        "00000004 05 n 02 dog 0 Canis_familiaris 0 000 | barks\n"
        "00000005 05 n 02 corgi 0 Welsh_corgi 0 001 @ 00000004 n 0000 | low\n"
        "00000006 12 n 01 joy 0 000 | a feeling\n"
    )
    index = "".join(
        f"{word} n 1 0 1 0 {offset}\n"
        for word, offset in (
            ("canis_familiaris", "00000004"),
            ("corgi", "00000005"),
            ("dog", "00000004"),
            ("hare", "00000002"),
            ("joy", "00000006"),
            ("rabbit", "00000003"),
            ("welsh_corgi", "00000005"),
        )
    )
    with tarfile.open(path, "w:gz") as tar:
        for name, text in {"data.noun": data, "index.noun": index}.items():
            member = tarfile.TarInfo(f"package/dict/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path
