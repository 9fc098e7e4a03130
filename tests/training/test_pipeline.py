"""From drawn figures to checkpoints that stock Diffusers opens, stage by stage, for both kinds of network."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DiffusionPipeline
from huggingface_hub import ModelCard

import danqing
from danqing.core.errors import DataError, RequestError, UnknownNameError
from danqing.models.presets import MMDiTShape, UNetShape
from danqing.recipes import recipe_named
from danqing.training.picture_trainer import PictureTowerConfig
from danqing.training.pipeline import StageProgress, run_recipe
from danqing.training.recipe import STAGES, Recipe
from danqing.training.vision_tower import VisionTowerConfig

PROMPTS = ("一个红色的圆", "a blue square")


def tiny_recipe() -> Recipe:
    """The smoke recipe, shorter and with crops."""
    smoke = recipe_named("smoke")
    loop = dataclasses.replace(
        smoke.diffusion.loop, num_images=32, batch_size=8, warmup_images=8, ema_images=8, validate_images=0
    )
    return dataclasses.replace(
        smoke,
        num_scenes=24,
        num_held_out=8,
        vocabulary=320,
        crops=((64, 48),),
        text=dataclasses.replace(smoke.text, loop=loop),
        autoencoder=dataclasses.replace(smoke.autoencoder, loop=loop),
        diffusion=dataclasses.replace(
            smoke.diffusion,
            shape=UNetShape(block_out_channels=(32, 32), text_channels=64, latent_channels=4),
            sample_prompts=PROMPTS,
            loop=loop,
        ),
    )


def tiny_mmdit() -> Recipe:
    recipe = tiny_recipe()
    shape = MMDiTShape(
        num_layers=2, num_heads=2, head_channels=16, text_channels=128, pooled_channels=128, latent_channels=4
    )
    diffusion = dataclasses.replace(recipe.diffusion, shape=shape, objective="flow", times="logit_normal")
    return dataclasses.replace(recipe, diffusion=diffusion)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of every stage."""
    folder = tmp_path_factory.mktemp("runs") / "unet"
    told: list[StageProgress] = []
    assert run_recipe(tiny_recipe(), folder, on_progress=told.append) == folder / "checkpoint"
    stages = list(dict.fromkeys(each.stage for each in told))
    assert stages == [name for name in STAGES if name != "assemble"]
    return folder


@pytest.fixture(scope="module")
def mmdit_run(run: Path) -> Path:
    """The same data, text and autoencoder with the other network."""
    folder = run.with_name("mmdit")
    shutil.copytree(run, folder, ignore=shutil.ignore_patterns("diffusion", "checkpoint", "recipe.json"))
    run_recipe(tiny_mmdit(), folder, resume=True, stages=("diffusion", "assemble"))
    return folder


def looks_drawn(picture: np.ndarray) -> bool:
    return picture.shape == (64, 64, 3) and bool(np.isfinite(picture).all()) and float(picture.std()) > 0


@pytest.mark.parametrize("name", ["run", "mmdit_run"])
def test_the_checkpoint_opens_in_stock_diffusers_and_draws(name: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(name) / "checkpoint"
    # Stock Diffusers wants to be told that a Stable Diffusion 3 checkpoint comes without T5.
    without = {} if name == "run" else {"text_encoder_3": None, "tokenizer_3": None}
    pipeline = DiffusionPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True, **without)
    assert type(pipeline).__name__ == {"run": "StableDiffusionPipeline"}.get(name, "StableDiffusion3Pipeline")
    pipeline.set_progress_bar_config(disable=True)
    pictures = pipeline(
        list(PROMPTS), num_inference_steps=2, output_type="np", generator=torch.Generator().manual_seed(0)
    ).images
    assert len(pictures) == 2
    assert all(looks_drawn(picture) for picture in pictures)
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert not [each for each in files if each.suffix in (".bin", ".pt", ".ckpt", ".pkl", ".py")]
    assert all(each.stat().st_mode & 0o044 for each in files)


@pytest.mark.parametrize("name", ["run", "mmdit_run"])
def test_the_checkpoint_draws_with_danqing(name: str, request: pytest.FixtureRequest) -> None:
    studio = danqing.load(request.getfixturevalue(name) / "checkpoint")
    first, second = (studio.generate(PROMPTS[0], seed=3, steps=2)[0] for _ in range(2))
    assert looks_drawn(np.asarray(first.image))
    assert np.array_equal(np.asarray(first.image), np.asarray(second.image))


@pytest.mark.parametrize("name", ["run", "mmdit_run"])
def test_the_checkpoint_says_what_it_is_and_whose_work_is_in_it(name: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(name) / "checkpoint"
    card = ModelCard((folder / "README.md").read_text(encoding="utf-8"))
    assert ("from_pretrained(folder, text_encoder_3=None, tokenizer_3=None)" in card.text) == (name == "mmdit_run")
    assert vars(card.data)["license"] == "apache-2.0"
    assert "The pack `shapes`: 48 pictures of 8 things from 1 source; 1 of the things were held out" in card.text
    assert "composed: 24 for training and 8 of held-out things for validation (seed 0)" in card.text
    assert card.text.count("32 pictures seen") == card.text.count("32 crops seen") == 1
    assert "PSNR in dB" in card.text
    for linked in re.findall(r"\]\(([^)]+)\)", card.text):
        assert (folder / linked).is_file(), linked
    credits = (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "- **figures** (48 pictures; danqing 1): The Danqing authors ([text](LICENSES/Apache-2.0.txt))" in credits
    assert "Universal Sentence Encoder Multilingual, copyright Google LLC, Apache-2.0" in credits
    assert {each.name for each in folder.glob("curves*")} == {
        "curves.png", "curves-autoencoder.png", "curves-text.png",
    }  # fmt: skip


def test_assembling_again_keeps_what_people_wrote_and_credits_what_was_learned_from(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run, folder)
    noted = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    noted["credits"][0]["pictures"] = 47  # as if the pack had been built anew since
    (folder / "data.json").write_text(json.dumps(noted), encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "NOTES.md").write_text("# Shapes v0\n\n## What it draws\n\n![Sheet](sheet.png)\n")
    (folder / "notes" / "sheet.png").write_bytes(b"a picture")
    run_recipe(tiny_recipe(), folder, resume=True, stages=("scenes", "assemble"))
    text = (folder / "checkpoint" / "README.md").read_text(encoding="utf-8")
    assert text.count("\n# ") == 1
    assert "\n# Shapes v0\n" in text
    assert text.index("## What it draws\n\n![Sheet](sheet.png)") < text.index("## Shape\n")
    assert (folder / "checkpoint" / "sheet.png").read_bytes() == b"a picture"
    credits = (folder / "checkpoint" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "The run noted nothing of its data" not in text
    assert "What Shapes v0 was trained on." in credits
    assert "(47 pictures; danqing 1)" in credits
    (folder / "data.json").unlink()
    run_recipe(tiny_recipe(), folder, resume=True, stages=("scenes", "assemble"))
    assert not (folder / "data.json").exists()  # its scenes may be older than the pack is now
    assert "The run noted nothing of its data" in (folder / "checkpoint" / "README.md").read_text(encoding="utf-8")
    assert "(48 pictures; danqing 1)" in (folder / "checkpoint" / "ATTRIBUTION.md").read_text(encoding="utf-8")


def test_a_finished_run_is_passed_over(run: Path) -> None:
    def marks() -> dict[str, int]:
        kept = [each for each in run.rglob("*.safetensors") if "checkpoint" not in each.relative_to(run).parts[0]]
        return {str(each): each.stat().st_mtime_ns for each in kept}

    before = marks()
    run_recipe(tiny_recipe(), run, resume=True, stages=STAGES[:-1])
    assert marks() == before
    with pytest.raises(RequestError, match=r"holds a training run already; resume it \(--resume\)"):
        run_recipe(tiny_recipe(), run)


def test_another_recipe_is_not_mixed_into_a_run(run: Path) -> None:
    recipe = tiny_recipe()
    wider = dataclasses.replace(recipe.autoencoder, block_out_channels=(8, 16, 40))
    for changed, words in (
        (dataclasses.replace(recipe, vocabulary=400), "begun with vocabulary 320, not 400"),
        (dataclasses.replace(recipe, size=128), "begun with size 64, not 128"),
        (dataclasses.replace(recipe, autoencoder=wider), "begun with autoencoder"),
        (tiny_mmdit(), "begun with diffusion"),
    ):
        with pytest.raises(RequestError, match=words):
            run_recipe(changed, run, resume=True)
    longer = dataclasses.replace(recipe.diffusion.loop, num_images=40)
    run_recipe(
        dataclasses.replace(recipe, diffusion=dataclasses.replace(recipe.diffusion, loop=longer)),
        run,
        resume=True,
        stages=("diffusion",),
    )
    assert [each.name for each in (run / "diffusion" / "checkpoints").iterdir()] == [f"{40:012d}"]


@pytest.mark.parametrize(
    ("stage", "first"),
    [
        ("text", "scenes"),
        ("autoencoder", "scenes"),
        ("latents", "autoencoder"),
        ("diffusion", "text"),
        ("assemble", "diffusion"),
    ],
)
def test_a_stage_names_the_one_to_run_first(stage: str, first: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=f"stage '{first}' has not been carried out in .*; run it first"):
        run_recipe(tiny_recipe(), tmp_path / "run", stages=(stage,))


def test_latents_of_a_retrained_autoencoder_are_not_mixed(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run, folder)
    shutil.rmtree(folder / "autoencoder")
    other = dataclasses.replace(tiny_recipe().autoencoder.loop, seed=5)
    recipe = dataclasses.replace(tiny_recipe(), autoencoder=dataclasses.replace(tiny_recipe().autoencoder, loop=other))
    with pytest.raises(DataError, match="latents-val holds latents of another autoencoder; delete it"):
        run_recipe(recipe, folder, resume=True, stages=("autoencoder", "latents"))


def test_a_picture_tower_is_trained_on_another_runs_scenes_and_nothing_is_written_there(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    shutil.copytree(run, tmp_path / "runs" / "other")
    before = sorted((tmp_path / "runs" / "other").rglob("*"))
    recipe = dataclasses.replace(
        tiny_recipe(),
        stages=("scenes", "clip"),
        scenes_from="other",
        clip=PictureTowerConfig(
            vision=VisionTowerConfig(image_px=16, patch_px=8, width=32, layers=1, heads=2, inner_width=64),
            width=16,
            text_model=str(tmp_path / "runs" / "other" / "checkpoint"),
            loop=tiny_recipe().text.loop,
        ),
    )
    run_recipe(recipe, tmp_path / "tower")
    assert (tmp_path / "tower" / "clip" / "best" / "clip" / "model.safetensors").is_file()
    assert not list((tmp_path / "tower").glob("scenes-*"))
    assert sorted((tmp_path / "runs" / "other").rglob("*")) == before
    with pytest.raises(RequestError, match="trains no picture tower"):
        run_recipe(tiny_recipe(), tmp_path / "none", stages=("clip",))


def test_unknown_stages_and_scenes_of_another_size_are_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="training stage named 'magic'"):
        run_recipe(tiny_recipe(), tmp_path / "run", stages=("magic",))
    assert not (tmp_path / "run").exists()
    shutil.copytree(run / "scenes-val", tmp_path / "run" / "scenes-val")
    shutil.copytree(run / "scenes-train", tmp_path / "run" / "scenes-train")
    larger = dataclasses.replace(tiny_recipe(), size=128)
    with pytest.raises(DataError, match="holds scenes of 64 px, but the recipe wants 128 px"):
        run_recipe(larger, tmp_path / "run", resume=True, stages=("autoencoder",))
    with pytest.raises(DataError, match="holds scenes of size 64, not 128"):
        run_recipe(larger, tmp_path / "run", resume=True, stages=("scenes",))
