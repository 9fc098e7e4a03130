"""Crops of composed scenes to other aspects, in which everything that the captions speak of can still be seen.

The composer draws squares. A crop to 128 × 96 keeps a scene's captions true only if no subject is cut, so the window
is placed by the ground truth, and a scene whose subjects need more room is passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from danqing.core.errors import DataError, RequestError
from danqing.core.seeds import derive_seed
from danqing.data.types import ImageArray, Language


class Scenes(Protocol):
    """What is needed of square scenes; ``data.scenes.SceneSet`` has it."""

    folder: Path
    size: int

    def __len__(self) -> int: ...
    def image(self, index: int) -> ImageArray: ...
    def captions(self, index: int) -> dict[Language, tuple[str, ...]]: ...
    def truth(self, index: int) -> dict[str, Any]: ...


def crop_window(
    truth: dict[str, Any], size: int, width: int, height: int, draw: tuple[float, float]
) -> tuple[int, int] | None:
    """Where a ``width`` × ``height`` window of a scene of ``size`` px may begin with every subject inside.

    Args:
        truth: of the scene; its boxes are (left, top, right, bottom) in fractions of the picture.
        draw: two numbers in [0, 1) that choose among the possible places.

    Returns:
        (left, top) in pixels, or None if the subjects need more room.
    """
    boxes = np.array([subject["box"] for subject in truth["subjects"]]).reshape(-1, 4).clip(0, 1) * size
    corner = []
    for axis, length in enumerate((width, height)):
        begin = boxes[:, axis].min() if len(boxes) else size
        end = boxes[:, axis + 2].max() if len(boxes) else 0
        first = max(0, int(np.ceil(end)) - length)
        last = min(size - length, int(np.floor(begin)))
        if last < first:
            return None
        corner.append(first + int(draw[axis] * (last - first + 1)))
    return corner[0], corner[1]


class CroppedScenes:
    """The scenes of a set that can be cropped to ``width`` × ``height``, cropped: ``image(i)`` is (height, width, 3).

    The place of each window depends only on (seed, scene).

    Raises:
        RequestError: the window is larger than the scenes.
        DataError: no scene has room for it.
    """

    def __init__(self, scenes: Scenes, *, width: int, height: int, seed: int = 0) -> None:
        if not (1 <= width <= scenes.size and 1 <= height <= scenes.size):
            raise RequestError(f"Scenes of {scenes.size} px cannot be cropped to {width}x{height}.")
        self.scenes, self.folder = scenes, scenes.folder
        self.width, self.height = width, height
        windows = ((index, self._window(index, seed)) for index in range(len(scenes)))
        self.windows = [(index, window) for index, window in windows if window is not None]
        if not self.windows:
            raise DataError(f"No scene in {scenes.folder} has its subjects within {width}x{height}; crop less.")

    def _window(self, index: int, seed: int) -> tuple[int, int] | None:
        draw = np.random.default_rng(derive_seed(seed, "crop", index)).random(2)
        return crop_window(
            self.scenes.truth(index), self.scenes.size, self.width, self.height, (float(draw[0]), float(draw[1]))
        )

    def __len__(self) -> int:
        return len(self.windows)

    def image(self, index: int) -> ImageArray:
        """Picture ``index``, (height, width, 3) uint8."""
        number, (left, top) = self.windows[index]
        return self.scenes.image(number)[top : top + self.height, left : left + self.width]

    def captions(self, index: int) -> dict[Language, tuple[str, ...]]:
        """Captions of picture ``index``, those of its whole scene."""
        return self.scenes.captions(self.windows[index][0])
