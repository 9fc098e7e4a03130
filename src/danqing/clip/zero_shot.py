"""Naming a picture by comparing it with class names, without having trained on the classes.

Reference: arXiv 2103.00020, section 3.1 (prompt ensembling: class embeddings are means over templates).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from danqing.clip.contrastive import unit
from danqing.clip.ranking import similarities

EncodeText = Callable[[Sequence[str]], Tensor]

TEMPLATES: dict[str, tuple[str, ...]] = {
    "en": ("{}", "a {}", "a picture of a {}", "an illustration of {}"),
    "zh": ("{}", "一个{}", "一张{}的图片", "{}插画"),
}


def class_embeddings(encode: EncodeText, names: Sequence[str], templates: Sequence[str] = ("{}",)) -> Tensor:
    """One unit embedding (C, D) per class: the mean of its name's embeddings in every template.

    Raises:
        ValueError: there is no name, no template, or a template has no place for the name.
    """
    if not names or not templates:
        raise ValueError("at least one class name and one template are needed.")
    for template in templates:
        if "{}" not in template:
            raise ValueError(f"the template {template!r} has no {{}} for the name.")
    sentences = [template.replace("{}", name) for name in names for template in templates]
    embeddings_CTD = unit(encode(sentences)).view(len(names), len(templates), -1)
    return unit(embeddings_CTD.mean(1))


def classify(image_BD: Tensor, class_CD: Tensor, scale: float = 100.0) -> Tensor:
    """Class probabilities (B, C), each row summing to 1."""
    return torch.softmax(scale * similarities(image_BD, class_CD), dim=-1)
