"""Prompt-to-prompt: words find their counterparts, the same words give the same picture, the rest stays in place."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.units import to_images, to_tensor
from danqing.director.weights import parse_weights
from danqing.families.attention import Attention, Row
from danqing.tasks.prompt_to_prompt import Aligned, Control, Steering, alignment
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
    coded = to_images(family.decode(family.encode_image(to_tensor(given))))
    (again,) = studio.rewrite("a red cat", "a red cat", image=given, seed=1, steps=4, sampler=sampler)
    error = np.square(np.asarray(again.image).astype(float) - np.asarray(coded[0])).mean()
    assert 10 * np.log10(255**2 / max(error, 1e-9)) > 40


@pytest.mark.parametrize("is_cross", [True, False])
def test_the_new_picture_looks_where_the_old_one_looks(is_cross: bool) -> None:
    words = 5 if is_cross else 16
    generator = torch.Generator().manual_seed(0)
    query, key, value = (torch.randn(4, 2, length, 8, generator=generator) for length in (16, words, words))
    attention = Attention(
        layer="up_blocks.0.attentions.0.transformer_blocks.0.attn2",
        is_cross=is_cross,
        query=query,
        key=key,
        value=value,
        bias=None,
        size=(4, 4),
        sigma=0.9,
        rows=(Row(0, 0), Row(0, 1), Row(1, 0), Row(1, 1)),
    )
    changed = torch.zeros(5, dtype=torch.bool)
    steering = Steering(
        aligned=Aligned(torch.eye(5), torch.zeros(5), changed, changed),
        loudness=torch.ones(5),
        words_until=0.5,
        places_until=0.5,
        blends=False,
    )
    output = steering(attention)
    assert output is not None
    torch.testing.assert_close(output[:3], attention.output()[:3])
    torch.testing.assert_close(output[3], attention.probabilities()[2] @ value[3])
    assert steering(attention.replace(sigma=0.4)) is None, "later the new one looks for itself"


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
