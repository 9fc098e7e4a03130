"""Draw the prompts of ``prompts/dev.jsonl`` as one contact sheet a language: ``python -m benchmarks.contact_sheets``.

The sheets go beside the model card (``sheet-zh.png``, ``sheet-en.png``) with ``sheets.json``: whether the colour that a
prompt names is really the main one of what was drawn, and how near the two languages' pictures of the same seed are.
Whether the subject can be recognised is for people to say. With ``--director rules`` or ``local`` the prompts are drawn
as the director understands them, for comparison (give ``--out`` then).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

import danqing
from danqing.data.colors import dominant_color
from danqing.storage.files import write_atomically, write_text
from danqing.storage.fonts import find_font
from danqing.tasks.planning import plan_prompt
from danqing.tasks.studio import Studio

PROMPTS = Path(__file__).parent / "prompts" / "dev.jsonl"
CARD = Path(__file__).resolve().parent.parent / "src" / "danqing" / "assets" / "danqing-mini"
COLORS = ("red", "orange", "yellow", "green", "blue", "purple", "black", "white")
COLUMNS = 6


def main() -> None:
    """Draw, write and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="danqing-mini")
    parser.add_argument("--out", type=Path, default=CARD)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--director", choices=("off", "rules", "local", "remote"), default="off")
    options = parser.parse_args()
    studio = danqing.load(options.model)
    prompts = [json.loads(line) for line in PROMPTS.read_text(encoding="utf-8").splitlines()]
    drawn = {language: [_draw(studio, each[language], options) for each in prompts] for language in ("zh", "en")}
    options.out.mkdir(parents=True, exist_ok=True)
    for language, pictures in drawn.items():
        sheet = contact_sheet(pictures, [each[language] for each in prompts])
        write_atomically(options.out / f"sheet-{language}.png", sheet.save)
    figures = {
        "color_right": {language: _colors(pictures, prompts) for language, pictures in drawn.items()},
        "mean_difference_zh_en": round(
            float(np.mean([_difference(*pair) for pair in zip(*drawn.values(), strict=True)])), 4
        ),
    }
    write_text(options.out / "sheets.json", json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def contact_sheet(pictures: list[Image.Image], captions: list[str], *, columns: int = COLUMNS) -> Image.Image:
    """Pictures in a grid, each above its caption in at most two lines."""
    font, _ = find_font(12)
    width, height = pictures[0].size
    cell_width, cell_height = width + 8, height + 44
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * cell_width + 8, rows * cell_height + 8), "white")
    draw = ImageDraw.Draw(sheet)
    for index, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
        left, top = 8 + index % columns * cell_width, 8 + index // columns * cell_height
        sheet.paste(ImageOps.pad(picture, (width, height), color="white"), (left, top))
        for line, text in enumerate(_wrapped(caption, font, width)[:2]):
            draw.text((left, top + height + 3 + 16 * line), text, fill="#333333", font=font)
    return sheet


def _draw(studio: Studio, prompt: str, options: argparse.Namespace) -> Image.Image:
    settings = {"seed": options.seed, "guidance": options.guidance}
    if options.director == "off":
        return studio.generate(prompt, **settings)[0].image
    understood = plan_prompt(prompt, provider=options.director)
    return studio.generate(plan=understood, **settings)[0].image


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width_px: int) -> list[str]:
    """Lines that fit; between words where there are spaces, else between characters."""
    pieces = text.split(" ") if " " in text else list(text)
    glue = " " if " " in text else ""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = lines[-1] + glue + piece
        if font.getlength(longer) <= width_px:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _colors(pictures: list[Image.Image], prompts: list[dict[str, str]]) -> dict[str, bool]:
    """For each prompt that names one colour: is it the main colour of what stands out from the ground?"""
    found = {}
    for picture, prompt in zip(pictures, prompts, strict=True):
        named = [color for color in COLORS if color in prompt["en"].split()]
        if len(named) == 1 and "color" in prompt["asks"]:
            found[prompt["id"]] = dominant_color(_subject(picture), share=0.3, lead=1.0) == named[0]
    return found


def _subject(picture: Image.Image) -> np.ndarray:
    """The middle of a picture as RGBA, what is like the border made transparent."""
    array = np.asarray(picture.convert("RGB"))
    border = np.concatenate([array[:4].reshape(-1, 3), array[:, :4].reshape(-1, 3), array[:, -4:].reshape(-1, 3)])
    ground = np.unique(border // 24, axis=0)
    is_ground = (np.abs((array // 24)[:, :, None].astype(int) - ground[None, None]).sum(-1) <= 1).any(-1)
    alpha = np.where(is_ground, 0, 255).astype(np.uint8)
    height, width = alpha.shape
    cut = (slice(height // 8, -height // 8), slice(width // 8, -width // 8))
    return np.dstack([array, alpha])[cut]


def _difference(first: Image.Image, second: Image.Image) -> float:
    """Mean absolute difference of two pictures, 0 to 1."""
    return float(np.abs(np.asarray(first, np.float32) - np.asarray(second, np.float32)).mean() / 255)


if __name__ == "__main__":
    main()
