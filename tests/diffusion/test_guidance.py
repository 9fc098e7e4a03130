"""Guidance: the formula, how often the network is called, and where guidance acts."""

import math

import pytest
import torch
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.core.seeds import picture_generator
from danqing.diffusion.guidance import (
    bind,
    classifier_free,
    composed,
    interval_in_sigma,
    join_conditioning,
    rescaled,
    switching,
)
from danqing.diffusion.samplers import SAMPLERS, Denoiser
from danqing.diffusion.schedules import NoisePath

X = torch.randn(2, 3, 4, 4, generator=torch.Generator().manual_seed(0))
SIGMA = torch.full((2,), 0.5, dtype=torch.float64)
POSITIVE, NEGATIVE = torch.full((2, 1), 3.0), torch.full((2, 1), -1.0)


class CountingDenoiser:
    """A linear denoiser whose picture depends on its conditioning; remembers the batch size of each call."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def __call__(self, x: Tensor, sigma: Tensor, conditioning: Tensor) -> Tensor:
        assert len(x) == len(sigma) == len(conditioning)
        self.batches.append(len(x))
        return 0.5 * x + conditioning[:, :, None, None] * torch.linspace(0, 1, 4)


def alone(conditioning: Tensor) -> Tensor:
    return CountingDenoiser()(X, SIGMA, conditioning)


@pytest.mark.parametrize("scale", [0.0, 0.5, 2.0, 7.5])
def test_guidance_steps_from_negative_through_positive_in_one_call(scale: float) -> None:
    denoise = CountingDenoiser()
    found = classifier_free(denoise, POSITIVE, NEGATIVE, scale)(X, SIGMA)
    expected = alone(NEGATIVE) + scale * (alone(POSITIVE) - alone(NEGATIVE))
    torch.testing.assert_close(found, expected)
    assert denoise.batches == [4]


def test_scale_one_skips_the_negative_prompt() -> None:
    denoise = CountingDenoiser()
    found = classifier_free(denoise, POSITIVE, NEGATIVE, 1.0)(X, SIGMA)
    assert torch.equal(found, alone(POSITIVE))
    assert denoise.batches == [2]


def test_the_negative_prompt_matters_and_pushes_away() -> None:
    other = classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE - 1, 3.0)(X, SIGMA)
    found = classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE, 3.0)(X, SIGMA)
    assert float((other - found)[..., 3].min()) > 0


@pytest.mark.parametrize(("sigma", "batch"), [(0.29, 2), (0.3, 4), (0.5, 4), (0.8, 4), (0.81, 2)])
def test_guidance_acts_inside_its_interval_only(sigma: float, batch: int) -> None:
    denoise = CountingDenoiser()
    level = torch.full((2,), sigma, dtype=torch.float64)
    found = classifier_free(denoise, POSITIVE, NEGATIVE, 3.0, interval=(0.3, 0.8))(X, level)
    assert denoise.batches == [batch]
    assert torch.equal(found, alone(POSITIVE)) is (batch == 2)


def test_fractions_of_a_run_become_sigmas() -> None:
    sigmas = torch.tensor([1.0, 0.8, 0.6, 0.4, 0.2, 0.0], dtype=torch.float64)
    assert interval_in_sigma(sigmas, (0.0, 1.0)) == (0.0, math.inf)
    assert interval_in_sigma(sigmas, (0.2, 0.6)) == (0.6, 0.8)
    assert interval_in_sigma(sigmas, (0.0, 0.5)) == (0.6, math.inf)
    assert interval_in_sigma(sigmas, (0.5, 1.0)) == (0.0, 0.4)
    low, high = interval_in_sigma(sigmas, (0.5, 0.5))
    assert low > high
    for bad in [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (math.nan, 1.0)]:
        with pytest.raises(RequestError, match="upwards"):
            interval_in_sigma(sigmas, bad)


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_whole_run_calls_the_network_once_a_step_and_for_the_pair_only_inside(name: str) -> None:
    denoise = CountingDenoiser()
    sigmas = torch.linspace(1, 0, 11, dtype=torch.float64)
    guided = classifier_free(denoise, POSITIVE, NEGATIVE, 3.0, interval=interval_in_sigma(sigmas, (0.2, 0.7)))
    generators = [picture_generator(0, index) for index in range(2)]
    SAMPLERS[name](guided, X, sigmas, path=NoisePath.FLOW, generators=generators)
    if name != "heun":
        assert denoise.batches == [2, 2, 4, 4, 4, 4, 4, 2, 2, 2]
    else:
        assert len(denoise.batches) == 19


def test_rescale_brings_back_the_positive_spread() -> None:
    guided = classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE, 9.0)(X, SIGMA)
    full = classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE, 9.0, rescale=1.0)(X, SIGMA)
    half = classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE, 9.0, rescale=0.5)(X, SIGMA)
    torch.testing.assert_close(full.flatten(1).std(1), alone(POSITIVE).flatten(1).std(1))
    torch.testing.assert_close(half, (guided + full) / 2)
    assert float(guided.std()) > 1.5 * float(full.std())


def test_rescale_treats_each_picture_by_itself_bit_for_bit() -> None:
    guided, positive = 5 * X, X.flip(1) + 0.1
    together = rescaled(guided, positive, 0.7)
    for index in range(2):
        assert torch.equal(rescaled(guided[index : index + 1], positive[index : index + 1], 0.7)[0], together[index])


def test_a_flat_picture_survives_rescaling() -> None:
    flat = torch.zeros(1, 3, 4, 4)
    assert torch.equal(rescaled(flat, X[:1], 1.0), flat)


@pytest.mark.parametrize("batch", [1, 3])
def test_guided_runs_do_not_depend_on_the_batch(batch: int) -> None:
    sigmas = torch.linspace(1, 0, 6, dtype=torch.float64)
    x = torch.stack([torch.randn(3, 4, 4, generator=picture_generator(1, index)) for index in range(batch)])
    guided = classifier_free(CountingDenoiser(), torch.full((batch, 1), 2.0), torch.zeros(batch, 1), 4.0, rescale=0.7)
    found = SAMPLERS["euler"](guided, x, sigmas, path=NoisePath.FLOW)
    one = classifier_free(CountingDenoiser(), torch.full((1, 1), 2.0), torch.zeros(1, 1), 4.0, rescale=0.7)
    assert torch.equal(SAMPLERS["euler"](one, x[-1:], sigmas, path=NoisePath.FLOW)[0], found[-1])


def test_binding_without_guidance() -> None:
    assert torch.equal(bind(CountingDenoiser(), POSITIVE)(X, SIGMA), alone(POSITIVE))


def test_conditionings_of_several_parts_are_joined_part_by_part() -> None:
    first = {"tokens": torch.zeros(2, 5), "pooled": (torch.zeros(2, 1), torch.zeros(2, 3))}
    second = {"tokens": torch.ones(2, 5), "pooled": (torch.ones(2, 1), torch.ones(2, 3))}
    joined = join_conditioning(first, second)
    assert isinstance(joined["tokens"], Tensor)
    assert joined["tokens"].shape == (4, 5)
    assert isinstance(joined["pooled"], tuple)
    assert [part.shape for part in joined["pooled"]] == [(4, 1), (4, 3)]
    assert joined["tokens"][:2].sum() == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (torch.zeros(1), {"a": torch.zeros(1)}),
        ({"a": torch.zeros(1)}, {"b": torch.zeros(1)}),
        ((torch.zeros(1),), (torch.zeros(1), torch.zeros(1))),
        ("a cat", "a dog"),
    ],
)
def test_conditionings_that_do_not_match_are_refused(first: object, second: object) -> None:
    with pytest.raises(ValueError, match="same form"):
        join_conditioning(first, second)


@pytest.mark.parametrize(("scale", "rescale"), [(-1.0, 0.0), (3.0, 1.1), (3.0, -0.1), (math.nan, 0.0)])
def test_bad_scales_are_refused(scale: float, rescale: float) -> None:
    with pytest.raises(RequestError, match="Guidance must be"):
        classifier_free(CountingDenoiser(), POSITIVE, NEGATIVE, scale, rescale=rescale)


PARTS = [(torch.full((1, 2), 3.0), 1.0), (torch.full((1, 2), -2.0), 0.5)]
AWAY = torch.full((1, 2), 0.5)


def told(x: Tensor, sigma: Tensor, conditioning: Tensor) -> Tensor:
    """A denoiser that sees its conditioning, a little of x and of sigma."""
    return conditioning + 0.1 * x + sigma.to(x)[:, None]


@pytest.mark.parametrize("scale", [0.0, 0.5, 1.0, 4.0])
@pytest.mark.parametrize("weights", [(1.0, 0.5), (0.25, 0.75), (1.0, -1.0), (2.0, -0.5)])
def test_composed_prompts_add_up_their_steps_away_from_the_negative(scale: float, weights: tuple[float, float]) -> None:
    parts = [(part, weight) for (part, _), weight in zip(PARTS, weights, strict=True)]
    x, sigma = torch.randn(1, 2), torch.tensor([0.3])
    away = told(x, sigma, AWAY)
    expected = away + scale * sum(weight * (told(x, sigma, part) - away) for part, weight in parts)
    torch.testing.assert_close(composed(told, parts, AWAY, scale)(x, sigma), expected)


def test_one_part_of_weight_one_is_classifier_free_guidance() -> None:
    x, sigma = torch.randn(3, 2), torch.full((3,), 0.3)
    positive, away = torch.randn(3, 2), torch.randn(3, 2)
    for interval, rescale in (((0.0, math.inf), 0.0), ((0.0, math.inf), 0.7), ((0.5, 1.0), 0.0)):
        one = composed(told, [(positive, 1.0)], away, 5.0, interval=interval, rescale=rescale)(x, sigma)
        usual = classifier_free(told, positive, away, 5.0, interval=interval, rescale=rescale)(x, sigma)
        torch.testing.assert_close(one, usual)


def test_the_negative_is_asked_only_where_it_counts() -> None:
    batches: list[int] = []

    def counting(x: Tensor, sigma: Tensor, conditioning: Tensor) -> Tensor:
        batches.append(len(x))
        return told(x, sigma, conditioning)

    halves = [(part, 0.5) for part, _ in PARTS]
    x = torch.zeros(1, 2)
    composed(counting, halves, AWAY, 1.0)(x, torch.tensor([0.3]))
    composed(counting, halves, AWAY, 3.0, interval=(0.5, 1.0))(x, torch.tensor([0.3]))
    composed(counting, halves, AWAY, 3.0, interval=(0.5, 1.0))(x, torch.tensor([0.7]))
    composed(counting, PARTS, AWAY, 1.0)(x, torch.tensor([0.3]))
    assert batches == [2, 2, 3, 3]


def test_each_step_has_its_own_denoiser() -> None:
    sigmas = torch.tensor([1.0, 0.7, 0.3, 0.0], dtype=torch.float64)
    heard: list[int] = []

    def denoiser(number: int) -> Denoiser:
        def denoise(x: Tensor, sigma: Tensor) -> Tensor:
            heard.append(number)
            return x

        return denoise

    chosen = switching([denoiser(number) for number in range(3)], sigmas)
    for level in (1.0, 0.9, 0.7, 0.5, 0.3, 0.1, 1.0 + 1e-7):
        chosen(torch.zeros(1), torch.tensor([level]))
    assert heard == [0, 0, 1, 1, 2, 2, 0]
    with pytest.raises(ValueError, match="3 steps"):
        switching([denoiser(0)], sigmas)


@pytest.mark.parametrize("name", SAMPLERS)
def test_every_sampler_walks_through_the_steps_in_order(name: str) -> None:
    sigmas = torch.tensor([0.9, 0.7, 0.5, 0.3, 0.0], dtype=torch.float64)
    heard: list[int] = []

    def denoiser(number: int) -> Denoiser:
        def denoise(x: Tensor, sigma: Tensor) -> Tensor:
            heard.append(number)
            return 0.5 * x

        return denoise

    chosen = switching([denoiser(number) for number in range(4)], sigmas)
    SAMPLERS[name](chosen, torch.ones(1, 1, 2, 2), sigmas, path=NoisePath.FLOW, generators=[torch.Generator()])
    assert heard == sorted(heard)
    assert set(heard) == {0, 1, 2, 3}
