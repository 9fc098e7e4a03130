"""What flows through the data path: source → entry → pack → scene.

source   a registry package with pictures and names (``sources/``)
entry    one picture as read: its bytes, names, style and licence
pack     all entries, rendered, with a ledger, split into train and val by hash of the concept (``pack.py``)
scene    one or more entries composed on a ground, with captions in both languages and the ground truth (``compose.py``)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Language = Literal["en", "zh"]
Split = Literal["train", "val"]
ImageArray = NDArray[np.uint8]  # (height, width, 3) RGB or (height, width, 4) RGBA with straight alpha


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One openly licensed picture and what is known of it.

    Args:
        key: unique, stable: ``"<source>/<name inside the package>"``.
        source: the name of the source class, such as ``"noto"``.
        style: a style key such as ``"flat"``, ``"3d"``, ``"blob"``, ``"outline"``, ``"clipart"``, ``"icon"``.
        concept: what it shows, as a normalised English phrase; the same concept in other sources has the same text.
        names_en, names_zh: phrases that name it, best first, lower case in English, no articles ("cat face", "猫脸");
            names_zh may be empty.
        words_from: which word source each language's names come from, such as ``{"en": "cldr", "zh": "cldr"}``.
        category: one of the coarse kinds in ``data/categories.py`` ("animal", "food", "vehicle", …, "other").
        package, version, licence, attribution: for the ledger; ``licence`` is an SPDX id or ``"public-domain"``.
        split: ``"val"`` for held-out concepts.
    """

    key: str
    source: str
    style: str
    concept: str
    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    words_from: dict[str, str]
    category: str
    package: str
    version: str
    licence: str
    attribution: str
    split: Split


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One drawn thing in a scene: where it is and what is true of it."""

    key: str
    concept: str
    name_en: str
    name_zh: str
    box: tuple[float, float, float, float]  # left, top, right, bottom as fractions of the picture, 0–1
    color: str | None  # a key of ``data/colors.py`` if a caption may state it, else None
    size: Literal["small", "normal", "big"]


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The ground truth of a scene, for evaluation."""

    subjects: tuple[Subject, ...]
    ground: str  # a key of ``data/grounds.py`` ("grass", "beach", …, "plain")
    ground_color: str | None
    style: str
    count: int  # number of drawn copies of the first subject
    relation: str | None  # "left_of", "right_of", "above", "below", "next_to": first subject to second


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A picture with several natural captions in each language and its ground truth."""

    image: ImageArray  # (size, size, 3) uint8
    captions: dict[Language, tuple[str, ...]]
    truth: Truth
    template_split: Split = "train"
    sources: tuple[str, ...] = field(default=())  # keys of the entries used
