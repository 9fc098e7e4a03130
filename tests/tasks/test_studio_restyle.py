"""``Studio.restyle``: which road it takes, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.models.vgg import PACKAGE_NAME, PACKAGE_VERSION
from danqing.storage import home
from danqing.tasks import restyle as module
from danqing.tasks.studio import Studio
from danqing.tasks.style_transfer import Stage
from tiny_style import write_style_network
from tiny_vgg import write_wheel


def photo(side: int = 64) -> Image.Image:
    return Image.linear_gradient("L").convert("RGB").resize((side, side))


def test_fast_runs_the_small_network_and_takes_no_seed(
    studios: dict[str, Studio], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    write_style_network(home.restyle_folder())
    told: list[Picture] = []
    made = studios["sd1"].restyle(photo(), style="凡高", fast=True, preserve_color=True, on_picture=told.append)
    assert told == made
    task = made[0].manifest["task"]
    assert (task["method"], task["strength"], task["preserve_color"]) == ("fast", 1.0, True)
    with pytest.raises(RequestError, match="leave the seed out"):
        studios["sd1"].restyle(photo(), reference=photo(), fast=True, seed=1)
    with pytest.raises(RequestError, match="with a reference picture only"):
        studios["sd1"].restyle(photo(), style="flat", fast=True)


def test_by_reference_no_model_draws(
    studios: dict[str, Studio], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    monkeypatch.setattr(module, "STAGES", (Stage(1, 2),))
    home.packages_folder().mkdir()
    write_wheel(home.packages_folder() / f"pip-{PACKAGE_NAME}-{PACKAGE_VERSION}.whl")
    told: list[Picture] = []
    steps: list[int] = []
    made = studios["sd1"].restyle(
        photo(), style="凡高", seed=1, on_picture=told.append, on_step=lambda at: steps.append(at.step)
    )
    assert told == made
    assert steps == [1, 2]
    assert made[0].manifest["parents"][1]["file"] == "van-gogh-church-at-auvers.webp"
    with pytest.raises(RequestError, match="leave out: prompt, guidance"):
        studios["sd1"].restyle(photo(), reference=photo(), prompt="a hill", guidance=2.0)


def test_any_other_style_is_drawn_with_its_words_and_strength(studios: dict[str, Studio]) -> None:
    drawn = studios["sd1"].restyle(photo(32), style="ukiyo-e", prompt="一座山", seed=1, steps=2, count=2)
    assert len(drawn) == 2
    manifest = drawn[0].manifest
    assert manifest["task"] == {"name": "restyle", "strength": 0.7}
    assert manifest["settings"]["prompt"].startswith("一座山，浮世绘木版画")
    again = studios["sd1"].restyle(drawn[0], style="flat", seed=1, steps=2)[0]
    assert again.manifest["settings"]["prompt"].startswith(
        "一座山，扁平风格"
    )  # what the picture's manifest says it shows


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({}, RequestError, "either a style or a reference"),
        ({"style": "flat", "reference": "x.png"}, RequestError, "either a style or a reference"),
        ({"style": "watercolr"}, UnknownNameError, "choose one of: watercolor"),
        ({"style": "flat", "preserve_color": True}, RequestError, "with a reference picture only"),
        ({"style": "flat", "strength": 2}, RequestError, "strength"),
    ],
)
def test_bad_values_are_refused(
    studios: dict[str, Studio], options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        studios["sd1"].restyle(photo(), **options)
