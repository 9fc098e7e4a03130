"""A plan told as a prompt, in English or Chinese: what a picture is drawn from where its plan was written or changed.

Names, places and styles are told in the plan's own words; numbers, colours and relations in the language asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from danqing.director.chinese_words import MEASURES
from danqing.director.english_forms import noun_of_plural, plural_of
from danqing.director.english_kinds import BODY_PARTS, MASSES, PLURAL_ONLY, TRAITS, WITH_ARTICLE
from danqing.director.measure_words import counted_as, wearing_verb
from danqing.director.plan import Plan, PlanRelation, Subject

RELATIONS: Mapping[str, tuple[str, str]] = {
    "left_of": ("to the left of", "在{}的左边"),
    "right_of": ("to the right of", "在{}的右边"),
    "above": ("above", "在{}的上方"),
    "below": ("below", "在{}的下方"),
    "next_to": ("next to", "在{}旁边"),
    "on": ("on", "在{}上"),
    "under": ("under", "在{}下面"),
    "in": ("in", "在{}里"),
    "in_front_of": ("in front of", "在{}前面"),
    "behind": ("behind", "在{}后面"),
    "wearing": ("wearing", "{}"),  # the verb is that of the thing: 穿着裙子, 戴着帽子
    "holding": ("holding", "拿着{}"),
}
_BETWEEN = {"en": "{} between {} and {}", "zh": "{}在{}和{}之间"}
COLORS_ZH = {
    "red": "红色", "orange": "橙色", "yellow": "黄色", "green": "绿色", "blue": "蓝色", "purple": "紫色",
    "pink": "粉色", "brown": "棕色", "black": "黑色", "white": "白色", "grey": "灰色",
}  # fmt: skip
BEHIND_EN = frozenset({"with", "in", "on", "of", "as", "from", "by", "at", "to", "for"})
NUMBERS_EN = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS_ZH = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def prompt_of(plan: Plan, language: Literal["en", "zh"] | None = None) -> str:
    """The plan as one prompt; what shall not be seen is no part of it.

    Args:
        plan: what to tell.
        language: of the words between the plan's own; None for the plan's, and of a mixed one for that of the names
            in it: Chinese where all that is seen is named so.
    """
    chinese = language == "zh" if language else _is_told_in_chinese(plan)
    worn = {each.second for each in plan.relations if each.kind == "wearing"}
    said = [subject_text(each, chinese=chinese, worn=at in worn) for at, each in enumerate(plan.subjects)]
    told: set[int] = set()
    clauses: list[str] = []
    for each, other in _one_by_one(plan.relations):
        ends = (each.first, each.second) if other is None else (each.first, each.second, other.second)
        named = [_name_again(plan.subjects[end], chinese=chinese) if end in told else said[end] for end in ends]
        if len(named) == 3:
            clauses.append(_BETWEEN["zh" if chinese else "en"].format(*named))
        else:
            clauses.append(_related(plan, each, *named, chinese=chinese))
        told |= set(ends)
    alone = [text for number, text in enumerate(said) if number not in told]
    joint = "和" if chinese else " and "
    clauses = [joint.join(alone), *clauses] if alone else clauses
    if plan.background:
        clauses.append(f"背景是{plan.background}" if chinese else f"{plan.background} in the background")
    if plan.lettering:
        quoted = (
            "、".join(f"“{each}”" for each in plan.lettering)
            if chinese
            else ", ".join(f"“{each}”" for each in plan.lettering)
        )
        clauses.append(f"写着{quoted}" if chinese else f"with the words {quoted}")
    clauses += [
        each for each in (plan.composition, _mood(plan, chinese=chinese), _style(plan, chinese=chinese)) if each
    ]
    return ("，" if chinese else ", ").join(clauses)


def _one_by_one(relations: Sequence[PlanRelation]) -> list[tuple[PlanRelation, PlanRelation | None]]:
    """Relations in their order; those of a thing that is next to two others, and so between them, as one."""
    beside: dict[int, list[PlanRelation]] = {}
    for each in relations:
        if each.kind == "next_to":
            beside.setdefault(each.first, []).append(each)
    pairs = {id(both[0]): both[1] for both in beside.values() if len(both) == 2}
    seconds = {id(each) for each in pairs.values()}
    return [(each, pairs.get(id(each))) for each in relations if id(each) not in seconds]


def _is_told_in_chinese(plan: Plan) -> bool:
    if plan.language != "mixed":
        return plan.language == "zh"
    named = [*(each.name for each in plan.subjects), *([plan.background] if plan.background else [])]
    return bool(named) and not any(each.isascii() for each in named)


def subject_text(subject: Subject, *, chinese: bool, worn: bool = False) -> str:
    """One subject as a phrase: "two orange cats", "两只橙色的猫"; one boot that is worn is a pair in Chinese."""
    if chinese:
        color = COLORS_ZH.get(subject.color or "", "")
        half = next((each for each in subject.attributes if each.startswith("半") and each[1:] in MEASURES), "")
        half = half if subject.count in (1, None) else ""
        told = [each for each in subject.attributes if each != half]
        number = half or _chinese_count(subject, worn=worn)  # 半个西瓜
        return f"{number}{''.join(f'{each}的' for each in (*told, *([color] if color else [])))}{subject.name}"
    after = [each for each in subject.attributes if _follows(each)]
    before = [each for each in subject.attributes if each not in after]
    is_said = any(subject.color in each.split() for each in before)  # "black and white"
    before += [subject.color] if subject.color and not is_said else []
    is_mass = subject.count is None and _head(subject) in MASSES
    name = subject.name if subject.count == 1 or is_mass else plural_of(subject.name)
    bare = [each for each in after if BEHIND_EN.isdisjoint(each.split())]
    after = [each for each in after if each not in bare] + ([f"with {' and '.join(bare)}"] if bare else [])
    return " ".join([*_numbered(subject, [*before, name]), *after])


def _follows(attribute: str) -> bool:
    """Whether what is said of a thing stands behind it in English: "with a beard", "made of wood", "arms folded"."""
    words = attribute.split()
    return len(words) > 1 and not (BEHIND_EN | BODY_PARTS | TRAITS).isdisjoint(map(noun_of_plural, words))


def _numbered(subject: Subject, words: list[str]) -> list[str]:
    """English words for a thing with a number or article before them, where one may stand there."""
    last = _head(subject)
    if subject.count is None:
        return words if last in MASSES else ["many", *words]
    if subject.count > 1:
        return [NUMBERS_EN[subject.count] if subject.count < len(NUMBERS_EN) else str(subject.count), *words]
    if _is_name(subject):
        return ["the", *words] if _has_article(subject) else words
    if last in MASSES | PLURAL_ONLY:
        return words
    half = ["half"] if words[0] == "half" else []
    words = words[len(half) :]
    return [*half, "an" if words[0][:1].lower() in "aeiou" else "a", *words]


def _head(subject: Subject) -> str:
    """The noun of an English name: "cup" of "paper cup of tea"."""
    return subject.name.partition(" of ")[0].rpartition(" ")[2]


def _is_name(subject: Subject) -> bool:
    """Whether an English name is that of one place, building or person: "Big Ben", not "New York taxi"."""
    return " " in subject.name and all(each[:1].isupper() or each in ("of", "the") for each in subject.name.split())


def _has_article(subject: Subject) -> bool:
    """Whether "the" stands before a name: "the Eiffel Tower"."""
    return " of " in subject.name or _head(subject).lower() in WITH_ARTICLE


def _chinese_count(subject: Subject, *, worn: bool) -> str:
    if subject.count is None:
        return "一些"
    count, measure = counted_as(subject.name, subject.count, worn=worn)
    if count == 1 and not measure:
        return ""
    return (NUMBERS_ZH[count] if count < len(NUMBERS_ZH) else str(count)) + measure


def _name_again(subject: Subject, *, chinese: bool) -> str:
    is_bare = chinese or (_is_name(subject) and not _has_article(subject))
    return subject.name if is_bare else f"the {subject.name}"


def _related(plan: Plan, relation: PlanRelation, first: str, second: str, *, chinese: bool) -> str:
    english, between = RELATIONS[relation.kind]
    if chinese and relation.kind == "wearing":
        between = wearing_verb(plan.subjects[relation.second].name) + between
    return first + between.format(second) if chinese else f"{first} {english} {second}"


def _mood(plan: Plan, *, chinese: bool) -> str:
    return "" if not plan.mood else f"{plan.mood}的气氛" if chinese else f"{plan.mood} mood"


def _style(plan: Plan, *, chinese: bool) -> str:
    if not plan.style:
        return ""
    if chinese:
        return plan.style if plan.style.endswith(("风格", "画", "风")) else f"{plan.style}风格"
    return plan.style if plan.style.endswith("style") else f"{plan.style} style"
