"""The frames that Chinese instructions are read by, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from danqing.director.edit_chinese_makers import (
    Made,
    made_add,
    made_adjust,
    made_background,
    made_bare_color,
    made_comment,
    made_complaint,
    made_flip,
    made_give,
    made_in_the_way,
    made_keep,
    made_less,
    made_like,
    made_move,
    made_named_style,
    made_not,
    made_number,
    made_quantity,
    made_recolor,
    made_remove,
    made_replace,
    made_resize,
    made_restyle,
    made_same,
    made_somewhere,
    made_what,
)
from danqing.director.edit_chinese_said import (
    GONE,
    NUMERAL,
    counted,
)
from danqing.director.edit_names import COLOR_WORDS, TIMES
from danqing.director.edit_types import (
    Background,
    Resize,
)
from danqing.director.edit_words import CHANGES, PLACES, QUANTITIES, Said, any_of

_any = partial(any_of, english=False)


_TAKE = "把|将|让|使|给|对"
_T = rf"(?P<verb>{_TAKE})?(?P<what>.*?)"
_T1 = rf"(?P<verb>{_TAKE})?(?P<what>.+?)"
_ALSO = "(?:也|都|全|全都|再|就|要|应该|应当|得|可以|能|最好|整体|整个|统一|还是|给|想)*"
_INTO = (
    "变成了?|变为|换成|换为|换做|换作|改成|改为|改作|替换成|替换为|替换|转成|转为|转换成|转换为|画成|做成|当成|弄成"
    "|整成|搞成|换上|变作|成为|变回|变"
    "|换|改"
)
_DYE = (
    "染成|涂成|刷成|上成|调成|弄成|漆成|喷成|整成|搞成|做成|画成|涂上|染上|刷上|(?<![身头手])上|涂|染|漆|刷|喷|换个"
    "|换|是|要|用|改用|选|改|变得|调|弄|穿|来点|做"
)
_COLOR = rf"(?P<color>[浅深淡亮暗鲜纯大嫩正]?(?:{_any(COLOR_WORDS)})色?)(?:的|漆|颜色|颜料|系|那种|那样)*"
_MAKE = (
    "(?:再|更加|更|变得|变|调得|调|弄得|弄|改得|改|搞得|搞|整|画得|画|做得|做|显得|看起来|要|成|为|偏|往|向|提|加"
    "|放|拉|给|来|得|打|补|压|降|增|处理|处理得|整体|全部|都|也)"
)
_CHANGE = rf"(?P<change>{_any(CHANGES)})"
_UP = "提高|增加|增强|加强|加大|提升|调高|增|升高|加|拉高|拉大|提|强化|增大|推高|调大|调强|加深|拉满"
_DOWN = "降低|减少|减弱|减小|调低|压低|降|减|收|收一收|调小|调弱|削弱|弱化"
_HIGH = (
    "强烈|强|大|高|足|满|多|重|上去|拉满|最大|最高|拉高|提高|调高|加强|加大|增强|提升|增加|浓|调大|爆表|拉大|调上去"
    "|升高|加|提|翻倍"
    "|弱|小|低|少|轻|下来|下去|降低|减弱|减小|调低|压低|减少|降|减|调小|收"
)
_PLACE = rf"(?P<place>{_any(PLACES)})"
_GO = (
    "移动|移|挪动|挪|搬|放|推|拖|摆|靠|飞|走|跑|站|坐|去|拉|转|调|升|降|游|跳|爬|躺|停|往|向|朝|到|至|在|于|换|置|贴"
    "|靠近|偏|带|扔|送|甩"
)
_TURNED = (
    "翻转|镜像翻转|镜像|对调|颠倒|倒过来|反转|翻过来|翻面|翻个面|倒置|反过来|转过来|转个方向|掉个头|掉头|转个身|转身"
    "|翻|对称翻转|反着来|调转"
    "|(?:头|脸|身子)?(?:朝|面向|看向|转向|面朝|对着|冲着|冲)(?:着)?(?:向)?(?:另一边|另一侧|另外一边|反方向|相反方向"
    "|相反的方向|另一个方向|另一头|反面|那边)|(?:朝|面向|看向|面朝|脸朝|头朝)(?:着|向)?[左右](?:边|侧|面)?"
    "|换个?(?:方向|朝向)|转向"
)
_PUT = (
    "叼着|叼|拿着|拿|抱着|抱|举着|举|捧着|捧|牵着|牵|加上|加入|加个|加|添加|添上|添|增加|新增|画上|画个|画|放上|放个"
    "|放|摆上|摆个|摆|放置|插入|插上|插|来|补上|补|种上"
    "|种|挂上|挂|停着|停|坐着|坐|站着|站|飘着|飘"
    "|飞着|飞|长着|长|躺着|躺|趴着|趴|立|贴上|贴|搁|点缀|撒上|撒|有(?!点|些)|安上|安|装上|装|配上|配|生|多|铺上|铺|盖"
    "|造|塞|落"
    "|系上|系|弄|整|写上|写|出现|露出|停上"
)
_WEAR = (
    "戴上|戴|穿上|穿|系上|系|加上|加|添上|添|画上|画|配上|配|换上|围上|围|披上|披|套上|套|背上|背|挂上|挂|装上|装|来|弄"
)
_NUM = (
    r"(?:[一两二三四五六七八九十]|\d+(?:\.\d+)?)倍(?:大|大小)?|一半|半|百分之[一二三四五六七八九十\d]+"
    r"|\d+(?:\.\d+)?[%％]|[一二三四五六七八九]成|[三四五]分之[一二三]"
)
_SIZE = "放大|缩小|巨大|高大|庞大|变大|变小|大大|小小|大|小|高|矮|宽|窄|长|短|胖|瘦|粗|细|缩|放|迷你"


Builder = Callable[[re.Match[str], Said], Made]


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern), build


FRAMES: list[tuple[re.Pattern[str], Builder]] = [
    _rule(r"(?:像|跟|和|就像|如同|好像|仿佛)(?P<style>.+?)(?:画的)?(?:那样|一样|似的|那种|这样|差不多)(?:的感觉)?",
          made_like),
    # what stays
    _rule(r"(?:除了|除)(?P<what>.+?)(?:以外|之外|外)?", made_keep),
    _rule(r"(?:只)?(?:保留|留下|留着|留|别动|不动|别改|不要动|别碰|保持)(?:着|住)?(?P<what>.+?)(?:不变|原样|不动)?",
          made_keep),
    _rule(r"(?P<what>.+?)(?:都|就|也|还是|先)*(?:留着|保留|留下|别动|不动|不变|保持(?:不变|原样|现状)?|不要动|不用动"
          r"|照旧|不用改|别改|不改|原样|维持原样|别碰)", made_keep),
    _rule(r"(?:而是|应该是|要的是)(?P<what>.+)", lambda match, said: counted(match["what"], said.vocabulary)),
    _rule(r"(?:这)?(?:不是|不该是|不应该是|别画)(?P<what>.+)", made_not),
    # flip
    _rule(rf"{_T}(?:的)?(?:左右|水平|镜像|上下|垂直|前后)?(?:地|做|进行|来个|来一个|给)?(?:{_TURNED})", made_flip),
    _rule(rf"(?:左右|水平|上下|垂直)?(?:{_TURNED})(?P<what>.+)", made_flip),
    # background
    _rule(rf"(?:{_TAKE})?(?:它的|图片的|画面的|整个|后面的)?(?:背景|场景|后面|背后|身后)(?:的颜色|颜色)?{_ALSO}"
          rf"(?:{_INTO}|弄|放|设|涂|搞|做|调|来个|来一?[个片张]|来|是|为|用|成|要|选|加|设为|设成|弄成|涂成|变"
          rf"|全)+(?P<to>.+)", made_background),
    _rule(rf"(?:{_INTO}|换|改|用|要|换个|换上|换到|给它|来个|来|配|加)(?:一?[个张片])?(?P<to>.+?)(?:的|做|当|作为"
          rf"|为)*背景", made_background),
    _rule(r"给(?P<keep>.+?)(?:换成|换上|换|加|配)(?:一?[个张片])?(?P<to>.+?)(?:的)?背景", made_background),
    _rule(r"(?:以|拿|用)?(?P<to>.+?)(?:的|做|当|作为|为)*背景", made_background),
    _rule(rf"(?:{_TAKE})?(?P<keep>.+?)(?:放|移|搬|带|送|置|摆|画|换)?(?:到|在|去|于|进)(?P<where>.+)", made_somewhere),
    _rule(r"带(?P<keep>.+?)(?:到|去)(?P<where>.+)", made_somewhere),
    _rule(rf"(?:{_INTO}|换到|弄成|到|来个|是|在"
          rf"|要)?(?:一?[个种张])?"
          rf"(?P<to>{'|'.join(sorted((each for each in TIMES if not each.isascii()), key=len, reverse=True))})"
          rf"(?:的)?(?:感觉|样子|景色|时候|场景|里|版|那样)?", lambda match, said: Background(to=match["to"])),
    _rule(r"(?:换|放|移|搬|去|改)?(?:到|在)(?P<where>.+)(?P<keep>)", made_somewhere),
    # light and colour
    _rule(rf"(?P<what>)(?P<way>{_UP}|{_DOWN})(?:点|些|一点|一些)?(?P<quantity>{_any(QUANTITIES)})", made_quantity),
    _rule(rf"(?P<way>{_UP}|{_DOWN})(?P<what>.*?)(?:的)?(?P<quantity>{_any(QUANTITIES)})", made_quantity),
    _rule(rf"(?:{_TAKE})?(?P<what>.*?)(?:的)?(?P<quantity>{_any(QUANTITIES)})(?:再|更|要|调|拉|加|提|开|弄|变|得|往|给"
          rf"|到|做|整|稍|感|也|都)*"
          rf"(?P<way>{_HIGH})", made_quantity),
    _rule(rf"{_T}{_MAKE}*{_CHANGE}(?:化|处理|起来|下去|下来|度|的|色调)*", made_adjust),
    _rule(rf"(?:提|加|调|变|更|再|弄|来|要)(?:点|些)?{_CHANGE}色?(?P<what>(?:[^色].*)?)", made_adjust),
    _rule(rf"{_CHANGE}(?:化|处理)?(?P<what>)", made_adjust),
    _rule(rf"{_CHANGE}(?:化|处理)(?P<what>.+)", made_adjust),
    _rule(r"(?:别|不要|别再|不用|不必)(?:那么|这么|太|过于)(?P<much>.+?)(?P<what>)", made_less),
    _rule(r"(?P<what>.*?)(?:别|不要|没必要|不用)(?:那么|这么|太|过于)(?P<much>.+)", made_less),
    # style
    _rule(rf"{_T}(?:也|都|全|整体|统一)*(?:{_INTO}|来个|来一?[张版幅]|来|整|用|以|像(?!素)|按|走|仿|做|画|转|搞|弄|成"
          rf"|要|试试|套|套用|加)+(?:一?[种张幅个])?(?P<style>.+?)"
          rf"(?:来一?[版张遍]|来画|来|重画|画一?[版张遍]|画|绘制|表现|呈现|展示|重新画)?", made_restyle),
    _rule(r"(?P<style>.+?)(?:来一?[版张幅]|来画|画一?[版张幅]|那种|走起|处理)?", made_named_style),
    _rule(r"(?P<style>.+化)", made_restyle),
    # colour of a thing
    _rule(rf"{_T}{_ALSO}(?:{_INTO}|{_DYE})+(?:成|为|上|了|得|点)*{_COLOR}", made_recolor),
    _rule(rf"(?P<verb>{_TAKE})?(?P<what>.+?)(?:也|都|全|更|再|就|应该|得|变)*(?<!的){_COLOR}", made_bare_color),
    _rule(rf"(?:更|再|就|要)?{_COLOR}", made_recolor),
    # size
    _rule(rf"{_T}(?:也|都|给|要)*(?:再|更|变得|变|调|弄|画|做|搞|得|往|放|拉|加|整|改)*(?P<size>{_SIZE})(?:到|成|为|至"
          rf"|了|点|些)*(?:原来的?|现在的?)?(?:{_NUM})?(?:大小|尺寸)?",
          made_resize),
    _rule(rf"{_T}(?:变成|变为|做成|调成|弄成|画成|放到|变|改成)?(?:原来的?)?(?P<size>(?:{_NUM})(?:大|高|宽|长))",
          made_resize),
    _rule(rf"(?P<size>放大|缩小)(?P<what>.+?)(?:到|成|为|至)?(?:原来的?)?(?:{_NUM})?", made_resize),
    _rule(rf"(?:到|成|为)?(?:原来的?)?(?:{_NUM})(?:大小|大)?", made_number),
    _rule(rf"{_T}(?P<size>翻倍|减半)(?:大)?", lambda match, said: Resize(
        what=made_what(match, said), factor=2.0 if match["size"] == "翻倍" else 0.5)),
    # place
    _rule(rf"{_T}(?:也|都|给|再|要|全)*(?:{_GO})+(?:了)?(?:画面|图片|图|照片|画)?(?:的)?(?:最|靠"
          rf"|更)?{_PLACE}(?:的?位置|{_GO}|一点|点|动|来|些|那边|上)*", made_move),
    _rule(rf"{_T}(?:放|摆|移|挪)?(?P<place>居中)", made_move),
    _rule(rf"(?:移动|移|挪动|挪|搬)(?P<what>.+?)(?:到|去|至|往|向)(?:画面|图片|图)?(?:的)?{_PLACE}", made_move),
    # remove
    _rule(r"(?P<what>.+?)(?:挡着|挡住|碍着)(?:了)?.*", made_in_the_way),
    _rule(r"(?P<what>.+?)(?:不好看|难看|不对|不搭|不行|怪怪的|不合适|换个?颜色|颜色不好)(?:的)?", made_comment),
    _rule(rf"(?P<verb>{GONE})(?P<what>.+)", made_remove),
    _rule(rf"{_T1}(?:也|都|全部|全|统统|通通|给|直接|就|可以|应该|得|我|要|一起|彻底|先)*(?:{GONE}|不见|没有|多余|删"
          rf"|弄走|移开|消失|碍眼|去|请出(?:画面|去)|"
          rf"请走|走人|抹|擦|摘|脱|剪|拆|拔|铲|撤|拿开|扔|免|滚蛋|滚|别出现|别要|取消|不该(?:有|在|出现)(?:这里|那里)?"
          rf"|不应该(?:有|在|出现)(?:这里|那里)?|挡)(?:掉)?", made_remove),
    _rule(r"(?:.+?)(?:不该|不应该|不应|不能|别)(?:有|戴|拿|穿|带)(?:着)?(?P<what>.+)", made_remove),
    _rule(r"(?:别让|不许|不能有|没有|不该有|不要让|别有)(?P<what>.+)", made_remove),
    # replace
    _rule(r"(?:用|拿|以)(?P<by>.+?)(?:来|去)?(?:代替|替换掉|替换|取代|换掉|替代|顶替|换|替)(?P<what>.+)", made_replace),
    _rule(rf"{_T1}(?:也|都|全|应该|就|得|可以)*(?:{_INTO}|应该是|是)(?:了)?(?P<by>.+)", lambda match, said: None
          if re.search(r"(?:给|帮).*(?:换上|换)", match[0]) and match["verb"] == "给" else made_replace(match, said)),
    _rule(rf"(?P<what>)(?:{_INTO})(?P<by>.+)", made_replace),
    # add
    _rule(rf"(?:{_TAKE})?(?P<anchor>.+?)(?:再|也|都|要|应该)*(?:戴上|戴|穿上|穿|系上|系|围上|围|披上|披|套上|背上|打上"
          rf"|打|扎上|扎)(?:着)?(?P<what>.+)", made_give),
    _rule(rf"给(?P<anchor>.+?)(?:再|也)?(?:{_WEAR})(?P<what>.+)", made_give),
    _rule(rf"(?:{_TAKE})?(?P<where>在.+?|.+?(?:上头|里头|上|里|边|旁|角|方|面|中|前|后|下|顶|间|处|空|侧|部|口))(?:再"
          rf"|也|还|要|应该|可以|得|能|多)*(?P<verb>{_PUT})(?P<what>.+)", made_add),
    _rule(rf"(?:再|多|还|也|要|另|想)*(?P<verb>{_PUT})(?P<what>.+)", made_add),
    _rule(rf"(?:再|还|也)?(?:想)?要(?P<what>{NUMERAL}.+)", made_add),
    _rule(rf"(?P<what>(?:再|多|另外)?{NUMERAL}[个只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆群片些丛].+)", made_add),
    _rule(rf"(?:{_TAKE})(?P<anchor>.+?)(?:{_WEAR})(?P<what>.+)", made_give),
    # what is said beside it
    _rule(r"(?P<what>.+?)(?:也|同样|一样)(?:要|是|得|该)?(?:这样|如此|一样|同样|这么|照做|处理)?(?:的)?(?:办|弄|改"
          r"|做)?", made_same),
    _rule(r"(?:同样|一样)(?:的)?(?:处理|改|弄)(?P<what>.+)", made_same),
    _rule(r"(?P<what>.*?)(?P<lacks>不够|不太够|不怎么|不太|不)(?P<much>亮|清楚|清晰|鲜艳|暖|明亮|柔和|大|高|锐利|饱和"
          r"|浓|艳)", made_complaint),
    _rule(r"(?P<what>.*?)(?:也|都|实在|看起来|看着|显得|感觉|未免|确实|还是|好像|现在)*(?:太过|太|有点儿?太|有点儿?"
          r"|有些|过于|过分|偏|过|好|很|真|挺|特别|这么|那么)"
          r"(?P<much>.+?)", made_complaint),
    _rule(r"(?P<what>)(?P<much>糊糊|灰蒙蒙|黑乎乎|模糊|看不清|雾蒙蒙|糊)(?:的)?", made_complaint),
    _rule(r"(?:像|跟|和|就像|如同|好像|仿佛).+(?:那样|一样|似的|那种|这样|差不多)?(?:的感觉)?", made_comment),
    _rule(r"(?P<what>.+?)(?:再|更).{1,4}", made_comment),
    _rule(r"(?:这样|那样|这个|算|不错|很好|挺好|可以|好|行|嗯|对|是|没事|可惜|其他|其余|别的|剩下|因为|因此|所以|为了"
          r"|看着|看起来|感觉|觉得|不喜欢|我|你看|谢|辛苦|"
          r"毕竟|反正|主要|随便|随意|不然|否则|免得|省得|要有|显得|风格|效果|氛围|有那种|那种).{0,20}", made_comment),
    _rule(r"(?P<what>.+?)(?:不好看|难看|丑|不对|不搭|不行|挡住.*|歪|错|怪怪的|奇怪|不合适|别扭|突兀|抢眼|碍事)(?:的)?",
          made_comment),
    _rule(r".+(?:那样|似的|就行|的感觉|为主|嘛|而已|一样)", made_comment),
]  # fmt: skip
