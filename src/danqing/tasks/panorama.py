"""Wide pictures, and pictures of all that is around: joint denoising of overlapping windows.

At each step the model looks at windows of its own size, and what it sees in them is blended
(:mod:`danqing.diffusion.windows`), so a picture may be as wide as one likes. Several prompts lie side by side along the
width: each window is drawn by the one that its middle lies under. A sphere is a picture whose left and right edges meet
and whose top and bottom rows are points (:mod:`danqing.diffusion.sphere`).
"""

from __future__ import annotations

import dataclasses
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Unpack

from PIL import Image
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.units import to_images, to_tensor
from danqing.diffusion.guidance import ConditionalDenoiser
from danqing.diffusion.sphere import smooth_poles
from danqing.diffusion.windows import Window, windows
from danqing.director.parameters import render_parameters, split_parameters
from danqing.director.prompt_grammar import parse_parts
from danqing.director.prompt_types import Alternation, Schedule
from danqing.families.attention import PART
from danqing.families.family import Conditioning, Family
from danqing.tasks.drawing import Drawing, Settings, draw, resolve
from danqing.tasks.options import RunOptions
from danqing.tasks.prompting import read_request
from danqing.tasks.steering import Words, encoded
from danqing.tasks.tiling import places_over
from danqing.tasks.translating import lines_in_english
from danqing.tasks.wording import wording_of

WIDE = 4  # times the model's own height, where no size is asked for
SPHERE = 2  # width by height
OVERLAP = 0.5  # of a window's width: each place is seen by two windows
TALL = 1.5  # windows are as high as the picture up to so many times the model's own height
_OPENING, _CLOSING = "([{<（", ")]}>）"
_BAR = re.compile(r"[|｜]")


def panorama(
    family: Family, request: Request, *, sphere: bool = False, model: Mapping[str, Any], **run: Unpack[RunOptions]
) -> Iterator[Picture]:
    """Draw wide pictures.

    Args:
        family: the loaded model.
        request: what to draw; ``|`` in its prompt divides the width. Its size is four times as wide as the model's own
            height if it names none, twice for a sphere.
        sphere: draw all that is around, equirectangular: exactly twice as wide as high.
        model: facts of the model for the manifest.
        run: see :func:`danqing.tasks.drawing.draw`.

    Raises:
        RequestError: the size does not suit, there are more prompts than windows, or one of several has schedules.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    panels = [_resolved(family, each, sphere, quiet=number > 0) for number, each in enumerate(panel_requests(request))]
    settings = dataclasses.replace(panels[0], prompt=" | ".join(each.prompt for each in panels))
    if sphere:
        settings = dataclasses.replace(settings, tile="x")
    _, rows, columns = family.latent_shape(settings.width, settings.height)
    places = places_over(family, (rows, columns), tile=settings.tile, overlap=OVERLAP, tall=TALL)
    if len(panels) > 1:
        _check_panels(panels, len({place.left for place in places}))
    joined = windows(_seen_at(family, len(panels), columns), places, (rows, columns))

    def rounded(x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        return smooth_poles(joined(x, sigma, conditioning))

    denoise: ConditionalDenoiser[Conditioning] = rounded if sphere else joined
    drawing = Drawing(
        request=request,
        settings=settings,
        task={
            "name": "panorama",
            "projection": "equirectangular" if sphere else "flat",
            **({"prompts": [each.prompt for each in panels]} if len(panels) > 1 else {}),
        },
        denoise=denoise,
        words=(lambda index: _side_by_side(family, panels, request, index)) if len(panels) > 1 else None,
        finish=_with_round_poles if sphere else None,
    )
    return draw(family, drawing, model=model, **run)


def panel_requests(request: Request) -> list[Request]:
    """A request for each part of the prompt between ``|`` outside all brackets; parameters at its end hold for all."""
    body, parameters = split_parameters(request.prompt)
    after = render_parameters(parameters)
    texts = [each for each in _split(body) if each]
    if len(texts) < 2:
        return [request]
    return [request.replace(prompt=f"{text} {after}".strip()) for text in texts]


def _split(body: str) -> Iterator[str]:
    depth, begun = 0, 0
    for at, character in enumerate(body):
        escaped = (at - len(body[:at].rstrip("\\"))) % 2 == 1
        if escaped:
            continue
        depth += (character in _OPENING) - (character in _CLOSING)
        if _BAR.match(character) and depth <= 0:
            yield body[begun:at].strip()
            begun = at + 1
    yield body[begun:].strip()


def _resolved(family: Family, request: Request, sphere: bool, *, quiet: bool) -> Settings:
    """The settings of a panel; what it warns of is said by the first."""
    asked = read_request(request)
    if not (asked.request.width or asked.request.height or asked.ratio):
        height = family.defaults.height
        request = request.replace(width=(SPHERE if sphere else WIDE) * height, height=height)
    if request.tiled is None:
        request = request.replace(tiled=True)
    if request.regions:
        raise RequestError(
            "Panoramas take no regions yet; write prompts for its parts from left to right, with | between."
        )
    with warnings.catch_warnings():
        if quiet:
            warnings.simplefilter("ignore")
        settings = resolve(family, request)
    if sphere and settings.width != SPHERE * settings.height:
        raise RequestError(
            f"A picture of all that is around is twice as wide as high, not {settings.width}x{settings.height}; ask "
            f"for {SPHERE * settings.height}x{settings.height}."
        )
    return settings


def _check_panels(panels: Sequence[Settings], columns: int) -> None:
    if len(panels) > columns:
        raise RequestError(
            f"The width has room for {columns} prompts side by side, not {len(panels)}; ask for a wider picture, or "
            f"for fewer."
        )
    for panel in panels:
        parts = parse_parts(panel.prompt)[0]
        if len(parts) > 1 or any(isinstance(piece, Schedule | Alternation) for piece in parts[0].pieces):
            raise RequestError(
                "Several prompts side by side must be plain: leave out AND, :: and what changes between steps."
            )


def _seen_at(family: Family, panels: int, columns: int) -> Callable[[Window], ConditionalDenoiser[Conditioning]]:
    """For each window the denoiser with the words of its panel."""

    def at(place: Window) -> ConditionalDenoiser[Conditioning]:
        if panels == 1:
            return family.denoise
        middle = (place.left + place.width / 2) % columns
        prefix = f"{min(int(middle / columns * panels), panels - 1)}:"

        def denoise(x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
            own = {
                name.removeprefix(prefix): value
                for name, value in conditioning.items()
                if name.startswith(prefix) or name == PART
            }
            return family.denoise(x, sigma, own)

        return denoise

    return at


def _side_by_side(family: Family, panels: Sequence[Settings], request: Request, index: int) -> Words:
    """The words of all panels as one conditioning, each under the panel's number."""
    positive: dict[str, Tensor] = {}
    negative: dict[str, Tensor] = {}
    english, seed = lines_in_english(family, request), request.seed
    for number, panel in enumerate(panels):
        worded = wording_of(panel.prompt, panel.negative, seed=seed, index=index, steps=panel.steps, english=english)
        words = encoded(family, worded)
        assert isinstance(words, tuple)
        for into, said in zip((positive, negative), words, strict=True):
            into.update({f"{number}:{name}": value for name, value in said.items()})
    return positive, negative


def _with_round_poles(image: Image.Image) -> Image.Image:
    return to_images(smooth_poles(to_tensor(image)))[0]
