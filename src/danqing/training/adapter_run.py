"""From a checkpoint and a folder of pictures to an adapter's file, going on where it stopped."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from danqing.core.errors import RequestError
from danqing.families.family import default_side
from danqing.storage.files import write_text
from danqing.training.adapter_pictures import TrainingPicture, picture_files, read_pictures
from danqing.training.adapters import AdapterBase, AdapterConfig, AdapterTrainer
from danqing.training.loop import Progress, train

NOTE = "adapter.json"


def run_adapter(
    config: AdapterConfig,
    pictures: Path,
    folder: Path,
    *,
    base: Path,
    read: Callable[[Path], Image.Image],
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Learn from a folder of pictures and write ``NAME.safetensors`` into the run's folder.

    Args:
        config: what is learned and how.
        pictures: their folder, see :func:`danqing.training.adapter_pictures.read_pictures`.
        folder: of the run.
        base: the checkpoint.
        read: opens one picture.
        resume: go on from where the run stopped.
        time_limit_s: stop early, with what has been learned by then.
        on_progress: told as the loop tells it.

    Raises:
        RequestError: the folder holds another run, or one that is not to be gone on with.
        DataError: the pictures cannot be learned from.
        CheckpointError: the checkpoint cannot be used.
    """
    picture_files(pictures)  # a wrong folder is told before the model is loaded
    frozen = AdapterBase(base)
    size = default_side(frozen.unet.config.sample_size, 0, frozen.factor, 512)
    found = read_pictures(pictures, word=config.word, size=size, read=read)
    _claim(folder, config, found, resume)
    trainer = AdapterTrainer(config, frozen, found)
    train(trainer, config.loop, folder, resume=resume, time_limit_s=time_limit_s, on_progress=on_progress)
    return trainer.save(folder / f"{config.name}.safetensors", base_name=base.resolve().name)


def _claim(folder: Path, config: AdapterConfig, pictures: list[TrainingPicture], resume: bool) -> None:
    """Note what is learned from what, and refuse to go on with anything else."""
    digest = hashlib.sha256()
    for each in pictures:
        digest.update(each.pixels.tobytes())
        digest.update("\n".join(each.captions).encode())
    facts = {**dataclasses.asdict(config), "pictures": digest.hexdigest()}
    said = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    note = folder / NOTE
    if resume and note.is_file() and note.read_text(encoding="utf-8") != said:
        raise RequestError(
            f"{folder} holds a run with other settings or pictures; give the same ones to go on, or train under "
            f"another name."
        )
    folder.mkdir(parents=True, exist_ok=True)
    if not note.is_file():
        write_text(note, said)
