"""What a checkpoint folder may not be: unsafe, broken, incomplete, unknown. One clear error each."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError, UnsafeCheckpointError
from danqing.core.warnings import CheckpointWarning
from danqing.families.checkpoint import MAX_JSON_BYTES, open_checkpoint
from danqing.families.family import styles_of
from danqing.families.registry import FAMILIES, load_family
from refusals import refused
from tiny_families import MINI_CHANNELS, edit_json

Copied = Callable[[str], Path]
UNET = "unet/diffusion_pytorch_model.safetensors"
TEXT = "text_encoder/model.safetensors"


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("the pickle was opened",)


@pytest.mark.parametrize(
    "name", ["unet/diffusion_pytorch_model.bin", "x.pt", "x.pth", "vae/x.ckpt", "a.pkl", "a.PICKLE", "deep/er/a.Bin"]
)
def test_pickles_are_refused_unopened(copied: Copied, name: str) -> None:
    folder = copied("sd1")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(pickle.dumps(Bomb()))
    refused(folder, Path(name).name, "never opens", "safetensors", kind=UnsafeCheckpointError)


def test_a_single_pickled_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.ckpt").write_bytes(b"x")
    refused(tmp_path / "model.ckpt", "never opens", kind=UnsafeCheckpointError)


@pytest.mark.parametrize("name", ["pipeline.py", "unet/modeling.py", "vae/kernel.so"])
def test_code_is_refused(copied: Copied, name: str) -> None:
    folder = copied("sd1")
    (folder / name).write_text("raise SystemExit('the code was run')")
    refused(folder, "never runs code", kind=UnsafeCheckpointError)


def test_code_from_elsewhere_is_refused(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "text_encoder/config.json", auto_map={"AutoModel": "modeling.Evil"})
    refused(folder, "auto_map", kind=UnsafeCheckpointError)
    folder = copied("sd2")
    edit_json(folder / "model_index.json", unet=["my_code", "MyUNet"])
    refused(folder, "my_code.MyUNet", kind=UnsafeCheckpointError)
    edit_json(folder / "model_index.json", _class_name=["pipeline", "MyPipeline"])
    refused(folder, "MyPipeline", kind=UnsafeCheckpointError)


def test_not_a_checkpoint(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", "no checkpoint at", "models list")
    refused(tmp_path, "model_index.json", "not a Diffusers folder")
    (tmp_path / "model.safetensors").write_bytes(b"x")
    refused(tmp_path / "model.safetensors", "single file")
    (tmp_path / "model_index.json").write_text("{")
    refused(tmp_path, "not valid JSON")
    (tmp_path / "model_index.json").write_text("[]")
    refused(tmp_path, "JSON object")
    (tmp_path / "model_index.json").write_text("{}")
    refused(tmp_path, "_class_name")
    (tmp_path / "model_index.json").write_text('{"_class_name": []}')
    refused(tmp_path, "_class_name")
    for content in (b"\xff\xfe", b'{"a": ' + b"1" * 5000 + b"}"):
        (tmp_path / "model_index.json").write_bytes(content)
        refused(tmp_path, "not valid JSON")
    with (tmp_path / "model_index.json").open("wb") as stream:
        stream.truncate(MAX_JSON_BYTES + 1)
    refused(tmp_path, "too large")


@pytest.mark.parametrize("name", ["", ".", "..", "../..", "unet/../vae", "/tmp", "x" * 5000, "a\0", "a\nb"])
def test_a_component_that_leads_elsewhere(copied: Copied, name: str) -> None:
    """Adding a model copies every component's files, so a name must not reach beyond the checkpoint."""
    folder = copied("sd1")
    edit_json(folder / "model_index.json", **{name: ["diffusers", "AutoencoderKL"]})
    refused(folder, "missing")


def test_an_unknown_family_lists_the_known_ones(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "model_index.json", _class_name="KandinskyPipeline")
    refused(folder, "KandinskyPipeline", *FAMILIES)


@pytest.mark.parametrize("name", ["unet", "vae", "text_encoder", "tokenizer", "scheduler"])
def test_a_missing_folder(copied: Copied, name: str) -> None:
    folder = copied("sd1")
    (folder / name).rename(folder.parent / "away")
    refused(folder, name, "missing")


@pytest.mark.parametrize("name", [UNET, TEXT, "unet/config.json", "text_encoder/config.json", "vae/config.json"])
def test_a_missing_file(copied: Copied, name: str) -> None:
    folder = copied("sd1")
    (folder / name).unlink()
    refused(folder, name.split("/")[0], "again")


def test_a_missing_component(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "model_index.json", unet=None)
    refused(folder, "no unet")
    edit_json(folder / "model_index.json", scheduler=None)
    refused(folder, "no scheduler")
    folder = copied("sd3")
    edit_json(folder / "model_index.json", text_encoder_2=[None, None])
    refused(folder, "no text_encoder_2")


def test_a_component_of_another_class(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "model_index.json", vae=["diffusers", "VQModel"])
    refused(folder, "VQModel", "AutoencoderKL")


@pytest.mark.parametrize("keep", [0, 4, 100, 0.5, -1])
@pytest.mark.parametrize("name", [UNET, TEXT])
def test_truncated_weights(copied: Copied, name: str, keep: float) -> None:
    folder = copied("sd1")
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(keep * len(content)) if 0 < keep < 1 else int(keep)])
    refused(folder, name, "truncated")


@pytest.mark.parametrize(
    "header",
    [
        b"\xff" * 8 + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 60) + b'{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,4000000]}}',
        struct.pack("<Q", 56) + b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}  ' + b"\0" * 4,
        b"PK\x03\x04 a zip, as torch.save writes",
    ],
)
def test_hostile_headers(copied: Copied, header: bytes) -> None:
    folder = copied("sd1")
    (folder / UNET).write_bytes(header)
    refused(folder, UNET, "not a safetensors file")


def test_a_wrong_shape_is_named(copied: Copied) -> None:
    folder = copied("sd1")
    weights = load_file(folder / UNET)
    weights["conv_in.weight"] = torch.zeros(7, 4, 3, 3)
    save_file(weights, folder / UNET)
    refused(folder, "conv_in.weight", "(7, 4, 3, 3)", "(32, 4, 3, 3)")


def test_a_missing_weight_is_named(copied: Copied) -> None:
    folder = copied("sd1")
    weights = load_file(folder / TEXT)
    del weights["final_layer_norm.weight"]
    save_file(weights, folder / TEXT)
    refused(folder, "lacks 1 of", "final_layer_norm.weight")


def test_weights_without_a_place_are_mentioned(copied: Copied) -> None:
    folder = copied("sd1")
    weights = load_file(folder / UNET)
    save_file({**weights, "adapter.weight": torch.zeros(2)}, folder / UNET)
    with pytest.warns(CheckpointWarning, match="adapter.weight"):
        load_family(folder, TorchBackend(device="cpu", precision="float32"))


@pytest.mark.parametrize(
    "changes",
    [
        {"block_out_channels": [32]},
        {"down_block_types": ["NoSuchBlock", "DownBlock2D"]},
        {"cross_attention_dim": "wide"},
    ],
)
def test_a_configuration_that_describes_no_network(copied: Copied, changes: dict[str, object]) -> None:
    folder = copied("sd1")
    edit_json(folder / "unet/config.json", **changes)
    refused(folder, "unet/config.json", "does not describe")


def test_parts_that_do_not_belong_together(copied: Copied, tiny_folders: dict[str, Path]) -> None:
    folder = copied("mini")
    shutil.rmtree(folder / "vae")
    shutil.copytree(tiny_folders["sd1"] / "vae", folder / "vae")
    refused(folder, f"{MINI_CHANNELS} channels", "do not belong together")


def test_text_and_picture_parts_that_do_not_belong_together(copied: Copied) -> None:
    folder = copied("sd1")
    weights = load_file(folder / TEXT)
    name = "embeddings.token_embedding.weight"
    weights[name] = weights[name][:-5].clone()
    save_file(weights, folder / TEXT)
    edit_json(folder / "text_encoder/config.json", vocab_size=len(weights[name]))
    refused(folder, "tokens", "do not belong together")


def test_a_unet_of_another_family(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "unet/config.json", num_class_embeds=3)
    weights = load_file(folder / UNET)
    save_file({**weights, "class_embedding.weight": torch.zeros(3, 128)}, folder / UNET)
    refused(folder, "num_class_embeds", "not supported")


@pytest.mark.parametrize("kind", ["text_time", "text_image", "image", "image_hint", "sound", ["text"]])
def test_a_unet_that_wants_more_than_text(copied: Copied, kind: object) -> None:
    """Stable Diffusion XL's wants sizes, Kandinsky's pictures; danqing-mini's ``"text"`` needs nothing further."""
    folder = copied("sd1")
    edit_json(folder / "unet/config.json", addition_embed_type=kind, addition_time_embed_dim=8)
    refused(folder, "addition_embed_type", str(kind), "not supported")


def test_a_caption_cannot_be_pooled_by_any_number_of_heads(copied: Copied) -> None:
    folder = copied("mini")
    for heads in (3, 64, 0, -4, "many"):
        edit_json(folder / "unet/config.json", addition_embed_type_num_heads=heads)
        refused(folder, "addition_embed_type_num_heads", "32")


def test_quantised_weights_are_refused(copied: Copied) -> None:
    folder = copied("sd1")
    weights = load_file(folder / UNET)
    weights["conv_in.weight"] = weights["conv_in.weight"].to(torch.int8)
    save_file(weights, folder / UNET)
    refused(folder, "conv_in.weight", "I8", "float16")


def test_a_broken_tokenizer(copied: Copied) -> None:
    folder = copied("sd1")
    (folder / "tokenizer/tokenizer.json").write_text("{")
    refused(folder, "tokenizer")


def test_bad_betas(copied: Copied) -> None:
    folder = copied("sd1")
    edit_json(folder / "scheduler/scheduler_config.json", beta_start=2.0)
    refused(folder, "betas")
    edit_json(folder / "scheduler/scheduler_config.json", beta_start=0.001, beta_schedule="sigmoid")
    refused(folder, "sigmoid")
    edit_json(folder / "scheduler/scheduler_config.json", beta_schedule="linear", prediction_type="score")
    refused(folder, "score")


def test_bad_defaults(copied: Copied) -> None:
    folder = copied("sd1")
    (folder / "danqing.json").write_text(json.dumps({"steps": "many"}))
    refused(folder, "danqing.json")


def test_bad_styles(copied: Copied) -> None:
    folder = copied("sd1")
    for styles in (["flat"], {"flat": "flat style"}, {"flat": {"en": "flat style"}}):
        (folder / "danqing.json").write_text(json.dumps({"styles": styles}))
        with pytest.raises(CheckpointError, match="styles"):
            styles_of(open_checkpoint(folder))


def _shard(folder: Path) -> dict[str, str]:
    weights = load_file(folder / UNET)
    (folder / UNET).unlink()
    names = sorted(weights)
    where = {}
    for number, part in enumerate((names[::2], names[1::2]), 1):
        file = f"diffusion_pytorch_model-0000{number}-of-00002.safetensors"
        save_file({name: weights[name] for name in part}, folder / "unet" / file)
        where.update(dict.fromkeys(part, file))
    (folder / f"{UNET}.index.json").write_text(json.dumps({"metadata": {}, "weight_map": where}))
    return where


def test_shards_are_read(copied: Copied) -> None:
    folder = copied("sd1")
    whole = load_family(folder, TorchBackend(device="cpu", precision="float32"))
    _shard(folder)
    sharded = load_family(folder, TorchBackend(device="cpu", precision="float32"))
    x, sigma = torch.ones(1, 4, 8, 8), torch.tensor([0.5], dtype=torch.float64)
    pictures = [each.denoise(x, sigma, each.encode("a cat", "")[0]) for each in (whole, sharded)]
    assert torch.equal(*pictures)


def test_a_missing_shard(copied: Copied) -> None:
    folder = copied("sd1")
    shard = sorted(set(_shard(folder).values()))[1]
    (folder / "unet" / shard).unlink()
    refused(folder, shard, "missing")


def test_an_index_that_leads_elsewhere(copied: Copied) -> None:
    folder = copied("sd1")
    where = _shard(folder)
    outside = {**where, "conv_in.weight": "../vae/diffusion_pytorch_model.safetensors"}
    (folder / f"{UNET}.index.json").write_text(json.dumps({"weight_map": outside}))
    refused(folder, "not a safetensors file beside it")


def test_older_names_of_weights_are_known(copied: Copied) -> None:
    """Stable Diffusion 1.5 as published: attention in the autoencoder by old names, a prefix in the text encoder."""
    folder = copied("sd1")
    family = load_family(folder, TorchBackend(device="cpu", precision="float32"))
    latents, words = torch.ones(1, 4, 8, 8), "a cat"
    before = family.decode(latents), family.encode(words, "")[0]["context"]

    vae = folder / "vae/diffusion_pytorch_model.safetensors"
    old = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    pattern = re.compile(r"(mid_block\.attentions\.0)\.(to_q|to_k|to_v|to_out\.0)\.")
    weights = {pattern.sub(lambda m: f"{m[1]}.{old[m[2]]}.", n): t for n, t in load_file(vae).items()}
    assert any("proj_attn" in name for name in weights)
    save_file(weights, vae)
    text = {f"text_model.{name}": tensor for name, tensor in load_file(folder / TEXT).items()}
    save_file({**text, "text_model.embeddings.position_ids": torch.arange(77)[None]}, folder / TEXT)

    family = load_family(folder, TorchBackend(device="cpu", precision="float32"))
    assert torch.equal(family.decode(latents), before[0])
    assert torch.equal(family.encode(words, "")[0]["context"], before[1])


def test_half_precision_weights_are_read(copied: Copied) -> None:
    folder = copied("sd1")
    save_file({name: tensor.half() for name, tensor in load_file(folder / UNET).items()}, folder / UNET)
    family = load_family(folder, TorchBackend(device="cpu", precision="float32"))
    seen = family.denoise(torch.ones(1, 4, 8, 8), torch.tensor([0.5]).double(), family.encode("a", "")[0])
    assert seen.dtype == torch.float32
    assert bool(torch.isfinite(seen).all())


def test_opening_reads_no_weights(tiny_folders: dict[str, Path]) -> None:
    checkpoint = open_checkpoint(tiny_folders["sd3-t5"])
    assert checkpoint.class_name == "StableDiffusion3Pipeline"
    assert set(checkpoint.components) >= {"transformer", "vae", "text_encoder_3", "tokenizer_3", "scheduler"}
    assert checkpoint.defaults == {}
