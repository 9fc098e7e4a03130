"""How our tuned language model is asked, and how it answers: as short as can be, since every token costs time.

It was taught this form (:mod:`danqing.training.language`), so nothing is explained to it. It is given what the rules
read, which it mends, and Chinese words come with an English one beside them (:mod:`danqing.director.gloss`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from danqing.director.edit_prompts import language_of as instruction_language
from danqing.director.edit_schema import edit_from_data, edit_schema
from danqing.director.edit_types import EditPlan, Operation, to_data
from danqing.director.gloss import GlossWord, glossed
from danqing.director.plan import Plan, plan_from_data, plan_schema
from danqing.director.provider import Message
from danqing.director.rules import language_of

ADAPTER = "director/adapter.gguf"  # in danqing.assets
_PLAN, _EDIT = "plan", "edit"


def short_messages(wish: str, words: Mapping[str, GlossWord], draft: Plan) -> list[Message]:
    """What the tuned model is asked for a plan.

    Args:
        wish: as it was typed.
        words: of Chinese, to explain them by.
        draft: as the rules read the wish; the model mends it.
    """
    said = {name: value for name, value in draft.to_data().items() if name != "language"}
    return [Message("system", _PLAN), Message("user", f"{_quoted(glossed(wish, words))}\n{_plain(said)}")]


def short_edit_messages(
    instruction: str,
    words: Mapping[str, GlossWord],
    draft: Sequence[Operation],
    known: Sequence[Mapping[str, Any]] = (),
) -> list[Message]:
    """What it is asked for operations.

    Args:
        instruction: as it was typed.
        words: as above.
        draft: as the rules read it; empty where they did not.
        known: the subjects of the picture, as of ``Plan.to_data()["subjects"]``.
    """
    asked = _quoted(glossed(instruction, words))
    if known:
        things = [
            {name: each[name] for name in ("name", "count", "color", "attributes") if name in each} for each in known
        ]
        asked += glossed(_plain(things), words)
    return [Message("system", _EDIT), Message("user", f"{asked}\n{_plain({'edits': to_data(draft)})}")]


def short_schema() -> dict[str, Any]:
    """The schema of a plan in the short form: a plan without its language."""
    schema = plan_schema()
    properties = {name: each for name, each in schema["properties"].items() if name != "language"}
    return {**schema, "properties": properties, "required": ["subjects"]}


def plan_from_short(data: object, wish: str) -> Plan:
    """The plan that the tuned model gave.

    Raises:
        RequestError: it is no plan, or its relations name what is not there.
    """
    values = data if isinstance(data, Mapping) else {}
    return plan_from_data({"language": language_of(wish), **values})


def short_edit_schema() -> dict[str, Any]:
    """The schema of operations in the short form; none where the instruction asks for nothing."""
    operations = {**edit_schema()["properties"]["operations"], "minItems": 0}
    return {
        "type": "object",
        "properties": {"edits": operations},
        "required": ["edits"],
        "additionalProperties": False,
    }


def edit_from_short(data: object, instruction: str) -> EditPlan:
    """The operations that the tuned model gave.

    Raises:
        RequestError: they are none.
    """
    values = data if isinstance(data, Mapping) else {}
    return edit_from_data({"language": instruction_language(instruction), "operations": values.get("edits", [])})


def short_answer(answer: Mapping[str, Any]) -> str:
    """An answer as the model writes it."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _quoted(text: str) -> str:
    """A text as JSON, with nothing in it that a model takes for its marks."""
    return _plain(text).replace("[", "\\u005b")


def _plain(value: object) -> str:
    """As JSON without blanks; "<", which begins a model's marks, stands in texts only and is escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
