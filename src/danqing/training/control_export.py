"""A small ControlNet as it is handed on: with fewer units for the noise level, a byte a weight, and a card."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from danqing.models.small_control import SmallControlNet
from danqing.training.checkpoints import write_networks
from danqing.training.vision_tower import small

WEIGHTS = "diffusion_pytorch_model.safetensors"
TIME_CHANNELS = 128  # all that a noise level says is one number; so many units say it, and more cost weights
_TIMES = 1000
_RIDGE = 1e-4  # of the mean square of what the units say: new weights stay near the old ones
FIGURES = {
    "loss": "held-out v error, with the net",
    "loss_without": "… without",
    "loss_high_noise": "the same in the noisier half, with",
    "loss_high_noise_without": "… without",
    "edges": "outlines of what is drawn agree with the sketch (F-score), with",
    "edges_without": "… without",
}


def export_small_control(
    network: SmallControlNet, folder: Path, *, base: str, kinds: Mapping[str, float], figures: Mapping[str, float]
) -> Path:
    """Write a trained net into a folder, made whole or not at all.

    Args:
        network: the trained net; it stays as it is.
        folder: where to.
        base: the content hash of the model that it is for.
        kinds: of pictures that it learned from, each with how often it was shown.
        figures: of the last validation, by the names of :data:`FIGURES`.
    """
    handed_on = narrowed(network, TIME_CHANNELS)
    weights = {name: small(weight) for name, weight in handed_on.state_dict().items()}
    facts = {"for": base, "kinds": dict(kinds), "figures": {name: round(value, 4) for name, value in figures.items()}}

    def write(part: Path) -> None:
        handed_on.save_config(part)
        save_file(weights, part / WEIGHTS, metadata={"format": "pt"})
        config = json.loads((part / "config.json").read_text(encoding="utf-8"))
        config.pop("_name_or_path", None)  # a place on this machine
        (part / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
        (part / "danqing.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        number = sum(weight.numel() for weight in weights.values())
        (part / "README.md").write_text(control_card(number, kinds, figures), encoding="utf-8")

    return write_networks(folder, write)


def control_card(num_weights: int, kinds: Mapping[str, float], figures: Mapping[str, float]) -> str:
    """The card as Markdown."""
    shares = ", ".join(f"{name} {share:.0%}" for name, share in kinds.items())
    rows = [f"| {said} | {figures[name]:.3f} |" for name, said in FIGURES.items() if name in figures]
    return (
        "# A small ControlNet\n\n"
        f"A `SmallControlNet` of {num_weights:,} weights (after arXiv 2302.05543 and 2312.06573) that lets a sketch "
        'decide where things stand: `danqing generate "a red apple" --control sketch.png`. It sees white lines on '
        "black; `--control-kind scribble` makes them of a drawing or a photograph. Weights are stored in one byte each "
        "(E4M3).\n\n"
        "It was trained beside the frozen model on the scenes that the model learned from, composed of openly "
        "licensed drawings; the model's ATTRIBUTION.md and LICENSES hold for it too. Each scene was shown as one of: "
        f"{shares}. Scribbles have strokes left out, bent, and of any thickness.\n\n"
        "| on held-out scenes | |\n|---|---|\n" + "\n".join(rows) + "\n\n"
        "In drawings it acts on what is wanted only, not on what guidance leads away from, so guidance strengthens the "
        "sketch as it does the words. It was not trained on photographs.\n"
    )


@torch.no_grad()
def narrowed(network: SmallControlNet, count: int) -> SmallControlNet:
    """The same net with at most ``count`` units in each layer that carries the noise level; the given one stays.

    The units that differ most are kept, and what reads them is fitted anew to say what it said at each timestep.
    """
    if network.config.time_channels <= count:
        return network
    made: SmallControlNet = SmallControlNet.from_config({**network.config, "time_channels": count})
    embedding = copy.deepcopy(network.time_embedding).double()
    times = network.time_proj(torch.arange(_TIMES + 1)).double()
    weights = dict(network.state_dict())
    first = F.silu(embedding.linear_1(times))
    wanted = embedding.linear_2(first)
    second = F.silu(wanted)

    def keep_outputs(name: str, kept: Tensor) -> None:
        for part in ("weight", "bias"):
            weights[f"{name}.{part}"] = weights[f"{name}.{part}"][kept]

    kept_first, kept_second = _most_different(first, count), _most_different(second, count)
    keep_outputs("time_embedding.linear_1", kept_first)
    _fit(weights, "time_embedding.linear_2", first[:, kept_first], wanted, kept_first)
    keep_outputs("time_embedding.linear_2", kept_second)
    for number, block in enumerate(network.blocks):
        modulate: Any = copy.deepcopy(block.modulate)
        _fit(weights, f"blocks.{number}.modulate", second[:, kept_second], modulate.double()(second), kept_second)
    made.load_state_dict(weights)
    return made


def _most_different(units: Tensor, count: int) -> Tensor:
    """The numbers of the columns of (T, N) that a pivoted QR decomposition takes first, (count,), rising."""
    rest, chosen = units.clone(), list[int]()
    for _ in range(count):
        sizes = rest.square().sum(0)
        sizes[chosen] = -1.0
        best = int(sizes.argmax())
        axis = nn.functional.normalize(rest[:, best], dim=0)
        rest -= axis[:, None] * (axis @ rest)
        chosen.append(best)
    return torch.tensor(sorted(chosen))


def _fit(weights: dict[str, Tensor], name: str, units: Tensor, wanted: Tensor, kept: Tensor) -> None:
    """Let a linear layer say ``wanted`` (T, N) of ``units`` (T, K), its new weights as near the old as may be."""
    old = weights[f"{name}.weight"][:, kept].double(), weights[f"{name}.bias"].double()
    inputs = torch.cat([units, torch.ones_like(units[:, :1])], 1)
    missing = wanted - units @ old[0].T - old[1]
    square = inputs.T @ inputs
    ridge = _RIDGE * square.diagonal().mean() * torch.eye(len(square), dtype=square.dtype)
    change = torch.linalg.solve(square + ridge, inputs.T @ missing)
    kind = weights[f"{name}.weight"].dtype
    weights[f"{name}.weight"] = (old[0] + change[:-1].T).to(kind)
    weights[f"{name}.bias"] = (old[1] + change[-1]).to(kind)
