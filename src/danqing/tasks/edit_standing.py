"""How two things of a prompt stand to each other, told anew after one was moved."""

from __future__ import annotations

import re

from danqing.director.edit_types import Beside
from danqing.director.measure_words import wearing_verb
from danqing.director.plan_text import RELATIONS
from danqing.tasks.edit_nouns import Told, bare_noun, pattern_of, told_of

_KINDS: dict[Beside, str] = {
    "on": "on", "left of": "left_of", "right of": "right_of", "above": "above", "below": "below", "next to": "next_to",
    "in front of": "in_front_of", "behind": "behind",
}  # fmt: skip
_HOW = (
    r"(?:(?:is |are )?(?:sitting |standing |lying |sits |stands |lies )?(?:(?:on|to) the (?:left|right)(?: side)? of"
    r"|left of|right of|next to|near|beside|by|on top of|on|above|over|under|below|beneath|behind|in front of"
    r"|inside|in|wearing|holding))"
)
_SIDE = "(?:的)?(?:左边|右边|左侧|右侧|旁边|上面|上方|下面|下方|前面|后面|上|里|下)"
_THERE = "(?:有|是|放着|坐着|站着)"


def stands(prompt: str, what: str, beside: Beside, anchor: str) -> str:
    """A prompt with how one of its things stands to another, in place of what it says of the two.

    Args:
        prompt: the words of the picture.
        what, anchor: as the prompt calls them.
        beside: how the first stands to the second now.

    Returns:
        The prompt unchanged where it does not tell of both.
    """
    english = what.isascii()
    plain = without_standing(prompt, what, anchor)
    one, other = told_of(plain, what), told_of(plain, anchor)
    if one is None or other is None or one.start == other.start:
        return prompt
    plain = _loosened(plain, one, other, english=english)
    clause = _clause(one, other, what, beside, anchor, english=english)
    return f"{plain}{', ' if english else '，'}{clause}"


def without_bare_sides(words: str) -> str:
    """Words without pieces that only say a side, because the things that stood there were left out of them."""
    pieces = re.split(r"\s*([,，])\s*", words)
    bare = re.compile(rf"(?:the\s+)*{_HOW}(?:\s+the)?|在?{_SIDE}|[戴穿系背]着", re.I)
    kept = [each for each in pieces[::2] if each and not bare.fullmatch(each.strip())]
    return (", " if words.isascii() else "，").join(kept) if len(kept) < len(pieces[::2]) else words


def without_standing(prompt: str, what: str, anchor: str | None = None) -> str:
    """A prompt without pieces that only say how a thing stands to another one: to any, where none is given.

    A piece that tells of a thing for the first time keeps it: "a bird", of "a tree, a bird on the tree"; one that tells
    of both for the first time stays as it is.
    """
    english = what.isascii()
    pieces = re.split(r"\s*[,，]\s*", prompt)
    any_thing = r"(?:(?:the|an?)\s+)?\w+(?:\s+\w+)?" if english else ".+?"
    ends = [any_thing if each is None else _plain(pattern_of(each)) for each in (what, anchor)]
    if english:
        said = [rf"({first})\s+{_HOW}\s+({second})" for first, second in (ends, ends[::-1])]
    else:
        said = [
            pattern
            for first, second in (ends, ends[::-1])
            for pattern in (rf"({first})在({second}){_SIDE}", rf"({first})[戴穿系背]着({second})")
        ]
    kept = pieces[:1]
    for at, each in enumerate(pieces[1:], start=1):
        found = next((match for one in said if (match := re.fullmatch(one, each, re.I))), None)
        rest = " ".join(pieces[:at] + pieces[at + 1 :])
        new = [] if found is None else [end for end in found.groups() if told_of(rest, bare_noun(end)) is None]
        kept += [each] if found is None or len(new) == 2 else new
    return (", " if english else "，").join(kept) if kept != pieces else prompt


def pattern_joined(noun: str) -> str:
    """A pattern for a noun with what belongs to it and joins it to a thing before it: "wearing a hat", "在树上"."""
    named = _plain(pattern_of(noun))
    if noun.isascii():
        goes_on = r"\s+(?:and|with|on|in|at|under|by|next|above|behind|before)\b"
        return rf"(?:^|\s+){_HOW}\s+{named}(?=\s*(?:[,，]|$)|{goes_on})|{named}"
    return rf"在{named}{_SIDE}|{named}{_SIDE}{_THERE}|[戴穿系背拿]着?{named}的?|{named}"


def _plain(pattern: str) -> str:
    """A pattern whose groups have no names, so that it can stand in another one more than once."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _loosened(prompt: str, one: Told, other: Told, *, english: bool) -> str:
    """A prompt that names the two with "and" in place of a word of place between them."""
    first, second = sorted((one, other), key=lambda each: each.start)
    between, rest = prompt[first.end : second.start], prompt[second.end :]
    if english:
        if not re.fullmatch(rf"\s+{_HOW}\s+", between, re.I):
            return prompt
        return f"{prompt[: first.end]} and {prompt[second.start :]}"
    behind = re.match(_SIDE, rest) if between == "在" else None
    if behind is None and not re.fullmatch(rf"{_SIDE}{_THERE}?|[戴穿系背拿]着", between):
        return prompt
    return f"{prompt[: first.end]}和{prompt[second.start : second.end]}{rest[behind.end() :] if behind else rest}"


def _clause(one: Told, other: Told, what: str, beside: Beside, anchor: str, *, english: bool) -> str:
    if english:
        what, anchor = f"the {one.noun}", f"the {other.noun}"
    if beside == "worn by":
        return f"{anchor} wearing {what}" if english else f"{anchor}{wearing_verb(what)}{what}"
    said, in_chinese = RELATIONS[_KINDS[beside]]
    return f"{what} {said} {anchor}" if english else f"{what}{in_chinese.format(anchor)}"
