"""Single drawings of a pack as training pictures: what each shows, and the same drawing never twice alike.

A drawing is cut to what is opaque, turned a little, mirrored half of the time, made larger or smaller, laid somewhere
on a plain, shaded or speckled ground, and sometimes blurred, as generated pictures are. What it shows is a *thing*: all
drawings that people call by the same everyday name, in whatever source and style.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from danqing.core.errors import DataError
from danqing.data.everyday import CATEGORY_WEIGHT, everyday
from danqing.data.grounds import BACKDROPS
from danqing.data.sprites import PackLike
from danqing.data.styles import STYLES
from danqing.data.types import Entry, ImageArray

Random = np.random.Generator
MAX_NAMES = 3  # of one thing in one language
HELD_OUT_SHARE = 0.03  # of the drawings of known things
MIN_DRAWINGS = 3  # things with fewer keep all of them for training


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What several drawings show: its names, and the places of its drawings in the pack.

    Args:
        names_en, names_zh: best first; at least one in either language.
        drawings: to train on.
        unseen: drawings kept for validation; all of them where the thing itself is held out.
        held_out: no drawing of it is trained on.
    """

    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    drawings: tuple[int, ...]
    unseen: tuple[int, ...]
    held_out: bool


def things_of(entries: Sequence[Entry]) -> list[Thing]:
    """The things that a pack's entries show, in the order in which they come; those without a name are left out."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        usual = everyday(entry)
        places.setdefault(usual.names_en[0] if usual.listed else entry.concept, []).append(place)
    things = []
    for found in places.values():
        usual = everyday(entries[found[0]])
        names_en = tuple(dict.fromkeys((*usual.names_en, *entries[found[0]].names_en)))[:MAX_NAMES]
        names_zh = tuple(dict.fromkeys((*usual.names_zh, *entries[found[0]].names_zh)))[:MAX_NAMES]
        held_out = any(entries[place].split == "val" for place in found)
        unseen = [place for place in found if held_out or (len(found) >= MIN_DRAWINGS and _kept(entries[place].key))]
        drawings = tuple(place for place in found if place not in unseen)
        if (names_en or names_zh) and (drawings or held_out):
            things.append(
                Thing(
                    names_en=names_en,
                    names_zh=names_zh,
                    drawings=drawings,
                    unseen=tuple(unseen),
                    held_out=held_out,
                )
            )
    return things


class Drawings:
    """The drawings of a pack at one size.

    Args:
        pack: pictures with names.
        side: of the pictures made, in pixels.

    Raises:
        DataError: no drawing can be trained on.
    """

    def __init__(self, pack: PackLike, *, side: int) -> None:
        self.entries, self.side = pack.entries, side
        self.things = things_of(pack.entries)
        self._pixels = pack.array(128)
        self.thing_of = {place: number for number, thing in enumerate(self.things) for place in thing.drawings}
        self.thing_of_concept = {
            self.entries[place].concept: number
            for number, thing in enumerate(self.things)
            for place in (*thing.drawings, *thing.unseen)
        }
        self.unseen_keys = frozenset(
            self.entries[place].key for thing in self.things for place in thing.unseen if not thing.held_out
        )
        if not self.thing_of:
            raise DataError("The pack holds no named drawing to train on; build it with more sources.")
        self._places = np.array(list(self.thing_of))
        weights = np.array([self._weight(place) for place in self.thing_of])
        self._odds = np.cumsum(weights / weights.sum())

    def _weight(self, place: int) -> float:
        """How often a drawing is shown: everyday things more, things with many drawings less for each of them."""
        entry, thing = self.entries[place], self.things[self.thing_of[place]]
        usual = everyday(entry)
        style = 0.4 if STYLES[entry.style].monochrome else 1.0
        category = 1.0 if usual.listed else max(0.2, min(1.0, CATEGORY_WEIGHT.get(entry.category, 0.3)))
        return float(style * category * (1.0 + usual.boost * usual.listed) / len(thing.drawings) ** 0.5)

    def choose(self, draw: Random, count: int) -> list[int]:
        """``count`` places in the pack, of drawings to train on."""
        found = np.searchsorted(self._odds, draw.random(count), side="right").clip(max=len(self._places) - 1)
        return [int(place) for place in self._places[found]]

    def picture(self, place: int, draw: Random) -> ImageArray:
        """A drawing laid out anew, (side, side, 3) uint8; the same ``draw`` gives the same picture."""
        sprite = Image.fromarray(np.asarray(self._pixels[place]))
        if draw.random() < 0.5:
            sprite = sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        if draw.random() < 0.4:
            sprite = sprite.rotate(float(draw.uniform(-18, 18)), Image.Resampling.BILINEAR, expand=True)
        sprite = sprite.crop(sprite.getchannel("A").getbbox() or (0, 0, *sprite.size))
        scale = self.side * float(draw.uniform(0.42, 1.05)) / max(sprite.size)
        sprite = sprite.resize([max(1, round(side * scale)) for side in sprite.size], Image.Resampling.BILINEAR)
        room = [self.side - side for side in sprite.size]
        corner = [int(draw.integers(min(0, each), max(0, each) + 1)) for each in room]
        picture = Image.fromarray(_ground(self.side, draw))
        picture.paste(sprite, (corner[0], corner[1]), sprite)
        if draw.random() < 0.35:
            picture = picture.filter(ImageFilter.GaussianBlur(float(draw.uniform(0.2, 0.9))))
        return _toned(np.asarray(picture), draw)

    def plain(self, place: int) -> ImageArray:
        """A drawing in the middle of white, (side, side, 3) uint8: for validation."""
        sprite = Image.fromarray(np.asarray(self._pixels[place]))
        sprite = sprite.resize((self.side, self.side), Image.Resampling.BOX)
        picture = Image.new("RGB", sprite.size, "white")
        picture.paste(sprite, (0, 0), sprite)
        return np.asarray(picture)


def _kept(key: str) -> bool:
    digest = hashlib.sha256(f"unseen drawing/{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < HELD_OUT_SHARE * 2**64


def _ground(side: int, draw: Random) -> ImageArray:
    """White, a plain colour, a shade from one to another, or two tones that meet at a horizon."""
    kind = draw.random()
    first, second = (_tone(draw) for _ in range(2))
    if kind < 0.2:
        first = second = np.full(3, 255.0)
    elif kind < 0.5:
        second = first
    rows = np.linspace(0.0, 1.0, side)
    mix = (rows > draw.uniform(0.4, 0.8)).astype(float) if kind > 0.8 else rows
    column = first + mix[:, None] * (second - first)
    ground = np.repeat(column[:, None], side, axis=1)
    if draw.random() < 0.25:
        ground = ground + draw.normal(0.0, draw.uniform(1, 9), ground.shape)
    return np.asarray(ground.clip(0, 255), dtype=np.uint8)


def _tone(draw: Random) -> np.ndarray:
    if draw.random() < 0.3:
        return draw.uniform(0, 255, 3)
    shades = list(BACKDROPS.values())
    rgb = np.array(shades[int(draw.integers(len(shades)))].rgb, dtype=float)
    return (rgb + draw.normal(0, 12, 3)).clip(0, 255)


def _toned(pixels: ImageArray, draw: Random) -> ImageArray:
    """A little lighter or darker, with more or less contrast."""
    contrast, light = draw.uniform(0.85, 1.15), draw.uniform(-14, 14)
    return np.asarray(((pixels - 128.0) * contrast + 128.0 + light).clip(0, 255), dtype=np.uint8)
