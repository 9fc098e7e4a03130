"""Plot how fast each sampler converges, against exact denoisers: ``python benchmarks/sampler_convergence.py``.

Left and middle: how far a picture lands from where the exact flow would carry it, by calls of the denoiser, for a ring
of eight blurred points, from pure noise (alpha 0) down to the finished picture. Right: how far samplers that add noise
miss the width of a bell curve. No network takes part, so what is seen is the samplers' own error.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import torch
from torch import Tensor

from danqing.core.seeds import picture_generator
from danqing.diffusion.oracles import GaussianOracle, MixtureOracle
from danqing.diffusion.samplers import SAMPLERS, sample_heun
from danqing.diffusion.schedules import NoisePath

DETERMINISTIC = ("ddim", "heun", "dpmpp_2m", "unipc")
STOCHASTIC = ("euler_ancestral", "dpmpp_2m_sde")
LABELS = {"ddim": "ddim = euler"}
STEPS = (4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)


def grid(path: NoisePath, steps: int) -> Tensor:
    """Levels from 1 to 0, even in angle on the VP path and in time on the flow path."""
    even = torch.linspace(1, 0, steps + 1, dtype=torch.float64)
    return torch.sin(even * math.pi / 2) if path is NoisePath.VP else even


def ring(path: NoisePath) -> MixtureOracle:
    """Eight points on the unit circle, blurred by 0.15."""
    angles = torch.arange(8, dtype=torch.float64) * math.pi / 4
    points_KD = torch.stack([angles.cos(), angles.sin()], 1)
    return MixtureOracle(points_KD, torch.ones(8, dtype=torch.float64), 0.15, path)


def landing_errors(path: NoisePath) -> dict[str, list[tuple[int, float]]]:
    """For each deterministic sampler: (denoiser calls, root mean square distance from the exact landing)."""
    x = torch.randn(1, 256, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    oracle = ring(path)
    exact = sample_heun(oracle, x, grid(path, 4000), path=path)
    errors: dict[str, list[tuple[int, float]]] = {}
    for name in DETERMINISTIC:
        for steps in STEPS:
            found = SAMPLERS[name](oracle, x, grid(path, steps), path=path)
            calls = 2 * steps - 1 if name == "heun" else steps
            errors.setdefault(name, []).append((calls, float((found - exact).square().sum(-1).mean().sqrt())))
    return errors


def width_errors(path: NoisePath, count: int = 200_000) -> dict[str, list[tuple[int, float]]]:
    """For each sampler that adds noise: (denoiser calls, relative error of the standard deviation it draws)."""
    std = 0.5
    oracle = GaussianOracle(torch.tensor(0.0), torch.tensor(std), path)
    x = torch.randn(1, count, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    errors: dict[str, list[tuple[int, float]]] = {}
    for name in STOCHASTIC:
        for steps in STEPS:
            found = SAMPLERS[name](oracle, x, grid(path, steps), path=path, generators=[picture_generator(0, 0)])
            errors.setdefault(name, []).append((steps, abs(float(found.std()) / std - 1)))
    return errors


def plot(out: Path) -> None:
    """Measure and write the figure."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    panels: list[tuple[str, str, Callable[[], dict[str, list[tuple[int, float]]]]]] = [
        ("Variance preserving, from pure noise", "distance from exact landing", lambda: landing_errors(NoisePath.VP)),
        ("Rectified flow, from pure noise", "distance from exact landing", lambda: landing_errors(NoisePath.FLOW)),
        ("Samplers that add noise (flow)", "relative error of drawn width", lambda: width_errors(NoisePath.FLOW)),
    ]
    figure, all_axes = plt.subplots(1, 3, figsize=(15, 4.8), layout="constrained")
    for axes, (title, label, measure) in zip(all_axes, panels, strict=True):
        for (name, points), marker in zip(measure().items(), "osD^", strict=False):
            calls, errors = zip(*points, strict=True)
            axes.loglog(calls, errors, marker=marker, markersize=4, label=LABELS.get(name, name))
        first = axes.lines[0].get_ydata()[2]
        for order, style in ((1, ":"), (2, "--")):
            axes.loglog(
                [8, 128], [first, first * (8 / 128) ** order], style, color="grey", linewidth=1, label=f"order {order}"
            )
        axes.set(title=title, xlabel="denoiser calls", ylabel=label)
        axes.set_xticks([4, 8, 16, 32, 64, 128, 256], ["4", "8", "16", "32", "64", "128", "256"], minor=False)
        axes.set_xticks([], minor=True)
        axes.grid(True, alpha=0.2)
        axes.legend(frameon=False, fontsize=9)
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, dpi=110)
    print(f"Wrote {out}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=Path("docs/img/sampler-convergence.png"))
    torch.set_num_threads(1)
    plot(parser.parse_args().out)
