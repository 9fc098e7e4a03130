"""The trainer of ControlNets, stock or small, for any Stable Diffusion checkpoint.

Everything of the checkpoint is frozen. The net sees a sketch of the scene whose noised latents the U-Net sees, and what
it adds inside the U-Net is trained by the U-Net's own error (arXiv 2302.05543, section 3.3). Captions are left out more
often than in text-to-image training, so that the sketch has to say what the words do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.attention_processor import AttnProcessor
from diffusers.models.controlnets.controlnet import ControlNetModel
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn

from danqing.core.errors import DataError, RequestError
from danqing.core.seeds import derive_seed
from danqing.data.scenes import choose_caption
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.losses import TIME_SAMPLERS, l2
from danqing.diffusion.prediction import add_noise
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.spacings import trailing
from danqing.models.small_control import SmallControlNet, SmallControlShape, make_small_control
from danqing.training.config import LoopConfig
from danqing.training.control_base import ControlBase
from danqing.training.control_sketches import DEFAULT_KINDS, KINDS, Sketches, greys
from danqing.training.diffusion import attention_for
from danqing.training.latents import LatentSet, Pictures
from danqing.training.samples import save_grid
from danqing.vision.sketches import agreement, outlines


@dataclass(frozen=True, kw_only=True)
class ControlConfig:
    """What is trained and how.

    Args:
        shape: of a small net, or None for a stock ``ControlNetModel`` that begins as a copy of the U-Net's first half.
        kinds: what pictures the net is shown, and how often each, by names of ``control_sketches.KINDS``.
        times: a name from ``diffusion.losses.TIME_SAMPLERS``.
        caption_dropout: share of pictures trained without their caption.
        num_drawn: held-out scenes that are drawn from their outlines to be measured, at each validation.
        steps, guidance: of those drawings.

    Raises:
        RequestError: a kind is unknown, or a number out of range.
    """

    shape: SmallControlShape | None = field(default_factory=SmallControlShape)
    kinds: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_KINDS))
    times: str = "stratified"
    caption_dropout: float = 0.25
    num_drawn: int = 16
    steps: int = 12
    guidance: float = 4.0
    loop: LoopConfig

    def __post_init__(self) -> None:
        unknown = [name for name in self.kinds if name not in KINDS]
        if unknown or not self.kinds or any(not share > 0 for share in self.kinds.values()):
            raise RequestError(f"The kinds must be shares above 0 of {', '.join(KINDS)}, not {dict(self.kinds)}.")
        if self.times not in TIME_SAMPLERS:
            raise RequestError(f"times must be one of {', '.join(TIME_SAMPLERS)}, not {self.times!r}.")
        if not 0 <= self.caption_dropout <= 1:
            raise RequestError(f"caption_dropout must lie between 0 and 1, not {self.caption_dropout}.")


class ControlTrainer(nn.Module):
    """Trains one ControlNet for ``base``, which stays as it is.

    Args:
        base: the checkpoint.
        scenes, latents: what to learn from: pictures, and their latents by the checkpoint's autoencoder, same order.
        held_out, held_out_latents: what to measure on.

    Raises:
        DataError: pictures and latents do not belong together, or not to the checkpoint.
    """

    keep_on_cpu = frozenset({"sigma"})

    def __init__(
        self,
        config: ControlConfig,
        base: ControlBase,
        scenes: Pictures,
        latents: LatentSet,
        held_out: Pictures,
        held_out_latents: LatentSet,
    ) -> None:
        super().__init__()
        for pictures, grids in ((scenes, latents), (held_out, held_out_latents)):
            check_pair(base, pictures, grids)
        self.config, self.latents, self.held_out_latents, self.held_out = config, latents, held_out_latents, held_out
        self.sketches = Sketches(scenes, config.kinds)
        torch.manual_seed(derive_seed(config.loop.seed, "weights"))
        self.network = make_control(config, base)
        if not torch.cuda.is_available():  # two matrix products: faster to train on a CPU than the fused kernel
            for each in (base.unet, self.network):
                if isinstance(each, UNet2DConditionModel | ControlNetModel):
                    each.set_attn_processor(AttnProcessor())
        self.frozen = (base,)  # in a tuple so that the loop neither trains nor saves it
        self._without: dict[str, float] = {}

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """Latents (size, C, h, w), noise, noise levels (size,), words (size, window) and sketches (size, 3, H, W)."""
        seed = derive_seed(self.config.loop.seed, "batch", index)
        draw = np.random.default_rng(seed)
        chosen = draw.integers(len(self.latents), size=size)
        captions = [
            choose_caption(self.latents.captions[each], (draw.random(), draw.random())) for each in chosen.tolist()
        ]
        dropped = draw.random(size) < self.config.caption_dropout
        generator = torch.Generator().manual_seed(seed)
        x0 = self.frozen[0].scaled(self.latents.latents(chosen))
        times = TIME_SAMPLERS[self.config.times](size, generator)
        tokens, mask = self.frozen[0].tokens(
            ["" if drop else caption for drop, caption in zip(dropped, captions, strict=True)]
        )
        return {
            "x0": x0,
            "eps": torch.randn(x0.shape, generator=generator),
            "sigma": self.frozen[0].schedule.sigma_at(times),
            "tokens": tokens,
            "mask": mask,
            "sketch": as_pictures(self.sketches.batch(chosen, draw)),
        }

    def compiled_parts(self) -> tuple[nn.Module, ...]:
        """The networks worth compiling."""
        return (self.network, self.frozen[0].unet)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The mean squared error of what the U-Net predicts."""
        base = self.frozen[0].to(batch["x0"].device)
        words = base.words(batch["tokens"], batch["mask"])
        alpha = base.schedule.path.alpha(batch["sigma"])
        x = add_noise(batch["x0"], batch["eps"], alpha, batch["sigma"])
        target = base.prediction.target(batch["x0"], batch["eps"], alpha, batch["sigma"])
        return l2(self.predict(x, batch["sigma"], words, batch["sketch"]), target).mean(), {}

    def predict(self, x: Tensor, sigma: Tensor, words: Tensor, sketch: Tensor | None) -> Tensor:
        """The U-Net's raw output with the net's additions, float32; without a sketch, as if there were no net."""
        base = self.frozen[0]
        timestep = base.schedule.timestep_for(sigma).to(x.device, torch.float32)
        inputs = x.contiguous(memory_format=torch.channels_last)
        added: dict[str, Any] = {}
        with attention_for(x.device):
            if sketch is not None:
                pictures = sketch.contiguous(memory_format=torch.channels_last)
                down, middle = self.network(
                    inputs, timestep, encoder_hidden_states=words, controlnet_cond=pictures, return_dict=False
                )
                added = {"down_block_additional_residuals": tuple(down), "mid_block_additional_residual": middle}
            output: Tensor = base.unet(inputs, timestep, encoder_hidden_states=words, return_dict=False, **added)[0]
        return output.float()

    def denoise(self, x: Tensor, sigma: Tensor, words: Tensor, sketch: Tensor | None) -> Tensor:
        """The estimate of x0."""
        base = self.frozen[0]
        return base.prediction.to_x0(self.predict(x, sigma, words, sketch), x, base.schedule.path.alpha(sigma), sigma)

    def validate(self) -> dict[str, float]:
        """Error with the net and without, at eight noise levels, and how far edges of drawings are those of sketches.

        The error is that of the x0 estimate over sigma², which for v is the training error (arXiv 2202.00512), on
        rough sketches of held-out scenes with their captions. The agreement is an F-score (see
        :func:`danqing.vision.sketches.agreement`) between the outlines of what is drawn and those of the scene.
        """
        figures = self._errors(with_net=True)
        drawings = self.draw(range(self.config.num_drawn), with_net=True)
        figures["edges"] = self._edge_agreement(drawings)
        if not self._without:
            base = self._errors(with_net=False)
            self._without = {"loss_without": base["loss"], "loss_high_noise_without": base["loss_high_noise"]}
            self._without["edges_without"] = self._edge_agreement(
                self.draw(range(self.config.num_drawn), with_net=False)
            )
        return {**figures, **self._without}

    def _errors(self, *, with_net: bool) -> dict[str, float]:
        base = self.frozen[0]
        count = min(256, len(self.held_out_latents))
        device = next(self.network.parameters()).device
        base.to(device)
        angles = (torch.arange(8, dtype=torch.float64) + 0.5) / 8 * torch.pi / 2
        totals = torch.zeros(8)
        seed = derive_seed(self.config.loop.seed, "validate")
        generator, draw = torch.Generator().manual_seed(seed), np.random.default_rng(seed)
        sketches = Sketches(self.held_out, {"scribble": 1.0})
        for start in range(0, count, 64):
            chosen = np.arange(start, min(start + 64, count))
            clean = base.scaled(self.held_out_latents.latents(chosen))
            words = base.encode([self._caption(each) for each in chosen.tolist()], device)
            sketch = as_pictures(sketches.batch(chosen, draw)).to(device)
            for level, angle in enumerate(angles):
                sigma = base.schedule.path.sigma_of_noise_to_signal(angle.tan().expand(len(clean)))
                eps = torch.randn(clean.shape, generator=generator)
                noised = add_noise(clean, eps, base.schedule.path.alpha(sigma), sigma)
                made = self.denoise(noised.to(device), sigma, words, sketch if with_net else None).cpu()
                totals[level] += (made - clean).square().flatten(1).mean(1).sum() / angle.sin().float() ** 2
        levels = totals / count
        return {
            "loss": float(levels.mean()),
            "loss_low_noise": float(levels[:4].mean()),
            "loss_high_noise": float(levels[4:].mean()),
        }

    @torch.no_grad()
    def draw(self, scenes: range, *, with_net: bool) -> Tensor:
        """Pictures (B, 3, H, W) in [-1, 1] of held-out scenes' captions, steered by their clean outlines or not."""
        base = self.frozen[0]
        device = next(self.network.parameters()).device
        base.to(device)
        numbers = [each for each in scenes if each < len(self.held_out_latents)]
        noise = torch.stack(
            [
                torch.randn(self.held_out_latents.shape, generator=torch.Generator().manual_seed(number))
                for number in numbers
            ]
        ).to(device)
        positive = base.encode([self._caption(each) for each in numbers], device)
        negative = base.encode([""] * len(numbers), device)
        sketch = self.outlines_of(numbers).to(device) if with_net else None

        def conditional(x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
            shown = None if sketch is None else sketch.repeat(len(x) // len(sketch), 1, 1, 1)
            return self.denoise(x, sigma, words, shown)

        denoise = classifier_free(conditional, positive, negative, self.config.guidance)
        sigmas = trailing(base.schedule, self.config.steps)
        return base.decode(SAMPLERS["ddim"](denoise, noise, sigmas, path=base.schedule.path))

    def outlines_of(self, numbers: list[int]) -> Tensor:
        """The clean outlines of held-out scenes as the net sees them, (B, 3, H, W)."""
        return as_pictures(Sketches(self.held_out, {"outline": 1.0}).batch(np.array(numbers), np.random.default_rng(0)))

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Sketches, what is drawn from them, and what is drawn from the same words and noise without them."""
        numbers = range(min(8, self.config.num_drawn, len(self.held_out_latents)))
        rows = [
            self.outlines_of(list(numbers)) * 2 - 1,
            self.draw(numbers, with_net=True).cpu(),
            self.draw(numbers, with_net=False).cpu(),
        ]
        save_grid(torch.cat(rows), folder / f"{images_seen:09d}.png", columns=len(numbers))

    def export(self, folder: Path) -> None:
        """Write the net's folder."""
        self.network.save_pretrained(folder / "controlnet", safe_serialization=True)

    def _caption(self, number: int) -> str:
        return choose_caption(self.held_out_latents.captions[number], ((number % 7) / 7, (number % 5) / 5))

    def _edge_agreement(self, drawings: Tensor) -> float:
        """The mean F-score of the outlines of drawings against those of the scenes they were drawn after."""
        pixels = ((drawings.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()
        size = pixels.shape[1]
        drawn = outlines(greys(pixels), sigma=size / 128, least=size // 10)
        wanted = self.outlines_of(list(range(len(pixels))))[:, 0].numpy() > 0.5
        tolerance = max(1, round(size / 64))
        return float(np.mean([agreement(*pair, tolerance) for pair in zip(wanted, drawn, strict=True)]))


def make_control(config: ControlConfig, base: ControlBase) -> SmallControlNet | ControlNetModel:
    """A fresh net for a checkpoint; a stock one takes over the U-Net's weights wherever they fit."""
    unet_config = dict(base.unet.config)
    if config.shape is not None:
        return make_small_control(unet_config, base.factor, config.shape)
    widths = [16 * 2 ** min(each, 4) for each in range(base.factor.bit_length())]
    network = ControlNetModel(
        **{name: unet_config[name] for name in _STOCK_SETTINGS if name in unet_config},
        conditioning_embedding_out_channels=tuple(widths),
    )
    own, theirs = network.state_dict(), base.unet.state_dict()
    fitting = {name: theirs[name] for name in own if name in theirs and theirs[name].shape == own[name].shape}
    network.load_state_dict({**own, **fitting})
    return network.to(memory_format=torch.channels_last)


_STOCK_SETTINGS = (
    "in_channels",
    "flip_sin_to_cos",
    "freq_shift",
    "down_block_types",
    "mid_block_type",
    "only_cross_attention",
    "block_out_channels",
    "layers_per_block",
    "downsample_padding",
    "mid_block_scale_factor",
    "act_fn",
    "norm_num_groups",
    "norm_eps",
    "cross_attention_dim",
    "transformer_layers_per_block",
    "attention_head_dim",
    "num_attention_heads",
    "use_linear_projection",
    "upcast_attention",
    "resnet_time_scale_shift",
    "addition_embed_type",
    "addition_embed_type_num_heads",
)


def as_pictures(pixels: np.ndarray) -> Tensor:
    """(B, H, W) or (B, H, W, 3) of 0 … 255 as what nets look at, (B, 3, H, W) in [0, 1]."""
    pictures = torch.from_numpy(np.ascontiguousarray(pixels)).float() / 255
    return pictures[:, None].repeat(1, 3, 1, 1) if pictures.ndim == 3 else pictures.permute(0, 3, 1, 2)


@torch.no_grad()
def check_pair(base: ControlBase, scenes: Pictures, latents: LatentSet) -> None:
    """Refuse latents that the checkpoint's autoencoder would not make of these scenes, told from a few of them.

    Raises:
        DataError: there are none, or of another number, shape or autoencoder.
    """
    if not len(latents) or len(scenes) < len(latents):
        raise DataError(
            f"There are {len(scenes)} scenes but {len(latents)} latents in {latents.folder}; encode the scenes again."
        )
    numbers = np.linspace(0, len(latents) - 1, min(8, len(latents))).astype(int)
    pixels = torch.from_numpy(np.stack([scenes.image(int(each)) for each in numbers]))
    made = base.encode_pictures(pixels.permute(0, 3, 1, 2).float() / 127.5 - 1)
    kept = latents.latents(numbers)
    if made.shape != kept.shape or float((made - kept).square().mean() / kept.square().mean()) > 0.01:
        raise DataError(
            f"The latents in {latents.folder} were made by another autoencoder than the checkpoint's; encode the "
            f"scenes again."
        )
