"""How well pictures fit their prompts, in each language, as a picture tower and a text tower see it.

The score of a picture and its prompt is the cosine of their places in the joint space, cut off at 0 (CLIPScore, without
its factor of 2.5). A bare cosine says little, so two figures put it beside the others: how far the own prompt leads the
mean of the other prompts, and how often it is the nearest of all.

**What it cannot see.** Danqing's towers share the text tower with the generator. A prompt that the text tower mishears
is misheard in the same way by both, and then a wrong picture scores well; compare checkpoints that share that tower by
it, not different models, and look at pictures too.

Reference: arXiv 2104.08718 (CLIPScore).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image
from torch import Tensor

from danqing.clip.ranking import recall_at, similarities

EncodePictures = Callable[[Sequence[Image.Image]], Tensor]
EncodeTexts = Callable[[Sequence[str]], Tensor]


@dataclass(frozen=True, kw_only=True)
class ClipScore:
    """How well pictures fit their prompts.

    Args:
        score: mean cosine of each picture and its own prompt, 0–1.
        lead: by how much that is above the mean cosine with the prompts of the others, -2 … 2.
        found: how often the own prompt is the nearest of all, 0–1; by chance one in as many as there are.
        each: the cosine of each picture, cut off at 0.
    """

    score: float
    lead: float
    found: float
    each: tuple[float, ...]


def clip_scores(
    pictures: Sequence[Image.Image],
    prompts: Mapping[str, Sequence[str]],
    *,
    encode_pictures: EncodePictures,
    encode_texts: EncodeTexts,
) -> dict[str, ClipScore]:
    """Score pictures against their prompts in each language.

    Args:
        pictures: RGB, two or more.
        prompts: by language, one for each picture; all different within a language, or none can be told from another.
        encode_pictures, encode_texts: of :class:`danqing.families.picture_words.PictureWords`, or of any other CLIP.

    Raises:
        ValueError: there are fewer than two pictures, not one prompt for each, or two prompts are the same.
    """
    if len(pictures) < 2:
        raise ValueError(f"at least two pictures are needed, not {len(pictures)}.")
    places = encode_pictures(pictures)
    scores = {}
    for language, texts in prompts.items():
        if len(texts) != len(pictures) or len(set(texts)) != len(texts):
            raise ValueError(f"each picture needs a prompt of its own in {language!r}; {len(texts)} were given.")
        words = encode_texts(texts)
        cosines = similarities(places, words).double()
        own = cosines.diagonal()
        others = (cosines.sum(1) - own) / (len(texts) - 1)
        each = own.clamp(min=0)
        scores[language] = ClipScore(
            score=float(each.mean()),
            lead=float((own - others).mean()),
            found=recall_at(places, words, 1),
            each=tuple(each.tolist()),
        )
    return scores
