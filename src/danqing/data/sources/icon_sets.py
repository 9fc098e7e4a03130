"""Icon sets with English names. Only icons whose name ends in a word that our word lists know are used."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from danqing.data.sources.base import Package, RawPicture
from danqing.data.sources.iconify import IconifySource

_NOT_THINGS = re.compile(
    r"\b(app|application|window|browser|file|files|folder|document|doc|page|paper|user|users|email|mail|message|messages|"
    r"arrow|arrows|cursor|database|data|code|programming|layout|grid|align|text|paragraph|font|chart|graph|diagram|sign|"
    r"button|direction|scroll|search|seo|share|add|remove|delete|edit|check|cross|setting|settings|sync|upload|download|"
    r"login|logo|network|server|wifi|signal|link|filter|crop|vector|vectors|vectors?|layer|layers|path|pathfinder|"
    r"tag|barcode|qr|receipt|invoice|crypto|currency|bitcoin|analytics|presentation|conversation|chat|bubble|"
    r"warning|alert|notification|question|information|help|shape|color|flip|rotate|zoom|resize|expand|"
    r"list|menu|task|form|calendar|date|shipment|single|multiple|human|business|job|real estate|disable|off|"
    r"action|actions|alternate|composition|mode|image|picture|video|media|player|playlist|radius|alpha|delta|beta|sort|"
    r"trend|increase|decrease|left|right|up|down|circle|square|octagon|no|not|do|time|tide|uv|pressure|wind beaufort|"
    r"code|extreme|overcast|partly|thermometer|flag|loading|switch|integrated|create|heat|transfer|retouch|pollen|smoke|dust|haze|horizon|celsius|fahrenheit|sperm|cannabis|"
    r"symbol|letter|emblem|rune|card|cards|suit|number|hazard|forbidden|broken|cracked|shattered|bloody|blood|gore|"
    r"dead|death|corpse|severed|impaled|suicide|guillotine|gibbet|hanging|nude|naked|sex|breast|"
    r"screen|monitor|pin|gear|cog|hand|finger|interlaced|striking|strike|bolt|ray|beam|aura|swirl|burst)\b"
)
_TWO_MEANINGS = re.compile(
    r"^(mouse|bug|like|money|note|notes|wave|ram|fly|ring|bow|seal|saw|goal|square|bolt|punch|"
    r"spades|hearts|clubs|diamonds|cinema watch|book star|rating star|explosion rays|magnet man)$"
)
# What a name says first that is the set's own filing, not the thing.
_PREFIX = re.compile(
    r"^(amusement park|animal products|fast food|fruit|seafood|vegetables|kitchenware|instrument|modern music|weather|"
    r"fitness|astronomy|science fiction|space|transportation|public service|dentistry|make up|office|circus(?= \w)|"
    r"aircraft|gymnastics|bowling set|railroad|products|natural disaster|party(?= balloon)|movie|design tool|"
    r"furniture)\s"
)


@dataclass(frozen=True, kw_only=True)
class NamedIcons(IconifySource):
    """An Iconify set whose names are English phrases; names must be known words (see ``max_name_words``)."""

    suffix: str = ""

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield the icons whose names could name a thing."""
        for raw in IconifySource.read(self, archives, dropped):
            if self.suffix and raw.name.endswith(self.suffix):
                dropped["a variant of another icon"] += 1
                continue
            name = re.sub(r"( \d+)+$", "", raw.name.replace("-", " "))
            name = _PREFIX.sub("", name)
            if _NOT_THINGS.search(name) or _TWO_MEANINGS.search(name):
                dropped["sign or user interface"] += 1
            else:
                yield dataclasses.replace(raw, titles_en=(name,))


def _source(
    name: str, title: str, style: str, version: str, sha256: str, licence: str, attribution: str, suffix: str = ""
) -> NamedIcons:
    return NamedIcons(
        name=name,
        title=title,
        style=style,
        packages=(Package(client="npm", name=f"@iconify-json/{name}", version=version, sha256=sha256),),
        licence=licence,
        attribution=attribution,
        max_name_words=2,
        suffix=suffix,
    )


_STREAMLINE = "Streamline ({}), CC BY 4.0, https://github.com/webalys-hq/streamline-vectors"

ICON_SOURCES = (
    _source(
        "streamline-ultimate-color",
        "Streamline Ultimate, coloured icons",
        "color-icon",
        "1.2.2",
        "46133a11f3734bcef29066391d7edc141ed1d8056242ddfa1b5d36ce286420b6",
        "CC-BY-4.0",
        _STREAMLINE.format("Ultimate color icons"),
    ),
    _source(
        "streamline-freehand-color",
        "Streamline Freehand, coloured sketches",
        "sketch",
        "1.2.2",
        "00d74cbddaf1bcf35c8614ac0544d10af69c7cee8801475473fe424ee0c0c642",
        "CC-BY-4.0",
        _STREAMLINE.format("Freehand color icons"),
    ),
    _source(
        "streamline-plump-color",
        "Streamline Plump, coloured icons",
        "color-icon",
        "1.2.2",
        "33ed8a9ebda9ed896125f1e01873105688d68d0b0c95ca1bcead5a41309afcf6",
        "CC-BY-4.0",
        _STREAMLINE.format("Plump color icons"),
        suffix="-flat",
    ),
    _source(
        "flat-color-icons",
        "Flat Color Icons by Icons8",
        "flat",
        "1.2.3",
        "d8878a9b0f02d749bc8671eb7d47882eb711185cbcefbb365cbfb488773c4786",
        "MIT",
        "Flat Color Icons, copyright Icons8, MIT, https://github.com/icons8/flat-Color-icons",
    ),
    _source(
        "marketeq",
        "Marketeq, two-tone coloured icons",
        "color-icon",
        "1.2.2",
        "80070c7b0fb41ed5198ecadb9145984d2221b975bb9e0f52f563beb241d549cb",
        "MIT",
        "Marketeq icons, copyright Marketeq, MIT",
    ),
    _source(
        "meteocons",
        "Meteocons, weather icons",
        "glossy",
        "1.2.4",
        "1c0b49c6375c0e35c3ed65db6e41e9811a0cbd2368c13ee27f870f60c6185ff0",
        "MIT",
        "Meteocons, copyright Bas Milius, MIT, https://github.com/basmilius/weather-icons",
    ),
    _source(
        "game-icons",
        "Game-icons.net, black fantasy silhouettes",
        "silhouette",
        "1.2.4",
        "f5758efb34d91c4f50b941f355f16ee73938625e5996fabc25171288404460a4",
        "CC-BY-3.0",
        "Icons from game-icons.net by Lorc, Delapouite and contributors, CC BY 3.0, https://game-icons.net",
    ),
)
