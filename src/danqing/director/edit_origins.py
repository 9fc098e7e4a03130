"""Where a thing is moved from, told with where it is moved to: a side tells which thing is meant, a place nothing."""

from __future__ import annotations

import re

_OF = r"(?:the|his|her|its|their|my|your|that|this)"
_MOVES = r"(?:move|shift|drag|bring|slide|take|carry|push|pull|transfer|relocate)"
_TO = r"(?=(?:over\s+)?(?:to|onto|into|in|on|under|behind|next\s+to)\s)"
_MOVES_ZH = "(?=[移挪搬拖推放拿](?:动|去)?到)"
_ORIGINS = (
    # "the lamp from the left to …" → "the left lamp to …"
    (
        re.compile(
            rf"\b({_MOVES}\s+{_OF}\s+)((?:[\w’'-]+\s+){{1,3}}?)from\s+(?:the\s+)?(left|right|top|bottom)"
            rf"(?:(?:-|\s+)(?:hand\s+)?side)?\s+{_TO}",
            re.I,
        ),
        r"\1\3 \2",
    ),
    (
        re.compile(
            rf"\b({_MOVES}\s+(?:(?:it|them|him|her)\s+|{_OF}\s+(?:[\w’'-]+\s+){{1,3}}?))from\s+(?:{_OF}\s+)?"
            rf"(?:(?!and\b|then\b)[\w’'-]+\s+){{1,3}}?{_TO}",
            re.I,
        ),
        r"\1",
    ),
    (re.compile(rf"([把将让])([^，,。；;从它]{{1,10}})从([左右上下][边面侧方]){_MOVES_ZH}"), r"\1\3的\2"),
    (re.compile(rf"([把将让][^，,。；;从]{{1,10}})从[^，,。；;从到]{{1,8}}?{_MOVES_ZH}"), r"\1"),
)


def without_origins(text: str) -> str:
    """An instruction without where things are moved from."""
    for pattern, left in _ORIGINS:
        text = pattern.sub(left, text)
    return text
