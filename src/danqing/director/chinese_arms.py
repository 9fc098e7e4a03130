"""Who holds what is named right after them in a Chinese wish, as characters are described: "骑士，蓝盾红剑"."""

from __future__ import annotations

from danqing.director.chinese_scene import ALIVE, Scene

_ARMS = (
    "剑",
    "刀",
    "盾",
    "盾牌",
    "弓",
    "长枪",
    "矛",
    "戟",
    "战斧",
    "法杖",
    "魔杖",
    "权杖",
    "拂尘",
    "团扇",
    "折扇",
    "油纸伞",
)


def arm(scene: Scene) -> None:
    """Relate weapons and the like, of which it is not said where they are, to who was named last before them."""
    placed = {id(first) for _, first, _ in scene.relations}
    placed |= {id(second) for kind, _, second in scene.relations if kind in ("holding", "wearing")}
    alive = [each for each in scene.things if each.kind in ALIVE]
    for each in scene.things:
        if each.counted or id(each) in placed or not each.name.endswith(_ARMS):
            continue
        before = [one for one in alive if one.at < each.at]
        if before:
            scene.relate("holding", before[-1], each)
