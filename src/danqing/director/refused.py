"""What Danqing makes no pictures for: a short list, by which themes of ideas and wishes are refused in the same words.

It names sexual violence and pornography, cruelty for its own sake, calls to kill a people or a group of people, and
the coarsest abuse; words that mean something else in ordinary wishes (a field of rape, a snuff box, the Gore range)
are let pass there. Whoever asks that something be left out ("no gore", "拒绝色情") asks for none of it.
"""

from __future__ import annotations

import re

from danqing.core.errors import RequestError

_PEOPLES = (
    r"(?:(?:jew|muslim|christian|hindu|buddhist|sikh|arab|black|white|asian|african|mexican|korean|indian|american|russian"
    r"|ukrainian|palestinian|israeli|gay|lesbian|homosexual|immigrant|migrant|refugee|foreigner|gypsie)s"
    r"|(?:black|white|asian|african|jewish|muslim|arab|gay|disabled|chinese|japanese|roma|indigenous)\s+(?:people|men|women)"
    r"|women|people|(?:chinese|japanese|roma)(?!\s+[a-z]))"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:"
    r"porn|pornographic|pornography|hentai|child\s+nudity|(?:nude|naked)\s+(?:child|children|kids?)"
    r"|rap(?:ed?|ing|ist)s?(?!\s*(?:fields?|flowers?|blossoms?|seeds?|oil|plants?|in\s+(?:full\s+)?bloom))"
    r"|beheading|snuff\s+(?:film|movie|video|porn)s?|gore(?![-\s]*(?:tex|range|vidal|verbinski))"
    r"|fuck(?:s|ed|er|ers|ing)?|motherfuckers?|cunts?|assholes?|bitch(?:es)?(?!.*\bpup)"
    rf"|(?:kill|murder|exterminate|gas|lynch|slaughter|eradicate|death\s+to)\s+(?:(?:all|the|every)\s+)+{_PEOPLES}"
    rf"|(?:exterminate|gas|lynch|death\s+to)\s+{_PEOPLES}|{_PEOPLES}\s+must\s+die|(?:heil|sieg)\s+(?:hitler|heil)"
    r")(?![A-Za-z])",
    re.I,
)
_CHINESE = re.compile(
    r"色情|淫秽|强奸|轮奸|幼女|儿童裸体|裸体(?:的)?(?:儿童|小孩|孩子)|虐杀|斩首|操你妈|傻逼|草泥马|滚蛋"
    r"|(?:杀光|杀尽|灭绝|屠杀|(?:杀死|杀掉|消灭)(?:所有|全部|一切))(?:所有|全部|一切)?(?:的)?"
    r"(?:犹太人|穆斯林|基督徒|[\u4e00-\u9fff]{1,3}国人|[黑白]人|中国人|日本人|外国人|女人|妇女|同性恋|难民|移民)"
)
_BEFORE = re.compile(
    r"(?:\b(?:no|not|without|against|avoid|stop|anti)\b(?:[\w\s'’-]{0,25}|[\w\s,'’-]{0,40}\b(?:and|or)\s+)|(?:Al|fields?\s+of)\s+"
    r"|(?:不要|没有|不含|不带|无|反对|拒绝|禁止|防止|抵制|远离)(?:任何|出现)?)$",
    re.I,
)
_AFTER = re.compile(r"-free\b|\s+(?:out|away|off)\b", re.I)


def check_allowed(text: str) -> None:
    """Refuse a theme or a wish that Danqing makes no pictures for.

    Raises:
        RequestError: it is one.
    """
    for pattern in (_ENGLISH, _CHINESE):
        for match in pattern.finditer(text):
            if not _BEFORE.search(text[: match.start()]) and not _AFTER.match(text, match.end()):
                raise RequestError(f"Danqing makes no pictures for “{match[0]}”; ask for something else.")
