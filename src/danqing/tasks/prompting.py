"""From a prompt as written to requests and settings: whatever people write after a prompt, and into braces.

What is given beside the prompt (an option, a field of a request) wins over a parameter in it. The request keeps the
prompt as written.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danqing.core.adapters import AdapterUse, as_adapters
from danqing.core.errors import RequestError
from danqing.core.hires import Hires
from danqing.core.references import StyleReference, SubjectReference
from danqing.core.request import MAX_COUNT, MAX_STEPS, Request, clean_prompt
from danqing.core.seeds import random_seed
from danqing.core.shapes import parse_size, size_for_ratio
from danqing.core.warnings import SettingIgnoredWarning
from danqing.director.moments import never_seen
from danqing.director.permutations import expand
from danqing.director.prompt_grammar import parse, parse_pieces, render_parts, render_pieces
from danqing.director.prompt_types import Part, Prompt

UNREAD = ("iw",)
REFERENCES = {"sref": "sw", "oref": "ow", "cref": "cw"}  # with their weights
USUAL_STYLIZE, LITERAL, FREE = 100, 1.5, 0.4  # guidance is multiplied by LITERAL at --stylize 0, by FREE at 1000


def requests_for(
    prompt: str, *, seed: int | None = None, count: int | None = None, drawn: int | None = None, **fields: Any
) -> tuple[Request, ...]:
    """The requests that a prompt stands for, one for each choice in its braces.

    Args:
        prompt: as written.
        seed: None takes ``--seed`` of the prompt, else draws one for all.
        count: None takes ``--repeat`` of the prompt, else 1.
        drawn: the seed that was drawn already.
        fields: the others of :class:`danqing.core.request.Request`.

    Raises:
        RequestError: something in the prompt or beside it makes no sense, or these are too many pictures.
    """
    common = random_seed() if drawn is None else drawn
    made = []
    for text in expand(clean_prompt(prompt)):
        said = parse(text).parameters
        own_seed = said.get("seed", common) if seed is None else seed
        own_count = said.get("repeat", 1) if count is None else count
        made.append(Request(prompt=text, seed=own_seed, count=own_count, **fields))  # type: ignore[arg-type]
    check_total(made)
    return tuple(made)


def requests_for_each(prompts: Sequence[str], **fields: Any) -> tuple[Request, ...]:
    """The requests that several prompts stand for, in their order; those without a seed share the one that is drawn.

    Args:
        prompts: as written, at least one.
        fields: see :func:`requests_for`.

    Raises:
        RequestError: as :func:`requests_for`; of several prompts the sentence tells which.
    """
    drawn, made = random_seed(), list[Request]()
    for number, prompt in enumerate(prompts, start=1):
        try:
            made += requests_for(prompt, drawn=drawn, **fields)
        except RequestError as error:
            raise RequestError(
                f"Prompt {number} of {len(prompts)}: {error}" if len(prompts) > 1 else str(error)
            ) from None
        if len(prompts) > 1 and sum(request.count for request in made) > MAX_COUNT:  # before a long list is read on
            raise RequestError(
                f"The {len(prompts):,} prompts make more than {MAX_COUNT} pictures, and at most {MAX_COUNT} are drawn "
                "in one go; shorten the list."
            )
    return tuple(made)


def request_for(prompt: str, **fields: Any) -> Request:
    """The one request that a prompt stands for, for tasks that draw one.

    Raises:
        RequestError: it stands for several, or as :func:`requests_for`.
    """
    made = requests_for(prompt, **fields)
    if len(made) > 1:
        raise RequestError(
            "Choices in braces make several prompts, and this draws one; choose, or write \\{ for a brace."
        )
    return made[0]


def variants(request: Request) -> tuple[Request, ...]:
    """A whole request, once for each choice in the braces of its prompt; its own seed and count hold for all.

    Raises:
        RequestError: these are too many pictures.
    """
    made = [request.replace(prompt=text) for text in expand(request.prompt)]
    check_total(made)
    return tuple(made)


def body_of(request: Request) -> str:
    """What a request draws, as written, without what leads and follows it."""
    prompt = parse(request.prompt)
    return render_parts(prompt.parts, prompt.joiner)


def check_total(requests: list[Request]) -> None:
    """Refuse more pictures than one request may ask for."""
    total = sum(request.count for request in requests)
    if total > MAX_COUNT and len(requests) > 1:
        raise RequestError(
            f"The choices in braces make {total} pictures; at most {MAX_COUNT} are drawn in one go, so ask for fewer."
        )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request with what its prompt says laid under it.

    Args:
        request: with sampler, steps, guidance, style, size and negative prompt from the prompt where it has none.
        prompt: what the prompt is read as.
        ratio: of the sides, such as ``"3:2"``, if neither the request nor the prompt names a size.
        effort: what the model's own number of steps is multiplied by, if the request names none.
        stop: percent of the run after which the picture is taken as it is.
        stylize: 0 … 1000: how much the model's own taste weighs beside the words; 100 is usual.
        chaos, weird: see :mod:`danqing.tasks.unsettling`.
    """

    request: Request
    prompt: Prompt
    ratio: str | None = None
    effort: float = 1.0
    stop: int = 100
    stylize: int = USUAL_STYLIZE
    chaos: int = 0
    weird: int = 0

    def size(self, own: tuple[int, int], multiple: int) -> tuple[int, int]:
        """The (width, height) to draw, where the model's own is ``own``."""
        request = self.request
        if request.width or request.height:
            return request.width or request.height or own[0], request.height or request.width or own[1]
        return own if self.ratio is None else size_for_ratio(self.ratio, area=own[0] * own[1], multiple=multiple)

    def words(self, styled: Callable[[str, str], tuple[str, str]]) -> tuple[str, str]:
        """The prompt without its parameters, each of its parts styled, and the negative prompt.

        Args:
            styled: puts words after a prompt and a negative prompt.
        """
        away = self.request.negative
        parts = []
        for part in self.prompt.parts:
            text, away = styled(render_pieces(part.pieces), self.request.negative)
            parts.append(Part((text,), part.weight))
        return render_parts(parts, self.prompt.joiner), away

    def steps(self, own: int) -> int:
        """The steps to take, where the model's own number is ``own``."""
        return self.request.steps or min(max(1, round(own * self.effort)), MAX_STEPS)

    def guidance(self, own: float) -> float:
        """The guidance to take, where the model's own is ``own``: the more its taste weighs, the less."""
        if self.request.guidance is not None:
            return float(self.request.guidance)
        if self.stylize <= USUAL_STYLIZE:
            return own * (LITERAL + (1 - LITERAL) * self.stylize / USUAL_STYLIZE)
        return max(1.0, own * math.pow(FREE, (self.stylize - USUAL_STYLIZE) / (1000 - USUAL_STYLIZE)))


def read_request(request: Request) -> Asked:
    """Read a request's prompt, without choices in braces, and lay what it says under the request.

    Raises:
        RequestError: something in the prompt makes no sense.
    """
    prompt = parse(request.prompt)
    said = dict(prompt.parameters)
    changes: dict[str, Any] = {
        name: said[name]
        for name in ("steps", "sampler", "guidance", "style")
        if name in said and getattr(request, name) is None
    }
    if "no" in said:
        changes["negative"] = ", ".join(part for part in (request.negative, str(said["no"])) if part)
    if "tile" in said and request.tile is None:
        changes["tile"] = "xy"
    if prompt.adapters:
        named = {Path(each.name).name for each in request.adapters}
        own = (each for each in prompt.adapters if Path(each.name).name not in named)
        added = [AdapterUse(name=each.name, weight=each.weight) for each in own]
        changes["adapters"] = as_adapters([*request.adapters, *added])
    if "hd" in said and request.hires is None:
        changes["hires"] = Hires()
    sized = bool(request.width or request.height)
    if "sref" in said and request.style_reference is None:
        changes["style_reference"] = StyleReference(file=str(said["sref"]), weight=float(said.get("sw", 100)) / 100)
    if "oref" in said and "cref" in said:
        raise RequestError("--oref and --cref both say what the picture shows; give one of them.")
    if request.subject_reference is None:
        for name in ("oref", "cref"):
            if name in said:
                weight = float(said.get(REFERENCES[name], 100)) / 100
                changes["subject_reference"] = SubjectReference(file=str(said[name]), weight=weight)
    if "size" in said and not sized:
        changes["width"], changes["height"] = parse_size(str(said["size"]))
    return Asked(
        request=request.replace(**changes) if changes else request,
        prompt=prompt,
        ratio=str(said["ar"]) if "ar" in said and "size" not in said and not sized else None,
        effort=float(said.get("quality", 1)) * (0.5 if "draft" in said else 1.0),
        stop=int(said.get("stop", 100)),
        stylize=int(said.get("stylize", USUAL_STYLIZE)),
        chaos=int(said.get("chaos", 0)),
        weird=int(said.get("weird", 0)),
    )


def warn_of_unread(asked: Asked, steps: int) -> None:
    """Name what the prompt asks for and nothing here does, and schedules that ``steps`` steps never reach."""
    unread = list(unread_marks(asked.prompt))
    if unread:
        _warn(f"Nothing reads {', '.join(unread)} of the prompt yet, so it has no effect.")
    if asked.request.guidance is not None and asked.stylize != USUAL_STYLIZE:
        _warn("Guidance is given as a number, so --stylize had no effect.")
    pieces = [part.pieces for part in asked.prompt.parts] + [parse_pieces(asked.request.negative)]
    for written in dict.fromkeys(each for part in pieces for each in never_seen(part, steps)):
        _warn(f"One side of {written} is never drawn, since there are {steps} steps.")


def unread_marks(prompt: Prompt) -> Iterator[str]:
    """The parts of a prompt that have no effect in this version, as they are written."""
    yield from prompt.images
    yield from (f"--{name}" for name in prompt.parameters if name in UNREAD)
    for name, weight in REFERENCES.items():
        if weight in prompt.parameters and name not in prompt.parameters:
            yield f"--{weight}"


def _warn(text: str) -> None:
    warnings.warn(text, SettingIgnoredWarning, stacklevel=5)
