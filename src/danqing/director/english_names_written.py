"""Names that an English wish wants written: of the shop, band, event or book that the picture is made for."""

from __future__ import annotations

import re

from danqing.director import english_kinds as kinds
from danqing.director import english_written as patterns
from danqing.director.english_letters import Lettering, begins_sentence, ended, is_alive, single
from danqing.director.english_pictures import HEADS
from danqing.director.english_tags import QUOTE


def take_names(letters: Lettering) -> None:
    """Names of what the picture is made for."""
    letters.take(patterns.CALLED, lambda match: _called(match, letters))
    if letters.branded():
        letters.take(patterns.OF_NAMED, lambda match: _of_named(match, letters))
        letters.take(patterns.BESIDE_HEAD, lambda match: [] if is_known(match.group("said")) else [match.group("said")])
        letters.take(patterns.SENTENCE_BESIDE, lambda match: _sentence_beside(match, letters))
        letters.take(patterns.MADE_FOR, lambda match: _made_for(match, letters))
        letters.take(patterns.BY, lambda match: [match.group(1), match.group(2)])
    letters.take(patterns.NAME_ALONE, lambda match: _alone(match, letters))


def _called(match: re.Match[str], letters: Lettering) -> list[str]:
    """The name of a shop, band, team, event or work; of a person only where a firm's sign is made."""
    said = ended(match.group("said"))
    bearer = next((each for each in reversed(match.group("bearer").lower().split())), "")
    if not said or said[0] == QUOTE:
        return []
    if not said[0].isupper() and len(said.split()) > 4:
        return []
    is_client = re.search(r"\b(?:for|called|of)\s[^.;:]{0,60}$", letters.text[: match.start("bearer") + len(bearer)])
    if is_alive(bearer, letters.lexicon):
        is_client = re.search(r"\bfor\s[^,.;:]{0,60}$", letters.text[: match.start("bearer") + 1])
        is_sign = any(single(each.head) in patterns.OF_FIRMS for each in letters.made)
        return [said] if is_sign and is_client and bearer not in kinds.FAMILY | kinds.MEN | kinds.WOMEN else []
    is_picture = single(bearer) in HEADS or bearer in ("it", "its", "it's")
    return [said] if is_client or is_picture or bearer in patterns.NAMED_THINGS else []


def _made_for(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "a logo for Brightside Dental", not "a poster for Halloween"."""
    name = match.group("said").strip()
    words = name.split()
    if match.group("bearer").split()[0].lower() in ("card", "sticker", "invite", "screen", "stamp") and not any(
        patterns.OF_NAMES.search(each.style) for each in letters.made
    ):
        return []
    if name.isupper():
        return [name] if len(name) > 3 else []
    if len(words) == 1:
        is_carried = _is_firm(letters) or match.group("bearer").lower() == "cover"
        return [name] if words[0].lower() not in letters.lexicon and is_carried else []
    return [] if is_known(name) else [name]


def _of_named(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "for my dog school Happy Paws", "the novel Salt": the name behind what it is made for."""
    bearer = match.group("bearer").split()[-1].lower()
    is_named = bearer in patterns.NAMED_THINGS or match.group("bearer").split()[0].lower() == "for"
    if not is_named or is_alive(bearer, letters.lexicon) or bearer in patterns.OF_GRAMMAR or bearer in patterns.SMALL:
        return []
    return [match.group("said"), *([match.group("by")] if match.group("by") else [])]


def _is_firm(letters: Lettering) -> bool:
    return any(single(each.head) in patterns.OF_FIRMS for each in letters.made)


def is_known(name: str) -> bool:
    """Whether a name is that of a day, a place or a manner, which need not be written."""
    return name.lower() in kinds.LANDMARKS or bool(patterns.KNOWN.search(name))


def _alone(match: re.Match[str], letters: Lettering) -> list[str]:
    """A name that stands alone between marks: "tavern sign, The Tipsy Goat, carved wood"."""
    name = match.group("said").strip()
    words = name.split()
    if not any(each.isalpha() for each in name):
        return []
    if len(words) == 1 and _is_firm(letters) and words[0].lower() not in letters.lexicon and not is_known(name):
        return [name]
    rest = letters.text[: match.start()] + letters.text[match.end() :]
    capitals = re.findall(r"(?<=[a-z,] )[A-Z]\w+", rest)
    if len(words) < 2 or is_known(name) or len(capitals) > 4 or name.isupper():
        return []
    if not letters.branded():  # "birthday card, …, World's Best Dad", and not whom it shows
        return [name] if len(words) > 2 or "a" in letters.lexicon.get(words[0].lower(), "").partition(":")[0] else []
    return [name] if not is_alive(words[-1].lower(), letters.lexicon) or words[0].lower() == "the" else []


def _sentence_beside(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "wedding sign Welcome to the wedding of Ana and Joe"."""
    return [ended(match.group("said"))] if begins_sentence(match.group("first").lower(), letters) else []
