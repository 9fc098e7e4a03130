"""The scene composer: cut-outs on drawn grounds, with captions in both languages and the ground truth.

Scene *i* depends only on (pack, size, split, seed, i): each scene has its own random stream, and nothing that is cached
between scenes changes what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal, Protocol

import numpy as np
from PIL import Image, ImageDraw

from danqing.core.errors import RequestError
from danqing.core.seeds import check_seed, derive_seed
from danqing.data.colors import NAMES
from danqing.data.grounds import BACKDROPS, GROUNDS, Look, Stage, draw_backdrop, draw_ground
from danqing.data.habitats import HABITATS
from danqing.data.phrases import Facts, Thing, captions, countable
from danqing.data.sprites import Sprites
from danqing.data.types import Entry, ImageArray, Language, Scene, Split, Subject, Truth

Random = np.random.Generator
SizeName = Literal["small", "normal", "big"]

SIZES_PX = (64, 128, 256)
FLAT_STYLES = frozenset({"flat", "soft", "icon", "color-icon", "blob"})
HEADS_UP = frozenset(
    {
        "cat",
        "dog",
        "bear",
        "panda",
        "koala",
        "fox",
        "frog",
        "hamster",
        "wolf",
        "lion",
        "tiger",
        "rabbit",
        "mouse",
        "pig",
    }
    | {"cow", "monkey", "penguin", "snowman", "raccoon", "polar bear", "owl", "chick", "robot", "ghost", "teddy bear"}
)
FACE_ONLY = frozenset({"bear", "panda", "koala", "fox", "frog", "hamster", "wolf", "lion", "raccoon", "polar bear"})


class PackLike(Protocol):
    """What the composer needs of a pack; :class:`danqing.data.pack.Pack` is one."""

    @property
    def entries(self) -> list[Entry]: ...

    def array(self, size: int) -> ImageArray: ...


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """How often each kind of scene is drawn (weights), and odds within them.

    Args:
        icon: one large subject on a plain or gradient ground.
        ground: one subject on a drawn ground.
        count: two to six of one subject.
        pair: two subjects in a relation.
        sky: a subject on a ground and sun, moon, star or cloud above it.
        wearing: an animal or figure with a hat.
        recolor: odds that a subject which can take another colour gets one.
        gradient: odds that a plain ground is a gradient.
        white: odds that a plain ground is white.
        stray: odds that a subject stands on a ground that does not suit it.
    """

    icon: float = 0.35
    ground: float = 0.27
    count: float = 0.13
    pair: float = 0.18
    sky: float = 0.05
    wearing: float = 0.02
    recolor: float = 0.38
    gradient: float = 0.25
    white: float = 0.4
    stray: float = 0.07

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0.0 <= value <= 1.0:
                raise RequestError(f"The mixture's {each.name} must lie between 0 and 1, not {value!r}.")
        if sum(self.kinds().values()) <= 0:
            raise RequestError("The mixture draws no kind of scene; give at least one of them a weight.")

    def kinds(self) -> dict[str, float]:
        """The weights of the kinds of scene."""
        return {name: getattr(self, name) for name in ("icon", "ground", "count", "pair", "sky", "wearing")}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A subject before it is placed: which entry, in which colour, how large."""

    index: int
    paint: str | None  # the colour it is given, or None
    color: str | None  # the colour a caption may state
    size: SizeName = "normal"


@dataclass(frozen=True)
class Spot:
    """Where one copy of an actor goes: middle and foot, and the square it must fit, as fractions of the side."""

    x: float
    foot: float
    width: float
    height: float
    mirror: bool = False
    shadow: bool = False


class Composer:
    """Composes scenes from a pack.

    Args:
        pack: pictures with names.
        size: pixels a side: 64, 128 or 256.
        split: ``"val"`` uses held-out concepts and held-out templates only.
        seed: 0 … 2³²-1.
        mixture: how often each kind of scene is drawn.
        num_captions: at most this many captions in each language.

    Raises:
        RequestError: a value is out of range, or the pack has no pictures of this split.
    """

    def __init__(
        self,
        pack: PackLike,
        *,
        size: int,
        split: Split = "train",
        seed: int = 0,
        mixture: Mixture | None = None,
        num_captions: int = 4,
    ) -> None:
        if size not in SIZES_PX:
            raise RequestError(f"Scenes are 64, 128 or 256 pixels a side, not {size!r}.")
        if split not in ("train", "val"):
            raise RequestError(f"The split is train or val, not {split!r}.")
        self.size, self.split, self.seed = size, split, check_seed(seed)
        self.mixture = mixture or Mixture()
        self.num_captions = num_captions
        self.sprites = Sprites(pack, size=size, split=split)
        kinds = self.mixture.kinds()
        self._kinds = tuple(kinds)
        self._odds = np.cumsum(list(kinds.values())) / sum(kinds.values())
        self._draw: dict[str, Callable[[Random], Scene | None]] = {
            "icon": self._icon,
            "ground": self._ground,
            "count": self._count,
            "pair": self._pair,
            "sky": self._sky,
            "wearing": self._wearing,
        }

    def scene(self, index: int) -> Scene:
        """Scene number ``index`` (0 or more)."""
        rng = np.random.Generator(np.random.PCG64(derive_seed(self.seed, "scene", self.split, index)))
        kind = self._kinds[int(np.searchsorted(self._odds, rng.random(), side="right"))]
        for _ in range(8):  # a kind may find no fitting subjects; then it draws others
            scene = self._draw[kind](rng)
            if scene is not None:
                return scene
        scene = self._icon(rng)
        assert scene is not None
        return scene

    # Kinds of scene

    def _icon(self, rng: Random) -> Scene | None:
        actor = self._actor(rng, self.sprites.choose(rng))
        draw = rng.random()
        if draw < 0.06:
            actor, extent = _sized(actor, "small"), rng.uniform(0.26, 0.36)
        else:
            extent = rng.uniform(0.66, 0.92)
        shift = 0.03 if actor.size == "normal" else 0.1
        x, y = 0.5 + rng.uniform(-shift, shift), 0.5 + rng.uniform(-shift, shift)
        return self._finish(rng, [(actor, [Spot(x, y + extent / 2, extent, extent)])], backdrop=True)

    def _ground(self, rng: Random) -> Scene | None:
        index = self.sprites.choose(rng, lambda thing: bool(HABITATS[thing.habitat].grounds))
        actor = self._actor(rng, index)
        key = self._ground_for(rng, index)
        draw = rng.random()
        size: SizeName = "small" if draw < 0.12 else "big" if draw < 0.24 else "normal"
        extent = {"small": (0.22, 0.3), "normal": (0.42, 0.62), "big": (0.7, 0.8)}[size]
        return self._on_ground(rng, _sized(actor, size), key, rng.uniform(*extent))

    def _on_ground(self, rng: Random, actor: Actor, key: str, extent: float) -> Scene:
        image, stage = self._paint(rng, key, actor.index)
        x = 0.5 + rng.uniform(-1, 1) * min(0.22, max(0.0, 0.46 - extent / 2))
        air = self._in_air(actor.index, key)
        spot = _air_spot(rng, stage, x, extent) if air else _floor_spot(rng, stage, x, extent)
        return self._finish(rng, [(actor, [spot])], ground=key, image=image, air=air)

    def _count(self, rng: Random) -> Scene | None:
        index = self.sprites.choose(rng, lambda thing: any(map(countable, thing.names_en)))
        actor = self._actor(rng, index)
        number = int(rng.choice([2, 3, 4, 5, 6], p=[0.27, 0.26, 0.17, 0.17, 0.13]))
        habitat = HABITATS[self.sprites.things[index].habitat]
        if habitat.grounds and rng.random() < 0.45:
            key = self._ground_for(rng, index)
            image, stage = self._paint(rng, key, index)
            air = self._in_air(index, key)
            bottom = min(0.95, stage.air[1] + 0.3) if air else 0.94
            top = max(0.05, stage.air[0] - 0.2) if air else max(0.3, bottom - (0.45 if number <= 3 else 0.62))
            spots = _grid(rng, number, 0.04, top, 0.96, bottom, shadow=not air)
            return self._finish(rng, [(actor, spots)], ground=key, image=image, air=air)
        return self._finish(rng, [(actor, _grid(rng, number, 0.05, 0.05, 0.95, 0.95))], backdrop=True)

    def _pair(self, rng: Random) -> Scene | None:
        relation = str(
            rng.choice(
                ["left_of", "right_of", "above", "below", "next_to", "in_front_of", "on", "under"],
                p=[0.24, 0.2, 0.12, 0.09, 0.17, 0.08, 0.06, 0.04],
            )
        )
        first = self.sprites.choose(rng)
        match relation:
            case "in_front_of":
                second = self.sprites.partner(rng, first, "back")
            case "on":
                second = self.sprites.partner(rng, first, "carrier")
            case "under":
                second = self.sprites.partner(rng, first, "roof")
            case _:
                second = self.sprites.partner(rng, first)
        if second is None:
            return None
        a = self._actor(rng, first)
        b = self._actor(rng, second, avoid=a.color)
        things = self.sprites.things
        key = None
        flat = relation in ("left_of", "right_of", "next_to", "in_front_of", "under", "on")
        if flat and rng.random() < 0.4:
            grounded = HABITATS[things[first].habitat].grounds
            shared = [each for each in grounded if each in HABITATS[things[second].habitat].grounds]
            shared = [each for each in shared if not self._in_air(first, each) and not self._in_air(second, each)]
            key = shared[int(rng.integers(len(shared)))] if shared else None
        spots_a, spots_b, behind = self._pair_spots(rng, relation, a, b, grounded=key is not None)
        parts = [(a, spots_a), (b, spots_b)]
        if key is None:
            return self._finish(rng, parts, backdrop=True, relation=relation, behind=behind)
        image, stage = self._paint(rng, key, first)
        foot = rng.uniform(max(stage.floor[0] + 0.04, 0.8), max(stage.floor[1], 0.9))
        drop = foot - max(spot.foot for _, spots in parts for spot in spots)
        parts = [(actor, [_moved(spot, drop) for spot in spots]) for actor, spots in parts]
        return self._finish(rng, parts, ground=key, image=image, relation=relation, behind=behind)

    def _pair_spots(
        self, rng: Random, relation: str, a: Actor, b: Actor, *, grounded: bool
    ) -> tuple[list[Spot], list[Spot], bool]:
        """Spots for both, and whether the second is drawn first (behind)."""
        if relation in ("left_of", "right_of", "next_to"):
            extent_a, extent_b = rng.uniform(0.36, 0.45, 2)
            foot = 0.5 + max(extent_a, extent_b) / 2 + rng.uniform(-0.06, 0.06)
            left_first = relation == "left_of" or (relation == "next_to" and rng.random() < 0.5)
            xs = (0.26, 0.74) if left_first else (0.74, 0.26)
            if not grounded and rng.random() < 0.5:  # middles in line instead of feet
                feet = (
                    foot - (max(extent_a, extent_b) - extent_a) / 2,
                    foot - (max(extent_a, extent_b) - extent_b) / 2,
                )
            else:
                feet = (foot, foot)
            spots_b = [Spot(xs[1], feet[1], extent_b, extent_b, shadow=grounded)]
            if self._countable(a) and rng.random() < 0.12:
                small = extent_a * 0.56
                row = [Spot(xs[0] + side * small * 0.52, feet[0], small, small, shadow=grounded) for side in (-1, 1)]
                return row, spots_b, False
            return [Spot(xs[0], feet[0], extent_a, extent_a, shadow=grounded)], spots_b, False
        if relation in ("above", "below"):
            extent_a, extent_b = rng.uniform(0.34, 0.44, 2)
            x = 0.5 + rng.uniform(-0.1, 0.1)
            upper, lower = 0.5 - rng.uniform(0.02, 0.05), 0.95
            foot_a, foot_b = (upper, lower) if relation == "above" else (lower, upper)
            others = [Spot(x + rng.uniform(-0.06, 0.06), foot_b, extent_b, extent_b)]
            if self._countable(a) and rng.random() < 0.25:
                number = int(rng.integers(2, 4))
                wide = min(0.3, 0.84 / number)
                start = 0.5 - wide * 1.08 * (number - 1) / 2
                return [Spot(start + wide * 1.08 * k, foot_a, wide, wide) for k in range(number)], others, False
            return [Spot(x, foot_a, extent_a, extent_a)], others, False
        ratio_b = self.sprites.height_ratio(b.index)
        ratio_a = self.sprites.height_ratio(a.index)
        if relation == "on":
            extent_b, extent_a = rng.uniform(0.46, 0.54), rng.uniform(0.3, 0.4)
            top = 0.93 - extent_b * ratio_b
            return (
                [Spot(0.5, top + 0.03, extent_a, extent_a)],
                [Spot(0.5, 0.93, extent_b, extent_b, shadow=grounded)],
                True,
            )
        big, small = rng.uniform(0.74, 0.84), rng.uniform(0.32, 0.4)
        if relation == "under":
            foot = min(0.95, 0.1 + big * ratio_b + 0.04)
            return (
                [Spot(0.5 + 0.1 * float(rng.choice([-1, 1])), foot, small, small)],
                [Spot(0.5, foot, big, big, shadow=grounded)],
                True,
            )
        side = float(rng.choice([-1, 1])) * rng.uniform(0.02, 0.2)
        foot = min(0.96, 0.5 + big * ratio_b / 2 + 0.02)
        del ratio_a
        return (
            [Spot(0.5 + side, foot + 0.03, small, small, shadow=grounded)],
            [Spot(0.5, foot, big, big, shadow=grounded)],
            True,
        )

    def _sky(self, rng: Random) -> Scene | None:
        def stands(index: int) -> bool:
            habitat = HABITATS[self.sprites.things[index].habitat]
            return bool(habitat.grounds) and not habitat.flies

        first = self.sprites.choose(rng)
        if not stands(first):
            return None
        key = self._ground_for(rng, first)
        if not GROUNDS[key].open_sky or key in ("sky", "rainbow", "sunset"):
            return None
        lights = "night light" if key == "night" else "day light"
        second = self.sprites.partner(rng, first, lights)
        if second is None:
            return None
        a, b = self._actor(rng, first), self._actor(rng, second, natural=True)
        image, stage = self._paint(rng, key, first, clear_sky=True)
        extent = rng.uniform(0.4, 0.5)
        x = rng.uniform(0.3, 0.7)
        high = rng.uniform(0.2, 0.27)
        other = 0.18 if x > 0.5 else 0.82
        spots_b = [Spot(other, 0.04 + high, high, high)]
        if self._countable(b) and self.sprites.things[second].habitat in ("star", "cloud") and rng.random() < 0.4:
            spots_b = [Spot(each, 0.05 + high, high * 0.8, high * 0.8) for each in (0.16, 0.84)]
        floor = Spot(x, rng.uniform(max(stage.floor[0], 0.8), max(stage.floor[1], 0.9)), extent, extent, shadow=True)
        return self._finish(rng, [(a, [floor]), (b, spots_b)], ground=key, image=image, relation="in_sky")

    def _wearing(self, rng: Random) -> Scene | None:
        def upright(index: int) -> bool:
            name = self.sprites.things[index].names_en[0]
            faces = any(
                "face" in each for each in (self.sprites.entries[index].concept, *self.sprites.entries[index].names_en)
            )
            return name in HEADS_UP and (
                faces or name in FACE_ONLY or name in ("penguin", "snowman", "robot", "teddy bear")
            )

        first = next((each for each in (self.sprites.choose(rng) for _ in range(30)) if upright(each)), None)
        second = None if first is None else self.sprites.partner(rng, first, "hat")
        if first is None or second is None:
            return None
        a, b = self._actor(rng, first), self._actor(rng, second)
        extent = rng.uniform(0.5, 0.6)
        foot = 0.94
        top = foot - extent * self.sprites.height_ratio(first)
        middle = self.sprites.head(first)
        wide = extent * rng.uniform(0.44, 0.54)
        hat = Spot(0.5 + middle * extent, top + 0.16 * extent, wide, wide)
        parts = [(a, [Spot(0.5, foot, extent, extent)]), (b, [hat])]
        habitat = HABITATS[self.sprites.things[first].habitat]
        if rng.random() < 0.3 and habitat.grounds:
            key = self._ground_for(rng, first)
            if not self._in_air(first, key):
                image, _ = self._paint(rng, key, first, clear_sky=True)
                return self._finish(rng, parts, ground=key, image=image, relation="wearing")
        return self._finish(rng, parts, backdrop=True, relation="wearing")

    # Choosing

    def _actor(self, rng: Random, index: int, *, avoid: str | None = None, natural: bool = False) -> Actor:
        """Decide an entry's colour; ``avoid`` is a colour that should rather not be repeated."""
        thing = self.sprites.things[index]
        habitat = HABITATS[thing.habitat]
        if not natural and rng.random() < self.mixture.recolor * habitat.tint:
            usual = habitat.natural
            weights = np.array([0.2 if each == avoid else 1.0 if not usual or each in usual else 0.3 for each in NAMES])
            for number in rng.choice(len(NAMES), size=3, replace=False, p=weights / weights.sum()):
                if self.sprites.can_be(index, NAMES[number]):
                    return Actor(index=index, paint=NAMES[number], color=NAMES[number])
        return Actor(index=index, paint=None, color=self.sprites.true_color(index))

    def _ground_for(self, rng: Random, index: int) -> str:
        grounds = HABITATS[self.sprites.things[index].habitat].grounds
        if rng.random() < self.mixture.stray and "underwater" not in grounds:
            keys = [key for key in GROUNDS if key not in ("sky", "space", "underwater")]
            return keys[int(rng.integers(len(keys)))]
        weights = np.array(list(grounds.values()))
        return list(grounds)[int(rng.choice(len(weights), p=weights / weights.sum()))]

    def _in_air(self, index: int, key: str) -> bool:
        if key in ("sky", "space", "underwater"):
            return True
        return HABITATS[self.sprites.things[index].habitat].flies and bool(GROUNDS[key].air["en"])

    def _countable(self, actor: Actor) -> bool:
        return any(map(countable, self.sprites.things[actor.index].names_en))

    # Drawing

    def _look(self, rng: Random, index: int) -> Look:
        style = self.sprites.entries[index].style
        if self.sprites.monochrome(index) or (style == "outline" and rng.random() < 0.3):
            return "line"
        if style in FLAT_STYLES:
            return "flat" if rng.random() < 0.7 else "soft"
        return "soft" if rng.random() < 0.85 else "flat"

    def _paint(self, rng: Random, key: str, index: int, *, clear_sky: bool = False) -> tuple[Image.Image, Stage]:
        return draw_ground(key, self.size, self._look(rng, index), rng, clear_sky=clear_sky)

    def _backdrop(self, rng: Random, actors: list[Actor]) -> tuple[str, Image.Image, bool]:
        taken = {actor.color for actor in actors}
        if any(self.sprites.monochrome(actor.index) for actor in actors):
            options = ["white", "light grey", "beige", "light yellow", "light blue", "light green", "light pink"]
        else:
            options = [
                key
                for key in BACKDROPS
                if key.split()[-1] not in taken or (key.startswith("light") and "white" not in taken)
            ]
        white = self.mixture.white * (0.35 if "white" in taken else 1.0)
        if rng.random() < white and ("white" not in taken or rng.random() < 0.3):
            return "white", draw_backdrop("white", self.size, rng, gradient=False), False
        weights = np.array([2.0 if key.startswith(("light", "beige")) else 0.7 for key in options])
        key = options[int(rng.choice(len(options), p=weights / weights.sum()))]
        gradient = bool(rng.random() < self.mixture.gradient) and key not in ("white", "black")
        return key, draw_backdrop(key, self.size, rng, gradient=gradient), gradient

    def _finish(
        self,
        rng: Random,
        parts: list[tuple[Actor, list[Spot]]],
        *,
        backdrop: bool = False,
        ground: str | None = None,
        image: Image.Image | None = None,
        air: bool = False,
        relation: str | None = None,
        behind: bool = False,
    ) -> Scene:
        """Draw the parts, describe them and bind the scene together."""
        actors = [actor for actor, _ in parts]
        backdrop_key, gradient = "", False
        if backdrop:
            backdrop_key, image, gradient = self._backdrop(rng, actors)
        assert image is not None
        line = self.sprites.monochrome(actors[0].index)
        boxes: list[list[tuple[float, float, float, float]]] = [[] for _ in parts]
        order = reversed(range(len(parts))) if behind else range(len(parts))
        for number in order:
            actor, spots = parts[number]
            mirror = self.sprites.mirrors(actor.index) and bool(rng.random() < 0.3)
            boxes[number] = [
                self._place(image, actor, spot, mirror=mirror, shadow=spot.shadow and not line) for spot in spots
            ]
        entries = [self.sprites.entries[actor.index] for actor in actors]
        things = tuple(self._thing(actor, len(spots)) for actor, spots in parts)
        facts = self._facts(rng, actors, things, backdrop_key, gradient, ground, air, relation)
        languages: tuple[Language, ...] = ("en", "zh")
        subjects = tuple(
            Subject(
                key=entry.key,
                concept=entry.concept,
                name_en=thing.names_en[0],
                name_zh=thing.names_zh[0] if thing.names_zh else "",
                box=box,
                color=thing.color,
                size=actor.size,
            )
            for (actor, _), entry, thing, places in zip(parts, entries, things, boxes, strict=True)
            for box in places
        )
        return Scene(
            image=np.asarray(image),
            captions={
                each: captions(facts, each, rng, split=self.split, count=self.num_captions) for each in languages
            },
            truth=Truth(
                subjects=subjects,
                ground=ground or ("gradient" if gradient else "plain"),
                ground_color=backdrop_key or None,
                style=entries[0].style,
                count=len(parts[0][1]),
                relation=relation,
            ),
            template_split=self.split,
            sources=tuple(dict.fromkeys(entry.key for entry in entries)),
        )

    def _place(
        self, image: Image.Image, actor: Actor, spot: Spot, *, mirror: bool, shadow: bool
    ) -> tuple[float, float, float, float]:
        """Draw one copy and return its box as fractions."""
        side = self.size
        sprite = self.sprites.picture(actor.index, round(spot.width * side), round(spot.height * side), actor.paint)
        if mirror != spot.mirror:
            sprite = sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        width, height = sprite.size
        left = min(max(round(spot.x * side - width / 2), 0), side - width)
        top = min(max(round(spot.foot * side - height), 0), side - height)
        if shadow:
            _shadow(image, left, top + height, width)
        image.paste(sprite, (left, top), sprite)
        return left / side, top / side, (left + width) / side, (top + height) / side

    # Describing

    def _thing(self, actor: Actor, count: int) -> Thing:
        thing = self.sprites.things[actor.index]
        return Thing(
            names_en=thing.names_en,
            names_zh=thing.names_zh,
            measure=thing.measure,
            count=count,
            color=actor.color,
            size=actor.size,
        )

    def _facts(
        self,
        rng: Random,
        actors: list[Actor],
        things: tuple[Thing, ...],
        backdrop: str,
        gradient: bool,
        ground: str | None,
        air: bool,
        relation: str | None,
    ) -> Facts:
        thing = self.sprites.things[actors[0].index]
        habitat = HABITATS[thing.habitat]
        place = noun = bg = None
        motion = ""
        if ground:
            drawn = GROUNDS[ground]
            place, noun = (drawn.air if air else drawn.on), drawn.noun
            if habitat.flies and air:
                motion = "fly"
            elif habitat.swims and ground == "underwater":
                motion = "swim"
            elif habitat.poses and thing.listed and not air and ground != "sea":
                motion = "sit"
        elif backdrop:
            shade = BACKDROPS[backdrop]
            bg = {"en": shade.en, "zh": shade.zh}
            if gradient:
                bg = {
                    "en": tuple(f"{each} gradient" for each in shade.en),
                    "zh": tuple(f"{each}渐变" for each in shade.zh),
                }
        return Facts(
            things=things,
            relation=relation,
            place=place,
            ground=noun,
            backdrop=bg,
            style=self.sprites.entries[actors[0].index].style,
            motion=motion,
            unusual=any(actor.paint for actor in actors),
        )


def _sized(actor: Actor, size: SizeName) -> Actor:
    return Actor(index=actor.index, paint=actor.paint, color=actor.color, size=size)


def _moved(spot: Spot, drop: float) -> Spot:
    return Spot(spot.x, spot.foot + drop, spot.width, spot.height, spot.mirror, spot.shadow)


def _floor_spot(rng: Random, stage: Stage, x: float, extent: float) -> Spot:
    lowest = max(stage.floor[1], stage.floor[0])
    return Spot(x, max(rng.uniform(stage.floor[0], lowest), min(0.95, extent + 0.08)), extent, extent, shadow=True)


def _air_spot(rng: Random, stage: Stage, x: float, extent: float) -> Spot:
    middle = rng.uniform(*stage.air)
    return Spot(x, min(0.97, max(middle, extent / 2 + 0.03) + extent / 2), extent, extent)


def _grid(
    rng: Random, number: int, left: float, top: float, right: float, bottom: float, *, shadow: bool = False
) -> list[Spot]:
    """Spots for ``number`` copies in rows, none over another."""
    layouts = {2: [[2]], 3: [[3], [1, 2], [2, 1]], 4: [[2, 2], [4]], 5: [[2, 3], [3, 2]], 6: [[3, 3], [2, 2, 2]]}
    wide = [rows for rows in layouts[number] if bottom - top > 0.55 or len(rows) < 3]
    rows = wide[int(rng.integers(len(wide)))]
    height = (bottom - top) / len(rows)
    width = (right - left) / max(rows)
    extent = min(height, width) * 0.92
    slack_x, slack_y = (width - extent) / 2, max(0.0, (height - extent) / 2)
    spots = []
    for row, columns in enumerate(rows):
        for column in range(columns):
            middle = (left + right) / 2 + (column - (columns - 1) / 2) * min(width, extent * 1.25)
            foot = top + height * (row + 0.5) + extent / 2
            spots.append(
                Spot(
                    middle + rng.uniform(-0.6, 0.6) * min(slack_x, 0.02),
                    foot + rng.uniform(-0.6, 0.6) * min(slack_y, 0.02),
                    extent,
                    extent,
                    shadow=shadow,
                )
            )
    return spots


def _shadow(image: Image.Image, left: int, foot: int, width: int) -> None:
    """A faint ellipse where a thing touches the ground."""
    half = max(2, round(width * 0.09))
    patch = Image.new("L", (width * 2, half * 4), 0)
    ImageDraw.Draw(patch).ellipse((width * 0.2, 0, width * 1.8, half * 4 - 1), fill=62)
    patch = patch.reduce(2)
    image.paste((20, 24, 40), (left, foot - round(half * 1.2)), patch)
