"""The text-to-image diffusion trainer, for Stable Diffusion's U-Net and for SD3's transformer.

It trains on latents made ahead. Captions are drawn by language and phrase each time a picture is seen, and dropped now
and then for classifier-free guidance (arXiv 2207.12598).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import torch
from diffusers.models.attention_processor import AttnProcessor
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from danqing.core.errors import DataError, RequestError, UnknownNameError
from danqing.core.seeds import derive_seed
from danqing.data.scenes import choose_caption
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.losses import OBJECTIVES, TIME_SAMPLERS
from danqing.diffusion.prediction import PREDICTIONS, add_noise
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.schedules import (
    Schedule,
    cosine,
    rectified_flow,
    rescale_zero_terminal_snr,
)
from danqing.diffusion.spacings import spaced_sigmas
from danqing.models.presets import MMDiTShape, UNetShape, make_mmdit, make_unet
from danqing.models.silent_t5 import use_silent_t5
from danqing.training.checkpoints import load_weights
from danqing.training.config import LoopConfig
from danqing.training.latents import LatentSet
from danqing.training.samples import save_grid


@dataclass(frozen=True, kw_only=True)
class DiffusionConfig:
    """What is trained and how.

    Args:
        shape: a U-Net (trained on v with a zero-terminal-SNR cosine schedule) or an MMDiT (trained on the flow).
        objective: a name from ``diffusion.losses.OBJECTIVES``.
        times: a name from ``diffusion.losses.TIME_SAMPLERS``.
        caption_dropout: share of pictures trained without their caption.
        sample_prompts: prompts of the sample sheets.
        guidance: scale of the sample sheets.
        start_from: a network folder to start from (a smaller size's, or shipped weights), or None.

    Raises:
        RequestError: a name is unknown, or the objective does not belong to the network.
    """

    shape: UNetShape | MMDiTShape
    objective: str = "v_prediction"
    times: str = "stratified"
    caption_dropout: float = 0.1
    sample_prompts: tuple[str, ...] = ()
    guidance: float = 4.0
    start_from: Path | None = None
    loop: LoopConfig

    def __post_init__(self) -> None:
        for kind, name, known in (
            ("objective", self.objective, OBJECTIVES),
            ("time sampler", self.times, TIME_SAMPLERS),
        ):
            if name not in known:
                raise UnknownNameError(kind, name, list(known))
        if not 0 <= self.caption_dropout <= 1:
            raise RequestError(f"caption_dropout must lie between 0 and 1, not {self.caption_dropout}.")
        objective = OBJECTIVES[self.objective]
        if objective.path is not self.schedule.path:
            fitting = [name for name, each in OBJECTIVES.items() if each.path is self.schedule.path]
            raise RequestError(f"This network is trained by one of {', '.join(fitting)}, not by {self.objective}.")
        if objective.prediction == "epsilon":
            raise RequestError(
                "At zero terminal SNR the noise says nothing of the picture; train v_prediction instead."
            )

    @property
    def schedule(self) -> Schedule:
        """The noise schedule that the network's timesteps mean."""
        return rectified_flow() if isinstance(self.shape, MMDiTShape) else rescale_zero_terminal_snr(cosine())

    @property
    def component(self) -> Literal["transformer", "unet"]:
        """The network's folder in a Diffusers checkpoint."""
        return "transformer" if isinstance(self.shape, MMDiTShape) else "unet"


def attention_for(device: torch.device) -> AbstractContextManager[None]:
    """Plain attention on a CPU in training, where fused kernels are used: their backward pass is slow there."""
    if device.type == "cpu" and torch.is_grad_enabled():
        return sdpa_kernel(SDPBackend.MATH)
    return nullcontext()


class TextConditioner(Protocol):
    """A frozen text tower that says what the network is conditioned on, by name of the network's argument."""

    def tokens(self, captions: list[str]) -> Tensor: ...

    def encode(self, tokens_BT: Tensor) -> dict[str, Tensor]: ...


class DiffusionTrainer(nn.Module):
    """Trains one denoising network on ``latents`` with ``conditioner`` frozen.

    Args:
        latents: what to learn from; with several sets (crops to other aspects, other sizes) each batch comes from one.
        held_out: what to measure on.
        shares: how often each of several sets is drawn; by default as often as it is large.

    Raises:
        DataError: a set is empty, or the sets have other latent channels than the network.
    """

    keep_on_cpu = frozenset({"sigma"})  # the host computes with it; fetching it from a GPU would stall each step

    def __init__(
        self,
        config: DiffusionConfig,
        latents: LatentSet | Sequence[LatentSet],
        held_out: LatentSet,
        conditioner: TextConditioner,
        autoencoder: AutoencoderKL,
        *,
        shares: Sequence[float] | None = None,
    ) -> None:
        super().__init__()
        sets = (latents,) if isinstance(latents, LatentSet) else tuple(latents)
        weights = np.array([len(each) for each in sets] if shares is None else shares, dtype=np.float64)
        if not sets or any(not len(each) for each in (*sets, held_out)) or len(weights) != len(sets):
            raise DataError("Diffusion training needs latents to learn from and held-out ones; encode scenes first.")
        if any(each.shape[0] != config.shape.latent_channels for each in (*sets, held_out)):
            raise DataError(
                f"The latents have {sets[0].shape[0]} channels but the network {config.shape.latent_channels}; "
                "encode the scenes with the recipe's own autoencoder."
            )
        torch.manual_seed(derive_seed(config.loop.seed, "weights"))
        self.config, self.schedule = config, config.schedule
        self.sets, self.held_out = sets, held_out
        self.odds = np.cumsum(weights) / weights.sum()
        self.network = make_network(config, max(held_out.shape[1:]))
        self.objective = OBJECTIVES[config.objective]
        # Held in a tuple so that the loop neither trains nor saves what is frozen.
        self.frozen: tuple[TextConditioner, AutoencoderKL] = (conditioner, autoencoder)

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """Latents (size, C, H, W) of one set, noise like them, noise levels (size,) and token ids (size, window)."""
        seed = derive_seed(self.config.loop.seed, "batch", index)
        latents = self.sets[self.set_of(index)]
        draw = np.random.default_rng(seed)
        chosen = draw.integers(len(latents), size=size)
        captions = [choose_caption(latents.captions[each], (draw.random(), draw.random())) for each in chosen.tolist()]
        dropped = draw.random(size) < self.config.caption_dropout
        texts = ["" if drop else caption for drop, caption in zip(dropped, captions, strict=True)]
        generator = torch.Generator().manual_seed(seed)
        sigma = self.schedule.sigma_at(TIME_SAMPLERS[self.config.times](size, generator))
        x0 = latents.latents(chosen)
        return {
            "x0": x0,
            "eps": torch.randn(x0.shape, generator=generator),
            "sigma": sigma,
            "tokens": self.frozen[0].tokens(texts),
        }

    def set_of(self, index: int) -> int:
        """Which of the latent sets batch ``index`` comes from."""
        if len(self.sets) == 1:
            return 0
        draw = np.random.default_rng(derive_seed(self.config.loop.seed, "latent set", index)).random()
        return int(np.searchsorted(self.odds, draw, side="right"))

    def compiled_parts(self) -> tuple[nn.Module, ...]:
        """The networks worth compiling."""
        return (self.network,)

    def condition(self, texts: list[str]) -> dict[str, Tensor]:
        """What the network is told of ``texts``, on its device."""
        device = next(self.network.parameters()).device
        return self.frozen[0].encode(self.frozen[0].tokens(texts).to(device))

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The mean of the objective over the batch."""
        condition = self.frozen[0].encode(batch["tokens"])
        x = self.objective.noised(batch["x0"], batch["eps"], batch["sigma"])
        losses = self.objective.losses(
            self.predict(x, batch["sigma"], condition), batch["x0"], batch["eps"], batch["sigma"]
        )
        return losses.mean(), {}

    def predict(self, x: Tensor, sigma: Tensor, condition: dict[str, Tensor]) -> Tensor:
        """The network's raw output, float32."""
        timestep = self.schedule.timestep_for(sigma).to(x.device, torch.float32)
        inputs = x.contiguous(memory_format=torch.channels_last)
        with attention_for(x.device):
            output: Tensor = self.network(inputs, timestep=timestep, **condition, return_dict=False)[0]
        return output.float()

    def denoise(self, x: Tensor, sigma: Tensor, condition: dict[str, Tensor]) -> Tensor:
        """The estimate of x0, as samplers want it."""
        alpha = self.schedule.path.alpha(sigma)
        return PREDICTIONS[self.objective.prediction].to_x0(self.predict(x, sigma, condition), x, alpha, sigma)

    def validate(self) -> dict[str, float]:
        """Error of the x0 estimate on held-out scenes at eight noise levels, comparable between prediction types.

        The levels are those of a variance-preserving path at even angles; the error at each is divided by
        sigma², which makes the mean the v error of arXiv 2202.00512 whatever the network predicts.
        """
        count = min(256, len(self.held_out))
        x0 = self.held_out.latents(np.arange(count))
        captions = [choose_caption(self.held_out.captions[i], ((i % 7) / 7, (i % 5) / 5)) for i in range(count)]
        angles = (torch.arange(8, dtype=torch.float64) + 0.5) / 8 * torch.pi / 2
        totals = torch.zeros(8)
        device = next(self.network.parameters()).device
        generator = torch.Generator().manual_seed(derive_seed(self.config.loop.seed, "validate"))
        for start in range(0, count, 64):
            clean = x0[start : start + 64]
            condition = self.condition(captions[start : start + 64])
            for level, angle in enumerate(angles):
                sigma = self.schedule.path.sigma_of_noise_to_signal(angle.tan().expand(len(clean)))
                eps = torch.randn(clean.shape, generator=generator)
                noised = add_noise(clean, eps, self.schedule.path.alpha(sigma), sigma)
                made = self.denoise(noised.to(device), sigma, condition).cpu()
                totals[level] += (made - clean).square().flatten(1).mean(1).sum() / angle.sin().float() ** 2
        levels = totals / count
        return {
            "loss": float(levels.mean()),
            "loss_low_noise": float(levels[:4].mean()),
            "loss_high_noise": float(levels[4:].mean()),
        }

    @torch.no_grad()
    def sample(self, prompts: list[str], *, seed: int = 0, steps: int = 20, guidance: float | None = None) -> Tensor:
        """Pictures (B, 3, H, W) in [-1, 1] for prompts, each from its own noise."""
        device = next(self.network.parameters()).device
        noise = torch.stack(
            [
                torch.randn(self.held_out.shape, generator=torch.Generator().manual_seed(derive_seed(seed, number)))
                for number in range(len(prompts))
            ]
        ).to(device)
        positive, negative = self.condition(prompts), self.condition([""] * len(prompts))
        scale = self.config.guidance if guidance is None else guidance
        denoise = classifier_free(self.denoise, positive, negative, scale)
        sigmas = spaced_sigmas(self.schedule, steps, "uniform" if self.schedule.sigmas_T is None else "trailing")
        latents = SAMPLERS["dpmpp_2m"](denoise, noise, sigmas, path=self.schedule.path)
        autoencoder = self.frozen[1].to(device)
        pictures: Tensor = autoencoder.decode(latents.contiguous(memory_format=torch.channels_last)).sample
        return pictures.float()

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """One picture for each sample prompt."""
        if self.config.sample_prompts:
            save_grid(self.sample(list(self.config.sample_prompts)), folder / f"{images_seen:09d}.png", columns=8)

    def export(self, folder: Path) -> None:
        """Write the network's folder of a Diffusers checkpoint."""
        self.network.save_pretrained(folder / self.config.component, safe_serialization=True)


def make_network(config: DiffusionConfig, side: int) -> UNet2DConditionModel | SD3Transformer2DModel:
    """A fresh network of the configured shape, or one loaded from ``start_from`` whatever size it was trained at."""
    network: UNet2DConditionModel | SD3Transformer2DModel
    if isinstance(config.shape, MMDiTShape):
        network = make_mmdit(config.shape, sample_size=side)
    else:
        network = make_unet(config.shape, sample_size=side)
    if config.start_from is not None:
        load_weights(network, config.start_from)
    if isinstance(network, SD3Transformer2DModel):
        use_silent_t5(network)
    elif not torch.cuda.is_available():
        network.set_attn_processor(
            AttnProcessor()
        )  # two matrix products: faster to train on a CPU than the fused kernel
    return network
