"""What several answers of language models took together, and what one of them took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from danqing.director.provider import Usage


def usage_data(usage: Usage) -> dict[str, Any]:
    """As JSON's types."""
    data: dict[str, Any] = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens}
    if usage.cost is not None:
        data |= {"cost": usage.cost, "currency": usage.currency}
    return data


def usage_of_all(used: Sequence[Usage]) -> Usage | None:
    """The sum; without a cost where one part has none, and None where nobody counted."""
    if not used:
        return None
    costs = [each.cost for each in used]
    return Usage(
        input_tokens=sum(each.input_tokens for each in used),
        output_tokens=sum(each.output_tokens for each in used),
        cost=None if None in costs else sum(each or 0.0 for each in costs),
        currency=used[0].currency,
    )


def usage_between(before: Usage, after: Usage) -> Usage | None:
    """What was spent from one count to the next; None if nothing."""
    read, written = after.input_tokens - before.input_tokens, after.output_tokens - before.output_tokens
    if not read and not written:
        return None
    cost = None if after.cost is None else after.cost - (before.cost or 0.0)
    return Usage(input_tokens=read, output_tokens=written, cost=cost, currency=after.currency)
