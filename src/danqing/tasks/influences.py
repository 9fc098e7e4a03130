"""What a request asks to act on its pictures besides their words: read from its fields once, for every drawing task."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from danqing.core.adapters import AdapterUse
from danqing.core.controls import Control
from danqing.core.errors import PictureError, RequestError
from danqing.core.references import StyleReference, SubjectReference
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.guidance import ConditionalDenoiser
from danqing.families.family import Conditioning, Family
from danqing.families.noise import Walk
from danqing.provenance.intake import Source, read_picture
from danqing.tasks.adapting import adapters_of
from danqing.tasks.aligning import Call, Given, Sharing, following, recorded
from danqing.tasks.controlling import Controlling, controlling
from danqing.tasks.framing import Size, View
from danqing.tasks.regions import Placed, bounded, placed
from danqing.tasks.resembling import Resembling, subject_of

Within = Callable[[int], AbstractContextManager[object]]


@dataclass
class Influences:
    """What acts on the pictures of one request.

    Args:
        within: contexts, as of :class:`danqing.tasks.drawing.Drawing`.
        adapted: the context of adapters, if there are any; entered before the others.
        adapters: the adapters as manifests record them.
        regions: where which words are, or None.
        sharing: shares a reference's look or subject, or None.
        source: the reference, or None for the first picture of the request.
        reference: the source as the request has it, with what manifests record.
        controlling: what controls do.
    """

    family: Family = field(repr=False)
    within: tuple[Within, ...] = ()
    adapted: tuple[Within, ...] = ()
    adapters: tuple[AdapterUse, ...] = ()
    regions: Placed | None = None
    sharing: Sharing | None = None
    source: Source | None = None
    reference: StyleReference | SubjectReference | None = None
    controlling: Controlling = field(default_factory=Controlling, repr=False)
    _first: list[Call] = field(default_factory=list, repr=False)
    _given: Given | None = field(default=None, repr=False)

    @property
    def parents(self) -> list[dict[str, Any]]:
        """The pictures that these are made from, for manifests."""
        source = [self.source.facts(self.reference.what)] if self.source and self.reference else []
        return [*source, *self.controlling.parents]

    def noted(self, request: Request) -> Request:
        """The request for the manifest: where it names a file, without folders and with its hash."""
        if self.adapters:
            request = request.replace(adapters=self.adapters)
        if self.controlling.recorded:
            request = request.replace(controls=self.controlling.recorded)
        if isinstance(self.reference, SubjectReference):
            return request.replace(subject_reference=self.reference)
        if request.style_reference is None or self.reference is None:
            return request
        return request.replace(style_reference=self.reference)

    def around(
        self,
        denoise: ConditionalDenoiser[Conditioning],
        index: int,
        *,
        walk: Walk,
        negative: str,
        draw_first: Callable[[ConditionalDenoiser[Conditioning]], object],
    ) -> ConditionalDenoiser[Conditioning]:
        """The denoiser of a picture with the look of its reference.

        Args:
            denoise: ``(x, sigma, conditioning) -> x0``.
            index: of the picture.
            walk: the noise levels of the run.
            negative: what to keep out.
            draw_first: samples picture 0 with the denoiser that it is given.
        """
        if self.sharing is None:
            return denoise
        if self.source is not None:
            if self._given is None:
                said = (self.source.manifest or {}).get("settings", {}).get("prompt", "")
                words = None if isinstance(self.sharing, Resembling) else said if isinstance(said, str) else ""
                self._given = Given(self.family, self.source, words, negative, walk)
            return following(denoise, self._given, self.sharing)
        if index == 0:
            self._first.clear()
            return recorded(denoise, self._first)
        if not self._first:
            calls: list[Call] = []
            draw_first(recorded(denoise, calls))
            self._first[:] = calls
        return following(denoise, lambda number, sigma, words: self._first[number], self.sharing)


def influences_of(
    family: Family,
    *,
    regions: Sequence[Region],
    align_style: float,
    style_reference: StyleReference | None,
    subject_reference: SubjectReference | None,
    adapters: Sequence[AdapterUse],
    said: str,
    count: int,
    controls: Sequence[Control],
    walk: Walk,
    view: View,
    size: Size,
) -> Influences:
    """What the fields of a request do to its pictures.

    Args:
        family: the model.
        regions, align_style, style_reference, subject_reference, adapters, count: of the request, styled and resolved.
        said: all words that are drawn.
        controls: of the request.
        walk: the noise levels of the whole run.
        view: what is drawn of the picture that boxes are counted in.
        size: (width, height) of the drawing.

    Raises:
        RequestError: a region reaches outside, or the model cannot be steered so.
        PictureError: a reference or a control's picture cannot be read, or is not the one that is meant.
        CheckpointError: a control's net cannot be used with the model.
        UnknownNameError, CheckpointError: there is no such adapter, or it cannot be used with the model.
    """
    found = Influences(family)
    within: list[Within] = []
    if adapters:
        acting, found.adapters = adapters_of(family, adapters, said)
        found.adapted = (acting,)
    if regions:
        found.regions = placed(regions, view)
        control = bounded(found.regions)
        try:
            family.attending(control)
        except RequestError:  # where attention cannot be steered, mixing what each prompt gives is all there is
            pass
        else:
            within.append(lambda index: family.attending(control))
    weight = align_style
    named = [each for each in (style_reference, subject_reference) if each is not None and each.weight > 0]
    if len(named) > 1 or (align_style and subject_reference in named):
        raise RequestError("A picture's look and its subject cannot both be given by references yet; choose one.")
    if named:
        (reference,) = named
        source = read_picture(reference.file, what=reference.what)
        if reference.sha256 not in (None, source.sha256):
            raise PictureError(f"{reference.file} is not the {reference.what} that was recorded; give that one.")
        found.source, weight = source, reference.weight
        found.reference = replace(reference, file=Path(reference.file).name, sha256=source.sha256)
        if align_style:
            _warn("All pictures take the look of the style reference, so aligning them to the first had no effect.")
    elif align_style and count == 1:
        _warn("One picture has no others to be aligned to; ask for several.")
        weight = 0.0
    if weight:
        found.sharing = sharing = (
            Resembling(weight, subject=subject_of(family, found.source))
            if found.source is not None and isinstance(found.reference, SubjectReference)
            else Sharing(weight)
        )
        family.attending(sharing)  # refuses before anything is drawn
        within.append(lambda index: family.attending(sharing))
    found.controlling = controlling(family, controls, walk=walk, view=view, size=size)
    found.within = (*within, *found.controlling.within)
    return found


def _warn(text: str) -> None:
    warnings.warn(text, SettingIgnoredWarning, stacklevel=5)
