"""How alike pictures are: none apart from themselves, others farther the more they differ."""

from __future__ import annotations

import pytest
import torch
from PIL import Image

from danqing.evaluation.consistency import colour_shares, mean_distance


def test_distances_of_pairs() -> None:
    same = torch.tensor([[1.0, 2.0]] * 3)
    assert mean_distance(same) == pytest.approx(0)
    assert mean_distance(torch.tensor([[1.0, 0.0], [0.0, 3.0]])) == pytest.approx(1)
    assert mean_distance(torch.tensor([[1.0, 0.0], [0.0, 3.0], [2.0, 0.0]])) == pytest.approx(2 / 3)
    for odd in (torch.zeros(1, 3), torch.zeros(3)):
        with pytest.raises(ValueError, match="N at least 2"):
            mean_distance(odd)


def test_colours_count_by_area_and_only_where_they_are_seen() -> None:
    red, half = Image.new("RGB", (8, 8), "red"), Image.new("RGBA", (8, 8), (0, 0, 255, 0))
    half.paste((255, 0, 0, 255), (0, 0, 4, 8))
    shares = colour_shares([red, half, Image.new("RGB", (8, 8), "blue")])
    assert shares.shape == (3, 216)
    torch.testing.assert_close(shares.sum(1), torch.ones(3, dtype=torch.float64))
    assert torch.equal(shares[0], shares[1])
    assert mean_distance(shares[[0, 2]]) == pytest.approx(1)
