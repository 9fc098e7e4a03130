"""Parameters and wildcards in wishes that are planned."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.wish_parameters import shape_of
from danqing.tasks.planning import plan_prompt


@pytest.mark.parametrize(
    ("wish", "shape", "avoided"),
    [
        ("a yak --ar 16:9 --seed 5", "wide", ()),
        ("a yak --ar 4:5", "portrait", ()),
        ("a yak, no trees --no text, people", None, ("trees", "text", "people")),
        ("a yak --size 512x512", "square", ()),
        ("一头牦牛 ——ar 9：16", "tall", ()),
        ("a yak, square format --ar 3:2", "landscape", ()),
    ],
)
def test_the_ratio_is_the_shape_and_no_is_avoided(wish: str, shape: str | None, avoided: tuple[str, ...]) -> None:
    plan = plan_prompt(wish, provider="rules").plan
    assert (len(plan.subjects), plan.shape, plan.avoid) == (1, shape, avoided)


@pytest.mark.parametrize(
    ("said", "shape"),
    [
        ({"ar": "1:1"}, "square"),
        ({"ar": "4:3"}, "landscape"),
        ({"ar": "3:4"}, "portrait"),
        ({"ar": "2:1"}, "wide"),
        ({"ar": "1:2"}, "tall"),
        ({"ar": "8:1"}, None),
        ({"seed": 7}, None),
    ],
)
def test_shapes_of_ratios(said: dict[str, str | int], shape: str | None) -> None:
    assert shape_of(said) == shape


@pytest.mark.parametrize(
    ("wish", "note"),
    [
        (
            "a yak --ar 16:9 --seed 5 --steps 9",
            "A plan has no place for --seed, --steps; give that to danqing generate.",
        ),
        ("a yak --ar 8:1", "A plan has no place for --ar; give that to danqing generate."),
        ("__animal__ on a rug", "danqing generate chooses what stands for it"),
        ("a yak to the left of a hut and the hut to the left of the yak", "The relations contradict each other"),
    ],
)
def test_what_a_plan_leaves_out_is_noted(wish: str, note: str) -> None:
    assert any(note in each for each in plan_prompt(wish, provider="rules").notes)


def test_a_wrong_parameter_is_refused() -> None:
    with pytest.raises(RequestError, match="no parameter --sneed"):
        plan_prompt("a yak --sneed 5", provider="rules")
