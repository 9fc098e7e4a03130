"""Draw the picture of the page on editing: ``python -m benchmarks.editing_page`` writes ``docs/img/editing.png``."""

from __future__ import annotations

from pathlib import Path

import danqing
from danqing.cli.grid import make_grid
from danqing.storage.files import write_atomically

OUT = Path(__file__).resolve().parent.parent / "docs" / "img" / "editing.png"
SEED = 7


def main() -> None:
    studio = danqing.load()
    picture = studio.draft("a red apple on the grass", seed=SEED)[0].image
    pictures = [
        picture,
        studio.img2img(picture, "a purple butterfly on the grass", strength=0.9, seed=SEED)[0].image,
        studio.inpaint(picture, "a white cloud in the blue sky", boxes=[(84, 0, 44, 44)], seed=SEED)[0].image,
        studio.outpaint(picture, "a red apple on the grass", zoom_out=1.5, seed=SEED)[0].image,
        studio.vary(picture, "a red apple on the grass", kind="subtle", seed=SEED)[0].image,
        studio.vary(picture, "a red apple on the grass", kind="strong", seed=SEED)[0].image,
    ]
    write_atomically(OUT, lambda path: make_grid(pictures).save(path, "PNG"), force=True)


if __name__ == "__main__":
    main()
