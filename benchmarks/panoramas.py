"""Draw the picture of docs/en/panoramas.md: a texture, all that is around, and a wide picture.

``python benchmarks/panoramas.py [FOLDER]`` writes ``panoramas.jpg`` there, by default in ``docs/img``, and prints the
seams; on two cores it takes a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

import danqing
from danqing.evaluation.seams import seam_errors

TEXTURE = "small red flowers on white"
AROUND = "a sunset over the sea"
PLACES = ["a green meadow with flowers", "a red house on the grass", "the sea and a beach"]
SEED = 7


def main(folder: Path) -> None:
    """Draw all three and lay them on one sheet."""
    studio = danqing.load()
    texture = studio.tile(TEXTURE, seed=SEED)[0].image
    around = studio.panorama(AROUND, sphere=True, seed=SEED)[0].image
    wide = studio.panorama(PLACES, seed=SEED)[0].image
    print("seam of the texture", seam_errors(texture, "xy"), "of the sphere", seam_errors(around, "x"))
    sheet = Image.new("RGB", (776, 456), "white")
    for left, top in ((0, 0), (128, 0), (0, 128), (128, 128)):
        sheet.paste(texture.resize((128, 128)), (left, top))
    sheet.paste(around.resize((512, 256), Image.Resampling.LANCZOS), (264, 0))
    sheet.paste(wide.resize((776, 192), Image.Resampling.LANCZOS), (0, 264))
    sheet.save(folder / "panoramas.jpg", quality=88)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "docs" / "img")
