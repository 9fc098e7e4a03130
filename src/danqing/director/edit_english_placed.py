"""Where what is added goes, as the frames of English instructions say it."""

from __future__ import annotations

import re

from danqing.director.edit_english_said import _any, color_of, thing
from danqing.director.edit_names import NUMBERS, WEARABLES
from danqing.director.edit_types import Add, Adjust, Background, Operation
from danqing.director.edit_words import BESIDES_EN, PICTURE_WORDS, PLACES, PRONOUNS, QUANTITIES, TOPIC, Said, Vocabulary

_STANDS = frozenset(
    [
        "table",
        "chair",
        "shelf",
        "bed",
        "floor",
        "ground",
        "hook",
        "sofa",
        "rack",
        "desk",
        "bench",
        "box",
        "rock",
        "stand",
        "wall",
        "bonfire",
        "hanger",
        "counter",
        "cupboard",
        "couch",
        "windowsill",
        "grass",
        "road",
        "street",
        "fence",
        "cake",
        "plate",
        "tree",
    ]
)


_AT = re.compile(
    rf"(?P<what>.+?),? (?:(?:over |up |down |off |out )?(?:in|on|at|to|near|towards?|into|by) )(?:the )?(?:very |far )?"
    rf"(?P<place>{_any(PLACES)})(?:[- ]hand)?(?: (?:corner|side|half|part|edge|area))*(?: of (?:the |this )?(?:picture"
    rf"|image|photo"
    r"|scene|frame))?",
    re.I,
)  # fmt: skip


_AT_BARE = re.compile(
    r"(?P<what>(?:an?|some|two|three) .+?) (?P<place>(?:top|bottom|upper|lower)[ -](?:left|right))(?: corner)?", re.I
)


_BESIDE = re.compile(
    rf"(?P<what>.+?)(?:,? (?:land|sit|stand|fly|lie|sleep|play|rest|perch|swim|walk|run|hover|float|hang|landing|right"
    rf"|just|standing|sitting|lying|floating|growing|flying|perched|hanging|somewhere|placed|sleeping|resting"
    rf"|that (?:is|sits|stands)))* (?P<beside>{_any(BESIDES_EN)}) (?P<anchor>.+)",
    re.I,
)  # fmt: skip


_NEAR = re.compile(rf"(?:right |just )?(?P<beside>{_any(BESIDES_EN)}) (?P<anchor>.+)", re.I)


_ANOTHER = re.compile(
    r"^(?:one more|another|an additional|an extra|a (?:second|third|fourth|further|new)|one)\s+", re.I
)


def added(words: str, said: Said) -> Operation | None:
    """The addition that words ask for: the thing and where it goes."""
    what = re.sub(
        r"^(?:in|also|there|up)\s+|\s+(?:here|there|in|too|somewhere|nearby|outside|in the (?:distance|back)"
        r"|in (?:his|her|its|their|the) (?:hands?|mouth|paws?|arms))$",
        "",
        words,
        flags=re.I,
    )
    if re.fullmatch(rf"(?:(?:more|some|a|extra|bit|of|the|lots?|little) )*(?P<q>{_any(QUANTITIES)})", what, re.I):
        name = what.lower().split()[-1]
        return Adjust(change=QUANTITIES[name][0], amount=said.amount) if name in QUANTITIES else None
    if re.fullmatch(rf"(?:{_any(PRONOUNS | PICTURE_WORDS)})(?: .*)?", what, re.I):
        return None
    if color_of(what, said.vocabulary) is not None:
        return None
    if found := re.fullmatch(r"(?P<what>.+?) (?:in|to|as) the background", what, re.I):
        return Background(to=found["what"])
    if found := _AT.fullmatch(what) or _AT_BARE.fullmatch(what):
        return _counted(found["what"], at=PLACES[found["place"].lower().replace("-", " ")])
    if found := _BESIDE.fullmatch(what):
        return _stood(found["what"], found["beside"], found["anchor"], said.vocabulary)
    return _counted(what)


def near(words: str, last: Add, vocabulary: Vocabulary) -> Add | None:
    """An addition with its place, which a later piece says: "a duck, behind the first"."""
    if found := _NEAR.fullmatch(words):
        made = _stood(last.what, found["beside"], found["anchor"], vocabulary, count=last.count)
        return made if isinstance(made, Add) else None
    found = _AT.fullmatch(f"x {words}")
    return _counted(last.what, at=PLACES[found["place"].lower()], count=last.count) if found else None


def _stood(what: str, beside: str, anchor: str, vocabulary: Vocabulary, count: int = 1) -> Add | Background:
    how = BESIDES_EN[beside.lower()]
    if re.fullmatch(r"(?:the )?(?:first|other|original|second)(?: one)?", anchor, re.I):
        noun = re.sub(
            r"^(?:an?|another|one more|a second|the) ", "", re.sub(r"^a (?=second)", "", what, flags=re.I), flags=re.I
        )
        anchor = f"{anchor.removesuffix(' one')} {noun.split()[-1]}"
    named = thing(re.sub(r"^(?:an?|one|each|every)(?: of)? ", "", anchor, flags=re.I))
    worn = what.lower().split()[-1].removesuffix("s") in _WORN | set(vocabulary.wearables)
    if head := re.fullmatch(
        r"(.+?)(?:'s|s'|'s own) (?:head|neck|face|eyes|nose|ears?|feet|paws?|body|wrist|hair)", named, re.I
    ):
        return _counted(what, beside="worn by", anchor=head[1], count=count)
    if re.fullmatch(r"(?:head|neck|face|nose|ears?|eyes|feet|wrist|paws?)", named, re.I):
        return _counted(what, beside="worn by", anchor=TOPIC, count=count)
    if (
        how == "behind"
        and (named.lower() in PRONOUNS | PICTURE_WORDS)
        and what.lower().split()[-1] in vocabulary.grounds
    ):
        return Background(to=what)
    if how in ("on", "next to") and worn and named.lower().split()[-1] not in _STANDS | set(vocabulary.grounds):
        how = "worn by" if beside.lower() in ("on", "onto", "around", "to", "on top of", "over") else how
    elif named.lower() in vocabulary.grounds and named.lower() in ("grass", "ground", "floor", "sand", "snow", "beach"):
        return _counted(what, at="bottom", count=count) if how == "on" else _counted(what, count=count)
    if named.lower() in PICTURE_WORDS:
        return _counted(what, count=count)
    return _counted(what, beside=how, anchor=TOPIC if named.lower() in PRONOUNS else named, count=count)


_WORN = frozenset(each.removesuffix("s") for each in WEARABLES)


def _counted(what: str, *, count: int = 1, **where: str) -> Add:
    """An addition of as many things as are said."""
    plain = what.strip(" ,")
    if found := re.fullmatch(rf"(?:another |the )?({'|'.join(each for each in NUMBERS if each.isascii())}"
                             rf"|[2-9]) (?:more |other )?(.+)",
                             plain, re.I):  # fmt: skip
        number = found[1].lower()
        if found[2].lower() in ("more", "others"):
            return Add(what="one", count=NUMBERS.get(number) or int(number), **where)  # type: ignore[arg-type]
        return Add(what=found[2], count=NUMBERS[number] if number in NUMBERS else int(number), **where)  # type: ignore[arg-type]
    if found := _ANOTHER.match(plain):
        noun = plain[found.end() :]
        if noun.lower() in ("one", "more"):
            return Add(what="one", count=count, **where)  # type: ignore[arg-type]
        plain = f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
    elif not re.match(
        r"(?:more|some more|a few|several|a couple of|a pair of|plenty of|lots of|loads of)\s", plain, re.I
    ):
        return Add(what=plain, count=count, **where)  # type: ignore[arg-type]
    else:
        some = re.match(
            r"(more|some more|a few|several|a couple of|a pair of|plenty of|lots of|loads of)\s+", plain, re.I
        )
        assert some is not None, "it matched above"
        many = {"a couple of": 2, "a few": 3, "several": 3}.get(some[1].lower(), 1)
        plain, count = plain[some.end() :].removeprefix("more "), many
    return Add(what=plain, count=count, **where)  # type: ignore[arg-type]
