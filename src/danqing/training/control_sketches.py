"""Pictures for ControlNets to learn from, made of scenes: lines as a hand, an edge finder or a child leaves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from danqing.training.latents import Pictures
from danqing.vision.areas import colour_blocks, mean_colours, superpixels
from danqing.vision.canny import Grey, canny
from danqing.vision.sketches import EDGE_THRESHOLDS, outlines, roughened
from danqing.vision.strokes import Mask

KINDS = ("edge", "scribble", "outline", "blank", "colour", "segments")
DEFAULT_KINDS = {"scribble": 0.65, "edge": 0.2, "outline": 0.1, "blank": 0.05}
KEPT_OUTLINES = 200_000  # in memory, 2 KB each at 128 px

Pixels = npt.NDArray[np.uint8]


def greys(pixels: Pixels) -> Grey:
    """Brightness (…, H, W) of RGB pixels (…, H, W, 3), as television weighs it."""
    return np.asarray(np.rint(pixels @ np.array([0.299, 0.587, 0.114], dtype=np.float32)), dtype=np.uint8)


class Sketches:
    """Sketches of scenes, of kinds drawn at random.

    A scene's outlines are found once and kept, for finding them takes longer than anything else here.

    Args:
        scenes: what is sketched.
        kinds: how often each kind is drawn.
    """

    def __init__(self, scenes: Pictures, kinds: Mapping[str, float]) -> None:
        self.scenes = scenes
        self.kinds = tuple(kinds)
        self.odds = np.array([kinds[name] for name in self.kinds]) / sum(kinds.values())
        self._outlines: dict[int, Pixels] = {}

    def batch(self, chosen: npt.NDArray[np.int64], draw: np.random.Generator) -> Pixels:
        """One picture (H, W, 3) for each scene of ``chosen``; the same numbers and generator give the same pictures."""
        kinds = draw.choice(len(self.kinds), size=len(chosen), p=self.odds)
        height, width = self.scenes.image(int(chosen[0])).shape[:2]
        made = np.zeros((len(chosen), height, width, 3), dtype=np.uint8)
        for number, name in enumerate(self.kinds):
            places = np.flatnonzero(kinds == number)
            if len(places) and name != "blank":
                made[places] = self._made(name, chosen[places].tolist(), draw)
        return made

    def _made(self, name: str, numbers: list[int], draw: np.random.Generator) -> Pixels:
        if name in ("colour", "segments"):
            paint: Callable[[Pixels], Pixels] = colour_blocks if name == "colour" else _segmented
            return np.stack([paint(self.scenes.image(each)) for each in numbers])
        if name == "edge":
            lines = canny(greys(np.stack([self.scenes.image(each) for each in numbers])), *EDGE_THRESHOLDS)
        else:
            lines = self._lines(numbers)
            lines = roughened(lines, draw) if name == "scribble" else lines
        return np.repeat((lines * np.uint8(255))[..., None], 3, axis=3)

    def _lines(self, numbers: list[int]) -> Mask:
        missing = [each for each in dict.fromkeys(numbers) if each not in self._outlines]
        found: dict[int, Pixels] = {}
        shape = self.scenes.image(numbers[0]).shape[:2]
        if missing:
            pixels = np.stack([self.scenes.image(each) for each in missing])
            lines = outlines(greys(pixels), sigma=shape[0] / 128, least=shape[0] // 10)
            found = {each: np.packbits(line) for each, line in zip(missing, lines, strict=True)}
            if len(self._outlines) < KEPT_OUTLINES:
                self._outlines.update(found)
        packed = np.stack([found[each] if each in found else self._outlines[each] for each in numbers])
        flat = np.unpackbits(packed, axis=1, count=shape[0] * shape[1])
        return flat.reshape(-1, *shape).astype(bool)


def _segmented(pixels: Pixels) -> Pixels:
    return mean_colours(pixels, superpixels(pixels))
