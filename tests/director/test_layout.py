"""Boxes for subjects: inside the picture, apart from each other, and as the relations say."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danqing.core.errors import RequestError
from danqing.director.layout import ATTACHED, lay_out, layout_of, unmet_relations
from danqing.director.plan import Box, Plan, PlanRelation, Relation, Subject
from danqing.director.plan_text import prompt_of
from danqing.tasks.lexicon import plan_wish


def planned(names: str, *relations: tuple[str, int, int]) -> Plan:
    return Plan(
        language="en",
        subjects=tuple(Subject(name=name) for name in names.split()),
        relations=tuple(PlanRelation(kind=kind, first=first, second=second) for kind, first, second in relations),
    )


def boxes(plan: Plan) -> list[Box]:
    found = [each.box for each in lay_out(plan).subjects]
    return [box for box in found if box is not None]


def overlap(one: Box, other: Box) -> float:
    sides = [min(one[k] + one[k + 2], other[k] + other[k + 2]) - max(one[k], other[k]) for k in (0, 1)]
    return max(sides[0], 0) * max(sides[1], 0)


@pytest.mark.parametrize("kind", get_args(Relation))
def test_each_relation_is_met(kind: str) -> None:
    assert unmet_relations(lay_out(planned("cat box", (kind, 0, 1)))) == ()
    assert unmet_relations(lay_out(planned("box cat", (kind, 1, 0)))) == ()


@pytest.mark.parametrize("kind", ["left_of", "right_of", "above", "below", "on", "in_front_of"])
def test_boxes_the_other_way_round_are_told(kind: str) -> None:
    laid = lay_out(planned("cat box", (kind, 0, 1)))
    turned = Plan(language="en", subjects=laid.subjects[::-1], relations=laid.relations)
    assert unmet_relations(turned) == laid.relations


@pytest.mark.parametrize("count", range(1, 8))
def test_things_without_relations_stand_apart(count: int) -> None:
    found = boxes(planned(" ".join("abcdefgh"[:count])))
    assert len(found) == count
    assert not any(overlap(one, other) for number, one in enumerate(found) for other in found[:number])


def test_a_chain_and_a_column_at_once() -> None:
    plan = planned("cat dog sun house hat", ("left_of", 0, 1), ("above", 2, 1), ("right_of", 3, 1), ("wearing", 0, 4))
    assert unmet_relations(lay_out(plan)) == ()


def test_neighbours_stand_side_by_side() -> None:
    cat, dog, bird = boxes(planned("cat dog bird", ("next_to", 0, 2)))
    assert cat[0] < bird[0] < dog[0]


@pytest.mark.parametrize(
    "relations",
    [
        (("next_to", 0, 1), ("next_to", 0, 2)),
        (("next_to", 1, 0), ("next_to", 2, 0)),
        (("next_to", 0, 1), ("next_to", 2, 0), ("next_to", 3, 2)),
    ],
)
def test_what_is_next_to_two_things_stands_between_them(relations: tuple[tuple[str, int, int], ...]) -> None:
    cat, dog, house, _ = boxes(planned("cat dog house tree", *relations))
    assert dog[0] < cat[0] < house[0]


@pytest.mark.parametrize("chinese", [False, True])
def test_what_is_next_to_two_of_a_thing_stands_between_them(chinese: bool) -> None:
    one, other = ("猫", "树") if chinese else ("cat", "trees")
    plan = Plan(
        language="zh" if chinese else "en",
        subjects=(Subject(name=one), Subject(name=other, count=2), Subject(name="hat")),
        relations=(
            PlanRelation(kind="next_to", first=0, second=1),
            PlanRelation(kind="wearing", first=0, second=2),
        ),
    )
    laid = lay_out(plan)
    assert unmet_relations(laid) == ()
    cat, left, right = ([each["box"] for each in layout_of(laid)["regions"]][number] for number in (0, 1, 2))
    assert left[0] + left[2] <= cat[0] + 1e-3
    assert cat[0] + cat[2] <= right[0] + 1e-3
    assert [each["prompt"] for each in layout_of(laid)["regions"][1:3]] == ["一棵树" if chinese else "a tree"] * 2


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("a fox between a barn and a well", "a fox between a barn and a well"),
        ("水井和谷仓之间有一只狐狸", "一只狐狸在一口水井和一个谷仓之间"),
        ("a fox next to a barn, a hen next to the fox", "a fox next to a barn, a hen next to the fox"),
    ],
)
def test_what_stands_between_is_told_so(wish: str, told: str) -> None:
    plan = plan_wish(wish)
    assert prompt_of(plan) == told
    assert len(plan_wish(told).relations) == len(plan.relations) == 2


def test_a_pair_whose_box_was_drawn_elsewhere_stays_one_region() -> None:
    plan = Plan(
        language="en",
        subjects=(Subject(name="cat", box=(0, 0.2, 0.4, 0.8)), Subject(name="trees", count=2, box=(0.5, 0, 0.5, 1))),
        relations=(PlanRelation(kind="next_to", first=0, second=1),),
    )
    assert [each["prompt"] for each in layout_of(plan)["regions"]] == ["a cat", "two trees"]


@pytest.mark.parametrize("relation", [(0, 2), (2, 1)])
def test_a_pair_that_is_next_to_more_than_one_thing_stays_together(relation: tuple[int, int]) -> None:
    """Else its box, which is around the thing between them, would lie over the other neighbour."""
    first, second = relation
    plan = Plan(
        language="en",
        subjects=(Subject(name="cat"), Subject(name="trees", count=2), Subject(name="house")),
        relations=(
            PlanRelation(kind="next_to", first=0, second=1),
            PlanRelation(kind="next_to", first=first, second=second),
        ),
    )
    laid = sorted(boxes(plan))
    assert all(one[0] + one[2] <= other[0] for one, other in pairwise(laid))
    assert [each["prompt"] for each in layout_of(lay_out(plan))["regions"]] == ["a cat", "two trees", "a house"]


def test_in_front_of_a_single_thing_is_not_next_to_it() -> None:
    cat, house = Subject(name="cat", box=(0.4, 0.6, 0.2, 0.3)), Subject(name="house", box=(0, 0, 1, 1))
    plan = Plan(language="en", subjects=(cat, house), relations=(PlanRelation(kind="next_to", first=0, second=1),))
    assert unmet_relations(plan) == plan.relations


def test_what_is_small_has_a_smaller_box() -> None:
    subjects = (Subject(name="tree", attributes=("big",)), Subject(name="house", attributes=("small",)))
    tree, house = boxes(Plan(language="en", subjects=subjects))
    assert house[3] < 0.6 * tree[3]


@pytest.mark.parametrize(
    "relations",
    [
        (("left_of", 0, 1), ("left_of", 1, 0)),
        (("above", 0, 1), ("above", 1, 0)),
        (("left_of", 0, 1), ("left_of", 1, 2), ("right_of", 0, 2)),
    ],
)
def test_contradictions_are_refused(relations: tuple[tuple[str, int, int], ...]) -> None:
    with pytest.raises(RequestError, match="contradict each other"):
        lay_out(planned("cat dog pig", *relations))


def test_an_empty_plan_stays_empty() -> None:
    assert lay_out(planned("")) == planned("")


@given(st.integers(2, 6), st.data())
def test_consistent_relations_are_met_whatever_they_are(count: int, data: st.DataObject) -> None:
    """Relations from earlier to later things only, so none contradicts another."""
    ordered = ["left_of", "above"]
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5))
    plan = planned(" ".join("abcdef"[:count]), *((data.draw(st.sampled_from(ordered)), a, b) for a, b in chosen))
    laid = lay_out(plan)
    assert unmet_relations(laid) == ()
    for each in laid.subjects:
        assert each.box is not None
        assert each.box[2] * each.box[3] > 0


@given(st.integers(2, 5), st.data())
def test_any_relations_give_boxes_inside_the_picture_or_a_refusal(count: int, data: st.DataObject) -> None:
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    kinds = st.sampled_from(sorted(get_args(Relation)))
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    plan = planned(" ".join("abcde"[:count]), *((data.draw(kinds), a, b) for a, b in chosen))
    try:
        laid = lay_out(plan)  # a box outside the picture would be refused by the plan itself
    except RequestError as error:
        if "contradict" not in str(error):
            raise
        return
    assert all(each.box is not None for each in laid.subjects)


def test_every_attaching_relation_is_one_of_the_plan() -> None:
    assert set(ATTACHED) <= set(get_args(Relation))
