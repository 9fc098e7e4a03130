"""How pictures are held, said once.

Inside, a picture is float32 in [-1, 1], shaped (batch, 3, height, width). Outside, it is a PIL image in mode RGB.
Masks are float32 in [0, 1], shaped (batch, 1, height, width), 1 where the model may draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    import torch


def to_tensor(image: Image.Image) -> torch.Tensor:
    """Turn a PIL image into float32 (1, 3, height, width) in [-1, 1]."""
    import torch

    array_HWC = np.array(image.convert("RGB"), dtype=np.float32)
    return torch.from_numpy(array_HWC / 127.5 - 1.0).permute(2, 0, 1)[None].contiguous()


def to_images(images_BCHW: torch.Tensor) -> list[Image.Image]:
    """Turn float (batch, 3, height, width) in [-1, 1] into PIL images; clips, rounds half up."""
    bytes_BHWC = ((images_BCHW.detach().float().clamp(-1, 1) + 1.0) * 127.5 + 0.5).floor().clamp(0, 255)
    array = bytes_BHWC.permute(0, 2, 3, 1).cpu().numpy().astype(np.uint8)
    return [Image.fromarray(each) for each in array]
