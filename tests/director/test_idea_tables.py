"""The tables of ideas: both languages equally rich, and each theme with enough to choose from."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from danqing.core.shapes import size_for_ratio
from danqing.director.idea_tables import FOLDER, LISTS, MANNER, SCENES, Said, Theme, manner, themes
from danqing.director.plan import Shape

CHINESE = re.compile(r"[\u3400-\u9fff]")


def all_said(theme: Theme) -> list[Said]:
    lists = [each for name in LISTS for each in getattr(theme, name)]
    return [*lists, *(each.said for each in theme.scenes), *(place for each in theme.scenes for place in each.places)]


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.names_en[0])
def test_a_theme_is_whole_in_both_languages(theme: Theme) -> None:
    assert theme.names_zh[0]
    assert theme.names_en[0]
    for said in all_said(theme):
        assert CHINESE.search(said.zh), said
        assert said.en, said
        assert not CHINESE.search(said.en), said
        assert "，" not in said.en, said
    for name in LISTS:
        assert len(getattr(theme, name)) >= 2, name
    assert len(theme.scenes) >= 6
    assert {each.kind for each in theme.scenes} <= set(SCENES)
    assert sum(each.kind != "people" for each in theme.scenes) >= 2, "somebody may ask for no people"
    assert (
        len({each.said.en for each in theme.scenes})
        == len({each.said.zh for each in theme.scenes})
        == len(theme.scenes)
    )
    assert sum(bool(each.fits & theme.styles) for each in manner().styles) >= 6


def test_no_name_stands_for_two_themes() -> None:
    names = Counter(name.lower() for theme in themes() for name in {*theme.names_zh, *theme.names_en})
    assert [name for name, count in names.items() if count > 1] == []
    assert len(themes()) >= 70


def test_chinese_places_are_phrases_that_go_before_what_is_seen_and_english_ones_after_it() -> None:
    wrong = [
        place
        for theme in themes()
        for place in (*theme.places, *(each for scene in theme.scenes for each in scene.places))
        if not re.match(
            r"(?:in|on|at|by|under|above|below|before|beside|between|among|amid|against|over|along|outside|inside|up|with|from"
            r"|near|across|through|around|high|seen|within)\b",
            place.en,
        )
    ]
    assert wrong == []


def test_manner_is_whole() -> None:
    known = manner()
    for choices in (known.styles, known.views, known.places, known.doing, known.light, known.mood, known.colors):
        assert len(choices) >= 8
        for each in choices:
            assert CHINESE.search(each.said.zh)
            assert not CHINESE.search(each.said.en)
            assert each.fits
    kinds = {*known.kinds.values(), "unknown"}
    for kind in kinds:
        for choices in (known.places, known.doing, known.light):
            assert sum(kind in each.fits for each in choices) >= 3, kind
    assert {each.shape for each in known.formats} <= {"", *get_args(Shape)}
    assert {kind for each in known.views for kind in each.fits} == set(SCENES)


def test_every_habitat_of_the_data_has_a_kind() -> None:
    from danqing.data.everyday import everyday_table

    assert {thing.habitat for thing in everyday_table().values()} <= manner().kinds.keys()


def test_the_files_are_said_to_be_free() -> None:
    assert "CC0 1.0" in (FOLDER / "README.md").read_text("utf-8")
    assert (FOLDER / MANNER).is_file()


def test_every_shape_has_a_ratio_for_generate() -> None:
    from danqing.cli.ideas import RATIOS

    assert RATIOS.keys() == set(get_args(Shape))
    for shape, ratio in RATIOS.items():
        width, height = size_for_ratio(ratio, area=512 * 512, multiple=8)
        assert (width > height, width < height) == (shape in ("wide", "landscape"), shape in ("tall", "portrait"))
