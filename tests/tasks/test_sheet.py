"""Sheets: one subject in several pictures, each where the atlas says."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.tasks.captions import CaptionWarning
from danqing.tasks.matting import MattingWarning
from danqing.tasks.sheet import SETS, Cells, cells_for, ground_for
from danqing.tasks.studio import Studio

pytestmark = pytest.mark.filterwarnings("ignore::danqing.tasks.matting.MattingWarning")  # tiny models draw noise
RUN: dict[str, Any] = {"seed": 1, "steps": 2}


def test_each_cell_is_a_file_and_lies_where_the_atlas_says(studios: dict[str, Studio], tmp_path: Path) -> None:
    sheet = studios["mini"].sheet("a red cat", poses="front, side，back", columns=2, **RUN)
    assert list(sheet.frames) == ["front", "side", "back"]
    paths = sheet.save(tmp_path / "cat.png")
    assert [path.name for path in paths] == ["cat.png", "cat-1.png", "cat-2.png", "cat-3.png", "cat.json"]
    atlas = json.loads(paths[-1].read_text(encoding="utf-8"))
    with Image.open(paths[0]) as whole:
        whole.load()
    assert atlas["meta"]["image"] == "cat.png"
    assert (atlas["meta"]["size"]["w"], atlas["meta"]["size"]["h"]) == whole.size
    assert whole.mode == "RGBA"
    covered = np.zeros(whole.size[::-1], dtype=int)
    for number, name in enumerate(sheet.frames, 1):
        frame = atlas["frames"][name]["frame"]
        box = (frame["x"], frame["y"], frame["x"] + frame["w"], frame["y"] + frame["h"])
        with Image.open(tmp_path / f"cat-{number}.png") as cell:
            assert cell.mode == "RGBA"
            assert cell.size == studios["mini"].default_size
            assert whole.crop(box).tobytes() == cell.tobytes()
        covered[box[1] : box[3], box[0] : box[2]] += 1
    assert covered.max() == 1, "frames do not overlap"
    assert (np.asarray(whole)[..., 3][covered == 0] == 0).all(), "between them there is nothing"


def test_cells_share_a_look_and_keep_the_seed_contract(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    options: dict[str, Any] = {"poses": ["front", "back"], "transparent": False, **RUN}
    sheet = studio.sheet("a cat", **options)
    assert [each.image.mode for each in sheet.cells] == ["RGB", "RGB"]
    assert sheet.picture.manifest["task"]["cells"] == ["front", "back"]
    assert sheet.cells[1].manifest["request"]["align_style"] == 1.0
    assert studio.sheet("a cat", **options).cells[1].image.tobytes() == sheet.cells[1].image.tobytes()
    loose = studio.sheet("a cat", align_style=1e-6, **options).cells[1].image
    assert loose.tobytes() != sheet.cells[1].image.tobytes()
    same = studio.sheet("a cat", **{**options, "variety": 0.0}).cells
    own = studio.sheet("a cat", **{**options, "variety": 1.0}).cells

    def far(cells: tuple[Picture, ...]) -> float:
        first, second = (np.asarray(each.image, dtype=float) for each in cells)
        return float(np.abs(first - second).mean())

    assert far(same) < far(own)


def test_one_cell_is_a_sheet_too(studios: dict[str, Studio]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", MattingWarning)
        assert len(studios["sd1"].sheet("a cat", poses="front", **RUN).cells) == 1


def test_sets_of_words_follow_the_language_of_the_prompt() -> None:
    assert cells_for("a cat", None).poses == SETS["views"]["en"]
    assert cells_for("一只猫", "expressions").poses == SETS["expressions"]["zh"]
    assert cells_for("一只猫", "正面、侧面").words("一只猫", 1) == "一只猫，侧面，白色背景"
    assert cells_for("a cat", "front").words("a cat", 0) == "a cat, front, white background"
    assert cells_for("a cat", "front", transparent=False).words("a cat", 0) == "a cat, front"


@pytest.mark.parametrize(
    ("prompt", "ground"),
    [
        ("a red cat", "white background"),
        ("a white cat", "green background"),
        ("a white and green cat", "blue background"),
        ("一只白猫", "绿色背景"),
        ("a snowman", "green background"),
        ("an eggplant", "white background"),
        ("一个绿色的雪人", "蓝色背景"),
        ("white green blue pink black", "black background"),
    ],
)
def test_the_ground_has_a_colour_that_the_subject_has_not(prompt: str, ground: str) -> None:
    assert ground_for(prompt) == ground


def test_captions_stand_below_their_cells(studios: dict[str, Studio]) -> None:
    plain = studios["sd1"].sheet("a cat", poses="front, back", columns=2, **RUN).picture.image
    sheet = studios["sd1"].sheet("a cat", poses="front, back", columns=2, captions=True, **RUN)
    assert sheet.picture.image.height > plain.height
    for left, top, width, height in sheet.frames.values():
        below = np.asarray(sheet.picture.image)[top + height :, left : left + width, 3]
        assert below.any()
    with pytest.warns(CaptionWarning) if not _has_chinese_font() else warnings.catch_warnings():
        studios["sd1"].sheet("一只猫", poses="正面", captions=True, **RUN)


def _has_chinese_font() -> bool:
    from danqing.tasks.captions import font_for

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return font_for(["猫"], 12) is not None


def test_what_makes_no_sheet_is_refused(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    refused: list[tuple[dict[str, Any], str]] = [
        ({"poses": "front, front"}, "same words"),
        ({"poses": "front,,back"}, "each with words"),
        ({"poses": []}, "1 to 64 cells"),
        ({"poses": [f"pose {number}" for number in range(65)]}, "1 to 64 cells"),
        ({"columns": 0}, "number of columns"),
        ({"variety": 2}, "variety must be"),
        ({"count": 3}, "leave count out"),
        ({"regions": [{"box": (0, 0, 1, 1), "prompt": "x"}]}, "Regions cannot be drawn here"),
    ]
    for options, words in refused:
        with pytest.raises(RequestError, match=words):
            studio.sheet("a cat", **options)
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3"):
        studios["sd3"].sheet("a cat")
    with pytest.raises(RequestError, match="variety"):
        Cells(poses=("a",), ground=None, variety=float("nan"))
