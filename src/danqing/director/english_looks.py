"""How English prompts tell the look of a picture in phrases between commas: its light, lens, engine, school and grain.

``QUALITY`` finds what such prompts say of quality ("masterpiece, 8k"), which asks for nothing that is seen.
"""

from __future__ import annotations

import re

_BEGINS = r"(?:^|(?<=[,.;:(—–]))\s*(?:and\s+|with\s+)?"
_ENDS = r"\s*(?=[,.;!?)—–]|$)"
_GRADE = (
    r"(?:masterpiece|master\s+piece|(?:best|high|highest|top|good|great|amazing)[- ]quality"
    r"|\d{1,2}k(?:\s+(?:uhd|hdr|resolution"
    r"|wallpaper|render))?|u?hd|hdr|ultra[- ]?hd|full\s+hd|(?:high|hi|ultra)[- ]?res(?:olution)?|absurdres"
    r"|incredibly\s+absurdres|(?:ultra|highly|extremely|insanely|super|hyper|intricately"
    r"|incredibly)[- ]?detail(?:ed|s)?"
    r"|(?:intricate|fine|rich)(?:\s+details?)?|sharp(?:\s+focus)?|crisp|award[- ]winning"
    r"|(?:trending\s+on\s+)?(?:artstation"
    r"|deviantart|pixiv|behance|dribbble|cgsociety)(?:\s+hq)?|professional|stunning|gorgeous|beautiful|amazing|solo"
    r"|official\s+art|newest|raw)"
)
QUALITY = re.compile(rf"{_BEGINS}{_GRADE}(?:\s+{_GRADE}){{0,2}}{_ENDS}", re.I)
PIXELS = re.compile(r"\b\d{1,4}\s?[x×]\s?\d{1,4}(?:\s?px)?\b", re.I)  # "32x32"
TAG_COUNT = re.compile(r"\b([1-9])\+?(girls?|boys?|man|men|woman|women|others?)\b", re.I)  # "2girls"
PARAMETER = re.compile(r"\s--(?!no\b|ar\b|size\b)[a-z]+(?:\s+[\w.:]+)?", re.I)
RATIO = re.compile(r"\s--(?:ar|size)\s+", re.I)
WITHOUT = re.compile(r"[.,]?\s--no\s+", re.I)

_ADVERB = r"(?:(?:very|slightly|a\s+bit|almost|quite|rather)\s+)?"
_KIND_OF_LIGHT = (
    r"(?:soft|studio|volumetric|cinematic|dramatic|rim|natural|ambient|harsh|hard|diffused?|back|window|golden"
    r"|moody|low-?key"
    r"|high-?key|warm|cold|flat|side|butterfly|rembrandt|neon|even|bright|dappled|raking)"
)
_MAKERS = (
    r"(?:kodak|fuji(?:film)?|ilford|leica|cinestill|portra|hasselblad|canon|nikon|sony|polaroid"
    r"|unreal(?:\s+engine)?|octane"
    r"|blender|cycles|redshift|v-?ray|unity|zbrush|houdini|cinema\s?4d|procreate|photoshop|illustrator)"
)
_SCHOOL = (
    r"(?:halftone|cel[- ]shaded|cel(?:l)?[- ]shading|\w{2,12}punk|\w{2,12}wave|\w{3,12}core|\d{1,2}[- ]?bit"
    r"|old[- ]school|new[- ]school"
    r"|neo[- ]traditional|traditional(?:\s+japanese|\s+american)?|american\s+traditional|(?:sans[- ])?serif"
    r"|script\s+font"
    r"|brutalis[tm]|realism|naturalis[tm]|romanticis[tm]|symbolism|archviz|skeuomorphic|outlined?|embossed"
    r"|letterpress|foil"
    r"|mediterranean|muted|matte|gloss(?:y)?|pastels?|dotwork|blackwork|fine[- ]?line|single[- ]?line"
    r"|one[- ]?line|stippl(?:ed|ing)"
    r"|hatching|black\s+and\s+gr[ae]y|ray[- ]?trac(?:ed|ing)|global\s+illumination|subsurface\s+scattering"
    r"|hand[- ]lettered"
    r"|hand[- ]painted|retro|rustic|abstract|blurry|grainy|grainy\s+film|motion\s+blur|vignette|lens\s+flare"
    r"|chiaroscuro"
    r"|photo-?bash|trompe\s+l['’]oeil|claymation|flat\s+colou?rs?|simplified|stylised|stylized|low\s+detail"
    r"|real[- ]looking"
    r"|child['’]?s\s+drawing|hand[- ]drawn(?:\s+in\s+[\w\s]{2,20})?|speed\s+lines|(?:gold|silver|copper"
    r"|rose\s+gold|holographic)\s+foil|halftone\s+dots|(?:old|aged|cream|kraft|torn)?\s?(?:parchment|paper)"
    r"|corporate|editorial|elegant|modern|sleek|clean|bold|simple|sporty|grungy|gritty|organic|y2k|boho"
    r"|high\s+fashion|stylish|industrial|tropical|nautical)"
)
LOOKS = (
    re.compile(rf"{_BEGINS}((?:[\w-]+\s+){{0,3}}lighting){_ENDS}", re.I),
    re.compile(rf"{_BEGINS}({_KIND_OF_LIGHT}(?:\s+{_KIND_OF_LIGHT})?\s+(?:lights?|shadows?|shading)){_ENDS}", re.I),
    re.compile(
        rf"{_BEGINS}(\d{{2,3}}\s?mm(?:\s+(?:lens|film|photo(?:graph)?))?|(?:f|iso)\s?/?\s?\d{{1,4}}(?:\.\d)?"
        rf"|(?:(?:very\s+)?shallow\s+)?depth\s+of\s+field|(?:creamy\s+)?bokeh){_ENDS}",
        re.I,
    ),
    re.compile(rf"{_BEGINS}(?:shot\s+on\s+(?:an?\s+)?)?({_MAKERS}(?:\s+[\w.-]+){{0,3}}){_ENDS}", re.I),
    re.compile(rf"{_BEGINS}{_ADVERB}({_SCHOOL}(?:(?:\s*\+\s*|\s+and\s+|\s+){_SCHOOL}){{0,2}}){_ENDS}", re.I),
)
LIT = re.compile(r"\b(?:light(?:ing|s)?|shadows?|\d+\s?mm|depth\s+of\s+field|bokeh|f/\d|iso)\b", re.I)  # told last
SKETCHED = re.compile(
    r"^\s*(?:please\s+|can\s+you\s+|could\s+you\s+)?(sketch|doodle)\s+(?:me\s+|us\s+)?(?=(?:an?|the|my|our)\b)", re.I
)
SILHOUETTE = re.compile(
    r"\b(?!(?:in|a|an|the|as|black|dark|white|and|or|of|with|their|his|her|its|my|two|only"
    r"|just)\b)([a-z]{3,20})\s+silhouette(s?)\b",
    re.I,
)
CLEAR = re.compile(rf"{_BEGINS}(?:transparent|no\s+background|cut\s?-?out){_ENDS}", re.I)
# "Noodle bar interior, …", "A classroom scene for my worksheet: …"
INTERIOR = re.compile(
    r"^\s*(?:an?\s+|the\s+|our\s+)?((?:[\w'’-]+\s+){1,4}interior"
    r"|(?:[\w'’-]+\s+){1,2}(?=scene))(?:scene)?\s*(?:for\s+[^,.:;—]{1,60})?"
    r"(?=[,.:;—]|with\b)",
    re.I,
)
# After moods were taken: "ghibli vibe" is a style, "spooky vibes" a mood.
VIBES = re.compile(rf"{_BEGINS}(?:an?\s+)?((?:[\w’'-]+\s+){{1,3}})vibes?{_ENDS}", re.I)
