"""The autoencoder trainer: reconstruction + edges + a small KL term, with an optional patch discriminator.

References: KL-regularised latents, arXiv 2112.10752 (section 3.1 and appendix G); hinge loss, arXiv 1705.02894;
spectral norm, arXiv 1802.05957; high compression (16-32 times a side), arXiv 2410.10733.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.resnet import ResnetBlock2D
from torch import Tensor, nn
from torch.func import functional_call

from danqing.core.errors import DataError, RequestError
from danqing.core.seeds import derive_seed
from danqing.data.scenes import SceneSet
from danqing.training.checkpoints import load_weights
from danqing.training.config import LoopConfig
from danqing.training.samples import save_grid

INITIAL_LOG_VARIANCE = -6.0


@dataclass(frozen=True, kw_only=True)
class AutoencoderConfig:
    """Shape and loss of the autoencoder.

    Args:
        block_out_channels: one level each; every level but the last halves the side, so five levels compress 16 times.
        layers_per_block: residual blocks a level in the encoder; the decoder has one more.
        latent_channels: channels of the latent grid.
        norm_num_groups: groups of the group norms. One, because a flat area has nothing but its channels' ratios to
            tell its colour by, and small groups of narrow levels normalise those away.
        crops_px: sides of the random training crops, as (from so many images on, side); small ones teach the colours
            and coarse shapes at a fraction of the cost, whole pictures at the end settle the norms' statistics.
        edge_weight, kl_weight, adversarial_weight: factors of the loss terms beside L1 with factor 1.
        adversarial_from_images: images after which the discriminator's opinion counts.
        frozen_encoder: train only the decoder of ``start_from``, so that latents made before stay valid.
        start_from: a ``vae`` folder to start from (a smaller size's, or shipped weights), or None.
    """

    block_out_channels: tuple[int, ...] = (16, 32, 64, 128, 128)
    layers_per_block: int = 1
    latent_channels: int = 16
    norm_num_groups: int = 1
    crops_px: tuple[tuple[int, int], ...] = ((0, 32), (16_000, 64), (245_000, 128))
    edge_weight: float = 1.0
    kl_weight: float = 1e-6
    adversarial_weight: float = 0.0
    adversarial_from_images: int = 0
    frozen_encoder: bool = False
    start_from: Path | None = None
    loop: LoopConfig

    def __post_init__(self) -> None:
        factor = self.factor
        begins = [begin for begin, _ in self.crops_px]
        if not begins or begins[0] != 0 or begins != sorted(begins):
            raise RequestError("crops_px must begin at 0 images and go on in order.")
        if any(side < factor or side % factor for _, side in self.crops_px):
            raise RequestError(f"Each side in crops_px must be a multiple of the autoencoder's factor {factor}.")
        for name in ("edge_weight", "kl_weight", "adversarial_weight", "adversarial_from_images"):
            if not getattr(self, name) >= 0:
                raise RequestError(f"{name} must be 0 or more, not {getattr(self, name)}.")
        if self.frozen_encoder and self.start_from is None:
            raise RequestError("An encoder can be frozen only if it was trained before; name its folder in start_from.")
        if any(channels % self.norm_num_groups for channels in self.block_out_channels):
            raise RequestError(f"Each of block_out_channels must be a multiple of {self.norm_num_groups} groups.")

    @property
    def factor(self) -> int:
        """Pixels a side that become one latent position."""
        return int(2 ** (len(self.block_out_channels) - 1))


def make_autoencoder(config: AutoencoderConfig, *, size: int) -> AutoencoderKL:
    """A fresh ``AutoencoderKL`` in the configured shape, or one with the weights of ``start_from``, channels-last."""
    levels = len(config.block_out_channels)
    network = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * levels,
        up_block_types=("UpDecoderBlock2D",) * levels,
        block_out_channels=config.block_out_channels,
        layers_per_block=config.layers_per_block,
        latent_channels=config.latent_channels,
        norm_num_groups=config.norm_num_groups,
        sample_size=size,
        mid_block_add_attention=False,
    )
    _preserve_variance(network)
    # The 1x1 convolutions around the latents start as the identity; standardise_latents() later folds statistics in.
    for layer in (network.quant_conv, network.post_quant_conv):
        torch.nn.init.dirac_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
    # Begin almost without noise on the latents: reconstruction is learned first, the KL term widens it where it can.
    torch.nn.init.constant_(network.quant_conv.bias[config.latent_channels :], INITIAL_LOG_VARIANCE)
    if config.start_from is not None:
        found = load_weights(network, config.start_from).config
        network.register_to_config(scaling_factor=found.scaling_factor, shift_factor=found.shift_factor)
    return network.to(memory_format=torch.channels_last)


def _preserve_variance(network: AutoencoderKL) -> None:
    """Start as a linear chain that keeps the signal's size: orthogonal convolutions, residual branches at zero.

    PyTorch's default shrinks the signal at each of a dozen convolutions in a row, and colour, the fainter part of it,
    is then not learned for thousands of steps. Reference: arXiv 1901.09321.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.orthogonal_(module.weight, gain=max(1.0, module.out_channels / (module.in_channels * 9)) ** 0.5)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    for module in network.modules():
        if isinstance(module, ResnetBlock2D):
            nn.init.zeros_(module.conv2.weight)


class AutoencoderTrainer(nn.Module):
    """Trains ``autoencoder`` on crops of ``scenes``; measures PSNR on whole pictures of ``held_out``."""

    def __init__(
        self, autoencoder: AutoencoderKL, config: AutoencoderConfig, scenes: SceneSet, held_out: SceneSet
    ) -> None:
        super().__init__()
        if not len(scenes) or not len(held_out):
            raise DataError("Training an autoencoder needs scenes to learn from and held-out ones; build them first.")
        self.autoencoder, self.config = autoencoder, config
        self.scenes, self.held_out = scenes, held_out
        self.optimizer_groups: dict[str, nn.Module] = {"main": autoencoder}
        if config.frozen_encoder:
            autoencoder.encoder.requires_grad_(False)
            autoencoder.quant_conv.requires_grad_(False)  # the encoder's last layer: latents pass through it
        if config.adversarial_weight:
            self.discriminator = PatchDiscriminator()
            self.optimizer_groups["discriminator"] = self.discriminator

    def compiled_parts(self) -> tuple[nn.Module, ...]:
        """The networks worth compiling."""
        return self.autoencoder.encoder, self.autoencoder.decoder

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """Random crops, (size, 3, crop, crop) in [-1, 1]."""
        draw = np.random.default_rng(derive_seed(self.config.loop.seed, "crops", index))
        wanted = [side for begin, side in self.config.crops_px if begin <= index * size]
        crop = min(wanted[-1], self.scenes.size)
        crops = []
        for number in draw.integers(len(self.scenes), size=size):
            top, left = draw.integers(self.scenes.size - crop + 1, size=2)
            crops.append(self.scenes.image(int(number))[top : top + crop, left : left + crop])
        return {"images": to_batch(np.stack(crops)), "index": torch.tensor(index)}

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The sum of the loss terms and each by name."""
        config, real = self.config, batch["images"]
        posterior = self.autoencoder.encode(real).latent_dist
        made = self.autoencoder.decode(posterior.sample()).sample.float()
        figures = {"l1": F.l1_loss(made, real), "edge": edge_loss(made, real), "kl": posterior.kl().mean()}
        loss = figures["l1"] + config.edge_weight * figures["edge"] + config.kl_weight * figures["kl"]
        if config.adversarial_weight:
            frozen = {name: weight.detach() for name, weight in self.discriminator.named_parameters()}
            figures["generator"] = -functional_call(self.discriminator, frozen, (made,)).float().mean()
            verdict_real, verdict_made = self.discriminator(real).float(), self.discriminator(made.detach()).float()
            figures["discriminator"] = F.relu(1 - verdict_real).mean() + F.relu(1 + verdict_made).mean()
            begun = batch["index"] * len(real) >= config.adversarial_from_images
            loss = loss + config.adversarial_weight * begun * figures["generator"] + figures["discriminator"]
        return loss, {name: value.detach() for name, value in figures.items()}

    def validate(self) -> dict[str, float]:
        """L1, edge error and PSNR (dB, of [0, 255] pictures) over 256 held-out pictures, through the posterior mean."""
        totals = {"l1": 0.0, "edge": 0.0, "mse": 0.0}
        pictures = _first(self.held_out, 256)
        for part in torch.split(pictures, 32):
            made = self.reconstruct(part)
            totals["l1"] += float(F.l1_loss(made, part)) * len(part)
            totals["edge"] += float(edge_loss(made, part)) * len(part)
            totals["mse"] += float(F.mse_loss(made, part)) * len(part)
        means = {name: value / len(pictures) for name, value in totals.items()}
        psnr = 10 * float(np.log10(4 / max(means["mse"], 1e-12)))
        return {
            "loss": means["l1"] + self.config.edge_weight * means["edge"],
            "l1": means["l1"],
            "edge": means["edge"],
            "psnr_db": psnr,
        }

    @torch.no_grad()
    def reconstruct(self, images_BCHW: Tensor) -> Tensor:
        """Encode to the posterior mean and decode, float32."""
        device = next(self.autoencoder.parameters()).device
        moved = images_BCHW.to(device).to(memory_format=torch.channels_last)
        made: Tensor = self.autoencoder.decode(self.autoencoder.encode(moved).latent_dist.mode()).sample
        return made.float().clamp(-1, 1).to(images_BCHW.device)

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Held-out pictures (odd rows) above their reconstructions (even rows)."""
        pictures = _first(self.held_out, 32)
        made = self.reconstruct(pictures)
        rows = [part for pair in zip(torch.split(pictures, 8), torch.split(made, 8), strict=True) for part in pair]
        save_grid(torch.cat(rows), folder / f"{images_seen:09d}.png", columns=8)

    def export(self, folder: Path) -> None:
        """Write the ``vae`` folder of a Diffusers checkpoint."""
        self.autoencoder.save_pretrained(folder / "vae", safe_serialization=True)


class PatchDiscriminator(nn.Module):
    """Judges patches of about 30 px as real or made: (B, 3, H, W) to (B, 1, H/8, W/8)."""

    def __init__(self, channels: int = 32) -> None:
        super().__init__()
        widths = (3, channels, channels * 2, channels * 4)
        layers: list[nn.Module] = []
        for before, after in itertools.pairwise(widths):
            layers += [nn.utils.parametrizations.spectral_norm(nn.Conv2d(before, after, 4, 2, 1)), nn.LeakyReLU(0.2)]
        self.layers = nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, 3, 1, 1))

    def forward(self, images_BCHW: Tensor) -> Tensor:
        verdicts: Tensor = self.layers(images_BCHW)
        return verdicts


def edge_loss(made_BCHW: Tensor, real_BCHW: Tensor) -> Tensor:
    """L1 between finite differences across and down, at full and half size: sharp edges where the picture has them."""
    total = made_BCHW.new_zeros(())
    for _ in range(2):
        for axis in (-1, -2):
            total = total + F.l1_loss(made_BCHW.diff(dim=axis), real_BCHW.diff(dim=axis))
        made_BCHW, real_BCHW = F.avg_pool2d(made_BCHW, 2), F.avg_pool2d(real_BCHW, 2)
    return total


def to_batch(images_BHWC: np.ndarray) -> Tensor:
    """uint8 (B, H, W, 3) to float32 (B, 3, H, W) in [-1, 1], channels-last."""
    images = torch.from_numpy(np.ascontiguousarray(images_BHWC)).permute(0, 3, 1, 2)
    return images.to(torch.float32).div_(127.5).sub_(1.0)


def _first(scenes: SceneSet, count: int) -> Tensor:
    return to_batch(np.stack([scenes.image(index) for index in range(min(count, len(scenes)))]))
