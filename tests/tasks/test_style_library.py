"""The style library: complete in both languages, found by any of its names, honest about what a model was taught."""

from __future__ import annotations

import tomllib
import warnings
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import UnknownNameError
from danqing.families.family import StyleWords
from danqing.tasks.style_library import (
    PREVIEW_SIDE_PX,
    PREVIEWS_FOLDER,
    STYLES_FOLDER,
    StyleNotTaughtWarning,
    find_style,
    look_of,
    style_library,
    styled,
)

WANTED = {
    "flat", "3d", "clip-art", "line", "pixel", "ink-wash", "watercolor", "oil", "van-gogh", "ukiyo-e", "paper-cut",
    "blueprint", "pencil-sketch",
}  # fmt: skip
MINI = {"outline": StyleWords("outline style", "描边风格"), "blob": StyleWords("cute cartoon style", "可爱卡通风格")}


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_every_style_is_whole_in_both_languages() -> None:
    styles = style_library()
    assert styles.keys() >= WANTED
    for style in styles.values():
        for part in (style.name, style.words, style.negative):
            assert part.en.strip(), style.key
            assert not has_chinese(part.en), style.key
            assert has_chinese(part.zh), style.key
        assert 0 < style.strength < 1
        assert style.source.endswith(".")
        assert any(has_chinese(name) for name in style.aliases), style.key
        if style.reference is not None:
            with Image.open(style.reference) as picture:
                assert min(picture.size) >= 256
            assert "public domain" in style.source


def test_every_style_has_a_preview_that_opens_and_no_preview_is_left_over() -> None:
    styles = style_library().values()
    assert {path.name for path in PREVIEWS_FOLDER.iterdir()} == {style.preview.name for style in styles}
    for style in styles:
        with Image.open(style.preview) as picture:
            picture.load()
            assert picture.format == "WEBP", style.key
            assert picture.size == (PREVIEW_SIDE_PX, PREVIEW_SIDE_PX), style.key
            assert np.ptp(np.asarray(picture.convert("L"))) > 64, style.key
        assert style.preview.stat().st_size < 8_000, style.key
    shown = {style.preview.read_bytes() for style in styles}
    assert len(shown) == len(styles), "two styles show the same picture"


def test_the_files_hold_nothing_that_is_not_read() -> None:
    known = {"aliases", "source", "taught", "strength", "reference", "en", "zh"}
    for path in STYLES_FOLDER.glob("*.toml"):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        assert said.keys() <= known, path.name
        assert said["en"].keys() == said["zh"].keys() == {"name", "words", "negative"}, path.name


def test_no_name_means_two_styles() -> None:
    names = Counter(name for style in style_library().values() for name in {each.casefold() for each in style.names})
    assert [name for name, count in names.items() if count > 1] == []
    for style in style_library().values():
        for name in style.names:
            assert find_style(name) is style, name


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("梵高", "van-gogh"), ("凡高风格", "van-gogh"), ("Van Gogh style", "van-gogh"), ("VAN_GOGH", "van-gogh"),
        ("水墨画", "ink-wash"), ("剪纸", "paper-cut"), ("paper cut", "paper-cut"), ("watercolour", "watercolor"),
        ("3Ｄ", "3d"), ("浮世绘", "ukiyo-e"), ("素描", "pencil-sketch"), ("ukiyoe", "ukiyo-e"),
    ],
)  # fmt: skip
def test_a_style_is_found_however_people_write_it(said: str, meant: str) -> None:
    assert find_style(said).key == meant


@pytest.mark.parametrize(
    ("said", "near"),
    [("van gough", "van-gogh"), ("watercolr", "watercolor"), ("水墨山水", "ink-wash"), ("梵高体", "van-gogh")],
)
def test_an_unknown_style_is_answered_with_those_that_are_near(said: str, near: str) -> None:
    with pytest.raises(UnknownNameError, match=f"There is no style named '{said}'; choose one of: .*{near}") as caught:
        find_style(said)
    assert len(caught.value.known) <= 4


def test_what_is_like_nothing_is_answered_with_all() -> None:
    for name in ("qqqqqq", "", "!"):
        with pytest.raises(UnknownNameError) as caught:
            look_of(name, MINI)
        assert {*style_library(), *MINI} == {*caught.value.known}


def test_what_the_model_was_taught_wins_and_says_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert look_of("outline", MINI).words == MINI["outline"]
        assert look_of("线描", MINI).words == MINI["outline"]
        assert look_of("可爱卡通风格", MINI).words == MINI["blob"]
        assert look_of("Cute cartoon style", MINI).words == MINI["blob"]
        assert look_of("blob", MINI).negative.en == ""


def test_a_model_that_was_not_taught_the_style_is_told_of() -> None:
    with pytest.warns(StyleNotTaughtWarning, match=r"not taught the style ink-wash \(水墨\)"):
        assert look_of("水墨", MINI).words == style_library()["ink-wash"].words


def test_a_model_that_does_not_say_takes_the_library_as_it_is() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert look_of("flat", {}).words.en.startswith("flat style")
        assert look_of("flat", {}).style is style_library()["flat"]


def test_words_follow_the_language_of_the_prompt() -> None:
    ink = look_of("ink", {})
    assert styled("a cat", "text", ink) == (f"a cat, {ink.words.en}", f"text, {ink.negative.en}")
    assert styled("一只猫", "", ink) == (f"一只猫，{ink.words.zh}", ink.negative.zh)
    assert styled("一只 cat", "", look_of("blob", MINI)) == ("一只 cat，可爱卡通风格", "")
    assert styled("一只 cat", "x", None) == ("一只 cat", "x")
