"""Operations that were read are compared with gold operations."""

from __future__ import annotations

from typing import Any

import pytest

from danqing.evaluation.instructions import EditScores, same_operation, score_edit

RECOLOR = {"do": "recolor", "what": "cat|kitty", "color": "red"}
BESIDE = {"do": "move", "what": "cat", "beside": "left of", "anchor": "tree"}
RESIZE = {"do": "resize", "what": "ball", "factor": 1.5}


@pytest.mark.parametrize(
    ("gold", "read", "same"),
    [
        (RECOLOR, {"do": "recolor", "what": "the Kitty", "color": "red"}, True),
        (RECOLOR, {"do": "recolor", "what": "dog", "color": "red"}, False),
        (RECOLOR, {"do": "recolor", "what": "cat", "color": "blue"}, False),
        (RECOLOR, {"do": "remove", "what": "cat"}, False),
        ({"do": "remove", "what": "ball"}, {"do": "remove", "what": "balls"}, True),
        ({"do": "background", "to": "beach"}, {"do": "background", "to": "on a beach"}, True),
        ({"do": "background", "to": "beach"}, {"do": "background", "to": "beach", "keep": "cat"}, False),
        ({"do": "style", "style": "ink|ink wash"}, {"do": "style", "style": "ink wash painting"}, True),
        ({"do": "add", "what": "hat"}, {"do": "add", "what": "hat", "at": "left"}, False),
        ({"do": "adjust", "change": "brighter", "amount": 0.5}, {"do": "adjust", "change": "brighter"}, True),
        ({"do": "adjust", "change": "brighter"}, {"do": "adjust", "change": "darker"}, False),
        ({"do": "adjust", "change": "brighter"}, {"do": "adjust", "change": "brighter", "what": "sky"}, False),
        (RESIZE, {**RESIZE, "factor": 1.3}, True),
        ({"do": "move", "what": "cat", "to": "left"}, BESIDE, True),  # the gold tells of no anchor
        ({"do": "move", "what": "cat", "to": "right"}, BESIDE, False),
        ({"do": "move", "what": "dog", "to": "left"}, BESIDE, False),
        ({"do": "move", "what": "cat", "to": "top"}, {**BESIDE, "beside": "on"}, True),
        ({"do": "move", "what": "cat", "to": "left"}, {**BESIDE, "beside": "behind"}, False),
        ({**BESIDE, "anchor": "tree|oak"}, {**BESIDE, "anchor": "the oak"}, True),
        (BESIDE, {**BESIDE, "anchor": "house"}, False),
        (BESIDE, {"do": "move", "what": "cat", "to": "left"}, False),
        (RESIZE, {**RESIZE, "factor": 0.7}, False),
    ],
)
def test_one_operation(gold: dict[str, Any], read: dict[str, Any], same: bool) -> None:
    assert same_operation(gold, read) is same


@pytest.mark.parametrize(
    ("instruction", "factor", "exact"),
    [
        ("make the ball bigger", 1.3, 1),
        ("make the ball 1.5 times as big", 1.3, 0),
        ("make the ball 1.5 times as big", 1.48, 1),
        ("make the ball 50% bigger", 2.0, 0),
        ("把球放大到1.5倍", 1.3, 0),
        ("把两个球放大", 1.3, 1),
    ],
)
def test_a_factor_is_its_direction_unless_a_number_is_said(instruction: str, factor: float, exact: int) -> None:
    scores = EditScores()
    score_edit(instruction, [RESIZE], [{**RESIZE, "factor": factor}], scores)
    assert scores.exact == exact


def test_exact_means_all_in_order_and_none_more() -> None:
    both = [{"do": "remove", "what": "hat"}, {"do": "remove", "what": "ball"}]
    scores = EditScores()
    score_edit("a", both, both, scores)
    score_edit("b", both, [both[1], both[0]], scores)
    score_edit("c", both, [*both, {"do": "flip"}], scores)
    score_edit("d", both, both[:1], scores)
    score_edit("e", both, [], scores)
    assert (scores.instructions, scores.exact, scores.exactness()) == (5, 1, 0.2)
    assert (scores.asked, scores.right, scores.extra) == ({"remove": 10}, {"remove": 7}, 1)
    assert scores.accuracy() == scores.accuracy("remove") == 0.7
    assert scores.accuracy("add") is None
    assert [each[0] for each in scores.wrong] == ["b", "c", "d", "e"]


def test_an_operation_is_counted_once() -> None:
    scores = EditScores()
    twice = [{"do": "remove", "what": "hat"}] * 2
    score_edit("remove both hats", twice, twice[:1], scores)
    assert scores.right == {"remove": 1}
