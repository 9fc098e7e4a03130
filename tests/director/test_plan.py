"""Plans as data: there and back, what the schema and the reader agree on, and what is told of each mistake."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_types import COLORS
from danqing.director.english_forms import plural_of
from danqing.director.plan import (
    MAX_PHRASES,
    MAX_SUBJECTS,
    MAX_WORDS,
    Plan,
    PlanRelation,
    Relation,
    Shape,
    Subject,
    plan_from_data,
    plan_schema,
)
from danqing.director.schema import complaint

CAT: dict[str, Any] = {"name": "cat"}
FULL = Plan(
    language="mixed",
    subjects=(
        Subject(name="猫", count=2, color="orange", attributes=("striped", "坐着")),
        Subject(name="sofa", box=(0.1, 0.5, 0.8, 0.4)),
        Subject(name="stars", count=None),
    ),
    relations=(PlanRelation(kind="on", first=0, second=1), PlanRelation(kind="above", first=2, second=1)),
    background="a bright room",
    style="水彩",
    mood="cosy",
    composition="close-up",
    lettering=("HELLO", "你好"),
    avoid=("people",),
    shape="portrait",
)


def plan(**more: object) -> dict[str, Any]:
    return {"language": "en", "subjects": [CAT, {"name": "dog"}], **more}


def relation(kind: object = "on", first: object = 0, second: object = 1) -> dict[str, Any]:
    return {"relations": [{"kind": kind, "first": first, "second": second}]}


@pytest.mark.parametrize("whole", [FULL, Plan(language="en"), Plan(language="zh", subjects=(Subject(name="猫"),))])
def test_plans_come_back_from_json_as_they_were(whole: Plan) -> None:
    assert plan_from_data(json.loads(json.dumps(whole.to_data()))) == whole


def test_what_was_not_said_is_not_written() -> None:
    assert Plan(language="en", subjects=(Subject(name="cat"),)).to_data() == {"language": "en", "subjects": [CAT]}
    assert Plan(language="en").to_data() == {"language": "en"}
    assert FULL.to_data()["subjects"] == [
        {"name": "猫", "count": 2, "color": "orange", "attributes": ["striped", "坐着"]},
        {"name": "sofa", "box": [0.1, 0.5, 0.8, 0.4]},
        {"name": "stars", "count": None},
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"language": "en", "subjects": []},
        plan(),
        plan(subjects=[{"name": "cat", "count": 99}, {"name": "dog", "count": None}]),
        plan(subjects=[{"name": "x" * MAX_WORDS, "attributes": ["a"] * MAX_PHRASES}]),
        plan(subjects=[CAT] * MAX_SUBJECTS),
        plan(**relation("behind", 1, 0)),
        plan(background="the beach", style="水墨", mood="calm", composition="从上往下看", shape="tall"),
        plan(lettering=["SALE"], avoid=["people", "text"]),
        *[plan(subjects=[{"name": "cat", "color": color}]) for color in COLORS],
        *[plan(**relation(kind)) for kind in get_args(Relation)],
        *[plan(shape=shape) for shape in get_args(Shape)],
        *[plan(language=language) for language in ("en", "zh", "mixed")],
    ],
)
def test_what_the_schema_takes_is_a_plan_that_it_takes_again(data: dict[str, Any]) -> None:
    assert complaint(data, plan_schema()) is None
    again = plan_from_data(data).to_data()
    again.setdefault("subjects", [])
    assert complaint(again, plan_schema()) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "The plan is not an object of JSON."),
        ("cat", "The plan is not an object of JSON."),
        ({"subjects": []}, "The plan lacks 'language'."),
        (plan(language="fr"), "The language cannot be 'fr'; it is one of en, zh, mixed."),
        (plan(language=1), "The language cannot be 1;"),
        (plan(tools=["shell"]), "The plan has no field 'tools'; it has language, subjects,"),
        (plan(subjects="cat"), "'subjects' in a plan is a list, not 'cat'."),
        (plan(subjects={"name": "cat"}), "'subjects' in a plan is a list, not {'name': 'cat'}."),
        (plan(subjects=["cat"]), "The subject 1 is not an object of JSON."),
        (plan(subjects=[CAT, {"count": 2}]), "The subject 2 lacks 'name'."),
        (plan(subjects=[{"name": "cat", "colour": "red"}]), "The subject 1 has no field 'colour'; it has name, count,"),
        (plan(subjects=[{"name": ""}]), "The name of a subject needs words, not ''."),
        (plan(subjects=[{"name": 5}]), "The name of a subject needs words, not 5."),
        (
            plan(subjects=[{"name": "x" * 201}]),
            "The name of a subject has 201 characters; at most 200 can be read.",
        ),
        (plan(subjects=[CAT] * 13), "A plan holds at most 12 subjects, not 13."),
        (plan(subjects=[{"name": "cat", "count": 0}]), "A plan holds 1 to 99 of a thing, not 0 of “cat”."),
        (plan(subjects=[{"name": "cat", "count": 100}]), "A plan holds 1 to 99 of a thing, not 100 of “cat”."),
        (plan(subjects=[{"name": "cat", "count": 1.5}]), "A plan holds 1 to 99 of a thing, not 1.5 of “cat”."),
        (plan(subjects=[{"name": "cat", "count": True}]), "A plan holds 1 to 99 of a thing, not True of “cat”."),
        (plan(subjects=[{"name": "cat", "count": "two"}]), "A plan holds 1 to 99 of a thing, not 'two' of “cat”."),
        (
            plan(subjects=[{"name": "cat", "color": "mauve"}]),
            "The colour of “cat” cannot be 'mauve'; it is one of red,",
        ),
        (plan(subjects=[{"name": "cat", "color": ["red"]}]), "The colour of “cat” cannot be ['red'];"),
        (plan(subjects=[{"name": "cat", "attributes": "big"}]), "'attributes' in a plan is a list, not 'big'."),
        (plan(subjects=[{"name": "cat", "attributes": [""]}]), "The attributes of “cat” needs words, not ''."),
        (
            plan(subjects=[{"name": "cat", "attributes": ["a"] * 13}]),
            "The attributes of “cat” holds at most 12 phrases, not 13.",
        ),
        (plan(relations=[["on", 0, 1]]), "The relation 1 is not an object of JSON."),
        (plan(relations=[{"kind": "on", "first": 0}]), "The relation 1 lacks 'second'."),
        (plan(**relation("loves")), "The kind of a relation cannot be 'loves'; it is one of left_of,"),
        (
            plan(**relation(first=-1)),
            "The relation 'on' joins -1 and 1; it needs the numbers of two of the 2 subjects.",
        ),
        (plan(**relation(second="1")), "The relation 'on' joins 0 and 1; it needs the numbers of two"),
        (plan(**relation(first=True, second=0)), "The relation 'on' joins True and 0; it needs the numbers of two"),
        (plan(background=" "), "The background needs words, not ' '."),
        (plan(style=["ink"]), "The style needs words, not ['ink']."),
        (plan(mood="x" * 300), "The mood has 300 characters; at most 200 can be read."),
        (plan(lettering="SALE"), "'lettering' in a plan is a list, not 'SALE'."),
        (plan(avoid=["people"] * 13), "The avoid holds at most 12 phrases, not 13."),
        (plan(shape="round"), "The shape cannot be 'round'; it is one of square,"),
    ],
)
def test_what_is_no_plan_is_told_and_most_of_it_breaks_the_schema_too(data: Any, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        plan_from_data(data)
    assert str(caught.value).startswith(said)
    if data != plan(background=" "):  # a blank is a string of one character
        assert complaint(data, plan_schema()) is not None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (plan(**relation(second=2)), "The relation 'on' joins 0 and 2; it needs the numbers of two of the 2 subjects."),
        (plan(**relation(second=0)), "The relation 'on' joins 0 and 0; it needs the numbers of two"),
        (
            plan(relations=[*relation("on")["relations"], *relation("above")["relations"]]),
            "Two relations join the subjects 0 and 1; keep one.",
        ),
    ],
)
def test_what_no_schema_can_say_is_told_by_the_reader(data: dict[str, Any], said: str) -> None:
    assert complaint(data, plan_schema()) is None
    with pytest.raises(RequestError) as caught:
        plan_from_data(data)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ([0, 0, 1], "is four numbers, left, top, width and height, not [0, 0, 1]."),
        ("left", "is four numbers"),
        ([0, 0, 1, None], "is four numbers"),
        ([0, 0, float("nan"), 1], "is four numbers"),
        ([0.5, 0, 0.6, 1], "is not inside the picture; its numbers are parts from 0 to 1."),
        ([-0.1, 0, 0.5, 1], "is not inside the picture"),
        ([0, 0, 0, 1], "is not inside the picture"),
    ],
)
def test_boxes_lie_in_the_picture(box: object, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        plan_from_data(plan(subjects=[{"name": "cat", "box": box}]))
    assert str(caught.value).startswith(f"The box of “cat” {said}")


def test_models_are_not_asked_for_boxes() -> None:
    data = plan(subjects=[{"name": "cat", "box": [0, 0, 1, 1]}])
    assert plan_from_data(data).subjects[0].box == (0, 0, 1, 1)
    assert complaint(data, plan_schema()) == "the answer.subjects[0] has no field 'box'"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("cat", "cats"),
        ("ripe tomato", "ripe tomatoes"),
        ("piano", "pianos"),
        ("gentlewoman", "gentlewomen"),
        ("human", "humans"),
        ("cup of tea", "cups of tea"),
        ("glass of water", "glasses of water"),
        ("jellyfish", "jellyfish"),
        ("berry", "berries"),
        ("wolf", "wolves"),
        ("children", "children"),
    ],
)
def test_several_are_told_in_the_plural(one: str, many: str) -> None:
    assert plural_of(one) == many
