"""Phrases that make a prompt richer, in both languages, by what is drawn, where, and in what medium.

None names a further thing that would be counted, a colour of a thing or a number, so that no stated fact can change.
Each line of a table is ``keys: English | Chinese``; several lines with one key are choices.
"""

from __future__ import annotations

from collections.abc import Mapping

Choices = Mapping[str, tuple[tuple[str, str], ...]]


def _table(text: str) -> Choices:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.strip().splitlines():
        keys, _, phrases = line.strip().partition(": ")
        english, chinese = (each.strip() for each in phrases.split("|"))
        for key in keys.split():
            found.setdefault(key, []).append((english, chinese))
    return {key: tuple(choices) for key, choices in found.items()}


# By place; what fits a place is drawn from that line alone.
LIGHT = _table("""
    day: soft morning light | 柔和的晨光
    day: warm late-afternoon light | 午后温暖的光线
    day: clear daylight with gentle shadows | 明净的日光与淡淡的影子
    day: light falling softly from the side | 侧面洒来的柔光
    night: quiet moonlight | 静静的月光
    night: deep shadows and a faint glow | 深沉的暗部与微光
    night: soft light against the dark | 暗处透出的柔光
    sunset: low evening light | 低斜的暮光
    sunset: long shadows and a warm glow | 长长的影子与温暖的余晖
    room: light from a window at the side | 从窗边照进来的光
    room: warm, even indoor light | 温暖均匀的室内光
    room: soft light with calm shadows | 柔和的光线与安静的影子
    snow: cold, clear winter light | 清冷的冬日光线
    snow: bright light scattered by the snow | 雪地漫射的亮光
    water: light rippling through the water | 透过水波的光
    water: glittering reflections | 粼粼的波光
    rain: soft light under an overcast sky | 阴天柔和的散射光
    rain: wet surfaces catching the light | 湿润表面上的反光
    space: hard light against deep darkness | 深邃黑暗中的硬光
    space: a rim of light along the edges | 边缘一圈光
    plain: even studio light | 均匀的棚拍光
    plain: soft light and a faint shadow below | 柔光与底部淡淡的投影
""")
# By kind of the first thing and by what the medium shows.
TEXTURE = _table("""
    animal: every hair of the coat softly drawn | 毛发根根柔软可辨
    animal: lively eyes and a natural pose | 眼神灵动，姿态自然
    animal: a coat with fine texture | 细腻的皮毛质感
    bird: finely drawn feathers | 羽毛纹理细密
    bird: an alert, natural pose | 机敏自然的姿态
    fish: shimmering scales | 鳞片闪着微光
    person: an expressive face and natural gesture | 神情生动，动作自然
    person: clothing with soft folds | 衣褶柔软自然
    food: fresh, appetising surfaces | 新鲜诱人的质感
    food: a moist sheen and crisp edges | 水润的光泽与清脆的边缘
    plant: delicate veins and soft edges | 脉络细致，边缘柔和
    plant: fresh growth, softly moving | 生机盎然，轻轻摇曳
    vehicle: polished surfaces with reflections | 光亮的表面映着倒影
    vehicle: well-made details and clear lines | 做工精细，线条利落
    building: weathered stone and wood | 带着岁月痕迹的石与木
    building: clear lines and solid walls | 线条清晰，墙体厚实
    scene: wide space with layers of depth | 空间开阔，层次分明
    scene: fine detail in the distance | 远处细节清晰
    thing: carefully worked material | 材质刻画细致
    thing: a surface that shows its use | 表面带着使用的痕迹
    thing: crisp edges and tangible texture | 边缘清晰，质感真实
""")
# A place for a thing of which the wish names none.
SETTING = _table("""
    animal: in a quiet spot in the open air | 在户外一处安静的地方
    animal: in soft natural surroundings | 置身柔和的自然环境
    bird: in open, airy surroundings | 周围开阔通透
    bird: in the fresh open air | 在清新的空气里
    fish: in clear, calm depths | 在清澈平静的深处
    person: in simple, uncluttered surroundings | 环境简洁不杂乱
    person: in a quiet everyday place | 在一处平常安静的地方
    food: on a plain, rustic surface | 放在朴素的台面上
    food: neatly arranged with room around | 摆放整齐，四周留白
    plant: in fresh, open surroundings | 周围清新开阔
    plant: after a light shower | 刚下过一阵小雨
    vehicle: in wide open surroundings | 周围视野开阔
    vehicle: ready to set off | 整装待发
    building: under a wide, calm sky | 在开阔宁静的天空下
    building: in peaceful surroundings | 四周一片宁静
    scene: with plenty of air and distance | 空气通透，视野辽远
    thing: on a simple, calm ground | 在简单素净的底上
    thing: with quiet space around | 四周留出安静的空间
""")
VIEW = _table("""
    animal bird person: seen at eye level, with a softly blurred background | 平视角度，背景轻微虚化
    animal bird person: framed close, the face in focus | 取景贴近，面部清晰
    fish: seen from the side, gently in focus | 侧面取景，焦点柔和
    food: seen slightly from above, shallow depth of field | 略微俯视，浅景深
    food: framed close with soft focus behind | 近处取景，后方虚化
    plant: framed close, shallow depth of field | 近处取景，浅景深
    plant: seen slightly from below | 略微仰视
    vehicle: seen at an angle from the front | 斜前方视角
    vehicle: low viewpoint, the whole in the frame | 低机位，主体完整入画
    building: seen from a little way off, upright lines | 稍远处取景，线条端正
    building: low viewpoint, the whole in the frame | 低机位，主体完整入画
    scene: wide view with a clear horizon | 广角视野，地平线清晰
    scene: broad view, foreground and distance in balance | 视野宽广，远近均衡
    thing: centred, the whole in the frame | 居中构图，主体完整
    thing: seen slightly from above | 略微俯视
""")
FRAME = _table("""
    paint line flat: balanced composition with open space | 构图均衡，留白得当
    paint line flat: calm composition, the subject clearly set off | 构图沉稳，主体突出
    paint line flat: flowing arrangement that leads the eye | 布局流畅，引导视线
""")
MOOD = _table("""
    day plain: a calm and friendly atmosphere | 平和亲切的气氛
    day plain: a fresh, light-hearted feeling | 清新轻快的感觉
    day plain: a quiet, contented mood | 安静满足的情调
    night: a still, dreamy atmosphere | 静谧梦幻的气氛
    sunset: a tender, nostalgic mood | 温柔怀旧的情调
    room: a homely, restful atmosphere | 居家安适的气氛
    snow: a hushed winter stillness | 冬日的寂静
    water: a light, floating calm | 轻盈漂浮的宁静
    rain: a thoughtful, quiet mood | 若有所思的安静
    space: a feeling of vastness | 浩瀚的感觉
""")
FINISH = _table("""
    photo: fine natural detail | 细节自然细腻
    photo: natural tones, sharp where it matters | 色调自然，焦点锐利
    paint: visible brushwork and layered washes | 笔触可见，层层晕染
    paint: soft edges where the paint runs | 颜料晕开的柔和边缘
    paint: the grain of the paper showing through | 透出纸张的纹理
    line: sure, varied strokes | 线条肯定而富于变化
    line: clean lines with delicate hatching | 线条干净，排线细致
    flat: clean shapes and crisp edges | 造型简洁，边缘利落
    flat: simple forms, evenly filled | 形体单纯，填色均匀
    render: smooth surfaces and soft reflections | 表面光滑，反光柔和
    render: rounded forms with physically plausible light | 形体圆润，光影真实
""")

# What tells the place, the medium and the kind.
PLACES: Mapping[str, str] = {
    "night": r"\bnight|\bmoon|\bstar(?:s|ry)\b|\bdark\b|\bmidnight|夜|月|星空|星光|黑暗",
    "sunset": r"\bsunset|\bsunrise|\bdusk|\bdawn|\bevening|夕阳|日落|落日|黄昏|傍晚|日出|清晨|黎明|晚霞|朝霞",
    "space": r"\bspace\b|\bgalax|\buniverse|\bplanet|太空|宇宙|银河",
    "snow": r"\bsnow|\bice\b|\bicy|\bwinter|雪|冰|冬",
    "water": r"\bunderwater|\bunder water|\bsea\s?floor|\bocean|\bsea\b|\blake|\bpond|\briver|水|海|湖|池|河",
    "rain": r"\brain(?:y|ing)?\b|\bstorm|雨",
    "room": r"\broom|\bkitchen|\bindoor|\btable|\bdesk|\bsofa|\bbed\b|\bshelf|\bwindowsill|\bwindow|\bfloor|\bcaf[eé]"
    r"|房|屋|室|厨|桌|沙发|床|架|窗|地板|咖啡馆|教室",
    "plain": r"\b(?:white|black|plain|solid|transparent|\w+)\s+background|背景|纯色|留白",
}
MEDIA: Mapping[str, str] = {
    "paint": r"paint|watercolou?r|\boil\b|gouache|\bink\b|impression"
    r"|水彩|水墨|油画|国画|水粉|工笔|印象|版画|丙烯",
    "line": r"sketch|line\s?art|pencil|drawing|engraving|charcoal|素描|线稿|线描|铅笔|速写|白描|剪纸",
    "flat": r"flat|icon|vector|cartoon|pixel|comic|anime|logo|sticker|poster"
    r"|扁平|图标|矢量|卡通|像素|漫画|动漫|贴纸|剪影",
    "render": r"\b3\s?d\b|render|clay|low[- ]poly|isometric|三维|立体|渲染|黏土|粘土",
}
KINDS: Mapping[str, str] = {
    "face": "person", "body": "person", "person": "person", "animal": "animal", "food": "food", "plant": "plant",
    "vehicle": "vehicle", "building": "building", "nature": "scene", "weather": "scene",
}  # fmt: skip
BIRDS = r"bird|penguin|owl|eagle|parrot|duck|goose|swan|chick|hen\b|rooster|dove|pigeon|crow|鸟|鹰|鸡|鸭|鹅|鸽|雀|鹤|燕"
FISHES = r"fish|shark|whale|dolphin|octopus|鱼|鲸|鲨|海豚|章鱼"
