"""The method of a studio that changes a picture by instruction."""

from __future__ import annotations

import dataclasses
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

import numpy as np
from PIL import Image

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.warnings import PromptWarning
from danqing.director.edit_director import EditReading
from danqing.director.edit_types import Background, EditPlan, Operation, Replace, Restyle, to_data
from danqing.families.family import Family
from danqing.provenance.files import write_picture
from danqing.provenance.intake import Given, Source
from danqing.provenance.manifest import make_manifest
from danqing.tasks.drawing import OnStep, Progress, resolve
from danqing.tasks.edit import carry_out, drawn_steps
from danqing.tasks.edit_reading import check_instruction, instruction_read
from danqing.tasks.edit_scene import Scene, Tools
from danqing.tasks.edit_styles import style_refused
from danqing.tasks.edit_wording import Wording
from danqing.tasks.framing import Box
from danqing.tasks.known import known_plan
from danqing.tasks.masks import make_mask
from danqing.tasks.options import DrawOptions
from danqing.tasks.own_pictures import Own, run_of
from danqing.tasks.phrase_masks import phrase_mask
from danqing.tasks.prompt_to_prompt import Control, rewrite
from danqing.tasks.restyling import Restyling
from danqing.tasks.studio_base import run_options, told
from danqing.tasks.vary import words_of


class Instructing(Restyling):
    """A picture changed by what one says of it."""

    def edit(
        self,
        image: Given,
        instruction: str | EditPlan | Sequence[Operation],
        *,
        prompt: str | Request | None = None,
        mask: Given | None = None,
        mask_text: str | None = None,
        boxes: Sequence[Box] = (),
        from_open: bool | None = None,
        director: str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Change a picture by instruction, see :mod:`danqing.tasks.edit`.

        Args:
            image: a file, its bytes, a PIL image or a :class:`danqing.Picture`.
            instruction: such as "make the car red" or "把猫变成狗，去掉球", or operations.
            prompt: what the picture shows, or a whole request; None takes the prompt that the picture carries, else
                the instruction's own words must do.
            mask, boxes: where the thing is that the instruction is about, as :meth:`inpaint` takes them.
            mask_text: a phrase for the same.
            from_open: lay new things in from open pictures, which the manifest lists; None does so for small models.
            director: who reads the instruction: "auto", "rules", "local" or "remote"; None takes what is set.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the picture or the mask cannot be read.
            RequestError: the instruction is not understood, or what it names is not found in the picture.
            As :meth:`danqing.Studio.stream` besides.
        """
        began = time.monotonic()
        if isinstance(instruction, str):
            check_instruction(instruction, director)
        source = self._read(image)
        wording = Wording(_known(source, prompt, self.name))
        read = _read(instruction, wording.known, director)
        plan = read.plan
        self._check_styles(plan, instruction if isinstance(instruction, str) else None)
        for note in (*read.notes, *([_left_aside(plan)] if plan.unread else [])):
            warnings.warn(note, PromptWarning, stacklevel=2)
        request = self._asked(prompt if isinstance(prompt, Request) else wording.known or _said(plan), options)
        painted = None if mask is None else self._read(mask, "mask")
        shown = None
        if mask_text is not None:
            shown = phrase_mask(self.family, source.image, wording.own_words(mask_text), prompt=wording.known)
        if painted is not None or boxes:
            pointed = np.asarray(make_mask(source, mask=painted, boxes=boxes)) > 127
            shown = pointed if shown is None else shown | pointed
        tools = Tools(
            family=self.family,
            request=request,
            model=self._model_facts(),
            restyle=self._restyled,
            from_open=from_open,
            mask=shown,
            own=_run_of(self.family, source, prompt, self._model_facts()) if _may_steer(plan) else None,
        )
        parents = [source.facts(), *([] if painted is None else [painted.facts("mask")])]
        task = {
            "name": "edit",
            "operations": to_data(plan.operations),
            "of": wording.known,
            "from_open": tools.lays_in,
            "mask_text": mask_text,
            "boxes": [list(each) for each in boxes],
        }
        if isinstance(instruction, str):
            task["instruction"] = instruction
            task["read_by"] = read.model or read.provider
        drawn = _edited(source, wording, plan, tools, task, parents, options, began)
        return told(drawn, options)

    def rewrite(
        self,
        prompt: str | Request,
        words: str,
        *,
        image: Given | None = None,
        strength: float = 0.8,
        control: Control | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw a prompt's picture under other words, its composition kept, see :mod:`danqing.tasks.prompt_to_prompt`.

        Args:
            prompt: the old words, or a whole request; with its seed the picture that was drawn from it.
            words: the new ones.
            image: a picture that shows the old words; None draws it beside.
            strength: how far ``image`` is noised, above 0 to 1: less keeps more of it.
            control: how much of the old picture's attention is taken over; None takes what is usual.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the picture cannot be read.
            As :meth:`danqing.Studio.stream` besides.
        """
        drawn = rewrite(
            self.family,
            self._asked(prompt, options),
            words,
            source=None if image is None else self._read(image),
            strength=strength,
            control=Control() if control is None else control,
            model=self._model_facts(),
            **run_options(options),
        )
        return told(drawn, options)

    def _check_styles(self, plan: EditPlan, instruction: str | None) -> None:
        """Refuse a style that nobody knows before anything is drawn, in the language of the instruction."""
        for each in plan.operations:
            if not isinstance(each, Restyle):
                continue
            try:
                self._known_style(each.style)
            except UnknownNameError as error:
                raise (error if instruction is None else style_refused(error, instruction, plan.language)) from None

    def _restyled(self, image: Image.Image, style: str, prompt: str, index: int) -> Picture:
        """For operations of style: the library's way, with the seed of this picture."""
        known = self._known_style(style)
        if known is not None and known.reference is not None:
            return self.restyle(image, style=style, seed=index)[0]
        return self.restyle(image, style=style, prompt=prompt, seed=index)[0]


def _edited(
    source: Source,
    wording: Wording,
    plan: EditPlan,
    tools: Tools,
    task: dict[str, Any],
    parents: list[dict[str, Any]],
    options: DrawOptions,
    began: float,
) -> Iterator[Picture]:
    request, run = tools.request, run_options(options)
    given = run.get("indices")
    indices = list(range(request.count)) if given is None else list(given)
    if any(not 0 <= index < request.count for index in indices):
        raise RequestError(f"The request has pictures 0 to {request.count - 1}; {indices} asks for others.")
    defaults = tools.family.defaults
    settings = resolve(tools.family, request.replace(width=defaults.width, height=defaults.height))
    total = drawn_steps(plan.operations, settings.steps)
    for done, index in enumerate(indices):
        counted: dict[str, Any] = {"should_stop": run.get("should_stop")}
        if (on_step := run.get("on_step")) is not None:
            counted["on_step"] = _Counter(on_step, done * total, total * len(indices))
        scene = Scene(image=source.image, wording=wording, index=index, alpha=source.alpha)
        carry_out(plan.operations, scene, dataclasses.replace(tools, run=counted))
        image = scene.image
        if scene.alpha is not None:
            image = image.copy()
            image.putalpha(scene.alpha)
        manifest = make_manifest(
            request.replace(prompt=scene.wording.known or request.prompt),
            index=index,
            model=tools.model,
            settings={
                "width": image.width,
                "height": image.height,
                "steps": settings.steps,
                "sampler": settings.sampler,
                "guidance": settings.guidance,
                "prompt": scene.wording.prompt,
                "negative": settings.negative,
                "backend": tools.family.backend.name,
                "device": tools.family.backend.device.type,
                "precision": tools.family.backend.precision,
            },
            task={**task, "ways": scene.ways},
            parents=[*parents, *scene.sources],
            duration_s=time.monotonic() - began,
        )
        yield Picture(image=image, manifest=manifest, writer=write_picture)


class _Counter:
    """Progress over all drawings that the operations of all pictures make."""

    def __init__(self, on_step: OnStep, before: int, total: int) -> None:
        self._on_step, self._done, self._total = on_step, before, total

    def __call__(self, at: Progress) -> object:
        self._done = min(self._done + 1, self._total)
        return self._on_step(dataclasses.replace(at, step=self._done, total=self._total))


def _read(instruction: str | EditPlan | Sequence[Operation], known: str | None, director: str | None) -> EditReading:
    if isinstance(instruction, str):
        return instruction_read(instruction, known_plan(known), provider=director)
    given = instruction if isinstance(instruction, EditPlan) else EditPlan(operations=tuple(instruction))
    return EditReading(plan=given)


def _left_aside(plan: EditPlan) -> str:
    if plan.language == "zh":
        return f"没看懂、略过了：{'、'.join(f'“{each}”' for each in plan.unread)}。"
    return f"Not understood and left aside: {', '.join(f'“{each}”' for each in plan.unread)}."


def _known(source: Source, prompt: str | Request | None, model: str) -> str | None:
    """What the picture shows, as far as that is known."""
    if isinstance(prompt, Request):
        return prompt.prompt
    if prompt is not None:
        return prompt
    try:
        return str(words_of(source, None, model=model)["prompt"])
    except RequestError:
        return None


def _may_steer(plan: EditPlan) -> bool:
    """Whether attention control may carry the first operation out."""
    return bool(plan.operations) and isinstance(plan.operations[0], Background | Replace)


def _run_of(family: Family, source: Source, prompt: str | Request | None, model: Mapping[str, Any]) -> Own | None:
    """The run of the picture, unless the user says that it shows something else."""
    said = prompt.prompt if isinstance(prompt, Request) else prompt
    own = None if source.manifest is None else run_of(family, source, model)
    return own if own is not None and said in (None, own.request.prompt) else None


def _said(plan: EditPlan) -> str:
    """The instruction's own words, for a picture of which nothing is known."""
    words = [getattr(each, name, None) for each in plan.operations for name in ("what", "by", "to", "anchor")]
    return ", ".join(dict.fromkeys(each for each in words if each)) or "a picture"
