"""The restyling network: statistics that are those of the style, strengths, bands and any size."""

from __future__ import annotations

import pytest
import torch

from danqing.models import adain as module
from danqing.models.adain import StyleNetwork, StyleShape, adain, normalised, statistics, style_of_maps

SHAPE = StyleShape(widths=(4, 6, 8, 8), style_width=4)


@pytest.fixture(scope="module")
def network() -> StyleNetwork:
    torch.manual_seed(0)
    made = StyleNetwork(SHAPE).eval().requires_grad_(False)
    for block in (*made.eighth_blocks, *made.quarter_blocks):
        torch.nn.init.normal_(block.second.weight, std=0.1)  # as after training: blocks do something
        torch.nn.init.normal_(block.gains.weight)
    return made


def pictures(height: int, width: int, seed: int = 0) -> torch.Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def test_maps_take_the_statistics_of_the_style() -> None:
    maps, style = torch.randn(2, 5, 9, 7) * 3 + 1, torch.rand(2, 5, 11, 4) * 0.2 - 4
    torch.testing.assert_close(statistics(adain(maps, statistics(style))), statistics(style), atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(adain(maps, statistics(maps)), maps, atol=1e-4, rtol=1e-4)
    shifted = normalised(maps * torch.rand(2, 5, 1, 1).add(0.5) + torch.randn(2, 5, 1, 1))
    torch.testing.assert_close(shifted, normalised(maps), atol=1e-4, rtol=1e-3)


def test_at_strength_0_the_style_does_not_matter_and_at_1_only_it_does(network: StyleNetwork) -> None:
    content, first, second = (
        pictures(32, 24),
        network.style_of(pictures(40, 40, 1)),
        network.style_of(pictures(8, 8, 2)),
    )
    own = network.paint(network.encode(content), style_of_maps(network.encode(content)))
    assert torch.equal(network(content, first, 0.0), own)
    assert torch.equal(network(content, second, 0.0), own)
    full, half = network(content, first, 1.0), network(content, first, 0.5)
    assert torch.equal(full, network.paint(network.encode(content), first))
    assert not torch.allclose(full, network(content, second, 1.0), atol=1e-2)
    assert 0 < float((half - own).abs().mean()) < float((full - own).abs().mean())


def test_bands_give_the_same_picture(network: StyleNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    content, style = pictures(104, 40), network.style_of(pictures(32, 32, 1))
    with torch.no_grad():
        whole = network(content, style)
        monkeypatch.setattr(module, "BAND_PX", 32)
        torch.testing.assert_close(network(content, style), whole, atol=1e-5, rtol=1e-5)


def test_any_size_comes_out_as_it_went_in(network: StyleNetwork) -> None:
    style = network.style_of(pictures(9, 70, 1))
    for height, width in ((8, 8), (13, 50), (33, 7)):
        made = network(pictures(height, width), style)
        assert made.shape == (1, 3, height, width)
        assert made.isfinite().all()
    assert network(pictures(16, 16), network.style_of(torch.zeros(1, 3, 16, 16))).isfinite().all()  # no spread at all
    with pytest.raises(ValueError, match="pictures must be shaped"):
        network.encode(torch.zeros(3, 8, 8))


def test_the_default_shape_fits_its_budget() -> None:
    with torch.device("meta"):
        assert 0.65e6 < sum(weight.numel() for weight in StyleNetwork().parameters()) < 0.75e6
