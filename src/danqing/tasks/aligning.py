"""One look for several pictures: self-attention is shared with a reference's (StyleAligned).

At each step the network is asked about the reference first, noised to the same level, and the keys and values of its
places are kept until it is asked about the picture, a moment later: each place looks at the reference's places besides
its own, and its queries and keys take over the reference's mean and spread. The reference is asked anew at each step
because what would have to be kept of it for a whole run are gigabytes (Stable Diffusion 1 at 512 px: some 100 MB a
step); kept is one step's worth, and the noised pictures, which are small. So aligned pictures take twice as long.

The reference is the first picture of the request, which is drawn as it always is, or a picture that the user gives,
which is noised anew for each level. Pictures are still drawn one by one, so the seed contract holds.

Reference: arXiv 2312.02133 (StyleAligned), equations 3 to 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import Tensor

from danqing.core.seeds import picture_generator
from danqing.core.units import to_tensor
from danqing.diffusion.guidance import ConditionalDenoiser, join_conditioning
from danqing.diffusion.keeping import noised
from danqing.families.attention import NEGATIVE, PART, Attention, Row, with_part
from danqing.families.family import Conditioning, Family
from danqing.families.noise import Walk
from danqing.provenance.intake import Source
from danqing.tasks.framing import frame_whole

PLAIN_PART = 1


@dataclass(frozen=True)
class Call:
    """What the network was asked about the reference at one step."""

    x: Tensor = field(repr=False)
    sigma: Tensor
    conditioning: Conditioning = field(repr=False)


@dataclass
class Sharing:
    """The controller: keeps what the reference's places are like, and lets a picture's look at them.

    Args:
        weight: 1 shares as the paper does, less looks less at the reference and takes over less of its statistics,
            more looks more; 0 leaves the picture as it is.
    """

    weight: float
    _kept: dict[str, Attention] = field(default_factory=dict)
    _mode: str = "off"

    @contextmanager
    def mode(self, name: str) -> Iterator[None]:
        """``"keep"`` while the network is asked about the reference, ``"share"`` while about a picture."""
        self._mode = name
        try:
            yield
        finally:
            self._mode = "off"
            if name == "share":
                self._kept.clear()

    def __call__(self, attention: Attention) -> Attention | None:
        if attention.is_cross or self._mode == "off" or self.weight == 0:
            return None
        if self._mode == "keep":
            self._kept[attention.layer] = attention
            return None
        return self._shared(attention, self._kept[attention.layer])

    def _shared(self, attention: Attention, reference: Attention) -> Attention:
        return shared(attention, reference, self.weight)


def shared(attention: Attention, reference: Attention, weight: float) -> Attention:
    """A picture's self-attention with a reference's places to look at.

    Args:
        attention: of the picture.
        reference: of the same layer; each row looks at that of the same part of the words, or else at the prompt's.
        weight: see :class:`Sharing`.
    """
    taken = [row_like(row, reference.rows) for row in attention.rows]
    query, key, value = (each[taken] for each in (reference.query, reference.key, reference.value))
    amount = min(weight, 1.0)
    own_query = torch.lerp(attention.query, adain(attention.query, query), amount)
    own_key = torch.lerp(attention.key, adain(attention.key, key), amount)
    joined = attention.replace(
        query=own_query, key=torch.cat([own_key, key], 2), value=torch.cat([attention.value, value], 2), bias=None
    )
    if weight == 1 and attention.bias is None:
        return joined
    looks = attention.query.new_full((1, 1, 1, key.shape[2]), math.log(weight))
    own = attention.query.new_zeros(1, 1, 1, own_key.shape[2]) if attention.bias is None else attention.bias
    return joined.biased(torch.cat([own, looks.expand(*own.shape[:-1], -1)], -1))


def adain(features: Tensor, like: Tensor) -> Tensor:
    """Features with the mean and spread, over places, of others.

    Args:
        features, like: (B, H, places, D); the numbers of places may differ.

    Reference: arXiv 1703.06868.
    """
    mean, spread = features.mean(2, keepdim=True), features.std(2, keepdim=True, correction=0)
    return (features - mean) / spread.clamp_min(1e-5) * like.std(2, keepdim=True, correction=0) + like.mean(
        2, keepdim=True
    )


def recorded(denoise: ConditionalDenoiser[Conditioning], calls: list[Call]) -> ConditionalDenoiser[Conditioning]:
    """The denoiser that notes what it is asked."""

    def record(x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        calls.append(Call(x.clone(), sigma.clone(), conditioning))
        return denoise(x, sigma, conditioning)

    return record


def following(
    denoise: ConditionalDenoiser[Conditioning],
    reference: Callable[[int, Tensor, Conditioning], Call],
    sharing: Sharing,
) -> ConditionalDenoiser[Conditioning]:
    """The denoiser that asks about the reference before it asks about the picture.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0`` of a network whose attention ``sharing`` controls.
        reference: what to ask about it, by the number of the call, the noise level and the words of the picture.
        sharing: the controller.
    """
    number = 0

    def follow(x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        nonlocal number
        call = reference(number, sigma, conditioning)
        number += 1
        with sharing.mode("keep"):
            denoise(call.x, call.sigma, call.conditioning)
        with sharing.mode("share"):
            return denoise(x, sigma, conditioning)

    return follow


class Given:
    """A picture that a user gives, as a reference: noised anew to each level, always with the same noise.

    Args:
        family: the model.
        source: the picture.
        words: what it shows, or nothing; None asks about it with the words of the picture that is drawn.
        negative: what to keep out, as of the pictures.
        walk: the noise levels of the run.
    """

    def __init__(self, family: Family, source: Source, words: str | None, negative: str, walk: Walk) -> None:
        frame = frame_whole(family, source.size)
        with torch.inference_mode():
            self._original = family.encode_image(to_tensor(frame.take(source.image)))
            self._words = {}
            if words is not None:
                prompt, away = family.encode(words, negative)
                self._words = {PLAIN_PART: with_part(prompt, PLAIN_PART), NEGATIVE: with_part(away, NEGATIVE)}
        noise = torch.randn(self._original.shape, generator=picture_generator(0, 0, "style reference"))
        self._noise, self._path = noise.to(self._original), walk.schedule.path

    def __call__(self, number: int, sigma: Tensor, conditioning: Conditioning) -> Call:
        x = noised(self._original, self._noise, float(sigma.max()), path=self._path)
        if not self._words:
            return Call(torch.cat([x] * len(sigma)), sigma, conditioning)
        parts = sorted({min(part, PLAIN_PART) for part in _parts_of(conditioning)})
        words = self._words[parts[0]]
        for part in parts[1:]:
            words = join_conditioning(words, self._words[part])
        return Call(torch.cat([x] * len(parts)), sigma[:1].expand(len(parts)), words)


def _parts_of(conditioning: Mapping[str, Tensor]) -> list[int]:
    return [int(part) for part in conditioning[PART].tolist()] if PART in conditioning else [PLAIN_PART]


def row_like(row: Row, rows: tuple[Row, ...]) -> int:
    """The number of the row with the same part; for a part of the prompt else the first of the prompt."""
    parts = [each.part for each in rows]
    if row.part in parts:
        return parts.index(row.part)
    return next((number for number, part in enumerate(parts) if part != NEGATIVE), 0)
