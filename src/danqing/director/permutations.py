"""``{a, b}``: one prompt that stands for several, one for each choice.

Braces nest, take part of words and of parameters alike (``--ar {1:1, 3:2}``), and multiply: ``{a, b} {c, d}`` are four.
Commas may be Chinese ones. ``\\,``, ``\\{`` and ``\\}`` are plain. Braces without a comma, or without a partner, are
plain text.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from danqing.core.errors import RequestError
from danqing.core.request import MAX_PROMPT_CHARACTERS

MAX_PERMUTATIONS = 64
MAX_DEPTH = 16
OPEN, CLOSE, COMMAS = "{｛", "}｝", ",，、"
_TOKEN = re.compile(r"\\.|[{}｛｝,，、]|[^\\{}｛｝,，、]+|\\", re.DOTALL)


@dataclass(frozen=True)
class _Choice:
    options: list[list[_Node]]
    depth: int


_Node = str | _Choice


@dataclass
class _Open:
    """A brace that is not closed yet: its own character, and what followed, option by option, with the commas."""

    brace: str
    options: list[list[_Node]] = field(default_factory=lambda: [[]])
    commas: list[str] = field(default_factory=list)

    def as_text(self, closing: str = "") -> list[_Node]:
        nodes: list[_Node] = [self.brace, *self.options[0]]
        for comma, option in zip(self.commas, self.options[1:], strict=True):
            nodes += [comma, *option]
        return [*nodes, closing]


def expand(text: str, *, limit: int = MAX_PERMUTATIONS) -> tuple[str, ...]:
    """All prompts that a text stands for, the last choice changing fastest; a text without choices stands for itself.

    Raises:
        RequestError: they are more than ``limit``, one is too long, or braces are nested too deep.
    """
    nodes = _read(text)
    count = _count(nodes)
    if count > limit:
        many = f"{count:,}" if count < 10**9 else "far too many"
        raise RequestError(
            f"The choices in braces make {many} prompts; at most {limit} are drawn in one go, so give fewer choices."
        )
    if count == 1:
        return (text,)
    prompts = tuple(_all(nodes))
    if max(map(len, prompts)) > MAX_PROMPT_CHARACTERS:
        raise RequestError(f"The prompt has more than {MAX_PROMPT_CHARACTERS:,} characters, so shorten it.")
    return prompts


def _read(text: str) -> list[_Node]:
    stack = [_Open("")]
    for match in _TOKEN.finditer(text):
        token, top = match[0], stack[-1]
        if token in OPEN:
            stack.append(_Open(token))
        elif token in CLOSE and len(stack) > 1:
            stack.pop()
            stack[-1].options[-1] += [_choice(top.options)] if top.commas else top.as_text(token)
        elif token in COMMAS and len(stack) > 1:
            top.commas.append(token)
            top.options.append([])
        else:
            top.options[-1].append(token)
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1].options[-1] += unclosed.as_text()
    return stack[0].options[0]


def _choice(options: list[list[_Node]]) -> _Choice:
    inner = [node.depth for option in options for node in option if isinstance(node, _Choice)]
    depth = 1 + max(inner, default=0)
    if depth > MAX_DEPTH:
        raise RequestError(f"Braces are nested more than {MAX_DEPTH} deep; write the choices side by side.")
    return _Choice([_stripped(option) for option in options], depth)


def _stripped(option: list[_Node]) -> list[_Node]:
    if option and isinstance(option[0], str):
        option[0] = option[0].lstrip()
    if option and isinstance(option[-1], str) and not option[-1].startswith("\\"):
        option[-1] = option[-1].rstrip()
    return option


def _count(nodes: list[_Node]) -> int:
    choices = [node for node in nodes if isinstance(node, _Choice)]
    return math.prod(sum(_count(option) for option in choice.options) for choice in choices)


def _all(nodes: list[_Node]) -> Iterator[str]:
    choices = [
        [node] if isinstance(node, str) else [text for option in node.options for text in _all(option)]
        for node in nodes
    ]
    return map("".join, itertools.product(*choices))
