"""Ideas by rules: what belongs to a theme, put together in many ways, of which those are chosen that differ most.

The candidates depend on the theme and the seed alone, not on how many are asked for, and the choice goes one by one:
the ideas of a smaller number are the beginning of those of a larger one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from danqing.core.seeds import derive_seed
from danqing.director.diversity import distance, spread_out, words_of
from danqing.director.idea_tables import Choice, Said, Scene, Theme, manner
from danqing.director.idea_theme import ReadTheme

POOL = 240  # candidates, of which at most 50 are taken
RELEVANCE = 0.15  # its weight beside the distance from what was chosen
FACETS = {"subject": 3, "place": 1, "light": 1, "style": 2, "view": 1, "mood": 1, "colors": 1}  # and their weights
_HOUR = re.compile(
    r"[夜晚晨晴雨雪雾]|黎明|清早|早上|黄昏|傍晚|日落|日出|夕阳|朝阳|正午|中午|星空|月光"
    r"|\b(?:night|evening|dawn|dusk|morning|noon|sun(?:set|rise|light|ny)?|moonlight|rain|rainy|snow|snowy|fog|foggy|misty)\b",
    re.I,
)
SAME_SUBJECT = 0.5  # what the distance of two ideas counts that show the same
HABITAT_OF = Callable[[str], str | None]


@dataclass(frozen=True, kw_only=True)
class Made:
    """One idea and what it is put together from.

    Args:
        prompt: the whole wish.
        facets: by the names of :data:`FACETS`, in the language of the idea; what the theme fixes is left out.
        relevance: 0–1, how much its scene belongs to the theme.
    """

    prompt: str
    facets: Mapping[str, str]
    relevance: float


@dataclass(frozen=True, kw_only=True)
class _Stock:
    """What an idea may be put together from; what the theme itself states has no alternatives here."""

    scenes: Sequence[tuple[str, Said, Sequence[Said], float]]  # kind, what is seen, places, relevance
    things: Sequence[Said]
    parts: Mapping[str, Sequence[Choice]]


def ideas_by_rules(theme: ReadTheme, count: int, seed: int, habitat_of: HABITAT_OF) -> list[Made]:
    """Distinct ideas for a theme.

    Args:
        theme: what was read.
        count: how many, at most 50.
        seed: 0 … 2³²-1; the same gives the same ideas.
        habitat_of: where a thing belongs that everybody knows ("cat" → "pet"), or None.
    """
    pool = candidates(theme, seed, habitat_of)
    sets = [words_of(each.prompt) for each in pool]

    def between(one: int, other: int) -> float:
        first, second = pool[one].facets, pool[other].facets
        apart = (distance(sets[one], sets[other]) + _facets_apart(first, second)) / 2
        return apart * SAME_SUBJECT if first.get("subject") == second.get("subject") else apart

    chosen = spread_out(len(pool), count, between, [each.relevance for each in pool], weight=RELEVANCE)
    return [pool[each] for each in chosen]


def _facets_apart(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """The share of facets, by weight, in which two ideas differ, 0–1."""
    shared = [name for name in FACETS if name in one and name in other]
    total = sum(FACETS[name] for name in shared)
    return sum(FACETS[name] for name in shared if one[name] != other[name]) / total if total else 0.0


def candidates(theme: ReadTheme, seed: int, habitat_of: HABITAT_OF) -> list[Made]:
    """Different candidates; alternatives of each part are dealt out evenly, in an order by the seed."""
    kind = _kind(theme, habitat_of)
    stocks = [_stock(theme, each, seed, kind) for each in theme.themes] or [_stock(theme, None, seed, kind)]
    made: dict[str, Made] = {}
    for number in range(POOL):
        which = number % len(stocks)
        others = [stock for place, stock in enumerate(stocks) if place != which]
        each = _put_together(theme, stocks[which], others, number // len(stocks), seed)
        made.setdefault(each.prompt, each)
    return list(made.values())


def _stock(theme: ReadTheme, known: Theme | None, seed: int, kind: str) -> _Stock:
    """All alternatives for one of the themes that were named, or for one that no table knows."""
    general = manner()
    plan = theme.plan
    doing = [each.said for each in general.doing if kind in each.fits]
    if plan.relations or (known and kind in ("thing", "unknown")):  # it says itself how they stand, or the theme does
        doing = [Said("", "")]
    lists: dict[str, Sequence[Said]]
    scenes: list[tuple[str, Said, Sequence[Said], float]]
    if known is None:
        places = [each.said for each in general.places if kind in each.fits]
        lists = {
            "light": [each.said for each in general.light if kind in each.fits],
            "mood": [each.said for each in general.mood],
            "colors": [each.said for each in general.colors],
        }
        if plan.background and not plan.subjects:
            doing = []
        scenes = [("thing", said, places, 1.0) for said in doing]
    else:
        lists = {"light": known.light, "mood": known.mood, "colors": known.colors}
        scenes = _scenes(theme, known, seed, doing)
    styles = {"children"} if theme.for_children else known.styles if known else {"any", "children", "product"}
    kept: dict[str, Sequence[Choice]] = {
        name: _shuffled(
            [Choice(said=said, fits=frozenset()) for said in said_list if not _left_out(theme, said)], seed, name
        )
        for name, said_list in lists.items()
    }
    kept["style"] = _shuffled([each for each in general.styles if each.fits & styles], seed, "style")
    kept["view"] = _shuffled(general.views, seed, "view")
    stated = {
        "style": plan.style,
        "view": plan.composition,
        "mood": plan.mood,
        "colors": any(each.color for each in plan.subjects),
        "light": _HOUR.search(" ".join([theme.lead, *theme.tail])),
    }
    return _Stock(
        scenes=scenes,
        things=[each for each in (known.things if known else ()) if not _left_out(theme, each)],
        parts={name: () if stated.get(name) else choices for name, choices in kept.items()},
    )


def _scenes(
    theme: ReadTheme, known: Theme, seed: int, doing: Sequence[Said]
) -> list[tuple[str, Said, Sequence[Said], float]]:
    """A theme's scenes without what the wish leaves out; where it names things itself, what those do in its places."""
    fitting = [each for each in known.scenes if not _shows_unwanted(theme, each)]
    relevance = {
        id(each): 1 - (place / len(known.scenes) + derive_seed(seed, each.said.en, "relevance") / 2**63) / 2
        for place, each in enumerate(known.scenes)
    }  # what belongs most to a theme comes first, but not always the same
    if theme.lead:
        places = [each for each in known.places if not _left_out(theme, each)]
        return [("thing", each, places, 1.0) for each in doing]
    return [
        (each.kind, each.said, [place for place in each.places or known.places if not _left_out(theme, place)],
         relevance[id(each)])
        for each in fitting
    ]  # fmt: skip


def _shows_unwanted(theme: ReadTheme, scene: Scene) -> bool:
    return (theme.no_people and scene.kind == "people") or _left_out(theme, scene.said)


def _left_out(theme: ReadTheme, said: Said) -> bool:
    return theme.avoids(said.zh) or theme.avoids(said.en)


def _put_together(theme: ReadTheme, stock: _Stock, others: Sequence[_Stock], number: int, seed: int) -> Made:
    tongue = theme.language
    facets: dict[str, str] = {}

    def drawn(name: str, many: int) -> int:
        return derive_seed(seed, number, name) % many

    kind, seen, place, relevance = "thing", "", "", 0.5
    beside = [other.things[0] for other in others if other.things]  # what stands most for a theme is listed first
    if stock.scenes:
        kind, said, places, relevance = stock.scenes[drawn("scene", len(stock.scenes))]
        spot = places[drawn("place", len(places))].of(tongue) if places else ""
        seen, place = said.of(tongue), spot
        if theme.lead and theme.themes:  # things of the theme beside what is asked for
            beside = [*beside, *_two(stock.things, drawn("thing", 1 << 30), theme)][:2]
        facets["subject"] = " ".join([seen, *(each.of(tongue) for each in beside)]).strip()
        facets["place"] = place
    if theme.plan.background or theme.plan.relations:  # it says itself where
        place = ""
        facets.pop("place", None)
    for name, choices in stock.parts.items():
        fitting = [each for each in choices if name != "view" or kind in each.fits]
        if fitting:
            facets[name] = fitting[drawn(name, len(fitting))].said.of(tongue)
    facets = {name: said for name, said in facets.items() if said}
    near = [each.of(tongue) for each in beside]
    tell = _told_zh if tongue == "zh" else _told_en
    return Made(prompt=tell(theme, seen, place, near, facets), facets=facets, relevance=relevance)


def _two(things: Sequence[Said], drawn: int, theme: ReadTheme) -> list[Said]:
    """Two neighbours of the things, none of which the theme names itself."""
    lead = theme.lead.lower()
    named = any(name.lower() in lead for known in theme.themes for name in (*known.names_zh, *known.names_en))
    own = [each for each in things[named:] if each.zh not in lead and each.en not in lead]
    return [own[drawn % len(own)], own[(drawn + 1) % len(own)]][: len(own)] if own else []


def _told_zh(theme: ReadTheme, seen: str, place: str, near: Sequence[str], facets: Mapping[str, str]) -> str:
    beside = f"旁边有{'和'.join(near)}" if near else ""
    mood, colors = facets.get("mood"), facets.get("colors")
    parts = [
        place, theme.lead, seen, beside, facets.get("light"), colors and f"{colors}的色调", facets.get("view"),
        mood and f"{mood}的气氛", facets.get("style"), *theme.tail, theme.format,
    ]  # fmt: skip
    return "，".join(part for part in parts if part)


def _told_en(theme: ReadTheme, seen: str, place: str, near: Sequence[str], facets: Mapping[str, str]) -> str:
    beside = f"with {' and '.join(near)} nearby" if near else ""
    mood, colors = facets.get("mood"), facets.get("colors")
    shown = " ".join(part for part in (theme.lead, seen, place) if part)
    parts = [
        shown, beside, facets.get("light"), colors and f"in {colors}", facets.get("view"),
        mood and f"{mood} mood", facets.get("style"), *theme.tail, theme.format,
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


def _kind(theme: ReadTheme, habitat_of: HABITAT_OF) -> str:
    """What the theme's first known thing is, by where it belongs: "animal", "food" … or "unknown"."""
    for each in theme.plan.subjects:
        habitat = habitat_of(each.name)
        if habitat is not None:
            return manner().kinds.get(habitat, "thing")
    return "unknown"


def _shuffled(choices: Sequence[Choice], seed: int, name: str) -> list[Choice]:
    return sorted(choices, key=lambda each: derive_seed(seed, name, each.said.en))
