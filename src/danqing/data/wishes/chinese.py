"""Scenes told in Chinese, in many ways, and in Chinese with English words in it."""

from __future__ import annotations

import random

from danqing.data.wishes import chinese_words as words
from danqing.data.wishes.scenes import Nouns, Scene, Thing
from danqing.data.wishes.telling import Told, marked, told

_RELATED = {
    "on": ("{A}{在}{B}上", "{A}{posture}在{B}上", "{A}{posture}在{B}上", "{A}正{posture}在{B}上",
        "{B}上{posture}着{A}", "{B}上{posture}着{A}", "{B}上有{A}",
           "{B}上面有{A}", "{B}上面{posture}着{A}", "{A}{posture}到了{B}上", "{A}在{B}上面{posture}着",
               "{B}上的{A}", "{posture}在{B}上的{A}", "{A}骑着{B}", "{B}顶上是{A}",
           "把{A}放在{B}上", "{A}踩在{B}上", "{A}爬上了{B}"),
    "in": ("{A}在{B}里", "{A}{posture}在{B}里", "{A}{posture}在{B}里面", "{B}里有{A}", "{B}里{posture}着{A}",
        "{B}里面是{A}", "{B}里装着{A}", "{B}中有{A}", "{A}从{B}里探出头",
           "装着{A}的{B}", "{B}里的{A}", "{A}装在{B}里", "{B}装满了{A}", "{A}藏在{B}中", "{A}泡在{B}里"),
    "wearing": ("{A}戴着{B}", "{A}穿着{B}", "{A}戴着{B}", "戴着{B}的{A}", "穿着{B}的{A}", "{A}头上戴着{B}",
        "{A}身穿{B}", "{A}穿了{B}", "{A}围着{B}", "{A}，戴{B}", "{A}披着{B}",
                "戴{B}的{A}", "{A}脖子上系着{B}", "{A}身上穿着{B}"),
    "holding": ("{A}拿着{B}", "{A}抱着{B}", "{A}手里拿着{B}", "拿着{B}的{A}", "抱着{B}的{A}", "{A}举着{B}",
        "{A}叼着{B}", "{A}嘴里叼着{B}", "{A}捧着{B}", "{A}提着{B}", "{A}握着{B}",
                "{A}手持{B}", "{A}怀里抱着{B}", "{A}扛着{B}", "{A}在弹{B}", "{A}牵着{B}", "举着{B}的{A}"),
    "next_to": ("{A}在{B}旁边", "{A}{posture}在{B}旁边", "{A}{posture}在{B}旁", "{B}旁边有{A}",
        "{B}旁边{posture}着{A}", "{A}挨着{B}", "{A}紧挨着{B}", "{A}和{B}并排", "{A}靠着{B}",
                "{B}旁边的{A}", "{B}边上是{A}", "{A}守着{B}", "{A}{posture}在{B}身边", "{B}，旁边是{A}",
                    "{A}陪着{B}"),
    "under": ("{A}在{B}下", "{A}{posture}在{B}下面", "{B}下面有{A}", "{B}下{posture}着{A}", "{B}底下有{A}",
        "{A}躲在{B}底下", "{B}下的{A}", "{A}在{B}底下", "{B}下面是{A}"),
    "behind": ("{A}在{B}后面", "{A}{posture}在{B}后面", "{B}后面有{A}", "{A}躲在{B}后面", "{B}背后是{A}",
        "{B}后面{posture}着{A}", "{A}在{B}身后", "{B}后的{A}"),
    "in_front_of": ("{A}在{B}前面", "{A}{posture}在{B}前面", "{B}前面有{A}", "{B}前{posture}着{A}",
        "{B}前的{A}", "{A}在{B}前", "{A}{posture}在{B}门口", "{B}面前是{A}", "{A}挡在{B}前面"),
    "above": ("{A}在{B}上方", "{B}上方有{A}", "{A}飞过{B}", "{A}飞在{B}上空", "{B}上空飞着{A}",
        "{A}悬在{B}上方", "{A}从{B}上方飞过", "{B}上方是{A}"),
    "below": ("{A}在{B}下方", "{B}下方有{A}", "{B}下方是{A}", "{A}位于{B}下方"),
    "left_of": ("{A}在{B}左边", "{A}在{B}的左边", "{B}左边是{A}", "{B}的左边有{A}", "左边是{A}，右边是{B}",
        "左边{A}，右边{B}", "{A}在左，{B}在右", "{B}左侧{posture}着{A}", "{A}{posture}在{B}左侧"),
    "right_of": ("{A}在{B}右边", "{A}在{B}的右边", "{B}右边是{A}", "{B}的右边有{A}", "右边是{A}，左边是{B}",
        "{A}在右，{B}在左", "{B}右侧{posture}着{A}", "{A}{posture}在{B}右侧"),
}  # fmt: skip
_AGAIN = {
    "wearing": ("，戴着{B}", "，穿着{B}", "，它戴着{B}", "，{a}还戴着{B}", "，头上戴{B}"),
    "holding": ("，拿着{B}", "，手里拿着{B}", "，{a}抱着{B}", "，它嘴里叼着{B}", "，还举着{B}"),
    "on": ("，{a}在{B}上", "，{a}下面是{B}", "，它{posture}在{B}上"),
    "in": ("，{a}在{B}里", "，它们都在{B}里", "，外面是{B}"),
    "next_to": ("，旁边有{B}", "，旁边{posture}着{B}", "，{a}旁边是{B}", "，边上有{B}", "，旁边还有{B}"),
    "behind": ("，前面是{B}", "，{a}在{B}后面"),
    "in_front_of": ("，后面是{B}", "，{a}后面有{B}", "，身后是{B}"),
    "under": ("，上面是{B}", "，{a}在{B}下面"),
    "above": ("，{a}在{B}上方", "，下面是{B}"),
    "below": ("，{a}在{B}下方",),
    "left_of": ("，右边是{B}", "，{a}右边是{B}", "，{a}在{B}左边"),
    "right_of": ("，左边是{B}", "，{a}左边有{B}", "，{a}在{B}右边"),
}  # fmt: skip


def tell(scene: Scene, nouns: Nouns, chance: random.Random) -> Told:
    """A wish in Chinese for a scene; the scene's other fields are filled in on the way."""
    chinese = _Chinese(scene, nouns, chance)
    return told(chinese.wish(), scene)


class _Chinese:
    def __init__(self, scene: Scene, nouns: Nouns, chance: random.Random) -> None:
        self.scene, self.nouns, self.chance = scene, nouns, chance

    def wish(self) -> str:
        """The whole text, each thing marked where it is first named."""
        chance = self.chance
        body = self.body()
        later = [self.told_color(each) for each in self.scene.things if each.told]
        asides = self.asides()
        front = [each for each in asides if chance.random() < 0.22]
        back = [each for each in asides if each not in front]
        chance.shuffle(back)
        opening = chance.choice(words.OPENINGS) if chance.random() < 0.3 else ""
        text = (("，".join(front) + chance.choice(("，", "，", "：", "。"))) if front else "") + opening + body
        for each in (*later, *back):
            text += chance.choice(("，", "，", "，", "。", "；", " ")) + each
        return text + (chance.choice(words.CLOSINGS) if chance.random() < 0.3 else "")

    # The scene itself

    def body(self) -> str:
        """Things and how they stand."""
        scene = self.scene
        if not scene.relations:
            return self.listed()
        if len(scene.things) == 3 and {each[1:] for each in scene.relations} == {(0, 2), (1, 2)}:
            joint = self.chance.choice(("和", "、", "跟", "与", "和"))
            pair = f"{self.named(0)}{joint}{self.named(1)}"
            return self.filled(self.chance.choice(_RELATED[scene.relations[0][0]][:4]), pair, self.named(2), 0)
        kind, first, second = scene.relations[0]
        text = self.filled(self.chance.choice(_RELATED[kind]), self.named(first), self.named(second), first)
        for kind, first, second in scene.relations[1:]:
            template = self.chance.choice(_AGAIN[kind])
            if first != 0 and "{a}" not in template:
                template = self.chance.choice(
                    [each for each in _AGAIN[kind] if "{a}" in each] or [f"，{{a}}{_AGAIN[kind][0][1:]}"]
                )
            text += self.filled(template, "", self.named(second), first)
        return text

    def filled(self, template: str, first: str, second: str, number: int) -> str:
        template = template.replace("{posture}", self.chance.choice(words.POSTURES))
        template = template.replace("{在}", self.chance.choice(("在", "就在", "都在")))
        return template.replace("{A}", first).replace("{B}", second).replace("{a}", self.scene.things[number].noun.word)

    def listed(self) -> str:
        things, chance = self.scene.things, self.chance
        if len(things) == 2 and things[0].noun == things[1].noun:
            one, other = (words.SHORT_COLORS[each.color or "red"] for each in things)
            noun, m = things[0].noun.word, things[0].noun.measure
            pattern = chance.choice(("\ue0000\ue001一{o}\ue0001\ue001一{p}两{m}{n}",
                "两{m}{n}，\ue0000\ue001一{m}{o}的，\ue0001\ue001一{m}{p}的",
                                     "\ue0000\ue001一{m}{o}{n}和\ue0001\ue001一{m}{p}{n}",
                                         "{n}两{m}，\ue0000\ue001一{o}\ue0001\ue001一{p}",
                                     "两{m}{n}：\ue0000\ue001一{m}是{o}色，\ue0001\ue001另一{m}是{p}色",
                                         "\ue0000\ue001一{m}{o}色的{n}、\ue0001\ue001一{m}{p}色的"))  # fmt: skip
            return pattern.format(o=one, p=other, m=m, n=noun)
        texts = [self.named(number) for number in range(len(things))]
        if len(texts) == 1:
            if chance.random() < 0.25 and not things[0].attributes:
                activity = chance.choice(words.ACTIVITIES)
                things[0].attributes = (activity.removeprefix("正").removeprefix("在").removesuffix("了"),)
                return texts[0] + activity
            return texts[0]
        if len(texts) == 2:
            return texts[0] + chance.choice(("和", "和", "，", "、", "，还有", "跟", "，外加")) + texts[1]
        return "、".join(texts[:-1]) + chance.choice(("、", "和", "，还有")) + texts[-1]

    # One thing

    def named(self, number: int) -> str:
        return marked(number, self.phrase(self.scene.things[number]))

    def phrase(self, thing: Thing) -> str:
        """ "两只白色的小猫" """
        chance = self.chance
        color = thing.color if not thing.told else None
        noun, parts = thing.noun.word, list(thing.attributes)
        fused = ""
        if color and chance.random() < 0.35 and len(noun) <= 3:
            fused = words.SHORT_COLORS[color]
        elif color:
            parts.append(chance.choice(words.COLOR_WORDS[color]))
        chance.shuffle(parts)
        described = "".join(f"{each}{self.link(each)}" for each in parts) + fused + noun
        number = self.number(thing)
        if number and chance.random() < 0.1 and thing.count is not None:  # "苹果三个，红色的"
            return fused + noun + number + (f"，{'、'.join(parts)}的" if parts else "")
        if number and parts and chance.random() < 0.2:  # "红色的一辆汽车"
            return "".join(f"{each}的" for each in parts) + number + fused + noun
        return number + described

    def link(self, attribute: str) -> str:
        """Whether 的 joins: "小猫", "毛茸茸的猫"."""
        if len(attribute) == 1:
            return "" if self.chance.random() < 0.75 else "的"
        return "的" if self.chance.random() < 0.9 else ""

    def number(self, thing: Thing) -> str:
        chance, measure = self.chance, thing.noun.measure
        if chance.random() < 0.12:
            measure = "个"
        count = thing.count
        if count is None:
            return chance.choice(words.MANY).format(m=measure)
        if count == 1:
            return chance.choices((f"一{measure}", "", measure, f"1{measure}", f"这{measure}"), (60, 24, 4, 3, 1))[0]
        if count == 2 and chance.random() < 0.25:
            return chance.choice(("俩", "一对", "一双", "两"))
        if count == 3 and chance.random() < 0.06:
            return "仨"
        if count in (12, 24) and chance.random() < 0.5:
            return "一打" if count == 12 else "两打"
        number = str(count) if chance.random() < 0.22 else _number(count)
        return number + measure

    def told_color(self, thing: Thing) -> str:
        color = self.chance.choice(words.COLOR_WORDS[thing.color or "red"])
        name = thing.noun.word
        wrong = self.chance.choice([each for each in words.SHORT_COLORS if each != thing.color])
        return self.chance.choice((f"{name}是{color}的", f"{name}要{color}的", f"{name}用{color}",
            f"{name}为{color}", f"{name}的颜色是{color}",
                                   f"{name}不是{words.SHORT_COLORS[wrong]}的，是{color}的",
                                       f"{name}画成{color}"))  # fmt: skip

    # What stands beside

    def asides(self) -> list[str]:
        """Phrases for the place, the style and so on, which are written into the scene."""
        scene, chance = self.scene, self.chance
        found = []
        if chance.random() < 0.36:
            said, scene.background = chance.choice(words.PLACES).split("|")
            found.append(said)
        if chance.random() < 0.3:
            style = scene.style = chance.choice(words.STYLES)
            found.append(
                chance.choice(
                    ("{}", "{}", "{}风格", "{}风", "用{}", "要{}风格", "{}的风格", "{}那种", "做成{}", "画成{}风格")
                ).format(style)
            )
        if chance.random() < 0.12:
            scene.mood = chance.choice(words.MOODS)
            found.append(
                chance.choice(
                    ("{}的气氛", "{}的氛围", "{}的感觉", "{}", "很{}", "要{}一点", "气氛{}", "整体{}一些", "{}感")
                ).format(scene.mood)
            )
        if chance.random() < 0.12:
            scene.composition = chance.choice(words.COMPOSITIONS)
            found.append(scene.composition)
        if chance.random() < 0.13:
            said, scene.shape = chance.choice(words.SHAPES)
            found.append(chance.choice(("{}", "{}", "要{}", "做{}用", "尺寸{}")).format(said))
        if chance.random() < 0.2:
            found.append(self.avoided())
        if chance.random() < 0.1:
            found.append(self.lettered())
        return found

    def avoided(self) -> str:
        chance = self.chance
        things = [
            chance.choice(words.AVOIDED) if chance.random() < 0.6 else self.nouns.one().word
            for _ in range(chance.choice((1, 1, 1, 2)))
        ]
        self.scene.avoid = things = list(dict.fromkeys(things))
        joined = chance.choice(("和", "、", "，也不要", "或")).join(things)
        return chance.choice(("不要{}", "不要{}", "不要有{}", "别画{}", "没有{}", "别有{}", "不要出现{}",
            "不画{}", "别加{}", "避免{}", "画面里不要{}", "不能有{}", "千万别画{}", "{}就不要了", "不想看到{}",
            "去掉{}", "不带{}")).format(joined)  # fmt: skip

    def lettered(self) -> str:
        chance = self.chance
        text = chance.choice(words.TEXTS) if chance.random() < 0.75 else self.nouns.one().word
        self.scene.lettering = [text]
        opening, closing = chance.choice(("“”", "“”", "「」", '""', "《》", "''"))
        quoted = f"{opening}{text}{closing}"
        return chance.choice(("写着{}", "上面写着{}", "写上{}", "标题是{}", "上面有{}几个字", "印着{}",
            "配文{}", "写{}两个字", "{}四个大字", "加上文字{}", "牌子上写{}", "题字{}",
            "中间写{}")).format(quoted)  # fmt: skip


def _number(count: int) -> str:
    """ "两", "十二", "三十" """
    if count == 2:
        return "两"
    tens, ones = divmod(count, 10)
    digits = words.DIGITS
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
