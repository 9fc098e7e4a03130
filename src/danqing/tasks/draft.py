"""Grounded drafts: a collage of open pictures, or one's own, as what the drawing starts from.

``generate --draft compose`` reads the prompt into a plan, finds its subjects among openly licensed pictures, lays them
out as the plan asks and starts the diffusion from that collage. Subjects keep most of what they are; the ground and the
edges, where a collage looks cut, may change more. ``--draft FILE`` starts from the user's own collage instead.

The data's pictures are met in this file only, here and where editing by instruction asks for cut-outs; its words in
:mod:`danqing.tasks.lexicon`.

Reference: arXiv 2108.01073 (SDEdit), arXiv 2306.00950 (a strength for each region).
"""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import torch
from PIL import Image, ImageOps
from torch.nn import functional as F

from danqing.core.errors import DataError, RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import derive_seed
from danqing.core.warnings import DanqingWarning
from danqing.director.scene_plan import ScenePlan
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, OnStep, Progress, Settings, Start, resolve
from danqing.tasks.hires import draw_enlarged
from danqing.tasks.img2img import check_strength, encoded
from danqing.tasks.lexicon import read_scene, scene_reader
from danqing.tasks.options import RunOptions

if TYPE_CHECKING:
    from danqing.data.collage import Collage
    from danqing.data.retrieve import Pictures
    from danqing.data.types import Entry

COMPOSE = "compose"  # what --draft says for a collage made here


@dataclass(frozen=True, kw_only=True)
class Strengths:
    """How much of a draft may change, in [0, 1], by region.

    Chosen by looking at what danqing-mini makes of collages: on subjects 0.2 sometimes loses an ear or a tail and 0.1
    keeps them; the ground bears more.
    """

    subjects: float = 0.1
    edges: float = 0.2
    ground: float = 0.4

    def scaled(self, strength: float | None) -> Strengths:
        """The same proportions with ``strength`` on the subjects; None leaves them."""
        if strength is None:
            return self
        part = strength / self.subjects
        return Strengths(subjects=strength, edges=min(1.0, self.edges * part), ground=min(1.0, self.ground * part))


STRENGTHS = Strengths()
FILE_STRENGTH = 0.3  # of the user's own collage, everywhere
EDGE = 0.04  # how wide an edge is, as a part of the shorter side


MORE_PICTURES = "For more pictures, build the large pack: danqing data fetch, then danqing data build."


class DraftWarning(DanqingWarning):
    """A draft does not show all that the prompt asks."""


def draft(
    family: Family,
    request: Request,
    *,
    source: Source | None = None,
    strength: float | None = None,
    model: Mapping[str, Any],
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    """Draw pictures of a prompt from a draft.

    Args:
        family: the loaded model.
        request: what to draw; each of its pictures gets a collage of its own.
        source: the user's collage; None composes one.
        strength: how much of the subjects, or of the user's collage, may change, above 0 and at most 1; None takes
            :data:`STRENGTHS` or :data:`FILE_STRENGTH`.
        model: facts of the model for the manifest.
        run: see :func:`danqing.tasks.drawing.draw`.

    Raises:
        RequestError: the prompt names nothing that can be composed, or a value does not suit.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    if strength is not None:
        check_strength(strength)
    settings = resolve(family, request, enlarges=True)
    indices = list(range(request.count)) if run.get("indices") is None else list(run["indices"] or ())
    if any(not 0 <= index < request.count for index in indices):
        raise RequestError(f"The request has pictures 0 to {request.count - 1}; {indices} asks for others.")
    if source is not None:
        return _from_file(family, request, settings, source, strength or FILE_STRENGTH, model=model, **run)
    plan = read_plan(settings.prompt)
    strengths = STRENGTHS.scaled(strength)
    return _composed(family, request, settings, plan, strengths, indices, model, run)


def read_plan(prompt: str) -> ScenePlan:
    """What a prompt asks to be seen.

    Raises:
        RequestError: nothing that can be composed.
    """
    plan = read_scene(prompt)
    if not plan.subjects and plan.ground is None:
        raise RequestError(
            "A draft is composed of things that the prompt names, such as “two red apples on a table”, and this one "
            "names none; say what is to be seen, or leave --draft out."
        )
    if plan.unread:
        said = ", ".join(plan.unread)
        warnings.warn(f"The draft does not show {said!r}; that is left to the model.", DraftWarning, stacklevel=3)
    return plan


def collage_for(plan: ScenePlan, size: tuple[int, int], seed: int) -> Collage:
    """The collage of a plan, from the pictures that come with the package or, where they do not do, the built pack."""
    from danqing.data.collage import compose

    collage = compose(plan, _pictures_for(plan), size=size, seed=seed)
    if not all(collage.entries) and _built_pack() is None:
        collage = dataclasses.replace(collage, notes=(*collage.notes, MORE_PICTURES))
    return collage


def change_map_of(subjects: np.ndarray, factor: int, strengths: Strengths) -> torch.Tensor:
    """How much may change at each latent position.

    Args:
        subjects: (height, width), 0 … 1: where subjects are.
        factor: pixels per latent position along a side.
        strengths: by region.

    Returns:
        (1, 1, height / factor, width / factor) in [0, 1]; a position shared by regions gets a mean of theirs.
    """
    mask = torch.from_numpy(np.ascontiguousarray(subjects, dtype=np.float64))[None, None]
    width = max(1, round(min(mask.shape[-2:]) * EDGE / 2)) * 2 + 1
    grown = F.max_pool2d(mask, width, stride=1, padding=width // 2)
    inside = -F.max_pool2d(-mask, width, stride=1, padding=width // 2)
    strength = strengths.ground + (strengths.edges - strengths.ground) * grown
    strength = strength + (strengths.subjects - strengths.edges) * inside
    return F.avg_pool2d(strength, factor).clamp(0, 1)  # means may be a last digit above 1


def _composed(
    family: Family,
    request: Request,
    settings: Settings,
    plan: ScenePlan,
    strengths: Strengths,
    indices: Sequence[int],
    model: Mapping[str, Any],
    run: RunOptions,
) -> Iterator[Picture]:
    size = (settings.width, settings.height)
    for done, index in enumerate(indices):
        collage = collage_for(plan, size, derive_seed(request.seed, "draft", index))
        if not done and collage.notes:
            warnings.warn(" ".join(collage.notes), DraftWarning, stacklevel=2)
        latents = encoded(family, collage.image)
        drawing = Drawing(
            request=request,
            settings=settings,
            task={
                "name": "draft",
                "draft": COMPOSE,
                "strengths": dataclasses.asdict(strengths),
                "plan": dataclasses.asdict(plan),
                "boxes": [[[round(edge, 4) for edge in box] for box in boxes] for boxes in collage.boxes],
                "notes": list(collage.notes),
            },
            parents=sources_of(collage),
            start=Start(
                latents=latents,
                strength=change_map_of(collage.subjects, settings.height // latents.shape[-2], strengths),
            ),
        )
        own: RunOptions = {"indices": [index], "should_stop": run.get("should_stop")}
        if (on_step := run.get("on_step")) is not None:
            own["on_step"] = _counted(on_step, done, len(indices))
        yield from draw_enlarged(family, drawing, model=model, **own)


def _from_file(
    family: Family,
    request: Request,
    settings: Settings,
    source: Source,
    strength: float,
    *,
    model: Mapping[str, Any],
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    image = ImageOps.fit(source.image, (settings.width, settings.height), Image.Resampling.LANCZOS)
    drawing = Drawing(
        request=request,
        settings=settings,
        task={"name": "draft", "draft": "file", "strength": strength},
        parents=[source.facts("draft")],
        start=Start(latents=encoded(family, image), strength=strength),
    )
    return draw_enlarged(family, drawing, model=model, **run)


def sources_of(collage: Collage) -> list[dict[str, Any]]:
    """Each open picture of a collage with what its licence asks to be said, for the manifest."""
    found: dict[str, dict[str, Any]] = {}
    for entry in collage.entries:
        if entry is not None:
            found[entry.key] = _source_of(entry)
    return list(found.values())


def _source_of(entry: Entry) -> dict[str, Any]:
    return {
        "role": "draft",
        "picture": entry.key,
        "shows": entry.concept,
        "source": f"{entry.package} {entry.version}",
        "licence": entry.licence,
        "attribution": entry.attribution,
    }


def _counted(on_step: OnStep, done: int, pictures: int) -> OnStep:
    """Progress over all pictures, each of which is a drawing of its own."""

    def tell(at: Progress) -> object:
        return on_step(dataclasses.replace(at, step=done * at.total + at.step, total=at.total * pictures))

    return tell


def cut_out(said: str, room: tuple[int, int], seed: int) -> tuple[Image.Image, dict[str, Any]] | None:
    """An open picture of a thing, mode RGBA and as large as fits, and what manifests say of it; None if there is none.

    Args:
        said: the thing in words, such as "a red hat".
        room: (width, height) in pixels.
        seed: chooses among pictures.
    """
    from danqing.data.retrieve import cast_for

    plan = scene_reader().read(said)
    if not plan.subjects:
        return None
    rng = np.random.Generator(np.random.PCG64(seed))
    cast = cast_for(_pictures_for(plan), plan.subjects[:1], rng, style=plan.style, size=max(room))
    index = cast.indices[0]
    if index is None:
        return None
    cut = cast.sprites.picture(index, max(room), cast.paints[0])
    scale = min(room[0] / cut.width, room[1] / cut.height)
    size = (max(1, round(cut.width * scale)), max(1, round(cut.height * scale)))
    return cut.resize(size, Image.Resampling.LANCZOS), _source_of(cast.sprites.entries[index])


def _pictures_for(plan: ScenePlan) -> Pictures:
    """The pictures that come with the package; the built pack where it alone has a subject or the style."""
    from danqing.data.draft_pack import shipped_pack
    from danqing.data.retrieve import find

    shipped = shipped_pack()
    has_all = all(find(shipped, [each.name for each in plan.subjects]))
    has_style = plan.style is None or plan.style in {entry.style for entry in shipped.entries}
    if has_all and has_style:
        return shipped
    return _built_pack() or shipped


@cache
def _built_pack() -> Pictures | None:
    from danqing.data.pack import Pack
    from danqing.storage.home import packs_folder

    try:
        return Pack.open(packs_folder() / "open")
    except (DataError, ImportError):  # not built, or without what reads it: the shipped pictures must do
        return None
