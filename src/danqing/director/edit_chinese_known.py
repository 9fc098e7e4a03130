"""What phrases of a Chinese instruction stand for: things that were spoken of, or that the picture shows.

它 is what was spoken of last, 白的那只 the white one of two, 另一只 the one that was not meant before, 它俩 both. A
thing of which the picture shows several kinds is named with what tells it from the others (白色的猫, 睡着的猫).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from danqing.director.edit_chinese_adding import ALL, HERE, SAME, is_worn
from danqing.director.edit_chinese_counted import counted_with, may_be_counted_with
from danqing.director.edit_chinese_nouns import MEASURE, Noun, is_vague, noun_phrase, number_of, owner_in, without_ends
from danqing.director.edit_chinese_said import color_of
from danqing.director.edit_colors import COLOR_NAMES
from danqing.director.edit_words import PRONOUNS, Vocabulary
from danqing.director.plan import Plan, Subject

_PARTS = "毛发尾角翅耳爪脸"  # how names of parts of a body end
_SINGLE = frozenset(("它", "他", "她", "其", "这个", "那个", "这", "那", "这只", "那只"))
_PERSON = frozenset(("他", "她", "他们", "她们"))
_ONE_OF = re.compile(
    rf"(?P<of>(?:它们|他们|她们)?(?:其中|当中|里面)的?(?:随便|任意)?|随便|任意)?(?:某|任)?一(?P<measure>[{MEASURE}])(?:的)?(?P<noun>[^的]*)"
)
_PLACE = re.compile(r"(?:最)?(?:左|右|中间|前|后|上|下|第|最后).*")
_AND = re.compile(r"(?<=.)(?:以及|和|跟|与|、|还有)(?=.)")


@dataclass
class Talk:
    """What was spoken of so far, and what the picture shows.

    Args:
        vocabulary: the words that are known.
        subjects: of the picture; empty if they are not known.
        topic: the thing spoken of last.
        owner: the thing beside which something was put last.
        introduced: names of things that were put into the picture.
        meant: which of the subjects were meant so far, the last one at the end.
        together: the things that were spoken of last, if they were several.
        being: the person or animal that was spoken of last.
        bearer: whoever got something to wear or to hold last.
        gone: the thing that was taken out last.
    """

    vocabulary: Vocabulary
    subjects: tuple[Subject, ...] = ()
    topic: str | None = None
    owner: str | None = None
    introduced: set[str] = field(default_factory=set)
    meant: list[int] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    being: str | None = None
    bearer: str | None = None
    gone: str | None = None

    @classmethod
    def about(cls, known: Plan | None, vocabulary: Vocabulary) -> Talk:
        """A talk about a picture."""
        return cls(vocabulary=vocabulary, subjects=() if known is None else tuple(known.subjects))

    def named(self, phrase: str, *, color: str | None = None) -> list[str]:
        """The names of what a phrase means, most often one.

        Args:
            phrase: as said.
            color: what colour it shall get, which the other one has not got yet.
        """
        if (owner := owner_in(phrase, self.vocabulary)) is not None:
            self.being = owner
        found = self._named(phrase, color)
        if len(found) > 1:
            self.together = found
        is_part = bool(found) and found[0][-1] in _PARTS
        if found and not is_part and self.vocabulary.kind(re.sub("^.+的(?=.)", "", found[0])) in ("person", "animal"):
            self.being = found[0]
        return found

    def _named(self, phrase: str, color: str | None) -> list[str]:
        plain = without_ends(phrase)
        if plain not in self.vocabulary.chinese and len(parts := _AND.split(plain)) > 1 and all(parts):
            return list(dict.fromkeys(name for each in parts for name in self._named(each, color)))
        if plain in (HERE, SAME):
            return [self._here(plain) or "它"]
        if (one := self._one_of(plain)) is not None:
            return [one]
        if plain == ALL and self.together:
            return self.together
        said = noun_phrase(plain, self.vocabulary)
        if said.many and not said.noun:
            return self._several(plain) or [plain]
        if plain in PRONOUNS or not (said.noun or said.how or said.clause or said.other):
            return [self._counted_so(plain) or self._pointed(plain) or self._pronoun(plain) or plain]
        if not said.noun or is_vague(said.noun):
            return self._without_noun(said, plain, color)
        return self._with_noun(said, color)

    def main(self) -> str | None:
        """What "it" is in the picture: what it shows several of, else what was named first."""
        if not self.subjects:
            return None
        names = Counter(each.name for each in self.subjects)
        several = next((each.name for each in self.subjects if names[each.name] > 1), None)
        return several or self.subjects[0].name

    def described(self, phrase: str) -> list[str]:
        """The things of the picture that a phrase describes without a noun (戴眼镜的那位); none where it does not."""
        said = noun_phrase(phrase, self.vocabulary)
        if said.noun:
            return []
        if found := self._matching(said, list(range(len(self.subjects)))):
            return [self.name_of(found[0])]
        return [self._other(said, phrase, None)] if said.other and self.subjects else []

    def color_of_named(self, name: str) -> str | None:
        """The colour of a thing of the picture, by the name that :meth:`named` gave it."""
        for number, each in enumerate(self.subjects):
            if self.name_of(number) == name:
                return each.color
        return None

    def name_of(self, number: int) -> str:
        """The name of a subject, with what tells it from others of its name."""
        self.meant.append(number)
        subject = self.subjects[number]
        if sum(each.name == subject.name for each in self.subjects) == 1:
            return subject.name
        how = COLOR_NAMES.get(subject.color or "") or next(iter(subject.attributes), "")
        return f"{how}的{subject.name}" if how else subject.name

    def _one_of(self, plain: str) -> str | None:
        """One of several: 其中一只, and 一只猫 where the picture shows more than one."""
        found = _ONE_OF.fullmatch(plain)
        if found is None or plain in self.vocabulary.chinese:
            return None
        noun, several = found["noun"], self._several_named()
        if not noun and not several:
            return self._here(HERE)
        if not noun:
            noun = self.topic if self.topic in several else several[0]
        elif not (found["of"] or noun in several):
            return None
        return f"其中一{found['measure']}{noun}" if noun else None

    def _several_named(self) -> list[str]:
        """The names of which the picture shows more than one."""
        names = Counter(each.name for each in self.subjects)
        return [each.name for each in self.subjects if names[each.name] > 1 or each.count != 1]

    def _here(self, plain: str) -> str | None:
        if plain == SAME and self.owner is not None:
            return self.owner
        if (
            plain == SAME
            and self.topic is not None
            and (
                self.vocabulary.kind(self.topic) in ("clothing", "body")
                or self.topic[-1] in _PARTS
                or is_worn(self.topic)
            )
        ):
            return self.being or self.bearer or self.main() or self.topic
        return self.topic or self.main()

    def _pronoun(self, plain: str) -> str | None:
        name = self._pronoun_alone(plain)
        same = [n for n, each in enumerate(self.subjects) if each.name == name]
        meant = [n for n in self.meant if n in same]
        return self.name_of(meant[-1]) if len(same) > 1 and meant and plain in _SINGLE else name

    def _pronoun_alone(self, plain: str) -> str | None:
        known = {each.name for each in self.subjects}
        if plain in _PERSON and self.subjects:
            people = [each.name for each in self.subjects if self.vocabulary.kind(each.name) == "person"]
            topical = self.topic if self.topic in people or self._is_named(self.topic) else None
            return topical or (people[0] if people else self.main())
        if plain == "它" and self.owner is not None and self.topic in self.introduced:
            return self.owner
        if plain in ("它", "这个", "那个", "其") and self.topic is None and (named := self._first_that_is_no_person()):
            return named
        if self.topic is not None and self.topic == self.gone:
            return self.being or self.main() or self.topic
        if self.subjects and self.topic is not None and self.topic not in self.introduced | known:
            return self.topic if self._is_named(self.topic) else self.main()
        return self.topic or self.main()

    def _first_that_is_no_person(self) -> str | None:
        """The first of the picture's things that 它 may be; None where it is as always."""
        is_person = [self.vocabulary.kind(each.name) == "person" for each in self.subjects]
        if not is_person or not is_person[0] or all(is_person):
            return None
        return self.subjects[is_person.index(False)].name

    def _counted_so(self, plain: str) -> str | None:
        """The one thing of the picture that is counted with a measure word: 那辆 is the car."""
        fitting = [n for n, each in enumerate(self.subjects) if counted_with(plain, each.name, self.vocabulary)]
        return self.name_of(fitting[0]) if len(fitting) == 1 else None

    def _pointed(self, plain: str) -> str | None:
        """Of several of one name, 这辆 is the first or the one that was meant last, 那辆 another one."""
        found = re.fullmatch(f"(?P<way>[这那])一?[{MEASURE}]", plain)
        names = Counter(each.name for each in self.subjects)
        alike = [n for n, each in enumerate(self.subjects) if names[each.name] > 1]
        if (
            found is None
            or len(alike) < 2
            or not may_be_counted_with(plain, self.subjects[alike[0]].name, self.vocabulary)
        ):
            return None
        meant = [n for n in self.meant if n in alike]
        if found["way"] == "这":
            return self.name_of(meant[-1] if meant else alike[0])
        return self.name_of(next(n for n in alike if n != (meant[-1] if meant else alike[0])))

    def _is_named(self, name: str | None) -> bool:
        return any(name == f"{how}的{each.name}" for each in self.subjects for how in
                   (COLOR_NAMES.get(each.color or "", ""), *each.attributes) if how)  # fmt: skip

    def _several(self, plain: str) -> list[str]:
        """What 它们, 俩 and 三个 are."""
        digits = re.search("[两俩二三仨四五六七八九]", plain)
        number = number_of(digits[0]) if digits else None
        counted = [
            n
            for n, each in enumerate(self.subjects)
            if each.count != 1 and may_be_counted_with(plain, each.name, self.vocabulary)
        ]
        exact = [n for n in counted if self.subjects[n].count == number]
        groups = Counter(each.name for each in self.subjects)
        group = next((name for name, times in groups.items() if times > 1), None)
        of_group = [n for n, each in enumerate(self.subjects) if each.name == group]
        if exact or (counted and not of_group):
            topical = [n for n in exact or counted if self.subjects[n].name == self.topic]
            return [self.name_of((topical or exact or counted)[0])]
        if of_group:
            return [self.name_of(n) for n in of_group]
        singles = list(range(len(self.subjects)))
        if number is not None and len(singles) > number:
            singles = singles[-number:]
        if singles:
            return [self.name_of(n) for n in singles]
        return [self.topic] if self.topic else []

    def _matching(self, said: Noun, among: list[int]) -> list[int]:
        """Those of some subjects of which the phrase is true."""
        words = said.how or said.clause
        if not words:
            return []
        color = color_of(words, self.vocabulary)
        if color is not None and (found := [n for n in among if self.subjects[n].color == color]):
            return found
        bare = re.sub("[着了过的]", "", words)
        found = [n for n in among if any(bare in (own := re.sub("[着了过的]", "", each)) or own in bare
                                         for each in self.subjects[n].attributes)]  # fmt: skip
        if len(found) > 1:
            closest = [
                n for n in found if bare in {re.sub("[着了过的]", "", each) for each in self.subjects[n].attributes}
            ]
            found = closest or found
        if not found and not words.startswith(("没", "不")):
            shared = [len(set(bare) & set("".join(self.subjects[n].attributes))) for n in among]
            most = max(shared, default=0)
            found = [n for n, times in zip(among, shared, strict=True) if times == most] if most else []
            found = found if len(found) == 1 else []
        if not found and words.startswith("没"):
            has = self._matching(Noun(clause=words[1:]), among)
            found = [n for n in among if n not in has] if has else []
        return found

    def _without_noun(self, said: Noun, plain: str, color: str | None) -> list[str]:
        everything = list(range(len(self.subjects)))
        if found := self._matching(said, everything):
            return [self.name_of(found[0])]
        if said.other:
            return [self._other(said, plain, color)]
        if said.noun and said.clause and not self._several_named():
            return [said.name()]  # 徒步的人
        noun = self._counted_noun()
        names = [each.name for each in self.subjects]
        if noun is not None and names.count(noun) == 1 and self.subjects[names.index(noun)].count == 1:
            return [noun]
        if (said.how or said.clause) and noun is not None:
            self.topic = noun
            how = said.how or said.clause
            if how in ("男", "女") and noun in ("人", "男人", "女人"):
                return [f"{how}人"]
            return [f"{how}{noun}" if how.startswith("第") else f"{how}的{noun}"]
        if said.noun and not self.subjects:
            return [said.name()]
        if said.noun and not said.how:
            return [self._pronoun("它") or plain]
        return [plain]

    def _counted_noun(self) -> str | None:
        """What "the left one" is one of."""
        several = self._several_named()
        topic = re.sub(r"^.+的(?=.)", "", self.topic) if self.topic else None
        return topic if topic in several or not self.subjects else several[0] if several else topic or self.main()

    def _other(self, said: Noun, plain: str, color: str | None) -> str:
        """The one of several that was not meant before."""
        names = Counter(each.name for each in self.subjects)
        noun = said.noun if names[said.noun] > 1 else None
        noun = noun or next((each.name for each in self.subjects if names[each.name] > 1), None)
        among = [n for n, each in enumerate(self.subjects) if each.name == noun]
        left = [n for n in among if n not in self.meant]
        if color is not None and len(among) == len(left):
            left = [n for n in left if self.subjects[n].color != color] or left
        if left or among:
            return self.name_of((left or among)[-1])
        one = self._counted_noun()
        bare = re.sub(r"(?:的)$", "", plain)
        return plain if one is None or plain.endswith(one) else f"{bare}{one}"

    def _colored(self, noun: str) -> list[int]:
        """黑猫 where black and white cats are seen."""
        color = color_of(noun[:1], self.vocabulary)
        return [n for n, each in enumerate(self.subjects) if color and each.name == noun[1:] and each.color == color]

    def _with_noun(self, said: Noun, color: str | None) -> list[str]:
        exact = [n for n, each in enumerate(self.subjects) if each.name == said.noun]
        near = exact or [
            n for n, each in enumerate(self.subjects)
            if each.name.endswith(said.noun) or (said.noun.endswith(each.name) and len(each.name) > 1)
        ]  # fmt: skip
        if (
            not near
            and len(said.noun) == 1
            and (self.topic or "").endswith(said.noun)
            and self.topic in self.introduced
        ):
            return [self.topic or said.noun]
        if not near and (colored := self._colored(said.noun)):
            return [self.name_of(colored[0])]
        if not near and (found := self._matching(Noun(clause=said.noun), list(range(len(self.subjects))))):
            return [self.name_of(found[0])]
        if not near:
            return [f"另一个{said.noun}" if said.other else said.name()]
        if said.other:
            return [self._other(said, said.noun, color)]
        if len(near) > 1 and (found := self._matching(said, near)):
            return [self.name_of(found[0])]
        same = [n for n in near if self.subjects[n].name == self.subjects[near[0]].name]
        if len(same) > 1 and said.many:
            return [self.name_of(n) for n in same]
        name = self.subjects[near[0]].name
        if len(same) == 1:
            self.meant.append(near[0])
        several = len(same) > 1 or self.subjects[near[0]].count != 1
        return [f"{said.how}的{name}" if several and said.how and _PLACE.fullmatch(said.how) else name]
