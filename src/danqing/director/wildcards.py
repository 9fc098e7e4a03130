"""Lists to choose from at ``__name__``, and the choice that belongs to a picture.

The built-in lists say the same in both languages, line by line: a seed that draws a cat for ``__animal__`` draws a cat
for ``__动物__``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from danqing.core.seeds import derive_seed

_BILINGUAL: dict[tuple[str, str], str] = {
    ("animal", "动物"): "cat 猫, dog 狗, rabbit 兔子, bird 鸟, fish 鱼, horse 马, cow 牛, sheep 羊, pig 猪, duck 鸭子, "
    "frog 青蛙, turtle 乌龟, elephant 大象, lion 狮子, tiger 老虎, bear 熊, panda 熊猫, monkey 猴子, butterfly 蝴蝶, "
    "bee 蜜蜂",
    ("color", "颜色"): "red 红色, orange 橙色, yellow 黄色, green 绿色, blue 蓝色, purple 紫色, pink 粉色, brown 棕色, "
    "black 黑色, white 白色",
    ("fruit", "水果"): "apple 苹果, pear 梨, banana 香蕉, orange 橙子, lemon 柠檬, peach 桃子, strawberry 草莓, "
    "watermelon 西瓜, grapes 葡萄, pineapple 菠萝, cherries 樱桃, mango 芒果",
    (
        "vehicle",
        "交通工具",
    ): "car 汽车, bus 公共汽车, truck 卡车, train 火车, bicycle 自行车, airplane 飞机, ship 轮船, "
    "sailboat 帆船, rocket 火箭, helicopter 直升机, tractor 拖拉机, fire~engine 消防车",
    ("plant", "植物"): "tree 树, flower 花, rose 玫瑰, sunflower 向日葵, tulip 郁金香, cactus 仙人掌, bamboo 竹子, "
    "mushroom 蘑菇, pine~tree 松树, lotus 荷花",
    ("place", "地点"): "on~the~grass 草地上, on~the~beach 沙滩上, in~the~forest 森林里, in~the~snow 雪地里, "
    "by~the~lake 湖边, in~the~garden 花园里, in~the~desert 沙漠里, on~a~mountain 山上, in~the~city 城市里, "
    "under~the~sea 海底",
    ("weather", "天气"): "sunny 晴天, cloudy 多云, rainy 雨天, snowy 雪天, foggy 雾天, windy 大风天",
    ("time", "时间"): "at~dawn 黎明, in~the~morning 早晨, at~noon 正午, at~sunset 日落时, in~the~evening 傍晚, "
    "at~night 夜里",
    ("season", "季节"): "spring 春天, summer 夏天, autumn 秋天, winter 冬天",
    ("mood", "气氛"): "calm 宁静, cheerful 欢快, dreamy 梦幻, mysterious 神秘, cosy 温馨, solemn 庄严",
}


def _lists() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for names, lines in _BILINGUAL.items():
        pairs = [line.split() for line in lines.split(", ")]
        for name, said in zip(names, zip(*pairs, strict=True), strict=True):
            made[name] = tuple(each.replace("~", " ") for each in said)
    return made


BUILT_IN: dict[str, tuple[str, ...]] = _lists()


def chooser(lines_of: Callable[[str], Sequence[str]], *, seed: int, index: int) -> Callable[[str], str]:
    """The choices of one picture: each wildcard of its prompt, counted from its start, is drawn from (seed, index).

    Args:
        lines_of: the lines of a wildcard, at least one; may raise if there is no such.
    """
    counter = iter(range(1 << 30))

    def choose(name: str) -> str:
        lines = lines_of(name)
        return lines[derive_seed(seed, index, "wildcard", next(counter)) % len(lines)]

    return choose
