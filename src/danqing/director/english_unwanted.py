"""What an English wish does not want to see: "no people", "not a bear", "without any text"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_scene import is_open_country
from danqing.director.english_walk import Walk


def negation(walk: Walk, at: int) -> int:
    text, after = walk.text(at), walk.text(at + 1)
    if text == "no" and after in ("more", "less", "longer", "doubt", "need", "matter", "problem"):
        return 2
    if text in ("nobody", "noone") or (text, after) == ("no", "one") or (text == "no-one"):
        walk.scene.avoid.append("people")
        return 1 if text != "no" else 2
    if text == "nothing":
        if after in ("but", "else", "except", "more", "fancy"):
            return 2
        if at + 1 < len(walk.words) and walk.words[at + 1].is_adjective() and walk.phrases.at(at + 1) is None:
            walk.scene.avoid.append(after)
            return 2
        return 1
    if text == "anything" and after in ("but", "except"):
        return 2 + unwanted(walk, at + 2)
    if text in ("no", "without", "minus", "excluding"):
        return unwanted(walk, at + (text != "no")) + (text != "no")
    if (text == "free" and after in ("of", "from")) or (text, after) in (("instead", "of"), ("rather", "than"),
                                                                     ("leave", "out"),
                                                                     ("leaving", "out"), ("but", "not")):  # fmt: skip
        return 2 + unwanted(walk, at + 2)
    if text == "neither":
        return 1 + unwanted(walk, at + 1)
    if (
        text in ("skip", "drop", "lose", "forget", "ditch", "scrap")
        and walk.fresh
        and walk.phrases.takes_object(at + 1)
    ):
        return 1 + unwanted(walk, at + 1)
    if text in ("leave", "keep") and (left := walk.phrases.at(at + 1)) is not None and walk.text(left.end) == "out":
        walk.scene.avoid.append(unwanted_words(left))
        end = left.end + 1
        return (end + 2 if walk.text(end) == "of" else end) - at
    if text == "except" and walk.is_denied:
        return 1 + (after == "for")
    if text in ("avoid", "avoiding", "exclude", "omit", "except"):
        return 1 + unwanted(walk, at + 1)
    if text.endswith("-free") and walk.words[at].tags:
        walk.scene.avoid.append(text.removesuffix("-free"))
        return 1
    if text in ("not", "never"):
        return denied(walk, at)
    return 0


def denied(walk: Walk, at: int) -> int:
    """ "not a bear", "do not show any people", "is not gold"."""
    next_ = at + 1
    if walk.text(next_) in ("only", "just", "too", "very", "really", "so", "that", "quite", "sure", "necessarily"):
        end = next_ + 1
        while not walk.ends(end) and walk.words[end].is_adjective() and not walk.phrases.at(end):
            end += 1
        return end - at
    verb = walk.words[next_].verb if next_ < len(walk.words) else ""
    is_verb = walk.phrases.at(next_) is None or (not walk.words[next_].form and walk.phrases.takes_object(next_ + 1))
    if verb and is_verb and not walk.words[next_].tags.startswith("a"):
        if object_at(walk, next_ + 1) and (taken := unwanted(walk, next_ + 1)):
            return 2 + taken
        return 2
    phrase = walk.phrases.at(next_)
    if phrase is not None and (phrase.article or phrase.name) and phrase.article not in ("the", "my"):
        return 1 + unwanted(walk, next_)
    if walk.text(next_) in walk.colors or walk.text(next_) in kinds.MATERIALS:
        walk.scene.avoid.append(walk.text(next_))
        return 2
    return 2 if next_ < len(walk.words) and walk.words[next_].tags else 1


def object_at(walk: Walk, at: int) -> bool:
    return walk.phrases.at(at) is not None or walk.text(at) in ("in", "any")


def unwanted(walk: Walk, at: int) -> int:
    """The phrases of a list of what shall not be seen; returns how many words they take."""
    start = at
    at += walk.text(at) == "in" and walk.text(at + 1) in ("any", "a")
    is_deed = at < len(walk.words) and walk.words[at].form == "ing" and walk.phrases.at(at) is None
    at += is_deed and walk.phrases.at(at + 1) is not None
    walk.is_denied = True
    while at < len(walk.words):
        phrase = walk.phrases.at(at)
        if phrase is None or not phrase.said:
            if walk.text(at) in walk.colors:
                walk.scene.avoid.append(walk.text(at))
                at += 1
            break
        walk.scene.avoid.append(unwanted_words(phrase))
        at = phrase.end
        if walk.text(at) in grammar.OR or (walk.text(at) == "and" and goes_on_unwanted(walk, at + 1)):
            at += 1 + (walk.text(at + 1) in ("any", "even"))
        elif walk.text(at) == "," and walk.text(at + 1) in (*grammar.OR, "and") and walk.phrases.at(at + 2):
            if walk.text(at + 1) == "and" and not goes_on_unwanted(walk, at + 2):
                break
            at += 2
        elif walk.text(at) == "," and list_with_or(walk, at + 1):
            at += 1
        else:
            break
    if walk.text(at) in ("in", "on", "at", "from", "around"):
        where = walk.phrases.at(at + 1)
        if where is not None and not is_open_country(where):
            at = where.end  # "no people in the picture"
        elif walk.referred(at + 1) is not None:
            at += 2
    return at - start


def goes_on_unwanted(walk: Walk, at: int) -> bool:
    phrase = walk.phrases.at(at)
    if phrase is None or phrase.article in ("a", "the", "my") or phrase.is_counted:
        return False
    return phrase.article == "no" or walk.ends(phrase.end) or walk.text(phrase.end) in (*grammar.OR, *grammar.AND)


def list_with_or(walk: Walk, at: int) -> bool:
    """Whether a list from here on ends with "or": "no cars, trees or houses"."""
    for _ in range(8):
        phrase = walk.phrases.at(at)
        if phrase is None or phrase.article not in ("", "any") or phrase.is_counted:
            return False
        at = phrase.end
        if walk.text(at) in grammar.OR or (walk.text(at) == "," and walk.text(at + 1) in grammar.OR):
            return True
        if walk.text(at) != ",":
            return False
        at += 1
    return False


def unwanted_words(phrase: NounPhrase) -> str:
    """What shall not be seen, without words that only point at it."""
    said = [each for each in phrase.said.split() if each not in kinds.POINTING]
    return " ".join(said) or phrase.said
