"""``danqing train``: list, plan, and run a recipe."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest
from danqing.recipes import CONTROL_RECIPES, LANGUAGE_RECIPES, RECIPES, STYLE_RECIPES, recipe_named
from danqing.recipes.mini import smoke
from danqing.training.recipe import Recipe

Capture = pytest.CaptureFixture[str]


def brief() -> Recipe:
    """The smoke recipe with a few dozen pictures a stage: every stage runs, nothing is learned."""
    recipe = smoke()
    loop = dataclasses.replace(recipe.text.loop, num_images=32, batch_size=16, validate_images=32, log_images=16)
    return dataclasses.replace(
        recipe,
        num_scenes=32,
        num_held_out=16,
        text=dataclasses.replace(recipe.text, loop=loop),
        autoencoder=dataclasses.replace(recipe.autoencoder, loop=loop),
        diffusion=dataclasses.replace(recipe.diffusion, loop=loop),
    )


@pytest.mark.slow
def test_a_recipe_runs_to_a_checkpoint_that_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setitem(RECIPES, "smoke", brief)
    folder = tmp_path / "run"
    assert main(["train", "smoke", "--out", str(folder), "--json"]) == 0
    captured = capsys.readouterr()
    checkpoint = json.loads(captured.out)["checkpoint"]
    stages = [line for line in captured.err.splitlines() if line.startswith("Stage ")]
    assert stages[0] == "Stage 1 of 6: scenes"
    picture = str(tmp_path / "a.png")
    assert main(["generate", "一个红色的圆", "--model", checkpoint, "--steps", "2", "-o", picture]) == 0
    assert read_manifest(picture)["settings"]["width"] == 64
    capsys.readouterr()
    assert main(["train", "smoke", "--out", str(folder)]) == 2
    assert "--resume" in capsys.readouterr().err
    assert main(["train", "smoke", "--out", str(folder), "--resume"]) == 0


def test_recipes_are_listed(capsys: Capture) -> None:
    assert main(["train", "--list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert listed == [*RECIPES, *CONTROL_RECIPES, *STYLE_RECIPES, *LANGUAGE_RECIPES]
    assert main(["train", "--list", "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)["recipes"]) == listed


def test_a_style_recipe_is_told_without_being_run(tmp_path: Path, capsys: Capture) -> None:
    assert main(["train", "mini-style", "--dry-run", "--out", str(tmp_path / "run"), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["styles"], facts["batch_size"]) == (1536, 6)
    assert not (tmp_path / "run").exists()
    assert main(["train", "mini-style", "--stages", "scenes"]) == 2
    assert "no stages to choose from" in capsys.readouterr().err


@pytest.mark.parametrize("name", list(RECIPES))
def test_a_dry_run_tells_the_whole_plan_and_does_nothing(name: str, tmp_path: Path, capsys: Capture) -> None:
    folder, stages = tmp_path / "run", recipe_named(name).stages
    assert main(["train", name, "--dry-run", "--out", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recipe"]["name"] == name
    assert told["recipe"]["diffusion"]["loop"]["num_images"] > 0
    assert told["folder"] == str(folder)
    assert [stage["name"] for stage in told["stages"]] == list(stages)
    assert told["disk_bytes"] == sum(stage["disk_bytes"] for stage in told["stages"]) > 0
    assert main(["train", name, "--dry-run", "--out", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("recipe ")
    assert [line.split()[0] for line in lines[-1 - len(stages) :]] == [*stages, "all"]
    weights = {stage["name"]: f"{stage['num_weights']:,}" for stage in told["stages"]}
    assert all(
        weights[stage] in line
        for stage, line in zip(stages, lines[-1 - len(stages) :], strict=False)
        if weights[stage] != "0"
    )
    assert not folder.exists()


def test_a_dry_run_of_some_stages_shows_these_in_their_order(capsys: Capture) -> None:
    assert main(["train", "smoke", "--dry-run", "--stages", "latents, scenes", "--json"]) == 0
    assert [stage["name"] for stage in json.loads(capsys.readouterr().out)["stages"]] == ["scenes", "latents"]


def test_some_stages_under_a_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setitem(RECIPES, "smoke", brief)
    options = ["train", "smoke", "--out", str(tmp_path / "run"), "--json", "--quiet"]
    assert main([*options, "--stages", "latents"]) == 2
    assert "'autoencoder' has not been carried out" in json.loads(capsys.readouterr().out)["error"]["message"]
    options += ["--resume", "--time-limit", "1e-9"]
    assert main([*options, "--stages", "autoencoder,scenes"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["stages"], told["checkpoint"]) == (["scenes", "autoencoder"], None)
    checkpoints = [each.name for each in (tmp_path / "run" / "autoencoder" / "checkpoints").iterdir()]
    assert len(checkpoints) == 1
    assert checkpoints[0].endswith("16")  # one batch of the two


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name a recipe"),
        (["grand"], "no recipe named 'grand'; choose one of: smoke"),
        (["smoke", "--stages", "text,magic"], "no training stage named 'magic'; choose one of: scenes"),
        (["smoke", "--stages", ""], "no training stage named ''"),
        (["smoke", "--time-limit", "0"], "minutes above 0, not 0"),
        (["smoke", "--time-limit", "nan"], "minutes above 0, not nan"),
        (["smoke", "--time-limit", "soon"], "must be a number"),
    ],
)
def test_mistakes_are_one_sentence(arguments: list[str], words: str, capsys: Capture) -> None:
    assert main(["train", *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
