"""Sketches: white lines on black, from pictures, from drawings of lines, and roughened as a hand would."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from danqing.vision.canny import Grey, blurred, canny
from danqing.vision.strokes import Mask, drop_small, keep_parts, thicken

EDGE_THRESHOLDS = (100, 200)  # what ControlNet's own examples use
OUTLINE_THRESHOLDS = (60, 120)
_GROUND_SHARE = 0.75  # of a line drawing, at least so much is plain ground
_COLOURFUL = 40  # difference between channels, beyond which a pixel counts as coloured


def outlines(grey: Grey, *, sigma: float, least: int, thresholds: tuple[float, float] = OUTLINE_THRESHOLDS) -> Mask:
    """The lines of a picture that a hand would draw: those that survive a blur and are long enough.

    Args:
        grey: (…, H, W).
        sigma: of the blur, in pixels; more leaves larger shapes only.
        least: pixels that a line must have.
        thresholds: as of :func:`danqing.vision.canny.canny`.
    """
    return drop_small(canny(blurred(grey, sigma), *thresholds), least)


def is_line_drawing(pixels: npt.NDArray[np.uint8]) -> bool:
    """Whether RGB pixels (H, W, 3) show lines on a plain, colourless ground, as a pencil or a pen leaves them."""
    grey = pixels.mean(axis=2)
    ground = np.median(grey)
    if 64 < ground < 192:
        return False
    plain = np.abs(grey - ground) < 32
    colourful = np.ptp(pixels, axis=2) > _COLOURFUL
    return bool(plain.mean() >= _GROUND_SHARE and colourful.mean() < 0.02 and not plain.all())


def drawn_lines(pixels: npt.NDArray[np.uint8]) -> Mask:
    """The lines of a line drawing (H, W, 3), dark on light or light on dark."""
    grey = pixels.mean(axis=2)
    ground = np.median(grey)
    far = np.abs(grey - ground)
    return np.asarray(far > max(24.0, 0.35 * float(far.max())))


def shrunk(mask: Mask, height: int, width: int, *, least_px: int) -> Mask:
    """Lines (H, W) at another size; where they would become thinner than ``least_px``, they are thickened first."""
    from PIL import Image

    scale = max(mask.shape[0] / height, mask.shape[1] / width)
    if scale >= 4:  # a pixel wherever there is a line, so that thickening costs little
        step = int(scale // 2)
        down, right = -mask.shape[0] % step, -mask.shape[1] % step
        blocks = np.pad(mask, ((0, down), (0, right))).reshape(
            (mask.shape[0] + down) // step, step, (mask.shape[1] + right) // step, step
        )
        mask, scale = np.asarray(blocks.any(axis=(1, 3))), scale / step
    if scale > 1:
        mask = thicken(mask, max(1, round(0.75 * scale * least_px)))
    reduced = Image.fromarray(mask.astype(np.uint8) * 255).resize((width, height), Image.Resampling.BOX)
    return np.asarray(reduced) >= 96


def roughened(lines: Mask, draw: np.random.Generator) -> Mask:
    """Lines (B, H, W) as a hurried hand leaves them: some strokes missing, a part left out, bent, of any thickness."""
    batch, height, width = lines.shape
    drop = np.asarray(draw.uniform(0, 0.5, size=batch) * (draw.random(batch) < 0.6))
    kept = keep_parts(
        lines,
        lambda where, numbers: (
            draw.random(len(np.bincount(numbers)))
            >= drop[where[np.unique(numbers, return_index=True)[1]] // (height * width)]
        ),
    )
    rows, columns = _bent(draw, batch, height, width)
    bent = kept[np.arange(batch)[:, None, None], rows, columns]
    for number in range(batch):
        if draw.random() < 0.3:  # a part left blank
            tall, wide = (draw.uniform(0.2, 0.6, size=2) * (height, width)).astype(int)
            top, left = int(draw.integers(height - tall)), int(draw.integers(width - wide))
            bent[number, top : top + tall, left : left + wide] = False
        bent[number] = thicken(bent[number], int(draw.integers(1, 5)) * max(1, height // 128))
    return bent


def agreement(lines: Mask, others: Mask, tolerance_px: int = 2) -> float:
    """The F-score of two line pictures: 1 where every line has one of the other picture near it, 0 where none has.

    Reference: the boundary benchmark of BSDS500 (Arbelaez et al., IEEE PAMI 33, 2011), with free instead of one-to-one
    matching.
    """
    if not lines.any() or not others.any():
        return float(lines.any() == others.any())
    reach = 2 * tolerance_px + 1
    precision = float((others & thicken(lines, reach)).sum() / others.sum())
    recall = float((lines & thicken(others, reach)).sum() / lines.sum())
    return 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)


def _bent(
    draw: np.random.Generator, batch: int, height: int, width: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where each pixel is taken from: a smooth displacement of up to about two pixels in 128."""
    knots = 5
    strength = draw.uniform(0, height / 64, size=(batch, 1, 1))
    rows, columns = (_stretched(draw.standard_normal((batch, knots, knots)), height, width) for _ in range(2))
    down = np.arange(height)[:, None] + np.clip(strength * rows * 0.6, -height / 48, height / 48)
    right = np.arange(width)[None] + np.clip(strength * columns * 0.6, -width / 48, width / 48)
    return (
        np.clip(np.rint(down), 0, height - 1).astype(np.intp),
        np.clip(np.rint(right), 0, width - 1).astype(np.intp),
    )


def _stretched(knots: npt.NDArray[np.float64], height: int, width: int) -> npt.NDArray[np.float64]:
    """(B, K, K) interpolated to (B, height, width)."""
    count = knots.shape[-1]

    def weights(size: int) -> npt.NDArray[np.float64]:
        at = np.linspace(0, count - 1, size)
        return np.asarray(np.maximum(0, 1 - np.abs(at[:, None] - np.arange(count))))

    return np.asarray(np.einsum("hk,bkl,wl->bhw", weights(height), knots, weights(width), optimize=True))
