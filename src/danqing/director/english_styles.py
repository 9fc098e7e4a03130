"""Patterns of the styles that English wishes ask for: media, manners, and what a picture is made for.

The first group of each pattern, where it has one, is the style itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# Media and manners of pictures
MEDIA = (
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
    r"|brush\s+and\s+ink|(?:ink|pen|line)\s+and\s+wash|cross-?hatch(?:ing|ed)?|technical\s+pen|fineliner|caricature"
    r"|still\s+life|film\s+grain|silhouettes?|diagram|pictograms?|colou?ring\s+(?:page|book|sheet)|tarot\s+card|playing"
    r"\s+card|trading\s+card|postage\s+stamp|greetings?\s+card|key\s+art|(?:cover|card|box|album|splash|poster"
    r"|game)\s+art"
    r"|calligraphy|marker|biro|linework|dot\s+art|sand\s+art|paper\s+cutout|felt-?tip|felt\s+craft|stop\s+motion"
    r"|cutaway\s+diagram|technical\s+drawing|court\s+sketch|life\s+drawing|cave\s+painting|miniature\s+painting"
    r"|art\s+brut|fauvis[mt]|futuris[mt]|constructivis[mt]|de\s+stijl|rococo|gothic|claymation|photorealis[mt]"
    r"|hyperrealis[mt]|realis[mt]|daguerreotype|cyanotype|tintype|x-?ray|infrared|tilt[- ]shift|bokeh|long\s+exposure"
    r"|double\s+exposure|macro(?:\s+(?:photo|lens))?|scratchboard|woodburning|marquetry|ceramic\s+tile|enamel"
    r"|neon\s+sign"
    r"|airbrush|spray\s+paint|block\s+print|potato\s+print|rubber\s+stamp|monoprint|drypoint|aquatint|mezzotint"
    r"|patchwork|crochet|knit(?:ted)?|lego|isometric|flat\s+vector|sumi-?e|shan\s+shui"
    r"|(?:vintage|retro|travel|propaganda|movie|film|gig|circus)\s+poster|sprite\s+sheet|sticker"
    r"|tattoo|infographic|storybook|children['’]s\s+book|picture\s+book|doodles|black\s+ink|watercolour\s+and\s+ink)"
)
# What a picture is made for, where it opens a wish: "tarot card: …", "loading screen tip art, …"
_GENRE = (
    r"(?:(?:design|art|colou?ring\s+page|stamp|diagram|cutaway|infographic|storyboard|still|screen|menu|card\s+back"
    r"|tarot\s+card|greetings?\s+card|christmas\s+card|birthday\s+card|trading\s+card|card\s+art|symbols"
    r"|skybox|props|asset|sprite\s+sheet|book\s+cover|album\s+cover|cover\s+art|postcard|encyclop(?:a)?edia"
    r"|textbook|field\s+guide"
    r"|bumper\s+sticker|portrait|blueprint|chart|comic\s+panel|panel|cartoon|frieze|mural|mosaic|woodcut"
    r"|poster\s+art|photo"
    r"|illustration|engraving|sketch|painting|watercolou?r|(?:label|sign|badge|crest|emblem)(?=\s+for\b)))"
)
_HEADS = (
    r"(?:painting|drawing|sketch|illustration|photo(?:graph)?|photography|print|art|render(?:ing)?|cartoon|comic"
    r"|engraving|etching"
    r"|woodcut|linocut|collage|mosaic|watercolou?r|doodle|pixel|poster|design|shot|icon|style|aesthetic|look|graphic"
    r"|artwork"
    r"|embroidery|silhouette|fresco|mural|lithograph|animation|manga|anime|portrait|ink|lines)"
)
MANNER = (
    r"(?:vintage|retro|minimalist(?:ic)?|minimal|realistic|photo-?realistic|hyper-?realistic|hand-?drawn"
    r"|hand-?painted|kawaii|chibi"
    r"|gothic|abstract|psychedelic|futuristic|surreal(?:ist)?|victorian|medieval|old-?fashioned|old-?school"
    r"|film\s+noir|noir|naive"
    r"|impressionist(?:ic)?|cubist|baroque|rococo|bauhaus|art\s+deco|art\s+nouveau|sci-?fi|black\s+and\s+white"
    r"|black-and-white"
    r"|sepia|monochrome|(?:19|20)?\d0['’]?s|sketchy|cartoony|cartoonish|painterly|pixelated|pixelly|ghibli"
    r"(?:-esque)?|flat|3d"
    r"|\w+-esque|\w+-ish|\w+-inspired|\w+core|blurry|abstract|expressive|loose|low[- ]detail|(?:very\s+)?detailed"
    r"|die-cut|real(?:istic)?[- ]looking|neon|crosshatched|stylised|stylized|geometric|graphic|sculptural|cinematic"
    r"|polished|pastel|duotone|two-tone|faded|rough|scribbly|smudgy|hand-?lettered|hand-?made|hand-?stitched"
    r"|grainy|glossy|folk|japanese|chinese|persian|nordic|scandinavian)"
)
_TAIL = (
    r"(?:\s+(?:please|pls|thanks|if\s+(?:possible|you\s+can|poss)|would\s+(?:suit|do|work|be\s+(?:nice|lovely"
    r"|great|perfect"
    r"|good|ideal|best|cool|fine))|for\s+this|i\s+think|maybe|only|all\s+over|throughout))?"
)
_SMALL = r"(?:a|an|the|some|my|your|kind\s+of|sort\s+of|very|really)"
_NAME = r"(?:black\s+and\s+white|[\w’'&-]+)"
# Not a medium but so many things: "five pencils", "a few coloured pencils".
_NO_THINGS = (
    r"(?!(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|both|few|several|many)\s+"
    r"(?:[\w-]+\s+){0,2}"
    r"(?:pencils|crayons|markers|pastels|chalks|sketches|drawings|doodles|prints|photos|photographs|paintings"
    r"|posters|stickers|pictograms|silhouettes|cartoons|comics)\b)"
)
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
    media = rf"(?:{MEDIA}|{library})" if library else MEDIA
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
            rf"(?:^|(?<=[,;.:]))\s*(?:and\s+|all\s+|in\s+|both\s+|very\s+|quite\s+|keep\s+it\s+"
            rf"|make\s+it\s+){{0,4}}({MANNER}(?:"
            rf"(?:\s+and\s+|\s+|\s*,\s*){MANNER}){{0,3}}){_TAIL}\s*(?:please\s*)?(?=[,.;!?)]|$)",
            re.I,
        ),
        re.compile(
            rf"^\s*(?:(?:please|make|draw|create|design|me|i|want|need|we|a|an"
            rf"|the)\s+){{0,4}}({MANNER}(?:\s+(?:{MANNER}"
            rf"|travel|movie|film|magazine|concert|book)){{0,3}}\s+(?:poster|postcard|cover|illustration|drawing"
            rf"|map|card"
            rf"|advert|ad|picture|image|photo|logo))(?=\s*(?:of|for|with|showing|:|,))",
            re.I,
        ),
        re.compile(
            rf"(?:^|(?<=[,;.:!(—–]))\s*(?:and\s+|but\s+|with\s+|in\s+"
            rf"|very\s+)?((?:{word}\s+and\s+)?(?:{word}\s+){{1,4}}(?:colou?rs"
            rf"|palette|tones|shades"
            rf"|outlines?|lines|shapes|brush\s?work|brush\s?strokes|strokes|shading|textures?|grain|contrast|hues"
            rf"|ink|finish"
            rf"|look|feel|lens|focus|edges)){_TAIL}\s*(?=[,.;!?)]|$|\s[-–—])",
            re.I,
        ),
        re.compile(
            rf"^\s*(?:(?:please|make|draw|create|design|do|me|i|we|need|want|would|like|our|my|a|an|the|this|is"
            rf"|for|it['’]s)\s+){{0,4}}"
            rf"((?:{word}\s+){{0,3}}{_GENRE})(?=\s*(?:[:.,!(—–]|\s-\s|of\b|for\b|with\b|\?))",
            re.I,
        ),
        re.compile(
            rf",\s*(?:a\s+bit\s+|a\s+little\s+|sort\s+of\s+|kind\s+of\s+)?like\s+(?:an?\s+"
            rf"|the\s+)?((?:{_NAME}\s+){{0,4}}{media})"
            rf"(?=\s*(?:[,.;!?)]|$))",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but|painted|drawn|done|made|rendered|shot|all)\s+){{0,4}}\b(?:in|after)\s+the\s+"
            rf"(?:style|manner)\s+of\s+"
            rf"(?:an?\s+|the\s+)?((?:{word}|of|the)(?:\s+(?:{word}|of|the)){{0,3}})",
            re.I,
        ),
        re.compile(
            rf"(?:[,;]\s*|\b(?:and|but|painted|drawn|done|made|rendered|in|with|as|like"
            rf"|of)\s+){{0,4}}(?:\b{_SMALL}\s+){{0,4}}"
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
            rf"(?:[,;]\s*)?\b(?:(?:painted|drawn|done|made|rendered|sketched|shot|executed|coloured|colored"
            rf"|all)\s+){{0,4}}"
            rf"(?:in|as|with|using)\s+(?:an?\s+)?{_NO_THINGS}((?:{word}\s+){{0,2}}{media}){_TAIL}(?=\s*(?:[,.;!)?:]|$|please\b"
            rf"|and\b|of\b))",
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
            rf"(?:^|(?<=[,;.:!?(—–]))\s*(?:(?:and|please|make|keep|do|it|should|must|be|as|all)\s+){{0,4}}"
            rf"(?:{_SMALL}\s+)?(?!(?!black|dark"
            rf"|white)[\w-]+\s+silhouettes?\b){_NO_THINGS}((?:{word}\s+){{0,3}}{media}(?:\s+(?:{_HEADS}"
            rf"|{media})){{0,2}}){_TAIL}\s*(?=[,.;!?):]|$|\s[-–—])",
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
    r"|vector|\w{2,12}punk|vaporwave|synthwave|brutalist|chibi|(?:8|16)[- ]?bit|art[- ]deco|renaissance"
    r"|crocheted|doodle"
    r"|stained[- ]glass)\s+(?=[a-z])(?!of\b|style\b|painting\b"
    r"|illustration\b|drawing\b|art\b)",
    re.I,
)
