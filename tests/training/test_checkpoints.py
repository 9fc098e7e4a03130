"""Checkpoints: whole or not at all, and damage is told in one sentence."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from danqing.core.errors import CheckpointError, FailureError
from danqing.storage.files import recover_folder, write_folder
from danqing.training.checkpoints import (
    list_checkpoints,
    load_checkpoint,
    save_checkpoint,
    write_networks,
)
from danqing.training.ema import WeightAverage
from danqing.training.loop import make_optimizer, train
from tiny_trainer import TinyTrainer, settings


@contextmanager
def full_disk(size_bytes: int) -> Iterator[None]:
    """Let no file grow beyond ``size_bytes``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def save(folder: Path, images_seen: int, *, keep: int = 2) -> Path:
    trainer = TinyTrainer(judge=True)
    return save_checkpoint(
        folder,
        network=trainer,
        average=WeightAverage(trainer),
        optimizers={name: make_optimizer(each, settings()) for name, each in trainer.optimizer_groups.items()},
        state={"images_seen": images_seen, "validated_images": 0, "best_loss": None},
        keep=keep,
    )


def load(path: Path) -> dict[str, object]:
    trainer = TinyTrainer(judge=True, seed=1)
    optimizers: dict[str, torch.optim.Optimizer] = {
        name: make_optimizer(each, settings()) for name, each in trainer.optimizer_groups.items()
    }
    return load_checkpoint(path, network=trainer, average=WeightAverage(trainer), optimizers=optimizers)


@pytest.mark.parametrize(
    "file", ["weights.safetensors", "average.safetensors", "optimizer-main.safetensors", "buffers.safetensors"]
)
@pytest.mark.parametrize("damage", ["cut", "garbage", "empty"])
def test_a_damaged_file_is_told_in_one_sentence(file: str, damage: str, tmp_path: Path) -> None:
    path = save(tmp_path, 8)
    content = (path / file).read_bytes()
    (path / file).write_bytes({"cut": content[:-7], "garbage": b"\xff" * 99, "empty": b""}[damage])
    with pytest.raises(CheckpointError, match=r"is damaged .*; delete it to resume from the one before") as caught:
        load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("state", ["", "{", "[]", "{}", '{"version": 2, "images_seen": 8}'])
def test_a_damaged_state_is_told_in_one_sentence(state: str, tmp_path: Path) -> None:
    path = save(tmp_path, 8)
    (path / "state.json").write_text(state)
    with pytest.raises(CheckpointError, match="is damaged"):
        load(path)


def test_a_missing_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = save(tmp_path, 8)
    (path / "optimizer-judge.safetensors").unlink()
    with pytest.raises(CheckpointError, match="is damaged"):
        load(path)
    (path / "average.safetensors").unlink()
    with pytest.raises(CheckpointError, match="holds no averaged weights"):
        load(path)


def test_a_damaged_newest_checkpoint_leaves_the_one_before(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(checkpoint_seconds=0.0), tmp_path)
    older, newest = list_checkpoints(tmp_path / "checkpoints")
    (newest / "weights.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match="delete it"):
        train(TinyTrainer(), settings(), tmp_path, resume=True)
    shutil.rmtree(newest)
    assert load_file(older / "weights.safetensors")
    train(TinyTrainer(), settings(), tmp_path, resume=True)
    assert list_checkpoints(tmp_path / "checkpoints")[-1].name == newest.name


def test_a_write_that_was_cut_off_is_no_checkpoint(tmp_path: Path) -> None:
    whole = save(tmp_path, 8)
    half = tmp_path / ".000000000016.part"
    half.mkdir()
    (half / "weights.safetensors").write_bytes((whole / "weights.safetensors").read_bytes()[:50])
    bare = tmp_path / "000000000012"
    bare.mkdir()
    assert list_checkpoints(tmp_path) == [whole]
    assert load(whole)["images_seen"] == 8
    assert save(tmp_path, 16).is_dir()
    assert not half.exists()


def test_a_full_disk_leaves_the_older_checkpoints(tmp_path: Path) -> None:
    older = save(tmp_path, 8)
    with full_disk(500), pytest.raises(FailureError, match=r"could not be written .*; older ones are kept"):
        save(tmp_path, 16)
    assert [each.name for each in tmp_path.iterdir()] == [older.name]
    assert load(older)["images_seen"] == 8


def test_moments_come_back_in_the_memory_format_of_their_weights(tmp_path: Path) -> None:
    trainer = TinyTrainer()
    optimizer = make_optimizer(trainer, settings())
    loss, _ = trainer(trainer.batch(0, 4))
    loss.backward()
    optimizer.step()
    state = {"images_seen": 4, "validated_images": 0, "best_loss": None}
    path = save_checkpoint(tmp_path, network=trainer, average=None, optimizers={"main": optimizer}, state=state, keep=1)
    twin = TinyTrainer(seed=3)
    fresh = make_optimizer(twin, settings())
    load_checkpoint(path, network=twin, average=None, optimizers={"main": fresh})
    for weight, other in zip(trainer.parameters(), twin.parameters(), strict=True):
        assert torch.equal(weight, other)
        for name in ("exp_avg", "exp_avg_sq", "step"):
            assert torch.equal(fresh.state[other][name], optimizer.state[weight][name])
            assert fresh.state[other][name].stride() == optimizer.state[weight][name].stride()


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "best"
    write_folder(folder, lambda part: (part / "a").write_text("old"))

    def break_off(part: Path) -> None:
        (part / "a").write_text("new")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, break_off)
    assert (folder / "a").read_text() == "old"
    write_folder(folder, lambda part: (part / "b").write_text("new"))
    assert [each.name for each in folder.iterdir()] == ["b"]
    assert [each.name for each in tmp_path.iterdir()] == ["best"]
    folder.rename(tmp_path / ".best.old")  # as after a crash between the last two steps
    recover_folder(folder)
    assert (folder / "b").read_text() == "new"


def test_networks_that_find_no_room_leave_the_old_ones(tmp_path: Path) -> None:
    trainer = TinyTrainer()
    write_networks(tmp_path / "best", trainer.export)
    before = (tmp_path / "best" / "n.safetensors").read_bytes()
    with full_disk(500), pytest.raises(FailureError, match="best"):
        write_networks(tmp_path / "best", TinyTrainer(seed=2).export)
    assert (tmp_path / "best" / "n.safetensors").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["best"]
