"""From open pictures to a checkpoint: the stages of a recipe, each of which goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from accelerate import PartialState
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import nn
from transformers import CLIPTextModel

from danqing.core.errors import DataError, RequestError, UnknownNameError
from danqing.data.compose import Composer
from danqing.data.crops import CroppedScenes
from danqing.data.fetch import archives_of
from danqing.data.figures import FigurePack
from danqing.data.pack import Pack
from danqing.data.scenes import SceneSet, build_scenes
from danqing.data.sprites import PackLike
from danqing.data.types import Split
from danqing.data.wordnet import WORDNET
from danqing.families.models import find_model
from danqing.models.presets import MMDiTShape
from danqing.storage.files import write_text
from danqing.storage.home import packs_folder, runs_folder
from danqing.training.assemble import assemble_checkpoint
from danqing.training.autoencoder import AutoencoderTrainer, make_autoencoder
from danqing.training.card import Papers, read_notes
from danqing.training.checkpoints import list_checkpoints, write_networks
from danqing.training.clip_trainer import ClipTrainer
from danqing.training.conditioning import MMDiTConditioner, UNetConditioner
from danqing.training.config import LoopConfig
from danqing.training.data_note import DataNote, describe_data, read_data_note, write_data_note
from danqing.training.diffusion import DiffusionTrainer
from danqing.training.drawings import Drawings
from danqing.training.history import read_history
from danqing.training.latents import (
    LatentSet,
    Pictures,
    encode_scenes,
    standardise_latents,
)
from danqing.training.loop import Progress, train
from danqing.training.phrases import phrases_of
from danqing.training.picture_trainer import PictureTrainer
from danqing.training.recipe import CLIP, KNOWN_STAGES, Recipe
from danqing.training.teacher import Teacher
from danqing.training.tokenizer import load_tokenizer, save_tokenizer, train_tokenizer


@dataclass(frozen=True)
class StageProgress:
    """Where a recipe stands: the stage, and the loop's progress or shards done within it."""

    stage: str
    done: int
    total: int
    loop: Progress | None = None


OnProgress = Callable[[StageProgress], None]


def run_recipe(
    recipe: Recipe,
    folder: Path,
    *,
    resume: bool = False,
    stages: Iterable[str] | None = None,
    time_limit_s: float | None = None,
    num_processes: int = 1,
    on_progress: OnProgress | None = None,
) -> Path:
    """Carry out ``stages`` of a recipe below ``folder`` and return the checkpoint's folder.

    Args:
        folder: scenes, runs of each trainer, latents and at last ``checkpoint/`` go there.
        resume: go on in a folder that holds a run; finished stages are passed over.
        stages: some of ``recipe.KNOWN_STAGES``, by default those of the recipe; each needs the ones before it.
        time_limit_s: stop each trainer early, cleanly, after so many seconds.
        num_processes: processes that compose scenes.

    Raises:
        RequestError: ``folder`` holds a run already and ``resume`` is not set, or a run of another recipe, or a stage
            before the first of ``stages`` is missing.
        UnknownNameError: a stage does not exist.
        DataError: the pack is missing, or scenes or latents do not fit the recipe.
        CancelledError, TrainingDivergedError: as :func:`danqing.training.loop.train`.
    """
    wanted = recipe.stages if stages is None else tuple(stages)
    for name in wanted:
        if name not in KNOWN_STAGES:
            raise UnknownNameError("training stage", name, KNOWN_STAGES)
    if CLIP in wanted and recipe.clip is None:
        raise RequestError(f"The recipe {recipe.name} trains no picture tower; use mini-clip for one.")
    # Several, where the run was launched for several devices; on CPUs accelerate has to be told.
    processes = PartialState(cpu=not torch.cuda.is_available())
    if processes.is_main_process:
        if folder.exists() and any(folder.iterdir()) and not resume:
            raise RequestError(
                f"{folder} holds a training run already; resume it (--resume) or choose another folder (--out)."
            )
        folder.mkdir(parents=True, exist_ok=True)
        claim_folder(folder, recipe)
    work = _Work(recipe, folder, num_processes, time_limit_s, on_progress or (lambda progress: None))
    for name in KNOWN_STAGES:
        processes.wait_for_everyone()
        if name in wanted and (processes.is_main_process or name in work.loops) and not work.is_finished(name):
            getattr(work, f"do_{name}")()
    processes.wait_for_everyone()
    return folder / "checkpoint"


def claim_folder(folder: Path, recipe: Recipe) -> None:
    """Note which recipe a run follows, and refuse to go on with one whose parts would not fit.

    How long a stage trains, and at what rate, may change between calls.

    Raises:
        RequestError: ``folder`` was begun with other data or shapes.
    """
    plan = {
        "pack": recipe.pack,
        "size": recipe.size,
        "seed": recipe.seed,
        "vocabulary": recipe.vocabulary,
        "text": asdict(recipe.text.text),
        "autoencoder": {
            name: getattr(recipe.autoencoder, name)
            for name in ("block_out_channels", "layers_per_block", "latent_channels", "norm_num_groups")
        },
        "diffusion": {"shape": type(recipe.diffusion.shape).__name__, **asdict(recipe.diffusion.shape)},
    }
    plan = json.loads(json.dumps(plan))  # as it will be read back: lists, not tuples
    path = folder / "recipe.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else plan
    for name, value in plan.items():
        if found.get(name) != value:
            raise RequestError(
                f"{folder} was begun with {name} {found.get(name)}, not {value}; go on with the recipe as it was "
                "or choose another folder (--out)."
            )
    write_text(path, json.dumps(plan, indent=1) + "\n")


def open_pack(name: str) -> PackLike:
    """The pack of that name, or the drawn figures for ``"shapes"``.

    Raises:
        DataError: there is no such pack.
    """
    return FigurePack() if name == "shapes" else Pack.open(packs_folder() / name)


def open_composer(name: str, size: int, split: Split, seed: int) -> Composer:
    """A composer over a pack; a plain function so that other processes can call it."""
    return Composer(open_pack(name), size=size, split=split, seed=seed)


class _Work:
    """One method a stage; what a later stage needs it reads from disk."""

    def __init__(
        self, recipe: Recipe, folder: Path, num_processes: int, time_limit_s: float | None, say: OnProgress
    ) -> None:
        self.recipe, self.folder, self.num_processes, self.time_limit_s, self.say = (
            recipe, folder, num_processes, time_limit_s, say,
        )  # fmt: skip
        self.loops = {
            "text": recipe.text.loop,
            "autoencoder": recipe.autoencoder.loop,
            "diffusion": recipe.diffusion.loop,
        } | ({CLIP: recipe.clip.loop} if recipe.clip is not None else {})

    def is_finished(self, stage: str) -> bool:
        """Whether a trainer has seen and validated all its images, so that nothing need be loaded to know it."""
        found = list_checkpoints(self.folder / stage / "checkpoints")
        if stage not in self.loops or not found or not (self.folder / stage / "best").is_dir():
            return False
        try:
            state = json.loads((found[-1] / "state.json").read_text(encoding="utf-8"))
            seen, validated = int(state["images_seen"]), int(state["validated_images"])
        except (OSError, ValueError, KeyError, TypeError):
            return False  # the trainer will say what is wrong with it
        return seen == validated >= self.loops[stage].num_images

    def do_scenes(self) -> None:
        if all(self._scenes_folder(split).parent != self.folder for split in ("train", "val")):
            return  # another run's
        if not self._scenes_folder("val").exists():
            write_data_note(self.folder / "data.json", self._data_now())
        counts: dict[Split, int] = {"val": self.recipe.num_held_out, "train": self.recipe.num_scenes}
        for split, count in counts.items():
            build_scenes(
                partial(open_composer, self.recipe.pack, self.recipe.size, split, self.recipe.seed),
                self._scenes_folder(split),
                num_scenes=count,
                size=self.recipe.size,
                split=split,
                origin=f"{self.recipe.pack}/{self.recipe.seed}",
                num_processes=self.num_processes,
                on_progress=lambda done, total: self.say(StageProgress("scenes", done, total)),
            )

    def do_text(self) -> None:
        teacher, pack = Teacher(), open_pack(self.recipe.pack)
        if self.recipe.pack == "shapes":
            phrases = phrases_of(pack.entries)
        else:
            phrases = phrases_of(pack.entries, teacher.words(), archives_of([WORDNET])[WORDNET.name])
        scenes, held_out = self._scenes("train"), self._scenes("val")
        if (self.folder / "tokenizer").is_dir():
            tokenizer = load_tokenizer(self.folder / "tokenizer")
        else:
            names = [name for pair in phrases.pairs for name in pair] * 4 + list(phrases.words)
            sentences = [text for i in range(min(8000, len(scenes))) for t in scenes.captions(i).values() for text in t]
            tokenizer = train_tokenizer(names, sentences, vocabulary=self.recipe.vocabulary)
            save_tokenizer(tokenizer, self.folder / "tokenizer")
        trainer = ClipTrainer(
            self.recipe.text,
            tokenizer,
            teacher,
            scenes=scenes,
            held_out=held_out,
            phrases=phrases,
        )
        self._train(trainer, self.recipe.text.loop, "text")

    def do_autoencoder(self) -> None:
        config = self.recipe.autoencoder
        torch.manual_seed(config.loop.seed)
        autoencoder = make_autoencoder(config, size=self.recipe.size)
        trainer = AutoencoderTrainer(autoencoder, config, self._scenes("train"), self._scenes("val"))
        self._train(trainer, config.loop, "autoencoder")

    def do_latents(self) -> None:
        autoencoder = self._standardised()
        if torch.cuda.is_available():
            autoencoder.cuda()
        for name, pictures in self._pictures().items():
            encode_scenes(
                autoencoder,
                pictures,
                self.folder / f"latents-{name}",
                on_progress=lambda done, total: self.say(StageProgress("latents", done, total)),
            )

    def _standardised(self) -> AutoencoderKL:
        """The best autoencoder with standardised latents, made once for each best autoencoder."""
        best = self._best("autoencoder") / "vae"
        source = hashlib.sha256((best / "diffusion_pytorch_model.safetensors").read_bytes()).hexdigest()
        note = self.folder / "vae.txt"
        if (self.folder / "vae").is_dir() and note.is_file() and note.read_text(encoding="utf-8").strip() == source:
            return self._autoencoder()
        autoencoder = AutoencoderKL.from_pretrained(best, use_safetensors=True, local_files_only=True)
        autoencoder = autoencoder.to(memory_format=torch.channels_last)
        if torch.cuda.is_available():
            autoencoder.cuda()
        if not self.recipe.autoencoder.frozen_encoder:  # else they are as standard as those that it started from
            standardise_latents(autoencoder, self._scenes("train"))
        write_networks(self.folder / "vae", lambda part: autoencoder.save_pretrained(part, safe_serialization=True))
        write_text(note, source + "\n")
        return autoencoder

    def _pictures(self) -> dict[str, Pictures]:
        """What is encoded, by the ending of its latents' folder."""
        scenes = self._scenes("train")
        found: dict[str, Pictures] = {"val": self._scenes("val"), "train": scenes}
        for width, height in self.recipe.crops:
            found[_crop_name(width, height)] = CroppedScenes(scenes, width=width, height=height, seed=self.recipe.seed)
        return found

    def do_diffusion(self) -> None:
        recipe, config = self.recipe, self.recipe.diffusion
        tower = CLIPTextModel.from_pretrained(self._best("text") / "text_encoder", dtype=torch.float32)
        tokenizer = load_tokenizer(self._best("text") / "tokenizer")
        make = MMDiTConditioner if isinstance(config.shape, MMDiTShape) else UNetConditioner
        crop_share = (1 - recipe.square_share) / max(1, len(recipe.crops))
        trainer = DiffusionTrainer(
            config,
            [self._latents("train"), *(self._latents(_crop_name(*crop)) for crop in recipe.crops)],
            self._latents("val"),
            make(tower, tokenizer),
            self._autoencoder(),
            shares=[recipe.square_share, *[crop_share] * len(recipe.crops)] if recipe.crops else None,
        )
        self._train(trainer, config.loop, "diffusion")

    def do_clip(self) -> None:
        config = self.recipe.clip
        assert config is not None
        place = self._best("text") if config.text_model is None else find_model(config.text_model)
        trainer = PictureTrainer(
            config,
            load_tokenizer(place / "tokenizer"),
            CLIPTextModel.from_pretrained(place / "text_encoder", dtype=torch.float32),
            scenes=self._scenes("train"),
            held_out=self._scenes("val"),
            drawings=Drawings(open_pack(self.recipe.pack), side=config.vision.image_px),
        )
        self._train(trainer, config.loop, CLIP)

    def do_assemble(self) -> None:
        component = self.recipe.diffusion.component
        network_class = SD3Transformer2DModel if component == "transformer" else UNet2DConditionModel
        best = self._best("diffusion") / component
        papers = self._papers()
        assemble_checkpoint(
            self.folder / "checkpoint",
            self.recipe,
            network=network_class.from_pretrained(best, use_safetensors=True),
            autoencoder=self._autoencoder(),
            tower=CLIPTextModel.from_pretrained(self._best("text") / "text_encoder"),
            tokenizer=load_tokenizer(self._best("text") / "tokenizer"),
            papers=papers,
        )

    def _papers(self) -> Papers:
        """What the model card tells; of a run that noted no data, the pack is told as it is now."""
        noted = self.folder / "data.json"
        is_noted = noted.exists()
        splits: tuple[Split, ...] = ("train", "val")
        scenes = {split: self._scenes_folder(split) / "scenes.json" for split in splits}
        histories = {stage: read_history(self.folder / stage) for stage in self.loops}
        return Papers(
            data=read_data_note(noted) if is_noted else self._data_now(),
            num_scenes={
                split: json.loads(path.read_text(encoding="utf-8"))["num_scenes"]
                for split, path in scenes.items()
                if path.is_file()
            },
            histories={stage: history for stage, history in histories.items() if history is not None},
            notes=read_notes(self.folder / "notes"),
            is_noted=is_noted,
        )

    def _data_now(self) -> DataNote:
        return describe_data(self.recipe.pack, open_pack(self.recipe.pack))

    def _train(self, trainer: nn.Module, config: LoopConfig, stage: str) -> None:
        def say(progress: Progress) -> None:
            self.say(StageProgress(stage, progress.images_seen, progress.num_images, progress))

        train(
            trainer,
            config,
            self.folder / stage,
            resume=True,  # run_recipe has already refused a folder that is not to be resumed
            time_limit_s=self.time_limit_s,
            on_progress=say,
        )

    def _scenes_folder(self, split: Split) -> Path:
        own = self.folder / f"scenes-{split}"
        if self.recipe.scenes_from is None or own.exists():
            return own
        other = runs_folder() / self.recipe.scenes_from / own.name
        return other if (other / "scenes.json").is_file() else own

    def _scenes(self, split: Split) -> SceneSet:
        folder = self._scenes_folder(split)
        self._require(folder / "scenes.json", "scenes")
        scenes = SceneSet(folder)
        if scenes.size != self.recipe.size:
            raise DataError(f"{folder} holds scenes of {scenes.size} px, but the recipe wants {self.recipe.size} px.")
        return scenes

    def _latents(self, name: str) -> LatentSet:
        folder = self.folder / f"latents-{name}"
        self._require(folder / "latents.json", "latents")
        return LatentSet(folder)

    def _best(self, stage: str) -> Path:
        """The export with the best validation figure."""
        best = self.folder / stage / "best"
        self._require(best, stage)
        return best

    def _autoencoder(self) -> AutoencoderKL:
        self._require(self.folder / "vae", "latents")
        autoencoder = AutoencoderKL.from_pretrained(self.folder / "vae", use_safetensors=True, local_files_only=True)
        return autoencoder.to(memory_format=torch.channels_last)

    def _require(self, path: Path, stage: str) -> None:
        if not path.exists():
            raise RequestError(f"The stage {stage!r} has not been carried out in {self.folder}; run it first.")


def _crop_name(width: int, height: int) -> str:
    return f"train-{width}x{height}"
