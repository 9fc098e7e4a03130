"""What kind of animation is asked for: what is filled in, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from danqing.core.errors import RequestError, UnknownNameError
from danqing.tasks.film import plan_film, stops_at


def test_what_is_left_open_suits_the_motion() -> None:
    one = plan_film(["a cat"])
    assert (one.motion, one.frames, one.plays, one.amount, one.strength) == ("noise", 36, "loop", 0.25, None)
    two = plan_film(["a cat", "a dog"], seconds=2, fps=10)
    assert (two.motion, two.frames, two.plays, two.amount) == ("prompts", 20, "loop", None)
    over = plan_film([], with_image=True)
    assert (over.motion, over.strength) == ("noise", 0.5)
    assert plan_film(["a cat"], motion="zoom-in").plays == "bounce"
    assert plan_film(["a cat"], seeds=[1, 2]).facts()["seeds"] == [1, 2]


def test_stops_are_passed_evenly() -> None:
    assert stops_at(5, 3, closed=False) == [0, 0.5, 1, 1.5, 2]
    assert stops_at(4, 2, closed=True) == [0, 0.5, 1, 1.5]


@pytest.mark.parametrize(
    ("prompts", "how", "words"),
    [
        (["a"], {"motion": "spin"}, "choose one of: noise"),
        (["a"], {"plays": "twice"}, "loop, bounce, once"),
        (["a"], {"motion": "zoom-in", "plays": "loop"}, "does not come back"),
        (["a"], {"motion": "prompts"}, "Give 2 to 16 prompts"),
        (["a"] * 17, {}, "Give 2 to 16 prompts"),
        (["a", "b"], {"motion": "zoom-in"}, "draws one prompt"),
        (["a"], {"motion": "ken-burns"}, "give one"),
        (["a"], {"fps": 0}, "from 1 to 60"),
        (["a"], {"fps": float("nan")}, "from 1 to 60"),
        (["a"], {"seconds": 0}, "length in seconds"),
        (["a"], {"seconds": 0.1, "fps": 2}, "are 0 frames"),
        (["a"], {"seconds": 600}, "are 7200 frames"),
        (["a"], {"amount": 2}, "at most 1"),
        (["a"], {"motion": "zoom-out", "amount": 1}, "above 1"),
        (["a", "b"], {"amount": 0.5}, "leave the amount out"),
        (["a"], {"strength": 0.5}, "leave the strength out"),
        ([], {"with_image": True, "strength": 2}, "at most 1"),
        (["a"], {"seeds": [1]}, "Give 2 to 16 seeds"),
        (["a"], {"seeds": [1, -1]}, "seed must be"),
        (["a"], {"seeds": [1, 2], "motion": "zoom-in"}, "does not travel"),
    ],
)
def test_what_makes_no_sense(prompts: list[str], how: dict[str, Any], words: str) -> None:
    with pytest.raises((RequestError, UnknownNameError), match=words):
        plan_film(prompts, **how)


def test_too_many_pixels() -> None:
    with pytest.raises(RequestError, match="make at most 6 frames"):
        plan_film(["a"]).check_size(8000, 8000)
