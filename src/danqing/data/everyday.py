"""What people ask for every day: natural names, measure words, where a thing belongs, and how often to show it.

One table holds it all, so that the mixture can be tuned in one place. Anything not listed falls back on rules by
category.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from danqing.data.types import Entry

TABLE = """
# English names (the first and those with "=" are said, any finds the entry) | Chinese | measure word | habitat | boost
cat, =kitten, cat face | 猫, 小猫, 猫咪 | 只 | pet | 5
dog, =puppy, dog face | 狗, 小狗 | 只 | pet | 5
poodle | 贵宾犬 | 只 | pet | 1.5
guide dog | 导盲犬 | 只 | pet | 1
rabbit, rabbit face | 兔子, 小兔子 | 只 | pet | 3.5
hamster | 仓鼠 | 只 | pet | 2
mouse, mouse face | 老鼠, 小老鼠 | 只 | pet | 2.5
horse, horse face | 马 | 匹 | farm | 3
cow, cow face | 奶牛, 牛 | 头 | farm | 3
ox | 公牛, 牛 | 头 | farm | 1.5
water buffalo | 水牛 | 头 | farm | 1.5
pig, pig face | 猪, 小猪 | 头 | farm | 3
sheep, ewe | 绵羊, 羊 | 只 | farm | 2.5
ram | 公羊 | 只 | farm | 1.5
goat | 山羊, 羊 | 只 | farm | 2
donkey | 驴 | 头 | farm | 1.5
chicken | 鸡 | 只 | farm | 2.5
rooster | 公鸡 | 只 | farm | 2
chick, =baby chick, front-facing baby chick | 小鸡 | 只 | farm | 3
hatching chick | 破壳的小鸡 | 只 | farm | 1.5
turkey | 火鸡 | 只 | farm | 1.5
duck, =duckling | 鸭子, 小鸭子 | 只 | waterbird | 3.5
swan | 天鹅 | 只 | waterbird | 2
goose | 鹅, 大鹅 | 只 | waterbird | 2
flamingo | 火烈鸟 | 只 | waterbird | 1.5
penguin | 企鹅, 小企鹅 | 只 | polar | 4
polar bear | 北极熊 | 只 | polar | 2
seal | 海豹 | 只 | polar | 1.5
bird | 鸟, 小鸟 | 只 | bird | 3.5
black bird | 黑鸟 | 只 | bird | 1
dove | 鸽子, 白鸽 | 只 | bird | 1.5
eagle | 老鹰, 鹰 | 只 | bird | 2
owl | 猫头鹰 | 只 | bird | 2.5
parrot | 鹦鹉 | 只 | bird | 2
peacock | 孔雀 | 只 | land | 1.5
bat | 蝙蝠 | 只 | bird | 1.5
butterfly | 蝴蝶 | 只 | flyer | 4
bee, =honeybee | 蜜蜂 | 只 | flyer | 2.5
ladybug, =lady beetle | 瓢虫 | 只 | bug | 2
beetle | 甲虫 | 只 | bug | 1.5
ant | 蚂蚁 | 只 | bug | 1.5
spider | 蜘蛛 | 只 | bug | 1.5
caterpillar, bug | 毛毛虫, 虫子 | 条 | bug | 1.5
snail | 蜗牛 | 只 | bug | 2
scorpion | 蝎子 | 只 | desert | 1
lion | 狮子 | 头 | wild | 3
tiger, tiger face | 老虎 | 只 | wild | 3
leopard | 豹子 | 只 | wild | 1.5
bear | 熊, 小熊 | 只 | wild | 3
panda | 熊猫, 大熊猫 | 只 | wild | 4
koala | 考拉 | 只 | wild | 2
fox | 狐狸 | 只 | wild | 3
wolf | 狼 | 只 | wild | 2
raccoon | 浣熊 | 只 | wild | 1.5
deer | 鹿, 小鹿 | 只 | wild | 2.5
moose | 驼鹿 | 头 | wild | 1
elephant | 大象 | 头 | wild | 3.5
rhinoceros, =rhino | 犀牛 | 头 | wild | 1.5
hippopotamus, =hippo | 河马 | 头 | wild | 1.5
giraffe | 长颈鹿 | 只 | wild | 2.5
zebra | 斑马 | 匹 | wild | 2
monkey, monkey face | 猴子, 小猴子 | 只 | wild | 3
gorilla | 大猩猩 | 只 | wild | 1.5
kangaroo | 袋鼠 | 只 | wild | 1.5
camel, two-hump camel | 骆驼 | 头 | desert | 2
llama | 羊驼 | 只 | wild | 1.5
hedgehog | 刺猬 | 只 | wild | 2
squirrel, chipmunk | 松鼠 | 只 | wild | 2
sloth | 树懒 | 只 | wild | 1
otter | 水獭 | 只 | wild | 1
beaver | 河狸 | 只 | wild | 1
unicorn | 独角兽 | 只 | wild | 2.5
dragon, dragon face | 龙 | 条 | wild | 2.5
dinosaur, t-rex, sauropod | 恐龙 | 只 | wild | 2.5
mammoth | 猛犸象 | 头 | wild | 1
snake | 蛇 | 条 | wild | 2
lizard | 蜥蜴 | 只 | wild | 1.5
crocodile | 鳄鱼 | 条 | wild | 1.5
turtle, tortoise | 乌龟, 海龟 | 只 | beach | 2.5
frog | 青蛙 | 只 | wild | 2.5
fish | 鱼, 小鱼 | 条 | fish | 4
tropical fish | 热带鱼 | 条 | fish | 2.5
goldfish | 金鱼 | 条 | fish | 1.5
blowfish, =pufferfish | 河豚 | 只 | fish | 1.5
shark | 鲨鱼 | 条 | fish | 2.5
whale, spouting whale | 鲸鱼 | 头 | fish | 2.5
dolphin | 海豚 | 只 | fish | 2.5
octopus | 章鱼 | 只 | fish | 2.5
squid | 鱿鱼 | 只 | fish | 1.5
jellyfish | 水母 | 只 | fish | 2
crab | 螃蟹 | 只 | beach | 2.5
lobster | 龙虾 | 只 | beach | 1.5
shrimp | 虾 | 只 | fish | 1.5
shell, spiral shell | 贝壳, 海螺 | 个 | beach | 1.5
coral | 珊瑚 | 丛 | fish | 1
rose | 玫瑰, 玫瑰花 | 朵 | flower | 3
sunflower | 向日葵 | 朵 | flower | 4
tulip | 郁金香 | 朵 | flower | 3
cherry blossom | 樱花 | 朵 | flower | 2.5
hibiscus | 木槿花, 扶桑花 | 朵 | flower | 1.5
lotus | 莲花, 荷花 | 朵 | flower | 2
flower, blossom, daisy | 花, 小花 | 朵 | flower | 3.5
bouquet, =bouquet of flowers | 花束 | 束 | pot | 2
tree, deciduous tree | 树, 树木 | 棵 | tree | 4
pine tree, evergreen tree | 松树 | 棵 | tree | 2.5
palm tree | 棕榈树, 椰子树 | 棵 | palm | 2.5
christmas tree | 圣诞树 | 棵 | tree | 2.5
cactus | 仙人掌 | 棵 | desert | 2.5
potted plant | 盆栽 | 盆 | pot | 2
seedling, sprout | 幼苗, 小苗 | 棵 | flower | 1.5
four leaf clover | 四叶草 | 片 | leaf | 1.5
maple leaf | 枫叶 | 片 | leaf | 2.5
leaf, leaf fluttering in wind | 叶子, 树叶 | 片 | leaf | 1.5
mushroom | 蘑菇 | 个 | flower | 3
apple, red apple, green apple | 苹果 | 个 | food | 4.5
orange, tangerine | 橙子, 橘子 | 个 | food! | 3.5
lemon | 柠檬 | 个 | food | 2.5
banana, bananas | 香蕉 | 根 | food | 3
watermelon | 西瓜 | 块 | food | 2.5
grapes | 葡萄 | 串 | food | 2.5
strawberry | 草莓 | 颗 | food | 3.5
cherries, cherry | 樱桃 | 颗 | food | 2.5
peach | 桃子 | 个 | food | 2.5
pear | 梨 | 个 | food | 2.5
pineapple | 菠萝 | 个 | food | 2.5
mango | 芒果 | 个 | food | 2
kiwi fruit, =kiwi | 猕猴桃 | 个 | food | 1.5
coconut | 椰子 | 个 | food | 1.5
melon | 甜瓜 | 个 | food | 1.5
blueberries | 蓝莓 | 颗 | food | 1.5
tomato | 西红柿, 番茄 | 个 | food | 2.5
carrot | 胡萝卜 | 根 | food | 3
ear of corn, =corn | 玉米 | 根 | food | 2.5
eggplant | 茄子 | 个 | food | 2
potato | 土豆 | 个 | food | 2
onion | 洋葱 | 个 | food | 1.5
garlic | 大蒜 | 头 | food | 1.5
cucumber | 黄瓜 | 根 | food | 1.5
broccoli | 西兰花 | 棵 | food | 2
avocado | 牛油果 | 个 | food | 2
pepper, bell pepper | 甜椒 | 个 | food | 1.5
chili pepper, hot pepper | 辣椒 | 个 | food | 2
bread | 面包 | 块 | food | 2.5
croissant | 牛角面包, 可颂 | 个 | food | 2
bagel | 贝果 | 个 | food | 1.5
pretzel | 椒盐卷饼 | 个 | food | 1
pancakes | 松饼 | 份 | food | 1.5
cheese, cheese wedge | 奶酪 | 块 | food | 2
hamburger | 汉堡, 汉堡包 | 个 | food | 3
french fries, =fries | 薯条 | 份 | food | 2
pizza | 披萨 | 块 | food | 3
hot dog | 热狗 | 个 | food | 2
sandwich | 三明治 | 个 | food | 2
taco | 墨西哥卷饼 | 个 | food | 1.5
egg | 鸡蛋, 蛋 | 个 | food | 2.5
fried egg, cooking | 煎蛋 | 个 | food | 1.5
sushi | 寿司 | 个 | food | 2
rice ball | 饭团 | 个 | food | 1.5
bowl of noodles, =noodles, steaming bowl | 面条 | 碗 | food | 2
bowl of rice, =rice, cooked rice | 米饭 | 碗 | food | 2
dumpling | 饺子 | 个 | food | 2
ice cream, soft ice cream | 冰淇淋 | 个 | food | 3
doughnut, =donut | 甜甜圈 | 个 | food | 2.5
cookie | 饼干 | 块 | food | 2
birthday cake | 生日蛋糕, 蛋糕 | 个 | food | 3
strawberry cake, =cake, =piece of strawberry cake, shortcake | 草莓蛋糕, 蛋糕 | 块 | food | 3.5
cupcake | 纸杯蛋糕 | 个 | food | 2.5
pie | 派, 馅饼 | 个 | food | 1.5
chocolate, chocolate bar | 巧克力 | 块 | food | 2
candy | 糖果 | 颗 | food | 2.5
lollipop | 棒棒糖 | 根 | food | 2.5
honey pot, pot of honey | 蜂蜜罐 | 个 | food | 1.5
cup of coffee, =cup of hot coffee, =coffee, hot beverage | 咖啡, 热咖啡 | 杯 | drink! | 4
cup of tea, =cup of green tea, teacup without handle, tea | 茶, 绿茶 | 杯 | drink! | 2.5
glass of milk, =milk | 牛奶 | 杯 | drink! | 2.5
mug of beer, =beer, beer mug | 啤酒 | 杯 | drink! | 2
glass of wine, =glass of red wine, wine glass | 红酒 | 杯 | drink! | 2
cup of bubble tea, =bubble tea | 珍珠奶茶, 奶茶 | 杯 | drink! | 2
teapot | 茶壶 | 个 | table | 2
car, automobile | 汽车, 小汽车, 车 | 辆 | car | 5
suv, sport utility vehicle | 越野车 | 辆 | car | 2
taxi | 出租车 | 辆 | car | 2.5
bus | 公交车, 公共汽车 | 辆 | car | 3.5
minibus | 面包车, 小巴 | 辆 | car | 1.5
police car | 警车 | 辆 | car | 2.5
ambulance | 救护车 | 辆 | car! | 2.5
fire engine, =fire truck | 消防车 | 辆 | car | 3.5
truck, delivery truck | 卡车, 货车 | 辆 | car | 3
lorry, articulated lorry | 大卡车 | 辆 | car | 1.5
pickup truck | 皮卡车 | 辆 | car | 1.5
tractor | 拖拉机 | 辆 | car | 2.5
racing car, =race car | 赛车 | 辆 | car | 2.5
motorcycle | 摩托车 | 辆 | car | 2.5
scooter, motor scooter | 小摩托, 电动车 | 辆 | car | 2
bicycle, =bike | 自行车, 单车 | 辆 | car | 4
kick scooter | 滑板车 | 辆 | car | 1.5
skateboard | 滑板 | 个 | ball | 1.5
train | 火车, 列车 | 列 | train | 3
locomotive, steam locomotive | 蒸汽火车, 火车头 | 列 | train | 2.5
tram | 有轨电车 | 辆 | train | 1.5
high-speed train, bullet train | 高铁, 高速列车 | 列 | train | 2
sailboat | 帆船 | 艘 | boat | 3
boat, motor boat, speedboat | 快艇, 小船 | 艘 | boat | 2.5
ship | 轮船, 船 | 艘 | boat | 3
canoe | 独木舟 | 艘 | boat | 1.5
ferry | 渡轮 | 艘 | boat | 1.5
airplane, =plane | 飞机 | 架 | air | 4
small airplane | 小飞机 | 架 | air | 2
helicopter | 直升机 | 架 | air | 2.5
rocket | 火箭 | 枚 | space | 4
ufo, =flying saucer | 飞碟 | 个 | space | 2.5
satellite | 卫星 | 颗 | space | 2
parachute | 降落伞 | 个 | air | 1.5
balloon | 气球 | 个 | air | 3.5
hot air balloon | 热气球 | 个 | air | 2.5
kite | 风筝 | 只 | air | 2.5
house | 房子, 小房子, 屋子 | 座 | building | 5
house with garden | 带花园的房子 | 座 | building | 2
castle | 城堡 | 座 | building | 3.5
school | 学校 | 所 | building | 2
hospital | 医院 | 所 | building | 2
hotel | 酒店 | 座 | building | 1.5
church | 教堂 | 座 | building | 2
factory | 工厂 | 座 | building | 1.5
office building | 办公楼, 大楼 | 座 | building | 2
tent | 帐篷 | 顶 | building | 2.5
hut | 小屋 | 座 | building | 1.5
lighthouse | 灯塔 | 座 | building | 2.5
windmill | 风车 | 座 | building | 2
bridge | 桥 | 座 | none | 1.5
fountain | 喷泉 | 座 | building | 1.5
ferris wheel | 摩天轮 | 座 | building | 2
circus tent | 马戏团帐篷 | 顶 | building | 1.5
mountain | 山 | 座 | none | 2.5
snowy mountain, snow-capped mountain | 雪山 | 座 | none | 2.5
volcano | 火山 | 座 | none | 2
desert island | 荒岛, 小岛 | 座 | none | 1.5
sun, sun with face | 太阳 | 个 | sun | 4
moon, crescent moon, full moon | 月亮 | 个 | moon | 4
star, glowing star | 星星 | 颗 | star | 4
cloud | 云, 云朵, 白云 | 朵 | cloud | 3.5
rainbow | 彩虹 | 道 | none! | 3
lightning, high voltage | 闪电 | 道 | none | 2
snowflake | 雪花 | 片 | none | 2.5
snowman, snowman without snow | 雪人 | 个 | snow | 4.5
fire | 火, 火焰 | 团 | none | 2.5
droplet, water drop | 水滴 | 滴 | none | 2
water wave, wave | 海浪 | 道 | none | 1.5
ringed planet, =saturn, planet | 行星, 土星 | 颗 | space | 2.5
earth, globe showing americas, globe showing asia-australia, globe showing europe-africa, globe | 地球 | 个 | space! | 2
comet | 彗星 | 颗 | space | 1.5
umbrella | 雨伞, 伞 | 把 | object | 4
beach umbrella, umbrella on ground | 遮阳伞, 沙滩伞 | 把 | beach | 2
ball | 球 | 个 | ball | 3
football, =soccer ball | 足球, 球 | 个 | ball | 4
basketball | 篮球 | 个 | ball | 3.5
tennis, tennis ball | 网球 | 个 | ball | 2
baseball | 棒球 | 个 | ball | 2
volleyball | 排球 | 个 | ball | 2
balloons | 气球 | 个 | air | 2
teddy bear | 泰迪熊, 玩具熊 | 只 | toy | 3
robot, robot face | 机器人 | 个 | toy | 4.5
gift, wrapped gift, =present | 礼物, 礼物盒 | 个 | table | 3
book, closed book, open book | 书, 书本 | 本 | table | 3.5
pencil | 铅笔 | 支 | table | 2.5
pen | 钢笔 | 支 | table | 2
paintbrush | 画笔 | 支 | table | 2
scissors | 剪刀 | 把 | table | 2.5
key | 钥匙 | 把 | table | 3
lock, locked | 锁 | 把 | table | 2
hammer | 锤子 | 把 | table | 2.5
axe | 斧头 | 把 | object | 1.5
knife, kitchen knife | 刀 | 把 | table | 2
spoon | 勺子 | 把 | table | 2
chair | 椅子 | 把 | room | 3
couch and lamp, sofa | 沙发和台灯 | 套 | room | 1.5
bed | 床 | 张 | room | 2.5
door | 门 | 扇 | none | 2
lamp, light bulb, bulb | 灯泡 | 个 | table | 2.5
candle | 蜡烛 | 根 | table | 2.5
clock, alarm clock | 闹钟 | 个 | table | 3
watch | 手表 | 块 | table | 2.5
phone, =mobile phone | 手机 | 部 | table | 2.5
telephone | 电话 | 部 | table | 2.5
laptop, =computer | 笔记本电脑, 电脑 | 台 | table | 3
desktop computer | 台式电脑 | 台 | table | 2
television, =tv | 电视机, 电视 | 台 | room | 2.5
camera | 相机, 照相机 | 台 | table | 3
radio | 收音机 | 台 | table | 2
guitar | 吉他 | 把 | room | 4
violin | 小提琴 | 把 | room | 2.5
piano, musical keyboard | 钢琴键盘 | 架 | none | 1.5
drum | 鼓 | 面 | room | 2.5
trumpet | 小号 | 把 | room | 2
saxophone | 萨克斯 | 把 | room | 1.5
bell | 铃铛 | 个 | table | 2.5
magnet | 磁铁 | 块 | table | 1.5
telescope | 望远镜 | 架 | object | 1.5
microscope | 显微镜 | 台 | table | 1.5
backpack | 背包, 书包 | 个 | table | 2.5
handbag | 手提包 | 个 | table | 2
hat, =top hat | 礼帽, 帽子 | 顶 | table | 3.5
cap, billed cap | 鸭舌帽, 帽子 | 顶 | table | 2.5
woman's hat | 女帽, 帽子 | 顶 | table | 2
crown | 皇冠, 王冠 | 顶 | table | 3
shirt, t-shirt | T恤 | 件 | none | 2
dress | 连衣裙, 裙子 | 条 | none | 2.5
shoe, running shoe, sneaker | 运动鞋, 鞋子 | 只 | room | 2.5
boot, hiking boot | 靴子 | 只 | room | 2
high-heeled shoe | 高跟鞋 | 只 | room | 2
glasses | 眼镜 | 副 | table | 2.5
sunglasses | 墨镜, 太阳镜 | 副 | table | 2
gem, gem stone, diamond | 宝石, 钻石 | 颗 | table | 2.5
ring | 戒指 | 枚 | table | 2
trophy | 奖杯 | 座 | table | 2.5
medal, sports medal | 奖牌 | 枚 | table | 1.5
heart, red heart | 爱心, 心 | 颗 | none | 4
pumpkin, jack-o-lantern | 南瓜灯 | 个 | table | 2.5
ghost | 幽灵, 鬼 | 个 | object | 2.5
alien | 外星人 | 个 | space | 2
skull | 头骨 | 个 | table | 1.5
anchor | 船锚 | 个 | beach | 2
compass | 指南针 | 个 | table | 2
map, world map | 地图 | 张 | table | 1.5
flag, triangular flag | 旗子 | 面 | none | 1.5
bucket | 水桶 | 个 | object | 2
broom | 扫帚 | 把 | room | 1.5
basket | 篮子 | 个 | table | 2
envelope | 信封 | 个 | table | 2.5
box, package | 箱子, 盒子 | 个 | table | 2.5
barrel, oil drum | 油桶 | 个 | object | 1
toilet | 马桶 | 个 | room | 1.5
bathtub | 浴缸 | 个 | room | 1.5
rock | 石头 | 块 | object | 2
wood, log | 木头 | 块 | object | 1.5
boy | 男孩 | 个 | person | 3
girl | 女孩 | 个 | person | 3
baby | 婴儿, 宝宝 | 个 | person | 2
man | 男人 | 个 | person | 2.5
woman | 女人 | 个 | person | 2.5
old man | 老爷爷, 老人 | 个 | person | 2
old woman | 老奶奶 | 个 | person | 2
santa claus, santa | 圣诞老人 | 个 | person | 2.5
astronaut | 宇航员 | 个 | space | 2.5
firefighter | 消防员 | 个 | person | 2
police officer | 警察 | 个 | person | 2
princess | 公主 | 个 | person | 2
prince | 王子 | 个 | person | 2
mermaid | 美人鱼 | 个 | person | 1.5
fairy | 仙女, 精灵 | 个 | person | 2
smiley, grinning face, smiling face | 笑脸 | 张 | none! | 2
"""

MEASURE_BY_CATEGORY = {
    "animal": "只",
    "vehicle": "辆",
    "building": "座",
    "plant": "株",
    "clothing": "件",
    "device": "台",
    "tool": "把",
    "face": "张",
}
HABITAT_BY_CATEGORY = {
    "animal": "wild",
    "food": "food",
    "plant": "flower",
    "vehicle": "car",
    "building": "building",
    "person": "person",
    "music": "room",
    "sport": "ball",
    "furniture": "room",
    "tool": "table",
    "device": "table",
    "object": "object",
    "clothing": "table",
}
CATEGORY_WEIGHT = {
    "animal": 1.6,
    "food": 1.3,
    "plant": 1.3,
    "vehicle": 1.3,
    "building": 1.0,
    "weather": 0.9,
    "nature": 0.7,
    "person": 0.2,
    "face": 0.3,
    "body": 0.12,
    "music": 0.9,
    "sport": 0.8,
    "furniture": 0.9,
    "tool": 0.8,
    "device": 0.8,
    "clothing": 0.8,
    "object": 0.9,
    "activity": 0.5,
    "shape": 0.5,
    "symbol": 0.15,
    "other": 0.25,
}


@dataclass(frozen=True, kw_only=True)
class Everyday:
    """What is known of a thing beyond its pictures.

    Args:
        names_en, names_zh: how people call it, the usual name first; names_zh may be empty.
        measure: the Chinese measure word that goes with it.
        habitat: a key of ``habitats.HABITATS``: where it belongs.
        boost: how often to show it; 1 is usual for a listed thing.
        fixed_color: its colour is part of what it is, so it is never recoloured.
        listed: whether the table has it.
    """

    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    measure: str
    habitat: str
    boost: float
    fixed_color: bool
    listed: bool


@cache
def everyday_table() -> dict[str, Everyday]:
    """The table by each of its English names."""
    found: dict[str, Everyday] = {}
    for line in TABLE.strip().splitlines():
        if line.startswith("#"):
            continue
        names, chinese, measure, habitat, boost = (cell.strip() for cell in line.split("|"))
        cells = [name.strip() for name in names.split(",")]
        said = tuple(name.lstrip("=") for number, name in enumerate(cells) if number == 0 or name.startswith("="))
        thing = Everyday(
            names_en=said,
            names_zh=tuple(name.strip() for name in chinese.split(",")),
            measure=measure,
            habitat=habitat.rstrip("!"),
            boost=float(boost),
            fixed_color=habitat.endswith("!"),
            listed=True,
        )
        for name in cells:
            found.setdefault(name.lstrip("="), thing)
    return found


def everyday(entry: Entry) -> Everyday:
    """What is known of the thing that an entry shows; unlisted things go by their category."""
    table = everyday_table()
    for name in (entry.concept, *entry.names_en):
        if name in table:
            return table[name]
    return Everyday(
        names_en=entry.names_en[:2] or (entry.concept,),
        names_zh=entry.names_zh[:2],
        measure=MEASURE_BY_CATEGORY.get(entry.category, "个"),
        habitat=HABITAT_BY_CATEGORY.get(entry.category, "none"),
        boost=0.28,
        fixed_color=False,
        listed=False,
    )
