"""Pictures in time: noise or words change from frame to frame, or a camera moves over pictures drawn as it goes.

==================  ===================================================================================================
motion              frames
==================  ===================================================================================================
noise               the noise goes around a small circle, or from seed to seed; over a picture by img2img at a strength
prompts             the words change from prompt to prompt, the noise stays
zoom-in             the picture is enlarged and drawn over, again and again; the camera moves between these
zoom-out, pan-…     the same, and what comes into view is drawn (outpainting); what was there stays
ken-burns           a given picture is approached, nothing is drawn
==================  ===================================================================================================

Each frame depends on (model, request, seed, frame) and nothing else; the first one of a travel is the picture that the
same request without motion gives. References: arXiv 2010.02502, section 5.3; arXiv 2108.01073; arXiv 2306.00950.
"""

from __future__ import annotations

import math
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import torch
from PIL import Image
from torch import Tensor

from danqing.core.animation import Animation
from danqing.core.errors import CancelledError, RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import MAX_SEED, derive_seed, picture_generator
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.interpolation import circled, lerp, slerp
from danqing.families.family import Conditioning, Family
from danqing.provenance.files import write_picture
from danqing.provenance.intake import Source, read_picture
from danqing.provenance.manifest import make_manifest
from danqing.tasks.camera import Place, between, ken_burns
from danqing.tasks.drawing import Drawing, OnStep, Settings, Start, draw, resolve
from danqing.tasks.film import TRAVELS, Film, stops_at
from danqing.tasks.framing import PictureWarning, frame_whole, warn_if_scaled
from danqing.tasks.img2img import encoded, img2img
from danqing.tasks.inpaint import inpaint
from danqing.tasks.outpaint import Layout, laid_out, panned, zoomed_out
from danqing.tasks.steering import Mix, Script, Words, encoded_alike
from danqing.tasks.translating import lines_in_english
from danqing.tasks.wording import wording_of

T = TypeVar("T")

KEY_ZOOM, KEY_PAN = 1.3, 0.3  # at most so far does the camera go between two drawn pictures


def animate(
    family: Family,
    request: Request,
    film: Film,
    *,
    source: Source | None = None,
    model: Mapping[str, Any],
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """Draw the frames of an animation, each as soon as it is asked for.

    Args:
        family: the loaded model.
        request: what to draw, with the first of the film's prompts; its seed is that of the first frame.
        film: from :func:`danqing.tasks.film.plan_film`; any motion but ken-burns, see :func:`approached`.
        source: a picture to begin from.
        model: facts of the model for manifests.
        on_step, should_stop: as of :func:`danqing.tasks.drawing.draw`, for the drawing under way.

    Raises:
        RequestError: before anything is drawn: a value does not suit the model, or the prompts cannot be mixed.
        CancelledError, FailureError: as :func:`danqing.tasks.drawing.draw`; frames already given stay good.
    """
    if request.count != 1:
        raise RequestError("One animation is drawn at a time; leave the number of pictures out.")
    run: dict[str, Any] = {"model": model, "on_step": on_step, "should_stop": should_stop}
    if film.motion in TRAVELS:
        return _said(film, _travel(family, request, film, source, run))
    return _said(film, _journey(family, request, film, source, run))


def approached(source: Source, film: Film, *, should_stop: Callable[[], bool] | None = None) -> Iterator[Picture]:
    """The frames of ken-burns: a given picture is approached; no model is needed.

    Raises:
        RequestError: before anything is done: the frames are too many for their size.
        CancelledError: ``should_stop`` said so.
    """
    image, amount = source.image, film.amount or 1.0
    film.check_size(*image.size)
    said = (source.manifest or {}).get("request")
    prompt = said.get("prompt") if isinstance(said, dict) else None
    manifest = make_manifest(
        Request(prompt=prompt if isinstance(prompt, str) and prompt.strip() else source.name[:4000]),
        index=0,
        model={"name": "camera"},
        settings={"width": image.width, "height": image.height},
        task=film.facts(),
        parents=[source.facts()],
    )

    def frames() -> Iterator[Picture]:
        for number in range(film.frames):
            if should_stop is not None and should_stop():
                raise CancelledError(f"Stopped after {number} of {film.frames} frames.")
            yield Picture(
                image=ken_burns(image, number / (film.frames - 1), amount),
                manifest={**manifest, "task": {**film.facts(), "frame": number}},
                writer=write_picture,
            )

    return frames()


def assembled(pictures: Sequence[Picture], film: Film) -> Animation:
    """The animation of drawn frames; fewer than planned, where it was stopped, are said in its manifest."""
    first = pictures[0].manifest
    task = {name: value for name, value in first["task"].items() if name != "frame"}
    manifest = {**first, "kind": "animation", "task": {**task, "frames": len(pictures)}}
    times = [each.manifest["duration_s"] for each in pictures if "duration_s" in each.manifest]
    if times:
        manifest["duration_s"] = round(sum(times), 3)
    return Animation(
        frames=tuple(each.image for each in pictures),
        fps=film.fps,
        plays=film.plays,
        manifest=manifest,
        writer=_write_animation,
    )


# Travels: each frame is drawn


def _travel(
    family: Family, request: Request, film: Film, source: Source | None, run: dict[str, Any]
) -> Iterator[Picture]:
    start: Start | None = None
    finish: Callable[[Image.Image], Image.Image] | None = None
    if source is not None:
        frame = frame_whole(family, source.size)
        warn_if_scaled(frame, "The picture")
        request = request.replace(width=frame.padded[0], height=frame.padded[1])
        start = Start(latents=encoded(family, frame.take(source.image)), strength=film.strength or 0.5)
        finish = partial(_cropped, size=frame.size)
    settings = resolve(family, request)
    film.check_size(settings.width, settings.height)
    noise = _noises(film, request.seed, family.latent_shape(settings.width, settings.height))
    words = _words(family, request, film, settings.steps) if len(film.prompts) > 1 else None

    def drawing(number: int) -> Drawing:
        return Drawing(
            request=request,
            settings=settings,
            task={**film.facts(), "frame": number},
            parents=[] if source is None else [source.facts()],
            start=start,
            finish=finish,
            noise=_fixed(noise, number),
            words=None if words is None else _fixed(words, number),
        )

    first = draw(family, drawing(0), **run)  # refuses what cannot be drawn at once

    def frames() -> Iterator[Picture]:
        yield from first
        for number in range(1, film.frames):
            yield from draw(family, drawing(number), **run)

    return frames()


def _noises(film: Film, seed: int, shape: tuple[int, int, int]) -> Callable[[int], Tensor]:
    """The noise of each frame."""

    def drawn(of: int, stream: str = "noise") -> Tensor:
        return torch.randn((1, *shape), generator=picture_generator(of, 0, stream), dtype=torch.float32)

    if film.seeds:
        stops = [drawn(each) for each in film.seeds]
        places = stops_at(film.frames, len(stops), closed=film.plays == "loop")
        return lambda number: slerp(*_around(stops, places[number]))
    if film.motion == "prompts":
        only = drawn(seed)
        return lambda number: only
    start, aside, ahead = drawn(seed), drawn(seed, "aside"), drawn(seed, "ahead")
    amount = film.amount or 1.0
    if film.plays == "loop":
        return lambda number: circled(start, aside, ahead, number / film.frames, amount)
    return lambda number: slerp(start, aside, amount * number / (film.frames - 1))


def _words(family: Family, request: Request, film: Film, steps: int) -> Callable[[int], Words | Script]:
    """What steers each frame: conditionings between those of the prompts."""
    requests = [request.replace(prompt=prompt) for prompt in film.prompts]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SettingIgnoredWarning)  # the first prompt's are said already
        resolved = [resolve(family, each) for each in requests]
    asked = resolved[0]
    total = len(family.walk(asked.sampler, steps, asked.width, asked.height).sigmas) - 1
    english = lines_in_english(family, request)
    wordings = [
        wording_of(each.prompt, each.negative, seed=request.seed, index=0, steps=total, english=english)
        for each in resolved
    ]
    stops = encoded_alike(family, wordings)
    places = stops_at(film.frames, len(stops), closed=film.plays == "loop")
    for one, other in pairwise(stops):
        _mixed_words(one, other, 0.5, total)  # refuses what cannot be mixed
    return lambda number: _mixed_words(*_around(stops, places[number]), total)


def _around(stops: Sequence[T], place: float) -> tuple[T, T, float]:
    """The stops before and after a place, and the part of the way between them."""
    before = int(place)
    return stops[before % len(stops)], stops[(before + 1) % len(stops)], place - before


def _mixed_words(one: Words | Script, other: Words | Script, share: float, steps: int) -> Words | Script:
    if share == 0:
        return one
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _mixed(one[0], other[0], share), _mixed(one[1], other[1], share)
    return [_mixed_step(*pair, share) for pair in zip(_each_step(one, steps), _each_step(other, steps), strict=True)]


def _each_step(words: Words | Script, steps: int) -> Sequence[Mix]:
    return [Mix(((words[0], 1.0),), words[1])] * steps if isinstance(words, tuple) else words


def _mixed_step(one: Mix, other: Mix, share: float) -> Mix:
    if len(one.parts) != len(other.parts):
        raise RequestError("Prompts to change between must have as many parts joined by AND or :: as each other.")
    parts = tuple(
        (_mixed(first, second, share), (1 - share) * weight + share * other_weight)
        for (first, weight), (second, other_weight) in zip(one.parts, other.parts, strict=True)
    )
    return Mix(parts, _mixed(one.negative, other.negative, share))


def _mixed(one: Conditioning, other: Conditioning, share: float) -> Conditioning:
    return {name: lerp(one[name], other[name], share) for name in one}


# Journeys: the camera moves between pictures that are drawn as it goes


def _journey(
    family: Family, request: Request, film: Film, source: Source | None, run: dict[str, Any]
) -> Iterator[Picture]:
    begin = None
    if source is not None:
        frame = frame_whole(family, source.size)
        warn_if_scaled(frame, "The picture")
        begin = frame.take(source.image).crop((0, 0, *frame.size))
        request = request.replace(width=frame.padded[0], height=frame.padded[1])
    settings = resolve(family, request)
    size = (settings.width, settings.height) if begin is None else begin.size
    film.check_size(*size)
    legs, step = _legs(film)
    if film.motion != "zoom-in":
        _layout(film, size, step)  # refuses what moves nothing
    if begin is None:
        first = draw(family, Drawing(request=request, settings=settings), **run)

    def frames() -> Iterator[Picture]:
        began = time.monotonic()
        if begin is None:
            (drawn,) = first
            before, manifest = drawn.image, dict(drawn.manifest)
        else:
            before, manifest = begin, _manifest_of(request, settings, source, run["model"])
        after: Image.Image | None = None
        leg, place = 0, Place(0, 0, *size)
        for number, at in enumerate(stops_at(film.frames, legs + 1, closed=False)):
            while at > leg and (after is None or at >= leg + 1):
                if after is None:
                    after, place = _next(family, request, film, before, step, leg, run)
                if at >= leg + 1:
                    before, after, leg = after, None, leg + 1
            image = before if after is None else between(before, after, place, at - leg)
            seconds, began = time.monotonic() - began, time.monotonic()
            told = {"task": {**film.facts(), "frame": number}, "duration_s": round(seconds, 3)}
            yield Picture(image=image, manifest={**manifest, **told}, writer=write_picture)

    return frames()


def _manifest_of(
    request: Request, settings: Settings, source: Source | None, model: Mapping[str, Any]
) -> dict[str, Any]:
    """The manifest where the first frame is given and not drawn."""
    names = ("width", "height", "steps", "sampler", "guidance", "prompt", "negative")
    return make_manifest(
        request,
        index=0,
        model=model,
        settings={name: getattr(settings, name) for name in names},
        task={},
        parents=[] if source is None else [source.facts()],
    )


def _legs(film: Film) -> tuple[int, float]:
    """How many times something is drawn on the way, and how far the camera goes between."""
    amount = film.amount or 1.0
    if film.motion.startswith("zoom"):
        legs = max(1, math.ceil(math.log(amount) / math.log(KEY_ZOOM) - 1e-9))
        return legs, amount ** (1 / legs)
    legs = max(1, math.ceil(amount / KEY_PAN - 1e-9))
    return legs, amount / legs


def _layout(film: Film, size: tuple[int, int], step: float) -> Layout:
    """Where the picture lies on the next canvas, when the camera draws back or pans."""
    if film.motion == "zoom-out":
        return zoomed_out(size, step)
    return panned(size, film.motion.removeprefix("pan-"), step)  # type: ignore[arg-type]


def _next(
    family: Family, request: Request, film: Film, before: Image.Image, step: float, leg: int, run: dict[str, Any]
) -> tuple[Image.Image, Place]:
    """The next picture on the way, and where the one before lies in it."""
    size = before.size
    seed = derive_seed(request.seed, "animate", leg) % (MAX_SEED + 1)  # one seed would draw the same things each time
    asked = request.replace(seed=seed, width=None, height=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SettingIgnoredWarning)  # said for the first picture
        warnings.simplefilter("ignore", PictureWarning)
        if film.motion == "zoom-in":
            place = Place(size[0] * (1 - step) / 2, size[1] * (1 - step) / 2, size[0] * step, size[1] * step)
            near = read_picture(_enlarged(before, place))
            (picture,) = img2img(family, asked, near, strength=film.strength or 0.35, **run)
            return picture.image, place
        layout = _layout(film, size, step)
        canvas, mask = laid_out(before, layout)
        (picture,) = inpaint(
            family, asked, canvas, mask, strength=1.0, task={"name": "outpaint"}, parents=[], fade=0.5, **run
        )
    return picture.image, Place(*layout.at, *layout.size)


def _enlarged(image: Image.Image, place: Place) -> Image.Image:
    """The part of a picture that is seen when it lies so, at the picture's size."""
    across, down = image.width / place.width, image.height / place.height
    box = (
        -place.left * across,
        -place.top * down,
        (image.width - place.left) * across,
        (image.height - place.top) * down,
    )
    return image.resize(image.size, Image.Resampling.LANCZOS, box=box)


def _said(film: Film, frames: Iterator[Picture]) -> Iterator[Picture]:
    """The frames; where the work is stopped, how many there are is said."""
    done = 0
    try:
        for picture in frames:
            yield picture
            done += 1
    except CancelledError:
        raise CancelledError(f"Stopped after {done} of {film.frames} frames.") from None


def _fixed(of: Callable[[int], T], number: int) -> Callable[[int], T]:
    """What a frame has, whatever the index of the picture that is drawn for it."""
    return lambda index: of(number)


def _cropped(image: Image.Image, *, size: tuple[int, int]) -> Image.Image:
    return image.crop((0, 0, *size))


def _write_animation(animation: Animation, path: Path, force: bool) -> Path:
    from danqing.provenance.animations import write_animation

    return write_animation(animation, path, force)
