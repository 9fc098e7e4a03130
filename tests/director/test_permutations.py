from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.permutations import MAX_PERMUTATIONS, expand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a cat", ("a cat",)),
        ("{a, b}", ("a", "b")),
        ("a {red, green } {cat,dog}!", ("a red cat!", "a red dog!", "a green cat!", "a green dog!")),
        ("{a, {b, c} d}", ("a", "b d", "c d")),
        ("｛红，绿、蓝｝色的猫", ("红色的猫", "绿色的猫", "蓝色的猫")),
        ("cat --ar {1:1, 3:2}", ("cat --ar 1:1", "cat --ar 3:2")),
        ("cat {--tile, --seed 3}", ("cat --tile", "cat --seed 3")),
        ("{big, } cat", ("big cat", " cat")),
        (r"{a\, b, c}", (r"a\, b", "c")),
        (r"\{a, b\}", (r"\{a, b\}",)),
        ("{a}", ("{a}",)),
        ("{}", ("{}",)),
        ("{a, b", ("{a, b",)),
        ("a, b}", ("a, b}",)),
        ("{ {a, b} c", ("{ a c", "{ b c")),
        ("{{a, b}}", ("{a}", "{b}")),
    ],
)
def test_choices(text: str, expected: tuple[str, ...]) -> None:
    assert expand(text) == expected


def test_their_number_has_a_cap() -> None:
    assert len(expand("{a, b}" * 6)) == MAX_PERMUTATIONS
    with pytest.raises(RequestError, match="make 128 prompts; at most 64"):
        expand("{a, b}" * 7)
    with pytest.raises(RequestError, match="far too many prompts"):
        expand("{a, b}" * 600)
    with pytest.raises(RequestError, match="make 4 prompts; at most 3"):
        expand("{a, b, c, d}", limit=3)


def test_extremes_are_refused_or_plain() -> None:
    assert expand("{" * 4000) == ("{" * 4000,)
    assert expand("{" * 2000 + "}" * 2000) == ("{" * 2000 + "}" * 2000,)
    assert expand("a, " * 1300) == ("a, " * 1300,)
    with pytest.raises(RequestError, match="more than 16 deep"):
        expand("{a, " * 20 + "}" * 20)
    with pytest.raises(RequestError, match="so shorten it"):
        expand("{" + "x" * 2500 + ", b}" + "y" * 2500)
