"""The trainer of ControlNets: it learns to obey what it is shown, changes nothing else, and can be resumed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers.models.controlnets.controlnet import ControlNetModel

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError, DataError, RequestError
from danqing.data.scenes import SceneSet
from danqing.families.registry import load_family
from danqing.models.small_control import SmallControlNet, SmallControlShape
from danqing.training.config import LoopConfig
from danqing.training.control import ControlConfig, ControlTrainer, make_control
from danqing.training.control_base import ControlBase
from danqing.training.control_export import WEIGHTS, export_small_control, narrowed
from danqing.training.control_run import ControlRecipe, run_control
from danqing.training.control_sketches import Sketches
from danqing.training.latents import LatentSet, encode_scenes
from tiny import build_stable_diffusion
from tiny_scenes import build_squares

SHAPE = SmallControlShape(block_out_channels=(16, 32), picture_channels=(16,), time_channels=32, head_channels=16)
LOOP = LoopConfig(
    num_images=16,
    batch_size=4,
    learning_rate=2e-3,
    warmup_images=4,
    ema_images=8,
    precision="no",
    validate_images=8,
    decay="constant",
)
CONFIG = ControlConfig(shape=SHAPE, num_drawn=2, steps=2, loop=LOOP)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("control")
    base = build_stable_diffusion(place / "base", prediction="v_prediction")
    data = place / "data"
    for split, count in (("train", 12), ("val", 8)):
        build_squares(data / f"scenes-{split}", count)
    return {"base": base, "data": data, "latents": place / "latents"}


@pytest.fixture(scope="module")
def base(folders: dict[str, Path]) -> ControlBase:
    return ControlBase(folders["base"])


@pytest.fixture(scope="module")
def latents(folders: dict[str, Path], base: ControlBase) -> LatentSet:
    return encode_scenes(base.autoencoder, SceneSet(folders["data"] / "scenes-train"), folders["latents"])


def make_trainer(
    folders: dict[str, Path], base: ControlBase, latents: LatentSet, config: ControlConfig = CONFIG
) -> ControlTrainer:
    scenes = SceneSet(folders["data"] / "scenes-train")
    return ControlTrainer(config, base, scenes, latents, scenes, latents)


def test_an_untrained_net_changes_nothing(folders: dict[str, Path], base: ControlBase, latents: LatentSet) -> None:
    for shape in (SHAPE, None):
        trainer = make_trainer(folders, base, latents, dataclasses.replace(CONFIG, shape=shape)).eval()
        batch = trainer.batch(0, 4)
        words = base.words(batch["tokens"], batch["mask"])
        with torch.no_grad():
            with_net = trainer.predict(batch["x0"], batch["sigma"], words, batch["sketch"])
            without = trainer.predict(batch["x0"], batch["sigma"], words, None)
        assert torch.equal(with_net, without)


def test_one_batch_is_learnt_and_its_sketches_are_obeyed(
    folders: dict[str, Path], base: ControlBase, latents: LatentSet
) -> None:
    """The same noise and words with another's sketch must be worse: what is learnt is to look."""
    config = dataclasses.replace(CONFIG, kinds={"outline": 1.0}, caption_dropout=1.0)
    trainer = make_trainer(folders, base, latents, config).train()
    batch = trainer.batch(0, 8)
    batch["sigma"] = torch.ones_like(batch["sigma"])  # the noise says nothing of where the square is
    batch["x0"] = (batch["x0"] - batch["x0"].mean()) / batch["x0"].std()  # an untrained autoencoder's hardly differ
    before = {name: weight.clone() for name, weight in base.unet.named_parameters()}
    first = float(trainer(batch)[0].detach())
    optimizer = torch.optim.AdamW(trainer.parameters(), lr=4e-3)
    for _ in range(60):
        loss = trainer(batch)[0]
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    with torch.no_grad():
        right = float(trainer(batch)[0])
        wrong = float(trainer({**batch, "sketch": batch["sketch"].roll(1, 0)})[0])
    assert right < 0.95 * first
    assert right < 0.98 * wrong
    assert all(torch.equal(weight, before[name]) for name, weight in base.unet.named_parameters())
    assert all(weight.grad is None for weight in base.unet.parameters())


def test_batches_depend_on_their_number_only(folders: dict[str, Path], base: ControlBase, latents: LatentSet) -> None:
    one, other = (make_trainer(folders, base, latents) for _ in range(2))
    one.batch(0, 4)  # fills its memory of outlines
    for name, value in one.batch(3, 4).items():
        assert torch.equal(value, other.batch(3, 4)[name])
    assert not torch.equal(one.batch(3, 4)["sketch"], one.batch(4, 4)["sketch"])


def test_every_kind_of_picture_can_be_taught(folders: dict[str, Path]) -> None:
    scenes = SceneSet(folders["data"] / "scenes-train")
    chosen, seen = np.arange(6), []
    for kind in ("edge", "scribble", "outline", "colour", "segments"):
        made = Sketches(scenes, {kind: 1.0}).batch(chosen, np.random.default_rng(0))
        assert made.shape == (6, 32, 32, 3)
        assert made.any()
        seen.append(made.tobytes())
    assert len(set(seen)) >= 4, "the outline of a plain square is its edge"
    assert not Sketches(scenes, {"blank": 1.0}).batch(chosen, np.random.default_rng(0)).any()


def test_a_stock_net_begins_as_a_copy_of_the_u_net(base: ControlBase) -> None:
    network = make_control(dataclasses.replace(CONFIG, shape=None), base)
    assert isinstance(network, ControlNetModel)
    theirs, own = base.unet.state_dict(), network.state_dict()
    shared = [name for name in own if name in theirs]
    assert len(shared) > 30
    assert all(torch.equal(own[name], theirs[name]) for name in shared)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_run_ends_in_a_net_that_draws_and_resuming_equals_going_on(folders: dict[str, Path], tmp_path: Path) -> None:
    recipe = ControlRecipe(name="tiny", description="tiny", training=CONFIG)
    places: dict[str, Any] = {"base": folders["base"], "data": folders["data"]}
    whole = run_control(recipe, tmp_path / "whole", **places)
    with pytest.raises(RequestError, match="--resume"):
        run_control(recipe, tmp_path / "whole", **places)
    half = dataclasses.replace(
        recipe, training=dataclasses.replace(CONFIG, loop=dataclasses.replace(LOOP, num_images=8))
    )
    run_control(half, tmp_path / "parts", **places)
    parts = run_control(recipe, tmp_path / "parts", resume=True, **places)
    ours, theirs = (SmallControlNet.from_pretrained(each).state_dict() for each in (whole, parts))
    assert any(weight.any() for name, weight in ours.items() if name.startswith("lead"))
    assert all(torch.equal(weight, theirs[name]) for name, weight in ours.items())
    told = json.loads((whole / "danqing.json").read_text())
    assert {"loss", "loss_without", "edges", "edges_without"} <= told["figures"].keys()
    family = load_family(folders["base"], TorchBackend(device="cpu", precision="float32"))
    family.load_control(whole)
    assert not (folders["data"] / "latents-train").exists(), "nothing is written beside the data"


def test_what_does_not_fit_is_refused(
    folders: dict[str, Path], base: ControlBase, latents: LatentSet, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match="kinds"):
        ControlConfig(kinds={"lines": 1.0}, loop=LOOP)
    scenes = SceneSet(folders["data"] / "scenes-val")
    with pytest.raises(DataError, match="12 latents"):
        ControlTrainer(CONFIG, base, scenes, latents, scenes, latents)
    recipe = ControlRecipe(name="tiny", description="tiny", training=CONFIG)
    with pytest.raises(DataError, match="no scenes"):
        run_control(recipe, tmp_path / "run", base=folders["base"], data=tmp_path)
    with pytest.raises(CheckpointError):
        run_control(recipe, tmp_path / "run", base=tmp_path / "none", data=folders["data"])


def test_a_net_with_fewer_units_for_the_noise_level_says_the_same() -> None:
    torch.manual_seed(0)
    network = SmallControlNet(block_out_channels=(32, 32), picture_channels=(16,), time_channels=192, head_channels=16)
    for lead in (*network.leads, network.lead_middle):
        torch.nn.init.normal_(lead.weight)
    slim = narrowed(network, 96)
    assert slim.config.time_channels == 96
    x, picture = torch.randn(1, 16, 4, 4), torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        for timestep in (0.0, 333.0, 1000.0):
            before, after = (each(x, torch.tensor([timestep]), None, picture)[1] for each in (network, slim))
            assert float((before - after).norm()) < 0.01 * float(before.norm())
    assert narrowed(slim, 96) is slim


def test_a_net_is_handed_on_in_one_byte_a_weight_with_its_figures(tmp_path: Path) -> None:
    network = SmallControlNet(block_out_channels=(16, 16), picture_channels=(16,), time_channels=32, head_channels=16)
    figures = {"loss": 0.2775, "loss_without": 0.3304}
    place = export_small_control(network, tmp_path / "net", base="abc", kinds={"scribble": 1.0}, figures=figures)
    number = sum(weight.numel() for weight in network.state_dict().values())
    assert (place / WEIGHTS).stat().st_size < 1.5 * number
    found = SmallControlNet.from_pretrained(place, torch_dtype=torch.float32).state_dict()
    for name, weight in network.state_dict().items():
        assert float((weight - found[name]).norm()) <= 0.05 * float(weight.norm()), name
    assert "scribble 100%" in (place / "README.md").read_text(encoding="utf-8")
    assert json.loads((place / "danqing.json").read_text(encoding="utf-8"))["figures"] == figures
