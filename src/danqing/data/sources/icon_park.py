"""IconPark: 2,658 icons with Chinese titles, in two-tone and in line style."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from danqing.data.sources.base import Archive, Package, RawPicture
from danqing.data.sources.iconify import IconifySource

_TITLES = Package(
    client="npm",
    name="@icon-park/svg",
    version="1.4.2",
    sha256="fbd548c2d6c3830a56828c9cf09787d61ce2a74a4f398919059e111de17c504b",
)
# Groups of things one can draw, and those where signs and user interfaces are mixed with things.
_GROUPS = (
    *("Animals", "Baby", "Build", "Clothes", "Energy", "Foods", "Game", "Hardware", "Health", "Industry"),
    *("Life", "Makeups", "Measurement", "Money", "Music", "Others", "Peoples", "Safe", "Sports", "Time", "Travel"),
    "Weather",
)
_NOT_THINGS = re.compile(
    r"-key$|^f-\w+-key|^handle-|^block-|^people-|weixin|^add-|^delete-|^reduce|^edit|(user|wrong|disable|off|no)$|^user|"
    r"(computer|laptop)$(?<!^computer)(?<!^laptop)|^(ssd|hdd|sd|sim|dvi|hdmi|usb|cpu|ipo|fm|vip|me|rs|ppt|type)\b|"
    r"^(arithmetic|other|water-level|memory|ethernet|micro-sd|mini-sd|master|slave|cd|control|receiver|play|pause|mute|"
    r"voice|volume|remind|monitor|music-(list|menu)|list|waves|replay|record$|concern|close|sound-wave|signal|light|"
    r"baby-app|application|right|women|me|bill|scan|pay|code|two-dimensional|bar-code|exchange|trend|stock|transaction|"
    r"optional|income|expenses|deposit|financ|funds|history|local|mark|international|universal|map|round-trip|transfer|"
    r"theme|period|other|home|xiaodu|up-and-down|safe-|report|bug|caution|heater-resistor|potentiometer|resistor|"
    r"oscillator|led-diode|engineering-brand|water-rate|water-no|green-new|audit|balance$|bluetooth|turn-off|terminal|"
    r"browser|cast|certificate|cooperative|creative|express|folder|full-screen|luminous|share|shake|stand|trace|read|"
    r"thinking|bytedance|energy-socket|card-two|broadcast|wifi|loading|speed|iwatch|i-mac|iphone|ipad|mac-|airp|"
    r"switch-n|nintendo|hospital-\w+$|deposit|general|composition|detection|nutrition|nmr|nasal|renal|neural|sperm|uterus|"
    r"abdominal|chest|endocrine|orthopedic|plastic|pure|lip-tattoo|gastro|anti|waistline|weight$|turn-around|every|"
    r"personal|classroom|appointment|avatar|address|currency|consume|commodity|buy$|swipe|flash-pay|heavy-metal|blockchain|"
    r"open-an|mall$|discovery|insert|ios|shopping$|coupon|credit$|bank-tran|workbench|water$)"
)
_NUMBER = re.compile(r"-(one|two|three|four|five|six|seven|eight|nine|ten|line)$")

# English name → the right one, with its Chinese name after "=" where the title says something else than is seen.
_MENDED = dict(
    line.strip().split(": ")
    for line in """
        brdige: bridge
        dumbbel: barbell
        dumbbell: dumbbell=哑铃
        light house: lighthouse
        icecream: ice cream
        bowl: bowl of noodles=一碗面
        cup: coffee cup
        boiler: fireplace
        bow: bow tie
        battery empty: empty battery=空电池
        battery full: full battery=满格电池
        battery working: battery=电池
        battery charge: charging battery=充电的电池
        cattle: ox=牛
        cattle zodiac: zodiac ox
        chicken zodiac: zodiac rooster
        dog zodiac: zodiac dog
        dragon zodiac: zodiac dragon
        horse zodiac: zodiac horse
        monkey zodiac: zodiac monkey
        mouse zodiac: zodiac rat
        pig zodiac: zodiac pig
        rabbit zodiac: zodiac rabbit
        sheep zodiac: zodiac sheep
        snake zodiac: zodiac snake
        tiger zodiac: zodiac tiger
        traditional chinese medicine: chinese medicine
        mouse: computer mouse=鼠标
        seal: rubber stamp=印章
        chicken: roast chicken=烤鸡
        anchor: anchor=锚
        bell ring: school bell=上课铃
        bib: bib=围兜
        black: eight ball=黑八台球
        bolt: electric plug=插头
        plug: electric plug=插头
        power supply: electric plug=插头
        booth: market stall=摊位
        bottom bar: bowling pins=保龄球瓶
        bottle: bottle=瓶子
        camp: tent=帐篷
        shade: umbrella=雨伞
        camera: camera=相机
        circle house: pavilion=亭子
        chinese pavilion: pavilion=亭子
        short sleeve: short-sleeved shirt=短袖衫
        sweater: sweater=毛衣
        pants short: shorts=短裤
        pants sweat: sweatpants=运动裤
        trousers bell bottoms: flared trousers=喇叭裤
        cook: cooking pot=锅
        pot: frying pan=平底锅
        court: sports field=球场
        tub: bathtub=浴缸
        dome light: ceiling lamp=吊灯
        drumstick: chicken leg=鸡腿
        earth: globe=地球
        globe: globe=地球
        facial mask: medical mask=口罩
        mask: medical mask=口罩
        face powder: makeup powder=粉盒
        calendar dot: calendar
        calendar thirty: calendar
        game ps: game console=游戏机
        game console: game console=游戏机
        game handle: gamepad=游戏手柄
        goblet full: goblet=高脚杯
        goblet cracking: goblet=高脚杯
        stopwatch start: stopwatch=秒表
        charging treasure: power bank=充电宝
        knife fork: knife and fork=刀叉
        fork spoon: fork and spoon=叉子和勺子
        chopsticks fork: chopsticks and fork=筷子和叉子
        painted eggshell: easter egg=彩蛋
        red envelopes: red envelope=红包
        mall bag: shopping bag=购物袋
        koala bear: koala=考拉
        record disc: vinyl record=唱片
        record player: record player=唱片机
        cuvette: test tube=试管
        id card h: id card=身份证
        movie board: clapperboard=场记板
        road sign both: road sign=路标
        road sign: road sign=路标
        pearl of the orient: oriental pearl tower=东方明珠塔
        open door: open door=打开的门
        push door: door=门
        pull door: door=门
        bloom: flower=花
        diving: scuba diver=潜水员
        virtual reality glasses: vr glasses=VR眼镜
        vr glasses: vr glasses=VR眼镜
        three d glasses: 3d glasses=3D眼镜
        big clock: clock=时钟
        children cap: cap=帽子
        chef hat: chef hat=厨师帽
        diapers: diaper=纸尿裤
        rocking horse: rocking horse=摇摇马
        macadamia nut: macadamia nut=夏威夷果
        hammer and anvil: hammer and anvil=锤子和铁砧
        selfie: selfie stick=自拍杆
        bedside: bedside table=床头柜
        terrace: balcony=阳台
        fan: folding fan=扇子
        float: swimming ring=游泳圈
        gate: torii gate=鸟居
        handheld: handheld game console=掌上游戏机
        hockey: ice hockey stick=冰球杆
        microphone: microphone=麦克风
        mounted: motor scooter=摩托车
        needle: syringe=注射器
        nests: bird=小鸟
        nut: coconut=椰子
        paint: makeup brush=化妆刷
        powder: powder box=粉盒
        archers bow: bow and arrow=弓箭
        archery: bow and arrow=弓箭
        skating: ice skate=冰鞋
        skate: skateboard=滑板
        rollerskates: roller skates=旱冰鞋
        sleaves: leaf=叶子
        leaves: leaf=叶子
        target: target=靶子
        tire swing: tire swing=轮胎秋千
        trumpet: megaphone=喇叭
        speaker: loudspeaker=音箱
        vacation: palm tree=棕榈树
        baokemeng: pokeball
        gas: gust of wind=风
        wind: wind=风
        heavy wind: wind=风
        shield: shield=盾牌
        scale: tape measure=卷尺
        timer: stopwatch=秒表
        hands: person raising a hand=举手的人
        steoller: stroller=童车
        baby mobile: baby mobile=床铃
        baby: baby=婴儿
        baby taste: baby face=婴儿的脸
        child with pacifier: baby with a pacifier=含奶嘴的婴儿
        crying baby: crying baby=哭泣的婴儿
        tower of babel: tower of babel=巴别塔
        soybean milk maker: soy milk maker=豆浆机
        green house: greenhouse=温室
        fruiter: fruit tree=果树
        vicia faba: broad bean=蚕豆
        panties: underpants=内裤
        perfumer bottle: perfume bottle=香水瓶
        u disk: usb stick=U盘
        pad: tablet computer=平板电脑
        peoples: crowd of people=人群
        people: people=人
        bachelor cap: graduation cap=学士帽
        degree hat: graduation cap=学士帽
        rings: gymnastic rings=吊环
        rule: ruler=尺子
        steering wheel: steering wheel=方向盘
        gavel: gavel=法槌
        spikedshoes: spiked shoes=钉鞋
        tabletennis: table tennis=乒乓球
        waterpolo: water polo=水球
        videocamera: video camera=摄像机
        paper ship: paper boat=纸船
        paper money: banknote=钞票
        gopro: action camera=运动相机
        micro slr camera: camera=相机
        heart ballon: heart balloon=心形气球
        hippo: hippo=河马
        eyebrow: eyebrow=眉毛
        lamp: light bulb=灯泡
        trunk: suitcase=行李箱
        sound: loudspeaker=音箱
        shaving: shaving foam=剃须泡沫
        glove: rubber glove=胶手套
        straight razor: straight razor=剃刀
        oil industry: paint bucket=油漆桶
        chicken leg: chicken leg=鸡腿
        transporter: delivery truck=货车
        transport: delivery truck=货车
    """.strip().splitlines()
)
# By their files' names, where one name stands on pictures of several things.
_MENDED_FILES = {
    "balance-one": "bathroom scale=体重秤",
    "basketball-one": "basketball hoop=篮球架",
    "camera-one": "webcam=摄像头",
    "camera-two": "webcam=摄像头",
    "camera-four": "security camera=监控摄像头",
    "camera-five": "webcam=摄像头",
    "compass": "drawing compass=圆规",
    "disk": "floppy disk=软盘",
    "disk-one": "usb stick=U盘",
    "disk-two": "usb stick=U盘",
    "egg": "fried egg=煎蛋",
    "orange-one": "orange slice=橙子片",
    "phone-one": "telephone=电话",
    "phone": "mobile phone=手机",
    "cup-one": "cooking pot=锅",
    "cup-four": "teacup=茶杯",
    "bottle": "baby bottle=奶瓶",
    "speaker-one": "megaphone=喇叭",
    "riding": "cyclist=骑自行车的人",
    "riding-one": "horseback rider=骑马的人",
    "christmas-tree-one": "pine tree=松树",
    "game-three": "gamepad=游戏手柄",
}
# Titles that no picture of a thing can be told by, and icons that show something else.
_UNTOLD = re.compile(
    r"^(thin|collection-records|repositioning|descend|check-in|consignment|enquire|in-flight|imbalance|hunting-gear|"
    r"future-build.*|network-drive|hotel-(do-not|please)-clean|thunderbolt|radiation|protect|protection|ripple|time|world|"
    r"harm|entertainment|navigation|outdoor|performance|experiment.*|resting|acceleration|acoustic|sport|sporting|"
    r"prescription|maya|panorama-horizontal|love-and-help|journey|makeups?|video|movie|headphone-sound|magic|toxins|pain|"
    r"flight-airflow|flight-safety|land-surveying|landing|take-off.*|landscape|music-rhythm|music-cd|battery-(tips|failure|"
    r"storage)|baggage-delay|induction-lock|bookmark.*|booster-car-seat|cross-society|cruise|aviation|sailing|travel|"
    r"surveillance.*|carousel-video|cloud-storage|data-server|dashboard-car|devices|hand-painted-plate|health-products|"
    r"painted-screen|heart-rate|heartbeat|cardioelectric|ecg|eeg|infusion|injection|shield-add|shopping-cart-(add|del)|"
    r"switch-one|game|power|gymnastics.*|stretching.*|jump|sunbath|spa-candle|stack-light|solar-energy.*|photograph|"
    r"round-socket|tray|electronic-locks-.*|arrow-keys|enter-key.*|seat|air-bike|afro-pick|baby-meal|lung|gear|manual-gear|"
    r"music|music-one|safe|dubai|cooking|handwashing|tea-drink|sleep.*|gongfu|kungfu|parking|preschool|handheld-.*|fishing|fitness|whistling|experiment|"
    r"solid-state-disk|space-colony|tickets-checked|headwear|shaving-.*|death-star)$"
)


@dataclass(frozen=True, kw_only=True)
class IconParkSource(IconifySource):
    """Iconify's drawing of IconPark with the titles of ``@icon-park/svg``, its second package."""

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield the icons that show things, with Chinese titles."""
        listed = json.loads(Archive(archives[self.packages[1].name]).read("package/icons.json"))
        facts = {each["name"]: each for each in listed}
        for raw in IconifySource.read(self, archives, dropped):
            known = facts.get(raw.name, {})
            group = str(known.get("category"))
            if group not in _GROUPS:
                dropped[f"group {group}"] += 1
            elif _NOT_THINGS.search(raw.name) or _UNTOLD.search(raw.name):
                dropped["sign or user interface"] += 1
            else:
                name = _NUMBER.sub("", raw.name).replace("-", " ").removeprefix("a ").removeprefix("clothes ")
                name, _, told = _MENDED_FILES.get(raw.name, _MENDED.get(name, name)).partition("=")
                titles_zh = (told or str(known["title"]),)
                yield dataclasses.replace(raw, titles_en=(name,), titles_zh=titles_zh, group=group)


def _source(name: str, title: str, style: str, version: str, sha256: str) -> IconParkSource:
    return IconParkSource(
        name=name,
        title=title,
        style=style,
        packages=(Package(client="npm", name=f"@iconify-json/{name}", version=version, sha256=sha256), _TITLES),
        licence="Apache-2.0",
        attribution="IconPark, copyright ByteDance, Apache-2.0, https://github.com/bytedance/IconPark",
    )


ICON_PARK_SOURCES = (
    _source(
        "icon-park",
        "IconPark by ByteDance, two-tone, with Chinese titles",
        "icon",
        "1.2.4",
        "c1a25212a31602aca93c3fa6f6b3288e89b9d7811afc132dfd78506e9d586b6f",
    ),
    _source(
        "icon-park-outline",
        "IconPark by ByteDance, black lines, with Chinese titles",
        "mono",
        "1.2.4",
        "e4c29776086e46ed7d113b7d44798a36ca74df6dcfb949da142db34714ab7c8a",
    ),
)
