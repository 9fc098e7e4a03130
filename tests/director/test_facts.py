"""Plans and prompts that keep to a wish, and such that do not."""

from __future__ import annotations

from typing import Any

import pytest

from danqing.director.fact_words import stated_numbers, stem
from danqing.director.facts import FactWords, plan_faults, pruned, retelling_faults
from danqing.director.plan import Plan, plan_from_data
from danqing.director.rules import language_of

COLORS = {"red": "red", "blue": "blue", "orange": "orange", "black": "black", "红色": "red", "红": "red",
    "蓝色": "blue", "蓝": "blue", "白": "white", "黑": "black"}  # fmt: skip
WORDS = FactWords(
    colors=COLORS,
    names=frozenset({"cat", "cats", "dog", "sofa", "apple", "apples", "猫", "狗", "苹果", "沙发"}),
    measures=frozenset("只个条张"),
)


def plan(wish: str, *subjects: dict[str, Any], **more: Any) -> Plan:
    return plan_from_data({"language": language_of(wish), "subjects": list(subjects), **more})


def faults(wish: str, made: Plan, sure: Plan | None = None) -> str:
    return " ".join(each.told for each in plan_faults(wish, made, sure or plan(wish), WORDS) if each.firm)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two cats and 3 dogs", [2, 3]),
        ("a dozen red apples, a pair of shoes", [12, 2]),
        ("16:9, 3 pm, 5 years old, v2 of it, 10 percent, 1.5 cats, one cat", []),
        ("there were four at the table, only two of them", []),
        ("三只猫和两个苹果，12个人", [3, 2, 12]),
        ("第三个，三点钟，三角形，三明治，四个字，十几只", []),
        ("一对兔子，二十三条鱼", [2, 23]),
        ("three 红苹果", [3]),
    ],
)
def test_numbers_that_count_things(text: str, values: list[int]) -> None:
    measures = WORDS.measures | {"对"}
    assert [each.value for each in stated_numbers(text, measures)] == values


@pytest.mark.parametrize(("word", "base"), [("cats", "cat"), ("boxes", "box"), ("ladies", "lady"), ("glass", "glass"),
    ("Tomatoes", "tomato"), ("leaves", "leaf"), ("bus", "bus"), ("猫", "猫")])  # fmt: skip
def test_stems(word: str, base: str) -> None:
    assert stem(word) == base


@pytest.mark.parametrize(
    ("wish", "subjects", "more"),
    [
        ("two red cats on a sofa", [{"name": "cats", "count": 2, "color": "red"}, {"name": "sofa"}], {}),
        ("two animals, a cat and a dog", [{"name": "cat"}, {"name": "dog"}], {}),
        ("a three legged dog", [{"name": "dog", "attributes": ["three legged"]}], {}),
        ("a red cat and a blue cat", [{"name": "cat", "color": "red"}, {"name": "cat", "color": "blue"}], {}),
        ("an orange on a plate", [{"name": "orange"}, {"name": "plate"}], {}),
        ("三只红色的猫", [{"name": "猫", "count": 3, "color": "red"}], {}),
        ("一只白兔在黄昏", [{"name": "兔子", "color": "white"}], {"background": "黄昏"}),
        ('a sign that says "Hello"', [{"name": "sign"}], {"lettering": ["Hello"]}),
        ("someone walking home", [{"name": "person", "attributes": ["walking"]}], {"background": "home"}),
        ("a dozen and a half apples", [{"name": "apples", "count": 18}], {}),
    ],
)
def test_plans_that_keep_to_the_wish(wish: str, subjects: list[dict[str, Any]], more: dict[str, Any]) -> None:
    assert faults(wish, plan(wish, *subjects, **more)) == ""


@pytest.mark.parametrize(
    ("wish", "subjects", "more", "said"),
    [
        ("three cats", [{"name": "cats", "count": 2}], {}, "The wish says three"),
        ("cats", [{"name": "cats", "count": 4}], {}, "does not say that there are 4"),
        ("三只猫", [{"name": "猫", "count": None}], {}, "三只"),
        ("a red cat", [{"name": "cat", "color": "blue"}], {}, "does not say that “cat” is blue"),
        ("a red cat and a blue dog", [{"name": "cat", "color": "blue"}, {"name": "dog", "color": "red"}], {},
            "“cat” is red in the wish"),
        ("红色的猫和蓝色的狗", [{"name": "猫", "color": "blue"}, {"name": "狗", "color": "red"}], {}, "“猫” is red"),
        ("a red cat", [{"name": "cat"}], {}, "“cat” is red in the wish"),
        ("a cat", [{"name": "cat"}, {"name": "castle"}], {}, "“castle” is not in the wish"),
        ("一只猫", [{"name": "猫"}, {"name": "城堡"}], {}, "“城堡” is not in the wish"),
        ('a sign that says "Hello"', [{"name": "sign"}], {}, "in quotes “Hello” is missing"),
        ("a sign", [{"name": "sign"}], {"lettering": ["BUY NOW"]}, "does not ask to write “BUY NOW”"),
    ],
)  # fmt: skip
def test_plans_that_do_not(wish: str, subjects: list[dict[str, Any]], more: dict[str, Any], said: str) -> None:
    assert said in faults(wish, plan(wish, *subjects, **more))


def test_what_the_rules_are_sure_of_must_be_there() -> None:
    wish = "a cat and a dog, no people"
    sure = plan(wish, {"name": "cat"}, {"name": "dog"}, avoid=["people"])
    assert "“dog” of the wish is missing" in faults(wish, plan(wish, {"name": "cat"}, avoid=["people"]), sure)
    assert "missing under avoid" in faults(wish, plan(wish, {"name": "cat"}, {"name": "dog"}), sure)
    drawn = plan(wish, {"name": "cat"}, {"name": "dog"}, {"name": "people"}, avoid=["people"])
    assert "it is no subject" in faults(wish, drawn, sure)
    assert faults(wish, sure, sure) == ""


def test_one_of_several_things_may_be_said_otherwise() -> None:
    wish = "apples, a sofa and a dog of old age"
    sure = plan(wish, {"name": "apples"}, {"name": "sofa"}, {"name": "dog"})
    found = plan_faults(wish, plan(wish, {"name": "apples"}, {"name": "sofa"}), sure, WORDS)
    assert [(each.told, each.firm) for each in found] == [("“dog” of the wish is missing.", False)]


def test_what_was_made_up_beside_things_is_left_out() -> None:
    wish = "an old cat on the beach"
    made = plan(wish, {"name": "cat", "attributes": ["old", "majestic"]}, background="the beach", style="oil painting",
        avoid=["dogs"])  # fmt: skip
    kept, left_out = pruned(wish, made)
    assert kept == plan(wish, {"name": "cat", "attributes": ["old"]}, background="the beach")
    assert set(left_out) == {"majestic", "oil painting", "dogs"}
    assert pruned(wish, kept) == (kept, ())


PLAN = plan(
    "two red cats and a dog",
    {"name": "cats", "count": 2, "color": "red"},
    {"name": "dog"},
    background="old harbour",
    lettering=["Hello"],
    avoid=["people"],
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two red cats, soft fur, and one dog, an old harbour in fog, the words “Hello”", ""),
        ("three red cats and a dog, old harbour, “Hello”, two lamps", "there are 2 of “cats”, not 3"),
        ("red cats and a dog, old harbour, “Hello”", "the number 2 of “cats”"),
        ("two blue cats and a dog, old harbour, “Hello”", "the colour red of “cats” is missing"),
        ("two blue cats and a red dog, old harbour, “Hello”", "“cats” is red, not blue"),
        ("two red cats, old harbour, “Hello”", "“dog” is missing"),
        ("two red cats and four dogs, old harbour, “Hello”", "there are 1 of “dog”, not 4"),
        ("two red cats and a dog in a forest, “Hello”", "background “old harbour” is missing"),
        ("two red cats and a dog, old harbour", "the text “Hello” is missing"),
        ("two red cats and a dog, old harbour, “Hello”, people watching", "“people” shall not be seen"),
        ("两只红色的猫和一只狗", "is missing"),
    ],
)
def test_longer_prompts_that_keep_the_facts_and_such_that_do_not(text: str, said: str) -> None:
    found = retelling_faults(PLAN, text, WORDS)
    assert (found == ()) if not said else any(said in each for each in found)
