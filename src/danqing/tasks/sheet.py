"""One subject, several pictures of it: a sheet of views, poses or expressions, cut out for games and teaching.

All cells are aligned to the first (:mod:`danqing.tasks.aligning`) and share a part of their noise, so that the subject
looks the same; the words of each cell say what differs. The model draws on a plain ground of a colour that the subject
does not have, which is cut away (:mod:`danqing.tasks.matting`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Unpack

import torch
from PIL import Image, ImageDraw
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import MAX_COUNT, Request
from danqing.core.seeds import picture_generator
from danqing.families.family import Family
from danqing.tasks.captions import font_for
from danqing.tasks.drawing import Drawing, draw, resolve
from danqing.tasks.matting import cut_out
from danqing.tasks.options import RunOptions
from danqing.tasks.steering import Script, Words, encoded
from danqing.tasks.translating import lines_in_english
from danqing.tasks.wording import wording_of

ALIGNED = 1.0  # how much cells are aligned to the first, unless the request says
VARIETY = 0.5  # how much of a cell's noise is its own
SETS: dict[str, dict[str, tuple[str, ...]]] = {
    "views": {
        "en": ("front view", "in profile", "rear view", "top view"),  # "side" and "above" would put two in a picture
        "zh": ("正面", "侧面", "背面", "俯视"),
    },
    "poses": {
        "en": ("standing", "walking", "running", "jumping", "sitting", "lying down"),
        "zh": ("站着", "走路", "奔跑", "跳跃", "坐着", "躺着"),
    },
    "expressions": {
        "en": ("smiling", "sad", "angry", "surprised", "sleeping", "laughing"),
        "zh": ("微笑", "难过", "生气", "惊讶", "睡觉", "大笑"),
    },
}
GROUNDS = (("white", "白色"), ("green", "绿色"), ("blue", "蓝色"), ("pink", "粉色"), ("black", "黑色"))
WHITE_THINGS = re.compile(
    r"\b(snow\w*|ghosts?|swans?|polar bears?|sheep|lambs?|eggs?|milk|clouds?|moon|tooth|teeth|skeletons?)\b"
    r"|雪|幽灵|天鹅|北极熊|羊|蛋|牛奶|云|月亮|牙|骷髅"
)
GAP_PX = 4
CAPTION_PX = 14
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, kw_only=True)
class Cells:
    """What a sheet shows.

    Args:
        poses: the words of each cell.
        ground: the words of the ground, such as "white background"; None leaves it to the model and cuts nothing out.
        variety: how much of a cell's noise is its own: 0 is the first's, 1 its own.
    """

    poses: tuple[str, ...]
    ground: str | None
    variety: float = VARIETY

    def __post_init__(self) -> None:
        if not 1 <= len(self.poses) <= MAX_COUNT or not all(each.strip() for each in self.poses):
            raise RequestError(f"A sheet has 1 to {MAX_COUNT} cells, each with words; list them with commas between.")
        if len(set(self.poses)) < len(self.poses):
            raise RequestError("Two cells of the sheet have the same words; say what differs.")
        sound = isinstance(self.variety, int | float) and not isinstance(self.variety, bool)
        if not sound or not 0 <= self.variety <= 1:
            raise RequestError(f"The variety must be a number from 0 to 1, not {self.variety!r}.")

    def words(self, subject: str, number: int) -> str:
        """The prompt of a cell."""
        comma = "，" if _CHINESE.search(subject) else ", "
        return comma.join(part for part in (subject, self.poses[number], self.ground) if part)


def cells_for(
    prompt: str, poses: str | Sequence[str] | None, *, transparent: bool = True, variety: float = VARIETY
) -> Cells:
    """The cells that a prompt and words stand for, in the prompt's language.

    Args:
        prompt: the subject.
        poses: words with commas between, a list of them, or a name from :data:`SETS`; None takes the views.
        transparent: whether to cut the subject out.
        variety: see :class:`Cells`.
    """
    chinese = bool(_CHINESE.search(prompt))
    if poses is None or (isinstance(poses, str) and poses.strip() in SETS):
        said: Sequence[str] = SETS[(poses or "views").strip()]["zh" if chinese else "en"]
    else:
        said = re.split(r"[,，、;；\n]", poses) if isinstance(poses, str) else poses
    named = tuple(" ".join(str(each).split()) for each in said)
    return Cells(poses=named, ground=ground_for(prompt) if transparent else None, variety=variety)


def ground_for(prompt: str) -> str:
    """The words of a plain ground whose colour the prompt does not name, nor a thing that has it."""
    said = prompt.lower()
    for english, chinese in GROUNDS:
        is_hidden = english == "white" and WHITE_THINGS.search(said)
        if not is_hidden and english not in said and chinese[:-1] not in said:
            break
    return f"{chinese}背景" if _CHINESE.search(prompt) else f"{english} background"


def sheet(
    family: Family, request: Request, cells: Cells, *, model: Mapping[str, Any], **run: Unpack[RunOptions]
) -> Iterator[Picture]:
    """Draw the cells of a sheet, each as soon as it is asked for; join them with :func:`joined`.

    Args:
        family: the loaded model.
        request: the subject; its count does not count. Where it aligns nothing, :data:`ALIGNED` is taken.
        cells: what is drawn of it.
        model: facts of the model for the manifest.
        run: see :func:`danqing.tasks.drawing.draw`; indices count cells.

    Returns:
        Pictures in mode RGBA, or RGB where nothing is cut out.
    """
    number = len(cells.poses)
    aligned = request.align_style or (ALIGNED if number > 1 and request.style_reference is None else 0.0)
    request = request.replace(count=number, align_style=aligned)
    settings = resolve(family, request)
    steps = len(family.walk(settings.sampler, settings.steps, settings.width, settings.height).sigmas) - 1
    shape = family.latent_shape(settings.width, settings.height)
    english = lines_in_english(family, request)

    def words(index: int) -> Words | Script:
        said = cells.words(settings.prompt, index)
        worded = wording_of(said, settings.negative, seed=request.seed, index=0, steps=steps, english=english)
        return encoded(family, worded)

    def noise(index: int) -> Tensor:
        own, first = (
            torch.randn((1, *shape), generator=picture_generator(request.seed, which), dtype=torch.float32)
            for which in (index, 0)
        )
        return own if index == 0 else math.sqrt(cells.variety) * own + math.sqrt(1 - cells.variety) * first

    drawing = Drawing(
        request=request,
        settings=settings,
        task={"name": "sheet", "cells": list(cells.poses), "ground": cells.ground, "variety": cells.variety},
        words=words,
        noise=noise,
        finish=None if cells.ground is None else lambda image: cut_out(image).image,
    )
    return draw(family, drawing, model=model, **run)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All cells on one picture, and where each lies.

    Args:
        picture: the sheet.
        cells: the single pictures.
        frames: left, top, width and height of each cell on the sheet, in pixels, by its words.
    """

    picture: Picture
    cells: tuple[Picture, ...]
    frames: Mapping[str, tuple[int, int, int, int]]

    def atlas(self, file_name: str) -> dict[str, Any]:
        """Where the cells lie, in the JSON that Phaser, PixiJS, Godot importers and others read (TexturePacker's hash).

        Args:
            file_name: of the sheet's picture.
        """
        frames = {}
        for name, (left, top, width, height) in self.frames.items():
            frames[name] = {
                "frame": {"x": left, "y": top, "w": width, "h": height},
                "rotated": False,
                "trimmed": False,
                "spriteSourceSize": {"x": 0, "y": 0, "w": width, "h": height},
                "sourceSize": {"w": width, "h": height},
            }
        width, height = self.picture.image.size
        meta = {
            "app": "danqing",
            "image": file_name,
            "format": "RGBA8888" if self.picture.image.mode == "RGBA" else "RGB888",
            "size": {"w": width, "h": height},
            "scale": "1",
        }
        return {"frames": frames, "meta": meta}

    def save(self, path: str | Path, *, force: bool = False) -> tuple[Path, ...]:
        """Write the sheet, each cell beside it (``name-1.png`` …) and the atlas (``name.json``).

        Raises:
            OutputError, FailureError: as :meth:`danqing.Picture.save`.
        """
        path = Path(path)
        cells = [
            cell.save(path.with_stem(f"{path.stem}-{number}"), force=force) for number, cell in enumerate(self.cells, 1)
        ]
        return (self.picture.save(path, force=force), *cells, self.save_atlas(path, force=force))

    def save_atlas(self, path: Path, *, force: bool = False) -> Path:
        """Write the atlas beside the sheet's picture ``path``."""
        import json

        from danqing.storage.files import write_text

        text = json.dumps(self.atlas(path.name), ensure_ascii=False, indent=1) + "\n"
        return write_text(path.with_suffix(".json"), text, force=force)


def joined(pictures: Sequence[Picture], names: Sequence[str], *, columns: int | None, captions: bool) -> Sheet:
    """Lay cells out in rows.

    Args:
        pictures: at least one, all of one size.
        names: the words of each.
        columns: how many lie side by side; None makes the sheet as near to a square as can be.
        captions: whether each cell's words stand below it.

    Raises:
        RequestError: ``columns`` does not suit.
    """
    first = pictures[0]
    width, height = first.image.size
    columns = math.ceil(math.sqrt(len(pictures) * height / width)) if columns is None else columns
    columns = check_columns(min(columns, len(pictures)) if columns > 0 else columns)
    rows = math.ceil(len(pictures) / columns)
    font = font_for(names, CAPTION_PX - 2) if captions else None
    pitch = (width + GAP_PX, height + GAP_PX + (0 if font is None else CAPTION_PX + GAP_PX))
    size = (columns * pitch[0] + GAP_PX, rows * pitch[1] + GAP_PX)
    canvas = Image.new(first.image.mode, size, (0, 0, 0, 0) if first.image.mode == "RGBA" else (255, 255, 255))
    frames = {}
    for number, (picture, name) in enumerate(zip(pictures, names, strict=True)):
        row, column = divmod(number, columns)
        left, top = GAP_PX + column * pitch[0], GAP_PX + row * pitch[1]
        canvas.paste(picture.image, (left, top))
        frames[name] = (left, top, width, height)
        if font is not None:
            place = (left + width / 2, top + height + GAP_PX)
            ImageDraw.Draw(canvas).text(place, name, fill=(64, 64, 64, 255), font=font, anchor="ma")
    shared = {key: value for key, value in first.manifest.items() if key not in ("index", "duration_s")}
    manifest = {**shared, "kind": "sheet", "pictures": len(pictures)}
    return Sheet(picture=replace(first, image=canvas, manifest=manifest), cells=tuple(pictures), frames=frames)


def check_columns(columns: object) -> int:
    """``columns``; raises :class:`RequestError` unless it is a whole number from 1 to 64."""
    if isinstance(columns, bool) or not isinstance(columns, int) or not 1 <= columns <= MAX_COUNT:
        raise RequestError(f"The number of columns must be a whole number from 1 to {MAX_COUNT}, not {columns!r}.")
    return columns
