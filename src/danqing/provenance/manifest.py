"""The facts that travel with a picture.

The shape is fixed here, so that writers (tasks) and readers (``read_manifest``, the command line, the studio) agree:
``version``, ``software``, ``time``, ``request`` (the whole request, as asked), ``index`` (which picture of it),
``model`` (name, family, where its weights came from) and ``settings`` (what the request left open, as resolved); for
pictures made from pictures also ``task`` (its name and parameters) and ``parents`` (file names and hashes of pixels).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from danqing._version import __version__
from danqing.core.request import Request

MANIFEST_VERSION = 1


def make_manifest(
    request: Request,
    *,
    index: int,
    model: Mapping[str, Any],
    settings: Mapping[str, Any],
    task: Mapping[str, Any] | None = None,
    parents: Sequence[Mapping[str, Any]] = (),
    duration_s: float | None = None,
) -> dict[str, Any]:
    """Collect the manifest of picture ``index`` of a request.

    Args:
        request: what was asked, stored in full.
        index: which picture of the request, from 0; together with ``request.seed`` it fixes the noise.
        model: JSON-ready facts of the model, at least ``name``; ``family`` and ``hash`` where known.
        settings: what was really used: ``width``, ``height``, ``steps``, ``sampler``, ``guidance`` and whatever else
            the task resolved, such as ``device`` and ``dtype``.
        task: the ``name`` and the parameters of the task, unless it is plain generation.
        parents: facts of the pictures that this one is made from, at least ``file`` and ``sha256`` of each.
        duration_s: seconds of work for this picture.

    Returns:
        A JSON-ready dict.
    """
    manifest: dict[str, Any] = {
        "version": MANIFEST_VERSION,
        "software": {"name": "danqing", "version": __version__},
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "request": dataclasses.asdict(request),
        "index": index,
        "model": dict(model),
        "settings": dict(settings),
    }
    if task is not None:
        manifest["task"] = dict(task)
    if parents:
        manifest["parents"] = [dict(parent) for parent in parents]
    if duration_s is not None:
        manifest["duration_s"] = round(duration_s, 3)
    return json_ready(manifest)


def json_ready(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """A deep copy with tuples as lists, as it will be after a round trip through a file."""
    copy: dict[str, Any] = json.loads(dump_json(manifest))
    return copy


def dump_json(value: object) -> str:
    """Compact JSON in which Chinese stays readable; lone surrogates (from odd file names) are escaped.

    Raises:
        ValueError: it holds a NaN or an infinity, which JSON has no word for.
        TypeError: it holds something that is not JSON.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text
