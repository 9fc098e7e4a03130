"""Eight bits a weight: how much is lost, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from danqing.core.errors import CheckpointError
from danqing.models.compact import LARGEST, compact, compact_facts, expand, read_compact, write_compact


def test_each_row_loses_at_most_half_a_step() -> None:
    weight = torch.randn(6, 3, 3, 3) * torch.logspace(-6, 2, 6)[:, None, None, None]
    found = expand(compact({"weight": weight, "bias": torch.tensor([0.5, -2.0])}))
    step = weight.flatten(1).abs().amax(1) / LARGEST
    assert ((found["weight"] - weight).flatten(1).abs().amax(1) <= 0.501 * step).all()
    assert torch.equal(found["bias"], torch.tensor([0.5, -2.0]))
    assert torch.equal(expand(compact({"w": torch.zeros(2, 2)}))["w"], torch.zeros(2, 2))


def test_a_network_is_written_small_and_read_again(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, other = nn.Linear(200, 50), nn.Linear(200, 50)
    path = write_compact(tmp_path / "a.safetensors", network, {"for": "tests"})
    assert path.stat().st_size < 200 * 50 + 1000
    assert compact_facts(path) == {"for": "tests"}
    read_compact(path, other)
    torch.testing.assert_close(other.weight, network.weight, atol=1e-3, rtol=0)


def test_other_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    network = nn.Linear(4, 4)
    path = write_compact(tmp_path / "a.safetensors", network, {})
    with pytest.raises(CheckpointError, match="of another shape"):
        read_compact(path, nn.Linear(4, 5))
    save_file({"weight": torch.zeros(4, 4)}, tmp_path / "b.safetensors")
    with pytest.raises(CheckpointError, match="no compact network"):
        read_compact(tmp_path / "b.safetensors", network)
    (tmp_path / "c.safetensors").write_bytes(path.read_bytes()[:-5])
    for name in ("c", "d"):
        with pytest.raises(CheckpointError, match="can be read"):
            read_compact(tmp_path / f"{name}.safetensors", network)
    network.weight.data.fill_(float("nan"))
    with pytest.raises(CheckpointError, match="no numbers"):
        read_compact(write_compact(path, network, {}), network)
