"""Where the subjects of a plan stand: a box for each, by its relations and sizes.

What is on, in, worn by, held by or in front of another thing shares that thing's place. All other things stand in
columns from left to right, and in rows where one is above another; what is said of an attached thing holds for the
thing that it is attached to. So relations are met by construction, or contradict each other, which is refused.
:func:`unmet_relations` checks any boxes, such as those that people drew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from danqing.core.errors import RequestError
from danqing.director.layout_pairs import around, astride, either_side, one_of, pairs_around, parted
from danqing.director.plan import MAX_SUBJECTS, Box, Plan, PlanRelation
from danqing.director.plan_text import subject_text

ATTACHED = {  # kind → (which end is carried, which carries)
    "on": ("first", "second"),
    "in": ("first", "second"),
    "in_front_of": ("first", "second"),
    "behind": ("second", "first"),
    "wearing": ("second", "first"),
    "holding": ("second", "first"),
}
SIDEWAYS = {"left_of": ("first", "second"), "right_of": ("second", "first")}  # kind → (the left one, the right one)
UPWARD = {"above": ("first", "second"), "below": ("second", "first"), "under": ("second", "first")}
MAX_DEPTH_OF_THINGS = MAX_SUBJECTS  # the depth of a region on the ground; what it carries lies before it
MARGIN = 0.06  # of a cell on each side
SIZES = {
    "big": 1.0,
    "large": 1.0,
    "huge": 1.0,
    "大": 1.0,
    "巨大": 1.0,
    "small": 0.55,
    "tiny": 0.4,
    "little": 0.55,
    "小": 0.55,
}
USUAL = 0.85  # of its cell, for a thing of which no size is said


def lay_out(plan: Plan) -> Plan:
    """The plan with a box for each subject; several of a thing share one box.

    Raises:
        RequestError: the relations contradict each other, such as "A left of B" and "B left of A".
    """
    if not plan.subjects:
        return plan
    given = plan
    plan, halves = parted(plan, pairs_around(plan, _hosts(plan)), attaching=ATTACHED)
    hosts = _hosts(plan)
    roots = [number for number in range(len(plan.subjects)) if number not in hosts]
    columns = _columns(plan, roots, hosts)
    ranks = _ranks(plan, roots, hosts)
    boxes: dict[int, Box] = {}
    num_columns, num_rows = max(columns.values()) + 1, max(ranks.values(), default=0) + 1
    for root in roots:
        left, width = columns[root] / num_columns, 1 / num_columns
        top, height = (ranks[root] / num_rows, 1 / num_rows) if root in ranks else (0.0, 1.0)
        _place(plan, root, (left, top, width, height), hosts, boxes)
    for number, half in halves.items():
        boxes[number] = around(boxes[number], boxes[half])
    subjects = [dataclasses.replace(each, box=boxes[number]) for number, each in enumerate(given.subjects)]
    return dataclasses.replace(given, subjects=tuple(subjects))


def unmet_relations(plan: Plan) -> tuple[PlanRelation, ...]:
    """The relations that the boxes of a plan do not show; relations of subjects without a box are not looked at."""
    unmet, pairs = [], pairs_around(plan, _hosts(plan))
    for each in plan.relations:
        first, second = plan.subjects[each.first].box, plan.subjects[each.second].box
        if first is None or second is None or _SHOWN[each.kind](first, second):
            continue
        is_between = each.kind == "next_to" and each.second in pairs and astride(second, first)
        if not is_between:
            unmet.append(each)
    return tuple(unmet)


def layout_of(plan: Plan) -> dict[str, Any]:
    """A laid out plan as a layout of regions, as :func:`danqing.core.regions.read_layout` reads it.

    What is carried by another thing lies in front of it. The plan's style goes with every region, since each is drawn
    by its own words.
    """
    chinese = plan.language == "zh"
    hosts = _hosts(plan)
    style = (f"，{plan.style}风格" if chinese else f", {plan.style} style") if plan.style else ""
    regions, pairs = [], pairs_around(plan, hosts)
    for number, each in enumerate(plan.subjects):
        if each.box is None:
            continue
        inner = plan.subjects[_root(pairs[number], hosts)].box if number in pairs else None
        parts = [] if inner is None else either_side(each.box, inner)
        told = subject_text(one_of(each) if parts else each, chinese=chinese) + style
        for whole in parts or [each.box]:
            box = [round(side, 4) for side in whole]
            box[2:] = [min(box[2], round(1 - box[0], 4)), min(box[3], round(1 - box[1], 4))]
            regions.append({"box": box, "prompt": told, "depth": MAX_DEPTH_OF_THINGS - _height(number, hosts)})
    return {**({"background": plan.background + style} if plan.background else {}), "regions": regions}


def _height(number: int, hosts: dict[int, _Carried]) -> int:
    """How many things carry each other below a thing."""
    return 0 if number not in hosts else 1 + _height(hosts[number].by, hosts)


# Which thing carries which


@dataclass(frozen=True)
class _Carried:
    """What carries a thing, and how."""

    by: int
    kind: str


def _hosts(plan: Plan) -> dict[int, _Carried]:
    """Carried subjects → what carries them; the first relation that attaches a thing counts, and no circles do."""
    found: dict[int, _Carried] = {}
    for each in plan.relations:
        if each.kind in ATTACHED:
            carried, carrier = (getattr(each, end) for end in ATTACHED[each.kind])
            if carried not in found and _root(carrier, found) != carried:
                found[carried] = _Carried(carrier, each.kind)
    return found


def _root(number: int, hosts: dict[int, _Carried]) -> int:
    while number in hosts:
        number = hosts[number].by
    return number


def _order(plan: Plan, hosts: dict[int, _Carried], kinds: dict[str, tuple[str, str]]) -> list[tuple[int, int]]:
    """(before, after) of roots, by the relations of some kinds."""
    pairs = []
    for each in plan.relations:
        if each.kind in kinds:
            before, after = (_root(getattr(each, end), hosts) for end in kinds[each.kind])
            if before != after:
                pairs.append((before, after))
    return pairs


# Columns and rows


def _columns(plan: Plan, roots: Sequence[int], hosts: dict[int, _Carried]) -> dict[int, int]:
    """Roots → columns from the left: one each, but what is above another stands in its column if nothing forbids it."""
    sideways, upward = _order(plan, hosts, SIDEWAYS), _order(plan, hosts, UPWARD)
    beside = _order(plan, hosts, {"next_to": ("first", "second")})
    group = {root: root for root in roots}
    for one, other in upward:
        mark = group[other]
        joined = {root: group[one] if group[root] == mark else group[root] for root in roots}
        if not any(joined[left] == joined[right] for left, right in [*sideways, *beside]):
            group = joined
    try:
        order = _sorted(
            list(dict.fromkeys(group.values())), [(group[a], group[b]) for a, b in sideways], "left of", plan
        )
    except RequestError:
        group = {root: root for root in roots}
        order = _sorted(roots, sideways, "left of", plan)
    order = _brought_together(
        order, [(group[a], group[b]) for a, b in beside], [(group[a], group[b]) for a, b in sideways]
    )
    return {root: order.index(group[root]) for root in roots}


def _ranks(plan: Plan, roots: Sequence[int], hosts: dict[int, _Carried]) -> dict[int, int]:
    """Roots that stand above or below another → their row from the top."""
    upward = _order(plan, hosts, UPWARD)
    ranks: dict[int, int] = {}
    for root in _sorted(roots, upward, "above", plan):
        above = [ranks[high] for high, low in upward if low == root]
        if above or any(high == root for high, _ in upward):
            ranks[root] = max(above, default=-1) + 1
    return ranks


def _sorted(things: Sequence[int], pairs: Iterable[tuple[int, int]], said: str, plan: Plan) -> list[int]:
    """Things so that the first of each pair comes before the second, else in their own order."""
    left, waiting = list(things), set(pairs)
    found: list[int] = []
    while left:
        free = [each for each in left if not any(after == each for _, after in waiting)]
        if not free:
            names = " and ".join(f"“{plan.subjects[each].name}”" for each in left[:2])
            raise RequestError(f"The relations contradict each other: {names} cannot each be {said} the other.")
        found.append(free[0])
        left.remove(free[0])
        waiting = {pair for pair in waiting if pair[0] != free[0]}
    return found


def _brought_together(order: list[int], beside: list[tuple[int, int]], sideways: list[tuple[int, int]]) -> list[int]:
    """The order with neighbours moved next to each other, where that breaks no order that was asked for.

    A thing that is next to two others comes between them, the first on its left.
    """
    near: dict[int, list[int]] = {each: [] for each in order}
    for one, other in beside:
        if near[other] and not near[one]:
            one, other = other, one  # what stands beside something stays there
        several = sum(one in pair for pair in beside) > 1
        sides = (0, 1) if several and not near[one] else (1, 0)
        for side in sides:
            moved = [each for each in order if each != other]
            at = moved.index(one) + side
            there = moved[at : at + 1] if side else moved[max(0, at - 1) : at]
            moved.insert(at, other)
            if not set(there) & set(near[one]) and all(moved.index(a) < moved.index(b) for a, b in sideways):
                order = moved
                near[one].append(other)
                near[other].append(one)
                break
    return order


# Boxes


def _place(plan: Plan, number: int, cell: Box, hosts: dict[int, _Carried], boxes: dict[int, Box]) -> None:
    """Boxes for a thing and all that it carries, within a cell."""
    carried = [(child, host.kind) for child, host in hosts.items() if host.by == number]
    resting = [child for child, kind in carried if kind == "on"]
    front = [child for child, kind in carried if kind in ("in_front_of", "behind")]
    own = _part(cell, 0, 0.45, 1, 0.55) if resting else _part(cell, 0, 0, 1, 0.75) if front else cell
    size = next((SIZES[each] for each in plan.subjects[number].attributes if each in SIZES), USUAL)
    boxes[number] = _shrunk(own, size)
    box = boxes[number]
    for place, child in enumerate(resting):
        share = 1 / len(resting)
        above = (box[0] + box[2] * place * share, cell[1], box[2] * share, box[1] - cell[1])
        _place(plan, child, above, hosts, boxes)
        _drop(child, box[1] + 0.02 * cell[3], hosts, boxes)
    for place, child in enumerate(front):
        share = 1 / len(front)
        _place(plan, child, _part(cell, place * share, 0.5, share, 0.5), hosts, boxes)
    for kind, (left, top, width, height) in {
        "in": (0.15, 0.3, 0.7, 0.6),
        "wearing": (0.2, 0, 0.6, 0.35),
        "holding": (0.6, 0.4, 0.4, 0.4),
    }.items():
        children = [child for child, each in carried if each == kind]
        for place, child in enumerate(children):
            share = width / len(children)
            _place(plan, child, _part(box, left + place * share, top, share, height), hosts, boxes)


def _drop(number: int, bottom: float, hosts: dict[int, _Carried], boxes: dict[int, Box]) -> None:
    """Let a thing and what it carries stand with its foot at ``bottom``."""
    by = bottom - (boxes[number][1] + boxes[number][3])
    for each in boxes:
        if each == number or _carries(number, each, hosts):
            left, top, width, height = boxes[each]
            boxes[each] = (left, max(0.0, top + by), width, min(height, 1 - max(0.0, top + by)))


def _carries(carrier: int, number: int, hosts: dict[int, _Carried]) -> bool:
    while number in hosts:
        number = hosts[number].by
        if number == carrier:
            return True
    return False


def _part(box: Box, left: float, top: float, width: float, height: float) -> Box:
    return box[0] + left * box[2], box[1] + top * box[3], width * box[2], height * box[3]


def _shrunk(box: Box, size: float) -> Box:
    """A box of a part of the size, standing at the foot of the old one, inside its margins."""
    share = size * (1 - 2 * MARGIN)
    left = (1 - share) / 2
    return _part(box, left, 1 - MARGIN - share, share, share)


def _middle(box: Box) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _overlap(one: Box, other: Box) -> bool:
    return all(one[k] < other[k] + other[k + 2] and other[k] < one[k] + one[k + 2] for k in (0, 1))


_SHOWN: dict[str, Callable[[Box, Box], bool]] = {
    "left_of": lambda a, b: a[0] + a[2] <= b[0] + 1e-6 or _middle(a)[0] < b[0],
    "right_of": lambda a, b: b[0] + b[2] <= a[0] + 1e-6 or _middle(b)[0] < a[0],
    "above": lambda a, b: _middle(a)[1] < b[1],
    "below": lambda a, b: _middle(b)[1] < a[1],
    "under": lambda a, b: _middle(b)[1] < a[1],
    "next_to": lambda a, b: not _overlap(a, b),
    "on": lambda a, b: _middle(a)[1] < _middle(b)[1] and a[0] < b[0] + b[2] and b[0] < a[0] + a[2],
    "in": lambda a, b: b[0] <= _middle(a)[0] <= b[0] + b[2] and b[1] <= _middle(a)[1] <= b[1] + b[3],
    "in_front_of": lambda a, b: a[1] + a[3] >= b[1] + b[3] - 1e-6,
    "behind": lambda a, b: b[1] + b[3] >= a[1] + a[3] - 1e-6,
    "wearing": _overlap,
    "holding": _overlap,
}
