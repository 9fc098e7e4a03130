"""The cut-outs of a pack, ready to be placed: cropped, weighted, measured for colour and repainted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from PIL import Image

from danqing.core.errors import RequestError
from danqing.data.colors import Body, dominant_color, find_body, recolor
from danqing.data.everyday import CATEGORY_WEIGHT, Everyday, everyday
from danqing.data.styles import STYLES
from danqing.data.types import Entry, ImageArray, Split

Random = np.random.Generator
# A few styles make up four fifths, so that a small model sees the same drawings often enough to learn their shapes.
STYLE_WEIGHT = {  # 1 for styles not named here
    "clipart": 0.3, "blob": 0.25, "soft": 0.25, "painted": 0.2, "outline": 0.2, "color-icon": 0.2, "sketch": 0.15,
    "mono": 0.06, "icon": 0.05, "silhouette": 0.04,
}  # fmt: skip
SHARPNESS = 1.7  # above one, what people ask for every day is shown still more often
_MIRRORED = frozenset({"animal", "food", "plant", "vehicle", "nature"})
_CARRIERS = frozenset(
    {"box", "chair", "bed", "gift", "book", "rock", "truck", "bus", "house", "log", "elephant", "car"}
)
_ROOFS = frozenset({"tree", "umbrella", "palm tree", "beach umbrella", "pine tree", "christmas tree"})
_HEADS = frozenset(
    {"bear", "panda", "koala", "fox", "frog", "hamster", "wolf", "lion", "raccoon", "polar bear", "penguin", "snowman"}
    | {"robot", "teddy bear", "owl"}
)
_UNFIT = re.compile(
    r"middle finger|locked with|o'clock|-thirty|pile of poo|\bgesturing\b|\bpouting\b|cigarette|smoking|pistol|\bgun\b"
    r"|\bbomb\b|swastika|breast|naked|nude"
)
_COLOR_EN = re.compile(
    r"\b(red|orange|yellow|green|blue|purple|violet|pink|brown|black|white|gr[ea]y|gold|silver|dark|light)\b"
)
_COLOR_ZH = re.compile("[红橙橘黄绿蓝紫粉棕褐黑白灰金银]")

GROUPS: dict[str, Callable[[Everyday], bool]] = {
    "any": lambda thing: True,
    "back": lambda thing: thing.habitat in ("building", "tree", "palm", "car", "train"),
    "carrier": lambda thing: thing.names_en[0] in _CARRIERS,
    "roof": lambda thing: thing.names_en[0] in _ROOFS,
    "hat": lambda thing: thing.names_en[0] in ("hat", "top hat", "cap", "crown"),
    "day light": lambda thing: thing.habitat in ("sun", "cloud"),
    "night light": lambda thing: thing.habitat in ("moon", "star"),
}


class PackLike(Protocol):
    """What scenes need of a pack; :class:`danqing.data.pack.Pack` is one."""

    @property
    def entries(self) -> list[Entry]: ...

    def array(self, size: int) -> ImageArray: ...


class Sprites:
    """The pictures of one split, by concept.

    Args:
        pack: pictures with names.
        size: pixels a side of the scenes they will stand in.
        split: which entries to use.
    """

    def __init__(self, pack: PackLike, *, size: int, split: Split) -> None:
        self.entries: Sequence[Entry] = pack.entries
        self.indices = [index for index, entry in enumerate(self.entries) if entry.split == split]
        if not self.indices:
            raise RequestError(f"The pack holds no pictures of the split {split!r}; build it with more sources.")
        self._pixels = pack.array(256 if size > 128 else 128)
        self.things: dict[int, Everyday] = {index: everyday(self.entries[index]) for index in self.indices}
        self._boxes: dict[int, tuple[int, int, int, int]] = {}
        self._thumbs: dict[int, Image.Image] = {}
        self._silhouettes: dict[int, Image.Image] = {}
        self._bodies: dict[int, Body | None] = {}
        self._paintable: dict[tuple[int, str], bool] = {}
        self._true: dict[int, str | None] = {}
        weights = self._weights()
        self._all = (np.array(self.indices), _cumulative(weights))
        self._weight = dict(zip(self.indices, weights, strict=True))
        self._partners: dict[tuple[str, str], tuple[list[int], np.ndarray]] = {}

    def _weights(self) -> list[float]:
        """A concept's weight, shared among its pictures by style."""
        concepts: dict[str, list[int]] = {}
        for index in self.indices:
            thing = self.things[index]
            concepts.setdefault(thing.names_en[0] if thing.listed else self.entries[index].concept, []).append(index)
        found: dict[int, float] = {}
        for indices in concepts.values():
            shares = np.array([STYLE_WEIGHT.get(self.entries[index].style, 1.0) for index in indices])
            thing, category = self.things[indices[0]], self.entries[indices[0]].category
            num_sources = len({self.entries[index].source for index in indices})
            weight = CATEGORY_WEIGHT.get(category, 0.3) * thing.boost * num_sources**0.5
            if _UNFIT.search(self.entries[indices[0]].concept):
                weight = 0.0
            elif thing.listed:
                weight = thing.boost**SHARPNESS * (1.0 + 0.25 * min(num_sources, 8))
            elif num_sources == 1:
                weight *= 0.3
            found.update(zip(indices, (shares / shares.sum() * weight).tolist(), strict=True))
        return [found[index] for index in self.indices]

    def choose(self, rng: Random, fits: Callable[[Everyday], bool] | None = None) -> int:
        """An entry by weight; with ``fits``, the first of a few draws that fits (else the last draw)."""
        indices, odds = self._all
        index = -1
        for _ in range(12):
            index = int(indices[int(np.searchsorted(odds, rng.random(), side="right"))])
            if fits is None or fits(self.things[index]):
                break
        return index

    def partner(self, rng: Random, first: int, group: str = "any") -> int | None:
        """Another thing of a group of :data:`GROUPS` in the same source's style, or None if it has none."""
        source = self.entries[first].source
        if (source, group) not in self._partners:
            fits = GROUPS[group]
            options = [
                index for index in self.indices if self.entries[index].source == source and fits(self.things[index])
            ]
            self._partners[source, group] = (options, _cumulative([self._weight[index] for index in options]))
        options, odds = self._partners[source, group]
        own = self.things[first]
        for _ in range(6 if options else 0):
            index = options[int(np.searchsorted(odds, rng.random(), side="right"))]
            other = self.things[index]
            if other.names_en[0] != own.names_en[0] and not set(other.names_zh) & set(own.names_zh):
                return index
        return None

    def monochrome(self, index: int) -> bool:
        """Whether the entry's style has one ink, so that no colour may be stated or changed."""
        style = self.entries[index].style
        return style in STYLES and STYLES[style].monochrome

    def mirrors(self, index: int) -> bool:
        """Whether the picture may be turned around without turning letters or clock faces."""
        return self.entries[index].category in _MIRRORED

    def picture(self, index: int, extent: int, paint: str | None) -> Image.Image:
        """The cut-out, mode RGBA, its longer side ``extent`` pixels, in another colour if asked."""
        cut = self._cut(index)
        scale = extent / max(cut.size)
        target = (max(1, round(cut.width * scale)), max(1, round(cut.height * scale)))
        image = cut if cut.size == target else cut.resize(target, Image.Resampling.BICUBIC, reducing_gap=2.0)
        body = self._body(index) if paint else None
        return recolor(image, body, paint) if paint and body else image

    def silhouette(self, index: int, size: tuple[int, int], *, mirror: bool) -> Image.Image:
        """Where line art would hide what is behind it: ink, and paper that has ink on all four sides; mode L."""
        if index not in self._silhouettes:
            ink = np.asarray(self._cut(index))[..., 3] > 60
            sides = [np.logical_or.accumulate(np.flip(ink, flip), axis=axis) for axis in (0, 1) for flip in ((), axis)]
            sides[1], sides[3] = np.flip(sides[1], 0), np.flip(sides[3], 1)
            self._silhouettes[index] = Image.fromarray(np.logical_and.reduce(sides).astype(np.uint8) * 255)
        mask = self._silhouettes[index].resize(size, Image.Resampling.BILINEAR)
        return mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirror else mask

    def height_ratio(self, index: int) -> float:
        """The height of the cut-out over the longer of its sides."""
        left, top, right, bottom = self._box(index)
        return (bottom - top) / max(bottom - top, right - left)

    def upright(self, index: int) -> bool:
        """Whether the figure has its head at the top middle, so that a hat fits."""
        name, entry = self.things[index].names_en[0], self.entries[index]
        face = any("face" in each for each in (entry.concept, *entry.names_en))
        return name in _HEADS or (face and entry.category == "animal")

    def head(self, index: int) -> float:
        """How far the top of the figure lies right of its middle, as a fraction of its longer side."""
        alpha = np.asarray(self._cut(index))[..., 3]
        rows = alpha[: max(1, len(alpha) // 5)]
        columns = np.nonzero(rows > 127)[1]
        middle = float(columns.min() + columns.max()) / 2 if len(columns) else alpha.shape[1] / 2
        return float((middle - alpha.shape[1] / 2) / max(alpha.shape))

    def true_color(self, index: int) -> str | None:
        """The colour that the picture has by itself, if it is clear and not part of the name."""
        if index not in self._true:
            stated = (
                None if self._fixed(index) else dominant_color(np.asarray(self._thumb(index)), share=0.55, lead=2.2)
            )
            self._true[index] = stated
        return self._true[index]

    def can_be(self, index: int, color: str) -> bool:
        """Whether the picture can be given the colour so that it is clearly seen."""
        if (index, color) not in self._paintable:
            body = None if self._fixed(index) else self._body(index)
            self._paintable[index, color] = (
                body is not None
                and dominant_color(np.asarray(recolor(self._thumb(index), body, color)), share=0.42, lead=1.8) == color
            )
        return self._paintable[index, color]

    def _fixed(self, index: int) -> bool:
        """Whether the colour may be neither stated nor changed: one ink, colour in the name, or of its essence."""
        thing, entry = self.things[index], self.entries[index]
        named = any(map(_COLOR_EN.search, thing.names_en)) or any(map(_COLOR_ZH.search, thing.names_zh))
        return thing.fixed_color or named or self.monochrome(index) or entry.category in ("face", "body", "person")

    def _body(self, index: int) -> Body | None:
        if index not in self._bodies:
            self._bodies[index] = find_body(np.asarray(self._thumb(index)))
        return self._bodies[index]

    def _box(self, index: int) -> tuple[int, int, int, int]:
        if index not in self._boxes:
            alpha = self._pixels[index][..., 3] > 12
            rows, columns = np.nonzero(alpha.any(axis=1))[0], np.nonzero(alpha.any(axis=0))[0]
            side = alpha.shape[0]
            box = (
                (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
                if len(rows)
                else (0, 0, side, side)
            )
            self._boxes[index] = box
        return self._boxes[index]

    def _cut(self, index: int) -> Image.Image:
        left, top, right, bottom = self._box(index)
        return Image.fromarray(np.ascontiguousarray(self._pixels[index, top:bottom, left:right]))

    def _thumb(self, index: int) -> Image.Image:
        if index not in self._thumbs:
            cut = self._cut(index)
            cut.thumbnail((48, 48))
            self._thumbs[index] = cut
        return self._thumbs[index]


def _cumulative(weights: Sequence[float]) -> np.ndarray:
    total = np.cumsum(np.asarray(weights, dtype=np.float64))
    odds: np.ndarray = total / total[-1] if len(total) else total
    return odds
