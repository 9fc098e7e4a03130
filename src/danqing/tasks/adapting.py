"""The adapters that a request names: found, loaded and checked before anything is drawn."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from danqing.core.adapters import AdapterUse
from danqing.core.errors import CheckpointError
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.adapter_library import find_adapter
from danqing.families.family import Family


def adapters_of(
    family: Family, uses: Sequence[AdapterUse], said: str
) -> tuple[Callable[[int], AbstractContextManager[object]], tuple[AdapterUse, ...]]:
    """What lets adapters act, and how manifests record them: without folders and with hashes.

    Args:
        family: the model.
        uses: of the request and its prompt, at least one.
        said: all words that are drawn, to see whether an embedding's is among them.

    Raises:
        UnknownNameError: there is no adapter of that name.
        CheckpointError: an adapter is broken, unsafe, for another model, or not the one that was recorded.
        RequestError: the model cannot be adapted so.
    """
    loaded = []
    noted = []
    for use in uses:
        adapter = family.load_adapter(find_adapter(use.name))
        if use.sha256 not in (None, adapter.sha256):
            raise CheckpointError(f"The adapter {use.name} is not the one that was recorded; give that one.")
        if adapter.kind == "embedding" and use.weight:
            if use.weight != 1:
                _warn(f"An embedding is weighed in the prompt, as ({adapter.words[0]}:{use.weight:g}); its own is 1.")
            if adapter.words[0].lower() not in said.lower():
                _warn(f"The word {adapter.words[0]} of the embedding {use.name} is not in the prompt: no effect.")
        loaded.append((adapter, use.weight))
        noted.append(dataclasses.replace(use, name=Path(use.name).name, sha256=adapter.sha256))
    family.adapted([])  # refuses where nothing can be adapted
    return lambda index: family.adapted(loaded), tuple(noted)


def _warn(text: str) -> None:
    warnings.warn(text, SettingIgnoredWarning, stacklevel=6)
