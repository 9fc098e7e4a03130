"""What a family is: all that is particular to one kind of checkpoint, behind one small surface.

Tasks and samplers see only this. A family turns words into conditioning, says which noise levels to walk, gives the
clean picture that its network sees in a noised one, and turns latents into pictures and pictures into latents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from torch import Tensor

from danqing.backends.base import Backend
from danqing.core.errors import CheckpointError, RequestError
from danqing.core.request import MAX_STEPS
from danqing.diffusion.samplers import SAMPLERS
from danqing.director.weights import WeightedText
from danqing.families.adapters import Adapter
from danqing.families.attention import Controller
from danqing.families.checkpoint import Checkpoint
from danqing.families.control import Controlled, ControlNet
from danqing.families.memory import Parts
from danqing.families.noise import Walk

Conditioning = Mapping[str, Tensor]
MAX_GUIDANCE = 50.0  # as of a request


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What a model uses where a request says nothing. Sizes in pixels."""

    sampler: str
    steps: int
    guidance: float
    width: int
    height: int


class Family(Protocol):
    """One loaded checkpoint.

    Attributes:
        name: of the family, as stored in manifests, such as ``"stable-diffusion"``.
        checkpoint: the folder it came from.
        backend: what runs its networks.
        defaults: what requests may leave open.
        size_multiple: widths and heights must be multiples of this many pixels.
        samplers: the samplers that suit it.
        reads_chinese: whether its text encoder reads Chinese too; English every one does.
    """

    name: str
    checkpoint: Checkpoint
    backend: Backend
    defaults: Defaults
    size_multiple: int
    samplers: tuple[str, ...]
    reads_chinese: bool

    def check_size(self, width: int, height: int, *, parts: Parts = "") -> None:
        """Raise :class:`RequestError` if the model cannot draw this size.

        Args:
            parts: what of the picture is done in parts, see :mod:`danqing.tasks.tiling`.

        Raises:
            TooLargeError: it would not fit the memory.
        """
        ...

    def encode(self, *texts: str | WeightedText) -> tuple[Conditioning, ...]:
        """The conditionings of texts, such as a prompt and a negative prompt, batch 1 each and all of one form."""
        ...

    def latent_shape(self, width: int, height: int) -> tuple[int, int, int]:
        """The (channels, height, width) of the latents of a picture."""
        ...

    def walk(self, sampler: str, steps: int, width: int, height: int) -> Walk:
        """The noise levels of a run."""
        ...

    def denoise(self, x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        """The clean latents (B, C, h, w) that the network sees in ``x`` noised to ``sigma`` (B,)."""
        ...

    def decode(self, latents: Tensor) -> Tensor:
        """Latents (B, C, h, w) to pictures (B, 3, H, W) in about [-1, 1], float32 on the CPU."""
        ...

    def encode_image(self, pixels: Tensor) -> Tensor:
        """Pictures (B, 3, H, W) in [-1, 1] to latents (B, C, h, w), float32 on the backend's device.

        What :meth:`decode` reads and :meth:`denoise` gives: the mean of the autoencoder's posterior, so that the same
        picture always gives the same latents. Sides must suit the autoencoder, as those that :meth:`check_size` takes.
        """
        ...

    def wrapping(self, axes: str, *, denoiser: bool = True) -> AbstractContextManager[None]:
        """Draw pictures without a seam across ``"x"``, ``"y"`` or ``"xy"`` while the context is open.

        Args:
            denoiser: False where whoever calls :meth:`denoise` sees to that; then only :meth:`decode` wraps.
        """
        ...

    def tiled(self) -> AbstractContextManager[None]:
        """Decode and encode large pictures in tiles while the context is open, see :mod:`danqing.families.tiles`."""
        ...

    def attending(self, controller: Controller) -> AbstractContextManager[None]:
        """Ask a controller at each attention while the context is open, see :mod:`danqing.families.attention`.

        Raises:
            RequestError: the family's network cannot be steered so.
        """
        ...

    def positions(self, text: str | WeightedText, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """Which of the places that :meth:`encode` makes of a text stand for parts of it: key numbers in attention.

        Args:
            text: as given to :meth:`encode`.
            spans: (start, end) in the characters of the text without its weights.

        Raises:
            RequestError: the family's network does not attend to words one by one.
        """
        ...

    def load_control(self, folder: str | Path) -> ControlNet:
        """The ControlNet in a folder, see :mod:`danqing.families.control`.

        Raises:
            RequestError: the family's network cannot be controlled so.
            CheckpointError: there is no such net, or it is broken, unsafe or for another model.
        """
        ...

    def controlled(self, controls: Sequence[Controlled]) -> AbstractContextManager[None]:
        """Let ControlNets act while the context is open.

        Raises:
            RequestError: the family's network cannot be controlled so.
        """
        ...

    def load_adapter(self, path: str | Path) -> Adapter:
        """The LoRA or embedding in a file or folder, see :mod:`danqing.families.adapters`.

        Raises:
            RequestError: the family's networks cannot be adapted so.
            CheckpointError: there is no such adapter, or it is broken, unsafe or for another model.
        """
        ...

    def adapted(self, adapters: Sequence[tuple[Adapter, float]]) -> AbstractContextManager[None]:
        """Let adapters act, each with its weight, while the context is open; afterwards all is as before, bit for bit.

        Raises:
            RequestError: the family's networks cannot be adapted so.
        """
        ...


@dataclass(frozen=True)
class StyleWords:
    """What a style is called in prompts: phrases that go after a comma, such as "flat style" and "扁平风格"."""

    en: str
    zh: str


def styles_of(checkpoint: Checkpoint) -> dict[str, StyleWords]:
    """The styles that a model was taught, from ``"styles": {"flat": {"en": …, "zh": …}}`` in its ``danqing.json``.

    Raises:
        CheckpointError: they are written in another way.
    """
    said = checkpoint.defaults.get("styles", {})
    try:
        return {str(name): StyleWords(str(words["en"]), str(words["zh"])) for name, words in said.items()}
    except (AttributeError, KeyError, TypeError):
        raise CheckpointError(
            f"The styles in {checkpoint.folder / 'danqing.json'} must each have words in 'en' and 'zh'; correct or "
            f"delete them."
        ) from None


def check_multiple(width: int, height: int, multiple: int) -> None:
    """Raise :class:`RequestError`, naming the nearest size, unless both sides are positive multiples."""
    if width % multiple == 0 and height % multiple == 0 and width > 0 and height > 0:
        return
    nearest = [max(multiple, round(side / multiple) * multiple) for side in (width, height)]
    raise RequestError(
        f"This model draws sizes that are multiples of {multiple} pixels, not {width}x{height}; the nearest is "
        f"{nearest[0]}x{nearest[1]}."
    )


def defaults_for(checkpoint: Checkpoint, otherwise: Defaults) -> Defaults:
    """A family's defaults with the checkpoint's ``danqing.json`` laid over them.

    Raises:
        CheckpointError: a value there is of the wrong kind.
    """
    said: Mapping[str, Any] = checkpoint.defaults
    values: dict[str, Any] = {name: said.get(name, getattr(otherwise, name)) for name in Defaults.__dataclass_fields__}
    sound = values["sampler"] in tuple(SAMPLERS)
    sound = sound and isinstance(values["guidance"], int | float) and 0 <= values["guidance"] <= MAX_GUIDANCE
    for name in ("steps", "width", "height"):
        sound = sound and isinstance(values[name], int) and values[name] > 0
    sound = sound and values["steps"] <= MAX_STEPS
    if not sound:
        raise CheckpointError(
            f"{checkpoint.folder / 'danqing.json'} must give a known sampler, whole steps, width and height, and a "
            f"guidance; correct or delete it."
        )
    return Defaults(**values)


def default_side(sample_size: Any, index: int, factor: int, otherwise: int) -> int:
    """Pixels of one side from a network's ``sample_size`` (one number, or height and width)."""
    if isinstance(sample_size, list | tuple) and len(sample_size) == 2:
        return int(sample_size[index]) * factor
    return sample_size * factor if isinstance(sample_size, int) and sample_size > 0 else otherwise
