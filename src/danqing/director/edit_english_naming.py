"""How English instructions name things: how many, whose, and which of several, before the words of the name itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danqing.director.edit_english_counts import ASPECTS, COUNTED, COUNTS, KEPT_OF, PAIRED, PICTURE, RAISED, SIDES
from danqing.director.edit_english_name_words import NameWords
from danqing.director.edit_english_tagging import DETERMINERS
from danqing.director.edit_english_tokens import Chunk, Noun
from danqing.director.edit_words import BACKGROUND_WORDS, QUANTITIES
from danqing.director.english_forms import noun_of_plural

_MOST = 9  # of a thing that is named with a number
_OF_THE = re.compile(r"\b(?:of|all|both) (?:the|those|these|them|my)\b")
_NUMBER = re.compile(r"[2-9]|1\d")
_THEM = (["them"], ["these"], ["those"])
_HERS = (["hers"], ["his"], ["mine"], ["yours"], ["theirs"], ["ours"])
_WHOSE = {"his": "him", "her": "her", "its": "it", "their": "them", "my": "me", "our": "me"}
_ONE_MORE = Noun(name="one", det="another")


@dataclass
class _Front:
    """What stands before a name: "the two of", "only his".

    Args:
        start, place: of its first word, and of the first one after it.
        det, count, alone: as of :class:`Noun`.
        counted: whether the number is a noun itself: "a pair of".
        whole: the thing, where no name follows: "two more of them".
    """

    start: int
    place: int
    det: str = "bare"
    count: int = 1
    alone: bool = False
    counted: bool = False
    whole: Noun | None = None


class Names(NameWords):
    """Reads the names of things."""

    def _noun(self, start: int) -> int | None:
        """A thing from here on, or None."""
        t = self._t
        front = self._front(start)
        if front.whole is not None:
            return self._put("N", start, front.place, None, front.whole)
        is_after_thing = bool(self.chunks) and self.chunks[-1].kind in "NMn"
        if front.place == start and is_after_thing and self._verb_first(start):
            return None
        name = self._named(front.place, front.det)
        if (one := self._without_name(front, name.words, name.place)) is not None:
            return self._put("N", start, name.place, None, one)
        if not name.words:
            return None
        if name.color is not None and name.words[-1] == "one" and t.low[name.place : name.place + 1] == ["of"]:
            return name.place + 1  # "the red of the roof"
        owner = None
        while t.low[name.place : name.place + 1] in (["'s"], ["'"]) and self._owned(name.place):
            owner = " ".join(name.words)
            name = self._named(name.place + 1, "poss")
            front.det = "def" if front.det in ("indef", "bare") else front.det
        is_quantity = len(name.words) == 1 and name.words[0].lower() in RAISED - ASPECTS  # "the contrast of the wall"
        if t.low[name.place : name.place + 1] == ["of"] and t.low[name.place + 1 : name.place + 2] in _HERS:
            name.place += 2  # "that lamp of hers"
        if t.low[name.place : name.place + 1] == ["of"] and name.words[-1].lower() not in SIDES and not is_quantity:
            name.place, name.words = self._of(name.place, name.words)
        if name.words[-1].lower() in ASPECTS and len(name.words) > 1 and owner is None and front.det in ("def", "poss"):
            name.words = name.words[:-1]
        if (end := self._no_thing(front, name.words, name.place, owner)) is not None:
            return end
        if t.low[name.place : name.place + 1] in (["only"], ["alone"], ["itself"]):
            front.alone = front.alone or t.low[name.place] != "itself"
            name.place += 1
        noun = Noun(
            name=" ".join(name.words),
            det=front.det,
            article=self._article(front, name.words[0]),
            count=front.count,
            owner=owner,
            whose=_WHOSE.get(t.low[start]) if front.det == "poss" else None,
            color=name.color,
            scale=name.scale,
            change=name.change,
            alone=front.alone,
            is_one=t.low[start] == "one" and front.count == 1 and owner is None,
        )
        if front.det == "no":
            self.chunks.append(Chunk("r", "no", *t.spans[start]))
        return self._put("N", start, name.place, None, noun)

    # Before the name

    def _front(self, start: int) -> _Front:
        t, front = self._t, _Front(start, start)
        if t.low[start] in ("only", "just", "solely") and self._names(start + 1):
            front.alone, front.place = True, start + 1
        rest = t.lower[t.spans[front.place][0] :]
        if (found := COUNTED.match(rest)) and (found["word"] or "") not in KEPT_OF:
            self._take_counted(front, found, rest)
        elif t.low[front.place] in DETERMINERS:
            self._take_determiner(front)
        if front.place < len(t.low):
            self._take_number(front)
        return front

    def _take_counted(self, front: _Front, found: re.Match[str], rest: str) -> None:
        """ "A pair of", "two of the", "all the"."""
        word = (found["number"] or found["word"] or "").strip()
        front.counted = True
        front.det = "indef" if word and not _OF_THE.search(found[0]) else "def"
        if word == "half a dozen":
            front.count = 6
        elif word.isdigit():
            front.count = int(word)
        elif word and not (word == "pair" and PAIRED.search(rest[:40])):
            front.count = COUNTS.get(word.split()[-1], 1)
        t = self._t
        end = t.spans[front.place][0] + found.end()
        while front.place < len(t.low) and t.spans[front.place][0] < end:
            front.place += 1

    def _take_determiner(self, front: _Front) -> None:
        """ "The", "the same", "a second"."""
        said = self._t.low[front.place]
        front.det = DETERMINERS[said]
        front.place += 1
        after = self._t.low[front.place : front.place + 1]
        if front.det == "def" and after == ["same"]:
            front.place += 1
        elif said in ("a", "an") and after in (["second"], ["third"], ["further"], ["fourth"]):
            front.det = "another"
            front.place += 1

    def _take_number(self, front: _Front) -> None:
        """ "Two", "two more of them", "some more"."""
        low = self._t.low
        said, after = low[front.place], low[front.place + 1 : front.place + 2]
        if said in COUNTS or _NUMBER.fullmatch(said):
            front.count = min(COUNTS.get(said) or int(said), _MOST)
            front.det = "indef" if front.det in ("bare", "indef", "no") else front.det
            front.place += 1
            if after not in (["more"], ["extra"], ["other"], ["of"]):
                return
            front.place += 1
            if low[front.place : front.place + 1] == ["of"]:
                front.place += 1
            if low[front.place : front.place + 1] in _THEM and not self._before_noun(front.place):
                front.place += 1
                front.whole = Noun(name="one", det="indef", count=front.count)
            elif after == ["other"] and front.det == "def":
                front.place -= 1
        elif said in ("more", "extra") and front.det == "indef":
            front.place += 1
            if after == ["of"] and low[front.place + 1 : front.place + 2] in _THEM:
                front.place += 2
                front.whole = _ONE_MORE

    # After it

    def _without_name(self, front: _Front, words: list[str], place: int) -> Noun | None:
        """What is meant where no noun is said: "this one", "two", "some", "another"; None where one is."""
        said, is_alone = self._t.low[front.start], place == front.start + 1
        if words in (["one"], ["One"]) and said in ("this", "that", "these", "those"):
            return Noun(name=f"{said} one" if said in ("this", "that") else "them", det="pron")
        if words:
            return None
        if front.count > 1 and front.det == "indef" and place != front.start:
            return Noun(name="one", det="indef", count=front.count)
        if said == "some" and is_alone:
            is_taken = bool(self.chunks) and self.chunks[-1].kind == "r"
            return Noun(name="them", det="pron") if is_taken else _ONE_MORE
        if front.det in ("def", "another") and place > front.start and self._t.low[place - 1] == "another":
            return _ONE_MORE
        return Noun(name="one", det="indef") if front.det == "indef" and said == "one" and is_alone else None

    def _no_thing(self, front: _Front, words: list[str], place: int, owner: str | None) -> int | None:
        """The end of a name that is no thing's: of a colour or size, a quantity, the background or the picture."""
        start, det, head, is_single = front.start, front.det, words[-1].lower(), len(words) == 1
        if head in ASPECTS and (owner or det == "poss" or self._t.low[place : place + 1] == ["of"]):
            return self._aspect(start, place, owner)
        is_plain = det in ("def", "bare", "poss") or self._t.low[start] == "some"
        if head in RAISED and is_single and owner is None and is_plain:
            return self._put("Q", start, place, QUANTITIES[head])
        if head in BACKGROUND_WORDS and is_single:
            return self._put("K", start, place)
        if head in ("background", "backdrop"):
            if " ".join(words[:-1]).lower() in ("new", "different", "other"):
                return self._put("K", start, place)
            self._put("N", start, place - 1, None, Noun(name=" ".join(words[:-1]), det="indef"))
            return self._put("K", place - 1, place)
        is_whole = is_single or words[0].lower() in ("whole", "entire", "overall")
        if head in PICTURE and is_whole and owner is None and det not in ("another", "indef"):
            return self._put("N", start, place, None, Noun(name="picture", det="picture"))
        return None

    def _aspect(self, start: int, place: int, owner: str | None) -> int:
        """ "The colour of the car", "its size": the thing itself."""
        if owner is not None:
            return self._put("N", start, place, None, Noun(name=owner, det="def"))
        if self._t.low[place : place + 1] == ["of"]:
            return place + 1
        whose = {"his": "him", "her": "her", "its": "it", "their": "them"}.get(self._t.low[start], "it")
        return self._put("N", start, place, None, Noun(name=whose, det="pron"))

    def _article(self, front: _Front, word: str) -> str:
        """The article that is said, or that "another" stands for."""
        if front.det not in ("indef", "another") or front.count > 1:
            return ""
        said = next((each for each in self._t.low[front.start : front.start + 2] if each in ("a", "an")), "")
        if front.counted:
            said = ""
        if front.det == "another" and not said:
            return "an" if word[:1].lower() in "aeiou" else "a"
        return said

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
