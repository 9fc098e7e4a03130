"""What a network may predict, and how each prediction gives back the clean picture and the noise.

Symbols: ``x = alpha * x0 + sigma * eps``. The kinds are epsilon (eps), sample (x0), v_prediction
(``v = alpha * eps - sigma * x0``) and flow (``u = eps - x0``). The formulas hold on every path.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from danqing.core.errors import UnknownNameError

Combine = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]


def per_picture(values: Tensor | float, like: Tensor) -> Tensor:
    """One number per picture, shaped (B,) or scalar, made ready to multiply a (B, …) tensor: its dtype and device."""
    values = torch.as_tensor(values).to(device=like.device, dtype=like.dtype)
    return values.reshape(values.shape + (1,) * (like.ndim - 1)) if values.ndim == 1 else values


def add_noise(x0: Tensor, eps: Tensor, alpha: Tensor | float, sigma: Tensor | float) -> Tensor:
    """The noised picture ``alpha * x0 + sigma * eps``; alpha and sigma shaped (B,) or scalar."""
    return per_picture(alpha, x0) * x0 + per_picture(sigma, x0) * eps


@dataclass(frozen=True)
class Prediction:
    """One kind of prediction: three closed forms.

    ``to_x0(prediction, x, alpha, sigma)`` and ``to_eps(prediction, x, alpha, sigma)`` read a network's output;
    ``target(x0, eps, alpha, sigma)`` is what the network should have said. Pictures are (B, …), levels (B,) or scalar.
    """

    name: str
    to_x0: Combine
    to_eps: Combine
    target: Combine


def _epsilon_to_x0(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    _refuse_zero(
        alpha, "An epsilon prediction says nothing about the picture where alpha is 0 (sigma 1): start below it."
    )
    return (x - per_picture(sigma, x) * prediction) / per_picture(alpha, x)


def _sample_to_eps(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    _refuse_zero(sigma, "A sample prediction says nothing about the noise where sigma is 0: stop above it.")
    return (x - per_picture(alpha, x) * prediction) / per_picture(sigma, x)


def _v_to_x0(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    alpha, sigma = per_picture(alpha, x), per_picture(sigma, x)
    return (alpha * x - sigma * prediction) / (alpha * alpha + sigma * sigma)


def _v_to_eps(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    alpha, sigma = per_picture(alpha, x), per_picture(sigma, x)
    return (sigma * x + alpha * prediction) / (alpha * alpha + sigma * sigma)


def _flow_to_x0(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    alpha, sigma = per_picture(alpha, x), per_picture(sigma, x)
    return (x - sigma * prediction) / (alpha + sigma)


def _flow_to_eps(prediction: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    alpha, sigma = per_picture(alpha, x), per_picture(sigma, x)
    return (x + alpha * prediction) / (alpha + sigma)


def _v_target(x0: Tensor, eps: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    return per_picture(alpha, x0) * eps - per_picture(sigma, x0) * x0


PREDICTIONS: dict[str, Prediction] = {
    "epsilon": Prediction(
        "epsilon", _epsilon_to_x0, lambda prediction, *_: prediction, lambda x0, eps, alpha, sigma: eps
    ),
    "sample": Prediction("sample", lambda prediction, *_: prediction, _sample_to_eps, lambda x0, eps, alpha, sigma: x0),
    # arXiv 2202.00512, section 4 and appendix D
    "v_prediction": Prediction("v_prediction", _v_to_x0, _v_to_eps, _v_target),
    # arXiv 2209.03003, equation 1
    "flow": Prediction("flow", _flow_to_x0, _flow_to_eps, lambda x0, eps, alpha, sigma: eps - x0),
}


def prediction_named(name: str) -> Prediction:
    """Look up a kind of prediction.

    Raises:
        UnknownNameError: there is no such kind.
    """
    if name not in PREDICTIONS:
        raise UnknownNameError("prediction type", name, list(PREDICTIONS))
    return PREDICTIONS[name]


def convert(prediction: Tensor, source: str, goal: str, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    """Turn a prediction of kind ``source`` into one of kind ``goal`` at the same ``x``.

    Raises:
        ValueError: the source says nothing about what the goal needs (epsilon at alpha 0, sample at sigma 0).
    """
    if source == goal:
        return prediction
    kind = prediction_named(source)
    if goal == "epsilon":
        return kind.to_eps(prediction, x, alpha, sigma)
    if goal == "sample":
        return kind.to_x0(prediction, x, alpha, sigma)
    x0, eps = kind.to_x0(prediction, x, alpha, sigma), kind.to_eps(prediction, x, alpha, sigma)
    return prediction_named(goal).target(x0, eps, alpha, sigma)


def _refuse_zero(level: Tensor, message: str) -> None:
    if not bool(torch.as_tensor(level).all()):
        raise ValueError(message)
