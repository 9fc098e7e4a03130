"""Draw the picture of the page on drafts: ``python -m benchmarks.drafts_page`` writes ``docs/img/drafts.png``.

A row for each prompt: its collage, and what is drawn from it at growing strengths for the subjects; then a collage of a
designer's own and what becomes of it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.rows import in_rows
from PIL import Image, ImageDraw

import danqing
from danqing.core.seeds import derive_seed
from danqing.storage.files import write_atomically
from danqing.tasks.draft import collage_for, read_plan

IMAGE = Path(__file__).resolve().parent.parent / "docs" / "img" / "drafts.png"
PROMPTS = (
    "一只坐在草地上的橘猫",
    "five oranges on the table",
    "左边是一只猫，右边是一只红色的狗",
    "a penguin with a red hat in the snow",
)
STRENGTHS = (None, 0.2, 0.4)
OWN, OWN_STRENGTHS = "a red house and a green tree on the grass", (0.2, None, 0.6)
SEED = 3


def main() -> None:
    """Draw and write."""
    studio = danqing.load()
    rows = []
    for prompt in PROMPTS:
        collage = collage_for(read_plan(prompt), studio.default_size, derive_seed(SEED, "draft", 0)).image
        rows.append([collage, *(studio.draft(prompt, seed=SEED, strength=each)[0].image for each in STRENGTHS)])
    own = shapes(studio.default_size)
    rows.append([own, *(studio.draft(OWN, own, seed=SEED, strength=each)[0].image for each in OWN_STRENGTHS)])
    write_atomically(IMAGE, partial(in_rows(rows).save, optimize=True))


def shapes(size: tuple[int, int]) -> Image.Image:
    """What somebody might cut out of coloured paper."""
    picture = Image.new("RGB", (128, 128), (190, 225, 250))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 84, 128, 128), fill=(110, 180, 80))
    pen.rectangle((20, 56, 64, 96), fill=(205, 60, 50))
    pen.polygon(((14, 58), (42, 30), (70, 58)), fill=(140, 70, 50))
    pen.rectangle((36, 74, 48, 96), fill=(90, 55, 40))
    pen.rectangle((90, 66, 98, 100), fill=(120, 80, 50))
    pen.ellipse((74, 28, 114, 72), fill=(50, 140, 60))
    return picture.resize(size)


if __name__ == "__main__":
    main()
