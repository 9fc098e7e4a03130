"""File names that a request is given, and the grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from danqing.cli.grid import MAX_SIDE_PX, make_grid
from danqing.cli.names import plan_files, slug


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("An orange cat, sitting!", "an-orange-cat-sitting"),
        ("一只坐在草地上的橘猫", "一只坐在草地上的橘猫"),
        ("夜空下的雪人，很大", "夜空下的雪人-很大"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full-width"),
        ("../../etc/passwd", "etc-passwd"),
        ("🐈 🐈", ""),
        ("हिन्दी में बिल्ली", "हिन्दी-में-बिल्ली"),
        ("a\nb\tc", "a-b-c"),
        ("x" * 39 + " yy", "x" * 39),
    ],
)
def test_slugs_keep_letters_of_every_script(prompt: str, expected: str) -> None:
    assert slug(prompt) == expected


@given(st.text(min_size=1, max_size=5000))
def test_slugs_are_safe_file_names(prompt: str) -> None:
    made = slug(prompt)
    assert len(made) <= 40
    assert not set(made) & set('/\\:*?"<>|. \0\n')
    assert not made.startswith("-")
    assert not made.endswith("-")


def test_a_named_file_is_taken_as_it_is() -> None:
    assert plan_files(Path("a/cat.PNG"), prompt="x", seed=1, count=1).paths == (Path("a/cat.PNG"),)
    plan = plan_files(Path("a/cat.v2.webp"), prompt="x", seed=1, count=3)
    assert [each.name for each in plan.paths] == ["cat.v2-1.webp", "cat.v2-2.webp", "cat.v2-3.webp", "cat.v2-grid.webp"]


def test_chosen_names_never_meet_a_file_that_exists(tmp_path: Path) -> None:
    seen: set[Path] = set()
    for count in (1, 1, 4, 2, 1, 4):
        plan = plan_files(tmp_path, prompt="红苹果", seed=7, count=count)
        assert not seen & set(plan.paths)
        assert len(plan.pictures) == count
        for path in plan.paths:
            path.write_bytes(b"")
        seen |= set(plan.paths)
    names = {path.name for path in seen}
    assert {"danqing-7-红苹果.png", "danqing-7-红苹果_2.png"} <= names
    assert {"danqing-7-红苹果-1.png", "danqing-7-红苹果-4.png", "danqing-7-红苹果-grid.png"} <= names


def test_without_letters_the_seed_names_the_file(tmp_path: Path) -> None:
    assert plan_files(tmp_path, prompt="🐈", seed=0, count=1).paths == (tmp_path / "danqing-0.png",)


@pytest.mark.parametrize(
    ("count", "size", "layout"), [(2, (8, 8), (2, 1)), (4, (8, 8), (2, 2)), (5, (8, 8), (3, 2)), (4, (16, 4), (1, 4))]
)
def test_the_grid_shows_every_picture_in_order(count: int, size: tuple[int, int], layout: tuple[int, int]) -> None:
    colors = [(40 * number, 0, 255 - 40 * number) for number in range(count)]
    sheet = make_grid([Image.new("RGB", size, color) for color in colors], gap_px=2)
    columns, rows = layout
    assert sheet.size == (columns * (size[0] + 2) + 2, rows * (size[1] + 2) + 2)
    for number, color in enumerate(colors):
        row, column = divmod(number, columns)
        left, top = column * (size[0] + 2) + 2, row * (size[1] + 2) + 2
        part = sheet.crop((left, top, left + size[0], top + size[1]))
        assert part.getcolors() == [(size[0] * size[1], color)]
    assert sheet.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_grid_is_scaled_to_what_files_can_hold() -> None:
    sheet = make_grid([Image.new("RGB", (6000, 3000), "red")] * 4)
    assert max(sheet.size) <= MAX_SIDE_PX
    assert sheet.width > MAX_SIDE_PX * 0.9


def test_transparent_pictures_lie_on_white() -> None:
    sheet = make_grid([Image.new("RGBA", (4, 4), (255, 0, 0, 0))] * 2)
    assert sheet.getcolors() == [(sheet.width * sheet.height, (255, 255, 255))]
