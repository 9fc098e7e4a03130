"""A picture in the style of another in one pass, by the small network of :mod:`danqing.models.adain`."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from danqing.backends.torch import pick_device
from danqing.core.errors import CancelledError, CheckpointError, DataError, RequestError
from danqing.core.picture import Picture
from danqing.families.memory import available_bytes, check_memory
from danqing.models.adain import FACTOR, StyleNetwork, StyleShape
from danqing.models.compact import compact_facts, read_compact
from danqing.provenance.intake import Source
from danqing.storage import home
from danqing.tasks.restyle import OnRestyleStep, RestyleProgress
from danqing.tasks.style_pair import StylePair, check_side, enough_memory

FILE_NAME = "restyle.safetensors"
SHIPPED = Path(__file__).parent.parent / "assets" / "restyle" / FILE_NAME
MODEL_NAME = "danqing-restyle"
STRENGTH = 1.0
SIDE_PX, MAX_SIDE_PX = 1024, 2048
STYLE_SIDE_PX = 512  # a reference is looked at in this size, which is what the network learned strokes in
BYTES_PER_PIXEL = 400  # at the peak, reckoned from the maps that are held at once, with room to spare


@dataclass(frozen=True)
class FastNetwork:
    """The network and where it comes from."""

    network: StyleNetwork
    sha256: str

    @classmethod
    def installed(cls) -> FastNetwork:
        """The one that was trained here, else the one that ships.

        Raises:
            DataError: there is neither.
            CheckpointError: the file is damaged.
        """
        path = next((each for each in (home.restyle_folder() / FILE_NAME, SHIPPED) if each.exists()), None)
        if path is None:
            raise DataError(
                "The network for fast restyling is not here; train it (danqing train mini-style, 50 minutes), or "
                "restyle without it, which takes a minute."
            )
        return cls.from_file(path)

    @classmethod
    def from_file(cls, path: Path) -> FastNetwork:
        """The network of a file as ``danqing train mini-style`` writes it.

        Raises:
            CheckpointError: it is damaged or of another kind.
        """
        try:
            facts = json.loads(compact_facts(path)["shape"])
            network = StyleNetwork(StyleShape(**{**facts, "widths": tuple(facts["widths"])}))
        except (KeyError, TypeError, ValueError) as error:
            raise CheckpointError(f"{path} holds no style network ({error}).") from None
        read_compact(path, network)
        network.eval().requires_grad_(False)
        return cls(network, hashlib.sha256(path.read_bytes()).hexdigest())


def restyle_fast(
    content: Source,
    reference: Source,
    *,
    strength: float = STRENGTH,
    preserve_color: bool = False,
    side: int | None = None,
    style: str | None = None,
    network: FastNetwork | None = None,
    device: str | None = None,
    on_step: OnRestyleStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Picture:
    """One picture in the style of another, without chance: the same pictures give the same result.

    Args:
        content: what is shown; where it is transparent, the result is too.
        reference: how it is shown.
        strength: 0, as it was, to 1, the style in full; in between the numbers of both styles are mixed.
        preserve_color: keep the colours and take brightness and strokes alone from the reference.
        side: longest side of the result in pixels, 64 … 2048; None keeps the content's own up to 1024.
        style: for the manifest: the name of the library's style that the reference is of.
        network: None takes the one that is installed.
        device: ``"cpu"``, ``"cuda"`` …; None takes a GPU if there is one.
        on_step: told when it is done; there is one step.
        should_stop: asked before the work; True ends it.

    Raises:
        RequestError: a value is out of range, the picture is more than eight times as long as wide, or it does not fit
            into memory.
        DataError: no network is installed.
        CheckpointError: the network's file is damaged.
        CancelledError: ``should_stop`` said so.
        FailureError: memory ran out.

    Reference: arXiv 1703.06868.
    """
    check_fast_options(strength, side)
    pair = StylePair.of(content, reference, side=side, usual=SIDE_PX, preserve_color=preserve_color)
    check_memory(*pair.size, bytes_per_pixel=BYTES_PER_PIXEL, multiple=FACTOR, available=available_bytes())
    network = FastNetwork.installed() if network is None else network
    if should_stop is not None and should_stop():
        raise CancelledError("Stopped after 0 of 1 steps.")
    where, began = pick_device(device), time.monotonic()
    with enough_memory():
        image = pair.image(stylised(network.network, *pair.tensors(where, STYLE_SIDE_PX), strength))
    if on_step is not None:
        on_step(RestyleProgress(step=1, total=1))
    return pair.picture(
        image,
        model={"name": MODEL_NAME, "family": "adain", "hash": network.sha256},
        settings={"backend": "torch", "device": where.type, "precision": "float32"},
        method="fast",
        strength=strength,
        seed=0,
        style=style,
        duration_s=time.monotonic() - began,
    )


@torch.inference_mode()
def stylised(network: StyleNetwork, content: torch.Tensor, example: torch.Tensor, strength: float) -> torch.Tensor:
    """The content (1, 3, H, W) in [-1, 1] in the style of the example (1, 3, H', W')."""
    network.to(content.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    laid_out, looked_at = (each.contiguous(memory_format=torch.channels_last) for each in (content, example))
    made: torch.Tensor = network(laid_out, network.style_of(looked_at), strength)
    return made.float()


def check_fast_options(strength: object, side: object) -> None:
    """Raise :class:`RequestError` unless both can be used."""
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0 <= strength <= 1:
        raise RequestError(f"The strength of fast restyling must be a number from 0 to 1, not {strength!r}.")
    check_side(side, MAX_SIDE_PX)
