"""Reading WordNet's files: known words, and two-word names of things that can be drawn."""

import io
import tarfile
from pathlib import Path

import pytest

from danqing.core.errors import DataError
from danqing.data.wordnet import wordnet_words

INDEX = "  1 licence text\ncat n 1 0 1 0 02121808\nred_wolf n 1 0 1 0 02115641\nfreedom n 1 0 1 0 1\n"
DATA = (
    "  1 licence text\n"
    "02115641 05 n 02 red_wolf 0 maned_wolf 0 001 @ 02114100 n 0000 | reddish-grey wolf\n"
    "13991823 26 n 01 free_cat 0 000 | a state, not a thing\n"
    "00007846 05 n 01 cat 0 000 | a pet\n"
)


def write(path: Path, noun: str = INDEX) -> Path:
    files = {"index.noun": noun, "index.adj": "red a 1 0 1 0 1\n", "index.verb": "", "data.noun": DATA}
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/dict/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


def test_familiar_words_and_drawable_names_are_kept(tmp_path: Path) -> None:
    familiar = ["wolf", "red", "cat", "freedom", "free", "hund"]
    assert wordnet_words(write(tmp_path / "a.tgz"), familiar) == ["red", "cat", "freedom", "red wolf"]


def test_a_package_without_any_familiar_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="familiar"):
        wordnet_words(write(tmp_path / "a.tgz"), ["hund"])
