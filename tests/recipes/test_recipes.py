"""Recipes: all of them can be built, fit their budgets, and are described without being run."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from danqing.core.errors import RequestError, UnknownNameError
from danqing.data.compose import SIZES_PX
from danqing.recipes import DESCRIPTIONS, RECIPES, recipe_named
from danqing.training.autoencoder import make_autoencoder
from danqing.training.describe import StageDescription, describe_recipe
from danqing.training.diffusion import make_network
from danqing.training.recipe import KNOWN_STAGES

MIB, GB = 2**20, 10**9


def described(name: str) -> dict[str, StageDescription]:
    return {stage.name: stage for stage in describe_recipe(recipe_named(name))}


@pytest.mark.parametrize("name", list(RECIPES))
def test_every_recipe_is_named_described_and_whole(name: str) -> None:
    recipe = recipe_named(name)
    assert recipe.name == name
    assert DESCRIPTIONS[name]
    assert recipe.size in SIZES_PX
    stages = described(name)
    assert tuple(stages) == recipe.stages
    assert set(recipe.stages) <= set(KNOWN_STAGES)
    for stage in {"text", "autoencoder", "diffusion", "clip"} & set(recipe.stages):
        loop = getattr(recipe, stage).loop
        assert stages[stage].steps * stages[stage].batch_size >= loop.num_images == stages[stage].images
        assert stages[stage].num_weights > 10_000
        assert loop.validate_images >= loop.images_per_step()
    assert all(stage.disk_bytes > 0 for stage in stages.values())


def test_weights_are_counted_without_being_made() -> None:
    recipe, stages = recipe_named("smoke"), described("smoke")
    made = {
        "autoencoder": make_autoencoder(recipe.autoencoder, size=64),
        "diffusion": make_network(recipe.diffusion, 16),
    }
    for name, network in made.items():
        assert stages[name].num_weights == sum(weight.numel() for weight in network.parameters())


def test_a_recipe_that_starts_from_weights_is_described_without_reading_them() -> None:
    recipe, nowhere = recipe_named("smoke"), Path("no/such/folder")
    started = dataclasses.replace(
        recipe,
        autoencoder=dataclasses.replace(recipe.autoencoder, start_from=nowhere, frozen_encoder=True),
        diffusion=dataclasses.replace(recipe.diffusion, start_from=nowhere),
    )
    assert describe_recipe(started) == describe_recipe(recipe)


def test_the_shipped_model_fits_and_sees_enough_pictures() -> None:
    stages = described("mini-cpu")
    assert stages["diffusion"].images >= 1_500_000
    assert stages["assemble"].disk_bytes <= 48 * MIB


def test_the_picture_tower_fits_in_its_share_of_the_package() -> None:
    stages = described("mini-clip")
    assert 0.6e6 < stages["clip"].num_weights <= 0.89e6  # one byte each
    assert recipe_named("mini-clip").text == recipe_named("mini-cpu").text


def test_the_gpu_recipe_fits_one_machine() -> None:
    stages = described("mini-gpu")
    assert sum(stage.disk_bytes for stage in stages.values()) < 40 * GB
    recipe = recipe_named("mini-gpu")
    for loop in (recipe.autoencoder.loop, recipe.diffusion.loop):
        assert loop.compile
        assert loop.precision == "bf16"
        assert loop.prefetch > 0


def test_recipes_whose_parts_do_not_fit_are_refused() -> None:
    recipe = recipe_named("mini-cpu")
    shape = recipe.diffusion.shape
    for changes, words in (
        ({"size": 100}, "The size 100x100 must be a multiple of the autoencoder's factor 16"),
        ({"crops": ((128, 100),)}, "The crop 128x100 must be a multiple"),
        ({"crops": ((256, 128),)}, "and at most 128"),
        ({"square_share": 0.0}, "square_share must lie above 0"),
        ({"num_scenes": 0}, "num_scenes must be at least 1"),
        (
            {"diffusion": dataclasses.replace(recipe.diffusion, shape=dataclasses.replace(shape, text_channels=99))},
            "text channels must be 256",
        ),
        (
            {"diffusion": dataclasses.replace(recipe.diffusion, shape=dataclasses.replace(shape, latent_channels=8))},
            "the same latent channels",
        ),
    ):
        with pytest.raises(RequestError, match=words):
            dataclasses.replace(recipe, **changes)
    with pytest.raises(UnknownNameError, match="no recipe named 'huge'; choose one of: smoke"):
        recipe_named("huge")
