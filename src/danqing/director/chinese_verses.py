"""Lines of Chinese verse cut into what they name, for they join it with no words: "枯藤老树昏鸦", "长河落日圆".

Two clauses of as many characters one after the other, in which words end behind every second character, are verse.
"""

from __future__ import annotations

from collections.abc import Sequence

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_nouns import MEASURE_NOUNS

_LENGTHS = (5, 6, 7)
_NAMING = 4  # characters of a line that name things
_SPOKEN = frozenset({"number", "de", "at", "have", "is", "pronoun", "aspect", "picture", "not", "prep", "ba", "bei"})
_QUARTERS = frozenset("东南西北")
_COMMA = Word("，", "comma")


def verses_apart(found: Sequence[Word]) -> list[Word]:
    """The words of a wish, with commas within lines of verse."""
    clauses: list[list[Word]] = [[]]
    for word in found:
        if word.kind == "comma":
            clauses += [[word], []]
        else:
            clauses[-1].append(word)
    lines = [_length_of_line(each) for each in clauses]
    kept: list[Word] = []
    for at, clause in enumerate(clauses):
        near = [lines[other] for other in (at - 2, at + 2) if 0 <= other < len(lines)]
        kept += _cut(clause) if lines[at] and lines[at] in near else clause
    return kept


def _length_of_line(clause: Sequence[Word]) -> int:
    """How many characters a line of verse has; 0 for a clause that is none."""
    length = sum(len(each.text) for each in clause)
    if length not in _LENGTHS or any(not each.chinese or each.kind in _SPOKEN for each in clause):
        return 0
    ends, at, begins = set[int](), 0, list[Word]()
    for word in clause:
        begins += [word] if at < _NAMING else []
        at += len(word.text)
        ends.add(at)
    return length if {2, _NAMING} <= ends and _are_names(begins) else 0


def _are_names(words: Sequence[Word]) -> bool:
    """Whether every two characters name a thing: "大漠", "老树", "昏鸦", but not "戴红"."""
    at = 0
    for word in words:
        first, at = at % 2 == 0, at + len(word.text)
        said = word.kind in ("adj", "color") or word.text in _QUARTERS
        said = said or (word.kind == "verb" and word.value not in ("wearing", "holding"))
        named = word.kind in ("noun", "time") or word.text in MEASURE_NOUNS or word.text == "风"
        if not (named or (first and at % 2 and said)):
            return False
    return True


def _cut(clause: Sequence[Word]) -> list[Word]:
    """A line with commas behind its second and its fourth character."""
    kept: list[Word] = []
    at = 0
    for word in clause:
        kept.append(word)
        at += len(word.text)
        if at in (2, 4):
            kept.append(_COMMA)
    return kept[:-1] if kept[-1] is _COMMA else kept
