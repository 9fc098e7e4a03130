"""Texts that an English wish wants written in the picture: quoted, told, shouted, or the name of what it is made for.

A name is lettering only where it belongs to what bears a sign (a shop, a band, a team, a book) and the picture is made
as something that carries it (a logo, a poster, a cover); "a girl named Anna" is none, nor "a man who reads Dickens".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from danqing.director import english_kinds as kinds
from danqing.director import english_written as patterns
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_media import BEARERS, BRANDED, HEADS, Commission, commissions
from danqing.director.english_tags import QUOTE
from danqing.director.plan import MAX_PHRASES

MAX_TEXT = 120  # characters of one text that is not in quotes


@dataclass
class Lettering:
    """The texts found so far, and the wish with a mark in place of each."""

    text: str
    lexicon: Mapping[str, str]
    found: list[str] = field(default_factory=list)
    made: list[Commission] = field(default_factory=list)

    def bears(self) -> bool:
        """Whether the picture is made as something that bears texts."""
        return any(_single(word) in BEARERS for each in self.made for word in each.style.split())

    def branded(self) -> bool:
        """Whether it carries the name of whom it is made for."""
        return any(_single(each.head) in BRANDED or patterns.OF_NAMES.search(each.style) for each in self.made)

    def take(self, pattern: re.Pattern[str], said: Callable[[re.Match[str]], Sequence[str]]) -> None:
        """Put marks where a pattern finds texts to be written.

        Args:
            pattern: its group "said", where it has one, ends where the wish goes on; "bearer" stays.
            said: the texts that are read in what was found; none where there are none.
        """
        at = 0
        while (match := pattern.search(self.text, at)) is not None and len(self.found) < MAX_PHRASES:
            at = max(match.end(), match.start() + 1)
            texts = [each.strip(" ,;:–—-") for each in said(match) if each.strip(" ,;:–—-")]
            if not texts:
                continue
            self.found += [each for each in texts if each not in self.found]
            groups = match.groupdict()
            rest = match.group("said")[len(_ended(match.group("said"))) :] if groups.get("said") else ""
            before = groups.get("bearer") or (match.group()[:1] if match.group()[:1] in ".,;!?" else "")
            begins = f"{self.text[: match.start()]}{before} {QUOTE} "
            self.text = begins + rest + self.text[match.end() :]
            at = len(begins)


def take_lettering(text: str, lexicon: Mapping[str, str]) -> tuple[str, list[str]]:
    """A wish with a mark in place of each text to be written, and those texts.

    Args:
        text: the wish.
        lexicon: English words → codes, as :func:`danqing.data.english.english_words` has them.
    """
    letters = Lettering(text, lexicon, made=commissions(text, lexicon))
    _quoted(letters)
    quoted = bool(letters.found)
    for pattern in patterns.LABELLED:
        letters.take(pattern, lambda match: _labelled(match, quoted=quoted, is_made=bool(letters.made)))
    if letters.made:
        letters.take(patterns.PARTS, _parts)
    if not quoted:
        letters.take(patterns.SAYS, lambda match: _said(match, letters))
        if letters.bears():
            _names(letters)
        letters.take(patterns.CAPITALS, _in_capitals)
        letters.take(patterns.SHOUTED, _shouted)
        if letters.bears():
            letters.take(patterns.LOUD, lambda match: _loud(match, letters))
            letters.take(patterns.GREETING, lambda match: [match.group(1)])
            letters.take(patterns.EXCLAIMED, lambda match: [match.group(1)])
        if not letters.found:
            letters.take(patterns.GREETING_BEFORE, lambda match: [match.group(1)])
            letters.take(patterns.NAME_BEFORE, lambda match: [] if _is_known(match.group(1)) else [match.group(1)])
    if letters.made:
        letters.take(patterns.ADDRESS, lambda match: [match.group(1)])
    if letters.bears():
        letters.take(patterns.WHEN, lambda match: [match.group(1)])
    letters.text = patterns.OWN_NAME.sub(f" {QUOTE} ", patterns.NAMED.sub(" ", letters.text))
    letters.text = re.sub(rf"{QUOTE}{patterns.AFTER_QUOTE.pattern.lstrip('^')}", QUOTE, letters.text)
    return letters.text, letters.found


def _single(noun: str) -> str:
    return noun if noun in BEARERS else noun_of_plural(noun)


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
    said = _ended(said)
    if not said or said[0] == QUOTE or (quoted and not (link and label in patterns.TITLES)):
        return []
    if not link and patterns.NOT_A_TEXT.match(said):
        return []
    is_shown = said[0].isupper() or said[0].isdigit()
    if label in patterns.LETTERS:
        return [said.split()[0]] if re.fullmatch(r"[A-Z]{1,3}|\d{1,3}", said.split()[0]) else []
    led_to = not match.group("lead").strip() or is_made or label in patterns.OF_TEXTS
    if not link and not is_shown and (label not in patterns.PLAIN_LABELS or not led_to):
        return []
    several = label in patterns.SEVERAL and bool(link or label.startswith("label"))
    return [each for each in patterns.BETWEEN.split(said) if each] if several else [said]


def _parts(match: re.Match[str]) -> list[str]:
    """Names of parts: two at least, each short."""
    parts = [each for each in patterns.BETWEEN.split(match.group("listed")) if each]
    return parts if len(parts) > 1 and all(len(each.split()) <= 3 for each in parts) else []


def _ended(said: str) -> str:
    """A text up to where the wish tells of the picture again: "happy birthday in gold letters"."""
    loud = patterns.LOUD_BEGINS.match(said)
    if loud is not None:
        return loud.group()
    end = patterns.AGAIN.search(said)
    said = said[: end.start()] if end else said
    shout = patterns.SHOUT_ENDS.search(said)
    return (said[: shout.end()] if shout else said).rstrip()[:MAX_TEXT]


def _said(match: re.Match[str], letters: Lettering) -> list[str]:
    """What something is told to say, if it can bear a text: "a mug that says", "it should read"."""
    before, said = match.group("before").lower().strip(), _ended(match.group("said"))
    words = re.findall(r"[\w'’-]+", letters.text[max(0, match.start() - 60) : match.start()].lower())
    if not said or said[0] == QUOTE or patterns.NOT_A_TEXT.match(said):
        return []
    is_shown = said[0].isupper() or said[0].isdigit()
    speaker = next((each for each in reversed(words) if each not in patterns.OF_GRAMMAR), "")
    if _single(speaker) in HEADS or noun_of_plural(speaker) in patterns.SURFACES:
        return [said]
    if _is_alive(speaker, letters.lexicon) and before.strip(" ,.;").split()[:1] != ["it"] and before[:1] != ",":
        return []
    is_told = bool(set(before.split()) & {"should", "must", "to", "can", "could", "it"}) or before[:1] in (",", ".")
    return [said] if is_told and (letters.made or is_shown) else []


def _is_alive(word: str, lexicon: Mapping[str, str]) -> bool:
    noun = noun_of_plural(word)
    if {word, noun} & (kinds.ALIVE | kinds.FAMILY | kinds.MEN | kinds.WOMEN):
        return True
    return (lexicon.get(word) or lexicon.get(noun, "")).partition(":")[2][:1] in ("a", "p")


def _names(letters: Lettering) -> None:
    """Names of what the picture is made for."""
    letters.take(patterns.CALLED, lambda match: _called(match, letters))
    if letters.branded():
        letters.take(patterns.OF_NAMED, lambda match: _of_named(match, letters))
        letters.take(
            patterns.BESIDE_HEAD, lambda match: [] if _is_known(match.group("said")) else [match.group("said")]
        )
        letters.take(patterns.MADE_FOR, lambda match: _made_for(match, letters))
        letters.take(patterns.BY, lambda match: [match.group(1), match.group(2)])
    letters.take(patterns.NAME_ALONE, lambda match: _alone(match, letters))


def _called(match: re.Match[str], letters: Lettering) -> list[str]:
    """The name of a shop, band, team, event or work; of a person only where a firm's sign is made."""
    said = _ended(match.group("said"))
    bearer = next((each for each in reversed(match.group("bearer").lower().split())), "")
    if not said or said[0] == QUOTE:
        return []
    if not said[0].isupper() and len(said.split()) > 4:
        return []
    is_client = re.search(r"\b(?:for|called|of)\s[^.;:]{0,60}$", letters.text[: match.start("bearer") + len(bearer)])
    if _is_alive(bearer, letters.lexicon):
        is_client = re.search(r"\bfor\s[^,.;:]{0,60}$", letters.text[: match.start("bearer") + 1])
        is_sign = any(_single(each.head) in patterns.OF_FIRMS for each in letters.made)
        return [said] if is_sign and is_client and bearer not in kinds.FAMILY | kinds.MEN | kinds.WOMEN else []
    is_picture = _single(bearer) in HEADS or bearer in ("it", "its", "it's")
    return [said] if is_client or is_picture or bearer in patterns.NAMED_THINGS else []


def _made_for(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "a logo for Brightside Dental", not "a poster for Halloween"."""
    name = match.group("said").strip()
    words = name.split()
    if match.group("bearer").split()[0].lower() == "card" and not any(
        patterns.OF_NAMES.search(each.style) for each in letters.made
    ):
        return []
    if name.isupper():
        return [name] if len(name) > 3 else []
    if len(words) == 1:
        return [name] if words[0].lower() not in letters.lexicon and _is_firm(letters) else []
    return [] if _is_known(name) else [name]


def _of_named(match: re.Match[str], letters: Lettering) -> list[str]:
    """ "for my dog school Happy Paws", "the novel Salt": the name behind what it is made for."""
    bearer = match.group("bearer").split()[-1].lower()
    is_named = bearer in patterns.NAMED_THINGS or match.group("bearer").split()[0].lower() == "for"
    if not is_named or _is_alive(bearer, letters.lexicon) or bearer in patterns.OF_GRAMMAR or bearer in patterns.SMALL:
        return []
    return [match.group("said"), *([match.group("by")] if match.group("by") else [])]


def _is_firm(letters: Lettering) -> bool:
    return any(_single(each.head) in patterns.OF_FIRMS for each in letters.made)


def _is_known(name: str) -> bool:
    """Whether a name is that of a day, a place or a manner, which need not be written."""
    return name.lower() in kinds.LANDMARKS or bool(patterns.KNOWN.search(name))


def _alone(match: re.Match[str], letters: Lettering) -> list[str]:
    """A name that stands alone between marks: "tavern sign, The Tipsy Goat, carved wood"."""
    name = match.group("said").strip()
    words = name.split()
    if len(words) == 1 and _is_firm(letters) and words[0].lower() not in letters.lexicon and not _is_known(name):
        return [name]
    rest = letters.text[: match.start()] + letters.text[match.end() :]
    capitals = re.findall(r"(?<=[a-z,] )[A-Z]\w+", rest)
    if len(words) < 2 or _is_known(name) or len(capitals) > 4 or name.isupper():
        return []
    if not letters.branded():  # "birthday card, …, World's Best Dad", and not whom it shows
        return [name] if len(words) > 2 or "a" in letters.lexicon.get(words[0].lower(), "").partition(":")[0] else []
    return [name] if not _is_alive(words[-1].lower(), letters.lexicon) or words[0].lower() == "the" else []


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
    stands_alone = before[-1:] in (",", ".", ";", ":", "!", "—", "") and after[:1] in (",", ".", ";", ":", "!", "—", "")
    head = re.match(r"[\w-]+", after)
    is_its_own = (head is not None and head.group().lower() in BEARERS) or before.lower().endswith((" for", " for the"))
    is_long = sum(map(len, words)) > 3
    return [said] if is_long and (len(words) > 1 or stands_alone or is_its_own) else []
