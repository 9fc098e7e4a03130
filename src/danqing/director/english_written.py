"""Patterns by which English wishes tell what shall be written in a picture."""

from __future__ import annotations

import re

from danqing.director.english_tags import QUOTE
from danqing.director.english_words import words_of

_QUOTED = (
    r"(?:“([^“”]{1,120})”|\"([^\"]{1,120})\"|«([^«»]{1,120})»|「([^「」]{1,120})」|(?<![\w’'])['‘]((?:[^'‘’]|['’]"
    r"(?=\w)){1,120})['’](?!\w))"
)
_SAYING = (
    r"(?:say(?:s|ing)?|read(?:s|ing)?|spell(?:s|ing)?(?:\s+out)?|bear(?:s|ing)|word(?:s|ing)?|text|title[ds]?|captions?"
    r"|captioned|letters|lettering|slogan|labell?ed|heading|headline|inscription|inscribed|written|writing|called"
    r"|name[ds]?|message|phrase|printed|stamped|engraved|spelling|entitled|quote)"
)
_LINK = (
    r"(?:\s+(?:that|which|it|says?|reads?|just|simply|should|in|on|the|word|words|name|big|bold|letters|gold|red"
    r"|is|are|to)){0,5}"
)
LETTERING_LEAD = re.compile(
    rf"(?:[,;]\s*)?(?:\b(?:with|and|bearing|showing|that|which|it|should|must|has\s+to|have\s+to|needs\s+to|to"
    rf"|please|a|an"
    rf"|the|big|large|bold|little|word|words|text)\s+){{0,4}}\b{_SAYING}{_LINK}\s*:?\s*$",
    re.I,
)
QUOTED = re.compile(_QUOTED)
AFTER_QUOTE = re.compile(
    r"^\s*(?:(?:is\s+)?(?:written|printed|painted|engraved|carved|stamped)\s+)?(?:(?:in|with)\s+(?:\w+\s+){0,2}"
    r"(?:letters|lettering|font|type|text|writing|capitals|script)\b)?"
)

# What a text is called before it: "title: …", "name is …", "words …"
TITLES = words_of("title titled name subtitle author headline tagline slogan motto caption text heading")
SEVERAL = words_of("words labels labelled labeled captions names titles headings")
# Behind them a text may stand without a mark, in small letters too.
PLAIN_LABELS = words_of("""
    titled entitled called named captioned
    title subtitle text words word wording caption headline slogan tagline strapline motto name message author phrase
    lettering subline strapline
""")
OF_TEXTS = words_of("text words word phrase caption headline slogan wording lettering")
NAMING = words_of("titled entitled called named")
SIGNS = words_of("sign banner board billboard placard plaque flag screen label poster bubble awning shopfront")
BY_WHOM = re.compile(r"\s+by\s+(?=[A-Z])")
NAMES_OF = words_of("latin brand shop band company team")  # "latin name", "brand name"
LETTERS = words_of("letter letters initials number")
_LABEL = (
    r"(?P<label>sub-?(?:title|line|heading)|title|text|word\s?mark|words?|wording|caption(?:ed|s)?|headline"
    r"|heading|slogan"
    r"|tag-?line|strap-?line|motto"
    r"|author(?:['’]s)?(?:\s+name)?|message|inscription|lettering|labell?ed|labels|names?|quote|phrase|initials"
    r"|letters?|number|logo\s?type|titled|entitled|called|named|date)"
)
_OF = (
    r"(?:\s+(?:on\s+(?:it|top|the\s+\w+)|of\s+(?:the|my|our|it)(?:\s+[\w'’]+){0,2}|above|below|beneath|underneath"
    r"|at\s+the\s+(?:top|bottom)))?"
)
_SAID = rf"(?P<said>(?:[A-Z]\.\s?)*[^,.;:()\n—–{QUOTE}]{{1,120}}(?:[.:](?=\d)[^,.;:()\n—–{QUOTE}]{{1,60}})*)"
_LISTED = rf"(?P<said>[^.;:()\n—–{QUOTE}]{{1,120}})"
_TOLD = (
    r"(?P<link>\s*(?::|=)|\s+(?:is|are|reads?|says?|saying|reading|should\s+(?:be|say|read)|must\s+(?:be|say|read)"
    r"|to\s+(?:say|read)|lettered|being)\b\s*:?)"
)
_LEAD = (
    r"(?:^|(?<=[,.;:!?(—–\n])|\b(?=(?:with|and|plus)\s))\s*"
    r"(?P<lead>(?:(?:and|with|plus|but|the|its|our|my|a|big|bold|latin|brand|shop|company|band|team|album|game"
    r"|book|product"
    r"|restaurant|cafe|bar|channel|store|business|salon|studio|show|event|project|magazine|podcast|yellow|red"
    r"|white|add|put|in|huge|large|gold|top|bottom|main|small|front|back|cover|header|upper|lower|curly|handwritten"
    r"|include|use|show|please|alphabet|monogram)\s+){0,4})"
)
LABELLED = (
    re.compile(rf"{_LEAD}(?=words|labels|captions|names){_LABEL}{_OF}{_TOLD}\s*{_LISTED}", re.I),
    re.compile(rf"{_LEAD}{_LABEL}{_OF}{_TOLD}?\s+{_SAID}", re.I),
    # what is told of an event or a product: "venue: Town Hall"
    re.compile(
        rf"(?:^|(?<=[,.;(—–\n]))\s*(?P<lead>)(?P<label>brand|company|venue|location|date|time|price|artist|band"
        rf"|event|host"
        rf"|speaker|where|when|rsvp)(?P<link>\s*:)\s*{_SAID}",
        re.I,
    ),
    re.compile(rf"\b(?P<lead>)(?P<label>labell?ed)(?P<link>\s*:)?\s+{_SAID}"),
)
NOT_A_TEXT = re.compile(
    r"(?:in|on|at|of|with|for|from|under|over|above|below|beneath|next|to|is|are|should|must|across|along|free|that"
    r"|which|around|inside|written|by|as|tag|box|bubble|cover|page|card|plate|badge|line|field|area|blank|and|or|later"
    r"|like\s+an?|left\s+(?:off|out|blank|empty)|(?:please|only|here|there|space|missing|art|balloons?"
    r"|anywhere)\s*$)\b",
    re.I,
)
NOT_SAID = re.compile(r"(?:in|on|at|of|that|which|with|from|by|something|nothing|anything|so|it|them)\b", re.I)
AGAIN = re.compile(
    r"\s+(?:with\s+(?:(?=(?:an?|the|some|my|our|his|her|its|two|three|four|lots|many|big|little|small|cute|\d+)\s)"
    r"|(?=[a-z]+\s+(?:on|in|around|behind|below|underneath|above|next)\b)|(?=[a-z]+\s*$))"
    r"|and\s+(?:an?|some|have|has|with|show|draw|then)\s+(?=[a-z\d])"
    r"|in\s+(?:an?\s+)?(?:[a-z-]+\s+){0,2}(?:letters|lettering|font|type|text|writing|capitals|script|caps|serif"
    r"|handwriting)\b|in\s+(?:big|bold|red|gold|white|black|blue|yellow|pink|green|cursive)\s*$"
    r"|(?:at|along|across|on|in)\s+the\s+(?:top|bottom|left|right|side|front|back|middle|centre|center|corner|sky|cover"
    r"|label|wall|door|chest|shirt|banner|sign|flag|roof|window|base|rim|edge|background)\b"
    r"|(?:on|across|over|below|under|above|beneath|around)\s+it\b|on\s+top\b|on\s+an?\s+(?=[a-z])"
    r"|(?:above|below|beneath|behind|over|under)\s+(?:an?|the|two|three|his|her|my)\s+(?=[a-z])|below\b|beneath\b"
    r"|underneath\b|in\s+it\b|inside\b|(?:across|along|above)\s+(?=[a-z])|around\s+(?:the|an?)\s+(?=[a-z])"
    r"|in\s+an?\s+(?:heart|circle|ribbon|banner|bubble|speech|cloud|box|frame|scroll|arc|curve|ring|badge|half|semi)"
    r"|and\s+(?:the\s+|my\s+)?(?:title|author|name|subtitle|text|date|tagline|slogan|caption)\b|lettered\b"
    r"|written\b|please\b|pls\b|(?:to\s+the\s+)?(?:left|right)\s+of\b|next\s+to\b|somewhere\b"
    r"|on\s+(?:his|her|its|their|one|both|either|each)\b|by\s+the\b|while\b|for\s+(?:my|our)\b"
    r"|(?:nailed|hanging|hung|held|leaning|stuck|pinned|taped|tied|standing|painted|carved|made|propped|glowing"
    r"|floating"
    r"|surrounded|framed|attached|printed|stamped|sewn|embroidered|dangling|swinging|flying)\s)"
)
ASKED = re.compile(r"\b(?:can|could|would|will)\s+(?:you|u|it|we|i|the\s+\w+)\b[^.!?]*$", re.I)
TRAILING = re.compile(r"[^\w!?.'’)%£$€+&]+$")
LOUD_BEGINS = re.compile(
    r"[^a-z\s]*[A-Z]{2}[^a-z\s]*(?:\s+(?:(?:and|of|the|to|for|in)\s+)?[^a-z\s]+)*(?=\s+[a-z])"
    r"(?!\s+(?:and|of|the|to|for|in)\s+[^a-z\s]*[A-Z]{2})"
)
FACTS = words_of("""
    brand company venue location place date time price artist band event host speaker where when rsvp subline
""")
# "garage sale in big letters", "Jungle! written big at the top"
SET_IN = re.compile(
    r"(?:^|(?<=[,.;:—–]))\s*(?!with\b|an?\b|the\b|title|text|words?\b|name|in\b|and\b|all\b"
    r"|no\b)((?:[\w'’&!£$%-]+\s+){1,6}?)"
    r"(?:in\s+(?:[a-z-]+\s+){0,2}(?:letters|lettering|type|capitals|script|handwriting)\b|written\s+(?:in|on"
    r"|big|small|at|along"
    r"|across|over|under|above|below)\b|lettered\b)",
    re.I,
)
BAND_FOR = re.compile(
    r"\b(?P<bearer>(?:band|gig|concert|tour)\s+poster)\s+for\s+(the\s+[\w'’ ]{3,40}?)(?=\s*(?:[,.;:]|$))"
)
# All that is seen shall be called by its name: "each part labelled"
ALL_LABELLED = re.compile(
    r"\b(?:all|each|every|everything)\s+(?:(?:part|one|thing|of\s+them|planet|bone|animal|organ"
    r"|layer)\s+)?(?:is\s+)?(?:labell?ed|named)\b"
    r"(?=\s*(?:[,.;!]|$|clearly))|\blabel\s+(?:all|each|every|them|the\s+parts)\b(?:\s+\w+)?(?=\s*(?:[,.;!]|$))"
    r"|\bwith\s+(?:the(?:ir)?\s+|clear\s+)?(?:labels|names)\b(?=\s*(?:[,.;!]|$))"
    r"|(?<=[,;])\s*labell?ed(?=\s*(?:[,.;!]|$))",
    re.I,
)
# "a fan shouting GOAL"
SHOUTS = re.compile(
    r"\b(?P<bearer>(?:shout|yell|scream|chant|sing|cry|whisper|think|ask|answer)(?:s|ing"
    r"|ies)?)\s*:?\s+(?P<said>[A-Z][A-Z'’]+(?:\s+[A-Z'’]+)*[!?]*)(?=\W|$)"
)
# "a crate marked FRAGILE", "doors marked A, B and C"
MARKED = re.compile(
    rf"\b(?P<bearer>marked|stamped|inscribed|engraved|emblazoned|headed|tagged|branded)\s*:?\s+(?:(?:with"
    rf"|as)\s+)?(?P<said>[A-Z\d]+(?:,\s*[A-Z\d]+)*,?\s+and\s+[A-Z\d]+|(?:[^,.;:()\n—–{QUOTE}]{{1,120}}))"
)
# Texts in a list: "with labels for root, stem and leaf", "label the parts petal, stem"
PARTS = re.compile(
    rf"\b(?:labell?ed|labels?(?:\s+for)?|label\s+(?:them|the\s+parts|it|each(?:\s+part)?)(?:\s+as)?|captions"
    rf"|signs\s+saying|letters|numbers)"
    rf"\s*:?\s+(?:the\s+)?(?P<listed>[^.;:()\n—–{QUOTE}]{{3,160}})",
    re.I,
)
# ", Stay wild, a fox": who writes in small letters and begins behind a comma with a capital tells a text
CAPITAL_BEGINS = re.compile(r"(?<=,)\s*(?P<first>[A-Z][a-z'’]*)((?:\s+[\w'’&]+){1,7}[!?]?)\s*(?=[,.;—–]|$)")
TO_WRITE = re.compile(
    rf"(?:^|(?<=[,.;:!?])|\b(?:please|then|and)\s)\s*(?:please\s+)?(?:write|spell\s+out)\s+{_SAID}", re.I
)
SHOUT_ENDS = re.compile(r"[!?](?=\s+[a-z])")
BETWEEN = re.compile(r"\s*(?:,\s*and\b|,|\band\b|/)\s*")
AND_IN_LIST = re.compile(r"\s+and\s+")

# What says a text: "it should say", "a mug that reads"
SAYS = re.compile(
    rf"(?P<before>(?:[,.;]\s*|\b(?:and|that|which|it|should|must|to|can|could|has|have|needs|just|simply|please|also|i"
    rf"|want)\s+){{0,6}})\b(?:says?|saying|reads?|reading|spells?|spelling)\s*:?\s+{_SAID}",
    re.I,
)
SURFACES = words_of("""
    sign board blackboard whiteboard chalkboard screen display scoreboard clock dial plaque plate shirt jumper sweater
    cap flag note letter page newspaper book scroll ribbon tag bubble tombstone gravestone cake icing wall plate
    number_plate neon door van truck box jar bottle tin bag window awning cushion pillow mat doormat collar bowl
    balloon button words text caption title motto banner
""")
OF_GRAMMAR = words_of("""
    that which it and should must to can could has have needs just simply please also a an the i want who is little
    big only on below above in front back top side
""")

# Names of what a picture is made for
_CAPITAL = r"[A-ZÀ-ÞĀŁŚŠŽ0-9][\w'’!&.-]*(?<![.-])"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|the|and|&|to|in|for|a|on|'n'|n|de|la|le|at)\s+){{0,2}}{_CAPITAL}){{0,7}}[!?]{{0,2}}"
SET_AT = re.compile(
    rf"(?<=[,.;:—–])\s*(?P<said>{_NAME})\s+(?=(?:along|across|at)\s+the\s+(?:top|bottom|middle|centre|center|sky"
    rf"|front)\b)"
)
CALLED = re.compile(
    rf"(?P<bearer>\b[\w'’-]+|\b(?:and\s+)?(?:its|it['’]s|it\s+is))(?:\s*,)?\s+(?i:(?:which\s+is|that['’]s"
    rf"|that\s+is|is|are)\s+)?"
    rf"(?i:named|called|titled|entitled)\s+(?:the\s+)?(?P<said>{_NAME}"
    rf"|[a-z][\w'’&-]*(?:\s+[\w'’&-]+){{0,7}}?(?=\s*(?:[,.;:]|with\b|$)))"
)
NAMED_THINGS = words_of("""
    book cookbook novel thriller memoir game album band zine magazine film movie podcast show play musical festival
    event shop store bakery cafe café restaurant bar pub brand company firm team club startup app channel salon studio
    brewery winery bookshop gallery hotel school band choir theatre market stall truck farm label series opera concert
    tour party exhibition conference charity campaign business agency clinic gym spa barbershop florist beer wine
    coffee tea sauce soap product ale cider gin
""")
_HOUSES = (
    r"(?:shop|store|bakery|caf[eé]|restaurant|bar|pub|tavern|inn|diner|bistro|brewery|bookshop|bookstore|gallery|hotel"
    r"|salon|tea\s?house|tea\s?room|coffee\s?house|coffeehouse|pizzeria|patisserie|florist|barbershop|deli|grocery"
    r"|pharmacy|cinema|theatre|theater|saloon|teashop|sweetshop|boutique)"
)
# Houses bear a sign with their names: "a pub named The Crown"
HOUSE_CALLED = re.compile(
    rf"(?P<bearer>\b(?i:{_HOUSES}))(?:\s*,)?\s+(?i:(?:which\s+is|that['’]s|that\s+is|is)\s+)?(?i:named|called)\s+"
    rf"(?P<said>{_NAME})"
)
# What is called by a name in quotes that stands nowhere: "a dog called 'Rex'"
QUOTED_NAME = re.compile(
    rf"\b(?P<bearer>[\w-]+)(?:\s*,)?\s+(?:who\s+is\s+|which\s+is\s+|that\s+is\s+|is\s+)?"
    rf"(?:named|called|titled|entitled)\s+{_QUOTED}",
    re.I,
)
UNSIGNED = words_of("book novel town village city island river planet mountain lake kingdom forest country street poem")
OF_FIRMS = words_of(
    "logo logotype wordmark monogram sign signboard label storefront signage packaging letterhead masthead"
)
_BRANDED = (
    r"\b(?:logo|poster|flyer|label|banner|sign|cover|menu|badge|header|storefront|packaging|emblem|crest|ad"
    r"|shirt|monogram|wordmark|patch|stamp|plate|jersey|plaque|card|sticker|invite|screen)"
)
MADE_FOR = re.compile(rf"(?P<bearer>{_BRANDED}|\btag)\s+for\s+(?:the\s+)?(?P<said>{_NAME})")
# "festival poster SUMMER SOUNDS", "podcast logo The Night Shift"
BESIDE_HEAD = re.compile(
    rf"(?P<bearer>{_BRANDED})\s+(?P<said>{_NAME})(?=\s*(?:(?:[a-z]+\s*)?[,.;—–]|with\b|(?:[a-z]+\s*)?$))"
)
# "wedding sign Welcome to the wedding of Ana and Joe"
SENTENCE_BESIDE = re.compile(
    rf"(?P<bearer>{_BRANDED})\s+(?P<said>(?P<first>[A-Z][a-z'’]*)\s[^,.;:()\n—–{QUOTE}]{{1,80}})"
)
# "a speech bubble with hello in it"
IN_BUBBLE = re.compile(rf"\b(?P<bearer>bubble)\s*(?:with|:|showing)\s+(?!an?\s|the\s|text\b|words?\b){_SAID}")
# "for my dog school Happy Paws", "the novel Salt by Mei Tan"
OF_NAMED = re.compile(
    rf"(?P<bearer>\b(?:for\s+(?:my|our|an?|the)|the|our|my|an?)\s+(?:[a-z][\w’'-]*\s+){{0,4}}[a-z][\w’'-]*)\s+"
    rf"(?P<said>{_NAME})(?:\s+by\s+(?P<by>{_NAME}))?(?=\s*(?:[,.;:—–]|with\b|$))"
)
BEGINNERS = words_of("""
    we you i it it's you're i'm we're let's let don't do no my your our this that the there every all
""")
# "a neon sign Open Late above a bar"
BESIDE_SIGN = re.compile(
    rf"\b(?P<bearer>sign|banner|placard|plaque|label|billboard|badge)\s+"
    rf"(?P<said>{_CAPITAL}(?:\s+(?:(?:of|the|and|&|to|in|for|a)\s+)?{_CAPITAL}){{1,6}}[!?]{{0,2}})"
)
SMALL = words_of("in on at by from of with and or for to de la about like near under over behind beside")
# ", It's a girl!"
EXCLAIMED = re.compile(
    r"(?<=[,.;:—–])\s*(?!thank|please|pls|cheers)((?:[A-Z]|it['’]s\s)[^,.;:!?\n]{2,60}!+)(?=\s*(?:[,.;—–]|at\s"
    r"|on\s|across\s|in\s|$))"
)
# Who wishes tells a name: "our cafe is called The Blue Kettle"
OWN_NAME = re.compile(rf"(?:^|(?<=[,.;:!?]))\s*(?:so\s+|hi\s+)?(?:my|our)\s+(?:[\w'’-]+\s+){{1,3}}{QUOTE}")
# "…, by Mei Tan"
BYLINE = re.compile(
    rf"(?:{QUOTE}\s*,?|(?<=[,.]))\s*(?i:(?:written|words|story|a\s+film|directed|music"
    rf"|illustrated)?\s*by)\s+(?P<said>{_NAME})(?=\s*(?:[,.;]|with\b|$))"
)
NAME_ALONE = re.compile(rf"(?<=[,.;:(—–])\s*(?P<said>{_NAME})\s*(?=[,.;)—–]|$)")
BY = re.compile(rf"(?<=[,.:])\s*({_NAME})\s+by\s+({_NAME})\s*(?=[,.;]|$)")
KNOWN = re.compile(
    r"\b(?:day|eve|christmas|halloween|easter|new\s+year|thanksgiving|valentine|style|art|studio|ghibli|deco"
    r"|nouveau|van\s+gogh"
    r"|street|city|york|paris|london|tokyo|japan|new|north|south|east|west|island|mountains?|park|river|lake|sea)\b",
    re.I,
)

# Without quotes: names in capitals behind "saying", "letters".
CAPITALS = re.compile(
    r"\b(?i:says?|saying|spell(?:s|ing)?|words?|text|titled?|caption(?:ed)?|labell?ed|letters|lettering|write"
    r"|writing|headline|slogan|motto|heading|written)\s*:?\s+"
    rf"({_CAPITAL}(?:\s+(?:(?:of|the|and|&|to|in|for|a|on|is|[£$€]?\d+)\s+){{0,2}}[£$€]?{_CAPITAL}){{0,9}}[!?]{{0,3}})"
)
_LOUD = r"[A-Z0-9£$€][A-Z0-9'’&%.:£$€-]*(?<![.:-])[!?]{0,3}"
# Shouted words that are said to be written or to stand somewhere: "SALE TODAY along the top".
SHOUTED = re.compile(
    rf"(?:^|(?<=\s))((?:{_LOUD}\s+){{0,6}}(?=[A-Z0-9]*[A-Z]{{2}}){_LOUD})(?=\s+(?:written|spel(?:led|t)"
    rf"|in\s+(?:big|huge|bold|small"
    r"|large|white|red|gold|black|block|bubble|curly)|along\s+the|across\s+the|at\s+the\s+(?:top|bottom)"
    r"|on\s+(?:it|the\s+(?:front"
    r"|side|top|left|right|bottom))|over\s+the\s+top)\b)"
)
LOUD = re.compile(
    rf"(?:^|(?<=[\s(]))((?=[^a-z]{{0,40}}?[A-Z]{{2}}){_LOUD}(?:\s+(?:&\s+)?{_LOUD}){{0,9}})(?=[\s,.;:!?)]|$)"
)
LISTS_BEFORE = re.compile(r"\b(?:with|saying|says?|reads?|reading|words?|and|or|buttons?|letters)$", re.I)
GOES_ON = re.compile(r"(?:and|on|at|in|below|above|under|underneath|across|along|over|with|written)\b")
WRITINGS = words_of("something nothing anything rune note number poem message line verse sentence symbol story")
EMPHASIS = words_of("""
    NO NOT ONLY VERY MUST PLEASE AND OR BUT THE ALL NEVER ANY BIG HUGE SMALL TINY REALLY SO TEXT DO DONT NOTHING EVER
    ONE TWO THREE BOTH NONE RED BLUE GREEN BLACK WHITE YES HAS IS
""")
ACRONYMS = words_of(
    "VR AR XR UI HUD RPG ESL DND NPC UFO USA UK NYC HDR UHD SUV DJ DIY LED NEON NASA TV PVC PNG SVG CV OC ASAP PVP"
)

# Texts that are said to be put on something: "with Number One Dad printed on it"
_PUT = (
    r"(?:\s+(?:written|printed|carved|engraved|painted|embroidered|stitched|lettered|stencilled|chalked"
    r"|scrawled|spelled\s+out))?"
    r"\s+(?:(?:on|across|into|over|above|below|under)\s+(?:it|top|the\s+(?:front|back|top|side|label|cover"
    r"|middle|bottom))"
    r"|at\s+the\s+(?:top|bottom)|underneath|beneath)\b"
)
PUT_ON = re.compile(rf"(?:\b(?:with|and|plus|put|write|add)|,)\s+(?P<said>{_NAME}){_PUT}")
WRITTEN_ON = re.compile(
    r"\b(?:with|and|has|have|having)\s+(?:the\s+(?:words?|name|text)\s+)?(?!an?\s|the\s|some\s"
    r"|no\s)((?:[\w'’]+\s+){1,7}?)"
    r"(?:written|spelled\s+out|lettered|chalked)\s+(?:on|in|across|over|under|at|above|below)\b",
    re.I,
)
ORDERS = re.compile(
    r"\b((?:do\s+not|don['’]t|no|please|beware\s+of|mind\s+the|keep|wet"
    r"|home\s+sweet)\s+(?:[\w'’]+\s+){1,4}?)(?=(?:\w+\s+)?(?:sign|notice|doormat)\b)",
    re.I,
)
COMICS = words_of("comic panel strip cartoon meme manga webtoon gif storyboard")

# A name right before what bears it: "No Dogs Allowed sign"
NAME_BEFORE = re.compile(rf"(?:^|(?<=[,.;:—–]))\s*({_NAME})(?=\s+(?:sign|banner|flyer|plaque)\b)")
OF_NAMES = re.compile(
    r"\b(?:business|visiting|name|menu|loyalty|place|door)\s+(?:sign|card|tag|badge|plate|board)\b", re.I
)
# A name that is not written: "a girl called Anna"
NAMED = re.compile(rf"\s+(?:who\s+is\s+|that['’]s\s+)?(?:named|called)\s+(?:{_CAPITAL})(?:\s+{_CAPITAL}){{0,2}}")
