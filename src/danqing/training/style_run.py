"""From open pictures to a network that restyles in one pass: the whole of a recipe, going on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from danqing.backends.torch import pick_device, pick_precision
from danqing.core.errors import DataError, RequestError
from danqing.data.artworks import MEASURED, paintings, photographs
from danqing.data.compose import Composer
from danqing.data.figures import FigurePack
from danqing.data.pack import Pack
from danqing.data.sprites import PackLike
from danqing.data.types import ImageArray, Split
from danqing.models.adain import StyleNetwork
from danqing.models.vgg import VGG16
from danqing.storage import home
from danqing.storage.files import write_atomically, write_bytes, write_text
from danqing.training.loop import Progress, train
from danqing.training.style_network import (
    FILE_NAME,
    Measured,
    StyleConfig,
    StyleTrainer,
    measure_contents,
    measure_styles,
)
from danqing.training.style_pictures import HELD_OUT_PAINTINGS, content_pictures, fitted, style_pictures

SPLITS: tuple[Split, ...] = ("train", "val")
_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float32}


@dataclass(frozen=True, kw_only=True)
class StyleRecipe:
    """A complete plan for a style network.

    Args:
        name, description: as listed; the description says how long it takes and on what.
        pack: the pack's folder name below ``packs/``, or ``"shapes"`` for figures that are drawn on the spot.
        artworks: whether photographs and paintings are used, too (``data/artworks.py``).
        num_contents, num_styles, num_held_out: pictures to prepare.
        training: settings of the trainer.
        seed: of the pictures.
    """

    name: str
    description: str
    pack: str = "open"
    artworks: bool = True
    num_contents: int = 2400
    num_styles: int = 1536
    num_held_out: int = 32
    training: StyleConfig
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("num_contents", "num_styles", "num_held_out"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} must be at least 1, not {getattr(self, name)}.")


def run_style(
    recipe: StyleRecipe,
    folder: Path,
    *,
    resume: bool = False,
    time_limit_s: float | None = None,
    seeing: VGG16 | None = None,
    say: Callable[[str], object] = lambda line: None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Train a style network and return its file, which is put where ``restyle --fast`` looks for it, too.

    Args:
        folder: of the run: pictures, what was measured of them, and training.
        resume: go on in a folder that holds a run.
        time_limit_s: stop early, cleanly, after so many seconds of training.
        seeing: VGG16, or None to read it from the packages folder.
        say: told what is done before training.
        on_progress: told at each line of the log.

    Raises:
        RequestError: ``folder`` holds a run already and ``resume`` is not set, or one of another recipe.
        DataError: a package or the pack is missing; the text says how to get it.
        CancelledError, TrainingDivergedError, FailureError: as :func:`danqing.training.loop.train`.
    """
    if folder.exists() and any(folder.iterdir()) and not resume:
        raise RequestError(
            f"{folder} holds a training run already; resume it (--resume) or choose another folder (--out)."
        )
    config = recipe.training
    dtype = _DTYPES[pick_precision(pick_device())]
    seeing = (VGG16.installed() if seeing is None else seeing).to(dtype, pick_device())
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder / "recipe.json", recipe)
    pictures = _pictures(recipe, folder, say)
    measured: dict[tuple[str, Split], Measured] = {}
    for (kind, split), each in pictures.items():
        path, measure = (
            folder / f"measured-{kind}-{split}.npy",
            measure_contents if kind == "contents" else measure_styles,
        )
        if not path.exists():
            say(f"Measuring {len(each):,} {kind}")
        measured[kind, split] = measure(seeing, each, config, path)
    torch.manual_seed(config.loop.seed)
    trainer = StyleTrainer(
        StyleNetwork(config.shape),
        config,
        seeing,
        contents=measured["contents", "train"],
        styles=measured["styles", "train"],
        held_out=(measured["contents", "val"], measured["styles", "val"]),
    )
    train(trainer, config.loop, folder / "training", resume=True, time_limit_s=time_limit_s, on_progress=on_progress)
    best = folder / "training" / "best" / FILE_NAME
    home.restyle_folder().mkdir(parents=True, exist_ok=True)
    write_bytes(home.restyle_folder() / FILE_NAME, best.read_bytes())
    return best


def _pictures(recipe: StyleRecipe, folder: Path, say: Callable[[str], object]) -> dict[tuple[str, Split], ImageArray]:
    """Contents and styles of both splits, made once."""
    names: list[tuple[str, Split]] = [(kind, split) for kind in ("contents", "styles") for split in SPLITS]
    missing = [name for name in names if not _path(folder, *name).exists()]
    if missing:
        photos, paints = (photographs(), paintings()) if recipe.artworks else ({}, {})
        side = recipe.training.crop_px
        size = next(each for each in (64, 128, 256) if each >= min(side, 256))
        pack: PackLike = FigurePack() if recipe.pack == "shapes" else Pack.open(home.packs_folder() / recipe.pack)
        learned = [image for name, image in photos.items() if name not in MEASURED]
        styles: dict[Split, list[Image.Image]] = {
            "train": [image for name, image in paints.items() if name not in HELD_OUT_PAINTINGS],
            "val": [paints[name] for name in HELD_OUT_PAINTINGS if name in paints],
        }
        wholes: dict[Split, list[Image.Image]] = {
            "train": [*learned, *styles["train"]],
            "val": [photos[name] for name in MEASURED if name in photos],
        }
        scenes = {split: Composer(pack, size=size, split=split, seed=recipe.seed) for split in SPLITS}
        for kind, split in missing:
            count = recipe.num_held_out
            if split == "train":
                count = recipe.num_contents if kind == "contents" else recipe.num_styles
            say(f"Preparing {count:,} {kind}")
            seed, given = recipe.seed + (split == "val"), wholes if kind == "contents" else styles
            if kind == "contents":
                made = content_pictures(count, side, scenes=scenes[split], wholes=given[split], seed=seed)
            else:
                made = style_pictures(count, side, scenes=scenes[split], wholes=given[split], seed=seed)
            if split == "val":  # whole pictures first, which sample sheets show
                for index, image in enumerate(given[split][:count]):
                    made[index] = _middle(image, side)
            _save(made, _path(folder, kind, split))
    found = {name: np.load(_path(folder, *name), mmap_mode="r") for name in names}
    if any(each.shape[1] != recipe.training.crop_px for each in found.values()):
        raise DataError(f"The pictures in {folder} are of another size; choose another folder (--out).")
    return found


def _path(folder: Path, kind: str, split: str) -> Path:
    return folder / f"{kind}-{split}.npy"


def _save(made: ImageArray, path: Path) -> None:
    def write(temporary: Path) -> None:
        with temporary.open("wb") as stream:
            np.save(stream, made)

    write_atomically(path, write)


def _middle(image: Image.Image, side: int) -> ImageArray:
    square = min(image.size)
    left, top = ((each - square) // 2 for each in image.size)
    return fitted(np.asarray(image.crop((left, top, left + square, top + square))), side)


def _claim(path: Path, recipe: StyleRecipe) -> None:
    """Note what a run is made of, and refuse to go on with it by another recipe; how long it trains may change."""
    plan = {
        "pack": recipe.pack,
        "artworks": recipe.artworks,
        "seed": recipe.seed,
        "pictures": [recipe.num_contents, recipe.num_styles, recipe.num_held_out],
        "crop_px": recipe.training.crop_px,
        "shape": asdict(recipe.training.shape),
        "places": [recipe.training.places, recipe.training.gram_places],
    }
    plan = json.loads(json.dumps(plan))
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else plan
    for name, value in plan.items():
        if found.get(name) != value:
            raise RequestError(
                f"{path.parent} was begun with {name} {found.get(name)}, not {value}; go on with the recipe as it was "
                "or choose another folder (--out)."
            )
    write_text(path, json.dumps(plan, indent=1) + "\n")
