"""The diffusion trainer, for a U-Net and for an MMDiT."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL, SD3Transformer2DModel, UNet2DConditionModel

from danqing.core.errors import CheckpointError, DataError, RequestError, UnknownNameError
from danqing.models.presets import MMDiTShape, UNetShape
from danqing.training.autoencoder import AutoencoderConfig, make_autoencoder
from danqing.training.checkpoints import list_checkpoints
from danqing.training.conditioning import MMDiTConditioner, UNetConditioner
from danqing.training.config import LoopConfig
from danqing.training.diffusion import DiffusionConfig, DiffusionTrainer
from danqing.training.latents import LatentSet
from danqing.training.loop import make_optimizer, train
from tiny_scenes import build_tower, write_latents

LOOP = LoopConfig(
    num_images=12, batch_size=4, learning_rate=2e-3, warmup_images=4, ema_images=8, weight_decay=0.0, precision="no"
)
UNET = DiffusionConfig(
    shape=UNetShape(block_out_channels=(32, 32), head_channels=16, text_channels=32, latent_channels=4),
    sample_prompts=("a red square", "一个蓝色的方块"),
    loop=LOOP,
)
MMDIT = dataclasses.replace(
    UNET,
    shape=MMDiTShape(
        num_layers=2, num_heads=2, head_channels=16, text_channels=64, pooled_channels=64, latent_channels=4, max_side=8
    ),
    objective="flow",
    times="logit_normal",
)
BOTH = pytest.mark.parametrize("config", [UNET, MMDIT], ids=["unet", "mmdit"])


@pytest.fixture(scope="module")
def latents(tmp_path_factory: pytest.TempPathFactory) -> LatentSet:
    array = np.random.default_rng(0).standard_normal((24, 4, 4, 4))
    return write_latents(tmp_path_factory.mktemp("latents") / "square", array)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> LatentSet:
    array = np.random.default_rng(1).standard_normal((12, 4, 2, 6))
    return write_latents(tmp_path_factory.mktemp("latents") / "wide", array)


def tiny_autoencoder() -> AutoencoderKL:
    torch.manual_seed(0)
    config = AutoencoderConfig(block_out_channels=(8, 8, 8), latent_channels=4, crops_px=((0, 16),), loop=LOOP)
    return make_autoencoder(config, size=16)


def make_trainer(
    config: DiffusionConfig,
    latents: LatentSet | list[LatentSet],
    held_out: LatentSet,
    shares: list[float] | None = None,
    **changes: object,
) -> DiffusionTrainer:
    config = dataclasses.replace(config, **changes)  # type: ignore[arg-type]
    make = MMDiTConditioner if isinstance(config.shape, MMDiTShape) else UNetConditioner
    return DiffusionTrainer(config, latents, held_out, make(*build_tower()), tiny_autoencoder(), shares=shares)


@BOTH
def test_one_batch_is_learned(config: DiffusionConfig, latents: LatentSet) -> None:
    trainer = make_trainer(config, latents, latents)
    optimizer = make_optimizer(trainer, LOOP)
    batch, losses = trainer.batch(0, 4), []
    for _ in range(90):
        loss, _ = trainer(batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.4 * losses[0]


@BOTH
def test_a_run_resumes_bit_for_bit_and_leaves_the_text_tower_alone(
    config: DiffusionConfig, latents: LatentSet, tmp_path: Path
) -> None:
    def run(name: str, limit: float | None = None) -> DiffusionTrainer:
        trainer = make_trainer(config, latents, latents)
        train(trainer, LOOP, tmp_path / name, resume=True, time_limit_s=limit)
        return trainer

    trainer = run("through")
    run("broken", 0.0)
    run("broken")
    through, resumed = (
        {each.name: each.read_bytes() for each in list_checkpoints(tmp_path / name / "checkpoints")[-1].glob("*.saf*")}
        for name in ("through", "broken")
    )
    assert through == resumed
    tower, _ = build_tower()
    conditioner = trainer.frozen[0]
    assert isinstance(conditioner, UNetConditioner)
    for name, weight in conditioner.tower.state_dict().items():
        assert torch.equal(weight, tower.state_dict()[name]), name
    assert not any(weight.requires_grad for weight in conditioner.tower.parameters())
    assert all(name.startswith("network.") for name in trainer.state_dict())
    assert (tmp_path / "through" / "samples" / "000000012.png").is_file()


def test_captions_are_dropped_in_their_share(latents: LatentSet) -> None:
    for share, low, high in ((0.0, 0, 0), (1.0, 400, 400), (0.25, 70, 130)):
        trainer = make_trainer(UNET, latents, latents, caption_dropout=share)
        empty = trainer.frozen[0].tokens([""])
        dropped = int((trainer.batch(0, 400)["tokens"] == empty).all(1).sum())
        assert low <= dropped <= high


def test_both_languages_and_all_phrases_are_seen(latents: LatentSet) -> None:
    trainer = make_trainer(UNET, latents, latents, caption_dropout=0.0)
    tokens = trainer.batch(0, 300)["tokens"]
    seen = {
        text: int((tokens == trainer.frozen[0].tokens([text])).all(1).sum())
        for texts in latents.captions[0].values()
        for text in texts
    }
    english, chinese = (sum(seen[text] for text in latents.captions[0][each]) for each in ("en", "zh"))
    assert all(seen.values())
    assert 0.3 < english / (english + chinese) < 0.7


@BOTH
def test_batches_come_from_several_shapes_in_their_shares(
    config: DiffusionConfig, latents: LatentSet, wide: LatentSet
) -> None:
    trainer = make_trainer(config, [latents, wide], latents, [3.0, 1.0])
    twin = make_trainer(config, [latents, wide], latents, [3.0, 1.0])
    picks = [trainer.set_of(index) for index in range(400)]
    assert picks == [twin.set_of(index) for index in range(400)]
    assert 70 <= sum(picks) <= 130
    for index in (picks.index(0), picks.index(1)):
        batch = trainer.batch(index, 2)
        assert batch["x0"].shape == (2, *(wide if picks[index] else latents).shape)
        loss, _ = trainer(batch)
        loss.backward()
        assert bool(torch.isfinite(loss))
    by_size = make_trainer(config, [latents, wide], latents)
    assert by_size.odds.tolist() == pytest.approx([2 / 3, 1.0])


@BOTH
def test_another_size_starts_from_trained_weights(config: DiffusionConfig, latents: LatentSet, tmp_path: Path) -> None:
    small = make_trainer(config, latents, latents)
    with torch.no_grad():
        for weight in small.network.parameters():
            weight.add_(0.01)
    small.export(tmp_path)
    big = write_latents(tmp_path / "big", np.random.default_rng(2).standard_normal((6, 4, 8, 8)))
    trainer = make_trainer(config, big, big, start_from=tmp_path / config.component)
    for name, weight in small.network.state_dict().items():
        assert torch.equal(trainer.network.state_dict()[name], weight), name
    loss, _ = trainer(trainer.batch(0, 2))
    assert bool(torch.isfinite(loss))
    with pytest.raises(CheckpointError, match="holds no"):
        make_trainer(config, big, big, start_from=tmp_path / "none")


@BOTH
def test_what_is_exported_is_stock_and_says_the_same(
    config: DiffusionConfig, latents: LatentSet, tmp_path: Path
) -> None:
    trainer = make_trainer(config, latents, latents).eval()
    for weight in trainer.network.parameters():
        torch.nn.init.normal_(weight, std=0.05)
    trainer.export(tmp_path)
    stock_class = SD3Transformer2DModel if config is MMDIT else UNet2DConditionModel
    stock = stock_class.from_pretrained(tmp_path / config.component, use_safetensors=True)
    x, sigma = torch.randn(2, *latents.shape), torch.tensor([0.3, 0.9], dtype=torch.float64)
    condition = trainer.condition(["a red square", ""])
    with torch.no_grad():
        timestep = trainer.schedule.timestep_for(sigma).float()
        told = dict(condition)
        if config is MMDIT:  # the stock pipeline puts 256 zeros in the place of T5's states, the trainer one
            assert not told["encoder_hidden_states"][:, -1:].any()
            told["encoder_hidden_states"] = torch.nn.functional.pad(told["encoder_hidden_states"], (0, 0, 0, 255))
        expected = stock(x, timestep=timestep, **told).sample
        torch.testing.assert_close(trainer.predict(x, sigma, condition), expected, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_a_network_that_says_nothing_has_the_loss_of_pure_chance(latents: LatentSet) -> None:
    figures = make_trainer(UNET, latents, latents).validate()
    power = float(latents.latents(np.arange(len(latents))).square().mean())
    # v = alpha * eps - sigma * x0 is missed in full, so its mean square is alpha² + sigma² E x0², about 1 at all levels
    assert figures["loss"] == pytest.approx((1 + power) / 2, rel=0.1)
    assert figures["loss"] == pytest.approx((figures["loss_low_noise"] + figures["loss_high_noise"]) / 2)


@BOTH
def test_a_picture_does_not_depend_on_its_company(config: DiffusionConfig, latents: LatentSet) -> None:
    trainer = make_trainer(config, latents, latents).eval()
    torch.manual_seed(3)
    for weight in trainer.network.parameters():
        torch.nn.init.normal_(weight, std=0.05)
    alone = trainer.sample(["a red square"], steps=3)
    together = trainer.sample(["a red square", "一个蓝色的方块"], steps=3)
    assert together.shape == (2, 3, 16, 16)
    torch.testing.assert_close(together[:1], alone, atol=1e-4, rtol=1e-4)
    assert not torch.allclose(together[0], together[1], atol=1e-3)


def test_noise_levels_stay_on_the_host_and_are_exact(latents: LatentSet) -> None:
    trainer = make_trainer(UNET, latents, latents)
    batch = trainer.batch(0, 64)
    assert trainer.keep_on_cpu == {"sigma"}
    assert batch["sigma"].dtype == torch.float64
    slices = (trainer.schedule.timestep_for(batch["sigma"]) / 1000 * 64).round().sort().values
    assert (slices.diff() >= 0).all()
    assert float(slices[0]) <= 1
    assert float(slices[-1]) >= 63


def test_mistakes_are_told_in_one_sentence(latents: LatentSet, wide: LatentSet) -> None:
    for changes, error, words in (
        ({"objective": "flow"}, RequestError, "trained by one of epsilon.*, not by flow"),
        ({"objective": "epsilon"}, RequestError, "train v_prediction instead"),
        ({"objective": "magic"}, UnknownNameError, "objective named 'magic'"),
        ({"times": "never"}, UnknownNameError, "time sampler named 'never'"),
        ({"caption_dropout": 1.5}, RequestError, "between 0 and 1"),
    ):
        with pytest.raises(error, match=words):
            dataclasses.replace(UNET, **changes)
    with pytest.raises(DataError, match="needs latents"):
        make_trainer(UNET, [], latents)
    with pytest.raises(DataError, match="needs latents"):
        make_trainer(UNET, [latents, wide], latents, [1.0])
    shape = dataclasses.replace(UNET.shape, latent_channels=8)
    with pytest.raises(DataError, match="have 4 channels but the network 8"):
        make_trainer(UNET, latents, latents, shape=shape)
