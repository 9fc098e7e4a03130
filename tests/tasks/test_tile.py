"""Textures without a seam, on tiny real models."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from danqing import load
from danqing.core.errors import RequestError
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.core.seeds import picture_generator
from danqing.evaluation.seams import SEAMLESS, Axis, seam_error
from danqing.tasks.drawing import Drawing, draw, resolve
from danqing.tasks.studio import Studio
from danqing.tasks.tiling import begins_in_windows, cut_calmly
from seam_lines import seam_beside_lines


def uncut(studio: Studio, request: Request) -> list[Image.Image]:
    """Textures as they are drawn, before their edges are laid where they are calm."""
    family, settings = studio.family, resolve(studio.family, request)
    shape = family.latent_shape(settings.width, settings.height)

    def noise(index: int) -> torch.Tensor:
        return torch.randn((1, *shape), generator=picture_generator(request.seed, index), dtype=torch.float32)

    drawing = Drawing(request=request, settings=settings, noise=noise)
    return [each.image for each in draw(family, drawing, model={"name": "tiny"})]


@pytest.mark.parametrize(("shape", "side", "factor"), [("sd1", 64, 2), ("mini", 64, 16), ("sd3", 48, 2)])
def test_textures_have_no_seam(studios: dict[str, Studio], shape: str, side: int, factor: int) -> None:
    request = Request(prompt="a cat", seed=1, count=4, steps=3, width=side, height=side)
    images, tiles = uncut(studios[shape], request.replace(tile="xy")), studios[shape].tile(request)
    axes: tuple[Axis, ...] = ("x", "y")
    for axis in axes:
        assert seam_beside_lines(images, axis, factor) <= SEAMLESS
        assert all(seam_error(each.image, axis) <= 1 for each in tiles)
    assert tiles[0].manifest["task"] == {"name": "tile", "axes": "xy"}
    assert tiles[0].manifest["settings"]["tile"] == tiles[0].manifest["request"]["tile"] == "xy"


def test_a_scene_has_a_seam_that_its_texture_has_not() -> None:
    studio = load(precision="float32", device="cpu")  # danqing-mini, since untrained models draw no sky and no ground
    (plain,) = studio.generate("a cat on the grass", seed=3, steps=4)
    (tiled,) = studio.tile("a cat on the grass", seed=3, steps=4)
    assert seam_error(plain.image, "y") > 2 * seam_error(tiled.image, "y")


def test_things_are_drawn_where_a_network_without_edges_draws_none() -> None:
    studio = load(precision="float32", device="cpu")  # danqing-mini sees an edge from everywhere
    values = np.asarray(studio.tile("small red flowers on white", seed=7, steps=10)[0].image).astype(int)
    red = (values[..., 0] > 150) & (values[..., 1:].max(-1) < 110)
    white = values.min(-1) > 220
    assert 0.05 < red.mean() < 0.6
    assert white.mean() > 0.3


def test_windows_are_for_small_networks_that_nothing_else_acts_on(studios: dict[str, Studio]) -> None:
    small, large = studios["mini"].family, studios["sd1"].family
    assert begins_in_windows(small, "", "xy")
    assert begins_in_windows(small, "decoding", "x")
    assert not begins_in_windows(small, "", "")
    assert not begins_in_windows(small, "all", "xy")
    assert not begins_in_windows(large, "", "xy")
    region = Region(box=(0, 0, 0.5, 0.5), prompt="a dog")
    request = Request(prompt="a cat", seed=1, steps=2, regions=(region,))
    assert studios["mini"].tile(request)[0].image.size == studios["mini"].generate(request)[0].image.size


def test_one_axis_only(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=1, count=4, steps=2, width=64, height=64, guidance=1)
    across = uncut(studios["sd1"], request.replace(tile="x"))
    assert seam_beside_lines(across, "x", 2) <= SEAMLESS
    assert across[0].tobytes() != uncut(studios["sd1"], request.replace(tile="xy", count=1))[0].tobytes()


@pytest.mark.parametrize("tile", ["x", "y", "xy"])
def test_the_edges_lie_where_the_texture_is_calmest(tile: str) -> None:
    values = np.random.default_rng(0).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    values[7], values[:, 20] = values[6], values[:, 19]  # the calmest places
    cut = np.asarray(cut_calmly(Image.fromarray(values), tile))
    shift = (-7 if "y" in tile else 0, -20 if "x" in tile else 0)
    assert np.array_equal(cut, np.roll(values, shift, (0, 1)))


def test_what_has_its_place_is_not_shifted(studios: dict[str, Studio]) -> None:
    region = Region(box=(0, 0, 0.5, 0.5), prompt="a dog")
    request = Request(prompt="a cat", seed=1, steps=2, width=64, height=64, regions=(region,))
    (tiled,) = studios["sd1"].tile(request)
    (plain,) = uncut(studios["sd1"], request.replace(tile="xy"))
    assert tiled.image.tobytes() == plain.tobytes()


@pytest.mark.parametrize(("model", "shift", "factor"), [("sd1", (4, 2), 2), ("mini", (2, 2), 16)])
def test_shifted_noise_gives_the_shifted_texture(
    studios: dict[str, Studio], model: str, shift: tuple[int, int], factor: int
) -> None:
    family = studios[model].family  # the small one's windows are mapped to each other
    request = Request(prompt="a cat", seed=1, steps=3, tile="xy", width=64, height=64)
    settings = resolve(family, request)
    shape = family.latent_shape(settings.width, settings.height)

    def drawn(shift: tuple[int, int]) -> np.ndarray:
        def noise(index: int) -> torch.Tensor:
            made = torch.randn((1, *shape), generator=picture_generator(1, index), dtype=torch.float32)
            return made.roll(shift, (-2, -1))

        (picture,) = draw(family, Drawing(request=request, settings=settings, noise=noise), model={"name": "tiny"})
        return np.asarray(picture.image).astype(int)

    moved = np.roll(drawn((0, 0)), (factor * shift[0], factor * shift[1]), (0, 1))
    assert np.abs(moved - drawn(shift)).max() <= 1


def test_a_parameter_of_the_prompt_tiles_in_every_task(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    (said,) = studio.generate("a cat --tile", seed=1, steps=2)
    (asked,) = studio.tile("a cat", seed=1, steps=2)
    assert said.image.tobytes() == asked.image.tobytes()
    assert said.manifest["settings"]["tile"] == "xy"
    (plain,) = studio.generate("a cat", seed=1, steps=2)
    assert "tile" not in plain.manifest["settings"]
    assert plain.image.tobytes() != said.image.tobytes()


def test_the_seed_contract_holds_for_textures(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=3, steps=2, count=3, sampler="euler_ancestral")
    batch = studios["mini"].tile(request)
    (alone,) = studios["mini"].tile(request, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()


def test_axes_and_sizes_that_make_no_sense(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="x, y or xy"):
        studios["sd1"].tile("a cat", axes="z")
    with pytest.raises(RequestError, match="a multiple of 32 pixels wide, not 80"):
        studios["mini"].tile("a cat", size=(80, 64), steps=2)
