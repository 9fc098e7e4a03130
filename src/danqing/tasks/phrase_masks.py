"""Where in a picture the thing is that a phrase names.

The picture is noised to a few levels, and the model is asked what it sees there. Three things tell where a phrase is:
which places look at its words (cross-attention), where the model's answer changes when the phrase is left out, and
where it becomes better by the phrase. They say it for coarse places; the picture's own colours give the outline
(:mod:`danqing.tasks.mask_refine`).

Whether it is there at all is judged by comparison: its words must explain the places better than the names of other
everyday things do, unless the picture's own words hold it.

References: arXiv 2210.04885 (DAAM), arXiv 2210.11427 (DiffEdit), arXiv 2303.16203 (a diffusion model as a classifier).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch import Tensor
from torch.nn import functional as F

from danqing.core.errors import RequestError
from danqing.core.seeds import picture_generator
from danqing.core.units import to_tensor
from danqing.director.moments import words_of
from danqing.director.weights import BREAK, Span, WeightedText
from danqing.families.attention import Attention, with_part
from danqing.families.family import Family
from danqing.tasks.framing import frame_whole
from danqing.tasks.mask_refine import SMALLEST, Labels, components, filled, refined

LEVELS = (0.45, 0.7, 0.85)  # of noise, at which a thing's shape and its place are seen
DRAWS = 4  # of noise at each level
PEAK = 1.25  # how much more than on average a thing's words are looked at where it is
LEAD = 0.033  # by which share a phrase must explain its places better than other things do
RIVALS = {
    "en": ("ball", "flower", "chair", "fish", "bird", "person", "star", "boat", "cup", "book", "mountain", "fruit"),
    "zh": ("球", "花", "椅子", "鱼", "鸟", "人", "星星", "船", "杯子", "书", "山", "水果"),
}  # everyday things that a phrase is compared with
GROWN = 1 / 40  # of the longer side: how far beyond its outline a thing is drawn over


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What tells where a phrase is; all (h, w) in latent positions, averaged over noise.

    Args:
        attention: how much each place looks at the phrase's words.
        change: how much the model's answer changes by the phrase.
        gain: by how much the answer becomes better by the phrase.
        error: how wrong the answer is by the phrase.
        usual: how wrong it is by the names of other things; None where the picture's own words hold the phrase.
    """

    attention: Tensor
    change: Tensor
    gain: Tensor
    error: Tensor
    usual: Tensor | None = None

    def score(self) -> Tensor:
        """All together: (h, w), about 0 where nothing is."""
        return _standard(self.attention) + 0.5 * _standard(self.change) + _standard(self.gain)

    @property
    def is_found(self) -> bool:
        """Whether anything in the picture answers to the phrase."""
        if float(self.attention.max()) < PEAK * float(self.attention.mean()):
            return False
        score = self.score()
        if self.usual is not None:
            places = score >= score.flatten().quantile(0.75)
            return float(self.error[places].mean()) <= (1 - LEAD) * float(self.usual[places].mean())
        return float(self.gain[score >= score.flatten().quantile(0.9)].mean()) > 0


def phrase_mask(
    family: Family, image: Image.Image, phrase: str, *, prompt: str | None = None, others: Sequence[str] = ()
) -> NDArray[np.bool_]:
    """Which pixels the thing covers that a phrase names.

    Args:
        family: the loaded model.
        image: mode RGB, any size.
        phrase: a few words in either language.
        prompt: what the picture shows, if that is known; the phrase is looked up in it.
        others: phrases of the prompt for other things, from which this one is told apart.

    Returns:
        (height, width).

    Raises:
        RequestError: nothing in the picture answers to the phrase, or the model's attention cannot be read.
    """
    frame = frame_whole(family, image.size)
    seen = frame.take(image)
    found = evidence(family, seen, phrase, prompt, compare=True)
    if not found.is_found:
        raise not_found(phrase)
    scores = [found.score(), *(evidence(family, seen, other, prompt).score() for other in others)]
    mask = told_apart(seen, scores)
    if not mask.any():
        raise not_found(phrase)
    whole = frame.give_back(Image.fromarray(mask.astype(np.uint8) * 255))
    return np.asarray(whole) > 127


def things_mask(family: Family, image: Image.Image, phrases: Sequence[str], *, prompt: str | None) -> NDArray[np.bool_]:
    """Which pixels any of some things covers; one that the model does not know again is not lost beside others.

    Args:
        family: the loaded model.
        image: mode RGB, any size.
        phrases: of the things, one or more.
        prompt: what the picture shows, if that is known.

    Returns:
        (height, width).

    Raises:
        RequestError: nothing in the picture answers to any of them, or the model's attention cannot be read.
    """
    frame = frame_whole(family, image.size)
    seen = frame.take(image)
    found = [evidence(family, seen, each, prompt) for each in phrases]
    if not any(each.is_found for each in found):
        raise not_found(phrases[0])
    mask = refined(seen, torch.stack([_standard(each.score()) for each in found]).amax(0))
    mask = np.isin(*_parts(mask))
    if not mask.any():
        raise not_found(phrases[0])
    return np.asarray(frame.give_back(Image.fromarray(mask.astype(np.uint8) * 255))) > 127


def grown(mask: NDArray[np.bool_], px: int | None = None) -> Image.Image:
    """A mask to draw in, mode L: the thing without holes and a little beyond its outline."""
    width = max(1, round(max(mask.shape) * GROWN)) if px is None else px
    image = Image.fromarray(filled(mask).astype(np.uint8) * 255)
    return image.filter(ImageFilter.MaxFilter(2 * width + 1)) if width else image


def evidence(
    family: Family, image: Image.Image, phrase: str, prompt: str | None = None, *, compare: bool = False
) -> Evidence:
    """What tells where a phrase is in a picture whose sides suit the model.

    Args:
        image: mode RGB.
        phrase: looked for in the prompt, letters large or small; where it is not in it, it follows an article.
        prompt: what the picture shows, or None.
        compare: with other things, a phrase that is not in the prompt.
    """
    text, span, alone = _in_prompt(phrase, prompt)
    rivals = [text[: span[0]] + each for each in _rivals(phrase)] if compare and alone else []
    without = re.sub(r"\s+", " ", text[: span[0]] + text[span[1] :]).strip()
    texts = [WeightedText((Span(each, 1.0),) if each else ()) for each in (text, without, *rivals)]
    positions = list(family.positions(texts[0], [span]))
    if not positions:
        raise not_found(phrase)
    maps: list[Tensor] = []

    def collect(attention: Attention) -> None:
        if attention.is_cross and ".up" in f".{attention.layer}":
            looked = attention.probabilities()[..., positions].sum(-1).mean(1)  # over heads
            maps.append(looked.reshape(-1, *attention.size).mean(0))  # over the draws

    with torch.inference_mode():
        latents = family.encode_image(to_tensor(image)).cpu()
        said, unsaid, *others = (with_part(each, 1) for each in family.encode(*texts))
        generator = picture_generator(0, 0, "phrase")
        size = latents.shape[-2:]
        attention, change, gain, error, usual = (torch.zeros(size) for _ in range(5))
        path = family.walk("ddim", 10, image.width, image.height).schedule.path
        for level in LEVELS:
            noise = torch.randn((DRAWS, *latents.shape[1:]), generator=generator)
            sigma = torch.full((DRAWS,), level, dtype=torch.float64)
            x = (float(path.alpha(level)) * latents + level * noise).to(family.backend.device)
            with family.attending(collect):
                by = family.denoise(x, sigma, _repeated(said, DRAWS)).cpu()
            bare = family.denoise(x, sigma, _repeated(unsaid, DRAWS)).cpu()
            change += (by - bare).square().mean((0, 1)).sqrt()
            gain += ((bare - latents).square() - (by - latents).square()).mean((0, 1))
            error += (by - latents).square().mean((0, 1))
            for other in others:
                answer = family.denoise(x, sigma, _repeated(other, DRAWS)).cpu()
                usual += (answer - latents).square().mean((0, 1)) / len(others)
        layers = len(maps) // len(LEVELS)
        for number, each in enumerate(maps):
            if number % layers >= layers // 2:  # the later half of the way up, where places are fine
                attention += F.interpolate(each[None, None].cpu(), size, mode="bilinear")[0, 0]
    return Evidence(attention=attention, change=change, gain=gain, error=error, usual=usual if others else None)


def told_apart(image: Image.Image, scores: Sequence[Tensor]) -> NDArray[np.bool_]:
    """Which pixels are of the first of several things.

    Things are first told from the ground, all together, because that is where colours differ; then each connected part
    goes to the thing that answers to it best. Where two things touch, their places decide.

    Args:
        image: mode RGB.
        scores: (h, w) each, of the thing and of others.
    """
    things = torch.stack([_standard(each) for each in scores])
    mask = refined(image, things.amax(0))
    labels, parts = _parts(mask)
    if not parts:
        return np.zeros_like(mask)
    rivals = (things.sum(0) - things) / max(1, len(things) - 1)
    own = F.interpolate((things - 0.5 * rivals)[None], mask.shape, mode="bilinear")[0].numpy()
    means = np.array([[float(each[labels == number].mean()) for each in own] for number in parts])
    best = means.argmax(0)  # of each thing, the part that answers to it best
    first = [
        number
        for number, row in zip(parts, means, strict=True)
        if row.argmax() == 0 and row[0] > 0.5 * means[best[0], 0]
    ]
    kept = np.isin(labels, [parts[best[0]], *first])
    touching = [other for other in range(1, len(things)) if best[other] == best[0]]
    if touching and len(parts) < len(things):
        kept &= (labels != parts[best[0]]) | (own[0] >= own[touching].max(0))
    result: NDArray[np.bool_] = kept
    return result


def _parts(mask: NDArray[np.bool_]) -> tuple[Labels, list[int]]:
    """The number of the connected part that each pixel is of, and the numbers of those that are no specks."""
    labels, count = components(mask)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    return labels, [number for number in range(1, count + 1) if sizes[number] >= SMALLEST * mask.size]


def not_found(phrase: str) -> RequestError:
    """The error for a phrase that nothing in the picture answers to, in the phrase's language."""
    if any("\u3400" <= character <= "\u9fff" for character in phrase):
        return RequestError(f"在图中没有找到“{phrase}”；换个说法，或用 --mask 或 --box 指出它在哪里。")
    return RequestError(
        f"“{phrase}” was not found in the picture; say it in other words, or show where it is with a mask or a box."
    )


def _rivals(phrase: str) -> list[str]:
    """Other everyday things, in the phrase's language."""
    return [each for each in RIVALS["en" if phrase.isascii() else "zh"] if each not in phrase.lower()]


def _in_prompt(phrase: str, prompt: str | None) -> tuple[str, tuple[int, int], bool]:
    """The text to ask the model by, without weights and breaks, where the phrase stands in it, and whether alone."""
    plain = words_of(prompt).text.replace(BREAK, " ") if prompt else ""
    edge = r"\b" if phrase.isascii() else ""
    found = re.search(rf"{edge}{re.escape(phrase.strip())}{'(?:s|es)?' + edge if edge else ''}", plain, re.I)
    if found:
        return plain, found.span(), False
    alone = phrase.strip()  # after an article, since each place looks at a single word alike if there is no other
    article = "" if re.match(r"(an?|the)\b", alone, re.I) else "the " if alone.isascii() else "一个"
    return article + alone, (len(article), len(article) + len(alone)), True


def _standard(values: Tensor) -> Tensor:
    return (values - values.mean()) / values.std().clamp_min(1e-9)


def _repeated(conditioning: dict[str, Tensor], batch: int) -> dict[str, Tensor]:
    return {name: each.expand(batch, *each.shape[1:]) for name, each in conditioning.items()}
