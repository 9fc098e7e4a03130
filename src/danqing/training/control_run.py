"""From a checkpoint and scenes to a ControlNet: the whole of a recipe, going on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers.models.controlnets.controlnet import ControlNetModel
from torch import nn

from danqing.core.errors import DataError, RequestError
from danqing.data.scenes import SceneSet
from danqing.families.checkpoint import open_checkpoint
from danqing.families.identity import content_hash
from danqing.models.small_control import SmallControlNet
from danqing.storage.files import write_text
from danqing.training.checkpoints import write_networks
from danqing.training.control import ControlConfig, ControlTrainer, check_pair
from danqing.training.control_base import ControlBase
from danqing.training.control_export import export_small_control
from danqing.training.latents import LatentSet, encode_scenes
from danqing.training.loop import Progress, train

RESULT = "controlnet"


@dataclass(frozen=True, kw_only=True)
class ControlRecipe:
    """A complete plan for a ControlNet.

    Args:
        name, description: as listed; the description says how long it takes and on what.
        base: the checkpoint that it is for, a model's name or folder.
        data: the run whose scenes are sketched, a name below ``runs/`` or a folder with ``scenes-train/`` and
            ``scenes-val/``; its latents are used where they are those of the checkpoint.
        training: settings of the trainer.
    """

    name: str
    description: str
    base: str = "danqing-mini"
    data: str = "mini-cpu"
    training: ControlConfig


def run_control(
    recipe: ControlRecipe,
    folder: Path,
    *,
    base: Path,
    data: Path,
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Train a ControlNet for ``base`` on the scenes of ``data`` and return its folder, ``controlnet/``.

    Args:
        folder: of the run; nothing is written elsewhere.
        base: the checkpoint's folder.
        data: the folder with the scenes.
        resume: go on in a folder that holds a run.
        time_limit_s: stop early, cleanly, after so many seconds of training.
        on_progress: told at each line of the log.

    Raises:
        RequestError: ``folder`` holds a run already and ``resume`` is not set, or one for another checkpoint.
        DataError: there are no scenes.
        CheckpointError: ``base`` is no Stable Diffusion checkpoint.
        CancelledError, TrainingDivergedError, FailureError: as :func:`danqing.training.loop.train`.
    """
    if folder.exists() and any(folder.iterdir()) and not resume:
        raise RequestError(
            f"{folder} holds a training run already; resume it (--resume) or choose another folder (--out)."
        )
    sets = {split: _scenes(data, split) for split in ("train", "val")}
    loaded = ControlBase(base)
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"base": content_hash(open_checkpoint(base)), "shape": _plain(recipe.training)["shape"]}
    _claim(folder / "recipe.json", facts)
    latents = {split: _latents(loaded, scenes, data, folder, split) for split, scenes in sets.items()}
    trainer = ControlTrainer(recipe.training, loaded, sets["train"], latents["train"], sets["val"], latents["val"])
    figures = train(
        trainer,
        recipe.training.loop,
        folder / "training",
        resume=True,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
    )
    best: Any = _best(folder)
    told: dict[str, Any] = {"base": facts["base"], "kinds": recipe.training.kinds, "figures": figures}
    if isinstance(best, SmallControlNet):
        return export_small_control(best, folder / RESULT, **told)
    nn.Module.to(best, torch.float16)
    return write_networks(folder / RESULT, lambda part: best.save_pretrained(part, safe_serialization=True))


def _best(folder: Path) -> SmallControlNet | ControlNetModel:
    """The best net so far, in float32."""
    best = folder / "training" / "best" / "controlnet"
    kind: Any = json.loads((best / "config.json").read_text(encoding="utf-8"))["_class_name"]
    network: SmallControlNet | ControlNetModel = (
        SmallControlNet if kind == "SmallControlNet" else ControlNetModel
    ).from_pretrained(best, use_safetensors=True, local_files_only=True)
    return network


def _scenes(data: Path, split: str) -> SceneSet:
    folder = data / f"scenes-{split}"
    if not (folder / "scenes.json").is_file():
        raise DataError(f"{data} holds no scenes to sketch; compose some first: danqing train mini-cpu --stages scenes")
    return SceneSet(folder)


def _latents(base: ControlBase, scenes: SceneSet, data: Path, folder: Path, split: str) -> LatentSet:
    """The run's own latents if the checkpoint's autoencoder made them, else new ones in ``folder``."""
    there = data / f"latents-{split}"
    if (there / "latents.json").is_file():
        found = LatentSet(there)
        try:
            check_pair(base, scenes, found)
            return found
        except DataError:
            pass  # those of another autoencoder
    return encode_scenes(base.autoencoder, scenes, folder / f"latents-{split}")


def _claim(path: Path, facts: Mapping[str, Any]) -> None:
    """Note what a run is for, and refuse to go on with it for something else."""
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else facts
    if found != json.loads(json.dumps(facts)) and path.is_file():
        raise RequestError(
            f"{path.parent} was begun for another checkpoint or with another net; choose another folder (--out)."
        )
    write_text(path, json.dumps(facts, indent=1) + "\n")


def _plain(config: ControlConfig) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(config)))
    return plain
