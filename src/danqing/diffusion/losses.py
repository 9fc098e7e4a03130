"""Training losses: distances, weights over noise levels, how noise levels are drawn, and objectives by name.

All losses come back per picture, shaped (B,), so that weights and masks can be applied before the mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from danqing.core.errors import UnknownNameError
from danqing.diffusion.prediction import PREDICTIONS, add_noise, per_picture
from danqing.diffusion.schedules import NoisePath


def l2(prediction: Tensor, target: Tensor) -> Tensor:
    """Mean squared error of each picture: (B, …), (B, …) -> (B,)."""
    return (prediction - target).square().flatten(1).mean(1)


def l1(prediction: Tensor, target: Tensor) -> Tensor:
    """Mean absolute error of each picture: (B, …), (B, …) -> (B,)."""
    return (prediction - target).abs().flatten(1).mean(1)


def huber(prediction: Tensor, target: Tensor, *, delta: float = 1.0) -> Tensor:
    """``error²/2`` up to ``delta``, then ``delta (|error| - delta/2)``: (B, …), (B, …) -> (B,)."""
    error = (prediction - target).abs()
    inner = error.clamp_max(delta)
    return (inner * (error - inner / 2)).flatten(1).mean(1)


LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {"l2": l2, "l1": l1, "huber": huber}


def min_snr_weight(snr: Tensor, gamma: float, prediction: str) -> Tensor:
    """The weight that makes an L2 loss on ``prediction`` equal ``min(snr, gamma)`` times the L2 loss on x0.

    Args:
        snr: alpha²/sigma² of each picture, in [0, ∞], any shape.
        gamma: above 0; 5 in the paper.
        prediction: a name from ``PREDICTIONS``. The v weight is that of a variance-preserving path.

    Returns:
        Weights shaped like ``snr``, finite everywhere.

    Reference: arXiv 2303.09556, section 3.4 and appendix.
    """
    if prediction not in PREDICTIONS:
        raise UnknownNameError("prediction type", prediction, list(PREDICTIONS))
    clipped = snr.clamp_max(gamma)
    if prediction == "sample":
        return clipped
    if prediction == "epsilon":
        return (gamma / snr).clamp_max(1)
    if prediction == "v_prediction":
        return clipped / (snr + 1)
    return clipped / (snr.sqrt() + 1).square()


def uniform(count: int, generator: torch.Generator) -> Tensor:
    """Times drawn evenly from [0, 1): float64 (count,) on the CPU."""
    return torch.rand(count, generator=generator, dtype=torch.float64)


def stratified(count: int, generator: torch.Generator) -> Tensor:
    """Like :func:`uniform`, but one from each of ``count`` equal slices, in random order: a steadier batch loss."""
    order = torch.randperm(count, generator=generator)
    return (order + uniform(count, generator)) / count


def logit_normal(count: int, generator: torch.Generator, *, mean: float = 0.0, std: float = 1.0) -> Tensor:
    """Times whose logit is normal, so that the middle of the path is trained most: float64 (count,) in (0, 1).

    Reference: arXiv 2403.03206, equation 19.
    """
    normal = torch.randn(count, generator=generator, dtype=torch.float64)
    return torch.sigmoid(mean + std * normal)


def log_normal(count: int, generator: torch.Generator, *, mean: float = -1.2, std: float = 1.2) -> Tensor:
    """Sigmas, not times, whose logarithm is normal, for the VE path: float64 (count,) in (0, ∞).

    Reference: arXiv 2206.00364, table 1 (EDM training).
    """
    normal = torch.randn(count, generator=generator, dtype=torch.float64)
    return (mean + std * normal).exp()


TIME_SAMPLERS: dict[str, Callable[[int, torch.Generator], Tensor]] = {
    "uniform": uniform,
    "stratified": stratified,
    "logit_normal": logit_normal,
}


@dataclass(frozen=True, kw_only=True)
class Objective:
    """A training objective: what the network predicts, on which path, under which distance and weight.

    Args:
        prediction: a name from ``PREDICTIONS``.
        path: the noise path that the objective is defined on.
        loss: a name from ``LOSSES``.
        min_snr_gamma: clip the weight over noise levels at this signal-to-noise ratio; None weighs all alike.
    """

    prediction: str
    path: NoisePath
    loss: str = "l2"
    min_snr_gamma: float | None = None

    def noised(self, x0: Tensor, eps: Tensor, sigma: Tensor) -> Tensor:
        """The network's input at noise levels ``sigma`` (B,)."""
        return add_noise(x0, eps, self.path.alpha(sigma), sigma)

    def losses(self, output: Tensor, x0: Tensor, eps: Tensor, sigma: Tensor) -> Tensor:
        """The weighted loss of each picture, (B,), for the network's ``output`` on :meth:`noised` input."""
        target = PREDICTIONS[self.prediction].target(x0, eps, self.path.alpha(sigma), sigma)
        losses = LOSSES[self.loss](output, target)
        if self.min_snr_gamma is None:
            return losses
        weights = min_snr_weight(self.path.snr(sigma), self.min_snr_gamma, self.prediction)
        return losses * per_picture(weights, losses)


OBJECTIVES: dict[str, Objective] = {
    # E‖x − f(x + ε)‖²: say what the clean picture was
    "denoise": Objective(prediction="sample", path=NoisePath.VE),
    # E‖ε − ε_θ(αx + σε)‖²: Stable Diffusion 1.x and 2.x base
    "epsilon": Objective(prediction="epsilon", path=NoisePath.VP),
    "epsilon_min_snr": Objective(prediction="epsilon", path=NoisePath.VP, min_snr_gamma=5.0),
    "v_prediction": Objective(prediction="v_prediction", path=NoisePath.VP),
    "v_prediction_min_snr": Objective(prediction="v_prediction", path=NoisePath.VP, min_snr_gamma=5.0),
    # E‖(ε − x) − u_θ((1−σ)x + σε)‖²: Stable Diffusion 3
    "flow": Objective(prediction="flow", path=NoisePath.FLOW),
}
