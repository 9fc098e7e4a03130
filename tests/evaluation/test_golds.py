"""The first of what a gold accepts."""

from __future__ import annotations

from danqing.evaluation.golds import first_accepted


def test_the_first_alternative_is_taken_wherever_it_stands() -> None:
    gold = {
        "subjects": [{"name": "cat|kitty", "count": None}, {"name": "dog", "attributes": ["old|aged"]}],
        "size": 2.5,
    }
    assert first_accepted(gold) == {
        "subjects": [{"name": "cat", "count": None}, {"name": "dog", "attributes": ["old"]}],
        "size": 2.5,
    }
