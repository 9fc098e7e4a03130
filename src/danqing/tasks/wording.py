"""The words of each picture of a request, at each of its steps, and how they steer the denoiser.

A plain prompt is one conditioning for all pictures and steps. Wildcards make the words differ between pictures,
``[from:to:when]`` and ``[a|b]`` between steps, and ``AND`` and ``::`` make several prompts steer at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danqing.diffusion.guidance import ConditionalDenoiser, classifier_free, composed, switching
from danqing.diffusion.samplers import Denoiser
from danqing.director.moments import filled, text_at, words_of
from danqing.director.prompt_grammar import parse_parts, parse_pieces, render_parts, render_pieces
from danqing.director.prompt_types import Part
from danqing.director.wildcards import chooser
from danqing.families.family import Conditioning, Family
from danqing.families.noise import Walk
from danqing.tasks.wildcards import wildcard_lines


@dataclass(frozen=True)
class Mix:
    """What steers one step: conditionings with their weights, and what to steer away from."""

    parts: tuple[tuple[Conditioning, float], ...]
    negative: Conditioning


Words = tuple[Conditioning, Conditioning]  # of the prompt and of the negative prompt, at every step
Script = Sequence[Mix]  # one for each step of the whole run


@dataclass(frozen=True)
class Wording:
    """What one picture's words are, wildcards chosen; texts as of :func:`danqing.director.prompt_grammar.parse_parts`.

    Args:
        prompt, negative: as written.
        steps: for each step the texts with their weights, in the notation of weights, and the negative text.
    """

    prompt: str
    negative: str
    steps: tuple[tuple[tuple[tuple[str, float], ...], str], ...]


def wording_of(prompt: str, negative: str, *, seed: int, index: int, steps: int) -> Wording:
    """Choose the wildcards of a picture and say what holds at each step.

    Args:
        prompt, negative: without parameters.
        seed, index: of the picture.
        steps: of the whole run.

    Raises:
        RequestError, UnknownNameError: a wildcard cannot be filled.
    """
    choose = chooser(wildcard_lines, seed=seed, index=index)
    written, joiner, _ = parse_parts(prompt)
    parts = [Part(filled(part.pieces, choose), part.weight) for part in written]
    away = filled(parse_pieces(negative), choose)
    total = sum(part.weight for part in parts) if joiner == "::" else 1.0  # Midjourney's weights are relative
    moments = tuple(
        (
            tuple((text_at(part.pieces, step, steps), part.weight / total) for part in parts),
            text_at(away, step, steps),
        )
        for step in range(steps)
    )
    return Wording(render_parts(parts, joiner), render_pieces(away), moments)


def encoded(family: Family, wording: Wording) -> Words | Script:
    """The conditionings of a picture's words, each text encoded once."""
    texts = dict.fromkeys(text for parts, away in wording.steps for text in (*(each for each, _ in parts), away))
    found = dict(zip(texts, family.encode(*map(words_of, texts)), strict=True))
    mixes = {
        moment: Mix(tuple((found[text], weight) for text, weight in moment[0]), found[moment[1]])
        for moment in wording.steps
    }
    if len(mixes) == 1:
        (mix,) = mixes.values()
        if len(mix.parts) == 1:
            return mix.parts[0][0], mix.negative
    return [mixes[moment] for moment in wording.steps]


def steered(
    denoise: ConditionalDenoiser[Conditioning],
    words: Words | Script,
    scale: float,
    walk: Walk,
    *,
    interval: tuple[float, float],
    rescale: float,
) -> Denoiser:
    """The denoiser with words and guidance bound.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0``.
        scale, interval, rescale: of :func:`danqing.diffusion.guidance.classifier_free`.
        walk: the whole run, whose steps a script's mixes belong to.
    """

    def one(mix: Mix) -> Denoiser:
        if len(mix.parts) == 1:
            return classifier_free(denoise, mix.parts[0][0], mix.negative, scale, interval=interval, rescale=rescale)
        return composed(denoise, mix.parts, mix.negative, scale, interval=interval, rescale=rescale)

    if isinstance(words, tuple):
        return one(Mix(((words[0], 1.0),), words[1]))
    made = {id(mix): one(mix) for mix in words}
    return switching([made[id(mix)] for mix in words], walk.sigmas)
