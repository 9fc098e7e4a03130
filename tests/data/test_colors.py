"""Naming and changing colours."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.data.colors import (
    COLORS,
    dominant_color,
    find_body,
    hue_saturation_value,
    name_indices,
    name_shares,
    recolor,
)


@pytest.mark.parametrize("name", COLORS)
def test_each_tone_carries_its_own_name(name: str) -> None:
    patch = np.full((20, 20, 4), 255, dtype=np.uint8)
    patch[..., :3] = np.round(np.array(COLORS[name].tone) * 255)
    assert dominant_color(patch) == name


@pytest.mark.parametrize("rgb", [(64, 224, 208), (222, 200, 170), (128, 128, 0)])
def test_doubtful_colours_have_no_name(rgb: tuple[int, int, int]) -> None:
    assert name_indices(np.array(rgb) / 255.0) == 0


def test_hue_agrees_with_the_standard_library() -> None:
    import colorsys

    rgb = np.random.default_rng(0).random((200, 3))
    hue, saturation, value = hue_saturation_value(rgb)
    expected = np.array([colorsys.rgb_to_hsv(*each) for each in rgb.tolist()])
    np.testing.assert_allclose(np.stack([hue / 360, saturation, value], -1), expected, atol=1e-12)


def _figure(color: tuple[int, int, int]) -> Image.Image:
    """A shaded disc with two black eyes and white glints."""
    image = Image.new("RGBA", (64, 64))
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 60, 60), fill=(*(int(part * 0.85) for part in color), 255))
    draw.ellipse((8, 6, 54, 52), fill=(*color, 255))
    for x in (22, 42):
        draw.ellipse((x - 4, 24, x + 4, 32), fill=(20, 20, 20, 255))
        draw.rectangle((x - 1, 25, x, 26), fill=(255, 255, 255, 255))
    return image


@pytest.mark.parametrize("start", [(245, 160, 50), (90, 150, 240), (235, 235, 235), (110, 70, 40)])
@pytest.mark.parametrize("color", COLORS)
def test_recolouring_gives_the_named_colour(start: tuple[int, int, int], color: str) -> None:
    figure = _figure(start)
    body = find_body(np.asarray(figure))
    assert body is not None
    assert dominant_color(np.asarray(recolor(figure, body, color))) == color


def test_recolouring_keeps_shape_and_eyes() -> None:
    figure = _figure((245, 160, 50))
    body = find_body(np.asarray(figure))
    assert body is not None
    before, after = np.asarray(figure), np.asarray(recolor(figure, body, "blue"))
    np.testing.assert_array_equal(before[..., 3], after[..., 3])
    np.testing.assert_allclose(after[28, 24, :3], before[28, 24, :3], atol=3)


def test_a_motley_picture_has_no_body_and_no_colour() -> None:
    stripes = np.zeros((60, 60, 4), dtype=np.uint8)
    stripes[..., 3] = 255
    for number, rgb in enumerate([(220, 30, 30), (40, 180, 60), (40, 90, 230), (150, 50, 200)]):
        stripes[:, number * 15 : number * 15 + 15, :3] = rgb
    assert dominant_color(stripes) is None
    assert find_body(stripes) is None


def test_shares_add_up() -> None:
    pixels = np.array([[220, 30, 30]] * 30 + [[40, 90, 230]] * 10, dtype=np.uint8)
    assert name_shares(pixels) == {"red": 0.75, "blue": 0.25}
    assert name_shares(pixels[:0]) == {}
