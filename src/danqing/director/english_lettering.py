"""Texts that an English wish wants written in the picture: quoted, told, shouted, or the name of what it is made for.

A name is lettering only where it belongs to what bears a sign (a shop, a band, a team, a book) and the picture is made
as something that carries it (a logo, a poster, a cover); "a girl named Anna" is none, nor "a man who reads Dickens".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from danqing.director import english_occasions as occasions
from danqing.director import english_written as patterns
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_letters import Lettering, begins_sentence, ended, is_alive, single
from danqing.director.english_media import commissions
from danqing.director.english_names_written import is_known, take_names
from danqing.director.english_pictures import BEARERS, HEADS
from danqing.director.english_tags import QUOTE
from danqing.director.plan import MAX_PHRASES


def take_lettering(text: str, lexicon: Mapping[str, str]) -> tuple[str, list[str]]:
    """A wish with a mark in place of each text to be written, and those texts.

    Args:
        text: the wish.
        lexicon: English words → codes, as :func:`danqing.data.english.english_words` has them.
    """
    letters = Lettering(text, lexicon, made=commissions(text, lexicon))
    _without_called(letters)
    _quoted(letters)
    quoted = bool(letters.found)
    for pattern in patterns.LABELLED:
        letters.take(pattern, lambda match: _labelled(match, quoted=quoted, is_made=bool(letters.made)))
    if letters.made:
        letters.take(patterns.PARTS, _parts)
        letters.take(occasions.SUM, lambda match: [match.group(1)])
    if not quoted:
        letters.take(patterns.SAYS, lambda match: _said(match, letters))
        letters.take(patterns.HOUSE_CALLED, lambda match: [match.group("said")])
        if letters.bears():
            take_names(letters)
        letters.take(patterns.SET_IN, _set_in)
        letters.take(patterns.MARKED, _marked)
        letters.take(patterns.SHOUTS, _shouted_by)
        letters.take(patterns.BESIDE_SIGN, lambda match: [] if is_known(match.group("said")) else [match.group("said")])
        letters.take(patterns.IN_BUBBLE, lambda match: [ended(match.group("said"))])
        letters.take(patterns.TO_WRITE, lambda match: _to_write(match))
        letters.take(patterns.PUT_ON, lambda match: _put_on(match, letters))
        letters.take(patterns.WRITTEN_ON, lambda match: _written_on(match))
        letters.take(patterns.CAPITALS, _in_capitals)
        letters.take(patterns.SHOUTED, _shouted)
        is_written_on = any(single(each) in BEARERS for each in re.findall(r"[a-z-]+", letters.text.lower()))
        if letters.made or is_written_on:
            letters.take(patterns.LOUD, lambda match: _loud(match, letters))
            letters.take(occasions.GREETING, lambda match: [match.group(1)])
            letters.take(patterns.EXCLAIMED, lambda match: [match.group(1)])
            letters.take(patterns.SET_AT, lambda match: [] if is_known(match.group("said")) else [match.group("said")])
            letters.take(patterns.BAND_FOR, lambda match: [match.group(2)])
            letters.take(occasions.EDITION, lambda match: [match.group(1)])
            letters.take(patterns.CAPITAL_BEGINS, lambda match: _capital_begins(match, letters))
        if not letters.found:
            letters.take(occasions.GREETING_BEFORE, lambda match: [match.group(1)])
            letters.take(patterns.ORDERS, lambda match: [match.group(1)])
            letters.take(patterns.NAME_BEFORE, lambda match: [] if is_known(match.group(1)) else [match.group(1)])
    if letters.made:
        letters.take(occasions.ADDRESS, lambda match: [match.group(1)])
        letters.take(occasions.PHONE, lambda match: [match.group(1)])
    if letters.bears():
        letters.take(patterns.BYLINE, lambda match: [match.group("said")])
        letters.take(occasions.YEAR, lambda match: [match.group(1)])
        letters.take(occasions.ITEM, lambda match: [match.group(1)])
        letters.take(occasions.WHEN, lambda match: [match.group(1)])
    letters.text = patterns.OWN_NAME.sub(f" {QUOTE} ", patterns.NAMED.sub(" ", letters.text))
    letters.text = re.sub(rf"{QUOTE}{patterns.AFTER_QUOTE.pattern.lstrip('^')}", QUOTE, letters.text)
    return letters.text, letters.found


def _without_called(letters: Lettering) -> None:
    """Leave out how a person, an animal, a book or a town in the scene is called: 'a dog called "Rex"'.

    Of what the picture is made as the name is a text: 'a book cover for a novel called "Salt"'.
    """
    if not letters.made:
        letters.text = patterns.QUOTED_NAME.sub(lambda match: _called_so(match, letters), letters.text)


def _called_so(match: re.Match[str], letters: Lettering) -> str:
    bearer = match.group("bearer")
    named = single(bearer.lower())
    is_nameless = is_alive(bearer.lower(), letters.lexicon) or named in patterns.UNSIGNED
    return bearer if is_nameless else match.group()


def _quoted(letters: Lettering) -> None:
    """Texts in quotes; single ones only where they look like a text."""
    text, at, parts = letters.text, 0, []
    for match in itertools.islice(patterns.QUOTED.finditer(text), MAX_PHRASES):
        said = next(each for each in match.groups() if each).strip()
        if not said:
            continue
        before = text[at : match.start()]
        lead = patterns.LETTERING_LEAD.search(before[-160:])
        if lead is None and match.group()[0] in "'‘" and not _is_text(said, before, is_made=bool(letters.made)):
            parts.append(before + said)
        else:
            letters.found.append(said)
            parts.append((before[: len(before) - len(lead.group())] if lead else before) + f" {QUOTE} ")
        at = match.end()
    letters.text = "".join([*parts, text[at:]])


def _is_text(said: str, before: str, *, is_made: bool) -> bool:
    """Whether single quotes without "says" before them hold a text to be written: a short one, that is."""
    return len(said.split()) <= (12 if is_made else 6) and (is_made or not before.rstrip().endswith(":"))


def _labelled(match: re.Match[str], *, quoted: bool, is_made: bool) -> list[str]:
    """What stands behind "title:", "name is", "words", "labels:"."""
    label, link, said = match.group("label").lower(), (match.group("link") or "").strip(), match.group("said")
    said = ended(said)
    if label in patterns.FACTS:
        return [said] if is_made and said and said[0] != QUOTE else []
    if not said or said[0] == QUOTE or (quoted and not (link and label in patterns.TITLES)):
        return []
    if not link and patterns.NOT_A_TEXT.match(said):
        return []
    is_shown = said[0].isupper() or said[0].isdigit()
    if label in patterns.NAMING and not is_made:
        return []
    if label in patterns.LETTERS:
        if not (said.isupper() and " " in said) and re.fullmatch(
            r"[A-Z](?:[A-Z]{0,2}|\s?[&+]\s?[A-Z])|\d{1,3}", said.split()[0]
        ):
            return [said.split()[0]]
        return [said] if label == "letters" and (link or said.isupper() or "in" in match.group("lead").split()) else []
    lead = set(match.group("lead").lower().split())
    led_to = not lead or bool(lead & patterns.NAMES_OF) or is_made or label in patterns.OF_TEXTS
    if not link and not is_shown and (label not in patterns.PLAIN_LABELS or not led_to):
        return []
    if label == "word" and said[0].islower():
        return [said.split()[0]]
    if label in ("title", "titled", "book") and (by := patterns.BY_WHOM.split(said))[1:]:
        return by
    several = label in patterns.SEVERAL and bool(link or label.startswith("label"))
    return [each for each in patterns.BETWEEN.split(said) if each] if several else [said]


def _parts(match: re.Match[str]) -> list[str]:
    """Names of parts: two at least, each short."""
    parts = [each for each in patterns.BETWEEN.split(match.group("listed")) if each]
    if match.group().lower().startswith(("letters", "numbers")) and not all(len(each) < 3 for each in parts):
        return []
    return parts if len(parts) > 1 and all(len(each.split()) <= 3 for each in parts) else []


def _said(match: re.Match[str], letters: Lettering) -> list[str]:
    """What something is told to say, if it can bear a text: "a mug that says", "it should read"."""
    before, said = match.group("before").lower().strip(), ended(match.group("said"))
    words = re.findall(r"[\w'’-]+", letters.text[max(0, match.start() - 60) : match.start()].lower())
    if not said or said[0] == QUOTE or patterns.NOT_SAID.match(said):
        return []
    is_shown = said[0].isupper() or said[0].isdigit()
    speaker = next((each for each in reversed(words) if each not in patterns.OF_GRAMMAR), "")
    near = {noun_of_plural(each) for each in words[-8:]} & patterns.SIGNS
    if near and not is_alive(speaker, letters.lexicon):
        return [said]
    if single(speaker) in HEADS or noun_of_plural(speaker) in patterns.SURFACES:
        return [said]
    if any(word in patterns.COMICS for each in letters.made for word in each.style.split()):
        return [said]
    if is_alive(speaker, letters.lexicon) and before.strip(" ,.;").split()[:1] != ["it"] and before[:1] != ",":
        return []
    is_told = bool(set(before.split()) & {"should", "must", "to", "can", "could", "it"}) or before[:1] in (",", ".")
    is_due = bool({"should", "must"} & set(before.split()))
    return [said] if is_told and (letters.made or is_shown or is_due) else []


def _marked(match: re.Match[str]) -> list[str]:
    """ "FRAGILE", "A, B and C"; in small letters only a word or two."""
    said = ended(match.group("said"))
    if not said or said[0] == QUOTE or patterns.NOT_A_TEXT.match(said):
        return []
    if said[0].isupper() or said[0].isdigit():
        return [each for each in patterns.BETWEEN.split(said) if each]
    return []


def _to_write(match: re.Match[str]) -> list[str]:
    said = ended(match.group("said"))
    return (
        [] if not said or said[0] == QUOTE or re.match(r"(?:an?|the|in|on|with|it|some|down)\b", said, re.I) else [said]
    )


def _capital_begins(match: re.Match[str], letters: Lettering) -> list[str]:
    """A sentence that begins with a capital where none is due."""
    begins = letters.text[: match.start()].rsplit(".", 1)[-1].lstrip(f" {QUOTE}")
    others = re.findall(r", ?[A-Z]", letters.text)
    is_told = begins_sentence(match.group("first").lower(), letters)
    return [match.group().strip()] if is_told and len(others) <= 2 and (begins[:1].islower() or letters.bears()) else []


def _put_on(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "with World's Best Boss on it"; of a single word only one that is no thing."""
    name = match.group("said")
    if name.isdigit():
        return [name] if len(name) < 4 else []
    if not any(each.isalpha() for each in name) or is_known(name) or (len(name.split()) == 1 and not letters.made):
        return []
    return [name]


def _set_in(match: re.Match[str]) -> list[str]:
    """ "garage sale in big letters", not "nothing written on it"."""
    words = set(match.group(1).lower().split())
    about = patterns.OF_TEXTS | patterns.LETTERS | patterns.TITLES | patterns.WRITINGS | {"not", "never", "nor"}
    return [] if words & about else [match.group(1)]


def _written_on(match: re.Match[str]) -> list[str]:
    """ "with happy days written on it", not "with something written on it"."""
    said = match.group(1).strip()
    words = said.lower().split()
    if {words[-1], noun_of_plural(words[-1])} & (
        patterns.OF_TEXTS | patterns.LETTERS | patterns.TITLES | patterns.WRITINGS
    ):
        return []
    return [said] if len(words) > 1 or said[0].isupper() or match.group().lower().startswith("ha") else []


def _shouted_by(match: re.Match[str]) -> list[str]:
    """ "a fan shouting GOAL", not "answer NOT written"."""
    said = match.group("said")
    return [] if set(re.findall(r"[A-Z]+", said)) <= patterns.EMPHASIS else [said]


def _in_capitals(match: re.Match[str]) -> list[str]:
    """What stands in capitals behind "saying", "letters", "written"."""
    said = match.group(1)
    if patterns.AND_IN_LIST.search(said) and match.group().lower().startswith("label"):
        return patterns.BETWEEN.split(said)
    return [said]


def _shouted(match: re.Match[str]) -> list[str]:
    """Shouted words that are said to be written or to stand somewhere."""
    return [] if set(re.findall(r"[A-Z]+", match.group(1))) <= patterns.EMPHASIS else [match.group(1)]


def _loud(match: re.Match[str], letters: Lettering) -> list[str]:
    """Words in capitals on what bears a text: two at least, or one that stands alone or is the picture's own."""
    said = match.group(1).strip()
    words = re.findall(r"[A-Z][A-Z'’]+", said)
    letters_told = re.findall(r"[A-Za-z]", letters.text)
    is_all_loud = 2 * sum(each.isupper() for each in letters_told) > len(letters_told)
    if is_all_loud or not words or set(words) <= patterns.EMPHASIS | patterns.ACRONYMS:
        return []
    before, after = letters.text[: match.start(1)].rstrip(), letters.text[match.end(1) :].lstrip()
    begins = before[-1:] in (",", ".", ";", ":", "!", "—", "") or bool(patterns.LISTS_BEFORE.search(before))
    stands_alone = begins and (
        after[:1] in (",", ".", ";", ":", "!", "—", "") or patterns.GOES_ON.match(after) is not None
    )
    head = re.match(r"[\w-]+", after)
    is_its_own = (head is not None and head.group().lower() in BEARERS) or before.lower().endswith((" for", " for the"))
    is_long = sum(map(len, words)) > 2
    return [said] if is_long and (len(words) > 1 or stands_alone or is_its_own) else []
