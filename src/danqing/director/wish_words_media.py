"""How Chinese wishes name the medium that they commission, and what may stand around its name."""

from __future__ import annotations

import re

from danqing.director.chinese_nouns import ANY_PICTURE
from danqing.director.chinese_words import set_of

ALIVE = frozenset({"animal", "person"})
CONCRETE = frozenset({"thing", "food", "clothing", "plant", "vehicle", "building", "animal", "person"})
# Media that are nothing but pictures, by what their names end with.
_PURE = (
    "海报|招贴|广告|宣传画|宣传单|传单|贺年卡|贺卡|明信片|请柬|请帖|喜帖|邀请函|邀请卡|祝福卡|[生圣][日诞]卡"
    "|感谢卡|星座卡|卡片|[图字闪]卡"
    "|logo|banner|icon|poster|postcard|sticker|flashcard|tattoo|moodboard|illustration|cover|ui|vr|cg|图标|商标"
    "|[队台会社团]标|[校班队会]徽"
    "|封面|封底|书封|扉页|内页|跨页|详情页|引导页|启动页|开屏页|内插|插[图画]|贴纸|墙贴|分类贴|表情包|绘本|画册"
    "|连环画|漫画|条漫|分镜|故事板"
    "|手抄报|启事|小报|黑板报|板报|画报|立绘|三视图|设定集|设定|[设草初线]计?稿|宣传册|折页|易拉宝|展板|界面|画像|肖像"
    "|写真|证件照|毕业照"
    "|(?:产品|效果|概念|平铺|剖面|解剖|结构|设计|意境|示意|流程|教学|科普|宣传|广告|情景|实物|商品|展示|说明|分解"
    "|爆炸|佛|背景|场景)图"
    "|头像框?|横幅|长卷|条屏|IP形象|徽标|概念设计|tileset|sprite|skybox|storyboard|[卡牌]面|全景图|天空盒|课件"
    "|词卡|涂色卡"
    "|小人书|插页|藏书票|迎宾牌"
    "|[车窗]贴|墙绘|主视觉|kv|网页|[网官]?站?首页|弹窗|图[集谱鉴]|招贴画|样机|纹理|纹样|底纹|瓶贴|酒标|素材|贴图"
    "|纹身|文身|(?<![地拼蓝版企试视])图(?:片|案)?|(?:宣传|装饰|广告|意境|情景|场景|主题)画"
)
# Media that are also things to be seen.
_THINGS = (
    "招牌|店招|门头|[门路]牌|[提警标指][示识]牌|名片|标志|徽章|印章|邮票|书签|菜单|节目单|价目表"
    "|[日挂台年]历|报纸|杂志|地图|包装[盒袋纸]?|通知|公告|奖状|证书|场景|背景"
    "|简报|喜报|菜谱|食谱|[优惠代金入场]+券|剧照|通告|[校期月]刊|[桌胸菜水]牌|台卡|冰箱贴|手机壳|团扇|启事|吉祥物"
    "|手办"
    "|盲盒|印花|标签|吊牌|门票|胶带|按钮|橱窗|灯箱|礼盒|卡牌|塔罗牌|屏风|扇面|锦旗|边框|花纹"
)
LONGEST = 14  # characters of a medium's name
HEAD = re.compile(rf"(?:(?:{_PURE})|(?P<thing>{_THINGS}))$", re.I)
# Pictures that hang or lie in a room.
_HUNG = re.compile(
    "海报|[油国版壁挂年水彩墨]?画|油画|国画|水墨画|水彩画|山水画|照片|相片|书法|字画|地图|日历|挂历|报纸|杂志|菜单|明信片"
)
_ON_WALLS = re.compile("(?:墙|墙壁|桌|桌子|门|门板|柜|柜子|架|架子|台|板|床|椅子|沙发)上$")
_AT = re.compile("(?:(?<![图画面片])[上下里旁前外]|[门路巷街]口|[旁路街]边|前面|角落|墙角|街角|窗边)$")
PAGES = set_of("画面 封面 图 图片 画 页面 首页")
PUT = set_of("挂 放 摆 贴 搁 铺 摊 靠 立 堆 躺 悬 悬挂 摆放 放置 张贴 陈列 散落")  # what is done with things
PAGED = re.compile(r"(?:书|课本|绘本|杂志|漫画|画册)$")
# Media that show what is named right before them: "旗袍设计稿", "耳机主图".
SHOWING = re.compile(
    "(?:产品图|主图|效果图|设计[稿图]|概念图|剖面图|解剖图|结构图|平铺图|三视图|线稿|设定集?|立绘|画像|肖像|写真"
    "|表情包|图案|图标|贴纸|头像|素材|纹身)$"
)
# They tell nothing of how a picture looks.
PLAIN = {*ANY_PICTURE, "照片"} - set_of("海报 头像 画像 主图 画报 配图 素材 图案 包装 设定 效果图 场景 poster")
NAMING = frozenset({"noun", "style", "picture", "adj", "color", "time", "de", "verb", "mark", "measure"})
QUIET = frozenset({"skip", "is", "de", "comma", "coverb", "picture"})
WITHIN = set_of("主题 设计 系列 元素 内容")
# Media that something is made known with, or wished; "消防员招聘海报" shows nobody yet.
PUBLIC = re.compile(
    "(?:海报|招贴|广告|传单|宣传.|[贺片柬帖函]|[^\u9fff]卡|logo|banner|poster|card|标|徽|招牌|牌|封面|小报|手抄报"
    "|板报|画报|册|单|通知|公告)$",
    re.I,
)
# Pictures of places: "雪夜插画".
ART = re.compile(
    "(?:插画|漫画|连环画|场景图?|背景图?|概念图|意境图|壁纸|屏保|素材|illustration|wallpaper|moodboard)$", re.I
)
CARRIERS = ("袋", "盒", "单", "册", "书", "报", "本", "卡", "板", "站", "店", "牌")  # "外卖袋插画" shows none
AUDIENCE = set_of(
    "情侣 闺蜜 亲子 儿童 幼儿 婴幼儿 学生 小学生 中学生 大学生 老年人 宠物 家庭 全家 个人 公司 大众 少儿 成人 群"
)
OCCASIONS = set_of("生日 周年 满月 百日 结婚 婚礼 毕业")  # days of somebody's life, which show nothing by themselves
BODIES = ("店", "馆", "所", "院", "社", "会", "节", "队", "班", "团", "站", "园", "部")
MADE_BY = set_of("款 份 套 版")  # measures of what is designed
OF_PAPER = set_of("张 幅 个 款 套 份 枚 组 块 则 条 页 本 副 版 种 面 期")
MAKING = set_of("画 做 设计 制作 弄 整 来 要 搞 绘制 生成 创作 想要 需要 出 求 换 用")
FOR = set_of("给 为 替 帮 给我 帮我 给我们")
SCENIC = frozenset({"wearing", "holding", "on", "behind", "next_to", "carry", "full", "beside", "around", "weather"})
HAD = frozenset({"noun", "adj", "color", "number"})
GOES_ON = frozenset({"number", "loc", "is", "have", "skip", "at", "verb", "picture", "coverb", "comma"})
INSIDE = frozenset({"on", "in", "corner", "above", "between"})


def is_put_at(text: str, place: str) -> bool:
    """Whether a medium stands as a thing at a place: "店门口(的)菜单", "墙上(的)油画", but not "海边(的)油画"."""
    if re.fullmatch(_THINGS, text) is not None:
        return _AT.search(place) is not None
    return is_hung(text) and _ON_WALLS.search(place) is not None


def is_hung(text: str) -> bool:
    """Whether a picture hangs or lies in a room."""
    return _HUNG.fullmatch(text) is not None
