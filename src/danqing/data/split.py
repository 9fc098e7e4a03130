"""Which concepts are held out, decided by a hash before anything is trained.

A concept goes to ``"val"`` or ``"train"`` by nothing but a hash of its English phrase, so it is held out in all its
sources at once, and no later source moves another's split. The salt is not innocent: it is the first of ``danqing-1``,
``danqing-2`` … under which none of :data:`COMMON_NOUNS` is held out, so that a model trained on the train split has
seen the most ordinary things (the subjects of the development prompts among them). Figures on the val split therefore
speak of less common things.
"""

from __future__ import annotations

import hashlib
from itertools import count

from danqing.data.types import Split

SPLIT_SALT = "danqing-55"
VAL_FRACTION = 0.03
COMMON_NOUNS: tuple[str, ...] = (
    *("cat", "dog", "rabbit", "mouse", "horse", "cow", "pig", "sheep", "lion", "tiger", "bear", "elephant", "monkey"),
    *("panda", "frog", "bird", "duck", "chick", "penguin", "fish", "bee", "butterfly", "tree", "flower", "rose"),
    *("sunflower", "tulip", "cactus", "mushroom", "apple", "banana", "orange", "lemon", "strawberry", "watermelon"),
    *("grapes", "carrot", "bread", "egg", "cheese", "pizza", "hamburger", "ice cream", "doughnut", "cake"),
    *("strawberry cake", "birthday cake", "coffee", "cup of coffee", "car", "bus", "train", "truck", "motorcycle"),
    *("bicycle", "fire engine", "airplane", "helicopter", "boat", "sailboat", "ship", "rocket", "house", "castle"),
    *(
        "school",
        "hospital",
        "church",
        "bridge",
        "mountain",
        "snowy mountain",
        "sun",
        "moon",
        "star",
        "cloud",
        "rainbow",
    ),
    *("snowflake", "snowman", "fire", "umbrella", "ball", "football", "robot", "guitar", "piano", "drum", "book"),
    *("pencil", "chair", "table", "bed", "door", "clock", "alarm clock", "telephone", "laptop", "camera", "television"),
    *(
        "light bulb",
        "candle",
        "key",
        "balloon",
        "kite",
        "gift",
        "crown",
        "hat",
        "top hat",
        "glasses",
        "shoe",
        "t-shirt",
    ),
    *("dress", "trophy", "teddy bear", "heart", "red heart", "boy", "girl", "man", "woman", "baby"),
)


def split_of(concept: str, salt: str = SPLIT_SALT, fraction: float = VAL_FRACTION) -> Split:
    """``"val"`` for about ``fraction`` of all concepts, else ``"train"``."""
    number = int.from_bytes(hashlib.sha256(f"{salt}/{concept}".encode()).digest()[:8], "big")
    return "val" if number < fraction * 2**64 else "train"


def first_salt() -> str:
    """How :data:`SPLIT_SALT` was found; a test holds the two together."""
    salts = (f"danqing-{number}" for number in count(1))
    return next(salt for salt in salts if all(split_of(noun, salt) == "train" for noun in COMMON_NOUNS))
