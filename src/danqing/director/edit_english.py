"""The rules for instructions in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import (
    AMOUNTS,
    BACKGROUND_WORDS,
    BESIDES_EN,
    CHANGES,
    PICTURE_WORDS,
    PLACES,
    QUANTITIES,
    Read,
    Vocabulary,
    any_of,
)

_POLITE = re.compile(
    r"^(?:(?:please|kindly|now|just|ok|okay|hey|so|first|finally|next)\b[, ]*|(?:can|could|would|will) you (?:please )?"
    r"|i (?:want|would like|'d like) (?:you )?to |i'd like (?:you )?to |let'?s |let us |try to )+",
    re.I,
)
_TAIL = re.compile(
    r"(?:,? please|,? for me|,? thanks?(?: you)?| (?:in|from|of) (?:the|this|that|my) (?:picture|image|photo|scene))+$",
    re.I,
)
_DETERMINERS = re.compile(r"^(?:the|this|that|these|those|my|his|her|its|their|all(?: (?:of )?the)?|any|both)\s+", re.I)
_ARTICLE = re.compile(r"^(?:an?|some|one|the)\s+", re.I)

_any = partial(any_of, english=True)
_AMOUNT = rf"(?P<amount>{_any(AMOUNTS)})"
_CHANGE = rf"(?P<change>{_any(CHANGES)})"
_PLACE = rf"(?P<place>{_any(PLACES)})"
_MADE = r"make|turn|render|change|let|get"


def english_clause(piece: str, vocabulary: Vocabulary) -> Read | None:
    """What one clause asks, or None if no rule reads it."""
    text = re.sub(r"\s+", " ", piece.strip().strip("\"'“”‘’.")).replace("’", "'")
    text = _TAIL.sub("", _POLITE.sub("", text)).strip()
    for pattern, build in _RULES:
        match = pattern.fullmatch(text)
        if match is not None and (made := build(match, vocabulary)) is not None:
            operations = made if isinstance(made, tuple) else (made,)
            verb = match.groupdict().get("verb")
            return Read(operations, f"{verb} " if verb else "")
    return None


def thing(words: str) -> str:
    """A thing in the picture, without "the" and the like."""
    return _DETERMINERS.sub("", words.strip()).strip()


def _of_picture(words: str | None) -> str | None:
    """The thing that is named; None for the picture as a whole."""
    plain = None if words is None else thing(words)
    return None if plain is None or plain.lower() in PICTURE_WORDS | {"it", "this"} else plain


def _is_background(words: str) -> bool:
    return thing(words).lower() in BACKGROUND_WORDS


def _color(words: str, vocabulary: Vocabulary) -> str | None:
    plain = re.sub(
        r"^(?:to be |a |an |in |bright |vivid |pure |deep )+|(?: colou?r(?:ed)?| one| ones)+$", "", words.lower()
    )
    plain = plain.strip()
    return vocabulary.colors.get(plain) or vocabulary.colors.get(re.sub(r"^(?:light|dark|pale) ", "", plain))


def _style(words: str, vocabulary: Vocabulary) -> str | None:
    plain = re.sub(r"^(?:like|as|in|into|to) ", "", words.strip(), flags=re.I)
    plain = re.sub(r"^(?:an?|the) ", "", plain, flags=re.I)
    ended = re.sub(r"^style of (?:an? |the )?", "", plain, flags=re.I)
    named = re.sub(r"[ -](?:style|art style|look)$", "", ended, flags=re.I)
    shorter = re.sub(r" (?:painting|picture|drawing|image|art|illustration)s?(?: by .*)?$", "", named, flags=re.I)
    for each in (named, shorter, re.sub(r"^.* by ", "", named)):
        if each.lower() in vocabulary.styles:
            return each
    return named if named != plain and named else None


def _amount(match: re.Match[str]) -> float:
    said = {name: text for name, text in match.groupdict().items() if name.startswith("amount") and text}
    return next((AMOUNTS[text.lower()] for text in said.values()), 1.0)


# Builders: a match into operations, or None to let another rule try


def _flip(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    down = re.search(r"vertical|upside|top|down", match["how"] or "")
    return Flip(axis="up-down" if down else "left-right", what=_of_picture(match["what"]))


def _background(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    to = re.sub(r"\s+background$", "", match["to"].strip(), flags=re.I)
    if not to or to.lower() in CHANGES or AMOUNTS.keys() & {to.lower()}:
        return None
    if to.lower().split()[-1] in CHANGES:  # "make the background brighter"
        return None
    keep = match.groupdict().get("keep")
    to = to if _color(to, vocabulary) is None else f"{to} background"
    return Background(to=to, keep=None if keep is None else _of_picture(keep))


def _put_somewhere(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    """ "Put the cat on a beach" is a background; "put a hat on the cat" is not."""
    where = re.sub(r"^(?:an?|the) ", "", match["where"], flags=re.I).lower()
    words = [where, where.split()[-1]]
    if _ARTICLE.match(match["keep"]) and not match["keep"].lower().startswith("the "):
        return None
    if not any(each in vocabulary.grounds for each in words):
        return None
    return Background(to=f"{match['on']} {match['where']}", keep=_of_picture(match["keep"]))


def _restyle(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    style = _style(match["style"], vocabulary)
    return None if style is None else Restyle(style=style)


def _adjust(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    what = match.groupdict().get("what")
    return Adjust(change=CHANGES[match["change"].lower()], amount=_amount(match), what=_of_picture(what))


def _quantity(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    lower = re.match(r"(?:reduce|lower|decrease|less|cut|drop|turn down|take down)", match["way"], re.I)
    change = QUANTITIES[match["quantity"].lower()][1 if lower else 0]
    return Adjust(change=change, amount=_amount(match), what=_of_picture(match["what"]))


def _recolor(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    color = _color(match["color"], vocabulary)
    if color is None or re.fullmatch(r"an? (?!.*(?:colou?r(?:ed)?|ones?)$).+", match["color"], re.I):  # a fruit
        return None
    if _is_background(match["what"]):
        return Background(to=f"{match['color'].strip()} background")
    return Recolor(what=thing(match["what"]), color=color)


def _resize(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    said = (match.groupdict().get("size") or match["verb"]).lower()
    amount = _amount(match)
    if "twice" in said or "double" in said:
        return Resize(what=thing(match["what"]), factor=2.0)
    if "half" in said:
        return Resize(what=thing(match["what"]), factor=0.5)
    small = re.search(r"small|tini|tiny|shrink|reduce|down|little", said)
    step = 1 + 0.4 * amount
    return Resize(what=thing(match["what"]), factor=round(1 / step if small else step, 3))


def _move(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    return Move(what=thing(match["what"]), to=PLACES[match["place"].lower()])


def _remove(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    if _is_background(match["what"]):
        return Background(to="white background")
    words = re.sub(r" (?:from|off|out of|on) (?:the|his|her|its|their) .+$", "", match["what"], flags=re.I)
    return Remove(what=thing(words))


def _replace(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what, by = match["what"], match["by"].strip()
    if _is_background(what):
        return Background(to=re.sub(r"\s+background$", "", by, flags=re.I))
    if _of_picture(what) is None and (style := _style(by, vocabulary)):
        return Restyle(style=style)
    return Replace(what=thing(what), by=by)


def _add(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what = match["what"].strip()
    if re.fullmatch(rf"(?:{_AMOUNT} )?(?:more )?(?P<q>{_any(QUANTITIES)})", what, re.I):
        return None
    if found := re.fullmatch(rf"(?P<what>.+?) (?:in|on|at|to|near|towards?)(?: the)? {_PLACE}"
                             r"(?: (?:corner|side|half|part))?"
                             r"(?: of (?:the |this )?(?:picture|image|photo))?", what, re.I):  # fmt: skip
        return Add(what=found["what"], at=PLACES[found["place"].lower()])
    if found := re.fullmatch(r"(?P<what>.+?) (?:in|to|as) the background", what, re.I):
        return Background(to=found["what"])
    if found := re.fullmatch(rf"(?P<what>.+?) (?P<beside>{_any(BESIDES_EN)}) (?P<anchor>.+)", what, re.I):
        anchor = thing(re.sub(r"^an? ", "", found["anchor"], flags=re.I))
        if head := re.fullmatch(r"(.+)'s head", anchor, re.I):
            return Add(what=found["what"], beside="worn by", anchor=head[1])
        if anchor.lower() in vocabulary.grounds:
            return Add(what=found["what"], at="bottom")
        if anchor.lower() in PICTURE_WORDS | {"it", "this"}:
            return Add(what=found["what"])
        return Add(what=found["what"], beside=BESIDES_EN[found["beside"].lower()], anchor=anchor)
    return Add(what=what)


def _give(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what, anchor = match["what"].strip(), _of_picture(match["anchor"])
    if color := re.fullmatch(r"an? (.+) colou?r", what, re.I):
        key = _color(color[1], vocabulary)
        return None if key is None or anchor is None else Recolor(what=anchor, color=key)
    if ground := re.fullmatch(r"(an? .+) background", what, re.I):
        return Background(to=ground[1], keep=anchor)
    if style := re.fullmatch(r"an? (.+) (?:style|look)", what, re.I):
        return Restyle(style=style[1])
    return Add(what=what) if anchor is None else Add(what=what, beside="worn by", anchor=anchor)


Builder = Callable[[re.Match[str], Vocabulary], Operation | tuple[Operation, ...] | None]


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern, re.I), build


_PICTURE = r"(?:it|this|(?:the |this )?(?:whole )?(?:picture|image|photo|drawing|painting|scene|thing)|everything)"
_RULES: list[tuple[re.Pattern[str], Builder]] = [
    _rule(
        r"(?P<verb>flip|mirror|reflect)(?: (?P<what>(?!horiz|vert|left|upside|top).+?))??"
        r"(?: (?P<how>horizontally|vertically|left to right|upside down|left-right|up-down|top to bottom))?",
        _flip,
    ),
    _rule(r"(?P<verb>turn) (?P<what>.+?) (?P<how>upside down)", _flip),
    _rule(
        r"(?:change|set|make|turn|replace|swap|switch|fill)(?: the| its)?(?: colou?r of the)? (?:background|backdrop)"
        r"(?: colou?r)?(?: to| into| with| by| for)?(?: be)? (?P<to>.+)",
        _background,
    ),
    _rule(r"(?:use|with|on|set|have|put it on|put it in|give it) (?P<to>(?:an? |the )?.+) background", _background),
    _rule(r"(?:on|with|in front of) (?P<to>an? .+) background", _background),
    _rule(
        r"(?:put|place|set|move|show|take) (?P<keep>.+?) (?P<on>on|in|at|into|onto|to|by|under) (?P<where>.+)",
        _put_somewhere,
    ),
    _rule(rf"(?P<verb>{_MADE}) (?P<what>.+?)(?: be| look| appear)?(?: {_AMOUNT})? {_CHANGE}", _adjust),
    _rule(
        rf"(?P<verb>brighten|lighten|darken|dim|warm|cool|sharpen|blur|soften|saturate|desaturate)(?: up| down)?"
        rf"(?: (?P<what>(?!{_any(AMOUNTS)}).+?))??(?: up| down)?(?: {_AMOUNT})?",
        lambda match, vocabulary: Adjust(
            change=CHANGES[match["verb"].lower()], amount=_amount(match), what=_of_picture(match["what"])
        ),
    ),
    _rule(
        r"(?P<way>increase|raise|boost|more|add|turn up|strengthen|reduce|lower|decrease|less|cut|drop|turn down)"
        rf"(?: (?:more|some))?(?: the)?(?: {_AMOUNT})? (?:more )?(?P<quantity>{_any(QUANTITIES)})"
        rf"(?: (?:of|in|to) (?P<what>.+?))?(?: {_AMOUNT.replace('amount', 'amount_after')})?",
        _quantity,
    ),
    _rule(rf"(?:{_AMOUNT} )?{_CHANGE}", _adjust),
    _rule(r"(?:in|into|as|like|with)(?: the| an?)? (?P<style>.+)", _restyle),
    _rule(
        rf"(?:{_MADE}|convert|redraw|repaint|draw|paint|restyle|transform|do)(?: {_PICTURE})?(?: look)?"
        r"(?: (?:in|into|to|like|as|with))?(?: the)? (?P<style>.+)",
        _restyle,
    ),
    _rule(r"(?P<style>.+ style)", _restyle),
    _rule(r"change the colou?r of (?P<what>.+) to (?P<color>.+)", _recolor),
    _rule(r"change (?P<what>.+?)(?:'s)? colou?r to (?P<color>.+)", _recolor),
    _rule(
        r"(?P<verb>make|paint|colou?r|dye|turn|change|recolou?r|tint) (?P<what>.+?)(?: to| into| in)? "
        r"(?P<color>(?:an? |bright |light |dark |pale |deep |vivid )*[\w-]+(?: colou?red| colou?r| ones?)?)",
        _recolor,
    ),
    _rule(
        rf"(?P<verb>make|let) (?P<what>.+?)(?: be)?(?: {_AMOUNT})? "
        r"(?P<size>bigger|larger|smaller|tinier|tiny|huge|twice as (?:big|large)|half as (?:big|large))",
        _resize,
    ),
    _rule(rf"(?P<verb>enlarge|grow|scale up|shrink|scale down|double|halve) (?P<what>.+?)(?: {_AMOUNT})?", _resize),
    _rule(
        rf"(?P<verb>move|shift|push|slide|drag|put|place) (?P<what>(?!an? |some ).+?)"
        rf"(?: to| towards?| into| in| on| at)?(?: the)? {_PLACE}(?: (?:corner|side|edge|half|part))?(?: of .+)?",
        _move,
    ),
    _rule(
        r"(?P<verb>remove|delete|erase|get rid of|take away|take out|take off|drop|clear|cut out|hide|no|without)"
        r" (?P<what>.+)",
        _remove,
    ),
    _rule(r"take (?P<what>.+) (?:away|out|off)", _remove),
    _rule(r"(?P<verb>replace|swap|substitute|exchange|switch) (?P<what>.+?) (?:with|for|by|to) (?P<by>.+)", _replace),
    _rule(
        r"(?P<verb>turn|change|transform|convert|make|morph) (?P<what>.+?) (?:into|to|in to) (?P<by>(?!be ).+)",
        _replace,
    ),
    _rule(r"(?P<verb>make) (?P<what>.+?) (?P<by>an? .+)", _replace),
    _rule(r"give (?P<anchor>.+?) (?P<what>(?:an?|some|two|three) .+)", _give),
    _rule(r"(?P<verb>add|put|place|insert|draw|paint|include|show|with) (?:in )?(?P<what>.+)", _add),
    _rule(r"(?:there should be|i want) (?P<what>an? .+)", _add),
]  # fmt: skip
