"""The picture that is changed by instruction, what it shows, what it is changed with, and where its things are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.director.edit_words import PRONOUNS
from danqing.families.family import Family
from danqing.tasks.edit_wording import Wording
from danqing.tasks.instances import one_of
from danqing.tasks.lexicon import each_named
from danqing.tasks.own_pictures import Own
from danqing.tasks.phrase_masks import phrase_mask, things_mask
from danqing.tasks.sky import WORDS as SKY_WORDS
from danqing.tasks.sky import sky_of

Mask = NDArray[np.bool_]
SMALL_MODEL_SIDE = 256  # a model whose own pictures are no larger draws no clear small things


class Restyler(Protocol):
    """How a picture is given a style."""

    def __call__(self, image: Image.Image, style: str, prompt: str, index: int) -> Picture: ...


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What operations are carried out with.

    Args:
        family: the loaded model.
        request: seed, steps, guidance and the like; its prompt is not read.
        model: facts of the model for the manifest.
        restyle: gives a style.
        from_open: lay new things in from open pictures; None does so for small models.
        mask: where the thing is, if the user showed it; else it is looked for.
        own: the run that the picture was drawn by, if the loaded model drew it from words.
        run: ``on_step`` and ``should_stop``, see :func:`danqing.tasks.drawing.draw`.
    """

    family: Family
    request: Request
    model: Mapping[str, Any]
    restyle: Restyler
    from_open: bool | None = None
    mask: Mask | None = None
    own: Own | None = None
    run: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lays_in(self) -> bool:
        """Whether new things are laid in from open pictures."""
        defaults = self.family.defaults
        return max(defaults.width, defaults.height) <= SMALL_MODEL_SIDE if self.from_open is None else self.from_open


@dataclass
class Scene:
    """The picture under way, and what it shows.

    Args:
        image: mode RGB.
        wording: what it shows, in words.
        index: which picture of the request.
        sources: open pictures that were laid in, as manifests name them.
        ways: how each operation so far was carried out, ``"attention"`` or ``"local"``.
        added: boxes of what was added so far, which the next thing stands beside.
        alpha: mode L, where the picture is seen; None where it has no transparency.
    """

    image: Image.Image
    wording: Wording
    index: int
    sources: list[dict[str, Any]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    added: list[tuple[int, int, int, int]] = field(default_factory=list)
    alpha: Image.Image | None = None


def find(phrase: str, scene: Scene, tools: Tools) -> Mask:
    """Which pixels the thing covers that a phrase names.

    Raises:
        RequestError: it is not found.
    """
    return looked_for(phrase, scene, tools) if tools.mask is None else tools.mask


def looked_for(phrase: str, scene: Scene, tools: Tools) -> Mask:
    """The same, whatever the user showed.

    Raises:
        RequestError: it is not found.
    """
    named = scene.wording.main if phrase.lower() in PRONOUNS else phrase
    if named is None:
        raise RequestError(f"Say what {phrase!r} is, or show where it is with a mask or a box.")
    if named.lower() in SKY_WORDS and (sky := sky_of(scene.image)) is not None:
        return sky
    own, which = scene.wording.meant(named)
    others = [each for each in scene.wording.things if each not in own and own not in each]
    found = phrase_mask(tools.family, scene.image, own, prompt=scene.wording.known, others=others[:3])
    return found if which is None else one_of(found, which, scene.wording.count_of(named))


def all_named(phrase: str, scene: Scene, tools: Tools) -> Mask:
    """Which pixels the things cover that a phrase names: one, or "the cat and the dog"."""
    named = [phrase] if phrase.lower() in (scene.wording.known or "").lower() else each_named(phrase)
    union: Mask = np.logical_or.reduce([looked_for(each, scene, tools) for each in named[:4]])
    return union


def subjects(keep: str | None, scene: Scene, tools: Tools) -> Mask:
    """Everything in front: the things that are named, or all that the words of the picture name."""
    if tools.mask is not None:
        return tools.mask
    if keep:
        return all_named(keep, scene, tools)
    named = list(scene.wording.things)
    if not named:
        raise RequestError(
            "Say what is to stay, such as 'put the cat on a beach', or what the picture shows with --prompt."
        )
    if len(named) == 1:
        return find(named[0], scene, tools)
    return things_mask(tools.family, scene.image, named[:4], prompt=scene.wording.known)


def occupied(scene: Scene, tools: Tools) -> Mask | None:
    """Where things stand already, as far as that can be found out."""
    try:
        found = subjects(None, scene, tools)
    except RequestError:
        if not scene.added:
            return None
        found = np.zeros((scene.image.height, scene.image.width), dtype=bool)
    found = found.copy()
    for left, top, right, bottom in scene.added:
        found[top:bottom, left:right] = True
    return found


def things_of(wording: Wording, scene: Scene, tools: Tools) -> Mask | None:
    """Where the things are that words name, of which nothing is taken for the ground; None where none is seen."""
    if not wording.things:
        return None
    try:
        return things_mask(tools.family, scene.image, wording.things[:3], prompt=scene.wording.known)
    except RequestError:
        return None


def apart(where: Mask, other: Mask) -> Mask:
    """A mask without another one's pixels, unless nothing is left then."""
    rest = where & ~other
    return rest if rest.any() else where
