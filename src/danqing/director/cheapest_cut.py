"""A run of Chinese characters cut into words along the cheapest path, as in any segmenter by unigrams."""

from __future__ import annotations

import math
from collections.abc import Callable


def cheapest_cut(text: str, cost_of: Callable[[str], float | None], *, longest: int, unknown: float) -> list[str]:
    """The words of a text, so that the sum of their costs is the smallest; of equals the last words are the longer.

    Args:
        text: characters without spaces or marks.
        cost_of: what a word costs; None for what is none.
        longest: characters of the longest word that is looked up.
        unknown: what a character costs that is no word.
    """
    best = [(0.0, 0)] + [(math.inf, 0)] * len(text)  # by end: the cost so far, and where the last word begins
    for begin in range(len(text)):
        for end in range(begin + 1, min(len(text), begin + longest) + 1):
            cost = cost_of(text[begin:end])
            if cost is None:
                if end > begin + 1:
                    continue
                cost = unknown
            if best[begin][0] + cost < best[end][0]:
                best[end] = (best[begin][0] + cost, begin)
    found, end = [], len(text)
    while end:
        begin = best[end][1]
        found.append(text[begin:end])
        end = begin
    return found[::-1]
