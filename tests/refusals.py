"""What every refusal of a checkpoint is: one short sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError, DanqingError
from danqing.families.registry import load_family


def refused(folder: Path, *words: str, kind: type[DanqingError] = CheckpointError) -> None:
    with pytest.raises(kind) as caught:
        load_family(folder, TorchBackend(device="cpu", precision="float32"))
    said = str(caught.value)
    assert all(word in said for word in words), said
    assert "\n" not in said
    assert said.endswith(".")
    assert len(said) < 1000
