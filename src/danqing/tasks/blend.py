"""Several pictures into one: their latents mixed, then drawn out again under all their words at once.

Two ways. ``mix`` lays the pictures into each other: the spherical mean of their latents is noised to a level at which
the model still sees both, and denoised while the prompts of all steer together, each by its picture's weight.
``layout`` keeps what the heaviest picture shows where it shows it, and gives it the colours of the others.

How far the result may leave the mean depends on how even the weights are: with all weight on one picture next to
nothing is drawn anew, and it comes back as the autoencoder keeps it.

References: arXiv 2108.01073 (SDEdit); arXiv 2206.01714 (composed prompts).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.diffusion.mixing import spherical_mean
from danqing.director.prompt_grammar import parse, render_parts
from danqing.director.prompt_types import Part
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, Start, draw, resolve
from danqing.tasks.framing import frame_whole, warn_if_scaled
from danqing.tasks.img2img import check_strength, encoded
from danqing.tasks.options import RunOptions

STRENGTHS: dict[str, float] = {"mix": 0.65, "layout": 0.45}  # at even weights
FEWEST, MOST = 2, 5
LEAST_SPREAD = 12.0  # of 255, of colours that are moved
LEAST_WEIGHT_TOLD = 0.02  # words of a picture that counts for less are left out


def blend(
    family: Family,
    request: Request,
    sources: Sequence[Source],
    *,
    weights: Sequence[float],
    how: str,
    strength: float | None,
    model: Mapping[str, Any],
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    """Draw pictures between several pictures.

    The result has the size of the heaviest picture, as ``img2img`` would draw it, or that of the request; the others
    are scaled and cropped to it.

    Args:
        family: the loaded model.
        request: what to draw.
        sources: 2 to 5 pictures; transparency counts as white.
        weights: of each picture, at least 0; what counts is their ratio.
        how: ``"mix"`` or ``"layout"``.
        strength: how much may change at even weights, above 0 to 1; None takes what suits the way.
        model: facts of the model for the manifest.
        run: see :func:`danqing.tasks.drawing.draw`.

    Raises:
        RequestError, UnknownNameError: pictures, weights, way or strength do not suit; nothing is drawn.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    shares = shares_of(weights, len(sources))
    if how not in STRENGTHS:
        raise UnknownNameError("way to blend", str(how), list(STRENGTHS))
    if strength is not None:
        check_strength(strength)
    heaviest = shares.index(max(shares))
    if request.width or request.height:
        settings = resolve(family, request)
        size = padded = (settings.width, settings.height)
        given = [ImageOps.fit(each.image, size, Image.Resampling.LANCZOS) for each in sources]
    else:
        frame = frame_whole(family, sources[heaviest].size)
        warn_if_scaled(frame, "The heaviest picture")
        size, padded = frame.size, frame.padded
        settings = resolve(family, request.replace(width=padded[0], height=padded[1]))
        given = [
            frame.take(each.image if at == heaviest else ImageOps.fit(each.image, sources[heaviest].size))
            for at, each in enumerate(sources)
        ]
    if how == "layout":
        latents = encoded(family, coloured_by(given, shares, heaviest))
    else:
        latents = spherical_mean([encoded(family, each) for each in given], shares)
    amount = strength_between(shares, STRENGTHS[how] if strength is None else strength, settings.steps)
    task = {"name": "blend", "how": how, "strength": round(amount, 6)}
    drawing = Drawing(
        request=request,
        settings=settings,
        task=task,
        parents=[each.facts() | {"weight": round(share, 6)} for each, share in zip(sources, shares, strict=True)],
        start=Start(latents=latents, strength=amount),
        finish=lambda image: image.crop((0, 0, *size)),
    )
    return draw(family, drawing, model=model, **run)


def check_number(count: int) -> None:
    """Raise :class:`RequestError` unless so many pictures can be blended."""
    if not FEWEST <= count <= MOST:
        raise RequestError(f"Give {FEWEST} to {MOST} pictures to blend, not {count}.")


def shares_of(weights: Sequence[float], count: int) -> list[float]:
    """The weights of ``count`` pictures, brought to a sum of 1.

    Raises:
        RequestError: there are too few or too many pictures, not one weight for each, or the weights make no sense.
    """
    check_number(count)
    if len(weights) != count:
        raise RequestError(f"Give one weight for each of the {count} pictures, not {len(weights)}.")
    for weight in weights:
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < math.inf:
            raise RequestError(f"A weight must be a number of at least 0, not {weight!r}.")
    total = math.fsum(weights)
    if not 0 < total < math.inf:
        raise RequestError("All weights are 0; give at least one picture a weight above 0.")
    return [weight / total for weight in weights]


def strength_between(shares: Sequence[float], strength: float, steps: int) -> float:
    """How much may change: ``strength`` at even weights, and the less the more one picture outweighs the others.

    At least one of the ``steps`` is always done, at the lowest noise.
    """
    evenness = (1 - math.fsum(share**2 for share in shares)) / (1 - 1 / len(shares))
    return min(1.0, max(strength * math.sqrt(max(0.0, evenness)), 1 / steps))


def blended_prompt(prompts: Sequence[str], shares: Sequence[float]) -> str:
    """The words of several pictures as one prompt that ``AND`` composes, each by its picture's weight.

    Parameters of the prompts are left out. Pictures of one prompt share its weight.

    Raises:
        RequestError: a prompt makes no sense.
    """
    found: dict[Any, float] = {}
    for text, share in zip(prompts, shares, strict=True):
        read = parse(text)
        total = math.fsum(part.weight for part in read.parts) or 1.0
        for part in read.parts:
            found[part.pieces] = found.get(part.pieces, 0.0) + share * part.weight / total
    kept = {pieces: weight for pieces, weight in found.items() if abs(weight) >= LEAST_WEIGHT_TOLD} or found
    if len(kept) == 1:
        return render_parts([Part(next(iter(kept)))], "")
    total = math.fsum(kept.values())
    return render_parts([Part(pieces, round(weight / total, 3)) for pieces, weight in kept.items()], "AND")


def coloured_by(images: Sequence[Image.Image], shares: Sequence[float], first: int) -> Image.Image:
    """Picture ``first`` with colours on the way to those of the others, as far as they outweigh it.

    The mean and the covariance of its colours become those of the others by the linear map that moves colours least.

    Reference: Pitié and Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping".
    """
    others = math.fsum(share for at, share in enumerate(shares) if at != first)
    if others <= 0:
        return images[first]
    values = [np.asarray(each.convert("RGB"), dtype=np.float64).reshape(-1, 3) for each in images]
    own = values[first]
    told = [
        (share / others, each.mean(0), np.cov(each.T))
        for at, (each, share) in enumerate(zip(values, shares, strict=True))
        if at != first
    ]
    mean = sum(share * each for share, each, _ in told)
    noise = LEAST_SPREAD**2 * np.eye(3)  # so that a plain ground is not blown up into colours
    root = _root(np.cov(own.T) + noise)
    inverse = np.linalg.inv(root)
    spread = sum(share * each for share, _, each in told) + noise
    moved = (own - own.mean(0)) @ (inverse @ _root(root @ spread @ root) @ inverse) + mean
    mixed = own + min(1.0, 2 * others) * (moved - own)
    size = images[first].size
    return Image.fromarray((mixed.clip(0, 255) + 0.5).astype(np.uint8).reshape(size[1], size[0], 3))


def _root(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The square root of a symmetric positive matrix."""
    values, axes = np.linalg.eigh(matrix)
    root: NDArray[np.float64] = (axes * np.sqrt(values.clip(min=0))) @ axes.T
    return root
