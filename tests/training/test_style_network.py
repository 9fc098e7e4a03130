"""The style network's trainer: what is measured, that a style is learned, and that a run goes on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from danqing.core.errors import DataError, RequestError
from danqing.data.textures import texture
from danqing.models.adain import StyleNetwork, StyleShape
from danqing.models.vgg import VGG16
from danqing.recipes import style_recipe_named
from danqing.training.style_network import FILE_NAME, StyleConfig, StyleTrainer, measure_contents, measure_styles, width
from danqing.training.style_run import run_style
from tiny_trainer import settings
from tiny_vgg import write_wheel

SHAPE = StyleShape(widths=(8, 12, 16, 16), style_width=8, quarter_blocks=1)
PLACES = ((0, 1), (1, 0))


@pytest.fixture(scope="module")
def seeing(tmp_path_factory: pytest.TempPathFactory) -> VGG16:
    return VGG16.from_wheel(write_wheel(tmp_path_factory.mktemp("wheel") / "vgg.whl"))


def config(**changes: object) -> StyleConfig:
    values: dict[str, object] = {"shape": SHAPE, "crop_px": 32, "places": PLACES, "gram_places": PLACES[1:]}
    return StyleConfig(loop=settings(), **{**values, **changes})  # type: ignore[arg-type]


def trainer(seeing: VGG16, folder: Path, wanted: StyleConfig) -> StyleTrainer:
    torch.manual_seed(0)
    contents = np.stack([texture(number, 32, seed=1) for number in range(4)])
    styles = texture(0, 32, seed=2)[None]
    kept = measure_contents(seeing, contents, wanted, folder / "contents.npy")
    learned = measure_styles(seeing, styles, wanted, folder / "styles.npy")
    return StyleTrainer(StyleNetwork(SHAPE), wanted, seeing, contents=kept, styles=learned, held_out=(kept, learned))


def test_a_style_that_is_met_is_that_far_from_itself(seeing: VGG16, tmp_path: Path) -> None:
    taught = trainer(seeing, tmp_path, config())
    batch = taught.batch(0, 2)
    assert taught.styles.numbers.shape == (1, width(taught.config))
    exact = taught.terms(batch["styles"], batch["kept"], batch["measured"])
    assert float(exact["style"]) < 1e-4
    assert float(exact["gram"]) < 1e-4
    assert float(exact["content"]) > 0.1
    other = taught.terms(batch["contents"], batch["kept"], batch["measured"])
    assert float(other["style"]) > 0.01
    assert float(other["content"]) < 1e-4
    assert torch.equal(taught.batch(3, 4)["contents"], taught.batch(3, 4)["contents"])


def test_one_style_is_learned(seeing: VGG16, tmp_path: Path) -> None:
    taught = trainer(seeing, tmp_path, config(content_weight=0.0, gram_weight=0.0, smooth_weight=0.0))
    optimizer = torch.optim.Adam(taught.network.parameters(), lr=5e-3)
    before = taught.validate()
    for index in range(120):
        loss, _ = taught(taught.batch(index, 4))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    after = taught.validate()
    assert after["style"] < 0.3 * before["style"]
    assert after["same"] < before["same"]
    assert all(weight.grad is not None for weight in taught.network.parameters())


def test_a_recipe_runs_to_a_network_that_is_found(
    seeing: VGG16, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    recipe = style_recipe_named("smoke-style")
    recipe = dataclasses.replace(recipe, training=dataclasses.replace(recipe.training, places=PLACES, gram_places=()))
    said: list[str] = []
    made = run_style(recipe, tmp_path / "run", seeing=seeing, say=said.append)
    assert (tmp_path / "home" / "restyle" / FILE_NAME).read_bytes() == made.read_bytes()
    assert said[0] == "Preparing 16 contents"
    assert list((tmp_path / "run" / "training" / "samples").glob("*.png"))
    with pytest.raises(RequestError, match="resume it"):
        run_style(recipe, tmp_path / "run", seeing=seeing)
    said.clear()
    run_style(recipe, tmp_path / "run", seeing=seeing, say=said.append, resume=True)
    assert said == []  # nothing is prepared twice
    with pytest.raises(RequestError, match="was begun with pictures"):
        run_style(dataclasses.replace(recipe, num_styles=9), tmp_path / "run", seeing=seeing, resume=True)


def test_settings_that_cannot_be_are_refused(seeing: VGG16, tmp_path: Path) -> None:
    cases: tuple[tuple[dict[str, object], str], ...] = (
        ({"crop_px": 30}, "multiple of 8"),
        ({"gram_places": ((3, 0),)}, "must be one of places"),
        ({"same_share": 1.0}, "between 0 and 1"),
        ({"content_weight": -1}, "content_weight must be 0 or more"),
    )
    for wrong, said in cases:
        with pytest.raises(RequestError, match=said):
            config(**wrong)
    taught = trainer(seeing, tmp_path, config())
    with pytest.raises(DataError, match="does not fit the recipe"):
        StyleTrainer(
            StyleNetwork(SHAPE), config(), seeing,
            contents=taught.contents, styles=taught.contents, held_out=taught.held_out,
        )  # fmt: skip
