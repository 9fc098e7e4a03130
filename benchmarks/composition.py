"""Draw the pictures of the pages on composition and sheets, and measure what they promise.

Run it as ``python -m benchmarks.composition``. It writes ``docs/img/regions.png``, ``aligned.png`` and ``sheet.png``
and prints how much alike the cells of sheets are with and without a shared look, and how clean their cut-outs are.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import danqing
from danqing.cli.grid import make_grid
from danqing.core.regions import Region, background
from danqing.core.units import to_tensor
from danqing.evaluation.consistency import colour_shares, mean_distance
from danqing.evaluation.features import PACKAGE, PictureFeatures
from danqing.evaluation.matting import fringe
from danqing.storage.files import write_atomically
from danqing.storage.home import packages_folder
from danqing.tasks.matting import cut_out
from danqing.tasks.sheet import joined
from danqing.tasks.studio import Studio

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
LEFT, RIGHT = (0.04, 0.2, 0.42, 0.7), (0.54, 0.2, 0.42, 0.7)
SCENES = (
    ("a red cat and a blue dog on green grass", "green grass", "a red cat", "a blue dog"),
    ("a red apple and a yellow banana, white background", "white background", "a red apple", "a yellow banana"),
    ("a purple flower and a green tree on the sand", "sand", "a purple flower", "a green tree"),
)
SUBJECTS = ("an orange cat", "a penguin with a hat", "a snowman", "一个机器人")


def main() -> None:
    """Draw, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="danqing-mini")
    parser.add_argument("--only", choices=("regions", "aligned", "sheet"))
    parser.add_argument("--steps", type=int)
    options = parser.parse_args()
    studio = danqing.load(options.model)
    for name, draw in (("regions", regions), ("aligned", aligned), ("sheet", sheets)):
        if options.only in (None, name):
            image = draw(studio, options.steps)
            write_atomically(IMAGES / f"{name}.png", partial(image.save, optimize=True))


def regions(studio: Studio, steps: int | None) -> Image.Image:
    """Above one prompt for all, below a box for each subject."""
    above, below = [], []
    for whole, ground, left, right in SCENES:
        boxes = [background(ground), Region(box=LEFT, prompt=left), Region(box=RIGHT, prompt=right)]
        for seed in (1, 2):
            above.append(studio.generate(whole, seed=seed, steps=steps)[0].image)
            below.append(studio.generate(whole, regions=boxes, seed=seed, steps=steps)[0].image)
    return rows(above, below)


def aligned(studio: Studio, steps: int | None) -> Image.Image:
    """Above each for itself, below with the look of the first."""
    found = []
    for weight in (0.0, 1.0):
        drawn = studio.generate("a house with a tree", count=6, seed=3, align_style=weight, steps=steps)
        images = [each.image for each in drawn]
        print(f"align_style {weight:g}: colours {mean_distance(colour_shares(images)):.3f}{_features(images)}")
        found.append(images)
    return rows(*found)


def sheets(studio: Studio, steps: int | None) -> Image.Image:
    """The sheets of a few subjects on a checkered ground; their figures are printed."""
    shown = []
    for subject in SUBJECTS:
        for weight in (1e-6, 1.0):
            drawn = studio.sheet(subject, seed=7, align_style=weight, columns=4, transparent=True, steps=steps)
            images = [each.image for each in drawn.cells]
            flat = studio.sheet(subject, seed=7, align_style=weight, transparent=False, poses=["white background"])
            found = cut_out(flat.cells[0].image)
            print(
                f"{subject}, shared {weight:g}: colours {mean_distance(colour_shares(images)):.3f}"
                f"{_features(images)}, fringe {fringe(found.image, found.ground):.3f}, ground {found.plain:.2f}"
            )
        shown.append(joined(drawn.cells, [str(number) for number in range(4)], columns=4, captions=False).picture.image)
    width, height = shown[0].size
    sheet = checkered(width, height * len(shown))
    for number, image in enumerate(shown):
        sheet.paste(image, (0, number * height), image)
    return sheet


def rows(*lines: list[Image.Image]) -> Image.Image:
    """Pictures in rows of equal length."""
    width, height = lines[0][0].size
    sheet = Image.new("RGB", (len(lines[0]) * (width + 4) + 4, len(lines) * (height + 4) + 4), "white")
    for y, line in enumerate(lines):
        for x, image in enumerate(line):
            sheet.paste(image, (4 + x * (width + 4), 4 + y * (height + 4)))
    return sheet


def checkered(width: int, height: int) -> Image.Image:
    """A ground on which transparency shows."""
    y, x = np.mgrid[0:height, 0:width] // 8
    values = np.where((x + y) % 2, 205, 235).astype(np.uint8)
    return Image.fromarray(np.stack([values] * 3, -1))


def _features(images: list[Image.Image]) -> str:
    """The distance of VGG's features, where that network is there."""
    path = packages_folder() / PACKAGE.file_name
    if not path.exists():
        return ""
    flat = [make_grid([each], gap_px=0) for each in images]
    features = PictureFeatures.from_wheel(path)(torch.cat([to_tensor(each) for each in flat]))
    return f", features {mean_distance(features):.3f}"


if __name__ == "__main__":
    main()
