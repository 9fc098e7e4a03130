"""Checkpoints whose settings or weights are absurd: one sentence, before memory or time is spent on them."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from danqing.backends.torch import TorchBackend
from danqing.cli.main import main
from danqing.core.errors import FailureError
from danqing.families import memory
from danqing.families.checkpoint import Component
from danqing.families.registry import load_family
from danqing.families.weights import load_network
from refusals import refused
from tiny_families import edit_json

Copied = Callable[[str], Path]
UNET = "unet/diffusion_pytorch_model.safetensors"
HUGE = 10**9


@pytest.mark.parametrize(
    ("shape", "file", "changes"),
    [
        ("sd1", "unet/config.json", {"block_out_channels": [HUGE, HUGE]}),
        ("sd1", "unet/config.json", {"block_out_channels": [10**18, 10**18]}),
        ("sd1", "unet/config.json", {"layers_per_block": HUGE}),
        ("sd1", "unet/config.json", {"transformer_layers_per_block": HUGE}),
        ("sd1", "unet/config.json", {"cross_attention_dim": HUGE}),
        ("sd1", "unet/config.json", {"conv_in_kernel": 10**6 + 1}),
        ("sd1", "vae/config.json", {"block_out_channels": [HUGE, HUGE]}),
        ("sd1", "vae/config.json", {"latent_channels": HUGE}),
        ("sd1", "text_encoder/config.json", {"vocab_size": 10**12}),
        ("sd1", "text_encoder/config.json", {"max_position_embeddings": 10**11}),
        ("sd1", "text_encoder/config.json", {"num_hidden_layers": HUGE}),
        ("sd3", "transformer/config.json", {"num_layers": HUGE}),
        ("sd3", "transformer/config.json", {"pos_embed_max_size": HUGE}),
        ("sd3-t5", "text_encoder_3/config.json", {"d_ff": 10**13}),
    ],
)
def test_absurd_sizes_are_refused_before_anything_is_allocated(
    copied: Copied, shape: str, file: str, changes: dict[str, Any]
) -> None:
    folder = copied(shape)
    edit_json(folder / file, **changes)
    refused(folder, file.split("/")[0], "config.json")


def test_labels_of_a_classifier_are_not_made(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "text_encoder/config.json", num_labels=10**12)
    assert load_family(folder, TorchBackend(device="cpu", precision="float32")).name == "stable-diffusion"


@pytest.mark.parametrize(
    ("shape", "file", "changes"),
    [
        ("sd1", "scheduler/scheduler_config.json", {"num_train_timesteps": HUGE}),
        ("sd1", "scheduler/scheduler_config.json", {"num_train_timesteps": "many"}),
        ("sd1", "scheduler/scheduler_config.json", {"beta_start": [1]}),
        ("sd1", "scheduler/scheduler_config.json", {"beta_end": float("nan")}),
        ("sd1", "scheduler/scheduler_config.json", {"trained_betas": "x"}),
        ("sd1", "scheduler/scheduler_config.json", {"beta_schedule": ["x" * 5000]}),
        ("sd1", "scheduler/scheduler_config.json", {"prediction_type": "x" * 5000}),
        ("sd3", "scheduler/scheduler_config.json", {"num_train_timesteps": 10**400}),
        ("sd3", "scheduler/scheduler_config.json", {"shift": 0}),
        ("sd3", "scheduler/scheduler_config.json", {"shift": "much"}),
        ("sd3", "scheduler/scheduler_config.json", {"shift_terminal": 3}),
        ("sd3", "text_encoder/config.json", {"num_hidden_layers": 0}),
        ("sd1", "vae/config.json", {"scaling_factor": 0}),
        ("sd1", "vae/config.json", {"scaling_factor": "x"}),
        ("sd1", "vae/config.json", {"shift_factor": float("inf")}),
        ("sd1", "unet/config.json", {"sample_size": ["x", "y"]}),
        ("sd1", "tokenizer/tokenizer_config.json", {"model_max_length": "x"}),
        ("sd1", "danqing.json", {"sampler": ["ddim"]}),
        ("sd1", "danqing.json", {"guidance": float("inf")}),
        ("sd1", "danqing.json", {"steps": HUGE}),
        ("sd1", "model_index.json", {"_class_name": "x" * 5000}),
        ("sd1", "model_index.json", {"_class_name": "a\nb"}),
        ("sd1", "model_index.json", {"unet": ["diffusers", "x" * 5000]}),
    ],
)
@pytest.mark.filterwarnings("ignore:.*no place for:danqing.core.warnings.CheckpointWarning")
def test_settings_that_make_no_sense(copied: Copied, shape: str, file: str, changes: dict[str, Any]) -> None:
    folder = copied(shape)
    if not (folder / file).exists():
        (folder / file).write_text("{}")
    edit_json(folder / file, **changes)
    refused(folder)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e39])
def test_weights_that_are_no_numbers_are_named(copied: Copied, bad: float) -> None:
    folder = copied("sd1")
    weights = load_file(folder / UNET)
    weights["conv_in.weight"] = weights["conv_in.weight"].double()
    weights["conv_in.weight"][3, 2, 1, 0] = bad
    save_file(weights, folder / UNET)
    refused(folder, "conv_in.weight", "infinite or undefined as float32")


def test_a_header_that_names_a_weight_twice_or_lets_weights_overlap(copied: Copied) -> None:
    folder = copied("sd1")
    content = (folder / UNET).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header, data = json.loads(content[8 : 8 + length]), content[8 + length :]
    overlapping = {**header, "conv_out.bias": header["conv_in.bias"]}
    twice = json.dumps(header)[:-1] + ', "conv_in.bias": {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]}}'
    for text in (json.dumps(overlapping), twice):
        (folder / UNET).write_bytes(struct.pack("<Q", len(text)) + text.encode() + data)
        refused(folder, UNET)


def test_a_model_beyond_the_free_memory_is_refused_before_it_is_read(
    tiny_folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemAvailable:  20 kB\n")
    monkeypatch.setattr(memory, "MEMINFO", meminfo)
    refused(tiny_folders["sd1"], "GiB of memory", "0.0 GiB is free", "smaller model", kind=FailureError)


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")]
)
def test_memory_that_runs_out_on_loading_is_not_the_configurations_fault(tmp_path: Path, error: Exception) -> None:
    class Starved(nn.Linear):
        """Has a computed buffer, so it is built once more with memory, of which there is none."""

        def __init__(self) -> None:
            super().__init__(1, 1, bias=False)
            if self.weight.device.type != "meta":
                raise error
            self.register_buffer("positions", torch.arange(3), persistent=False)

    save_file({"weight": torch.ones(1, 1)}, tmp_path / "model.safetensors")
    starved = Component(name="starved", library="diffusers", class_name="Starved", folder=tmp_path)
    with pytest.raises(FailureError, match=r"The Starved in .* needs 0\.0 GiB of memory.*close other programs"):
        load_network(starved, Starved)


@pytest.mark.parametrize("content", [b"[]", b"{" * 100_000, b"\xff\xfe\x00", b"", b'{"_class_name": "A"}', b"null"])
def test_the_command_line_says_one_sentence(
    copied: Copied, content: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = copied("sd1")
    (folder / "model_index.json").write_bytes(content)
    assert main(["generate", "a cat", "--model", str(folder), "-o", str(tmp_path / "x.png")]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") <= 2  # the progress line may come first
    assert "Error: " in captured.err
    assert "Traceback" not in captured.err
    assert not (tmp_path / "x.png").exists()
