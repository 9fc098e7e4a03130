"""Chinese instructions by construction: noun phrases, places, numbers, what is left out, and references."""

from __future__ import annotations

import contextlib
import time

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_chinese_adding import Where, where_of
from danqing.director.edit_chinese_nouns import Noun, noun_phrase
from danqing.director.edit_types import to_data
from danqing.director.plan import Plan, Subject
from danqing.tasks.lexicon import edit_vocabulary, read_instruction


def picture(*subjects: Subject) -> Plan:
    return Plan(language="zh", subjects=subjects)


def said(instruction: str, known: Plan | None = None) -> list[str]:
    """The operations in words, without how far they go."""
    operations = to_data(read_instruction(instruction, known).operations)
    return [" ".join(str(v) for k, v in each.items() if k != "amount") for each in operations]


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("妈妈的围裙", Noun(noun="围裙", clause="妈妈")),
        ("左边那只猫", Noun(noun="猫", how="左边")),
        ("白的那只", Noun(how="白")),
        ("那个戴眼镜的", Noun(clause="戴眼镜")),
        ("另一只", Noun(other=True)),
        ("三只鸭子", Noun(noun="鸭子", many=True)),
        ("它们俩", Noun(many=True)),
        ("墙角那架梯子", Noun(noun="梯子", clause="墙角")),
        ("另一位的帽子", Noun(noun="帽子")),
    ],
)
def test_noun_phrases(phrase: str, noun: Noun) -> None:
    assert noun_phrase(phrase, edit_vocabulary()) == noun


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("右下角", Where(at="bottom right")),
        ("画面正中", Where(at="middle")),
        ("沙发旁边", Where(beside="next to", anchor="沙发")),
        ("塔尖上", Where(beside="on", anchor="塔尖")),
        ("树后面", Where(beside="behind", anchor="树")),
        ("马路对面", Where(beside="in front of", anchor="马路")),
        ("他们中间", Where(at="middle")),
        ("远处", Where()),
        ("跑步", None),
    ],
)
def test_places(words: str, where: Where | None) -> None:
    assert where_of(words, edit_vocabulary()) == where


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("屋檐下挂串玉米，门边靠一把扫帚", ["add 玉米 below 屋檐 1", "add 扫帚 next to 门 1"]),
        ("窗台上晾着两条咸鱼", ["add 咸鱼 on 窗台 2"]),
        ("树杈上搭个鸟窝，里面三个蛋", ["add 鸟窝 on 树杈 1", "add 蛋 on 鸟窝 3"]),
        ("桌上的杯子旁边，放一碟花生", ["add 花生 next to 杯子 1"]),
        ("衣架左边立一面镜子，右边摆一盆花", ["add 镜子 left of 衣架 1", "add 花 right of 衣架 1"]),
        ("水面上漂几朵荷花，再来只青蛙蹲在荷叶上", ["add 荷花 on 水面 3", "add 青蛙 on 荷叶 1"]),
        ("右边空落落的，补一棵枫树", ["add 枫树 right 1"]),
        ("加一把雨伞，放在长椅上", ["add 雨伞 on 长椅 1"]),
        ("海鸥添六只", ["add 海鸥 6"]),
        ("给爸爸打条蓝领带", ["add 蓝领带 worn by 爸爸 1"]),
        ("鹿角上挂满彩灯", ["add 彩灯 on 鹿 1"]),
        ("沙滩上插把遮阳伞，伞下放张躺椅", ["add 遮阳伞 bottom 1", "add 躺椅 below 遮阳伞 1"]),
    ],
)
def test_additions(instruction: str, operations: list[str]) -> None:
    read = [each if each[-1].isdigit() else f"{each} 1" for each in said(instruction)]
    assert read == operations


@pytest.mark.parametrize(
    ("instruction", "factor"),
    [
        ("狗放大到两倍", 2.0), ("狗大三成", 1.3), ("狗打个八折", 0.8), ("狗缩到原来的四分之三", 0.75), ("狗减半", 0.5),
        ("狗放大一半", 1.5), ("狗缩小一倍", 0.5), ("狗放大一点五倍", 1.5), ("狗翻一番", 2.0), ("狗放大百分之三十", 1.3),
        ("狗大一点", 1.25), ("狗放大", 1.5), ("狗小一号", 0.67), ("狗太小了，要现在的三倍", 3.0),
    ],
)  # fmt: skip
def test_sizes(instruction: str, factor: float) -> None:
    (only,) = to_data(read_instruction(instruction).operations)
    assert (only["do"], only["what"]) == ("resize", "狗")
    assert only["factor"] == pytest.approx(factor, abs=0.01)


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("沙发撤了换摇椅", ["replace 沙发 摇椅"]),
        ("我要的是玫瑰，不是月季", ["replace 月季 玫瑰"]),
        ("这哪是鸽子，分明是只鸭子", ["replace 鸭子 鸽子"]),
        ("那辆车别是轿车，来辆卡车", ["replace 车 卡车"]),
        ("红灯笼换成黄灯笼", ["recolor 灯笼 yellow"]),
        ("让大门变得红彤彤的", ["recolor 大门 red"]),
        ("球不要红的，要蓝的", ["recolor 球 blue"]),
        ("把墙角那架梯子撤走", ["remove 梯子"]),
        ("别画云了", ["remove 云"]),
        ("标题上移", ["move 标题 top"]),
        ("灯挪个地方，右边", ["move 灯 right"]),
        ("茶壶移到花瓶左边", ["move 茶壶 left of 花瓶"]),
        ("背景太杂了，用纯色的吧", ["background 纯色"]),
        ("抠图，把杯子放进咖啡馆", ["background 咖啡馆 杯子"]),
        ("风格换成极简线条", ["style 极简线条"]),
        ("饱和度别太高", ["adjust less color"]),
        ("左右反了，翻回来", ["flip left-right"]),
        ("小猫太小看不清，放大点", ["resize 小猫 1.25"]),
    ],
)
def test_what_becomes_of_things(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations


鱼 = picture(Subject(name="鱼", attributes=("大",)), Subject(name="鱼", attributes=("小",)))
猫 = picture(Subject(name="猫", color="black"), Subject(name="猫", color="white"))
老人 = picture(Subject(name="老头", attributes=("戴帽子",)), Subject(name="老头", attributes=("拄拐杖",)))
气球 = picture(Subject(name="气球", count=3))
一家 = picture(Subject(name="爸爸"), Subject(name="儿子"))


@pytest.mark.parametrize(
    ("instruction", "known", "operations"),
    [
        ("大的染红，小的往左", 鱼, ["recolor 大的鱼 red", "move 小的鱼 left"]),
        ("黑猫留下，白猫删掉", 猫, ["remove 白色的猫"]),
        ("白的太亮，把它压暗点", 猫, ["adjust darker 白色的猫"]),
        ("戴帽子的老头去掉，另一个放大", 老人, ["remove 戴帽子的老头", "resize 拄拐杖的老头 1.5"]),
        ("右边那个变红，中间的删了", 气球, ["recolor 右边的气球 red", "remove 中间的气球"]),
        ("它俩都戴上墨镜", 一家, ["add 墨镜 worn by 爸爸", "add 墨镜 worn by 儿子"]),
        ("这俩换一下颜色", 猫, ["recolor 黑色的猫 white", "recolor 白色的猫 black"]),
        ("都缩小一半，往下挪", 气球, ["resize 气球 0.5", "move 气球 bottom"]),
    ],
)
def test_what_the_picture_tells(instruction: str, known: Plan, operations: list[str]) -> None:
    assert said(instruction, known) == operations


@pytest.mark.parametrize("remark", ["左边留白放标题", "她是左撇子", "现在一只都没有", "再加四个", "左右换过来"])
def test_what_only_tells_asks_nothing(remark: str) -> None:
    with pytest.raises(RequestError, match="看不懂"):
        read_instruction(remark)


@pytest.mark.parametrize(
    "words", ["把猫变成狗，" * 600, "在左边加一个换移的大亮翻删红苹果吧，" * 100, "的" * 60, "猫" * 4000]
)
def test_nothing_takes_long(words: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(RequestError):
        read_instruction(words)
    assert time.perf_counter() - began < 4  # a tenth of that on a machine that does nothing else


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("把花瓶从桌上移到地上", ["move 花瓶 bottom"]),
        ("把花瓶从左边移到右边", ["move 左边的花瓶 right"]),
        ("将箱子从墙边挪到中间", ["move 箱子 middle"]),
    ],
)
def test_where_a_thing_comes_from_is_no_part_of_its_name(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations
