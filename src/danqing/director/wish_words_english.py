"""What an English wish says beside the scene: what to write, the format, the view, the mood and the style.

Each pattern finds one such aside; its first group, where it has one, is the phrase itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_QUOTED = (
    r"(?:“([^“”]{1,120})”|\"([^\"]{1,120})\"|«([^«»]{1,120})»|「([^「」]{1,120})」|(?<![\w’'])['‘]((?:[^'‘’]|['’]"
    r"(?=\w)){1,120})['’](?!\w))"
)
_SAYS = (
    r"(?:say(?:s|ing)?|read(?:s|ing)?|spell(?:s|ing)?(?:\s+out)?|bear(?:s|ing)|word(?:s|ing)?|text|title[ds]?|captions?"
    r"|captioned|letters|lettering|slogan|label(?:l?ed)?|heading|headline|inscription|inscribed|written|writing|called"
    r"|name[ds]?|message|phrase|printed|stamped|engraved|spelling|entitled|quote|logo)"
)
_LINK = (
    r"(?:\s+(?:that|which|it|says?|reads?|just|simply|should|in|on|the|word|words|name|big|bold|letters|gold|red"
    r"|is|are|to)){0,5}"
)
LETTERING_LEAD = re.compile(
    rf"(?:[,;]\s*)?(?:\b(?:with|and|bearing|showing|that|which|it|should|must|has\s+to|have\s+to|needs\s+to|to"
    rf"|please|a|an"
    rf"|the|big|large|bold|little|word|words|text)\s+){{0,4}}\b{_SAYS}{_LINK}\s*:?\s*$",
    re.I,
)
QUOTED = re.compile(_QUOTED)
# Without quotes: names in capitals after "says".
_CAPITAL = r"[A-Z0-9][\w'’!&-]*"
CAPITALS = re.compile(
    r"\b(?i:says?|saying|reads?|reading|spelling|words?|text|titled|captioned|labell?ed)\s*:?\s+"
    rf"({_CAPITAL}(?:\s+(?:(?:of|the|and|to|in|for|a|on|is)\s+)?{_CAPITAL}){{0,9}}[!?]{{0,3}})"
)
AFTER_QUOTE = re.compile(
    r"^\s*(?:(?:is\s+)?(?:written|printed|painted|engraved|carved|stamped)\s+)?(?:(?:in|with)\s+(?:\w+\s+){0,2}"
    r"(?:letters|lettering|font|type|text|writing|capitals|script)\b)?"
)

_PAPER = (
    r"(?:format|orientation|layout|mode|poster|picture|image|card|page|illustration|composition|crop|canvas|photo|shot"
    r"|print|version|frame|wallpaper|cover|flyer|painting|drawing)"
)
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b(?:very\s+)?(?:tall|long\s+vertical|tall\s+narrow|tall\s+thin)\s+(?:and\s+narrow\s+)?"
            rf"(?:banner|strip|scroll|{_PAPER})\b|\bbookmark\b|\btall\s+and\s+(?:narrow|thin)\b|\b1\s*[:x]\s*[23]\b",
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
            r"|letterbox(?=\s+(?:format|crop|bars|style))|cinemascope|21\s*[:x]\s*9|2\s*:\s*1|3\s*:\s*1)\b",
            re.I,
        ),
        "wide",
    ),
    (
        re.compile(
            rf"\b(?:(?:vertical|upright|vertically)(?:\s+{_PAPER})?|(?:in\s+)?portrait\s+(?:format|orientation"
            rf"|layout|mode)"
            rf"|in\s+portrait(?!\s+of)|(?:for\s+(?:a|my|the)\s+)?(?:phone|mobile|iphone)\s+(?:wallpaper|background"
            rf"|screen)"
            rf"|(?:phone\s+)?lock\s*screen|9\s*[:x]\s*16|2\s*:\s*3|3\s*:\s*4|4\s*:\s*5|book\s+cover"
            rf"|(?:for\s+)?(?:an?\s+|my\s+)?(?:instagram|insta|ig)\s+(?:story|stories|reel)|movie\s+poster)\b",
            re.I,
        ),
        "portrait",
    ),
    (
        re.compile(
            rf"\b(?:horizontal(?:ly)?(?:\s+{_PAPER})?|(?:in\s+)?landscape\s+(?:format|orientation|layout|mode)"
            rf"|in\s+landscape"
            rf"|wide\s?screen|(?:for\s+(?:a|my)\s+)?(?:desktop|laptop|computer)\s+(?:wallpaper|background)"
            rf"|(?:youtube\s+)?thumbnail|16\s*[:x]\s*9|3\s*:\s*2|4\s*:\s*3)\b",
            re.I,
        ),
        "landscape",
    ),
    (
        re.compile(
            rf"\bsquare\s+(?:{_PAPER}|icon|avatar|sticker|logo|post|tile|badge)|\b1\s*:\s*1\b|\bprofile\s+pic"
            rf"(?:ture)?\b"
            rf"|\bavatar\b|(?:^|(?<=[,;.(]))\s*(?:make\s+it\s+|in\s+a\s+|and\s+)?square(?:\s+please)?\s*(?=[,;.)]|$)"
            rf"|\b(?:make\s+it|should\s+be|must\s+be)\s+square\b|\b(?:album|cd)\s+cover\b|\binstagram\s+post\b",
            re.I,
        ),
        "square",
    ),
)

FREE_OF = re.compile(r"\b(\w+)-free\b", re.I)  # "text-free"

COMPOSITION = re.compile(
    r"\b((?:extreme\s+|tight\s+)?close[- ]?up(?:\s+(?:shot|view|portrait))?|macro\s+shot|bird['’]?s[- ]eye(?:\s+view)?"
    r"|(?:aerial|overhead)(?:\s+(?:view|shot))?|top[- ]down(?:\s+view)?"
    r"|(?:seen|viewed|shot|taken|looking)?\s*from\s+(?:directly\s+|straight\s+|high\s+|far\s+)?"
    r"(?:above|below|behind|the\s+(?:side|front|back|air|ground)|afar|a\s+distance|overhead)(?=\s*(?:[,.;!]|$|and\b"
    r"|with\b))"
    r"|(?:low|high)[- ]angle(?:\s+(?:shot|view))?|(?:side|front|back|rear|top|profile)\s+view|in\s+profile|wide\s+shot"
    r"|long\s+shot|medium\s+shot|full[- ]body(?:\s+(?:shot|portrait))?|half[- ]body(?:\s+shot)?|full[- ]length"
    r"|head[- ]?shot"
    r"|worm['’]?s[- ]eye(?:\s+view)?|isometric(?:\s+view)?|(?:perfectly\s+)?(?:centred|centered)(?:\s+composition)?"
    r"|(?:perfectly\s+)?symmetrical(?:\s+composition)?|fish-?eye(?:\s+(?:lens|view))?|cross[- ]section|cutaway"
    r"|over[- ]the[- ]shoulder(?:\s+shot)?|first[- ]person(?:\s+view)?|three[- ]quarter\s+view|rule\s+of\s+thirds)\b",
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

# Media and manners of pictures
_MEDIA = (
    r"(?:water\s?colou?rs?|gouache|oils?|oil\s+paint(?:ing|s)?|acrylics?|ink(?:\s+wash)?|charcoal|crayons?|pastels?"
    r"|chalk"
    r"|pencils?|colou?red\s+pencils?|felt[- ]tips?|sketch(?:es)?|drawing|doodle|painting|illustration|photo(?:graph"
    r"(?:y)?)?"
    r"|cartoon|comic(?:\s+(?:book|strip))?|manga|anime|pixel(?:\s+art)?|voxels?(?:\s+art)?|low[- ]poly|3d"
    r"(?:\s+render(?:ing)?)?"
    r"|render(?:ing)?|vector(?:\s+art)?|clip[- ]?art|line[- ]?art|line\s+drawing|lino(?:cut|\s+(?:print|cut))?|wood"
    r"(?:cut|block)"
    r"(?:\s+print)?|screen[- ]?print|print|etching|engraving|lithograph|mosaic|stained\s+glass|collage|paper[- ]?cut"
    r"(?:-?out)?"
    r"|cut[- ]?paper|papercraft|origami|embroidery|cross[- ]?stitch|needlepoint|tapestry|felt|claymation|clay"
    r"|plasticine"
    r"|graffiti|mural|fresco|pop\s+art|art\s+(?:deco|nouveau)|cubis[mt]|impressionis[mt]|surrealis[mt]|expressionis[mt]"
    r"|pointillis[mt]|minimalis[mt]|baroque|renaissance|ukiyo-?e|cyberpunk|steampunk|vaporwave|silhouette|blueprint"
    r"|stencil|pen\s+and\s+ink|ballpoint(?:\s+pen)?|biro|digital\s+(?:art|painting)|concept\s+art|folk\s+art|fan\s+art"
    r"|street\s+art|polaroid|film\s+(?:photo|still)|risograph|risoprint|batik|sticker\s+art|sprite|sculpture|flat"
    r"(?:\s+design)?"
    r"|tattoo|infographic|storybook|children['’]s\s+book|picture\s+book|doodles|black\s+ink|watercolour\s+and\s+ink)"
)
_HEADS = (
    r"(?:painting|drawing|sketch|illustration|photo(?:graph)?|photography|print|art|render(?:ing)?|cartoon|comic"
    r"|engraving|etching"
    r"|woodcut|linocut|collage|mosaic|watercolou?r|doodle|pixel|poster|design|shot|icon|style|aesthetic|look|graphic"
    r"|artwork"
    r"|embroidery|silhouette|fresco|mural|lithograph|animation|manga|anime|portrait|ink|lines)"
)
_MANNER = (
    r"(?:vintage|retro|minimalist(?:ic)?|minimal|realistic|photo-?realistic|hyper-?realistic|hand-?drawn"
    r"|hand-?painted|kawaii|chibi"
    r"|gothic|abstract|psychedelic|futuristic|surreal(?:ist)?|victorian|medieval|old-?fashioned|old-?school"
    r"|film\s+noir|noir|naive"
    r"|impressionist(?:ic)?|cubist|baroque|rococo|bauhaus|art\s+deco|art\s+nouveau|sci-?fi|black\s+and\s+white"
    r"|black-and-white"
    r"|sepia|monochrome|(?:19|20)?\d0['’]?s|sketchy|cartoony|cartoonish|painterly|pixelated|pixelly|ghibli"
    r"(?:-esque)?|flat|3d"
    r"|\w+-esque|\w+core|grainy|glossy|folk|japanese|chinese|persian|nordic|scandinavian)"
)
_SMALL = r"(?:a|an|the|some|my|your|kind\s+of|sort\s+of|very|really)"
_NAME = r"(?:black\s+and\s+white|[\w’'&-]+)"
_STOP = (
    r"(?:with|of|in|on|a|an|the|and|at|as|to|for|is|it|but|or|from|by|like|make|made|do|no|not|i|want|please"
    r"|under|over|near|same|this|that|my|own|has|have|her|his|its|their|wearing|holding|looks?)"
)


@cache
def style_patterns(names: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns of styles, with the names of a library of styles among them.

    Args:
        names: a tuple of names of styles in Latin letters.
    """
    library = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    media = rf"(?:{_MEDIA}|{library})" if library else _MEDIA
    word = rf"(?!{_STOP}\b){_NAME}"
    return (
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but)\s+){{0,4}}\b(?:like|as\s+if)\s+(?:something|it(?:['’]s|\s+is|\s+was|\s+were"
            rf"|\s+came)?|they(?:['’]re)?)\s+(?:straight\s+|right\s+)?(?:out\s+of|from|in|by)\s+(?:an?\s+|the\s+)?("
            rf"(?:{_NAME}\s*){{1,6}})(?=[,.;!?)]|$)",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but)\s+){{0,4}}\b((?:drawn|painted|made|done|shot|photographed|sketched)\s+(?:like"
            rf"|as\s+if|as\s+though|by)\s+(?:{_NAME}\s*){{1,7}})(?=[,.;!?)]|$)",
            re.I,
        ),
        re.compile(rf"(?:^|(?<=[,;.]))\s*(?:and\s+)?think\s+((?:{_NAME}\s*){{1,5}})(?=[,.;:!?)]|$)", re.I),
        re.compile(
            rf"(?:^|(?<=[,;.:]))\s*(?:and\s+|all\s+|very\s+|quite\s+|keep\s+it\s+|make\s+it\s+){{0,4}}({_MANNER}(?:"
            rf"(?:\s+and\s+|\s+|\s*,\s*){_MANNER}){{0,3}})\s*(?:please\s*)?(?=[,.;!)]|$)",
            re.I,
        ),
        re.compile(
            rf"^\s*(?:(?:please|make|draw|create|design|me|i|want|need|we|a|an|the)\s+){{0,4}}({_MANNER}(?:\s+(?:{_MANNER}"
            rf"|travel|movie|film|magazine|concert|book)){{0,3}}\s+(?:poster|postcard|cover|illustration|drawing|map|card"
            rf"|advert|ad|picture|image|photo|logo))(?=\s*(?:of|for|with|showing|:|,))",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but|painted|drawn|done|made|rendered|shot|all)\s+){{0,4}}\b(?:in|after)\s+the\s+"
            rf"(?:style|manner)\s+of\s+"
            rf"(?:an?\s+|the\s+)?((?:{word}|of|the)(?:\s+(?:{word}|of|the)){{0,3}})",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but|painted|drawn|done|made|rendered|in|with|as|like|of)\s+){{0,4}}(?:\b{_SMALL}\s+){{0,4}}"
            rf"((?:\b{word}\s+){{0,2}}{word})[\s-]+(?:style|styled|aesthetics?)\b",
            re.I,
        ),
        re.compile(
            rf"\b(?:make\s+it\s+|should\s+|to\s+|it\s+){{0,4}}(?:looks?|looking)\s+like\s+(?:an?\s+|it\s+is\s+an?\s+)?("
            rf"(?:{word}\s+){{0,3}}{media})(?:\s+look)?\b(?=\s*(?:[,.;!)]|$))",
            re.I,
        ),
        re.compile(
            rf"(?:^|(?<=[,;.:(—–]))\s*(?:and\s+)?(?:an?\s+)?((?:{word}\s+){{0,2}}{media})\s+(?:look|effect|texture)\b",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*)?\b(?:(?:painted|drawn|done|made|rendered|sketched|shot|executed|coloured|colored|all)\s+){{0,4}}"
            rf"(?:in|as|with|using)\s+(?:an?\s+)?((?:{word}\s+){{0,2}}{media})(?=\s*(?:[,.;!)]|$|please\b|and\b|of\b))",
            re.I,
        ),
        re.compile(
            rf"^\s*(?:(?:please|can\s+you|could\s+you|i(?:['’]d)?|would|want|need|like|make|draw|paint|create|give"
            rf"|me|do|get|us|a|an|the)\s+){{0,4}}"
            rf"((?:{word}\s+){{0,3}}(?:{media}|(?<!\w)(?:photo|photograph|painting|sketch|illustration|print|cartoon"
            rf"|silhouette|poster(?=\x00))))"
            rf"(?:\s+(?:portrait|picture|image|illustration|drawing|icon|sticker|scene))?\s*(?:of|showing|:)\s+(?=\S)",
            re.I,
        ),
        re.compile(
            rf"(?:^|(?<=[,;.:(—–]))\s*(?:and\s+)?(?:{_SMALL}\s+)?((?:{word}\s+){{0,3}}{media}(?:\s+(?:{_HEADS}"
            rf"|{media})){{0,2}})\s*(?:please\s*)?(?=[,;.!)]|$)",
            re.I,
        ),
    )


# A style before the first noun: "cartoon octopus", "a pixel art fox".
STYLE_BEFORE = re.compile(
    r"^\s*(?:(?:please|can\s+you|could\s+you|draw|make|create|paint|give|me|i\s+(?:want|need)|i['’]d\s+like)\s+){0,4}"
    r"(?:an?\s+|the\s+|some\s+)?"
    r"(?:\w+\s+(?=(?:cartoon|pixel))){0,1}"
    r"\b(cartoon|pixel[- ]art|pixel|low[- ]poly|origami|anime|manga|clip[- ]?art|watercolou?r|3d|claymation|voxel"
    r"|papercraft|line[- ]?art"
    r"|vector|steampunk|cyberpunk|crocheted|doodle|stained[- ]glass)\s+(?=[a-z])(?!of\b|style\b|painting\b"
    r"|illustration\b|drawing\b|art\b)",
    re.I,
)
