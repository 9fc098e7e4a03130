"""What a recipe is: everything that turns open pictures into a checkpoint, frozen."""

from __future__ import annotations

from dataclasses import dataclass

from danqing.core.errors import RequestError
from danqing.models.presets import MMDiTShape
from danqing.training.autoencoder import AutoencoderConfig
from danqing.training.clip_trainer import ClipConfig
from danqing.training.diffusion import DiffusionConfig
from danqing.training.picture_trainer import PictureTowerConfig

STAGES = ("scenes", "text", "autoencoder", "latents", "diffusion", "assemble")
CLIP = "clip"  # the picture tower, which no checkpoint for drawing needs
KNOWN_STAGES = (*STAGES, CLIP)  # in the order in which they run


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
        crops: (width, height) in pixels of further training pictures, cropped from the scenes around their subjects.
        square_share: share of training batches that show whole scenes; the others are divided among the crops.
        stages: what is carried out unless the user names stages.
        clip: settings of the picture tower, or None where none is trained.
        scenes_from: the name of another run whose scenes are used if it has them, instead of composing new ones.
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
    crops: tuple[tuple[int, int], ...] = ()
    square_share: float = 0.7
    stages: tuple[str, ...] = STAGES
    clip: PictureTowerConfig | None = None
    scenes_from: str | None = None
    sampler: str = "dpmpp_2m"
    steps: int = 20
    guidance: float = 4.0
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("num_scenes", "num_held_out", "vocabulary", "steps"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} must be at least 1, not {getattr(self, name)}.")
        factor = self.autoencoder.factor
        for name, sides in (("size", (self.size, self.size)), *(("crop", crop) for crop in self.crops)):
            if any(side < factor or side % factor or side > self.size for side in sides):
                raise RequestError(
                    f"The {name} {sides[0]}x{sides[1]} must be a multiple of the autoencoder's factor {factor} "
                    f"and at most {self.size}."
                )
        if not 0 < self.square_share <= 1:
            raise RequestError(f"square_share must lie above 0 and be at most 1, not {self.square_share}.")
        shape = self.diffusion.shape
        if shape.latent_channels != self.autoencoder.latent_channels:
            raise RequestError("The autoencoder and the diffusion network must have the same latent channels.")
        # SD3 joins the states of two towers; ours stands in both places.
        width = self.text.text.width * (2 if isinstance(shape, MMDiTShape) else 1)
        widths = {shape.text_channels} | ({shape.pooled_channels} if isinstance(shape, MMDiTShape) else set())
        if widths != {width}:
            raise RequestError(f"The diffusion network's text channels must be {width} to fit the text tower.")
