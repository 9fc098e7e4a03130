"""The grammar of Chinese wishes as tables: words of place, verbs of wearing and holding, numbers and fillers.

What things are called is handed in, and what dictionaries lack of it stands in :mod:`~danqing.director.chinese_nouns`;
here is only what a reader needs to see how they are joined.
"""

from __future__ import annotations

from danqing.director.scene_words import table_of


def set_of(text: str) -> frozenset[str]:
    """Words between spaces as a set."""
    return frozenset(text.split())


# After a landmark ("桌子上面"), or alone with the landmark left out ("旁边有一把刀") → the relation.
LOCALISERS = table_of("""
    corner: 东边 | 西边 | 南边 | 北边 | 东侧 | 西侧
    corner: 靠里 | 靠外 | 靠里面 | 靠外面 | 右下角 | 左下角 | 右上角 | 左上角 | 角落里 | 角落 | 一角
    on: 上 | 上面 | 上边 | 上头 | 顶上 | 顶端 | 之上 | 面上 | 表面
    above: 上方 | 正上方 | 上空 | 高处
    in: 里 | 里面 | 里边 | 里头 | 中 | 内 | 之中 | 当中 | 内部 | 之内 | 中央 | 正中 | 正中间 | 正中央
    next_to: 旁边 | 旁 | 一旁 | 边上 | 身边 | 身旁 | 附近 | 周围 | 四周 | 边 | 侧面 | 跟前
    next_to: 两边 | 两侧 | 脚边 | 两旁 | 左右 | 四角 | 两端 | 左右两边 | 一边 | 边缘
    next_to: 手边 | 近旁
    in_front_of: 前面 | 前 | 前方 | 面前 | 前边 | 之前 | 前头 | 正前方 | 身前 | 眼前
    behind: 后面 | 后 | 后方 | 背后 | 身后 | 后边 | 之后 | 后头 | 正后方
    under: 下 | 下面 | 下边 | 底下 | 下头 | 脚下 | 之下 | 正下方 | 下方
    on: 这头 | 那头
    left_of: 左端 | 左半边 | 左上方 | 左下方 | 左前方 | 左后方 | 最左边 | 最左侧 | 最左 | 正左边 | 靠左 | 靠左边
    right_of: 右端 | 右半边 | 右上方 | 右下方 | 右前方 | 右后方 | 最右边 | 最右侧 | 最右 | 正右边 | 靠右 | 靠右边
    on: 上层 | 下层 | 中层 | 最下层 | 底层 | 第一层 | 第二层 | 第三层
    on: 最上面 | 最上边 | 最上头 | 最顶上 | 最上层 | 顶层
    under: 最下面 | 最下边 | 最底下 | 最底层
    in_front_of: 最前面 | 最前头 | 最前边 | 最前
    behind: 最后面 | 最后头 | 最后边
    between: 正当间 | 当间 | 当间儿
    left_of: 左边 | 左侧 | 左面 | 左方 | 左手边 | 左手 | 左首 | 左
    right_of: 右边 | 右侧 | 右面 | 右方 | 右手边 | 右手 | 右首 | 右
    between: 之间 | 中间
    far: 远处 | 近处 | 远方 | 对面 | 另一边 | 另一侧 | 那边 | 这边
    outside: 外 | 外面 | 外头 | 之外 | 外边
""")
SIDES = {"left_of": "right_of", "right_of": "left_of", "on": "under", "under": "on", "above": "under"}
# Verbs that join what does to what it is done with.
VERBS = table_of("""
    wearing: 蒙 | 套 | 身背 | 肩背 | 腰系 | 脖子系 | 穿 | 戴 | 系 | 围 | 披 | 佩戴 | 身穿 | 头戴 | 身着 | 身披 | 穿戴
    wearing: 戴上 | 穿上 | 披上 | 系上 | 背 | 挎 | 打扮 | 斜挎 | 裹 | 扎 | 别 | 脚踩 | 脚蹬
    behind: 推 | 赶 | 撵 | 追着 | 推着 | 跟 | 追 | 追赶 | 追逐 | 尾随 | 跟着 | 跟随
    holding: 提溜 | 提溜着 | 揣 | 揣着 | 擎
    holding: 执 | 攥着 | 挽 | 拿 | 抱 | 举 | 端 | 捧 | 提 | 握 | 持 | 叼 | 撑 | 拎 | 扛 | 托 | 抓 | 夹 | 衔 | 咬
    holding: 打着 | 手持 | 手拿 | 怀抱 | 拄 | 搂 | 攥 | 拿起 | 手捧 | 手提 | 捏 | 高举 | 挥舞 | 舞 | 拎起 | 举起
    holding: 牵 | 啃 | 摇 | 拽 | 抬 | 抡 | 拖 | 吹 | 弹 | 抽 | 掐 | 拈 | 挥 | 挥动 | 舀 | 扯 | 拉 | 挑 | 递
    holding: 摇着 | 手执 | 卷
    holding: 摘 | 采 | 捞 | 捉 | 拧 | 剥 | 削 | 搓 | 揉 | 缝 | 撕 | 折 | 剪 | 织 | 擦 | 刷 | 拨 | 翻 | 掀 | 提着 | 挑着
    holding: 手牵 | 吃 | 喝 | 嗑 | 舔 | 掰 | 抱着 | 拾 | 捡 | 掏出 | 举着 | 拿着 | 扔 | 抛 | 敲 | 戳 | 玩
    holding: 抱起 | 抱住 | 含 | 背负 | 肩扛 | 手握 | 紧握 | 弹奏 | 撑起 | 搂住
    carry: 驮 | 顶 | 载 | 驮着
    full: 满是 | 尽是 | 遍布 | 结满 | 接满 | 沾满 | 盖满 | 缀满 | 洒满
    full: 插满 | 装满 | 盛满 | 堆满 | 放满 | 摆满 | 铺满 | 开满 | 长满 | 挂满
    full: 爬满 | 坐满 | 站满 | 落满 | 布满 | 种满 | 贴满 | 停满 | 撒满 | 挤满 | 画满 | 盖满
    beside: 在一起 站在一起 坐在一起 | 并排 | 并肩 | 肩并肩 | 手拉手 | 手牵手 | 面对面 | 背靠背 | 头碰头
    beside: 依偎在一起 | 挨在一起 | 相邻 | 紧邻 | 对坐 | 相对而坐 | 相依
    on: 背靠 | 扒 | 扒住 | 缠住 | 缠绕 | 攀 | 攀住 | 盘住
    on: 划 | 骑 | 踩 | 骑乘 | 踏 | 驾 | 压 | 跨 | 爬 | 乘 | 骑上 | 踩住 | 站上
    around: 围绕 | 环绕 | 绕
    next_to: 守 | 守着 | 守护 | 看守 | 陪着 | 紧贴 | 挨 | 紧挨 | 靠近 | 依偎 | 陪 | 紧靠 | 陪伴
    on: 靠着 | 枕着 | 枕
""")
# How something is somewhere; before 在, or after a place ("桌上放着苹果").
POSTURES = set_of("""
    睁 闭 眯 咧 翘 垫 拴 捆 吊 钉 粘 斜靠 倚靠 伏 匍匐 盘踞 俯卧 平躺 蹦 滑 嵌 镶 骑坐 蹲坐 跪坐 侧躺 仰躺 耷拉 晾
    摊 堆放 叠放 种植 栽 停留 落座 环绕 叠 堆叠 摞 跟 坐 站 躺 趴 蹲 睡 跪 立 停 放 摆 挂 搁 插 落 长 飘 浮 漂 飞 游
    堆 铺 靠 倚 挤 藏 躲 装 盛 塞 种 贴 停泊 盘 缩 栖 歇 蜷 卧 泡 埋 绑 悬 悬挂 停靠 坐落 矗立 耸立 伫立 站立 直立
    摆放 放置 停放 漂浮 飘浮 悬浮 盛开 开 生 点 亮 升 映 倒映 照 写 刻 画 印 绣 缠 爬 趴伏 蜷缩 端坐 静坐 盘旋 徘徊
    散落 洒 撒 铺满 摆满 堆满 放满 坐满 长满 开满 挂满 站满 停满 插满 装满 盛满 落满 布满 爬满 种满 贴满 住 待 呆 守
    聚 围坐 处于 倒 坠 垂 倒挂 陈列 盖 罩 结 晒 冒 流 滚 升起 落下 走来 跑来 飞来 游来 飞过 游过 走过 驶过 开过 经过
    跳 走 跑 驶 行驶 奔跑 遨游 翱翔 飞翔 游动 游泳 睡觉 休息 搭 建 砌 支 架 扎根 生长 探出 伸出 露出 躺卧 酣睡 打盹
    打坐 静立 排 排列 骑行
""")
MOTIONS = table_of("""
    in: 进 | 入 | 进入 | 钻进 | 飞进 | 跑进 | 走进 | 掉进 | 跳进 | 放进 | 装进 | 坐进 | 放入 | 装入 | 穿过
    on: 登上 | 爬上 | 跳上 | 坐上 | 放上 | 落到
    at: 到 | 往 | 向 | 至 | 于
""")
AT = frozenset({"在", "位于", "处于", "坐落在", "就在", "正在", "于"})
COVERBS = frozenset(
    {
        "从",
        "朝",
        "朝着",
        "向",
        "对着",
        "对",
        "往",
        "沿着",
        "沿",
        "给",
        "为",
        "用",
        "以",
        "通过",
        "顺着",
        "随着",
        "面向",
        "面对",
        "望着",
        "由",
        "比",
        "根据",
    }
)
AND = frozenset({"和", "与", "跟", "以及", "及", "还有", "加上", "外加", "加", "、", "&", "and", "plus", "再加", "同"})
HAVE = frozenset(
    {"有", "带", "带有", "有着", "含有", "长有", "多了", "with", "having", "has", "have", "出现", "存在", "放有", "配"}
)
IS = frozenset({"是", "就是", "为", "is", "are", "要是", "叫", "成为", "变成", "做", "当"})
NUMERALS = dict(zip("零〇半一二两三四五六七八九十俩仨", (0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 3), strict=True))
ENGLISH_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "pair": 2, "couple": 2, "twenty": 20,
}  # fmt: skip
VAGUE_NUMBERS = set_of("""
    几 数 许多 很多 好多 好几 若干 无数 多 一些 不少 大量 成群 上百 上千 成千上万 大批 一群 漫天 满天 遍地
    漫山遍野 满屏 满满当当 满地 满树 满山 满墙 满屋 满街 满桌 满院 大大小小 形形色色 各种各样 各式各样
    数不清 some many several few
""")
MEASURES = frozenset(
    "桌个只条头匹朵棵座艘辆架把张件双对位名杯颗粒枚块片根支枝幅顶本册盏瓶碗盘碟壶罐盒箱袋包筐篮桶盆缸串束捧丛株口门台部间栋幢"
    "扇面床套尾峰滴团堆群排队列行圈伙帮批窝打副具尊节截段股缕道轮弯抹层摞叠卷锅笼屉份截款种类样位匹头羽员家所堵杆管轴页封"
    "篇首场阵方汪泓池叶树架捆簇撮坨只艇艏身副沓炉捧瓣溜茬绺盅丸扎垄畦拨竿坛"
)
# Of these one means many things, unless what they hold is no heap of things.
GROUPS = frozenset("桌群排队列行伙帮批窝堆圈些拨丛串束溜筐车船屋篓地墙院山捧树摞沓")
PAIRS = {"对": 2, "双": 2, "打": 12}
VESSELS = frozenset("瓶碗盘碟壶罐盒箱袋包筐篮桶盆缸锅笼屉杯池")
# Said of nothing that is seen.
FILLERS = set_of("""
    别的 其他的 光是 单是 单单 唯独 唯有 偏偏 轻手轻脚 蹑手蹑脚 笨手笨脚 手忙脚乱 慢条斯理 漆成 刷成 染成 涂成 画成 点儿
    多一点 只有 换成 画它 换 两半 一半 成 切成 请 帮 帮我 给 给我 我 想要 想 要 我想 我要 来 画 绘制 生成 做
    设计 制作 弄 一下 麻烦 能不能 能 可以 可不可以 希望 需要 这 那 这种 那种 这个 那个 这里 那里 就 也 都 还 很
    非常 特别 十分 比较 有点 有些 稍微 正 正在 一起 又 再 最 更 好 太 挺 并 并且 而 而且 但 但是 不过 然后 其中
    所有 全 全部 各 各自 每 每个 分别 互相 一直 一边 慢慢 静静 静静地 轻轻 悄悄 远远 吧 吗 呢 啊 呀 哦 嘛 哈 啦
    哟 的话 着 了 过 得 地 看 看到 看见 能看到 可以看到 面积 上下 大概 大约 可 只 只要 仅 刚 刚刚 才 已经
    即将 快 快要 突然 忽然 仿佛 好像 像 似的 一样 一般 那样 这样 什么 怎么 哪里 高清 超清 细节 细节丰富 精致
    最好 尽量 务必 整体 主体 内容 主题 元素 一点 点 一些 些 it its the of is are to be very please draw paint
    this that there his her their some 4k 8k hd 出来 起来 下来 上来 过来 过去 上去 下去 进来 进去 回来 彼此 相互
    到处 处处 我们 你 你们 咱们 我家 他们 大家 自己 那儿 这儿 应该 得有 总共 一共 共 共有 总 大约有 还要 也要
    都要 都是 也是 还是 都得 都得是 必须 一定 一定要 for me my your our was were being just only really so make
    create generate 上了 一手一个 一手一只 一人一个 呗 哎 嘿 喔 哇 表示 主要 方面 情况 时候
""")
# They stand for two or more.
BOTH = frozenset({"它们", "她们", "他们", "它俩", "他俩", "她俩"})
PRONOUNS = set_of("它 她 他 它们 她们 他们 其 这只 那只 前者 它俩 他俩 她俩")
# English words of grammar in mixed wishes.
PREPOSITIONS = table_of("""
    on: on | onto | upon | on top of | riding | sitting on | standing on
    in: in | inside | into | within
    under: under | below | beneath | underneath
    above: above | over
    next_to: 离 | 距离 | 距
    next_to: next to | beside | near | by | close to
    in_front_of: in front of | before
    behind: behind
    left_of: left of | to the left of | on the left of
    right_of: right of | to the right of | on the right of
    at: at
    wearing: wearing | wears | dressed in
    holding: holding | holds | carrying
""")
GRAMMAR = {
    "的": "de", "之": "de", "把": "ba", "将": "ba", "被": "bei", "让": "skip", "不": "not", "没": "not",
    "没有": "not", "背景": "background", "background": "background", "底色": "background", "底": "noun",
    "the": "skip", "着": "aspect", "了": "aspect",
}  # fmt: skip
NUMBERS = dict(enumerate("零一两三四五六七八九十"))
# Verbs of wearing that mean something else with what is not worn.
WORN_ELSE = {"围": "next_to"}
INSIDE = frozenset({"插满", "装满", "盛满", "坐满", "挤满", "塞满", "填满", "灌满"})
# Measure words that stand without a number: "画个雪人", "叼着只拖鞋".
BARE_MEASURES = frozenset("盆瓶盘罐篮筐桶个只条张把辆座朵棵匹头件本块根杯碗盏幅顶位名串束捧艘架栋间颗双对群")
# Verbs that are also the last part of names: 水果摊, 木盖, 马桶刷.
NOUN_VERBS = frozenset("摊架盖吊刷铺塞钉锁套刨锯锤铲扇梳秤垫罩")
# Verbs that a dictionary takes for nouns, or that are fillers elsewhere.
ACTIONS = set_of("""
    列队 整队 洗衣 晾衣 捣衣 洗菜 做饭
    吆喝 抹眼泪 擀皮 擀面 纺线 拟人 铺开 合上 跨栏 包饺子 腾飞 撒欢 撒娇 拉扯 拥挤 叠罗汉 开屏 握手 钓鱼 弹 看 吃 喝
    玩 踢 打 切 做 写 读 唱 追 喂 洗 拍 钓 采 摘 修 推 拉 牵 煮 炒 烤 扫 浇 剪 织 跳
    追逐 望 盯 闻 舔 啃 射 扔 抛 接 敲 梳 吹 数 跃 钻 射箭
    比耶 比心 节约 保护 爱护 珍惜 关爱 预防 防止 拒绝 反对 弘扬 倡导 尊重 杜绝 远离 共建 遵守
""")
# What somebody does right after they are named; elsewhere they may be things.
DEEDS = set_of("""
    推手 对坐
    吵架 跳绳 登山 炒菜 绣花 舞狮 舞龙 敬礼 落叶 打仗 画画 烧烤 散步 讲课 演讲 比赛 拔河 赛跑 约会 露营 野餐 表演
    祈祷 祭祖 拜年
    下厨 购物 遛弯 逛街 赶集 赶海 采茶 插花 品茶 喝茶 吃面 打工 值班 巡逻 站岗 排队 候车 理发 美甲 体检 打针 输液
    吸氧 捕鱼
""")
# What happens to a thing right after it is named: "屋檐滴水".
HAPPENINGS = frozenset({"滴水", "冒烟", "落叶", "开花", "结冰", "起火", "漏水", "断裂", "生锈"})
# Things that others are counted by: "一车南瓜".
CONTAINERS = frozenset("桌车船屋篓匣兜坛瓮地脸手架墙院山")
# How things follow each other → the relation of each to the next; what stands between 从 and 到 is a word of place.
IN_ORDER = (
    ("从左到右", "left_of"), ("从左往右", "left_of"), ("从左至右", "left_of"), ("左到右", "left_of"),
    ("从右到左", "right_of"), ("从右往左", "right_of"), ("从上到下", "above"), ("从上往下", "above"),
    ("自左至右", "left_of"), ("自左向右", "left_of"), ("由左至右", "left_of"), ("由左到右", "left_of"),
    ("自上而下", "above"), ("由上到下", "above"), ("由上至下", "above"), ("从上至下", "above"), ("自下而上", "below"),
    ("从下到上", "below"), ("从下往上", "below"), ("从前到后", "in_front_of"), ("从前往后", "in_front_of"),
)  # fmt: skip
# How something is at a place, as it looks: "坐着", "漂着".
SEEN_SO = frozenset("站坐趴躺蹲跪睡卧立漂飘浮游飞盘歇停")
# What one does on a thing by which one is carried: "坐着板凳".
LYING = frozenset("坐倚躺趴")
# So one is on the side of a seat rather than beside it: "长椅左边坐着老头".
SEATED = frozenset("坐躺睡")
# How somebody is to what they pass or look into; those of WALKED are on it where it is a way.
CROSSING = table_of("""
    above: 飞过 | 掠过 | 飘过 | 划过 | 跳过 | 跨过 | 越过 | 跃过 | 飞越 | 腾跃
    next_to: 经过 | 路过 | 贴
    in_front_of: 照
""")
WALKED = set_of("走过 跑过 开过 驶过 爬过 踏过 走上 滚下 走下 冲下 滑下 跑下 爬下 过 穿过 走 跑 爬 经过")
# Beside what something is that "靠墙放着".
LEANING = frozenset({"靠", "挨", "贴", "临", "紧靠", "紧挨", "挨着", "靠着"})
# Of what a thing is made: "竹子编的".
MAKING = frozenset("做编织刻雕砌制拼搭捏扎缝剪叠画铸烧")
# Verbs by which a thing comes to be, beside who makes it: "堆雪人", "盖房子".
BUILDING = frozenset("堆搭盖建造砌")
BUILT = ("人", "房", "房子", "屋", "屋子", "楼", "塔", "城堡", "堡", "墙", "桥", "帐篷", "窝", "棚", "积木", "巢")
# So one wears what is no clothing.
BORNE = frozenset("背挎")
# What is put so around a thing is on it.
WRAPPED = frozenset("包裹贴套围绑印")
# They only announce who is seen: "主角是企鹅".
ROLES = frozenset({"主角", "主体", "主人公", "主人翁", "主要人物"})
# What is left somewhere so is not in the hand any more: "斧头扔一边".
LAID = frozenset("扔丢抛")
# What is done so with a thing that has no number is done on it: "杯子搁窗台".
RESTS = frozenset("站坐趴躺蹲立停搁放靠跪睡卧落")
COVERS = frozenset({"爬满", "铺满", "落满", "洒满", "撒满", "盖满"})
# How many places these are, where something is at each of them.
SIDES_OF = {"两边": 2, "两侧": 2, "两旁": 2, "左右": 2, "左右两边": 2, "四周": 4, "四角": 4, "两端": 2}
# Said right after things, they tell that these are many: "灯全亮着", "火星四溅".
MANY_SO = set_of("""
    全 全都 全部 纷纷 个个 一律 统统 四溅 遍地 满地 漫天 满天 成片 成群 成堆 成排
    林立 密布 密密麻麻 横七竖八 东倒西歪 星罗棋布 多多 四散 乱飞
""")
# What is put so is more than one.
HEAPED = set_of("堆 撒 散落 堆放 码 洒 散 堆叠")
# What these are done with may be far away, or is no thing.
PERCEIVED = set_of("""
    看 望 盯 瞧 数 听 闻 找 等 想 爱 怕 救 造 建 像 学 当 成 变 说 问 到 过 去 来 出
    讲 看着 望着 盯着 想念 等待 仰望 眺望 遥望
    喜欢 表示 代表 参加 开始 打算 准备 觉得 知道 变成 成为 离开 经过
""")
# They begin what a poster calls for: "节约用水", "文明用餐"; what that names is no part of the scene.
CALLING_FOR = set_of("""
    节约 保护 爱护 珍惜 关爱 预防 防止 拒绝 反对 弘扬 倡导 尊重 杜绝 远离 共建 遵守
    共享 携手 严禁 请勿 传承 践行 提倡 助力 维护 讲究
""")
CALLED_FOR = set_of("文明 安全 绿色 健康 低碳 诚信 和谐 团结 科学 合理 全民 人人 合规 环保")
# What is done so brings a thing to somebody: who does it holds the thing, beside the other.
GIVING = set_of("送给 递给 交给 献给 喂给 抛给 扔给 传给 端给 拿给 捧给 还给 送 递 喂 献 端 倒 盛 夹")
# What is read or looked at in the hand.
READ = frozenset({"看", "读", "翻", "看着", "翻看"})
READABLE = (
    "书",
    "报",
    "报纸",
    "手机",
    "信",
    "地图",
    "平板",
    "菜单",
    "杂志",
    "照片",
    "漫画",
    "册",
    "卷",
    "图纸",
    "屏幕",
)
# Words of place that are said of somebody: what comes before may be a thing all the same.
OF_BODIES = set_of("身边 身旁 脚边 手边 身后 身前 面前 脚下 眼前 跟前 头顶上 背后")
# What part of a body things are held with.
HANDS = set_of("手 双手 左手 右手 怀 爪子 爪 嘴 嘴巴 手臂 胳膊 臂 臂弯 手心 掌心 掌")
# What is held where one "打"s it.
OPENED = frozenset({"伞", "雨伞", "油纸伞", "灯笼", "火把", "手电筒", "手电", "太阳伞", "阳伞"})
