"""Edit plans as JSON: the schema that language models are held to, and the reader of what they write."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from danqing.core.errors import RequestError
from danqing.director.edit_types import (
    COLORS,
    KINDS,
    MAX_COUNT,
    MAX_OPERATIONS,
    MAX_WORDS,
    Axis,
    Beside,
    Change,
    Corner,
    EditPlan,
    Language,
    from_data,
)

_PHRASE = {"type": "string", "minLength": 1, "maxLength": MAX_WORDS}
_CORNER = {"enum": list(get_args(Corner))}
_BESIDE = {"enum": list(get_args(Beside))}
_VALUES: dict[tuple[str, str], Mapping[str, Any]] = {
    ("recolor", "color"): {"enum": list(COLORS)},
    ("add", "at"): _CORNER,
    ("add", "beside"): _BESIDE,
    ("add", "count"): {"type": "integer", "minimum": 1, "maximum": MAX_COUNT},
    ("adjust", "change"): {"enum": list(get_args(Change))},
    ("adjust", "amount"): {"type": "number", "minimum": 0.1, "maximum": 2},
    ("resize", "factor"): {"type": "number", "minimum": 0.05, "maximum": 4},
    ("move", "to"): _CORNER,
    ("move", "beside"): _BESIDE,
    ("flip", "axis"): {"enum": list(get_args(Axis))},
}  # all other fields are phrases
_FORMS = {"move": (("what", "to"), ("what", "beside", "anchor"))}  # fields of kinds of which only some go together


def edit_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an edit plan, one form for each kind of operation, two for moves."""
    operations = [form for name in KINDS for form in _operations(name)]
    return {
        "type": "object",
        "properties": {
            "language": {"enum": list(get_args(Language))},
            "operations": {
                "type": "array",
                "items": {"anyOf": operations},
                "minItems": 1,
                "maxItems": MAX_OPERATIONS,
            },
        },
        "required": ["language", "operations"],
        "additionalProperties": False,
    }


def edit_from_data(data: object) -> EditPlan:
    """An edit plan from JSON's types, as :meth:`EditPlan.to_data` and language models write it.

    Raises:
        RequestError: it is none; the sentence says what is wrong.
    """
    if not isinstance(data, Mapping):
        raise RequestError("An edit plan is an object of JSON with its language and operations.")
    if unknown := [str(name) for name in data if name not in ("language", "operations", "unread")]:
        raise RequestError(f"An edit plan has no field {unknown[0]!r}; it has language, operations, unread.")
    language, unread = data.get("language", "en"), data.get("unread", [])
    if language not in get_args(Language):
        raise RequestError(f"The language of an edit plan is en or zh, not {language!r}.")
    if not isinstance(unread, list) or not all(isinstance(each, str) for each in unread):
        raise RequestError("What is unread in an edit plan is a list of texts.")
    operations = data.get("operations")
    if isinstance(operations, str):
        raise RequestError("The operations must be a JSON list of objects, each with what to 'do'.")
    return EditPlan(operations=from_data(operations), language=language, unread=tuple(unread))


def _operations(name: str) -> list[dict[str, Any]]:
    """The forms of one kind: its needed fields and the others, or each set of fields that go together."""
    fields = dataclasses.fields(KINDS[name])
    if name in _FORMS:
        return [_operation(name, form, form) for form in _FORMS[name]]
    needed = [field.name for field in fields if field.default is dataclasses.MISSING]
    return [_operation(name, [field.name for field in fields], needed)]


def _operation(name: str, fields: Sequence[str], needed: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"do": {"const": name}, **{each: _VALUES.get((name, each), _PHRASE) for each in fields}},
        "required": ["do", *needed],
        "additionalProperties": False,
    }
