"""Names that instructions hold beside colours and looks: what is worn, sizes, numbers, and times."""

from __future__ import annotations

from danqing.director.edit_words import word_set

WEARABLES = word_set(  # what people and animals wear
    """
    hat cap crown tie bow necktie scarf glasses sunglasses helmet shirt coat jacket dress boots shoes gloves mask
    necklace earrings earring ribbon backpack moustache mustache socks cape apron watch ring belt collar headphones
    wig mittens sweater skirt hoodie vest monocle tiara halo beanie hood cloak goggles bandana bonnet veil trousers
    帽子 帽 草帽 皇冠 王冠 领带 领结 蝴蝶结 围巾 眼镜 墨镜 太阳镜 头盔 衬衫 外套 夹克 裙子 靴子 鞋 鞋子 手套 面具
    项链 耳环 丝带 背包 书包 袜子 披风 斗篷 围裙 手表 戒指 腰带 项圈 耳机 假发 毛衣 口罩 发带 发卡 花环 头巾 铃铛
    """
)
BIGGER_EN = (
    "bigger|larger|greater|huge|giant|gigantic|enormous|massive|taller|wider|longer|fatter|big|large|tall"
    "|chunkier|long|wide|high"
)
SMALLER_EN = "smaller|tinier|tiny|shorter|little|small|thinner|narrower|miniature|slimmer|teeny|minuscule"
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TIMES = word_set(  # when a picture is, said like a ground
    """
    night nighttime daytime day dawn dusk sunset sunrise morning evening winter summer spring autumn fall christmas
    rain rainy raining snow snowy snowing fog foggy storm stormy cloudy sunny midnight noon twilight halloween
    thunderstorm blizzard sandstorm heatwave moonlight moonlit hail drizzle
    晚上 夜晚 夜里 夜间 黑夜 白天 傍晚 黄昏 清晨 早晨 早上 日落 日出 冬天 夏天 春天 秋天 下雨 下雪 雨天 雪天 阴天
    晴天 雾天 深夜 夕阳 夜景 雪景 冬季 夏季 春季 秋季 雷雨 暴雨 暴风雪 午后 正午 凌晨 拂晓 雪夜 雨夜 月夜 星夜
    """
)
