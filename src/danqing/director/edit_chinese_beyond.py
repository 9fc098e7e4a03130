"""What people say in Chinese beside what a picture can follow: how they like it, and what no picture can do."""

from __future__ import annotations

import re

from danqing.director.edit_types import Add, Operation, Replace
from danqing.director.edit_words import Vocabulary

_GOOD = "好看?|棒|像|漂亮|可爱|不错|绝|赞|细致|到位|妙|好玩|有意思|传神|逼真|用心"
_STATES = frozenset("圆弯空满扁直歪斜尖方平厚薄硬老嫩旧新湿干")  # of which some are things too
_VERDICT = re.compile(
    rf"(?P<of>[^，]{{0,8}}?)(?:画|做|弄|改|处理|拍)得(?:可|真|还|很|太|特别|非常|超级?|挺|蛮|相当)*(?:{_GOOD})"
    r"(?:了|啊|呀|哦|极了|的|哈|嘛)*"
    rf"|比(?:上|前|刚才|之前|原来|昨天|我).{{0,8}}(?:{_GOOD}|强).{{0,3}}"
    r"|(?P<badly>[^，]{0,8}?)(?:画|做|弄|改)得(?:不太?|不怎么|一点也?不)(?:像|好看?|对).{0,8}"
    r"|给你(?:点个?赞|个赞|打.{1,4}分|鼓掌|比心|点个?.{0,2}心)"
)
# Asked of the one who draws, or of the machine: sending, buying, playing, translating, and questions.
_BEYOND = re.compile(
    r"(?:把|将)?.{0,8}?(?:发|传|转发|分享|寄|快递|邮)(?:一?[份张下])?(?:给|到|往|我|去|朋友圈|微信|群).*"
    r"|(?:把|将)?.{0,8}?送给?(?:我|咱|你|朋友|同事|老师|客户|领导).*"
    r"|(?:帮我|给我|我想|我要)?(?:订|预订|下单|购买|买|网购|叫个?车|打个?车|充值|付款|退款|报名|挂号).*"
    r"|(?:给我|帮我|你)?(?:放|唱|播|播放|讲|念|读|背)(?:一?[首个段遍篇下])?(?:.{0,6})?(?:歌|曲|音乐|故事|笑话|电影|诗|听)"
    r"|.*(?:翻译成|译成|翻译一下|朗读).*"
    r"|.*(?:多少(?:钱|分钟|秒|像素|兆|分|天)|几(?:分钟|块钱|点钟|点了|天)|什么(?:时候|模型|意思|原理|软件)|版权|怎么(?:下载|保存|收费|注册|用|卖)).*"
    r"|(?:下|上|前|后)一?[张幅个页]"
    r"|(?:帮我|给我)?(?:保存|下载|导出|打印|上传|注销|登录|注册|提醒|截图)(?!.{0,8}[换改加去]).{0,12}"
)
# They end the names of what is never seen.
_UNSEEN = re.compile(
    r"(?:音乐|声音|音量|音效|配乐|背景乐|歌曲|首歌|香味|气味|臭味|香气|价格|价钱|售价|版权|视频|账号|帐号|密码|微信|好友|话题"
    r"|分辨率|像素|网速|快捷键|权限|积分|会员|真的|活的)$"
)


def verdict_on(piece: str) -> str | None:
    """What a clause says was done well or badly, empty where it does not say: "猫画得不像"; None for other clauses."""
    found = _VERDICT.fullmatch(piece)
    return None if found is None else found["of"] or found["badly"] or ""


def is_beyond(piece: str) -> bool:
    """Whether a clause asks for what no picture can do."""
    plain = piece.rstrip("吗呢吧啊呀嘛？?")
    return bool(_BEYOND.fullmatch(plain) or _UNSEEN.search(plain))


def asks_state(operation: Operation, vocabulary: Vocabulary) -> bool:
    """Whether an operation is to put how a thing shall be in the thing's place: 把月亮变圆, 让小狗变开心."""
    if isinstance(operation, Add):
        return bool(re.fullmatch(".+变.{1,2}", operation.what))
    if not isinstance(operation, Replace):
        return False
    by = operation.by
    is_how = vocabulary.kind(by) in ("adjective", "verb", "adverb") and not vocabulary.is_thing(by)
    return by in _STATES or is_how


def names_unseen(operation: Operation) -> bool:
    """Whether an operation is to be done with what is never seen: "把音量调大", "加点香味"."""
    return any(_UNSEEN.search(getattr(operation, name, None) or "") for name in ("what", "by", "anchor"))
