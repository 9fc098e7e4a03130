"""Words into pictures: the whole of a request, one picture after the other.

Each picture is sampled on its own, with the prompt and the negative prompt as a batch of two. Batching several pictures
would be somewhat faster, but matrix libraries round differently at other batch sizes, and the seed contract says that
picture *i* depends on (model, request, seed, i) and nothing else.
"""

from __future__ import annotations

import time
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from danqing.core.errors import CancelledError, FailureError, RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import picture_generator
from danqing.core.units import to_images
from danqing.diffusion.guidance import classifier_free, interval_in_sigma
from danqing.diffusion.samplers import StepInfo, sampler_named
from danqing.families.family import Conditioning, Family, StyleWords, styles_of
from danqing.families.noise import Walk
from danqing.families.warnings import SettingIgnoredWarning
from danqing.provenance.manifest import make_manifest


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a request left open, resolved for one model. Sizes in pixels.

    Args:
        prompt: what the encoder reads: the request's prompt with the words of its style.
    """

    prompt: str
    width: int
    height: int
    steps: int
    sampler: str
    guidance: float


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Told after each network step.

    Args:
        step, total: steps done and to do over all pictures of the call, 1 … total.
        picture: the index of the picture under way.
        picture_step, picture_steps: the same for this picture alone.
        sigma: the noise level of the step.
        x0: latents of the current estimate, (1, C, h, w). Do not write into it.
        decode: turns such latents into pictures.
    """

    step: int
    total: int
    picture: int
    picture_step: int
    picture_steps: int
    sigma: float
    x0: Tensor = field(repr=False)
    decode: Callable[[Tensor], Tensor] = field(repr=False)

    def preview(self) -> Image.Image:
        """The current estimate as a picture; costs one run of the decoder."""
        return to_images(self.decode(self.x0))[0]


OnStep = Callable[[Progress], object]  # what it returns is not looked at


def resolve(family: Family, request: Request) -> Settings:
    """Fill in what a request leaves open, and refuse what the model cannot do.

    Warns with :class:`SettingIgnoredWarning` about settings that have no effect.

    Raises:
        RequestError: the size does not suit the model.
        UnknownNameError: there is no such sampler or style, or it does not suit the model.
    """
    defaults = family.defaults
    sampler = defaults.sampler if request.sampler is None else request.sampler
    sampler_named(sampler)
    if sampler not in family.samplers:
        raise UnknownNameError(f"sampler for {family.name}", sampler, family.samplers)
    width, height = defaults.width, defaults.height
    if request.width or request.height:
        width, height = request.width or request.height or width, request.height or request.width or height
    family.check_size(width, height)
    settings = Settings(
        prompt=styled(request.prompt, request.style, styles_of(family.checkpoint)),
        width=width,
        height=height,
        steps=request.steps or defaults.steps,
        sampler=sampler,
        guidance=defaults.guidance if request.guidance is None else float(request.guidance),
    )
    _warn_of_ignored(request, settings)
    return settings


def styled(prompt: str, style: str | None, styles: Mapping[str, StyleWords]) -> str:
    """The prompt followed by the words for a style, in the prompt's language.

    Raises:
        UnknownNameError: ``style`` is none of ``styles``.
    """
    if style is None:
        return prompt
    if style not in styles:
        raise UnknownNameError("style of this model", style, sorted(styles))
    words = styles[style]
    chinese = any("CJK" in unicodedata.name(character, "") for character in prompt)
    return f"{prompt}，{words.zh}" if chinese else f"{prompt}, {words.en}"


def generate(
    family: Family,
    request: Request,
    *,
    model: Mapping[str, Any],
    indices: Sequence[int] | None = None,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """Draw the pictures of a request, each as soon as it is asked for.

    Args:
        family: the loaded model.
        request: what to draw.
        model: facts of the model for the manifest, at least its ``name``.
        indices: which pictures of the request, by default all; picture 3 alone equals picture 3 among others.
        on_step: told after each step; whatever it raises ends the work.
        should_stop: asked at each step; True ends the work.

    Raises:
        RequestError, UnknownNameError: before anything is drawn, see :func:`resolve`.
        CancelledError: ``should_stop`` said so; pictures already given stay good.
        FailureError: the network's numbers overflowed, or memory ran out.
    """
    settings = resolve(family, request)
    chosen = list(range(request.count)) if indices is None else list(indices)
    if any(not 0 <= index < request.count for index in chosen):
        raise RequestError(f"The request has pictures 0 to {request.count - 1}; {chosen} asks for others.")
    walk = family.walk(settings.sampler, settings.steps, settings.width, settings.height)
    return _drawn(family, request, settings, walk, model, chosen, on_step, should_stop)


def _drawn(
    family: Family,
    request: Request,
    settings: Settings,
    walk: Walk,
    model: Mapping[str, Any],
    chosen: list[int],
    on_step: OnStep | None,
    should_stop: Callable[[], bool] | None,
) -> Iterator[Picture]:
    conditioning = family.encode(settings.prompt, request.negative)
    for done, index in enumerate(chosen):
        began = time.monotonic()

        def report(info: StepInfo, done: int = done, index: int = index) -> None:
            if should_stop is not None and should_stop():
                raise CancelledError(f"Stopped after {done} of {len(chosen)} pictures.")
            if on_step is not None:
                on_step(_progress(family, info, done, index, len(chosen)))

        try:
            image = _draw_one(family, request, settings, walk, conditioning, index, report)
        except (MemoryError, torch.OutOfMemoryError) as error:
            raise FailureError("There is not enough memory for this size; choose a smaller one.") from error
        manifest = make_manifest(
            request,
            index=index,
            model=model,
            settings={
                "width": settings.width,
                "height": settings.height,
                "steps": settings.steps,
                "sampler": settings.sampler,
                "guidance": settings.guidance,
                "prompt": settings.prompt,
                "backend": family.backend.name,
                "device": family.backend.device.type,
                "precision": family.backend.precision,
            },
            duration_s=time.monotonic() - began,
        )
        yield Picture(image=image, manifest=manifest, writer=_write)


@torch.inference_mode()
def _draw_one(
    family: Family,
    request: Request,
    settings: Settings,
    walk: Walk,
    conditioning: tuple[Conditioning, Conditioning],
    index: int,
    report: Callable[[StepInfo], None],
) -> Image.Image:
    positive, negative = conditioning
    denoise = classifier_free(
        family.denoise,
        positive,
        negative,
        settings.guidance,
        interval=interval_in_sigma(walk.sigmas, request.guidance_interval),
        rescale=request.guidance_rescale,
    )
    shape = family.latent_shape(settings.width, settings.height)
    noise = torch.randn((1, *shape), generator=picture_generator(request.seed, index), dtype=torch.float32)
    latents = sampler_named(settings.sampler)(
        denoise,
        (noise * walk.start_scale).to(family.backend.device),
        walk.sigmas,
        path=walk.schedule.path,
        generators=[picture_generator(request.seed, index, "sampler")],
        on_step=report,
    )
    pixels = family.decode(latents)
    if not bool(torch.isfinite(pixels).all()):
        raise FailureError(
            "The model's numbers overflowed, so there is no picture; try precision='float32', a lower "
            "guidance or other prompt weights."
        )
    return to_images(pixels)[0]


def _progress(family: Family, info: StepInfo, done: int, index: int, count: int) -> Progress:
    return Progress(
        step=done * info.total + info.step,
        total=count * info.total,
        picture=index,
        picture_step=info.step,
        picture_steps=info.total,
        sigma=info.sigma,
        x0=info.x0,
        decode=family.decode,
    )


def _warn_of_ignored(request: Request, settings: Settings) -> None:
    ignored = []
    if settings.guidance == 1:
        ignored += ["the negative prompt"] if request.negative else []
        ignored += ["guidance_rescale"] if request.guidance_rescale else []
        ignored += ["guidance_interval"] if request.guidance_interval != (0.0, 1.0) else []
    if ignored:
        warnings.warn(
            f"Guidance 1 switches guidance off, so {' and '.join(ignored)} had no effect.",
            SettingIgnoredWarning,
            stacklevel=4,
        )
    if request.extra:
        warnings.warn(f"Nothing reads {', '.join(request.extra)} here.", SettingIgnoredWarning, stacklevel=4)


def _write(picture: Picture, path: Path, force: bool) -> Path:
    from danqing.provenance.files import write_picture

    return write_picture(picture, path, force)
