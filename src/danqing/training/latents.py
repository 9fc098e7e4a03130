"""Scenes as latents: encoded once, kept in float16, read by the diffusion trainer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from torch import Tensor

from danqing.core.errors import DataError
from danqing.data.types import ImageArray, Language
from danqing.storage.files import write_atomically, write_text
from danqing.training.autoencoder import to_batch

SHARD_LATENTS = 4096


class Pictures(Protocol):
    """Captioned pictures of one size: a ``SceneSet``, or crops of one (``data.crops.CroppedScenes``)."""

    folder: Path

    def __len__(self) -> int: ...
    def image(self, index: int) -> ImageArray: ...
    def captions(self, index: int) -> dict[Language, tuple[str, ...]]: ...


class LatentSet:
    """Latents and captions of a scene set: ``latents(indices)`` is float32 (B, channels, height, width).

    Raises:
        DataError: the folder holds no latents, or not all of them.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "latents.json").is_file():
            raise DataError(f"{folder} holds no latents; encode scenes first.")
        facts: dict[str, Any] = json.loads((folder / "latents.json").read_text(encoding="utf-8"))
        self.folder = folder
        self.captions: list[dict[Language, tuple[str, ...]]] = []
        try:
            self.array = np.concatenate([np.load(folder / f"latents-{n:05d}.npy") for n in range(facts["num_shards"])])
            for number in range(facts["num_shards"]):
                with (folder / f"captions-{number:05d}.jsonl").open(encoding="utf-8") as stream:
                    self.captions.extend(_captions(line) for line in stream)
        except (OSError, ValueError, EOFError) as error:
            raise DataError(f"The latents in {folder} are damaged ({error}); delete it and encode again.") from error
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
    scenes: Pictures,
    folder: Path,
    *,
    batch_size: int = 32,
    on_progress: Callable[[int, int], None] | None = None,
) -> LatentSet:
    """Write the posterior means of all scenes to ``folder``, shard by shard, going on where a broken run stopped.

    A last shard that was not full is written anew where the scenes have become more.

    Raises:
        DataError: there are no scenes, or ``folder`` holds latents of another autoencoder.
    """
    if not len(scenes):
        raise DataError(f"There are no scenes to encode in {scenes.folder}; compose some first.")
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder, encoder_fingerprint(autoencoder))
    autoencoder.eval()
    num_shards = -(-len(scenes) // SHARD_LATENTS)
    for number in range(num_shards):
        target = folder / f"latents-{number:05d}.npy"
        numbers = range(number * SHARD_LATENTS, min((number + 1) * SHARD_LATENTS, len(scenes)))
        if not target.exists() or _count(target) < len(numbers):
            latents = [
                _encode(autoencoder, scenes, numbers[at : at + batch_size]) for at in range(0, len(numbers), batch_size)
            ]
            lines = [json.dumps(scenes.captions(index), ensure_ascii=False) + "\n" for index in numbers]
            write_text(folder / f"captions-{number:05d}.jsonl", "".join(lines))
            _save_array(np.concatenate(latents), target)
        if on_progress:
            on_progress(number + 1, num_shards)
    write_text(folder / "latents.json", json.dumps({"num_shards": num_shards, "scenes": scenes.folder.name}) + "\n")
    return LatentSet(folder)


def _count(shard: Path) -> int:
    """How many latents a shard holds.

    Raises:
        DataError: it is damaged.
    """
    try:
        return len(np.load(shard, mmap_mode="r"))
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"The latents {shard} are damaged ({error}); delete that file and encode again.") from error


@torch.no_grad()
def _encode(autoencoder: AutoencoderKL, scenes: Pictures, numbers: range) -> np.ndarray:
    device = next(autoencoder.parameters()).device
    images = to_batch(np.stack([scenes.image(index) for index in numbers]))
    images = images.to(device, memory_format=torch.channels_last)
    with torch.autocast(device.type, torch.bfloat16):
        latents = autoencoder.encode(images).latent_dist.mode()
    return np.asarray(latents.float().cpu().numpy(), dtype=np.float16)


@torch.no_grad()
def standardise_latents(autoencoder: AutoencoderKL, scenes: Pictures, *, num_scenes: int = 2048) -> None:
    """Fold each latent channel's mean and spread into the 1x1 convolutions around the latents.

    Afterwards latents have mean 0 and standard deviation 1 in each channel, reconstructions are as before, and the
    checkpoint needs neither scale nor shift (``scaling_factor`` becomes 1, ``shift_factor`` 0).
    """
    autoencoder.eval()
    device = next(autoencoder.parameters()).device
    count = min(num_scenes, len(scenes))
    parts = []
    for start in range(0, count, 32):
        images = to_batch(np.stack([scenes.image(index) for index in range(start, min(start + 32, count))]))
        parts.append(autoencoder.encode(images.to(device)).latent_dist.mode().float())
    latents = torch.cat(parts)
    mean_C, std_C = latents.mean((0, 2, 3)), latents.std((0, 2, 3)).clamp_min(1e-6)
    channels = len(mean_C)
    before, after = autoencoder.quant_conv, autoencoder.post_quant_conv
    before.weight[:channels] /= std_C[:, None, None, None]
    before.bias[:channels] = (before.bias[:channels] - mean_C) / std_C
    before.bias[channels:] -= 2 * std_C.log()
    after.bias += (after.weight[:, :, 0, 0] * mean_C).sum(1)
    after.weight *= std_C[None, :, None, None]
    autoencoder.register_to_config(scaling_factor=1.0, shift_factor=0.0)


def encoder_fingerprint(autoencoder: AutoencoderKL) -> str:
    """A hash of everything that latents depend on."""
    digest = hashlib.sha256()
    for module in (autoencoder.encoder, autoencoder.quant_conv):
        for name, weight in module.state_dict().items():
            digest.update(name.encode())
            digest.update(weight.detach().float().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()[:16]


def _claim(folder: Path, fingerprint: str) -> None:
    """Note whose latents these are, and refuse to mix those of two encoders."""
    note = folder / "encoder.txt"
    if note.exists():
        if note.read_text(encoding="utf-8").strip() != fingerprint:
            raise DataError(f"{folder} holds latents of another autoencoder; delete it to encode anew.")
    else:
        write_text(note, fingerprint + "\n")


def _captions(line: str) -> dict[Language, tuple[str, ...]]:
    return {name: tuple(texts) for name, texts in json.loads(line).items()}


def _save_array(array: np.ndarray, target: Path) -> None:
    def save(path: Path) -> None:
        with path.open("wb") as stream:
            np.save(stream, array)

    write_atomically(target, save)
