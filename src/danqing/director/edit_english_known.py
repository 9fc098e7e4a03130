"""Which things of a known picture an English phrase means: "both", "the other one", "the bigger one", "her"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from danqing.director.edit_words import word_set
from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan, Subject

_SEVERAL = frozenset(("both", "them", "they", "these", "those", "all of them"))
_ONE_OF_THEM = frozenset(("one of them", "one of these", "one of those", "either of them"))
_THIS = frozenset(("it", "this", "that", "this one", "that one", "its"))
_FEMALE = word_set(
    """
    queen girl woman lady mermaid bride witch mum mom mother grandma granny grandmother princess nun nurse
    actress waitress goddess heroine daughter sister aunt ballerina fairy hen cow lioness duchess maid
    landlady wife
    """
)
_MALE = word_set(
    """
    king boy man gentleman groom wizard dad father grandpa grandad grandfather prince monk waiter god hero son
    brother uncle bull rooster duke butler husband cowboy policeman fireman fisherman businessman santa knight
    pirate guy sheriff snowman viking samurai
    """
)
_LIKE = {
    "bigger": "big", "larger": "big", "biggest": "big", "large": "big", "taller": "tall", "tallest": "tall",
    "smaller": "small", "smallest": "small", "little": "small", "tiny": "small", "shorter": "short", "littler": "small",
    "older": "old", "younger": "young", "fatter": "fat", "thinner": "thin", "darker": "dark", "lighter": "light",
    "gray": "grey", "leftmost": "left", "rightmost": "right", "left-hand": "left", "right-hand": "right", "huge": "big",
    "golden": "yellow", "gold": "yellow", "stripes": "striped", "stripe": "striped", "spots": "spotted",
    "dots": "dotted",
}  # fmt: skip
_OPPOSITE = {"big": "small", "small": "big", "tall": "short", "short": "tall", "large": "small"}
_SHADE = {"black": ("dark",), "brown": ("dark",), "white": ("light", "pale"), "yellow": ("light",)}
_ORDER = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "last": -1}
_ONE = re.compile(r"^(?P<how>.*?)\s*\bones?\b(?P<where>.*)$", re.I)


def label(subject: Subject, known: Plan, words: Collection[str] = ()) -> str:
    """What a thing is called so that it is told from those of the same name; by ``words``, if one of them tells it."""
    alike = [each for each in known.subjects if each.name == subject.name]
    if len(alike) < 2:
        return subject.name
    said = next((each for each in subject.attributes if set(each.lower().split()) & set(words)), None)
    if said is not None:
        return f"{said} {subject.name}"
    how = subject.color if len({each.color for each in alike}) == len(alike) and subject.color else None
    how = how or next(iter(subject.attributes), None) or subject.color
    return f"{how} {subject.name}" if how else subject.name


def meant(phrase: str, topic: str | None, pointed: str | None, known: Plan) -> tuple[str, ...]:
    """The names of the things that a phrase means; the phrase itself where it names them.

    Args:
        phrase: as it was read.
        topic: the thing that was spoken of last.
        pointed: of several of one name, the one that was spoken of last.
        known: what the picture shows.
    """
    low = re.sub(r"^(?:the|a|an) ", "", phrase.lower().strip())
    if not known.subjects:
        return (phrase,)
    if low in _SEVERAL:
        return _all_of(low, topic, known)
    if low in _ONE_OF_THEM and (group := _group(known) or _of_many(known)) is not None:
        head = group.split()[-1]
        return (f"one {group.removesuffix(head)}{noun_of_plural(head.lower())}",)
    if low.startswith("one ") and (alike := [each for each in known.subjects if _same(low, each.name)]):
        return (phrase if len(alike) > 1 or alike[0].count != 1 else phrase[len("one ") :],)
    if low in ("he", "him", "his", "she", "her", "hers"):
        return (_person(low in ("he", "him", "his"), topic, known),)
    if low in ("it", "its") or (low in ("this", "that") and _group(known) is None):
        return (topic or label(known.subjects[0], known),)
    if low in ("mine",):
        return (label(known.subjects[0], known),)
    if low in _THIS:
        return (_pointed(low, pointed, known),)
    if "'s " in low and (last := low.rpartition("'s ")[2]) in {each.name.lower() for each in known.subjects}:
        return (last,)
    return _described(phrase, low, pointed, known)


def _group(known: Plan) -> str | None:
    """The name that several things of the picture share."""
    names = Counter(each.name for each in known.subjects)
    return next((each.name for each in known.subjects if names[each.name] > 1), None)


def _of_many(known: Plan) -> str | None:
    """The name of a thing that the picture shows several of, told of together."""
    return next((each.name for each in known.subjects if each.count != 1), None)


def _all_of(low: str, topic: str | None, known: Plan) -> tuple[str, ...]:
    many = [each for each in known.subjects if each.count != 1]
    if topic is not None and any(_same(topic, each.name) and (low != "both" or each.count == 2) for each in many):
        return (topic,)
    if many and (low != "both" or many[0].count == 2 or len(known.subjects) == 1):
        return (label(many[0], known),)
    if topic is not None and low in ("they", "them", "these", "those") and _plural(topic):
        return (topic,)
    group = _group(known)
    alike = [each for each in known.subjects if group is None or each.name == group]
    if len(alike) < 2:
        return (label(known.subjects[0], known),)
    return tuple(dict.fromkeys(label(each, known) for each in alike[: 2 if low == "both" and group is None else 4]))


def _plural(word: str) -> bool:
    last = word.split()[-1].lower()
    return noun_of_plural(last) != last


def _same(one: str, other: str) -> bool:
    return noun_of_plural(one.split()[-1].lower()) == noun_of_plural(other.split()[-1].lower())


def _person(male: bool, topic: str | None, known: Plan) -> str:
    own, others = (_MALE, _FEMALE) if male else (_FEMALE, _MALE)
    heads = [(each, each.name.lower().split()[-1]) for each in known.subjects]
    for each, head in heads:
        if head in own:
            return label(each, known)
    if topic is not None and any(_same(topic, each.name) for each in known.subjects) and _group(known):
        return topic
    return next((label(each, known) for each, head in heads if head not in others), known.subjects[0].name)


def _pointed(low: str, pointed: str | None, known: Plan) -> str:
    """ "This one" is the one that was spoken of, else the first; "that one" another than was spoken of."""
    group = _group(known)
    if group is None:
        return label(known.subjects[0], known)
    labels = [label(each, known) for each in known.subjects if each.name == group]
    if low.startswith("that"):
        return next((each for each in labels if each != (pointed or labels[0])), labels[0])
    return pointed if pointed in labels else labels[0]


def _described(phrase: str, low: str, pointed: str | None, known: Plan) -> tuple[str, ...]:
    found = _ONE.match(low)
    group = _group(known) or _of_many(known)
    if found is None and low.split()[0] not in ("other", "others") and low not in _ORDER:
        return _by_name(phrase, low, known)
    if group is None:
        named = known.subjects[0].name
        return (f"{found['how']} {named}{found['where']}".strip(),) if found else (phrase,)
    alike = [each for each in known.subjects if each.name == group]
    labels = [label(each, known) for each in alike]
    how = f"{found['how']} {found['where']}" if found else low
    words = [_LIKE.get(each, each) for each in re.findall(r"[\w-]+", how)]
    if ("other" in words or "others" in words) and len(set(labels)) > 1:
        first = pointed if pointed in labels else labels[0]
        return (next(each for each in labels if each != first),)
    fits = [place for place, each in enumerate(alike) if _fits(each, words)]
    if len(fits) == 1 and len(alike) > 1:
        return (label(alike[fits[0]], known, [*words, *re.findall(r"[\w-]+", how)]),)
    for word in words:
        if word in _ORDER and len(alike) > 1 and len(set(labels)) > 1:
            return (labels[min(_ORDER[word], len(labels) - 1)],)
        if word in _OPPOSITE and len(alike) == 2:
            against = [place for place, each in enumerate(alike) if _fits(each, [_OPPOSITE[word]])]
            if len(against) == 1:
                return (labels[1 - against[0]],)
    where = f" {found['where'].strip()}" if found and found["where"].strip() else ""
    before = found["how"].strip() if found else low
    return (f"{before} {group}{where}".strip(),)


def _fits(subject: Subject, words: list[str]) -> bool:
    said = {_LIKE.get(each, each) for attribute in subject.attributes for each in attribute.lower().split()}
    said |= {subject.color, *_SHADE.get(subject.color, ())} if subject.color else set()
    return bool(said & set(words))


def _by_name(phrase: str, low: str, known: Plan) -> tuple[str, ...]:
    """A name with what tells it from its like: "the bigger drum" of a big and a small one."""
    alike = [each for each in known.subjects if _same(low, each.name)]
    words = [_LIKE.get(each, each) for each in low.split()[:-1]]
    fits = [each for each in alike if _fits(each, words)]
    if len(alike) > 1 and len(fits) == 1:
        return (label(fits[0], known),)
    if len(alike) == 1 and words and _fits(alike[0], words) and low != alike[0].name.lower():
        return (alike[0].name,)
    return (phrase,)
