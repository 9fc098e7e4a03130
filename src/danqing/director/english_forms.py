"""Forms of English words: the noun of a plural, the verb of a participle."""

from __future__ import annotations

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


IRREGULAR_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "mice": "mouse", "geese": "goose",
    "feet": "foot", "teeth": "tooth", "oxen": "ox", "wolves": "wolf", "leaves": "leaf", "knives": "knife",
    "loaves": "loaf", "halves": "half", "shelves": "shelf", "elves": "elf", "dwarves": "dwarf", "thieves": "thief",
    "wives": "wife", "calves": "calf", "scarves": "scarf", "hooves": "hoof", "cacti": "cactus", "fungi": "fungus",
    "octopi": "octopus", "dice": "die", "lice": "louse", "kids": "kid", "firemen": "fireman", "policemen": "policeman",
    "snowmen": "snowman", "fishermen": "fisherman", "mermen": "merman", "businessmen": "businessman",
    "bookshelves": "bookshelf", "werewolves": "werewolf", "dormice": "dormouse", "postmen": "postman",
    "selves": "self", "buses": "bus", "gasses": "gas", "axes": "axe", "grandchildren": "grandchild",
    "wellies": "welly", "policewomen": "policewoman", "cowmen": "cowman", "spacemen": "spaceman", "photos": "photo",
    "pianos": "piano", "shoes": "shoe", "canoes": "canoe", "toes": "toe", "oboes": "oboe",
    "floes": "floe", "foes": "foe", "hoes": "hoe", "sloes": "sloe", "flamingoes": "flamingo",
    "birdies": "birdie", "cookies": "cookie", "movies": "movie", "pixies": "pixie", "zombies": "zombie",
    "genies": "genie", "ties": "tie", "pies": "pie", "selfies": "selfie", "brownies": "brownie", "hippies": "hippie",
    "eyes": "eye", "magpies": "magpie", "goalies": "goalie", "hoodies": "hoodie", "onesies": "onesie",
    "beanies": "beanie", "collies": "collie", "budgies": "budgie", "smoothies": "smoothie", "rookies": "rookie",
    "horseshoes": "horseshoe", "snowshoes": "snowshoe", "tiptoes": "tiptoe", "eyries": "eyrie",
    "calories": "calorie", "aunties": "auntie", "foodies": "foodie", "groupies": "groupie", "lassies": "lassie",
    "pinkies": "pinkie", "walkie-talkies": "walkie-talkie", "yuppies": "yuppie", "boogies": "boogie",
    "horses": "horse", "houses": "house", "roses": "rose", "vases": "vase", "nurses": "nurse",
}  # fmt: skip
ALIKE = _set("""
    sheep deer fish moose bison salmon trout shrimp squid swine aircraft spacecraft cattle species series jellyfish
    starfish goldfish angelfish swordfish catfish reindeer elk koi tuna offspring hovercraft
""")  # one or many
ENDS_IN_OES = _set("tomato potato hero superhero echo volcano torpedo tornado mosquito buffalo domino mango")
HUMANS = _set("human german roman shaman ottoman talisman caiman norman brahman")  # they end in s, not in men
SINGULAR_IN_S = _set("""
    bus gas lens cactus octopus walrus glass grass dress cross boss mattress cutlass compass hippopotamus iris
    hibiscus virus circus platypus lotus crocus canvas christmas atlas sphinx ibis chess asparagus citrus pegasus
    harness goddess princess waitress actress mistress lioness tigress fortress cypress chaos news bass brass
    rhinoceros albatross moss abyss axis tennis pus nautilus papyrus stylus hummus couscous chassis trellis
""")
IRREGULAR_VERBS = {
    "slid": "slide", "sprung": "spring", "burnt": "burn", "spilt": "spill", "shaken": "shake", "shook": "shake",
    "trodden": "tread", "wept": "weep", "stung": "sting", "wrung": "wring", "shrunk": "shrink",
    "held": "hold", "worn": "wear", "wore": "wear", "sat": "sit", "stood": "stand", "lay": "lie", "lain": "lie",
    "lying": "lie", "laid": "lay", "ridden": "ride", "rode": "ride", "driven": "drive", "drove": "drive", "ran": "run",
    "swam": "swim", "flew": "fly", "flown": "fly", "hung": "hang", "hidden": "hide", "hid": "hide", "ate": "eat",
    "eaten": "eat", "drank": "drink", "drunk": "drink", "read": "read", "wrote": "write", "written": "write",
    "caught": "catch", "threw": "throw", "thrown": "throw", "blown": "blow", "blew": "blow", "grown": "grow",
    "grew": "grow", "sang": "sing", "slept": "sleep", "stuck": "stick", "shone": "shine", "wound": "wind",
    "leapt": "leap", "leant": "lean", "knelt": "kneel", "fed": "feed", "led": "lead", "left": "leave", "lit": "light",
    "bent": "bend", "built": "build", "bought": "buy", "brought": "bring", "broken": "break", "broke": "break",
    "chosen": "choose", "drawn": "draw", "drew": "draw", "fallen": "fall", "fell": "fall", "fought": "fight",
    "found": "find", "frozen": "freeze", "given": "give", "gave": "give", "kept": "keep", "made": "make",
    "met": "meet", "risen": "rise", "rose": "rise", "sold": "sell", "shut": "shut", "split": "split",
    "spread": "spread",
    "stolen": "steal", "stole": "steal", "swept": "sweep", "swung": "swing", "taken": "take", "took": "take",
    "torn": "tear", "tore": "tear", "woken": "wake", "woven": "weave", "won": "win", "dug": "dig", "dove": "dive",
    "clung": "cling", "crept": "creep", "bound": "bind", "bitten": "bite", "bit": "bite", "beaten": "beat",
    "dying": "die", "tying": "tie", "tied": "tie",
    "clad": "clothe", "set": "set", "put": "put", "putting": "put", "swinging": "swing",
    "singing": "sing", "netting": "net", "cut": "cut", "shown": "show",
    "seen": "see", "saw": "see", "said": "say", "says": "say", "has": "have", "had": "have", "goes": "go", "went": "go",
    "got": "get", "came": "come", "coming": "come", "hit": "hit", "sewn": "sew", "strewn": "strew", "sunk": "sink",
    "sank": "sink", "slung": "sling", "flung": "fling",
    "shorn": "shear", "strung": "string", "spun": "spin",
    "struck": "strike", "rung": "ring", "rang": "ring", "shot": "shoot",
}  # fmt: skip
PARTICIPLES = _set("""
    held worn lain laid ridden driven hung hidden eaten drunk written caught thrown blown grown stuck wound leapt
    leant knelt fed led lit bent built broken chosen drawn fallen found frozen given made risen shut split spread
    stolen swept torn woken woven clad set cut bound bitten beaten shown seen sewn strewn sunk spun struck clung put
    stood sat kept taken dug slung flung shorn strung lost slid sprung burnt spilt shaken trodden stung wrung shrunk
""")


def noun_of_plural(word: str) -> str:
    """The singular that a word ending like a plural would have; itself where it does not look like one."""
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word in ALIKE or word in SINGULAR_IN_S or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def plural_of(noun: str) -> str:
    """The plural of a noun, or of the last word of several; itself where it is one already.

    It undoes :func:`noun_of_plural`, by the same table; the captions that models learnt from have plurals of their own
    (``data/phrases.py``), which may not change.
    """
    head, of, what = noun.partition(" of ")
    if of and head:
        return f"{plural_of(head)}{of}{what}"  # "cups of tea"
    first, _, last = noun.rpartition(" ")
    singular = {one: many for many, one in IRREGULAR_PLURALS.items()}
    if last in singular:
        many = singular[last]
    elif last in IRREGULAR_PLURALS or last in ALIKE or re.search(r"(?:men|people|children|[^su]s)$", last):
        many = last
    elif last.endswith("man") and last not in HUMANS:
        many = f"{last[:-3]}men"
    elif re.search(r"(?:s|x|z|ch|sh)$", last) or last in ENDS_IN_OES:
        many = f"{last}es"
    elif re.search(r"[^aeiou]y$", last):
        many = f"{last[:-1]}ies"
    else:
        many = f"{last}s"
    return f"{first} {many}".strip()


def verbs_of(word: str) -> tuple[str, ...]:
    """What verbs a form may belong to, the likeliest first, without knowing which there are."""
    if word in IRREGULAR_VERBS:
        return (IRREGULAR_VERBS[word],)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            bare = word.removesuffix(ending)
            undoubled = bare[:-1] if len(bare) > 2 and bare[-1] == bare[-2] else ""
            y = bare[:-1] + "y" if bare.endswith("i") else ""
            return tuple(filter(None, (y, bare + "e", bare, undoubled)))
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y",)
    if word.endswith("es") and len(word) > 4:
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and not word.endswith("ss") else (word,)
