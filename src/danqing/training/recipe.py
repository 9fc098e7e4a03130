"""What a recipe is: everything that turns open pictures into a checkpoint, frozen."""

from __future__ import annotations

from dataclasses import dataclass

from danqing.core.errors import RequestError
from danqing.training.autoencoder import AutoencoderConfig
from danqing.training.clip_trainer import ClipConfig
from danqing.training.diffusion import DiffusionConfig

STAGES = ("scenes", "text", "autoencoder", "latents", "diffusion", "assemble")


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A complete training plan.

    Args:
        name, description: as listed; the description says how long it takes and on what.
        pack: the pack's folder name below ``packs/``, or ``"shapes"`` for figures that are drawn on the spot.
        size: side of the training pictures in pixels.
        num_scenes, num_held_out: scenes composed for training and validation, rounded up to whole shards.
        vocabulary: tokens of the bilingual tokenizer.
        text, autoencoder, diffusion: settings of the three trainers.
        sampler, steps, guidance: what the finished checkpoint draws with when a request names nothing.
    """

    name: str
    description: str
    pack: str = "open"
    size: int
    num_scenes: int
    num_held_out: int = 4096
    vocabulary: int = 8192
    text: ClipConfig
    autoencoder: AutoencoderConfig
    diffusion: DiffusionConfig
    sampler: str = "dpmpp_2m"
    steps: int = 20
    guidance: float = 4.0
    seed: int = 0

    def __post_init__(self) -> None:
        factor = 2 ** (len(self.autoencoder.block_out_channels) - 1)
        if self.size % factor:
            raise RequestError(f"The size {self.size} must be a multiple of the autoencoder's factor {factor}.")
        if self.diffusion.shape.latent_channels != self.autoencoder.latent_channels:
            raise RequestError("The autoencoder and the diffusion network must have the same latent channels.")
