"""Compare trained denoising networks: ``python -m benchmarks.compare_networks RUN [RUN …] [--out DIR]``.

Each RUN is the folder of a recipe's run (``danqing train NAME --time-limit 30 --out RUN``). For each: validation
figures, images seen, training time, and how far what it draws is from held-out scenes. All runs draw the same captions,
half of them Chinese and half English, from the same noise. Beside them stand two floors: other real scenes, and the
same through the autoencoder, which is the best that any network behind that autoencoder could reach. The reference are
scenes that no caption belongs to, raw and through the autoencoder.

Prints a Markdown table; ``--out`` also writes it as ``comparison.md`` beside ``sheet-zh.png`` and ``sheet-en.png``,
which show each prompt of ``prompts/dev.jsonl`` drawn by every run, side by side.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.contact_sheets import PROMPTS, contact_sheet
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from PIL import Image
from torch import Tensor

from danqing.backends.registry import make_backend
from danqing.core.errors import DataError, RequestError
from danqing.core.seeds import picture_generator
from danqing.core.units import to_images
from danqing.data.scenes import SceneSet
from danqing.diffusion.guidance import classifier_free, join_conditioning
from danqing.diffusion.samplers import sampler_named
from danqing.evaluation.features import PictureFeatures
from danqing.evaluation.kernel_distance import (
    Distance,
    Kernel,
    difference,
    gaussian_kernel,
    kernel_distance,
    median_width,
    polynomial_kernel,
)
from danqing.families.family import Family
from danqing.families.registry import load_family
from danqing.storage.files import write_atomically, write_text
from danqing.training.autoencoder import to_batch
from danqing.training.journal import Journal

Features = Callable[[Tensor], Tensor]  # pictures (B, 3, H, W) in [-1, 1] -> (B, D)
SAMPLER, BATCH = "dpmpp_2m", 32


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How pictures are drawn."""

    steps: int = 20
    guidance: float = 4.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a run's log tells; ``loss`` and its parts are those of ``DiffusionTrainer.validate``."""

    images: int
    minutes: float
    loss: float
    low_noise: float
    high_noise: float
    best_images: int


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Distances of one set of pictures to held-out scenes: by kernel, to the raw ones and to their reconstructions."""

    name: str
    raw: dict[str, Distance]
    reconstructed: dict[str, Distance]
    figures: Figures | None = None
    seconds: float | None = None


def read_log(run: Path) -> Figures:
    """The last validation of a run's diffusion stage, and how long it trained.

    Raises:
        DataError: the run has not been validated.
    """
    lines = Journal(run / "diffusion").read()
    checks = [line for line in lines if line["kind"] == "validate"]
    if not checks:
        raise DataError(f"{run} holds no validation of its diffusion stage; train it first: danqing train NAME --out.")
    trained = [{"images": 0}, *(line for line in lines if line["kind"] == "train")]
    seconds = sum((b["images"] - a["images"]) / max(b["images_per_second"], 1e-9) for a, b in pairwise(trained))
    last, best = checks[-1], min(checks, key=lambda line: float(line["loss"]))
    return Figures(
        images=last["images"],
        minutes=seconds / 60,
        loss=last["loss"],
        low_noise=last.get("loss_low_noise", float("nan")),
        high_noise=last.get("loss_high_noise", float("nan")),
        best_images=best["images"],
    )


def open_run(run: Path) -> Family:
    """The run's checkpoint, as the engine draws with it.

    Raises:
        DataError: the run was not assembled.
        CheckpointError: its checkpoint is broken.
    """
    folder = run / "checkpoint"
    if not (folder / "model_index.json").is_file():
        raise DataError(
            f"{run} holds no checkpoint; make it: danqing train NAME --out {run} --resume --stages assemble"
        )
    return load_family(folder, make_backend("torch"))


@torch.inference_mode()
def draw(family: Family, prompts: Sequence[str], *, how: Sampling, seed: int = 0) -> Tensor:
    """Pictures (N, 3, H, W) in [-1, 1] for prompts, picture i from the noise of (seed, i), in batches.

    Prompts must fit into the encoder's window, as captions do.
    """
    width, height = family.defaults.width, family.defaults.height
    walk = family.walk(SAMPLER, how.steps, width, height)
    shape = family.latent_shape(width, height)
    parts = []
    for start in range(0, len(prompts), BATCH):
        numbers = range(start, min(start + BATCH, len(prompts)))
        noise = torch.stack([torch.randn(shape, generator=picture_generator(seed, number)) for number in numbers])
        pairs = [family.encode(prompts[number], "") for number in numbers]
        positive, negative = (reduce(join_conditioning, side) for side in zip(*pairs, strict=True))
        denoise = classifier_free(family.denoise, positive, negative, how.guidance)
        latents = sampler_named(SAMPLER)(denoise, noise * walk.start_scale, walk.sigmas, path=walk.schedule.path)
        parts.append(family.decode(latents).clamp(-1, 1))
    return torch.cat(parts)


def captions_of(scenes: SceneSet, count: int) -> list[str]:
    """One caption of each of the first ``count`` scenes, English and Chinese in turn.

    Raises:
        DataError: a scene has none.
    """
    found = []
    for index in range(count):
        captions = scenes.captions(index)
        texts = captions.get("en" if index % 2 == 0 else "zh") or captions.get("en") or captions.get("zh")
        if not texts:
            raise DataError(f"Scene {index} in {scenes.folder} has no caption; build the scenes again.")
        found.append(texts[index // 2 % len(texts)])
    return found


def pictures_of(scenes: SceneSet, numbers: range) -> Tensor:
    """Scenes as (B, 3, H, W) in [-1, 1]."""
    return to_batch(np.stack([scenes.image(number) for number in numbers]))


@torch.inference_mode()
def reconstructed(autoencoder: AutoencoderKL, pictures: Tensor) -> Tensor:
    """Pictures through the autoencoder, (B, 3, H, W) in [-1, 1]."""
    parts = []
    for start in range(0, len(pictures), BATCH):
        part = pictures[start : start + BATCH]
        latents = autoencoder.encode(part.contiguous(memory_format=torch.channels_last)).latent_dist.mode()
        parts.append(autoencoder.decode(latents).sample.clamp(-1, 1))
    return torch.cat(parts)


def measure(runs: Sequence[Path], features: Features, *, num_pictures: int, how: Sampling) -> list[Measured]:
    """The floors and each run, in this order.

    Raises:
        RequestError: there are too few held-out scenes.
        DataError: a run lacks a part, or the runs were trained with other held-out scenes or autoencoders.
    """
    logs = [read_log(run) for run in runs]
    scenes = _same_scenes(runs, 2 * num_pictures)
    autoencoder = AutoencoderKL.from_pretrained(_same_autoencoder(runs), use_safetensors=True, local_files_only=True)
    autoencoder.eval().to(memory_format=torch.channels_last)
    drawn_scenes = pictures_of(scenes, range(num_pictures))
    others = pictures_of(scenes, range(num_pictures, 2 * num_pictures))
    raw, through = features(others), features(reconstructed(autoencoder, others))
    kernels: dict[str, Kernel] = {"KID": polynomial_kernel, "CMMD": gaussian_kernel(median_width(raw))}

    def against(name: str, found: Tensor, figures: Figures | None = None, seconds: float | None = None) -> Measured:
        return Measured(
            name=name,
            raw={kind: kernel_distance(found, raw, kernel) for kind, kernel in kernels.items()},
            reconstructed={kind: kernel_distance(found, through, kernel) for kind, kernel in kernels.items()},
            figures=figures,
            seconds=seconds,
        )

    rows = [
        against("other real scenes", features(drawn_scenes)),
        against("the same through the autoencoder", features(reconstructed(autoencoder, drawn_scenes))),
    ]
    captions = captions_of(scenes, num_pictures)
    for run, figures in zip(runs, logs, strict=True):
        family = open_run(run)
        began = time.perf_counter()
        pictures = draw(family, captions, how=how)
        rows.append(against(run.name, features(pictures), figures, time.perf_counter() - began))
    return rows


def report(rows: Sequence[Measured], *, num_pictures: int, how: Sampling) -> str:
    """What was measured, as Markdown."""
    lines = [
        f"{num_pictures} pictures of held-out captions, half Chinese, half English; {how.steps} steps of {SAMPLER}, "
        f"guidance {how.guidance:g}; unbiased squared distances ± standard error, lower is better.",
        "",
        "| pictures | images seen (best at) | minutes | validation loss | low noise | high noise |"
        " KID to real | KID to reconstructed | CMMD to real | CMMD to reconstructed |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        told = ["–"] * 5
        if (log := row.figures) is not None:
            told = [
                f"{log.images:,} ({log.best_images:,})",
                f"{log.minutes:.0f}",
                *(f"{value:.4f}" for value in (log.loss, log.low_noise, log.high_noise)),
            ]
        distances = [str(where[kind]) for kind in ("KID", "CMMD") for where in (row.raw, row.reconstructed)]
        lines.append("| " + " | ".join([row.name, *told, *distances]) + " |")
    drawn = [row for row in rows if row.figures is not None]
    for one, other in pairwise(drawn):
        value, error = difference(one.raw["KID"], other.raw["KID"])
        sure = "more than" if abs(value) > 2 * error else "within"
        lines += ["", f"KID to real, {one.name} minus {other.name}: {value:.4f} ± {error:.4f}, {sure} two errors."]
    return "\n".join(lines) + "\n"


def draw_sheets(runs: Sequence[Path], prompts: Sequence[dict[str, Any]], out: Path, *, how: Sampling) -> None:
    """Write a sheet a language: each prompt by every run, in the order of ``runs``, from the same noise."""
    for language in ("zh", "en"):
        texts = [str(prompt[language]) for prompt in prompts]
        columns = [to_images(draw(open_run(run), texts, how=how)) for run in runs]
        beside = [_side_by_side(list(pictures)) for pictures in zip(*columns, strict=True)]
        sheet = contact_sheet(beside, texts, columns=max(1, 6 // len(runs)))
        write_atomically(out / f"sheet-{language}.png", sheet.save)


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width, height = pictures[0].size
    row = Image.new("RGB", (len(pictures) * (width + 2) - 2, height), "white")
    for number, picture in enumerate(pictures):
        row.paste(picture, (number * (width + 2), 0))
    return row


def _same_scenes(runs: Sequence[Path], needed: int) -> SceneSet:
    """The held-out scenes that all runs share."""
    sets = [SceneSet(run / "scenes-val") for run in runs]
    if any(each.records[:needed] != sets[0].records[:needed] or each.size != sets[0].size for each in sets):
        raise DataError(
            "The runs have different held-out scenes, so their figures cannot be compared; train them alike."
        )
    if len(sets[0]) < needed:
        raise RequestError(
            f"{needed} held-out scenes are needed, half to draw and half to compare with, but {sets[0].folder} holds "
            f"{len(sets[0])}; ask for fewer --pictures."
        )
    return sets[0]


def _same_autoencoder(runs: Sequence[Path]) -> Path:
    """The folder of the autoencoder that all runs share."""
    hashes = []
    for run in runs:
        weights = run / "vae" / "diffusion_pytorch_model.safetensors"
        if not weights.is_file():
            raise DataError(f"{run} holds no autoencoder; carry out its stage latents first.")
        hashes.append(hashlib.sha256(weights.read_bytes()).hexdigest())
    if len(set(hashes)) > 1:
        raise DataError(
            "The runs have different autoencoders, so their networks cannot be compared; let them share one."
        )
    return runs[0] / "vae"


def main() -> None:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare_networks", description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="a run's folder")
    parser.add_argument("--pictures", type=int, default=512, help="captions to draw, and scenes to compare with")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--guidance", type=float, default=4.0)
    parser.add_argument("--out", type=Path, help="folder for the table and the sheets")
    options = parser.parse_args()
    how = Sampling(steps=options.steps, guidance=options.guidance)
    features = PictureFeatures.fetched(print)
    rows = measure(options.runs, features, num_pictures=options.pictures, how=how)
    text = report(rows, num_pictures=options.pictures, how=how)
    print(text)
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        write_text(options.out / "comparison.md", text)
        prompts = [json.loads(line) for line in PROMPTS.read_text(encoding="utf-8").splitlines()]
        draw_sheets(options.runs, prompts, options.out, how=how)


if __name__ == "__main__":
    main()
