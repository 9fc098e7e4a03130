"""Names of pictures in Chinese and English: read from open word lists, cleaned, joined, and kept in order of use.

The words come from Unicode CLDR annotations and emojibase (both languages), from what a picture's own package says of
it, and from ``aliases.tsv``, our table of everyday names ("automobile" → "car", "汽车"), which goes first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from danqing.core.errors import DataError
from danqing.data.categories import category_of_group, category_of_subgroup, category_of_words
from danqing.data.sources import Archive, Package, RawPicture, Source

EMOJIBASE = Package(
    client="npm",
    name="emojibase-data",
    version="17.0.0",
    sha256="d01d0e2ca4e22cb402679532155342c71e2e871f25c32223c013b8b166ebdf5a",
)
CLDR = Package(
    client="npm",
    name="cldr-annotations-full",
    version="48.2.0",
    sha256="28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1",
)
WORD_PACKAGES: tuple[Package, ...] = (EMOJIBASE, CLDR)

_TONE_CODES = re.compile(r"1F3F[B-F]")
_TONE_WORDS = re.compile(r"\bskin tone\b|\b(medium )?(light|dark)$|\bmedium$")
_DROPPED_GROUPS = {"flags": "flag", "component": "component"}
_DROPPED_SUBGROUPS = frozenset(
    (
        *("transport-sign", "warning", "arrow", "av-symbol", "gender", "math", "punctuation", "currency", "keycap"),
        *("other-symbol", "alphanum", "zodiac", "religion", "person-symbol", "hair-style", "skin-tone", "family"),
        "none",
    )
)
_DROPPED_NAMES = re.compile(
    r"o'clock|-thirty$|^(black|white) .*(square|button)|button$|^zzz$|hundred points|suit$|^dvd$|map of japan"
    r"|^(small|diamond with|radio)|speech balloon|right anger|exclamation|currency|^input |regional indicator"
    r"|facing right$|middle finger|^mx claus$|^anger$|left speech bubble"
)
# Last words that do not say what is seen: another sense of the word, a part, or a deed.
_OTHER_THINGS = re.compile(
    r"((dorsal|fish|metal|shoulder|stegosaurus) scales|(boxing|cloud|fire|frozen|globe|phone|planet|power) ring|"
    r"(expanded|orbital) rays|(chemical|energy|fuel|water|(nitrox )?scuba) tanks?|"
    r"(beer|french|bull|rhinoceros) horns?|(boss|piano|usb) keys?|"
    r"(dragon|crumbling|mesh|morph|noodle|potion|vibrating|wrecking|handball) balls?|(medical|stabbed) notes?|"
    r"note with .*|medal skull|(pan|stairs) cakes?|tornado discs|egg clutch|stairs goal|(at|black) sea|"
    r"(axe|golf driver|pendulum) swing|(bowl|divided|dragon|oily|snake) spiral|(bowen|headband) knot|"
    r"monetization mouse|mouse scroll|computer bug|mind map|family tree|food chain|desert eagle|hammer nails|"
    r"arrow heart|(soldering|tire) iron|monkey wrench|(police|workflow|lightning) branch(es)?|"
    r"(archery|production) belt|wax seal|(lock|parchment paper) landscape|jack plug|knee cap|hexagonal nut|"
    r"concert rock|card figure king|siege ram|ship bow|(pay|receive|wallet) money|reminder hand|w cloud|i brick|"
    r"j brick|l brick|o brick|s brick|t brick|z brick|"
    r"(magni(fy|f)ing glass|butter(fly)? knife|fireman wedding|spear feather|fire punch|high punch|armor punch)|"
    r"grain elevator|rail road|mountain railway|bus doors|car door|water wheel|flat tire|laptop smiley|"
    r"shop like|hole ladder|wave surfer|slalom water skier|little boy atomic bomb|mine explosion|stone tablet|"
    r"wax tablet|smartphone tablet|tablet capsule|cash briefcase|content typewriter|life tap|tension snowflake|"
    r"sword tie|trap mask|punching bag|charging bull|wind hole|dig hole|trojan horse|mushroom cloud|"
    r"poison cloud|cotton flower|chicken oven|feather pen|barracks tent|tentacles barrier|heavy timer|"
    r"sword spade|trefoil lily|frog prince|rocket earth|swap bag|jigsaw box|input box|out of the box|icons8 cup|"
    r"book storm|sausages ribbon|kid slide|basketball basket|music basket|cactus pot|cactus tap|sea star|"
    r"ninja star|moebius star|flexible star|law star|justice star|sand castle|throne king|day sunrise|"
    r"vitruvian man|air man|toilet man|quick man|man crystal|liberty wing|plane wing|fish eggs)"
)


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a picture is called: see :class:`danqing.data.types.Entry` for the fields."""

    concept: str
    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    words_from: dict[str, str]
    category: str


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """Why a picture gets no name and is left out."""

    reason: str


@dataclass
class Term:
    """One emoji, or one everyday thing, in both languages."""

    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    subgroup: str
    group: str
    words_en: str = "cldr"
    words_zh: str = "cldr"


@dataclass
class Vocabulary:
    """Everything known about words.

    Args:
        by_code: hexadecimal code points without variation selectors → term.
        by_slug: emoji names with spaces, lower case, no punctuation → code.
        zh_of: English name → Chinese names.
        category_of: English name → category.
        concept_of: English name → the phrase that stands for it and its synonyms in every source.
    """

    by_code: dict[str, Term] = field(default_factory=dict)
    by_slug: dict[str, str] = field(default_factory=dict)
    zh_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    category_of: dict[str, str] = field(default_factory=dict)
    concept_of: dict[str, str] = field(default_factory=dict)

    def learn(self, names_en: Iterable[str], names_zh: Iterable[str], category: str, concept: str) -> None:
        """Remember a pairing, so that sources with English names only find Chinese ones; the first to come stays."""
        names_zh = tuple(names_zh)
        for name in names_en if names_zh else ():
            self.category_of.setdefault(name, category)
            self.concept_of.setdefault(name, concept)
            self.zh_of.setdefault(name, names_zh)

    def head(self, name: str) -> str | None:
        """The longest known English name that ends ``name`` at a word's edge ("red racing car" → "racing car").

        What follows a preposition is not the thing itself ("apple with worm" → "apple"); two things have no head,
        nor have names whose last word means something else there ("boxing ring").
        """
        if name in self.zh_of:
            return name
        if _OTHER_THINGS.fullmatch(name):
            return None
        words = re.split(r" (?:with|without|in|on|under|at|for|from|by) ", name)[0].split()
        if "and" in words or "or" in words:
            return None
        tails = (" ".join(words[start:]) for start in range(len(words)))
        return next((form for tail in tails for form in (tail, singular(tail)) if form in self.zh_of), None)


def load_vocabulary(archives: Mapping[str, Path]) -> Vocabulary:
    """Read the word packages (package name → archive) and the alias table."""
    base = dict(json_members(archives[EMOJIBASE.name], ("en/", "zh/", "meta/groups")))
    groups = base["meta/groups.json"]["groups"]
    subgroups = base["meta/groups.json"]["subgroups"]
    cldr = dict(json_members(archives[CLDR.name], ("annotations/en/", "annotations/zh/")))
    cldr_en, cldr_zh = (
        cldr[f"annotations/{each}/annotations.json"]["annotations"]["annotations"] for each in ("en", "zh")
    )
    zh_label = {each["hexcode"]: each["label"] for each in base["zh/data.json"]}
    aliases = read_aliases()
    vocabulary = Vocabulary()
    own_names: dict[str, tuple[str, ...]] = {}
    for emoji in base["en/data.json"]:
        code, shown = plain_code(emoji["hexcode"]), emoji["emoji"].replace("\ufe0f", "")
        spoken_en, spoken_zh = (_spoken(each, shown) for each in (cldr_en, cldr_zh))
        own_names[code] = own_en = clean_all([*spoken_en, emoji["label"]])
        own_zh = clean_all_zh([*spoken_zh, zh_label.get(emoji["hexcode"], "")])
        subgroup = subgroups.get(str(emoji.get("subgroup")), "none")
        alias = next((aliases[name] for name in own_en if name in aliases), Alias())
        vocabulary.by_code[code] = Term(
            names_en=alias.merge_en(own_en),
            names_zh=tuple(dict.fromkeys(_whole_phrase(name, subgroup) for name in alias.merge_zh(own_zh))),
            group=groups.get(str(emoji.get("group")), "none"),
            subgroup=subgroup,
            words_en=" + ".join((["aliases"] if alias.en else []) + ["cldr" if spoken_en else "emojibase"]),
            words_zh=" + ".join((["aliases"] if alias.zh else []) + ["cldr" if spoken_zh else "emojibase"]),
        )
        for name in own_en:
            vocabulary.by_slug.setdefault(slug_of(name), code)
    for path in sorted(base):
        if path.startswith("en/shortcodes/"):
            for code, names in base[path].items():
                for name in [names] if isinstance(names, str) else names:
                    vocabulary.by_slug.setdefault(slug_of(name.replace("_", " ")), plain_code(code))
    for slug, code in list(vocabulary.by_slug.items()):
        vocabulary.by_slug.setdefault(slug.replace(" ", ""), code)
    _learn_words(vocabulary, aliases, own_names)
    return vocabulary


def _learn_words(
    vocabulary: Vocabulary, aliases: Mapping[str, Alias], own_names: Mapping[str, tuple[str, ...]]
) -> None:
    """Fill the dictionary, surest pairs first: plain things, emoji by own name, by everyday name, by any name."""
    emoji_names = {name for names in own_names.values() for name in names}
    for name, alias in aliases.items():
        if name not in emoji_names:
            vocabulary.learn((name, *alias.en), alias.zh, category_of_words(name), name)
    terms = [(code, term) for code, term in vocabulary.by_code.items() if not _dropped(term)]
    everyday = {code: term.names_en[:1] for code, term in terms}
    for names_of in (own_names, everyday, {code: term.names_en for code, term in terms}):
        for code, term in terms:
            vocabulary.learn(names_of[code], term.names_zh, category_of_subgroup(term.subgroup), term.names_en[0])


def name_picture(source: Source, raw: RawPicture, vocabulary: Vocabulary) -> Named | Unnamed:
    """Find what a picture is called, or why it must be left out."""
    return _name_emoji(raw, vocabulary) if source.emoji else _name_thing(source, raw, vocabulary)


def _name_emoji(raw: RawPicture, vocabulary: Vocabulary) -> Named | Unnamed:
    slugs = [slug_of(title) for title in (*raw.titles_en, raw.name)]
    if (raw.codepoints and _TONE_CODES.search(raw.codepoints.upper())) or any(_TONE_WORDS.search(s) for s in slugs):
        return Unnamed(reason="skin tone variant")
    if raw.group == "Flags" or any(slug.startswith("flag ") for slug in slugs):
        return Unnamed(reason="flag")
    code = plain_code(raw.codepoints) if raw.codepoints else ""
    if code not in vocabulary.by_code:
        slugs += [re.sub(r" \d+$", "", slug) for slug in slugs]
        code = next((vocabulary.by_slug[slug] for slug in slugs if slug in vocabulary.by_slug), "")
    term = vocabulary.by_code.get(code)
    if term is None:
        return Unnamed(reason="unknown emoji")
    if reason := _dropped(term):
        return Unnamed(reason=reason)
    return Named(
        concept=term.names_en[0],
        names_en=term.names_en,
        names_zh=term.names_zh,
        words_from={"en": term.words_en, "zh": term.words_zh},
        category=category_of_subgroup(term.subgroup),
    )


def _dropped(term: Term) -> str:
    """Why the pictures of an emoji would poison a picture model, or "" if they would not."""
    if term.group in _DROPPED_GROUPS:
        return _DROPPED_GROUPS[term.group]
    if term.subgroup in _DROPPED_SUBGROUPS:
        return f"symbol ({term.subgroup})"
    if any(_DROPPED_NAMES.search(name) for name in term.names_en):
        return "clock face, letter or button"
    return ""


def _name_thing(source: Source, raw: RawPicture, vocabulary: Vocabulary) -> Named | Unnamed:
    """Its own names if the package gives Chinese ones, else the first name whose end is a known word."""
    titles = clean_all(raw.titles_en)
    own_zh = clean_all_zh(raw.titles_zh)
    heads = {title: vocabulary.head(title) for title in titles}
    fits = (title for title in titles if heads[title] and len(title.split()) <= source.max_name_words)
    known = next(fits, None)
    name = known or (titles[0] if titles else None)
    if name is None or (source.max_name_words and not known):
        return Unnamed(reason="no name that is a known word" if titles else "no usable name")
    head = heads[name]
    is_exact = head in (name, singular(name))
    names_en = tuple(dict.fromkeys((name, head) if head and not own_zh else (name,)))
    names_zh = own_zh or (vocabulary.zh_of[head] if head else ())
    words_zh = source.name if own_zh else "dictionary" if is_exact else "dictionary, last words"
    category = vocabulary.category_of.get(head or "", "other")
    if category == "other":
        category = category_of_words(" ".join((*raw.keywords, name)))
    if category == "other":
        category = category_of_group(raw.group)
    return Named(
        concept=vocabulary.concept_of[head] if head and is_exact else name,
        names_en=names_en,
        names_zh=names_zh,
        words_from={"en": source.name} | ({"zh": words_zh} if names_zh else {}),
        category=category,
    )


@dataclass(frozen=True)
class Alias:
    """Everyday names for one CLDR name; ``only_…`` drops the original names in that language."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    only_en: bool = False
    only_zh: bool = False

    def merge_en(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """These names, then the original ones."""
        return self.en if self.only_en else tuple(dict.fromkeys((*self.en, *own)))

    def merge_zh(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """The same in Chinese."""
        return self.zh if self.only_zh else tuple(dict.fromkeys((*self.zh, *own)))


def read_aliases(text: str | None = None) -> dict[str, Alias]:
    """Read ``aliases.tsv``: CLDR name, English names, Chinese names, separated by tabs.

    A ";" separates names; a "=" before a list makes it replace the original names instead of going before them.

    Raises:
        DataError: a line has not three cells, or names one thing twice.
    """
    if text is None:
        text = resources.files("danqing.data").joinpath("aliases.tsv").read_text("utf-8")
    found: dict[str, Alias] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] in found:
            raise DataError(f"aliases.tsv, line {number}: need a new name and two cells, separated by tabs.")
        en, zh = (tuple(name.strip() for name in cell.lstrip("=").split(";") if name.strip()) for cell in cells[1:])
        found[cells[0]] = Alias(en=en, zh=zh, only_en=cells[1].startswith("="), only_zh=cells[2].startswith("="))
    return found


def plain_code(code: str) -> str:
    """Upper-case code points joined by "-", without variation selectors and leading zeros."""
    parts = (part.lstrip("0") for part in re.split(r"[-_ ]", code.upper()))
    return "-".join(part for part in parts if part and part != "FE0F")


def slug_of(name: str) -> str:
    """Lower case, words separated by one space, no punctuation, so that spellings of one emoji name meet."""
    text = name.lower().replace("’", "").replace("'", "").replace("ñ", "n").replace("&", " ")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def clean_all(names: Iterable[str]) -> tuple[str, ...]:
    """Clean English names, without empty ones and doublets, in order."""
    return tuple(dict.fromkeys(name for name in map(clean_english, names) if name))


def clean_all_zh(names: Iterable[str]) -> tuple[str, ...]:
    """The same for Chinese names."""
    return tuple(dict.fromkeys(name for name in map(clean_chinese, names) if name))


_NOISE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\.(svg|png|jpe?g)$|\bface of\b|#?\b\d+\b"
    r"|\b(clip ?art|svg|icon|symbol|remix|version|vector|v)\b\.?"
)


def clean_english(name: str) -> str:
    """Lower case, no brackets, numbering, file suffixes or leading article; "" if nothing is left."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    text = text.replace("_", " ").replace(" + ", " and ").strip().lower()
    match = re.fullmatch(r"(person|man|woman): (.*)", text)
    if match:
        hair = {"bald": "bald {}", "beard": "{} with a beard"}.get(match[2], "{} with " + match[2])
        text = hair.format(match[1])
    text = re.sub(r"\b(\w+)( \1\b)+", r"\1", _NOISE.sub(" ", text)) if not re.fullmatch(r"[\d ]+", text) else ""
    text = " ".join(re.sub(r"[^a-z0-9' .&-]+", " ", text).split()).strip(" -.'&")
    return re.sub(r"^(a|an|the) ", "", text)


def clean_chinese(name: str) -> str:
    """Without brackets, numbering and spaces at the ends; "男人: 红发" becomes "红发男人"."""
    text = re.sub(r"[（(【\[].*?[)）】\]]", "", name).strip()
    match = re.fullmatch(r"(\S+)[:：] ?(\S+)", text)
    text = f"{match[2]}的{match[1]}" if match and len(match[2]) > 2 else f"{match[2]}{match[1]}" if match else text
    text = re.sub(r"[-_ ]?[\d一二三四五六七八九十]$", "", text) if re.search(r"[-_ ]\d$|\d$", text) else text
    return text.strip(" -·，。、")


_SINGULAR_WORDS = {
    **{each[:-1] + "ves": each for each in ("leaf", "loaf", "calf", "half", "elf", "shelf", "wolf", "thief", "scarf")},
    **{"knives": "knife", "wives": "wife", "lives": "life", "hooves": "hoof", "dwarves": "dwarf", "axes": "axe"},
    **{"men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "teeth": "tooth"},
    **{"mice": "mouse", "geese": "goose", "cacti": "cactus", "octopuses": "octopus", "buses": "bus", "gases": "gas"},
    **{"lenses": "lens", "irises": "iris", "walruses": "walrus", "cactuses": "cactus", "crocuses": "crocus"},
    **{f"{each}s": each for each in ("pie", "tie", "cookie", "zombie", "movie", "selfie", "onesie", "hoodie")},
    **{f"{each}s": each for each in ("brownie", "genie", "smoothie", "shoe", "toe", "canoe", "quiche", "headache")},
}
_NO_PLURALS = frozenset(
    (
        *("gas", "gps", "christmas", "lens", "rhinoceros", "canvas", "atlas", "gymnastics", "headphones", "scissors"),
        *("trousers", "pants", "jeans", "shorts", "clothes", "americas", "biceps", "binoculars", "briefs", "chess"),
        *("glasses", "sunglasses", "spectacles", "goggles", "albatross", "pancreas", "series", "species"),
    )
)


def singular(name: str) -> str:
    """The singular of the last word ("cherries" → "cherry", "buses" → "bus", "roses" → "rose", "gloves" → "glove")."""
    front, space, word = name.rpartition(" ")
    return front + space + _singular_word(word)


def _singular_word(word: str) -> str:
    if word in _SINGULAR_WORDS:
        return _SINGULAR_WORDS[word]
    if word in _NO_PLURALS or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "toes")):
        return word[:-2]
    return word[:-1]


def _whole_phrase(name: str, subgroup: str) -> str:
    """CLDR names faces and people in Chinese by the feeling or deed alone ("思考", "男生耸肩"); say whose it is."""
    if subgroup.startswith("face-") and subgroup != "face-costume":
        return name if re.search("脸|笑容|人|魔|头|骷髅", name) else f"{name}的脸"
    if subgroup in ("person-gesture", "person-activity", "person-sport"):
        deed = re.sub("^(男生|女生)|[男女]$", "", name)
        if deed != name:
            return f"{deed}的{'男人' if '男' in name else '女人'}"
        return name if re.search("人|者|选手|员|郎|先生|跳舞", name) else f"{name}的人"
    return name


def _spoken(annotations: Mapping[str, Mapping[str, list[str]]], emoji: str) -> list[str]:
    return annotations.get(emoji, {}).get("tts", [])[:1]


def json_members(path: Path, prefixes: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    for name, content in Archive(path).members(".json"):
        short = name.removeprefix("package/")
        if short.startswith(prefixes):
            yield short, json.loads(content)
