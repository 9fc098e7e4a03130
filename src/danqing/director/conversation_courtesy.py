"""What is said in a conversation for courtesy alone: thanks, praise and greetings, of which nothing is to be drawn."""

from __future__ import annotations

import re
from typing import Literal

Courtesy = Literal["thanks", "greeting", "praise"]  # the first of these that is said is answered
MAX_COURTESY = 80  # characters: what is longer says something

_FINE = (
    "great|nice|cool|awesome|amazing|perfect|excellent|wonderful|fantastic|brilliant|beautiful|lovely|gorgeous|good"
    "|cute|adorable|superb|stunning"
)
_PHRASES: dict[Courtesy, tuple[str, ...]] = {
    "thanks": (
        r"(?:many )?(?:thanks|thank you|thx|ty|cheers)(?: a lot| a bunch| (?:so|very) much| again)*",
        "much appreciated|i (?:really )?appreciate (?:it|that)",
        "(?:非常|十分|太|真是|多)?(?:谢谢|感谢|多谢|谢)(?:你|您|啦|了|咯|哈|哦|呀|啊|大家)*",
        "(?:辛苦|麻烦)(?:你|您)?(?:了|啦)",
    ),
    "greeting": (
        "(?:hi|hello|hey|howdy|greetings)(?: there| again| everyone)?",
        "good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|nice to meet you",
        "(?:你|您|大家)好[呀啊吗]?|嗨|哈喽|哈啰|在吗|(?:早上|上午|中午|下午|晚上)好|早安",
    ),
    "praise": (
        f"(?:{_FINE}|wow|yes|yeah|yep|ok|okay|alright|fine|sure|well done|bravo)(?: one| job| work)?",
        "(?:and |but )?(?:i )?(?:really |just |absolutely )*(?:love|like|adore) (?:it|this|that|them|this one)"
        "(?: so much| very much| a lot)?",
        "(?:and )?(?:that|this|it|they)?(?: ?'s| is| are| was)?(?: ?looks?)? ?(?:really |so |very |just |absolutely "
        f"|pretty |quite )*(?:{_FINE})(?: now| already)?",
        "哇|嗯|哦|噢|啊|好[的呀啊嘞哒吧]?|行|可以|没问题",
        "(?:这[张个幅]?|画得|画的|看起来|看着|真是|真的|简直|实在|也|都)*(?:太|真|很|挺|非常|超|特别|够)*"
        "(?:好看|好|棒|美|漂亮|可爱|完美|满意|不错|厉害|赞|精彩|优秀)极?(?:了|啦|的|呀|啊|哦|哇|嘛)*",
        "我?(?:很|真|太|非常|好|超)*喜欢(?:这[张个幅]|它)?(?:了|啦|呀|啊)*",
    ),
}
_KNOWN = [
    (kind, re.compile(rf"(?:{phrase})(?![a-z])", re.I)) for kind, phrases in _PHRASES.items() for phrase in phrases
]
_BETWEEN = re.compile(r"[\W_]*")
_REPLIES: dict[Courtesy, tuple[str, str]] = {
    "thanks": ("You're welcome!", "不客气！"),
    "greeting": ("Hello!", "你好！"),
    "praise": ("Good.", "好的。"),
}
_NEXT = (
    ("Say what you wish to see.", "说说想画什么。"),
    ("Say what to change, or what to draw next.", "接着说要改什么，或者还想画什么。"),
)  # without a picture, and with one


def courtesy_of(text: str) -> Courtesy | None:
    """Which courtesy a turn is; None where it says anything else."""
    if len(text) > MAX_COURTESY:
        return None
    said = set[Courtesy]()
    at = _end_of_gap(text, 0)
    while at < len(text):
        ends = [(found.end(), kind) for kind, pattern in _KNOWN if (found := pattern.match(text, at))]
        if not ends:
            return None
        end, kind = max(ends, key=lambda each: each[0])
        said.add(kind)
        at = _end_of_gap(text, end)
    return next((kind for kind in _PHRASES if kind in said), None)


def reply_to(courtesy: Courtesy, *, chinese: bool, is_drawn: bool) -> str:
    """One line in return.

    Args:
        courtesy: what was said.
        chinese: in which language.
        is_drawn: whether there is a picture to speak of.
    """
    return f"{_REPLIES[courtesy][chinese]}{'' if chinese else ' '}{_NEXT[is_drawn][chinese]}"


def _end_of_gap(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    assert found is not None, "it matches nothing too"
    return found.end()
