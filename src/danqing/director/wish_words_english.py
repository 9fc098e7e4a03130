"""What an English wish says beside the scene: the format, the view, and the mood.

Each pattern finds one such aside; its first group, where it has one, is the phrase itself.
"""

from __future__ import annotations

import re

_PAPER = (
    r"(?:format|orientation|layout|mode|poster|picture|image|card|page|illustration|composition|crop|canvas|photo|shot"
    r"|print|version|frame|wallpaper|cover|flyer|painting|drawing)"
)
# A word for the shape that stands alone between marks
_ALONE = r"(?:^|(?<=[,;.!?:(—–]))\s*(?:and\s+|but\s+|make\s+it\s+)?(?:{})\s*(?:please\s*)?(?=[,;.!?):]|$)"
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b(?:very\s+)?(?:tall|long\s+vertical|tall\s+narrow|tall\s+thin)\s+(?:and\s+narrow\s+)?"
            rf"(?:banner|strip|scroll|{_PAPER})\b|\bbookmark\b|\btall\s+and\s+(?:narrow|thin)\b"
            rf"|\b(?:1\s*[:x]\s*[23]|9\s*[:x]\s*16)\b"
            rf"|\b(?:for\s+(?:a|my|the)\s+)?(?:phone|mobile|iphone)\s+(?:wallpaper|background|screen)\b"
            rf"|\b(?:phone\s+)?lock\s*screen\b|{_ALONE.format('tall|very tall')}",
            re.I,
        ),
        "tall",
    ),
    (
        re.compile(
            r"\b(?:(?:ultra[- ]?|extra[- ]?|very\s+|super\s+)?wide(?:[- ]?format)?\s+(?:web\s+)?"
            r"(?:banner|strip|header|picture|image|format|panorama|cover|view|shot\s+of)"
            r"|ultra[- ]?wide(?:\s+panorama)?|panoram(?:ic|a)(?:\s+(?:banner|picture|image|format|view|shot))?"
            r"|(?:web\s+|website\s+|blog\s+|facebook\s+|youtube\s+|twitch\s+)?(?:banner|header)(?!\w)(?!\s+(?:on"
            r"|over|across|hang|held|that|say|read))"
            r"|letterbox(?=\s+(?:format|crop|bars|style))|cinemascope|21\s*[:x]\s*9|16\s*[:x]\s*9|2\s*:\s*1"
            r"|3\s*:\s*1)\b"
            rf"|{_ALONE.format('wide|very wide|wide one')}",
            re.I,
        ),
        "wide",
    ),
    (
        re.compile(
            rf"\b(?:(?:vertical|upright|vertically)(?:\s+{_PAPER})?|(?:in\s+)?portrait\s+(?:format|orientation"
            rf"|layout|mode)"
            rf"|in\s+portrait(?!\s+of)|2\s*:\s*3|3\s*:\s*4|4\s*:\s*5|book\s+cover"
            rf"|(?:for\s+)?(?:an?\s+|my\s+)?(?:instagram|insta|ig)\s+(?:story|stories|reel)|movie\s+poster)\b"
            rf"|{_ALONE.format('portrait|portrait shape|upright')}",
            re.I,
        ),
        "portrait",
    ),
    (
        re.compile(
            rf"\b(?:horizontal(?:ly)?(?:\s+{_PAPER})?|(?:in\s+)?landscape\s+(?:format|orientation|layout|mode)"
            rf"|in\s+landscape"
            rf"|wide\s?screen|(?:for\s+(?:a|my)\s+)?(?:desktop|laptop|computer)\s+(?:wallpaper|background)"
            rf"|(?:youtube\s+)?thumbnail|3\s*:\s*2|4\s*:\s*3)\b"
            rf"|{_ALONE.format('landscape|landscape shape')}",
            re.I,
        ),
        "landscape",
    ),
    (
        re.compile(
            rf"\bsquare\s+(?:{_PAPER}|icon|avatar|sticker|logo|post|tile|badge|pic|one|thing|crop|shape|label)\b"
            rf"|\b1\s*:\s*1\b|\bprofile\s+pic"
            rf"(?:ture)?\b"
            rf"|\bavatar\b|(?:^|(?<=[,;.:(]))\s*(?:make\s+it\s+|in\s+a\s+"
            rf"|and\s+)?square(?:\s+please)?!?\s*(?=[,;.:)]|$)"
            rf"|\b(?:make\s+it|should\s+be|must\s+be)\s+square\b|\b(?:album|cd)\s+cover\b|\binstagram\s+post\b",
            re.I,
        ),
        "square",
    ),
)

FREE_OF = re.compile(r"\b(\w+)-free\b", re.I)  # "text-free"

COMPOSITION = re.compile(
    r"\b((?:extreme\s+|tight\s+)?close[- ]?up(?:\s+(?:shot|view|portrait))?|macro\s+shot|bird['’]?s[- ]eye(?:\s+view)?"
    r"|aerial(?:\s+(?:view|shot))?|overhead\s+(?:view|shot)|(?<=[,;.]\s)overhead(?=\s*(?:[,.;]|$))"
    r"|top[- ]down(?:\s+view)?"
    r"|(?:seen|viewed|shot|taken|looking)?\s*from\s+(?:directly\s+|straight\s+|high\s+|far\s+)?"
    r"(?:above|below|behind|the\s+(?:side|front|back|air|ground)|afar|a\s+distance|overhead)(?=\s*(?:[,.;!]|$|and\b"
    r"|with\b))"
    r"|(?:low|high)[- ]angle(?:\s+(?:shot|view))?|(?:side|front|back|rear|top|profile)\s+view|in\s+profile|wide\s+shot"
    r"|long\s+shot|medium\s+shot|full[- ]body(?:\s+(?:shot|portrait))?|half[- ]body(?:\s+shot)?|full[- ]length"
    r"|head[- ]?shot"
    r"|worm['’]?s[- ]eye(?:\s+view)?|isometric(?:\s+view)?|(?:perfectly\s+)?(?:centred|centered)(?:\s+composition)?"
    r"|(?:perfectly\s+)?symmetrical(?:\s+composition)?|fish-?eye(?:\s+(?:lens|view))?|cross[- ]section|cutaway"
    r"|over-the-shoulder|over[- ]the[- ]shoulder\s+(?:shot|view)"
    r"|first[- ]person(?:\s+view)?|three[- ]quarter\s+view|rule\s+of\s+thirds|bust\s+shot|half[- ]length|flat\s+lay"
    r"|wide[- ]angle(?:\s+(?:shot|view|lens))?"
    r"|eye[- ]level|dutch\s+angle|establishing\s+shot|front\s+and\s+(?:back|side)\s+views?|three\s+views)\b",
    re.I,
)

_MOODS = (
    "cosy|cozy|warm|cheerful|happy|joyful|festive|mysterious|spooky|scary|creepy|eerie|calm|peaceful|serene|quiet|dreamy"
    "|sad|melancholic|melancholy|lonely|romantic|dramatic|epic|playful|gloomy|nostalgic|magical|tense|funny|cute|bleak"
    "|energetic|relaxed|relaxing|whimsical|moody|hopeful|tranquil|sombre|somber|ominous|surreal|uplifting|silly|wistful"
    "|heartwarming|fun|lively|chaotic|sinister|soothing|triumphant|jolly|gentle|tender|soft|bright|dark|pastel|retro|chill"
    "|serious|ethereal|majestic|haunting|christmassy|summery|wintry|autumnal|menacing|cold|grim|zen"
)
_MOOD = (
    rf"(?:(?:very|really|slightly|a\s+bit|kind\s+of|dead|super|so)\s+)?(?:{_MOODS})(?:(?:\s*,\s*|\s+and\s+"
    rf"|\s+but\s+|\s+)(?:{_MOODS})){{0,3}}"
)
MOOD = (
    re.compile(
        rf"(?:,|\band\b|\bwith\b|\bin\b|\bfor\b)?\s*(?:an?\s+|the\s+)?(?:\boverall\s+)?\b({_MOOD})\s+"
        r"(?:mood|atmosphere|feeling|feel|vibes?|tone|ambiance|ambience|expression|energy)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:mood|atmosphere|feeling|feel|vibe|tone)\s*(?:is|should\s+be|:|of)?\s*((?:{_MOODS})(?:\s+(?:and"
        rf"|but)\s+(?:{_MOODS}))?)\b"
        rf"|\b(?:make\s+it|should\s+(?:be|feel|look)|feels?)\s+({_MOOD})(?=\s*(?:[,.;!]|$|and\b|but\b))",
        re.I,
    ),
    re.compile(rf"(?:^|(?<=[,;.(]))\s*(?:and\s+|but\s+|all\s+)?({_MOOD})\s*(?=[,;.!)]|$)", re.I),
)
