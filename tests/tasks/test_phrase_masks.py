"""Masks from phrases: what is measured where, the outline by colours, things told apart, and what is said of none."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from danqing.core.errors import RequestError
from danqing.tasks.mask_refine import components, filled, refined
from danqing.tasks.phrase_masks import Evidence, _rivals, evidence, grown, not_found, phrase_mask, told_apart
from danqing.tasks.studio import Studio


def two_things() -> tuple[Image.Image, np.ndarray, np.ndarray]:
    """A red disc on the left and a blue square on the right, on grass; and where they are."""
    image, marks = Image.new("RGB", (96, 64), (110, 180, 90)), [Image.new("L", (96, 64)) for _ in range(2)]
    ImageDraw.Draw(image).ellipse((8, 20, 40, 52), fill=(220, 40, 40))
    ImageDraw.Draw(marks[0]).ellipse((8, 20, 40, 52), fill=255)
    ImageDraw.Draw(image).rectangle((58, 18, 86, 50), fill=(50, 80, 220))
    ImageDraw.Draw(marks[1]).rectangle((58, 18, 86, 50), fill=255)
    return image, np.asarray(marks[0]) > 0, np.asarray(marks[1]) > 0


def coarse(mask: np.ndarray, noise: float = 0.05) -> torch.Tensor:
    """What a model would say of it: 8 x 12 places, blurred over what is near."""
    values = torch.nn.functional.avg_pool2d(torch.from_numpy(mask).float()[None, None], 8)[0, 0]
    values = torch.nn.functional.avg_pool2d(values[None, None], 3, 1, 1)[0, 0]
    return values + noise * torch.rand(values.shape, generator=torch.Generator().manual_seed(1))


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


def test_colours_give_the_outline_that_places_cannot() -> None:
    image, disc, _ = two_things()
    blocky = np.kron(coarse(disc).numpy() > 0.3, np.ones((8, 8), dtype=bool))
    assert overlap(blocky, disc) < 0.75
    assert overlap(refined(image, coarse(disc)), disc) > 0.93


def test_things_are_told_apart() -> None:
    image, disc, square = two_things()
    both = coarse(disc) + coarse(square)
    first, second = both + 0.6 * coarse(disc), both + 0.6 * coarse(square)
    assert overlap(told_apart(image, [first, second]), disc) > 0.9
    assert overlap(told_apart(image, [second, first]), square) > 0.9


def test_parts_and_holes() -> None:
    mask = np.zeros((40, 40), dtype=bool)
    mask[2:20, 2:20] = True
    mask[6:12, 6:12] = False
    mask[30:34, 5:39] = True
    labels, count = components(mask)
    assert count == 2
    assert (labels > 0).tolist() == mask.tolist()
    assert len(set(labels[mask].tolist())) == 2
    whole = filled(mask)
    assert whole[6:12, 6:12].all()
    assert whole.sum() == mask.sum() + 36
    assert np.asarray(grown(mask, 2))[0, 0] == 255
    assert np.asarray(grown(mask, 0)).astype(bool).sum() == whole.sum()


@pytest.mark.parametrize("shape", ["sd1", "mini"])
def test_what_the_model_says_of_a_phrase(studios: dict[str, Studio], shape: str) -> None:
    family = studios[shape].family
    defaults = family.defaults
    image = Image.new("RGB", (defaults.width, defaults.height), (200, 60, 60))
    one = evidence(family, image, "cat", "a red cat on the grass")
    again = evidence(family, image, "Cat", "a red cat on the grass")
    _, height, width = family.latent_shape(defaults.width, defaults.height)
    for name in ("attention", "change", "gain"):
        assert getattr(one, name).shape == (height, width)
        assert torch.equal(getattr(one, name), getattr(again, name)), "the same picture gives the same mask"
    assert float(one.attention.min()) > 0
    assert float(one.change.min()) > 0, "leaving the phrase out changes the answer"
    alone = evidence(family, image, "帽子", "a red cat")  # not in the prompt: asked by itself
    assert not torch.equal(alone.attention, one.attention)


def test_nothing_found_is_said_in_the_phrases_language(
    studios: dict[str, Studio], monkeypatch: pytest.MonkeyPatch
) -> None:
    flat = torch.ones(4, 4)
    assert not Evidence(attention=flat, change=flat, gain=-flat, error=flat).is_found
    assert "在图中没有找到“帽子”" in str(not_found("帽子"))
    assert "“hat” was not found in the picture" in str(not_found("hat"))
    monkeypatch.setattr("danqing.tasks.phrase_masks.PEAK", 1e9)
    with pytest.raises(RequestError, match="was not found"):
        phrase_mask(studios["sd1"].family, Image.new("RGB", (32, 32)), "hat")


def test_a_phrase_must_explain_the_picture_better_than_other_things_do() -> None:
    peaked, ones = torch.eye(4), torch.ones(4, 4)

    def found(error: float, usual: float | None) -> bool:
        compared = None if usual is None else usual * ones
        return Evidence(attention=peaked, change=peaked, gain=peaked, error=error * ones, usual=compared).is_found

    assert found(0.9, 1.0)
    assert not found(0.99, 1.0)
    assert not found(1.1, 1.0)
    assert found(1.1, None), "in the picture's own words"


def test_a_phrase_is_compared_only_where_the_picture_s_words_do_not_hold_it(studios: dict[str, Studio]) -> None:
    family, image = studios["mini"].family, two_things()[0].resize((32, 32))
    assert evidence(family, image, "cat", "a red cat", compare=True).usual is None
    alone = evidence(family, image, "cat", "a red dog", compare=True)
    assert alone.usual is not None
    assert float(alone.usual.min()) > 0
    assert "球" not in _rivals("红色的球")
    assert "ball" in _rivals("a cat")


def test_another_family_says_so(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3"):
        phrase_mask(studios["sd3"].family, Image.new("RGB", (32, 32)), "hat")


def test_inpainting_by_phrase_keeps_the_rest(studios: dict[str, Studio], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danqing.tasks.phrase_masks.PEAK", 0.0)  # random networks look everywhere alike
    monkeypatch.setattr("danqing.tasks.phrase_masks.LEAD", -1.0)  # and know no thing better than another
    image, studio = two_things()[0].resize((48, 32)), studios["sd1"]
    for phrase in ("cat", "dog", "red", "grass", "the", "a"):
        try:
            where = np.asarray(grown(phrase_mask(studio.family, image, phrase))) > 0
            break
        except RequestError:  # these weights know nothing of it
            continue
    (picture,) = studio.inpaint(image, "a dog", mask_text=phrase, seed=1, steps=2)
    same = (np.asarray(picture.image) == np.asarray(image)).all(-1)
    assert same[~where].all()
    assert not same[where].all()
    assert picture.manifest["task"]["mask_text"] == phrase
    (varied,) = studio.vary(image, "a dog", mask_text=phrase, seed=1, steps=2)
    assert (np.asarray(varied.image) == np.asarray(image)).all(-1)[~where].all()
