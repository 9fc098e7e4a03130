"""ControlNets: networks that look at a picture of lines or shapes and add to what goes on inside the U-Net.

Two kinds are read, each a Diffusers folder of ``config.json`` and safetensors: the stock ``ControlNetModel`` (arXiv
2302.05543) and our :class:`danqing.models.small_control.SmallControlNet`. They give the same things and run by the same
code: one tensor for each skip of the U-Net and one for its middle. What several give is added up.
"""

from __future__ import annotations

import hashlib
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from danqing.backends.base import Backend, NetworkCall
from danqing.core.errors import CheckpointError, RequestError, UnsafeCheckpointError
from danqing.core.shapes import check_shape
from danqing.families.attention import NEGATIVE
from danqing.families.checkpoint import Component, read_json
from danqing.families.components import check_pooling
from danqing.families.safe_files import refuse_unsafe_file, refuse_unsafe_files
from danqing.families.weights import load_network
from danqing.storage.files import file_sha256

CLASSES = ("ControlNetModel", "SmallControlNet")
_UNSUPPORTED = ("class_embed_type", "num_class_embeds", "encoder_hid_dim", "encoder_hid_dim_type")
KEPT = 4  # nets in memory besides those at work
_Widths = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ControlNet:
    """A loaded ControlNet.

    Args:
        folder: where it came from.
        sha256: of its configuration and weights together, as manifests name it.
        guided: act on the rows of what is wanted only, so that guidance strengthens the picture as it does the words
            (what A1111 and Diffusers call guess mode); stock nets act on all rows, as stock pipelines do by default.
        run: (latents, timestep, words, picture) to what is added, the middle last.
    """

    folder: Path
    sha256: str
    guided: bool = False
    run: NetworkCall = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Controlled:
    """One net at work in a drawing.

    Args:
        net: from :meth:`Controls.load`.
        picture: what it looks at, (1, 3, H, W) in [0, 1], of the drawing's size.
        weight: what its results are multiplied by; 0 is as if it were not there.
        levels: the (lowest, highest) sigma at which it acts, both included.
    """

    net: ControlNet
    picture: Tensor = field(repr=False)
    weight: float = 1.0
    levels: tuple[float, float] = (0.0, float("inf"))


class Controls:
    """The ControlNets of one family: loads them once each, and holds those at work in a drawing.

    Args:
        unet_config: the configuration of the U-Net that they steer.
        backend: runs them.
        factor: pixels per latent position along a side.
    """

    def __init__(self, unet_config: Mapping[str, Any], backend: Backend, factor: int) -> None:
        self._unet_config, self._backend, self._factor = unet_config, backend, factor
        self._at_work: tuple[Controlled, ...] = ()
        self._loaded: dict[Path, ControlNet] = {}

    def load(self, folder: str | Path) -> ControlNet:
        """The net in a folder; the last :data:`KEPT` are kept for further drawings.

        Raises:
            UnsafeCheckpointError: the folder holds pickled weights or code, or asks for code from elsewhere.
            CheckpointError: there is no such folder, it is no ControlNet or a broken one, or one for another model.
        """
        place = Path(folder)
        component = _opened(place)
        digests = [file_sha256(path) for path in (place / "config.json", *component.weight_files)]
        sha256 = hashlib.sha256("".join(f"{each}\n" for each in digests).encode()).hexdigest()
        known = self._loaded.pop(place, None)
        if known is None or known.sha256 != sha256:
            known = _load(component, sha256, self._unet_config, self._backend, self._factor)
        self._loaded[place] = known
        while len(self._loaded) > KEPT:
            del self._loaded[next(iter(self._loaded))]
        return known

    @contextmanager
    def controlled(self, controls: Sequence[Controlled]) -> Iterator[None]:
        """Let nets act while the context is open, besides those that do already."""
        for each in controls:
            check_shape(each.picture, "1 3 H W", "picture")
        before = self._at_work
        self._at_work = (*before, *controls)
        try:
            yield
        finally:
            self._at_work = before

    def residuals(
        self, x: Tensor, sigma: Tensor, timestep: Tensor, words: Tensor, parts: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """What all nets at work together add to the U-Net at one step, the middle last; empty if none acts.

        Args:
            x: noised latents, (B, C, h, w).
            sigma, timestep: (B,).
            words: (B, T, D).
            parts: what each row belongs to, as of :mod:`danqing.families.attention`, (B,); None where all are wanted.

        Raises:
            RequestError: another size is drawn than that of a net's picture.
        """
        total: tuple[Tensor, ...] = ()
        for each in self._at_work:
            low, high = each.levels
            if each.weight == 0 or not low <= float(sigma.max()) <= high:
                continue
            height, width = x.shape[-2] * self._factor, x.shape[-1] * self._factor
            if each.picture.shape[-2:] != (height, width):
                raise RequestError(
                    f"The control picture is for {each.picture.shape[-1]}x{each.picture.shape[-2]} pixels, but this "
                    f"task draws {width}x{height} at a time, which cannot be controlled yet."
                )
            picture = each.picture.to(x).expand(x.shape[0], -1, -1, -1)
            weight = torch.full((x.shape[0], 1, 1, 1), each.weight).to(x)
            if each.net.guided and parts is not None:
                weight = weight * (parts != NEGATIVE)[:, None, None, None].to(x)
            added = tuple(weight * part for part in each.net.run(x, timestep, words, picture))
            total = tuple(a + b for a, b in zip(total, added, strict=True)) if total else added
        return total


def _load(
    component: Component, sha256: str, unet_config: Mapping[str, Any], backend: Backend, factor: int
) -> ControlNet:
    _check_fits(component, unet_config, factor)
    network: Any = load_network(component, lambda: _built(component), backend.weight_dtype("denoiser"))

    def run(x: Tensor, timestep: Tensor, words: Tensor, picture: Tensor) -> tuple[Tensor, ...]:
        down, middle = network(x, timestep, encoder_hidden_states=words, controlnet_cond=picture, return_dict=False)
        return (*down, middle)

    guided = component.class_name == "SmallControlNet"
    return ControlNet(
        folder=component.folder, sha256=sha256, guided=guided, run=backend.prepare(network, "denoiser", run)
    )


def _opened(folder: Path) -> Component:
    """The folder, checked without opening its weights."""
    if folder.is_file():
        refuse_unsafe_file(folder)
        raise CheckpointError(f"{folder} is a single file; name the ControlNet's folder, with config.json in it.")
    if not folder.is_dir():
        raise CheckpointError(f"There is no ControlNet at {folder}; check the path.")
    refuse_unsafe_files(folder)
    if not (folder / "config.json").is_file():
        raise CheckpointError(f"{folder} has no config.json, so it is not a ControlNet's folder; name one that has.")
    class_name = read_json(folder / "config.json").get("_class_name")
    if isinstance(class_name, list):
        raise UnsafeCheckpointError(
            f"{folder} asks to run its own code ({reprlib.repr(class_name)}), which Danqing never does; use a stock "
            f"ControlNet."
        )
    if class_name not in CLASSES:
        raise CheckpointError(
            f"{folder} holds a {reprlib.repr(class_name)}, but a ControlNet is one of {', '.join(CLASSES)}; name a "
            f"ControlNet's folder."
        )
    return Component(name="controlnet", library="diffusers", class_name=class_name, folder=folder)


def _built(component: Component) -> nn.Module:
    network: nn.Module
    if component.class_name == "SmallControlNet":
        from danqing.models.small_control import SmallControlNet

        network = SmallControlNet.from_config(dict(component.config))
    else:
        from diffusers.models.controlnets.controlnet import ControlNetModel

        network = ControlNetModel.from_config(dict(component.config))
    return network


def _check_fits(component: Component, unet: Mapping[str, Any], factor: int) -> None:
    """Refuse a net for another model before its weights are read."""
    net = component.config
    for setting in _UNSUPPORTED:
        if net.get(setting) is not None:
            raise CheckpointError(
                f"The ControlNet in {component.folder} wants {setting}={reprlib.repr(net[setting])}, for which Stable "
                f"Diffusion 1 and 2 have no input; choose a ControlNet made for them."
            )
    if net.get("addition_embed_type") not in (None, "text"):
        raise CheckpointError(
            f"The ControlNet in {component.folder} belongs to another family "
            f"(addition_embed_type={reprlib.repr(net['addition_embed_type'])}); choose one for Stable Diffusion 1 or 2."
        )
    check_pooling(component)
    if net.get("controlnet_conditioning_channel_order", "rgb") not in ("rgb", "bgr"):
        raise CheckpointError(
            f"{component.folder / 'config.json'} must give its channel order as rgb or bgr; fetch it again."
        )
    small = component.class_name == "SmallControlNet"
    steps = net.get("conditioning_embedding_out_channels", (16, 32, 96, 256))
    own_factor = net.get("factor") if small else 2 ** (len(steps) - 1) if isinstance(steps, list | tuple) else None
    facts: list[tuple[str, object, object]] = [
        ("latents of {} channels", net.get("in_channels", 4), unet["in_channels"]),
        ("pictures of {} channels", net.get("conditioning_channels", 3), 3),
        ("{} pixels a latent position", own_factor, factor),
    ]
    if small:
        facts.append(("U-Net widths {}", _widths(net, "unet_channels"), _widths(unet, "block_out_channels")))
        facts.append(("{} layers in the U-Net's levels", _layers(net, "unet_layers"), _layers(unet)))
    else:
        facts.append(("words of width {}", net.get("cross_attention_dim", 1280), unet["cross_attention_dim"]))
        facts.append(("U-Net widths {}", _widths(net, "block_out_channels"), _widths(unet, "block_out_channels")))
        facts.append(("{} layers in the U-Net's levels", _layers(net), _layers(unet)))
    for said, has, wants in facts:
        if has != wants:
            raise CheckpointError(
                f"The ControlNet in {component.folder} was made for another model: {said.format(reprlib.repr(has))}, "
                f"where this one has {reprlib.repr(wants)}; choose a ControlNet made for this model."
            )


def _widths(config: Mapping[str, Any], name: str) -> _Widths | None:
    found = config.get(name, (320, 640, 1280, 1280))
    return tuple(found) if isinstance(found, list | tuple) else None


def _layers(config: Mapping[str, Any], name: str = "layers_per_block") -> _Widths | None:
    """Layers of each level, whether one number is said for all or one for each."""
    found = config.get(name, 2)
    levels = config.get("block_out_channels", (320, 640, 1280, 1280))
    if isinstance(found, int) and isinstance(levels, list | tuple):
        return (found,) * len(levels)
    return tuple(found) if isinstance(found, list | tuple) else None
