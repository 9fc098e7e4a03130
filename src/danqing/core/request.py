"""What a user asks for, validated once and stored in full with each picture."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from danqing.core.adapters import AdapterUse, as_adapters
from danqing.core.controls import Control, as_controls
from danqing.core.errors import RequestError
from danqing.core.hires import Hires, as_hires
from danqing.core.references import StyleReference, SubjectReference, as_reference, check_weight
from danqing.core.regions import Region, as_regions
from danqing.core.seeds import check_seed

MAX_PROMPT_CHARACTERS = 4000
MAX_COUNT = 64
MAX_STEPS = 1000
MAX_SIDE_PX = 8192


def clean_prompt(text: str, *, name: str = "prompt", allow_empty: bool = False) -> str:
    """Strip the ends and return the prompt; refuse what no encoder can mean.

    Raises:
        RequestError: the prompt is empty, too long, or holds control characters other than tab and line breaks.
    """
    if not isinstance(text, str):
        raise RequestError(f"The {name} must be text, not {type(text).__name__}.")
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise RequestError(
            f"The {name} has {len(text):,} characters; at most {MAX_PROMPT_CHARACTERS:,} are read, so shorten it."
        )
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r":
            raise RequestError(f"The {name} holds the control character U+{ord(character):04X}; remove it.")
    stripped = text.strip()
    if not stripped and not allow_empty:
        raise RequestError(f"The {name} is empty; say in a few words what to draw.")
    return stripped


@dataclass(frozen=True, kw_only=True)
class Request:
    """One wish for one or more pictures.

    Args:
        prompt: what to draw, 1–4,000 characters, Chinese, English or mixed; ``(word:1.3)`` and ``[word]`` weigh words.
        negative: what to keep out; may be empty.
        width, height: pixels; None means the model's own size. The family checks the multiple.
        count: how many pictures, 1–64.
        seed: 0 … 2³²-1.
        steps: sampling steps, 1–1000; None means the model's own default.
        sampler: a name from ``diffusion.samplers.SAMPLERS``; None means the model's own default.
        guidance: classifier-free guidance scale, 0–50 (1 switches it off); None means the model's own default.
        guidance_rescale: 0–1 (arXiv 2305.08891, section 3.4).
        guidance_interval: the (low, high) part of sampling, as fractions of its steps, in which
            guidance acts.
        style: the name of a style, or None.
        model: the name or folder the request is meant for.
        tile: the axes across which the picture repeats without a seam: "x", "y" or "xy"; None for neither.
        tiled: True draws large pictures in windows of the model's own size and decodes them in tiles, False never, None
            where the whole would not fit the memory.
        hires: a second, larger pass, see :mod:`danqing.core.hires`.
        regions: boxes with words of their own, see :mod:`danqing.core.regions`.
        align_style: how much the pictures take over the look of the first of them, 0–10; 1 is usual, 0 not at all.
        style_reference: a picture whose look they take over instead, see :mod:`danqing.core.references`.
        subject_reference: a picture of what they show.
        controls: pictures of lines or shapes to follow, see :mod:`danqing.core.controls`.
        adapters: LoRA and embeddings that act on the model, see :mod:`danqing.core.adapters`.
        translate: whether Chinese is translated for a model that reads English only.
        director: how the prompt came about, where the director made it of a wish: ``wish``, ``plan``, ``provider`` …
            as JSON's types; kept with the picture and read by nobody.
    """

    prompt: str
    negative: str = ""
    width: int | None = None
    height: int | None = None
    count: int = 1
    seed: int = 0
    steps: int | None = None
    sampler: str | None = None
    guidance: float | None = None
    guidance_rescale: float = 0.0
    guidance_interval: tuple[float, float] = (0.0, 1.0)
    style: str | None = None
    model: str = "danqing-mini"
    tile: str | None = None
    tiled: bool | None = None
    hires: Hires | None = None
    regions: tuple[Region, ...] = ()
    align_style: float = 0.0
    style_reference: StyleReference | None = None
    subject_reference: SubjectReference | None = None
    controls: tuple[Control, ...] = ()
    adapters: tuple[AdapterUse, ...] = ()
    translate: bool = True
    director: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "prompt", clean_prompt(self.prompt))
        object.__setattr__(self, "negative", clean_prompt(self.negative, name="negative prompt", allow_empty=True))
        for name in ("width", "height"):
            value = getattr(self, name)
            if value is not None:
                _check_whole(value, name, 1, MAX_SIDE_PX)
        _check_whole(self.count, "number of pictures", 1, MAX_COUNT)
        check_seed(self.seed)
        if self.steps is not None:
            _check_whole(self.steps, "number of steps", 1, MAX_STEPS)
        if self.guidance is not None:
            _check_real(self.guidance, "guidance", 0.0, 50.0)
        _check_real(self.guidance_rescale, "guidance rescale", 0.0, 1.0)
        if not isinstance(self.guidance_interval, tuple | list) or len(self.guidance_interval) != 2:
            raise RequestError(f"The guidance interval must be a pair of numbers, not {self.guidance_interval!r}.")
        low, high = self.guidance_interval
        _check_real(low, "start of the guidance interval", 0.0, 1.0)
        _check_real(high, "end of the guidance interval", 0.0, 1.0)
        if low > high:
            raise RequestError(f"The guidance interval must run upwards, not from {low} to {high}.")
        object.__setattr__(self, "guidance_interval", (float(low), float(high)))
        if self.tile not in (None, "x", "y", "xy"):
            raise RequestError(f"A picture repeats across x, y or xy, not {self.tile!r}.")
        if not isinstance(self.tiled, bool | None):
            raise RequestError(f"Whether to draw in parts must be true, false or left out, not {self.tiled!r}.")
        for name in ("sampler", "style", "model"):
            value = getattr(self, name)
            if not (isinstance(value, str) or (value is None and name != "model")):
                raise RequestError(f"The {name} must be given by its name, not {value!r}.")
        object.__setattr__(self, "hires", as_hires(self.hires))
        object.__setattr__(self, "regions", as_regions(self.regions))
        check_weight(self.align_style, "weight of aligning")
        object.__setattr__(self, "style_reference", as_reference(StyleReference, self.style_reference))
        object.__setattr__(self, "subject_reference", as_reference(SubjectReference, self.subject_reference))
        object.__setattr__(self, "controls", as_controls(self.controls))
        object.__setattr__(self, "adapters", as_adapters(self.adapters))
        if not isinstance(self.translate, bool):
            raise RequestError(f"Whether to translate must be true or false, not {self.translate!r}.")
        _check_json_object(self.extra, "extra")
        if self.director is not None:
            _check_json_object(self.director, "director")

    def replace(self, **changes: Any) -> Request:
        """A copy with some fields changed, validated again."""
        return dataclasses.replace(self, **changes)

    def to_json(self) -> str:
        """The whole request as a JSON object with sorted keys."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Request:
        """Read what :meth:`to_json` wrote.

        Raises:
            RequestError: it is not JSON, not an object, or has unknown fields or bad values.
        """
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RequestError(f"The request is not valid JSON: {error}.") from None
        if not isinstance(values, dict):
            raise RequestError("The request must be a JSON object.")
        known = {each.name for each in dataclasses.fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown or "prompt" not in values:
            raise RequestError(
                f"The request has unknown fields: {', '.join(unknown)}." if unknown else "The request has no prompt."
            )
        return cls(**values)


def _check_whole(value: object, name: str, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise RequestError(f"The {name} must be a whole number from {low} to {high:,}, not {value!r}.")


def _check_real(value: object, name: str, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise RequestError(f"The {name} must be a number from {low:g} to {high:g}, not {value!r}.")


def _check_json_object(value: object, name: str) -> None:
    """What a request holds is stored with the picture, and that must not fail once the picture is drawn."""
    try:
        sound = isinstance(value, dict) and bool(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        sound = False
    if not sound:
        raise RequestError(
            f"What a request holds in {name!r} must be a JSON object of texts, numbers, lists and objects."
        )
