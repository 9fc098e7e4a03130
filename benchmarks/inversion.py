"""How well pictures come back, inverted and drawn again under the same words: ``python -m benchmarks.inversion``.

Eight pictures that danqing-mini drew, and with ``--scenes FOLDER`` eight that it was never shown (``scenes-val`` of a
run). Compared in dB of PSNR with what the autoencoder alone makes of the picture, and with the picture itself.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import danqing
from danqing.core.units import to_images, to_tensor

PROMPTS = (
    "a red apple on the grass",
    "一只坐在草地上的橘猫",
    "a penguin with a hat on the snow",
    "夜空中的火箭",
    "a sunflower under a blue sky",
    "三个橙子",
    "a red fire engine on a road",
    "a house in front of a sunset",
)
SEED = 7


def psnr(first: Image.Image, second: Image.Image) -> float:
    """Peak signal to noise in dB, at most 99."""
    error = np.square(np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)).mean()
    return min(99.0, float(10 * np.log10(255**2 / max(float(error), 1e-9))))


def scenes(folder: Path, count: int) -> list[tuple[str, Image.Image]]:
    """The first scenes of a run with the first caption of each."""
    images = np.load(folder / "images-00000.npy", mmap_mode="r")
    lines = (folder / "scenes-00000.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    return [
        (json.loads(line)["captions"]["en"][0], Image.fromarray(np.array(images[number])))
        for number, line in enumerate(lines)
    ]


def measure(studio: danqing.Studio, pictures: list[tuple[str, Image.Image]]) -> list[tuple[float, float, float]]:
    """For each picture: against the autoencoder's, against itself, and the autoencoder's against it."""
    found = []
    for prompt, image in pictures:
        with torch.inference_mode():
            latents = studio.family.encode_image(to_tensor(image))
            coded = to_images(studio.family.decode(latents))[0]
        (again,) = studio.rewrite(prompt, prompt, image=image, strength=1.0, seed=SEED)
        found.append((psnr(again.image, coded), psnr(again.image, image), psnr(coded, image)))
    return found


def main() -> None:
    """Print one line for each kind of picture: the least and the mean of each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=Path, help="a folder such as runs/mini-cpu/scenes-val")
    folder = parser.parse_args().scenes
    studio = danqing.load()
    kinds = {"drawn": [(prompt, studio.generate(prompt, seed=SEED)[0].image) for prompt in PROMPTS]}
    if folder is not None:
        kinds["scenes"] = scenes(folder, len(PROMPTS))
    names = ("through the latent path", "against the picture", "autoencoder alone")
    for kind, pictures in kinds.items():
        for name, values in zip(names, zip(*measure(studio, pictures), strict=True), strict=True):
            print(f"{kind}, {name}: least {min(values):.1f} dB, mean {sum(values) / len(values):.1f} dB")


if __name__ == "__main__":
    main()
