"""The one road that all drawing takes, from words, noise and perhaps a picture to finished pictures.

A task fills in a :class:`Drawing` and hands it to :func:`draw`. What it leaves out is as in plain generation::

    settings = resolve(family, request)                     # what the request leaves open; refuses what cannot be
    plain = Drawing(request=request, settings=settings)     # generate
    changed = Drawing(
        request=request,
        settings=settings,
        task={"name": "img2img", "strength": 0.6},          # what the manifest says of it
        parents=[source.facts()],                           # of danqing.provenance.intake.Source
        start=Start(latents=family.encode_image(to_tensor(image)), strength=0.6),  # or a change map (1, 1, h, w)
        finish=lambda image: image.crop(box),               # the last touch, on the finished RGB picture
    )
    pictures = draw(family, changed, model={"name": "danqing-mini"})

``denoise``, ``noise``, ``decode`` and ``words`` replace one link of the chain each: windows of a panorama, noise
between two seeds, a decoder in tiles, words between two prompts.

Each picture is sampled on its own, with the prompt and the negative prompt as a batch of two. Batching several pictures
would be somewhat faster, but matrix libraries round differently at other batch sizes, and the seed contract says that
picture *i* depends on (model, request, seed, i) and nothing else.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from danqing.core.adapters import AdapterUse
from danqing.core.errors import CancelledError, FailureError, RequestError, UnknownNameError
from danqing.core.hires import Hires
from danqing.core.picture import Picture
from danqing.core.references import StyleReference, SubjectReference
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.core.seeds import picture_generator
from danqing.core.units import to_images
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.guidance import ConditionalDenoiser, interval_in_sigma
from danqing.diffusion.keeping import keeping, noised, release_levels, sigmas_below
from danqing.diffusion.samplers import Denoiser, Sampler, StepInfo, sampler_named
from danqing.families.family import Conditioning, Family, styles_of
from danqing.families.memory import Parts
from danqing.families.noise import Walk
from danqing.provenance.files import write_picture
from danqing.provenance.manifest import make_manifest
from danqing.tasks.framing import View
from danqing.tasks.influences import Influences, influences_of
from danqing.tasks.prompting import read_request, warn_of_unread
from danqing.tasks.regions import Places
from danqing.tasks.steering import Script, Words, encoded, steered
from danqing.tasks.style_library import look_of, styled
from danqing.tasks.tiling import acting, begins_in_windows, cut_calmly, in_parts, parts_for, windowed_first
from danqing.tasks.translating import english_for, lines_in_english, tell_translated
from danqing.tasks.unsettling import unsettled
from danqing.tasks.wording import Wording, wording_of


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a request left open, resolved for one model. Sizes in pixels.

    Args:
        prompt, negative: what is drawn: the request's own without parameters, with the words of its style.
        stop: percent of the run after which the picture is taken as it is.
        chaos, weird: what unsettles the words, see :mod:`danqing.tasks.unsettling`.
        hires: the second, larger pass that is asked for, where the task does one.
        tile: the axes across which it has no seam.
        parts: what is done in parts, see :mod:`danqing.tasks.tiling`.
        regions: the request's, with the words of its style.
        style_reference, subject_reference: the request's, or its prompt's.
        adapters: the request's and its prompt's.
    """

    prompt: str
    negative: str
    width: int
    height: int
    steps: int
    sampler: str
    guidance: float
    stop: int = 100
    chaos: int = 0
    weird: int = 0
    hires: Hires | None = None
    tile: str = ""
    parts: Parts = ""
    regions: tuple[Region, ...] = ()
    style_reference: StyleReference | None = None
    subject_reference: SubjectReference | None = None
    adapters: tuple[AdapterUse, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Start:
    """A picture to start from.

    Args:
        latents: (1, C, h, w), from ``family.encode_image``.
        strength: how much may change: one number in [0, 1], or a change map (1, 1, h, w), see
            :mod:`danqing.diffusion.keeping`. Where it is 1 nothing of ``latents`` is seen.
    """

    latents: Tensor = field(repr=False)
    strength: float | Tensor


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What a task asks to be drawn.

    Args:
        request: what the user asked; goes into the manifest in full.
        settings: from :func:`resolve`; ``width`` and ``height`` are those of the drawing, whatever ``finish`` makes.
        task: for the manifest: ``name`` and all parameters that the request does not hold; None for generation.
        parents: for the manifest: the pictures that this one is made from.
        start: a picture to start from, or None for pure noise.
        finish: makes the result of the drawn RGB picture.
        denoise: in place of ``family.denoise``: ``(x, sigma, conditioning) -> x0``.
        noise: in place of the seed contract's: picture index to standard normal noise (1, C, h, w), float32.
        decode: in place of ``family.decode``: latents to pixels (1, 3, H, W).
        words: in place of the encoded prompts: picture index to the conditionings, or what steers each step.
        sample: in place of the sampler of that name.
        within: what acts on the model while a picture is drawn: picture index to a context, such as one of
            ``family.attending``, ``family.controlled`` or ``family.adapted``; entered in order, before the words are
            encoded, and left when the picture is finished.
        view: what is drawn of the picture that the request's boxes are counted in; None for all of it.
    """

    request: Request
    settings: Settings
    task: Mapping[str, Any] | None = None
    parents: Sequence[Mapping[str, Any]] = ()
    start: Start | None = None
    finish: Callable[[Image.Image], Image.Image] | None = None
    denoise: ConditionalDenoiser[Conditioning] | None = None
    noise: Callable[[int], Tensor] | None = None
    decode: Callable[[Tensor], Tensor] | None = None
    words: Callable[[int], Words | Script] | None = None
    sample: Sampler | None = None
    within: Sequence[Callable[[int], AbstractContextManager[object]]] = ()
    view: View | None = None


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


def resolve(family: Family, request: Request, *, enlarges: bool = False) -> Settings:
    """Fill in what a request leaves open, and refuse what the model cannot do.

    Warns with :class:`SettingIgnoredWarning` about settings that have no effect.

    Args:
        enlarges: whether the task does the second, larger pass that a request may ask for.

    Raises:
        RequestError: the size does not suit the model.
        UnknownNameError: there is no such sampler or style, or it does not suit the model.
    """
    defaults, asked = family.defaults, read_request(request)
    request = asked.request
    sampler = defaults.sampler if request.sampler is None else request.sampler
    sampler_named(sampler)
    if sampler not in family.samplers:
        raise UnknownNameError(f"sampler for {family.name}", sampler, family.samplers)
    width, height = asked.size((defaults.width, defaults.height), family.size_multiple)
    parts = parts_for(family, width, height, request.tiled)
    look = None if request.style is None else look_of(request.style, styles_of(family.checkpoint))
    translate = english_for(family, request)
    english = translate or str
    prompt, negative = asked.words(lambda text, away: styled(english(text), english(away), look))
    if translate is not None:
        tell_translated(request, prompt)
    settings = Settings(
        prompt=prompt,
        negative=negative,
        width=width,
        height=height,
        steps=asked.steps(defaults.steps),
        sampler=sampler,
        guidance=asked.guidance(defaults.guidance),
        stop=asked.stop,
        chaos=asked.chaos,
        weird=asked.weird,
        hires=request.hires if enlarges else None,
        tile=request.tile or "",
        parts=parts,
        regions=tuple(each.replace(prompt=styled(english(each.prompt), "", look)[0]) for each in request.regions),
        style_reference=request.style_reference,
        subject_reference=request.subject_reference,
        adapters=request.adapters,
    )
    _warn_of_ignored(request, settings)
    if request.hires is not None and not enlarges:
        warnings.warn("This is drawn in one pass, so hires had no effect.", SettingIgnoredWarning, stacklevel=3)
    warn_of_unread(asked, settings.steps)
    return settings


def draw(
    family: Family,
    drawing: Drawing,
    *,
    model: Mapping[str, Any],
    indices: Sequence[int] | None = None,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """Draw the pictures of a request, each as soon as it is asked for.

    Args:
        family: the loaded model.
        drawing: what to draw.
        model: facts of the model for the manifest, at least its ``name``.
        indices: which pictures of the request, by default all; picture 3 alone equals picture 3 among others.
        on_step: told after each step; whatever it raises ends the work.
        should_stop: asked at each step; True ends the work.

    Raises:
        RequestError: before anything is drawn: steps or indices do not suit, the strength leaves nothing to do, a
            region reaches outside, or a wildcard's file is damaged.
        PictureError: before anything is drawn: a reference cannot be read.
        CheckpointError: before anything is drawn: an adapter does not fit the model.
        UnknownNameError: before anything is drawn: there is no wildcard or adapter of that name.
        CancelledError: ``should_stop`` said so; pictures already given stay good.
        FailureError: the network's numbers overflowed, or memory ran out.
    """
    request, settings = drawing.request, drawing.settings
    chosen = list(range(request.count)) if indices is None else list(indices)
    if any(not 0 <= index < request.count for index in chosen):
        raise RequestError(f"The request has pictures 0 to {request.count - 1}; {chosen} asks for others.")
    walk = family.walk(settings.sampler, settings.steps, settings.width, settings.height)
    release = None if drawing.start is None else _release(drawing.start, walk)
    worded = [*chosen, 0] if request.align_style else chosen  # the first is what the others are aligned to
    wordings = {} if drawing.words is not None else _wordings(family, drawing, worded, len(walk.sigmas) - 1)
    influences = influences_of(
        family,
        regions=settings.regions,
        align_style=request.align_style,
        style_reference=settings.style_reference,
        subject_reference=settings.subject_reference,
        adapters=settings.adapters,
        said="\n".join((settings.prompt, settings.negative, *(each.prompt for each in settings.regions))),
        count=request.count,
        controls=request.controls,
        walk=walk,
        size=(settings.width, settings.height),
        view=drawing.view or View((settings.width, settings.height), 0, 0, settings.width, settings.height),
    )
    if influences.regions is not None and drawing.words is not None:
        raise RequestError("Regions cannot be drawn here; leave them out.")
    if influences.within and settings.parts == "all":
        raise RequestError(
            "Regions and shared looks cannot be drawn in windows yet; leave them out, or choose a size that the model "
            "draws at once."
        )
    return _drawn(family, drawing, influences, walk, release, wordings, model, chosen, on_step, should_stop)


def bind_words(
    drawing: Drawing,
    denoise: ConditionalDenoiser[Conditioning],
    words: Words | Script,
    walk: Walk,
    places: Places | None,
) -> Denoiser:
    """The denoiser of one picture with its words bound: the only place where conditioning and guidance come in.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0``.
        words: the conditionings of the prompt and of the negative prompt, or what steers each step.
        walk: the whole run, even where a picture to start from shortens it; parts of it are counted on the whole.
        places: where regions are seen in the latents.
    """
    return steered(
        denoise,
        words,
        drawing.settings.guidance,
        walk,
        interval=interval_in_sigma(walk.sigmas, drawing.request.guidance_interval),
        rescale=drawing.request.guidance_rescale,
        places=places,
    )


def _drawn(
    family: Family,
    drawing: Drawing,
    influences: Influences,
    walk: Walk,
    release: Tensor | None,
    wordings: Mapping[int, Wording],
    model: Mapping[str, Any],
    chosen: list[int],
    on_step: OnStep | None,
    should_stop: Callable[[], bool] | None,
) -> Iterator[Picture]:
    request, settings = drawing.request, drawing.settings
    placed = influences.regions
    words = drawing.words or _encoder(family, wordings, () if placed is None else placed.prompts)
    size, parts, tile = (settings.width, settings.height), settings.parts, settings.tile
    acted = drawing.denoise is not None or influences.within or drawing.within
    by_windows = not acted and begins_in_windows(family, parts, tile)
    if by_windows:
        asked = windowed_first(family, *size, tile, walk)
    else:
        asked = drawing.denoise or in_parts(family, *size, parts, tile)

    def latents(which: int, denoise: ConditionalDenoiser[Conditioning], report: Callable[[StepInfo], None]) -> Tensor:
        places = None if placed is None else placed.places(family, settings.width, settings.height, walk)
        said = unsettled(
            words(which),
            chaos=settings.chaos,
            weird=settings.weird,
            seed=request.seed,
            index=which,
            steps=len(walk.sigmas) - 1,
        )
        bound = bind_words(drawing, denoise, said, walk, places)
        return _sampled(family, drawing, bound, walk, release, which, report)

    for done, index in enumerate(chosen):
        began = time.monotonic()

        def heed(info: StepInfo, done: int = done) -> None:
            if should_stop is not None and should_stop():
                raise CancelledError(f"Stopped after {done} of {len(chosen)} pictures.")

        def report(info: StepInfo, done: int = done, index: int = index) -> None:
            heed(info)
            if on_step is not None:
                on_step(_progress(family, info, done, index, len(chosen)))

        def draw_first(noting: ConditionalDenoiser[Conditioning], heed: Callable[[StepInfo], None] = heed) -> Tensor:
            return latents(0, noting, heed)

        try:
            with ExitStack() as stack:
                acts = acting(family, parts, tile, by_windows=by_windows)
                for context in (*acts, *influences.adapted, *influences.within, *drawing.within):
                    stack.enter_context(context(index))
                denoise = influences.around(asked, index, walk=walk, negative=settings.negative, draw_first=draw_first)
                image = _finished(family, drawing, latents(index, denoise, report))
            if settings.tile and not _is_anchored(drawing):
                image = cut_calmly(image, settings.tile)
        except (MemoryError, torch.OutOfMemoryError) as error:
            raise FailureError("There is not enough memory for this size; choose a smaller one.") from error
        manifest = make_manifest(
            influences.noted(request),
            index=index,
            model=model,
            settings={
                "width": settings.width,
                "height": settings.height,
                "steps": settings.steps,
                "sampler": settings.sampler,
                "guidance": settings.guidance,
                "prompt": wordings[index].prompt if index in wordings else settings.prompt,
                "negative": wordings[index].negative if index in wordings else settings.negative,
                **({"stop": settings.stop} if settings.stop != 100 else {}),
                **({"chaos": settings.chaos} if settings.chaos else {}),
                **({"weird": settings.weird} if settings.weird else {}),
                **({"tile": settings.tile} if settings.tile else {}),
                **({"parts": settings.parts} if settings.parts else {}),
                "backend": family.backend.name,
                "device": family.backend.device.type,
                "precision": family.backend.precision,
            },
            task=drawing.task,
            parents=[*drawing.parents, *influences.parents],
            duration_s=time.monotonic() - began,
        )
        yield Picture(image=image, manifest=manifest, writer=write_picture)


@torch.inference_mode()
def _sampled(
    family: Family,
    drawing: Drawing,
    denoise: Denoiser,
    walk: Walk,
    release: Tensor | None,
    index: int,
    report: Callable[[StepInfo], None],
) -> Tensor:
    """The latents of a picture, by a denoiser with its words bound."""
    settings, seed = drawing.settings, drawing.request.seed
    shape = family.latent_shape(settings.width, settings.height)
    if drawing.noise is None:
        noise = torch.randn((1, *shape), generator=picture_generator(seed, index), dtype=torch.float32)
    else:
        noise = drawing.noise(index)
    sigmas, x = walk.sigmas, (noise * walk.start_scale).to(family.backend.device)
    if drawing.start is not None and release is not None:
        original = drawing.start.latents.to(family.backend.device)
        sigmas = sigmas_below(walk.sigmas, release)
        begun = noised(original, noise.to(original), float(sigmas[0]), path=walk.schedule.path)
        x = torch.where((release >= walk.sigmas[0]).to(x.device), x, begun)
        denoise = keeping(denoise, original, release)
    return (drawing.sample or sampler_named(settings.sampler))(
        denoise,
        x,
        _stopped(sigmas, walk, settings.stop),
        path=walk.schedule.path,
        generators=[picture_generator(seed, index, "sampler")],
        on_step=report,
    )


@torch.inference_mode()
def _finished(family: Family, drawing: Drawing, latents: Tensor) -> Image.Image:
    pixels = (drawing.decode or family.decode)(latents)
    if not bool(torch.isfinite(pixels).all()):
        raise FailureError(
            "The model's numbers overflowed, so there is no picture; try precision='float32', a lower "
            "guidance or other prompt weights."
        )
    image = to_images(pixels)[0]
    return image if drawing.finish is None else drawing.finish(image)


def _is_anchored(drawing: Drawing) -> bool:
    """Whether something was asked for at a place, so that a texture may not be shifted."""
    placed = drawing.request.controls or drawing.settings.regions
    return any(each is not None for each in (drawing.start, drawing.noise, drawing.finish)) or bool(placed)


def _release(start: Start, walk: Walk) -> Tensor:
    """Where each latent position is let go, (1, 1, h, w) or (1, 1, 1, 1); refuses a start that leaves nothing to do."""
    strength = torch.as_tensor(start.strength, dtype=torch.float64)
    release = release_levels(walk.sigmas, strength.reshape(1, 1, 1, 1) if strength.ndim == 0 else strength)
    sigmas_below(walk.sigmas, release)
    return release


def _wordings(family: Family, drawing: Drawing, chosen: Sequence[int], steps: int) -> dict[int, Wording]:
    """The words of each picture, so that a wildcard that cannot be filled is refused before anything is drawn."""
    settings, seed = drawing.settings, drawing.request.seed
    english = lines_in_english(family, drawing.request)
    return {
        index: wording_of(settings.prompt, settings.negative, seed=seed, index=index, steps=steps, english=english)
        for index in chosen
    }


def _encoder(
    family: Family, wordings: Mapping[int, Wording], regions: Sequence[str]
) -> Callable[[int], Words | Script]:
    """Encodes the words of a picture and its regions, unless they are those of the picture before."""
    last: list[tuple[Wording, Words | Script]] = []

    def words(index: int) -> Words | Script:
        if not last or last[0][0] != wordings[index]:
            last[:] = [(wordings[index], encoded(family, wordings[index], regions))]
        return last[0][1]

    return words


def _stopped(sigmas: Tensor, walk: Walk, percent: int) -> Tensor:
    """The levels up to so many percent of the whole walk, and from there to the end in one step."""
    if percent == 100:
        return sigmas
    last = max(1, round((len(walk.sigmas) - 1) * percent / 100))
    kept = sigmas[:-1][sigmas[:-1] >= walk.sigmas[last - 1]]
    return torch.cat([kept if len(kept) else sigmas[:1], sigmas[-1:]])


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
