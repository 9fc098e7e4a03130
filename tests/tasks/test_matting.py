"""Cut-outs: as opaque as the subject was, and without a trace of the ground."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from danqing.evaluation.matting import fringe
from danqing.tasks.matting import MattingWarning, cut_along, cut_out

SIDE = 128
Ground = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]


def disc(
    colour: tuple[float, float, float], ground: NDArray[np.float64], *, eye: bool = False, noise: float = 0.01
) -> tuple[Image.Image, NDArray[np.float64]]:
    """A disc with a soft outline on a ground, and how opaque it truly is."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    alpha = np.clip(40.5 - np.hypot(x - 64, y - 64), 0, 1)
    inside = np.broadcast_to(np.asarray(colour), (SIDE, SIDE, 3)).copy()
    if eye:
        inside[50:60, 50:60] = ground[50:60, 50:60]
    mixed = alpha[..., None] * inside + (1 - alpha[..., None]) * ground
    mixed += noise * np.random.default_rng(1).standard_normal(mixed.shape)
    return Image.fromarray((mixed.clip(0, 1) * 255).round().astype(np.uint8)), alpha


def flat(*colour: float) -> NDArray[np.float64]:
    return np.broadcast_to(np.asarray(colour, dtype=np.float64), (SIDE, SIDE, 3))


def sloping() -> NDArray[np.float64]:
    """From light to less light, as drawn grounds often are."""
    y = np.linspace(0, 0.12, SIDE)[:, None, None]
    return np.asarray([0.95, 0.97, 1.0]) - y * np.ones((SIDE, SIDE, 3))


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        ((0.9, 0.3, 0.1), flat(1, 1, 1)),
        ((0.9, 0.3, 0.1), sloping()),
        ((0.1, 0.2, 0.8), flat(0.2, 0.8, 0.3)),
        ((0.9, 0.9, 0.2), flat(0, 0, 0)),
    ],
)
def test_a_soft_outline_is_as_opaque_as_it_was_and_has_the_subjects_colour(
    colour: tuple[float, float, float], ground: NDArray[np.float64]
) -> None:
    image, alpha = disc(colour, ground)
    found = cut_out(image)
    values = np.asarray(found.image, dtype=float) / 255
    assert found.image.mode == "RGBA"
    assert found.plain > 0.99
    assert np.allclose(found.ground, ground.mean((0, 1)), atol=0.05)
    assert np.abs(values[..., 3] - alpha).mean() < 0.005
    soft = (alpha > 0.1) & (alpha < 0.9)
    assert np.abs(values[..., 3] - alpha)[soft].mean() < 0.1
    assert (values[..., 3][alpha == 0] == 0).all()
    assert (values[..., 3][alpha == 1] > 0.9).all()
    magenta = np.asarray([1.0, 0.0, 1.0])
    shown = values[..., 3:] * values[..., :3] + (1 - values[..., 3:]) * magenta
    truly = alpha[..., None] * np.asarray(colour) + (1 - alpha[..., None]) * magenta
    assert np.abs(shown - truly)[soft].mean() < 0.06
    assert fringe(found.image, found.ground) < 0.05


def test_fringe_sees_what_a_plain_threshold_leaves() -> None:
    image, alpha = disc((0.9, 0.3, 0.1), flat(1, 1, 1))
    rough = image.copy()
    rough.putalpha(Image.fromarray((alpha * 255).round().astype(np.uint8)))
    assert fringe(rough, (1.0, 1.0, 1.0)) > 0.2 > 0.05 > fringe(cut_out(image).image, (1.0, 1.0, 1.0))


def test_the_grounds_colour_inside_a_subject_stays() -> None:
    image, _ = disc((0.9, 0.3, 0.1), flat(1, 1, 1), eye=True)
    alpha = np.asarray(cut_out(image).image)[..., 3]
    assert (alpha[50:60, 50:60] == 255).all()


def test_a_subject_that_reaches_the_edge_is_kept() -> None:
    image, _ = disc((0.1, 0.2, 0.8), flat(1, 1, 1))
    cut = image.crop((0, 64, SIDE, SIDE))
    alpha = np.asarray(cut_out(cut).image)[..., 3]
    assert (alpha[0, 30:98] == 255).all()
    assert (alpha[-1] == 0).all()


def test_grounds_that_are_not_plain_and_empty_pictures_are_said() -> None:
    colours = np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    busy = Image.fromarray(colours).resize((64, 64), Image.Resampling.NEAREST)
    with pytest.warns(MattingWarning, match="not plain"):
        assert cut_out(busy).image.size == (64, 64)
    with pytest.warns(MattingWarning, match="Nothing stands before the ground"):
        nothing = cut_out(Image.new("RGB", (40, 30), "white")).image
    assert np.asarray(nothing)[..., 3].max() == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cut_out(disc((0.9, 0.3, 0.1), flat(1, 1, 1))[0])


def test_the_ground_is_taken_out_of_an_outline() -> None:
    """A red disc, smooth at its edge, on green: laid on white nothing green is left, and inside no bit changes."""
    y, x = np.mgrid[:64, :64]
    share = np.clip(20.5 - np.hypot(x - 32, y - 32), 0, 1)[..., None]
    red, green = np.array([220, 40, 40]), np.array([60, 180, 60])
    image = Image.fromarray((share * red + (1 - share) * green).astype(np.uint8))
    where, ground = share[..., 0] > 0.2, Image.new("RGB", (64, 64), tuple(int(each) for each in green))
    cut = cut_along(image, where, ground)
    laid = Image.new("RGB", (64, 64), "white")
    laid.paste(cut.convert("RGB"), (0, 0), cut.getchannel("A"))
    after = np.asarray(laid).astype(int)
    core = np.hypot(x - 32, y - 32) < 17
    assert (after[core] == np.asarray(image)[core]).all()
    assert (after[..., 1] - after[..., 0]).max() < 8, "no green"


def test_a_belly_stays_where_its_outline_has_a_gap_and_a_cleft_does_not() -> None:
    ring, _ = disc((0.1, 0.1, 0.4), flat(1, 1, 1), noise=0)
    values = np.asarray(ring).copy()
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    values[np.hypot(x - 64, y - 64) < 25] = 255  # the belly
    values[62:66, 80:] = 255  # a gap in its outline, and
    values[:50, 63:66] = 255  # a cleft into it
    values[3, 3] = 0  # a speck
    opaque = np.asarray(cut_out(Image.fromarray(values)).image)[..., 3]
    assert opaque[64, 64] == opaque[50, 55] == 255
    assert opaque[28, 64] == 0, "in the cleft"
    assert opaque[:20].max() == 0, "no speck"
