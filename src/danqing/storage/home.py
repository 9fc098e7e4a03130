"""``$DANQING_HOME``: models, packages, packs and training runs."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

TUNED_MODEL = "danqing-director"


def home() -> Path:
    """The folder for all state: ``$DANQING_HOME``, else the platform's data folder. Not created here."""
    named = os.environ.get("DANQING_HOME")
    return Path(named).expanduser() if named else user_data_path("danqing", appauthor=False)


def models_folder() -> Path:
    """Checkpoints that were added by name."""
    return home() / "models"


def adapters_folder() -> Path:
    """LoRA and embeddings that were added by name."""
    return home() / "adapters"


def packages_folder() -> Path:
    """Registry packages as fetched, one file each."""
    return home() / "packages"


def packs_folder() -> Path:
    """Picture packs built from them."""
    return home() / "packs"


def runs_folder() -> Path:
    """Training runs: checkpoints, logs, plots."""
    return home() / "runs"


def upscalers_folder() -> Path:
    """Networks that enlarge pictures, as fetched and converted."""
    return home() / "upscalers"


def wildcards_folder() -> Path:
    """Lists of one's own for ``__name__`` in prompts: ``NAME.txt``, one choice a line."""
    return home() / "wildcards"


def restyle_folder() -> Path:
    """The network that restyles in one pass, where one was trained here."""
    return home() / "restyle"


def language_models_folder() -> Path:
    """Language models in GGUF files, and their licences."""
    return home() / "language-models"


def local_model_path() -> Path:
    """The language model that reads wishes on this machine, once it was fetched."""
    return language_models_folder() / "SmolLM2-135M-Instruct.Q4_1.gguf"


def tuned_models() -> list[Path]:
    """That model with Danqing's adapter in its weights, as it was tuned here; one a version of the adapter."""
    return sorted(language_models_folder().glob(f"{TUNED_MODEL}-*.Q8_0.gguf"))


def director_settings_path() -> Path:
    """What the director was told: the endpoint and its key, the provider it prefers."""
    return home() / "director.json"
