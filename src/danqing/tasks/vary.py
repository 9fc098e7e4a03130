"""How far variations of a picture go, and the words of a picture that Danqing drew itself."""

from __future__ import annotations

from typing import Any

from danqing.core.errors import RequestError, UnknownNameError
from danqing.provenance.intake import Source

STRENGTHS = {"subtle": 0.35, "strong": 0.7}
REGION_STRENGTH = 0.8
TAKEN = ("prompt", "negative", "style")  # from the request of the picture that is varied


def strength_named(name: str) -> float:
    """The strength of a kind of variation.

    Raises:
        UnknownNameError: there is no such kind.
    """
    if name not in STRENGTHS:
        raise UnknownNameError("kind of variation", str(name), list(STRENGTHS))
    return STRENGTHS[name]


def words_of(source: Source, prompt: str | None, *, model: str) -> dict[str, Any]:
    """The prompt to draw a picture on by: what the user says, else what it was drawn from.

    Args:
        source: the picture.
        prompt: what the user says, or None.
        model: the name of the model; styles of another one are left out.

    Returns:
        Fields of a request, at least ``prompt``.

    Raises:
        RequestError: neither says anything.
    """
    if prompt is not None:
        return {"prompt": prompt}
    request = (source.manifest or {}).get("request")
    found = {name: request.get(name) for name in TAKEN} if isinstance(request, dict) else {}
    found = {name: value for name, value in found.items() if isinstance(value, str) and value}
    if "prompt" not in found:
        raise RequestError(f"Say in a few words what {source.name} shows; it does not carry its own prompt.")
    drawn_by = (source.manifest or {}).get("model")
    if not isinstance(drawn_by, dict) or drawn_by.get("name") != model:
        found.pop("style", None)
    return found
