"""Pictures and words in one space: a small picture tower beside the text tower of a model.

A folder holds the picture side only::

    config.json, model.safetensors    a stock CLIPVisionModelWithProjection, one byte a weight
    text_projection.safetensors       from the pooled state of the model's text tower into the same space
    danqing.json                      which text tower that is (a hash), and the inverse temperatures learned

It is made by ``danqing train mini-clip``. Since the text tower is the one that the model draws by, the space hears
words as the model does; it cannot tell where both mishear.

Reference: arXiv 2103.00020 (CLIP), arXiv 2111.07991 (one tower locked).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from danqing.backends.base import Backend
from danqing.clip.contrastive import unit
from danqing.core.errors import CheckpointError, RequestError
from danqing.core.units import to_tensor
from danqing.families.checkpoint import Checkpoint, Component, open_checkpoint, read_json
from danqing.families.components import load_clip_text, load_tokenizer
from danqing.families.models import DEFAULT_MODEL, find_model, shipped_folder
from danqing.families.safe_files import refuse_unsafe_files
from danqing.families.text import window_of
from danqing.families.weights import load_network
from danqing.storage.files import file_sha256

NAME = "danqing-clip"
PROJECTION_FILE = "text_projection.safetensors"
PROJECTION_KEY = "weight"
SETTINGS_FILE = "danqing.json"
SCALES = ("caption", "name", "fact")  # inverse temperatures by what is asked


class PictureWords:
    """A picture tower with the text tower that it belongs to. Make one with :func:`open_picture_words`.

    Attributes:
        folder: of the picture side.
        image_px: the side of the square pictures that the tower reads.
        width: of the joint space.
        scales: inverse temperatures for comparing pictures with captions, names and facts.
    """

    def __init__(self, folder: Path, checkpoint: Checkpoint, backend: Backend) -> None:
        from transformers.models.clip.configuration_clip import CLIPVisionConfig
        from transformers.models.clip.modeling_clip import CLIPVisionModelWithProjection

        refuse_unsafe_files(folder)
        self.folder = folder
        settings = read_json(folder / SETTINGS_FILE)
        text = checkpoint.component("text_encoder", ("CLIPTextModel",))
        if settings.get("text_encoder") != hash_of_tower(text.folder):
            raise CheckpointError(
                f"The picture tower in {folder} belongs to another text tower than that of {checkpoint.folder}; train "
                f"one for it: danqing train mini-clip."
            )
        self.scales = _scales(settings, folder)
        component = Component(
            name=NAME, library="transformers", class_name="CLIPVisionModelWithProjection", folder=folder
        )

        def build() -> nn.Module:
            config: Any = CLIPVisionConfig.from_dict(dict(component.config))
            network: nn.Module = CLIPVisionModelWithProjection(config)
            return network

        vision: Any = load_network(component, build, backend.weight_dtype("text"))
        self.image_px, self.width = int(vision.config.image_size), int(vision.config.projection_dim)
        self._tokenizer = load_tokenizer(checkpoint, "tokenizer")
        encoder: Any = load_clip_text(text, backend)
        projection = _OneFile(name=PROJECTION_FILE, library="torch", class_name="Linear", folder=folder)
        width = int(encoder.config.hidden_size)
        linear = load_network(
            projection, lambda: nn.Linear(width, self.width, bias=False), backend.weight_dtype("text")
        )
        self._window = window_of(self._tokenizer, encoder.config.max_position_embeddings)
        self._see = backend.prepare(vision, "text", lambda pixels: vision(pixels).image_embeds)
        self._read = backend.prepare(encoder, "text", lambda ids: linear(encoder(ids).pooler_output))

    @torch.inference_mode()
    def pictures(self, images: Sequence[Image.Image]) -> Tensor:
        """Unit places (N, width) of RGB pictures of any size, float32 on the CPU.

        What is not square is filled up with the colour of its edges. A picture and its mirror image count alike.
        """
        places = []
        for image in images:
            pixels = to_tensor(squared(image).resize((self.image_px, self.image_px), Image.Resampling.BOX))
            (both,) = self._see(torch.cat([pixels, pixels.flip(-1)]))
            places.append(unit(unit(both.cpu()).mean(0, keepdim=True)))
        return torch.cat(places)

    @torch.inference_mode()
    def texts(self, texts: Sequence[str]) -> Tensor:
        """Unit places (N, width) of texts, float32 on the CPU; what does not fit the window is cut off."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place].encode()))
        found = torch.empty(len(texts), self.width)
        for start in range(0, len(order), 128):
            places = order[start : start + 128]
            read = self._tokenizer(
                [texts[place] for place in places],
                padding="longest",
                max_length=self._window,
                truncation=True,
                return_tensors="pt",
            )
            (found[places],) = self._read(read.input_ids)
        return unit(found)


def open_picture_words(
    backend: Backend, *, folder: str | Path | None = None, model: str | Path = DEFAULT_MODEL
) -> PictureWords:
    """Open a picture tower with the text tower of a model.

    Args:
        backend: what runs the networks.
        folder: of the picture side; None takes the one that came with Danqing.
        model: whose text tower it was trained against.

    Raises:
        RequestError: no picture tower is installed.
        CheckpointError, UnsafeCheckpointError: a folder is missing, broken or unsafe, or the towers do not belong
            together.
    """
    place = shipped_folder() / NAME if folder is None else Path(folder).expanduser()
    if not (place / SETTINGS_FILE).is_file():
        if folder is None:
            raise RequestError(
                "No picture tower is installed, so pictures cannot be compared with words yet; train one with danqing "
                "train mini-clip and name its folder (--clip)."
            )
        raise CheckpointError(f"{place} holds no picture tower; name a folder that danqing train mini-clip made.")
    return PictureWords(place, open_checkpoint(find_model(model)), backend)


def hash_of_tower(folder: Path) -> str:
    """SHA-256 over the weights of a text tower, as hexadecimal digits."""
    files = Component(name="text_encoder", library="transformers", class_name="CLIPTextModel", folder=folder)
    joined = "".join(file_sha256(path) for path in files.weight_files)
    return hashlib.sha256(joined.encode()).hexdigest()


def squared(image: Image.Image) -> Image.Image:
    """The picture in the middle of a square of the colour that its edges have most nearly."""
    width, height = image.size
    if width == height:
        return image
    values = np.asarray(image.convert("RGB"))
    edges = np.concatenate([values[:, 0], values[:, -1]]) if width < height else np.concatenate([values[0], values[-1]])
    red, green, blue = (int(each) for each in np.median(edges, axis=0))
    square = Image.new("RGB", (max(width, height),) * 2, (red, green, blue))
    square.paste(image, ((square.width - width) // 2, (square.height - height) // 2))
    return square


class _OneFile(Component):
    """A component whose name is that of its only file of weights."""

    @cached_property
    def weight_files(self) -> tuple[Path, ...]:
        path = self.folder / self.name
        if not path.is_file():
            raise CheckpointError(f"The weights {path} are missing; fetch or save the checkpoint again.")
        return (path,)


def _scales(settings: Any, folder: Path) -> dict[str, float]:
    said = settings.get("scales")
    sound = isinstance(said, dict) and all(
        isinstance(said.get(name), int | float) and math.isfinite(said[name]) and 0 < said[name] <= 1000
        for name in SCALES
    )
    if not sound:
        raise CheckpointError(
            f"{folder / SETTINGS_FILE} must give the scales {', '.join(SCALES)}; copy the folder again."
        )
    return {name: float(said[name]) for name in SCALES}
