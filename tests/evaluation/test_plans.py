"""Scores of plans: each kind of fact counts when it is right, and only then."""

from __future__ import annotations

from typing import Any

import pytest

from danqing.evaluation.plans import FactScores, holds_words, same_words, score_plan

BOX: dict[str, Any] = {"name": "Boxes", "attributes": ["very old"]}
GOLD: dict[str, Any] = {
    "language": "en",
    "subjects": [{"name": "cat|kitty", "count": 2, "color": "black"}, {"name": "box", "attributes": ["old"]}],
    "relations": [{"kind": "left_of", "first": 0, "second": 1}],
    "background": "beach|seaside", "avoid": ["people|persons"], "lettering": ["Hi"], "shape": "wide", "style": "oil",
    "mood": "cosy|warm", "composition": "close-up",
}  # fmt: skip
RIGHT: dict[str, Any] = {
    "language": "en",
    "subjects": [
        BOX,
        {"name": "the kitties", "count": 2}, {"name": "cats", "count": 2, "color": "black"},
    ],
    "relations": [{"kind": "right_of", "first": 0, "second": 2}],
    "background": "a sandy beach", "avoid": ["people"], "lettering": ["Hi"], "shape": "wide", "style": "oil painting",
    "mood": "warm", "composition": "a close-up",
}  # fmt: skip


def scored(plan: dict[str, Any]) -> FactScores:
    scores = FactScores.empty()
    score_plan("w", GOLD, plan, scores)
    return scores


def test_a_right_plan_has_every_fact() -> None:
    scores = scored(RIGHT)
    assert scores.over_all() == 1.0
    assert scores.asked == {
        "subjects": 2, "counts": 1, "colors": 1, "relations": 1, "background": 1, "style": 1, "avoid": 1,
        "lettering": 1, "shape": 1, "attributes": 1, "mood": 1, "composition": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"subjects": [BOX]}, {"subjects", "counts", "colors", "relations"}),
        (
            {"subjects": [BOX, {"name": "x"}, {"name": "cat", "count": 3, "color": "black"}]},
            {"counts"},
        ),
        ({"subjects": [BOX, {"name": "x"}, {"name": "cat", "count": 2}]}, {"colors"}),
        ({"relations": [{"kind": "left_of", "first": 0, "second": 2}]}, {"relations"}),
        ({"relations": []}, {"relations"}),
        ({"background": "forest"}, {"background"}),
        ({"background": None}, {"background"}),
        ({"avoid": []}, {"avoid"}),
        ({"subjects": [*RIGHT["subjects"], {"name": "people"}]}, {"avoid"}),
        ({"lettering": ["hello"]}, {"lettering"}),
        ({"shape": None}, {"shape"}),
        ({"mood": "sad"}, {"mood"}),
        ({"composition": None}, {"composition"}),
        ({"subjects": [{"name": "box"}, *RIGHT["subjects"][1:]]}, {"attributes"}),
    ],
)
def test_a_wrong_fact_is_counted_as_that_fact(change: dict[str, Any], wrong: set[str]) -> None:
    scores = scored({**RIGHT, **change})
    assert {kind for _, kind, _, _ in scores.wrong} == wrong
    assert all(
        scores.accuracy(kind) == (0.0 if kind in wrong - {"subjects"} else scores.accuracy(kind)) for kind in wrong
    )


def test_what_is_not_asked_has_no_accuracy() -> None:
    scores = FactScores.empty()
    score_plan(
        "w", {"language": "en", "subjects": [{"name": "cat"}]}, {"subjects": [{"name": "cat", "count": 1}]}, scores
    )
    assert scores.accuracy("subjects") == 1.0
    assert scores.accuracy("counts") is None


@pytest.mark.parametrize(
    ("accepted", "said", "same"),
    [
        ("cat", "The Cats", True), ("cross", "crosses", True), ("bus", "bus", True), ("猫", "猫", True),
        ("teddy bear", "teddy-bears", True), ("cat", "cat tree", False), ("猫", "熊猫", False),
        ("grass", "gras", False),
    ],
)  # fmt: skip
def test_words_are_compared_without_plurals_and_articles(accepted: str, said: str, same: bool) -> None:
    assert same_words(accepted, said) is same


def test_places_may_say_more() -> None:
    assert holds_words("beach", "a sandy beach at dawn")
    assert holds_words("水墨画|水墨", "水墨")
    assert not holds_words("beach", "forest")


def test_free_words_are_no_part_of_over_all() -> None:
    assert scored({**RIGHT, "mood": "sad", "composition": None}).over_all() == 1.0


def test_what_nobody_asked_for_is_counted_per_wish() -> None:
    scores = FactScores.empty()
    gold = {"subjects": [{"name": "cat"}, {"name": "mat"}]}
    on = {"kind": "on", "first": 0, "second": 1}
    score_plan("w", gold, {"subjects": [{"name": "cat"}, {"name": "mat"}, {"name": "idea"}], "relations": [on]}, scores)
    score_plan("w", gold, {"subjects": [{"name": "cat"}]}, scores)
    assert (scores.extra_subjects, scores.extra_relations, scores.extra()) == (1, 1, 1.0)


@pytest.mark.parametrize("said", ["左边的那艘船", "左边那艘船", "左边的船"])
def test_pointing_at_a_thing_is_no_part_of_its_name(said: str) -> None:
    assert same_words("左边的船", said)
    assert not same_words("左边的船", "右边的船")
