"""One loaded model and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from danqing.backends.base import Precision
from danqing.backends.registry import make_backend
from danqing.core.adapters import AdapterUse
from danqing.core.controls import Control
from danqing.core.errors import RequestError
from danqing.core.hires import Hires
from danqing.core.picture import Picture
from danqing.core.references import StyleReference, SubjectReference
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.director.plan import Plan
from danqing.director.understanding import Understanding
from danqing.families.models import DEFAULT_MODEL, find_model
from danqing.families.registry import load_family
from danqing.tasks.animating import Animating
from danqing.tasks.blending import Blending
from danqing.tasks.drafting import Drafting
from danqing.tasks.drawing import OnStep
from danqing.tasks.editing import Editing
from danqing.tasks.enlarging import Enlarging
from danqing.tasks.generate import generate_in_turn
from danqing.tasks.instructing import Instructing
from danqing.tasks.planning import plan_prompt, planned, shaped
from danqing.tasks.prompting import requests_for, variants
from danqing.tasks.restyling import Restyling
from danqing.tasks.seamless import Seamless
from danqing.tasks.sheeting import Sheeting
from danqing.tasks.studio_base import size_of


class Studio(Editing, Instructing, Restyling, Drafting, Sheeting, Enlarging, Animating, Seamless, Blending):
    """A loaded model. Make one with :func:`danqing.load`.

    Args:
        family: the model.
        name: what manifests call it.
    """

    def generate(
        self,
        prompt: str | Request | None = None,
        *,
        plan: Plan | Understanding | None = None,
        negative: str | None = None,
        seed: int | None = None,
        count: int | None = None,
        size: tuple[int, int] | str | None = None,
        steps: int | None = None,
        sampler: str | None = None,
        guidance: float | None = None,
        guidance_rescale: float | None = None,
        guidance_interval: tuple[float, float] | None = None,
        style: str | None = None,
        hires: Hires | float | None = None,
        regions: Sequence[Region] | None = None,
        align_style: float | None = None,
        style_reference: StyleReference | str | Path | None = None,
        subject_reference: SubjectReference | str | Path | None = None,
        controls: Sequence[Control | str | Path] | None = None,
        adapters: Sequence[AdapterUse | tuple[str | Path, float] | str | Path] | None = None,
        indices: Sequence[int] | None = None,
        on_step: OnStep | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[Picture]:
        """Draw pictures of a prompt.

        Args:
            prompt: what to draw, in English, Chinese or both, in the grammar of docs/en/prompts.md; or a whole request,
                beside which only ``indices``, ``on_step`` and ``should_stop`` may be given.
            plan: in place of a prompt: what :meth:`plan` understood, or a plan of one's own.
            negative: what to keep out.
            seed: 0 … 2³²-1; None takes the prompt's own or draws one, which each picture's manifest records.
            count: how many pictures of each prompt, 1 by default.
            size: (width, height) in pixels, or ``"WxH"``; None takes the model's own size.
            steps, sampler, guidance: None takes the model's own.
            hires: a second, larger pass, such as 2 for twice the size, see :mod:`danqing.core.hires`.
            guidance_rescale, guidance_interval, style, regions, align_style, style_reference, subject_reference,
                controls, adapters: see :class:`danqing.core.request.Request`.
            indices, on_step, should_stop: see :meth:`stream`.

        Returns:
            The pictures in order.

        Raises:
            As :meth:`stream`.
        """
        values: dict[str, Any] = {
            "negative": negative,
            "seed": seed,
            "count": count,
            "steps": steps,
            "sampler": sampler,
            "guidance": guidance,
            "guidance_rescale": guidance_rescale,
            "guidance_interval": guidance_interval,
            "style": style,
            "hires": hires,
            "regions": regions,
            "align_style": align_style,
            "style_reference": style_reference,
            "subject_reference": subject_reference,
            "controls": controls,
            "adapters": adapters,
        }
        given = {name: value for name, value in values.items() if value is not None}
        if size is not None:
            given["width"], given["height"] = size_of(size)
        if (prompt is None) == (plan is None):
            raise RequestError("Give either a prompt or a plan.")
        if isinstance(prompt, Request) and given:
            raise RequestError(f"A whole request was given, so put {', '.join(given)} into it.")
        requests: Request | Sequence[Request]
        if plan is not None:
            planned_request = planned(plan, requests_for("a plan", **given)[0])
            requests = shaped(planned_request, self.default_size, self.size_multiple)
        else:
            requests = prompt if isinstance(prompt, Request) else requests_for(prompt or "", **given)
        return list(self.stream(requests, indices=indices, on_step=on_step, should_stop=should_stop))

    def plan(self, wish: str, *, provider: str | None = None, expand: str = "off", seed: int = 0) -> Understanding:
        """What a wish asks for, for ``generate(plan=…)``; nothing is drawn. See docs/en/director.md.

        Args:
            wish: in Chinese, English or both, at most 4,000 characters.
            provider: "auto", "rules", "local" or "remote"; None takes the one of the settings.
            expand: "off", "light" or "rich": how much richer the prompt is made.
            seed: of the choices in richer prompts.

        Raises:
            RequestError: the wish, a choice or the settings cannot be used.
        """
        return plan_prompt(wish, provider=provider, expand=expand, seed=seed)

    def stream(
        self,
        request: Request | Sequence[Request],
        *,
        indices: Sequence[int] | None = None,
        on_step: OnStep | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Iterator[Picture]:
        """Draw the pictures of a request and give each as soon as it is finished.

        Args:
            request: what to draw; choices in the braces of its prompt are drawn in turn, each with its seed and count.
                Or several requests, see :func:`danqing.tasks.prompting.requests_for`.
            indices: which pictures of it, by default all; picture 3 alone equals picture 3 among others.
            on_step: told of each step with a :class:`danqing.tasks.drawing.Progress`; may raise to end the work.
            should_stop: asked at each step; True ends the work.

        Raises:
            RequestError, UnknownNameError: a value does not suit the model; raised at once, before anything is drawn.
            CancelledError: ``should_stop`` said so; pictures already given stay good.
            FailureError: drawing failed.
        """
        given = (request,) if isinstance(request, Request) else request
        requests = [each.replace(model=self.name) for one in given for each in variants(one)]
        return generate_in_turn(
            self.family,
            requests,
            model=self._model_facts(),
            indices=indices,
            on_step=on_step,
            should_stop=should_stop,
        )


def open_studio(
    model: str | Path = DEFAULT_MODEL,
    *,
    device: str | None = None,
    precision: Precision = "auto",
    backend: str = "torch",
) -> Studio:
    """What :func:`danqing.load` does, once torch may be loaded."""
    folder = find_model(model)
    family = load_family(folder, make_backend(backend, device=device, precision=precision))
    return Studio(family, folder.name or folder.resolve().name)
