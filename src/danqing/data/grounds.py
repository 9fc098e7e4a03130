"""Grounds: what stands behind and under the subjects of a scene, and how people say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from danqing.data import scenery
from danqing.data.canvas import Canvas, Color, Look, Random, gradient_image, jitter, mix
from danqing.data.scenery import Stage


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A kind of ground: how to draw it and how to say where something is on it.

    Args:
        draw: draws on a canvas and returns where things may stand.
        on: phrases for what stands on or in it, by language; Chinese ones fit both ``在…`` and ``…的``.
        air: phrases for what flies or swims in it; empty if nothing does.
        noun: the ground itself ("a beach"), for "with … in the background".
        open_sky: whether something may hang in the sky above the subject.
    """

    draw: Callable[[Canvas], Stage]
    on: dict[str, tuple[str, ...]]
    air: dict[str, tuple[str, ...]]
    noun: dict[str, tuple[str, ...]]
    open_sky: bool = True


_AIR = {"en": ("in the sky", "up in the air"), "zh": ("天上", "天空中", "空中")}
_NONE: dict[str, tuple[str, ...]] = {"en": (), "zh": ()}


def _ground(
    draw: Callable[[Canvas], Stage],
    en: str,
    zh: str,
    noun_en: str,
    noun_zh: str,
    *,
    open_sky: bool = True,
    air: dict[str, tuple[str, ...]] | None = None,
) -> Ground:
    def split(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split("|") if part.strip())

    return Ground(
        draw=draw,
        on={"en": split(en), "zh": split(zh)},
        air=air if air is not None else _AIR if open_sky else _NONE,
        noun={"en": split(noun_en), "zh": split(noun_zh)},
        open_sky=open_sky,
    )


GROUNDS: dict[str, Ground] = {
    "grass": _ground(
        scenery.grass,
        "on the grass|on green grass|in a meadow|on the lawn|in the grass|on a grassy field",
        "草地上|草坪上|绿草地上|青草地上|草原上",
        "grass|a meadow|a green field",
        "草地|草坪|绿色的草地",
    ),
    "flowers": _ground(
        scenery.flowers,
        "in a field of flowers|among the flowers|in a flower field|in a flower garden",
        "花丛中|花田里|花园里|花海中",
        "flowers|a field of flowers",
        "花丛|花田",
    ),
    "beach": _ground(
        scenery.beach,
        "on the beach|on a sandy beach|on the sand by the sea|at the beach|at the seaside",
        "海滩上|沙滩上|海边|海边的沙滩上",
        "a beach|the beach and the sea",
        "海滩|沙滩和大海",
    ),
    "snow": _ground(
        scenery.snow,
        "in the snow|on the snow|in a snowy field|on snowy ground",
        "雪地里|雪地上|雪中|雪原上",
        "snow|a snowy landscape",
        "雪地|雪景",
    ),
    "night": _ground(
        scenery.night,
        "under the night sky|at night|under the stars|under a starry sky",
        "夜空下|星空下|夜晚的星空下|夜色中",
        "the night sky|a starry night",
        "夜空|星空",
        air={"en": ("in the night sky", "in the starry sky"), "zh": ("夜空中", "夜空里", "星空中")},
    ),
    "sky": _ground(
        scenery.sky,
        "in the sky|among the clouds|in the blue sky",
        "天空中|云朵间|蓝天里",
        "a blue sky|the sky and clouds",
        "蓝天|蓝天白云|天空|云朵",
        air={
            "en": ("in the sky", "in the blue sky", "among the clouds", "high in the sky"),
            "zh": ("天空中", "蓝天上", "天上", "云朵间", "蓝天白云间"),
        },
    ),
    "sea": _ground(
        scenery.sea,
        "on the sea|on the water|on the ocean|at sea",
        "海面上|海上|水面上|大海上",
        "the sea|the ocean",
        "大海|海面",
    ),
    "underwater": _ground(
        scenery.underwater,
        "under the sea|on the sea floor|underwater|at the bottom of the sea",
        "海底|水底|水下",
        "the sea|deep water",
        "海水|海底世界",
        open_sky=False,
        air={
            "en": ("in the water", "under the sea", "underwater", "in the sea", "under water"),
            "zh": ("水里", "水中", "海里", "水下", "海水中"),
        },
    ),
    "city": _ground(
        scenery.city,
        "in the city|on a city street|in front of tall buildings|in front of city buildings|in town",
        "城市里|城市的街道上|高楼前|大楼前|城市街头",
        "a city|city buildings",
        "城市|高楼大厦",
    ),
    "road": _ground(
        scenery.road,
        "on the road|on a road|on a country road|in the street",
        "路上|公路上|马路上|乡间公路上",
        "a road|a country road",
        "公路|马路",
    ),
    "table": _ground(
        scenery.table,
        "on the table|on a table|on a wooden table|on top of a table",
        "桌子上|桌上|木桌上|桌面上",
        "a table|a wooden table",
        "桌子|木桌",
        open_sky=False,
    ),
    "room": _ground(
        scenery.room,
        "in a room|in the room|on the floor|indoors|inside the house",
        "房间里|室内|屋子里|地板上|家里",
        "a room|the inside of a room",
        "房间|室内",
        open_sky=False,
    ),
    "mountains": _ground(
        scenery.mountains,
        "in front of mountains|in front of the mountains|in the mountains|at the foot of a mountain",
        "山前|群山前|大山前|山脚下",
        "mountains|green mountains",
        "群山|大山",
    ),
    "snow_mountains": _ground(
        scenery.snow_mountains,
        "in front of snowy mountains|in front of a snowy mountain|in front of snow-capped mountains|below snowy peaks",
        "雪山前|雪山前面|雪山下|雪山脚下",
        "snowy mountains|snow-capped mountains",
        "雪山|白雪皑皑的山",
    ),
    "forest": _ground(
        scenery.forest,
        "in the forest|in a forest|in the woods|among the trees",
        "森林里|树林里|林中|树林中|森林中",
        "a forest|trees",
        "森林|树林",
        open_sky=False,
    ),
    "desert": _ground(
        scenery.desert,
        "in the desert|in a sandy desert|among the dunes",
        "沙漠里|沙漠中|沙丘上|荒漠里",
        "a desert|sand dunes",
        "沙漠|沙丘",
    ),
    "sunset": _ground(
        scenery.sunset,
        "at sunset|in front of the sunset|in the evening glow|in front of a setting sun",
        "夕阳下|日落时分|晚霞中|落日前",
        "a sunset|the setting sun",
        "夕阳|落日",
    ),
    "rainbow": _ground(
        scenery.rainbow,
        "under a rainbow|under the rainbow|below a rainbow|beneath a rainbow",
        "彩虹下|彩虹下面|彩虹的下方",
        "a rainbow",
        "彩虹",
        air={"en": ("under a rainbow", "below a rainbow"), "zh": ("彩虹下", "彩虹下方")},
    ),
    "rain": _ground(
        scenery.rain,
        "in the rain|on a rainy day|in rainy weather|out in the rain",
        "雨中|雨里|大雨中|雨天里",
        "rain|a rainy sky",
        "雨天|雨景",
        air={"en": ("in the rain", "on a rainy day"), "zh": ("雨中", "雨里")},
    ),
    "lake": _ground(
        scenery.lake,
        "by the lake|beside a lake|on the shore of a lake|at the lake",
        "湖边|湖畔|湖岸上|湖岸边",
        "a lake|a lake and hills",
        "湖|湖水和小山",
    ),
    "space": _ground(
        scenery.space,
        "in space|in outer space|among the stars",
        "太空中|宇宙中|太空里|星空里",
        "outer space|a starry space",
        "太空|宇宙",
        open_sky=False,
        air={"en": ("in space", "in outer space", "among the stars"), "zh": ("太空中", "宇宙中", "太空里")},
    ),
}


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """A plain ground of one colour: how it is said, and its colour."""

    en: tuple[str, ...]
    zh: tuple[str, ...]
    rgb: Color


BACKDROPS: dict[str, Backdrop] = {
    "white": Backdrop(en=("white",), zh=("白色",), rgb=(255, 255, 255)),
    "light blue": Backdrop(en=("light blue", "pale blue"), zh=("浅蓝色", "淡蓝色"), rgb=(200, 228, 248)),
    "light green": Backdrop(en=("light green", "pale green"), zh=("浅绿色", "淡绿色"), rgb=(208, 238, 206)),
    "light pink": Backdrop(en=("light pink", "pale pink"), zh=("浅粉色", "淡粉色"), rgb=(252, 218, 226)),
    "light yellow": Backdrop(en=("light yellow", "pale yellow"), zh=("浅黄色", "淡黄色"), rgb=(254, 242, 200)),
    "light purple": Backdrop(en=("light purple", "lavender"), zh=("浅紫色", "淡紫色"), rgb=(228, 216, 246)),
    "light grey": Backdrop(en=("light grey", "light gray"), zh=("浅灰色",), rgb=(226, 228, 232)),
    "beige": Backdrop(en=("beige", "cream"), zh=("米色", "米黄色"), rgb=(246, 234, 214)),
    "blue": Backdrop(en=("blue",), zh=("蓝色",), rgb=(70, 140, 226)),
    "green": Backdrop(en=("green",), zh=("绿色",), rgb=(90, 184, 100)),
    "yellow": Backdrop(en=("yellow",), zh=("黄色",), rgb=(252, 212, 70)),
    "orange": Backdrop(en=("orange",), zh=("橙色",), rgb=(248, 160, 70)),
    "pink": Backdrop(en=("pink",), zh=("粉色",), rgb=(248, 150, 184)),
    "red": Backdrop(en=("red",), zh=("红色",), rgb=(222, 70, 66)),
    "purple": Backdrop(en=("purple",), zh=("紫色",), rgb=(140, 96, 200)),
    "grey": Backdrop(en=("grey", "gray"), zh=("灰色",), rgb=(150, 154, 160)),
    "black": Backdrop(en=("black",), zh=("黑色",), rgb=(26, 26, 30)),
    "dark blue": Backdrop(en=("dark blue", "navy"), zh=("深蓝色",), rgb=(30, 48, 96)),
}


def draw_ground(key: str, size: int, look: Look, rng: Random, *, clear_sky: bool = False) -> tuple[Image.Image, Stage]:
    """Draw a scenic ground.

    Args:
        key: a key of :data:`GROUNDS`.
        size: pixels a side.
        look: how shapes are filled.
        rng: where the variety comes from.
        clear_sky: draw no clouds and no moon, because a subject will hang there.

    Returns:
        The picture, mode RGB, and where things may stand.
    """
    canvas = Canvas(size, look, rng, clear_sky=clear_sky)
    stage = GROUNDS[key].draw(canvas)
    return canvas.finish(), stage


def draw_backdrop(key: str, size: int, rng: Random, *, gradient: bool) -> Image.Image:
    """Draw a plain ground; with ``gradient`` it runs from a lighter to a slightly darker tone."""
    color = BACKDROPS[key].rgb
    if not gradient:
        jittered = color if key in ("white", "black") else jitter(color, rng)
        return Image.new("RGB", (size, size), jittered)
    base = jitter(color, rng)
    darker = mix(base, (40, 40, 70), 0.12)
    if rng.random() < 0.5:
        return gradient_image(mix(base, (255, 255, 255), 0.35), darker, size)
    ys, xs = np.mgrid[0:size, 0:size] / (size - 1.0) - 0.5
    near = np.clip(1.0 - np.hypot(xs, ys) * 1.5, 0.0, 1.0)[..., None]
    edge, middle = np.array(darker), np.array(mix(base, (255, 255, 255), 0.5))
    return Image.fromarray((edge * (1 - near) + middle * near).astype(np.uint8))
