"""How English instructions name things: how many, whose, which of several, and what they are made of."""

from __future__ import annotations

import re

from danqing.director.edit_english_counts import (
    ASPECTS,
    COUNTED,
    COUNTS,
    JUDGED,
    KEPT_OF,
    ORDINALS,
    PAIRED,
    PEOPLE,
    PICTURE,
    POSTURES,
    RAISED,
    REPORTS,
    SIDES,
)
from danqing.director.edit_english_lexicon import POLITE_WORDS
from danqing.director.edit_english_tagging import DETERMINERS, FRUITS, NEVER, Words
from danqing.director.edit_english_tokens import Chunk, Noun
from danqing.director.edit_words import BACKGROUND_WORDS, QUANTITIES
from danqing.director.english_forms import noun_of_plural


class Names(Words):
    """Reads the names of things."""

    def _noun(self, place: int) -> int | None:
        """A thing from here on, or None."""
        t = self._t
        start = place
        det, count, owner, alone, counted = "bare", 1, None, False, False
        lower_rest = t.lower[t.spans[place][0] :]
        if t.low[place] in ("only", "just", "solely") and self._names(place + 1):
            alone, place = True, place + 1
            lower_rest = t.lower[t.spans[place][0] :]
        if (found := COUNTED.match(lower_rest)) and (found["word"] or "") not in KEPT_OF:
            word = (found["number"] or found["word"] or "").strip()
            counted = True
            det = "indef" if word else "def"
            count = int(word) if word.isdigit() else COUNTS.get(word.split()[-1], 1) if word else 1
            if word == "pair" and PAIRED.search(lower_rest[:40]):
                count = 1
            if word == "half a dozen":
                count = 6
            end = t.spans[place][0] + found.end()
            while place < len(t.low) and t.spans[place][0] < end:
                place += 1
            if re.search(r"\b(?:of|all|both) (?:the|those|these|them|my)\b", found[0]):
                det = "def"
        elif t.low[place] in DETERMINERS:
            det = DETERMINERS[t.low[place]]
            place += 1
            if det == "def" and place < len(t.low) and t.low[place] == "same":
                place += 1
            if t.low[place - 1] in ("a", "an") and t.low[place : place + 1] in (
                ["second"],
                ["third"],
                ["further"],
                ["fourth"],
            ):
                det, place = "another", place + 1
        if place < len(t.low) and (t.low[place] in COUNTS or re.fullmatch("[2-9]|1\\d", t.low[place])):
            after = t.low[place + 1 : place + 2]
            number = min(COUNTS.get(t.low[place]) or int(t.low[place]), 9)
            if det in ("bare", "indef", "no"):
                det = "indef"
            count = number
            place += 1
            if after and after[0] in ("more", "extra", "other", "of"):
                place += 1
                if t.low[place : place + 1] == ["of"]:
                    place += 1
                if t.low[place : place + 1] in (["them"], ["these"], ["those"]) and not self._before_noun(place):
                    return self._put("N", start, place + 1, None, Noun(name="one", det="indef", count=count))
                if after[0] == "other" and det == "def":
                    place -= 1
        elif place < len(t.low) and t.low[place] in ("more", "extra") and det == "indef":
            place += 1
            if t.low[place : place + 1] == ["of"] and t.low[place + 1 : place + 2] in (["them"], ["these"], ["those"]):
                return self._put("N", start, place + 2, None, Noun(name="one", det="another"))
        if place == start and self.chunks and self.chunks[-1].kind in "NMn" and self._verb_first(place):
            return None
        words, place, color, scale, change = self._named(place, det)
        if words in (["one"], ["One"]) and t.low[start] in ("this", "that", "these", "those"):
            return self._put(
                "N",
                start,
                place,
                None,
                Noun(name=f"{t.low[start]} one" if t.low[start] in ("this", "that") else "them", det="pron"),
            )
        if not words and count > 1 and det == "indef" and start != place:
            return self._put("N", start, place, None, Noun(name="one", det="indef", count=count))
        if not words and t.low[start] == "some" and start + 1 == place:
            taken = bool(self.chunks) and self.chunks[-1].kind == "r"
            some = Noun(name="them", det="pron") if taken else Noun(name="one", det="another")
            return self._put("N", start, place, None, some)
        if not words:
            if det in ("def", "another") and place > start and t.low[place - 1] in ("another",):
                return self._put("N", start, place, None, Noun(name="one", det="another"))
            if det == "indef" and t.low[start] == "one" and start + 1 == place:
                return self._put("N", start, place, None, Noun(name="one", det="indef"))
            return None
        if color is not None and words and words[-1] == "one" and t.low[place : place + 1] == ["of"]:
            return place + 1  # "the red of the roof"
        while t.low[place : place + 1] in (["'s"], ["'"]) and self._owned(place):
            owner = " ".join(words)
            words, place, color, scale, change = self._named(place + 1, "poss")
            if det in ("indef", "bare"):
                det = "def"
        if t.low[place : place + 1] == ["of"] and words[-1].lower() not in SIDES:
            place, words = self._of(place, words)
        name = " ".join(words)
        head = words[-1].lower()
        if head in ASPECTS and len(words) > 1 and owner is None and det in ("def", "poss"):
            words, name = words[:-1], " ".join(words[:-1])
            head = words[-1].lower()
        if head in ASPECTS and (owner or det == "poss" or t.low[place : place + 1] == ["of"]):
            return self._aspect(start, place, owner)
        if (
            len(words) == 1
            and head in RAISED
            and owner is None
            and (det in ("def", "bare", "poss") or t.low[start] == "some")
        ):
            return self._put("Q", start, place, QUANTITIES[head])
        if head in BACKGROUND_WORDS and len(words) == 1:
            return self._put("K", start, place, None)
        if head in ("background", "backdrop") and " ".join(words[:-1]).lower() in ("new", "different", "other"):
            return self._put("K", start, place)
        if head in ("background", "backdrop"):
            self._put("N", start, place - 1, None, Noun(name=" ".join(words[:-1]), det="indef"))
            return self._put("K", place - 1, place)
        if (
            head in PICTURE
            and owner is None
            and (len(words) == 1 or words[0].lower() in ("whole", "entire", "overall"))
            and det not in ("another", "indef")
        ):
            return self._put("N", start, place, None, Noun(name="picture", det="picture"))
        if t.low[place : place + 1] in (["only"], ["alone"], ["itself"]):
            alone, place = alone or t.low[place] != "itself", place + 1
        article = next((each for each in t.low[start : start + 2] if each in ("a", "an")), "")
        if det not in ("indef", "another") or count > 1 or counted:
            article = ""
        if det == "another" and not article and count == 1:
            article = "an" if words[0][:1].lower() in "aeiou" else "a"
        whose = (
            {"his": "him", "her": "her", "its": "it", "their": "them", "my": "me", "our": "me"}.get(t.low[start])
            if det == "poss"
            else None
        )
        noun = Noun(
            name=name,
            det=det,
            article=article,
            count=count,
            owner=owner,
            whose=whose,
            color=color,
            scale=scale,
            change=change,
            alone=alone,
        )
        if det == "no":
            self.chunks.append(Chunk("r", "no", t.spans[start][0], t.spans[start][1]))
        return self._put("N", start, place, None, noun)

    def _aspect(self, start: int, place: int, owner: str | None) -> int:
        """ "The colour of the car", "its size": the thing itself."""
        if owner is not None:
            return self._put("N", start, place, None, Noun(name=owner, det="def"))
        if self._t.low[place : place + 1] == ["of"]:
            return place + 1
        whose = {"his": "him", "her": "her", "its": "it", "their": "them"}.get(self._t.low[start], "it")
        return self._put("N", start, place, None, Noun(name=whose, det="pron"))

    def _names(self, place: int) -> bool:
        """Whether a thing may begin here."""
        return place < len(self._t.low) and (self._t.low[place] in DETERMINERS or self._could_be_noun(place))

    def _verb_first(self, place: int) -> bool:
        """Whether a word after a thing is sooner a verb than a noun."""
        low = self._t.low[place]
        code = self.vocabulary.english.get(low)
        if code is None and low.endswith("s"):
            code = self.vocabulary.english.get(noun_of_plural(low))
        return (code or "").startswith("v")

    def _of(self, place: int, words: list[str]) -> tuple[int, list[str]]:
        """ "A plate of scones": what a thing is full of belongs to its name."""
        t = self._t
        last = place + 1
        if last < len(t.low) and t.low[last] in DETERMINERS:
            last += 1
            if not self._could_be_noun(last):
                return place, words
            inner, end, *_ = self._named(last, "def")
            return (end, [*words, *t.words[place:last], *inner]) if inner else (place, words)
        inner, end, *_ = self._named(last, "bare")
        return (end, [*words, "of", *inner]) if inner else (place, words)

    def _owned(self, place: int) -> bool:
        """Whether 's is of an owner: what follows is a thing, not what is said of one."""
        follows = place + 1
        if not self._could_be_noun(follows):
            size, kind, _ = self._phrase(follows)
            return kind in ("S",) and self._could_be_noun(follows + size)
        code = self.vocabulary.english.get(self._t.low[follows], "")
        if code.startswith("a") or self._t.low[follows].endswith(("ing", "ed")):
            return self._could_be_noun(follows + 1)
        return True

    def _named(self, place: int, det: str) -> tuple[list[str], int, str | None, float | None, str | None]:
        """The adjectives and nouns from here on; and of what is said with them, colour, size and change."""
        t = self._t
        words: list[str] = []
        color: str | None = None
        scale: float | None = None
        change: str | None = None
        noun = False
        self._in_noun, self._det = True, det
        try:
            while place < len(t.low):
                low = t.low[place]
                if low in ("one", "ones") and (words or det != "bare" or color):
                    words.append("one")
                    return words, place + 1, color, scale, change
                size, kind, value = self._phrase(place)
                if not noun and kind in ("S", "A") and self._before_noun(place + size - 1) and size < 3:
                    plain = low in (
                        "tiny",
                        "huge",
                        "big",
                        "small",
                        "little",
                        "large",
                        "giant",
                        "massive",
                        "enormous",
                        "gigantic",
                        "warm",
                        "cool",
                        "vivid",
                        "vibrant",
                        "crisp",
                        "blurry",
                        "blurred",
                        "sharp",
                        "miniature",
                        "teeny",
                        "minuscule",
                        "light",
                    )
                    before = t.low[place - 1] if place else ""
                    if plain or before in ("the", "that", "this"):
                        words.append(low)
                    elif kind == "S" and isinstance(value, float):
                        scale = value
                    else:
                        change = str(value)
                    place += size
                    continue
                if not noun and kind == "%" and self._phrase(place + size)[1] in ("S", "A"):
                    self._put("%", place, place + size, value)
                    place += size
                    continue
                colored, named = self._color(place)
                if colored:
                    if noun or not (self._before_noun(place + colored - 1)):
                        if not noun and low in FRUITS and det in ("indef", "another") and not words:
                            return [*words, t.words[place]], place + 1, color, scale, change
                        if not noun and det != "bare" and not words and self._plant(low):
                            return [t.words[place]], place + 1, color, scale, change
                        if not noun and det in ("def", "another") and not words:  # "the red"
                            return [t.words[place], "one"], place + colored, named, scale, change
                        break
                    if not words:
                        color = named
                    words += t.words[place : place + colored]
                    place += colored
                    continue
                if (
                    low in ORDINALS
                    and not noun
                    and (self._before_noun(place) or det in ("def", "poss"))
                    and det != "bare"
                ):
                    words.append(t.words[place])
                    place += 1
                    noun = not self._before_noun(place - 1)
                    if noun:
                        return [*words, "one"], place, color, scale, change
                    continue
                if (
                    low in ("left", "right", "middle", "upper", "lower", "bottom", "top")
                    and not noun
                    and self._before_noun(place)
                ):
                    words.append(t.words[place])
                    place += 1
                    continue
                if self._noun_words(place) > 1:
                    words += t.words[place : place + 2]
                    place += 2
                    noun = True
                    continue
                if not self._could_be_noun(place):
                    break
                if noun and not self._continues(place):
                    break
                code = self.vocabulary.english.get(low) or self.vocabulary.english.get(noun_of_plural(low)) or "n"
                kinds = code.partition(":")[0]
                if low in POLITE_WORDS and not (words or det != "bare"):
                    break
                if low in POLITE_WORDS and (noun or not self._before_noun(place)):
                    break
                if low in JUDGED and self._before_noun(place):
                    place += 1
                    continue
                if kind == "J" and not self._before_noun(place) and not (noun and low == "light"):
                    break
                if kinds == "a" and not self._before_noun(place):
                    if not noun and det == "def" and self._after_is_end(place + 1):
                        return [*words, t.words[place], "one"], place + 1, color, scale, change
                    break
                words.append(t.words[place])
                place += 1
                noun = noun or "n" in kinds
        finally:
            self._in_noun = False
        if words and not noun and len(words) == 1 and words[0].lower() in NEVER:
            return [], place, color, scale, change
        return words, place, color, scale, change

    def _after_is_end(self, place: int) -> bool:
        return place >= len(self._t.low) or not self._could_be_noun(place)

    def _ends_name(self, place: int) -> bool:
        """Whether a word that may be a verb is the last of a name: "a low poly render"."""
        code = self.vocabulary.english.get(self._t.low[place]) or ""
        after = self._t.low[place + 1] if place + 1 < len(self._t.low) else "."
        return "n" in code.partition(":")[0] and (after in ".,;:!?" or after in ("and", "with", "instead"))

    def _continues(self, place: int) -> bool:
        """Whether a word after a noun is one more of its name, not a verb or an adjective said of it."""
        low = self._t.low[place]
        if low in ("light", "lights") and not any(each.kind in "tyDMj" for each in self.chunks[-3:]):
            return True  # "the traffic light"
        kind = self._phrase(place)[1]
        if kind and kind not in ("Q",) and not (kind in "ptaymf" and self._ends_name(place)):
            return False
        if self._placed(place) is not None and not self._before_noun(place + self._placed(place)[0] - 1):  # type: ignore[index]
            return False
        if (
            low in POSTURES
            or low in PEOPLE
            or low in REPORTS
            or (low.endswith(("ing", "ed")) and not self._before_noun(place) and self._is_participle(low))
        ):
            return False
        code = self.vocabulary.english.get(low) or self.vocabulary.english.get(noun_of_plural(low)) or "n"
        kinds = code.partition(":")[0]
        if (
            low.endswith("s")
            and low not in self.vocabulary.english
            and kinds.startswith("v")
            and self._det not in ("bare", "indef")
        ):
            return False
        if "n" not in kinds:
            return self._before_noun(place) and kinds.startswith("a")
        return True
