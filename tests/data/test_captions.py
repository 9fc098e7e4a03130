"""Names: cleaning, the alias table, joining by code point and by name, the dictionary for English-only sources."""

from __future__ import annotations

import re

import pytest

from danqing.core.errors import DataError
from danqing.data.captions import (
    Named,
    Unnamed,
    Vocabulary,
    clean_chinese,
    clean_english,
    name_picture,
    plain_code,
    read_aliases,
    singular,
    slug_of,
)
from danqing.data.categories import CATEGORIES, category_of_group, category_of_subgroup, category_of_words
from danqing.data.sources import RawPicture, Source
from danqing.data.sources.iconify import IconifySource
from danqing.data.styles import STYLES
from tiny_packages import tiny_source, tiny_vocabulary, write_tar

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return tiny_vocabulary(tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def emoji(tmp_path_factory: pytest.TempPathFactory) -> IconifySource:
    path = tmp_path_factory.mktemp("source") / "a.tgz"
    write_tar(path, {"package/icons.json": b"{}"})
    return tiny_source(path)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Red_Apple 2", "red apple"),
        ("The face of a cow (remix)", "a cow"),
        ("house.svg", "house"),
        ("Gattina Cat 01", "gattina cat"),
        ("cat cat", "cat"),
        ("man: red hair", "man with red hair"),
        ("woman: bald", "bald woman"),
        ("piñata", "pinata"),
        ("twelve o’clock", "twelve o'clock"),
        ("T-Rex", "t-rex"),
        ("12 34", ""),
        ("猫", ""),
    ],
)
def test_english_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_english(given) == clean


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("男人: 红发", "红发男人"),
        ("医院4", "医院"),
        ("旗（国）", "旗"),
        ("声音-大", "声音-大"),
        ("猫 ", "猫"),
        ("一杯咖啡", "一杯咖啡"),
    ],
)
def test_chinese_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_chinese(given) == clean


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("cherries", "cherry"),
        ("leaves", "leaf"),
        ("boxes", "box"),
        ("cats", "cat"),
        ("glass", "glass"),
        ("bus", "bus"),
        ("roses", "rose"),
        ("red roses", "red rose"),
        ("houses", "house"),
        ("buses", "bus"),
        ("gloves", "glove"),
        ("olives", "olive"),
        ("knives", "knife"),
        ("shoes", "shoe"),
        ("tomatoes", "tomato"),
        ("cookies", "cookie"),
        ("crossed axes", "crossed axe"),
        ("men", "man"),
        ("gas", "gas"),
        ("dresses", "dress"),
        ("sunglasses", "sunglasses"),
        ("mice", "mouse"),
        ("smiles", "smile"),
    ],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_codes_and_slugs_meet_across_spellings() -> None:
    assert plain_code("1f3f4-fe0f") == plain_code("1F3F4") == "1F3F4"
    assert plain_code("0023-fe0f-20e3") == "23-20E3"
    assert slug_of("woman’s hat") == slug_of("Womans-hat") == "womans hat"


def test_an_emoji_has_the_same_concept_by_code_point_and_by_name(vocabulary: Vocabulary, emoji: Source) -> None:
    pictures = (
        RawPicture(name="x", content=b"", kind="svg", codepoints="1f431-fe0f"),
        RawPicture(name="cat-face", content=b"", kind="svg", titles_en=("cat face",)),
        RawPicture(name="catface", content=b"", kind="svg"),
        RawPicture(name="cat-face-2", content=b"", kind="svg"),
        RawPicture(name="kitty-cat", content=b"", kind="svg"),
    )
    for picture in pictures:
        named = name_picture(emoji, picture, vocabulary)
        assert isinstance(named, Named)
        assert named.concept == named.names_en[0] == "cat"
        assert named.names_en[-1] == "cat face"
        assert named.names_zh[0] == "猫"
        assert named.names_zh[-1] == "猫脸"
        assert named.category == "animal"
        assert named.words_from == {"en": "aliases + cldr", "zh": "aliases + cldr"}


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("waving-hand-dark-skin-tone", None, "skin tone variant"),
        ("x", "1F44B-1F3FF", "skin tone variant"),
        ("judge-medium-dark", None, "skin tone variant"),
        ("flag-france", None, "flag"),
        ("one-oclock", None, "clock face, letter or button"),
        ("letter-q", None, "unknown emoji"),
    ],
)
def test_what_would_poison_a_picture_model_is_left_out_with_its_reason(
    vocabulary: Vocabulary, emoji: Source, name: str, code: str | None, reason: str
) -> None:
    assert name_picture(emoji, RawPicture(name=name, content=b"", kind="svg", codepoints=code), vocabulary) == Unnamed(
        reason=reason
    )


def test_faces_and_deeds_say_in_chinese_whose_they_are(vocabulary: Vocabulary) -> None:
    assert vocabulary.by_code["1F914"].names_zh[-1] == "思考的脸"
    assert vocabulary.by_code["1F937-200D-2642"].names_zh == ("耸肩的男人",)


def _thing(vocabulary: Vocabulary, source: Source, *titles: str, zh: tuple[str, ...] = ()) -> Named | Unnamed:
    raw = RawPicture(name="x", content=b"", kind="svg", titles_en=titles, titles_zh=zh)
    return name_picture(source, raw, vocabulary)


def test_english_only_sources_get_chinese_by_the_whole_name_or_its_last_words(vocabulary: Vocabulary) -> None:
    source = Source(name="icons", title="", style="flat", packages=(), licence="MIT", attribution="", max_name_words=2)
    exact = _thing(vocabulary, source, "soccer balls 2")
    assert isinstance(exact, Named)
    assert exact.concept == vocabulary.by_code["26BD"].names_en[0] == "football"
    assert "足球" in exact.names_zh
    head = _thing(vocabulary, source, "red lighthouse")
    assert isinstance(head, Named)
    assert (head.concept, head.names_en, head.names_zh) == (
        "red lighthouse",
        ("red lighthouse", "lighthouse"),
        ("灯塔",),
    )
    assert head.words_from == {"en": "icons", "zh": "dictionary, last words"}
    assert isinstance(_thing(vocabulary, source, "frobnicator"), Unnamed)
    assert isinstance(_thing(vocabulary, source, "very big red lighthouse"), Unnamed)
    by_keyword = _thing(vocabulary, source, "frobnicator", "lighthouse")
    assert isinstance(by_keyword, Named)
    assert by_keyword.names_en == ("lighthouse",)


def test_the_head_of_a_name_stands_before_a_preposition_and_two_things_have_none(vocabulary: Vocabulary) -> None:
    assert vocabulary.head("apple with worm") == "apple"
    assert vocabulary.head("pen and pencil") is None
    assert vocabulary.head("big trees") == "tree"


def test_a_package_s_own_chinese_goes_before_the_dictionary(vocabulary: Vocabulary) -> None:
    source = Source(name="park", title="", style="icon", packages=(), licence="MIT", attribution="")
    named = _thing(vocabulary, source, "lighthouse", zh=("老灯塔1",))
    assert isinstance(named, Named)
    assert (named.names_en, named.names_zh, named.words_from["zh"]) == (("lighthouse",), ("老灯塔",), "park")


def test_the_alias_table_is_sound() -> None:
    aliases = read_aliases()
    assert len(aliases) > 1000
    for name, alias in aliases.items():
        assert name == clean_english(name), name
        assert alias.en or alias.zh, name
        assert len(set(alias.en)) == len(alias.en), name
        assert len(set(alias.zh)) == len(alias.zh), name
        for english in alias.en:
            assert english == english.lower().strip(), name
            assert not CHINESE.search(english), name
        for chinese in alias.zh:
            assert CHINESE.search(chinese) or chinese == "DNA", name


def test_a_broken_alias_line_names_its_number() -> None:
    with pytest.raises(DataError, match="line 2"):
        read_aliases("cat\tkitty\t猫\ncat\tkitty\t猫")
    with pytest.raises(DataError, match="line 1"):
        read_aliases("cat, kitty")
    assert read_aliases("# note\n\ncat\t=kitty\t猫;猫咪")["cat"].merge_en(("cat",)) == ("kitty",)


def test_categories() -> None:
    assert category_of_subgroup("animal-bird") == "animal"
    assert category_of_subgroup("household") == "object"
    assert category_of_words("red apples") == "food"
    assert category_of_words("dog house") == "building"
    assert category_of_words("gizmo") == "other"
    assert category_of_group("Foods") == "food"
    assert {category_of_group("Foods"), category_of_subgroup("face-hand"), category_of_words("cat")} <= set(CATEGORIES)


def test_styles_have_words_in_both_languages() -> None:
    for key, style in STYLES.items():
        assert key == style.key
        assert style.en
        assert all(CHINESE.search(words) for words in style.zh)
        assert not any(CHINESE.search(words) for words in style.en)
