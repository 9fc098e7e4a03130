"""Which of many fits best: order by cosine, and how good an order is."""

from __future__ import annotations

import torch
from torch import Tensor

from danqing.clip.contrastive import unit
from danqing.core.shapes import check_shape


def similarities(query_QD: Tensor, candidate_ND: Tensor) -> Tensor:
    """Cosines (Q, N) in [-1, 1]."""
    width = check_shape(query_QD, "Q D", "query")["D"]
    if check_shape(candidate_ND, "N D", "candidate")["D"] != width:
        raise ValueError(f"query and candidate widths differ: {width} and {candidate_ND.shape[1]}.")
    return unit(query_QD) @ unit(candidate_ND).T


def rank(query_QD: Tensor, candidate_ND: Tensor) -> Tensor:
    """Indices (Q, N) of the candidates, most similar first; ties keep the candidates' order."""
    return similarities(query_QD, candidate_ND).argsort(dim=1, descending=True, stable=True)


def best(query_D: Tensor, candidate_ND: Tensor, count: int) -> list[tuple[int, float]]:
    """The ``count`` most similar candidates of one query as (index, cosine), most similar first."""
    scores = similarities(query_D[None], candidate_ND)[0]
    order = scores.argsort(descending=True, stable=True)[: max(0, count)]
    return [(int(index), float(scores[index])) for index in order]


def ranks_of_truth(query_ND: Tensor, candidate_ND: Tensor) -> Tensor:
    """The place (N,), 0 is first, of candidate i among all candidates of query i.

    A tie counts against the query: a constant encoder is never first.
    """
    scores_NN = similarities(query_ND, candidate_ND)
    if scores_NN.shape[0] != scores_NN.shape[1]:
        raise ValueError("each query needs exactly one candidate: the two must have the same number of rows.")
    own_N1 = scores_NN.diagonal()[:, None]
    return (scores_NN >= own_N1).sum(1) - 1


def recall_at(query_ND: Tensor, candidate_ND: Tensor, places: int) -> float:
    """The share of queries whose own candidate is among the first ``places``, 0–1."""
    if places < 1:
        raise ValueError(f"places must be at least 1, not {places}.")
    return float((ranks_of_truth(query_ND, candidate_ND) < places).float().mean())


def mean_reciprocal_rank(query_ND: Tensor, candidate_ND: Tensor) -> float:
    """Mean of 1 / place (1 is first), 0–1."""
    return float((1.0 / (ranks_of_truth(query_ND, candidate_ND).to(torch.float64) + 1.0)).mean())
