"""Scenes, latents and a text tower small enough for tests: coloured squares on white, named in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from danqing.data.scenes import SceneSet, build_scenes
from danqing.data.types import Scene, Split, Subject, Truth

if TYPE_CHECKING:
    from transformers import CLIPTextModel, PreTrainedTokenizerFast

    from danqing.training.latents import LatentSet

COLORS = {"red": ("红", (220, 30, 30)), "green": ("绿", (30, 180, 60)), "blue": ("蓝", (40, 80, 220))}
SIZE_PX = 32


class Squares:
    """Scene number i: one square, somewhere. ``broken_at`` is a scene that cannot be composed."""

    def __init__(self, size: int = SIZE_PX, broken_at: int | None = None) -> None:
        self.size, self.broken_at = size, broken_at
        self.composed: list[int] = []

    def scene(self, index: int) -> Scene:
        if index == self.broken_at:
            raise KeyboardInterrupt
        self.composed.append(index)
        draw = np.random.default_rng(index)
        color = list(COLORS)[index % 3]
        zh, rgb = COLORS[color]
        side = int(draw.integers(self.size // 4, self.size // 2))
        left, top = (int(each) for each in draw.integers(self.size - side + 1, size=2))
        image = np.full((self.size, self.size, 3), 255, np.uint8)
        image[top : top + side, left : left + side] = rgb
        corners = (left, top, left + side, top + side)
        box = tuple(each / self.size for each in corners)
        assert len(box) == 4
        subject = Subject(
            key="squares/1", concept="square", name_en="square", name_zh="方块", box=box, color=color, size="normal"
        )
        return Scene(
            image=image,
            captions={"en": (f"a {color} square", f"one {color} square"), "zh": (f"一个{zh}色的方块",)},
            truth=Truth(
                subjects=(subject,), ground="plain", ground_color="white", style="flat", count=1, relation=None
            ),
            sources=("squares/1",),
        )


def build_squares(folder: Path, count: int, *, split: Split = "train", size: int = SIZE_PX) -> SceneSet:
    return build_scenes(lambda: Squares(size), folder, num_scenes=count, size=size, split=split)


def write_latents(folder: Path, array: np.ndarray) -> LatentSet:
    """A latent set as ``encode_scenes`` would leave it."""
    from danqing.training.latents import LatentSet

    folder.mkdir(parents=True)
    np.save(folder / "latents-00000.npy", array.astype(np.float16))
    captions = [Squares().scene(index).captions for index in range(len(array))]
    (folder / "captions-00000.jsonl").write_text("".join(json.dumps(each) + "\n" for each in captions))
    (folder / "latents.json").write_text(json.dumps({"num_shards": 1, "scenes": "squares"}))
    return LatentSet(folder)


def build_tower(seed: int = 0) -> tuple[CLIPTextModel, PreTrainedTokenizerFast]:
    """A text tower of 32 channels and 16 tokens with its tokenizer."""
    import torch

    from danqing.training.text_tower import TextTowerConfig, build_text_tower
    from danqing.training.tokenizer import train_tokenizer

    sentences = [text for index in range(3) for texts in Squares().scene(index).captions.values() for text in texts]
    tokenizer = train_tokenizer(["square", "方块"] * 3, sentences, vocabulary=300, max_tokens=16)
    torch.manual_seed(seed)
    tower = TextTowerConfig(width=32, layers=2, heads=2, inner_width=64, max_tokens=16)
    return build_text_tower(tokenizer, tower), tokenizer
