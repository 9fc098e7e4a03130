"""A package in the form of @upscalerjs/esrgan-slim with random weights, and its layer list run by numpy.

The layers are written down as they stand in the real package, and are run one by one as the list says, so that the
network in ``danqing.models.esrgan`` is checked against something that knows nothing of it.
"""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Maps = NDArray[np.float64]

# kind, name, what it reads, settings
LAYERS = """
InputLayer   LR
Conv2D       F_m1            LR                                 64 3 same
Conv2D       F_0             F_m1                               64 3 same
Conv2D       F_1_1           F_0                                4 3 same
Activation   F_1_1_Relu      F_1_1                              relu
Concatenate  RDB_Concat_1_1  F_0,F_1_1_Relu                     3
Conv2D       LFF_1           RDB_Concat_1_1                     64 1 valid
Add          LRL_1           LFF_1,F_0
Conv2D       F_2_1           LRL_1                              4 3 same
Activation   F_2_1_Relu      F_2_1                              relu
Concatenate  RDB_Concat_2_1  LRL_1,F_2_1_Relu                   3
Conv2D       LFF_2           RDB_Concat_2_1                     64 1 valid
Add          LRL_2           LFF_2,LRL_1
Concatenate  LRLs_Concat     LRL_1,LRL_2                        3
Conv2D       GFF_1           LRLs_Concat                        64 1 same
Conv2D       GFF_2           GFF_1                              64 3 same
Add          FDF             GFF_2,F_m1
Conv2D       UPN1            FDF                                64 5 same
Activation   UPN1_Relu       UPN1                               relu
Conv2D       UPN2            UPN1_Relu                          32 3 same
Activation   UPN2_Relu       UPN2                               relu
Conv2D       UPN3            UPN2_Relu                          {pixels} 3 same
UpSampling2D UPsample        UPN3                               {factor} nearest
Conv2D       SR              UPsample                           3 3 same
"""


def described(factor: int) -> dict[str, Any]:
    """Keras' JSON of one network, weights listed by name."""
    layers: list[dict[str, Any]] = []
    weights: list[dict[str, Any]] = []
    widths = {"LR": 3}
    for line in LAYERS.format(pixels=3 * factor**2, factor=factor).strip().splitlines():
        kind, name, *rest = line.split()
        reads, settings = (rest[0].split(",") if rest else []), rest[1:]
        config: dict[str, Any] = {"name": name, "dtype": "float32"}
        width = (
            sum(widths[each] for each in reads) if kind == "Concatenate" else widths.get(reads[0] if reads else "", 3)
        )
        if kind == "Conv2D":
            filters, side = int(settings[0]), int(settings[1])
            config |= {"filters": filters, "kernel_size": [side, side], "strides": [1, 1], "padding": settings[2]}
            config |= {"dilation_rate": [1, 1], "groups": 1, "activation": "linear", "use_bias": True}
            weights.append({"name": f"{name}/kernel", "shape": [side, side, width, filters], "dtype": "float32"})
            weights.append({"name": f"{name}/bias", "shape": [filters], "dtype": "float32"})
            width = filters
        elif kind == "Activation":
            config["activation"] = settings[0]
        elif kind == "Concatenate":
            config["axis"] = int(settings[0])
        elif kind == "UpSampling2D":
            config |= {"size": [int(settings[0])] * 2, "interpolation": settings[1]}
        widths[name] = width
        nodes = [[[each, 0, 0, {}] for each in reads]] if reads else []
        layers.append({"class_name": kind, "name": name, "config": config, "inbound_nodes": nodes})
    weights.sort(key=lambda each: (each["name"].split("/")[0], each["name"].endswith("bias")))
    topology = {"model_config": {"config": {"layers": layers}}}
    manifest = [{"paths": ["group1-shard1of1.bin"], "weights": weights}]
    return {"modelTopology": topology, "weightsManifest": manifest}


def random_weights(factor: int) -> dict[str, NDArray[np.float32]]:
    """Weights that keep the size of what they are given."""
    draw = np.random.default_rng(factor)
    found = {}
    for each in described(factor)["weightsManifest"][0]["weights"]:
        shape = each["shape"]
        spread = (1 / np.prod(shape[:3])) ** 0.5 if len(shape) == 4 else 2.0
        found[each["name"]] = (spread * draw.standard_normal(shape)).astype("<f4")
    return found


def write_package(path: Path, *, change: dict[str, bytes] | None = None) -> Path:
    """Write the package; ``change`` replaces members by name."""
    members = {"package/LICENSE": b"MIT License\n\nCopyright (c) 2022 Kevin Scott\n"}
    for factor in (2, 3, 4):
        weights = random_weights(factor)
        members[f"package/models/x{factor}/model.json"] = json.dumps(described(factor)).encode()
        members[f"package/models/x{factor}/group1-shard1of1.bin"] = b"".join(
            each.tobytes() for each in weights.values()
        )
    with tarfile.open(path, "w:gz") as tar:
        for name, content in {**members, **(change or {})}.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return path


def run(description: dict[str, Any], weights: dict[str, NDArray[np.float32]], picture: Maps) -> Maps:
    """What the layer list makes of a picture (H, W, 3), in float64."""
    found: dict[str, Maps] = {}
    for layer in description["modelTopology"]["model_config"]["config"]["layers"]:
        name, config = layer["name"], layer["config"]
        reads = [found[each[0]] for node in layer["inbound_nodes"] for each in node]
        match layer["class_name"]:
            case "InputLayer":
                found[name] = picture
            case "Conv2D":
                found[name] = convolved(reads[0], weights[f"{name}/kernel"], weights[f"{name}/bias"])
            case "Activation":
                found[name] = np.maximum(reads[0], 0)
            case "Concatenate":
                found[name] = np.concatenate(reads, -1)
            case "Add":
                found[name] = reads[0] + reads[1]
            case "UpSampling2D":
                found[name] = reads[0].repeat(config["size"][0], 0).repeat(config["size"][1], 1)
    return found[name]


def convolved(maps: Maps, kernel: NDArray[np.float32], bias: NDArray[np.float32]) -> Maps:
    """A convolution (height, width, in, out) over maps (H, W, in), zeros around them."""
    side, (height, width) = kernel.shape[0], maps.shape[:2]
    half = side // 2
    wide = np.pad(maps, ((half, half), (half, half), (0, 0)))
    total = np.zeros((height, width, kernel.shape[3]))
    for row in range(side):
        for column in range(side):
            total += wide[row : row + height, column : column + width] @ kernel[row, column].astype(np.float64)
    return total + bias
