"""What the director makes of a wish, and of a prompt that it translates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from danqing.director.plan import Plan
from danqing.director.provider import Usage
from danqing.director.settings import ProviderKind
from danqing.director.usages import usage_data


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """What the director made of a wish.

    Args:
        wish: as given.
        plan: what it asks to be seen, laid out where its relations allow it.
        prompt: the plan told as a prompt; the wish's own words where the plan does not hold them all.
        revised_prompt: the prompt made richer, where that was asked for.
        provider: whose plan it is: "rules", "local" or "remote".
        model: the name of the language model, if it is one's.
        notes: what was not as asked for, as sentences.
        usage: what all answers took; None where nobody counted.
        seconds: how long it took.
    """

    wish: str
    plan: Plan
    prompt: str
    revised_prompt: str | None = None
    provider: ProviderKind = "rules"
    model: str | None = None
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
    seconds: float = 0.0

    def to_data(self) -> dict[str, Any]:
        """As JSON's types; what is not there is left out."""
        data: dict[str, Any] = {"wish": self.wish, "plan": self.plan.to_data(), "prompt": self.prompt}
        if self.revised_prompt is not None:
            data["revised_prompt"] = self.revised_prompt
        data["provider"] = self.provider
        if self.model is not None:
            data["model"] = self.model
        data["notes"] = list(self.notes)
        if self.usage is not None:
            data["usage"] = usage_data(self.usage)
        return data


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A prompt in English.

    Args:
        prompt: with all its weights, schedules and parameters.
        provider, model, notes, usage: as of :class:`Understanding`.
    """

    prompt: str
    provider: ProviderKind = "rules"
    model: str | None = None
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
