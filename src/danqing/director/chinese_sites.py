"""Sites that a Chinese wish names alone, between commas, as where all is: "火星温室", "老北京胡同", "清晨的公园"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_words import set_of

_LONGEST = 12  # characters
# What the names of sites end with; what stands on a site ("城堡", "雪山", "灯塔") is none.
_SITE = re.compile(
    "(?:客栈|驿站|[茶酒]楼|[社小街]区|[村苗山]寨|水乡|江南|塞外|[播茶水卫生洗手牌里]间|棚|店|[^\\s]站|诊所|厕所"
    "|工位|电梯|流水线|林|园|[^\\s]场|学?院"
    "|室|[月火水球]面|表面|铺|擂台|草原|雪原|冰原|城市|都市|之都|古城|基地|巷|弄堂|胡同|谷|[山溶岩]洞|湾|村|镇"
    "|街头?|街市|[公马小]路|站台|坊|馆|港|码头|渡口|集市?|[夜早街]市"
    "|屋顶|天台|甲板|[船机驾驶车]舱|车厢|包厢|吧台|宿舍|寝室|病?房间?|后?厨|[庙灯舞酒展]会|会场|厅|遗[迹址]|废墟"
    "|地[牢宫]|[仙秘幻]境|走廊|楼道|阳台|庭院?|世界|王国)$"
)
_NO_SITE = frozenset({"animal", "person", "food", "clothing", "body", "vehicle"})
_ITS_PARTS = set_of(
    "门口 门前 门 窗 窗口 橱窗 招牌 屋檐 屋顶 楼顶 楼下 楼上 墙 墙上 店 店里 店内 店门口 柜台 院 院里 院子 台上 台下"
)
_TOLD_WITH = frozenset({"noun", "adj", "time", "color", "de", "style", "loc"})


def is_site(clause: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a clause is nothing but the name of a site, and the clause after it does not tell of its parts."""
    if not clause or clause[-1].kind not in ("noun", "measure") or clause[-1].value in _NO_SITE:
        return False
    if after and (after[0].kind == "loc" or after[0].text in _ITS_PARTS):
        return False
    text = site_text(clause)
    return len(text) <= _LONGEST and all(each.kind in _TOLD_WITH for each in clause[:-1]) and bool(_SITE.search(text))


def site_text(clause: Sequence[Word]) -> str:
    """The site in the wish's words."""
    return "".join(f" {each.text}" if each.spaced and number else each.text for number, each in enumerate(clause))
