"""Content kept, style taken: the ways of restyling side by side, for pairs of a photograph and a painting.

    python -m benchmarks.restyle [--out FOLDER] [--side 384] [--methods optimised,fast,aligned,drawn]

Five photographs that no network of ours was trained on meet two paintings by Van Gogh, of which the style network was
taught one and not the other (the photographs and the other painting chose its checkpoint, though); ``--contents`` and
``--references`` take files instead. Each result is written when it is made and kept, so a run that was stopped goes on
where it was. Writes ``results.json``, a table (``table.md``) and a sheet of content, reference and what each
method made of them (``sheet.jpg``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

import danqing
from danqing.core.errors import DataError
from danqing.core.units import to_tensor
from danqing.data.artworks import MEASURED, fetch_artworks, paintings, photographs
from danqing.evaluation.style import edge_similarity, gram_distance
from danqing.models.vgg import VGG16
from danqing.provenance.intake import read_picture
from danqing.storage.files import write_text
from danqing.tasks.fast_restyle import FastNetwork, restyle_fast
from danqing.tasks.restyle import restyle_by_reference

PROMPT = "hand-painted oil painting in the style of Vincent van Gogh"
STYLES = ("cafe-terrace", "night-cafe")  # the style network has seen parts of the first
METHODS = {
    "optimised": "optimised",
    "fast": "in one pass",
    "aligned": "drawn with shared attention",
    "drawn": "drawn over (img2img)",
}
Pictures = Mapping[str, Path]
Make = Callable[[Path, Path, int], Image.Image]  # content, reference, longest side


@cache
def seeing() -> VGG16:
    return VGG16.installed()


@cache
def fast_network() -> FastNetwork:
    return FastNetwork.installed()


@cache
def studio(model: str) -> danqing.Studio:
    return danqing.load(model)


def makers(model: str) -> dict[str, Make]:
    """How each method makes a picture."""

    def optimised(content: Path, reference: Path, side: int) -> Image.Image:
        pair = read_picture(content), read_picture(reference)
        return restyle_by_reference(*pair, side=side, seed=0, network=seeing()).image

    def fast(content: Path, reference: Path, side: int) -> Image.Image:
        return restyle_fast(read_picture(content), read_picture(reference), side=side, network=fast_network()).image

    def aligned(content: Path, reference: Path, side: int) -> Image.Image:
        return studio(model).restyle(content, reference=reference, aligned=True, seed=0)[0].image

    def drawn(content: Path, reference: Path, side: int) -> Image.Image:
        return studio(model).img2img(content, PROMPT, strength=0.7, seed=0)[0].image

    return {"optimised": optimised, "fast": fast, "aligned": aligned, "drawn": drawn}


def measure(image: Image.Image, content: Image.Image, style: Image.Image) -> tuple[float, float]:
    """Edge similarity to the content and Gram distance to the style, at the content's size."""
    ours = to_tensor(image.resize(content.size, Image.Resampling.LANCZOS))
    example = to_tensor(ImageOps.contain(style, (max(content.size), max(content.size)), Image.Resampling.LANCZOS))
    return edge_similarity(ours, to_tensor(content)), gram_distance(seeing(), ours, example)


def table(results: Mapping[str, Mapping[str, Sequence[float]]], methods: Sequence[str]) -> str:
    """Markdown: a row a pair, and the means of those pairs that every method has."""
    heads = [f"{METHODS[name]}: edges | Gram | CPU s" for name in methods]
    lines = [f"| content, style | untouched: Gram | {' | '.join(heads)} |", "|---" * (2 + 3 * len(methods)) + "|"]
    whole = [found for found in results.values() if all(name in found for name in methods)]
    mean = {
        name: [sum(found[name][i] for found in whole) / len(whole) for i in range(3)]
        for name in ("untouched", *methods)
        if whole
    }
    for pair, found in [*results.items(), *([("mean", mean)] if whole else [])]:
        cells = [
            f"{found[name][0]:.2f} | {found[name][1]:.2f} | {found[name][2]:.1f}" if name in found else "– | – | –"
            for name in methods
        ]
        lines.append(f"| {pair} | {found['untouched'][1]:.2f} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def sheet(rows: Sequence[Sequence[Image.Image | None]], heads: Sequence[str], cell: int = 220) -> Image.Image:
    """Pictures in rows of cells, with a line of words on top."""
    page = Image.new("RGB", (cell * len(heads), cell * len(rows) + 20), "white")
    words = ImageDraw.Draw(page)
    for x, head in enumerate(heads):
        words.text((x * cell + 4, 4), head, fill="black")
    for y, row in enumerate(rows):
        for x, image in enumerate(row):
            if image is not None:
                small = ImageOps.contain(image.convert("RGB"), (cell - 4, cell - 4), Image.Resampling.LANCZOS)
                page.paste(small, (x * cell + 2, y * cell + 22))
    return page


def pictures(folder: Path, given: Sequence[Path] | None, ours: Callable[[], dict[str, Image.Image]]) -> Pictures:
    """The files given, or our own as files in ``folder``."""
    if given:
        return {path.stem: path for path in given}
    folder.mkdir(parents=True, exist_ok=True)
    for name, image in ours().items():
        if not (folder / f"{name}.png").exists():
            image.save(folder / f"{name}.png")
    return {path.stem: path for path in sorted(folder.glob("*.png"))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contents", nargs="+", type=Path)
    parser.add_argument("--references", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("restyle"))
    parser.add_argument("--side", type=int, default=384)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--methods", default="optimised,fast,aligned,drawn")
    parser.add_argument("--model", default="danqing-mini", help="what draws")
    wanted = parser.parse_args()

    methods = [name for name in METHODS if name in wanted.methods.split(",")]
    if not (wanted.contents and wanted.references):
        fetch_artworks(print)
    contents = pictures(
        wanted.out / "contents", wanted.contents, lambda: {n: i for n, i in photographs().items() if n in MEASURED}
    )
    references = pictures(
        wanted.out / "references", wanted.references, lambda: {n: i for n, i in paintings().items() if n in STYLES}
    )
    make, path = makers(wanted.model), wanted.out / "results.json"
    results: dict[str, dict[str, list[float]]] = json.loads(path.read_text()) if path.exists() else {}
    rows = []
    for content, reference in itertools.islice(itertools.product(contents, references), wanted.pairs):
        found = results.setdefault(f"{content}, {reference}", {})
        shown, example = read_picture(contents[content]).image, read_picture(references[reference]).image
        shown = ImageOps.contain(shown, (wanted.side, wanted.side), Image.Resampling.LANCZOS)
        if "untouched" not in found:
            found["untouched"] = [*measure(shown, shown, example), 0.0]
        row: list[Image.Image | None] = [shown, example]
        for name in methods:
            file = wanted.out / f"{content}-{reference}-{name}.png"
            if name not in found or not file.exists():
                began = time.process_time()
                try:
                    made = make[name](contents[content], references[reference], wanted.side)
                except DataError as error:
                    print(f"{name}: {error}", flush=True)
                    row.append(None)
                    continue
                spent_s = time.process_time() - began
                made.convert("RGB").save(file)
                found[name] = [*measure(made.convert("RGB"), shown, example), spent_s]
                said = f"edges {found[name][0]:.2f}, Gram {found[name][1]:.2f}, {spent_s:.1f} CPU s"
                print(f"{content}, {reference}, {name}: {said}", flush=True)
                write_text(path, json.dumps(results, indent=1) + "\n")
            row.append(Image.open(file))
        rows.append(row)
        heads = ["content", "reference", *(METHODS[name] for name in methods)]
        sheet(rows, heads).save(wanted.out / "sheet.jpg", quality=85)
        write_text(wanted.out / "table.md", table(results, methods))
    print(f"{len(rows)} pairs on {os.cpu_count()} cores; see {wanted.out}")


if __name__ == "__main__":
    main()
