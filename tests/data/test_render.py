"""Rendering: trimmed, centred, without fringes; blank, full and corrupt pictures are told apart."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from danqing.data.render import MARGIN_PX, SIDE_PX, UnfitPictureError, decode, frame, render, resize


def _svg(body: str, box: str = "0 0 100 100") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'.encode()


def _pixels(content: bytes) -> np.ndarray:
    return np.array(decode(content))


def test_a_small_drawing_fills_the_square_up_to_the_margin() -> None:
    pixels = _pixels(render(_svg('<rect x="10" y="40" width="40" height="20" fill="lime"/>'), "svg"))
    rows, columns = np.nonzero(pixels[..., 3] > 127)
    assert abs(int(columns.min()) - MARGIN_PX) <= 1
    assert abs(int(columns.max()) - (SIDE_PX - MARGIN_PX - 1)) <= 1
    assert abs((rows.max() - rows.min() + 1) * 2 - (SIDE_PX - 2 * MARGIN_PX)) <= 2
    assert abs(int(rows.min()) + int(rows.max()) - (SIDE_PX - 1)) <= 1  # centred


@pytest.mark.parametrize("unit", ["", "px", "pt", "mm"])
def test_a_drawing_without_a_view_box_is_scaled_by_its_size_and_unit(unit: str) -> None:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="200{unit}" height="100{unit}">'
    pixels = _pixels(render(f'{head}<circle cx="50" cy="50" r="40" fill="red"/></svg>'.encode(), "svg"))
    assert tuple(pixels[128, 128]) == (255, 0, 0, 255)


def test_raster_files_are_framed_alike() -> None:
    image = Image.new("RGBA", (300, 200))
    image.paste((10, 20, 30, 255), (100, 50, 200, 150))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    pixels = _pixels(render(stream.getvalue(), "raster"))
    assert tuple(pixels[128, 128]) == (10, 20, 30, 255)


def test_shrinking_does_not_darken_edges() -> None:
    pixels = np.zeros((256, 256, 4), np.uint8)
    pixels[:, 100:] = (255, 200, 0, 255)
    small = resize(pixels, 16)
    edge = small[8, 6]
    assert 0 < edge[3] < 255
    assert np.abs(edge[:3].astype(int) - (255, 200, 0)).max() <= 2


@pytest.mark.parametrize(
    "body", ["", '<rect width="100" height="100" fill="none"/>', '<path d="M0 50h100" fill="red"/>']
)
def test_a_blank_picture_is_refused(body: str) -> None:
    with pytest.raises(UnfitPictureError, match="blank"):
        render(_svg(body), "svg")


def test_a_full_square_is_refused_only_where_cut_outs_are_needed() -> None:
    full = _svg('<rect width="100" height="60" fill="navy"/>')
    assert render(full, "svg")
    with pytest.raises(UnfitPictureError, match="no cut-out"):
        render(full, "svg", cutout_only=True)
    assert render(_svg('<circle cx="50" cy="50" r="40"/>'), "svg", cutout_only=True)


@pytest.mark.parametrize(("content", "kind"), [(b"<svg", "svg"), (b"\xff\xfe", "svg"), (b"no picture", "raster")])
def test_a_corrupt_file_raises_what_the_builder_catches(content: bytes, kind: str) -> None:
    with pytest.raises((ValueError, OSError, SyntaxError)):
        render(content, kind)


def test_frame_keeps_colours_of_half_transparent_pixels() -> None:
    image = Image.new("RGBA", (64, 64), (200, 100, 50, 128))
    framed = np.array(frame(image))
    assert np.abs(framed[128, 128].astype(int) - (200, 100, 50, 128)).max() <= 2
