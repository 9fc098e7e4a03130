"""The memory that a process really takes for a large picture, and how long that takes: ``VmHWM`` on Linux.

``python -m benchmarks.resident_memory MODEL --side 2048 --steps 4 --tiled`` draws one picture in this fresh process.
MODEL is the name or folder of a model, or ``sd1``: a checkpoint of Stable Diffusion 1's size with random weights in
bfloat16, which is written to a temporary folder by another process (2 GB). What is alive at the peak is counted by
``benchmarks/large_pictures.py``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STATUS = Path("/proc/self/status")


def resident_mebibytes(what: str = "VmHWM") -> int:
    """Of this process: ``VmHWM`` is the most it ever had, ``VmRSS`` what it has."""
    line = next(each for each in STATUS.read_text().splitlines() if each.startswith(f"{what}:"))
    return int(line.split()[1]) // 1024


def build_sd1(folder: Path) -> None:
    """Write a checkpoint of Stable Diffusion 1's size, with random weights, in bfloat16."""
    import torch
    from benchmarks.large_pictures import SD1_DECODER, SD1_UNET
    from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    torch.set_default_dtype(torch.bfloat16)
    letters = [letter + end for end in ("", "</w>") for letter in bytes_to_unicode().values()]
    words = {word: number for number, word in enumerate([*letters, "<|startoftext|>", "<|endoftext|>"])}
    tokenizer = CLIPTokenizer(vocab=words, merges=[], model_max_length=77)
    text = CLIPTextConfig(
        hidden_size=768,
        intermediate_size=3072,
        num_hidden_layers=12,
        num_attention_heads=12,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    pipeline = StableDiffusionPipeline(
        vae=AutoencoderKL(**SD1_DECODER, sample_size=512),
        text_encoder=CLIPTextModel(text),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(**SD1_UNET),
        scheduler=DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=1,
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.to(torch.bfloat16).save_pretrained(folder)


def main() -> None:
    """Draw, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="danqing-mini")
    parser.add_argument("--side", type=int, default=2048, help="of the picture, in pixels")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--tiled", action="store_true", help="in windows and tiles, even where the whole would fit")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        build_sd1(given.build)
        return
    with tempfile.TemporaryDirectory() as place:
        model = given.model
        if model == "sd1":
            command = [sys.executable, "-m", "benchmarks.resident_memory", "--build", place]
            subprocess.run(command, check=True, capture_output=True)
            model = place
        import danqing
        from danqing.core.request import Request

        studio = danqing.load(model)
        print(f"loaded: {resident_mebibytes()} MiB at most, {resident_mebibytes('VmRSS')} MiB now", flush=True)
        began = time.monotonic()
        request = Request(
            prompt="a cat",
            seed=1,
            width=given.side,
            height=given.side,
            steps=given.steps,
            tiled=True if given.tiled else None,
        )
        (picture,) = studio.generate(request)
        print(
            f"{given.model}, {given.side} x {given.side} px, {picture.manifest['settings'].get('parts') or 'whole'}, "
            f"{picture.manifest['settings']['steps']} steps: {resident_mebibytes()} MiB at most, "
            f"{time.monotonic() - began:.0f} s"
        )


if __name__ == "__main__":
    main()
