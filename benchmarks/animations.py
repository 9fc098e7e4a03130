"""The film of docs/en/animation.md: ``python -m benchmarks.animations docs/img/animation.webp``.

Four motions side by side, each of 24 frames. Prints the flicker of each.
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from PIL import Image

from danqing import load
from danqing.evaluation.flicker import measure_flicker

FILMS: dict[str, dict[str, Any]] = {
    "noise": {"prompt": "a red apple on the grass", "seed": 3, "amount": 0.35},
    "prompts": {"prompt": ["a yellow flower", "a red house"], "seed": 1},
    "zoom-out": {"prompt": "a house on the grass", "seed": 2, "motion": "zoom-out", "amount": 1.69},
    "pan-right": {"prompt": "a house on the grass", "seed": 2, "motion": "pan-right", "amount": 0.6},
}
FRAMES, FPS, GAP_PX = 24, 12, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    studio, films = load(), []
    for name, how in FILMS.items():
        plays = "loop" if name in ("noise", "prompts") else "bounce"
        frames = FRAMES if plays == "loop" else FRAMES // 2 + 1
        film = studio.animate(**how, seconds=frames / FPS, fps=FPS, plays=plays)
        found = measure_flicker(film.frames, closed=plays == "loop")
        print(name, {key: round(value, 4) for key, value in dataclasses.asdict(found).items()}, flush=True)
        films.append(film)
    side, _ = films[0].frames[0].size
    strips = []
    for number in range(FRAMES):
        strip = Image.new("RGB", (len(films) * (side + GAP_PX) - GAP_PX, side), "white")
        for column, film in enumerate(films):
            strip.paste(film.shown[number], (column * (side + GAP_PX), 0))
        strips.append(strip)
    dataclasses.replace(films[0], frames=tuple(strips), plays="loop").save(given.output, force=True)


if __name__ == "__main__":
    main()
