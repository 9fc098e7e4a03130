"""A Chinese or mixed wish read into things and how they stand to each other.

A text becomes words (:mod:`~danqing.director.chinese_segments`), clauses without what is said of style and background
(:mod:`~danqing.director.chinese_context`), and things (:mod:`~danqing.director.chinese_phrases`). What stands before
"的" is then taken to the thing behind it ("戴帽子的女孩": the girl, who wears a hat), and each clause is walked from
left to right: who does something, where, with what. What a clause leaves out is what the clause before spoke of.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from danqing.director import chinese_nouns as nouns
from danqing.director.chinese_arms import arm
from danqing.director.chinese_asides import (
    families_named,
    without_denied,
    without_names,
    without_recipients,
    without_titles,
)
from danqing.director.chinese_clauses import Clause
from danqing.director.chinese_compounds import with_compounds
from danqing.director.chinese_context import split_clauses, take_background, take_style
from danqing.director.chinese_grounds import as_told, with_grounds
from danqing.director.chinese_in_english import plan_in_english_frame
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_looks import look_of
from danqing.director.chinese_media import Commission, is_purpose, medium, take_commission, with_hung
from danqing.director.chinese_persons import with_persons
from danqing.director.chinese_phrases import Chunker, others_joined
from danqing.director.chinese_scene import Scene
from danqing.director.chinese_segments import Segmenter
from danqing.director.chinese_sites import is_site, site_text
from danqing.director.plan import MAX_PHRASES, MAX_SUBJECTS, MAX_WORDS, Plan, PlanRelation, Subject
from danqing.director.scene_words import Lexicon
from danqing.director.wish_words_chinese import QUALITY


@dataclass(frozen=True, kw_only=True)
class ReadScene:
    """What was read of a wish beside its asides, in the form of a plan's fields."""

    subjects: tuple[Subject, ...] = ()
    relations: tuple[PlanRelation, ...] = ()
    background: str | None = None
    style: str | None = None
    mood: list[str] = field(default_factory=list)
    avoid: tuple[str, ...] = ()


class ChineseReader:
    """Reads wishes with one dictionary.

    Args:
        lexicon: names, colours, styles and Chinese words of the data.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._segmenter = Segmenter(lexicon)
        self._chunker = Chunker(self._segmenter)

    def words(self, text: str) -> list[Word]:
        """A text as words."""
        return self._segmenter.words(text)

    def read_in_english(self, wish: str, read: Callable[[str], Plan]) -> Plan | None:
        """The plan of a wish told in English with Chinese names in it; None for other wishes.

        Args:
            wish: cleaned.
            read: the English reader.
        """
        return plan_in_english_frame(wish, self._segmenter, self._chunker.items, read)

    def read(self, text: str, avoid: Collection[str] = ()) -> ReadScene:
        """What a text asks to be seen.

        Args:
            text: of the wish, without asides.
            avoid: things that shall not be seen, though the text may name them.
        """
        scene = Scene()
        styles: list[str] = []
        background: str | None = None
        waiting, start = False, 0
        drawn: str | None = None
        kind_of_picture: str | None = None
        text = QUALITY.sub("，", text)
        found = without_names(families_named(with_persons(with_compounds(self._segmenter.words(text)))))
        found = without_recipients(without_titles(found))
        found, denied = without_denied(with_grounds(found))
        unshown: list[tuple[int, list[Word]]] = []
        sites: list[str] = []
        clauses = split_clauses(others_joined(found))
        for clause, after in itertools.pairwise([*clauses, []]):
            begin, start = start, start + len(clause) + 1
            named, clause, opens = take_background(with_hung(clause))
            commission = take_commission(clause, first=not scene.things)
            if commission is not None:
                styles += self._show(commission, begin, scene)
                unshown.append((begin, commission.named))
                begin, clause = begin + len(commission.shown), commission.rest
            elif is_purpose(clause):
                continue
            look = None if waiting else look_of(clause)
            style, rest = (look, []) if look else take_style(clause)
            rest = [_no_style(each) for each in rest]
            styles += [style] if style else []
            drawn, kind_of_picture = drawn or style, kind_of_picture or medium(clause)
            if waiting and background is None:
                background, waiting = "".join(each.text for each in rest) or None, False
                continue
            background, waiting = background or named, opens
            if is_site(rest, after):
                sites.append(site_text(rest))
                unshown.append((begin, rest))
                continue
            Clause(scene, self._chunker.items(rest, begin)).read()
        scene.grounds += sites if scene.things else []
        for begin, rest in [] if scene.things else unshown:
            Clause(scene, self._chunker.items(rest, begin)).read()
        arm(scene)
        scene.leave_out(avoid)
        styles += [kind_of_picture] if kind_of_picture and not drawn else []
        told = _told(scene, background, styles)
        ground = as_told(told.background, text) if told.background else None
        return replace(told, background=ground, avoid=tuple(denied))

    def _show(self, commission: Commission, begin: int, scene: Scene) -> list[str]:
        """Read what is shown in a medium; the medium and the style that are told with it."""
        style, shown = take_style(commission.shown)
        Clause(scene, self._chunker.items([_no_style(each) for each in shown], begin)).read()
        return [each for each in (commission.medium, style) if each]


def _no_style(word: Word) -> Word:
    """A style's name that is none here: "cute" describes, and a pencil is a thing."""
    if word.kind != "style":
        return word
    return replace(word, kind="adj" if word.text.lower() in nouns.ADJECTIVES else "noun", value="thing")


def _told(scene: Scene, background: str | None, styles: list[str]) -> ReadScene:
    """The scene in the form of a plan."""
    things = sorted(scene.subjects(), key=lambda each: each.at)[:MAX_SUBJECTS]
    number = {id(each): place for place, each in enumerate(things)}
    pairs: set[frozenset[int]] = set()
    relations = []
    for kind, first, second in scene.relations:
        ends = frozenset((number.get(id(first), -1), number.get(id(second), -1)))
        if len(ends) == 2 and -1 not in ends and ends not in pairs:
            pairs.add(ends)
            relations.append(PlanRelation(kind=kind, first=number[id(first)], second=number[id(second)]))
    return ReadScene(
        subjects=tuple(
            Subject(
                name=each.name[:MAX_WORDS],
                count=each.count if each.count is None or 1 <= each.count <= 99 else None,
                color=each.color,
                attributes=tuple(dict.fromkeys(said[:MAX_WORDS] for said in each.attributes))[:MAX_PHRASES],
            )
            for each in things
        ),
        relations=tuple(relations),
        background=background or scene.ground(),
        style=_joined(list(dict.fromkeys(styles)))[:MAX_WORDS] or None,
    )


def _joined(phrases: list[str]) -> str:
    """Phrases between commas, English ones between those of English."""
    text = ""
    for each in phrases:
        latin = text[-1:].isascii() and each[:1].isascii()
        text += f"{', ' if latin else '，'}{each}" if text else each
    return text
