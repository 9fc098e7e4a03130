"""English and Chinese grammar of captions, and the split of templates."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.data.colors import COLORS
from danqing.data.everyday import everyday_table
from danqing.data.grounds import GROUNDS
from danqing.data.phrases import (
    Facts,
    Thing,
    article,
    captions,
    countable,
    family_templates,
    is_plural,
    noun_phrase,
    plural,
)
from danqing.data.styles import STYLES
from danqing.data.templates import TEMPLATES
from danqing.data.types import Language


def random(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("apple", "an"), ("cat", "a"), ("orange cat", "an"), ("unicorn", "a"), ("umbrella", "an"), ("ufo", "a"),
     ("hourglass", "an"), ("one-way sign", "a"), ("ewe", "a"), ("x-ray", "an"), ("8 ball", "an"), ("3D cat", "a")],
)  # fmt: skip
def test_article(phrase: str, expected: str) -> None:
    assert article(phrase) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [("cat", "cats"), ("mouse", "mice"), ("goose", "geese"), ("sheep", "sheep"), ("tropical fish", "tropical fish"),
     ("maple leaf", "maple leaves"), ("strawberry", "strawberries"), ("box", "boxes"), ("bus", "buses"),
     ("toy", "toys"),
     ("cup of coffee", "cups of coffee"), ("old woman", "old women"), ("snowman", "snowmen"), ("tomato", "tomatoes"),
     ("wolf", "wolves"), ("house with garden", "houses with garden"), ("cactus", "cacti"), ("peach", "peaches"),
     ("glass of milk", "glasses of milk"), ("octopus", "octopuses"), ("glasses", "glasses")],
)  # fmt: skip
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_masses_and_plurals_are_not_counted() -> None:
    assert not any(map(countable, ["bread", "corn", "grapes", "glasses", "scissors", "french fries"]))
    assert all(map(countable, ["cat", "cup of coffee", "bus", "octopus", "glass of wine"]))
    assert not is_plural("bus")
    assert not is_plural("glass")
    assert not is_plural("monkey covering its ears")
    assert plural("person crossing arms") == "people crossing arms"
    assert plural("toy racing car") == "toy racing cars"


@pytest.mark.parametrize(
    ("name", "measure", "count", "expected"),
    [("猫", "只", 1, "一只猫"), ("鱼", "条", 2, "两条鱼"), ("花", "朵", 3, "三朵花"), ("雨伞", "把", 1, "一把雨伞")],
)
def test_chinese_measure_words(name: str, measure: str, count: int, expected: str) -> None:
    thing = Thing(names_en=("x",), names_zh=(name,), measure=measure, count=count)
    heard = {noun_phrase(thing, "zh", random(seed), color=True, size=True)[0] for seed in range(40)}
    assert expected in heard
    assert heard <= {expected, f"{count}{measure}{name}"}


def test_everyday_things_have_their_measure_words() -> None:
    table = everyday_table()
    words = {"cat": "只", "fish": "条", "flower": "朵", "car": "辆", "house": "座", "umbrella": "把", "tree": "棵",
             "cup of coffee": "杯", "horse": "匹", "book": "本", "airplane": "架", "boat": "艘"}  # fmt: skip
    assert {name: table[name].measure for name in words} == words


def test_the_everyday_table_is_complete() -> None:
    for name, thing in everyday_table().items():
        assert len(thing.measure) == 1, name
        assert all(thing.names_zh), name
        assert all(thing.names_en), name
        assert 0 < thing.boost <= 5, name
    assert everyday_table()["red heart"] is everyday_table()["heart"]
    assert "ball" in everyday_table()["football"].names_en


def test_what_english_counts_as_several_chinese_does_not_count_as_one() -> None:
    table = everyday_table()
    several = {thing.names_en[0]: thing.measure for thing in table.values() if is_plural(thing.names_en[0])}
    assert {"grapes", "books", "balloons", "glasses"} <= set(several)
    assert not {name for name, measure in several.items() if measure in "个只颗本块"}


def test_games_are_no_things_to_count() -> None:
    assert not any(map(countable, ["badminton", "ping pong", "table tennis"]))
    assert countable(everyday_table()["tennis"].names_en[0])


def test_adjectives_stand_in_their_order() -> None:
    thing = Thing(names_en=("fish",), names_zh=("鱼",), measure="条", color="red", size="small")
    english = {noun_phrase(thing, "en", random(seed), color=True, size=True)[0] for seed in range(60)}
    assert english == {"a small red fish", "a little red fish", "a tiny red fish"}
    chinese = {noun_phrase(thing, "zh", random(seed), color=True, size=True)[0] for seed in range(60)}
    assert {"一条红色的小鱼", "一条红色小鱼"} <= chinese


def test_a_language_without_a_name_has_no_captions() -> None:
    facts = Facts(things=(Thing(names_en=("gizmo",), names_zh=()),))
    assert captions(facts, "zh", random()) == ()
    assert captions(facts, "en", random())


def test_an_icon_is_not_made_of_the_background() -> None:
    facts = Facts(
        things=(Thing(names_en=("cat",), names_zh=("猫",)),), backdrop={"en": ("white",), "zh": ("白色",)}, style="mono"
    )
    said = {caption for seed in range(500) for caption in captions(facts, "en", random(seed))}
    assert any("icon of a cat" in caption for caption in said)
    assert any("cat on white, " in caption for caption in said)
    assert not {caption for caption in said if re.search("on white icon|icon of .*on white", caption)}


def test_the_plainest_templates_are_always_trained() -> None:
    assert {"{a}", "{a0}"} <= set(family_templates("name", "en", "train")) & set(
        family_templates("name", "zh", "train")
    )


@pytest.mark.parametrize(("family", "language"), sorted(TEMPLATES))
def test_templates_split_without_loss(family: str, language: Language) -> None:
    train, val = set(family_templates(family, language, "train")), set(family_templates(family, language, "val"))
    assert val
    assert not train & val
    assert train | val == set(TEMPLATES[family, language])
    assert len(val) <= 0.25 * len(set(TEMPLATES[family, language]))


@pytest.mark.parametrize("relation", ["left_of", "right_of", "above", "below", "next_to", "in_front_of", "on", "under"])
def test_swapped_relations_say_the_opposite(relation: str) -> None:
    for language in ("en", "zh"):
        assert all(
            ("{a" in text or "{ta}" in text) and ("{b" in text or "{tb}" in text)
            for text in TEMPLATES[relation, language]
        )
    assert "{a} to the right of {b}" in TEMPLATES["right_of", "en"]
    assert "{a} to the left of {b}" not in TEMPLATES["right_of", "en"]
    assert "!{a0}在{b0}的右边" in TEMPLATES["right_of", "zh"]
    assert "{a} below {b}" in TEMPLATES["below", "en"]
    assert not any("high below" in text for text in TEMPLATES["below", "en"])


@pytest.mark.parametrize("number", range(40))
def test_a_chinese_number_is_said_once_in_words_or_digits(number: int) -> None:
    cats = Thing(names_en=("cat",), names_zh=("猫",), measure="只", count=3)
    facts = Facts(things=(cats,), place=GROUNDS["grass"].on, ground=GROUNDS["grass"].noun, motion="sit")
    for caption in captions(facts, "zh", random(number)):
        assert len(re.findall("[三3]只", caption)) == 1, caption


@pytest.mark.parametrize("number", range(20))
def test_verbs_agree_with_several_subjects(number: int) -> None:
    cats = Thing(names_en=("cat",), names_zh=("猫",), count=3)
    facts = Facts(things=(cats,), place=GROUNDS["grass"].on, ground=GROUNDS["grass"].noun, motion="sit")
    for caption in captions(facts, "en", random(number)):
        assert not re.search(r"\b(is|sits)\b", caption), caption


things = st.builds(
    Thing,
    names_en=st.sampled_from([("cat", "kitten"), ("apple",), ("cup of coffee",), ("grapes",), ("umbrella",)]),
    names_zh=st.sampled_from([("猫", "小猫"), ("苹果",), ("咖啡",), ("雨伞", "伞")]),
    measure=st.sampled_from(["只", "个", "杯", "把"]),
    color=st.sampled_from([None, *COLORS]),
    size=st.sampled_from(["small", "normal", "big"]),
)


@settings(deadline=None)  # a busy machine must not fail it
@given(
    pair=st.lists(things, min_size=1, max_size=2),
    relation=st.sampled_from([None, "left_of", "below", "next_to", "on", "wearing", "in_front_of"]),
    ground=st.sampled_from([None, *GROUNDS]),
    style=st.sampled_from(sorted(STYLES)),
    motion=st.sampled_from(["", "sit", "fly"]),
    language=st.sampled_from(["en", "zh"]),
    seed=st.integers(0, 2**32),
)
def test_captions_are_well_formed(
    pair: list[Thing], relation: str | None, ground: str | None, style: str, motion: str, language: Language, seed: int
) -> None:
    facts = Facts(
        things=tuple(pair),
        relation=relation if len(pair) == 2 else None,
        place=GROUNDS[ground].on if ground else None,
        ground=GROUNDS[ground].noun if ground else None,
        backdrop=None if ground else {"en": ("light blue",), "zh": ("浅蓝色",)},
        style=style,
        motion=motion if ground else "",
    )
    for caption in captions(facts, language, random(seed)):
        assert caption == caption.strip()
        assert not set("{}~!") & set(caption)
        assert "  " not in caption
        assert not re.search(r"\b(a a|an an|a an|the the|a the|of of|in in)\b", caption), caption
        for found in re.finditer(r"\b(an?) (\w+)", caption):
            assert found[1] == article(found[2]), caption
        names = {name for thing in pair for name in (thing.names_en if language == "en" else thing.names_zh)}
        assert any(
            name in caption or name.replace("cat", "kitten") in caption or plural(name) in caption for name in names
        )
        if language == "zh":
            assert "的的" not in caption
