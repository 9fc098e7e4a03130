"""The frames that Chinese instructions are read by, in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from danqing.director.edit_chinese_additions import (
    made_add,
    made_added_to,
    made_empty,
    made_give,
    made_give_part,
    made_more_of,
    made_standing,
)
from danqing.director.edit_chinese_classes import (
    ADD,
    ALSO,
    CHANGE,
    COLOR,
    DOWN,
    DYE,
    GO,
    HIGH,
    INTO,
    MAKE,
    NN,
    ONLY_WEAR,
    PLACE,
    PUT,
    QUANTITY,
    SIZE,
    SIZING,
    T1,
    TAKE,
    TO,
    TO_AT,
    TURNED,
    UP,
    WEAR,
    N,
    T,
)
from danqing.director.edit_chinese_looks import (
    made_adjust,
    made_background,
    made_complaint,
    made_disliked,
    made_less,
    made_like,
    made_named_style,
    made_quantity,
    made_quantity_less,
    made_restyle,
    made_somewhere,
    made_style_said,
    made_time,
)
from danqing.director.edit_chinese_made import Made
from danqing.director.edit_chinese_makers import (
    made_all_gone,
    made_backwards,
    made_bare_color,
    made_comment,
    made_each,
    made_flip,
    made_in_the_way,
    made_keep,
    made_move,
    made_move_beside,
    made_move_way,
    made_moving,
    made_not,
    made_not_but,
    made_one_gone,
    made_recolor,
    made_remove,
    made_replace,
    made_resize,
    made_same,
    made_seen,
    made_swap,
    made_swapped,
    made_wanted,
    made_wished,
)
from danqing.director.edit_chinese_moved import made_nearer, made_put_beside, made_too_far, made_towards
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL
from danqing.director.edit_chinese_said import FACTOR, GONE
from danqing.director.edit_names import TIMES
from danqing.director.edit_words import Said

Builder = Callable[[re.Match[str], Said], Made]


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern), build


FRAMES: list[tuple[re.Pattern[str], Builder]] = [
    _rule("(?:像|跟|和|就像|如同|好像|仿佛|照着?|按照?|仿照|学)(?P<style>.+?)(?:画的)?(?:那样|一样|似的|那种|这样"
          "|差不多)(?:的感觉)?(?:来)?画?",
          made_like),
    # what only tells
    _rule(r".*(?:留白|留出空|留点空|留个空|留空).*", made_each),
    _rule(r"(?:又|也|都)?嫌(?P<what>.+?)(?:太|有点|不够)?(?P<much>[^太]{1,3})", made_disliked),
    _rule(r".*一[个只条位朵棵]都(?:没有?|不见).*", made_each),
    _rule(r"(?:我|你)?(?:画|要|说)的(?:是|明明是)(?P<by>.+?)(?:啊|呀)?(?:不是|而不是)(?P<what>.+)", made_not_but),
    _rule(r"(?:这|那)?(?:哪里?|哪儿|压根不|根本不|才不)是(?P<what>.+)", made_wished),
    _rule(r"(?:我)?(?:要|说|想要|点)的(?:明明)?是(?P<what>.+)", made_wished),
    _rule(r"(?:这|那)?(?:分明|明明|明摆着|怎么看都|看着就)是(?P<what>.+)", made_seen),
    _rule(r"(?:你|结果|怎么)?(?:却|给我)?画成了?(?P<what>.+)", made_seen),
    _rule(rf"(?P<what>.+?)(?:身上|的颜色)?(?:不是|不应该是|不该是){COLOR}.*", made_comment),
    _rule(rf"(?:{TAKE})?(?P<what>.+?)(?:和|跟|与)(?P<other>.+?)(?:互换|对调|交换|调换|换)(?:一?[个下])?颜色",
          made_swap),
    _rule(rf"(?:{TAKE})?(?P<what>.+?)(?:互换|对调|交换|调换|换)(?:一?[个下])?颜色", made_swapped),
    _rule("(?P<what>.+?)(?:怎么|为什么|为啥)?(?:都|也)?(?:没有?人|没有我|没东西|没有?.{1,3}|光秃秃|啥也没有"
          "|什么都没有).*", made_empty),
    _rule("(?P<what>.+?)(?:有点|有些|也|都)*(?:空荡荡|空落落|空空|空着|太空|空了|缺东西|腾出来|别空|空旷|空出来|单调"
          "|没东西).*", made_empty),
    _rule(".*(?:怎么|哪有|哪里有|咋|谁让你?|干嘛|为啥)(?:会)?(?:画|戴|穿|有|加|拿|放)(?:着"
          "|了)?(?:的是)?(?P<what>(?!成).+?)(?:的|啊|呀)?", made_comment),
    _rule(r"(?P<what>.*?)(?:怎么(?!样|办)|为啥|为什么|干嘛|干吗|谁让|哪有|哪里有|咋(?!样|办)|不是.+吗).*",
          made_comment),
    _rule(r"你(?P<what>)(?:把.+)?(?:画|涂|弄|染|做|给|刷|搞)(?:成|的).*", made_comment),
    _rule(rf".*(?:画|弄|多|冒出来|出现)了一?[{MEASURE}](?P<what>.+)", made_comment),
    _rule(rf"(?:一边|每边|两边|一左一右|左右)各?一[{MEASURE}].{{0,2}}", made_each),
    _rule("(?:跟|和|与|同).+(?:不一样|不同|区分开?|区别开?)(?:就行|就好|就成)?", made_each),
    _rule("(?:也就是|就是)?(?:对调|互换|交换|调换)", made_each),
    # what stays
    _rule(r"(?:除了|除)(?P<what>.+?)(?:以外|之外|外)?", made_keep),
    _rule(r"(?:只|就|单)(?:要|留下?|剩下?|抠出来?|保留|要留)(?:着)?(?P<what>.+?)(?:一个人|一个|就行|抠出来)?",
          made_keep),
    _rule("(?:只)?(?:保留|留下|留着|留住|留|别动|不动|别改|不要动|别碰|保持)(?:着|住)?(?P<what>.+?)(?:不变|原样"
          "|不动)?",
          made_keep),
    _rule(f"(?:{TAKE})?(?P<what>.+?)(?:都|就|也|还是|还得|还要|要|得|还|先|给我|单独)*(?:留着|保留别动|保留|留下来?"
          "|留住|别动|不动|不变|保持(?:不变|原样|现状)?|不要动|不用动"
          r"|照旧|不用改|别改|不改|原样|维持原样|别碰|别抠没|在|抠出来|别管|不管)", made_keep),
    _rule(r"(?:.{0,6}?)(?:不喜欢|不太喜欢|讨厌|不爱|看腻了?|受不了)(?P<what>.+)", made_not),
    _rule(r"(?:而是|应该是|要的是)(?P<what>.+)", made_wanted),
    _rule(r"(?P<what>.*?)(?:不该|不应该|不能|别)(?:是|在)(?P<where>左|右|上|下|中).*", made_comment),
    _rule(r"(?:这|那)?(?:不是|不该是|不应该是|别画|别是|可不是)(?P<what>.+)", made_not),
    _rule(r"(?P<what>.+?)(?:别是|不要是|不该是).+", made_not),
    # flip
    _rule(r"(?P<what>肚皮|屁股|肚子)(?:朝|对着|冲着).+", made_comment),
    _rule(r".*一[个只条位].+一[个只条位].+", made_each),
    _rule(f"{T}(?:的)?{ALSO}(?:给|要|应该|来|都|也|再|就是|整个|整幅)*(?:左右|水平|镜像|上下|垂直|前后)?(?:地|做"
          f"|进行|来个|来一个|给|一起|都|镜像)?(?:{TURNED})(?:(?:左右|上下)?(?:{TURNED}))?(?:一?下|一翻|才对|她|它"
          "|他)?(?:180度"
          "|一百八十度)?(?:放|摆|飞|走)?(?:朝[左右])?(?:摆|放|站)?", made_flip),
    _rule(rf"(?:左右|水平|上下|垂直)?(?:{TURNED})(?:一?下)?(?P<what>.+)", made_flip),
    _rule("(?P<what>.*?)(?:左右|上下|方向|是不是|好像|都|给|弄|画|拍|转|朝|放|摆)*(?:反|颠倒|倒)了?(?:过来|着"
          "|方向)?(?:的)?", made_backwards),
    # background
    _rule(f"(?:{TAKE})?(?:它的|图片的|画面的|整个|后面的|它)?(?:背景|场景|后景|底图)(?:的颜色|颜色"
          f"|太.{{1,3}})?{ALSO}"
          rf"(?:{INTO}|弄|放|设|涂|搞|做|调|来个|来一?[个片张]|来|是|为|用|成|要|选|加|设为|设成|弄成|涂成|变"
          rf"|全|处理成|处理为)+(?P<to>.+)", made_background),
    _rule(f"(?:{TAKE})?.{{0,4}}?(?:后面|背后|身后|后头)(?:的背景|的景|背景)?{ALSO}(?:{INTO}|弄成|要"
          f"|是)(?!{N})(?P<to>.+)", made_background),
    _rule(f"(?:{TAKE})?(?:画面|图片)?(?:背景|场景)(?P<to>(?!里|中|上|的|.*(?:太|很|有点|再|更|点$|些$|雾气|一点"
          "|虚化|一些)).+)", made_background),
    _rule(r"换个?(?:背景|场景)(?:比如|例如|像)?(?P<to>.*)", made_background),
    _rule(rf"(?:{INTO}|换|改|用|要|换个|换上|换到|给它|来个|来|配|加)(?:一?[个张片])?(?P<to>.+?)(?:的|做|当|作为"
          rf"|为)*背景", made_background),
    _rule(r"给(?P<keep>.+?)(?:换成|换上|换|加|配)(?:一?[个张片])?(?P<to>.+?)(?:的)?背景", made_background),
    _rule(r"(?:以|拿|用|要)?(?P<to>.+?)(?:的|做|当|作为|为)*(?:那种)?背景(?:来一?个|走起)?", made_background),
    _rule(rf"(?:{TAKE})?(?P<keep>.+?)(?:放|移|搬|带|送|置|摆|画|换|请)?(?:到|在|去|于|进)(?P<where>.+)",
          made_somewhere),
    _rule(r"带(?P<keep>.+?)(?:到|去)(?P<where>.+)", made_somewhere),
    _rule(rf"(?:{TAKE})?(?:它|画面|图|时间|白天|天气|这|整个|季节|窗外|外面|外头|天上)*(?:{INTO}|换到|弄成|到|来个|是|在"
          rf"|要)?(?:一?[个种张])?"
          rf"(?P<to>{'|'.join(sorted((each for each in TIMES if not each.isascii()), key=len, reverse=True))})"
          r"(?:的)?(?:感觉|样子|景色|时候|场景|里|版本|版|那样)?(?:来一?[个版])?", made_time),
    _rule(r"(?:换|放|移|搬|去|改)?(?:到|在)(?P<where>.+)(?P<keep>)", made_somewhere),
    # beside another thing that is there
    _rule(rf"(?:{TAKE})(?P<what>.+?){ALSO}(?:移动|挪动|[移挪搬拖推放摆搁戴挂靠带送拿坐站躺趴飞跳爬走跑])(?:回|到|在|去|进|于)+"
          r"(?P<where>.+?)(?:去|来|那里|那儿)?", made_put_beside),
    _rule(rf"{T1}{ALSO}(?:靠近|挨近|贴近|凑近|挨着|贴着|靠着)(?P<anchor>.+?)", made_nearer),
    _rule(rf"{T1}{ALSO}(?:坐|站|躺|趴|飞|跳|爬|走|跑)?到(?P<where>.+?)(?:去|来)", made_put_beside),
    _rule(rf"{T1}{ALSO}(?:往|朝|向)(?P<anchor>.+?)(?:那边|那儿|那里|的?方向|旁边|身边|边上)?"
          "(?:挪|移|靠|拉|推|凑)(?:近|过去|过来|动|一些)*", made_towards),
    _rule(rf"{T1}(?:离|跟|和|与)(?P<anchor>.+?)(?:太|有点|有些|隔得|也)+远", made_too_far),
    _rule(rf"{T1}{ALSO}(?:离|跟|和|与)(?P<anchor>.+?)(?:更|再|挨得|靠得)*近", made_nearer),
    # light and colour
    _rule(rf"(?P<what>)(?P<way>{UP}|{DOWN})(?:点|些|一点|一些)?(?P<quantity>{QUANTITY})", made_quantity),
    _rule(rf"(?P<what>)(?P<quantity>{QUANTITY})(?P<way>[-－减+＋加])\d+[%％]?", made_quantity),
    _rule(rf"(?P<way>{UP}|{DOWN})(?P<what>.*?)(?:的)?(?P<quantity>{QUANTITY})", made_quantity),
    _rule(rf"(?:{TAKE})?(?P<what>.*?)(?:的)?(?P<quantity>{QUANTITY})(?:再|更|要|调|拉|加|提|开|弄|变|得|往|给"
          rf"|到|做|整|稍|感|也|都)*"
          rf"(?P<way>{HIGH})", made_quantity),
    _rule(rf"{T}{MAKE}*{CHANGE}(?:化|处理|起来|下去|下来|度|的|色调|效果)*", made_adjust),
    _rule(rf"(?:提|加|调|变|更|再|弄|来|要)(?:点|些)?{CHANGE}色?(?P<what>(?:[^色].*)?)", made_adjust),
    _rule(rf"{CHANGE}(?:化|处理)?(?P<what>)", made_adjust),
    _rule(rf"{CHANGE}(?:化|处理)(?P<what>.+)", made_adjust),
    _rule(r"(?P<change>提亮|压暗|锐化|柔化|虚化|模糊)(?:一点儿?|一些|点|些|一下)?(?P<what>.+)", made_adjust),
    _rule(f"(?P<what>.*?)(?:的)?(?P<quantity>{QUANTITY})(?:别|不要|不用|没必要|不必)(?:太|那么|这么|过于"
          "|过)?(?P<too>[高强大重艳浓亮足低弱小少])",
          made_quantity_less),
    _rule(r"(?:别|不要|别再|不用|不必)(?:那么|这么|太|过于)(?P<much>.+?)(?P<what>)", made_less),
    _rule(r"(?P<what>.*?)(?:别|不要|没必要|不用)(?:那么|这么|太|过于|再)(?P<much>.+)", made_less),
    # style
    _rule(rf"(?:整体)?(?:风格|画风|风)(?:{INTO}|要|用|走|来|调成|弄成|是)+(?P<style>.+?)(?P<mark>的|那种|风格|风)?",
          made_style_said),
    _rule("(?:给我|要|来)?(?:换成|改成|变成|做成|弄成|整成|画成|搞成|转成|调成|走|要|用)+(?:那种|一种"
          "|个)?(?P<style>.+?)(?P<mark>的样子|那样的?|的感觉|那种感觉|的?效果|的?版本|版|路线|滤镜|的味道|范儿?"
          "|的质感来.+|的手法.*)", made_style_said),
    _rule(r"(?:那种)?(?P<style>.+?)(?P<mark>的感觉|那种感觉)", made_style_said),
    _rule(f"{T}(?:也|都|全|整体|统一|麻烦)*(?:{INTO}|来个|来一?[张版幅]|来|整|用|以|像(?!素)|按|走|仿|做|画|转|搞"
          "|弄|成"
          rf"|要|试试|套|套用|加|想看|转一下|处理成)+(?:一?[种张幅个])?(?P<style>.+?)"
          rf"(?:来一?[版张遍]|来画|来|重画|画一?[版张遍]|画|绘制|表现|呈现|展示|重新画)?", made_restyle),
    _rule(r"(?P<style>.+?)(?:来一?[版张幅]|来画|画一?[版张幅]|那种|走起|处理|就行|画成|也行)?", made_named_style),
    _rule(r"(?P<style>.+化)", made_restyle),
    _rule("(?:整体|整个(?:场景|画面)?|全部|画面)?(?:也|都)?(?:要|就要|想要|用|换个?|来个?|走|想看看?|看看|试试|喜欢"
          "|换成|改成|变成|做成|弄成|整成)?(?:那种|一种)?(?P<style>.+?)(?:那种|这种|的)?(?P<mark>风格|画风|画法|质感"
          "|风(?![景筝车铃衣扇琴光])|样式|笔触|感觉|调调).{0,9}", made_style_said),
    # additions that say where, with a number
    _rule(rf"(?:{TAKE})?(?P<all>.+)", made_standing),
    _rule(rf"(?P<part>.{{1,4}})给(?P<anchor>.+?)(?:再|也|都)*(?P<verb>{WEAR})(?:着|个)?(?P<what>.+)", made_give_part),
    # colour of a thing
    _rule(rf"(?P<what>.+?)(?:不要|别用|别要|不想要|别是|别|不该是){COLOR}", made_comment),
    _rule(rf"{T}{ALSO}(?:{INTO}|{DYE})+(?:成|为|上|了|得|点|个)*{COLOR}(?:起来)?", made_recolor),
    _rule(rf"(?P<verb>{TAKE})?(?P<what>.+?)(?:从.+)?(?:也|都|全|更|再|就|要|应该|该|得|变)*(?<!的){COLOR}",
          made_bare_color),
    _rule(rf"(?:更|再|就|要|来个?|换个)?{COLOR}", made_recolor),
    _rule(rf"{T}{ALSO}(?P<way>升高|放低|飞高|挂高|飘高|飞低|降下来|升上去|升起来|落下来|沉下去|举高|抬高点)",
          made_move_way),
    # size
    _rule(rf"(?:{GONE}|删|去|撤)(?:其中)?(?:的)?(?:一半|一些|大半|多余的|几[{MEASURE}])", made_all_gone),
    _rule(f"{T}{ALSO}(?:{SIZING})*(?:到|成|为|至|出|个|了|掉|成了|只|就)*(?:原来的?|现在的?|本来的?|原先的?"
          f"|原图的?)?(?P<size>{FACTOR})"
          r"(?:那么|这么|的)*(?:大小|大|高|宽|长|左右|尺寸)*", made_resize),
    _rule(rf"{T}{ALSO}(?:再|更|变得|变|调|弄|画|做|搞|得|往|放|拉|加|整|改|稍|给|缩)*(?P<size>{SIZE})(?:到|成|为|至"
          rf"|了|点|些|个|掉)*(?:原来的?|现在的?)?(?:{FACTOR}|一圈|一号|一截|两号|几号)?(?:大小|尺寸|左右)?",
          made_resize),
    _rule(rf"(?P<size>放大|缩小)(?P<what>.+?)(?:到|成|为|至)?(?:原来的?)?(?:{FACTOR})?", made_resize),
    # place
    _rule(rf"{T}{ALSO}居(?P<place>[左右上下])", made_move),
    _rule(rf"{T}{ALSO}(?:置|放|挪|移|排)?(?:到)?(?P<way>置顶|最高|置底|最低)", made_move_way),
    _rule(rf"{T1}{ALSO}(?:挪|移|换|搬|放)个?(?:一下)?(?:地方|位置|地儿|位子|去处)", made_moving),
    _rule(f"{T}{ALSO}(?:可以|能)?(?:{GO})+(?:了|给我)?(?:画面|图片|图|照片|画|前面|后面|上面|下面|屏幕"
          "|海报)?(?:的)?(?:最|靠"
          f"|更)?{PLACE}(?:的?位置?|{GO}|一点|点|动|来|些|那边|上|了|的)*(?:[^，]{{1,6}}(?:那儿|那里|那边|去|边上"
          "|旁边))?(?:着|站|飞|坐|待)*", made_move),
    _rule(f"{T}{ALSO}(?:移|挪|搬|降|升|提|拉|抬|坐|飞|掉|放|推|弄|拖|往|提升|赶|拽)(?P<way>上去|下去|上来|下来|高"
          "|低)", made_move_way),
    _rule(rf"{T}{ALSO}(?:放|摆|移|挪)?(?P<place>居中)", made_move),
    _rule(rf"(?:移动|移|挪动|挪|搬)(?P<what>.+?)(?:到|去|至|往|向)(?:画面|图片|图)?(?:的)?{PLACE}", made_move),
    _rule(rf"{T}{ALSO}(?:往|向)?(?P<place>[左右上下])移(?:一?点|些|动|.格|.步)?", made_move),
    _rule(rf"(?P<what>.+?的(?:那[{MEASURE}])?)(?P<place>[左右][上下](?:角|方)?|[左右](?:边|侧|面)?)", made_move),
    _rule(rf"{T}{ALSO}(?:移动|移|挪|搬|放|拖|摆|靠|跑|站|带)(?:到|去|在)(?P<where>.{{2,8}}?)(?:去|来|那里|那儿)?",
          made_move_beside),
    # remove
    _rule(r"(?P<what>.+?)(?:不好看|难看|不对|不搭|不行|怪怪的|不合适|换个?颜色|颜色不好)(?:的)?", made_comment),
    _rule(r"(?:别让|不要让|不想让|别叫)(?P<what>.{1,8}?)(?:出现|入镜|进来|露|[留待]?在(?:里|画|图|镜|这|那)).*",
          made_remove),
    _rule(rf"(?:随便|任意)?(?P<verb>{GONE}|删|去|撤|减|拿走)(?:其中)?(?:的)?(?P<one>一[{MEASURE}])", made_one_gone),
    _rule(rf"(?P<verb>{GONE})(?P<what>.+)", made_remove),
    _rule(f"{T1}{ALSO}(?:我|一[只个条]|通通|彻底|统统|从.{{1,6}}[里上中])*(?:{GONE}|不见|没有|多余|删一?删?|不保留"
          "|别留|不用"
          rf"|移开|消失|碍眼|去|(?:是)?多余的?|可以走了?|[Pp][Ss]?|请出(?:画面|去)|抹平|清空|不留|别有"
          "|走人|收|请?离场|退场|下线|[飞跑游滚离]开|[飞跑游滚]走|砍|铲|刮|剃|滚粗|收起来|藏起来|抹|擦|摘|脱|剪|拆"
          "|拔|铲|撤|扔|免|滚蛋|滚|别出现|别要|取消|不该(?:有|在|出现)(?:这里|那里)?"
          rf"|不应该(?:有|在|出现)(?:这里|那里)?)(?:掉)?(?:算了)?", made_remove),
    _rule(r"(?P<what>.+?)(?:别|不要|不用|就别)再?(?P<worn>[背戴穿拿画放留提举抱系打])(?:着)?", made_remove),
    _rule(r"(?:.+?)(?:不该|不应该|不应|不能)(?:有|戴|拿|穿|带|放)(?:着)?(?P<what>.+)", made_remove),
    _rule(r"(?:.+?上)?(?:不许|不能有|没有|不该有|别有|别放|别留)(?P<what>.+)", made_remove),
    _rule(r"(?:.{0,4}?)(?:别|不要|不用|就别)再?(?:背|戴|穿|拿|提|举|抱|系|打)着?(?P<what>.{1,6})", made_remove),
    _rule(rf"(?P<verb>{GONE}|去|删|撤|抹|擦|清|移)", made_all_gone),
    _rule(r"(?P<what>.+?)(?:挡着|挡住|碍着|挡|碍)(?!.{0,3}的)(?:了)?.*", made_in_the_way),
    _rule(rf"(?P<verb>{GONE}|删|去|撤|减|拿走)(?:其中)?(?:的)?{NN}", made_all_gone),
    _rule(r"(?:[^，把将让给]{1,4})(?:不要|别用|别画|不用)(?P<what>[^了再太这那么]{1,6})", made_not),
    _rule("(?:把|让)?(?P<what>雨|雪|风|雾|大雨|大雪|大雾)(?:停|散)(?:下来|掉|开)?", made_remove),
    # replace
    _rule(r"(?:用|拿|以)(?P<by>.+?)(?:来|去)?(?:代替|替换掉|替换|取代|换掉|替代|顶替|换|替)(?P<what>.+)", made_replace),
    _rule(rf"{T1}{ALSO}(?:{INTO}|应该是)(?:了)?(?P<by>.+)", lambda match, said: None
          if re.search(r"(?:给|帮).*(?:换上|换)", match[0]) and match["verb"] == "给" else made_replace(match, said)),
    _rule(rf"(?P<what>)(?:那|就|要)?(?:{INTO})(?P<by>.+)", made_replace),
    # add
    _rule(rf"给(?P<anchor>.+?)(?:每[人只个位]|一人|各|各自|人手)(?P<verb>发|送|来|加|画)?(?P<what>{N}.+)", made_give),
    _rule(rf"(?P<anchor>.+?)给(?:他|她|它)们?(?:也|都)?(?P<verb>{WEAR})(?P<what>{N}.+)", made_give),
    _rule(rf"(?:再|多|还|也|要|另|想|给)*(?P<verb>{PUT}|{ADD}|打|挂|撑)(?P<what>{N}.+?)(?:{TO})(?P<where>.+)",
          made_added_to),
    _rule(r"(?P<what>.+?)给(?P<anchor>.+?)(?P<verb>戴上|穿上|系上|围上|披上|套上|背上|别上|挂上|安上|装上|配上|加上)",
          made_give),
    _rule(rf"(?:{TAKE})?(?P<what>.+?)(?P<verb>送|递|交|拿|分|还|发|捧|端)给(?P<anchor>.+)", made_give),
    _rule(rf"给(?P<anchor>.*?)(?:再|也|都)*(?P<verb>{WEAR})(?:着|个)?(?P<what>.+)", made_give),
    _rule(rf"(?P<anchor>)(?:再|也|都)*(?P<verb>{ONLY_WEAR})(?P<what>{N}.+)", made_give),
    _rule(rf"(?:{TAKE})?(?P<anchor>.+?){ALSO}(?P<verb>{ONLY_WEAR})(?P<what>.+)", made_give),
    _rule(rf"(?:{TAKE})?(?P<where>在.+?|.+?){ALSO}(?:多)?(?P<verb>{PUT})(?P<what>.+)", made_added_to),
    _rule(rf"(?:再|多|还|也|要|另|想|给)*(?P<verb>{PUT}|{ADD})(?P<what>.+?)(?:{TO})(?P<where>.+)", made_added_to),
    _rule(rf"(?P<what>{NN}.+?)(?:{TO})(?P<where>.+)", made_added_to),
    _rule(rf"(?P<what>.+?)(?:也|再|还|多|要|得)*(?:添|加|来|补|多|要|有)?(?P<number>{NN})(?:{TO})?(?P<where>.*)",
          made_more_of),
    _rule(rf"(?P<what>.+?)(?:也)?(?:{TO_AT})(?P<where>.+)", made_added_to),
    _rule(rf"(?:再|多|还|也|要|另|想|给)*(?P<verb>{ADD})(?P<what>.+)", made_add),
    _rule(rf"(?:再|多|还|也|另|想|给)*(?P<verb>{PUT})(?P<what>{N}.+)", made_add),
    _rule(rf"(?:一共|总共)?(?:再|还|也)?(?:想)?要(?P<what>{NUMERAL}.+)", made_add),
    _rule(rf"(?P<what>(?:再|多|另外)?{NUMERAL}[个只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆群片些丛].+)", made_add),
    _rule(rf"(?:{TAKE})(?P<anchor>.+?)(?P<verb>{WEAR})(?P<what>.+)", made_give),
    _rule(r"(?:又|也|都)?嫌(?P<what>.+?)(?:太|有点|不够)?(?P<much>[^太]{1,3})", made_disliked),
    _rule(r"(?P<where>.+?)(?P<verb>.{1,2})满(?:了|着)?(?P<what>.+)", made_added_to),
    _rule(f"(?:{TAKE})?(?P<anchor>.+?){ALSO}(?P<verb>抱着|抱|拿着|拿|牵着|牵|提着|提|举着|举|捧着|捧|叼着|叼|拎着"
          f"|拎|端着|端|握着|握)(?P<what>{N}.+)", made_give),
    _rule(r"(?P<what>[只条张把辆朵棵座盏艘顶件头匹].{1,5})", made_add),
    # what is said beside it
    _rule(r"(?P<what>.+?)(?:也|同样)(?:要|得|该|给)?(?:戴|系|穿|围|披|配|加|添|放|画|来|有|变|换|改|染|涂)(?:上|着)?(?:一?[个只条顶副件])?",
          made_same),
    _rule(r"(?P<what>.+?)(?:也|同样|一样)+(?:要|是|得|该)?(?:这样|如此|一样|同样|这么|照做|处理)?(?:的)?(?:办|弄|改"
          r"|做)?", made_same),
    _rule(r"(?:同样|一样)(?:的)?(?:处理|改|弄)(?P<what>.+)", made_same),
    _rule(r"(?P<what>.*?)(?P<lacks>不够|不太够|不怎么|不太|不)(?P<much>亮|清楚|清晰|鲜艳|暖|明亮|柔和|大|高|锐利|饱和"
          r"|浓|艳)", made_complaint),
    _rule(r"(?P<what>.*?)(?:也|都|实在|看起来|看着|显得|感觉|未免|确实|还是|好像|现在)*(?:太过|太|有点儿?太|有点儿?"
          r"|有些|过于|过分|偏|过|好|很|真|挺|特别|这么|那么|嫌它|嫌)"
          r"(?P<much>.+?)(?:了.{0,4})?", made_complaint),
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
