"""The autoencoder trainer: it learns one batch, its adversary and it keep apart, a frozen encoder stays as it is."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from danqing.core.errors import CheckpointError, DataError, RequestError
from danqing.data.scenes import SceneSet
from danqing.training.autoencoder import (
    AutoencoderConfig,
    AutoencoderTrainer,
    edge_loss,
    make_autoencoder,
    to_batch,
)
from danqing.training.checkpoints import list_checkpoints
from danqing.training.config import LoopConfig
from danqing.training.loop import make_optimizer, train
from tiny_scenes import Squares, build_squares

LOOP = LoopConfig(
    num_images=16, batch_size=4, learning_rate=3e-3, warmup_images=4, ema_images=8, weight_decay=0.0, precision="no"
)
CONFIG = AutoencoderConfig(block_out_channels=(8, 16, 16), latent_channels=4, crops_px=((0, 16), (8, 32)), loop=LOOP)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> SceneSet:
    return build_squares(tmp_path_factory.mktemp("scenes"), 12)


def make_trainer(scenes: SceneSet, *, seed: int = 0, **changes: object) -> AutoencoderTrainer:
    config = dataclasses.replace(CONFIG, **changes)  # type: ignore[arg-type]
    torch.manual_seed(seed)
    return AutoencoderTrainer(make_autoencoder(config, size=32), config, scenes, scenes)


def gradients(trainer: AutoencoderTrainer, part: str) -> list[Tensor]:
    """The gradient of one training step on a part of the trainer."""
    torch.manual_seed(1)
    loss, _ = trainer(trainer.batch(0, 4))
    loss.backward()
    found = [weight.grad for weight in trainer.get_submodule(part).parameters()]
    assert all(each is not None for each in found)
    return [each for each in found if each is not None]


def test_one_batch_is_learned(scenes: SceneSet) -> None:
    trainer = make_trainer(scenes)
    optimizer = make_optimizer(trainer, LOOP)
    batch, losses = trainer.batch(0, 8), []
    for _ in range(80):
        loss, figures = trainer(batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.3 * losses[0]
    assert set(figures) == {"l1", "edge", "kl"}


def test_a_batch_depends_only_on_its_number_and_crops_grow(scenes: SceneSet) -> None:
    first, second = make_trainer(scenes), make_trainer(scenes, seed=1)
    second.batch(0, 4)
    for index, side in ((0, 16), (1, 16), (2, 32), (9, 32)):
        images = first.batch(index, 4)["images"]
        assert images.shape == (4, 3, side, side)
        assert torch.equal(images, second.batch(index, 4)["images"])
    assert not torch.equal(first.batch(0, 4)["images"], first.batch(1, 4)["images"])


def test_the_generators_loss_never_moves_the_discriminator(scenes: SceneSet) -> None:
    weak = gradients(make_trainer(scenes, adversarial_weight=0.1), "discriminator")
    strong = gradients(make_trainer(scenes, adversarial_weight=10.0), "discriminator")
    assert all(torch.equal(one, other) for one, other in zip(weak, strong, strict=True))
    assert any(bool(each.any()) for each in weak)


def test_the_discriminators_loss_never_moves_the_autoencoder(scenes: SceneSet) -> None:
    alone = gradients(make_trainer(scenes), "autoencoder")
    later = gradients(make_trainer(scenes, adversarial_weight=1.0, adversarial_from_images=100), "autoencoder")
    begun = gradients(make_trainer(scenes, adversarial_weight=1.0), "autoencoder")
    for one, other in zip(alone, later, strict=True):
        torch.testing.assert_close(other, one, atol=1e-7, rtol=1e-5)
    assert any(not torch.allclose(one, other, rtol=1e-3) for one, other in zip(alone, begun, strict=True))


def test_a_run_with_a_discriminator_resumes_bit_for_bit(scenes: SceneSet, tmp_path: Path) -> None:
    def run(name: str, seed: int, limit: float | None = None) -> list[Path]:
        trainer = make_trainer(scenes, seed=seed, adversarial_weight=0.1)
        train(trainer, LOOP, tmp_path / name, resume=True, time_limit_s=limit)
        return sorted(list_checkpoints(tmp_path / name / "checkpoints")[-1].glob("*.safetensors"))

    through = run("through", 0)
    run("broken", 0, 0.0)
    resumed = run("broken", 5)
    assert [each.name for each in through] == [each.name for each in resumed]
    assert {"buffers.safetensors", "optimizer-discriminator.safetensors"} < {each.name for each in through}
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(through, resumed, strict=True))


def test_a_frozen_encoder_stays_bit_for_bit_and_so_do_its_latents(scenes: SceneSet, tmp_path: Path) -> None:
    make_trainer(scenes, seed=3).export(tmp_path)
    config = dataclasses.replace(CONFIG, frozen_encoder=True, start_from=tmp_path / "vae")
    started = AutoencoderKL.from_pretrained(tmp_path / "vae", use_safetensors=True)
    trainer = AutoencoderTrainer(make_autoencoder(config, size=32), config, scenes, scenes)
    train(trainer, LOOP, tmp_path / "run")
    best = AutoencoderKL.from_pretrained(tmp_path / "run" / "best" / "vae", use_safetensors=True)
    moved = set()
    for name, weight in started.state_dict().items():
        for other in (best, trainer.autoencoder):
            if name.startswith(("encoder.", "quant_conv.")):
                assert torch.equal(other.state_dict()[name], weight), name
            elif not torch.equal(other.state_dict()[name], weight):
                moved.add(name.split(".")[0])
    assert moved == {"decoder", "post_quant_conv"}


def test_what_is_exported_is_stock_and_reconstructs_alike(scenes: SceneSet, tmp_path: Path) -> None:
    trainer = make_trainer(scenes)
    trainer.export(tmp_path)
    stock = AutoencoderKL.from_pretrained(tmp_path / "vae", use_safetensors=True)
    pictures = to_batch(np.stack([scenes.image(index) for index in range(4)]))
    with torch.no_grad():
        made = stock.decode(stock.encode(pictures).latent_dist.mode()).sample.clamp(-1, 1)
    torch.testing.assert_close(trainer.reconstruct(pictures), made, atol=1e-5, rtol=1e-5)
    assert stock.encode(pictures).latent_dist.mode().shape == (4, 4, 8, 8)


def test_validation_measures_reconstructions_of_whole_pictures(scenes: SceneSet, tmp_path: Path) -> None:
    trainer = make_trainer(scenes).eval()
    pictures = to_batch(np.stack([scenes.image(index) for index in range(len(scenes))]))
    made = trainer.reconstruct(pictures)
    figures = trainer.validate()
    assert figures["l1"] == pytest.approx(float((made - pictures).abs().mean()), rel=1e-4)
    levels = (made - pictures) * 127.5
    assert figures["psnr_db"] == pytest.approx(float(10 * torch.log10(255**2 / levels.square().mean())), rel=1e-4)
    trainer.draw_samples(tmp_path, 7)
    assert (tmp_path / "000000007.png").is_file()


def test_edges_count_where_they_are_missing_not_where_colours_differ() -> None:
    flat = torch.zeros(1, 3, 8, 8)
    step = flat.clone()
    step[..., 4:] = 1.0
    assert float(edge_loss(flat, flat + 0.5)) == 0.0
    assert float(edge_loss(step, step)) == 0.0
    # one of seven differences across, and at half size one of three
    assert float(edge_loss(flat, step)) == pytest.approx(1 / 7 + 1 / 3)


def test_pictures_become_numbers_from_minus_one_to_one() -> None:
    image = np.zeros((1, 2, 2, 3), np.uint8)
    image[0, 0, 1] = (255, 0, 51)
    batch = to_batch(image)
    assert batch.shape == (1, 3, 2, 2)
    assert batch[0, :, 0, 1].tolist() == pytest.approx([1.0, -1.0, -0.6])


def test_mistakes_are_told_in_one_sentence(scenes: SceneSet, tmp_path: Path) -> None:
    for changes, words in (
        ({"crops_px": ((0, 18),)}, "multiple of the autoencoder's factor 4"),
        ({"crops_px": ((8, 16),)}, "must begin at 0 images"),
        ({"kl_weight": -1.0}, "kl_weight must be 0 or more"),
        ({"norm_num_groups": 3}, "multiple of 3 groups"),
        ({"frozen_encoder": True}, "frozen only if it was trained before"),
    ):
        with pytest.raises(RequestError, match=words):
            dataclasses.replace(CONFIG, **changes)
    with pytest.raises(CheckpointError, match="holds no AutoencoderKL in safetensors"):
        make_autoencoder(dataclasses.replace(CONFIG, start_from=tmp_path / "none"), size=32)
    make_trainer(scenes).export(tmp_path)
    wider = dataclasses.replace(CONFIG, block_out_channels=(8, 16, 24), start_from=tmp_path / "vae")
    with pytest.raises(CheckpointError, match="another shape"):
        make_autoencoder(wider, size=32)
    empty = build_squares(tmp_path / "scenes", 1)
    empty.records.clear()
    with pytest.raises(DataError, match="needs scenes"):
        AutoencoderTrainer(make_autoencoder(CONFIG, size=32), CONFIG, empty, scenes)
    assert Squares().scene(0).image.shape == (32, 32, 3)
