"""A style network with random weights, in the file that training writes."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from danqing.models.adain import StyleNetwork, StyleShape
from danqing.models.compact import write_compact
from danqing.tasks.fast_restyle import FILE_NAME


def write_style_network(folder: Path) -> Path:
    torch.manual_seed(0)
    shape = {"widths": [4, 6, 8, 8], "style_width": 4, "quarter_blocks": 1, "eighth_blocks": 1}
    network = StyleNetwork(StyleShape(widths=(4, 6, 8, 8), style_width=4, quarter_blocks=1))
    folder.mkdir(parents=True, exist_ok=True)
    return write_compact(folder / FILE_NAME, network, {"shape": json.dumps(shape)})
