"""The one dictionary by which Chinese wishes are cut into words: the lexicon, the data and the tables of grammar."""

from __future__ import annotations

from collections.abc import Mapping

from danqing.director import chinese_classes as classes
from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.scene_words import Lexicon

# Classes of English nouns (danqing.data.english) → what things are; the telling ones first.
ENGLISH_KINDS = {"C": "clothing", "R": "building", "a": "animal", "p": "person", "l": "plant", "f": "food"}
_NOT_FULL = frozenset({"充满", "不满", "期满", "届满"})
_PLAIN = 52  # what a word costs of which nobody knows how usual it is
_NOUNS = frozenset({"animal", "person", "plant", "food", "body", "clothing", "vehicle", "building", "place", "thing"})
_KINDS = {"verb": "verb", "adjective": "adj", "adverb": "skip", "idea": "noun", "act": "noun", "time": "noun",
          "measure": "measure", "phrase": "adj"}  # fmt: skip


def dictionary_of(lexicon: Lexicon, known: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, str, int]]:
    """Word → (kind, value, cost); later tables go before earlier ones."""
    found: dict[str, tuple[str, str, int]] = {}
    for word, (kind, rarity) in known.items():
        if kind == "number" or word in nouns.NO_WORDS or _is_composed(word, kind, known):
            continue
        if kind == "body" or (kind == "place" and word.endswith("子")):  # of bodies only PARTS are parts
            kind = "thing"
        kind = _by_ending(word, kind)
        if kind == "verb" and len(word) == 2 and word[1] == "满" and word not in _NOT_FULL:  # 塞满
            found[word] = ("verb", "full", rarity)
            continue
        found[word] = ("noun", kind, rarity) if kind in _NOUNS else (_KINDS.get(kind, "skip"), kind, rarity)

    def cost(word: str) -> int:
        return min(known[word][1] if word in known else _PLAIN, _PLAIN)

    def add(kind: str, table: Mapping[str, str] | frozenset[str], *, cheap: int = 0) -> None:
        for word in table:
            value = table[word] if isinstance(table, Mapping) else ""
            found[word] = (kind, value, cost(word) - cheap)

    for name in lexicon.subjects:
        if "的" in name or (name[0] in words.NUMERALS and len(name) > 2 and name[1] in words.MEASURES):
            continue
        if name in nouns.NO_WORDS:
            continue
        if name not in found or found[name][0] != "noun":
            found[name] = (
                "noun",
                _class(name, lexicon, known) if name[0] == "小" else _by_ending(name, _class(name, lexicon, known)),
                cost(name),
            )
    for name, ground in lexicon.ground_nouns.items():
        if name not in lexicon.subjects and name not in found and ground != "table":
            found[name] = ("noun", "place", cost(name))
    for name in nouns.PLACES:
        found[name] = ("noun", "place", cost(name))
    for name in nouns.NO_PLACES:
        found[name] = ("noun", "thing", cost(name))
    for name in nouns.PARTS:
        found[name] = ("noun", "body", cost(name))
    for name in classes.PARTS_OF:
        found[name] = ("noun", "thing", cost(name))
    for name in classes.PEOPLE:
        found[name] = ("noun", "person", cost(name))
    for name in nouns.MORE_NOUNS:
        found[name] = ("noun", nouns.MORE_NOUNS[name], cost(name))
    add("skip", words.FILLERS)
    add("adj", nouns.ADJECTIVES)
    for word in words.MANY_SO - found.keys():
        found[word] = ("adj", "", _PLAIN)
    for word in words.POSTURES:
        if word not in words.VERBS:
            found[word] = ("verb", "posture", cost(word))
    for word in words.ACTIONS:
        found[word] = ("verb", "verb", cost(word))
    add("verb", words.MOTIONS)
    add("verb", words.VERBS)
    for word, color in {**lexicon.colors, **nouns.COLORS}.items():
        found[word] = ("color", lexicon.colors.get(word, color), cost(word))
        if is_han(word) and not word.endswith("色"):
            found[f"{word}色"] = ("color", lexicon.colors.get(f"{word}色", color), cost(f"{word}色"))
    for shade in nouns.COLOR_SHADES:
        for word in nouns.PLAIN_COLORS:
            if f"{shade}{word}" not in found:
                found[f"{shade}{word}"] = found[f"{shade}{word}色"] = ("color", nouns.COLORS[word], _PLAIN)
    for word in ("橙子", "橘子", "orange"):
        found[word] = ("color" if word == "orange" else "noun", "orange" if word == "orange" else "food", cost(word))
    add("time", nouns.TIMES)
    add("picture", nouns.PICTURES)
    add("style", nouns.STYLES)
    for name, style in {**dict.fromkeys(nouns.STYLES, ""), **lexicon.styles}.items():
        found[name.lower()] = ("style", style, cost(name))
        if name.endswith("风"):
            found[f"{name}格"] = ("style", style, cost(name))
        if name.endswith("画"):
            found[f"{name}风"] = ("style", style, cost(name))  # else "国画风" is 画风 of 国
    add("mark", nouns.STYLE_MARKS)
    add("measure", words.MEASURES)
    add("number", frozenset(words.ENGLISH_NUMBERS) | words.VAGUE_NUMBERS | frozenset(words.NUMERALS) | {"百", "第"})
    add("loc", words.LOCALISERS)
    add("prep", words.PREPOSITIONS)
    add("coverb", words.COVERBS)
    add("and", words.AND)
    add("have", words.HAVE)
    add("is", words.IS)
    add("at", words.AT)
    add("pronoun", words.PRONOUNS)
    for word, kind in words.GRAMMAR.items():
        found[word] = (kind, "", cost(word))
    return found


def _by_ending(word: str, kind: str) -> str:
    """What a thing is, where its name's ending tells it better than the dictionary: "兜帽", "仙鹤", "皮衣"."""
    if kind == "person" and word.endswith(nouns.WORN_ENDINGS):
        return "clothing"
    if (kind == "place" and word.endswith(classes.FURNITURE)) or (kind == "person" and word.endswith(classes.DEVICES)):
        return "thing"
    if kind in ("person", "vehicle") and word.endswith(classes.TOOLS) and word not in classes.TRADES_IN_THINGS:
        return "thing"
    beast = word in classes.ANIMALS or (
        len(word) > 1 and word.endswith(classes.BEASTS) and word not in classes.NO_BEASTS
    )
    return "animal" if kind in ("person", "food", "thing", "clothing", "body", "plant", "building") and beast else kind


def _is_composed(word: str, kind: str, known: Mapping[str, tuple[str, int]]) -> bool:
    """Whether a word of the dictionary is read as its parts: "天上", "一堆", "穿着", "坐在"."""
    if len(word) > 1 and (word[0] in words.NUMERALS or word[0] == "几") and word[1] in words.MEASURES:
        return len(word) == 2 or kind not in _NOUNS
    if len(word) > 1 and word[-1] in "着了的在" and word not in words.POSTURES:
        return True
    if word[0] == "在" and len(word) > 1:
        return True
    if len(word) != 2 or word in nouns.PLACES or word in nouns.TIMES or kind == "time":
        return False
    return word[1] in "上里下中内前后" and (known.get(word[0], ("", 0))[0] in _NOUNS or word[0] in nouns.PARTS)


def _class(name: str, lexicon: Lexicon, known: Mapping[str, tuple[str, int]]) -> str:
    """What a thing of the data is."""
    if name in known and known[name][0] in _NOUNS:
        return known[name][0]
    if name in classes.ANIMALS:
        return "animal"
    if name.isascii():
        marks = lexicon.english.get(lexicon.subjects[name], "").partition(":")[2]
        if kind := next((kind for mark, kind in ENGLISH_KINDS.items() if mark in marks), ""):
            return kind
    return "clothing" if lexicon.subjects[name] in lexicon.roles["wearable"] else "thing"


def is_han(unit: str) -> bool:
    return "\u3400" <= unit[0] <= "\u9fff" or unit == "〇"
