"""Richer prompts without any model: what a plan leaves open is filled in, what it states stays.

Phrases on light, material, place, view, atmosphere and finish are chosen by what is drawn, where, and in what medium;
among those that fit, by a seed: varied from wish to wish, the same for the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from danqing.director import expand_words as words
from danqing.director.facts import FactWords, retelling_faults
from danqing.director.plan import Plan

_HAN = re.compile(r"[\u3400-\u9fff]")
LIGHT_SLOTS = 2  # phrases at the level "light"


@dataclass(frozen=True, kw_only=True)
class Expander:
    """What richer prompts are made with.

    Args:
        kind_of: the kind of a thing by its name in either language, as of ``data/categories.py``.
        facts: the words of facts, by which each phrase is checked.
    """

    kind_of: Callable[[str], str]
    facts: FactWords


def expand_by_rules(plan: Plan, prompt: str, level: str, seed: int, expander: Expander) -> str:
    """A prompt with phrases after it, in its own language.

    Args:
        plan: of the wish; what it states is not spoken of again.
        prompt: what the phrases go after.
        level: "light" adds two phrases, "rich" one for all that is open.
        seed: chooses among the phrases that fit.
        expander: see :class:`Expander`.
    """
    chinese = speaks_chinese(prompt)
    comma = "，" if chinese else ", "
    told = prompt.rstrip(" ,，.。;；")
    before = set(retelling_faults(plan, told, expander.facts))
    added = 0
    for slot, choices in _slots(plan, expander, prompt):
        if level == "light" and added == LIGHT_SLOTS:
            break
        chooser = random.Random(f"{seed}\n{prompt}\n{slot}")
        for pair in chooser.sample(choices, len(choices)):
            phrase = pair[1] if chinese else pair[0]
            longer = f"{told}{comma}{phrase}"
            if phrase not in told and set(retelling_faults(plan, longer, expander.facts)) <= before:
                told, added = longer, added + 1
                break
    return told


def speaks_chinese(text: str) -> bool:
    """Whether a text is Chinese rather than English."""
    return 2 * len(_HAN.findall(text)) > len(re.findall(r"[A-Za-z]+", text))


def _slots(plan: Plan, expander: Expander, prompt: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """What may be said more, in its order: what it is about and the choices."""
    kind, place, medium = _kind(plan, expander), _place(plan, prompt), _medium(plan, prompt)
    photo = medium in ("photo", "render")
    found = []
    if plan.background is None and not plan.relations and place == "day" and medium != "flat":
        found.append(("setting", words.SETTING[kind]))
    if medium not in ("flat", "line"):
        found.append(("light", words.LIGHT[place]))
    if photo or medium == "paint":
        found.append(("texture", words.TEXTURE[kind] if photo else words.FINISH["paint"]))
    else:
        found.append(("finish", words.FINISH[medium]))
    if plan.composition is None:
        found.append(("view", words.VIEW[kind] if photo else words.FRAME[medium]))
    if plan.mood is None:
        found.append(("mood", words.MOOD[place]))
    if photo:
        found.append(("finish", words.FINISH[medium]))
    first = ("light", "texture", "finish")  # at the lower level, these say most
    return sorted(found, key=lambda each: each[0] not in first)


def _kind(plan: Plan, expander: Expander) -> str:
    if not plan.subjects:
        return "scene"
    name = plan.subjects[0].name
    if re.search(words.FISHES, name, re.I):
        return "fish"
    if re.search(words.BIRDS, name, re.I):
        return "bird"
    return words.KINDS.get(expander.kind_of(name), "thing")


def _place(plan: Plan, prompt: str) -> str:
    told = prompt.replace(plan.style, " ") if plan.style else prompt  # "水墨" tells of no water
    said = " ".join([plan.background or "", *(each.name for each in plan.subjects), told])
    if plan.background and re.search(words.PLACES["plain"], plan.background, re.I):
        return "plain"
    return next(
        (place for place, pattern in words.PLACES.items() if place != "plain" and re.search(pattern, said, re.I)),
        "day",
    )


def _medium(plan: Plan, prompt: str) -> str:
    said = f"{plan.style or ''} {prompt}"
    return next((medium for medium, pattern in words.MEDIA.items() if re.search(pattern, said, re.I)), "photo")
