"""Colour and light by arithmetic: another colour inside, its shading kept, not a bit changed outside."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.director.edit_types import Change
from danqing.tasks.perceptual import from_oklab, to_oklab
from danqing.tasks.tones import adjusted, recolored

BLUE = (0.15, 0.42, 0.90)


def car() -> tuple[Image.Image, Image.Image]:
    """A shaded red body with a white window and black wheels on grass, and the mask of all of it."""
    image = Image.new("RGB", (64, 48), (90, 170, 80))
    draw, mask = ImageDraw.Draw(image), Image.new("L", (64, 48))
    for row in range(12, 36):
        draw.line((8, row, 55, row), fill=(240 - 4 * (row - 12), 40, 36))
    draw.rectangle((20, 16, 34, 22), fill="white")
    draw.ellipse((14, 30, 24, 40), fill=(16, 16, 18))
    marks = ImageDraw.Draw(mask)
    marks.rectangle((8, 12, 55, 35), fill=255)
    marks.ellipse((14, 30, 24, 40), fill=255)
    return image, mask


def test_the_body_is_blue_with_its_shading_and_the_rest_is_as_it_was() -> None:
    image, mask = car()
    result = np.asarray(recolored(image, mask, BLUE)).astype(int)
    before, inside = np.asarray(image).astype(int), np.asarray(mask) > 0
    assert (result[~inside] == before[~inside]).all()
    assert (result[14, 44, 2] - result[14, 44, 0]) > 80, "blue in the light"
    assert (result[34, 44, 2] - result[34, 44, 0]) > 60, "blue in the shade"
    light = to_oklab(Image.fromarray(result.astype(np.uint8)))[:, 44, 0]
    assert light[14] - light[34] > 0.5 * (to_oklab(image)[14, 44, 0] - to_oklab(image)[34, 44, 0])
    assert abs(result[19, 27] - 255).max() <= 6, "the window stays white"
    assert result[36, 19].max() < 50, "the wheel stays black"


@pytest.mark.parametrize("color", [(0.95, 0.95, 0.95), (0.13, 0.13, 0.14), (0.98, 0.83, 0.15)])
def test_every_kind_of_colour_is_reached(color: tuple[float, float, float]) -> None:
    image, mask = car()
    painted = np.asarray(recolored(image, mask, color), dtype=float)[24, 40:54].mean(0) / 255
    assert np.abs(painted - color).max() < 0.2


def test_a_white_thing_takes_a_colour() -> None:
    image = Image.new("RGB", (32, 32), (235, 235, 235))
    mask = Image.new("L", (32, 32), 255)
    red, _, blue = np.asarray(recolored(image, mask, (0.87, 0.14, 0.14)))[16, 16].astype(int)
    assert red - blue > 100


def test_an_empty_mask_changes_nothing() -> None:
    image, mask = car()
    assert recolored(image, Image.new("L", mask.size), BLUE).tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ("brighter", lambda lab: lab[..., 0].mean()),
        ("darker", lambda lab: -lab[..., 0].mean()),
        ("warmer", lambda lab: lab[..., 2].mean()),
        ("cooler", lambda lab: -lab[..., 2].mean()),
        ("more contrast", lambda lab: lab[..., 0].std()),
        ("less contrast", lambda lab: -lab[..., 0].std()),
        ("more color", lambda lab: np.hypot(lab[..., 1], lab[..., 2]).mean()),
        ("less color", lambda lab: -np.hypot(lab[..., 1], lab[..., 2]).mean()),
        ("grey", lambda lab: -np.hypot(lab[..., 1], lab[..., 2]).max()),
        ("sharper", lambda lab: np.abs(np.diff(lab[..., 0], axis=0)).max()),
        ("softer", lambda lab: -np.abs(np.diff(lab[..., 0], axis=0)).max()),
    ],
)
def test_adjustments_do_what_they_are_called(change: Change, measure: object) -> None:
    assert callable(measure)
    image, mask = car()
    softened = adjusted(image, "softer", 0.5)  # so that there is room to sharpen
    before, some, much = (
        measure(to_oklab(each)) for each in (softened, adjusted(softened, change, 0.5), adjusted(softened, change, 1.5))
    )
    assert before < some <= much or (change == "grey" and before < some)
    part = np.asarray(adjusted(image, change, 1.0, mask))
    assert (part[np.asarray(mask) == 0] == np.asarray(image)[np.asarray(mask) == 0]).all()


def test_oklab_goes_there_and_back() -> None:
    values = np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    back = np.asarray(from_oklab(to_oklab(Image.fromarray(values))))
    assert np.abs(back.astype(int) - values).max() <= 1
    white = to_oklab(Image.new("RGB", (1, 1), "white"))[0, 0]
    np.testing.assert_allclose(white, [1, 0, 0], atol=1e-3)
