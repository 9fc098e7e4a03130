"""The loop: what is resumed equals what ran through, and everything that may go wrong ends in one sentence."""

from __future__ import annotations

import json
import math
import multiprocessing
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import tiny_trainer
from danqing.core.errors import (
    CancelledError,
    CheckpointError,
    RequestError,
    TrainingDivergedError,
)
from danqing.training.checkpoints import list_checkpoints
from danqing.training.config import LoopConfig, learning_rate_at
from danqing.training.journal import Journal
from danqing.training.loop import Progress, train
from tiny_trainer import TinyTrainer, settings


def newest(folder: Path) -> Path:
    return list_checkpoints(folder / "checkpoints")[-1]


def tensors(folder: Path) -> dict[str, bytes]:
    """Every tensor file of the newest checkpoint, as bytes."""
    return {each.name: each.read_bytes() for each in newest(folder).glob("*.safetensors")}


@pytest.mark.parametrize("changes", [{}, {"accumulate": 2, "batch_size": 2}, {"precision": "bf16"}, {"prefetch": 2}])
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(changes: dict[str, object], tmp_path: Path) -> None:
    config = settings(**changes)
    through = train(TinyTrainer(noise=True, judge=True), config, tmp_path / "through")
    for seed in (0, 8, 9):  # a limit that is over before it begins still makes one step a call
        train(TinyTrainer(noise=True, judge=True, seed=seed), config, tmp_path / "broken", resume=True, time_limit_s=0)
    assert newest(tmp_path / "broken").name == f"{12:012d}"
    resumed = train(TinyTrainer(noise=True, judge=True, seed=9), config, tmp_path / "broken", resume=True)
    names = {"weights", "average", "buffers", "optimizer-main", "optimizer-judge"}
    assert set(tensors(tmp_path / "through")) == {f"{name}.safetensors" for name in names}
    assert tensors(tmp_path / "broken") == tensors(tmp_path / "through")
    assert resumed == through


def test_batches_made_ahead_change_nothing(tmp_path: Path) -> None:
    for ahead in (0, 3):
        train(TinyTrainer(noise=True), settings(prefetch=ahead), tmp_path / str(ahead))
    assert tensors(tmp_path / "0") == tensors(tmp_path / "3")


def test_accumulated_passes_equal_one_large_batch(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(batch_size=8), tmp_path / "large")
    train(TinyTrainer(), settings(batch_size=2, accumulate=4), tmp_path / "parts")
    large, parts = (load_file(newest(tmp_path / name) / "weights.safetensors") for name in ("large", "parts"))
    for name, weight in large.items():
        torch.testing.assert_close(parts[name], weight, atol=1e-5, rtol=1e-4)


def test_two_processes_equal_one_with_twice_the_batch(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=tiny_trainer.train_as_process, args=(rank, port, str(tmp_path / "two")))
        for rank in (0, 1)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=240)
    assert [process.exitcode for process in processes] == [0, 0]
    train(TinyTrainer(), settings(), tmp_path / "one")
    for file in ("weights", "average"):
        one, two = (load_file(newest(tmp_path / name) / f"{file}.safetensors") for name in ("one", "two"))
        for name, weight in one.items():
            torch.testing.assert_close(two[name], weight, atol=1e-5, rtol=1e-4)
    losses = [[line["loss"] for line in Journal(tmp_path / name).read()] for name in ("one", "two")]
    assert losses[1] == pytest.approx(losses[0], rel=1e-3)


def test_a_run_learns_and_leaves_figures_samples_curves_and_its_best(tmp_path: Path) -> None:
    figures = train(TinyTrainer(), settings(num_images=400, validate_images=100, log_images=40), tmp_path)
    lines = Journal(tmp_path).read()
    validated = [line for line in lines if line["kind"] == "validate"]
    assert [line["images"] for line in lines if line["kind"] == "train"] == list(range(40, 401, 40))
    assert [line["images"] for line in validated] == [100, 200, 300, 400]
    assert validated[-1]["loss"] < 0.9 * validated[0]["loss"]
    assert figures["loss"] == pytest.approx(validated[-1]["loss"], abs=1e-6)
    assert load_file(tmp_path / "best" / "n.safetensors").keys() == TinyTrainer().network.state_dict().keys()
    assert {each.name for each in (tmp_path / "samples").iterdir()} == {f"{n:09d}.png" for n in (100, 200, 300, 400)}
    with Image.open(tmp_path / "curves.png") as curves:
        colours = curves.convert("RGB").getcolors(1 << 20)
        assert curves.width > 300
        assert (194, 65, 12) in {colour for _, colour in colours or []}  # the line of the validation figures
    assert json.loads((tmp_path / "loop.json").read_text())["num_images"] == 400


def test_the_best_is_measured_and_exported_with_averaged_weights(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(validate_images=0), tmp_path)
    best = load_file(tmp_path / "best" / "n.safetensors")
    average = load_file(newest(tmp_path) / "average.safetensors")
    trained = load_file(newest(tmp_path) / "weights.safetensors")
    for name, weight in best.items():
        assert torch.equal(weight, average[f"network.{name}"])
    assert not torch.equal(best["0.weight"], trained["network.0.weight"])


def test_a_finished_run_is_passed_over_with_its_figures(tmp_path: Path) -> None:
    figures = train(TinyTrainer(), settings(), tmp_path)
    before = tensors(tmp_path)
    assert train(TinyTrainer(broken_at=0), settings(), tmp_path, resume=True) == figures
    assert tensors(tmp_path) == before
    with pytest.raises(RequestError, match="holds a training run already"):
        train(TinyTrainer(), settings(), tmp_path)


def test_progress_tells_the_time_left_at_once_when_a_run_goes_on(tmp_path: Path) -> None:
    told: list[Progress] = []
    train(TinyTrainer(), settings(), tmp_path, on_progress=told.append)
    assert [each.images_seen for each in told] == [8, 16, 24, 32, 40, 48]
    assert told[-1].seconds_left == 0
    again: list[Progress] = []
    train(TinyTrainer(), settings(num_images=96), tmp_path, resume=True, time_limit_s=0, on_progress=again.append)
    assert again[0].images_seen == 48
    assert again[0].seconds_left == pytest.approx(48 / again[0].images_per_second)
    assert again[0].loss == pytest.approx(told[-1].loss, abs=1e-6)


def test_checkpoints_are_rotated_and_hold_nothing_but_safetensors(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(checkpoint_seconds=0.0, num_checkpoints=2), tmp_path)
    assert [each.name for each in list_checkpoints(tmp_path / "checkpoints")] == [f"{n:012d}" for n in (44, 48)]
    files = {each.suffix for each in (tmp_path / "checkpoints").rglob("*") if each.is_file()}
    assert files == {".safetensors", ".json"}
    assert len(list((tmp_path / "checkpoints").iterdir())) == 2


def test_another_networks_checkpoint_is_refused(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(), tmp_path)
    with pytest.raises(CheckpointError, match="belongs to another network"):
        train(TinyTrainer(width=12), settings(), tmp_path, resume=True)
    with pytest.raises(CheckpointError, match="belongs to another network"):
        train(TinyTrainer(judge=True), settings(), tmp_path, resume=True)


@pytest.mark.parametrize(("broken_at", "kept"), [(9, 36), (0, None)])
def test_numbers_that_break_down_stop_the_run_and_are_never_saved(
    broken_at: int, kept: int | None, tmp_path: Path
) -> None:
    config = settings(checkpoint_seconds=0.0, validate_images=4)
    where = "no checkpoint had been written" if kept is None else f"checkpoint is .*{kept:012d}; lower the learning"
    with pytest.raises(TrainingDivergedError, match=where):
        train(TinyTrainer(broken_at=broken_at), config, tmp_path)
    saved = [*tmp_path.rglob("*.safetensors")]
    assert bool(saved) == (kept is not None)
    assert all(bool(torch.isfinite(each).all()) for file in saved for each in load_file(file).values())
    assert all(math.isfinite(line["loss"]) for line in Journal(tmp_path).read())
    if kept is not None:
        train(TinyTrainer(), config, tmp_path, resume=True)
        assert newest(tmp_path).name == f"{48:012d}"


def test_what_a_crashed_run_logged_after_its_checkpoint_is_taken_back(tmp_path: Path) -> None:
    train(TinyTrainer(), settings(), tmp_path, time_limit_s=0)
    journal = Journal(tmp_path)
    journal.write("train", 8, loss=1.0, images_per_second=1.0)
    with journal.path.open("ab") as stream:
        stream.write(b'{"kind": "train", "images": 16, "lo')
    train(TinyTrainer(), settings(), tmp_path, resume=True)
    images = [line["images"] for line in journal.read() if line["kind"] == "train"]
    assert images == [8, 16, 24, 32, 40, 48]
    assert journal.read()[1]["loss"] != 1.0


def test_ctrl_c_saves_and_the_run_goes_on_from_there(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, tiny_trainer.__file__, str(tmp_path / "run")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("step")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    ended = json.loads(rest.splitlines()[-1])
    assert ended["code"] == CancelledError.exit_code == 130
    seen = int(newest(tmp_path / "run").name)
    assert f"Stopped after {seen:,} images; resume" in ended["error"]
    train(TinyTrainer(noise=True), settings(num_images=seen + 8), tmp_path / "run", resume=True)
    assert int(newest(tmp_path / "run").name) == seen + 8


def test_both_precisions_train_in_one_process_and_compilation_needs_a_compiler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(TinyTrainer(), settings(precision="bf16"), tmp_path / "bf16")
    train(TinyTrainer(), settings(precision="no"), tmp_path / "no")
    assert tensors(tmp_path / "bf16") != tensors(tmp_path / "no")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    with pytest.warns(UserWarning, match="none was found"):
        train(TinyTrainer(), settings(compile=True), tmp_path / "compiled")
    assert tensors(tmp_path / "compiled") == tensors(tmp_path / "no")


def test_the_rate_rises_and_falls_as_the_settings_say() -> None:
    config = settings(num_images=1000, warmup_images=100, learning_rate=2.0, batch_size=10)
    assert learning_rate_at(config, 0) == pytest.approx(2.0 * 0.1)
    assert learning_rate_at(config, 500) == pytest.approx(1.0)
    assert learning_rate_at(config, 1000) == pytest.approx(0.0)
    root = settings(decay="inverse_sqrt", decay_images=100, warmup_images=0, learning_rate=2.0)
    assert [learning_rate_at(root, images) for images in (0, 100, 400)] == pytest.approx([2.0, 2.0, 1.0])
    half = settings(num_images=1000, warmup_images=100, learning_rate=2.0, batch_size=5)
    assert learning_rate_at(half, 0, half.images_per_step(2)) == learning_rate_at(config, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"batch_size": 0}, "batch_size must be at least 1"),
        ({"learning_rate": math.nan}, "learning_rate must be above 0"),
        ({"decay": "inverse_sqrt"}, "decay_images must be set"),
        ({"decay": "linear"}, "decay must be constant, cosine or inverse_sqrt"),
        ({"prefetch": -1}, "prefetch must be 0 or more"),
        ({"precision": "fp16"}, "precision must be bf16 or no"),
    ],
)
def test_settings_out_of_range_are_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        settings(**changes)
    assert isinstance(settings(), LoopConfig)
