"""How different texts are, against figures worked out by hand, and the choice of the farthest."""

from __future__ import annotations

import itertools

import pytest

from danqing.director.diversity import distance, diversity_of, spread_out, tokens_of, words_of


def test_words_are_words_in_english_and_pairs_of_characters_in_chinese() -> None:
    assert words_of("A red Cat on the red sofa") == {"red", "cat", "sofa"}
    assert words_of("橘猫，3D 猫") == {"橘猫", "3d", "猫"}
    assert tokens_of("A red 橘猫") == ("a", "red", "橘", "猫")


def test_distance_is_the_share_of_words_that_only_one_has() -> None:
    assert distance({"a", "b"}, {"b", "c"}) == pytest.approx(2 / 3)
    assert distance({"a"}, {"a"}) == 0
    assert distance({"a"}, {"b"}) == 1
    assert distance(set(), set()) == 0


def test_the_figures_of_three_texts() -> None:
    found = diversity_of(["red cat", "red dog", "blue bird"])
    assert found.mean_distance == pytest.approx((2 / 3 + 1 + 1) / 3)
    assert found.least_distance == pytest.approx(2 / 3)
    assert found.distinct_2 == 1
    assert diversity_of(["red cat", "red cat"]).to_data() == {
        "mean_distance": 0.0,
        "least_distance": 0.0,
        "distinct_2": 0.5,
    }
    assert diversity_of(["cat"]).to_data() == {"mean_distance": 0.0, "least_distance": 0.0, "distinct_2": 1.0}


def test_the_farthest_is_chosen_next_and_fewer_are_the_beginning_of_more() -> None:
    points = [0.0, 0.1, 0.5, 1.0, 0.9]

    def between(one: int, other: int) -> float:
        return abs(points[one] - points[other])

    even = [0.0] * len(points)
    assert spread_out(5, 3, between, even, weight=0) == [0, 3, 2]
    for few, many in itertools.combinations(range(6), 2):
        assert spread_out(5, many, between, even, weight=0)[:few] == spread_out(5, few, between, even, weight=0)
    assert spread_out(5, 9, between, even, weight=0) == [0, 3, 2, 1, 4]


def test_relevance_counts_by_its_weight() -> None:
    relevance = [0.0, 0.0, 1.0]
    assert spread_out(3, 1, lambda one, other: 1.0, relevance, weight=0.1) == [2]
    near = {(0, 1): 1.0, (0, 2): 0.1, (1, 2): 0.1}

    def between(one: int, other: int) -> float:
        return near[min(one, other), max(one, other)]

    assert spread_out(3, 2, between, [1.0, 0.0, 0.5], weight=0.0) == [0, 1]
    assert spread_out(3, 2, between, [1.0, 0.0, 0.9], weight=0.9) == [0, 2]
