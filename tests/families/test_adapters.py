"""LoRA and embeddings: as the stock pipeline has them, gone without a trace afterwards, refused if they do not fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline
from safetensors.torch import save_file
from torch import Tensor

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError, RequestError, UnsafeCheckpointError
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.samplers import sampler_named
from danqing.families.adapter_files import open_adapter
from danqing.families.family import Family
from danqing.families.registry import load_family
from tiny_adapters import random_changes, write_embedding, write_kohya, write_peft
from tiny_families import MINI_CHANNELS, stock_picture

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:diffusers"),
    pytest.mark.filterwarnings("ignore:Already found a `peft_config` attribute"),  # two at once is what is meant
]
TOLERANCE = 1e-4


def load(folder: Path) -> Family:
    return load_family(folder, TorchBackend(device="cpu", precision="float32"))


@pytest.fixture(scope="module")
def family(tiny_folders: dict[str, Path]) -> Family:
    return load(tiny_folders["sd1"])


@pytest.fixture(scope="module")
def changes(tiny_folders: dict[str, Path]) -> dict[str, Any]:
    return random_changes(tiny_folders["sd1"])


def noise_like(channels: int = 4) -> Tensor:
    side = 16 if channels == 4 else 4
    return torch.randn(1, channels, side, side, generator=torch.Generator().manual_seed(7))


def our_picture(family: Family, prompt: str, noise: Tensor) -> Tensor:
    side = noise.shape[-1] * family.size_multiple
    walk = family.walk("ddim", 4, side, side)
    positive, away = family.encode(prompt, "the dog")
    denoise = classifier_free(family.denoise, positive, away, 5.0)
    latents = sampler_named("ddim")(denoise, noise * walk.start_scale, walk.sigmas, path=walk.schedule.path)
    return (family.decode(latents) / 2 + 0.5).clamp(0, 1)


def stock(folder: Path) -> Any:
    pipeline = StableDiffusionPipeline.from_pretrained(folder)
    pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config)
    return pipeline


def stock_drawn(pipeline: Any, prompt: str, noise: Tensor) -> Tensor:
    return stock_picture(
        pipeline, prompt, noise=noise, num_inference_steps=4, guidance_scale=5.0, negative_prompt="the dog"
    )


@pytest.mark.parametrize("write", [write_peft, write_kohya])
def test_a_lora_equals_the_stock_pipelines(
    family: Family, tiny_folders: dict[str, Path], changes: dict[str, Any], tmp_path: Path, write: Any
) -> None:
    path = write(tmp_path / "toy.safetensors", changes)
    pipeline = stock(tiny_folders["sd1"])
    pipeline.load_lora_weights(path, adapter_name="toy")
    pipeline.set_adapters(["toy"], [0.7])
    with family.adapted([(family.load_adapter(path), 0.7)]):
        ours = our_picture(family, "a red cat", noise_like())
    assert (ours - our_picture(family, "a red cat", noise_like())).abs().max() > 0.05  # it does something
    torch.testing.assert_close(ours, stock_drawn(pipeline, "a red cat", noise_like()), atol=TOLERANCE, rtol=0)


def test_two_at_once_on_danqing_minis_shape(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    folder = tiny_folders["mini"]
    first = write_peft(tmp_path / "first.safetensors", random_changes(folder))
    second = write_kohya(tmp_path / "second.safetensors", random_changes(folder, rank=2, seed=1))
    pipeline, family = stock(folder), load(folder)
    pipeline.load_lora_weights(first, adapter_name="first")
    pipeline.load_lora_weights(second, adapter_name="second")
    pipeline.set_adapters(["first", "second"], [0.3, -0.2])
    with family.adapted([(family.load_adapter(first), 0.3), (family.load_adapter(second), -0.2)]):
        ours = our_picture(family, "a cat", noise_like(MINI_CHANNELS))
    stocks = stock_drawn(pipeline, "a cat", noise_like(MINI_CHANNELS))
    torch.testing.assert_close(ours, stocks, atol=TOLERANCE, rtol=0)


def test_alphas_in_diffusers_header_are_heeded(
    family: Family, tiny_folders: dict[str, Path], changes: dict[str, Any], tmp_path: Path
) -> None:
    unet = {name: pair for name, pair in changes.items() if name.startswith("unet.") and "to_" in name}
    said = {
        "unet.r": 3,
        "unet.lora_alpha": 6,
        "unet.alpha_pattern": {"attn2.to_k": 1.5},
        "unet.target_modules": ["to_q", "to_k", "to_v", "to_out.0"],
    }
    path = write_peft(tmp_path / "toy.safetensors", unet, metadata={"lora_adapter_metadata": json.dumps(said)})
    pipeline = stock(tiny_folders["sd1"])
    pipeline.load_lora_weights(path)
    with family.adapted([(family.load_adapter(path), 1.0)]):
        ours = our_picture(family, "a red cat", noise_like())
    torch.testing.assert_close(ours, stock_drawn(pipeline, "a red cat", noise_like()), atol=TOLERANCE, rtol=0)


def test_older_spellings_mean_the_same(family: Family, changes: dict[str, Any], tmp_path: Path) -> None:
    name = "unet.mid_block.attentions.0.transformer_blocks.0.attn1"
    text = "text_encoder.encoder.layers.0.self_attn"
    old = {
        f"{name}.processor.to_out_lora.down.weight": changes[f"{name}.to_out.0"][0],
        f"{name}.processor.to_out_lora.up.weight": changes[f"{name}.to_out.0"][1],
        f"{text.replace('encoder.', 'encoder.text_model.', 1)}.to_q_lora.down.weight": changes[f"{text}.q_proj"][0],
        f"{text.replace('encoder.', 'encoder.text_model.', 1)}.to_q_lora.up.weight": changes[f"{text}.q_proj"][1],
    }
    save_file(old, tmp_path / "old.safetensors")
    new = {key: changes[key] for key in (f"{name}.to_out.0", f"{text}.q_proj")}
    write_peft(tmp_path / "new.safetensors", new)
    pictures = []
    for each in ("old", "new"):
        with family.adapted([(family.load_adapter(tmp_path / f"{each}.safetensors"), 1.0)]):
            pictures.append(our_picture(family, "a cat", noise_like()))
    assert torch.equal(*pictures)


def test_a_peft_folder_brings_its_alpha(family: Family, changes: dict[str, Any], tmp_path: Path) -> None:
    name = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q"
    down, up = changes[f"unet.{name}"]
    folder = tmp_path / "toy"
    folder.mkdir()
    save_file(
        {f"base_model.model.{name}.lora_A.weight": down, f"base_model.model.{name}.lora_B.weight": up},
        folder / "adapter_model.safetensors",
    )
    (folder / "adapter_config.json").write_text(json.dumps({"r": 3, "lora_alpha": 6}))
    (change,) = family.load_adapter(folder).changes.values()
    assert change.scale == 2.0


def test_weight_0_and_leaving_change_no_bit(family: Family, changes: dict[str, Any], tmp_path: Path) -> None:
    lora = family.load_adapter(write_peft(tmp_path / "toy.safetensors", changes))
    word = family.load_adapter(write_embedding(tmp_path / "word.safetensors", vectors=2))
    before = our_picture(family, "a red cat <toy>", noise_like())
    with family.adapted([(lora, 0.0), (word, 0.0)]):
        assert torch.equal(our_picture(family, "a red cat <toy>", noise_like()), before)
    with family.adapted([(lora, 1.0), (word, 1.0)]), family.adapted([(lora, 0.5)]):
        assert not torch.equal(our_picture(family, "a red cat <toy>", noise_like()), before)
    assert torch.equal(our_picture(family, "a red cat <toy>", noise_like()), before)


def test_weights_are_put_back_even_after_an_error(family: Family, changes: dict[str, Any], tmp_path: Path) -> None:
    lora = family.load_adapter(write_peft(tmp_path / "toy.safetensors", changes))
    before = our_picture(family, "a cat", noise_like())
    with pytest.raises(ZeroDivisionError), family.adapted([(lora, 1.0)]):
        raise ZeroDivisionError
    assert torch.equal(our_picture(family, "a cat", noise_like()), before)


def test_half_the_weight_is_half_the_change(family: Family, changes: dict[str, Any], tmp_path: Path) -> None:
    small = {name: (down, up * 1e-3) for name, (down, up) in changes.items()}
    lora = family.load_adapter(write_peft(tmp_path / "toy.safetensors", small))
    noise, sigma = noise_like(), torch.tensor([0.7])
    (words,) = family.encode("a red cat")
    plain = family.denoise(noise, sigma, words)
    moved = []
    for weight in (0.5, 1.0):
        with family.adapted([(lora, weight)]):
            moved.append(family.denoise(noise, sigma, words) - plain)
    assert (2 * moved[0] - moved[1]).norm() < 0.02 * moved[1].norm()


@pytest.mark.parametrize("vectors", [1, 3])
def test_an_embedding_equals_the_stock_pipelines(
    family: Family, tiny_folders: dict[str, Path], tmp_path: Path, vectors: int
) -> None:
    path = write_embedding(tmp_path / "toy.safetensors", vectors=vectors, flat=vectors == 1)
    pipeline = stock(tiny_folders["sd1"])
    pipeline.load_textual_inversion(path)
    prompt = "a red cat on <toy> the grass"
    with family.adapted([(family.load_adapter(path), 1.0)]):
        ours = our_picture(family, prompt, noise_like())
        assert len(family.positions(prompt, [(13, 18)])) == vectors
    assert not torch.equal(ours, our_picture(family, prompt, noise_like()))
    torch.testing.assert_close(ours, stock_drawn(pipeline, prompt, noise_like()), atol=TOLERANCE, rtol=0)


def test_a_file_in_the_web_interfaces_form_is_called_by_its_name(family: Family, tmp_path: Path) -> None:
    shared = write_embedding(tmp_path / "toy.safetensors", key="emb_params", vectors=2)
    named = write_embedding(tmp_path / "named.safetensors", key="toy", vectors=2)
    assert open_adapter(shared).words == ("toy",)
    read = []
    for path in (shared, named):
        with family.adapted([(family.load_adapter(path), 1.0)]):
            read.append(family.encode("a (TOY:1.2) cat")[0]["context"])
            plain = family.encode("atoys cat")[0]["context"]
    assert torch.equal(*read)
    assert torch.equal(plain, family.encode("atoys cat")[0]["context"])  # only where it stands alone


def test_two_embeddings_of_one_word_are_refused(family: Family, tmp_path: Path) -> None:
    both = [write_embedding(tmp_path / f"{n}.safetensors", seed=n) for n in range(2)]
    with (
        pytest.raises(CheckpointError, match="have the word <toy>"),
        family.adapted([(family.load_adapter(path), 1.0) for path in both]),
    ):
        pass


def refusal(family: Family, path: Path, kind: type[CheckpointError] = CheckpointError) -> str:
    with pytest.raises(kind) as caught:
        family.load_adapter(path)
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


def test_what_does_not_fit_is_named(family: Family, tmp_path: Path) -> None:
    def saved(**tensors: Tensor) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.safetensors"
        save_file({key: tensor.clone() for key, tensor in tensors.items()}, path)
        return path

    two, layer = torch.ones(2, 2), "unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_q"
    nowhere = saved(**{"unet.nowhere.lora_A.weight": two, "unet.nowhere.lora_B.weight": two})
    assert "unet.nowhere.lora_A.weight" in refusal(family, nowhere)
    wrong = saved(**{f"{layer}.lora_A.weight": two, f"{layer}.lora_B.weight": two})
    assert "made for this model" in refusal(family, wrong)
    assert "only one of the two" in refusal(family, saved(**{f"{layer}.lora_A.weight": torch.ones(2, 64)}))
    unending = saved(**{f"{layer}.lora_A.weight": torch.full((2, 64), float("nan"))})
    assert "infinite or undefined" in refusal(family, unending)
    assert "several text encoders" in refusal(family, saved(clip_l=two, clip_g=two))
    assert "DoRA" in refusal(family, saved(**{f"{layer}.lora_A.weight": two, f"{layer}.dora_scale": two}))
    assert "LoHa" in refusal(family, saved(**{"lora_unet_mid.hada_w1_a": two}))
    assert "other" in refusal(family, saved(other=two, another=two))
    assert "16 numbers" in refusal(family, write_embedding(tmp_path / "wide.safetensors", width=16))
    assert "nobody can write" in refusal(family, saved(**{" ": torch.ones(32)}))
    extra = saved(**{"lora_te2_text_model_encoder_layers_0_self_attn_q_proj.lora_down.weight": two})
    assert "lora_te2_" in refusal(family, extra)


def test_what_is_no_adapter_is_refused(family: Family, tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    assert "There is no adapter" in refusal(family, tmp_path / "none.safetensors")
    (tmp_path / "old.pt").write_bytes(b"\x80\x02")
    assert "pickled" in refusal(family, tmp_path / "old.pt", UnsafeCheckpointError)
    (tmp_path / "cut.safetensors").write_bytes(b"\x00" * 40)
    assert "truncated" in refusal(family, tmp_path / "cut.safetensors")
    (tmp_path / "empty").mkdir()
    assert "no .safetensors" in refusal(family, tmp_path / "empty")
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3"):
        load(tiny_folders["sd3"]).load_adapter(tmp_path / "cut.safetensors")
