"""danqing-mini as it ships: small, open, told apart by colour, and drawn by the stock library, too."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from benchmarks.control import fish
from PIL import Image, ImageDraw

import danqing
from danqing.data.sources import SOURCES
from danqing.families.models import find_model
from danqing.tasks.preprocess import preprocess
from danqing.vision.sketches import agreement, outlines

MAX_BYTES = 48 * 2**20


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(danqing.__file__).parent / "assets" / "danqing-mini"


def test_it_is_the_model_of_that_name_and_fits(folder: Path) -> None:
    assert find_model("danqing-mini") == folder
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= MAX_BYTES


def test_all_weights_that_ship_fit_together(folder: Path) -> None:
    weights = [path for kind in ("*.safetensors", "*.gguf") for path in folder.parent.rglob(kind)]
    assert any(path.suffix == ".gguf" for path in weights)
    assert sum(path.stat().st_size for path in weights) < MAX_BYTES


def test_its_own_net_follows_a_sketch(tmp_path: Path) -> None:
    """The net in its folder is used where none is named."""
    studio, sketch = danqing.load(), Image.new("RGB", (512, 512), "white")
    fish(ImageDraw.Draw(sketch))
    sketch.save(tmp_path / "fish.png")
    lines = np.asarray(preprocess(sketch, "scribble", (128, 128)))[..., 0] > 0
    scores = []
    for controls in ([str(tmp_path / "fish.png")], []):
        grey = np.asarray(studio.generate("a blue fish", seed=3, controls=controls)[0].image.convert("L"))
        scores.append(agreement(lines, outlines(grey, sigma=1, least=12), 2))
    assert scores[0] > 0.8
    assert scores[1] < 0.4


def test_it_holds_safetensors_and_nothing_of_the_machine_it_was_made_on(folder: Path) -> None:
    allowed = {".safetensors", ".json", ".md", ".png", ".txt"}
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} <= allowed
    for path in folder.glob("*/*config.json"):
        assert "_name_or_path" not in path.read_text(encoding="utf-8"), path


def test_every_source_of_the_default_pack_is_attributed(folder: Path) -> None:
    text = (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    missing = [name for name, source in SOURCES.items() if not source.opt_in and f"**{name}**" not in text]
    assert missing == []
    assert [name for name, source in SOURCES.items() if source.opt_in and f"**{name}**" in text] == []
    assert "WordNet" in text
    assert [name for name in re.findall(r"\]\((LICENSES/[^)]+)\)", text) if not (folder / name).is_file()] == []


@pytest.mark.filterwarnings("default")
def test_stock_diffusers_opens_it_and_draws_the_stated_colour(folder: Path) -> None:
    from diffusers import DiffusionPipeline

    pipeline = DiffusionPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    for prompt, channel in (("a red apple", 0), ("一棵绿色的树", 1)):
        image = pipeline(
            prompt,
            num_inference_steps=10,
            guidance_scale=4.0,
            height=128,
            width=128,
            generator=torch.Generator().manual_seed(0),
        ).images[0]
        assert main_channel(image) == channel, prompt


def test_both_languages_draw_alike_and_the_prompt_is_heard() -> None:
    studio = danqing.load()
    english, chinese, other = (
        np.asarray(studio.generate(prompt, seed=3)[0].image, np.float32)
        for prompt in ("an orange cat on the grass", "草地上的一只橘猫", "a purple butterfly")
    )
    assert np.abs(english - chinese).mean() < 0.5 * np.abs(english - other).mean()


def main_channel(image: Image.Image) -> int:
    """Which of red, green and blue stands out most in the middle of a picture."""
    middle = np.asarray(image.convert("RGB"), np.float32)[40:88, 40:88].mean((0, 1))
    return int(middle.argmax())
