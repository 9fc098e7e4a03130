"""Pictures to latents, and a run that starts from one, as the stock pipelines do it, to 1e-4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    EulerDiscreteScheduler,
    StableDiffusion3Img2ImgPipeline,
    StableDiffusionImg2ImgPipeline,
)
from torch import Tensor

from danqing.backends.torch import TorchBackend
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.keeping import noised, release_levels, sigmas_below
from danqing.diffusion.samplers import sampler_named
from danqing.families.family import Family
from danqing.families.registry import load_family

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:diffusers", "ignore::FutureWarning:diffusers")
TOLERANCE = 1e-4


def load(folder: Path) -> Family:
    return load_family(folder, TorchBackend(device="cpu", precision="float32"))


def pixels(width: int, height: int) -> Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(3)) * 2 - 1


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_the_mean_of_the_posterior_scaled(tiny_folders: dict[str, Path], shape: str) -> None:
    family, vae = load(tiny_folders[shape]), AutoencoderKL.from_pretrained(tiny_folders[shape] / "vae")
    width, height = family.defaults.width, family.defaults.height
    given = pixels(width, height)
    with torch.inference_mode():
        mean = vae.encode(given).latent_dist.mean
    shift = vae.config.shift_factor or 0.0 if shape == "sd3" else 0.0
    ours = family.encode_image(given)
    torch.testing.assert_close(ours, (mean - shift) * vae.config.scaling_factor, atol=TOLERANCE, rtol=0)
    assert ours.shape[1:] == family.latent_shape(width, height)
    assert family.decode(ours).shape == given.shape
    assert torch.equal(family.encode_image(given), ours)


def test_sides_that_do_not_suit_are_refused(tiny_folders: dict[str, Path]) -> None:
    with pytest.raises(ValueError, match="multiples of 2"):
        load(tiny_folders["sd1"]).encode_image(pixels(33, 32))


@pytest.mark.parametrize(("shape", "sampler"), [("sd1", "ddim"), ("sd1", "euler"), ("sd2", "ddim"), ("sd3", "euler")])
@pytest.mark.parametrize("strength", [0.25, 0.75])  # of 8 steps: between, SD3's pipeline rounds up and SD's down
def test_a_run_from_a_picture_is_the_stock_one(
    tiny_folders: dict[str, Path], shape: str, sampler: str, strength: float
) -> None:
    folder, steps = tiny_folders[shape], 8
    family = load(folder)
    pipeline: Any
    if shape == "sd3":
        absent: dict[str, Any] = dict.fromkeys(("text_encoder_3", "tokenizer_3"))
        pipeline = StableDiffusion3Img2ImgPipeline.from_pretrained(folder, **absent)
    else:
        pipeline = StableDiffusionImg2ImgPipeline.from_pretrained(folder)
        kind = DDIMScheduler if sampler == "ddim" else EulerDiscreteScheduler
        pipeline.scheduler = kind.from_config(pipeline.scheduler.config)
    width, height = family.defaults.width, family.defaults.height
    original = family.encode_image(pixels(width, height)).clone()
    pipeline.set_progress_bar_config(disable=True)
    sized = {"width": width, "height": height} if shape == "sd3" else {}
    theirs = pipeline(
        "a cat",
        image=original,
        strength=strength,
        num_inference_steps=steps,
        guidance_scale=5.0,
        generator=torch.Generator().manual_seed(7),
        output_type="pt",
        **sized,
    ).images
    noise = torch.randn(original.shape, generator=torch.Generator().manual_seed(7))
    walk = family.walk(sampler, steps, width, height)
    sigmas = sigmas_below(walk.sigmas, release_levels(walk.sigmas, strength))
    positive, away = family.encode("a cat", "")
    latents = sampler_named(sampler)(
        classifier_free(family.denoise, positive, away, 5.0),
        noised(original, noise, float(sigmas[0]), path=walk.schedule.path),
        sigmas,
        path=walk.schedule.path,
    )
    ours = (family.decode(latents) / 2 + 0.5).clamp(0, 1)
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)
