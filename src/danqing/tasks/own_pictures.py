"""Pictures that the loaded model drew: their manifest tells the run, so that they can be drawn again under other words.

Then prompt-to-prompt needs no mask: what the changed words do not concern stays, and no outline is cut.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.request import Request
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, draw, resolve
from danqing.tasks.prompt_to_prompt import Control, rewrite

SAME = 2.0  # of 255, on average: a picture so near to what its manifest draws is that picture
PLAIN = (
    "prompt", "negative", "style", "model", "seed", "count", "width", "height", "steps", "sampler", "guidance",
    "guidance_rescale", "guidance_interval",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Own:
    """The run that a picture was drawn by.

    Args:
        request: with all that it left open filled in.
        index: which of its pictures.
    """

    request: Request
    index: int


def run_of(family: Family, source: Source, model: Mapping[str, Any]) -> Own | None:
    """The run of a picture that the model drew from words alone; None for others, and for those changed since."""
    manifest = source.manifest or {}
    drawn_by, settings, asked = (manifest.get(name) for name in ("model", "settings", "request"))
    if "task" in manifest or not (
        isinstance(drawn_by, dict) and isinstance(settings, dict) and isinstance(asked, dict)
    ):
        return None
    if drawn_by.get("hash") != model.get("hash") or (settings.get("width"), settings.get("height")) != source.size:
        return None
    try:
        filled = {name: settings[name] for name in ("steps", "sampler", "guidance", "width", "height")}
        request, index = Request.from_json(json.dumps({**asked, **filled})), manifest["index"]
        plain = Request(**{name: getattr(request, name) for name in PLAIN})
        if plain != request:  # regions, adapters and the like belong to the old words
            return None
        with family.attending(lambda _: None):
            pass
        (again,) = draw(
            family, Drawing(request=request, settings=resolve(family, request)), model=model, indices=[index]
        )
    except (RequestError, KeyError, TypeError):
        return None
    apart = np.abs(np.asarray(again.image, dtype=np.float32) - np.asarray(source.image, dtype=np.float32)).mean()
    return Own(request=request, index=index) if float(apart) <= SAME else None


def under_other_words(family: Family, own: Own, words: str, model: Mapping[str, Any], **run: Any) -> Image.Image:
    """The picture of a run under other words, its composition kept."""
    drawn = rewrite(
        family,
        own.request,
        words,
        source=None,
        strength=1.0,
        control=Control(),
        model=model,
        **{**run, "indices": [own.index]},
    )
    return next(iter(drawn)).image.convert("RGB")
