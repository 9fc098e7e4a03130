from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from danqing.backends.registry import BACKENDS, make_backend
from danqing.backends.torch import TorchBackend, pick_device, pick_precision
from danqing.core.errors import RequestError, UnknownNameError


class Probe(nn.Module):
    """Remembers what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(3, 4, 3, padding=1)
        self.seen: list[Tensor | None] = []

    def forward(self, x: Tensor, timestep: Tensor, ids: Tensor, nothing: None) -> tuple[Tensor, Tensor]:
        self.seen = [x, timestep, ids, nothing]
        return self.convolution(x), ids


def run(precision: str) -> tuple[Probe, tuple[Tensor, ...]]:
    backend = TorchBackend(device="cpu", precision=precision)  # type: ignore[arg-type]
    probe = Probe().eval().to(backend.weight_dtype("denoiser"))
    call = backend.prepare(probe, "denoiser")
    return probe, call(torch.ones(1, 3, 4, 4), torch.tensor([999.0, 501.25]), torch.tensor([[7]]), None)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_pictures_are_cast_and_timesteps_and_tokens_are_not(precision: str) -> None:
    probe, results = run(precision)
    x, timestep, ids, nothing = probe.seen
    assert x is not None
    assert timestep is not None
    assert ids is not None
    assert x.dtype == getattr(torch, precision)
    assert timestep.tolist() == [999.0, 501.25]
    assert ids.dtype == torch.int64
    assert nothing is None
    assert [result.dtype for result in results] == [torch.float32] * 2


def test_low_precision_convolutions_are_channels_last() -> None:
    for precision, expected in (("float32", False), ("bfloat16", True)):
        weight = run(precision)[0].convolution.weight
        assert weight.is_contiguous(memory_format=torch.channels_last) is expected


def test_no_gradients_are_kept() -> None:
    _, (result, _) = run("float32")
    assert not result.requires_grad
    assert result.is_inference()


def test_only_denoisers_lose_precision_on_a_cpu() -> None:
    backend = TorchBackend(device="cpu", precision="bfloat16")
    assert backend.weight_dtype("denoiser") == torch.bfloat16
    assert backend.weight_dtype("text") == backend.weight_dtype("decoder") == torch.float32


def test_auto_depends_on_the_hardware_only() -> None:
    able = torch.cpu.get_capabilities()
    expected = "bfloat16" if able.get("amx_bf16") or able.get("avx512_bf16") else "float32"
    assert pick_precision(torch.device("cpu")) == expected == TorchBackend(device="cpu").precision
    assert pick_precision(torch.device("mps")) == "float32"


@pytest.mark.parametrize("name", ["cuda:99", "tpu", "", "meta", "cpu:x"])
def test_a_device_that_is_not_here(name: str) -> None:
    with pytest.raises(RequestError, match="device"):
        pick_device(name)


def test_without_a_name_some_device_is_picked() -> None:
    assert pick_device().type in ("cpu", "cuda", "mps")


def test_backends_by_name() -> None:
    assert make_backend("torch", device="cpu", precision="float32").name in BACKENDS
    with pytest.raises(UnknownNameError, match="choose one of: torch"):
        make_backend("abacus")
    with pytest.raises(UnknownNameError, match="bfloat16"):
        make_backend(precision="int4")  # type: ignore[arg-type]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_on_a_gpu() -> None:
    backend = TorchBackend()
    assert backend.device.type == "cuda"
    assert backend.precision in ("bfloat16", "float16")
    probe = Probe().eval().to(backend.weight_dtype("denoiser"))
    image, _ = backend.prepare(probe, "denoiser")(
        torch.ones(1, 3, 4, 4), torch.tensor([999.0]), torch.tensor([[7]]), None
    )
    assert image.device.type == "cuda"
