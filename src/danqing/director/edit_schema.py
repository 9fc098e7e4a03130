"""Edit plans as JSON: the schema that language models are held to, and the reader of what they write."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
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
_VALUES: dict[tuple[str, str], Mapping[str, Any]] = {
    ("recolor", "color"): {"enum": list(COLORS)},
    ("add", "at"): _CORNER,
    ("add", "beside"): {"enum": list(get_args(Beside))},
    ("add", "count"): {"type": "integer", "minimum": 1, "maximum": MAX_COUNT},
    ("adjust", "change"): {"enum": list(get_args(Change))},
    ("adjust", "amount"): {"type": "number", "minimum": 0.1, "maximum": 2},
    ("resize", "factor"): {"type": "number", "minimum": 0.05, "maximum": 4},
    ("move", "to"): _CORNER,
    ("flip", "axis"): {"enum": list(get_args(Axis))},
}  # all other fields are phrases


def edit_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an edit plan, one form for each kind of operation."""
    operations = [_operation(name) for name in KINDS]
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


def _operation(name: str) -> dict[str, Any]:
    fields = dataclasses.fields(KINDS[name])
    return {
        "type": "object",
        "properties": {
            "do": {"const": name},
            **{field.name: _VALUES.get((name, field.name), _PHRASE) for field in fields},
        },
        "required": ["do", *(field.name for field in fields if field.default is dataclasses.MISSING)],
        "additionalProperties": False,
    }
