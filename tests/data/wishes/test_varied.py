"""Lines written by hand, and what they become when they are told of other things."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from danqing.data.phrases import plural
from danqing.data.wishes.handwritten import Written, written_lines
from danqing.data.wishes.varied import varied
from danqing.director.edit_types import from_data
from danqing.director.plan import plan_from_data

ALL = (*written_lines(), *written_lines(held_out=True))


def test_there_are_many_lines_in_both_languages_and_none_twice() -> None:
    assert len({each.text for each in ALL}) == len(ALL) > 2000
    assert 0.4 < sum(each.is_chinese for each in ALL) / len(ALL) < 0.7
    assert 0.02 < len(written_lines(held_out=True)) / len(ALL) < 0.06


@pytest.mark.parametrize("line", [pytest.param(each, id=each.text[:40]) for each in ALL[::7]])
def test_answers_are_plans_or_operations(line: Written) -> None:
    check(line)


def check(line: Written) -> None:
    if line.is_edit:
        from_data(line.answer["edits"])
    else:
        plan_from_data({"language": "en", **line.answer})
    if line.known:
        plan_from_data({"language": "en", "subjects": line.known})


def test_varied_lines_say_what_their_answers_say() -> None:
    chance, changed = random.Random(1), 0
    for line in chance.sample(written_lines(), 500):
        other = varied(line, chance)
        check(other)
        changed += other != line
        for before, after in zip(names(line), names(other), strict=True):
            if before != after and line.text.count(before):
                assert after.lower() in other.text.lower() or plural(after).lower() in other.text.lower(), other
    assert changed > 150


def names(line: Written) -> Iterator[str]:
    def through(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (each for key, each in value.items() if key in ("name", "what", "by") and isinstance(each, str))
            for each in value.values():
                yield from through(each)
        elif isinstance(value, list):
            for each in value:
                yield from through(each)

    return through(line.answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a red kite, a red kite", {"subjects": [{"name": "kite", "color": "red"}, {"name": "kite", "color": "red"}]}),
        ("a sign that says two cats", {"subjects": [{"name": "sign"}], "lettering": ["two cats"]}),
    ],
)
def test_what_is_written_or_told_twice_stays(text: str, answer: dict[str, Any]) -> None:
    line = Written(text, answer, None, is_edit=False)
    for seed in range(40):
        other = varied(line, random.Random(seed))
        assert other.answer.get("lettering") == answer.get("lettering")
        assert [each.get("color") for each in other.answer["subjects"]] == [
            each.get("color") for each in answer["subjects"]
        ]
        if "lettering" in answer:
            assert "two cats" in other.text


def test_numbers_and_colours_change_with_the_text() -> None:
    line = Written("three grey geese", {"subjects": [{"name": "goose", "count": 3, "color": "grey"}]}, None, False)
    words = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
    told = [varied(line, random.Random(seed)) for seed in range(60)]
    for each in told:
        number, color, *_ = each.text.split()
        assert each.answer["subjects"][0]["count"] == words[number]
        assert each.answer["subjects"][0]["color"] == color
    assert len({each.text for each in told}) > 20
