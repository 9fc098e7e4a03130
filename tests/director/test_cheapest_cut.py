"""The cheapest cut is the cheapest of all cuts there are."""

from __future__ import annotations

import random
from collections.abc import Iterator

from danqing.director.cheapest_cut import cheapest_cut

UNKNOWN = 9.0


def all_cuts(text: str) -> Iterator[list[str]]:
    if not text:
        yield []
    for end in range(1, len(text) + 1):
        for rest in all_cuts(text[end:]):
            yield [text[:end], *rest]


def price(words: list[str], costs: dict[str, float]) -> float:
    """Of a cut; without end where it holds what is neither a word nor a single character."""
    return sum(costs.get(word, UNKNOWN if len(word) == 1 else float("inf")) for word in words)


def test_no_other_cut_is_cheaper() -> None:
    chance = random.Random(0)
    for _ in range(100):
        text = "".join(chance.choices("山水人家", k=7))
        costs = {
            text[begin : begin + size]: float(chance.randint(1, 9))
            for begin in range(len(text))
            for size in (1, 2, 3)
            if chance.random() < 0.5
        }
        found = cheapest_cut(text, costs.get, longest=3, unknown=UNKNOWN)
        assert "".join(found) == text
        assert price(found, costs) == min(price(each, costs) for each in all_cuts(text))


def test_of_equals_the_last_words_are_the_longer() -> None:
    costs = {"山": 1.0, "水": 1.0, "人": 1.0, "山水": 2.0, "水人": 2.0}
    assert cheapest_cut("山水人", costs.get, longest=2, unknown=UNKNOWN) == ["山", "水人"]


def test_no_word_is_longer_than_is_looked_up() -> None:
    assert cheapest_cut("山水", {"山水": 1.0}.get, longest=1, unknown=UNKNOWN) == ["山", "水"]


def test_nothing_is_cut_into_nothing() -> None:
    assert cheapest_cut("", lambda word: None, longest=5, unknown=UNKNOWN) == []
