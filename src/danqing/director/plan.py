"""What the director understood of a wish, as data that can be shown, changed and drawn.

A :class:`Plan` holds only what was said: a field that the wish does not speak of is None or empty. Things are called by
the words of the wish, so that a plan reads like it. As JSON::

    {"language": "en",
     "subjects": [{"name": "cat", "count": 2, "color": "orange"}, {"name": "sofa", "attributes": ["old"]}],
     "relations": [{"kind": "on", "first": 0, "second": 1}],
     "background": "a bright room", "style": "watercolour", "avoid": ["people"], "shape": "portrait"}

Counts, colours, relations and shapes are closed lists, so that a language model can be held to them by a schema
(:func:`plan_schema`), and what it wrote is checked again when it is read (:func:`plan_from_data`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from danqing.core.errors import RequestError
from danqing.core.numbers import is_number
from danqing.director.edit_types import COLORS

Language = Literal["en", "zh", "mixed"]
Relation = Literal[
    "left_of",
    "right_of",
    "above",
    "below",
    "next_to",
    "on",
    "under",
    "in",
    "in_front_of",
    "behind",
    "wearing",
    "holding",
]  # from the first subject to the second
Shape = Literal["square", "portrait", "landscape", "wide", "tall"]
MAX_SUBJECTS = 12
MAX_COUNT = 99
MAX_WORDS = 200  # characters of one phrase
MAX_PHRASES = 12  # in one list of phrases
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A thing, or several alike, that shall be seen.

    Args:
        name: what it is called in the wish, without its attributes: "cat", "猫".
        count: 1 to 99; None where the wish says "many" or "some".
        color: one of :data:`danqing.director.edit_types.COLORS`, or None.
        attributes: what else is said of it: "big", "striped", "坐着".
        box: left, top, width and height of where it stands, in parts of the picture; None before it is laid out.
    """

    name: str
    count: int | None = 1
    color: str | None = None
    attributes: tuple[str, ...] = ()
    box: Box | None = None

    def __post_init__(self) -> None:
        _check_phrase("name of a subject", self.name)
        if self.count is not None and (not _is_whole(self.count) or not 1 <= self.count <= MAX_COUNT):
            raise RequestError(f"A plan holds 1 to {MAX_COUNT} of a thing, not {self.count!r} of “{self.name}”.")
        _check_one_of(f"colour of “{self.name}”", self.color, (None, *COLORS))
        object.__setattr__(self, "attributes", _phrases(f"attributes of “{self.name}”", self.attributes))
        object.__setattr__(self, "box", _box(self.name, self.box))


@dataclass(frozen=True, kw_only=True)
class PlanRelation:
    """How one subject stands to another.

    Args:
        kind: from the first to the second: "left_of" says that the first is to the left of the second.
        first, second: numbers of the plan's subjects, from 0.
    """

    kind: str
    first: int
    second: int

    def __post_init__(self) -> None:
        _check_one_of("kind of a relation", self.kind, get_args(Relation))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a wish asks to be seen.

    Args:
        language: of the wish.
        subjects: in the order of the wish, at most 12; may be empty.
        relations: between two of the subjects.
        background: the place or ground, such as "the beach", "白色背景".
        style: such as "watercolour", "水墨".
        mood: such as "cosy", "欢快".
        composition: how it is seen, such as "close-up", "从上往下看".
        lettering: texts that shall be written in the picture, as they shall be read.
        avoid: what shall not be seen.
        shape: of the picture: "wide" is about 2:1 and more, "tall" the same upright.
    """

    language: str
    subjects: tuple[Subject, ...] = ()
    relations: tuple[PlanRelation, ...] = ()
    background: str | None = None
    style: str | None = None
    mood: str | None = None
    composition: str | None = None
    lettering: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    shape: str | None = None

    def __post_init__(self) -> None:
        _check_one_of("language", self.language, get_args(Language))
        _check_one_of("shape", self.shape, (None, *get_args(Shape)))
        if len(self.subjects) > MAX_SUBJECTS:
            raise RequestError(f"A plan holds at most {MAX_SUBJECTS} subjects, not {len(self.subjects)}.")
        for name in ("background", "style", "mood", "composition"):
            if getattr(self, name) is not None:
                _check_phrase(name, getattr(self, name))
        for name in ("lettering", "avoid"):
            object.__setattr__(self, name, _phrases(name, getattr(self, name)))
        pairs = set()
        for each in self.relations:
            ends = (each.first, each.second)
            if not all(_is_whole(end) and 0 <= end < len(self.subjects) for end in ends) or each.first == each.second:
                raise RequestError(
                    f"The relation {each.kind!r} joins {each.first} and {each.second}; it needs the numbers of two of "
                    f"the {len(self.subjects)} subjects."
                )
            if ends in pairs:
                raise RequestError(f"Two relations join the subjects {each.first} and {each.second}; keep one.")
            pairs.add(ends)

    def to_data(self) -> dict[str, Any]:
        """The plan as JSON's types; what was not said is left out."""
        return dict(_said(self))


def plan_from_data(data: object) -> Plan:
    """A plan from JSON's types, as :meth:`Plan.to_data` and language models write them.

    Raises:
        RequestError: it is no plan; the sentence says what is wrong where.
    """
    values = _fields("plan", data, Plan)
    subjects = tuple(
        Subject(**_listed(_fields(f"subject {number}", each, Subject), "attributes"))
        for number, each in enumerate(_list("subjects", values.get("subjects", [])), start=1)
    )
    relations = tuple(
        PlanRelation(**_fields(f"relation {number}", each, PlanRelation))
        for number, each in enumerate(_list("relations", values.get("relations", [])), start=1)
    )
    return Plan(**{**_listed(values, "lettering", "avoid"), "subjects": subjects, "relations": relations})


def plan_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a plan without boxes, by which language models are held to its form."""
    phrase = {"type": "string", "minLength": 1, "maxLength": MAX_WORDS}
    phrases = {"type": "array", "items": phrase, "maxItems": MAX_PHRASES}
    number = {"type": "integer", "minimum": 0, "maximum": MAX_SUBJECTS - 1}
    subject = {
        "name": phrase,
        "count": {"type": ["integer", "null"], "minimum": 1, "maximum": MAX_COUNT},  # null: "many", "some"
        "color": {"enum": list(COLORS)},
        "attributes": phrases,
    }
    relation = {"kind": {"enum": list(get_args(Relation))}, "first": number, "second": number}
    return _object(
        {
            "language": {"enum": list(get_args(Language))},
            "subjects": {"type": "array", "items": _object(subject, "name"), "maxItems": MAX_SUBJECTS},
            "relations": {"type": "array", "items": _object(relation, *relation), "maxItems": MAX_SUBJECTS},
            "background": phrase,
            "style": phrase,
            "mood": phrase,
            "composition": phrase,
            "lettering": phrases,
            "avoid": phrases,
            "shape": {"enum": list(get_args(Shape))},
        },
        "language",
        "subjects",
    )


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _said(value: object) -> Any:
    """Dataclasses as objects without the fields that are at their default."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: _said(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    return [_said(each) for each in value] if isinstance(value, tuple) else value


def _fields(where: str, data: object, kind: type) -> dict[str, Any]:
    """An object's values by the names of a dataclass's fields."""
    if not isinstance(data, Mapping):
        raise RequestError(f"The {where} is not an object of JSON.")
    names = {field.name: field for field in dataclasses.fields(kind)}
    if unknown := [str(name) for name in data if name not in names]:
        raise RequestError(f"The {where} has no field {unknown[0]!r}; it has {', '.join(names)}.")
    missing = [name for name, field in names.items() if field.default is dataclasses.MISSING and name not in data]
    if missing:
        raise RequestError(f"The {where} lacks {missing[0]!r}.")
    return dict(data)


def _listed(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """The values with lists of JSON as tuples."""
    return {**values, **{name: tuple(_list(name, values[name])) for name in names if name in values}}


def _list(name: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise RequestError(f"{name!r} in a plan is a list, not {_cut(value)}.")
    return value


def _phrases(name: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, tuple | list):
        raise RequestError(f"The {name} is a list of phrases, not {_cut(values)}.")
    if len(values) > MAX_PHRASES:
        raise RequestError(f"The {name} holds at most {MAX_PHRASES} phrases, not {len(values)}.")
    for each in values:
        _check_phrase(name, each)
    return tuple(values)


def _check_phrase(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise RequestError(f"The {name} needs words, not {_cut(value)}.")
    if len(value) > MAX_WORDS:
        raise RequestError(f"The {name} has {len(value)} characters; at most {MAX_WORDS} can be read.")


def _check_one_of(name: str, value: object, known: tuple[str | None, ...]) -> None:
    if value not in known:
        choices = ", ".join(each for each in known if each is not None)
        raise RequestError(f"The {name} cannot be {_cut(value)}; it is one of {choices}.")


def _box(name: str, value: object) -> Box | None:
    if value is None:
        return None
    if not isinstance(value, tuple | list) or len(value) != 4 or not all(is_number(each) for each in value):
        raise RequestError(f"The box of “{name}” is four numbers, left, top, width and height, not {_cut(value)}.")
    left, top, width, height = map(float, value)
    if min(left, top) < 0 or min(width, height) <= 0 or max(left + width, top + height) > 1 + 1e-6:
        raise RequestError(f"The box of “{name}” is not inside the picture; its numbers are parts from 0 to 1.")
    return left, top, width, height


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _cut(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else said[:57] + "…"
