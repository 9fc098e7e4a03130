"""What commissions are made as, in English: logos, posters, covers, sprites, and what is said of them.

``commissions(text, lexicon)`` finds the phrases that name the picture itself ("a logo for my bakery", "sticker:"), not
things in it ("a sign in the forest").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from danqing.director import english_kinds as kinds
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_styles import MANNER, MEDIA
from danqing.director.english_tags import QUOTE
from danqing.director.english_words import words_of

# They bear a name or a text, and whatever is named beside them is whose they are.
BEARERS = words_of("""
    logo logotype wordmark monogram poster flyer flier leaflet brochure pamphlet card postcard invite invitation
    banner
    header sign signboard label sticker badge crest emblem ticket menu cover certificate bookmark packaging billboard
    advert ad advertisement newsletter thumbnail stamp infographic flashcard worksheet storefront voucher placard
    playbill programme wrapper notice tag packet tshirt coaster shirt t-shirt tee hoodie mug tote jersey patch
    masthead letterhead signage
""")
# They are made for a house, a firm or a group, and carry its name.
BRANDED = words_of("""
    logo logotype wordmark monogram sign signboard label menu storefront signage packaging letterhead masthead badge
    notice packet crest emblem banner header cover poster flyer flier leaflet brochure billboard advert ad shirt
    t-shirt tee
""")
_DRAWN = words_of("""
    icon favicon sprite spritesheet tileset texture pattern mockup mock-up render rendering archviz mascot
    tattoo sleeve design avatar turnaround lineup storyboard emote pictogram skybox blueprint diagram chart map
    moodboard visualisation visualization decal stencil visual visuals flash wallpaper panel illustration sketch
    drawing doodle painting
    watercolour watercolor artwork print photo photograph photography snapshot portrait caricature comic webtoon
    infographic colouring_page coloring_page mural mosaic collage engraving woodcut linocut etching
    border shot art concept screen sheet boss asset prop props interface hud
""")
HEADS = BEARERS | _DRAWN
# Things as well as pictures, which must be asked for or told more of to be the picture itself
_THINGS = words_of("""
    map sign label card ticket banner menu stamp badge cover chart patch print mug billboard panel border tote shirt
    t-shirt tshirt tee hoodie notice tag packet jersey screen sheet prop props boss packaging postcard flash sleeve
    texture pattern design
    portrait shot visual visuals painting poster photo drawing sketch art concept wallpaper certificate coaster
    wrapper
    programme crest placard storefront frame overlay slide token placemat puzzle quilt plate study envelope page
    spread plan image
    splash cinematic motif elevation cutaway timeline asset interface stencil mural mosaic comic mascot decal tattoo
""")
# Whatever is named before them may be what is seen in them: "treasure chest sprite", but not "law firm logo".
_SHOWING = words_of("""
    icon logo sprite emblem sticker emote pictogram tattoo decal crest badge mascot sheet turnaround mockup avatar
    pattern portrait
""")
_SORTS = words_of("character model sprite sticker tile icon select splash loading title key nose matte concept front")
_NOT_SHOWN = (
    kinds.HYPERNYMS
    | kinds.ANYONE
    | words_of("""
    enemy boss npc brand product pet family baby couple school wedding birthday fashion food travel card app game web
    book movie film music band team company club shop weather map menu hero villain team fantasy art pencil ink pen
    paper line chalk stage holiday street nature studio action
""")
)
_LEADS = words_of("""
    please pls hi hello hey can could would you u i i'd id i'm we we'd need want like love make draw create design do
    paint give me us get to see have looking for after just so ok okay it's its as this is some a an the my our one
    another new kindly generate produce
""")
_ASKING = words_of(
    "just need want like love make draw create design do give get looking after generate produce please pls"
)
_ARTICLES = words_of("a an the my our one another some this")
_PAPERS = words_of("cover card poster postcard banner packaging print portrait menu")
_ARTS = words_of("art portrait shot visual visuals study concept ad photo sketch drawing painting asset")  # ", rpg art"
_PAIRS = words_of("profile_picture profile_pic card_back card_front cover_shot")
_ROOMS = words_of("mockup render rendering visualisation visualization concept")  # of a room or a building
_SHAPED = words_of(
    "wide square tall vertical upright horizontal landscape printable cute nice simple good cool small big"
)
_STOPS = words_of("""
    a an the and or but of in on at with for to from by as is are was be it that which who where my our your his her
    its their this no not under over near wearing holding says say saying reads reading called named titled should
    must has have had looks look
""")
_TAILS = words_of("of with showing featuring about where that which in by named called titled saying says to like")
_NAMING = words_of("called named titled")
_DEMANDS = words_of("should must needs has")
_GOES_ON = words_of("with and in for of showing featuring written at on across along please")
_OPENING_TAILS = words_of("of with showing featuring about")
_CLIENT_ENDS = words_of(
    "with showing featuring that which where who about named called titled saying says its it's just"
)
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
_OF_LOOKS = re.compile(rf"(?:{MEDIA}|{MANNER})", re.I)
_STYLE_OF_GAMES = re.compile(r"^\s*(vr|ar|xr)\s+(?=[a-z])", re.I)


@dataclass(frozen=True)
class Commission:
    """A phrase that names the picture itself.

    Args:
        start, end: of the phrase with whom it is for; what stands there is no part of the scene.
        style: the picture, in the wish's words.
        head: its noun.
        shown: what is seen in it, said before the noun ("treasure chest" of "treasure chest sprite").
        named: where the phrase ends that a name may follow.
    """

    start: int
    end: int
    style: str
    head: str
    shown: str = ""
    named: int = 0


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
        made = _opening(text, clause, lexicon) or _requested(text, clause, lexicon)
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
        opens = opens and all(each.group().lower() in _LEADS for each in words)


def _opening(text: str, clause: _Clause, lexicon: Mapping[str, str]) -> Commission | None:
    """A picture that a clause begins with."""
    said = [each.group().lower() for each in clause.words]
    lead = next((at for at, each in enumerate(said) if each not in _LEADS), len(said))
    if lead > 10 or _COUNTED.match(" ".join(said[lead : lead + 2])):
        return None
    end = _head_end(said, lead)
    if not end:
        return None
    leads = set(said[:lead])
    is_asked = bool(leads & _ASKING) or bool({"please", "pls"} & set(said[end : end + 1]))
    tail = end + (said[end : end + 1] in (["please"], ["pls"], ["idea"], ["brief"]))
    follows = said[tail] if tail < len(said) and not clause.words[tail].group()[0].isupper() else ""
    after = text[clause.words[-1].end() :].lstrip()
    is_thing = {said[end - 1], noun_of_plural(said[end - 1])} & _THINGS
    if is_thing and after[:1] == QUOTE and not is_asked and follows == "" and not _goes_on(after[1:]):
        return None
    if not _names_picture(said[lead:end], follows, clause, is_asked=is_asked, has_article=bool(leads & _ARTICLES)):
        return None
    return _made(text, clause, lead, end, tail, lexicon)


def _head_end(said: Sequence[str], start: int) -> int:
    """Where the longest phrase from a place on ends whose noun names a picture; 0 where none does."""
    found = 0
    for at in range(start, min(start + 7, len(said))):
        if said[at] in _STOPS:
            break
        is_pair = at > start and f"{said[at - 1]} {said[at]}" in _PAIRS
        if said[at] in HEADS or noun_of_plural(said[at]) in HEADS or is_pair:
            found = at + 1
    return found


def _names_picture(phrase: Sequence[str], follows: str, clause: _Clause, *, is_asked: bool, has_article: bool) -> bool:
    """Whether a phrase is the picture itself rather than a thing in it."""
    if (is_bare_portrait := list(phrase) == ["portrait"] and not follows) or (clause.after == "?" and not is_asked):
        return is_bare_portrait and clause.after == ":"  # alone it is a shape
    is_thing = phrase[-1] in _THINGS or noun_of_plural(phrase[-1]) in _THINGS
    is_bare = len(phrase) == 1 and clause.before != QUOTE
    begins = clause.opens or clause.before in ".!?"
    if not follows:
        if is_asked or not is_thing:
            return clause.opens or is_asked or not has_article
        if clause.opens:
            is_paper = phrase[-1] in _PAPERS and not (is_bare and has_article)
            return is_paper or (not has_article and (clause.after in ":(." or not is_bare))
        ends = not is_bare and (phrase[-1] in _ARTS or (not clause.after and phrase[-1] in _PAPERS))
        return not has_article and (ends or (begins and clause.after in ",.!"))
    if follows in _DEMANDS:
        return clause.opens and has_article
    if follows == "for":
        return is_asked or not is_thing or (clause.opens and not (is_bare and has_article))
    if follows not in _TAILS or not begins:
        return False
    is_paper = phrase[-1] in _PAPERS and follows in _OPENING_TAILS
    if follows in _NAMING or (is_paper and clause.opens and (not is_bare or phrase[-1] in ("poster", "postcard"))):
        return True
    return is_asked or not is_thing or (clause.opens and not is_bare and not has_article)


def _goes_on(after: str) -> bool:
    """Whether behind a text to be written the picture is told of: not "a menu saying X propped against a bowl"."""
    word = _WORD.match(after.lstrip())
    return word is None or word.group()[0].isdigit() or word.group().lower() in _GOES_ON


def _requested(text: str, clause: _Clause, lexicon: Mapping[str, str]) -> Commission | None:
    """A picture that a clause asks for further on: "I run a stall and I'd love a logo"."""
    end_of_clause = clause.words[-1].end()
    match = _REQUESTED.search(text, clause.start, end_of_clause)
    if match is None:
        return None
    words = [each.group().lower() for each in _WORD.finditer(text, match.end(), end_of_clause)]
    end = _head_end(words, 0)
    if not end or (end < len(words) and words[end] not in _TAILS | {"for"}):
        return None
    is_front = match.group().lower().startswith("for") and clause.opens and match.start() == clause.words[0].start()
    if match.group().lower().startswith("for") and not (is_front and end == len(words)):
        return None
    if words[end - 1] in _THINGS and not match.group().lower().startswith(("for", "need", "want", "love", "design")):
        return None
    spans = list(_WORD.finditer(text, match.end(), end_of_clause))
    style = _plain(text[spans[0].start() : spans[end - 1].end()])
    place = spans[end - 1].end()
    begin = clause.words[0].start() if clause.opens and end == len(words) and clause.after == ":" else place
    return Commission(begin, place, style, words[end - 1], named=place)


def _made(text: str, clause: _Clause, lead: int, end: int, tail: int, lexicon: Mapping[str, str]) -> Commission:
    words = clause.words
    start, last = words[0].start(), words[tail - 1].end()
    head = words[end - 1].group().lower()
    phrase = text[words[lead].start() : words[end - 1].end()]
    more = _OF_A_WORK.match(text, words[end - 1].end()) if head == "cover" else None
    more = more or _BY_WHOM.match(text, words[end - 1].end())
    if more is not None:
        return Commission(start, more.end(), _plain(phrase + more.group()), head, named=more.end())
    style, shown = _told_apart(phrase, head, lexicon)
    stop = last
    if tail < len(words) and words[tail].group().lower() == "for":
        stop = next(
            (each.start() for each in words[tail + 2 :] if each.group().lower() in _CLIENT_ENDS), words[-1].end()
        )
    if tail < len(words) and words[tail].group().lower() in _DEMANDS:
        shows = next(
            (each for each in words[tail + 1 :] if each.group().lower() in ("be", "show", "have", "feature")), None
        )
        stop = shows.end() if shows is not None else stop
    following = next((each for each in words if each.start() >= stop), None)
    if following is not None and following.group().lower() in _OPENING_TAILS and not shown:
        return Commission(start, following.end(), style, head, named=stop)
    return Commission(start, stop, style, head, shown, named=stop)


def _told_apart(phrase: str, head: str, lexicon: Mapping[str, str]) -> tuple[str, str]:
    """The picture, and what is seen in it where that is named before its noun."""
    words = phrase.split()
    heads = 2 if len(words) > 2 and words[-2].lower() in _SORTS else 1
    before, noun = words[:-heads], " ".join(words[-heads:])
    if noun_of_plural(head) in _ROOMS and before and _is_room(before[-1].lower(), lexicon):
        return noun.lower(), " ".join(before) + ","
    if noun_of_plural(head) not in _SHOWING or not before or not _is_seen(before[-1].lower(), lexicon):
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


def _is_seen(word: str, lexicon: Mapping[str, str]) -> bool:
    """Whether a word before the picture's noun names what is seen in it."""
    noun = noun_of_plural(word)
    if {word, noun} & _NOT_SHOWN or _OF_LOOKS.fullmatch(word):
        return False
    tags, _, classes = (lexicon.get(word) or lexicon.get(noun, "")).partition(":")
    return noun in kinds.ALIVE or ("n" in tags and classes[:1] in tuple("aofnplb") and "R" not in classes)


def _is_room(word: str, lexicon: Mapping[str, str]) -> bool:
    classes = lexicon.get(word, "").partition(":")[2]
    return "R" in classes or "W" in classes


def _plain(phrase: str) -> str:
    """A picture's name without what only tells its shape."""
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in _SHAPED:
        words = words[1:]
    return " ".join(words).lower()


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
        styles.append(each.style)
        taken.append(text[each.start : each.end])
        parts += [text[at : each.start], f" {each.shown} " if each.shown else " "]
        at = each.end
    left = "".join([*parts, text[at:]])
    if game := _STYLE_OF_GAMES.match(left):
        styles.append(game.group(1).lower())
        left = left[game.end() :]
    return re.sub(r"^[\s,.;:!—–-]+", "", left), styles, ", ".join(taken)
