"""A planned scene as a collage of open pictures on a drawn ground, with every subject's boxes.

The scene is cut into units, one subject or two that stand over or before one another, side by side in the order that
the plan's relations ask. What the training's composer uses to draw — spots, grounds, cut-outs — draws here as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from danqing.core.seeds import derive_seed
from danqing.data import layout
from danqing.data.draft import Actor, Backdrop, Box, Draft, Drawn, choose_backdrop, choose_look, draw_actors
from danqing.data.grounds import GROUNDS, draw_backdrop, draw_ground
from danqing.data.habitats import HABITATS
from danqing.data.layout import Spot
from danqing.data.retrieve import Cast, Pictures, Wanted, cast_for
from danqing.data.scenery import Stage
from danqing.data.types import Entry, Scene, Subject, Truth
from danqing.data.verify import verify_truth

Random = np.random.Generator
NOWHERE = Stage(floor=(0.9, 0.93))
AIRY = ("sky", "space", "underwater")  # nothing stands there
OVER = ("above", "below", "on", "under", "in_front_of")  # the two share a unit
SCALES = {"small": 0.6, "normal": 1.0, "big": 1.25}
TRIES = 6


class WantedSubject(Wanted, Protocol):
    """A subject of a plan."""

    @property
    def count(self) -> int: ...

    @property
    def size(self) -> Literal["small", "normal", "big"]: ...


class WantedRelation(Protocol):
    """A relation of a plan."""

    @property
    def kind(self) -> str: ...

    @property
    def first(self) -> int: ...

    @property
    def second(self) -> int: ...


class Plan(Protocol):
    """What a scene shall show; ``director.scene_plan.ScenePlan`` is one."""

    @property
    def subjects(self) -> Sequence[WantedSubject]: ...

    @property
    def relations(self) -> Sequence[WantedRelation]: ...

    @property
    def ground(self) -> str | None: ...

    @property
    def backdrop(self) -> str | None: ...

    @property
    def style(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Collage:
    """A composed scene.

    Args:
        image: mode RGB.
        subjects: (height, width), 0 … 1: where subjects are drawn.
        boxes: for each subject of the plan the boxes of its copies as fractions; empty where none is shown.
        entries: for each subject the picture that shows it, or None.
        colors: for each subject the colour that it must show, or None.
        notes: what falls short, one sentence each.
    """

    image: Image.Image
    subjects: NDArray[np.float32]
    boxes: tuple[tuple[Box, ...], ...]
    entries: tuple[Entry | None, ...]
    colors: tuple[str | None, ...]
    notes: tuple[str, ...]


def compose(plan: Plan, pictures: Pictures, *, size: tuple[int, int], seed: int) -> Collage:
    """Compose a plan's scene; the same arguments give the same collage.

    Args:
        plan: what to show.
        pictures: where to find it.
        size: (width, height) in pixels.
        seed: chooses among pictures, places and tones.
    """
    rng = np.random.Generator(np.random.PCG64(derive_seed(seed, "draft")))
    wearers = {each.first for each in plan.relations if each.kind == "wearing"}
    cast = cast_for(pictures, plan.subjects, rng, style=plan.style, size=max(size), wearers=wearers)
    best: tuple[list[str], Collage] | None = None
    for _ in range(TRIES):  # places are drawn; what breaks a relation is drawn again
        collage = _composed(plan, cast, size, rng)
        wrong = faults(plan, collage)
        if best is None or len(wrong) < len(best[0]):
            best = (wrong, collage)
        if not wrong:
            break
    assert best is not None
    return replace(best[1], notes=(*best[1].notes, *(f"In the collage {each}." for each in best[0])))


def faults(plan: Plan, collage: Collage) -> list[str]:
    """What the collage shows otherwise than planned, measured on its pixels and boxes; empty if all holds."""
    found: list[str] = []
    shown = [number for number, boxes in enumerate(collage.boxes) if boxes]
    for number in shown:
        wanted = plan.subjects[number].count
        worn = any(each.kind == "wearing" and each.second == number for each in plan.relations)
        if len(collage.boxes[number]) != wanted and not worn:
            found.append(f"there are {len(collage.boxes[number])} of {plan.subjects[number].said}, not {wanted}")
    pairs: list[tuple[int, int | None, str | None]] = [
        (each.first, each.second, each.kind) for each in plan.relations if {each.first, each.second} <= set(shown)
    ]
    alone = set(shown) - {number for first, second, _ in pairs for number in (first, second)}
    for first, second, kind in [*pairs, *((number, None, None) for number in sorted(alone))]:
        numbers = [first] if second is None else [first, second]
        things = tuple(_thing(plan, collage, number, box) for number in numbers for box in collage.boxes[number])
        truth = Truth(
            subjects=things,
            ground=plan.ground or "plain",
            ground_color=plan.backdrop,
            style="",
            count=len(collage.boxes[first]),
            relation=None if kind == "wearing" else kind,
        )
        square = collage.image.resize((max(collage.image.size),) * 2)
        found += verify_truth(Scene(image=np.asarray(square), captions={}, truth=truth))
    return list(dict.fromkeys(found))


def _thing(plan: Plan, collage: Collage, number: int, box: Box) -> Subject:
    covered = any(number == each.first if each.kind == "wearing" else False for each in plan.relations)
    said = plan.subjects[number].said
    color = None if covered else collage.colors[number]
    return Subject(key="", concept="", name_en=said, name_zh=said, box=box, color=color, size="normal")


def _composed(plan: Plan, cast: Cast, size: tuple[int, int], rng: Random) -> Collage:
    side = max(size)
    drawn = _ground(plan, cast, side, rng)
    bare = np.asarray(drawn.image).astype(np.int16)
    spots = [[_in_window(spot, size) for spot in each] for each in _spots(plan, cast, drawn.stage, rng)]
    actors = [
        Actor(index=index, paint=paint, color=None, spots=tuple(places))
        for index, paint, places in zip(cast.indices, cast.paints, spots, strict=True)
        if index is not None and places
    ]
    shown = [number for number, index in enumerate(cast.indices) if index is not None and spots[number]]
    order = _back_to_front(plan, shown)
    draft = Draft(
        actors=tuple(actors[shown.index(number)] for number in order),
        drawn=drawn,
        ground=plan.ground or Backdrop(key=plan.backdrop or "white", gradient=False),
        mirror=False,
    )
    found = dict(zip(order, draw_actors(rng, draft, cast.sprites), strict=True))
    changed = np.abs(np.asarray(drawn.image).astype(np.int16) - bare).max(axis=2) > 8
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    window = (left, top, left + size[0], top + size[1])
    boxes = tuple(
        tuple(
            (
                max(0.0, (box[0] * side - left) / size[0]),
                max(0.0, (box[1] * side - top) / size[1]),
                min(1.0, (box[2] * side - left) / size[0]),
                min(1.0, (box[3] * side - top) / size[1]),
            )
            for box in found.get(number, [])
        )
        for number in range(len(plan.subjects))
    )
    return Collage(
        image=drawn.image.crop(window),
        subjects=changed[top : top + size[1], left : left + size[0]].astype(np.float32),
        boxes=boxes,
        entries=tuple(None if index is None else cast.sprites.entries[index] for index in cast.indices),
        colors=tuple(
            subject.color if paint or (index is not None and cast.sprites.true_color(index) == subject.color) else None
            for subject, paint, index in zip(plan.subjects, cast.paints, cast.indices, strict=True)
        ),
        notes=cast.notes,
    )


def _ground(plan: Plan, cast: Cast, side: int, rng: Random) -> Drawn:
    main = next((index for index in cast.indices if index is not None), 0)
    if plan.ground is not None:
        look = choose_look(rng, cast.sprites, main)
        image, stage = draw_ground(plan.ground, side, look, rng, clear_sky=_sky_lights(plan))
        return Drawn(image=image, stage=stage, line=look == "line")
    if plan.backdrop is not None:
        return Drawn(image=draw_backdrop(plan.backdrop, side, rng, gradient=False), stage=NOWHERE)
    actors = [
        Actor(index=index, paint=paint, color=paint or cast.sprites.true_color(index))
        for index, paint in zip(cast.indices, cast.paints, strict=True)
        if index is not None
    ]
    _, image = choose_backdrop(rng, cast.sprites, actors, side, white=0.4, gradient=0.25)
    return Drawn(image=image, stage=NOWHERE)


def _sky_lights(plan: Plan) -> bool:
    return any(each.kind in ("in_sky", "above", "below") for each in plan.relations)


def _back_to_front(plan: Plan, shown: list[int]) -> list[int]:
    """The order of drawing: what others stand on or before goes first, hats last."""
    depth = dict.fromkeys(shown, 0)
    for each in plan.relations:
        if each.first in depth and each.second in depth:
            if each.kind in ("in_front_of", "on", "under"):
                depth[each.first] = depth[each.second] + 1
            elif each.kind == "wearing":
                depth[each.second] = depth[each.first] + 2
    return sorted(shown, key=depth.__getitem__)


# Places


def _spots(plan: Plan, cast: Cast, stage: Stage, rng: Random) -> list[list[Spot]]:
    """For each subject a spot for each of its copies, on fractions of a square."""
    found: list[list[Spot]] = [[] for _ in plan.subjects]
    shown = {number for number, index in enumerate(cast.indices) if index is not None}
    relations = [each for each in plan.relations if {each.first, each.second} <= shown]
    high = list(dict.fromkeys(each.second for each in relations if each.kind == "in_sky"))
    worn = {each.second: each.first for each in relations if each.kind == "wearing"}
    placed = [number for number in sorted(shown) if number not in high and number not in worn]
    units = _in_order(_units(placed, relations), relations)
    room = 0.72 if high else 1.0  # the sky's things get the upper part
    widths = np.array([max(_width(plan, number) for number in unit) for unit in units])
    edges = np.concatenate([[0.0], np.cumsum(widths / widths.sum())]) if units else np.zeros(1)
    for unit, left, right in zip(units, edges[:-1], edges[1:], strict=True):
        relation = next((each for each in relations if {each.first, each.second} == set(unit)), None)
        places = (
            _single(plan, cast, unit[0], stage, rng, lonely=len(units) == 1, room=room)
            if relation is None
            else _pair(plan, cast, unit, relation.kind, rng)
        )
        cell = min(1.0, float(right - left) * (1.0 if len(units) == 1 else 1.02))
        for number, spots in places.items():
            found[number] = [_into_cell(spot, float(left + right) / 2, cell, room) for spot in spots]
    if len(units) > 1 or any(len(unit) > 1 for unit in units):
        _on_one_line(plan, found, units, stage, room)
    for number, spots in _aloft(plan, high, rng).items():
        found[number] = spots
    for number, wearer in worn.items():
        index = cast.indices[wearer]
        assert index is not None
        ratio, head = cast.sprites.height_ratio(index), cast.sprites.head(index)
        found[number] = [layout.hat_on(rng, spot, ratio, head) for spot in found[wearer]]
    return found


def _width(plan: Plan, number: int) -> float:
    subject = plan.subjects[number]
    return SCALES[subject.size] * (1.0 if subject.count == 1 else 1.0 + 0.15 * min(subject.count, 6))


def _units(placed: list[int], relations: Sequence[WantedRelation]) -> list[tuple[int, ...]]:
    """Subjects alone, or two that stand over one another as (first, second)."""
    pairs: list[tuple[int, ...]] = []
    for each in relations:
        taken = {number for pair in pairs for number in pair}
        if each.kind in OVER and {each.first, each.second} <= set(placed) and not {each.first, each.second} & taken:
            pairs.append((each.first, each.second))
    taken = {number for pair in pairs for number in pair}
    return sorted([*pairs, *((number,) for number in placed if number not in taken)], key=min)


def _in_order(units: list[tuple[int, ...]], relations: Sequence[WantedRelation]) -> list[tuple[int, ...]]:
    """The units from left to right."""
    for _ in units:
        for each in relations:
            if each.kind not in ("left_of", "right_of"):
                continue
            one, other = (next((unit for unit in units if n in unit), None) for n in (each.first, each.second))
            if one is None or other is None or one == other:
                continue
            if each.kind == "right_of":
                one, other = other, one
            if units.index(one) > units.index(other):
                units.remove(one)
                units.insert(units.index(other), one)
    return units


def _single(
    plan: Plan, cast: Cast, number: int, stage: Stage, rng: Random, *, lonely: bool, room: float
) -> dict[int, list[Spot]]:
    """One subject, in one or several copies, in a unit of its own."""
    subject, index = plan.subjects[number], cast.indices[number]
    assert index is not None
    scenic = plan.ground is not None
    habitat = HABITATS[cast.sprites.things[index].habitat]
    flies = scenic and (plan.ground in AIRY or (habitat.aloft and bool(GROUNDS[plan.ground or "sky"].air["en"])))
    scale = SCALES[subject.size]
    if subject.count > 1:
        bottom = 0.94 if not flies else min(0.94, stage.air[1] + 0.35)
        top = (0.06 if not scenic or flies else 0.36) if lonely else 0.2
        if lonely and subject.count in layout.GRIDS:
            return {number: layout.grid(rng, subject.count, top=top, bottom=bottom, shadow=scenic and not flies)}
        spot = Spot(0.5, bottom, bottom - top, shadow=scenic and not flies)
        return {number: _copies(spot, subject.count, 0.92)}
    extent = min(0.9, (0.55 if scenic and lonely else 0.76 if lonely else 0.86) * scale)
    if not scenic:
        return {number: [Spot(0.5 + rng.uniform(-0.02, 0.02), 0.5 + extent / 2, extent)]}
    x = 0.5 + (rng.uniform(-1, 1) * max(0.0, 0.4 - extent / 2) if lonely else 0.0)
    if flies:
        middle = 0.5 if plan.ground in AIRY else max(float(np.mean(stage.air)), extent / 2 + 0.03)
        return {number: [Spot(x, min(0.97, middle + extent / 2), extent)]}
    return {number: [layout.on_floor(rng, stage, x, extent)]}


def _pair(plan: Plan, cast: Cast, unit: tuple[int, ...], kind: str, rng: Random) -> dict[int, list[Spot]]:
    """Two subjects over or before one another."""
    first, second = unit
    index = cast.indices[second]
    assert index is not None
    ratio = cast.sprites.height_ratio(index)
    match kind:
        case "above" | "below":
            one, other = layout.stacked(rng, first_above=kind == "above")
        case "on":
            one, other = layout.atop(rng, ratio)
        case "under":
            one, other = layout.beneath(rng, ratio)
        case _:
            one, other = layout.before(rng, ratio)
    wide = 0.9 if kind in ("above", "below") else max(one.extent, other.extent)
    return {
        first: _copies(one, plan.subjects[first].count, wide),
        second: _copies(other, plan.subjects[second].count, 0.9),
    }


def _copies(spot: Spot, number: int, wide: float) -> list[Spot]:
    """A spot's square, or a strip ``wide``, shared by several copies."""
    if number == 1:
        return [spot]
    best, columns = max((min(wide / n, spot.extent / math.ceil(number / n)), n) for n in range(1, number + 1))
    rows, extent = math.ceil(number / columns), best * 0.92
    found = []
    for place in range(number):
        row, column = divmod(place, columns)
        in_row = columns if row < rows - 1 else number - columns * (rows - 1)
        x = spot.x + (column - (in_row - 1) / 2) * best * 1.02
        found.append(replace(spot, x=x, foot=spot.foot - (rows - 1 - row) * best * 1.02, extent=extent))
    width = max(each.x for each in found) - min(each.x for each in found) + extent
    shift = float(np.clip(0.5, width / 2 + 0.01, 0.99 - width / 2) - 0.5) if width < 1 else 0.5 - spot.x
    return [replace(each, x=float(np.clip(each.x + shift, extent / 2, 1 - extent / 2))) for each in found]


def _into_cell(spot: Spot, middle: float, width: float, room: float) -> Spot:
    """A spot of a unit square in a cell of the picture; the cell stands in the middle, or low under a full sky."""
    scale = min(width, room)
    foot = (0.5 if room == 1.0 else 1.0 - room / 2) + (spot.foot - 0.5) * scale
    return replace(spot, x=middle + (spot.x - 0.5) * min(width, 1.0), foot=foot, extent=spot.extent * scale)


def _on_one_line(plan: Plan, found: list[list[Spot]], units: list[tuple[int, ...]], stage: Stage, room: float) -> None:
    """On a scenic ground, all units stand on the floor, side by side."""
    if plan.ground is None or plan.ground in AIRY:
        return
    foot = max(0.84, max(stage.floor))
    for unit in units:
        lowest = max(spot.foot for number in unit for spot in found[number])
        for number in unit:
            found[number] = [
                replace(spot, foot=spot.foot + foot - lowest, shadow=spot.foot > lowest - 0.05)
                for spot in found[number]
            ]


def _aloft(plan: Plan, high: list[int], rng: Random) -> dict[int, list[Spot]]:
    """Spots side by side along the upper edge."""
    copies = [number for number in high for _ in range(plan.subjects[number].count)]
    if not copies:
        return {}
    extent = min(0.24, 0.84 / len(copies))
    width = 1.0 / len(copies)
    start = 0.0 if len(copies) > 1 else float(rng.choice([-0.28, 0.28]))
    found: dict[int, list[Spot]] = {number: [] for number in high}
    for place, number in enumerate(copies):
        found[number].append(Spot((place + 0.5) * width + start, 0.04 + extent, extent))
    return found


def _in_window(spot: Spot, size: tuple[int, int]) -> Spot:
    """A spot of the picture on the square of its longer side, of which the middle is shown."""
    side = max(size)
    across, down, scale = size[0] / side, size[1] / side, min(size) / side
    foot = (1 - down) / 2 + spot.foot * down
    return replace(spot, x=0.5 + (spot.x - 0.5) * across, foot=foot, extent=spot.extent * scale)
