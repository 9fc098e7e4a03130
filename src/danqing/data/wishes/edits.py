"""Instructions to change a picture, with the operations they ask for, made up in English and Chinese.

Operations are objects as of :mod:`danqing.director.edit_types`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from danqing.data.phrases import plural
from danqing.data.wishes import chinese_words, english_words
from danqing.data.wishes.scenes import COLORS, Nouns

Operations = list[dict[str, object]]


@dataclass(frozen=True)
class Instruction:
    """An instruction and what it asks for.

    Args:
        text: as a person writes it.
        operations: as JSON's types, in order.
        known: the subjects of the picture, as of a plan, where the instruction refers to them.
    """

    text: str
    operations: Operations
    known: list[dict[str, object]] | None = None


_CORNERS = {
    "left": ("on the left", "左边"), "right": ("on the right", "右边"), "top": ("at the top", "上面"),
        "bottom": ("at the bottom", "下面"),
    "top left": ("in the top left corner", "左上角"), "top right": ("in the top right", "右上角"),
        "bottom left": ("bottom left", "左下角"),
    "bottom right": ("in the bottom right corner", "右下角"), "middle": ("in the middle", "中间"),
}  # fmt: skip
_BESIDE = {
    "on": ("on", "{}上"), "left of": ("to the left of", "{}左边"), "right of": ("to the right of", "{}右边"),
        "above": ("above", "{}上方"), "below": ("below", "{}下面"),
    "next to": ("next to", "{}旁边"), "in front of": ("in front of", "{}前面"), "behind": ("behind", "{}后面"),
}  # fmt: skip
_CHANGES = {
    "brighter": (("make it brighter", "brighten it up", "it's too dark", "more light", "lighter please",
        "increase the brightness", "{} brighter", "brighten {}"),
                 ("亮一点", "再亮些", "太暗了", "调亮", "提高亮度", "提亮", "{}亮一点", "把{}调亮")),
    "darker": (("make it darker", "it's too bright", "darken the image", "less light",
        "turn down the brightness", "{} darker", "darken {}"),
               ("暗一点", "太亮了", "调暗", "再暗些", "压暗", "{}暗一点", "把{}调暗")),
    "warmer": (("warmer colours", "make it warmer", "warm it up", "it feels cold, warm it", "warmer tones",
        "{} warmer", "give {} a warmer tone"),
               ("暖一点", "色调暖一些", "调成暖色调", "太冷了，暖一点", "偏暖", "{}色调暖一点", "让{}暖一些")),
    "cooler": (("cooler colours", "make it cooler", "cool it down", "a colder tone",
        "more blueish, colder light", "{} cooler", "a cooler tone for {}"),
               ("冷一点", "色调冷一些", "调成冷色调", "偏冷", "冷色", "{}冷色调一点", "让{}冷一些")),
    "more contrast": (("more contrast", "increase the contrast", "it looks flat, add contrast", "punchier",
        "more contrast on {}", "{} needs more contrast"),
                      ("对比度高一点", "增加对比度", "对比强一些", "反差大一点", "{}对比强一些", "把{}的对比度调高")),
    "less contrast": (("less contrast", "reduce the contrast", "too harsh, lower the contrast",
        "lower contrast", "less contrast on {}", "soften the contrast of {}"),
                      ("对比度低一点", "降低对比度", "对比弱一些", "反差小一点", "{}对比弱一些", "把{}的对比度调低")),
    "more color": (("more colour", "more saturated", "make the colours pop", "more vivid",
        "boost the saturation", "{} more vivid", "saturate {}"),
                   ("鲜艳一点", "饱和度高一些", "颜色更鲜亮", "增加饱和度", "色彩浓一点", "{}鲜艳一点",
                       "把{}的饱和度调高")),
    "less color": (("less saturated", "mute the colours", "desaturate it", "tone the colours down",
        "paler colours", "{} less saturated", "desaturate {}"),
                   ("颜色淡一点", "饱和度低一些", "降低饱和度", "别那么鲜艳", "素一点", "{}颜色淡一点",
                       "把{}的饱和度调低")),
    "sharper": (("sharper", "make it sharper", "it's blurry, sharpen it", "more detail, crisper",
        "sharpen the image", "sharpen {}", "{} sharper"),
                ("清晰一点", "锐化一下", "太模糊了", "清楚一些", "更锐利", "{}清晰一点", "把{}锐化")),
    "softer": (("softer", "make it softer", "blur it", "softer focus", "less sharp", "blur {}", "{} softer"),
               ("柔和一点", "模糊一些", "虚化", "柔一点", "朦胧一点", "{}模糊一点", "把{}虚化")),
    "grey": (("black and white", "make it grayscale", "turn it into black and white", "remove all colour",
        "greyscale", "{} in black and white", "{} in greyscale"),
             ("变成黑白", "黑白的", "转成黑白照片", "去掉颜色", "灰度", "{}变成黑白", "把{}变成灰度")),
}  # fmt: skip
_LITTLE = (("a little ", "slightly ", "a bit ", "a touch ", "a tad "), ("稍微", "略微", "稍稍", "有点儿", "微微"))
_LITTLE_AFTER = ((" a little", " a bit", " slightly", " just a touch"), ("一点点", "一丢丢", "一点", "些"))
_MUCH = (("much ", "a lot ", "way ", "far "), ("大幅", "更加", "明显", "很"))
_SIZES: tuple[tuple[float, tuple[str, ...], tuple[str, ...]], ...] = (
    (1.5, ("make {} bigger", "{} larger", "enlarge {}", "{} should be bigger", "scale {} up", "bigger {}"),
        ("把{}变大", "{}大一点", "放大{}", "{}再大些", "让{}更大", "{}太小了")),
    (2.0, ("make {} twice as big", "double the size of {}", "{} twice the size", "{} 200%"), ("把{}放大一倍",
        "{}放大两倍", "{}大一倍", "{}变成两倍大")),
    (0.67, ("make {} smaller", "{} smaller", "shrink {}", "{} is too big", "scale {} down",
        "{} should be a bit smaller"), ("把{}变小", "{}小一点", "缩小{}", "{}再小些", "让{}更小", "{}太大了")),
    (0.5, ("make {} half as big", "{} half the size", "halve the size of {}", "{} 50%"), ("把{}缩小一半",
        "{}缩小到一半", "{}小一半", "{}变成原来的一半")),
    (1.2, ("{} 20% larger", "make {} 20 percent bigger"), ("{}放大20%", "把{}放大百分之二十")),
    (1.3, ("{} 30% bigger", "scale {} by 1.3"), ("{}放大30%", "{}放大到1.3倍")),
    (3.0, ("make {} three times as big", "triple {}"), ("{}放大三倍", "把{}变成三倍大")),
    (0.8, ("{} 20% smaller", "shrink {} by 20 percent"), ("{}缩小20%", "把{}缩小百分之二十")),
)  # fmt: skip
_T = {
    "replace": (("replace {what} with {by}", "swap {what} for {by}", "turn {what} into {by}",
        "change {what} to {by}", "make {what} {by} instead", "{by} instead of {what}",
                 "I'd rather have {by} than {what}", "{what} should be {by}", "exchange {what} for {by}",
                     "use {by} rather than {what}", "not {what}, {by}", "can {what} become {by}?"),
                ("把{what}换成{by}", "{what}换成{by}", "把{what}变成{by}", "将{what}替换为{by}",
                    "{what}改成{by}", "用{by}代替{what}", "{what}不要了，换{by}", "不要{what}，要{by}",
                    "{what}变{by}", "想把{what}改为{by}")),
    "recolor": (("make {what} {color}", "{what} in {color}", "paint {what} {color}", "turn {what} {color}",
        "change {what} to {color}", "colour {what} {color}", "{what} should be {color}",
                 "recolor {what} {color}", "{color} {bare} please", "can {what} be {color}?",
                     "I want {what} {color}", "give {what} a {color} colour",
                     "change the colour of {what} to {color}"),
                ("把{what}变成{color}的", "{what}改成{color}", "{what}变{color}", "把{what}涂成{color}",
                    "{what}换成{color}的", "{what}要{color}的", "{what}颜色改为{color}", "让{what}变成{color}",
                    "把{what}的颜色换成{color}", "{what}染成{color}", "{what}用{color}")),
    "remove": (("remove {what}", "delete {what}", "take {what} away", "get rid of {what}", "erase {what}",
        "no {bare}", "take out {what}", "lose {what}", "without {what}", "{what} has to go",
                "drop {what}", "I don't want {what}", "there should be no {bare}", "cut {what} out",
                    "clear away {what}", "hide {what}"),
               ("去掉{what}", "删除{what}", "把{what}去掉", "不要{what}", "移除{what}", "擦掉{what}",
                   "把{what}删了", "{what}不要了", "去除{what}", "把{what}拿走", "抹掉{what}", "{what}删掉",
                   "别要{what}", "弄走{what}")),
    "add": (("add {a}", "put {a} {place}", "add {a} {place}", "place {a} {place}", "I'd like {a} {place}",
        "{a} {place} please", "draw {a} {place}", "there should be {a} {place}", "can you put in {a} {place}",
             "give me {a} {place}", "insert {a} {place}", "let's have {a} {place}", "pop {a} {place}"),
            ("{place}加{a}", "在{place}加上{a}", "{place}画{a}", "{place}放{a}", "{place}添{a}",
                "给{place}加{a}", "{place}来{a}", "在{place}增加{a}", "{place}要有{a}", "{place}摆{a}",
                "{place}多{a}")),
    "worn": (("put {a} on {anchor}", "give {anchor} {a}", "let {anchor} wear {a}", "{anchor} should wear {a}",
        "add {a} to {anchor}", "dress {anchor} in {a}"),
             ("给{anchor}戴上{a}", "让{anchor}戴{a}", "{anchor}戴个{a}", "给{anchor}穿上{a}", "{anchor}穿上{a}",
                 "给{anchor}加{a}")),
    "background": (("change the background to {to}", "background: {to}", "put it {to_place}",
        "set it {to_place}", "make the background {to}", "replace the background with {to}",
        "same thing but {to_place}",
                    "move the scene to {to}", "I want {to} behind it", "new background, {to}",
                        "swap the backdrop for {to}"),
                   ("背景换成{to}", "把背景改成{to}", "换成{to}背景", "背景变成{to}", "背景要{to}",
                       "放到{to}里", "换个背景，{to}", "把背景弄成{to}", "背景改为{to}", "场景换到{to}")),
    "style": (("make it {style}", "in {style} style", "turn it into {style}", "{style} style please",
        "redo it as {style}", "convert to {style}", "I want it in the style of {style}", "as a {style}",
        "restyle as {style}", "give it a {style} look"),
              ("变成{style}风格", "改成{style}", "用{style}风格", "{style}风格", "画成{style}",
                  "做成{style}效果", "换成{style}的风格", "来个{style}风", "转为{style}", "弄成{style}那样")),
    "move": (("move {what} to the {to}", "shift {what} {to_words}", "put {what} {to_words}",
        "{what} should be {to_words}", "{what} to the {to}", "place {what} {to_words}",
        "drag {what} to the {to}", "slide {what} {to_words}"),
             ("把{what}移到{to}", "{what}挪到{to}", "{what}放到{to}", "把{what}往{to}移", "{what}移动到{to}",
                 "{what}靠{to}一点", "让{what}到{to}去", "{what}往{to}挪一挪")),
    "flip": (("flip the image", "mirror it", "flip it horizontally", "swap left and right",
        "mirror image please", "flip {what}", "mirror {what}", "turn {what} around so it faces the other way"),
             ("左右翻转", "水平翻转", "镜像", "左右对调", "镜像一下", "把{what}左右翻转", "{what}翻个面",
                 "让{what}朝另一边")),
    "turn": (("turn it upside down", "flip it vertically", "flip vertically", "upside down please",
        "turn {what} upside down", "flip {what} vertically"),
             ("上下翻转", "垂直翻转", "倒过来", "上下颠倒", "把{what}倒过来", "{what}上下翻转")),
}  # fmt: skip
_POLITE = (
    ("please ", "can you ", "could you ", "I'd like you to ", "now ", "ok, ", "hmm, ", "next, ", "actually ", "let's "),
    ("请", "麻烦", "帮我", "能不能", "再", "然后", "那就", "现在", "请帮忙", "嗯，"),
)
_AFTER = (
    (" please", ", thanks", "!", "?", ".", " if you can", " instead", ""),
    ("吧", "，谢谢", "。", "！", "好吗", "可以吗", "呢", "一下"),
)
_JOINTS = (
    (" and ", ", ", ", then ", "; ", ". ", ", also ", " and then "),
    ("，", "，再", "，然后", "，并且", "；", "，同时", "，还有", "，顺便"),
)
_THEM = (("it", "that", "this one", "it"), ("它", "这个", "那个", "它"))


def make_instruction(nouns: Nouns, chance: random.Random, *, chinese: bool) -> Instruction:
    """One instruction with one to three operations."""
    return _Maker(nouns, chance, chinese=chinese).instruction()


class _Maker:
    def __init__(self, nouns: Nouns, chance: random.Random, *, chinese: bool) -> None:
        self.nouns, self.chance, self.chinese = nouns, chance, int(chinese)
        self.words = chinese_words if chinese else english_words

    def instruction(self) -> Instruction:
        chance = self.chance
        many = chance.choices((1, 2, 3), (70, 24, 6))[0]
        known = self.known() if chance.random() < 0.3 else None
        texts: list[str] = []
        operations: Operations = []
        for number in range(many):
            again = operations[-1] if number and chance.random() < 0.3 else None
            text, found = self.one(known, again)
            texts.append(text)
            operations += found
        text = self.joined(texts)
        return Instruction(text, operations, known)

    def joined(self, texts: list[str]) -> str:
        chance = self.chance
        text = texts[0]
        for each in texts[1:]:
            text += chance.choice(_JOINTS[self.chinese]) + each
        if chance.random() < 0.3:
            text = chance.choice(_POLITE[self.chinese]) + text
        if chance.random() < 0.3:
            text += chance.choice(_AFTER[self.chinese])
        return text[:1].upper() + text[1:] if not self.chinese and chance.random() < 0.3 else text

    def one(self, known: list[dict[str, object]] | None, again: dict[str, object] | None) -> tuple[str, Operations]:
        """One operation; on the thing of the last operation, called "it", where there is one."""
        chance = self.chance
        kinds: tuple[tuple[str, float, Callable[..., tuple[str, Operations]]], ...] = (
            ("replace", 12, self.replace), ("recolor", 18, self.recolor), ("remove", 16, self.remove), ("add",
                18, self.add), ("background", 6, self.background),
            ("style", 6, self.style), ("adjust", 16, self.adjust), ("resize", 10, self.resize), ("move",
                10, self.move), ("flip", 5, self.flip),
        )  # fmt: skip
        it = (
            str(again["what"])
            if again and "what" in again and again["do"] in ("recolor", "resize", "move", "add", "adjust")
            else None
        )
        alone = known is not None and len(known) == 1 and chance.random() < 0.6
        if it is None and alone and known is not None:
            it = str(known[0]["name"])
        if it is not None:
            make = chance.choice((self.recolor, self.resize, self.move, self.remove, self.flip))
            return make(chance.choice(_THEM[self.chinese]), it)
        make = chance.choices([each[2] for each in kinds], [each[1] for each in kinds])[0]
        if known and make in (self.replace, self.recolor, self.remove, self.resize, self.move):
            name = str(chance.choice(known)["name"])
            return make(self.the(name), name)
        return make()

    def known(self) -> list[dict[str, object]]:
        found = []
        for _ in range(self.chance.choice((1, 1, 2, 2, 3))):
            subject: dict[str, object] = {"name": self.nouns.one().word}
            if self.chance.random() < 0.25:
                subject["count"] = self.chance.choice((2, 3, None))
            if self.chance.random() < 0.4:
                subject["color"] = self.chance.choice(COLORS)
            found.append(subject)
        return found

    # Things

    def thing(self) -> tuple[str, str]:
        """How it is said, and what it is called in the operation."""
        name = self.nouns.one().word
        if self.chance.random() < 0.2:
            color = self.chance.choice(COLORS)
            said = f"{chinese_words.SHORT_COLORS[color]}色的{name}" if self.chinese else f"{color} {name}"
            return self.the(said), said
        if not self.chinese and self.chance.random() < 0.15:
            return f"the {plural(name)}", name
        return self.the(name), name

    def the(self, name: str) -> str:
        if self.chinese:
            return self.chance.choice((name, name, name, f"那个{name}", f"这个{name}", f"图里的{name}"))
        return self.chance.choice((f"the {name}", f"the {name}", name, f"that {name}", f"his {name}", f"my {name}"))

    def new(self) -> tuple[str, str]:
        """A thing that comes in: with its article or number, and without."""
        noun = self.nouns.one()
        name = noun.word
        if self.chance.random() < 0.3:
            color = self.chance.choice(COLORS)
            name = f"{chinese_words.SHORT_COLORS[color]}色的{name}" if self.chinese else f"{color} {name}"
        if self.chinese:
            return self.chance.choice((f"一{noun.measure}{name}", f"一个{name}", name, f"{noun.measure}{name}")), name
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}", name

    def say(self, kind: str, **given: str) -> str:
        return self.chance.choice(_T[kind][self.chinese]).format(**given)

    # Operations

    def replace(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        said, name = (said, name) if said and name else self.thing()
        by_said, by = self.new()
        return self.say("replace", what=said, by=by_said), [{"do": "replace", "what": name, "by": by}]

    def recolor(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        said, name = (said, name) if said and name else self.thing()
        color = self.chance.choice(COLORS)
        color_said = self.chance.choice(self.words.COLOR_WORDS[color])
        bare = said.removeprefix("the ")
        return self.say("recolor", what=said, color=color_said, bare=bare), [
            {"do": "recolor", "what": name, "color": color}
        ]

    def remove(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        said, name = (said, name) if said and name else self.thing()
        return self.say("remove", what=said, bare=said.removeprefix("the ")), [{"do": "remove", "what": name}]

    def add(self) -> tuple[str, Operations]:
        chance = self.chance
        said, name = self.new()
        way = chance.choices(("corner", "beside", "worn", "plain"), (25, 50, 15, 15))[0]
        if way == "worn":
            noun = self.nouns.one(("garment",)).word
            said = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}" if not self.chinese else noun
            anchor = self.nouns.one(("animal", "bird", "person")).word
            told = self.say("worn", a=said, anchor=self.the(anchor))
            return told, [{"do": "add", "what": noun, "beside": "worn by", "anchor": anchor}]
        if way == "corner":
            at = chance.choice(list(_CORNERS))
            place = _CORNERS[at][self.chinese]
            return self.say("add", a=said, place=place), [{"do": "add", "what": name, "at": at}]
        if way == "beside":
            beside, anchor = chance.choice(list(_BESIDE)), self.nouns.one().word
            place = _BESIDE[beside][1].format(anchor) if self.chinese else f"{_BESIDE[beside][0]} {self.the(anchor)}"
            return self.say("add", a=said, place=place), [
                {"do": "add", "what": name, "beside": beside, "anchor": anchor}
            ]
        told = chance.choice(
            ("再加{}", "加上{}", "多画{}", "还要{}", "添{}")
            if self.chinese
            else ("add {}", "{} too", "also {}", "throw in {}", "I want {} as well")
        ).format(said)
        return told, [{"do": "add", "what": name}]

    def background(self) -> tuple[str, Operations]:
        place, to = self.chance.choice(
            [each for each in self.words.PLACES if "ackground" not in each and "背景" not in each]
        ).split("|")
        return self.say("background", to=to, to_place=place), [{"do": "background", "to": to}]

    def style(self) -> tuple[str, Operations]:
        style = self.chance.choice(self.words.STYLES)
        return self.say("style", style=style), [{"do": "style", "style": style}]

    def adjust(self) -> tuple[str, Operations]:
        chance = self.chance
        change = chance.choice(list(_CHANGES))
        text = chance.choice(_CHANGES[change][self.chinese])
        operation: dict[str, object] = {"do": "adjust", "change": change, "amount": 1.0}
        if change != "grey":
            if chance.random() < 0.3:
                operation["amount"] = 0.5
                if chance.random() < 0.5:
                    text = chance.choice(_LITTLE[self.chinese]) + text
                else:
                    text = text.removesuffix("一点").removesuffix("一些") + chance.choice(_LITTLE_AFTER[self.chinese])
            elif self.chinese and text.endswith(("一点", "一些", "再亮些", "再暗些", "清楚一些")):
                operation["amount"] = 0.5
            elif chance.random() < 0.12:
                text = chance.choice(_MUCH[self.chinese]) + text
        if "{}" in text:
            said, name = self.thing()
            text, operation["what"] = text.format(said), name
        return text, [operation]

    def resize(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        said, name = (said, name) if said and name else self.thing()
        factor, english, chinese = self.chance.choices(_SIZES, (8, 3, 8, 3, 1, 1, 1, 1))[0]
        text = self.chance.choice(chinese if self.chinese else english).format(said)
        return text, [{"do": "resize", "what": name, "factor": factor}]

    def move(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        said, name = (said, name) if said and name else self.thing()
        to = self.chance.choice(list(_CORNERS))
        english, chinese = _CORNERS[to]
        text = self.say("move", what=said, to=chinese if self.chinese else to, to_words=english)
        return text, [{"do": "move", "what": name, "to": to}]

    def flip(self, said: str | None = None, name: str | None = None) -> tuple[str, Operations]:
        kind = "flip" if self.chance.random() < 0.65 else "turn"
        text = self.chance.choice([each for each in _T[kind][self.chinese] if said is None or "{what}" in each])
        operation: dict[str, object] = {"do": "flip", "axis": "left-right" if kind == "flip" else "up-down"}
        if "{what}" in text:
            said, name = (said, name) if said and name else self.thing()
            text, operation["what"] = text.format(what=said), name
        return text, [operation]
