"""Instructions to change a picture, in both languages: what they are read as, and what is said where they are not."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_grammar import read_edit
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import Vocabulary

VOCABULARY = Vocabulary(
    colors={
        "red": "red", "blue": "blue", "orange": "orange", "green": "green", "black": "black", "yellow": "yellow",
        "红": "red", "红色": "red", "蓝": "blue", "蓝色": "blue", "橙色": "orange", "绿": "green", "绿色": "green",
        "黑": "black", "黑色": "black", "黄": "yellow", "黄色": "yellow", "粉红": "pink", "粉色": "pink",
    },
    styles={"van gogh", "watercolor", "ink wash", "pixel art", "flat", "水彩", "水墨", "梵高", "像素", "油画"},
    grounds={"beach", "snow", "grass", "forest", "海边", "雪地", "草地", "森林", "沙滩"},
    measures=set("个只条头匹朵棵座辆把张件顶"),
)  # fmt: skip

ENGLISH: list[tuple[str, Operation]] = [
    ("replace the cat with a dog", Replace(what="cat", by="a dog")),
    ("Turn the cat into a dog.", Replace(what="cat", by="a dog")),
    ("change the apple to an orange", Replace(what="apple", by="an orange")),
    ("swap the red ball for a balloon", Replace(what="red ball", by="a balloon")),
    ("make the cat a tiger", Replace(what="cat", by="a tiger")),
    ("please make the car red", Recolor(what="car", color="red")),
    ("Can you paint the house bright blue?", Recolor(what="house", color="blue")),
    ("change the color of the car to green", Recolor(what="car", color="green")),
    ("change the cat's colour to black", Recolor(what="cat", color="black")),
    ("make it red", Recolor(what="it", color="red")),
    ("remove the ball", Remove(what="ball")),
    ("get rid of the two birds in the picture", Remove(what="birds")),
    ("erase the hat from the cat", Remove(what="hat")),
    ("remove the hat from its head", Remove(what="hat")),
    ("add a hat", Add(what="a hat")),
    ("put a hat on the cat", Add(what="a hat", beside="worn by", anchor="cat")),
    ("give the cat a hat", Add(what="a hat", beside="worn by", anchor="cat")),
    ("put a hat on the cat's head", Add(what="a hat", beside="worn by", anchor="cat")),
    ("add a tree on the left", Add(what="a tree", at="left")),
    ("add a sun in the top right corner", Add(what="a sun", at="top right")),
    ("add a bird in the sky", Add(what="a bird", at="top")),
    ("draw a flower next to the house", Add(what="a flower", beside="next to", anchor="house")),
    ("add a ball to the left of the dog", Add(what="a ball", beside="left of", anchor="dog")),
    ("add a ball on the grass", Add(what="a ball", at="bottom")),
    ("change the background to a snowy field", Background(to="a snowy field")),
    ("make the background blue", Background(to="blue background")),
    ("replace the background with a beach", Background(to="a beach")),
    ("put the cat on a beach", Background(to="on a beach", keep="cat")),
    ("put it in the snow", Background(to="in the snow")),
    ("remove the background", Background(to="white background")),
    ("use a forest background", Background(to="a forest")),
    ("make it look like a watercolor", Restyle(style="watercolor")),
    ("in the style of Van Gogh", Restyle(style="Van Gogh")),
    ("turn it into an ink wash painting", Restyle(style="ink wash")),
    ("convert to pixel art", Restyle(style="pixel art")),
    ("in watercolor style", Restyle(style="watercolor")),
    ("make it brighter", Adjust(change="brighter")),
    ("make the picture a little darker", Adjust(change="darker", amount=0.5)),
    ("make the sky much brighter", Adjust(change="brighter", amount=1.6, what="sky")),
    ("brighten the car a bit", Adjust(change="brighter", amount=0.5, what="car")),
    ("increase the contrast", Adjust(change="more contrast")),
    ("reduce the saturation slightly", Adjust(change="less color", amount=0.5)),
    ("more contrast", Adjust(change="more contrast")),
    ("warmer", Adjust(change="warmer")),
    ("make it black and white", Adjust(change="grey")),
    ("blur the background", Adjust(change="softer", what="background")),
    ("make the background darker", Adjust(change="darker", what="background")),
    ("make the cat bigger", Resize(what="cat", factor=1.4)),
    ("shrink the ball", Resize(what="ball", factor=0.714)),
    ("make the house twice as big", Resize(what="house", factor=2.0)),
    ("move the ball to the left", Move(what="ball", to="left")),
    ("move the cat to the top right corner", Move(what="cat", to="top right")),
    ("flip it", Flip()),
    ("flip the image vertically", Flip(axis="up-down")),
    ("mirror the cat", Flip(what="cat")),
]
CHINESE: list[tuple[str, Operation]] = [
    ("把猫变成狗", Replace(what="猫", by="狗")),
    ("请把那只猫换成一只狗", Replace(what="猫", by="狗")),
    ("猫变成老虎", Replace(what="猫", by="老虎")),
    ("用香蕉代替苹果", Replace(what="苹果", by="香蕉")),
    ("将图中的球替换为气球", Replace(what="球", by="气球")),
    ("把车变成红色", Recolor(what="车", color="red")),
    ("把车涂成蓝色的", Recolor(what="车", color="blue")),
    ("把苹果变绿", Recolor(what="苹果", color="green")),
    ("把猫的颜色改成黑色", Recolor(what="猫", color="black")),
    ("给车换个蓝颜色", Recolor(what="车", color="blue")),
    ("把它变成红色", Recolor(what="它", color="red")),
    ("去掉球", Remove(what="球")),
    ("把那顶帽子去掉", Remove(what="帽子")),
    ("删除图片里的所有鸟", Remove(what="鸟")),
    ("把球移走", Remove(what="球")),
    ("不要帽子", Remove(what="帽子")),
    ("去掉猫头上的帽子", Remove(what="帽子")),
    ("加一顶帽子", Add(what="帽子")),
    ("给猫戴上帽子", Add(what="帽子", beside="worn by", anchor="猫")),
    ("给小猫戴一顶红帽子", Add(what="红帽子", beside="worn by", anchor="小猫")),
    ("在猫头上加一顶帽子", Add(what="帽子", beside="worn by", anchor="猫")),
    ("在左边加一棵树", Add(what="树", at="left")),
    ("右上角画一个太阳", Add(what="太阳", at="top right")),
    ("天上加个太阳", Add(what="太阳", at="top")),
    ("在房子旁边添加一朵花", Add(what="花", beside="next to", anchor="房子")),
    ("在草地上放一个球", Add(what="球", at="bottom")),
    ("换成雪地背景", Background(to="雪地")),
    ("把背景换成海边", Background(to="海边")),
    ("背景改成蓝色", Background(to="蓝色背景")),
    ("雪地背景", Background(to="雪地")),
    ("给猫换一个森林背景", Background(to="森林", keep="猫")),
    ("把猫放到沙滩上", Background(to="沙滩上", keep="猫")),
    ("去掉背景", Background(to="白色背景")),
    ("变成水彩风格", Restyle(style="水彩")),
    ("把图片改成水墨画", Restyle(style="水墨")),
    ("梵高风格", Restyle(style="梵高")),
    ("用油画风格来画", Restyle(style="油画")),
    ("调亮一点", Adjust(change="brighter", amount=0.8)),
    ("亮一点", Adjust(change="brighter", amount=0.8)),
    ("让画面更暗", Adjust(change="darker")),
    ("稍微暖一点", Adjust(change="warmer", amount=0.5)),
    ("把天空调暗", Adjust(change="darker", what="天空")),
    ("提高对比度", Adjust(change="more contrast")),
    ("降低饱和度", Adjust(change="less color")),
    ("变成黑白", Adjust(change="grey")),
    ("颜色更鲜艳", Adjust(change="more color")),
    ("背景虚化", Adjust(change="softer", what="背景")),
    ("把猫放大", Resize(what="猫", factor=1.5)),
    ("让猫变小一点", Resize(what="猫", factor=0.8)),
    ("把房子放大两倍", Resize(what="房子", factor=2.0)),
    ("把球移到左边", Move(what="球", to="left")),
    ("把猫移动到右上角", Move(what="猫", to="top right")),
    ("左右翻转", Flip()),
    ("把图片上下翻转", Flip(axis="up-down")),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "operation"), [*ENGLISH, *CHINESE])
def test_one_operation(instruction: str, operation: Operation) -> None:
    assert read_edit(instruction, VOCABULARY).operations == (operation,)


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("make the car red and the house blue",
         [Recolor(what="car", color="red"), Recolor(what="house", color="blue")]),
        ("remove the ball and the cat", [Remove(what="ball"), Remove(what="cat")]),
        ("Remove the ball, then add a hat.", [Remove(what="ball"), Add(what="a hat")]),
        ("replace the cat with a dog and make it black",
         [Replace(what="cat", by="a dog"), Recolor(what="dog", color="black")]),
        ("add a dog and a cat", [Add(what="a dog"), Add(what="a cat")]),
        ("replace the cat with a dog and a bird", [Replace(what="cat", by="a dog and a bird")]),
        ("把猫变成狗，去掉球", [Replace(what="猫", by="狗"), Remove(what="球")]),
        ("把猫变成狗并且把背景换成雪地", [Replace(what="猫", by="狗"), Background(to="雪地")]),
        ("去掉球和帽子", [Remove(what="球"), Remove(what="帽子")]),
        ("把车变成红色，房子变成蓝色", [Recolor(what="车", color="red"), Recolor(what="房子", color="blue")]),
        ("把猫换成狗，再把它变成黑色", [Replace(what="猫", by="狗"), Recolor(what="狗", color="black")]),
        ("make it brighter and warmer", [Adjust(change="brighter"), Adjust(change="warmer")]),
        ("亮一点，暖一点", [Adjust(change="brighter", amount=0.8), Adjust(change="warmer", amount=0.8)]),
    ],
)  # fmt: skip
def test_several_in_one_sentence(instruction: str, operations: list[Operation]) -> None:
    assert list(read_edit(instruction, VOCABULARY).operations) == operations


@pytest.mark.parametrize("instruction", ["hello there", "how are you?", "sing a song about cats"])
def test_what_is_not_understood_lists_what_can_be_done(instruction: str) -> None:
    with pytest.raises(RequestError, match=r"is not understood; say for example: replace the cat .*; make the car red"):
        read_edit(instruction, VOCABULARY)


@pytest.mark.parametrize("instruction", ["你好", "今天天气怎么样", "唱首歌"])
def test_the_same_in_chinese(instruction: str) -> None:
    with pytest.raises(RequestError, match=r"看不懂“.*”；可以这样说：把猫变成狗、把车变成红色"):
        read_edit(instruction, VOCABULARY)


def test_language_and_emptiness() -> None:
    assert read_edit("把猫变成狗", VOCABULARY).language == "zh"
    assert read_edit("add a hat", VOCABULARY).language == "en"
    with pytest.raises(RequestError, match="instruction is empty"):
        read_edit("  ", VOCABULARY)
    with pytest.raises(RequestError, match="1 to 8 changes"):
        read_edit("，".join(["亮一点"] * 9), VOCABULARY)
