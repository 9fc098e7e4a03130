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

MEASURE_BY_CATEGORY = {"animal": "只", "building": "座", "plant": "株"}
# What a Chinese name ends in says more of its measure word than its category; the first that fits counts.
MEASURE_BY_ENDING: tuple[tuple[str, str], ...] = (
    ("座", "城门|凯旋门|风车|厂"),
    ("个", "球门|打火机|订书机|寻呼机|橡果"),
    ("列", "列车|火车|地铁"),
    ("节", "车厢|电池"),
    ("架", "飞机|无人机|天平|秋千"),
    ("部", "手机|电话"),
    ("副", "眼镜|护目镜|耳机|手套|刀叉"),
    ("双", "鞋|鞋子|靴|靴子|袜|袜子|人字拖"),
    ("条", "裤|裤子|裙|裙子|围巾|领带|腰带|皮带|毛巾|丝带|绳子|锁链|链条|蛇|龙|鱼|蚯蚓|公路|铁路|铁轨"),
    ("顶", "帽|帽子|头盔"),
    ("件", "衣|衫|服|装|外套|夹克|背心|褂|T恤|比基尼|和服|纱丽"),
    ("辆", "车|巴士|轮椅|坦克"),
    ("艘", "船|艇|舰"),
    ("台", "机|电脑|空调|冰箱|音响|仪|投影仪"),
    ("把", "刀|剑|锤|锤子|斧|斧头|锯|钳|铲|铲子|锹|铁锹|尺|尺子|镐|扳手|刷|刷子|叉|叉子|梳|梳子|椅|椅子|锁|扇子|琴"),
    ("根", "棒|棍|杖|拐杖|香肠|钉子|羽毛"),
    ("张", "桌|桌子|床|网|光盘|软盘|钞票|卡|面具"),
    ("朵", "花"),
    ("片", "叶|叶子"),
    ("棵", "树"),
    ("块", "砖|石头|肥皂"),
    ("扇", "门"),
    ("家", "店|商店|商场"),
    ("个", "印|头|鼻子|翅膀|笼|锅|盆|龙头|巢|箱|球|书包|盖|牌"),
)
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
        measure=measure_of(entry.names_zh[0] if entry.names_zh else "", entry.category),
        habitat=HABITAT_BY_CATEGORY.get(entry.category, "none"),
        boost=0.28,
        fixed_color=False,
        unsaid_color=False,
        listed=False,
    )


def measure_of(name: str, category: str) -> str:
    """The measure word of a thing that the table does not list, by its Chinese name, else by its category."""
    if category == "face":
        return "张" if name.endswith("脸") else "个"
    if category == "person":
        return "个"
    fitting = (measure for measure, endings in MEASURE_BY_ENDING if re.search(f"({endings})$", name))
    return next(fitting, MEASURE_BY_CATEGORY.get(category, "个"))


def _as_noun(name: str, category: str) -> str:
    """Emoji faces and people are often named by what they do ("说谎", "骑自行车"); make that a thing one can count."""
    if category == "face" and not re.search("[脸情鬼猫人头心怪]$", name):
        return name + "的表情"
    if category == "person" and re.match("[骑打做跳游跑走踢弹举划玩抱唱站跪躺坐滑推拿写]", name) and len(name) > 2:
        return name if re.search("[人者员手家子女男孩生]$", name) else name + "的人"
    return name
