"""Names in Chinese wishes that dictionaries lack or take for something else: places, colours, styles, bodies."""

from __future__ import annotations

from danqing.director.chinese_words import set_of
from danqing.director.scene_words import table_of

MASSES = frozenset({"火", "雪", "沙", "沙子", "土", "草", "水", "火堆", "篝火", "柴火", "米", "灰"})
# Nouns that a dictionary knows in longer words only.
FREE_NOUNS = frozenset(
    "烛鹳砖瓦碗盆壶刀剑灯伞扇纸布带绳纱袍衫褂靴帆轿塔墙裙帽兔桌椅鞋裤杯衣袜瓶盘帘叶屋房窗箱篮盒柜凳毯旗巾石罐猴狮虎鹰鸭蝶鸽燕鼠豹象龟蛙狐"
) | {
    "船帆",
    "鹅毛",
}
SKIES = frozenset(
    {"天", "风", "雨", "雪", "阳光", "天色", "月光", "月色", "夜色", "雾", "大雨", "大雪", "小雨", "夕阳", "天气"}
)
# They end the names of what is worn.
WORN_ENDINGS = (
    "帽", "帽子", "衣", "裙", "裙子", "裤", "裤子", "鞋", "鞋子", "靴", "袍", "袍子", "马甲", "盔甲", "铠甲",
    "褂", "围巾", "头巾", "头盔", "冠", "领结", "斗笠", "披风", "斗篷", "手套", "袜", "袜子", "围裙", "面具",
    "头纱", "项链", "耳环", "眼镜", "墨镜", "背心", "衫", "发带", "蝴蝶结", "背包", "书包", "毛衣", "外套",
    "盖头", "拳套", "头套", "眼罩", "手镯", "手表", "肚兜", "领带", "口罩", "面纱", "护目镜", "头饰", "耳机",
)  # fmt: skip
# Adjectives that tell what kind a thing is rather than how it is.
CLASSIFYING = set_of("""
    机械 外卖 旋转 清洁 遥控 自动 喷气 航天 蒸汽 古代 潜水 滑雪 芭蕾 军用 民用 家用 太阳能 人造 电子 智能
""")
# Places that a dictionary takes for something else; they are grounds where something is on or in them.
PLACES = set_of("""
    码头 阳台 舞台 林子 村子 园子 屋子 池子 镇子 山沟 地上 森林 岛 小岛 海岛 天空 夜空 星空 蓝天 天 空中 天边
    宇宙 太空 月球 月球表面 火星 草丛 花丛 雪地 冰面 水面 海面 湖面 麦田 花田 花海 稻田 街角 云端 云海 地面 山洞
    大海 海 海水 海底 水底 水 大草原 大街 街头 街 路 马路 公路 小路 小径 山谷 山间 山林 竹林 树林 雨林 雪原 雪景
    平原 荒原 荒野 田间 乡间 乡村 乡下 村口 村庄 小镇 古镇 小巷 老巷子 院子 庭院 后院 花园 公园 操场 校园 教室
    厨房 客厅 卧室 房间 室内 室外 户外 书房 浴室 办公室 走廊 大厅 广场 集市 市场 夜市 城市 沙滩 海滩 沙漠 戈壁
    草原 草地 草坪 河边 河岸 河 湖 湖边 湖畔 江边 江面 池塘 池 溪边 小溪 溪流 瀑布 海边 海岸 港口 悬崖 悬崖边
    山顶 山坡 山脚 门口 车站 机场 站台 月台 地铁站 超市 咖啡馆 咖啡店 餐厅 图书馆 博物馆 教堂 寺庙 体育馆 球场
    足球场 篮球场 游乐园 动物园 农场 牧场 果园 菜园 稻场 葡萄园 实验室 医院 学校 商场 酒吧 酒馆 废墟 战场
    雪山脚下 夕阳 晚霞 日落 日出 朝霞 月光 月色 星光 阳光 雨中 雪中 风中 雾中 暴风雪 黄昏 夜晚 夜色 黑夜 雨夜
    雪夜 灯光 背景 家 树荫 树丛 丛林 芦苇荡 荷塘 花圃 温室 泳池 游泳池 水池 空地 工地 车间 仓库 地铁 隧道 赛道
    田埂 梯田 棉花地 戏台 夜景 马戏团 巷口 巷子口 船舱 洞口 迷宫 长城 废土 婚礼 理发店 集市 停机坪 早市 菜市场
    幼儿园 跑道 赛场 深海 远山 office beach forest park street city sky garden kitchen room bedroom desert field
    meadow
    sea ocean lake river snow space sunset night rooftop classroom library cafe countryside village jungle
    mountains seaside lawn background
""")
# They end names of grounds, also of unknown ones ("向日葵花田").
PLACE_ENDINGS = (
    "海", "湖", "河", "江", "林", "原", "野", "滩", "岸", "街", "巷", "园", "村", "镇", "湾", "谷", "田", "地", "场",
    "路", "边", "角落", "门口", "室", "厅", "馆", "店里", "空", "夜景", "风景", "景",
    "郊外", "之夜", "池塘", "世界", "王国",
    "宫里", "园子", "林子", "院子", "村子", "巷子",
)  # fmt: skip
# Places that are things to be seen where another is before, behind or beside them.
SOLID = (
    "山",
    "峰",
    "店",
    "馆",
    "院",
    "校",
    "站",
    "楼",
    "塔",
    "墙",
    "岛",
    "瀑布",
    "城",
    "教堂",
    "庙",
    "湖",
    "mountains",
)
NO_PLACES = set_of("""
    mountain mountains wood window 擂台 礁石 岩石 壁炉 浮冰 冰块 冰 冰山 球门 屋檐 树梢 枝头 树枝 秋千 月亮 太阳
    星星 储物柜 井 城 墙 门 窗户 栅栏 地毯 地板 地图 地球 石头 山 雪山 火山 高山 座位 座 店 面包店 花店 书店
    城墙 床 浴缸 篮球 足球 位置 电视墙 屏幕 画框 鱼缸 跷跷板 滑梯 楼梯 台阶 窗台 领奖台 沙坑 北极熊 东北虎 垫子
    烟囱 水 假山 缆车 烟斗 斑马线 桥洞 长枪 浮空岛 大门 鸟笼 水带 试管 凤 长矛 雕塑家 虫洞 屋脊 屋顶
    床沿 炕沿 边框 路灯 柜台 吧台 鸟巢 巢 轨道 彩虹
""")
PARTS = set_of("""
    头 手 脚 身 头顶 脸 嘴 嘴巴 脖子 肩 肩膀 肩头 背 怀 耳朵 鼻子 鼻尖 眼睛 尾巴 翅膀 爪子 腿 腰 腰间 胸 胸口
    胸前 肚子 手臂 胳膊 手腕 手指 胯 左手 右手 双手 脑袋 额头 毛 毛发 头发 皮 皮肤 羽毛 眼 犄角 角 胡子 眉毛 牙齿
    臂弯 左肩 右肩 左臂 右臂 左脚 右脚 左耳 右耳 左腿 右腿 左爪 右爪 爪尖
    舌头 膝盖 膝 膝头 脑门 下巴 后背 脊背 屁股 鼻梁 手背 脚背 大腿 小腿 爪
    手心 掌心 眼神 表情 笑容 身体 身子 耳 尾 翅 蹄子 鬃毛 花纹 斑纹 辫子 双马尾 刘海 臂 掌 脖
""")
TIMES = set_of("""
    早上 早晨 清晨 上午 中午 下午 傍晚 黄昏 晚上 夜晚 夜里 深夜 午夜 凌晨 白天 春天 夏天 秋天 冬天 春季 夏季
    秋季 冬季 雨天 雪天 晴天 阴天 雨后 雪后 下雨天 下雪天 日出 日落 节日 圣诞节 春节 元宵节 中秋节 新年 万圣节
    夜间 秋日 夏日 冬日 春日 冬夜 夏夜 秋夜 春夜 黎明 破晓 午后 天黑 月夜 盛夏 深秋 初春 隆冬 初雪 雷雨 暴雨
    大雪 大雨 雨夜 雪夜 七夕 清明 端午 重阳 中秋 元宵 除夕 年三十 大年三十 芒种 小满 立春 雨水 惊蛰 春分 谷雨
    立夏 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 冬至 小寒 大寒 正午 夜 课间 夜雨 三月三 正月 腊月
    下雨 下雪 刮风 打雷 起雾 飘雪 落雪 天亮 日暮 雪中 雨中 风中 雾中 雪里 雨里 月下 暮色 夜深 年夜 新春 假日 周末
    midnight dusk dawn snowing raining
    跨年夜 儿童节 情人节 母亲节 教师节 国庆节 劳动节 植树节 泼水节 端午节 重阳节 清明节 万圣夜 平安夜 唐朝 宋朝
    明朝 清朝 民国 古代 汉朝
""")
# Of pictures, but telling nothing of their style.
ANY_PICTURE = set_of("""
    图 图片 画 画面 图像 壁纸 头像 横幅 照片 镜头 场景 情景 景象 样子 作品 一幕 瞬间 时刻 效果图 造型 头图 配图
    背景图 屏保 海报 poster
    桌面壁纸 手机壁纸 素材 表情 风光 画像 特写 image picture photo page wallpaper 图案 主图 画报 包装 装饰 底图
    设定 摄影
""")
# What a picture is called: no part of the scene.
PICTURES = set_of("""
    证件照 毕业照 结婚照 婚纱照 全家福 合影 合照 大头照 艺术照 大头贴 snapshot polaroid
    宣传画 宣传单 传单 名片 邀请卡 请柬 菜单 表情 图 图片 画 画面 照片 海报 插画 插图 壁纸 封面 头像 贺卡 卡片 明信片
    贴纸 图像 图标 场景 情景 景象 样子 作品 横幅 头图 配图 绘本 图案 造型 镜头 画作 设定 立绘 logo 表情包 宣传图
    装饰 效果图 漫画 摄影 写真 特写 背景图 屏保 桌面壁纸 手机壁纸 邀请函 包装 picture image poster photo
    illustration wallpaper icon page 道具图标 游戏立绘 角色设定 书签 画像 风光 一幕 瞬间 时刻 画报 底图
    主图 素材 版画海报 手抄报 墙贴 祝福卡 生日卡 圣诞卡 书封 挂图 科普图 标志 徽章 图标 卡背 封面图 班徽 校徽
    flashcard sticker
""")
STYLE_MARKS = set_of("""
    风格 画风 风 质感 笔触 味道 味儿 味 style 手法 效果 艺术 画法 笔法 那味儿 式 版 色调 调调 调子 样式 感 感觉
    色系 配色
""")
# Known styles that are things as well; they are styles where a mark follows or nothing else is said.
STYLE_THINGS = set_of("""
    极光 积木 乐高 折纸 毛毡 霓虹 童话 铅笔 蜡笔 照片 影子 窗花 黑影 彩色玻璃 刺绣 橡皮泥 炭笔 粘土 黏土 剪影
    摄影 画面 poster photo shadow pencil
    剪影 老照片 静物 木雕 浮雕 皮影 像素 vintage retro sketch pixel outline cute line ink 手绘 漫画 壁画 青花
    青花瓷 马赛克 蓝图 立体 教堂玻璃 绣花 photograph mural porcelain
    clay mosaic comic comics cartoon embroidery vector polygon crayon oil realistic
""")
STYLE_ENDS = frozenset({"画", "插画", "风格", "图", "版", "海报", "风", "画风"})
ADJECTIVES = set_of("""
    留白 高高 长长 圆形 方形 心形 弯弯的 红白相间 黑白相间 小 大 老 旧 新 胖 瘦 高 矮 长 短 圆 方 破 尖 细 粗 厚
    薄 宽 窄 嫩 熟 巨大 巨型 小小 大大 耷拉 高大 可爱 漂亮 美丽 毛茸茸 胖乎乎 圆滚滚 圆圆 肥 肥胖 木质 透明 发光
    金属 彩色 五彩 五颜六色 萌 呆萌 迷你 微型 古老 破旧 崭新 新鲜 成熟 年轻 年老 慈祥 勇敢 优雅 帅气 英俊 安静 没精打采
    茂密 茂盛 繁华 荒凉 空 空荡荡 热闹 古 古典 复古 现代 未来 湿 湿漉漉 脏 脏兮兮 干净 干 弯弯 弯 亮 明亮 暗
    昏暗 强壮 凶猛 凶 温顺 调皮 好奇 开心 快乐 悲伤 伤心 生气 愤怒 害羞 懒洋洋 慵懒 疲惫 困 饿 大型 小型 中式
    日式 欧式 美式 卷发 长发 短发 光头 卡通 机械 神秘 魔法 梦幻 奇幻 华丽 精美 精致 简单 朴素 清澈 平静 汹涌
    老式 新式 旧式 着火的 笑呵呵 乐呵呵 笑嘻嘻 笑眯眯 气呼呼 慢悠悠 白发 金发 双层 多层 三层 单人 双人 折叠 旋转 女
    男 雄 雌 公 母
    幼 幼小
    cute big small little old young
    fluffy tiny huge large tall round happy sad beautiful wooden vintage glowing funny lovely giant mini shiny
""")
# Colours that people say and tables of data may lack; the data's go first.
COLORS = table_of("""
    red: 红 | 大红 | 鲜红 | 火红 | 红彤彤 | 红通通 | 朱红 | 暗红 | 深红 | 通红 | 枣红 | 酒红 | 粉红红 | 红艳艳
    red: 血红 | 绯红
    orange: 橙 | 橘 | 橘红 | 橙红 | 橘黄 | 橙黄 | 橘子色 | 琥珀色
    yellow: 黄 | 金 | 金黄 | 金黄色 | 嫩黄 | 黄澄澄 | 金色 | 鹅黄 | 明黄 | 浅黄 | 淡黄 | 金灿灿 | 柠檬黄 | 土黄
    green: 绿 | 翠绿 | 墨绿 | 碧绿 | 绿莹莹 | 嫩绿 | 绿油油 | 青 | 草绿 | 浅绿 | 深绿 | 淡绿 | 青绿 | 青翠
    green: 军绿 | 绿绿 | 葱绿 | 黛绿 | 油绿 | 苍绿 | 豆绿
    red: 绛红 | 殷红 | 猩红 | 砖红 | 嫣红 | 赤红
    white: 素白 | 月白 | 瓷白 | 惨白 | 亮白
    yellow: 杏黄 | 姜黄 | 焦黄 | 蜡黄 | 昏黄
    blue: 靛青 | 墨蓝 | 幽蓝 | 碧蓝 | 冰蓝 | 钴蓝
    purple: 绛紫 | 雪青 | 藕荷色 | 葡萄紫
    brown: 赭石色 | 赭色 | 茶色 | 棕红 | 深褐 | 焦糖色
    grey: 烟灰 | 铅灰 | 青灰 | 灰黑
    yellow: gold
    grey: silver
    blue: 蓝 | 天蓝 | 深蓝 | 浅蓝 | 湛蓝 | 蔚蓝 | 宝蓝 | 淡蓝 | 蓝莹莹 | 藏蓝 | 海蓝 | 藏青 | 靛蓝 | 蓝蓝
    blue: 孔雀蓝
    purple: 紫 | 淡紫 | 深紫 | 浅紫 | 紫罗兰色 | 紫红
    pink: 粉 | 粉红 | 桃红 | 粉嫩 | 粉粉 | 浅粉 | 淡粉 | 玫红 | 粉嘟嘟
    brown: 棕 | 褐 | 棕褐 | 咖啡色 | 深棕 | 浅棕 | 栗色 | 棕黄 | 古铜色 | 巧克力色 | 咖色
    black: 黑 | 漆黑 | 乌黑 | 黑黑 | 黑漆漆 | 墨黑 | 纯黑 | 炭黑 | 黑黝黝
    white: 白 | 雪白 | 洁白 | 纯白 | 白花花 | 奶白 | 乳白 | 米白 | 白白 | 白茫茫 | 银白
    grey: 灰 | 银灰 | 深灰 | 浅灰 | 灰白 | 银 | 银色 | 灰扑扑 | 铁灰
""")
PLAIN_COLORS = "红橙黄绿蓝紫粉棕黑白灰"
# Before a colour they tell which one: "荧光绿", "樱花粉".
COLOR_SHADES = set_of("""
    荧光 奶油 象牙 樱花 薄荷 橄榄 宝石 松石 玫瑰 柠檬 天空 海水 湖水 雾霾 莫兰迪 克莱因 焦糖 香槟 珊瑚 翡翠 孔雀 葡萄
    烟 亮 暗 哑光 马卡龙 中国 法拉利 咖啡 奶茶 牛奶 珍珠 月 雪 墨 苹果 草 豆沙 铁锈 砖 胭脂 姜 鹅 橘 蜜 炭 石墨 夜 军
""")
# Things of which there are many where no number is said.
MANY = set_of("""
    落叶 花瓣 星星 雪花 气泡 泡泡 雨滴 水珠 露珠 水滴 灯火 芦苇 瓜子 葱花 葱丝 芝麻 树叶 枫叶 银杏叶 叶子 野花 鹅卵石
    碎石 石子 行人 观众 人群 彩带 金币 硬币 纸屑 萤火虫 蚂蚁 蝌蚪 蔬菜 零食 豆子 米粒 樱桃 蓝莓 经幡 桅杆 彩旗
    糖果 果子 果实 花朵 稻穗 麦穗 面条 薯条 零件 齿轮 书本 书籍 葡萄 灰尘 脚印 碎片 砖块 石块 冰块
     木屑 木柴 柴火 煤球 斑点 火花 火星 枯叶 枯草 稻草 藤蔓 弹珠 棋子 桃花 樱花 梨花 梅花 荷叶 莲蓬 柳条 游客 路人
    村民 乘客 顾客 客人 薰衣草 油菜花 蔷薇 葱 蒜 米饭粒 泡沫 光点 彩纸 纸片 纸屑 白气
    小动物 动物 人们 蒲公英 杂草 野草 青草 小草 蕨草 星辰 繁星 群山 鸽群 鱼群 羊群 雏菊 礼花 烟花 彩灯 小灯
""")
NOT_COLORS = frozenset(
    {"gold", "silver", "金", "青", "花", "银", "米", "橘", "粉", "橙"}
)  # before a noun they may be part of its name
MEASURE_NOUNS = {
    "桌": "thing", "床": "thing", "头": "body", "盘": "thing", "碗": "thing", "杯": "thing", "瓶": "thing",
    "门": "thing", "口": "body", "身": "body", "面": "food", "树": "plant", "家": "place", "箱": "thing",
    "盒": "thing", "罐": "thing", "袋": "thing", "桶": "thing", "篮": "thing", "盆": "thing", "缸": "thing",
    "锅": "thing", "塔": "building", "台": "thing", "窝": "thing", "池": "place", "壶": "thing", "筐": "thing",
    "尾": "body", "根": "plant", "叶": "plant", "枝": "plant", "球": "thing", "包": "thing", "壁": "thing",
}  # fmt: skip
# Whom tales tell of, under names that seem to tell of clothes and colours.
TOLD_OF = set_of("""
    小红帽 灰姑娘 白雪公主 长发公主 睡美人 小美人鱼 拇指姑娘 红孩儿 白骨精 白娘子 蓝精灵 小黄人 绿巨人 黑猫警长
    悟空 八戒 悟能 悟净 葫芦娃 小飞侠 匹诺曹 白衣天使 紫霞仙子 黑寡妇 白无常 黑无常
""")
# Nouns that a dictionary lacks or takes for something else.
MORE_NOUNS = {
    "游泳圈": "clothing", "绿萝": "plant", "多肉": "plant", "圆框眼镜": "clothing", "海龟": "animal",
    "小丑鱼": "animal", "渔翁": "person", "大黄狗": "animal", "大褂": "clothing", "中国结": "thing",
    "招牌": "thing", "牌子": "thing", "王冠": "clothing", "椅背": "thing", "野餐布": "thing", "宝座": "thing",
    "把手": "thing", "古筝": "thing", "琵琶": "thing", "二胡": "thing", "钢琴": "thing", "吉他": "thing",
    "小提琴": "thing", "侦探": "person", "摇椅": "thing", "球门": "thing", "壁炉": "thing", "大灰狼": "animal",
    "女侠": "person", "红绿灯": "thing", "面包店": "building", "花店": "building", "小女孩": "person",
    "小男孩": "person", "小姑娘": "person", "老奶奶": "person", "老爷爷": "person", "小朋友": "person",
    "雪人": "thing", "书包": "clothing", "背包": "clothing", "眼镜": "clothing", "墨镜": "clothing",
    "裙子": "clothing", "披风": "clothing", "斗篷": "clothing", "围裙": "clothing", "耳机": "clothing",
    "口罩": "clothing", "面具": "clothing", "皇冠": "clothing", "头盔": "clothing", "蝴蝶结": "clothing",
    "领带": "clothing", "领结": "clothing", "项链": "clothing", "手套": "clothing", "靴子": "clothing",
    "盔甲": "clothing", "铠甲": "clothing", "旗袍": "clothing", "汉服": "clothing", "雨衣": "clothing",
    "花环": "clothing", "发夹": "clothing", "头巾": "clothing", "红领巾": "clothing", "铃铛": "thing",
    "拉布拉多": "animal", "柴犬": "animal", "金毛": "animal", "柯基": "animal", "哈士奇": "animal",
    "泰迪": "animal", "二哈": "animal", "布偶猫": "animal", "橘猫": "animal", "胖橘": "animal",
    "熊猫": "animal", "大熊猫": "animal", "锦鲤": "animal", "鲤鱼": "animal", "恐龙": "animal", "龙": "animal",
    "凤凰": "animal", "独角兽": "animal", "桌子": "thing", "木桌": "thing", "木椅": "thing", "书桌": "thing",
    "餐桌": "thing", "抱枕": "thing", "靠枕": "thing", "鱼缸": "thing", "北极熊": "animal", "小企鹅": "animal",
    "灯笼": "thing", "热气球": "thing", "孔明灯": "thing", "花灯": "thing", "机器人": "thing",
    "南瓜灯": "thing", "南瓜": "food", "月饼": "food", "汤圆": "food", "粽子": "food", "咖啡": "food",
    "茶": "food", "奶茶": "food", "花蜜": "food", "红包": "thing", "对联": "thing", "春联": "thing",
    "风筝": "thing", "风车": "thing", "许愿瓶": "thing", "火锅": "food", "云": "thing", "云朵": "thing",
    "雨": "thing", "雪花": "thing", "花瓣": "plant", "落叶": "plant", "树叶": "plant", "枫叶": "plant",
    "树枝": "plant", "树": "plant", "花": "plant", "草": "plant", "光": "thing", "宝箱": "thing",
    "钥匙": "thing", "剑": "thing", "刀": "thing", "弓": "thing", "盾牌": "thing", "魔杖": "thing",
    "法杖": "thing", "药水": "thing", "金币": "thing", "宝石": "thing", "老头": "person", "老头儿": "person",
    "小伙子": "person", "小丑": "person", "人": "person", "行人": "person", "孩子": "person", "小孩": "person",
    "宝宝": "person", "新娘": "person", "新郎": "person", "情侣": "person", "一家人": "person",
    "武士": "person", "书": "thing", "画框": "thing", "油灯": "thing", "猫咪": "animal", "小猫咪": "animal",
    "山": "building", "雪山": "building", "火山": "building", "高山": "building", "桥": "building",
    "河流": "place", "小狗": "animal", "小猫": "animal", "小熊": "animal", "小鸟": "animal", "小鸡": "animal",
    "小鸭": "animal", "人物": "person", "水果": "food", "龙舟": "vehicle", "长椅": "thing", "轻轨": "vehicle",
    "火": "thing", "孙悟空": "person", "猪八戒": "person", "唐僧": "person", "沙僧": "person", "嫦娥": "person",
    "吴刚": "person", "关羽": "person", "张飞": "person", "刘备": "person", "诸葛亮": "person", "武松": "person",
    "林黛玉": "person", "贾宝玉": "person", "花木兰": "person", "织女": "person", "牛郎": "person", "哪吒": "person",
    "济公": "person", "包公": "person", "包青天": "person", "鲁智深": "person", "美杜莎": "person", "武生": "person",
    "花旦": "person", "史莱姆": "animal", "溜冰鞋": "clothing", "旋转木马": "thing", "月球车": "vehicle",
    "雷达站": "building", "男的": "person", "女的": "person", "怪盗": "person", "鸟居": "building", "狸花猫": "animal",
    "三花猫": "animal", "狸花": "animal", "太姥爷": "person", "小哥": "person", "渡渡鸟": "animal", "机械臂": "thing",
    "少先队员": "person", "拨浪鼓": "thing", "螺蛳粉": "food", "双皮奶": "food", "手抓饼": "food",
    "二八大杠": "vehicle", "独角仙": "animal", "捏面人": "thing", "摇摇椅": "thing", "糖醋排骨": "food",
    "八宝饭": "food", "薰衣草": "plant", "冲浪手": "person", "登山者": "person", "拼图": "thing", "烧饼": "food",
    "切糕": "food", "背篓": "thing", "提灯": "thing", "画轴": "thing", "土地公": "person", "月老": "person",
    "老中医": "person",
    "骷髅兵": "person", "便利贴": "thing", "舞者": "person", "芭蕾舞者": "person", "推车": "vehicle",
    "藏宝图": "thing", "小人": "person",
    "金鱼缸": "thing",
    "灶台": "thing", "王后": "person", "皇后": "person", "画板": "thing", "画架": "thing", "画笔": "thing",
    "画布": "thing",
    **dict.fromkeys(TOLD_OF, "person"), "灰太狼": "animal", "红太狼": "animal", "丑小鸭": "animal",
    "黄鼠狼": "animal", "河狸": "animal", "沙堡": "building", "可乐": "food", "白龙马": "animal",
    "尤克里里": "thing", "太极": "idea",
    **dict.fromkeys(("armor", "armour", "backpack", "robe", "tiara", "goggles", "headphones", "kimono"), "clothing"),
    "golden retriever": "animal", "弹珠": "thing", "挖掘机": "vehicle", "起重机": "vehicle",
    "舞龙": "idea", "hoodie": "clothing", "beanie": "clothing", "转经筒": "thing", "铜色": "idea",
    "米色": "idea",
}  # fmt: skip
# What people call an animal of some coat.
NICKNAMES = {
    "大灰狼": ("狼", "grey"), "橘猫": ("猫", "orange"), "小黑狗": ("狗", "black"),
    "小白兔": ("小兔", "white"), "大白兔": ("兔", "white"), "小白狗": ("狗", "white"),
    "小黑猫": ("猫", "black"), "小白猫": ("猫", "white"), "小黄鸭": ("鸭子", "yellow"),
}  # fmt: skip
COLOR_NAMES = {
    "red": "红色", "orange": "橙色", "yellow": "黄色", "green": "绿色", "blue": "蓝色", "purple": "紫色",
    "pink": "粉色", "brown": "棕色", "black": "黑色", "white": "白色", "grey": "灰色",
}  # fmt: skip
# Words of a dictionary that in wishes are nearly always two.
NO_WORDS = set_of("""
    盆花 瓶花 车载 机载
    马背 牛背 把头 床边 放风筝 有人 靠窗 挂车 提灯 光照 间隔 上装 下装 进球 出水 一起上 天上 水上 海上 天下 花上
    背书 个人
    狮子头 校门 竖版
    下有 看书 上头 子上
    打着 有的
    牛羊 鸡鸭 牛马 鸡犬 虎豹 虎狼 猪羊 鸡鹅 鸭鹅 猫狗 蛇鼠 龟鹤 龟兔
    一手 双手 大白 小黄 小白 小黑 大黄 着火 人一 中有 前有 上有 里有 手上 地上 不一 一只 中一 上一 在一 花开 上放 放在
""")
# Styles that the library lacks.
STYLES = set_of("""
    吉卜力 宫崎骏 新海诚 赛博朋克 蒸汽朋克 国潮 国风 中国风 古风 日系 二次元 动漫 皮克斯 迪士尼 莫兰迪 极简
    极简主义 波普 波普艺术 哥特 巴洛克 洛可可 未来主义 超现实 超现实主义 立体主义 抽象 抽象画 胶片 黑白 简约
    清新插画 童话 剪贴画 版画 木刻 木版画 浮世绘 装饰画 线条画 涂鸦 毕加索 莫奈 达利 葛饰北斋 齐白石 徐悲鸿 梵高
    凡高 克里姆特 敦煌 新艺术 装饰艺术 包豪斯 故障艺术 霓虹 暗黑 写实 美漫 日漫 韩漫 条漫 四格漫画 黑白漫画
    水彩插画 扁平插画 矢量插画 毛毡 羊毛毡 乐高 积木 折纸 黑板报 沙画 铜版画 素描 速写 钢笔画 彩铅 彩铅画 蜡笔画
    淡墨 泼墨 厚涂 绢本设色 工笔 工笔画 白描 线描 皮影戏 皮影 概念图 长曝光 慢镜头 逆光 静物 静物画 低多边形 浮雕
    木雕 像素风 平涂 手账 漫画风 绘本风 剪影 老照片 拍立得 Q版 lo-fi minimal doodle pixel retro vintage sketch
    丙烯画 油画棒 粉笔画 3D 国画 水墨 孟菲斯 酸性 极光 cyberpunk steampunk ghibli pixar disney minimalist anime
    realism surrealism isometric
""")
WEATHER = frozenset(
    {"雨", "雪", "大雨", "小雨", "大雪", "小雪", "暴雨", "雪花", "雾", "风", "毛毛雨", "细雨", "冰雹", "雷", "鹅毛大雪"}
)
