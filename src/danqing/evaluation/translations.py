"""How much of a Chinese prompt its translation keeps: the English keywords that must be in it.

A keyword lists accepted beginnings of words with ``|`` ("sleigh|sled"); "carv" accepts carving and carved. Marks of the
prompt's grammar may be keywords too.
"""

from __future__ import annotations

from collections.abc import Sequence


def holds_keyword(text: str, keyword: str) -> bool:
    """Whether one of a keyword's accepted spellings begins somewhere in the text, at the beginning of a word."""
    low = f" {text.casefold()}"
    starts = {index for index in range(1, len(low)) if not low[index - 1].isalnum() or not low[index].isalnum()}
    return any(low.startswith(each.casefold(), index) for each in keyword.split("|") for index in starts)


def kept_keywords(text: str, keywords: Sequence[str]) -> tuple[str, ...]:
    """Those of the keywords that a translation keeps."""
    return tuple(each for each in keywords if holds_keyword(text, each))
