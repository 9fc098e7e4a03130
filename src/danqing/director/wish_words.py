"""What a wish says beside the scene: its format, the way it is seen, its mood, what to write and what to leave out.

Each pattern finds one such aside; its first group, where it has one, is the phrase itself.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "“\"「『«‘'", "”\"」』»’'"
_QUOTED = f"[{_OPEN}]([^{_OPEN}{_CLOSE}]{{1,80}})[{_CLOSE}]"
_BEFORE_EN = (
    r"(?:(?:,\s*)?(?:\b(?:with|and|bearing|showing|a|an|the|big|large|word|words|text|title|caption|letters|lettering"
    r"|slogan|label|labelled|labeled|heading|sign|saying|says|say|reading|reads|read|that|which|written|titled|called)"
    r"\s+)*)"
)
_BEFORE_ZH = (
    r"(?:[，,]?(?:并|而且|再|还|要|请|上面|上边|中间|下面|下方|上方|顶部|底部|左上角|右下角|旁边|图中|画面上|正中)*"
    r"(?:写着|写上|写有|写|印着|印上|印有|题着|题字|标题|文字|标语|字样|配文|落款)(?:内容)?(?:是|为|叫)?[:：]?\s*)"
)
_AFTER_ZH = (
    r"(?:\s*(?:这)?(?:[一二两三四五六七八九十几]\s*个)?(?:的)?"
    r"(?:大字|小字|红字|金字|字样|标题|标语|文字|字母|字)(?![的\w])?)?"
)

LETTERING = (
    re.compile(f"{_BEFORE_ZH}{_QUOTED}{_AFTER_ZH}"),
    re.compile(f'{_BEFORE_EN}[“"「『«]([^“"「『«”»」』]{{1,80}})[”"」』»]{_AFTER_ZH}', re.I),
    re.compile(r"(?:\b(?:saying|says|reading|reads|words?|titled|text|written)\s+)['‘]([^'‘’]{1,80})['’](?!\w)", re.I),
)

AVOID_EN = re.compile(
    r"(?:[,;.]\s*|\b(?:and|but|with)\s+|^\s*)?(?:please\s+)?"
    r"\b(?:no|without(?:\s+any)?|free\s+of|avoid(?:ing)?|exclud(?:e|ing)|leave\s+out|leaving\s+out"
    r"|(?:do\s+not|don['’]t)\s+(?:draw|include|add|show|want|put|have)(?:\s+(?:in\s+)?any)?|not\s+any)"
    r"\s+(?!more\b|less\b|doubt\b)(?:any\s+|a\s+|an\s+|the\s+)?([^,;.!?，。；]{1,80}?)"
    r"(?=\s*(?:[,;.!?，。；]|$|\s(?:at\s+all|in\s+(?:it|sight|the\s+(?:picture|image|background))|please|just|on\s+(?:a|an|the)|under)\b))"
    r"(?:\s+(?:at\s+all|in\s+(?:it|sight|the\s+(?:picture|image))|please))?",
    re.I,
)
AVOID_ZH = re.compile(
    r"[，,。；;]?\s*(?:但是|但|并且|而且|也|请|千万|画面里?|图里|图中|里面)*"
    r"(?:不要有|不要出现|不要画|不要任何|不要加|不要|不想要|不想看到|别画|别出现|别加|别放|别有|没有任何|没有|避免出现|避免|不带|不含|禁止出现|不能有|不出现)"
    r"(?:任何)?([^，,。；;！!？?的]{1,40})(?=[，,。；;！!？?]|$)"
)
BETWEEN_AVOIDED = re.compile(
    r"\s*(?:,|、|\bor\b|\band\b|\bnor\b|和|或者|或|以及|也没有|也不要有?|也别有?|与|/)\s*(?:\bno\b|\bany\b|\ba\b|\ban\b)?\s*",
    re.I,
)

_PAPER_EN = r"(?:format|orientation|layout|mode|poster|picture|image|card|page|illustration|composition|crop|canvas)"
_PAPER_ZH = r"(?:的)?(?:海报|图片|画面|构图|卡片|壁纸|封面|插画|照片|版式|版|图|画)?"
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(?:(?:very\s+)?tall|long\s+vertical)\s+(?:banner|strip|scroll|format|picture|image)\b", re.I),
        "tall",
    ),
    (re.compile(rf"(?:竖长条|长条竖版|竖条幅|竖幅长图|长图|立轴|1[:：比]2){_PAPER_ZH}"), "tall"),
    (
        re.compile(
            r"\b(?:(?:ultra[- ]?)?wide\s+(?:banner|strip|header|picture|image|format|shot of)"
            r"|ultra[- ]?wide|panoramic(?:\s+(?:banner|picture|image|format|view))?|(?:web\s+|website\s+)?banner"
            r"|21\s*[:x]\s*9|2\s*:\s*1)\b",
            re.I,
        ),
        "wide",
    ),
    (re.compile(rf"(?:超宽(?:屏)?|宽幅|横幅|通栏|长卷|宽屏横幅|21[:：比]9|2[:：比]1){_PAPER_ZH}"), "wide"),
    (
        re.compile(
            rf"\b(?:(?:vertical|upright)(?:\s+{_PAPER_EN})?|(?:in\s+)?portrait\s+{_PAPER_EN}|in\s+portrait"
            r"|(?:for\s+(?:a|my)\s+)?phone\s+(?:wallpaper|background)|phone\s+lock\s*screen|9\s*[:x]\s*16|2\s*:\s*3|3\s*:\s*4)\b",
            re.I,
        ),
        "portrait",
    ),
    (
        re.compile(
            rf"(?:竖版|竖屏|竖向|竖构图|竖幅|竖图|纵向|手机壁纸|手机屏保|9[:：比]16|3[:：比]4|2[:：比]3){_PAPER_ZH}"
        ),
        "portrait",
    ),
    (
        re.compile(
            rf"\b(?:horizontal(?:\s+{_PAPER_EN})?|(?:in\s+)?landscape\s+{_PAPER_EN}|in\s+landscape|wide\s?screen"
            r"|desktop\s+(?:wallpaper|background)|16\s*[:x]\s*9|3\s*:\s*2|4\s*:\s*3)\b",
            re.I,
        ),
        "landscape",
    ),
    (
        re.compile(rf"(?:横版|横屏|横向|横构图|横图|宽屏|电脑壁纸|桌面壁纸|16[:：比]9|4[:：比]3|3[:：比]2){_PAPER_ZH}"),
        "landscape",
    ),
    (re.compile(rf"\b(?:square\s+(?:{_PAPER_EN}|icon|avatar|sticker)|1\s*:\s*1|avatar)\b", re.I), "square"),
    (
        re.compile(
            rf"(?:正方形(?:的)?(?:海报|图片|画面|构图|图|画)|方形(?:海报|图片|构图|图)|方图|1[:：比]1){_PAPER_ZH}"
        ),
        "square",
    ),
)

COMPOSITION = (
    re.compile(
        r"\b((?:extreme\s+)?close[- ]?up(?:\s+shot)?|macro(?:\s+shot)?|bird['’]?s[- ]eye(?:\s+view)?|aerial\s+view"
        r"|top[- ]down(?:\s+view)?|(?:seen\s+)?from\s+(?:directly\s+)?(?:above|below|behind|the\s+side|the\s+front)"
        r"|(?:low|high)[- ]angle(?:\s+(?:shot|view))?|(?:side|front|back|top)\s+view|wide\s+shot|long\s+shot"
        r"|full[- ]body(?:\s+shot)?|half[- ]body(?:\s+shot)?|head[- ]?shot|worm['’]?s[- ]eye(?:\s+view)?|isometric"
        r"(?:\s+view)?|centred|centered|symmetrical(?:\s+composition)?)\b",
        re.I,
    ),
    re.compile(
        r"((?:大|面部)?特写(?:镜头)?|微距|近景|远景|中景|全景|俯视(?:角度|视角|图)?|俯拍|俯瞰|鸟瞰(?:视角|图)?|仰视(?:角度|视角)?|仰拍"
        r"|从上往下看|从下往上看|侧面(?:视角|图)?|正面(?:视角|图)?|侧视图|正视图|全身(?:像|照)?|半身(?:像|照)?|居中(?:构图)?"
        r"|对称构图|三分构图|等距视角)"
    ),
)

_MOODS_EN = (
    "cosy|cozy|warm|cheerful|happy|joyful|festive|mysterious|spooky|scary|eerie|calm|peaceful|serene|quiet|dreamy"
    "|sad|melancholic|melancholy|lonely|romantic|dramatic|epic|playful|gloomy|nostalgic|magical|tense|funny|cute"
    "|energetic|relaxed|relaxing|whimsical|moody|hopeful"
)
_MOODS_ZH = (
    "温馨|温暖|欢快|欢乐|开心|快乐|喜庆|节日|神秘|诡异|恐怖|阴森|宁静|安静|平静|静谧|祥和|梦幻|悲伤|忧伤|忧郁|孤独|孤单"
    "|浪漫|戏剧性|史诗|俏皮|阴郁|怀旧|魔幻|紧张|搞笑|可爱|活力|热闹|轻松|治愈|气势磅礴|庄严|清新|唯美|童趣"
)
MOOD = (
    re.compile(
        rf"(?:,|\band\b|\bwith\b|\bin\b)?\s*(?:an?\s+)?\b((?:{_MOODS_EN})(?:\s+(?:and|but)\s+(?:{_MOODS_EN}))?)"
        r"\s+(?:mood|atmosphere|feeling|feel|vibes?|tone)\b",
        re.I,
    ),
    re.compile(rf"(?:^|(?<=[,;.]))\s*(?:very\s+)?((?:{_MOODS_EN})(?:\s+and\s+(?:{_MOODS_EN}))?)\s*(?=[,;.]|$)", re.I),
    re.compile(rf"((?:{_MOODS_ZH})(?:(?:又|而|、)?(?:{_MOODS_ZH}))?)(?:的)?(?:气氛|氛围|感觉|情绪|基调|感)"),
    re.compile(
        rf"(?:气氛|氛围|感觉|情绪)(?:要|很|比较)?((?:{_MOODS_ZH})(?:(?:又|而|、)?(?:{_MOODS_ZH}))?)(?:一些|一点|点)?"
    ),
    re.compile(
        rf"(?:^|(?<=[，,。；]))(?:要|很|非常)?((?:{_MOODS_ZH})(?:(?:又|而|、)?(?:{_MOODS_ZH}))?)(?:一些|一点|点)?(?=[，,。；！]|$)"
    ),
)

# How people begin or end a wish, and what a picture is called: no part of the scene.
CALLED = re.compile(
    r"^\s*(?:(?:please|can you|could you|i(?:['’]d| would)? (?:like|want|need)|we need|give me|make(?: me)?"
    r"|draw(?: me)?|create|design|generate|paint|show me|help me (?:draw|make))\s+)*"
    r"(?:(?:(?:an?|the|some|my)\s+)?(?:(?:simple|nice|beautiful|cute|small|big)\s+)?"
    r"(?:poster|banner|wallpaper|picture|image|card|greeting card|birthday card|illustration|cover|book cover"
    r"|postcard|sticker|avatar)\s*(?:of|showing|for|with|:|,|-)\s*)?",
    re.I,
)
CALLED_ZH = re.compile(
    r"^\s*(?:请|麻烦|能不能|可以|帮我|给我|我想要|我想|我要|我们要|想要|来|画|绘制|生成|做|设计|制作|弄|一下|个|一张|一幅|一个|张|幅)*"
    r"(?:(?:可爱|漂亮|简单|好看)的)?(?:海报|横幅|壁纸|图片|贺卡|生日卡|插画|封面|明信片|贴纸|头像|图|画)[，,：:]?(?:内容是|上面是|上面有|上是|里是|里面是|里有|画的是)?"
)
