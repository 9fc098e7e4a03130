"""How different texts are from each other, and a choice among many that differ as much as they can.

A text is taken for the set of its words; written Chinese has no spaces, so that its pairs of neighbouring characters
stand for words. Two figures tell the diversity of several texts, both from 0 (all alike) to 1:

- the mean distance of two of them: the share of their words that only one of them has (Jaccard);
- distinct-2: how many of all pairs of neighbouring words (Chinese: characters) are different pairs.

References: Carbonell & Goldstein 1998, "The use of MMR, diversity-based reranking" (maximal marginal relevance);
Li et al. 2016, arXiv 1510.03055, section 5.2 (distinct-n).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’-][^\W_\u3400-\u9fff]+)*")
_SAYS_NOTHING = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "by", "to", "and", "or", "with", "from", "its", "is", "are", "for", "as")
)


@dataclass(frozen=True, kw_only=True)
class Diversity:
    """How different several texts are.

    Args:
        mean_distance, least_distance: of two of them, 0–1; 0 where there are fewer than two.
        distinct_2: 0–1; 1 where there are no two neighbouring words.
    """

    mean_distance: float
    least_distance: float
    distinct_2: float

    def to_data(self) -> dict[str, float]:
        """As JSON has it, with three decimals."""
        return {
            "mean_distance": round(self.mean_distance, 3),
            "least_distance": round(self.least_distance, 3),
            "distinct_2": round(self.distinct_2, 3),
        }


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, in lower case; each Chinese character is one."""
    return tuple(
        token for run in _RUN.findall(text.lower()) for token in (run if "\u3400" <= run[0] <= "\u9fff" else (run,))
    )


def words_of(text: str) -> frozenset[str]:
    """The set of a text's words; of a run of Chinese characters its pairs, or the one character."""
    found: set[str] = set()
    for run in _RUN.findall(text.lower()):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) > 1:
            found.update(map("".join, itertools.pairwise(run)))
        elif run not in _SAYS_NOTHING:
            found.add(run)
    return frozenset(found)


def distance(one: Set[str], other: Set[str]) -> float:
    """The share of two sets' members that only one of them has, 0–1; two empty sets are alike."""
    union = len(one | other)
    return 1 - len(one & other) / union if union else 0.0


def diversity_of(texts: Sequence[str]) -> Diversity:
    """The figures of several texts."""
    sets = [words_of(text) for text in texts]
    distances = [distance(one, other) for one, other in itertools.combinations(sets, 2)]
    pairs = [pair for text in texts for pair in itertools.pairwise(tokens_of(text))]
    return Diversity(
        mean_distance=sum(distances) / len(distances) if distances else 0.0,
        least_distance=min(distances, default=0.0),
        distinct_2=len(set(pairs)) / len(pairs) if pairs else 1.0,
    )


def spread_out(
    num_candidates: int,
    count: int,
    distance_between: Callable[[int, int], float],
    relevance: Sequence[float],
    *,
    weight: float,
) -> list[int]:
    """Choose candidates one by one, each the best by its relevance and its distance from the nearest chosen one.

    The choice of fewer is the beginning of the choice of more. Equally good ones are taken in their order.

    Args:
        num_candidates: how many there are.
        count: how many to choose; all where there are not so many.
        distance_between: of two candidates, by their numbers, 0–1.
        relevance: of each, 0–1.
        weight: of the relevance, 0–1; that of the distance is the rest (1 - lambda in Carbonell & Goldstein).

    Returns:
        Their numbers in the order of choice.
    """
    chosen: list[int] = []
    nearest = [1.0] * num_candidates
    left = list(range(num_candidates))
    while left and len(chosen) < count:
        best = max(left, key=lambda each: weight * relevance[each] + (1 - weight) * nearest[each])
        chosen.append(best)
        left.remove(best)
        for each in left:
            nearest[each] = min(nearest[each], distance_between(each, best))
    return chosen
