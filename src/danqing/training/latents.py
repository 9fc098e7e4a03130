"""Scenes as latents: encoded once, kept in float16, read by the diffusion trainer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from torch import Tensor

from danqing.core.errors import DataError
from danqing.data.scenes import SHARD_SCENES, SceneSet
from danqing.data.types import Language
from danqing.storage.files import write_atomically, write_text
from danqing.training.autoencoder import to_batch


class LatentSet:
    """Latents and captions of a scene set: ``latents(indices)`` is float32 (B, channels, side, side)."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "latents.json").is_file():
            raise DataError(f"{folder} holds no latents; encode scenes first.")
        facts: dict[str, Any] = json.loads((folder / "latents.json").read_text(encoding="utf-8"))
        self.folder = folder
        self.array = np.concatenate([np.load(folder / f"latents-{n:05d}.npy") for n in range(facts["num_shards"])])
        self.captions: list[dict[Language, tuple[str, ...]]] = []
        for number in range(facts["num_shards"]):
            with (folder / f"captions-{number:05d}.jsonl").open(encoding="utf-8") as stream:
                self.captions.extend(json.loads(line) for line in stream)
        if len(self.captions) != len(self.array):
            raise DataError(f"The latents in {folder} are incomplete; delete the folder and encode again.")

    def __len__(self) -> int:
        return len(self.array)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of one latent grid."""
        channels, height, width = self.array.shape[1:]
        return channels, height, width

    def latents(self, indices: np.ndarray) -> Tensor:
        """Latent grids as float32 (B, channels, height, width)."""
        return torch.from_numpy(self.array[indices]).float()


def encode_scenes(
    autoencoder: AutoencoderKL,
    scenes: SceneSet,
    folder: Path,
    *,
    batch_size: int = 32,
    on_progress: Callable[[int, int], None] | None = None,
) -> LatentSet:
    """Write the posterior means of all scenes to ``folder``, shard by shard, going on where a broken run stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    autoencoder.eval()
    device = next(autoencoder.parameters()).device
    for number, shard in enumerate(scenes.shards):
        target = folder / f"latents-{number:05d}.npy"
        if not target.exists():
            parts = []
            for start in range(0, len(shard), batch_size):
                images = to_batch(shard[start : start + batch_size]).to(device, memory_format=torch.channels_last)
                with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
                    parts.append(autoencoder.encode(images).latent_dist.mode().float().cpu().numpy().astype(np.float16))
            first = number * SHARD_SCENES
            lines = [json.dumps(scenes.captions(first + i), ensure_ascii=False) + "\n" for i in range(len(shard))]
            write_text(folder / f"captions-{number:05d}.jsonl", "".join(lines))
            _save_array(np.concatenate(parts), target)
        if on_progress:
            on_progress(number + 1, len(scenes.shards))
    write_text(
        folder / "latents.json", json.dumps({"num_shards": len(scenes.shards), "scenes": scenes.folder.name}) + "\n"
    )
    return LatentSet(folder)


@torch.no_grad()
def standardise_latents(autoencoder: AutoencoderKL, scenes: SceneSet, *, num_scenes: int = 2048) -> None:
    """Fold each latent channel's mean and spread into the 1x1 convolutions around the latents.

    Afterwards latents have mean 0 and standard deviation 1 in each channel, reconstructions are as before, and the
    checkpoint needs no scaling factor (``scaling_factor`` becomes 1).
    """
    autoencoder.eval()
    parts = [
        autoencoder.encode(to_batch(np.stack([scenes.image(i) for i in range(start, min(start + 32, len(scenes)))])))
        .latent_dist.mode()
        .float()
        for start in range(0, min(num_scenes, len(scenes)), 32)
    ]
    latents = torch.cat(parts)
    mean_C, std_C = latents.mean((0, 2, 3)), latents.std((0, 2, 3)).clamp_min(1e-6)
    count = len(mean_C)
    before, after = autoencoder.quant_conv, autoencoder.post_quant_conv
    before.weight[:count] /= std_C[:, None, None, None]
    before.bias[:count] = (before.bias[:count] - mean_C) / std_C
    before.bias[count:] -= 2 * std_C.log()
    after.bias += (after.weight[:, :, 0, 0] * mean_C).sum(1)
    after.weight *= std_C[None, :, None, None]
    autoencoder.register_to_config(scaling_factor=1.0)


def _save_array(array: np.ndarray, target: Path) -> None:
    def save(path: Path) -> None:
        with path.open("wb") as stream:
            np.save(stream, array)

    write_atomically(target, save)
