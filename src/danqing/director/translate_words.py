"""The Chinese words of grammar, and the words of prompts that dictionaries explain in another sense, in English.

Each table holds ``english: 中文 中文``, one entry after another with bars between them.
"""

from __future__ import annotations

from collections.abc import Mapping


def _table(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in " ".join(text.split()).split(" | "):
        english, _, chinese = entry.rstrip(" |").partition(":")
        for word in chinese.split():
            found[word] = english
    return found


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS: Mapping[str, int] = {
    "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12, "一对": 2, "一双": 2,
}  # fmt: skip
# Before a noun, in place of a number and its measure word.
MANY = _table("""
    several: 几 好几 | many: 许多 很多 | some: 一些 | a group of: 一群 | groups of: 成群 一群群 |
    a pile of: 一堆 | a bunch of: 一束 | a row of: 一排 | a string of: 一串 | full of: 满 | various: 各种 |
    countless: 无数 | a cup of: 一杯 | a bowl of: 一碗 | a plate of: 一盘 | a pot of: 一盆 一壶 |
    a bottle of: 一瓶 | a basket of: 一篮 | a bundle of: 一捆 | a piece of: 一块 |
    half a: 半个 半块 半颗 半张 半片 半根 半条 半只 | half a cup of: 半杯 | half a bowl of: 半碗 |
    half a plate of: 半盘 | half a bottle of: 半瓶 | half a basket of: 半篮 半筐
""")
MEASURES = _set("""
    块 碗 颗 头 幅 支 顶 枚 盏 双 台 匹 件 张 把 间 种 本 串 粒 座 所 幢 辆 个 棵 扇 道 盘 只 名 瓶 位 朵 架 艘
    条 盆 群 家 栋 片 束 尾 株 杯 枝 排 对 张图 幅画
""")
AT = _set("在 于")
# After a noun: where something is.
SIDES = _table("""
    on: 上 上面 上边 | on top of: 顶上 | above: 上方 上空 之上 | under: 下 下面 下边 底下 之下 |
    at the foot of: 脚下 | below: 下方 | in: 里 里面 中 内 里边 当中 之中 | outside: 外 外面 |
    beside: 旁 旁边 身边 | by: 边 边上 | near: 附近 | in front of: 前 前面 面前 前方 |
    behind: 后 后面 背后 身后 后方 | to the left of: 左边 左侧 左面 | to the right of: 右边 右侧 右面 |
    between: 之间 间 | in the middle of: 中间 中央 | around: 周围 四周 | opposite: 对面 | deep in: 深处 |
    at the end of: 尽头 | at: 时 时分
""")
AND = _table("""
    and: 和 与 跟 及 以及 还有 并 而 又 | ,: 、 | or: 或
""")
HAVE = _set("带有 带着 有 有着 配有 长有 长着 附有")
NOT = _table("""
    no: 没有 没 不要 不要有 无 别 没有任何 | not: 不 | without: 不带
""")
DROPPED = _set("""
    般 是 得 真 也 使 想 很 都 那 太 了 其 吧 才 啊 的 过 让 所 还 又 它 要 最 地 帮 更 成 去 就 被 呢 给 之 为
    这 感 等 极 我 画 把 以 请 着 正 来 这里 极了 一种 有些 地在 正在 极其 并且 那里 一点 展示 等等 生成 幅画
    想要 十分 画面 这个 然后 显得 我要 比较 那个 下来 起来 呈现 整个 似的 有点 样子 出来 显示 非常 绘制
    一样 帮我 画中 而且 一下 图中 特别 过来 一边 我想要
""")
VERBS = _table("""
    sitting: 坐 坐着 | standing: 站 站着 站立 立 摆 | lying: 躺 趴 放 | crouching: 蹲 |
    sleeping: 睡 睡觉 熟睡 沉睡 | napping: 打盹 | dozing: 打瞌睡 | flying: 飞 飞翔 飞行 | flying over: 飞过 |
    soaring: 翱翔 | circling: 盘旋 | running: 跑 奔跑 跑步 | walking: 走 行走 散步 | strolling: 漫步 |
    jumping: 跳 跳跃 | dancing: 跳舞 舞蹈 起舞 | swimming: 游 游泳 游动 | climbing: 爬 攀爬 | riding: 骑 骑着 |
    driving: 开 开着 驾驶 行驶 | parked: 停 停着 | parked at: 停在 | moored: 停泊 |
    floating: 漂 漂浮 飘 飘着 飘浮 悬浮 | fluttering: 飘扬 | falling: 飘落 落 落下 |
    holding: 拿 拿着 抱 抱着 捧着 握着 撑着 打着 | holding up: 举着 | carrying: 端着 提着 背着 |
    leading: 牵着 | pulling: 拉着 | pushing: 推着 | wearing: 戴 戴着 穿 穿着 身穿 身着 头戴 披着 系着 围着 |
    eating: 吃 吃着 | drinking: 喝 喝着 | looking at: 看 看着 望着 | looking up at: 仰望 | overlooking: 俯瞰 |
    gazing at: 凝视 | looking out over: 眺望 | reading a book: 看书 读书 | reading: 阅读 读 |
    writing: 写字 写 | painting: 画画 | singing: 唱歌 唱 | playing: 弹 弹着 拉 演奏 玩耍 嬉戏 打 |
    playing guitar: 弹吉他 | playing the piano: 弹琴 | blowing: 吹 吹着 | playing with: 玩 | kicking: 踢 |
    fishing: 钓鱼 钓着鱼 | cooking: 做饭 烹饪 | smiling: 微笑 笑 | laughing: 大笑 | crying: 哭 哭泣 |
    thinking: 思考 | working: 工作 | resting: 休息 | waiting: 等待 | meditating: 打坐 冥想 |
    hanging: 挂 挂着 悬挂 | with: 放着 摆着 | arranged: 摆放 | covered with: 铺着 铺满 盖着 覆盖 开满 |
    full of: 布满 | filled with: 装满 | piled with: 堆满 | overgrown with: 长满 |
    blooming: 开花 盛开 绽放 开放 | burning: 燃烧 | glowing: 发光 | glittering: 闪光 | twinkling: 闪烁 |
    shining: 闪闪发光 照 | lit: 照亮 | shining on: 照耀 | reflected: 映 倒映 | rising: 升起 升 |
    setting: 落山 | flowing: 流 流淌 | flowing through: 流过 | going through: 穿过 | crossing: 穿越 |
    passing: 经过 | surrounded by: 环绕 包围 | chasing: 追 追逐 追着 | leaning: 靠 倚 | leaning on: 靠着 倚靠 |
    hiding: 躲 藏 | waving: 挥手 | hugging: 拥抱 | kissing: 亲吻 | shaking hands: 握手 | playing chess: 下棋 |
    drinking tea: 喝茶 | drinking coffee: 喝咖啡 | walking a dog: 遛狗 | rowing a boat: 划船 | skiing: 滑雪 |
    skating: 滑冰 | surfing: 冲浪 | climbing a mountain: 爬山 | flying a kite: 放风筝 | snowing: 下雪 下着雪 |
    raining: 下雨 下着雨 | windy: 刮风 | dressed: 打扮 | with the words: 写着 | printed with: 印着 |
    painted with: 画着 | embroidered with: 绣着 | carved with: 刻着 | spreading: 张开 展开 |
    looking out of: 探出 | stretching out: 伸出 | curled: 卷 | curled up: 蜷缩 蜷 | kneeling: 跪 | near: 靠近 |
    facing: 面对 | with the back to: 背对 | bathed in: 沐浴 | sailing: 航行 | driving past: 驶过 |
    crawling: 钻 | biting: 咬 | with in its mouth: 叼着
""")
ADJECTIVES = _table("""
    wooden: 木头 | dyed: 染色 | handmade: 手工 | hand-drawn: 手绘 | cinematic: 电影感 电影质感 | dark blue: 藏青 |
    beige: 米色 | turquoise: 青绿色 | gold and red: 红金 | half-open: 半开 | upside-down: 倒立 |
    small: 小 | tiny: 小小 | big: 大 | huge: 巨大 | giant: 巨型 | tall: 高大 高 | short: 矮 短 | long: 长 |
    round: 圆 圆形 | square: 方 方形 | slender: 细长 | wide: 宽 宽阔 | fat: 胖 | chubby: 胖乎乎 | thin: 瘦 |
    old: 老 旧 年老 | ancient: 古老 古代 | shabby: 破旧 | abandoned: 废弃 | new: 新 | brand new: 崭新 |
    young: 年轻 | elderly: 年迈 | cute: 可爱 | beautiful: 美丽 漂亮 | handsome: 帅气 英俊 | ugly: 丑 |
    elegant: 优雅 | ornate: 华丽 | exquisite: 精致 精美 | simple: 简单 | minimalist: 简约 | clean: 简洁 |
    intricate: 复杂 | mysterious: 神秘 | scary: 恐怖 可怕 | lonely: 孤独 孤单 | happy: 快乐 开心 高兴 |
    sad: 悲伤 | melancholy: 忧郁 | angry: 愤怒 生气 | shy: 害羞 | curious: 好奇 | quiet: 安静 | serene: 宁静 |
    calm: 平静 | tranquil: 静谧 | bustling: 热闹 繁华 | cosy: 温馨 | warm: 温暖 | cold: 寒冷 冷 |
    hot: 热 炎热 | bright: 明亮 | dim: 昏暗 | dark: 黑暗 暗 | clear: 清澈 晴朗 | overcast: 阴 |
    transparent: 透明 | glowing: 发光 | shiny: 闪亮 | golden: 金色 金 | silver: 银色 银 |
    colourful: 彩色 五颜六色 五彩 五彩缤纷 | rainbow-coloured: 七彩 | vivid: 鲜艳 | soft: 柔和 柔软 |
    fluffy: 毛茸茸 | plush: 毛绒 | smooth: 光滑 | rough: 粗糙 | wooden: 木 木制 木质 | stone: 石 石头 |
    glass: 玻璃 | metal: 金属 | iron: 铁 | copper: 铜 | ceramic: 陶瓷 | silk: 丝绸 | leather: 皮革 |
    crystal: 水晶 | paper: 纸 | plastic: 塑料 | bamboo: 竹 竹子 | fresh: 新鲜 清新 | ripe: 成熟 |
    delicious: 美味 | steaming: 热气腾腾 冒着热气 | empty: 空 空旷 | dense: 茂密 | lush: 茂盛 郁郁葱葱 |
    lush green: 翠绿 | snow-white: 雪白 | pitch-black: 漆黑 | dark blue: 深蓝 | light blue: 浅蓝 |
    sky blue: 天蓝 | emerald green: 碧绿 | pink: 粉 | striped: 条纹 | spotted: 斑点 | checked: 格子 |
    floral: 碎花 | Chinese: 中国 中式 | Japanese: 日式 日本 | European: 欧式 | vintage: 复古 |
    futuristic: 未来 未来感 | science fiction: 科幻 | dreamy: 梦幻 | fantasy: 奇幻 | magical: 魔幻 |
    magic: 魔法 | romantic: 浪漫 | epic: 史诗 | spectacular: 壮观 | magnificent: 壮丽 | majestic: 雄伟 |
    classical: 古典 | modern: 现代 | traditional: 传统 | abstract: 抽象 | realistic: 写实 逼真 |
    high definition: 高清 超清 | finely detailed: 细腻 | detailed: 精细 | highly detailed: 细节丰富 |
    high quality: 高质量 | best quality: 最佳质量 | masterpiece: 杰作 | aesthetic: 唯美 | soothing: 治愈 |
    symmetrical: 对称 | centred: 居中 | blurry: 模糊 | low quality: 低质量 | deformed: 变形 | extra: 多余 |
    broken: 破碎 | wet: 湿润 湿 | dry: 干燥 | flowing: 飞扬 | jet-black: 乌黑 | white-haired: 白发 |
    curved: 弯弯 | winding: 弯曲 蜿蜒 | festive: 喜庆 节日 | cheerful: 欢快 | playful: 调皮 | brave: 勇敢 |
    fierce: 凶猛 | strong: 强壮 | tired: 疲惫 | sleepy: 睡眼惺忪 | mechanical: 机械 | cyberpunk: 赛博朋克 |
    steampunk: 蒸汽朋克 | half: 半 | single: 单 | deserted: 空荡荡
""")
NOUNS = _table("""
    Little Red Riding Hood: 小红帽 | Cinderella: 灰姑娘 | Snow White: 白雪公主 | Rapunzel: 长发公主 |
    Sleeping Beauty: 睡美人 | little mermaid: 小美人鱼 | Pinocchio: 匹诺曹 | big bad wolf: 大灰狼 |
    ugly duckling: 丑小鸭 |
    surreal: 超现实 | surrealism: 超现实主义 | minimalism: 极简主义 | impressionism: 印象派 印象主义 |
    cubism: 立体派 立体主义 | realism: 写实主义 | pixel style: 像素风 | Ghibli style: 吉卜力风 | ink style: 水墨风 |
    picture book: 绘本 | fairy tale: 童话 | product: 产品 | game: 游戏 | jar: 罐 罐子 玻璃罐 | couple: 夫妻 夫妇 恋人 |
    hand in hand: 手牵手 手拉手 | succulent: 多肉 多肉植物 | clock tower: 钟楼 | spring couplets: 春联 对联 |
    red panda: 小熊猫 | after the rain: 雨后 | after the snow: 雪后 | texture: 质感 | film still: 电影画面 剧照 |
    group photo: 合影 | night view: 夜景 | street view: 街景 | close-up: 大特写 | long exposure: 长曝光 |
    silhouette: 剪影 | reflection: 倒影 反光 | logo: 标志 商标 | avatar: 头像 | sticker: 表情包 |
    grass: 草地 小草 | seaside: 海边 | coast: 海岸 | snow: 雪地 | wheat field: 麦田 | rice field: 稻田 |
    flower field: 花田 | sea of flowers: 花海 | snowy mountain: 雪山 | high mountains: 高山 |
    mountain top: 山顶 | cliff: 悬崖 | riverside: 河边 | stream: 小河 小溪 | lake: 湖面 湖水 | pond: 池塘 |
    sea: 海 海面 | sea floor: 海底 | waves: 海浪 波浪 | clouds: 云 | white clouds: 白云 | sea of clouds: 云海 |
    dark clouds: 乌云 | sunlight: 阳光 | stars: 星星 | milky way: 银河 | heavy snow: 大雪 | snowflakes: 雪花 |
    setting sun: 夕阳 | sunset: 日落 | sunrise: 日出 | evening: 傍晚 | morning: 早晨 | night: 晚上 夜里 |
    late night: 深夜 | noon: 正午 | Chinese New Year: 春节 | Mid-Autumn Festival: 中秋节 | Christmas: 圣诞节 |
    Halloween: 万圣节 | Lantern Festival: 元宵节 | Dragon Boat Festival: 端午节 | road: 马路 公路 |
    path: 小路 | town: 小镇 | cottage: 小屋 | wooden cabin: 木屋 | tower: 塔 | living room: 客厅 |
    window: 窗边 | windowsill: 窗台 | outside the window: 窗外 | door: 门 | table: 桌面 | wooden table: 木桌 |
    table lamp: 台灯 | red lantern: 红灯笼 | neon lights: 霓虹灯 | vase: 花瓶 | plate: 盘子 |
    oil-paper umbrella: 油纸伞 | sword: 剑 | orange cat: 橘猫 | puppy: 小狗 | rabbit: 兔子 |
    white rabbit: 白兔 | cow: 牛 | bird: 鸟 | little bird: 小鸟 | crane: 仙鹤 | duckling: 小鸭子 |
    rooster: 公鸡 | koi: 锦鲤 | turtle: 乌龟 | elf: 精灵 | alien: 外星人 | little boy: 小男孩 |
    little girl: 小女孩 | young girl: 少女 | boy: 少年 | old man: 老人 老爷爷 | old woman: 老奶奶 |
    grandmother: 奶奶 | grandfather: 爷爷 | mother: 妈妈 | baby: 婴儿 | children: 孩子们 儿童 | samurai: 武士 |
    swordsman: 侠客 | chef: 厨师 | farmer: 农民 | monk: 和尚 | poet: 诗人 | couple: 情侣 | back view: 背影 |
    eyes: 眼睛 | big eyes: 大眼睛 | short hair: 短发 | blonde hair: 金发 | wings: 翅膀 | dress: 连衣裙 |
    long dress: 长裙 | hanfu: 汉服 | qipao dress: 旗袍 | armour: 盔甲 | glasses: 眼镜 | gloves: 手套 |
    flowers: 鲜花 花朵 | rose: 玫瑰 | peony: 牡丹 | lotus: 莲花 | cherry blossom: 樱花 | orchid: 兰花 |
    lavender: 薰衣草 | big tree: 大树 | pine tree: 松树 | maple leaves: 枫叶 | fallen leaves: 落叶 |
    leaves: 树叶 | orange: 橘子 | grapes: 葡萄 | mooncake: 月饼 | dumplings: 饺子 | steamed bun: 包子 |
    milk: 牛奶 | food: 美食 | sports car: 跑车 | bus: 公交车 | steam train: 蒸汽火车 | motorcycle: 摩托车 |
    small boat: 小船 | sailing boat: 帆船 | ship: 轮船 | spaceship: 宇宙飞船 | windmill: 风车 |
    jack-o'-lantern: 南瓜灯 | flames: 火焰 | campfire: 篝火 | smoke: 烟 | soil: 泥土 | reflection: 倒影 |
    light: 光线 | soft light: 柔光 | backlight: 逆光 | side light: 侧光 | watercolour: 水彩 |
    watercolour painting: 水彩画 | ink wash: 水墨 | ink wash painting: 水墨画 |
    traditional Chinese painting: 中国画 | gongbi painting: 工笔画 | pencil sketch: 素描 |
    pencil drawing: 铅笔画 | comic: 漫画 | anime: 动漫 | illustration: 插画 | pixel art: 像素画 |
    paper cut: 剪纸 | ukiyo-e: 浮世绘 | woodcut: 版画 | photo: 照片 | photography: 摄影 | greeting card: 贺卡 |
    close-up: 特写 | close view: 近景 | distant view: 远景 | panorama: 全景 | full body: 全身 |
    half body: 半身 | full-body portrait: 全身像 | half-length portrait: 半身像 | front view: 正面 |
    side view: 侧面 | top view: 俯视 | shot from above: 俯拍 | low-angle view: 仰视 | bird's-eye view: 鸟瞰 |
    macro: 微距 | wide angle: 广角 | depth of field: 景深 | shallow depth of field: 浅景深 |
    composition: 构图 | atmosphere: 氛围 | texture: 质感 | colour tone: 色调 | warm tones: 暖色调 |
    cool tones: 冷色调 | cinematic: 电影感 | text: 文字 | fingers: 手指 | landscape: 风景 |
    mountains and water: 山水 | Chinese landscape painting: 山水画 | Jiangnan: 江南 | old town: 古镇 |
    Forbidden City: 故宫 | Eiffel Tower: 埃菲尔铁塔 | stone bridge: 石桥 | ancient temple: 古寺 |
    football: 足球 | toy: 玩具 | ball of yarn: 毛线球 | curtain: 窗帘 | wind: 风
""")
