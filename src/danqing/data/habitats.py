"""Where things belong: the grounds that suit them and what they do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["stand", "air"]


@dataclass(frozen=True, kw_only=True)
class Habitat:
    """Grounds that suit a kind of thing.

    Args:
        grounds: key of ``grounds.GROUNDS`` → weight.
        flies: it hangs in the air wherever there is sky.
        poses: captions may say that it sits or stands somewhere.
        swims: captions may say that it swims under water.
        natural: the colours in which it is met; others are seldom given to it. Empty: any.
    """

    grounds: dict[str, float]
    flies: bool = False
    poses: bool = False
    swims: bool = False
    natural: tuple[str, ...] = ()


_FUR = ("black", "white", "orange", "grey", "brown")

HABITATS: dict[str, Habitat] = {
    "pet": Habitat(
        grounds={"grass": 4, "room": 2.5, "flowers": 1, "snow": 1, "beach": 1, "table": 0.7, "night": 1, "forest": 0.7,
                 "road": 0.6, "city": 0.6, "sunset": 0.5, "snow_mountains": 0.4, "rainbow": 0.4},
        poses=True, natural=_FUR,
    ),
    "farm": Habitat(
        grounds={"grass": 4, "flowers": 1, "mountains": 1.2, "road": 0.7, "snow": 0.7, "night": 0.7, "sunset": 0.7,
                 "forest": 0.6, "rainbow": 0.4},
        poses=True, natural=_FUR,
    ),
    "wild": Habitat(
        grounds={"grass": 3, "forest": 3, "mountains": 1.2, "snow": 1, "desert": 0.7, "night": 1, "sunset": 0.7,
                 "snow_mountains": 0.7, "beach": 0.5, "flowers": 0.6, "rainbow": 0.3},
        poses=True, natural=_FUR,
    ),
    "polar": Habitat(
        grounds={"snow": 4, "snow_mountains": 2, "sea": 0.4, "beach": 0.7, "night": 0.8, "grass": 0.5},
        poses=True, natural=("black", "white", "grey", "blue"),
    ),
    "desert": Habitat(grounds={"desert": 4, "beach": 0.7, "mountains": 0.6, "sunset": 0.8, "night": 0.5, "table": 0.4}),
    "beach": Habitat(grounds={"beach": 4, "underwater": 1, "grass": 0.6, "sea": 0.3}),
    "bird": Habitat(
        grounds={"sky": 3, "grass": 1.5, "forest": 1, "mountains": 0.8, "night": 0.7, "sea": 0.7, "sunset": 0.7,
                 "snow": 0.5, "flowers": 0.5, "rainbow": 0.3},
        flies=True,
    ),
    "waterbird": Habitat(grounds={"sea": 2, "grass": 2.5, "beach": 0.8, "flowers": 0.6, "snow": 0.4}, poses=True),
    "flyer": Habitat(grounds={"flowers": 3, "grass": 2, "sky": 1.5, "forest": 0.8, "rainbow": 0.3}, flies=True),
    "bug": Habitat(grounds={"grass": 3, "flowers": 1.5, "forest": 1, "table": 0.6}),
    "fish": Habitat(grounds={"underwater": 5, "sea": 0.5}, swims=True),
    "land": Habitat(grounds={"grass": 3, "forest": 1, "flowers": 1, "snow": 0.5}, poses=True),
    "flower": Habitat(grounds={"grass": 3, "flowers": 1, "forest": 0.7, "mountains": 0.7, "table": 0.7, "snow": 0.3, "room": 0.3}),
    "tree": Habitat(
        grounds={"grass": 3, "snow": 1.5, "mountains": 1, "snow_mountains": 1, "night": 1, "road": 0.7, "sunset": 0.7,
                 "rainbow": 0.4, "flowers": 0.5}
    ),
    "palm": Habitat(grounds={"beach": 4, "desert": 1, "sunset": 1, "grass": 0.7}),
    "pot": Habitat(grounds={"table": 3, "room": 2, "grass": 0.5}),
    "leaf": Habitat(grounds={"grass": 1.5, "table": 1, "snow": 0.5, "road": 0.6, "forest": 0.7}),
    "food": Habitat(grounds={"table": 5, "grass": 1, "room": 0.7, "beach": 0.5, "snow": 0.25}),
    "drink": Habitat(grounds={"table": 5, "room": 0.7, "beach": 0.7, "grass": 0.5, "snow": 0.25}),
    "table": Habitat(grounds={"table": 4, "room": 1.5, "grass": 0.8, "beach": 0.5}),
    "room": Habitat(grounds={"room": 4, "grass": 0.8, "table": 0.6, "beach": 0.5, "sunset": 0.3}),
    "toy": Habitat(
        grounds={"room": 2.5, "table": 2, "grass": 1.5, "beach": 0.5, "snow": 0.5, "space": 0.4, "city": 0.5, "road": 0.4}
    ),
    "ball": Habitat(grounds={"grass": 4, "room": 1, "beach": 1.2, "road": 0.6, "snow": 0.4, "table": 0.6}),
    "object": Habitat(grounds={"grass": 1.5, "room": 1.5, "table": 1.2, "beach": 1.2, "road": 0.5, "snow": 0.5, "city": 0.5}),
    "car": Habitat(
        grounds={"road": 4, "city": 2.5, "snow_mountains": 1.3, "mountains": 1.2, "grass": 1, "desert": 0.9, "beach": 0.8,
                 "snow": 0.8, "night": 0.7, "sunset": 0.7, "forest": 0.4, "rainbow": 0.3}
    ),
    "train": Habitat(grounds={"grass": 2, "mountains": 1.5, "snow_mountains": 1.2, "snow": 1, "desert": 0.7, "city": 0.7,
                              "night": 0.6}),
    "boat": Habitat(grounds={"sea": 6, "beach": 0.8}),
    "air": Habitat(
        grounds={"sky": 4, "night": 0.8, "mountains": 0.8, "snow_mountains": 0.7, "sea": 0.7, "city": 0.6, "grass": 0.7,
                 "sunset": 0.6, "beach": 0.5, "rainbow": 0.3},
        flies=True,
    ),
    "space": Habitat(grounds={"space": 4, "night": 1.5, "sky": 1}, flies=True),
    "sun": Habitat(grounds={"sky": 4, "grass": 0.8, "sea": 0.8, "beach": 0.6, "mountains": 0.8}, flies=True),
    "moon": Habitat(grounds={"night": 5}, flies=True),
    "star": Habitat(grounds={"night": 4, "space": 2}, flies=True),
    "cloud": Habitat(grounds={"sky": 4, "sea": 0.7, "mountains": 0.8, "grass": 0.5}, flies=True),
    "snow": Habitat(grounds={"snow": 5, "night": 2, "snow_mountains": 1.5, "forest": 0.4}, poses=True),
    "building": Habitat(
        grounds={"grass": 4, "snow": 1.3, "mountains": 1.3, "snow_mountains": 1, "beach": 1, "night": 1, "forest": 1,
                 "sunset": 0.8, "flowers": 0.7, "road": 0.8, "city": 0.6, "rainbow": 0.8, "desert": 0.4}
    ),
    "furniture": Habitat(grounds={"room": 5, "grass": 0.5}),
    "person": Habitat(
        grounds={"grass": 2.5, "room": 1.5, "beach": 1.5, "city": 1.3, "road": 0.8, "snow": 1, "forest": 0.7, "night": 0.6,
                 "mountains": 0.6, "sunset": 0.6, "flowers": 0.7}
    ),
    "none": Habitat(grounds={}),
}  # fmt: skip
