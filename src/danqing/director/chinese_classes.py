"""Classes of Chinese names by how things may stand: what one sits on, walks on or enters, and who goes in pairs."""

from __future__ import annotations

from danqing.director.chinese_words import set_of

# Animals that a dictionary takes for something else.
ANIMALS = set_of("""
    猪 小猪 小羊 小牛 小鹿 小猴 小马 小象 小燕子 虾 虎 老虎 鸟 燕子 仙鹤 鹤 草鱼 鲤鱼 金鱼 龙虾 螃蟹 麻雀 喜鹊 鹦鹉
    公鸡 母鸡 小鸡 鸭子 蜻蜓 蝴蝶
    蜜蜂 蚂蚁 青蛙 鲸 鲸鱼 麒麟
""")
# They end the names of things that a dictionary takes for places, and for people.
FURNITURE = (*"椅柜桶箱缸笼桌凳炉管杆栓树壁镜亭", "吊床", "单杠", "床头")
BEASTS = tuple(
    "猫狗犬鸟鱼熊兔虎羊鸡鸭鹅猪蛇鼠猴狐狼鹿狮豹龟蛙虫鹭鹤雀鹰鸽鸥燕蜂蝶蚁虾蟹鲸鲨雁鹊蝉獾貂獭驴骡猿鳄鲤鲈莺鹂隼鸠狸驼"
)
# They end so, but are no animals.
NO_BEASTS = set_of("""
    涂鸦 涂鸭 热狗 纸鹤 爬山虎 拦路虎 变色龙 杀虫 捕鲸 火鹤 炸鸡 烤鸡 辣鸡 醉鸡 素鸡 白切鸡 口水鸡 柠檬鸡 咸酥鸡 炸子鸡
    烤鸭 烤鱼 鸡鸡 小鸡鸡 舞狮 纸老虎 泰迪熊 玩具熊 马虎 关门打狗 电子狗 肉鸡 藏猫猫 缘木求鱼 对虾 宝鸡 双鱼
""")
# They end the names of things that a dictionary takes for people, and of vehicles.
TOOLS = (
    *"杯碗瓶壶灯盒箱牌刀剑画报符管珠环杆耙棒板圈卡",
    "打印机",
    "计算器",
    "螺丝",
    "气球",
    "平面",
)
TRADES_IN_THINGS = frozenset({"司机", "老板", "大卡", "主管", "总管", "主刀", "海报"})
DEVICES = ("炮", "帜", "器", "雷", "木头", "飞机", "斗机", "客车", "支柱", "矛头")
# People that a dictionary takes for something else, or for two words.
PEOPLE = set_of("""
    大叔 大婶 大妈 大娘 大爷 大伯 大哥 大姐 大嫂 阿婆 阿公 阿伯 阿嬷 阿姨 老汉 老妪 老翁 老道 老僧 老农 老妇 老者 老太
    小偷 邮差 更夫 县太爷 叫花子 捕快 车夫 马夫 轿夫 挑夫
    老伴 小贩 小厮 舟子 厨子 樵夫 艄公 船家 货郎 书童 小二 店家 小明 小华 小刚 小丽 小强 小芳 小军 小李 小王 小张
""")
# Two of these side by side are two: "爸爸妈妈".
KIN = set_of("""
    爸爸 妈妈 爷爷 奶奶 外公 外婆 姥姥 姥爷 哥哥 姐姐 弟弟 妹妹 新娘 新郎 爸 妈 国王 王后 王子 公主 牛郎 织女 女儿
    儿子
    男孩 女孩 老师 学生
""")
# What a thing named before is called for short: "树" after "银杏".
SHORT_FOR = {
    "树": (*"松柏柳槐榕桃梅枫桦椰樱", "银杏", "梧桐", "白杨", "棕榈", "香樟", "胡杨"),
    "船": tuple("舟艇帆筏轮舰舫"),
    "鸟": ("鹦鹉", "麻雀", "喜鹊", "乌鸦", "鹤", "鹰", "燕子", "鸽子", "鸽", "鸥", "鹭", "孔雀"),
    "车": ("摩托", "的士", "公交", "大巴", "出租", "吉普", "皮卡", "越野"),
    "花": ("玫瑰", "百合", "牡丹", "郁金香", "向日葵", "康乃馨", "菊", "兰", "荷"),
}
# They end the names of what is nowhere but in the sky.
IN_THE_SKY = ("太阳", "月亮", "明月", "圆月", "弯月", "星星", "星空", "彩虹", "白云", "云朵", "乌云", "夕阳", "红日")
# They end the names of what is walked on.
WAYS = ("桥", "台阶", "楼梯", "石阶", "石板", "斑马线", "梯子", "滑梯", "钢丝", "独木桥")
# They end the names of what one sits or lies on.
SEATS = (*"椅凳床炕垫席毯船", "椅子", "凳子", "沙发", "垫子", "台阶", "秋千", "跷跷板")
ARMCHAIRS = ("椅", "椅子", "沙发", "躺椅", "床", "吊床", "秋千")
# Parts of vehicles and seats, where things are rather on or in the whole → how the names of wholes end.
_CARS = ("车", "摩托", "的士", "吉普", "皮卡", "巴士", "大巴", "公交", "轿子", "car", "truck", "bus", "van", "taxi")
_BOATS = (*"船舟艇筏舰舫", "乌篷")
PARTS_OF = {
    **dict.fromkeys(
        (
            "后座",
            "前座",
            "后斗",
            "车斗",
            "前筐",
            "后筐",
            "车把",
            "车头",
            "车尾",
            "车身",
            "车窗",
            "车厢",
            "车座",
            "车后座",
            "车顶",
        ),
        _CARS,
    ),
    **dict.fromkeys(("船头", "船尾", "船身", "船舷", "船板", "甲板"), _BOATS),
    **dict.fromkeys(("椅背", "椅面", "靠背"), ("椅", "椅子", "沙发")),
}
# What has a door: "门口" is in front of it where it was named before.
HOUSES = (*"店铺楼屋房馆庙亭宫院摊棚窝堂家", "房子", "屋子", "帐篷", "城堡", "小卖部")
