"""Draw the preview of every style of the library: ``python -m benchmarks.style_previews [--style NAME …]``.

One subject and one seed for all. A style that comes with a reference picture is done by reference, one that the model
was taught is drawn with its words, and any other is drawn over the same picture, as ``danqing restyle`` does it. The
previews go beside the styles' data files, and all of them with their names to ``docs/img/styles.jpg``; look at that
sheet before they are committed.
"""

from __future__ import annotations

import argparse
import io
import warnings
from pathlib import Path

from PIL import Image

import danqing
from danqing.families.family import styles_of
from danqing.storage.files import write_atomically, write_bytes
from danqing.tasks.style_library import PREVIEW_SIDE_PX, Style, StyleNotTaughtWarning, find_style, style_library
from danqing.tasks.style_sheet import style_sheet

SHEET = Path(__file__).resolve().parent.parent / "docs" / "img" / "styles.jpg"
SUBJECT = "a birthday cake"
SEED = 0
BASE = "flat"  # the style of the picture that is drawn over
REFERENCE_SIDE_PX = 384  # strokes as large as in the pages, then made smaller


def main() -> None:
    """Draw, write, and tell how each was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="danqing-mini")
    parser.add_argument("--style", action="append", help="only this one; may be given several times")
    options = parser.parse_args()
    studio = danqing.load(options.model)
    base = studio.generate(SUBJECT, style=BASE, seed=SEED)[0]
    styles = [find_style(name) for name in options.style] if options.style else list(style_library().values())
    for style in styles:
        way, image = drawn(studio, base, style)
        style.preview.parent.mkdir(exist_ok=True)
        write_bytes(style.preview, preview_of(image))
        print(f"{style.key:16} {way:10} {style.preview.stat().st_size / 1000:.1f} kB", flush=True)
    sheet = style_sheet(style_library().values())
    write_atomically(SHEET, lambda path: sheet.save(path, "JPEG", quality=88, optimize=True))


def drawn(studio: danqing.Studio, base: danqing.Picture, style: Style) -> tuple[str, Image.Image]:
    """The subject in a style, and the way it was done."""
    if style.reference is not None:
        large = base.image.resize((REFERENCE_SIDE_PX, REFERENCE_SIDE_PX), Image.Resampling.BICUBIC)
        return "reference", studio.restyle(large, style=style.key, seed=SEED)[0].image
    if not set(style.taught).isdisjoint(styles_of(studio.family.checkpoint)):
        return "generate", studio.generate(SUBJECT, style=style.key, seed=SEED)[0].image
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", StyleNotTaughtWarning)
        return "restyle", studio.restyle(base, style=style.key, seed=SEED)[0].image


def preview_of(image: Image.Image) -> bytes:
    """The picture as small as a preview, as WebP."""
    small = image.convert("RGB").resize((PREVIEW_SIDE_PX, PREVIEW_SIDE_PX), Image.Resampling.LANCZOS)
    held = io.BytesIO()
    small.save(held, "WEBP", quality=80, method=6)
    return held.getvalue()


if __name__ == "__main__":
    main()
