"""What English instructions are made of: polite words, how far, things, colours, styles, sizes, and where things go."""

from __future__ import annotations

import re
from functools import partial

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_names import BIGGER_EN, NUMBERS, SMALLER_EN
from danqing.director.edit_styles import STYLE_WORDS
from danqing.director.edit_types import Operation
from danqing.director.edit_words import (
    AMOUNTS,
    BACKGROUND_WORDS,
    CHANGES,
    PICTURE_WORDS,
    PRONOUNS,
    QUANTITIES,
    TOPIC,
    Said,
    Vocabulary,
    any_of,
)

_any = partial(any_of, english=True)


_LEAD = re.compile(
    r"^(?:(?:please|pls|kindly|now|just|ok|okay|hey|hi|so|well|hmm+|oh|ah|actually|first(?:ly| of all)?|second(?:ly)?"
    r"|finally|next"
    r"|lastly|maybe|perhaps|also|then|and|but|or|plus|yes|yeah|yep|no wait|alright|great|oops|sorry|simply|only"
    r"|quickly|possibly"
    r"|ideally|basically|in fact|same thing(?= but| and|,)|same (?:picture|image|photo)(?= but| and|,)|instead(?! of)"
    r"|rather(?! than)|still|again|this time"
    r"|on second thoughts?|if (?:you|u) (?:can|could|would|don't mind|please)|if possible|while you're at it|after that"
    r"|(?:and )?(?:in|for) this (?:picture|one))\b[,:]?\s*"
    r"|(?:can|could|would|will|should|may|might) (?:you|we|u|i|ya)(?: not)?\b\s*"
    r"|(?:i|we) (?:think|feel|find|guess|believe|reckon|'d say)(?: that)?\b\s*|let me (?:see|have)\b\s*|(?:give|show"
    r"|get) (?:me|us)\b\s*"
    r"|go for\b\s*|there(?:'s| is) (?:still )?room for\s*|(?:i|we) (?:miss|am missing|could use|could do with)\b\s*"
    r"|(?:how|what) would (?:it|this|that|they) (?:look|be)(?: like)?\s*|what does (?:it|this) look like\s*"
    r"|i'm missing\s*"
    r"|(?:can|could|may|would|should|might|shall) (?=(?:it|the|my|her|his|its|their|this|that|those|these)\b)"
    r"|(?:i|we)(?:'d| would| might| do|'m)? ?(?:really |just |also |rather |actually )*(?:want|need|like|love|wish"
    r"|prefer|thinking"
    r"|hoping|after|have)(?: for| of)?(?: you)?(?: to)?(?: (?:see|get|know))?(?= )\s*(?!to\b)"
    r"|i'?d rather\s*|(?:i was|i am|i'm) (?:wondering|hoping|thinking)(?: if| that)?\s*"
    r"|(?:let'?s|let us|lets)(?: try| have)?\b(?: to)?\s*|(?:how|what) about\b\s*|what if\b\s*|why not\b\s*"
    r"|why don't (?:you|we)\b\s*"
    r"|do me a favou?r and\s*|be so kind(?: as)? to\s*|is it possible to\s*|is there a(?:ny)? way to\s*"
    r"|(?:would it be|it'?s) possible to\s*|(?:would |do )?(?:you )?mind\b\s*|try(?: to)?\b\s*(?!(?:a|an|the)\b)"
    r"|go ahead and\s*"
    r"|help me(?: to)?\s*|(?:you |we |i )?(?:need|want|have|ought) to\s*|(?:you|we) should\s*|it(?:'d"
    r"| would) be (?:\w+ )?(?:if|to)\s*"
    r"|make sure(?: that)?\s*|see (?:to it )?that\s*|feel free to\s*|remember to\s*|time to\s*|any chance (?:of"
    r"|you could)\s*"
    r"|to\s+(?=[a-z]+ (?:the|it|a)\b))+",
    re.I,
)  # fmt: skip


_TAIL = re.compile(
    r"(?:,? (?:please|pls|for me|thanks?(?: you| a lot| so much)?|thx|cheers|if (?:you|u) (?:can|could|would|please"
    r"|don't mind)"
    r"|if possible|ok(?:ay)?|would you|will you|can you|could you|right now|right away|this time|as well|too|also|now"
    r"|instead"
    r"|again|maybe|perhaps|though|actually|really|of course|i think|i guess|you know|mate|yeah|just like that"
    r"|for a change"
    r"|(?:would|could|might|'d|to) (?:be|look|help|work|fit) ?(?:a |really |so )*(?:nice|great|lovely|good|perfect"
    r"|cool|fun|better"
    r"|touch|addition|idea|best|well|wonderful|sweet|welcome| )*)"
    r"|,? (?:in|from|of|on) (?:the|this|that|my) (?:whole )?(?:picture|image|photo|scene|frame|shot))+$",
    re.I,
)


_GERUNDS = {
    "making": "make", "adding": "add", "removing": "remove", "changing": "change", "turning": "turn", "moving": "move",
    "putting": "put", "replacing": "replace", "giving": "give",
    "painting": "paint", "swapping": "swap", "taking": "take",
    "deleting": "delete", "erasing": "erase", "flipping": "flip", "setting": "set", "brightening": "brighten",
    "darkening": "darken", "shrinking": "shrink", "enlarging": "enlarge", "getting": "get", "having": "have",
    "switching": "switch", "placing": "place", "drawing": "draw", "dropping": "drop", "shifting": "shift",
    "bringing": "bring", "increasing": "increase", "reducing": "reduce", "lowering": "lower", "raising": "raise",
}  # fmt: skip


_CHANGED = f"{_any(CHANGES)}|{BIGGER_EN}|{SMALLER_EN}".replace("|little|small", "")


_ENDS = _any(each for each in AMOUNTS if each not in ("far", "way", "very", "really", "lots"))


_AMOUNT = re.compile(
    rf"(?:^|\s)(?:just |only |by |even |so )?(?:(?P<last>{_ENDS})(?: more)?$|(?P<amount>{_any(AMOUNTS)})(?: more)?"
    rf"(?= (?:more|less|to|towards?|up|down|too|over|further|{_CHANGED})\b))",
    re.I,
)


_SOME_OF = re.compile(rf"\b(?P<amount>a (?:little |tiny )?(?:bit|touch|hint|tad|dash|lot|ton)) (?:of "
                      rf"|more )+(?={_any(QUANTITIES)})",
                      re.I)  # fmt: skip


def tidy(piece: str, vocabulary: Vocabulary) -> Said:
    """A clause without what is only polite, and how far it goes."""
    text = re.sub(r"\s+", " ", piece.replace("’", "'").strip().strip("\"'“”‘.,;:!?").strip())
    text = re.sub(r"\b(?:kinda|sorta)\b ?", "", text, flags=re.I)
    before = None
    while before != text:
        before = text
        text = _TAIL.sub("", text).strip(" ,")
        lead = _LEAD.match(text)
        if lead is not None and lead.end() < len(text):
            text = text[lead.end() :].strip(" ,")
    first, _, rest = text.partition(" ")
    text = f"{_GERUNDS[first.lower()]} {rest}" if first.lower() in _GERUNDS else text
    amount = 1.0
    if found := _SOME_OF.search(text):
        amount = 1.6 if re.search("lot|ton", found["amount"]) else 0.5
        text = text[: found.start()] + text[found.end() :]
    elif (found := _AMOUNT.search(text)) and text[: found.start()] + text[found.end() :]:
        amount = AMOUNTS[(found["amount"] or found["last"]).lower()]
        kept = " more" if found[0].lower().endswith(" more") else ""
        text = (text[: found.start()] + kept + text[found.end() :]).strip()
    return Said(text=text.strip(" ,"), amount=amount, vocabulary=vocabulary)


_DETERMINERS = re.compile(
    r"^(?:(?:only|just|also|both|all|any|of|even)\s+)*(?:the|this|that|these|those|my|his|her|its|their|our|your|any"
    r"|both)\s+"
    r"(?!one$|ones$)",
    re.I,
)


def thing(words: str) -> str:
    """A thing in the picture, without "the" and the like."""
    plain = re.sub(
        r"^(?:only|just|also|all of|each of|both of|all|colou?r of) (?=\S)", "", words.strip(" ,"), flags=re.I
    )
    plain = re.sub(r"^one (?=[\w-]+$)", "", _DETERMINERS.sub("", plain).strip(), flags=re.I)
    return re.sub(r"(?:'s| there| itself| here| please| too| also)$", "", plain) or plain


def of_picture(words: str | None, *, pronoun: bool = False) -> str | None:
    """The thing that is named; None for the picture as a whole, which is what "it" is unless ``pronoun``."""
    plain = None if words is None else thing(words)
    if plain is None or plain.lower() in PICTURE_WORDS or re.fullmatch("whole|entire", plain, re.I):
        return None
    if plain.lower() in PRONOUNS:
        return TOPIC if pronoun else None
    return plain


def is_background(words: str) -> bool:
    return thing(words).lower() in BACKGROUND_WORDS


def ground(words: str) -> str:
    """What a background shall be, without what surrounds it."""
    plain = re.sub(
        r"^(?:to |into |with |by |be |of |at |in |on |like |just |something like )+", "", words.strip(), flags=re.I
    )
    return re.sub(r"\s+(?:background|backdrop|scene|setting|instead.*)$", "", plain, flags=re.I).strip(" ,")


def color_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The colour that words name, or None."""
    plain = re.sub(r"(?: colou?r(?:ed)?| ones?| paint|ish)+$", "", words.lower().strip())
    plain = re.sub(
        r"^(?:(?:to be|an?|in|bright|vivid|pure|deep|light|dark|pale|nice|hot|soft|rich|solid|plain|sky|royal|forest"
        r"|very|the)\s+)+",
        "", plain,
    )  # fmt: skip
    return vocabulary.colors.get(plain) or COLOR_WORDS.get(plain)


def style_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The style that words name: a known one, or whatever ends in "style"."""
    plain = re.sub(r"^(?:like|as|in|into|to|of|made of|made from) ", "", words.strip(), flags=re.I)
    plain = re.sub(r"^(?:an?|the|some) ", "", plain, flags=re.I)
    ended = re.sub(r"^(?:style|manner|look|spirit) of (?:an? |the )?", "", plain, flags=re.I)
    named = re.sub(
        r"[ -](?:style|styled|art style|look|aesthetic|version|instead|vibe|feel|feeling|treatment|touch|effect|filter"
        r"|mood|way)$",
        "",
        ended,
        flags=re.I,
    )
    shorter = re.sub(
        r" (?:painting|picture|drawing|image|art|illustration|window|print|sketch|scene|paint|artwork"
        r"|cut-?out)s?(?: by .*)?$",
        "", named, flags=re.I,
    )  # fmt: skip
    cut = re.sub(r"(?:-?outs?|ish|-like|esque)$", "", named, flags=re.I)
    for each in (
        named,
        cut,
        shorter,
        re.sub(r"^.* by ", "", named),
        re.sub("s$", "", named),
        named.replace("-", " "),
        shorter + " art",
    ):
        if each.lower() in vocabulary.styles and each.lower() not in vocabulary.colors:
            return each
    if len(named.split()) <= 3 and {each.lower() for each in re.split("[ -]", named)} & STYLE_WORDS:
        return named
    return named if named != plain and named and "background" not in named else None


_NO_NAME = re.compile(
    r"\b(?:is|are|was|were|be|should|could|would|can|must|will|not|don't|doesn't|isn't|too|less|make|put|add|remove"
    r"|change|turn|i|you"
    r"|we|it's|that's|he's|she's|i'm|if|because|it|so|very|please|kind of|sort of|than|everything|anything|something"
    r"|nothing)\b|…"
    r"|^(?:in|on|at|to|into|with|of|for|by|from|like|as|and|or|more|an?|the|pure|bright|light|dark|nice|pale|deep|up"
    r"|down|out|off)$"
    r"|^(?:to|into|with|of|for|by|from|like|as|and|or|but|then|up|down|out|off|at|use|have|get|let|give|move|set|place"
    r"|show|paint"
    r"|draw|keep|leave|enlarge|shrink|scale|reduce|increase|grow|resize|blow|swap|replace|switch|delete|erase|take"
    r"|bring|there"
    r"|see|want|need|try|go|turn|flip|rotate|hold|wear|whatever|exchange|stick|drop|flip|center|centre|should) "
    r"| (?:by|up|down|belongs?|goes|from \w+|to|and|with|look|looks|instead|there|here|where|than|the|an?|for|of)$"
    r"|^(?:use|there|here"
    r"|have|make|go|now)$",
    re.I,
)  # what the name of a thing does not hold


def is_plausible(operation: Operation) -> bool:
    """Whether what an operation names can be names of things."""
    for name in ("what", "by", "anchor", "keep"):
        phrase = getattr(operation, name, None)
        named = isinstance(phrase, str) and phrase.lower() not in PRONOUNS
        if named and (_NO_NAME.search(str(phrase)) or len(str(phrase).split()) > 9):
            return False
    return True


_FACTORS = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "triple": 3.0,
    "tripled": 3.0, "half": 0.5, "halve": 0.5, "halved": 0.5,
    "two thirds": 2 / 3, "three quarters": 0.75,
}  # fmt: skip


def factor_of(text: str, *, grown: bool, amount: float) -> float:
    """The factor of a size: the number that is said, else one step of ``amount``; at most 4."""
    low = text.lower()
    sign = 1 if grown else -1
    comparative = re.search(r"er\b|by\b|increase|reduce|enlarge|shrink", low)
    if found := re.search(r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent)", low):
        part = float(found[1]) / 100
        relative = comparative and not re.search(r"\bto (?:about )?\d", low)
        return _bounded(1 + sign * part if relative else part)
    if found := re.search(r"(\d+(?:\.\d+)?)\s?(?:x\b|times)", low) or re.search(r"\b(two|three|four) times", low):
        times = float(NUMBERS.get(found[1], 0) or found[1])
        return _bounded(times if grown or times < 1 else 1 / times)
    if found := re.search(r"\b(third|quarter)\b", low):
        part = 1 / 3 if found[1] == "third" else 0.25
        if (
            re.search(rf"{found[1]} (?:of )?(?:as|the|its|that|of)\b|\bto ", low)
            and "two" not in low
            and "three" not in low
        ):
            return _bounded(part)
        if "two thirds" not in low and "three quarters" not in low:
            return _bounded(1 + sign * part)
    if found := re.search(rf"\b({'|'.join(_FACTORS)})\b", low):
        factor = _FACTORS[found[1]]
        if found[1] == "half" and re.search(
            rf"half (?:again|as big again)|by half (?:bigger|larger)|half (?:{BIGGER_EN})\b", low
        ):
            return 1.5
        return _bounded(factor if factor < 1 or grown else 1 / factor)
    step = 1 + 0.4 * amount
    return round(step if grown else 1 / step, 3)


def _bounded(factor: float) -> float:
    return round(min(max(factor, 0.05), 4.0), 3)
