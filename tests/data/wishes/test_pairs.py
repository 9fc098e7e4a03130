"""Made-up wishes and instructions: their plans are plans, and say what the text says."""

from __future__ import annotations

import random

import pytest

from danqing.data.phrases import plural
from danqing.data.wishes.nouns import dictionary_nouns, everyday_nouns
from danqing.data.wishes.pairs import HELD_OUT, Pair, Pairs, made_up
from danqing.director.edit_types import from_data
from danqing.director.plan import plan_from_data

MANY = 1500


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return [made_up(random.Random(f"5/{number}")) for number in range(MANY)]


def test_a_pair_depends_on_its_seed_and_number_alone() -> None:
    assert Pairs(3)[17] == Pairs(3)[17]
    assert Pairs(3)[17] != Pairs(4)[17]
    assert Pairs(3)[17] != Pairs(3)[18]


def test_what_is_held_out_is_never_learned() -> None:
    made = Pairs(3)
    held = {made[HELD_OUT + number].text for number in range(400)}
    assert not held & {made[number].text for number in range(4000)}


def test_all_answers_are_plans_or_operations(pairs: list[Pair]) -> None:
    for each in pairs:
        if each.is_edit:
            assert from_data(each.answer["edits"])
        else:
            plan_from_data({"language": "en", **each.answer})


def test_things_lettering_and_what_to_leave_out_are_in_the_text(pairs: list[Pair]) -> None:
    for each in (pair for pair in pairs if not pair.is_edit):
        plan = plan_from_data({"language": "en", **each.answer})
        text = each.text.lower()
        for subject in plan.subjects:
            assert subject.name.lower() in text or plural(subject.name).lower() in text, each.text
        for phrase in (*plan.lettering, *plan.avoid):
            assert phrase.lower() in text, each.text


def test_subjects_stand_in_the_order_in_which_they_are_named(pairs: list[Pair]) -> None:
    for each in (pair for pair in pairs if not pair.is_edit):
        names = [subject.name for subject in plan_from_data({"language": "en", **each.answer}).subjects]
        text = each.text.lower()
        places = [
            min(text.index(form.lower()) for form in (name, plural(name)) if form.lower() in text) for name in names
        ]
        if len(set(names)) == len(names) and not any(one != other and one in other for one in names for other in names):
            assert places == sorted(places), each.text


def test_both_languages_and_both_kinds_are_there(pairs: list[Pair]) -> None:
    chinese = sum(any("\u4e00" <= letter <= "\u9fff" for letter in each.text) for each in pairs)
    assert 0.4 < chinese / MANY < 0.7
    assert 0.2 < sum(each.is_edit for each in pairs) / MANY < 0.4
    assert len({each.text for each in pairs}) > 0.97 * MANY


def test_every_kind_of_relation_and_operation_is_made(pairs: list[Pair]) -> None:
    plans = [plan_from_data({"language": "en", **each.answer}) for each in pairs if not each.is_edit]
    assert len({relation.kind for plan in plans for relation in plan.relations}) == 12
    operations = [operation.do for each in pairs if each.is_edit for operation in from_data(each.answer["edits"])]
    assert len(set(operations)) == 10


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nouns_have_roles(language: str) -> None:
    roles = {each.word: each.role for each in dictionary_nouns(language)}
    wanted = {
        "en": {"cat": "animal", "hat": "garment", "basket": "container"},
        "zh": {"松鼠": "animal", "帽子": "garment"},
    }
    assert {word: roles.get(word) for word in wanted[language]} == wanted[language]
    assert len(everyday_nouns(language)) > 300
