"""Contrastive losses over embeddings: plain tensors in, a scalar out.

Symbols: B items in a batch, D embedding width, ``scale`` the inverse temperature (CLIP's ``exp(logit_scale)``).

References: CLIP, arXiv 2103.00020, figure 3 (symmetric loss, scale at most 100); relational knowledge distillation,
arXiv 1904.05068; InfoNCE, arXiv 1807.03748.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.shapes import check_shape

MAX_SCALE = 100.0  # CLIP: "clipped to prevent scaling the logits by more than 100"
INITIAL_LOG_SCALE = math.log(1 / 0.07)


def clamp_scale(log_scale: Tensor) -> Tensor:
    """The inverse temperature of a learned logarithm, clamped to 1 … 100 (temperature 1 … 0.01)."""
    return log_scale.clamp(0.0, math.log(MAX_SCALE)).exp()


def unit(embeddings_BD: Tensor) -> Tensor:
    """The embeddings in float32 at length 1; the zero vector stays zero."""
    return F.normalize(embeddings_BD.float(), dim=-1)


def info_nce(query_BD: Tensor, key_BD: Tensor, scale: Tensor | float, same_BB: Tensor | None = None) -> Tensor:
    """Cross-entropy of finding each query's own key among all keys of the batch.

    Args:
        query_BD, key_BD: embeddings of any length; row i of one belongs to row i of the other.
        scale: inverse temperature.
        same_BB: bool, true where key j is as right for query i as key i is (two captions that say the same). Such
            keys are left out of the comparison instead of being pushed away; the diagonal is never left out.

    Returns:
        A scalar, at least 0.
    """
    sizes = check_shape(query_BD, "B D", "query")
    if check_shape(key_BD, "B D", "key") != sizes:
        raise ValueError(f"query and key must have one shape, not {tuple(query_BD.shape)} and {tuple(key_BD.shape)}.")
    logits_BB = scale * unit(query_BD) @ unit(key_BD).T
    index_B = torch.arange(sizes["B"], device=query_BD.device)
    if same_BB is not None:
        others_BB = same_BB & ~torch.eye(sizes["B"], dtype=torch.bool, device=query_BD.device)
        logits_BB = logits_BB.masked_fill(others_BB, -math.inf)
    return F.cross_entropy(logits_BB, index_B)


def contrastive_loss(left_BD: Tensor, right_BD: Tensor, scale: Tensor | float, same_BB: Tensor | None = None) -> Tensor:
    """CLIP's symmetric loss: the mean of finding right from left and left from right.

    Args:
        left_BD, right_BD: paired embeddings, such as pictures and captions, or Chinese and English captions.
        scale: inverse temperature, see :func:`clamp_scale`.
        same_BB: see :func:`info_nce`; it must be symmetric in meaning, not necessarily in value.

    Reference: arXiv 2103.00020, figure 3.
    """
    same_T = None if same_BB is None else same_BB.T
    return (info_nce(left_BD, right_BD, scale, same_BB) + info_nce(right_BD, left_BD, scale, same_T)) / 2


def cosine_loss(student_BD: Tensor, teacher_BD: Tensor) -> Tensor:
    """Mean of one minus the cosine, 0 … 2."""
    return 1.0 - (unit(student_BD) * unit(teacher_BD)).sum(-1).mean()


def relational_loss(student_BD: Tensor, teacher_BD: Tensor, scale: float = 10.0) -> Tensor:
    """How far the student's neighbourhoods within the batch are from the teacher's.

    Each row's cosines to the other rows become a softmax distribution at ``scale``; the loss is the mean KL divergence
    from the teacher's to the student's. It is 0 when all cosines agree, whatever the two widths.

    Reference: arXiv 1904.05068 (distilling relations instead of values).
    """
    if student_BD.shape[0] != teacher_BD.shape[0] or student_BD.shape[0] < 2:
        raise ValueError("student and teacher need the same number of rows, at least two.")
    student_BB, teacher_BB = (_neighbours(each, scale) for each in (student_BD, teacher_BD))
    return F.kl_div(student_BB, teacher_BB, reduction="batchmean", log_target=True)


def _neighbours(embeddings_BD: Tensor, scale: float) -> Tensor:
    """Log-probabilities (B, B-1) over the other rows."""
    cosines_BB = unit(embeddings_BD) @ unit(embeddings_BD).T
    size = cosines_BB.shape[0]
    off_diagonal = ~torch.eye(size, dtype=torch.bool, device=cosines_BB.device)
    return F.log_softmax(scale * cosines_BB[off_diagonal].view(size, size - 1), dim=-1)
