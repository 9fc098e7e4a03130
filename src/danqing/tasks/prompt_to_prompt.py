"""Prompt-to-prompt: new words for a picture, with the attention of the old ones, so that its composition stays.

Both pictures are drawn side by side from the same noise. Where a word of the new prompt has its counterpart in the old
one, the new picture looks at it where the old one looked (*replacement*, *refinement*); words may be heard louder or
softer (*reweighting*); and beyond the places that the changed words are looked at, the old picture is kept (*local
blend*). A picture that exists already is followed beside its edit, see :mod:`danqing.diffusion.inversion`.

Reference: arXiv 2208.01626, sections 3.2 and 3.3.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Unpack

import torch
from torch import Tensor
from torch.nn import functional as F

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.diffusion.guidance import interval_in_sigma, join_conditioning
from danqing.diffusion.inversion import side_by_side
from danqing.diffusion.samplers import sampler_named
from danqing.director.moments import words_of
from danqing.director.weights import WeightedText
from danqing.families.attention import NEGATIVE, Attention, Row
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, Start, draw, resolve
from danqing.tasks.framing import frame_whole, warn_if_scaled
from danqing.tasks.img2img import check_strength, encoded
from danqing.tasks.options import RunOptions

LARGEST_SELF = 32 * 32  # places beyond which self-attention is left alone: there it is texture, and costly
BLEND_FROM = 0.3  # of the highest value: where a changed word is looked at


@dataclass(frozen=True, kw_only=True)
class Control:
    """How much of the old picture's attention the new one takes.

    What is usual was chosen by looking. With 0.8 and 0.4 a cat stays a cat where a dog shall be, but colours fare best.

    Args:
        words: until which part of the run its places look at words as the old one's do, 0 … 1.
        places: the same for how places look at each other; more keeps shapes, less lets them change.
        blend: keep the old picture wherever the changed words are not looked at.
        weights: how loud words of the new prompt are, 1 being usual.
    """

    words: float = 0.4
    places: float = 0.2
    blend: bool = True
    weights: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("words", "places"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                raise RequestError(f"What is kept of attention to {name} must be a number from 0 to 1, not {value!r}.")


def rewrite(
    family: Family,
    request: Request,
    words: str,
    *,
    source: Source | None,
    strength: float,
    control: Control,
    model: Mapping[str, Any],
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    """Draw a prompt's picture under other words.

    Args:
        family: the loaded model.
        request: the old prompt, with its seed where the picture is one that the model drew from it.
        words: the new prompt.
        source: a picture that shows the old prompt; None draws it from the request's noise.
        strength: how far ``source`` is noised, above 0 to 1: less keeps more of it.
        control: how much attention is taken over.
        model: facts of the model for the manifest.
        run: see :func:`danqing.tasks.drawing.draw`.

    Raises:
        RequestError: a value is out of range, or the model's attention cannot be steered.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    check_strength(strength)
    original = None
    if source is None:
        settings = resolve(family, request)
        size = (settings.width, settings.height)
    else:
        frame = frame_whole(family, source.size)
        warn_if_scaled(frame, "The picture")
        settings = resolve(family, request.replace(width=frame.padded[0], height=frame.padded[1]))
        size, original = frame.size, encoded(family, frame.take(source.image))
    goal = resolve(family, request.replace(prompt=words, width=settings.width, height=settings.height))
    texts = [words_of(each) for each in (settings.prompt, goal.prompt, settings.negative)]
    old, new, away = family.encode(*texts)
    walk = family.walk(settings.sampler, settings.steps, settings.width, settings.height)
    lows = [interval_in_sigma(walk.sigmas, (0.0, part))[0] for part in (control.words, control.places)]
    steering = Steering(
        aligned=alignment(family, texts[0], texts[1], old["context"].shape[1]),
        loudness=_loudness(family, texts[1], control.weights, new["context"].shape[1]),
        words_until=lows[0],
        places_until=lows[1],
        blends=control.blend,
    )
    drawing = Drawing(
        request=request.replace(prompt=words),
        settings=goal,
        task={
            "name": "rewrite",
            "of": request.prompt,
            "strength": strength if source is not None else None,
            "words": control.words,
            "places": control.places,
            "blend": control.blend,
            "weights": dict(control.weights),
        },
        parents=[] if source is None else [source.facts()],
        start=None if original is None else Start(latents=original, strength=strength),
        finish=lambda image: image.crop((0, 0, *size)),
        words=lambda _: (join_conditioning(old, new), join_conditioning(away, away)),
        within=[lambda _: family.attending(steering.begun())],
        sample=side_by_side(sampler_named(settings.sampler), original=original, blend=steering.blended),
    )
    return draw(family, drawing, model=model, **run)


@dataclass(frozen=True)
class Aligned:
    """How the words of a new prompt come from those of an old one.

    Args:
        takes: (K, K), which old word's attention each new one takes; columns of 0 where it has none.
        own: (K,), 1 where a new word has no counterpart and looks for itself.
        changed_old, changed_new: (K,), True at words that are not in the other prompt.
    """

    takes: Tensor
    own: Tensor
    changed_old: Tensor
    changed_new: Tensor


def alignment(family: Family, old: WeightedText, new: WeightedText, length: int) -> Aligned:
    """Which tokens of two prompts belong together: the same words in the same order, and those that replace others."""
    pieces = [_tokens(family, text) for text in (old, new)]
    takes, own = torch.zeros(length, length), torch.zeros(length)
    changed = [torch.zeros(length, dtype=torch.bool) for _ in pieces]
    places = [[place for place, _ in each] for each in pieces]
    ways = difflib.SequenceMatcher(
        None, [word for _, word in pieces[0]], [word for _, word in pieces[1]], autojunk=False
    ).get_opcodes()
    for kind, a, b, c, d in ways:
        olds, news = places[0][a:b], places[1][c:d]
        if kind != "equal":
            changed[0][olds], changed[1][news] = True, True
        for number, place in enumerate(news):
            if olds:  # in order, several for one where the numbers differ
                takes[olds[min(number * len(olds) // len(news), len(olds) - 1)], place] = 1
            else:
                own[place] = 1
    named = [set(each) for each in places]
    rest = [[place for place in range(length) if place not in each] for each in named]  # marks and padding
    for number, place in enumerate(rest[1]):
        takes[rest[0][min(number, len(rest[0]) - 1)], place] = 1
    return Aligned(takes, own, *changed)


class Steering:
    """The controller of attention, and where the two pictures may differ.

    Args:
        aligned: which words belong together.
        loudness: (K,), factors of the new words.
        words_until, places_until: the lowest noise levels at which attention is taken over.
        blends: whether the old picture is kept where the changed words are not looked at.
    """

    def __init__(
        self, *, aligned: Aligned, loudness: Tensor, words_until: float, places_until: float, blends: bool
    ) -> None:
        self._aligned, self._loudness = aligned, loudness
        self._words_until, self._places_until, self._blends = words_until, places_until, blends
        self._looked: dict[tuple[int, int], Tensor] = {}

    def begun(self) -> Steering:
        """The same at the beginning of a picture."""
        self._looked.clear()
        return self

    def __call__(self, attention: Attention) -> Tensor | None:
        pairs = [
            (attention.rows.index(Row(row.part, 0)), number)
            for number, row in enumerate(attention.rows)
            if row.part != NEGATIVE and row.picture == 1
        ]
        until = self._words_until if attention.is_cross else self._places_until
        taken = attention.sigma >= until * (1 - 1e-6)
        if not pairs or (not attention.is_cross and (not taken or attention.query.shape[2] > LARGEST_SELF)):
            return None
        if attention.is_cross and not taken and bool((self._loudness == 1).all()) and not self._blends:
            return None
        shares = attention.probabilities()
        for old, new in pairs:
            if attention.is_cross:
                if taken:
                    takes, own = self._aligned.takes.to(shares), self._aligned.own.to(shares)
                    shares[new] = (shares[old] @ takes) * (1 - own) + shares[new] * own
                shares[new] = shares[new] * self._loudness.to(shares)
                self._remember(attention, shares[old], shares[new])
            else:
                shares[new] = shares[old]
        return attention.mixed(shares)

    def blended(self, old: Tensor, new: Tensor, sigma: Tensor) -> Tensor:
        """The new estimate where the changed words are looked at, the old one elsewhere."""
        if not self._blends or not self._looked:
            return new
        size = old.shape[-2:]
        finest = max(self._looked, key=lambda each: each[0] * each[1])
        summed = sum(
            F.interpolate(each[None, None], size, mode="bilinear")
            for level, each in self._looked.items()
            if (4 * level[0] * level[1] >= finest[0] * finest[1] and level[0] * level[1] >= 64) or level == finest
        )
        assert isinstance(summed, Tensor)
        near = F.max_pool2d(summed, 3, 1, 1)
        mask = (near >= BLEND_FROM * near.max()).to(new)
        return old + mask * (new - old)

    def _remember(self, attention: Attention, old: Tensor, new: Tensor) -> None:
        if not self._blends or ".up" not in f".{attention.layer}":
            return
        looked = old[..., self._aligned.changed_old].sum(-1) + new[..., self._aligned.changed_new].sum(-1)
        before = self._looked.get(attention.size)
        here = looked.mean(0).reshape(attention.size).float()
        self._looked[attention.size] = here if before is None else before + here


def _tokens(family: Family, text: WeightedText) -> list[tuple[int, str]]:
    """The places of a text's words with what they say, one for each token."""
    plain, found = text.text, dict[int, str]()
    for start in range(len(plain)):
        for place in family.positions(text, [(start, start + 1)]):
            found[place] = found.get(place, "") + plain[start].lower()
    return sorted(found.items())


def _loudness(family: Family, text: WeightedText, weights: Mapping[str, float], length: int) -> Tensor:
    loud = torch.ones(length)
    for phrase, weight in weights.items():
        start = text.text.lower().find(phrase.lower())
        if start < 0:
            raise RequestError(f"{phrase!r} is not in the prompt, so it cannot be made louder or softer.")
        loud[list(family.positions(text, [(start, start + len(phrase))]))] = float(weight)
    return loud
