"""Richer prompts by rules: what was stated stays, what shall not be seen stays out, and a seed gives the same again."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.director import expand_words
from danqing.director.expand import Expander, expand_by_rules, speaks_chinese
from danqing.director.fact_words import stated_numbers
from danqing.director.facts import retelling_faults
from danqing.director.plan import Plan, Subject
from danqing.director.plan_text import prompt_of
from danqing.tasks.directing import fact_words, kind_of

EXPANDER = Expander(kind_of=kind_of, facts=fact_words())
NAMES = {"en": ("cat", "penguin", "fish", "castle", "bus", "apple", "rose", "teacher", "mountain", "zyx"),
    "zh": ("猫", "企鹅", "金鱼", "城堡", "公交车", "苹果", "玫瑰", "老师", "山", "嘟嘟")}  # fmt: skip
PLACES = {"en": (None, "night sky", "white background", "beach"), "zh": (None, "夜空", "白色背景", "沙滩")}
STYLES = {"en": (None, "watercolour", "flat icon", "pencil sketch"), "zh": (None, "水墨", "扁平", "素描")}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    language = draw(st.sampled_from(["en", "zh"]))
    subject = Subject(
        name=draw(st.sampled_from(NAMES[language])),
        count=draw(st.sampled_from([1, 2, 7, None])),
        color=draw(st.sampled_from([None, "red", "blue"])),
    )
    return Plan(
        language=language,
        subjects=(subject,),
        background=draw(st.sampled_from(PLACES[language])),
        style=draw(st.sampled_from(STYLES[language])),
        avoid=draw(st.sampled_from([(), ("people",), ("阴影", "shadow")])),
    )


@settings(deadline=None)
@given(plans(), st.sampled_from(["light", "rich"]), st.integers(0, 99))
def test_stated_facts_stay(plan: Plan, level: str, seed: int) -> None:
    prompt = prompt_of(plan)
    before = retelling_faults(plan, prompt, EXPANDER.facts)
    made = expand_by_rules(plan, prompt, level, seed, EXPANDER)
    assert made.startswith(prompt)
    assert set(retelling_faults(plan, made, EXPANDER.facts)) <= set(before)
    assert expand_by_rules(plan, prompt, level, seed, EXPANDER) == made
    added = made[len(prompt) :]
    assert speaks_chinese(added) == (plan.language == "zh")
    parts = [each for each in added.replace("，", ",").split(",") if each.strip()]
    assert len(parts) >= 2
    assert not any(each.casefold() in added.casefold() for each in plan.avoid)


def test_rich_says_more_than_light_and_seeds_differ() -> None:
    plan = Plan(language="en", subjects=(Subject(name="cat"),))
    light, rich = (expand_by_rules(plan, "a cat", level, 1, EXPANDER) for level in ("light", "rich"))
    assert len(rich) > len(light) > len("a cat")
    assert len({expand_by_rules(plan, "a cat", "rich", seed, EXPANDER) for seed in range(20)}) > 12


@pytest.mark.parametrize(
    ("plan", "never"),
    [
        (Plan(language="en", subjects=(Subject(name="cat"),), mood="gloomy"), "atmosphere|mood|feeling"),
        (Plan(language="en", subjects=(Subject(name="cat"),), composition="close-up"), "seen |framed|composition"),
        (Plan(language="en", subjects=(Subject(name="cat"),), style="flat icon"), "depth of field|brushwork|daylight"),
        (Plan(language="en", subjects=(Subject(name="cat"),), background="night sky"), "daylight|morning|surroundings"),
        (Plan(language="zh", subjects=(Subject(name="猫"),), style="水墨"), "景深|虚化"),
    ],
)
def test_what_is_said_is_not_said_again_and_what_does_not_fit_is_left(plan: Plan, never: str) -> None:
    told = prompt_of(plan)
    for seed in range(10):
        added = expand_by_rules(plan, told, "rich", seed, EXPANDER)[len(told) :]
        assert not [each for each in never.split("|") if each in added]


def test_no_phrase_names_a_number_or_a_colour() -> None:
    tables = (expand_words.LIGHT, expand_words.TEXTURE, expand_words.SETTING, expand_words.VIEW, expand_words.FRAME,
        expand_words.MOOD, expand_words.FINISH)  # fmt: skip
    words = fact_words()
    for english, chinese in itertools.chain.from_iterable(choices for table in tables for choices in table.values()):
        assert stated_numbers(english, words.measures) == ()
        assert stated_numbers(chinese, words.measures) == ()
        assert not set(english.replace(",", "").split()) & {each for each in words.colors if each.isascii()}
        assert english
        assert chinese
