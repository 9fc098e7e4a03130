"""The relations of a wish by the names of its things, as tests compare them."""

from __future__ import annotations

from danqing.tasks.lexicon import plan_wish

Relations = set[tuple[str, str, str]]


def relations_of(wish: str) -> Relations:
    """(first, kind, second) by name."""
    plan = plan_wish(wish)
    names = [each.name for each in plan.subjects]
    return {(names[each.first], each.kind, names[each.second]) for each in plan.relations}
