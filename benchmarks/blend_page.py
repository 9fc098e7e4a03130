"""Redraw docs/img/blend.png: two pictures and what lies between them (``python -m benchmarks.blend_page``)."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

import danqing

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "img"
PROMPTS = ("一只坐在草地上的橘猫", "a house in front of a sunset")
SEEDS = (7, 7)
WEIGHTS = ((4, 1), (1, 1), (1, 4))
GAP_PX = 6


def main() -> None:
    """Draw the two, three blends between them, and each in the colours of the other."""
    studio = danqing.load()
    first, second = (studio.generate(prompt, seed=seed)[0] for prompt, seed in zip(PROMPTS, SEEDS, strict=True))
    between = [studio.blend([first, second], weights=weights, seed=7)[0] for weights in WEIGHTS]
    layouts = [
        studio.blend([first, second], weights=weights, how="layout", seed=7)[0] for weights in ((1.1, 1), (1, 1.1))
    ]
    row = [each.image for each in (first, *between, second, *layouts)]
    width, height = row[0].size
    sheet = Image.new("RGB", (len(row) * (width + GAP_PX) - GAP_PX, height), "white")
    for place, image in enumerate(row):
        sheet.paste(image, (place * (width + GAP_PX), 0))
    sheet.save(FOLDER / "blend.png", optimize=True)


if __name__ == "__main__":
    main()
