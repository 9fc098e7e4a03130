"""What is known of a picture: the plan of the prompt that it was drawn by."""

from __future__ import annotations

from danqing.core.errors import RequestError
from danqing.director.plan import Plan
from danqing.tasks.lexicon import plan_wish, without_marks


def known_plan(prompt: str | None) -> Plan | None:
    """What a picture of a prompt shows, as far as the rules read it; None without a prompt, or where it has no plan."""
    try:
        return None if prompt is None else plan_wish(without_marks(prompt))
    except RequestError:
        return None
