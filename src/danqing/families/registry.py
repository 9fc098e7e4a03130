"""Families by the pipeline class that a checkpoint names. A new family is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from danqing.core.errors import CheckpointError, DanqingError
from danqing.families.checkpoint import Checkpoint, open_checkpoint

if TYPE_CHECKING:
    from danqing.backends.base import Backend
    from danqing.families.family import Family

# Named, not imported: reading a list of models must not load torch networks of every kind.
FAMILIES: dict[str, tuple[str, str]] = {
    "StableDiffusionPipeline": ("danqing.families.stable_diffusion", "StableDiffusion"),
    "StableDiffusion3Pipeline": ("danqing.families.stable_diffusion_3", "StableDiffusion3"),
}


def check_family(checkpoint: Checkpoint) -> str:
    """The family name of a checkpoint.

    Raises:
        CheckpointError: no family is registered for its class.
    """
    if checkpoint.class_name not in FAMILIES:
        raise CheckpointError(
            f"{checkpoint.folder} is a {checkpoint.class_name}, a family that is not supported; supported are: "
            f"{', '.join(FAMILIES)}."
        )
    return FAMILIES[checkpoint.class_name][0].rpartition(".")[2].replace("_", "-")


def load_family(folder: str | Path, backend: Backend) -> Family:
    """Check a checkpoint folder and load it onto a backend.

    Raises:
        UnsafeCheckpointError: the folder holds pickled weights or code.
        CheckpointError: it is missing, broken, incomplete or of an unsupported family.
        FailureError: there is not enough memory for it.
    """
    checkpoint = open_checkpoint(folder)
    check_family(checkpoint)
    module, class_name = FAMILIES[checkpoint.class_name]
    try:
        family: Family = getattr(import_module(module), class_name)(checkpoint, backend)
    except DanqingError:
        raise
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:  # of values it holds
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise CheckpointError(
            f"The configuration of {folder} makes no sense ({type(error).__name__}: {reason}); fetch or save the "
            f"checkpoint again."
        ) from error
    return family
