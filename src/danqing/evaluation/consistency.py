"""How alike several pictures are: of one subject on a sheet, of one style in a set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

LEVELS = 6  # of each colour


def mean_distance(features: Tensor) -> float:
    """The mean cosine distance between all pairs of features, 0 (alike) to 2.

    Args:
        features: (N, D) with N at least 2, such as of :class:`danqing.evaluation.features.PictureFeatures`.
    """
    number = len(features)
    if features.ndim != 2 or number < 2:
        raise ValueError(f"features must be shaped (N, D) with N at least 2, not {tuple(features.shape)}.")
    unit = F.normalize(features.double(), dim=1)
    pairs = torch.triu_indices(number, number, 1)
    return float(1 - (unit[pairs[0]] * unit[pairs[1]]).sum(1).mean())


def colour_shares(images: Sequence[Image.Image]) -> Tensor:
    """How much of each picture has each of 216 colours, (N, 216), rows summing to 1; transparent parts do not count.

    Args:
        images: mode RGB or RGBA; each with some opaque pixel.
    """
    rows = []
    for image in images:
        values = np.asarray(image.convert("RGBA"), dtype=np.int64)
        seen = values[values[..., 3] > 127][:, :3] * LEVELS // 256
        codes = (seen[:, 0] * LEVELS + seen[:, 1]) * LEVELS + seen[:, 2]
        counts = np.bincount(codes, minlength=LEVELS**3).astype(np.float64)
        rows.append(counts / max(1.0, counts.sum()))
    return torch.from_numpy(np.stack(rows))
