"""What ControlNets look at, made of pictures: lines, soft edges, blocks of colour, segments.

Each kind is a pure function, picture → picture. Lines are white on black, as ControlNets expect them
(arXiv 2302.05543).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageOps

from danqing.core.controls import CONTROL_KINDS
from danqing.core.errors import UnknownNameError
from danqing.vision.areas import colour_blocks, label_map, mean_colours, plain_colours, superpixels
from danqing.vision.canny import canny
from danqing.vision.sketches import EDGE_THRESHOLDS, drawn_lines, is_line_drawing, outlines, shrunk
from danqing.vision.strokes import Mask, thicken

Size = tuple[int, int]
MAX_SKETCH_SIDE_PX = 2048  # of a line drawing while its lines are found


def preprocess(image: Image.Image, kind: str, size: Size | None = None) -> Image.Image:
    """What a net sees of a picture.

    Args:
        image: mode RGB.
        kind: one of :data:`danqing.core.controls.CONTROL_KINDS`.
        size: (width, height) of the result; a picture of another shape is scaled and cropped to fill it. None: its own.

    Returns:
        Mode RGB.

    Raises:
        UnknownNameError: there is no such kind.
        DataError: for ``"hed"``, its network is not here.
    """
    if kind not in CONTROL_KINDS:
        raise UnknownNameError("kind of control", kind, CONTROL_KINDS)
    return _MAKERS[kind](image, size or image.size)


def fitted(image: Image.Image, size: Size, how: Image.Resampling = Image.Resampling.LANCZOS) -> Image.Image:
    """The picture scaled and cropped to fill a size."""
    return image if image.size == size else ImageOps.fit(image, size, how)


def scribble(image: Image.Image, size: Size) -> Image.Image:
    """Thick lines: those of a drawing as they are, those of a picture as a hand would leave out what is small."""
    sketch = image.copy()
    sketch.thumbnail((MAX_SKETCH_SIDE_PX, MAX_SKETCH_SIDE_PX))
    pixels = np.asarray(sketch)
    width, height = size
    least_px = max(2, round(min(size) / 64))
    if is_line_drawing(pixels):
        lines = _filled(drawn_lines(pixels), size)
        return _white_on_black(shrunk(lines, height, width, least_px=least_px))
    side = min(size)
    found = outlines(_grey(fitted(image, size)), sigma=side / 128, least=side // 10)
    return _white_on_black(thicken(found, least_px))


def edge(image: Image.Image, size: Size) -> Image.Image:
    """Canny's edges, one pixel wide."""
    return _white_on_black(canny(_grey(fitted(image, size)), *EDGE_THRESHOLDS))


def hed(image: Image.Image, size: Size) -> Image.Image:
    """Soft edges as people would draw them."""
    from danqing.core.units import to_tensor
    from danqing.models.hed import HED

    edges = HED.installed()(to_tensor(fitted(image, size)))[0, 0].numpy()
    return Image.fromarray(np.rint(edges * 255).astype(np.uint8)).convert("RGB")


def colour(image: Image.Image, size: Size) -> Image.Image:
    """Squares of the picture's colours."""
    return Image.fromarray(colour_blocks(np.asarray(fitted(image, size))))


def segments(image: Image.Image, size: Size) -> Image.Image:
    """Areas in their mean colours; of a label map, each label in a colour of its own."""
    labels = label_map(np.asarray(image))
    if labels is not None:
        return fitted(Image.fromarray(plain_colours(labels)), size, Image.Resampling.NEAREST)
    pixels = np.asarray(fitted(image, size))
    return Image.fromarray(mean_colours(pixels, superpixels(pixels)))


def _filled(lines: Mask, size: Size) -> Mask:
    """Cropped to the shape of ``size``, at its own resolution."""
    height, width = lines.shape
    across = min(width, max(1, round(height * size[0] / size[1])))
    down = min(height, max(1, round(width * size[1] / size[0])))
    top, left = (height - down) // 2, (width - across) // 2
    return lines[top : top + down, left : left + across]


def _grey(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("L"))


def _white_on_black(lines: Mask) -> Image.Image:
    return Image.fromarray(lines.astype(np.uint8) * 255).convert("RGB")


_MAKERS: dict[str, Callable[[Image.Image, Size], Image.Image]] = {
    "scribble": scribble,
    "edge": edge,
    "hed": hed,
    "colour": colour,
    "segments": segments,
    "ready": fitted,
}
