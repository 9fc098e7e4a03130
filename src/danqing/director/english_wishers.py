"""What an English wish says of itself: who wishes ("I would like"), and what is wished for ("a poster of")."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_parts import speak_of
from danqing.director.english_tags import QUOTE
from danqing.director.english_unwanted import dislike
from danqing.director.english_walk import Walk

_REFUSING = frozenset({"not", "without", "never", "no", "avoid", "avoiding", "enough"})
_ASKING = kinds.FAMILY | grammar.words_of("client boss wife husband pupil student customer niece nephew teacher")


def speaker(walk: Walk, at: int) -> int:
    """ "I would like", "my daughter wants", "can you": no part of the scene."""
    text = walk.text(at)
    if (text, walk.text(at + 1)) == ("you", "know") and walk.text(at + 2) in grammar.DEFINITE and not walk.scene.things:
        return 2  # "you know those paper lanterns?"
    if text == "me" and is_shown(walk, at):
        speak_of(walk, walk.scene.add(NounPhrase(at, at + 1, name="me", lemma="me", classes="p", said="me")))
        return 1
    if text in grammar.SPEAKERS:
        for end in range(at + 1, min(at + 7, len(walk.words))):
            if walk.words[end].breaks:
                return end - at
            is_told = walk.text(end) == "about" and walk.words[end - 1].lemma in kinds.STORIES
            is_asked = walk.text(end) in grammar.REQUESTS or walk.words[end].verb in grammar.SAYING
            if is_asked or is_told:
                return asked(walk, at, end)
            if walk.text(end) in _REFUSING or dislike(walk, end):
                return end - at
        return walk.skip_clause(at) if walk.scene.things or text != "me" else 1
    if walk.fresh and text in grammar.REQUESTS and not walk.scene.things and not is_named(walk, at):
        return asked(walk, at, at)
    if walk.fresh and text in grammar.MODALS and walk.text(at + 1) in grammar.SPEAKERS:
        return 1
    if walk.fresh and text in grammar.MODALS and not walk.scene.things:
        return wondering(walk, at)
    return 0


def is_shown(walk: Walk, at: int) -> bool:
    """Whether "me" is to be seen: "me on a scooter", "draw me riding a pig"."""
    after = walk.words[at + 1] if at + 1 < len(walk.words) else None
    is_doing = after is not None and after.form == "ing" and after.verb != ""
    is_placed = walk.preposition_at(at + 1) and walk.text(at + 1) not in ("for", "to", "about", "with", "as", "like")
    is_alone = at == 0 or walk.words[at - 1].breaks or walk.text(at - 1) in grammar.AND | {"of", "with"}
    return walk.scene.named("me") is None and (is_doing or (is_placed and bool(is_alone)))


def addressee(walk: Walk) -> int:
    """ "Dear artist,", "To the design team:": how many words say to whom the wish goes."""
    whom = walk.phrases.at(1) if walk.text(0) in ("dear", "to", "hi", "hey", "hello") else None
    mark = {"to": ":"}.get(walk.text(0), ",")
    is_asked = walk.text(0) == "dear" and whom is not None and walk.text(whom.end) in grammar.MODALS
    is_called = whom is not None and (is_asked or walk.text(whom.end) in (mark, ":", "!"))
    return whom.end if whom is not None and is_called and not whom.is_counted else 0


def wondering(walk: Walk, at: int) -> int:
    """ "could the picture show", "would love"."""
    phrase = walk.phrases.at(at + 1)
    end = phrase.end if phrase is not None and phrase.lemma in kinds.PICTURES else at + 1
    return asked(walk, at, end) if walk.text(end) in grammar.REQUESTS else 0


def is_named(walk: Walk, at: int) -> bool:
    """Whether a word of request rather begins a name: "a paint brush", not "paint tulips"."""
    phrase = walk.phrases.at(at) if walk.text(at + 1) not in ("of", "about") else None
    return phrase is not None and phrase.end > at + 1 and not (phrase.is_plural and phrase.end == at + 2)


def asked(walk: Walk, at: int, end: int) -> int:
    """The place behind "want", "would like to see", "please draw me"."""
    end += 1
    while walk.text(end) in grammar.REQUESTS or walk.text(end) in (
        "me",
        "us",
        "to",
        "of",
        "about",
        "for",
        "it",
        "please",
    ):
        if walk.text(end) == "me" and is_shown(walk, end):
            break
        end += 1
    end += walk.text(end) in ("on", "with") and walk.words[end - 1].verb in grammar.SAYING  # "we settled on a zebra"
    if end >= len(walk.words) or walk.words[end].form != "ing":
        walk.fresh, walk.topics, walk.actors = True, [], []
    return end - at


def is_wisher(walk: Walk, phrase: NounPhrase) -> bool:
    """ "my daughter wants", "kids have to find him"."""
    after, behind = walk.text(phrase.end), walk.text(phrase.end + 1)
    if not phrase.is_alive() or walk.again(phrase) is not None:
        return False
    is_asking = phrase.lemma in _ASKING and phrase.article in ("my", "the")
    if is_asking and dislike(walk, phrase.end + (after in grammar.BE)):
        return True  # "my wife hates snakes"
    if after in grammar.WISHES or (after == "would" and behind in ("like", "love", "prefer", "want", "enjoy")):
        return phrase.article in ("my", "the") or not walk.scene.things
    deed = walk.text(phrase.end + 1 + (behind in ("to", "not")))
    return after in (*grammar.MODALS, "have", "has") and deed in grammar.LOOKING_ON


def shown_by(phrase: NounPhrase) -> NounPhrase | None:
    """What "a rocket icon" shows."""
    name, _, last = phrase.name.rpartition(" ")
    if not name or last not in (
        "icon",
        "sticker",
        "logo",
        "drawing",
        "sketch",
        "emoji",
        "sprite",
        "illustration",
        "tattoo",
    ):
        return None
    shown = replace(phrase, name=name, lemma=name.rpartition(" ")[2], classes="")
    return shown if name not in kinds.NOT_SEEN else None


def is_in_room(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a picture begins a list of things that stand in a room: "a poster, a lamp and a rug"."""
    at, is_last = phrase.end, False
    for _ in range(8):
        if walk.text(at) not in (",", "and") or (walk.text(at) == "and" and at == phrase.end):
            break
        is_last = "and" in (walk.text(at), walk.text(at + 1))
        other = walk.phrases.at(at + 1 + (walk.text(at + 1) == "and"))
        if other is None or other.article != "a" or other.classes[:1] not in ("o", "f") or other.is_alive():
            return False
        at = other.end
    return is_last and at >= len(walk.words) and phrase.article == "a"


def is_title(walk: Walk, phrase: NounPhrase) -> bool:
    """ "a poster for our school", "tattoo idea:": the picture itwalk."""
    last = phrase.name.rpartition(" ")[2]
    if (
        walk.scene.things
        or (phrase.is_counted and phrase.count != 1)
        or not {phrase.lemma, last, phrase.name} & kinds.PICTURES
    ):
        return False
    if is_in_room(walk, phrase):
        return False
    return walk.ends(phrase.end) or walk.text(phrase.end) in (
        "of", "for", "with", "showing", "about", "where", "that", "which", "featuring", "in", QUOTE, "saying"
    )  # fmt: skip
