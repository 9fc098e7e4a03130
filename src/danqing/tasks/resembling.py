"""Somebody or something that a given picture shows, in pictures of other scenes.

While it is drawn, each place may look at the places of the subject in the reference as at its own: self-attention is
shared, as :mod:`danqing.tasks.aligning` does for a look. Only the subject's places are seen and no statistics are taken
over, so the ground and the pose are the prompt's. The subject is what is opaque in the reference, or stands before its
plain ground; where the ground is not plain, all of it.

Reference: arXiv 2312.02133 (attention shared with a reference), arXiv 2304.08465 (MasaCtrl: what a subject looks like
is found by looking at its places in another picture).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from danqing.families.attention import Attention
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.aligning import Sharing, row_like
from danqing.tasks.framing import frame_whole
from danqing.tasks.matting import PLAIN, cut_out

PULL = 6.0  # how much more a place looks at the subject's places than at its own kind, at weight 1


@dataclass
class Resembling(Sharing):
    """The controller: keeps what the subject's places are like, and lets a picture's look at them.

    Args:
        subject: (1, 1, H, W) in 0 … 1, where the subject is in the reference.
    """

    subject: Tensor = field(kw_only=True, repr=False)

    def _shared(self, attention: Attention, reference: Attention) -> Attention:
        taken = [row_like(row, reference.rows) for row in attention.rows]
        key, value = reference.key[taken], reference.value[taken]
        covered = F.adaptive_avg_pool2d(self.subject, reference.size).flatten()
        seen = covered >= covered.max().clamp_max(0.5)  # a small subject has at least the place that has most of it
        looks = torch.where(seen.to(key.device), math.log(PULL * self.weight), -math.inf).expand(1, 1, 1, -1)
        own = attention.query.new_zeros(1, 1, 1, attention.key.shape[2]) if attention.bias is None else attention.bias
        joined = attention.replace(
            key=torch.cat([attention.key, key], 2), value=torch.cat([attention.value, value], 2), bias=None
        )
        return joined.biased(torch.cat([own, looks.to(own).expand(*own.shape[:-1], -1)], -1))


def subject_of(family: Family, source: Source) -> Tensor:
    """Where the subject is in a reference as the model sees it, (1, 1, H, W) in 0 … 1."""
    frame = frame_whole(family, source.size)
    if source.alpha is not None:
        where: Image.Image = frame.take(source.alpha.convert("RGB")).convert("L")
    else:
        found = cut_out(frame.take(source.image))
        where = found.image.getchannel("A") if found.plain >= PLAIN else Image.new("L", found.image.size, 255)
    mask = torch.from_numpy(np.asarray(where, dtype=np.float32) / 255)[None, None]
    return mask if bool((mask > 0.5).any()) else torch.ones_like(mask)
