"""Draw docs/img/instructions.jpg: one picture, and what a few instructions make of it.

Run from the repository: ``python -m benchmarks.instructions [FILE]``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from danqing import load

PROMPT = "a red apple next to a cat on the grass"
INSTRUCTIONS = (
    "make the apple blue",
    "把猫变成狗",
    "去掉苹果",
    "add a tree on the left",
    "给猫戴一顶帽子",
    "换成雪地背景",
    "把苹果放大",
)
SIDE = 192  # pixels of one picture on the sheet
COLUMNS = 4


def main(path: Path) -> None:
    """Draw the picture, change it by each instruction, and lay all out on one sheet."""
    studio = load()
    (given,) = studio.draft(PROMPT, seed=3, sampler="dpmpp_2m")
    made = [given, *(studio.edit(given, each, seed=3)[0] for each in INSTRUCTIONS)]
    rows = -(-len(made) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * SIDE, rows * SIDE), "white")
    for number, picture in enumerate(made):
        place = ((number % COLUMNS) * SIDE, number // COLUMNS * SIDE)
        sheet.paste(picture.image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS), place)
    sheet.save(path, quality=90)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/img/instructions.jpg"))
