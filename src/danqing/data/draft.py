"""From a draft of a scene — who stands where on what — to its picture, its facts and its ground truth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

from danqing.data.canvas import PAPER, Look
from danqing.data.grounds import BACKDROPS, GROUNDS, draw_backdrop
from danqing.data.habitats import HABITATS
from danqing.data.layout import Spot
from danqing.data.phrases import Facts, Thing
from danqing.data.scenery import Stage
from danqing.data.sprites import Sprites
from danqing.data.types import Subject, Truth

Random = np.random.Generator
SizeName = Literal["small", "normal", "big"]
Box = tuple[float, float, float, float]

FLAT_STYLES = frozenset({"flat", "soft", "icon", "color-icon", "blob"})
_TINTED = re.compile("green|blue|white|yellow|[绿蓝青白黄]")
QUIET = ("white", "light grey", "beige", "light yellow", "light blue", "light green", "light pink")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A subject: which entry, in which colour, how large, and where its copies stand.

    Args:
        index: the entry's number in the pack.
        paint: the colour it is given, or None to leave it as it is.
        color: the colour a caption may state, or None.
        size: what a caption may say of its size.
        spots: a place for each copy.
    """

    index: int
    paint: str | None
    color: str | None
    size: SizeName = "normal"
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """A plain ground as drawn: a key of ``grounds.BACKDROPS``, and whether it runs from light to dark."""

    key: str
    gradient: bool


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A ground as drawn.

    Args:
        image: mode RGB; subjects are drawn onto it.
        stage: where things may stand on it; means nothing on a plain ground.
        line: it is drawn in grey lines on paper, so that nothing on it has a colour.
    """

    image: Image.Image
    stage: Stage
    line: bool = False


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A scene before it is drawn.

    Args:
        actors: one or two subjects with their spots.
        drawn: the ground's picture.
        ground: a key of ``grounds.GROUNDS``, or a plain backdrop.
        air: the first subject flies, floats or swims there.
        relation: from the first subject to the second.
        behind: the second subject is drawn first.
        mirror: subjects may be turned around.
    """

    actors: tuple[Actor, ...]
    drawn: Drawn
    ground: str | Backdrop
    air: bool = False
    relation: str | None = None
    behind: bool = False
    mirror: bool = True


def choose_look(rng: Random, sprites: Sprites, index: int) -> Look:
    """How a ground is drawn to suit an entry's style."""
    style = sprites.entries[index].style
    if sprites.monochrome(index) or (style == "outline" and rng.random() < 0.12):
        return "line"
    if style in FLAT_STYLES:
        return "flat" if rng.random() < 0.7 else "soft"
    return "soft" if rng.random() < 0.85 else "flat"


def choose_backdrop(
    rng: Random, sprites: Sprites, actors: Sequence[Actor], size: int, *, white: float, gradient: float
) -> tuple[Backdrop, Image.Image]:
    """Draw a plain ground whose colour none of the actors has; ``white`` and ``gradient`` are odds."""
    taken = {actor.color for actor in actors}
    if rng.random() < (white * 0.1 if "white" in taken else white):
        return Backdrop(key="white", gradient=False), draw_backdrop("white", size, rng, gradient=False)
    if any(sprites.monochrome(actor.index) for actor in actors):
        options = list(QUIET)
    else:
        options = [key for key in BACKDROPS if key not in taken and not ("white" in taken and key == "light grey")]
    weights = np.array([2.0 if key.startswith(("light", "beige")) else 0.7 for key in options])
    key = options[int(rng.choice(len(options), p=weights / weights.sum()))]
    runs = bool(rng.random() < gradient) and key not in ("white", "black")
    return Backdrop(key=key, gradient=runs), draw_backdrop(key, size, rng, gradient=runs)


def draw_actors(rng: Random, draft: Draft, sprites: Sprites) -> list[list[Box]]:
    """Draw the subjects onto the draft's image and return the boxes of their copies as fractions."""
    boxes: list[list[Box]] = [[] for _ in draft.actors]
    order = list(range(len(draft.actors)))
    for number in reversed(order) if draft.behind else order:
        actor = draft.actors[number]
        mirror = draft.mirror and sprites.mirrors(actor.index) and bool(rng.random() < 0.3)
        shadow = not sprites.monochrome(actor.index)
        boxes[number] = [
            _place(draft.drawn, sprites, actor, spot, mirror=mirror, shadow=shadow) for spot in actor.spots
        ]
    return boxes


def _place(drawn: Drawn, sprites: Sprites, actor: Actor, spot: Spot, *, mirror: bool, shadow: bool) -> Box:
    image, side = drawn.image, drawn.image.width
    sprite = sprites.picture(actor.index, round(spot.extent * side), actor.paint)
    if mirror:
        sprite = sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    width, height = sprite.size
    left = min(max(round(spot.x * side - width / 2), 0), side - width)
    top = min(max(round(spot.foot * side - height), 0), side - height)
    if shadow and spot.shadow:
        _darken(image, left, top + height, width)
    if drawn.line:
        image.paste(PAPER, (left, top), sprites.silhouette(actor.index, sprite.size, mirror=mirror))
    image.paste(sprite, (left, top), sprite)
    return left / side, top / side, (left + width) / side, (top + height) / side


def _darken(image: Image.Image, left: int, foot: int, width: int) -> None:
    """A faint ellipse where a thing touches the ground."""
    half = max(2, round(width * 0.09))
    patch = Image.new("L", (width * 2, half * 4), 0)
    ImageDraw.Draw(patch).ellipse((width * 0.2, 0, width * 1.8, half * 4 - 1), fill=62)
    image.paste((20, 24, 40), (left, foot - round(half * 1.2)), patch.reduce(2))


def facts_of(draft: Draft, sprites: Sprites) -> Facts:
    """What captions may say of a scene."""
    first = draft.actors[0]
    things = tuple(
        Thing(
            names_en=sprites.things[actor.index].names_en,
            names_zh=sprites.things[actor.index].names_zh,
            measure=sprites.things[actor.index].measure,
            count=len(actor.spots),
            color=actor.color,
            size=actor.size,
        )
        for actor in draft.actors
    )
    place = noun = backdrop = None
    if isinstance(draft.ground, str):
        ground = GROUNDS[draft.ground]
        place, noun = (ground.air if draft.air else ground.on), ground.noun
        if draft.drawn.line:
            place, noun = phrases_without_color(place), phrases_without_color(noun)
    else:
        shade = BACKDROPS[draft.ground.key]
        end_en, end_zh = (" gradient", "渐变") if draft.ground.gradient else ("", "")
        backdrop = {"en": tuple(each + end_en for each in shade.en), "zh": tuple(each + end_zh for each in shade.zh)}
    return Facts(
        things=things,
        relation=draft.relation,
        place=place,
        ground=noun,
        backdrop=backdrop,
        style=sprites.entries[first.index].style,
        motion=_motion(draft, sprites),
        unusual=any(actor.paint for actor in draft.actors),
    )


def phrases_without_color(phrases: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Only the phrases that name no colour; each list has some."""
    return {language: tuple(each for each in said if not _TINTED.search(each)) for language, said in phrases.items()}


def _motion(draft: Draft, sprites: Sprites) -> str:
    thing = sprites.things[draft.actors[0].index]
    habitat = HABITATS[thing.habitat]
    if habitat.flies and draft.air and draft.ground != "underwater":
        return "fly"
    if habitat.swims and draft.ground == "underwater":
        return "swim"
    return "sit" if habitat.poses and thing.listed and not draft.air and draft.ground != "sea" else ""


def truth_of(draft: Draft, sprites: Sprites, boxes: Sequence[Sequence[Box]]) -> Truth:
    """The ground truth of a drawn scene: one subject a copy, the first actor's copies first."""
    subjects = []
    for actor, places in zip(draft.actors, boxes, strict=True):
        entry, thing = sprites.entries[actor.index], sprites.things[actor.index]
        subjects += [
            Subject(
                key=entry.key,
                concept=entry.concept,
                name_en=thing.names_en[0],
                name_zh=thing.names_zh[0] if thing.names_zh else "",
                box=box,
                color=actor.color,
                size=actor.size,
            )
            for box in places
        ]
    return Truth(
        subjects=tuple(subjects),
        ground=draft.ground if isinstance(draft.ground, str) else "gradient" if draft.ground.gradient else "plain",
        ground_color=draft.ground.key if isinstance(draft.ground, Backdrop) else None,
        style=sprites.entries[draft.actors[0].index].style,
        count=len(draft.actors[0].spots),
        relation=draft.relation,
    )
