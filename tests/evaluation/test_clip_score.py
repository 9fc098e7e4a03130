"""The score of pictures and prompts: what it gives for known places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from PIL import Image
from torch import Tensor

from danqing.evaluation.clip_score import clip_scores

AXES = {"red": 0, "green": 1, "blue": 2, "红": 0, "绿": 1, "蓝": 2}


def see(pictures: Sequence[Image.Image]) -> Tensor:
    """The mean colour of each picture."""
    return torch.tensor([each.resize((1, 1)).getpixel((0, 0)) for each in pictures], dtype=torch.float32)


def read(texts: Sequence[str]) -> Tensor:
    return torch.eye(3)[[AXES[text] for text in texts]]


def pictures(*names: str) -> list[Image.Image]:
    shades = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255)}
    return [Image.new("RGB", (4, 4), shades[name]) for name in names]


def test_what_fits_scores_one_and_what_does_not_nothing() -> None:
    prompts = {"en": ("red", "green", "blue"), "zh": ("红", "绿", "蓝")}
    right = clip_scores(pictures("red", "green", "blue"), prompts, encode_pictures=see, encode_texts=read)
    for language in ("en", "zh"):
        assert right[language].score == right[language].lead == right[language].found == 1.0
    wrong = clip_scores(pictures("green", "blue", "red"), prompts, encode_pictures=see, encode_texts=read)["en"]
    assert (wrong.score, wrong.found, wrong.each) == (0.0, 0.0, (0.0, 0.0, 0.0))
    assert wrong.lead == pytest.approx(-0.5)


def test_prompts_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="prompt of its own"):
        clip_scores(pictures("red", "blue"), {"en": ("red", "red")}, encode_pictures=see, encode_texts=read)
    with pytest.raises(ValueError, match="prompt of its own"):
        clip_scores(pictures("red", "blue"), {"en": ("red",)}, encode_pictures=see, encode_texts=read)
    with pytest.raises(ValueError, match="at least two"):
        clip_scores(pictures("red"), {"en": ("red",)}, encode_pictures=see, encode_texts=read)
