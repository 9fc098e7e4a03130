"""How much memory large pictures need, whole and in tiles, and what tiles change.

``python benchmarks/large_pictures.py``. Memory is counted, not timed: the networks run on torch's meta device, which
knows every tensor's size and computes nothing, while the bytes of all tensors alive are added up. So the figures are
those of any machine; what a matrix library takes for itself comes on top (some tens of MiB). Attention counts as on a
CPU or GPU with a fused kernel. What tiles change is measured on danqing-mini's autoencoder.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from torch import Tensor, nn
from torch.multiprocessing.reductions import StorageWeakRef
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from danqing.families.memory import decoding_bytes_per_pixel
from danqing.families.models import find_model
from danqing.families.norms import SharedNorms
from danqing.families.tiles import SAMPLES, Tiles
from danqing.storage.files import write_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- large-pictures:begin -->", "<!-- large-pictures:end -->"
SIDES_PX = (512, 1024, 2048)
BYTES = 4  # of a float32
SD1_DECODER: dict[str, Any] = {
    "in_channels": 3,
    "out_channels": 3,
    "latent_channels": 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
}
SD1_UNET: dict[str, Any] = {"sample_size": 64, "cross_attention_dim": 768, "attention_head_dim": 8}


def watch(tensor: Tensor) -> Any:
    """A reference to what a tensor lies in that does not keep it alive."""
    return StorageWeakRef(tensor.untyped_storage())  # type: ignore[no-untyped-call]


class LiveBytes(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Adds up the bytes of all tensors that are made inside and still alive, and keeps the most there ever were."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.peak: int = 0
        self._alive: dict[int, tuple[Any, int]] = {}

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = {watch(leaf).cdata for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor)}
        result = func(*args, **(kwargs or {}))
        for leaf in tree_leaves(result):
            if isinstance(leaf, Tensor) and watch(leaf).cdata not in given:  # else a view, perhaps of weights
                self._alive[watch(leaf).cdata] = (watch(leaf), leaf.untyped_storage().nbytes())
        self._alive = {key: each for key, each in self._alive.items() if not each[0].expired()}
        self.peak = max(self.peak, sum(size for _, size in self._alive.values()))
        return result


@contextmanager
def fused_attention() -> Iterator[None]:
    """Attention that keeps no table of all pairs; the meta device would make one."""

    def output(query: Tensor, key: Tensor, value: Tensor, **options: Any) -> Tensor:
        return torch.empty_like(query)

    with patch("torch.nn.functional.scaled_dot_product_attention", output):
        yield


def peak_bytes(run: Callable[[], object]) -> int:
    """The most that tensors made while running take at once."""
    with torch.no_grad(), fused_attention(), LiveBytes() as live:
        run()
    return int(live.peak)


def weight_bytes(network: nn.Module) -> int:
    """Of all weights, in the number type that they have."""
    return sum(each.numel() * each.element_size() for each in network.parameters())


def decoding_rows(name: str, network: Any) -> list[str]:
    """Lines for one decoder: whole and in tiles."""
    factor, channels = 2 ** (len(network.config.block_out_channels) - 1), network.config.latent_channels
    tiles = Tiles(network, factor, decoding_bytes_per_pixel(tuple(network.config.block_out_channels)))
    norms, part = SharedNorms(network), max(1, tiles.side // round(SAMPLES**0.5))

    def decoded(batch: int, side: int) -> Callable[[], object]:
        return lambda: network.decode(torch.empty(batch, channels, side, side, device="meta")).sample

    def sampled() -> object:
        with norms.taking():
            return decoded(SAMPLES, part)()

    sample, lines = peak_bytes(sampled), []
    for side_px in SIDES_PX:
        positions = side_px // factor
        whole = peak_bytes(decoded(1, positions))
        picture = side_px**2 * BYTES * (3 + 3 + 1)  # the sum, the result and the weights
        tiled = max(sample, peak_bytes(decoded(1, min(tiles.side, positions)))) + picture
        shown = mebibytes(whole) if tiles.fits((positions, positions)) else mebibytes(tiled)
        lines.append(f"| {name}, {side_px} × {side_px} px | {mebibytes(whole)} | {shown} |")
    return lines


def denoising_rows(name: str, network: Any, factor: int, window: int) -> list[str]:
    """Lines for one U-Net: whole and in windows of so many latent positions, prompt and negative prompt together."""
    dtype, config = next(network.parameters()).dtype, network.config

    def denoised(side: int) -> Callable[[], object]:
        x = torch.empty(2, config.in_channels, side, side, device="meta", dtype=dtype)
        words = torch.empty(2, 77, config.cross_attention_dim, device="meta", dtype=dtype)
        steps = torch.empty(2, device="meta")
        return lambda: network(x, steps, encoder_hidden_states=words)

    return [
        f"| {name}, {side} × {side} px | {mebibytes(peak_bytes(denoised(side // factor)))} "
        f"| {mebibytes(peak_bytes(denoised(min(window, side // factor))))} |"
        for side in SIDES_PX
    ]


def tile_error(network: Any, latents: Tensor, side: int) -> tuple[float, float]:
    """Root mean square difference to the whole, in grey levels of 255: with shared norms, and each tile alone."""
    factor = 2 ** (len(network.config.block_out_channels) - 1)
    tiles = Tiles(network, factor, 1)
    tiles.side = side

    def run(part: Tensor) -> Tensor:
        result: Tensor = network.decode(part).sample
        return result

    with torch.no_grad():
        whole = run(latents)
        shared = tiles.decode(run, latents)
        with patch.object(SharedNorms, "_used", lambda self, module: lambda x: nn.GroupNorm.forward(module, x)):
            alone = tiles.decode(run, latents)
    shared_error, alone_error = ((each - whole).square().mean().sqrt().item() * 127.5 for each in (shared, alone))
    return shared_error, alone_error


def mebibytes(count: int) -> str:
    """A number of bytes in MiB."""
    return f"{count / 2**20:,.0f} MiB"


def main() -> None:
    """Count, measure, print, and write."""
    parser = argparse.ArgumentParser(description="Memory of large pictures, whole and in parts.")
    parser.add_argument("--model", default="danqing-mini", help="name or folder of the model beside Stable Diffusion 1")
    parser.add_argument("--dry-run", action="store_true", help="print the table and leave the page as it is")
    arguments = parser.parse_args()
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel

    folder = find_model(arguments.model)
    with torch.device("meta"):
        large = AutoencoderKL(**SD1_DECODER).eval()
        unet = UNet2DConditionModel(**SD1_UNET).to(torch.bfloat16).eval()
        small = AutoencoderKL.from_config(AutoencoderKL.load_config(folder / "vae")).eval()
    lines = [
        "| what is alive at the peak, beside the weights | whole | in parts |",
        "|---|---|---|",
        *decoding_rows("decode, Stable Diffusion 1", large),
        *decoding_rows(f"decode, {arguments.model}", small),
        *denoising_rows("one step, Stable Diffusion 1 in bfloat16", unet, 8, 64),
        "",
        f"Weights: Stable Diffusion 1's autoencoder {mebibytes(weight_bytes(large))} in float32, its U-Net "
        f"{mebibytes(weight_bytes(unet))} in bfloat16.",
    ]
    real = AutoencoderKL.from_pretrained(folder / "vae", use_safetensors=True, low_cpu_mem_usage=False).eval()
    side, channels = 24, real.config.latent_channels
    noise = torch.randn(1, channels, side // 4, side // 4, generator=torch.Generator().manual_seed(0))
    latents = nn.functional.interpolate(noise, size=(side, side), mode="bicubic") / real.config.scaling_factor
    shared, alone = tile_error(real.float(), latents, 16)
    lines.append(
        f"{arguments.model}'s autoencoder in tiles of 16 positions differs from the whole by {shared:.1f} grey levels "
        f"of 255 (root mean square); were each tile normed by itself, by {alone:.1f}."
    )
    text = "\n".join(lines)
    print(text)
    if not arguments.dry_run:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        write_text(PAGE, f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    main()
