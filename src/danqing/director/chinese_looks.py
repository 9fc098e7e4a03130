"""What a Chinese clause tells of how a picture looks as a whole: its light, its colours, how it is drawn.

Only a clause that tells nothing else does so: "暖光", "橙蓝撞色", "黑灰写实", "无缝可平铺".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_nouns import STYLE_THINGS

_LONGEST = 20  # characters
_LIGHT = "(?:[暖柔冷逆侧顶底]|轮廓|自然|柔和的?|电影|霓虹|伦勃朗|丁达尔|边缘|影棚|环境)光(?:线|照|效|影)?"
_COLORS = r"(?:[^\s]{0,8}?(?:配色|撞色|色调|色系|调色|双色|单色|色块|渐变色?))|[低高](?:饱和|对比)度?"
_DRAWN = (
    "(?:极简|简洁|简约|简单|干净|扁平|几何|单线|线稿|无缝|可?平铺|四方连续|手绘感?|粗线条|细线条|线条(?:简单|简洁"
    "|流畅|粗|细)点?|双色印刷"
    "|描边|白边|高级感?|大气|留白多?|复古|颗粒感?|噪点|胶片感?|景深|虚化|浅景深|长曝光|flat design|透明\\s?PNG)"
)
_MANNER = (
    "(?:复古|简约|极简|清新|可爱|北欧|[日中法美港欧]式|田园|文艺|甜美|暗黑|梦幻|科技|未来|赛博|卡通|手绘|商务"
    "|轻奢)风格?|"
    "(?:治愈|日|韩|欧美|暗黑|森|软萌|轻奢|性?冷淡|ins)[系风]|新中式|3D(?:渲染)?|C4D|OC渲染|等距|赛璐璐|丙烯画?"
    "|蒸汽波|超写实|照片级(?:真实|写实)?|唐卡|月份牌|动画|线条"
    "|手[帐账]|拼贴|玻璃彩绘|淡彩|农民画|岩彩|面塑|实拍|真实照片|(?:纪实|产品|商业|微距|电影|静物|人像|街头|美食"
    "|棚内)摄影|梵高|莫奈|粉笔画?"
)
_ENGLISH = (
    "minimal(?:ist|ism)?|low[- ]?poly|chibi|kawaii|vaporwave|(?:photo|hyper)?[- ]?real(?:istic)?|cinematic|doodle"
    "|retro|vintage"
    "|flat(?: illustration)?|line ?art|gouache|oil painting|pixel art|3d render(?:ing)?|pop art|steampunk|gothic"
    "|art deco|bauhaus"
    "|film grain|(?:soft|studio|natural) light(?:ing)?|pastel(?: colou?rs)?|monochrome|black and white"
    "|high contrast|hand[- ]drawn|vector"
)
_LOOKS = re.compile(rf"(?:(?:{_LIGHT}|{_COLORS}|{_DRAWN}|{_MANNER}|{_ENGLISH})(?:一点儿?|一些|点|些|的)?)+", re.I)
_LEADING = frozenset({"skip", "de", "is", "coverb", "picture", "measure"})
_MARGIN = frozenset({"skip", "de", "is", "coverb"})


def look_of(clause: Sequence[Word]) -> str | None:
    """The words of a clause that tells of the look of the picture alone; None for others."""
    told = list(clause) if len(_text(clause)) <= _LONGEST else []
    while told and told[0].kind in _LEADING and not _LOOKS.fullmatch(_text(told)):
        told.pop(0)
    while told and told[-1].kind in _MARGIN and not _LOOKS.fullmatch(_text(told)):
        told.pop()
    text = _text(told)
    styled = any(each.kind == "style" and each.text.lower() not in STYLE_THINGS for each in told)
    drawn = styled and all(each.kind in ("style", "color", "adj") for each in told)
    return text if (drawn and len(told) > 1) or _LOOKS.fullmatch(text) else None


def _text(found: Sequence[Word]) -> str:
    return "".join(f" {each.text}" if each.spaced and number else each.text for number, each in enumerate(found))
