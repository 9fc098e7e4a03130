"""Draw the picture of the page on adapters: ``python -m benchmarks.adapters``.

A dozen open drawings are made over into one look that danqing-mini was not taught, red seal prints on cream paper; a
LoRA and an embedding learn it. ``docs/img/adapters.jpg`` shows, row by row, some of those pictures, other things as the
model draws them without an adapter, with the LoRA, and with the embedding. Printed is how near the colours of each row
are to the look's.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

import danqing
from danqing.cli.main import main as run_command
from danqing.core.picture import Picture
from danqing.core.units import to_tensor
from danqing.data.draft_pack import shipped_pack
from danqing.storage.files import write_atomically
from danqing.training.samples import save_grid

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
TAUGHT = ("cat", "dog", "house", "tree", "apple", "fish", "car", "umbrella", "rabbit", "mushroom", "bell", "leaf")
ASKED = ("a flower", "a bird", "一只猫", "a house", "一颗星星", "a red heart")
RED, CREAM = (176.0, 32.0, 38.0), (246.0, 238.0, 218.0)
LORA, EMBEDDING = "seal-print", "seal-word"
WORD, NEW_WORD = "seal print", "<seal>"
SIDE_PX = 256


def main() -> None:
    """Make the pictures, learn from them, draw and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("adapter-pictures"), help="where the pictures go")
    parser.add_argument("--steps", type=int, help="of each training")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    taught = write_pictures(options.folder)
    steps = [] if options.steps is None else ["--steps", str(options.steps)]
    for arguments in (
        ["--name", LORA, "--word", WORD, "--preserve", "0"],
        ["--name", EMBEDDING, "--kind", "embedding", "--word", NEW_WORD, "--begin-with", "icon"],
    ):
        began = time.monotonic()
        if run_command(["train-adapter", str(options.folder), *arguments, *steps, "--force"]) != 0:
            raise SystemExit(1)
        print(f"{arguments[1]}: {time.monotonic() - began:.0f} s")
    studio = danqing.load()
    rows = [
        taught[: len(ASKED)],
        [drawn(studio.generate(f"{thing}, {WORD}", seed=options.seed)) for thing in ASKED],
        [drawn(studio.generate(f"{thing}, {WORD}", seed=options.seed, adapters=[LORA])) for thing in ASKED],
        [drawn(studio.generate(f"{thing}, {NEW_WORD}", seed=options.seed, adapters=[EMBEDDING])) for thing in ASKED],
    ]
    for name, row in zip(("taught", "without", "LoRA", "embedding"), rows, strict=True):
        print(f"{name}: {np.mean([distance(image) for image in row]):.1f} levels from red on cream")
    cells = [to_tensor(image.resize(rows[1][0].size)) for row in rows for image in row]
    sheet = Image.open(save_grid(torch.cat(cells), options.folder / "sheets" / "adapters.png", columns=len(ASKED)))
    write_atomically(IMAGES / "adapters.jpg", lambda path: sheet.save(path, format="JPEG", quality=88))


def write_pictures(folder: Path) -> list[Image.Image]:
    """The pictures to learn from, with captions in both languages beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    pack, made = shipped_pack(), []
    for name in TAUGHT:
        index = next((n for n, each in enumerate(pack.entries) if name in each.names_en[:2]), None)
        if index is None:
            continue
        image = seal(Image.fromarray(pack.image(index)))
        image.save(folder / f"{name}.png")
        names_zh = pack.entries[index].names_zh
        lines = [f"a {name}", *names_zh[:1]]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        made.append(image)
    return made


def seal(drawing: Image.Image) -> Image.Image:
    """A drawing as a red print inside a ring, on cream."""
    paper = Image.new("RGBA", (SIDE_PX, SIDE_PX), (255, 255, 255, 255))
    side = SIDE_PX * 5 // 8
    inner = drawing.convert("RGBA").resize((side, side), Image.Resampling.LANCZOS)
    paper.alpha_composite(inner, ((SIDE_PX - side) // 2,) * 2)
    light = np.asarray(paper.convert("L"), dtype=np.float32)[..., None] / 255
    ink = np.clip((0.95 - light) * 2.2, 0, 1)
    printed = Image.fromarray((ink * np.array(RED) + (1 - ink) * np.array(CREAM)).round().astype(np.uint8))
    margin = SIDE_PX // 24
    ring = (margin, margin, SIDE_PX - margin, SIDE_PX - margin)
    ImageDraw.Draw(printed).ellipse(ring, outline=tuple(map(int, RED)), width=SIDE_PX // 20)
    return printed


def distance(image: Image.Image) -> float:
    """How far a picture's pixels are from the line between the look's two colours, in levels of 255."""
    pixels = np.asarray(image.convert("RGB"), dtype=np.float64).reshape(-1, 3)
    start, way = np.array(RED), np.array(CREAM) - np.array(RED)
    share = np.clip((pixels - start) @ way / (way @ way), 0, 1)
    return float(np.linalg.norm(pixels - start - share[:, None] * way, axis=1).mean())


def drawn(pictures: list[Picture]) -> Image.Image:
    """The one picture of a request."""
    return pictures[0].image


if __name__ == "__main__":
    main()
