"""Whether a plan, or a prompt that retells one, keeps to what a wish says: its numbers, colours, names, lettering.

A language model may drop, change or make up things. What is looked for here can be seen in the wish's own words by
plain means, so that a complaint is seldom wrong: a number before a noun, a word for a colour, a text in quotes. What
rules read of the wish helps where they are sure of it: things that the word lists know, and what shall not be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from danqing.director.fact_words import (
    ANY_COLOR,
    INDIRECT,
    PAIRS,
    SOMEBODY,
    Stated,
    stated_numbers,
    stem,
    stems,
    without_quotes,
)
from danqing.director.plan import Plan, Subject

_QUOTED = re.compile(r"[“「『«]([^“”「」『』«»]{1,80})[”」』»]|\"([^\"]{1,80})\"")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, kw_only=True)
class FactWords:
    """The words by which facts are found.

    Args:
        colors: words for colours in both languages → their keys.
        names: names of things that the word lists know, in lower case.
        measures: Chinese measure words.
    """

    colors: Mapping[str, str]
    names: Set[str]
    measures: Set[str]


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a sentence that a model can mend it by.

    Args:
        told: the sentence.
        firm: whether the plan is of no use with it; else it may be that the wish only mentions what is missing.
    """

    told: str
    firm: bool = True


def plan_faults(wish: str, plan: Plan, sure: Plan, words: FactWords) -> tuple[Fault, ...]:
    """What is wrong with a plan; none if nothing is.

    Args:
        wish: what the plan was made of.
        plan: as a model made it.
        sure: as rules read the wish.
        words: see :class:`FactWords`.
    """
    said = told_words(plan)
    firm = [
        *_missing_numbers(wish, plan, said, words),
        *_made_up_numbers(wish, plan, words),
        *_wrong_colors(wish, plan, words),
        *_missing_lettering(wish, plan, said),
        *_avoidance(plan, sure, said),
        *_made_up_subjects(wish, plan),
    ]
    missing = [*_missing_names(plan, sure, said, words), *_missing_colors(wish, plan, sure, said, words)]
    return (*missing, *map(Fault, dict.fromkeys(firm)))


def retelling_faults(plan: Plan, text: str, words: FactWords) -> tuple[str, ...]:
    """What a longer prompt changes of the facts of a plan; none if it keeps them all.

    Args:
        plan: whose subjects, counts, colours, lettering, place and style must be in the text, and what it avoids not.
        text: the prompt, in the plan's language.
        words: see :class:`FactWords`.
    """
    found: list[str] = []
    numbers = stated_numbers(text, words.measures)
    for each in plan.subjects:
        if not _holds(text, each.name):
            found.append(f"“{each.name}” is missing")
            continue
        near = {number.value for number in numbers if _counts(number, text, each.name)}
        if each.count is not None and each.count > 1 and each.count not in {number.value for number in numbers}:
            found.append(f"the number {each.count} of “{each.name}” is missing")
        if each.count is not None and near and each.count not in near:
            found.append(f"there are {each.count} of “{each.name}”, not {min(near)}")
        beside = set(colors_beside(text, each.name, words.colors))
        if each.color and (each.color not in set(_colors_in(text, words.colors).values())):
            found.append(f"the colour {each.color} of “{each.name}” is missing")
        elif each.color and beside and each.color not in beside:
            found.append(f"“{each.name}” is {each.color}, not {min(beside)}")
    found += [f"the text “{each}” is missing" for each in plan.lettering if each.casefold() not in text.casefold()]
    found += [f"“{each}” shall not be seen" for each in plan.avoid if _holds(text, each)]
    for name in ("background", "style", "mood", "composition"):
        value = getattr(plan, name)
        if value and not _mostly_holds(text, value):
            found.append(f"the {name} “{value}” is missing")
    for kind, sides in (
        ("left_of", "left|左|right|右"),
        ("right_of", "left|左|right|右"),
        ("behind", "behind|后|front|前"),
    ):
        if any(each.kind == kind for each in plan.relations) and not re.search(sides, text, re.I):
            found.append(f"what is {kind.replace('_', ' ')} what is missing")
    if bool(_HAN.search(text)) != (plan.language != "en") and plan.language != "mixed":
        found.append("it is in another language")
    return tuple(found)


def pruned(wish: str, plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """The plan without what it says of place, style, mood, view and attributes that the wish has no word of.

    Returns:
        The plan, and what was left out.
    """
    left_out: list[str] = []

    def kept(value: str | None) -> str | None:
        if value is None or _mostly_holds(wish, value):
            return value
        left_out.append(value)
        return None

    def kept_of(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in values if kept(each) is not None)

    subjects = tuple(
        Subject(name=each.name, count=each.count, color=each.color, attributes=kept_of(each.attributes))
        for each in plan.subjects
    )
    said = Plan(
        language=plan.language,
        subjects=subjects,
        relations=plan.relations,
        background=kept(plan.background),
        style=kept(plan.style),
        mood=kept(plan.mood),
        composition=kept(plan.composition),
        lettering=plan.lettering,
        avoid=kept_of(plan.avoid),
        shape=plan.shape,
    )
    return said, tuple(dict.fromkeys(left_out))


def told_words(plan: Plan) -> str:
    """All phrases of a plan, one a line."""
    phrases = [phrase for each in plan.subjects for phrase in (each.name, *each.attributes)]
    phrases += [each for each in (plan.background, plan.style, plan.mood, plan.composition) if each]
    return "\n".join([*phrases, *plan.lettering, *plan.avoid])


def colors_beside(text: str, name: str, colors: Mapping[str, str]) -> Iterator[str]:
    """The keys of colours that stand right before a name ("red cat", "red old cat", "红色的猫")."""
    if _HAN.search(name):
        pattern = rf"({_either(colors, chinese=True)})色?的?{re.escape(name)}"
    else:
        pattern = rf"\b({_either(colors, chinese=False)})\s+(?:[a-z-]+\s+)?{re.escape(stem(name))}(?:e?s)?\b"
    for match in re.finditer(pattern, text, re.I):
        yield colors[match[1].lower()]


# Each kind of fact


def _missing_names(plan: Plan, sure: Plan, said: str, words: FactWords) -> Iterator[Fault]:
    """Things of the wish that the plan does not name; where it is half of several, the plan is of no use."""
    named = [each.name for each in sure.subjects if each.name.lower() in words.names]
    missing = [name for name in named if not _mostly_holds(said, name)]
    for name in dict.fromkeys(missing):
        most = 2 * len(missing) >= len(named) > 1
        yield Fault(f"“{name}” of the wish is missing.", firm=most or not plan.subjects)


def _missing_numbers(wish: str, plan: Plan, said: str, words: FactWords) -> Iterator[str]:
    counts = [each.count or 0 for each in plan.subjects]
    sums = {sum(counts[first:last]) for first in range(len(counts)) for last in range(first + 1, len(counts) + 1)}
    for number in stated_numbers(without_quotes(wish), words.measures):
        if number.value not in sums and not _holds(said, number.phrase):
            yield f"The wish says {number.text} (count {number.value}), which no subject has."


def _made_up_numbers(wish: str, plan: Plan, words: FactWords) -> Iterator[str]:
    stated = {number.value for number in stated_numbers(wish, words.measures)}
    if INDIRECT.search(wish):
        return
    if PAIRS.search(wish):
        stated.add(2)
    stated |= {int(each) for each in re.findall(r"(?<!\d)\d{1,2}(?!\d)", wish)}
    for each in plan.subjects:
        if each.count is not None and each.count > 1 and each.count not in stated:
            yield f"The wish does not say that there are {each.count} of “{each.name}”; for “some” the count is null."


def _missing_colors(wish: str, plan: Plan, sure: Plan, said: str, words: FactWords) -> Iterator[Fault]:
    keys, seen = {each.color for each in plan.subjects}, {each.color for each in sure.subjects}
    for word, key in _colors_in(without_quotes(wish), words.colors).items():
        if key not in keys and not _holds(said, word):
            yield Fault(f"The colour “{word}” of the wish is missing.", firm=key in seen)


def _wrong_colors(wish: str, plan: Plan, words: FactWords) -> Iterator[str]:
    stated = set(_colors_in(wish, words.colors).values())
    for each in plan.subjects:
        beside = set(colors_beside(wish, each.name, words.colors))
        if each.color is not None and each.color not in stated:
            yield f"The wish does not say that “{each.name}” is {each.color}."
        elif beside and each.color not in beside and not beside & _others(plan, each):
            yield f"“{each.name}” is {min(beside)} in the wish."


def _others(plan: Plan, subject: Subject) -> set[str | None]:
    """The colours of the plan's other subjects of that name."""
    return {each.color for each in plan.subjects if each is not subject and stem(each.name) == stem(subject.name)}


def _missing_lettering(wish: str, plan: Plan, said: str) -> Iterator[str]:
    for match in _QUOTED.finditer(wish):
        text = match[1] or match[2]
        if text.strip().casefold() not in said.casefold():
            yield f"The text in quotes “{text}” is missing."
    for each in plan.lettering:
        if _squeezed(each) not in _squeezed(wish):
            yield f"The wish does not ask to write “{each}”."


def _avoidance(plan: Plan, sure: Plan, said: str) -> Iterator[str]:
    for each in sure.avoid:
        if not _mostly_holds(said, each):
            yield f"“{each}”, which shall not be seen, is missing under avoid."
        elif any(stem(subject.name) == stem(each) for subject in plan.subjects):
            yield f"“{each}” shall not be seen, so it is no subject."


def _made_up_subjects(wish: str, plan: Plan) -> Iterator[str]:
    for each in plan.subjects:
        if _HAN.search(each.name):
            known = sum(letter in wish for letter in each.name) >= 0.5 * len(each.name)
        else:
            known = bool(stems(each.name) & stems(wish)) or _squeezed(each.name) in _squeezed(wish)
        if not known and not (stem(each.name) in SOMEBODY and SOMEBODY & (stems(wish) | set(wish))):
            yield f"“{each.name}” is not in the wish; leave it out, and call things by the words of the wish."


# Words


def _holds(text: str, phrase: str) -> bool:
    """Whether the phrase is in the text, plurals and small letters aside."""
    if phrase.casefold() in text.casefold():
        return True
    if _HAN.search(phrase):
        return all(letter in text for letter in phrase if _HAN.match(letter))
    found = stems(phrase)
    return bool(found) and found <= stems(text)


def _mostly_holds(text: str, phrase: str) -> bool:
    """Whether at least half of what the phrase says is in the text."""
    if _holds(text, phrase):
        return True
    letters = _HAN.findall(phrase)
    if letters:
        return sum(each in text for each in letters) >= 0.5 * len(letters)
    found = stems(phrase)
    return bool(found) and len(found & stems(text)) >= 0.5 * len(found)


def _counts(number: Stated, text: str, name: str) -> bool:
    """Whether a number of the text counts things of that name: it stands at most three words before it."""
    if _HAN.search(name):
        rest = text[number.end : number.end + len(name) + 8]
        return name in rest and not re.search(r"[，。、；和与]", rest[: rest.index(name)])
    follow = re.match(r"(?:[\s-]+[\w’'-]+){1,4}", text[number.end :])
    return follow is not None and stem(name.split()[-1]) in {stem(each) for each in follow[0].split()}


def _colors_in(text: str, colors: Mapping[str, str]) -> dict[str, str]:
    """The words for colours in a text → their keys."""
    found = {}
    for chinese in (True, False):
        edge = "" if chinese else r"\b"
        pattern = rf"{edge}({_either(colors, chinese=chinese)}){edge}"
        found.update({match[1]: colors[match[1].lower()] for match in re.finditer(pattern, text, re.I)})
    return {word: key for word, key in found.items() if word.lower() not in ANY_COLOR}


def _either(colors: Mapping[str, str], *, chinese: bool) -> str:
    words = [word for word in colors if bool(_HAN.search(word)) == chinese]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\-_]+", "", text.casefold())
