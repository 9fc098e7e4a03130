"""danqing-mini: the model that ships inside, and its smaller and larger relatives.

The shape follows from the compute. Two cores give about 3e15 useful operations in two and a half hours, and v0 should
see 1.5 million pictures, so one training pass may cost about 2e9. A 16-fold autoencoder leaves 64 positions at 128 px;
a U-Net of two levels (8x8 and 4x4) with about 14 million weights fits, and so does an MMDiT of the same size.
"""

from __future__ import annotations

import dataclasses

from danqing.models.presets import MMDiTShape, UNetShape
from danqing.training.autoencoder import AutoencoderConfig
from danqing.training.clip_trainer import ClipConfig
from danqing.training.config import LoopConfig
from danqing.training.diffusion import DiffusionConfig
from danqing.training.picture_trainer import PictureTowerConfig
from danqing.training.recipe import CLIP, Recipe
from danqing.training.text_tower import TextTowerConfig
from danqing.training.vision_tower import VisionTowerConfig

SAMPLE_PROMPTS = (
    "一只坐在草地上的橘猫", "a red apple", "夜空下的雪人", "three yellow ducklings",
    "狗在球的左边", "a rocket", "草莓蛋糕", "a blue umbrella on the beach",
    "一棵大树和一座红色的小房子", "two stars above the moon", "向日葵", "a bicycle",
    "戴帽子的企鹅", "a green car in front of snowy mountains", "一杯热咖啡", "a small red fish in the water",
    "黑色的猫和白色的狗", "five oranges", "彩虹下的城堡", "a purple butterfly",
    "机器人", "a fire engine in clip art style", "草地上的足球", "a guitar",
    "猫", "a dog", "兔子", "a car",
    "树", "a house", "鱼", "a flower",
)  # fmt: skip


def mini_cpu() -> Recipe:
    """128 px with Stable Diffusion's U-Net: what danqing-mini is made with."""
    return Recipe(
        name="mini-cpu",
        description="128 px, Stable Diffusion's U-Net, hours on two cores",
        size=128,
        num_scenes=64 * 1024,
        sampler="dpmpp_2m_sde",  # fresh noise at each step mends what a young network gets wrong: crisper by eye
        steps=30,
        guidance=5.0,
        text=ClipConfig(
            loop=LoopConfig(
                num_images=60_000, batch_size=24, learning_rate=1e-3, warmup_images=1_000, ema_images=2_000,
                betas=(0.9, 0.98), weight_decay=0.05, validate_images=10_000, log_images=960,
            ),
        ),
        autoencoder=AutoencoderConfig(
            kl_weight=2e-6,
            loop=LoopConfig(
                num_images=260_000, batch_size=16, learning_rate=5e-4, warmup_images=1_600, ema_images=3_000,
                weight_decay=1e-3, validate_images=20_000, log_images=1_600,
            ),
        ),
        diffusion=DiffusionConfig(
            shape=UNetShape(),
            sample_prompts=SAMPLE_PROMPTS,
            loop=LoopConfig(
                num_images=1_536_000, batch_size=64, learning_rate=1e-3, warmup_images=10_000,
                decay="inverse_sqrt", decay_images=300_000, ema_images=20_000, validate_images=48_000, log_images=6_400,
                compile=True,
            ),
        ),
    )  # fmt: skip


def mini_cpu_mmdit() -> Recipe:
    """The same with Stable Diffusion 3's transformer and flow matching, for the comparison."""
    base = mini_cpu()
    diffusion = dataclasses.replace(base.diffusion, shape=MMDiTShape(), objective="flow", times="logit_normal")
    return dataclasses.replace(
        base,
        name="mini-cpu-mmdit",
        description="128 px, SD3's transformer, hours on two cores",
        diffusion=diffusion,
        sampler="dpmpp_2m",
        steps=20,
        guidance=4.0,
    )


def mini_clip() -> Recipe:
    """A picture tower for danqing-mini's text tower, which stays as it is: what ``describe`` sees with.

    It uses the scenes of the run ``mini-cpu`` if they are there, and writes nothing to it.
    """
    return dataclasses.replace(
        mini_cpu(),
        name="mini-clip",
        description="64 px, a picture tower for danqing-mini's words, half an hour on one core",
        stages=("scenes", CLIP),
        scenes_from="mini-cpu",
        clip=PictureTowerConfig(
            text_model="danqing-mini",
            loop=LoopConfig(
                num_images=448_000, batch_size=128, learning_rate=1.5e-3, warmup_images=12_800, ema_images=6_400,
                betas=(0.9, 0.98), weight_decay=0.05, validate_images=64_000, log_images=6_400,
            ),
        ),
    )  # fmt: skip


def mini_gpu() -> Recipe:
    """256 px on one large GPU, with more of everything and crops to other aspects.

    The budget is one hour on an H100-class card with 16 cores and 40 GB of disk. It is reckoned, not measured: scenes
    2 minutes on all cores (128 Ki of them, 26 GB), text 10 (5,000 steps; the CPU cuts 5 million phrases into tokens),
    autoencoder 10 (2e16 operations, bound by kernel launches), latents 3, diffusion 25 (10 million pictures at 1e10
    operations each are 1e17, at about 70 TFLOP/s in bf16).
    """
    base = mini_cpu()
    return dataclasses.replace(
        base,
        name="mini-gpu",
        description="256 px, under one hour on one H100-class GPU",
        size=256,
        num_scenes=128 * 1024,
        crops=((256, 192), (192, 256)),
        text=dataclasses.replace(
            base.text,
            vision=VisionTowerConfig(),
            loop=dataclasses.replace(
                base.text.loop, num_images=1_280_000, batch_size=256, warmup_images=20_000, ema_images=40_000,
                validate_images=128_000, log_images=12_800, prefetch=4,
            ),
        ),
        autoencoder=dataclasses.replace(
            base.autoencoder,
            crops_px=((0, 64), (200_000, 128), (1_200_000, 256)),
            adversarial_weight=0.02,
            adversarial_from_images=400_000,
            loop=dataclasses.replace(
                base.autoencoder.loop, num_images=1_500_000, batch_size=128, ema_images=20_000, validate_images=200_000,
                warmup_images=20_000, compile=True, prefetch=4,
            ),
        ),
        diffusion=dataclasses.replace(
            base.diffusion,
            loop=dataclasses.replace(
                base.diffusion.loop, num_images=10_000_000, batch_size=512, learning_rate=1e-3, warmup_images=200_000,
                decay_images=3_000_000, ema_images=200_000, validate_images=1_000_000, log_images=51_200,
                compile=True, prefetch=4,
            ),
        ),
    )  # fmt: skip


def smoke() -> Recipe:
    """Every stage in about a minute, on figures that are drawn on the spot; the pictures stay blurred."""
    loop = LoopConfig(
        num_images=1_024, batch_size=16, learning_rate=1e-3, warmup_images=128, ema_images=256, validate_images=512,
        log_images=256, num_checkpoints=1,
    )  # fmt: skip
    return Recipe(
        name="smoke",
        description="64 px, drawn figures, about a minute on two cores",
        pack="shapes",
        size=64,
        num_scenes=512,
        num_held_out=128,
        vocabulary=512,
        text=ClipConfig(text=TextTowerConfig(width=64, layers=2, heads=2, inner_width=128), loop=loop),
        autoencoder=AutoencoderConfig(
            block_out_channels=(8, 16, 32), latent_channels=4, crops_px=((0, 32),), loop=loop
        ),
        diffusion=DiffusionConfig(
            shape=UNetShape(block_out_channels=(32, 64), text_channels=64, latent_channels=4),
            sample_prompts=("一个红色的圆", "a blue square", "绿色的三角形", "two yellow stars"),
            loop=loop,
        ),
    )
