"""What the rules read of a wish, completed by what the tuned model read of it.

The two go wrong in different ways. What the rules read is nearly always there, but they leave things unread; the small
model understands more of how a wish is put, and forgets a thing at times. So all things that the rules read stay, and
the model adds what else the wish has words for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from danqing.director.fact_words import stem
from danqing.director.plan import MAX_SUBJECTS, Plan, PlanRelation, Subject


def completed(draft: Plan, answer: Plan, wish: str) -> Plan:
    """One plan out of two.

    Args:
        draft: as the rules read the wish.
        answer: as the model did.
        wish: what both read.
    """
    place_of: dict[int, int] = {}  # the model's things → the rules'
    for number, each in enumerate(answer.subjects):
        same = [place for place, other in enumerate(draft.subjects) if _same(each, other)]
        free = [place for place in same if place not in place_of.values()]
        if free:
            place_of[number] = max(free, key=lambda place: _likeness(each, draft.subjects[place]))
    found: list[tuple[Subject, int | None, int | None]] = []  # a thing, its place in the draft and in the answer
    for place, known in enumerate(draft.subjects):
        at = next((number for number, other in place_of.items() if other == place), None)
        found.append((known if at is None else _both(known, answer.subjects[at], wish), place, at))
    for number, each in enumerate(answer.subjects):
        if number not in place_of and _is_new(each, [other for other, _, _ in found], draft, wish):
            found.append((each, None, number))
    found.sort(key=lambda each: _position(each[0].name, wish))
    found = found[:MAX_SUBJECTS]
    by_draft = {place: at for at, (_, place, _) in enumerate(found) if place is not None}
    by_answer = {number: at for at, (_, _, number) in enumerate(found) if number is not None}
    relations = _linked(draft, by_draft)
    told = {end for ends in relations for end in ends}
    for ends, link in _linked(answer, by_answer).items():
        if not ends <= told:  # how two things stand that the rules told of otherwise is seldom read better
            relations.setdefault(ends, link)
    names = {stem(each.name) for each, _, _ in found}
    return Plan(
        language=draft.language,
        subjects=tuple(each for each, _, _ in found),
        relations=tuple(relations.values())[:MAX_SUBJECTS],
        background=draft.background or _unless(answer.background, names),
        style=draft.style or answer.style,
        mood=draft.mood or answer.mood,
        composition=draft.composition or answer.composition,
        lettering=draft.lettering or answer.lettering,
        avoid=draft.avoid or tuple(each for each in answer.avoid if stem(each) not in names),
        shape=draft.shape or answer.shape,
    )


def _linked(plan: Plan, places: Mapping[int, int]) -> dict[frozenset[int], PlanRelation]:
    """The relations of a plan between things in their new places."""
    found: dict[frozenset[int], PlanRelation] = {}
    for link in plan.relations:
        first, second = places.get(link.first), places.get(link.second)
        if first is not None and second is not None and first != second:
            found.setdefault(frozenset((first, second)), replace(link, first=first, second=second))
    return found


def _same(one: Subject, other: Subject) -> bool:
    """Whether two readings name the same thing: the name of one may hold more of the wish's words."""
    short, long = sorted((stem(one.name), stem(other.name)), key=len)
    if not short.isascii():
        return long.endswith(short) or (len(short) > 1 and long.startswith(short))
    words, more = short.split(), long.split()
    if words == more[: len(words)]:
        return True
    rest = iter(more)  # "cup of coffee" and "cup of hot coffee"
    return words[-1:] == more[-1:] and all(word in rest for word in words)


def _likeness(one: Subject, other: Subject) -> int:
    return 4 * (stem(one.name) == stem(other.name)) + 2 * (one.color == other.color) + (one.count == other.count)


def _both(known: Subject, read: Subject, wish: str) -> Subject:
    """A thing that both read, with what either says of it.

    A longer name tells more of the thing if it ends alike ("hot air balloon", 清蒸鲈鱼) and the wish has it; not where
    the rules tell of the thing beside its name.
    """
    name, fuller = known.name.casefold(), read.name.casefold()
    is_fuller = fuller != name and fuller.endswith(name) and fuller in wish.casefold()
    return Subject(
        name=read.name if is_fuller and not (known.color or known.attributes) else known.name,
        count=known.count if known.count != 1 else read.count,
        color=known.color or read.color,
        attributes=read.attributes or known.attributes,
    )


def _is_new(each: Subject, found: Sequence[Subject], draft: Plan, wish: str) -> bool:
    """Whether a thing that the rules did not read stands in the wish, and nowhere else in their plan."""
    name = stem(each.name)
    if any(_same(each, other) or (not name.isascii() and stem(other.name) in name) for other in found):
        return False
    elsewhere = [*draft.avoid, *draft.lettering, *(value for value in (draft.background, draft.style) if value)]
    return name in wish.casefold() and not any(name in other.casefold() for other in elsewhere)


def _position(name: str, wish: str) -> int:
    at = wish.casefold().find(stem(name))
    return at if at >= 0 else len(wish)


def _unless(value: str | None, names: set[str]) -> str | None:
    """A place of the model's, unless it is one of the things."""
    return None if value is None or stem(value) in names else value
