"""Eager PyTorch.

What ``precision="auto"`` means, decided by what the device can do and never by a stopwatch, so that the same machine
makes the same picture tomorrow:

==================================  =============================================================
CPU with bfloat16 units             denoiser in bfloat16, channels-last if it is convolutional
(AMX or AVX-512 BF16)
other CPU, Apple GPU                float32
CUDA GPU                            bfloat16 where the GPU has it, else float16
==================================  =============================================================

Text encoders run in float32 on a CPU, where they take a hundredth of the time, and both halves of an autoencoder always
do, because eight bits of mantissa are seen as bands in smooth skies. The seed contract (the same picture bit for bit,
alone, in a batch, elsewhere in the queue or after a restart) holds in every precision on one machine. Matrix libraries
cut long sums differently for other processors and other numbers of threads, so there pictures agree only up to
rounding: closely in float32, less so in bfloat16. ``docs/performance.md`` has the measurements behind this table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from danqing.backends.base import NetworkCall, Precision, Role
from danqing.core.errors import RequestError

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


class TorchBackend:
    """Runs networks as they are, in the number type and memory format that suit the device."""

    name = "torch"

    def __init__(self, *, device: str | None = None, precision: Precision = "auto") -> None:
        self.device = pick_device(device)
        self.precision: str = pick_precision(self.device) if precision == "auto" else precision

    def weight_dtype(self, role: Role) -> torch.dtype:
        """float32 for autoencoders and for text encoders on a CPU, else the backend's precision."""
        if role in ("decoder", "encoder") or (role == "text" and self.device.type == "cpu"):
            return torch.float32
        return _DTYPES[self.precision]

    def prepare(self, network: nn.Module, role: Role, call: Callable[..., Any] | None = None) -> NetworkCall:
        """Move the network to the device; see :meth:`danqing.backends.base.Backend.prepare`."""
        dtype = self.weight_dtype(role)
        nn.Module.to(network, device=self.device)
        if dtype != torch.float32 and any(isinstance(module, nn.Conv2d) for module in network.modules()):
            nn.Module.to(network, memory_format=torch.channels_last)  # type: ignore[call-overload]
        run = call or network

        def cast(value: Tensor | None) -> Tensor | None:
            if value is None:
                return None
            return value.to(self.device, dtype if value.is_floating_point() and value.ndim > 1 else value.dtype)

        @torch.inference_mode()
        def prepared(*inputs: Tensor | None) -> tuple[Tensor, ...]:
            result = run(*map(cast, inputs))
            return tuple(tensor.float() for tensor in ((result,) if isinstance(result, Tensor) else result))

        return prepared


def pick_device(name: str | None = None) -> torch.device:
    """The named device, or the best one here.

    Raises:
        RequestError: there is no such device on this machine.
    """
    if name is None:
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError, ValueError):
        raise RequestError(f"There is no device {name!r} here; use device='cpu' or leave it out.") from None
    if device.type == "meta":
        raise RequestError("The device 'meta' holds no numbers; use device='cpu' or leave it out.")
    return device


def pick_precision(device: torch.device) -> str:
    """What ``"auto"`` means on this device; depends on the hardware only."""
    if device.type == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    if device.type == "cpu":
        able = torch.cpu.get_capabilities()
        if able.get("amx_bf16") or able.get("avx512_bf16"):
            return "bfloat16"
    return "float32"
