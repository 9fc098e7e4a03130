"""A small network that enlarges pictures two, three or four times, as @upscalerjs/esrgan-slim on npm brings it along.

A residual dense network with two blocks of one growing layer each: 0.22 million weights, trained on the photographs of
DIV2K; the package is under the MIT licence. It holds Keras' layer lists with weights for TensorFlow.js, which are read
once, checked against the network written here, and kept as safetensors.

Reference: arXiv 1802.08797 (RDN); arXiv 1809.00219 (ESRGAN), after which the package is named.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from danqing.core.errors import DataError
from danqing.core.shapes import check_shape
from danqing.storage import home
from danqing.storage.files import write_bytes, write_folder

# MIT licence, by Kevin Scott; trained with the ISR library by idealo.
PACKAGE_NAME, PACKAGE_VERSION = "@upscalerjs/esrgan-slim", "1.0.0"
PACKAGE_SHA256 = "b53070ff01363e74d33138106dcc72b58d341c9fb7e8fd648554a4e7744142b5"
PACKAGE_SIZE_MB = 4
FACTORS = (2, 3, 4)
BLOCKS, WIDTH, GROWTH = 2, 64, 4
MAX_MEMBER_BYTES = 8_000_000


class Esrgan(nn.Module):
    """The network; layers are named as in the package.

    Args:
        factor: how many times longer each side becomes.
    """

    name = "esrgan"
    margin = 10  # what its convolutions reach in all

    def __init__(self, factor: int) -> None:
        super().__init__()
        self.factor = factor
        for name, inputs, outputs, side in _convolutions(factor):
            self.add_module(name, nn.Conv2d(inputs, outputs, side, padding=side // 2))

    @classmethod
    def installed(cls, factor: int) -> Esrgan:
        """The trained network from Danqing's home; nothing is fetched.

        Raises:
            DataError: it is not there yet, or damaged.
        """
        path = weights_folder() / f"x{factor}.safetensors"
        if not path.is_file():
            raise DataError(
                f"The network that enlarges pictures ({PACKAGE_SIZE_MB} MB, MIT licence) is not here yet; fetch it "
                f"once: danqing upscale --fetch"
            )
        network = cls(factor)
        try:
            network.load_state_dict(load_file(path))
        except Exception as error:  # safetensors and torch raise what they like
            about = " ".join(str(error).split())[:100]
            raise DataError(f"{path} is damaged ({about}); delete it and run: danqing upscale --fetch") from None
        return network.eval().requires_grad_(False)

    def forward(self, x_B3HW: Tensor) -> Tensor:
        """Pictures in 0 … 255 to pictures in about 0 … 255, ``factor`` times as large."""
        shallow = self._conv("F_m1", x_B3HW)
        maps, found = self._conv("F_0", shallow), []
        for block in range(1, BLOCKS + 1):
            grown = F.relu(self._conv(f"F_{block}_1", maps))
            maps = maps + self._conv(f"LFF_{block}", torch.cat([maps, grown], 1))
            found.append(maps)
        maps = shallow + self._conv("GFF_2", self._conv("GFF_1", torch.cat(found, 1)))
        maps = F.relu(self._conv("UPN1", maps))
        maps = F.relu(self._conv("UPN2", maps))
        maps = F.interpolate(self._conv("UPN3", maps), scale_factor=self.factor, mode="nearest")
        return self._conv("SR", maps)

    @torch.inference_mode()
    def upscale(self, pixels: Tensor) -> Tensor:
        """See :meth:`danqing.models.upscaler.Upscaler.upscale`."""
        check_shape(pixels, "B 3 H W", "pixels")
        device = next(self.parameters()).device
        large: Tensor = self((pixels.float().to(device) + 1) * 127.5)
        return (large / 127.5 - 1).cpu()

    def _conv(self, name: str, maps: Tensor) -> Tensor:
        found: Tensor = self.get_submodule(name)(maps)
        return found


def weights_folder() -> Path:
    """Where the converted weights lie."""
    return home.upscalers_folder() / f"esrgan-slim-{PACKAGE_VERSION}"


def is_installed(factor: int) -> bool:
    """Whether the weights are there."""
    return (weights_folder() / f"x{factor}.safetensors").is_file()


def install(archive: Path) -> Path:
    """Convert the package's networks into safetensors in Danqing's home, its licence beside them.

    Args:
        archive: the package as npm packs it.

    Returns:
        The folder.

    Raises:
        DataError: the archive does not hold these networks.
    """
    try:
        with tarfile.open(archive) as tar:
            licence = _member(tar, "package/LICENSE")
            weights = {factor: read_network(tar, factor) for factor in FACTORS}
    except (OSError, KeyError, ValueError, TypeError, tarfile.TarError) as error:
        raise DataError(f"{archive} holds no network that can be read ({error}); delete it and try again.") from None

    def write(folder: Path) -> None:
        note = {"source": f"{PACKAGE_NAME} {PACKAGE_VERSION}", "licence": "MIT", "sha256": PACKAGE_SHA256}
        for factor, tensors in weights.items():
            save_file(tensors, folder / f"x{factor}.safetensors", metadata=note)
        write_bytes(folder / "LICENSE", licence)

    return write_folder(weights_folder(), write)


def read_network(tar: tarfile.TarFile, factor: int) -> dict[str, Tensor]:
    """The weights of one network by the names of :class:`Esrgan`, its layer list checked.

    Raises:
        KeyError, ValueError, TypeError: it is another network.
    """
    folder = f"package/models/x{factor}"
    described = json.loads(_member(tar, f"{folder}/model.json"))
    if layers_of(described) != expected_layers(factor):
        raise ValueError(f"the layers of x{factor} are others than expected")
    (group,) = described["weightsManifest"]
    values = b"".join(_member(tar, f"{folder}/{name}") for name in group["paths"])
    found, start = {}, 0
    for each in group["weights"]:
        shape = [int(side) for side in each["shape"]]
        end = start + 4 * int(np.prod(shape))
        if each["dtype"] != "float32" or end > len(values):
            raise ValueError(f"the weights of {each['name']} are cut short or no float32")
        array = np.frombuffer(values[start:end], "<f4").reshape(shape)
        layer, kind = each["name"].split("/")
        if kind == "kernel":  # stored as height, width, in, out
            found[f"{layer}.weight"] = torch.from_numpy(array.transpose(3, 2, 0, 1).copy())
        else:
            found[f"{layer}.bias"] = torch.from_numpy(array.copy())
        start = end
    shapes = {name: tensor.shape for name, tensor in Esrgan(factor).state_dict().items()}
    if {name: tensor.shape for name, tensor in found.items()} != shapes or start != len(values):
        raise ValueError(f"the weights of x{factor} are shaped otherwise than expected")
    return found


Layer = tuple[str, str, tuple[Any, ...], tuple[str, ...]]  # kind, name, what it does, what it reads


def layers_of(described: dict[str, Any]) -> list[Layer]:
    """Keras' layer list, reduced to what decides the result."""
    found = []
    for layer in described["modelTopology"]["model_config"]["config"]["layers"]:
        config, reads = layer["config"], tuple(each[0] for node in layer["inbound_nodes"] for each in node)
        does: tuple[Any, ...] = ()
        match layer["class_name"]:
            case "Conv2D":
                plain = config["strides"] == [1, 1] == config["dilation_rate"] and config["groups"] == 1
                plain = plain and config["activation"] == "linear" and config["use_bias"]
                plain = plain and (config["padding"] == "same" or config["kernel_size"] == [1, 1])
                does = (config["filters"], *config["kernel_size"], plain)
            case "Activation":
                does = (config["activation"],)
            case "Concatenate":
                does = (config["axis"],)
            case "UpSampling2D":
                does = (*config["size"], config["interpolation"])
        found.append((layer["class_name"], layer["name"], does, reads))
    return found


def expected_layers(factor: int) -> list[Layer]:
    """The layer list of :meth:`Esrgan.forward`."""
    sizes = {name: (outputs, side, side, True) for name, _, outputs, side in _convolutions(factor)}

    def conv(name: str, reads: str) -> Layer:
        return ("Conv2D", name, sizes[name], (reads,))

    def relu(name: str) -> Layer:
        return ("Activation", f"{name}_Relu", ("relu",), (name,))

    def joined(name: str, *reads: str) -> Layer:
        return ("Concatenate", name, (3,), reads)

    layers: list[Layer] = [("InputLayer", "LR", (), ()), conv("F_m1", "LR"), conv("F_0", "F_m1")]
    before, ends = "F_0", []
    for block in range(1, BLOCKS + 1):
        grown, end = f"F_{block}_1", f"LRL_{block}"
        layers += [conv(grown, before), relu(grown), joined(f"RDB_Concat_{block}_1", before, f"{grown}_Relu")]
        layers += [conv(f"LFF_{block}", f"RDB_Concat_{block}_1"), ("Add", end, (), (f"LFF_{block}", before))]
        before = end
        ends.append(end)
    layers += [joined("LRLs_Concat", *ends), conv("GFF_1", "LRLs_Concat"), conv("GFF_2", "GFF_1")]
    layers += [("Add", "FDF", (), ("GFF_2", "F_m1")), conv("UPN1", "FDF"), relu("UPN1")]
    layers += [conv("UPN2", "UPN1_Relu"), relu("UPN2"), conv("UPN3", "UPN2_Relu")]
    return [*layers, ("UpSampling2D", "UPsample", (factor, factor, "nearest"), ("UPN3",)), conv("SR", "UPsample")]


def _convolutions(factor: int) -> Iterator[tuple[str, int, int, int]]:
    """Name, inputs, outputs and side of the kernel of each convolution."""
    yield "F_m1", 3, WIDTH, 3
    yield "F_0", WIDTH, WIDTH, 3
    for block in range(1, BLOCKS + 1):
        yield f"F_{block}_1", WIDTH, GROWTH, 3
        yield f"LFF_{block}", WIDTH + GROWTH, WIDTH, 1
    yield "GFF_1", BLOCKS * WIDTH, WIDTH, 1
    yield "GFF_2", WIDTH, WIDTH, 3
    yield "UPN1", WIDTH, WIDTH, 5
    yield "UPN2", WIDTH, WIDTH // 2, 3
    yield "UPN3", WIDTH // 2, 3 * factor**2, 3
    yield "SR", 3 * factor**2, 3, 3


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    found = tar.getmember(name)
    stream = tar.extractfile(found)
    if stream is None or found.size > MAX_MEMBER_BYTES:
        raise ValueError(f"{name} is no plain file of its size")
    return stream.read()
