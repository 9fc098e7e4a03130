"""How well plans tell what wishes ask for: facts of a written plan against facts of a gold plan.

A gold plan may list accepted words with ``|`` ("cat|kitty"). Words are compared case-folded, without articles and, in
English, without the s of plurals. A relation is right as well when it is said the other way round ("A left of B" is "B
right of A").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from danqing.data.captions import singular

FACTS = ("subjects", "counts", "colors", "relations", "background", "style", "avoid", "lettering", "shape")
FREE_FACTS = ("attributes", "mood", "composition")  # words that may be chosen in many ways: no part of "over all"
_OTHER_WAY = {
    "left_of": "right_of", "right_of": "left_of", "above": "below", "below": "above", "in_front_of": "behind",
    "behind": "in_front_of", "next_to": "next_to", "under": "above",
}  # fmt: skip
_POINTED = re.compile(
    r"(?<=[\u3400-\u9fff])的(?=[\u3400-\u9fff])|[这那][只个条张把辆座棵朵匹头件位名颗盏本艘架块双杯碗盆枝株片](?=[\u3400-\u9fff])"
)  # "左边的那艘船", "左边那艘船" and "左边的船" are the same
_LIKE = {"under": "below"}  # what is under a thing is below it


@dataclass
class FactScores:
    """Right and asked facts of each kind, over wishes.

    Args:
        right, asked: by kind.
        wrong: (wish, kind, what was asked, what was read).
        wishes: how many.
        extra_subjects, extra_relations: read and not asked for.
    """

    right: dict[str, int]
    asked: dict[str, int]
    wrong: list[tuple[str, str, object, object]]
    wishes: int = 0
    extra_subjects: int = 0
    extra_relations: int = 0

    @classmethod
    def empty(cls) -> FactScores:
        """Nothing asked yet."""
        kinds = (*FACTS, *FREE_FACTS)
        return cls(dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0), [])

    def accuracy(self, kind: str) -> float | None:
        """The part of the asked facts that are right, 0 to 1; None where none was asked."""
        return self.right[kind] / self.asked[kind] if self.asked[kind] else None

    def over_all(self) -> float:
        """Over all kinds of :data:`FACTS` together."""
        return sum(self.right[kind] for kind in FACTS) / max(sum(self.asked[kind] for kind in FACTS), 1)

    def extra(self) -> float:
        """Things and relations that were read and not asked for, per wish."""
        return (self.extra_subjects + self.extra_relations) / max(self.wishes, 1)

    def add(self, wish: str, kind: str, right: bool, asked: object, read: object) -> None:
        """Count one fact."""
        self.asked[kind] += 1
        self.right[kind] += right
        if not right:
            self.wrong.append((wish, kind, asked, read))


def same_words(accepted: str, said: str) -> bool:
    """Whether ``said`` is one of the accepted phrases."""
    return _bare(said) in {_bare(each) for each in accepted.split("|")}


def holds_words(accepted: str, said: str) -> bool:
    """Whether ``said`` is, or holds or lies within, one of the accepted phrases, as for places and styles."""
    read = _bare(said)
    return any(bare in read or (read in bare and len(read) > 1) for bare in map(_bare, accepted.split("|")))


def score_plan(wish: str, gold: Mapping[str, Any], plan: Mapping[str, Any], scores: FactScores) -> None:
    """Compare one plan, in the form of ``Plan.to_data()``, with its gold; the facts are counted into ``scores``."""
    subjects, read = gold.get("subjects", []), plan.get("subjects", [])
    places = _matched(subjects, read)
    scores.wishes += 1
    scores.extra_subjects += len(read) - len(places)
    scores.extra_relations += max(0, len(plan.get("relations", [])) - len(gold.get("relations", [])))
    for number, subject in enumerate(subjects):
        found = read[places[number]] if number in places else None
        scores.add(wish, "subjects", found is not None, subject["name"], [each["name"] for each in read])
        if subject.get("count", 1) != 1:
            count = found.get("count", 1) if found else "missing"
            scores.add(wish, "counts", count == subject["count"], subject, found)
        if subject.get("color"):
            scores.add(wish, "colors", bool(found and found.get("color") == subject["color"]), subject, found)
        said = found.get("attributes", []) if found else []
        for attribute in subject.get("attributes", []):
            scores.add(wish, "attributes", any(holds_words(attribute, each) for each in said), attribute, said)
    written = {
        (_LIKE.get(each["kind"], each["kind"]), each["first"], each["second"]) for each in plan.get("relations", [])
    }
    written |= {(_OTHER_WAY[kind], second, first) for kind, first, second in written if kind in _OTHER_WAY}
    for each in gold.get("relations", []):
        ends = places.get(each["first"], -1), places.get(each["second"], -1)
        right = (_LIKE.get(each["kind"], each["kind"]), *ends) in written
        scores.add(wish, "relations", right, each, plan.get("relations", []))
    for kind in ("background", "style", "mood", "composition"):
        if gold.get(kind):
            right = bool(plan.get(kind)) and holds_words(gold[kind], plan[kind])
            scores.add(wish, kind, right, gold[kind], plan.get(kind))
    if gold.get("shape"):
        scores.add(wish, "shape", plan.get("shape") in gold["shape"].split("|"), gold["shape"], plan.get("shape"))
    for kind in ("avoid", "lettering"):
        for phrase in gold.get(kind, []):
            right = any(same_words(phrase, each) for each in plan.get(kind, []))
            if kind == "avoid":  # what shall not be seen must not be drawn either
                right = right and not any(same_words(phrase, each["name"]) for each in read)
            scores.add(wish, kind, right, phrase, plan.get(kind, []))


def _matched(gold: Iterable[Mapping[str, Any]], read: list[Mapping[str, Any]]) -> dict[int, int]:
    """Numbers of gold subjects → numbers of read ones; where a name is there twice, colour and count decide."""
    places: dict[int, int] = {}
    for number, subject in enumerate(gold):
        free = [
            place
            for place, each in enumerate(read)
            if place not in places.values() and same_words(subject["name"], each["name"])
        ]
        if free:
            places[number] = max(
                free,
                key=lambda place: (
                    (read[place].get("color") == subject.get("color"))
                    + (read[place].get("count", 1) == subject.get("count", 1))
                ),
            )
    return places


def _bare(phrase: str) -> str:
    phrase = _POINTED.sub("", phrase)
    words = re.sub(r"^(?:an?|the|some|my)\s+", "", phrase.casefold().strip())
    return " ".join(map(singular, re.split(r"[\s\-]+", words)))  # "slices of pizza" as "slice of pizza"
