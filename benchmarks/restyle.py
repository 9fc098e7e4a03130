"""Content kept, style taken: restyling by reference beside drawing over the picture, for some pairs of pictures.

    python -m benchmarks.restyle CONTENT… --references PICTURE… [--out FOLDER] [--side 384] [--pairs 10]

Each content meets each reference until there are enough pairs. Writes a table (Markdown) and a sheet of content,
reference, restyled and drawn-over picture for each pair.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

import danqing
from danqing.core.picture import Picture
from danqing.core.units import to_tensor
from danqing.evaluation.style import edge_similarity, gram_distance
from danqing.models.vgg import VGG16
from danqing.provenance.intake import read_picture
from danqing.tasks.restyle import restyle_by_reference

PROMPT = "hand-painted oil painting in the style of Vincent van Gogh"


def measure(network: VGG16, image: Image.Image, content: Image.Image, style: Image.Image) -> tuple[float, float]:
    """Edge similarity to the content and Gram distance to the style, at the content's size."""
    ours = to_tensor(image.resize(content.size, Image.Resampling.LANCZOS))
    example = to_tensor(ImageOps.contain(style, (max(content.size), max(content.size)), Image.Resampling.LANCZOS))
    return edge_similarity(ours, to_tensor(content)), gram_distance(network, ours, example)


def sheet(rows: Sequence[Sequence[Image.Image]], cell: int = 256) -> Image.Image:
    """Pictures in rows of cells."""
    page = Image.new("RGB", (cell * len(rows[0]), cell * len(rows)), "white")
    for y, row in enumerate(rows):
        for x, image in enumerate(row):
            small = ImageOps.contain(image.convert("RGB"), (cell - 4, cell - 4))
            page.paste(small, (x * cell + 2, y * cell + 2))
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contents", nargs="+", type=Path)
    parser.add_argument("--references", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("restyle"))
    parser.add_argument("--side", type=int, default=384)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--model", default="danqing-mini", help="what draws over the pictures for comparison")
    parser.add_argument("--strength", type=float, default=0.7)
    wanted = parser.parse_args()

    network, studio = VGG16.installed(), danqing.load(wanted.model)
    wanted.out.mkdir(parents=True, exist_ok=True)
    lines = ["| content | style | restyled: edges | Gram | drawn over: edges | Gram | untouched: Gram | CPU s |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    rows = []
    pairs = list(itertools.islice(itertools.product(wanted.references, wanted.contents), wanted.pairs))
    for reference, content in pairs:
        source, example = read_picture(content), read_picture(reference)
        began = time.process_time()
        made: Picture = restyle_by_reference(
            source, example, side=wanted.side, strength=wanted.strength, seed=0, network=network
        )
        spent_s = time.process_time() - began
        over = studio.img2img(source.image, PROMPT, strength=wanted.strength, seed=0)[0]
        shown = source.image.resize(made.image.size, Image.Resampling.LANCZOS)
        ours, theirs, untouched = (
            measure(network, image, shown, example.image) for image in (made.image, over.image, shown)
        )
        lines.append(
            f"| {content.stem} | {reference.stem} | {ours[0]:.2f} | {ours[1]:.2f} | {theirs[0]:.2f} | {theirs[1]:.2f} "
            f"| {untouched[1]:.2f} | {spent_s:.0f} |"
        )
        print(lines[-1], flush=True)
        rows.append((shown, example.image, made.image, over.image))
        made.save(wanted.out / f"{content.stem}-{reference.stem}.png", force=True)
        sheet(rows).save(wanted.out / "sheet.jpg", quality=88)
        (wanted.out / "table.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs on {os.cpu_count()} cores; see {wanted.out}")


if __name__ == "__main__":
    main()
