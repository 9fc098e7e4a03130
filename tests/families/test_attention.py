"""Attention control: asked at each call, changes nothing unless it answers, and knows whose row is whose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from danqing.backends.torch import TorchBackend
from danqing.core.errors import RequestError
from danqing.diffusion.guidance import classifier_free, composed
from danqing.families.attention import NEGATIVE, Attention, Controller, Row, rows_of, size_of_level, with_part
from danqing.families.family import Family
from danqing.families.registry import load_family

SHAPES = ["sd1", "mini"]


@pytest.fixture(scope="module")
def families(tiny_folders: dict[str, Path]) -> Callable[[str], Family]:
    loaded: dict[str, Family] = {}

    def family(name: str) -> Family:
        if name not in loaded:
            loaded[name] = load_family(tiny_folders[name], TorchBackend(device="cpu", precision="float32"))
        return loaded[name]

    return family


def guided(family: Family, scale: float = 4.0, *, controller: Controller | None = None, batch: int = 1) -> Tensor:
    """One guided step at sigma 0.7 on fixed noise, wide rather than square."""
    words, away = (
        with_part({name: each.expand(batch, *each.shape[1:]) for name, each in conditioning.items()}, part)
        for conditioning, part in zip(family.encode("a red cat", "the dog"), (1, NEGATIVE), strict=True)
    )
    channels, height, width = family.latent_shape(6 * family.size_multiple, 4 * family.size_multiple)
    x = torch.randn(batch, channels, height, width, generator=torch.Generator().manual_seed(3))
    denoise = classifier_free(family.denoise, words, away, scale)
    if controller is None:
        return denoise(x, torch.full((batch,), 0.7))
    with family.attending(controller):
        return denoise(x, torch.full((batch,), 0.7))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_controller_that_only_looks_changes_no_bit(families: Callable[[str], Family], shape: str) -> None:
    family, seen = families(shape), list[Attention]()
    plain = guided(family)
    assert torch.equal(guided(family, controller=seen.append), plain)
    assert torch.equal(guided(family, controller=lambda attention: attention.output()), plain)
    assert torch.equal(guided(family), plain)
    length = family.encode("a red cat")[0]["context"].shape[1]
    assert {each.is_cross for each in seen} == {True, False}
    assert len({each.layer for each in seen}) == len(seen)
    for each in seen:
        height, width = each.size
        assert each.query.shape[2] == height * width
        assert (height, width) in {(4, 6), (2, 3)}
        assert each.key.shape[2] == (length if each.is_cross else height * width)
        assert each.sigma == pytest.approx(0.7)
        assert each.rows == (Row(NEGATIVE, 0), Row(1, 0))
        assert each.rows_of_prompt == [1]


@pytest.mark.parametrize("shape", SHAPES)
def test_probabilities_are_those_of_the_output(families: Callable[[str], Family], shape: str) -> None:
    def by_hand(attention: Attention) -> Tensor:
        probabilities = attention.probabilities()
        torch.testing.assert_close(probabilities.sum(-1), torch.ones(probabilities.shape[:-1]))
        return attention.mixed(probabilities)

    family = families(shape)
    torch.testing.assert_close(guided(family, controller=by_hand), guided(family), atol=1e-4, rtol=0)


def test_a_bias_hides_words(families: Callable[[str], Family]) -> None:
    family = families("sd1")
    (cat,) = family.positions("a red cat", [(6, 9)])

    def hide(attention: Attention) -> Attention | None:
        if not attention.is_cross:
            return None
        bias = torch.zeros(2, 1, 1, attention.key.shape[2])
        bias[attention.rows_of_prompt, ..., cat] = -torch.inf
        return attention.biased(bias)

    left: list[Tensor] = []
    with family.attending(hide):
        changed = guided(
            family, controller=lambda attention: left.append(attention.probabilities()) if attention.is_cross else None
        )
    assert all(float(each[1, ..., cat].abs().max()) == 0 for each in left), "the inner one sees what the outer did"
    assert all(float(each[0, ..., cat].min()) > 0 for each in left), "the negative prompt keeps its words"
    assert not torch.allclose(changed, guided(family), atol=1e-4)


def test_only_the_prompts_rows_are_changed(families: Callable[[str], Family]) -> None:
    family = families("mini")

    def silence(attention: Attention) -> Tensor:
        output = attention.output().clone()
        output[attention.rows_of_prompt] = 0
        return output

    cat, dog = family.encode("a red cat", "the dog")
    only_away = classifier_free(family.denoise, cat, dog, 0.0)  # the prompt has no weight
    x = torch.randn(1, *family.latent_shape(64, 64), generator=torch.Generator().manual_seed(3))
    before = only_away(x, torch.tensor([0.7]))
    words, away = with_part(cat, 1), with_part(dog, NEGATIVE)
    with family.attending(silence):
        after = classifier_free(family.denoise, words, away, 0.0)(x, torch.tensor([0.7]))
    torch.testing.assert_close(after, before, atol=1e-6, rtol=0)


def test_pictures_of_a_batch_can_look_at_the_first(families: Callable[[str], Family]) -> None:
    """What StyleAligned does: keys and values of the first picture are joined to each one's own."""
    family, rows = families("sd1"), list[tuple[Row, ...]]()

    def share(attention: Attention) -> Attention | None:
        if attention.is_cross:
            return None
        rows.append(attention.rows)
        first = [attention.rows.index(Row(row.part, 0)) for row in attention.rows]
        return attention.replace(
            key=torch.cat([attention.key, attention.key[first]], 2),
            value=torch.cat([attention.value, attention.value[first]], 2),
        )

    alone, together = guided(family, batch=3), guided(family, batch=3, controller=share)
    assert rows[0] == (Row(0, 0), Row(0, 1), Row(0, 2), Row(1, 0), Row(1, 1), Row(1, 2))
    torch.testing.assert_close(together[0], alone[0], atol=1e-4, rtol=0)  # its own twice is its own
    assert not torch.allclose(together[1:], alone[1:], atol=1e-3)


def test_rows_of_composed_prompts_and_without_guidance(families: Callable[[str], Family]) -> None:
    family, rows = families("sd1"), list[tuple[Row, ...]]()
    texts = family.encode("the dog", "a cat", "grass")
    away, cat, grass = (with_part(each, part) for part, each in enumerate(texts))
    x, sigma = torch.zeros(1, *family.latent_shape(32, 32)), torch.tensor([0.5])
    with family.attending(lambda attention: rows.append(attention.rows)):
        composed(family.denoise, [(cat, 1.0), (grass, 0.5)], away, 3.0)(x, sigma)
        assert set(rows) == {(Row(0, 0), Row(1, 0), Row(2, 0))}
        rows.clear()
        classifier_free(family.denoise, cat, away, 1.0)(x, sigma)
        assert set(rows) == {(Row(1, 0),)}
        rows.clear()
        family.denoise(x, sigma, texts[1])
        assert set(rows) == {(Row(1, 0),)}


def test_one_text_may_serve_several_pictures() -> None:
    assert rows_of({"part": torch.tensor([2])}, 3) == (Row(2, 0), Row(2, 1), Row(2, 2))


def test_the_library_is_as_before_whatever_happens(families: Callable[[str], Family]) -> None:
    family = families("sd1")
    plain = guided(family)

    def fail(attention: Attention) -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        guided(family, controller=fail)
    assert torch.equal(guided(family), plain)


def test_levels_round_up() -> None:
    assert size_of_level((5, 7), 35) == (5, 7)
    assert size_of_level((5, 7), 12) == (3, 4)
    assert size_of_level((5, 7), 4) == (2, 2)


def test_another_family_says_so(families: Callable[[str], Family]) -> None:
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3 yet"):
        families("sd3").attending(lambda attention: None)
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3 yet"):
        families("sd3").positions("a cat", [(2, 5)])


def test_a_network_that_attends_in_a_way_of_its_own_is_refused(families: Callable[[str], Family]) -> None:
    from diffusers.models.attention_processor import Attention as Layer
    from diffusers.models.attention_processor import SlicedAttnProcessor

    from danqing.families.attention import AttentionControl

    layer = Layer(query_dim=8, heads=2, dim_head=4, processor=SlicedAttnProcessor(1))
    with (
        pytest.raises(RequestError, match="SlicedAttnProcessor"),
        AttentionControl(torch.nn.ModuleList([layer])).attending(lambda attention: None),
    ):
        pass
