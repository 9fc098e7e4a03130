"""Two of a thing and another one between them, in a layout: "a cat between two trees".

A plan tells it as the cat being next to the trees, and so it is when it stands between them. Both of the pair share one
box in the plan, which is then around the other thing's; each gets a region of its own beside that.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection

from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import MAX_SUBJECTS, Box, Plan, Subject


def pairs_around(plan: Plan, carried: Collection[int]) -> dict[int, int]:
    """Pairs of a thing → the one thing that is next to them, and them alone, and may as well be between them.

    Args:
        plan: what is laid out.
        carried: subjects that stand on, in or before others.
    """
    beside = [(each.first, each.second) for each in plan.relations if each.kind == "next_to"]
    ends = Counter(end for both in beside for end in both)
    return {
        pair: one
        for one, pair in beside
        if (plan.subjects[one].count, plan.subjects[pair].count) == (1, 2)
        and ends[one] == ends[pair] == 1
        and pair not in carried
    }


def parted(plan: Plan, pairs: Collection[int], *, attaching: Collection[str]) -> tuple[Plan, dict[int, int]]:
    """The plan with both of each pair as subjects of their own.

    Args:
        plan: what is laid out.
        pairs: numbers of subjects.
        attaching: kinds of relations that only the first of a pair keeps.

    Returns:
        It, and the number of the second by that of the first.
    """
    halves: dict[int, int] = {}
    subjects, relations = list(plan.subjects), list(plan.relations)
    for pair in pairs:
        if len(subjects) == MAX_SUBJECTS:
            break
        halves[pair] = other = len(subjects)
        subjects.append(plan.subjects[pair])
        relations += [
            dataclasses.replace(
                each,
                first=other if each.first == pair else each.first,
                second=other if each.second == pair else each.second,
            )
            for each in relations
            if pair in (each.first, each.second) and each.kind not in attaching
        ]
    return dataclasses.replace(plan, subjects=tuple(subjects), relations=tuple(relations)), halves


def one_of(subject: Subject) -> Subject:
    """One of several: "two tall trees" → "a tall tree"."""
    before, _, noun = subject.name.rpartition(" ")
    name = f"{before} {noun_of_plural(noun)}".strip() if subject.name.isascii() else subject.name
    return dataclasses.replace(subject, name=name, count=1)


def either_side(whole: Box, inner: Box) -> list[Box]:
    """What a box leaves on the left and right of one that it is around; nothing where it is not."""
    if not astride(whole, inner):
        return []
    right = inner[0] + inner[2]
    return [
        (whole[0], whole[1], inner[0] - whole[0], whole[3]),
        (right, whole[1], whole[0] + whole[2] - right, whole[3]),
    ]


def around(one: Box, other: Box) -> Box:
    """The box around two."""
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = (max(one[axis] + one[axis + 2], other[axis] + other[axis + 2]) for axis in (0, 1))
    return left, top, right - left, bottom - top


def astride(one: Box, other: Box) -> bool:
    """Whether a box reaches beyond another one on its left and right."""
    return one[0] < other[0] and other[0] + other[2] < one[0] + one[2]
