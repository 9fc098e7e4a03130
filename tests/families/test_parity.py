"""Our picture equals the stock pipeline's from the same noise, in float32, to 1e-4."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerDiscreteScheduler,
    StableDiffusion3Pipeline,
    StableDiffusionPipeline,
    UniPCMultistepScheduler,
)
from torch import Tensor

from danqing.backends.torch import TorchBackend
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.samplers import sampler_named
from danqing.families.family import Family
from danqing.families.registry import load_family
from tiny_families import MINI_CHANNELS, edit_json, stock_picture

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:diffusers")  # the stock schedulers' use of numpy

SCHEDULERS: dict[str, Any] = {
    "ddim": DDIMScheduler,
    "euler": EulerDiscreteScheduler,
    "dpmpp_2m": DPMSolverMultistepScheduler,
    "unipc": UniPCMultistepScheduler,
}
TOLERANCE = 1e-4


def our_picture(
    family: Family, prompt: str, noise: Tensor, sampler: str, steps: int, guidance: float = 5.0, negative: str = ""
) -> Tensor:
    height, width = (side * family.size_multiple for side in noise.shape[-2:])
    if family.name == "stable-diffusion-3":
        height, width = height // 2, width // 2  # its multiple counts patches of 2
    walk = family.walk(sampler, steps, width, height)
    positive, away = family.encode(prompt, negative)
    denoise = classifier_free(family.denoise, positive, away, guidance)
    latents = sampler_named(sampler)(denoise, noise * walk.start_scale, walk.sigmas, path=walk.schedule.path)
    return (family.decode(latents) / 2 + 0.5).clamp(0, 1)


def noise_for(*shape: int) -> Tensor:
    return torch.randn(1, *shape, generator=torch.Generator().manual_seed(7))


def load(folder: Path) -> Family:
    return load_family(folder, TorchBackend(device="cpu", precision="float32"))


def stock_sd(folder: Path, sampler: str) -> Any:
    pipeline = StableDiffusionPipeline.from_pretrained(folder)
    pipeline.scheduler = SCHEDULERS[sampler].from_config(pipeline.scheduler.config)
    return pipeline


def stock_sd3(folder: Path) -> Any:
    absent: dict[str, Any] = (
        {} if (folder / "text_encoder_3").is_dir() else dict.fromkeys(("text_encoder_3", "tokenizer_3"))
    )
    return StableDiffusion3Pipeline.from_pretrained(folder, **absent)


@pytest.mark.parametrize("negative", ["", "the dog"])
@pytest.mark.parametrize("sampler", ["ddim", "euler", "dpmpp_2m"])
@pytest.mark.parametrize("shape", ["sd1", "sd2", "mini"])
def test_stable_diffusion(tiny_folders: dict[str, Path], shape: str, sampler: str, negative: str) -> None:
    noise = noise_for(MINI_CHANNELS, 4, 6) if shape == "mini" else noise_for(4, 16, 12)  # not square
    family, pipeline = load(tiny_folders[shape]), stock_sd(tiny_folders[shape], sampler)
    height, width = (side * family.size_multiple for side in noise.shape[-2:])
    options = {"height": height, "width": width, "num_inference_steps": 8, "guidance_scale": 5.0}
    theirs = stock_picture(pipeline, "一只 red cat", noise=noise, negative_prompt=negative or None, **options)
    ours = our_picture(family, "一只 red cat", noise, sampler, 8, negative=negative)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)


@pytest.mark.parametrize(
    ("sampler", "changes"),
    [
        ("ddim", {"set_alpha_to_one": True}),
        ("ddim", {"timestep_spacing": "trailing"}),
        ("ddim", {"beta_schedule": "linear", "beta_start": 1e-4, "beta_end": 0.02}),
        ("ddim", {"beta_schedule": "squaredcos_cap_v2"}),
        ("euler", {"timestep_spacing": None}),  # each stock scheduler then has its own default
        ("euler", {"timestep_spacing": "linspace"}),
        ("euler", {"timestep_spacing": "trailing"}),
        ("euler", {"timestep_spacing": "linspace", "use_karras_sigmas": True}),
        ("euler", {"final_sigmas_type": "sigma_min"}),
        # the run stands at its last level already, so that the stock scheduler's final step stays where it is
        ("ddim", {"timestep_spacing": "trailing", "num_train_timesteps": 5, "set_alpha_to_one": False}),
        ("euler", {"timestep_spacing": "linspace", "final_sigmas_type": "sigma_min"}),
        ("euler", {"timestep_spacing": "linspace", "use_karras_sigmas": True, "final_sigmas_type": "sigma_min"}),
        ("dpmpp_2m", {"use_karras_sigmas": True, "final_sigmas_type": "sigma_min"}),
        ("dpmpp_2m", {"timestep_spacing": None}),
        ("dpmpp_2m", {"timestep_spacing": "trailing"}),
        ("dpmpp_2m", {"rescale_betas_zero_snr": True, "prediction_type": "v_prediction"}),
        ("dpmpp_2m", {"prediction_type": "sample"}),
        ("unipc", {"timestep_spacing": "trailing"}),
    ],
)
def test_scheduler_settings(copied: Callable[[str], Path], sampler: str, changes: dict[str, Any]) -> None:
    folder = copied("sd1")
    before = our_picture(load(folder), "a cat", noise_for(4, 16, 16), sampler, 5)
    edit_json(folder / "scheduler" / "scheduler_config.json", **changes)
    pipeline = stock_sd(folder, sampler)
    theirs = stock_picture(
        pipeline, "a cat", noise=noise_for(4, 16, 16), num_inference_steps=5, guidance_scale=5.0, height=32, width=32
    )
    ours = our_picture(load(folder), "a cat", noise_for(4, 16, 16), sampler, 5)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)
    assert (ours - before).abs().max() > 3 * TOLERANCE, "the setting must matter, or the comparison proves nothing"


def test_steps_offset_is_1_as_the_stock_pipeline_sets_it_on_loading(copied: Callable[[str], Path]) -> None:
    folder = copied("sd1")
    edit_json(folder / "scheduler" / "scheduler_config.json", steps_offset=0)
    with pytest.warns(FutureWarning, match="steps_offset"):
        pipeline = stock_sd(folder, "ddim")
    noise = noise_for(4, 8, 8)
    theirs = stock_picture(
        pipeline, "a cat", noise=noise, num_inference_steps=4, guidance_scale=5.0, height=16, width=16
    )
    ours = our_picture(load(folder), "a cat", noise, "ddim", 4)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)


@pytest.mark.parametrize("negative", ["", "the dog"])
@pytest.mark.parametrize("shape", ["sd3", "sd3-t5"])
def test_stable_diffusion_3(tiny_folders: dict[str, Path], shape: str, negative: str) -> None:
    noise = noise_for(4, 8, 12)
    pipeline = stock_sd3(tiny_folders[shape])
    theirs = stock_picture(
        pipeline,
        "a red cat",
        noise=noise,
        negative_prompt=negative or None,
        height=16,
        width=24,
        num_inference_steps=6,
        guidance_scale=5.0,
    )
    ours = our_picture(load(tiny_folders[shape]), "a red cat", noise, "euler", 6, negative=negative)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)


@pytest.mark.parametrize(
    "changes", [{"shift": 1.0}, {"use_dynamic_shifting": True, "max_shift": 1.16}, {"shift_terminal": 0.1}]
)
def test_flow_shifts(copied: Callable[[str], Path], changes: dict[str, Any]) -> None:
    folder = copied("sd3")
    edit_json(folder / "scheduler" / "scheduler_config.json", **changes)
    pipeline = stock_sd3(folder)
    noise = noise_for(4, 8, 8)
    theirs = stock_picture(
        pipeline, "a cat", noise=noise, height=16, width=16, num_inference_steps=4, guidance_scale=3.0
    )
    ours = our_picture(load(folder), "a cat", noise, "euler", 4, guidance=3.0)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_without_guidance(tiny_folders: dict[str, Path], shape: str) -> None:
    noise = noise_for(4, 8, 8)
    theirs = stock_picture(
        stock_sd(tiny_folders[shape], "ddim") if shape == "sd1" else stock_sd3(tiny_folders[shape]),
        "a cat",
        noise=noise,
        height=16,
        width=16,
        num_inference_steps=3,
        guidance_scale=1.0,
    )
    family = load(tiny_folders[shape])
    ours = our_picture(family, "a cat", noise, family.defaults.sampler, 3, guidance=1.0)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)
