"""The words of the data, for readers of prompts: names of things, colours, grounds, styles and what can carry what.

``director/scene_reader.py`` reads with it; it knows no words of its own but those of grammar.
"""

from __future__ import annotations

import re
from functools import cache

from danqing.data.captions import read_aliases
from danqing.data.colors import COLORS
from danqing.data.everyday import Everyday, everyday_table
from danqing.data.grounds import BACKDROPS, GROUNDS
from danqing.data.phrases import countable, plural
from danqing.data.sprites import GROUPS
from danqing.data.styles import STYLES

Phrases = dict[str, str]

# Nouns of a ground that people put after any fitting preposition, beside the phrases of captions.
GROUND_NOUNS: dict[str, tuple[str, str]] = {
    "grass": ("grass|lawn|meadow|grassland|prairie|field|park", "草地|草坪|草原|草丛|公园|田野"),
    "flowers": ("garden|flower garden|field of flowers|flower field", "花丛|花田|花园|花海"),
    "beach": ("beach|seaside|shore|seashore|sand", "海滩|沙滩|海边|海岸"),
    "snow": ("snow|snowfield|snowy field|snowy ground", "雪地|雪原|冰天雪地"),
    "sea": ("sea|ocean|water|waves", "海面|大海|海洋|水面"),
    "city": ("city|town|city street|downtown", "城市|城里|街头|市中心"),
    "road": ("road|street|highway", "马路|公路|道路|街道|路"),
    "table": ("table|desk|tabletop", "桌子|木桌|桌面|书桌|餐桌"),
    "room": ("room|living room|bedroom|kitchen|floor", "房间|屋子|屋|室内|客厅|卧室|厨房|地板|家"),
    "mountains": ("mountains|hills", "群山|大山|山谷"),
    "snow_mountains": ("snowy mountains|snowy mountain|snow mountain|snowy peaks", "雪山"),
    "forest": ("forest|woods|jungle", "森林|树林|丛林"),
    "desert": ("desert|dunes", "沙漠|荒漠|沙丘"),
    "lake": ("lake|lakeside|pond|river", "湖|湖水|池塘|河"),
    "space": ("space|outer space|universe", "太空|宇宙"),
    "rain": ("rain", "雨"),
    "sunset": ("sunset|dusk", "夕阳|日落|落日|黄昏"),
    "night": ("night|night sky|starry sky", "夜空|星空|夜晚|夜色"),
    "underwater": ("sea floor", "海底|水底"),
}
WEARABLE = frozenset(
    {"hat", "top hat", "cap", "crown", "graduation cap", "helmet", "glasses", "sunglasses", "headphones", "necktie"}
)
CARRIERS = frozenset({"sofa", "log", "rock", "box", "basket", "bed", "chair", "house", "skateboard"})
MORE_NAMES: dict[str, str] = {  # said every day, and in no word list
    "kitty": "cat", "猫儿": "cat", "橘子": "orange", "桔子": "orange", "轿车": "car", "小车": "car",
    "脚踏车": "bicycle",
    "皮球": "football", "圆球": "football", "屋": "house", "伞": "umbrella", "鲜花": "flower", "巴士": "bus",
    "星": "star", "月": "moon", "弯月": "moon", "满月": "moon", "the sun": "sun", "瓶花": "flower",
    "救火车": "fire engine",
    "bunny": "rabbit", "bike": "bicycle", "plane": "airplane", "kitten": "cat", "puppy": "dog", "酒杯": "glass of wine",
    "ship": "ship", "船": "ship", "花朵": "flower", "花": "flower", "sports car": "racing car", "跑车": "racing car",
    "table lamp": "couch and lamp",
    "ferrari": "racing car", "lamborghini": "racing car", "porsche": "racing car", "法拉利": "racing car",
    "兰博基尼": "racing car", "保时捷": "racing car", "tesla": "car", "特斯拉": "car", "电动车": "scooter",
    "电瓶车": "scooter", "摩托": "motorcycle", "山地车": "bicycle", "计程车": "taxi", "客机": "airplane",
    "战斗机": "airplane", "直升飞机": "helicopter", "轮渡": "ferry", "moggy": "cat", "喵星人": "cat", "汪星人": "dog",
    "柴犬": "dog", "金毛": "dog", "哈士奇": "dog", "斗牛犬": "dog", "calf": "cow", "lamb": "sheep", "蛤蟆": "frog",
    "眼镜蛇": "snake", "树蛙": "frog",
    "洋芋": "potato", "凤梨": "pineapple", "吐司": "bread", "果汁": "juice box",
    "宝宝": "baby", "婴孩": "baby", "小孩": "boy", "姑娘": "girl", "小伙子": "boy", "奶奶": "old woman",
    "老太太": "old woman", "爷爷": "old man", "毛衣": "coat", "羽绒服": "coat", "sweater": "coat", "牛仔帽": "hat",
    "钱包": "handbag", "手电": "flashlight", "小说": "book", "课本": "book", "本子": "notebook",
    "bonfire": "fire", "fortress": "castle", "satchel": "backpack",
}  # fmt: skip
STYLE_WORDS: dict[str, str] = {
    "flat": "flat", "3d": "3d", "三维": "3d", "立体": "3d", "3d render": "3d", "3d rendering": "3d",
    "3d model": "3d", "3d渲染": "3d", "3d风格": "3d", "clip art": "clipart", "clipart": "clipart",
    "line art": "outline", "扁平": "flat", "扁平化": "flat", "卡通风格": "blob", "cartoon style": "blob",
    "cartoon": "blob", "卡通": "blob", "剪影": "silhouette", "silhouette": "silhouette", "sketch": "sketch",
    "单色": "mono", "monochrome": "mono", "手绘": "painted",
}  # fmt: skip


@cache
def subject_names() -> Phrases:
    """Each name of a thing, in either language, and its English plural → the thing's first English name.

    What is a colour and another name ("black cat", "白云") is left out, so that it is read as both.
    """
    found: Phrases = {}
    first: dict[str, Everyday] = {thing.names_en[0]: thing for thing in everyday_table().values()}
    ordered = sorted(first.values(), key=lambda thing: -thing.boost)
    for place in range(max(len(names) for thing in ordered for names in (thing.names_en, thing.names_zh))):
        for thing in ordered:  # the usual name of a thing goes before the second name of another
            for names in (thing.names_en, thing.names_zh):
                if place < len(names) and names[place]:
                    found.setdefault(names[place], thing.names_en[0])
    for key, name in MORE_NAMES.items():
        found.setdefault(key, name)
    for name, alias in read_aliases().items():
        if named := everyday_table().get(name):
            for each in (name, *alias.en, *alias.zh):
                found.setdefault(each, named.names_en[0])
    for name, thing in everyday_table().items():
        found.setdefault(name, thing.names_en[0])
    for name in [name for name in found if _color_and(name, found, first) or _big_and(name, found)]:
        del found[name]
    for name in [name for name in found if name.isascii() and countable(name)]:
        found.setdefault(plural(name), found[name])
    return found


def _color_and(name: str, known: Phrases, things: dict[str, Everyday]) -> bool:
    """Whether a name is a colour and a known name, unless the whole is a thing of its own kind ("绿茶")."""
    for word in color_words():
        if name.startswith(word) and (base := name.removeprefix(word).strip()) != name and base in known:
            same = known[base] == known[name]
            return not (same and things[known[name]].fixed_color) and (not name.isascii() or name[len(word)] == " ")
    return False


def _big_and(name: str, known: Phrases) -> bool:
    """Whether a Chinese name says only that the thing is large ("大树")."""
    return name.startswith("大") and known.get(name[1:]) == known[name]


@cache
def color_words() -> Phrases:
    """Words for colours → their keys."""
    found: Phrases = {}
    for key, color in COLORS.items():
        for word in (*color.en, *(each.removesuffix("的") for each in color.zh), color.short, color.short + "色"):
            found[word] = key
    return found | {"橘": "orange", "褐": "brown", "咖啡色": "brown", "金色": "yellow", "golden": "yellow",
        "银色": "grey",
        "silver": "grey", "粉红": "pink", "大红": "red", "深红": "red", "天蓝": "blue", "天蓝色": "blue",
        "深蓝色": "blue",
        "浅蓝色": "blue", "深绿色": "green", "浅绿色": "green", "dark blue": "blue", "light blue": "blue",
        "dark green": "green", "light green": "green", "dark red": "red", "crimson": "red", "scarlet": "red",
        "navy": "blue", "cyan": "blue", "青色": "green", "翠绿": "green", "雪白": "white", "乌黑": "black",
        "漆黑": "black",
        "ginger": "orange", "lavender": "purple"}  # fmt: skip


@cache
def ground_phrases() -> Phrases:
    """Where something is, as people say it ("on the grass", "草地上") → the ground's key; English without articles."""
    found: Phrases = {}
    for key, ground in GROUNDS.items():
        for phrase in (*ground.on["zh"], *ground.air["zh"]):
            found.setdefault(phrase, key)
        for phrase in (*ground.on["en"], *ground.air["en"]):
            found.setdefault(without_articles(phrase), key)
    for key, (english, chinese) in GROUND_NOUNS.items():
        for noun in chinese.split("|"):
            for end in ("上面", "里面", "上", "里", "中", "边", "旁", "中间"):
                found.setdefault(noun + end, key)
        for noun in english.split("|"):
            for before in ("on",) if key == "table" else ("on", "in", "at", "by", "near", "across", "through", "along"):
                found.setdefault(f"{before} {noun}", key)
    return found | {"under water": "underwater", "in water": "underwater", "by sea": "beach", "near sea": "beach",
        "at sea": "sea", "雪天": "snow", "下雪天": "snow", "海里": "underwater", "大海里": "underwater",
        "on snowy day": "snow", "indoors": "room", "雨天": "rain", "下雨天": "rain", "晚上": "night", "夜里": "night",
        "in river": "underwater", "水里": "underwater", "at night": "night", "路边": "road", "by road": "road",
        "in mountains": "mountains", "in house": "room", "山上": "mountains", "山里": "mountains", "天上": "sky",
        "天空上": "sky",
        "天空里": "sky", "蓝天下": "grass", "大海边": "beach"}  # fmt: skip


@cache
def ground_nouns() -> Phrases:
    """Nouns of grounds, read where they follow "with" and stand before "in the background" → the key."""
    found: Phrases = {}
    for key, ground in GROUNDS.items():
        for language in ("en", "zh"):
            for phrase in ground.noun[language]:
                found.setdefault(without_articles(phrase), key)
    for key, said in GROUND_NOUNS.items():
        for noun in "|".join(said).split("|"):
            found.setdefault(noun, key)
    return found | {"sky": "sky", "blue sky": "sky", "mountain": "mountains", "snowy mountain": "snow_mountains"}


@cache
def scenic_things() -> Phrases:
    """Things that are rather the ground where they are only under, behind or around another → the ground's key."""
    return {"mountain": "mountains", "snowy mountain": "snow_mountains", "rainbow": "rainbow", "water wave": "sea"}


@cache
def backdrop_words() -> Phrases:
    """Colours of plain grounds → their keys."""
    found: Phrases = {}
    for key, shade in BACKDROPS.items():
        for word in (*shade.en, *shade.zh, *(each.removesuffix("色") for each in shade.zh)):
            found.setdefault(word, key)
    return found


@cache
def style_words() -> Phrases:
    """Words for styles → their keys; the first style that has a phrase gets it."""
    found: Phrases = {}
    for key, style in STYLES.items():
        for word in (*style.en, *style.zh):
            found.setdefault(word.lower(), key)
    return found | {word: key for word, key in STYLE_WORDS.items() if word not in found}


@cache
def measure_words() -> frozenset[str]:
    """Chinese measure words."""
    return frozenset(thing.measure for thing in everyday_table().values()) | frozenset(
        "个只条头匹朵棵座艘辆架把张件双对位名杯"
    )


@cache
def roles() -> dict[str, frozenset[str]]:
    """Which things carry, shelter, are worn, or hang in the sky, so that "上" and "下" are understood."""
    things = {thing.names_en[0]: thing for thing in everyday_table().values()}
    aloft = frozenset(name for name, thing in things.items() if thing.habitat in ("sun", "moon", "star", "cloud"))
    return {
        "carrier": CARRIERS | {name for name, thing in things.items() if GROUPS["carrier"](thing)},
        "roof": frozenset(name for name, thing in things.items() if thing.habitat in ("tree", "palm"))
        | {name for name, thing in things.items() if GROUPS["roof"](thing)},
        "wearable": WEARABLE,
        "aloft": aloft,
        "flying": frozenset(
            name for name, thing in things.items() if thing.habitat in ("air", "bird", "flyer", "space", "planet")
        ),
    }


def without_articles(phrase: str) -> str:
    """English without a, an, the."""
    return re.sub(r"\b(?:an?|the) ", "", phrase)
