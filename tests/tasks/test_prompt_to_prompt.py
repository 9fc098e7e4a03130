"""Prompt-to-prompt: words find their counterparts, the same words give the same picture, the rest stays in place."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.units import to_images
from danqing.director.weights import parse_weights
from danqing.tasks.prompt_to_prompt import Control, alignment
from danqing.tasks.studio import Studio


def photo(width: int, height: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8))


def test_words_find_their_counterparts(studios: dict[str, Studio]) -> None:
    family = studios["sd1"].family
    found = alignment(family, parse_weights("a cat on grass"), parse_weights("a red dog on grass"), 77)

    def place(text: str, word: str) -> int:
        start = text.index(word)
        return family.positions(text, [(start, start + len(word))])[0]

    old, new = "a cat on grass", "a red dog on grass"
    for word in ("a", "on"):
        assert found.takes[place(old, word), place(new, word)] == 1
    assert not found.changed_new[place(new, "on")]
    assert found.changed_old[place(old, "cat")]
    assert found.changed_new[place(new, "dog")]
    assert (found.takes.sum(0) + found.own == 1).all(), "each word takes one's attention or looks for itself"
    more = alignment(family, parse_weights("a cat"), parse_weights("a cat on grass"), 77)
    assert more.own[place("a cat on grass", "grass")] == 1
    assert more.takes[place("a cat", "cat"), place("a cat on grass", "cat")] == 1


@pytest.mark.parametrize("shape", ["sd1", "mini"])
def test_the_same_words_give_the_drawn_picture(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    plain = studio.generate("a red cat", seed=4, steps=3)[0]
    (same,) = studio.rewrite("a red cat", "a red cat", seed=4, steps=3)
    assert np.abs(np.asarray(same.image).astype(int) - np.asarray(plain.image)).max() <= 2
    (other,) = studio.rewrite("a red cat", "a red dog", seed=4, steps=3, control=Control(blend=False))
    assert other.image.tobytes() != plain.image.tobytes()


@pytest.mark.parametrize("sampler", ["ddim", "dpmpp_2m", "euler_ancestral"])
def test_a_real_picture_comes_back_under_the_same_words(studios: dict[str, Studio], sampler: str) -> None:
    """Inverted and drawn again: what the autoencoder makes of it, to more than 40 dB."""
    studio, given = studios["sd1"], photo(32, 32)
    family = studio.family
    coded = to_images(
        family.decode(family.encode_image(torch.from_numpy(np.asarray(given)).permute(2, 0, 1)[None] / 127.5 - 1))
    )
    (again,) = studio.rewrite("a red cat", "a red cat", image=given, seed=1, steps=4, sampler=sampler)
    error = np.square(np.asarray(again.image).astype(float) - np.asarray(coded[0])).mean()
    assert 10 * np.log10(255**2 / max(error, 1e-9)) > 40


def test_attention_that_is_taken_over_keeps_more(studios: dict[str, Studio]) -> None:
    studio, given = studios["sd1"], photo(32, 32)

    def change(control: Control) -> float:
        (made,) = studio.rewrite("a red cat", "the dog on grass", image=given, seed=1, steps=4, control=control)
        (same,) = studio.rewrite("a red cat", "a red cat", image=given, seed=1, steps=4)
        return float(np.abs(np.asarray(made.image).astype(float) - np.asarray(same.image)).mean())

    assert 0 < change(Control(words=1.0, places=1.0, blend=False)) < change(Control(words=0.0, places=0.0, blend=False))


def test_louder_words_change_the_picture(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    plain, loud = (
        studio.rewrite("a red cat", "a red cat", seed=1, steps=3, control=Control(blend=False, weights=weights))[0]
        for weights in ({}, {"red": 3.0})
    )
    assert loud.image.tobytes() != plain.image.tobytes()
    assert loud.manifest["task"]["weights"] == {"red": 3.0}
    with pytest.raises(RequestError, match="'blue' is not in the prompt"):
        studio.rewrite("a red cat", "a red cat", control=Control(weights={"blue": 2.0}))


def test_bad_values_and_other_families_are_refused(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="from 0 to 1"):
        Control(words=1.5)
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3"):
        studios["sd3"].rewrite("a cat", "a dog", seed=1, steps=2)
