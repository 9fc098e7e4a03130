"""What a backend is: the way network calls run. Families ask for calls and never for devices or number types.

A backend takes a network that is in memory and returns a call that accepts and gives float32 tensors on the backend's
``device``, whatever it computes in. Compiled torch and OpenVINO are further files with this shape, registered in
``registry.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

import torch
from torch import Tensor, nn

Role = Literal["text", "denoiser", "decoder", "encoder"]  # the last two are the halves of an autoencoder
Precision = Literal["auto", "float32", "bfloat16", "float16"]
NetworkCall = Callable[..., tuple[Tensor, ...]]
PRECISIONS: tuple[Precision, ...] = ("auto", "float32", "bfloat16", "float16")


class Backend(Protocol):
    """How network calls run.

    Attributes:
        name: ``"torch"`` and so on, as stored in each picture's manifest.
        device: where the tensors between calls live.
        precision: what the denoiser computes in, ``"float32"``, ``"bfloat16"`` or ``"float16"``; never ``"auto"``.
    """

    name: str
    device: torch.device
    precision: str

    def weight_dtype(self, role: Role) -> torch.dtype:
        """The number type that weights for this role should be loaded in."""
        ...

    def prepare(self, network: nn.Module, role: Role, call: Callable[..., Any] | None = None) -> NetworkCall:
        """Make a network ready to run.

        Args:
            network: in evaluation mode, its weights of type :meth:`weight_dtype`.
            role: what it is for, which decides number type and memory format.
            call: what to run, if not the network's ``forward``; takes tensors (or None) by position and gives a tensor
                or a tuple of them.

        Returns:
            A call with ``call``'s arguments. Floating-point tensors of two dimensions and more are cast as needed;
            vectors are not, because they are timesteps, and bfloat16 has no 999. The results are float32, always in a
            tuple. No gradients are kept.
        """
        ...
