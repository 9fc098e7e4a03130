"""What commissions are made as, in English: logos, posters, covers, sprites, and what is said of them.

``commissions(text, lexicon)`` finds the phrases that name the picture itself ("a logo for my bakery", "sticker:"), not
things in it ("a sign in the forest").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from danqing.director import english_kinds as kinds
from danqing.director import english_pictures as pictures
from danqing.director.english_exhibits import is_exhibit
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_styles import MANNER, MEDIA
from danqing.director.english_tags import QUOTE

_WORKS = r"(?:\w+[\s-]){0,2}(?:book|cookbook|novel|magazine|album|zine|comic|journal|textbook|thriller|menu|brochure)"
_OF_A_WORK = re.compile(rf"\s+of\s+(?:an?|my|our|the)\s+{_WORKS}\b", re.I)
_BY_WHOM = re.compile(r"\s+by\s+(?:an?|my)\s+[\w\s-]{2,30}?(?=\s*(?:[,.;:!?(—–]|$))", re.I)
_CLAUSE = re.compile(rf"[^,.;:!?()—–\n{QUOTE}]+")
_WORD = re.compile(r"[^\W_][\w'’&/+-]*|&")
_REQUESTED = re.compile(
    r"\b(?:wants?|needs?|love|like|make|design|create|draw|do|for)\s+(?:me\s+|us\s+)?(?:an?|the|my|our)\s+", re.I
)
_COUNTED = re.compile(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|many)\s+(?!panel|page|bit|colou?r)"
)
_OF_LOOKS = re.compile(rf"(?:{MEDIA}|{MANNER}|tileable|seamless)", re.I)
_STYLE_OF_GAMES = re.compile(r"^\s*(vr|ar|xr)\s+(?=[a-z])", re.I)


_WHERE = frozenset(["on", "in", "at", "with", "by", "under", "outside", "beside", "together"])


@dataclass(frozen=True)
class Commission:
    """A phrase that names the picture itself.

    Args:
        start, end: of the phrase with whom it is for; what stands there is no part of the scene.
        style: the picture, in the wish's words.
        head: its noun.
        shown: what is seen in it, said before the noun ("treasure chest" of "treasure chest sprite").
    """

    start: int
    end: int
    style: str
    head: str
    shown: str = ""


@dataclass(frozen=True)
class _Clause:
    """A clause with its words, and how it stands in the wish."""

    start: int
    words: tuple[re.Match[str], ...]
    before: str  # the mark before it, "" at the start
    after: str
    opens: bool  # whether nothing was told before it


def commissions(text: str, lexicon: Mapping[str, str]) -> list[Commission]:
    """The phrases of a wish that name the picture itself, in their order.

    Args:
        text: the wish; a private mark may stand where texts to be written were.
        lexicon: English words → codes, as :func:`danqing.data.english.english_words` has them.
    """
    found: list[Commission] = []
    for clause in _clauses(text):
        made = _opening(text, clause, lexicon) or _requested(text, clause)
        if made is not None:
            found.append(made)
    return found


def _clauses(text: str) -> Iterator[_Clause]:
    opens = True
    for match in _CLAUSE.finditer(text):
        words = tuple(_WORD.finditer(text, match.start(), match.end()))
        if not words:
            continue
        before = text[: match.start()].rstrip()[-1:]
        yield _Clause(match.start(), words, before, text[match.end() : match.end() + 1], opens)
        opens = opens and all(each.group().lower() in pictures.LEADS for each in words)


def _opening(text: str, clause: _Clause, lexicon: Mapping[str, str]) -> Commission | None:
    """A picture that a clause begins with."""
    said = [each.group().lower() for each in clause.words]
    lead = next((at for at, each in enumerate(said) if each not in pictures.LEADS), len(said))
    if lead > 10 or _COUNTED.match(" ".join(said[lead : lead + 2])):
        return None
    end = _head_end(said, lead)
    if not end:
        return None
    if _is_deed(said[lead:end], said[end : end + 1], clause, lexicon):
        return None
    if is_exhibit(text, clause.words[end - 1].end(), lexicon):
        return None
    leads = set(said[:lead])
    is_asked = bool(leads & pictures.ASKING) or bool({"please", "pls"} & set(said[end : end + 1]))
    tail = end + (said[end : end + 1] in (["please"], ["pls"], ["idea"], ["brief"]))
    follows = said[tail] if tail < len(said) and not clause.words[tail].group()[0].isupper() else ""
    after = text[clause.words[-1].end() :].lstrip()
    is_thing = {said[end - 1], noun_of_plural(said[end - 1])} & pictures.THINGS
    if is_thing and after[:1] == QUOTE and not is_asked and follows == "" and not _goes_on(after[1:]):
        return None
    has_article = bool(leads & pictures.ARTICLES)
    if not _names_picture(said[lead:end], follows, clause, is_asked=is_asked, has_article=has_article):
        return None
    return _made(text, clause, lead, end, tail, lexicon)


def _is_deed(phrase: Sequence[str], follows: Sequence[str], clause: _Clause, lexicon: Mapping[str, str]) -> bool:
    """Whether people are told of who draw or paint: "kids drawing on the pavement", not "a kids drawing of a house"."""
    if len(phrase) < 2 or phrase[-1] not in ("drawing", "painting") or clause.after == ":" or "of" in follows:
        return False
    who = phrase[-2]
    person = noun_of_plural(who)
    classes = (lexicon.get(person) or lexicon.get(who, "")).partition(":")[2]
    is_person = classes[:1] in ("p", "g") or {who, person} & (kinds.MEN | kinds.WOMEN)
    return bool(is_person) and (person != who or bool(set(follows) & _WHERE))


def _head_end(said: Sequence[str], start: int) -> int:
    """Where the longest phrase from a place on ends whose noun names a picture; 0 where none does."""
    found = 0
    for at in range(start, min(start + 7, len(said))):
        if said[at] in pictures.STOPS:
            break
        is_pair = at > start and (
            f"{said[at - 1]} {said[at]}" in pictures.PAIRS or (said[at] in pictures.SETS and found == at)
        )
        if said[at] in pictures.HEADS or noun_of_plural(said[at]) in pictures.HEADS or is_pair:
            is_object = {said[at], noun_of_plural(said[at])} & pictures.OBJECTS and not is_pair
            found = found if is_object else at + 1
    return found


def _names_picture(phrase: Sequence[str], follows: str, clause: _Clause, *, is_asked: bool, has_article: bool) -> bool:
    """Whether a phrase is the picture itself rather than a thing in it."""
    if (is_bare_portrait := list(phrase) == ["portrait"] and not follows) or (clause.after == "?" and not is_asked):
        return is_bare_portrait and clause.after == ":"  # alone it is a shape
    is_thing = phrase[-1] in pictures.THINGS or noun_of_plural(phrase[-1]) in pictures.THINGS
    is_bare = len(phrase) == 1 and clause.before != QUOTE
    begins = clause.opens or clause.before in ".!?"
    is_for = is_asked or follows == "for" or follows in pictures.NAMING or clause.before == QUOTE
    if (
        {phrase[-1], noun_of_plural(phrase[-1])} & pictures.GOODS
        and " ".join(phrase[-2:]) not in pictures.PAIRS
        and not is_for
    ):
        return False
    if not follows:
        if is_asked or not is_thing:
            return clause.opens or is_asked or not has_article
        if clause.opens:
            is_paper = phrase[-1] in pictures.PAPERS and not (is_bare and has_article)
            return is_paper or (not has_article and (clause.after in ":(." or not is_bare))
        ends = not is_bare and (phrase[-1] in pictures.ARTS or (not clause.after and phrase[-1] in pictures.PAPERS))
        return not has_article and (ends or (begins and clause.after in ",.!"))
    if follows in ("on", "against") and phrase[-1] in pictures.ARTS:
        return not is_bare and not has_article
    if follows in pictures.DEMANDS:
        return clause.opens and has_article
    if follows == "for":
        return is_asked or not is_thing or (clause.opens and not (is_bare and has_article))
    if follows not in pictures.TAILS or not begins:
        return False
    is_paper = phrase[-1] in pictures.PAPERS and follows in pictures.OPENING_TAILS
    if follows in pictures.NAMING or (is_paper and clause.opens and (not is_bare or phrase[-1] in pictures.WHOLE)):
        return True
    return is_asked or not is_thing or (clause.opens and not is_bare and not has_article)


def _goes_on(after: str) -> bool:
    """Whether behind a text to be written the picture is told of: not "a menu saying X propped against a bowl"."""
    word = _WORD.match(after.lstrip())
    return word is None or word.group()[0].isdigit() or word.group().lower() in pictures.GOES_ON


def _requested(text: str, clause: _Clause) -> Commission | None:
    """A picture that a clause asks for further on: "I run a stall and I'd love a logo"."""
    end_of_clause = clause.words[-1].end()
    match = _REQUESTED.search(text, clause.start, end_of_clause)
    if match is None:
        return None
    words = [each.group().lower() for each in _WORD.finditer(text, match.end(), end_of_clause)]
    end = _head_end(words, 0)
    if not end or (end < len(words) and words[end] not in pictures.TAILS | {"for"}):
        return None
    is_front = match.group().lower().startswith("for") and clause.opens and match.start() == clause.words[0].start()
    if match.group().lower().startswith("for") and not (is_front and end == len(words)):
        return None
    if words[end - 1] in pictures.THINGS and not match.group().lower().startswith(
        ("for", "need", "want", "love", "design")
    ):
        return None
    spans = list(_WORD.finditer(text, match.end(), end_of_clause))
    style = _plain(text[spans[0].start() : spans[end - 1].end()])
    place = spans[end - 1].end()
    begin = clause.words[0].start() if clause.opens and end == len(words) and clause.after == ":" else place
    return Commission(begin, place, style, words[end - 1])


def _made(text: str, clause: _Clause, lead: int, end: int, tail: int, lexicon: Mapping[str, str]) -> Commission:
    words = clause.words
    start, last = words[0].start(), words[tail - 1].end()
    head = words[end - 1].group().lower()
    phrase = text[words[lead].start() : words[end - 1].end()]
    more = _OF_A_WORK.match(text, words[end - 1].end()) if head == "cover" else None
    more = more or _BY_WHOM.match(text, words[end - 1].end())
    if more is not None:
        return Commission(start, more.end(), _plain(phrase + more.group()), head)
    style, shown = _told_apart(phrase, head, lexicon)
    stop = last
    if tail < len(words) and words[tail].group().lower() == "for":
        stop = next(
            (each.start() for each in words[tail + 2 :] if each.group().lower() in pictures.CLIENT_ENDS),
            words[-1].end(),
        )
    if tail < len(words) and words[tail].group().lower() in pictures.DEMANDS:
        shows = next(
            (each for each in words[tail + 1 :] if each.group().lower() in ("be", "show", "have", "feature")), None
        )
        stop = shows.end() if shows is not None else stop
    following = next((each for each in words if each.start() >= stop), None)
    if following is not None and following.group().lower() in pictures.OPENING_TAILS and not shown:
        return Commission(start, following.end(), style, head)
    return Commission(start, stop, style, head, shown)


def _told_apart(phrase: str, head: str, lexicon: Mapping[str, str]) -> tuple[str, str]:
    """The picture, and what is seen in it where that is named before its noun."""
    words = phrase.split()
    heads = 2 if len(words) > 2 and words[-2].lower() in pictures.SORTS else 1
    before, noun = words[:-heads], " ".join(words[-heads:])
    if noun_of_plural(head) in pictures.ROOMS and before and _is_room(before[-1].lower(), lexicon):
        return noun.lower(), " ".join(before) + ","
    is_sheet = heads == 2 and words[-2].lower() == "character"
    if (
        noun_of_plural(head) not in pictures.SHOWING
        or not before
        or not _is_seen(before[-1].lower(), lexicon, known=not is_sheet)
    ):
        return _plain(phrase), ""
    looks = [match.group() for match in _OF_LOOKS.finditer(" ".join(before)) if _is_whole(match)]
    shown = " ".join(before)
    for each in looks:
        shown = re.sub(rf"(?<!\S){re.escape(each)}(?!\S)", " ", shown)
    return _plain(" ".join([*looks, noun])), " ".join(shown.split())


def _is_whole(match: re.Match[str]) -> bool:
    """Whether what was found is made of whole words."""
    text = match.string
    return text[match.start() - 1 : match.start()].strip() == "" and text[match.end() : match.end() + 1].strip() == ""


def _is_seen(word: str, lexicon: Mapping[str, str], *, known: bool) -> bool:
    """Whether a word before the picture's noun names what is seen in it; ``known`` words only."""
    noun = noun_of_plural(word)
    if {word, noun} & pictures.NOT_SHOWN or _OF_LOOKS.fullmatch(word):
        return False
    if not known and word not in lexicon and noun not in lexicon:
        return True
    tags, _, classes = (lexicon.get(word) or lexicon.get(noun, "")).partition(":")
    return noun in kinds.ALIVE or ("n" in tags and classes[:1] in tuple("aofnplb") and not {"R", "C"} & set(classes))


def _is_room(word: str, lexicon: Mapping[str, str]) -> bool:
    classes = lexicon.get(word, "").partition(":")[2]
    return "R" in classes or "W" in classes


def _plain(phrase: str) -> str:
    """A picture's name without what only tells its shape."""
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in pictures.SHAPED:
        words = words[1:]
    return " ".join(words).lower()


def is_emblem(style: str) -> bool:
    """Whether a picture is a logo or the like: it shows things, and no place that they are in."""
    return any(noun_of_plural(each) in pictures.EMBLEMS for each in re.findall(r"[a-z]+", style))


def without_commissions(text: str, lexicon: Mapping[str, str]) -> tuple[str, list[str], str]:
    """A wish without the phrases that name the picture itself.

    Args:
        text: the wish.
        lexicon: English words → codes.

    Returns:
        The text that is left, the pictures named, and what was taken out.
    """
    parts, styles, taken, at = [], [], [], 0
    for each in commissions(text, lexicon):
        styles += [] if each.style in pictures.SHAPE_ALONE else [each.style]
        taken.append(text[each.start : each.end])
        parts += [text[at : each.start], f" {each.shown} " if each.shown else " "]
        at = each.end
    left = "".join([*parts, text[at:]])
    if game := _STYLE_OF_GAMES.match(left):
        styles.append(game.group(1).lower())
        left = left[game.end() :]
    return re.sub(r"^[\s,.;:!—–-]+", "", left), styles, ", ".join(taken)
