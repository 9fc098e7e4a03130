"""Larger pictures: no seams, transparency kept, the same by every road."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import CancelledError, DataError, PictureError, RequestError, UnknownNameError
from danqing.models import esrgan
from danqing.models.esrgan import Esrgan
from danqing.models.upscaler import Lanczos, Upscaler
from danqing.provenance.intake import read_picture
from danqing.provenance.metadata import read_manifest
from danqing.tasks.studio import Studio
from danqing.tasks.upscale import enlarged, upscale


def photo(width: int = 50, height: int = 37) -> Image.Image:
    """Smooth colours and grain."""
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    grain = np.random.default_rng(0).uniform(0, 0.2, (height, width))
    return Image.fromarray((np.stack([x, y, (x + y > 0.8)], -1) * 200 + grain[..., None] * 255).astype(np.uint8))


def upscalers(factor: int) -> list[Upscaler]:
    torch.manual_seed(0)
    return [Lanczos(factor), Esrgan(factor).requires_grad_(False)]


def tell(told: list[int], done: int, total: int) -> None:
    assert done <= total == 12
    told.append(done)


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_tiles_leave_no_seam(factor: int) -> None:
    for upscaler in upscalers(factor):
        whole = np.asarray(enlarged(photo(), upscaler), dtype=int)
        told: list[int] = []
        tiled = np.asarray(enlarged(photo(), upscaler, tile_px=16, report=partial(tell, told)), dtype=int)
        assert whole.shape == (37 * factor, 50 * factor, 3)
        assert np.abs(tiled - whole).max() <= 1, "a last bit may be rounded otherwise"
        assert (tiled != whole).mean() < 0.001
        assert told == list(range(1, 13))


def test_lanczos_is_that_of_pillow() -> None:
    soft = photo().point(lambda value: 64 + value // 2)  # Pillow cuts off between its two directions, we do not
    ours = np.asarray(enlarged(soft, Lanczos(2)), dtype=int)[10:-10, 10:-10]
    theirs = np.asarray(soft.resize((100, 74), Image.Resampling.LANCZOS), dtype=int)[10:-10, 10:-10]
    assert np.abs(ours - theirs).max() <= 1


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (3, 2)])
def test_tiny_pictures(size: tuple[int, int]) -> None:
    for upscaler in upscalers(2):
        assert enlarged(Image.new("RGB", size, "red"), upscaler).size == (2 * size[0], 2 * size[1])
    assert enlarged(Image.new("RGB", size, "red"), Lanczos(2)).getcolors() == [(4 * size[0] * size[1], (255, 0, 0))]


def test_transparency_is_kept_and_hidden_colours_do_not_bleed() -> None:
    picture = Image.new("RGBA", (32, 32), (0, 255, 0, 0))  # green that nobody sees
    picture.paste((255, 0, 0, 255), (8, 8, 24, 24))
    large = np.asarray(enlarged(picture, Lanczos(3)))
    assert large.shape == (96, 96, 4)
    assert set(np.unique(large[40:56, 40:56, 3])) == {255}
    assert set(np.unique(large[:8, :, 3])) == {0}
    seen = large[large[..., 3] > 0]
    assert seen[:, 1].max() == 0
    assert seen[:, 0].min() == 255
    empty = Image.new("RGBA", (5, 5))
    assert np.asarray(enlarged(empty, Lanczos(2))).max() == 0


def test_the_picture_keeps_its_words_and_says_what_was_done(studios: dict[str, Studio], tmp_path: Path) -> None:
    (drawn,) = studios["sd1"].generate("a red cat", seed=5, steps=1)
    drawn.save(tmp_path / "cat.png")
    large = studios["sd1"].upscale(tmp_path / "cat.png", factor=3, method="lanczos")
    large.save(tmp_path / "large.png")
    manifest = read_manifest(tmp_path / "large.png")
    assert large.image.size == (96, 96)
    assert manifest["task"] == {"name": "upscale", "factor": 3, "method": "lanczos"}
    assert manifest["model"] == {"name": "lanczos"}
    assert manifest["request"] == drawn.manifest["request"]
    assert manifest["parents"][0]["file"] == "cat.png"
    assert manifest["settings"] == {"width": 96, "height": 96}
    stranger = upscale(read_picture(photo()), method="lanczos")
    assert stranger.manifest["request"]["prompt"] == "the picture given"


def test_the_network_is_taken_where_it_is(
    studios: dict[str, Studio], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiny_esrgan import write_package

    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    assert studios["sd1"].upscale(photo()).manifest["task"]["method"] == "lanczos"
    with pytest.raises(DataError, match="fetch it once"):
        studios["sd1"].upscale(photo(), method="esrgan")
    esrgan.install(write_package(tmp_path / "package.tgz"))
    picture = studios["sd1"].upscale(photo())
    assert picture.manifest["task"]["method"] == "esrgan"
    assert picture.manifest["model"]["licence"] == "MIT"


def test_what_makes_no_sense(studios: dict[str, Studio], tmp_path: Path) -> None:
    studio = studios["sd1"]
    for factor in (0, 1, 5, 2.5, True, "2"):
        with pytest.raises(RequestError, match="2, 3 or 4 times"):
            studio.upscale(photo(), factor=factor)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="esrgan, lanczos"):
        studio.upscale(photo(), method="magic")
    with pytest.raises(RequestError, match="choose a smaller factor"):
        studio.upscale(Image.new("RGB", (3000, 3000)), factor=3)
    with pytest.raises(RequestError, match="30,000"):
        studio.upscale(Image.new("RGB", (10_000, 1)), factor=4)
    with pytest.raises(PictureError, match="no picture file"):
        studio.upscale(tmp_path / "none.png")
    with pytest.raises(CancelledError, match="after 1 of 1"):
        studio.upscale(photo(), method="lanczos", should_stop=lambda: True)
