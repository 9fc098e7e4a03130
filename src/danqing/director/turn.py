"""One turn of the director: language models asked within one deadline, with notes on what did not go well."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from danqing.core.errors import CheckpointError, ProviderError
from danqing.director.provider import Answering, Message, Usage
from danqing.director.usages import usage_between, usage_of_all

LEAST_S = 1.0  # with less time left, no model is asked


@dataclass
class Turn:
    """A wish or a translation under way.

    Args:
        end: until when, by :func:`time.monotonic`.
        on_text: called with each piece that a model writes.
        notes: what was not as asked for, as sentences.
        used: what each answer took.
    """

    end: float
    on_text: Callable[[str], None] | None = None
    notes: list[str] = field(default_factory=list)
    used: list[Usage] = field(default_factory=list)

    @property
    def left_s(self) -> float:
        """Seconds that are left."""
        return self.end - time.monotonic()

    @property
    def usage(self) -> Usage | None:
        """What all answers took; None where nobody counted."""
        return usage_of_all(self.used)

    def opened(self, make: Callable[[], Answering] | None, label: str) -> Answering | None:
        """A model; None where there is none, and with a note where it does not open in time.

        Args:
            make: opens it; None where there is none.
            label: how it is called before it is opened.
        """
        if make is None:
            return None
        if self.left_s < LEAST_S:
            self.notes.append(f"No time was left for {label}.")
            return None
        try:
            return make()
        except (ProviderError, CheckpointError) as error:
            self.notes.append(str(error))
            return None

    def answer(self, model: Answering, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any] | None:
        """An object, or None with a note where there is none in time."""
        if self.left_s < LEAST_S:
            self.notes.append(f"No time was left to ask {model.name} once more.")
            return None
        try:
            value = self.value(model, messages, schema)
        except (ProviderError, CheckpointError) as error:
            self.notes.append(str(error))
            return None
        return value if isinstance(value, dict) else None

    def value(self, model: Answering, messages: Sequence[Message], schema: Mapping[str, Any]) -> object:
        """What a model answers in the time that is left.

        Raises:
            ProviderError: see :meth:`danqing.director.provider.Provider.complete`.
        """
        before = model.spent
        try:
            return model.answer(messages, schema, deadline_s=max(self.left_s, 0.001), on_text=self.on_text).value
        finally:
            self.used += [spent] if (spent := usage_between(before, model.spent)) else []
