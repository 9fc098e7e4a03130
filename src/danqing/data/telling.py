"""What was seen in a picture as one plain sentence in each language: number, colour, name, place, style."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from danqing.data.colors import COLORS, name_shares
from danqing.data.everyday import Everyday, everyday_table
from danqing.data.fact_phrases import PLAIN
from danqing.data.grounds import BACKDROPS, GROUNDS
from danqing.data.phrases import NUMBERS_EN, NUMBERS_ZH, UNIQUE, article, countable, is_plural, plural
from danqing.data.styles import STYLES
from danqing.data.types import ImageArray, Language

EDGE_SHARE = 0.06  # of a side: how wide the frame is that is taken for ground
OTHER_THAN_GROUND = 45.0  # of 441, in RGB: how far a pixel of the subject lies from the ground
COLOR_SHARE, COLOR_LEAD = 0.4, 1.6  # what part of the subject a colour must cover, and how much more than the next
SOMETHING = Everyday(  # what is seen but not known
    names_en=("thing",),
    names_zh=("东西",),
    measure="个",
    habitat="object",
    boost=1.0,
    fixed_color=False,
    unsaid_color=False,
    listed=False,
)
BACKDROP_REACH = 48.0  # in RGB: how near a backdrop's colour the ground must be to be called by its name


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What is told of a picture.

    Args:
        thing: what it shows.
        count: how many of it.
        color: a key of ``colors.COLORS``, or None where it is not told.
        ground: a key of ``grounds.GROUNDS``, ``"plain"``, or None.
        backdrop: a key of ``grounds.BACKDROPS`` on a plain ground, or None.
        style: a key of ``styles.STYLES``, or None.
    """

    thing: Everyday
    count: int = 1
    color: str | None = None
    ground: str | None = None
    backdrop: str | None = None
    style: str | None = None


@cache
def tellable_things() -> tuple[Everyday, ...]:
    """Every everyday thing that has a name in both languages, once, in the order of the table."""
    things = {thing.names_en[0]: thing for thing in everyday_table().values()}
    return tuple(thing for thing in things.values() if thing.names_en[0] and thing.names_zh and thing.names_zh[0])


def tell(seen: Seen, language: Language) -> str:
    """One caption, such as "three red apples on the table, 3D render style" or "桌子上的三个红色的苹果，3D 渲染"."""
    return _english(seen) if language == "en" else _chinese(seen)


def _english(seen: Seen) -> str:
    name = seen.thing.names_en[0]
    words = [COLORS[seen.color].en[0]] if seen.color else []
    if seen.count > 1 and countable(name):
        subject = " ".join([NUMBERS_EN[seen.count], *words, plural(name)])
    else:
        bare = " ".join([*words, name])
        if name in UNIQUE:
            subject = "the " + bare
        else:
            subject = f"{article(bare)} {bare}" if countable(name) and not is_plural(name) else bare
    if seen.ground in GROUNDS:
        subject += " " + _place(seen, "en")
    elif seen.backdrop:
        shade = BACKDROPS[seen.backdrop].en[0]
        subject += f" on {article(shade)} {shade} background"
    return f"{subject}, {STYLES[seen.style].en[0]}" if seen.style else subject


def _chinese(seen: Seen) -> str:
    name = seen.thing.names_zh[0]
    subject = NUMBERS_ZH[seen.count] + seen.thing.measure + (COLORS[seen.color].zh[0] if seen.color else "") + name
    if seen.ground in GROUNDS:
        subject = f"{_place(seen, 'zh')}的{subject}"
    elif seen.backdrop:
        subject += f"，{BACKDROPS[seen.backdrop].zh[0]}背景"
    return f"{subject}，{STYLES[seen.style].zh[0]}" if seen.style else subject


def _place(seen: Seen, language: Language) -> str:
    """Where it is; what flies or swims is in the sky or the water rather than on the ground."""
    assert seen.ground is not None
    ground = GROUNDS[seen.ground]
    aloft = (
        seen.thing.habitat in ("air", "bird", "flyer", "sun", "moon", "star", "cloud") and seen.ground != "underwater"
    )
    return (ground.air[language] if aloft and ground.air[language] else ground.on[language])[0]


def subject_color(pixels: ImageArray, thing: Everyday) -> tuple[str, float] | None:
    """The colour of what stands out from the ground and its share, or None where none is clear or it goes unsaid.

    Args:
        pixels: (height, width, 3) uint8.
        thing: what it is; of some things the colour is never told.
    """
    if thing.fixed_color or thing.unsaid_color:
        return None
    subject = pixels[stands_out(pixels)]
    if len(subject) < 0.01 * pixels[..., 0].size:
        return None
    ranked = sorted(name_shares(subject).items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < COLOR_SHARE or (len(ranked) > 1 and ranked[0][1] < COLOR_LEAD * ranked[1][1]):
        return None
    return ranked[0]


def stands_out(pixels: ImageArray) -> NDArray[np.bool_]:
    """Where a picture differs from its ground: each row is compared with its own two ends, (height, width) bool.

    Grounds are alike along a row far more than down a column: sky over grass, wall over floor.
    """
    width = pixels.shape[1]
    edge = max(1, round(EDGE_SHARE * width))
    values = pixels.astype(np.float64)
    left, right = (np.median(values[:, part], axis=1) for part in (slice(0, edge), slice(width - edge, None)))
    along = np.linspace(0.0, 1.0, width)[None, :, None]
    far = np.minimum.reduce(
        [np.linalg.norm(values - ground, axis=-1) for ground in (left[:, None], right[:, None])]
        + [np.linalg.norm(values - (left[:, None] * (1 - along) + right[:, None] * along), axis=-1)]
    )
    found: NDArray[np.bool_] = far > OTHER_THAN_GROUND
    return found


def backdrop_color(pixels: ImageArray) -> tuple[str, float] | None:
    """The plain ground's colour as captions call it and how sure that is in 0–1, or None where it has no name."""
    height, width = pixels.shape[:2]
    edge = max(1, round(EDGE_SHARE * min(height, width)))
    frame = np.concatenate(
        [part.reshape(-1, 3) for part in (pixels[:edge], pixels[-edge:], pixels[:, :edge], pixels[:, -edge:])]
    )
    tone = np.median(frame, axis=0)
    far = {key: float(np.linalg.norm(tone - np.array(shade.rgb))) for key, shade in BACKDROPS.items()}
    nearest = min(far, key=lambda key: far[key])
    return (nearest, 1.0 - far[nearest] / BACKDROP_REACH) if far[nearest] < BACKDROP_REACH else None


def is_plain(ground: str) -> bool:
    """Whether an answer to the question for the ground means one colour."""
    return ground == PLAIN
