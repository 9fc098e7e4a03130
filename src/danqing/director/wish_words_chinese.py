"""What a Chinese or mixed wish says beside the scene: the format, the view, the mood, and how it begins.

Each pattern finds one such aside; its last group, where it has one, is the phrase itself.
"""

from __future__ import annotations

import re

_PAPER = r"(?:的)?(?:图片|画面|构图|壁纸|照片|版式|版|图(?![标案鉴])|画(?![册报像])|格式|比例|尺寸)?"
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?:竖长条|窄长竖条|窄长|竖长|手机壁纸|手机屏保|手机锁屏|锁屏壁纸|(?<!全景)(?<!横版)长图|9[:：比]16"
            rf"|长条竖版|竖条幅|竖幅长图|立轴|1[:：比]2(?!\d)|竖着的长条){_PAPER}"
        ),
        "tall",
    ),
    (
        re.compile(
            rf"(?:超宽屏?|宽幅|通栏|宽银幕|横长|长条的?|扁长|横着长长的?|21[:：比]9|16[:：比]9"
            rf"|2[:：比]1|全景长图){_PAPER}",
            re.I,
        ),
        "wide",
    ),
    (re.compile(r"(?<!竖)(?:公众号)?头图"), "wide"),
    (
        re.compile(
            rf"(?:竖版|竖屏|竖向|竖着的|竖构图|竖幅|竖图|竖的|纵向|竖排|3[:：比]4|2[:：比]3)"
            rf"(?:的)?(?:手机)?{_PAPER}|portrait|vertical",
            re.I,
        ),
        "portrait",
    ),
    (
        re.compile(
            rf"(?:4[:：比]3|3[:：比]2)(?:\s*那种)?(?:横的|横版|横屏)?{_PAPER}"
            rf"|(?:横版|横屏|横向|横着的|横构图|横图|横的|宽屏|电脑壁纸|桌面壁纸|电脑桌面|PPT(?=\s*配图)){_PAPER}"
            rf"|landscape",
            re.I,
        ),
        "landscape",
    ),
    (
        re.compile(
            rf"(?:正方形|正方|方形|方的|方图|1[:：比]1(?!\d)|方构图)(?:的)?{_PAPER}|square",
            re.I,
        ),
        "square",
    ),
)
# Media that have a format of their own, and are told as they are.
SHAPED_MEDIA: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("书签|条屏"), "tall"),
    (re.compile("横幅|长卷|banner", re.I), "wide"),
)
AVATAR = re.compile("头像")  # square where nothing else is said
_ANGLE = "(?:角度|视角|图)?"
COMPOSITION = re.compile(
    r"((?:大|面部|脸部|局部)?特写(?:镜头)?|微距(?:镜头|摄影)?|(?:超)?近景|远景|中景|(?<!园)全景|俯拍|俯瞰|仰拍|背影"
    rf"|(?:俯视|鸟瞰|仰视|平视|航拍){_ANGLE}|(?:从上往下|从下往上|从上面往下|从下面往上|从高处往下)(?:看|拍)?"
    r"|从(?:背后|后面|侧面|正面|正上方|高处|上方|下方|下面|上面)(?:看过去|看去|看|拍摄|拍)|(?:把镜头|镜头)拉[近远]"
    r"|(?:侧面|正面)(?:视角|图|像)?|侧视图|正视图|(?:全身|半身)(?:像|照)?|居中(?:构图)?|对称(?:构图)?|三分(?:法)?构图"
    r"|等距(?:视角)?|第一人称视角?|(?:广角|鱼眼)(?:镜头)?|低角度|高角度|close[- ]?up|bird['’]?s[- ]eye(?:\s+view)?"
    r"|(?:大片|大面积|中间|中央|四周|周围|[上下左右][方侧边]|顶部|底部)(?:留白|留空)|top[- ]?(?:down\s+)?view"
    r"|(?:low|high)[- ]angle|side view|full[- ]body|macro|wide shot|aerial view)"
    r"(?:镜头|视角|角度|一下)?",
    re.I,
)
_MOOD = (
    "温馨|温暖|暖心|欢快|欢乐|开心|快乐|喜庆|喜气|喜气洋洋|节日|神秘|诡异|恐怖|吓人|阴森|宁静|安静|安安静静|平静"
    "|静谧|祥和|梦幻"
    "|悲伤|忧伤|伤感|忧郁|孤独|孤单|寂寞|浪漫|戏剧性|史诗|俏皮|活泼|阴郁|压抑|怀旧|复古|魔幻|紧张|搞笑|滑稽|幽默"
    "|可爱|萌|活力"
    "|清冷|寂寥|素净|淡雅|雅致|热烈|好笑|好玩|和平|炸裂|暖洋洋|有力量|肃杀|悲壮|苍茫|萧瑟|慵懒|暧昧|文艺|喜感"
    "|吉祥|团圆|祥瑞|威严|霸气|热血|松弛|呆萌|甜|禅意|朦胧|quiet|cozy"
    "|恬静|欢腾|肃静|刺激|惊悚|悬疑|奇幻|仙气|灵动|飘逸|热闹非凡|生机勃勃|生机盎然|其乐融融|热火朝天|冷冷清清"
    "|静悄悄|暖融融|暖暖"
    "|清爽|清凉|舒服|舒适|寂静|冷峻|磅礴|震撼|豪迈|豪放|粗犷|典雅|质朴|朴素|搞怪|逗趣|无厘头|颓废|忧愁|哀伤|感人"
    "|柔美|甜蜜|幸福"
    "|吉庆|热情|奔放|洒脱|逍遥|闲适|悠然|悠远|辽阔|孤寂|凄美|诡谲|阴冷|阴暗|明快|明媚|朝气|青春|童真|迷离|空旷|神圣"
    "|热闹|轻松|悠闲|惬意|治愈|气势磅礴|大气|庄严|庄重|严肃|清新|小清新|唯美|童趣|凄凉|荒凉|苍凉|空灵|科幻|未来"
    "|优雅|高级|冷清"
    "|冷淡|肃穆|热血|励志|古朴|幽静|诗意|慵懒|甜美|酷|炫酷|霸气|喜悦|沉重|冷酷|柔和|funny|cosy|cozy|warm|happy"
    "|sad|calm|dreamy"
    "|mysterious|romantic|cute|scary|spooky|peaceful|cheerful|playful|epic"
)
_MOODS = f"(?:{_MOOD})(?:(?:又|而|、|和|且)?(?:{_MOOD}))?"
_A_BIT = "(?:一些|一点儿?|点儿?|些)?"
_END = r"(?=[，,。；;！!？?\s]|$)"
_SAID = "气氛|氛围|感觉|情绪|基调|主题|vibe|mood|feel"
MOOD = (
    re.compile(
        rf"(?:整体|画面)?(?:的)?(?:{_SAID}|调子|格调)(?:要|很|比较|是|偏|得|应该)*\s*({_MOODS}){_A_BIT}(?:的|{_END})",
        re.I,
    ),
    re.compile(
        rf"(?:很|非常|特别|有点|要|有种|有一种|带点|充满|透着|营造)*({_MOODS})(?:的)?(?:那种|这种|的)?"
        rf"(?:{_SAID}|感|味道|气息|调调)(?:的)?",
        re.I,
    ),
    re.compile(
        r"(?:^|(?<=[，,。；;\s]))(?:有|要|很|非常|特别|但|得|那种|有种|给人|整体|画面)*([\u3400-\u9fff]{2,4}?)"
        r"(?:一点儿?|点儿?|一些|些)?(?:的)?(?:感觉|氛围|气氛|意境|情绪)(?=[，,。；;！!]|$)"
    ),
    re.compile(
        r"(?:^|(?<=[，,。；;\s]))(?:整体|画面|主题|画得|就|微微|偏|要|很|非常|特别|有点|有些|最好|务必|得|比较"
        r"|看着|看起来)*"
        rf"({_MOODS}){_A_BIT}(?:极了|就好|就行|的|吧|哈|啊)*(?=[，,。；;！!]|$)",
        re.I,
    ),
)
# How people begin or end a wish: no part of the scene.
_PLEASE = (
    "请(?![柬帖])|麻烦|劳驾|能不能|可不可以|可以|帮忙|帮我|给我们?(?!们?的)"
    "|我们?想要|我们?要|我们?需要|我们?想看|我们?想|想要|想看|需要"
)
_MAKE = "画出|画(?![面框笔家像展板布卷册中里])|绘制|生成|设计|制作|创作|一下|(?:弄|整|搞|来|做)(?=[一个张幅只两三份点])"
ASKED = re.compile(
    rf"^(?:(?:你好|您好|嗨|hi|hello)[，,！!]?)?(?:{_PLEASE}|{_MAKE}|能|帮|给孩子|要|一个|一张|一幅|一份|一副|个"
    rf"|张|幅|P|的|[，,：:])*"
    r"(?=(?:可爱|漂亮|简单|好看|精美|宣传)?的?"
    r"(?:海报|横幅|壁纸|图片|贺卡|生日卡|插画|封面|明信片|贴纸|头像|图标|照片|画面|图|画|场景))",
    re.I,
)
LEADS = re.compile(rf"^(?:{_PLEASE}|{_MAKE})+(?=[\u3400-\u9fffA-Za-z0-9])")
FOR_WHOM = re.compile(
    r"^(?:我?想)?[给为替帮][^，,。在的]{1,6}?(?:画|做|设计|弄|整|P|绘制|制作"
    r"|准备)(?=[一个张幅只两三四五六七八九十几])(?!.{0,10}[戴穿披系围])"
)
IN_A_ROW = re.compile("一(?:前一后|左一右|上一下)(?:地|的)?")
# Tags that praise the picture and tell nothing of it.
# How many of a thing there are, told behind it: "红苹果×2，青苹果x1".
TIMES = re.compile(
    r"(?:(?<=[，,、；;。：:\s])|^)(?![一二两三四五六七八九十\d])([\u3400-\u9fff]{1,8}?)\s?[x×X*]\s?(\d{1,2})(?![\w.])"
)
QUALITY = re.compile(
    r"(?:(?<=[，,、。；;\s])|^)(?:masterpiece|(?:best|high|highest|top)[- ]quality|(?:ultra|highly"
    r"|very)[- ]?detailed|(?:4|8|16)k|u?hdr?|high[- ]?res(?:olution)?"
    r"|award[- ]winning|trending on artstation|超清|超高清|高清|杰作|最[佳高]质量|高质量|大师作品|高分辨率"
    r"|细节丰富|极致细节)(?=[，,、。；;\s]|$)",
    re.I,
)
