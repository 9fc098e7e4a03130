"""LoRA and embeddings learned from pictures: they learn, go on where they stopped, and draw the same everywhere."""

from __future__ import annotations

import dataclasses
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import UNet2DConditionModel
from PIL import Image
from safetensors.torch import load_file

from danqing.backends.torch import TorchBackend
from danqing.core.errors import DataError, RequestError
from danqing.families.adapter_files import open_adapter
from danqing.families.registry import load_family
from danqing.provenance.intake import read_picture
from danqing.training.adapter_pictures import TrainingPicture, TrainingPictureWarning, read_pictures
from danqing.training.adapter_run import run_adapter
from danqing.training.adapters import AdapterBase, AdapterConfig, AdapterTrainer, Kind, loop_for
from tiny import build_stable_diffusion


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network that says what the clean picture is, which random weights learn soonest."""
    return build_stable_diffusion(tmp_path_factory.mktemp("tiny") / "tiny", prediction="sample")


def config(kind: Kind = "lora", *, steps: int = 4, **changes: object) -> AdapterConfig:
    loop = dataclasses.replace(loop_for(kind, steps=1), num_images=2 * steps, batch_size=2, log_images=2)
    values: dict[str, object] = {"kind": kind, "name": "toy", "word": "<toy>", "begin_with": "cat", "loop": loop}
    return AdapterConfig(**{**values, **changes})  # type: ignore[arg-type]


def half_red(size: int = 32) -> TrainingPicture:
    pixels = np.zeros((size, size, 3), np.uint8)
    pixels[: size // 2, :, 0] = 255
    return TrainingPicture(name="red.png", pixels=pixels, captions=("a cat, <toy>",), captioned=True)


def learned(trainer: AdapterTrainer, *, steps: int, rate: float) -> AdapterTrainer:
    optimizer = torch.optim.AdamW(trainer.parameters(), lr=rate)
    for index in range(steps):
        loss, _ = trainer(trainer.batch(index, 4))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return trainer


def test_one_picture_is_learned_until_it_is_what_the_network_says(checkpoint: Path) -> None:
    base = AdapterBase(checkpoint)
    trainer = AdapterTrainer(config("lora", mirror=False, caption_dropout=0.0), base, [half_red()])
    error = trainer.validate()["loss"]  # of the clean picture that it sees in noise
    learned(trainer, steps=60, rate=1e-2)
    assert trainer.validate()["loss"] < 0.5 * error


def test_a_word_is_learned_and_nothing_else_moves(checkpoint: Path, tmp_path: Path) -> None:
    base = AdapterBase(checkpoint)
    plain = base.encode(["a red cat"], torch.device("cpu"))
    trainer = AdapterTrainer(config("embedding", vectors=2, mirror=False), base, [half_red()])
    error, begun = trainer.validate()["loss"], trainer.vectors.detach().clone()
    learned(trainer, steps=15, rate=1e-2)
    assert trainer.validate()["loss"] < error
    assert not torch.equal(trainer.vectors, begun)
    assert torch.equal(base.encode(["a red cat"], torch.device("cpu")), plain)
    assert [name for name, _ in trainer.named_parameters()] == ["vectors"]
    path = trainer.save(tmp_path / "toy.safetensors", base_name="tiny")
    family = load_family(checkpoint, TorchBackend(device="cpu", precision="float32"))
    with family.adapted([(family.load_adapter(path), 1.0)]):
        (ours,) = family.encode("a cat, <toy>")
    theirs = base.encode(["a cat, <toy>"], torch.device("cpu"))
    assert torch.allclose(ours["context"], theirs, atol=1e-5)


def test_preserving_holds_what_is_said_without_the_word(checkpoint: Path) -> None:
    moved = []
    for preserve in (0.0, 20.0):
        base = AdapterBase(checkpoint)
        settings = config("lora", mirror=False, caption_dropout=0.0, preserve=preserve)
        trainer = AdapterTrainer(settings, base, [half_red()])
        learned(trainer, steps=12, rate=3e-3)
        words = base.encode(["a cat"], torch.device("cpu"))
        x, sigma = trainer.latents[:1] + 0.5, torch.tensor([0.7], dtype=torch.float64)
        with torch.no_grad():
            said = trainer.predict(x, sigma, words)
            with trainer.layers.silent():
                moved.append(float((said - trainer.predict(x, sigma, words)).norm()))
    assert moved[1] < 0.7 * moved[0]


def write_pictures(folder: Path, count: int = 5) -> Path:
    folder.mkdir()
    for number in range(count):
        Image.new("RGB", (40, 32), (40 * number, 0, 90)).save(folder / f"{number}.png")
    return folder


def read(path: Path) -> Image.Image:
    return read_picture(path).image


def test_a_run_goes_on_where_it_stopped(checkpoint: Path, tmp_path: Path) -> None:
    pictures = write_pictures(tmp_path / "pictures")
    settings = config("lora", steps=3)
    whole = run_adapter(settings, pictures, tmp_path / "whole", base=checkpoint, read=read)
    parts = tmp_path / "parts"
    run_adapter(settings, pictures, parts, base=checkpoint, read=read, time_limit_s=0.0)
    resumed = run_adapter(settings, pictures, parts, base=checkpoint, read=read, resume=True)
    ours, theirs = load_file(whole), load_file(resumed)
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[key], theirs[key]) for key in ours)
    other = dataclasses.replace(settings, rank=2)
    with pytest.raises(RequestError, match="other settings or pictures"):
        run_adapter(other, pictures, parts, base=checkpoint, read=read, resume=True)


def test_captions_lie_beside_pictures(tmp_path: Path) -> None:
    pictures = write_pictures(tmp_path / "pictures")
    (pictures / "0.txt").write_text("一只猫\na cat in toy style\n", encoding="utf-8")
    found = read_pictures(pictures, word="toy", size=16, read=read)
    assert found[0].captions == ("一只猫, toy", "a cat in toy style")
    assert found[1].captions == ("toy",)
    assert found[1].pixels.shape == (16, 16, 3)


def test_bad_folders_are_refused_in_a_sentence(tmp_path: Path) -> None:
    def refusal(folder: Path, word: str | None = "toy") -> str:
        with pytest.raises(DataError) as caught:
            read_pictures(folder, word=word, size=16, read=read)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "no folder" in refusal(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert "no pictures" in refusal(tmp_path / "empty")
    pictures = write_pictures(tmp_path / "pictures")
    assert "Nothing says what 0.png shows" in refusal(pictures, word=None)
    (pictures / "3.txt").write_bytes(b"\xff\xfe\xfa")
    assert "not UTF-8" in refusal(pictures)
    (pictures / "3.txt").unlink()
    (pictures / "broken.png").write_bytes((pictures / "4.png").read_bytes()[:60])
    assert "broken.png" in refusal(pictures)


def test_twins_and_too_few_are_noted(tmp_path: Path) -> None:
    pictures = write_pictures(tmp_path / "pictures", count=3)
    (pictures / "twin.png").write_bytes((pictures / "1.png").read_bytes())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = read_pictures(pictures, word="toy", size=16, read=read)
    said = [str(each.message) for each in caught if issubclass(each.category, TrainingPictureWarning)]
    assert len(found) == 3
    assert "twin.png is the same picture as 1.png" in said[0]
    assert "has 3 different pictures" in said[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "../up"}, "cannot name an adapter"),
        ({"rank": 0}, "A rank is 1 to 256"),
        ({"kind": "hypernetwork"}, "one of lora, embedding"),
        ({"kind": "embedding", "word": " "}, "say which"),
    ],
)
def test_settings_that_make_no_sense_are_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        config(**changes)  # type: ignore[arg-type]


def test_what_is_learned_is_the_same_everywhere(checkpoint: Path, tmp_path: Path) -> None:
    base = AdapterBase(checkpoint)
    trainer = AdapterTrainer(config("lora", mirror=False, caption_dropout=0.0), base, [half_red()])
    learned(trainer, steps=5, rate=1e-2)
    words = base.encode(["a cat, <toy>"], torch.device("cpu"))
    x, sigma = torch.randn(1, *trainer.latents.shape[1:]), torch.tensor([0.8], dtype=torch.float64)
    with torch.no_grad():
        ours = trainer.predict(x, sigma, words)
        with trainer.layers.silent():
            silent = trainer.predict(x, sigma, words)
    path = trainer.save(tmp_path / "toy.safetensors", base_name="tiny")

    stock = UNet2DConditionModel.from_pretrained(checkpoint / "unet")
    timestep = base.schedule.timestep_for(sigma).float()
    with torch.no_grad():
        assert torch.allclose(stock(x, timestep, words).sample, silent, atol=1e-5)  # the network itself is untouched
        stock.load_lora_adapter(load_file(path), prefix="unet")
        assert torch.allclose(stock(x, timestep, words).sample, ours, atol=1e-4)

    family = load_family(checkpoint, TorchBackend(device="cpu", precision="float32"))
    (spoken,) = family.encode("a cat, <toy>")
    with family.adapted([(family.load_adapter(path), 1.0)]):
        drawn = family.denoise(x, sigma, spoken)
    alpha = base.schedule.path.alpha(sigma)
    assert torch.allclose(drawn, base.prediction.to_x0(ours, x, alpha, sigma), atol=1e-3)
    assert open_adapter(path).words == ("<toy>",)
    assert open_adapter(path).base == "tiny"
