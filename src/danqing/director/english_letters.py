"""The texts that an English wish wants written, as they are found: marks in their place, and where a text ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from danqing.director import english_kinds as kinds
from danqing.director import english_written as patterns
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_media import Commission
from danqing.director.english_pictures import BEARERS, BRANDED
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
        return any(single(word) in BEARERS for each in self.made for word in each.style.split())

    def branded(self) -> bool:
        """Whether it carries the name of whom it is made for."""
        return any(single(each.head) in BRANDED or patterns.OF_NAMES.search(each.style) for each in self.made)

    def take(self, pattern: re.Pattern[str], said: Callable[[re.Match[str]], Sequence[str]]) -> None:
        """Put marks where a pattern finds texts to be written.

        Args:
            pattern: its group "said", where it has one, ends where the wish goes on; "bearer" stays.
            said: the texts that are read in what was found; none where there are none.
        """
        at = 0
        while (match := pattern.search(self.text, at)) is not None and len(self.found) < MAX_PHRASES:
            at = max(match.end(), match.start() + 1)
            lead = self.text[max(0, match.start() - 80) : match.start("said") if "said" in match.groupdict() else at]
            is_asked = patterns.ASKED.search(lead) is not None
            bare = [patterns.TRAILING.sub("", each.strip(" ,;:–—-")) for each in said(match)]
            texts = [each.rstrip("?") if is_asked else each for each in bare if each]
            if not texts:
                continue
            self.found += [each for each in texts if each not in self.found]
            groups = match.groupdict()
            rest = match.group("said")[len(ended(match.group("said"))) :] if groups.get("said") else ""
            before = (
                groups.get("bearer")
                or (QUOTE if match.group()[:1] == QUOTE else "")
                or (match.group()[:1] if match.group()[:1] in ".,;!?" else "")
            )
            begins = f"{self.text[: match.start()]}{before} {QUOTE} "
            self.text = begins + rest + self.text[match.end() :]
            at = len(begins)


def single(noun: str) -> str:
    """The singular of a noun, as a picture is called."""
    return noun if noun in BEARERS else noun_of_plural(noun)


def ended(said: str) -> str:
    """A text up to where the wish tells of the picture again: "happy birthday in gold letters"."""
    loud = patterns.LOUD_BEGINS.match(said)
    if loud is not None:
        return loud.group()
    end = patterns.AGAIN.search(said)
    said = said[: end.start()] if end else said
    shout = patterns.SHOUT_ENDS.search(said)
    return (said[: shout.end()] if shout else said).rstrip()[:MAX_TEXT]


def is_alive(word: str, lexicon: Mapping[str, str]) -> bool:
    """Whether a word names a person or an animal."""
    noun = noun_of_plural(word)
    if {word, noun} & (kinds.ALIVE | kinds.FAMILY | kinds.MEN | kinds.WOMEN):
        return True
    return (lexicon.get(word) or lexicon.get(noun, "")).partition(":")[2][:1] in ("a", "p")


def begins_sentence(word: str, letters: Lettering) -> bool:
    """Whether a word with a capital rather begins a sentence than is a name."""
    tags = letters.lexicon.get(word, "").partition(":")[0]
    return "v" in tags or tags[:1] in ("a", "r") or word in patterns.BEGINNERS
