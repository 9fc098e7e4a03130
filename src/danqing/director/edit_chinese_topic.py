"""What a clause of a Chinese instruction tells of, though it asks nothing: what later clauses leave out is this.

"那只狗太胖了，瘦一点": the first clause is of the dog. First what the picture shows is tried (戴眼镜的那位), then a
clause that is but a noun, nouns at the beginning or after 的 and 那只, and at last what a clause so built points at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from danqing.director.edit_chinese_known import Talk
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, noun_phrase
from danqing.director.edit_words import BACKGROUND_WORDS, PICTURE_WORDS, PRONOUNS

_LONGEST = 5  # characters of a noun within a clause
_LONGEST_ALONE = 6  # of a clause that is but a noun
_THAT = re.compile(
    rf"[那这]{NUMERAL}?[{MEASURE}](?P<noun>.{{1,6}}?)(?:看着|看起来|太|真|好|很|有点|实在|都|也|挡|碍|不|没|被|$)"
)
_POINTED = re.compile(
    f"(?:(?:另外?|剩下|其他|其余)(?:的)?[那这]?{NUMERAL}?|[那这]{NUMERAL}?|{NUMERAL})[{MEASURE}](?![子儿头])"
    f"|.{{1,8}}?的(?:[那这]?{NUMERAL}?[{MEASURE}])?(?=不|太|没|有|在|还|就|已|被|[了嘛呢])"
)
_BEFORE_NOUN = re.compile(rf"的(?!时候)|[那这]{NUMERAL}?[{MEASURE}](?![子儿头])")
_AFTER_NOUN = ("", *"太真好很有实都也挡碍不没被在是看显还就已更最别要应该怎")  # where a noun of one character ends
_LEAD = re.compile("^(?:那|这)?(?:个|只|条|位|些)?")
_OWNER = re.compile("^(?:我|你)(?:的|家)?")


def topic_of(clause: str, talk: Talk, *, taken_back: bool = False) -> str | None:
    """The name of what a clause tells of; None where it does not say.

    Args:
        clause: without what is only polite.
        talk: what was spoken of before; several things that the clause names become those spoken of together.
        taken_back: whether the clause takes back the one before ("算了"): then only 它 is looked for.
    """
    if clause[:1] in ("它", "他", "她") and clause[1:2] not in ("们", "俩"):
        return name_meant(clause[0], talk)
    if taken_back:
        return None
    described = [talk.described(each) for each in re.split("和|跟|与", clause)]
    if all(described):
        talk.together = [name for names in described for name in names] if len(described) > 1 else []
        return described[0][0]
    phrase = _phrase_in(clause, talk)
    return None if phrase is None else name_meant(phrase, talk)


def name_meant(phrase: str, talk: Talk) -> str | None:
    """The name of what a phrase means; None where it is but a pronoun, the picture or its background."""
    named = talk.named(phrase)
    is_thing = bool(named) and named[0] not in PRONOUNS | PICTURE_WORDS | BACKGROUND_WORDS
    return named[0] if is_thing else None


def _phrase_in(clause: str, talk: Talk) -> str | None:
    """The phrase of a clause that names what it is of."""
    is_thing = talk.vocabulary.is_thing
    names = {each.name for each in talk.subjects}
    alone = noun_phrase(clause, talk.vocabulary).noun if len(clause) <= _LONGEST_ALONE else ""
    if alone and (alone in names or is_thing(alone)):
        return clause
    plain = _OWNER.sub("", _LEAD.sub("", clause))
    first = plain[:1]
    if first and is_thing(first) and plain[:2] not in talk.vocabulary.chinese:
        names.add(first)
    for start, noun in _pieces(plain):
        if noun in names:
            return noun
        ends = len(noun) > 1 or plain[start - 1 : start] == "的" or plain[start + 1 : start + 2] in _AFTER_NOUN
        if ends and (len(noun) > 1 or start) and is_thing(noun):
            return noun
    if (found := _THAT.search(clause)) and (len(found["noun"]) > 1 or is_thing(found["noun"])):
        return found["noun"]
    if found := _POINTED.match(clause):
        return found[0]
    return plain if 2 <= len(plain) <= 4 and is_thing(plain[-2:]) else None


def _pieces(plain: str) -> Iterator[tuple[int, str]]:
    """Where nouns may begin, the last place first, with what may be one there, the longest first."""
    for start in [0, *(each.end() for each in _BEFORE_NOUN.finditer(plain))][::-1]:
        for size in range(min(_LONGEST, len(plain) - start), 0, -1):
            yield start, plain[start : start + size]
