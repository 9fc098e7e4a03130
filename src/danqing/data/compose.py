"""The scene composer: cut-outs on drawn grounds, with captions in both languages and the ground truth.

Scene *i* depends only on (pack, size, split, seed, i): each scene has its own random stream, and nothing that is cached
between scenes changes what is drawn. This file decides what a scene shows; ``layout.py`` says where things stand,
``draft.py`` draws and describes, ``phrases.py`` writes the captions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from danqing.core.errors import RequestError
from danqing.core.seeds import check_seed, derive_seed
from danqing.data import layout
from danqing.data.colors import NAMES
from danqing.data.draft import (
    Actor,
    Draft,
    Drawn,
    SizeName,
    choose_backdrop,
    choose_look,
    draw_actors,
    facts_of,
    truth_of,
)
from danqing.data.grounds import GROUNDS, draw_ground
from danqing.data.habitats import HABITATS, Habitat
from danqing.data.layout import Spot
from danqing.data.phrases import captions, countable
from danqing.data.scenery import Stage
from danqing.data.sprites import PackLike, Sprites
from danqing.data.types import Language, Scene, Split

Random = np.random.Generator

SIZES_PX = (64, 128, 256)
LANGUAGES: tuple[Language, ...] = ("en", "zh")
RELATIONS = {
    "left_of": 0.24,
    "right_of": 0.2,
    "above": 0.12,
    "below": 0.09,
    "next_to": 0.17,
    "in_front_of": 0.08,
    "on": 0.06,
    "under": 0.04,
}
SIDE_BY_SIDE = ("left_of", "right_of", "next_to")
PARTNERS = {"in_front_of": "back", "on": "carrier", "under": "roof"}  # relation → group of sprites.GROUPS
NOWHERE = Stage(floor=(1.0, 1.0))  # a plain ground has no floor to stand on
AIRY = ("sky", "space", "underwater")  # grounds on which nothing stands


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

    icon: float = 0.45
    ground: float = 0.25
    count: float = 0.11
    pair: float = 0.14
    sky: float = 0.03
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
        small = rng.random() < 0.06
        extent, shift = (rng.uniform(0.26, 0.36), 0.1) if small else (rng.uniform(0.7, 0.9), 0.03)
        x, y = 0.5 + rng.uniform(-shift, shift, 2)
        spot = Spot(x, y + extent / 2, extent)
        return self._on_backdrop(rng, replace(actor, size="small" if small else "normal", spots=(spot,)))

    def _ground(self, rng: Random) -> Scene | None:
        index = self.sprites.choose(rng, lambda thing: bool(HABITATS[thing.habitat].grounds))
        if not self._habitat(index).grounds:  # a pack may hold nothing that stands anywhere, such as plain figures
            return None
        key = self._ground_for(rng, index)
        draw = rng.random()
        size: SizeName = "small" if draw < 0.12 else "big" if draw < 0.24 else "normal"
        extent = rng.uniform(*{"small": (0.22, 0.3), "normal": (0.42, 0.62), "big": (0.7, 0.8)}[size])
        x = 0.5 + rng.uniform(-1, 1) * min(0.22, max(0.0, 0.46 - extent / 2))
        drawn = self._paint(rng, key, index)
        air = self._in_air(index, key)
        spot = layout.in_air(rng, drawn.stage, x, extent) if air else layout.on_floor(rng, drawn.stage, x, extent)
        actor = replace(self._actor(rng, index), size=size, spots=(spot,))
        return self._finish(rng, Draft(actors=(actor,), drawn=drawn, ground=key, air=air))

    def _count(self, rng: Random) -> Scene | None:
        index = self.sprites.choose(rng, lambda thing: any(map(countable, thing.names_en)))
        if not self._countable(index):
            return None
        actor = self._actor(rng, index)
        number = int(rng.choice([2, 3, 4, 5, 6], p=[0.27, 0.26, 0.17, 0.17, 0.13]))
        if not self._habitat(index).grounds or rng.random() < 0.55:
            return self._on_backdrop(rng, replace(actor, spots=tuple(layout.grid(rng, number, top=0.05, bottom=0.95))))
        key = self._ground_for(rng, index)
        drawn = self._paint(rng, key, index)
        air = self._in_air(index, key)
        bottom = min(0.95, drawn.stage.air[1] + 0.3) if air else 0.94
        top = max(0.05, drawn.stage.air[0] - 0.2) if air else max(0.3, bottom - (0.45 if number <= 3 else 0.62))
        spots = layout.grid(rng, number, top=top, bottom=bottom, shadow=not air)
        return self._finish(rng, Draft(actors=(replace(actor, spots=tuple(spots)),), drawn=drawn, ground=key, air=air))

    def _pair(self, rng: Random) -> Scene | None:
        relation = list(RELATIONS)[int(rng.choice(len(RELATIONS), p=list(RELATIONS.values())))]
        first = self.sprites.choose(rng)
        second = self.sprites.partner(rng, first, PARTNERS.get(relation, "any"))
        if second is None:
            return None
        a = self._actor(rng, first)
        b = self._actor(rng, second, avoid=a.color)
        if relation in SIDE_BY_SIDE and rng.random() < 0.25:
            sizes: tuple[SizeName, SizeName] = ("big", "small") if rng.random() < 0.5 else ("small", "big")
            a, b = replace(a, size=sizes[0]), replace(b, size=sizes[1])
        key = (
            self._shared_ground(rng, first, second)
            if relation not in ("above", "below") and rng.random() < 0.4
            else None
        )
        a, b = self._place_pair(rng, relation, a, b, level=key is not None)
        behind = relation in PARTNERS
        if key is None:
            return self._on_backdrop(rng, a, b, relation=relation, behind=behind)
        drawn = self._paint(rng, key, first)
        foot = rng.uniform(max(drawn.stage.floor[0] + 0.04, 0.8), max(drawn.stage.floor[1], 0.9))
        drop = foot - max(spot.foot for actor in (a, b) for spot in actor.spots)
        a, b = (replace(actor, spots=tuple(spot.lowered(drop) for spot in actor.spots)) for actor in (a, b))
        return self._finish(rng, Draft(actors=(a, b), drawn=drawn, ground=key, relation=relation, behind=behind))

    def _place_pair(self, rng: Random, relation: str, a: Actor, b: Actor, *, level: bool) -> tuple[Actor, Actor]:
        """Give both their spots; sometimes the first comes in two or three."""
        ratio = self.sprites.height_ratio(b.index)
        several = a.size == b.size and self._countable(a.index)
        match relation:
            case "left_of" | "right_of" | "next_to":
                left_first = relation == "left_of" or (relation == "next_to" and bool(rng.random() < 0.5))
                level = level or bool(rng.random() < 0.5)
                one, other = layout.beside(rng, left_first=left_first, sizes=(a.size, b.size), level=level)
                spots = layout.row(one.x, one.foot, one.extent * 0.52, 2) if several and rng.random() < 0.12 else [one]
            case "above" | "below":
                one, other = layout.stacked(rng, first_above=relation == "above")
                number = int(rng.integers(2, 4))
                few = several and rng.random() < 0.25
                spots = layout.row(0.5, one.foot, min(0.3, 0.8 / number), number) if few else [one]
            case "on":
                one, other = layout.atop(rng, ratio)
                spots = [one]
            case "under":
                one, other = layout.beneath(rng, ratio)
                spots = [one]
            case _:
                one, other = layout.before(rng, ratio)
                spots = [one]
        return replace(a, spots=tuple(spots)), replace(b, spots=(other,))

    def _sky(self, rng: Random) -> Scene | None:
        first = self.sprites.choose(rng)
        habitat = self._habitat(first)
        if not habitat.grounds or habitat.aloft:
            return None
        key = self._ground_for(rng, first)
        if not GROUNDS[key].open_sky or key in ("sky", "rainbow", "sunset"):
            return None
        second = self.sprites.partner(rng, first, "night light" if key == "night" else "day light")
        if second is None:
            return None
        drawn = self._paint(rng, key, first, clear_sky=True)
        x, high = rng.uniform(0.3, 0.7), rng.uniform(0.2, 0.27)
        foot = rng.uniform(max(drawn.stage.floor[0], 0.8), max(drawn.stage.floor[1], 0.9))
        a = replace(self._actor(rng, first), spots=(Spot(x, foot, rng.uniform(0.4, 0.5), shadow=True),))
        lights = [Spot(0.18 if x > 0.5 else 0.82, 0.04 + high, high)]
        if self.sprites.things[second].habitat in ("star", "cloud") and rng.random() < 0.4:
            lights = [Spot(each, 0.05 + high, high * 0.8) for each in (0.16, 0.84)]
        shown = self.sprites.true_color(second) if rng.random() < 0.3 else None
        b = Actor(index=second, paint=None, color=shown, spots=tuple(lights))
        return self._finish(rng, Draft(actors=(a, b), drawn=drawn, ground=key, relation="in_sky"))

    def _wearing(self, rng: Random) -> Scene | None:
        first = next(
            (each for each in (self.sprites.choose(rng) for _ in range(30)) if self.sprites.upright(each)), None
        )
        second = None if first is None else self.sprites.partner(rng, first, "hat")
        if first is None or second is None:
            return None
        wearer = Spot(0.5, 0.94, rng.uniform(0.5, 0.6))
        hat = layout.hat_on(rng, wearer, self.sprites.height_ratio(first), self.sprites.head(first))
        a, b = replace(self._actor(rng, first), spots=(wearer,)), replace(self._actor(rng, second), spots=(hat,))
        key = self._ground_for(rng, first) if self._habitat(first).grounds and rng.random() < 0.3 else None
        if key is None or self._in_air(first, key):
            return self._on_backdrop(rng, a, b, relation="wearing", mirror=False)
        drawn = self._paint(rng, key, first, clear_sky=True)
        return self._finish(rng, Draft(actors=(a, b), drawn=drawn, ground=key, relation="wearing", mirror=False))

    # Choosing

    def _actor(self, rng: Random, index: int, *, avoid: str | None = None) -> Actor:
        """Decide an entry's colour; ``avoid`` is one that should rather not be repeated."""
        habitat = self._habitat(index)
        if rng.random() < self.mixture.recolor * habitat.tint:
            usual = habitat.natural
            weights = np.array([0.2 if each == avoid else 1.0 if not usual or each in usual else 0.3 for each in NAMES])
            for number in rng.choice(len(NAMES), size=3, replace=False, p=weights / weights.sum()):
                if self.sprites.can_be(index, NAMES[number]):
                    return Actor(index=index, paint=NAMES[number], color=NAMES[number])
        return Actor(index=index, paint=None, color=self.sprites.true_color(index))

    def _ground_for(self, rng: Random, index: int) -> str:
        """A ground that suits an entry, or now and then any that things stand on."""
        grounds = self._habitat(index).grounds
        if rng.random() < self.mixture.stray and "underwater" not in grounds:
            keys = [key for key in GROUNDS if key not in AIRY]
            return keys[int(rng.integers(len(keys)))]
        weights = np.array(list(grounds.values()))
        return list(grounds)[int(rng.choice(len(weights), p=weights / weights.sum()))]

    def _shared_ground(self, rng: Random, one: int, other: int) -> str | None:
        """A ground on which both entries stand, or None."""
        others = self._habitat(other).grounds
        shared = [
            key
            for key in self._habitat(one).grounds
            if key in others and not self._in_air(one, key) and not self._in_air(other, key)
        ]
        return shared[int(rng.integers(len(shared)))] if shared else None

    def _habitat(self, index: int) -> Habitat:
        return HABITATS[self.sprites.things[index].habitat]

    def _in_air(self, index: int, key: str) -> bool:
        return key in AIRY or (self._habitat(index).aloft and bool(GROUNDS[key].air["en"]))

    def _countable(self, index: int) -> bool:
        return any(map(countable, self.sprites.things[index].names_en))

    # Drawing

    def _paint(self, rng: Random, key: str, index: int, *, clear_sky: bool = False) -> Drawn:
        """Draw a scenic ground in a look that suits an entry."""
        look = choose_look(rng, self.sprites, index)
        image, stage = draw_ground(key, self.size, look, rng, clear_sky=clear_sky)
        return Drawn(image=image, stage=stage, line=look == "line")

    def _on_backdrop(
        self, rng: Random, *actors: Actor, relation: str | None = None, behind: bool = False, mirror: bool = True
    ) -> Scene:
        white, gradient = self.mixture.white, self.mixture.gradient
        backdrop, image = choose_backdrop(rng, self.sprites, actors, self.size, white=white, gradient=gradient)
        draft = Draft(
            actors=actors,
            drawn=Drawn(image=image, stage=NOWHERE),
            ground=backdrop,
            relation=relation,
            behind=behind,
            mirror=mirror,
        )
        return self._finish(rng, draft)

    def _finish(self, rng: Random, draft: Draft) -> Scene:
        boxes = draw_actors(rng, draft, self.sprites)
        facts = facts_of(draft, self.sprites)
        return Scene(
            image=np.asarray(draft.drawn.image),
            captions={
                each: captions(facts, each, rng, split=self.split, count=self.num_captions) for each in LANGUAGES
            },
            truth=truth_of(draft, self.sprites, boxes),
            template_split=self.split,
            sources=tuple(dict.fromkeys(self.sprites.entries[actor.index].key for actor in draft.actors)),
        )
