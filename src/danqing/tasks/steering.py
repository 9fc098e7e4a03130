"""How words steer the denoiser: encoded once, bound with guidance, switched between steps.

A plain prompt is one conditioning for all steps. ``[from:to:when]`` and ``[a|b]`` make several, and ``AND`` and ``::``
let several steer at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danqing.diffusion.guidance import ConditionalDenoiser, classifier_free, composed, switching
from danqing.diffusion.regions import regional
from danqing.diffusion.samplers import Denoiser
from danqing.director.moments import words_of
from danqing.families.attention import NEGATIVE, with_part
from danqing.families.family import Conditioning, Family
from danqing.families.noise import Walk
from danqing.tasks.regions import FIRST_PART, Places
from danqing.tasks.wording import Wording


@dataclass(frozen=True)
class Mix:
    """What steers one step: conditionings with their weights, what to steer away from, and those of regions."""

    parts: tuple[tuple[Conditioning, float], ...]
    negative: Conditioning
    regions: tuple[Conditioning, ...] = ()


Words = tuple[Conditioning, Conditioning]  # of the prompt and of the negative prompt, at every step
Script = Sequence[Mix]  # one for each step of the whole run


def encoded(family: Family, wording: Wording, regions: Sequence[str] = ()) -> Words | Script:
    """The conditionings of a picture's words, and of those of its regions, each text encoded once."""
    return encoded_alike(family, [wording], regions)[0]


def encoded_alike(family: Family, wordings: Sequence[Wording], regions: Sequence[str] = ()) -> list[Words | Script]:
    """The conditionings of several wordings, all of one form, so that they can be mixed."""
    moments = dict.fromkeys(moment for wording in wordings for moment in wording.steps)
    texts = dict.fromkeys(text for parts, away in moments for text in (*(each for each, _ in parts), away))
    texts.update(dict.fromkeys(regions))
    found = dict(zip(texts, family.encode(*map(words_of, texts)), strict=True))
    mixes = {
        moment: Mix(
            tuple((found[text], weight) for text, weight in moment[0]),
            found[moment[1]],
            tuple(found[text] for text in regions),
        )
        for moment in moments
    }
    return [_as_plain([mixes[moment] for moment in wording.steps]) for wording in wordings]


def _as_plain(script: list[Mix]) -> Words | Script:
    """The pair of conditionings, where nothing else steers at any step."""
    mix = script[0]
    if all(each is mix for each in script) and len(mix.parts) == 1 and not mix.regions:
        return mix.parts[0][0], mix.negative
    return script


def steered(
    denoise: ConditionalDenoiser[Conditioning],
    words: Words | Script,
    scale: float,
    walk: Walk,
    *,
    interval: tuple[float, float],
    rescale: float,
    places: Places | None = None,
) -> Denoiser:
    """The denoiser with words and guidance bound.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0``.
        scale, interval, rescale: of :func:`danqing.diffusion.guidance.classifier_free`.
        walk: the whole run, whose steps a script's mixes belong to.
        places: where regions are seen in the latents.
    """

    def one(mix: Mix) -> Denoiser:
        parts = [(with_part(words, part), weight) for part, (words, weight) in enumerate(mix.parts, 1)]
        away = with_part(mix.negative, NEGATIVE)
        if mix.regions and places is not None:
            own = [(words, weight * places.shares[-1], -1) for words, weight in parts]
            boxed = [(with_part(words, FIRST_PART + n), places.shares[n], n) for n, words in enumerate(mix.regions)]
            seen = [each for each in (*own, *boxed) if bool(each[1].any())]
            return regional(
                denoise,
                [(words, share) for words, share, _ in seen],
                away,
                scale,
                interval=interval,
                rescale=rescale,
                alone=places.alone([number for _, _, number in seen]),
            )
        if len(parts) == 1:
            return classifier_free(denoise, parts[0][0], away, scale, interval=interval, rescale=rescale)
        return composed(denoise, parts, away, scale, interval=interval, rescale=rescale)

    if isinstance(words, tuple):
        return one(Mix(((words[0], 1.0),), words[1]))
    made = {id(mix): one(mix) for mix in words}
    return switching([made[id(mix)] for mix in words], walk.sigmas)
