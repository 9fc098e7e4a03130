"""Draw the picture of docs/en/control.md: sketches, what danqing-mini makes of them, and what it draws without.

``python benchmarks/control.py [FOLDER] [NET]`` writes ``control.png`` into the folder (unless said, ``docs/img``), with
the model's own ControlNet or the one in NET, and prints how far outlines of the drawings agree with the sketches.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import danqing
from danqing.core.controls import Control
from danqing.tasks.preprocess import preprocess
from danqing.vision.sketches import agreement, outlines

SIDE_PX = 512  # of a sketch
SEED = 3


def apple(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((120, 170, 300, 430), outline="black", width=9)
    draw.ellipse((220, 170, 400, 430), outline="black", width=9)
    draw.rectangle((215, 200, 305, 400), fill="white")
    draw.line((258, 200, 275, 110), fill="black", width=9)
    draw.arc((270, 90, 360, 150), 160, 20, fill="black", width=9)


def house(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((130, 240, 390, 440), outline="black", width=9)
    draw.line((100, 250, 260, 100, 420, 250), fill="black", width=9, joint="curve")
    draw.rectangle((230, 330, 300, 440), outline="black", width=9)
    draw.rectangle((160, 280, 210, 330), outline="black", width=9)


def fish(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((80, 170, 360, 350), outline="black", width=9)
    draw.line((345, 260, 450, 170, 450, 350, 345, 260), fill="black", width=9, joint="curve")
    draw.ellipse((130, 225, 155, 250), outline="black", width=9)


def sun(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((170, 170, 342, 342), outline="black", width=9)
    for angle in np.arange(8) * np.pi / 4:
        near, far = (256 + length * np.array([np.cos(angle), np.sin(angle)]) for length in (115, 175))
        draw.line((*near, *far), fill="black", width=9)


def umbrella(draw: ImageDraw.ImageDraw) -> None:
    draw.arc((90, 110, 422, 442), 180, 360, fill="black", width=9)
    draw.line((90, 276, 422, 276), fill="black", width=9)
    draw.line((256, 276, 256, 420), fill="black", width=9)
    draw.arc((206, 390, 256, 450), 0, 180, fill="black", width=9)


def cat(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((130, 150, 382, 390), outline="black", width=9)
    draw.line((150, 220, 150, 90, 225, 160), fill="black", width=9, joint="curve")
    draw.line((362, 220, 362, 90, 287, 160), fill="black", width=9, joint="curve")
    for left in (195, 290):
        draw.ellipse((left, 235, left + 28, 270), outline="black", width=9)
    draw.line((256, 300, 240, 285, 272, 285, 256, 300), fill="black", width=7)


SKETCHES: tuple[tuple[Callable[[ImageDraw.ImageDraw], None], str], ...] = (
    (apple, "a red apple"),
    (house, "一座红色的小房子"),
    (fish, "a blue fish"),
    (sun, "太阳"),
    (umbrella, "a purple umbrella"),
    (cat, "一只橘猫"),
)


def main(folder: Path, net: str | None) -> None:
    """Draw each sketch with the net and without, from the same noise, and lay all on one sheet."""
    studio = danqing.load()
    side, gap = studio.default_size[0], 6
    sheet = Image.new("RGB", (len(SKETCHES) * (side + gap) + gap, 4 * (side + gap) + gap), "white")
    scores: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        for column, (hand, words) in enumerate(SKETCHES):
            sketch = Image.new("RGB", (SIDE_PX, SIDE_PX), "white")
            hand(ImageDraw.Draw(sketch))
            file = Path(place) / f"{hand.__name__}.png"
            sketch.save(file)
            control = Control(file=str(file), net=net)
            followed = [each.image for each in studio.generate(words, seed=SEED, count=2, controls=[control])]
            (plain,) = studio.generate(words, seed=SEED)
            lines = np.asarray(preprocess(sketch, "scribble", (side, side)))[..., 0] > 0
            scores.append((_agreement(lines, followed[0]), _agreement(lines, plain.image)))
            for row, image in enumerate((sketch, *followed, plain.image)):
                sheet.paste(image.resize((side, side)), (gap + column * (side + gap), gap + row * (side + gap)))
            print(f"{words}: agreement {scores[-1][0]:.2f} with the net, {scores[-1][1]:.2f} without")
    print("mean {:.2f} with the net, {:.2f} without".format(*np.mean(scores, axis=0)))
    sheet.save(folder / "control.png", optimize=True)


def _agreement(lines: np.ndarray, image: Image.Image) -> float:
    grey = np.asarray(image.convert("L"))
    side = grey.shape[0]
    return agreement(lines, outlines(grey, sigma=side / 128, least=side // 10), max(1, side // 64))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "docs" / "img",
        sys.argv[2] if len(sys.argv) > 2 else None,
    )
