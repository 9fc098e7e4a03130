"""Training recipes by name. A new recipe is a function in this package and one line in :data:`RECIPES`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from danqing.core.errors import UnknownNameError

if TYPE_CHECKING:
    from danqing.training.control_run import ControlRecipe
    from danqing.training.language_run import LanguageRecipe
    from danqing.training.recipe import Recipe
    from danqing.training.style_run import StyleRecipe


def _smoke() -> Recipe:
    from danqing.recipes.mini import smoke

    return smoke()


def _mini_cpu() -> Recipe:
    from danqing.recipes.mini import mini_cpu

    return mini_cpu()


def _mini_cpu_mmdit() -> Recipe:
    from danqing.recipes.mini import mini_cpu_mmdit

    return mini_cpu_mmdit()


def _mini_clip() -> Recipe:
    from danqing.recipes.mini import mini_clip

    return mini_clip()


def _mini_gpu() -> Recipe:
    from danqing.recipes.mini import mini_gpu

    return mini_gpu()


def _mini_control() -> ControlRecipe:
    from danqing.recipes.control import mini_control

    return mini_control()


def _smoke_control() -> ControlRecipe:
    from danqing.recipes.control import smoke_control

    return smoke_control()


def _mini_style() -> StyleRecipe:
    from danqing.recipes.style import mini_style

    return mini_style()


def _smoke_style() -> StyleRecipe:
    from danqing.recipes.style import smoke_style

    return smoke_style()


def _director() -> LanguageRecipe:
    from danqing.recipes.director import director

    return director()


def _smoke_director() -> LanguageRecipe:
    from danqing.recipes.director import smoke_director

    return smoke_director()


# Functions, so that listing recipes imports neither torch nor diffusers.
RECIPES: dict[str, Callable[[], Recipe]] = {
    "smoke": _smoke,
    "mini-cpu": _mini_cpu,
    "mini-cpu-mmdit": _mini_cpu_mmdit,
    "mini-clip": _mini_clip,
    "mini-gpu": _mini_gpu,
}

DESCRIPTIONS: dict[str, str] = {
    "smoke": "64 px, figures drawn on the spot, about a minute on two cores: shows that every stage works.",
    "mini-cpu": "128 px, open pictures, hours on two cores: how danqing-mini is made.",
    "mini-cpu-mmdit": "128 px, the same data and cores with SD3's transformer: the other side of the comparison.",
    "mini-clip": "64 px, half an hour on one core: a picture tower for danqing-mini's words, which describe needs.",
    "mini-gpu": "256 px, open pictures, under one hour on one H100-class GPU.",
}

CONTROL_RECIPES: dict[str, Callable[[], ControlRecipe]] = {
    "mini-control": _mini_control,
    "smoke-control": _smoke_control,
}

CONTROL_DESCRIPTIONS: dict[str, str] = {
    "mini-control": "A ControlNet for danqing-mini, sketches into pictures, under half an hour on two cores.",
    "smoke-control": "A few steps of one, after smoke, to see that everything runs.",
}

STYLE_RECIPES: dict[str, Callable[[], StyleRecipe]] = {"mini-style": _mini_style, "smoke-style": _smoke_style}

STYLE_DESCRIPTIONS: dict[str, str] = {
    "mini-style": "The network of restyle --fast, 40 minutes on one core.",
    "smoke-style": "A few steps of one, to see that everything runs.",
}

LANGUAGE_RECIPES: dict[str, Callable[[], LanguageRecipe]] = {"director": _director, "smoke-director": _smoke_director}

LANGUAGE_DESCRIPTIONS: dict[str, str] = {
    "director": "The adapter of the director's language model, two hours on two cores.",
    "smoke-director": "A few steps of one, to see that everything runs.",
}


def recipe_named(name: str) -> Recipe:
    """Build the recipe of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in RECIPES:
        raise UnknownNameError("recipe", name, list(RECIPES))
    return RECIPES[name]()


def control_recipe_named(name: str) -> ControlRecipe:
    """Build the ControlNet recipe of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in CONTROL_RECIPES:
        raise UnknownNameError("ControlNet recipe", name, list(CONTROL_RECIPES))
    return CONTROL_RECIPES[name]()


def style_recipe_named(name: str) -> StyleRecipe:
    """Build the recipe for a style network of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in STYLE_RECIPES:
        raise UnknownNameError("style recipe", name, list(STYLE_RECIPES))
    return STYLE_RECIPES[name]()


def language_recipe_named(name: str) -> LanguageRecipe:
    """Build the recipe for the director's language model of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in LANGUAGE_RECIPES:
        raise UnknownNameError("language recipe", name, list(LANGUAGE_RECIPES))
    return LANGUAGE_RECIPES[name]()
