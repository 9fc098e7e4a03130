"""The comparison of networks from runs' folders to the table and the sheets, with tiny real parts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import torch
from benchmarks.compare_networks import Sampling, captions_of, draw, draw_sheets, measure, open_run, read_log, report
from PIL import Image

from danqing.core.errors import DataError, RequestError
from danqing.data.scenes import SceneSet
from danqing.evaluation.features import PictureFeatures
from danqing.training.journal import Journal
from tiny_families import build_mini, build_stable_diffusion_3
from tiny_scenes import build_squares
from tiny_vgg import write_wheel

HOW = Sampling(steps=2, guidance=2.0)
PROMPTS = [{"zh": "一只橘猫", "en": "a red cat"}, {"zh": "草地", "en": "the dog"}]


def build_run(folder: Path, scenes: Path, checkpoint: Path, loss: float) -> Path:
    """A run's folder as ``run_recipe`` leaves it, as far as a comparison reads it."""
    shutil.copytree(scenes, folder / "scenes-val")
    shutil.copytree(checkpoint, folder / "checkpoint")
    shutil.copytree(checkpoint / "vae", folder / "vae")
    (folder / "diffusion").mkdir()
    journal = Journal(folder / "diffusion")
    for images in (300, 600):
        journal.write("train", images, loss=1.0, images_per_second=5.0)
        journal.write("validate", images, loss=loss + images / 1e4, loss_low_noise=0.25, loss_high_noise=0.75)
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two of one shape with other weights, which share their autoencoder."""
    folder = tmp_path_factory.mktemp("runs")
    scenes = build_squares(folder / "scenes", 24, split="val", size=64).folder
    first, second = build_mini(folder / "first", seed=1), build_mini(folder / "second", seed=2)
    shutil.rmtree(second / "vae")
    shutil.copytree(first / "vae", second / "vae")
    return [
        build_run(folder / name, scenes, each, loss)
        for name, each, loss in (("unet", first, 0.5), ("other", second, 0.4))
    ]


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> PictureFeatures:
    return PictureFeatures.from_wheel(write_wheel(tmp_path_factory.mktemp("wheel") / "vgg.whl"))


def test_measures_the_floors_and_each_run_and_draws_sheets(
    runs: list[Path], features: PictureFeatures, tmp_path: Path
) -> None:
    rows = measure(runs, features, num_pictures=8, how=HOW)
    assert [row.name for row in rows] == ["other real scenes", "the same through the autoencoder", "unet", "other"]
    real, floor, *drawn = rows
    assert real.raw["KID"].value < floor.raw["KID"].value
    assert all(row.raw["KID"].value > real.raw["KID"].value for row in drawn)
    assert all(row.reconstructed["KID"].value != row.raw["KID"].value for row in drawn)
    text = report(rows, num_pictures=8, how=HOW)
    table = [line for line in text.splitlines() if line.startswith("| ")]
    assert len({line.count("|") for line in table}) == 1
    assert re.search(r"^\| unet \| 600 \(300\) \| 2 \| 0.5600 \| 0.2500 \| 0.7500 \| ", text, re.MULTILINE)
    assert "KID to real, unet minus other: " in text
    draw_sheets(runs, PROMPTS, tmp_path, how=HOW)
    for language in ("zh", "en"):
        with Image.open(tmp_path / f"sheet-{language}.png") as sheet:
            assert sheet.width > 3 * (2 * 96)  # two pictures of 96 px beside each other, three times


def test_a_picture_depends_on_its_prompt_and_number_only(runs: list[Path]) -> None:
    family = open_run(runs[0])
    prompts = ["a cat", "草地", "a red dog"]
    together = draw(family, prompts, how=HOW)
    assert together.shape == (3, 3, family.defaults.height, family.defaults.width)
    assert torch.allclose(draw(family, prompts[:1], how=HOW), together[:1], atol=0.05)  # bfloat16 where there is
    assert not torch.allclose(together[0], together[1], atol=0.05)


def test_draws_with_stable_diffusion_3(tmp_path: Path) -> None:
    build_stable_diffusion_3(tmp_path / "run" / "checkpoint", t5=False)
    pictures = draw(open_run(tmp_path / "run"), ["a cat", "a red dog"], how=HOW)
    assert len(pictures) == 2
    assert bool(torch.isfinite(pictures).all())


def test_captions_are_half_of_each_language(runs: list[Path]) -> None:
    captions = captions_of(SceneSet(runs[0] / "scenes-val"), 6)
    assert [caption.isascii() for caption in captions] == [True, False] * 3


def test_what_cannot_be_compared_is_refused(runs: list[Path], features: PictureFeatures, tmp_path: Path) -> None:
    def refuse(words: str, kind: type[Exception] = DataError, count: int = 8) -> None:
        with pytest.raises(kind, match=words):
            measure([runs[0], other], features, num_pictures=count, how=HOW)

    other = runs[1]
    refuse("40 held-out scenes are needed, .* holds 24; ask for fewer --pictures", RequestError, 20)
    other = shutil.copytree(runs[1], tmp_path / "other")
    (other / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"another")
    refuse("different autoencoders")
    (other / "vae" / "diffusion_pytorch_model.safetensors").unlink()
    refuse("carry out its stage latents first")
    shutil.rmtree(other / "scenes-val")
    build_squares(other / "scenes-val", 24, split="val", size=32)
    refuse("different held-out scenes")
    (other / "diffusion" / "log.jsonl").unlink()
    with pytest.raises(DataError, match="holds no validation of its diffusion stage; train it first"):
        read_log(other)
    shutil.rmtree(other / "checkpoint")
    with pytest.raises(DataError, match="holds no checkpoint; make it: danqing train"):
        open_run(other)
