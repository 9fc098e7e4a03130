"""Which Chinese measure word a thing is counted with, by the end of its name (一只猫, 两条鱼, 三朵花), and with which
verb clothes are worn (穿着裙子, 戴着帽子)."""

from __future__ import annotations

from collections.abc import Mapping

USUAL = "个"
_UNCOUNTED = "水 海 雪 沙 沙子 草地 森林 树林 沙漠 花海 麦田 空气 雨 雾"
_ENDS = """
    只 猫 狗 兔 兔子 鼠 松鼠 鸟 鸡 鸭 鸭子 鹅 鹰 猫头鹰 鹤 燕子 麻雀 鹦鹉 鸽 鸽子 企鹅 天鹅 孔雀 猴 猴子 猩猩 熊
      熊猫 狼 狐狸 老虎 虎 豹 狮子 狮 羊 绵羊 山羊 羊驼 鹿 长颈鹿 刺猬 蝴蝶 蜜蜂 蜻蜓 蚂蚁 蜘蛛 虫 甲虫 青蛙 蛙
      龟 乌龟 蟹 螃蟹 虾 蝙蝠 海豹 水獭 浣熊 考拉 袋鼠 小猪 蜗牛 恐龙 凤凰 手 耳朵 眼睛 脚 袜子 手套 鞋 靴子
      耳环 碗 箱子 篮子 篮 杯子 盘子 气球 风筝 小船 玩偶
    条 鱼 蛇 龙 巨龙 鲨鱼 河 路 街 街道 小路 围巾 裙子 裤子 短裤 牛仔裤 领带 毛巾 毯子 床单 项链 腰带 尾巴 绳子
      丝带 船 鳄鱼 蚯蚓 毛毛虫 瀑布 彩带 哈达 长凳 板凳 虹 彩虹
    头 牛 奶牛 水牛 大象 象 猪 驴 鲸 鲸鱼 河马 犀牛 骆驼 蒜
    匹 马 白马 斑马 骏马 布
    朵 花 云 玫瑰 菊花 荷花 莲花 牡丹 梅花 向日葵 郁金香 百合 蘑菇 云彩 白云 蒲公英 桃花 樱花 桂花
    棵 树 松树 柳树 草 小草 白菜 仙人掌 竹子 苹果树 樱花树 圣诞树 苗 葱 椰子树 棕榈树
    辆 车 汽车 自行车 卡车 公交车 摩托车 出租车 跑车 火车头 拖拉机 坦克 马车 三轮车 警车 消防车 电动车
    列 火车 高铁 地铁
    艘 帆船 轮船 军舰 飞船 宇宙飞船 潜艇 游艇 龙舟 货轮
    架 飞机 直升机 钢琴 无人机 梯子 秋千 竖琴 古筝
    座 山 桥 塔 城 城市 房子 城堡 宫殿 岛 灯塔 雕像 寺庙 庙 教堂 火山 雪山 喷泉 亭子 假山 墓碑 风车 拱桥 坟 工厂
      大厦 楼
    栋 别墅 大楼 木屋
    间 屋 房间 教室 小屋 厨房
    家 店 餐厅 咖啡馆 医院 饭馆 书店
    张 桌 桌子 木桌 床 纸 脸 嘴 地图 照片 沙发 网 弓 贺卡 明信片 画 海报 椅 长椅 地毯 书桌 票 皮
    把 椅子 木椅 伞 雨伞 刀 剪刀 钥匙 扇子 剑 勺子 叉子 吉他 小提琴 琵琶 二胡 锤子 斧头 枪 锁 尺子 梳子 茶壶 壶
      锄头 铲子 扫帚 锯 遮阳伞 油纸伞
    本 书 字典 日记 杂志 笔记本 课本
    件 衣服 上衣 大衣 毛衣 衬衫 外套 旗袍 和服 雨衣 夹克 礼物 斗篷 披风 袍 长袍 T恤 羽绒服 行李 汉服 婚纱 马甲
    顶 帽子 帽 草帽 皇冠 王冠 帐篷 轿子 头盔 斗笠 圣诞帽 安全帽
    副 眼镜 墨镜 耳机 手铐 对联 面具 春联
    双 筷子 鞋子 高跟鞋 运动鞋 拖鞋 雪靴 冰鞋
    盏 灯 台灯 灯笼 路灯 油灯 红灯笼 吊灯
    支 笔 铅笔 钢笔 毛笔 蜡烛 箭 笛子 牙刷 口红 画笔 冰淇淋 火把 温度计
    根 香蕉 胡萝卜 柱子 火柴 羽毛 骨头 棍子 黄瓜 香肠 油条 钓竿 鱼竿 拐杖 针 树枝 线 冰棍 电线杆 香 玉米
    颗 星星 星 珠子 珍珠 糖 糖果 钻石 牙 牙齿 心 草莓 樱桃 葡萄 石子 子弹 种子 行星 卫星 豆 豆子 红豆 宝石
    块 石头 蛋糕 饼干 面包 豆腐 糖块 手表 砖 肉 西瓜 黑板 巧克力 牌子 月饼 披萨 木头 玻璃 冰 滑板 肥皂 奶酪 岩石
      田 橡皮 橡皮擦
    片 叶子 树叶 雪花 花瓣 羽 枫叶
    台 电脑 电视 相机 手机 机器 冰箱 洗衣机 电视机 照相机 收音机 缝纫机 打字机 机器人 望远镜 显微镜 风扇 电话
    杯 咖啡 茶 牛奶 果汁 可乐 奶茶 啤酒 红酒 鸡尾酒
    碗 面 米饭 饭 汤 粥 馄饨 面条 拉面 汤圆
    瓶 酒 汽水 香水 墨水 矿泉水
    盘 饺子 水果 炒饭 寿司 菜 意大利面
    位 老师 老人 医生 老奶奶 老爷爷 奶奶 爷爷 科学家 诗人 厨师 画家 公主 王子 国王 女王 侠客 仙女 女士 先生 将军
      舞者 芭蕾舞者 宇航员 顾客 农民 小红帽
    名 士兵 学生 警察 消防员 运动员 护士 骑士 司机 工人 忍者 船员 海盗 武士 魔法师
    扇 门 窗 窗户 屏风 木门
    面 镜子 旗 旗帜 墙 鼓 国旗 锣
    口 井 锅 钟 大锅 铁锅 棺材
    盆 盆栽 花盆 多肉 君子兰 绿萝 兰花
    枚 硬币 戒指 邮票 勋章 徽章 鸡蛋 印章 火箭 贝壳 奖牌
    幅 山水画 油画 水墨画 字画
    堆 火 篝火 落叶 柴
    道 闪电 光 光芒 门槛
    轮 月亮 明月 太阳 满月 夕阳 圆月 红日
    株 植物
    串 糖葫芦 冰糖葫芦 鞭炮 烤串 佛珠
    滴 露珠 泪 水珠 眼泪
"""
_PAIRED = ("鞋", "鞋子", "靴", "靴子", "袜", "袜子", "手套", "筷子")
_WORN = """
    围着 围巾 围裙 围脖 围兜 披肩
    系着 腰带 皮带 领带 领结 红领巾 丝带 鞋带 蝴蝶结 安全带
    披着 披风 斗篷 袈裟
    背着 背包 书包 双肩包 背篓 挎包
    穿着 衣 衣服 裙 裙子 裤 裤子 袍 袍子 衫 褂 袄 鞋 鞋子 靴 靴子 袜 袜子 大褂 外套 背心 马甲 盔甲 铠甲 战甲 夹克
      西装 西服 礼服 汉服 和服 旗袍 婚纱 T恤 服 服装 装 肚兜 比基尼 短袖 长袖 dress skirt coat jacket shirt shoes
      boots pants trousers jeans suit uniform kimono sweater robe hoodie armor armour socks vest
"""


def _table(text: str) -> Mapping[str, str]:
    """Each name → the word that its lines begin with."""
    found: dict[str, str] = {}
    first = ""
    for line in text.splitlines():
        words = line.split()
        if line.startswith("    ") and not line.startswith("     ") and words:
            first, *words = words
        found |= dict.fromkeys(words, first)
    return found


_MEASURES = {**_table(_ENDS), **dict.fromkeys(_UNCOUNTED.split(), "")}
_WEARING_VERBS = _table(_WORN)


def measure_of(name: str) -> str:
    """The measure word for a thing; 个 for what is not known, and "" for what is not counted, such as water.

    Args:
        name: of the thing in Chinese; the longest known end of it decides ("大花猫" is counted as 猫).
    """
    return next((_MEASURES[name[begin:]] for begin in range(len(name)) if name[begin:] in _MEASURES), USUAL)


def counted_as(name: str, count: int, *, worn: bool = True) -> tuple[int, str]:
    """A number of things as Chinese counts them: what comes in pairs by pairs, 两只鞋子 as 一双鞋子.

    Args:
        name: of the thing in Chinese.
        count: of single things.
        worn: whether somebody wears it; one shoe that nobody wears is no pair.

    Returns:
        The number to say and its measure word.
    """
    if name.endswith(_PAIRED) and (count > 1 or not worn):
        return (count // 2, "双") if count % 2 == 0 else (count, "根" if name.endswith("筷子") else "只")
    return count, measure_of(name)


def wearing_verb(name: str) -> str:
    """How a thing is worn: clothes 穿着, scarves 围着, belts 系着; hats, glasses, jewellery and others 戴着.

    Args:
        name: of the thing; the longest known end of it decides.
    """
    known = (_WEARING_VERBS[name[begin:]] for begin in range(len(name)) if name[begin:] in _WEARING_VERBS)
    return next(known, "戴着")
