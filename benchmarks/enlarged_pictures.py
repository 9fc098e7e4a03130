"""The picture of docs/en/upscaling.md: ``python -m benchmarks.enlarged_pictures PHOTO docs/img/upscaling.jpg``.

PHOTO is chelsea.png of scikit-image. Prints how near each method comes to the photograph after a quarter of its size.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from danqing import load
from danqing.tasks.upscale import METHODS, enlarged, upscaler_named

FACTOR, PART_PX, GAP_PX = 4, 96, 8
PROMPT, SEED = "一只坐在草地上的橘猫", 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photo", type=Path)
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    with Image.open(given.photo) as opened:
        photo = opened.convert("RGB")
    drawn = load().draft(PROMPT, seed=SEED, strength=0.15)[0].image
    parts = [photo.crop((150, 60, 150 + PART_PX, 60 + PART_PX)), drawn.crop((16, 16, 16 + PART_PX, 16 + PART_PX))]
    side = FACTOR * PART_PX
    sheet = Image.new("RGB", (2 * side + GAP_PX, 2 * side + GAP_PX), "white")
    for column, method in enumerate(reversed(METHODS)):
        upscaler = upscaler_named(method, FACTOR)
        for row, part in enumerate(parts):
            sheet.paste(enlarged(part, upscaler), (column * (side + GAP_PX), row * (side + GAP_PX)))
        whole = photo.crop((110, 40, 350, 280))
        again = enlarged(whole.resize((60, 60), Image.Resampling.BICUBIC), upscaler)
        print(f"{method}: {decibels(again, whole):.2f} dB")
    sheet.save(given.output, quality=88, subsampling=0)


def decibels(one: Image.Image, other: Image.Image) -> float:
    """Peak signal to noise, an edge of eight pixels left out."""
    pair = [np.asarray(each, dtype=float)[8:-8, 8:-8] for each in (one, other)]
    return float(10 * np.log10(255**2 / ((pair[0] - pair[1]) ** 2).mean()))


if __name__ == "__main__":
    main()
