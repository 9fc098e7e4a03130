"""A told scene: the wish's text, and the order in which it names its things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danqing.data.wishes.scenes import Scene

_MARK = re.compile("\ue000(\\d)\ue001")


@dataclass(frozen=True)
class Told:
    """A wish and its plan.

    Args:
        text: the wish.
        plan: as JSON's types, without the language.
    """

    text: str
    plan: dict[str, object]


def marked(number: int, phrase: str) -> str:
    """A phrase that names thing ``number``, marked."""
    return f"\ue000{number}\ue001{phrase}"


def told(text: str, scene: Scene) -> Told:
    """The text without marks, and the plan with its things in the order of their marks."""
    order = list(dict.fromkeys(int(each) for each in _MARK.findall(text)))
    assert sorted(order) == list(range(len(scene.things))), text
    return Told(re.sub(r"\s+", " ", _MARK.sub("", text)).strip(), scene.to_data(order))
