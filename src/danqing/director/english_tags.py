"""An English text cut into words, each with the parts of speech that it may have, the likeliest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as words
from danqing.director.english_forms import (
    ALIKE,
    IRREGULAR_PLURALS,
    IRREGULAR_VERBS,
    PARTICIPLES,
    SINGULAR_IN_S,
    noun_of_plural,
    verbs_of,
)

QUOTE = "\ue000"  # stands where a text to be written was
_TOKENS = re.compile(rf"{QUOTE}|\d+(?:\.\d+)?|[^\W\d_]+(?:['-][^\W_]+)*|[.!?;:\n(),—–]|\s-+\s|\.\.\.|[\[\]{{}}\"/|+&]")
_STRONG = frozenset(".!?;:\n—–-")
_CONTRACTED = (
    (re.compile(r"\b(can)not\b|\b(ca|wo|sha)n't\b", re.I), r"\1\2 not"),
    (re.compile(r"(\w)n't\b", re.I), r"\1 not"),
    (re.compile(r"\b(it|he|she|that|there|here|what|who|where|let)'s\b", re.I), r"\1 is"),
    (re.compile(r"\b(that|there|he|she|here|what|who|where)s\b", re.I), r"\1 is"),
    (re.compile(r"\b(do|does|did|is|are|was|has|have|should|would|could)nt\b", re.I), r"\1 not"),
    (re.compile(r"\b(they|we|you|there|who)'re\b", re.I), r"\1 are"),
    (re.compile(r"\b(i|you|we|they|he|she)'(?:d|ve|ll|m)\b", re.I), r"\1"),
    (re.compile(r"(\w)'s got\b|\b(\w+) has got\b", re.I), r"\1\2 has"),
    (re.compile(r"(\w)'s\b", re.I), r"\1 's"),
    (re.compile(r"(\ws)'(?=\s)", re.I), r"\1 's"),
    (re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|Capt|Sgt|Lt)\.(?=\s)"), r"\1"),
    (re.compile(r"\b([A-Z])\.\s+(?=[a-z]{2})"), r"\1 "),  # "T. rex"
    (re.compile(r"\b(\d{1,2})\s?x\s+(?=[a-z])", re.I), r"\1 "),  # "2 x yellow"
    (re.compile(r"\b(?:INT|EXT)\.?(?:/(?:INT|EXT)\.?)?\s+(?=[A-Z])"), ""),  # of scripts
    (
        re.compile(r"\b(no|rather|sorry|wait|or|actually)(,?) make (?:that|it) (?=(?:an?|one|t\w+|f\w+|\d+)\b)", re.I),
        r"\1\2 ",
    ),
    (re.compile(r"\b(?:the )?same one\b", re.I), "it"),
    (re.compile(r"\b(between|behind|above) the (?:two|three|pair)\b(?=\s*(?:[,.;!?]|an?\b|$))", re.I), r"\1 them"),
    (re.compile(r"\bw/\s*o\b", re.I), "without"),
    (re.compile(r"\bw/(?=\s|\w)", re.I), "with "),
    (re.compile(r"\s&\s"), " and "),
    (
        re.compile(
            r"(\w)\s+(colou?red)\b(?!\s+(?:in\s+)?(?:red|orange|yellow|green|blue|purple|pink|brown|black|white|gr[ae]y)\b)",
            re.I,
        ),
        r"\1-\2",
    ),
    (re.compile(r"\b(?:no\.?|nr\.?|number|level|fig\.?|figure|chapter|part|batch|page)\s*\d{1,4}\b", re.I), " "),
    (re.compile(r"\bso that\b", re.I), "and"),
    (
        re.compile(
            r"\b(cross|bow|bare|long|short|one|two|three|four|six|eight|big|floppy|curly|wide|blue|green|red|brown|black)"
            r" (legged|eyed|haired|eared|tailed)\b",
            re.I,
        ),
        r"\1-\2",
    ),
    (re.compile(r"\ball (?:two|three|four|five|six|seven|eight)\b(?=\s*(?:[,.;!?]|$))", re.I), "them"),
    (re.compile(r"\b(?:a|two|few) steps? (behind|ahead|away)\b", re.I), r"\1"),
    (re.compile(r"\b(?:that|this) one\b(?!\s+of\b)", re.I), "it"),
    (re.compile(r"\bnone of (?:them|these|those|which)\b(?: (?:is|are|was|were)\b)?(?=\s+\w)", re.I), "not"),
    (
        re.compile(r"\b(an? (?:(?!for\b|in\b)\w+ )?couple) (?=(?!(?:evening|morning|building)s?\b)\w{2,}ing\b)", re.I),
        r"\1 are ",
    ),
    # "kittens x3"
    (
        re.compile(
            r"(?:^|(?<=[,;:]))\s*((?:[a-z-]+ ){0,2}[a-z-]+) ?x ?(\d{1,2})(?=\s*(?:[,;.]|$|(?:in|on|and)\b))", re.I
        ),
        r" \2 \1",
    ),
    (re.compile(r"(?<!\w)'?em\b", re.I), "them"),
    (re.compile(r"\b(?:all|both|the (?:two|three|pair|lot)) of them\b|\bthem (?:all|both)\b", re.I), "them"),
)
_ADJECTIVE_ENDINGS = ("ful", "less", "ous", "ish", "ive", "able", "ible", "ic", "al", "ary", "esque", "like")
_NOUN_ENDINGS = ("ness", "ment", "tion", "sion", "ity", "ism", "ance", "ence")


@dataclass(frozen=True)
class Word:
    """A word, or a break between words.

    Args:
        text: as written, in lower case.
        tags: ``n``, ``v``, ``a``, ``r`` by likelihood; "" for a word of grammar or a break.
        lemma: of the noun that it may be.
        verb: of the verb that it may be, or "".
        form: ``ing``, ``ed``, ``s`` of the verb, or "".
        classes: of the noun, as :func:`danqing.data.english.english_words` has them.
        plural: whether the noun is more than one; None where it may be either.
        is_name: whether it is written with a capital where no sentence begins, or belongs to a name that begins one.
        written: a name with its capital.
        breaks: 0 no break, 1 a comma or bracket, 2 the end of a sentence or the like.
    """

    text: str
    tags: str = ""
    lemma: str = ""
    verb: str = ""
    form: str = ""
    classes: str = ""
    plural: bool | None = False
    breaks: int = 0
    is_name: bool = False  # written with a capital within a sentence
    written: str = ""  # of a name

    def is_noun(self) -> bool:
        return "n" in self.tags

    def is_adjective(self) -> bool:
        return "a" in self.tags


def cut(text: str) -> list[str]:
    """Words and marks as written, but for contractions, which are written out."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").replace("`", "'")
    for pattern, full in _CONTRACTED:
        text = pattern.sub(full, text)
    text = re.sub(r"(?<![\w'])'s\b", " 's", text)
    found: list[str] = []
    for match in _TOKENS.finditer(text.replace(" 's", f" {_OWNS}")):
        found.append("'s" if match.group() == _OWNS else match.group().strip())
    return found


_OWNS = "ownsmark"


def tagged(text: str, lexicon: Mapping[str, str], colors: Mapping[str, str]) -> list[Word]:
    """The words of a text with what they may be."""
    tokens = cut(text)
    found = [_word(each.lower(), lexicon, colors) for each in tokens]
    for at in _names(tokens, found, lexicon):
        found[at] = replace(found[at], is_name=True, lemma=found[at].text, plural=False, written=tokens[at])
    return found


def _names(tokens: list[str], found: list[Word], lexicon: Mapping[str, str]) -> list[int]:
    """Where words belong to names: those with a capital within a sentence, and before them where one begins with it."""
    capital = [
        each[0].isupper() and not each.isupper() and bool(word.tags) for each, word in zip(tokens, found, strict=True)
    ]
    written = [each for each in tokens if each[0].isalpha()][1:] or tokens
    if 2 * sum(each[0].isupper() for each in written) > len(written):  # a title
        runs = [_run(capital, at) for at in range(len(found)) if _landmark(found, at)]
        return [at for run in runs for at in run]
    named = [at for at in range(1, len(found)) if capital[at] and not found[at - 1].breaks and tokens[at - 1] != QUOTE]
    opens = [at for at in range(len(found)) if capital[at] and (at == 0 or found[at - 1].breaks)]
    inner = [
        at for at in opens if at and (found[at - 1].breaks == 1 or tokens[at - 1] == ":")
        and (tokens[at].lower() not in lexicon or tokens[at + 1 : at + 2] == ["'s"])
    ]  # fmt: skip
    return [*named, *inner, *(at for at in opens if _opens_name(_run(capital, at), found, lexicon))]


def _run(capital: list[bool], at: int) -> range:
    """The places of words with capitals that stand together from a place on."""
    end = at
    while end < len(capital) and capital[end]:
        end += 1
    return range(at, end)


def _landmark(found: list[Word], at: int) -> bool:
    """Whether the name of a well-known place or building begins at a place."""
    said = [each.text for each in found[at : at + 4]]
    return any(" ".join(said[:length]) in kinds.LANDMARKS for length in (2, 3, 4))


def _opens_name(run: range, found: list[Word], lexicon: Mapping[str, str]) -> bool:
    """Whether the words with capitals that begin a sentence are a name: "Eiffel Tower at night", not "Draw Rex"."""
    first = found[run.start]
    if len(run) < 2 or first.text in words.REQUESTS:
        return False
    is_unknown = len(run) > 2 or any(found[at].text not in lexicon for at in run)
    return _landmark(found, run.start) or (first.tags.startswith("n") and is_unknown)


def _word(text: str, lexicon: Mapping[str, str], colors: Mapping[str, str]) -> Word:
    if text == QUOTE or text == "'s":
        return Word(text)
    if not text[:1].isalnum():
        return Word(text, breaks=2 if text[:1] in _STRONG or text == "..." else 1)
    if text in _CLOSED and text not in _OPEN_TOO:
        return Word(text)
    if text.isdigit():
        return Word(text)
    code = lexicon.get(text, "")
    if not code and "-" in text:
        return _hyphenated(text, lexicon)
    tags, _, classes = code.partition(":")
    if text in kinds.RATHER_THINGS or (text in kinds.WORN | kinds.VEHICLES and "n" in tags):
        tags = "n"
    lemma = text
    plural: bool | None = False
    single = noun_of_plural(text)
    if single != text and (text in IRREGULAR_PLURALS or text not in lexicon or text in kinds.PLURAL_ONLY):
        found, _, letters = lexicon.get(single, "").partition(":")
        if "n" in found or text in IRREGULAR_PLURALS:
            lemma, plural, classes = single, True, letters or classes
            tags = tags.replace("n", "")
            tags = "n" + tags if not found or found[0] in "na" else tags + "n"
        elif not code and not found:
            lemma, plural, tags = single, True, "n"
    elif not code and text.endswith("is") and "n" in lexicon.get(text[:-1], "").partition(":")[0]:
        lemma, plural, tags, classes = text[:-1], True, "n", lexicon[text[:-1]].partition(":")[2]  # "skis"
    elif text in ALIKE:
        plural = None
    elif text in kinds.PLURAL_ONLY:
        plural = True
    elif text.endswith("s") and text not in SINGULAR_IN_S and not text.endswith(("ss", "us", "is")) and "n" in tags:
        other = lexicon.get(single, "")
        plural = "n" in other.partition(":")[0]  # "bunting" is one; "chopsticks" are many
        classes = (other.partition(":")[2] if plural else "") or classes
        lemma = single if plural else text
    if tags == "a" and single != text and lexicon.get(single, "").partition(":")[2][:1] not in ("", "x"):
        lemma, plural, tags, classes = single, True, "n", lexicon[single].partition(":")[2]  # "bats" are no quality
    is_closed = text in colors or text in IRREGULAR_PLURALS or {text, single} & (kinds.RATHER_THINGS | kinds.WORN)
    verb, form = ("", "") if is_closed else _verb(text, lexicon)
    if verb and form == "ed" and len(text) > 4 and text.endswith("ed") and tags.startswith("n"):
        tags = "v" + tags.replace("n", "").replace("v", "")  # "chased" is whoever is chased, and mostly a participle
    if verb and "v" not in tags:
        first = lexicon[verb].startswith("v")
        tags = ("v" + tags if first and form == "s" and plural else tags + "v") if tags else "v"
    if not tags:
        is_quality = text.endswith((*_ADJECTIVE_ENDINGS, "ed")) and not text.endswith("fish")
        tags = "a" if is_quality or _is_compared(text, lexicon) else "n"
        classes = "x" if text.endswith(_NOUN_ENDINGS) else classes
        plural = text.endswith("s") and not text.endswith("ss")
        lemma = single if plural else text
    if text in colors and "a" not in tags:
        tags += "a"
    return Word(text, tags, lemma, verb, form, classes, plural)


def _is_compared(text: str, lexicon: Mapping[str, str]) -> bool:
    """ "prettiest", "taller"."""
    for ending in ("est", "er"):
        stem = text.removesuffix(ending)
        if stem != text and any(
            "a" in lexicon.get(each, "").partition(":")[0] for each in (stem, stem + "e", stem[:-1], stem[:-1] + "y")
        ):
            return True
    return False


def _verb(text: str, lexicon: Mapping[str, str]) -> tuple[str, str]:
    """The verb of a form, and which form it is."""
    form = (
        "ing" if text.endswith("ing") else
        "ed" if text.endswith("ed") or text in PARTICIPLES else
        "s" if text.endswith("s") and not text.endswith("ss") else ""
    )  # fmt: skip
    for each in (text,) if not form and text not in _IRREGULAR else verbs_of(text):
        if "v" in lexicon.get(each, "").partition(":")[0]:
            return each, "" if each == text and text not in PARTICIPLES else form  # "bed" is no participle
    return "", ""


def _hyphenated(text: str, lexicon: Mapping[str, str]) -> Word:
    """ "three-legged" describes, "ice-cream" and "merry-go-round" are things."""
    last = text.rpartition("-")[2]
    joined = text.replace("-", ""), text.replace("-", " ")
    code = next((lexicon[each] for each in joined if each in lexicon), "")
    if code:
        tags, _, classes = code.partition(":")
        return Word(text, tags, text, classes=classes)
    if set(text.split("-")) <= {"and", "n", "gold", "silver", *words.COLORS, *words.COLORS.values()}:
        return Word(text, "a", text)
    if last.endswith(("ed", "ing")) or last in ("style", "like", "shaped", "free", "old", "sized", "foot"):
        return Word(text, "a", text)
    tags, _, classes = lexicon.get(last, "").partition(":")
    if tags.startswith("a") or last in words.COLORS:
        return Word(text, "a", text)
    if not tags:
        return Word(text, "n" if "a" not in text.split("-") else "a", text)
    single = noun_of_plural(last)
    return Word(
        text, "an" if tags[0] == "v" else "na", text.replace(last, single), classes=classes, plural=single != last
    )


_IRREGULAR = frozenset(IRREGULAR_VERBS)
_CLOSED = (
    words.INDEFINITE | words.DEFINITE | words.POSSESSIVES | words.QUANTIFIERS | words.EACH | words.NEGATIONS
    | words.NUMBERS.keys() | words.PRONOUNS | words.SPEAKERS | words.RELATIVES | words.AND | words.OR | words.BUT
    | words.BE | words.AUXILIARIES | words.SUBORDINATE | words.ADVERBS | words.ORDINALS | words.ONES
    | {"not", "never", "other", "to", "nothing", "nobody"}
    | {each for each in (*words.PREPOSITIONS, *words.SIDES) if " " not in each}
)  # fmt: skip
# These are words of grammar, and things or qualities as well.
_OPEN_TOO = words.words_of("can well deep high low straight round back left right model light opposite")
