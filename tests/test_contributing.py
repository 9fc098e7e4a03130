"""Each example in CONTRIBUTING.md, run as it stands: one file and one registration really are enough."""

from __future__ import annotations

import json
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

import danqing
from danqing.cli.main import main
from danqing.data.sources import SOURCES, find_source
from danqing.diffusion import samplers
from danqing.diffusion.oracles import MixtureOracle
from danqing.diffusion.schedules import NoisePath
from danqing.families.registry import FAMILIES
from danqing.recipes import DESCRIPTIONS, RECIPES
from doc_blocks import ROOT, blocks
from tiny import build_stable_diffusion
from tiny_packages import write_tar

EXAMPLES = {block.mark: block for block in blocks(ROOT / "CONTRIBUTING.md", "python")}
REGISTRIES: tuple[dict[str, object], ...] = (samplers.SAMPLERS, SOURCES, FAMILIES, RECIPES, DESCRIPTIONS)  # type: ignore[assignment]

Add = Callable[[str], types.ModuleType]


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Run an example as the module it is marked with; what it registers is taken back afterwards."""

    def run(name: str) -> types.ModuleType:
        module = types.ModuleType(name)
        if name in sys.modules:  # an addition to a file, so it sees what that file has
            vars(module).update(vars(sys.modules[name]))
        else:
            monkeypatch.setitem(sys.modules, name, module)
        exec(compile(EXAMPLES[name].text, name, "exec"), vars(module))
        return module

    before = [dict(each) for each in REGISTRIES]
    yield run
    for registry, content in zip(REGISTRIES, before, strict=True):
        registry.clear()
        registry.update(content)


def test_every_example_is_run_here() -> None:
    assert set(EXAMPLES) == {
        "danqing.diffusion.samplers",
        "danqing.data.sources.drawings",
        "danqing.families.pixels",
        "danqing.recipes.overnight",
    }


@pytest.mark.parametrize("path", [NoisePath.VP, NoisePath.FLOW])
def test_the_sampler_is_of_order_two(add: Add, path: NoisePath) -> None:
    add("danqing.diffusion.samplers")
    sampler = samplers.sampler_named("midpoint")
    angles = torch.arange(8, dtype=torch.float64) * torch.pi / 4
    points_KD = torch.stack([angles.cos(), angles.sin()], 1)
    oracle = MixtureOracle(points_KD, torch.ones(8, dtype=torch.float64), 0.3, path)
    x = torch.randn(1, 32, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)

    def landing(steps: int) -> torch.Tensor:
        return sampler(oracle, x, torch.linspace(0.9, 0.2, steps + 1, dtype=torch.float64), path=path)

    exact = samplers.sample_heun(oracle, x, torch.linspace(0.9, 0.2, 1001, dtype=torch.float64), path=path)
    coarse, fine = (float((landing(steps) - exact).norm()) for steps in (16, 64))
    assert 2 ** (2 * 1.8) < coarse / fine < 2 ** (2 * 2.3)


def test_the_sampler_draws_by_its_name(add: Add, tmp_path: Path) -> None:
    model = build_stable_diffusion(tmp_path / "model")
    add("danqing.diffusion.samplers")
    studio = danqing.load(model, device="cpu", precision="float32")
    picture = studio.generate("a red cat", seed=0, steps=2, sampler="midpoint")[0]
    assert picture.manifest["settings"]["sampler"] == "midpoint"
    assert picture.image.tobytes() != studio.generate("a red cat", seed=0, steps=2, sampler="euler")[0].image.tobytes()


def test_the_source_is_found_and_reads_its_pictures(add: Add, tmp_path: Path) -> None:
    add("danqing.data.sources.drawings")
    archive = tmp_path / "drawings.tgz"
    write_tar(archive, {"package/png/red-apple.png": b"1", "package/png/logo-x.png": b"2", "package/a.txt": b"3"})
    dropped: Counter[str] = Counter()
    pictures = list(find_source("drawings").read({"drawings": archive}, dropped))
    assert [(each.name, each.titles_en, each.content) for each in pictures] == [("red-apple", ("red apple",), b"1")]
    assert dropped == {"trade mark": 1}


def test_the_family_draws(add: Add, tmp_path: Path) -> None:
    from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel

    add("danqing.families.pixels")
    torch.manual_seed(0)
    unet = UNet2DModel(
        sample_size=16,
        block_out_channels=(32, 32),
        down_block_types=("DownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "UpBlock2D"),
        layers_per_block=1,
        norm_num_groups=8,
    )
    DDPMPipeline(unet=unet, scheduler=DDPMScheduler()).save_pretrained(tmp_path / "pixels")
    studio = danqing.load(tmp_path / "pixels", device="cpu", precision="float32")
    one, two = studio.generate("no words are read", seed=0, steps=3, count=2)
    assert one.image.size == (16, 16)
    assert one.manifest["model"]["family"] == "pixels"
    assert one.image.tobytes() != two.image.tobytes()
    assert studio.generate("no words", seed=0, steps=3, count=2, indices=[1])[0].image.tobytes() == two.image.tobytes()


def test_the_recipe_is_listed_and_planned(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    add("danqing.recipes.overnight")
    assert main(["train", "--list"]) == 0
    assert "overnight" in capsys.readouterr().out
    assert main(["train", "overnight", "--dry-run", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["recipe"]["diffusion"]["loop"]["num_images"] == 4 * RECIPES["mini-cpu"]().diffusion.loop.num_images
