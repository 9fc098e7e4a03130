"""What people ask for every day: natural names, measure words, where a thing belongs, and how often to show it.

One table (``everyday.tsv``) holds it all, so that the mixture can be tuned in one place. Anything not listed falls back
on rules by category.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from danqing.data.types import Entry

MEASURE_BY_CATEGORY = {
    "animal": "只",
    "vehicle": "辆",
    "building": "座",
    "plant": "株",
    "clothing": "件",
    "device": "台",
    "tool": "把",
}
HABITAT_BY_CATEGORY = {
    "animal": "wild",
    "food": "food",
    "plant": "flower",
    "vehicle": "car",
    "building": "building",
    "person": "person",
    "music": "room",
    "sport": "ball",
    "furniture": "room",
    "tool": "table",
    "device": "table",
    "object": "object",
    "clothing": "table",
}
CATEGORY_WEIGHT = {
    "animal": 1.6,
    "food": 1.3,
    "plant": 1.3,
    "vehicle": 1.3,
    "building": 1.0,
    "weather": 0.9,
    "nature": 0.7,
    "person": 0.2,
    "face": 0.3,
    "body": 0.12,
    "music": 0.9,
    "sport": 0.8,
    "furniture": 0.9,
    "tool": 0.8,
    "device": 0.8,
    "clothing": 0.8,
    "object": 0.9,
    "activity": 0.5,
    "shape": 0.5,
    "symbol": 0.15,
    "other": 0.25,
}


@dataclass(frozen=True, kw_only=True)
class Everyday:
    """What is known of a thing beyond its pictures.

    Args:
        names_en, names_zh: how people call it, the usual name first; names_zh may be empty.
        measure: the Chinese measure word that goes with it.
        habitat: a key of ``habitats.HABITATS``: where it belongs.
        boost: how often to show it; 1 is usual for a listed thing.
        fixed_color: its colour is part of what it is, so it is never changed or stated.
        unsaid_color: its own colour is not stated, since it goes without saying or is one of several.
        listed: whether the table has it.
    """

    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    measure: str
    habitat: str
    boost: float
    fixed_color: bool
    unsaid_color: bool
    listed: bool


@cache
def everyday_table() -> dict[str, Everyday]:
    """The table by each of its English names."""
    found: dict[str, Everyday] = {}
    for line in resources.files("danqing.data").joinpath("everyday.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, chinese, measure, habitat, boost = line.split("\t")
        cells = [name.strip() for name in names.split(",")]
        said = tuple(name.lstrip("=+") for number, name in enumerate(cells) if not number or name[0] in "=+")
        thing = Everyday(
            names_en=said,
            names_zh=tuple(name.strip() for name in chinese.split(",")),
            measure=measure,
            habitat=habitat.rstrip("!~"),
            boost=float(boost),
            fixed_color=habitat.endswith("!"),
            unsaid_color=habitat.endswith("~"),
            listed=True,
        )
        for name in cells:
            if not name.startswith("+"):
                found.setdefault(name.lstrip("="), thing)
    return found


def everyday(entry: Entry) -> Everyday:
    """What is known of the thing that an entry shows; unlisted things go by their category."""
    table = everyday_table()
    long_title = len(entry.concept.split()) > 2  # "raccoon opening box" shows more than a box
    for name in (entry.concept, *(() if long_title else entry.names_en)):
        if name in table:
            return table[name]
    return Everyday(
        names_en=entry.names_en[:2] or (entry.concept,),
        names_zh=tuple(_as_noun(name, entry.category) for name in entry.names_zh[:2]),
        measure="张"
        if entry.category == "face" and entry.names_zh and entry.names_zh[0].endswith("脸")
        else MEASURE_BY_CATEGORY.get(entry.category, "个"),
        habitat=HABITAT_BY_CATEGORY.get(entry.category, "none"),
        boost=0.28,
        fixed_color=False,
        unsaid_color=False,
        listed=False,
    )


def _as_noun(name: str, category: str) -> str:
    """Emoji faces and people are often named by what they do ("说谎", "骑自行车"); make that a thing one can count."""
    if category == "face" and not re.search("[脸情鬼猫人头心怪]$", name):
        return name + "的表情"
    if category == "person" and re.match("[骑打做跳游跑走踢弹举划玩抱唱站跪躺坐滑推拿写]", name) and len(name) > 2:
        return name if re.search("[人者员手家子女男孩生]$", name) else name + "的人"
    return name
