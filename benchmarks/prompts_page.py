"""Draw the picture of the page on prompts: ``python -m benchmarks.prompts_page`` writes ``docs/img/parameters.jpg``.

A row for each of ``--chaos``, ``--stylize``, ``--weird`` and ``--oref``: two pictures of a request at each of three
settings; before the last row's stands the picture that is referred to.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.rows import in_rows
from PIL import Image

import danqing
from danqing.data.draft_pack import shipped_pack
from danqing.storage.files import write_atomically

IMAGE = Path(__file__).resolve().parent.parent / "docs" / "img" / "parameters.jpg"
ROWS = (
    ("an orange cat on the grass", "--chaos {}", (0, 70, 100)),
    ("an orange cat on the grass", "--stylize {}", (0, 100, 1000)),
    ("an orange cat on the grass", "--weird {}", (0, 1000, 3000)),
)
REFERENCE, SCENE, WEIGHTS = "fluent-emoji-flat/robot", "a robot on the beach", (5, 30, 100)
SEED = 1


def main() -> None:
    """Draw and write."""
    studio = danqing.load()
    rows = []
    for prompt, parameter, values in ROWS:
        asked = [f"{prompt} {parameter.format(value)}" for value in values]
        rows.append([each.image for text in asked for each in studio.generate(text, seed=SEED, count=2)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "robot.png"
        reference(studio.default_size).save(path)
        asked = [f"{SCENE} --oref {path} --ow {weight}" for weight in WEIGHTS]
        drawn = [each.image for text in asked for each in studio.generate(text, seed=SEED, count=2)]
    rows.append([reference(studio.default_size), *drawn[1:]])
    write_atomically(IMAGE, partial(in_rows(rows).save, format="JPEG", quality=88))


def reference(size: tuple[int, int]) -> Image.Image:
    """One of the open pictures on white."""
    pack = shipped_pack()
    number = next(number for number, entry in enumerate(pack.entries) if entry.key == REFERENCE)
    picture = Image.new("RGB", size, "white")
    part = Image.fromarray(pack.image(number)).resize((size[0] * 3 // 4, size[1] * 3 // 4))
    picture.paste(part, (size[0] // 8, size[1] // 8), part)
    return picture


if __name__ == "__main__":
    main()
