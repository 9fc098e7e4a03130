"""The controls of a request at work: pictures made ready, nets loaded, and refused before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from danqing.core.controls import Control
from danqing.core.errors import CheckpointError, PictureError
from danqing.diffusion.guidance import interval_in_sigma
from danqing.families.control import Controlled
from danqing.families.family import Family
from danqing.families.noise import Walk
from danqing.provenance.intake import Source, read_picture
from danqing.storage.home import home
from danqing.tasks.framing import Size, View
from danqing.tasks.preprocess import preprocess

OWN_NET = "controlnet"  # the folder of the net that comes with a model, as stock pipelines name it too


@dataclass(frozen=True, kw_only=True)
class Controlling:
    """What the controls of a request do.

    Args:
        within: the context of one picture's drawing.
        recorded: the controls as manifests have them, without folders and with hashes.
        parents: the pictures, for manifests.
    """

    within: tuple[Callable[[int], AbstractContextManager[object]], ...] = ()
    recorded: tuple[Control, ...] = ()
    parents: tuple[dict[str, Any], ...] = ()


def controlling(family: Family, controls: Sequence[Control], *, walk: Walk, view: View, size: Size) -> Controlling:
    """Make the controls of a request ready.

    Args:
        family: the model.
        controls: of the request.
        walk: the whole run; parts of it are counted on its steps.
        view: what the drawing shows of the picture that it changes; a control's picture is laid over that whole.
        size: (width, height) of the drawing.

    Raises:
        PictureError: a picture cannot be read, or is not the one that was recorded.
        CheckpointError: a net cannot be used with this model, or is not the one that was recorded.
        RequestError: the model cannot be controlled.
        DataError: a picture cannot be made ready for want of a network.
    """
    ready, recorded, parents = [], [], []
    for control in controls:
        source = read_picture(control.file, what="control picture")
        if control.sha256 not in (None, source.sha256):
            raise PictureError(f"{control.file} is not the control picture that was recorded; give that one.")
        net = family.load_control(net_folder(family, control.net))
        if control.net_sha256 not in (None, net.sha256):
            raise CheckpointError(f"{net.folder} is not the ControlNet that was recorded; name that one.")
        ready.append(
            Controlled(
                net=net,
                picture=_seen(source, control.kind, view, size),
                weight=float(control.weight),
                levels=interval_in_sigma(walk.sigmas, (control.start, control.end)),
            )
        )
        named = None if control.net is None else Path(control.net).name
        recorded.append(control.replace(file=source.name, sha256=source.sha256, net=named, net_sha256=net.sha256))
        parents.append(source.facts("control"))
    if not ready:
        return Controlling()
    return Controlling(
        within=(lambda index: family.controlled(ready),), recorded=tuple(recorded), parents=tuple(parents)
    )


def net_folder(family: Family, named: str | None) -> Path:
    """The folder that a control names, by path or by name below ``controlnets/``, by default the model's own.

    Raises:
        CheckpointError: none comes with it.
    """
    if named is not None:
        known = controlnets_folder() / named
        return known if known.is_dir() and not Path(named).is_dir() else Path(named)
    own = family.checkpoint.folder / OWN_NET
    if not own.is_dir():
        raise CheckpointError(
            f"The model {family.checkpoint.folder.name} brings no ControlNet along; name one (--control-net FOLDER)."
        )
    return own


def controlnets_folder() -> Path:
    """Nets that are known by name, one folder each."""
    return home() / "controlnets"


def _seen(source: Source, kind: str, view: View, size: Size) -> Tensor:
    """What the net sees, (1, 3, H, W) in [0, 1], of the drawing's size."""
    width, height = size
    across, down = width / view.width, height / view.height
    whole = (max(1, round(view.picture[0] * across)), max(1, round(view.picture[1] * down)))
    image = preprocess(source.image, kind, whole)
    left, top = round(view.left * across), round(view.top * down)
    part = image if whole == size and not (left or top) else image.crop((left, top, left + width, top + height))
    return picture_tensor(part)


def picture_tensor(image: Image.Image) -> Tensor:
    """An RGB picture as nets look at it, (1, 3, H, W) in [0, 1]."""
    return torch.from_numpy(np.array(image, dtype=np.float32) / 255).permute(2, 0, 1)[None]
