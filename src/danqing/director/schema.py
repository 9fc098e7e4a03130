"""Whether values of JSON follow a JSON schema, for the keywords that our own schemas use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KEYWORDS = frozenset(
    {
        "type", "enum", "const", "anyOf", "properties", "required", "additionalProperties", "items", "minItems",
        "maxItems", "minLength", "maxLength", "minimum", "maximum", "title", "description",
    }
)  # fmt: skip
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": Mapping,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def complaint(value: object, schema: Mapping[str, Any], where: str = "the answer") -> str | None:
    """What is wrong with a value, as a part of a sentence; None if it follows the schema.

    Whole numbers are written without a point: 2.0 is no integer here.

    Args:
        value: of JSON's types.
        schema: of draft 2020-12, with no other keywords than those that are known here.
        where: how to call the value.
    """
    assert set(schema) <= _KEYWORDS, f"unknown keywords {sorted(set(schema) - _KEYWORDS)}"
    types = _types(schema)
    if types and not any(_is_of(value, each) for each in types):
        return f"{where} is not of the type {' or '.join(types)}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} is not one of {', '.join(map(str, schema['enum']))}"
    if "const" in schema and value != schema["const"]:
        return f"{where} is not {schema['const']!r}"
    if "anyOf" in schema:
        found = [complaint(value, each, where) for each in schema["anyOf"]]
        if None not in found:
            return found[0] if len(found) == 1 else f"{where} is none of what it may be"
    if isinstance(value, Mapping):
        return _of_object(value, schema, where)
    if isinstance(value, list):
        return _of_size(len(value), schema, "Items", where) or _first(
            complaint(each, schema.get("items", {}), f"{where}[{number}]") for number, each in enumerate(value)
        )
    if isinstance(value, str):
        return _of_size(len(value), schema, "Length", where)
    if _is_of(value, "number"):
        return _of_size(value, schema, "imum", where)
    return None


def without_nulls(value: object, schema: Mapping[str, Any]) -> object:
    """The value without fields that are null where the schema has no null: models say so that nothing was said."""
    if "anyOf" in schema:
        made = [without_nulls(value, each) for each in schema["anyOf"]]
        fits = (each for each, form in zip(made, schema["anyOf"], strict=True) if complaint(each, form) is None)
        return next(fits, value)
    if isinstance(value, Mapping):
        parts = schema.get("properties", {})
        return {
            name: without_nulls(each, parts.get(name, {}))
            for name, each in value.items()
            if each is not None or name not in parts or complaint(None, parts[name]) is None
        }
    if isinstance(value, list):
        return [without_nulls(each, schema.get("items", {})) for each in value]
    return value


def _types(schema: Mapping[str, Any]) -> list[str]:
    named = schema.get("type", [])
    return [named] if isinstance(named, str) else list(named)


def _is_of(value: object, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _of_object(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> str | None:
    parts = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            return f"{where} lacks {name!r}"
    if schema.get("additionalProperties") is False:
        for name in value:
            if name not in parts:
                return f"{where} has no field {name!r}"
    return _first(complaint(each, parts.get(name, {}), f"{where}.{name}") for name, each in value.items())


def _of_size(size: Any, schema: Mapping[str, Any], end: str, where: str) -> str | None:
    lowest, highest = schema.get(f"min{end}"), schema.get(f"max{end}")
    unit = {"Items": "entries", "Length": "characters", "imum": ""}[end]
    if lowest is not None and size < lowest:
        return " ".join(f"{where} is below {lowest} {unit}".split())
    if highest is not None and size > highest:
        return " ".join(f"{where} is above {highest} {unit}".split())
    return None


def _first(found: Any) -> str | None:
    return next((each for each in found if each is not None), None)
