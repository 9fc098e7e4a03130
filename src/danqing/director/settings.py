"""What the director was told once and for all: which provider, which endpoint with which key, how long to wait.

It is one JSON file of Danqing's home that its owner alone can read, over which environment variables go. The address,
the model, the key and the price of an endpoint belong together: another address begins anew, so that no key is ever
sent to a host that it was not given for. The key is in no text of this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from danqing.core.errors import FailureError, RequestError
from danqing.core.numbers import is_number
from danqing.director.provider import DEADLINE_S, Price
from danqing.director.remote import RemoteProvider
from danqing.director.remote_connection import address, is_this_machine
from danqing.storage.files import write_text
from danqing.storage.home import director_settings_path

ProviderKind = Literal["rules", "local", "remote"]
ProviderChoice = Literal["auto", "rules", "local", "remote"]
CHOICES: tuple[str, ...] = get_args(ProviderChoice)
MAX_DEADLINE_S = 120.0
ENVIRONMENT = {
    "DANQING_DIRECTOR_PROVIDER": "provider",
    "DANQING_DIRECTOR_URL": "url",
    "DANQING_DIRECTOR_MODEL": "model",
    "DANQING_DIRECTOR_KEY": "key",
    "DANQING_DIRECTOR_INPUT_PRICE": "input_price",
    "DANQING_DIRECTOR_OUTPUT_PRICE": "output_price",
    "DANQING_DIRECTOR_CURRENCY": "currency",
    "DANQING_DIRECTOR_DEADLINE": "deadline_s",
    "DANQING_DIRECTOR_LOCAL": "local_model",
}
_NUMBERS = ("input_price", "output_price", "deadline_s")
_ENDPOINT = ("url", "model", "key", "input_price", "output_price", "currency")


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A model at an OpenAI-compatible endpoint, with what it takes to ask it.

    Args:
        url, model, key, price: see :class:`danqing.director.remote.RemoteProvider`.

    Raises:
        RequestError: one of them cannot be used.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    price: Price | None = None

    def __post_init__(self) -> None:
        self.provider()

    def provider(self) -> RemoteProvider:
        """What asks it."""
        return RemoteProvider(self.url, self.model, key=self.key, price=self.price)

    @property
    def host(self) -> str:
        """Where wishes go."""
        return urlsplit(self.url.strip()).netloc

    @property
    def shows_the_key(self) -> bool:
        """Whether the key would travel over a network unencrypted."""
        parts = urlsplit(self.url.strip())
        return self.key is not None and parts.scheme == "http" and not is_this_machine(parts.hostname or "")


@dataclass(frozen=True, kw_only=True)
class DirectorSettings:
    """What the director was told.

    Args:
        provider: "auto", "rules", "local" or "remote".
        endpoint: for "remote"; None if there is none.
        deadline_s: for all that one wish takes, 1 to 120 seconds.
        local_model: a GGUF file for "local"; None for the one that ``danqing director fetch`` brings.
    """

    provider: str = "auto"
    endpoint: Endpoint | None = None
    deadline_s: float = DEADLINE_S
    local_model: str | None = None

    def __post_init__(self) -> None:
        if self.provider not in CHOICES:
            raise RequestError(f"The director's provider is one of {', '.join(CHOICES)}, not {self.provider!r}.")
        if not is_number(self.deadline_s) or not 1 <= self.deadline_s <= MAX_DEADLINE_S:
            raise RequestError(f"The deadline is a number of seconds from 1 to {MAX_DEADLINE_S:g}.")
        if self.local_model is not None and (not isinstance(self.local_model, str) or not self.local_model.strip()):
            raise RequestError("The local model is the path of a GGUF file.")

    def changed(self, **said: Any) -> DirectorSettings:
        """With some values changed, by the names of the file; an address that differs begins a new endpoint.

        Args:
            said: of provider, url, model, key, input_price, output_price, currency, deadline_s and local_model, which
                "default" takes back; None for what was not said.

        Raises:
            RequestError: a value cannot be used, or an endpoint lacks its address or model.
        """
        given = {name: value for name, value in said.items() if value is not None}
        old = _endpoint_values(self.endpoint)
        if "url" in given and given["url"] != old.get("url"):
            old = {}
        local = given.get("local_model", self.local_model)
        values = {**old, **{name: value for name, value in given.items() if name in _ENDPOINT}}
        return replace(
            self,
            provider=given.get("provider", self.provider),
            deadline_s=given.get("deadline_s", self.deadline_s),
            local_model=None if local == "default" else local,
            endpoint=_endpoint(values) if values else None,
        )

    def to_data(self) -> dict[str, Any]:
        """As the file holds it, the key included."""
        local = {} if self.local_model is None else {"local_model": self.local_model}
        return {"provider": self.provider, **_endpoint_values(self.endpoint), "deadline_s": self.deadline_s, **local}


def read_settings(environment: Mapping[str, str], path: Path | None = None) -> DirectorSettings:
    """The settings of the file, if there is one, with the environment's over them.

    Args:
        environment: such as ``os.environ``; see :data:`ENVIRONMENT`. Empty variables count as not there.
        path: of the file; None for the one in Danqing's home.

    Raises:
        RequestError: the file is no such file, or a value cannot be used.
    """
    stored = stored_settings(path)
    said: dict[str, Any] = {name: environment[each] for each, name in ENVIRONMENT.items() if environment.get(each)}
    for name in _NUMBERS:
        if name in said:
            said[name] = _number(said[name], next(each for each, found in ENVIRONMENT.items() if found == name))
    return stored.changed(**said)


def stored_settings(path: Path | None = None) -> DirectorSettings:
    """The settings of the file alone; those of old if there is none.

    Raises:
        RequestError: the file is no such file; its text says how to begin anew.
    """
    path = path or director_settings_path()
    try:
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict) or set(data) - {"provider", "deadline_s", "local_model", *_ENDPOINT}:
            raise ValueError
        return DirectorSettings().changed(**data)
    except (FileNotFoundError, NotADirectoryError):
        return DirectorSettings()
    except OSError as error:
        raise FailureError(f"{path} cannot be read ({error.strerror}).") from None
    except (ValueError, RecursionError, TypeError, AttributeError):  # ours are ValueErrors too
        raise RequestError(f"{path} does not hold the director's settings; run: danqing director forget") from None


def write_settings(settings: DirectorSettings, path: Path | None = None) -> Path:
    """Keep the settings in a file that its owner alone can read.

    Raises:
        OutputError, FailureError: it cannot be written.
    """
    path = path or director_settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FailureError(f"{path.parent} cannot be made ({error.strerror}).") from None
    return write_text(path, json.dumps(settings.to_data(), ensure_ascii=False, indent=1) + "\n", private=True)


def _endpoint(values: Mapping[str, Any]) -> Endpoint:
    if not values.get("url"):
        raise RequestError(
            "The director knows no endpoint yet; give its address (danqing director set --url, or "
            "DANQING_DIRECTOR_URL) first."
        )
    if isinstance(values["url"], str):
        address(values["url"])  # so that a wrong one is told before what else is missing
    if not values.get("model"):
        raise RequestError(
            "Name the model of that endpoint too (danqing director set --model, or DANQING_DIRECTOR_MODEL)."
        )
    if not all(isinstance(values.get(name, ""), str) for name in ("url", "model", "key", "currency")):
        raise RequestError("The address, model and key of an endpoint are texts.")
    price = None
    if "input_price" in values or "output_price" in values:
        price = Price(
            input_per_million=values.get("input_price", 0.0),
            output_per_million=values.get("output_price", 0.0),
            currency=values.get("currency", "USD"),
        )
    return Endpoint(url=values["url"], model=values["model"], key=values.get("key"), price=price)


def _endpoint_values(endpoint: Endpoint | None) -> dict[str, Any]:
    if endpoint is None:
        return {}
    found: dict[str, Any] = {"url": endpoint.url, "model": endpoint.model}
    if endpoint.key is not None:
        found["key"] = endpoint.key
    if endpoint.price is not None:
        found["input_price"] = endpoint.price.input_per_million
        found["output_price"] = endpoint.price.output_per_million
        found["currency"] = endpoint.price.currency
    return found


def _number(text: str, variable: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise RequestError(f"The environment variable {variable} must be a number, not {text!r}.")
    return value
