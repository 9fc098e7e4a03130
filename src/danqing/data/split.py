"""Which concepts are held out, decided by a hash before anything is trained.

Concepts that any caption could call the same — they are one everyday thing ("kitten" and "cat face"), or share a name
in either language — form a group, and a group goes to one side as a whole, in all its sources; otherwise validation
would ask for things that training has shown. A group with a common thing in it (:data:`COMMON_NOUNS`, the subjects of
the development prompts among them, or what ``everyday.tsv`` shows most) is never held out, so that a model trained on
the train split has seen the most ordinary things. Figures on the val split therefore speak of less common things.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from danqing.data.everyday import everyday, everyday_table
from danqing.data.types import Entry, Split

SPLIT_SALT = "danqing-55"
VAL_FRACTION = 0.04  # of the groups without a common thing; about 3% of all concepts
COMMON_BOOST = 2.0
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
    *(
        "cup",
        "coffee cup",
        "coffee mug",
        "knife",
        "boots",
        "noodles",
        "hot dog",
        "garlic",
        "bank",
        "radio",
        "vegetables",
    ),
)


def split_of(concept: str, salt: str = SPLIT_SALT, fraction: float = VAL_FRACTION) -> Split:
    """``"val"`` for about ``fraction`` of all concepts, else ``"train"``, by the hash alone."""
    number = int.from_bytes(hashlib.sha256(f"{salt}/{concept}".encode()).digest()[:8], "big")
    return "val" if number < fraction * 2**64 else "train"


def splits_of(entries: Iterable[Entry]) -> dict[str, Split]:
    """The split of every concept; a group goes by the hash of the concept that is first in the alphabet."""
    names = names_by_concept(entries)
    found: dict[str, Split] = {}
    for group in groups_of(names):
        said = set().union(*(names[concept] for concept in group))
        split: Split = "train" if said & common_names() else split_of(min(group))
        found |= dict.fromkeys(group, split)
    return found


def names_by_concept(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """Each concept with all that captions may call it, in both languages."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        thing = everyday(entry)
        found.setdefault(entry.concept, {entry.concept}).update(thing.names_en, thing.names_zh)
    return found


def groups_of(names: dict[str, set[str]]) -> list[set[str]]:
    """Concepts (with their names) joined wherever two share a name, through any number of others."""
    above = {concept: concept for concept in names}

    def top(concept: str) -> str:
        while above[concept] != concept:
            above[concept] = concept = above[above[concept]]
        return concept

    first: dict[str, str] = {}
    for concept, said in names.items():
        for name in said:
            above[top(concept)] = top(first.setdefault(name, concept))
    groups: dict[str, set[str]] = {}
    for concept in names:
        groups.setdefault(top(concept), set()).add(concept)
    return list(groups.values())


def common_names() -> set[str]:
    """English names of the things that are never held out."""
    often = (thing for thing in everyday_table().values() if thing.boost >= COMMON_BOOST)
    return {name for thing in often for name in thing.names_en} | set(COMMON_NOUNS)
