"""What language models have in common, wherever they run: messages and a schema in, values of JSON out.

A wish is data. It goes to a model in JSON quotes (:func:`wish_message`), in which the characters that begin a model's
own marks (``<|im_end|>``, ``[INST]``) are escaped, and all that comes back is JSON that follows the schema.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from danqing.core.errors import ProviderRubbishError, ProviderSlowError, RequestError
from danqing.core.numbers import is_number
from danqing.director.deadline import Result, Say, within
from danqing.director.schema import complaint, without_nulls

Role = Literal["system", "user", "assistant"]
DEADLINE_S = 10.0
# Some chats begin the thoughts themselves, so that only their end is written; thoughts without an end are all there is.
_THOUGHTS = re.compile(r"\A(?!\s*[{`])(?:.*?</think>|\s*<think>.*)", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Message:
    """One turn of a conversation with a model."""

    role: Role
    content: str

    def to_data(self) -> dict[str, str]:
        """As chat endpoints read it."""
        return {"role": self.role, "content": self.content}


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a million tokens cost.

    Args:
        input_per_million, output_per_million: of what is read and of what is written, 0 or more.
        currency: how the sum is called.
    """

    input_per_million: float
    output_per_million: float
    currency: str = "USD"

    def __post_init__(self) -> None:
        for each in (self.input_per_million, self.output_per_million):
            if not is_number(each) or each < 0:
                raise RequestError(f"A price for a million tokens is a number from 0 up, not {each!r}.")


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What one or several answers took.

    Args:
        input_tokens, output_tokens: read and written.
        cost: in :attr:`currency`; None where no price is known.
    """

    input_tokens: int
    output_tokens: int
    cost: float | None = None
    currency: str | None = None

    @classmethod
    def of(cls, input_tokens: int, output_tokens: int, price: Price | None) -> Usage:
        """Counted, and priced if there is a price."""
        if price is None:
            return cls(input_tokens=input_tokens, output_tokens=output_tokens)
        cost = (input_tokens * price.input_per_million + output_tokens * price.output_per_million) / 1e6
        return cls(input_tokens=input_tokens, output_tokens=output_tokens, cost=cost, currency=price.currency)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a model gave.

    Args:
        value: of JSON's types; it follows the schema.
        usage: None where the model does not say.
    """

    value: object
    usage: Usage | None = None


class Provider(Protocol):
    """A language model that answers by a schema."""

    @property
    def name(self) -> str:
        """How notes and manifests call it; holds no key."""

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, deadline_s: float = DEADLINE_S
    ) -> object:
        """The answer as values of JSON that follow ``schema``, within ``deadline_s`` seconds for all.

        Raises:
            ProviderError: it is unreachable, too slow, refuses, or gives rubbish; each has its own class.
        """


class Answering(ABC):
    """What the providers of this folder share: answers with what they took, and a deadline that is told of."""

    @property
    @abstractmethod
    def name(self) -> str:
        """See :class:`Provider`."""

    @property
    @abstractmethod
    def spent(self) -> Usage:
        """The sum over all answers so far, those of no use as well."""

    @abstractmethod
    def answer(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        deadline_s: float = DEADLINE_S,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer with what it took.

        Args:
            messages, schema, deadline_s: see :class:`Provider`.
            on_text: called with each piece of the answer's text as it comes.

        Raises:
            As :meth:`Provider.complete`.
        """

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, deadline_s: float = DEADLINE_S
    ) -> object:
        """See :class:`Provider`."""
        return self.answer(messages, schema, deadline_s=deadline_s).value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def _in_time(
        self, deadline_s: float, work: Callable[[Say, float], Result], on_text: Callable[[str], None] | None
    ) -> Result:
        """The result of ``work``, see :func:`danqing.director.deadline.within`.

        Raises:
            ProviderSlowError: it was not there in time.
        """
        try:
            return within(deadline_s, work, on_text)
        except TimeoutError:
            raise ProviderSlowError(f"{self.name} gave no whole answer within {deadline_s:.3g} s.") from None


def wish_message(wish: str) -> Message:
    """A wish as the user's turn: ``{"wish": "…"}``, see :func:`data_message`."""
    return data_message({"wish": wish})


def data_message(data: Mapping[str, object]) -> Message:
    """What users wrote as the user's turn: JSON in one line, with nothing in it that a model takes for its marks.

    Raises:
        RequestError: it holds half of a pair of surrogates, which is no text.
    """
    quoted = _quoted(data)
    if any("\ud800" <= each <= "\udfff" for each in quoted):
        raise RequestError("The wish holds broken characters; type it again.")
    return Message("user", quoted)


def _quoted(value: object) -> str:
    """JSON whose texts hold no character that begins a mark."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{json.dumps(name)}: {_quoted(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    text = json.dumps(value, ensure_ascii=False)
    for mark in "<[":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def read_answer(text: str, schema: Mapping[str, Any], name: str) -> object:
    """The JSON in what a model wrote, which may stand in a fence or between words.

    Raises:
        ProviderRubbishError: there is none, or it does not follow the schema.
    """
    value = without_nulls(_value(text, name), schema)
    if wrong := complaint(value, schema):
        raise ProviderRubbishError(f"{name} gave an answer that breaks the form: {wrong}.", text)
    return value


def _value(text: str, name: str) -> object:
    said = _THOUGHTS.sub("", text).strip()
    fenced = _FENCE.search(said)
    for each in (said, fenced[1].strip() if fenced else "", said[said.find("{") :] if "{" in said else ""):
        try:
            value, end = _DECODER.raw_decode(each)
            json.dumps(value, ensure_ascii=False).encode()  # half of a pair of surrogates is no text
        except (ValueError, RecursionError):
            continue
        if each is not said or end == len(said):
            return value
    raise ProviderRubbishError(f"{name} gave no JSON: {_cut(text)}.", text)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else line[:59] + "…")
