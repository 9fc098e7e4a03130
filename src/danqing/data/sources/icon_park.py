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

_MENDED = {
    "brdige": "bridge",
    "dumbbel": "barbell",
    "light house": "lighthouse",
    "icecream": "ice cream",
    "bowl": "bowl of noodles",
    "cup": "coffee cup",
    "boiler": "fireplace",
    "bow": "bow tie",
    "battery empty": "empty battery",
    "battery full": "full battery",
    "cattle zodiac": "zodiac ox",
    "traditional chinese medicine": "chinese medicine",
}


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
            elif _NOT_THINGS.search(raw.name):
                dropped["sign or user interface"] += 1
            else:
                name = _NUMBER.sub("", raw.name).replace("-", " ")
                name = _MENDED.get(name, name.removeprefix("clothes "))
                titles_zh = (str(known["title"]),)
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
