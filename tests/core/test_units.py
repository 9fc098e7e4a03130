"""Pictures to tensors and back, shapes, and sizes as people write them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.shapes import check_shape, parse_size, size_for_ratio
from danqing.core.units import to_images, to_tensor


def test_every_byte_survives_the_way_there_and_back() -> None:
    pixels = np.arange(256 * 3, dtype=np.uint32).reshape(16, 16, 3).astype(np.uint8)
    tensor = to_tensor(Image.fromarray(pixels))
    assert (tensor.shape, tensor.dtype) == ((1, 3, 16, 16), torch.float32)
    assert (float(tensor.min()), float(tensor.max())) == (-1.0, 1.0)
    assert tensor[0, :, 0, 1].tolist() == pytest.approx([value / 127.5 - 1 for value in pixels[0, 1]])
    (back,) = to_images(tensor)
    assert np.array_equal(np.asarray(back), pixels)


def test_what_lies_outside_is_clipped() -> None:
    (image,) = to_images(torch.tensor([-9.0, 9.0]).reshape(1, 1, 1, 2).expand(1, 3, 1, 2))
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0), (255, 255, 255)]


def test_shapes_are_checked_by_name() -> None:
    assert check_shape(torch.zeros(2, 3, 4, 5), "B 3 H W") == {"B": 2, "H": 4, "W": 5}
    for pattern in ("B 4 H W", "B 3 H H", "B 3 H", "B 3 H W D"):
        with pytest.raises(ValueError, match="must be shaped"):
            check_shape(torch.zeros(2, 3, 4, 5), pattern)


@pytest.mark.parametrize("text", ["640x480", "640X480", " 640 × 480 ", "640*480"])
def test_sizes_as_people_write_them(text: str) -> None:
    assert parse_size(text) == (640, 480)


@pytest.mark.parametrize("text", ["", "640", "640x", "x480", "-1x2", "1.5x2", "640x480x3", "1234567x1"])
def test_other_sizes_are_refused(text: str) -> None:
    with pytest.raises(RequestError, match="WIDTHxHEIGHT"):
        parse_size(text)


@pytest.mark.parametrize(
    ("text", "size"), [("1:1", (128, 128)), ("16：9", (176, 96)), ("1:8", (48, 368)), ("8:1", (368, 48))]
)
def test_a_ratio_keeps_the_area_in_whole_multiples(text: str, size: tuple[int, int]) -> None:
    assert size_for_ratio(text, 128 * 128, 16) == size


@pytest.mark.parametrize("text", ["", "16", "0:1", "1:0", "9:1", "1:9", "a:b", "1.5:1"])
def test_other_ratios_are_refused(text: str) -> None:
    with pytest.raises(RequestError, match="aspect ratio"):
        size_for_ratio(text, 128 * 128, 16)
