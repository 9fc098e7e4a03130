"""What follows a prompt: ``--ar 3:2 --seed 7 --no text``, Midjourney's parameters and a few of Danqing's own.

People type them with a Chinese keyboard too: ``——ar 3：2，——seed 7``. A parameter stands after a space, a comma or a
Chinese character, and after the first one nothing but parameters may follow. ``\\--ar`` is plain text.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from danqing.core.errors import RequestError
from danqing.core.request import MAX_COUNT, MAX_STEPS
from danqing.core.seeds import MAX_SEED
from danqing.core.shapes import parse_size, size_for_ratio
from danqing.director.prompt_types import Value, number_text

Kind = Literal["flag", "whole", "real", "ratio", "size", "text"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter: how its value is read, and the range of a number, both ends included."""

    kind: Kind
    short: tuple[str, ...] = ()
    low: float = 0
    high: float = math.inf
    among: tuple[int, ...] = ()


PARAMETERS: dict[str, Parameter] = {
    "ar": Parameter(kind="ratio", short=("aspect",)),
    "seed": Parameter(kind="whole", high=MAX_SEED),
    "no": Parameter(kind="text", short=("negative",)),
    "repeat": Parameter(kind="whole", short=("r",), low=1, high=MAX_COUNT),
    "quality": Parameter(kind="whole", short=("q",), among=(1, 2, 4)),
    "draft": Parameter(kind="flag"),
    "raw": Parameter(kind="flag"),
    "style": Parameter(kind="text"),
    "steps": Parameter(kind="whole", low=1, high=MAX_STEPS),
    "sampler": Parameter(kind="text"),
    "guidance": Parameter(kind="real", high=50),
    "size": Parameter(kind="size"),
    "stop": Parameter(kind="whole", low=10, high=100),
    "chaos": Parameter(kind="whole", short=("c",), high=100),
    "stylize": Parameter(kind="whole", short=("s",), high=1000),
    "weird": Parameter(kind="whole", short=("w",), high=3000),
    "tile": Parameter(kind="flag"),
    "hd": Parameter(kind="flag"),
    "iw": Parameter(kind="real", high=3),
    "sref": Parameter(kind="text"),
    "sw": Parameter(kind="whole", high=1000),
    "oref": Parameter(kind="text"),
    "ow": Parameter(kind="whole", low=1, high=1000),
    "cref": Parameter(kind="text"),
    "cw": Parameter(kind="whole", high=100),
}
_NAMES = {spelling: name for name, each in PARAMETERS.items() for spelling in (name, *each.short)}

_NAME = r"(?P<name>[A-Za-zＡ-Ｚａ-ｚ]+)"
_START = re.compile(  # one long dash, as phones make of two hyphens, is a dash in a sentence more often than not
    rf"(?<![\\A-Za-z0-9\-－−–—])(?P<dash>--|－－|−−|——|––|(?<![^\s>])[—–](?=[a-z]+(?:[\s,，、;；。<]|$))){_NAME}"
)
_BETWEEN = " \t\r\n\u3000,，、;；。"


def split_parameters(text: str) -> tuple[str, dict[str, Value]]:
    """Cut a prompt before its first parameter.

    Returns:
        The prompt without its parameters, and their values by full name, in the order of :data:`PARAMETERS`.

    Raises:
        RequestError: an unknown parameter after two plain hyphens, a value of the wrong kind or outside its range, a
            parameter given twice, or words after a parameter that takes none. Behind other dashes unknown names are
            plain text.
    """
    starts = [match for match in _START.finditer(text) if match["dash"] == "--" or _name(match) in _NAMES]
    if not starts:
        return text, {}
    found: dict[str, Value] = {}
    ends = [*(match.start() for match in starts[1:]), len(text)]
    for match, end in zip(starts, ends, strict=True):
        spelling = _name(match)
        name = _NAMES.get(spelling)
        if name is None:
            near = difflib.get_close_matches(spelling, _NAMES, n=1)
            hint = f"did you mean --{near[0]}?" if near else f"known are --{', --'.join(PARAMETERS)}."
            raise RequestError(
                f"There is no parameter --{spelling} (to draw these words, write \\--{spelling}); {hint}"
            )
        value = _read(name, text[match.end() : end])
        if name == "no" and name in found:
            value = f"{found[name]}, {value}"
        elif name in found:
            raise RequestError(f"The prompt gives --{name} twice; give it once.")
        found[name] = value
    body = text[: starts[0].start()]
    return _trimmed(body), {name: found[name] for name in PARAMETERS if name in found}


def render_parameters(parameters: Mapping[str, Value]) -> str:
    """Parameters as :func:`split_parameters` reads them."""
    return " ".join(f"--{name}{_written(value)}" for name, value in parameters.items())


def _name(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match["name"]).lower()


def _trimmed(body: str) -> str:
    """Without the spaces and commas before the first parameter, unless a backslash holds them."""
    kept = body.rstrip(_BETWEEN)
    escaped = (len(kept) - len(kept.rstrip("\\"))) % 2 == 1
    return body[: len(kept) + 1] if escaped and len(body) > len(kept) else kept


def _written(value: Value) -> str:
    if value is True:
        return ""
    return f" {value}" if isinstance(value, str | int) else f" {number_text(value)}"


def _read(name: str, text: str) -> Value:
    parameter, plain = PARAMETERS[name], text.strip(_BETWEEN)
    if parameter.kind == "flag":
        if plain:
            raise RequestError(
                f"After --{name} there is {plain[:40]!r}, but it takes no value; write the prompt before it."
            )
        return True
    if not plain:
        raise RequestError(f"After --{name} its value is missing.")
    if parameter.kind == "text":
        return " ".join(plain.split()) if name == "no" else _one_word(name, plain)
    number = unicodedata.normalize("NFKC", plain)
    if parameter.kind == "ratio":
        size_for_ratio(number, area=512 * 512, multiple=8)  # refuses a malformed one
        return ":".join(str(int(side)) for side in number.split(":"))
    if parameter.kind == "size":
        return "{}x{}".format(*parse_size(number))
    return _number(name, parameter, number)


def _one_word(name: str, text: str) -> str:
    if len(text.split()) > 1 and name in ("style", "sampler"):
        raise RequestError(f"--{name} takes one name, not {text[:40]!r}; write the prompt before its parameters.")
    return " ".join(text.split())


def _number(name: str, parameter: Parameter, text: str) -> int | float:
    whole = parameter.kind == "whole"
    if not re.fullmatch(r"\d{1,12}" if whole else r"\d{1,12}(\.\d{0,12})?|\.\d{1,12}", text, re.ASCII):
        raise RequestError(f"--{name} takes {_range(parameter)}, not {text[:40]!r}.")
    value = int(text) if whole else float(text)
    if value not in parameter.among if parameter.among else not parameter.low <= value <= parameter.high:
        raise RequestError(f"--{name} takes {_range(parameter)}, not {text[:40]!r}.")
    return value


def _range(parameter: Parameter) -> str:
    if parameter.among:
        return f"one of {', '.join(map(str, parameter.among))}"
    kind = "a whole number" if parameter.kind == "whole" else "a number"
    return f"{kind} from {parameter.low:g} to {parameter.high:.10g}"
