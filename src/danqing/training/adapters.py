"""The trainers of adapters, for any Stable Diffusion checkpoint: LoRA for its U-Net, new words for its text encoder.

The checkpoint is frozen; what is learned from a handful of pictures are thin matrices beside the U-Net's layers (arXiv
2106.09685) or a few vectors that stand for a new word (arXiv 2208.01618), by the U-Net's own error. So that a LoRA
changes only what its word asks for, it can be held to what the checkpoint said before where the word is missing; this
does the work of prior preservation (arXiv 2208.12242, section 3.2) without pictures drawn ahead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from diffusers.models.attention_processor import AttnProcessor
from safetensors.torch import save
from torch import Tensor, nn
from torch.nn import functional as F

from danqing.backends.torch import pick_device, pick_precision
from danqing.core.errors import RequestError
from danqing.core.seeds import derive_seed
from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.losses import TIME_SAMPLERS, l2
from danqing.diffusion.prediction import add_noise
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.spacings import trailing
from danqing.director.weights import Span, WeightedText
from danqing.families.text import Windows
from danqing.models.low_rank import Adaptable, LowRankLayers
from danqing.storage.files import write_bytes
from danqing.training.adapter_pictures import TrainingPicture, both_ways
from danqing.training.config import LoopConfig
from danqing.training.control_base import ControlBase
from danqing.training.diffusion import attention_for
from danqing.training.samples import save_grid

Kind = Literal["lora", "embedding"]
KINDS: tuple[Kind, ...] = ("lora", "embedding")
MAX_RANK, MAX_VECTORS = 256, 16
_ADAPTED = re.compile(r"(attentions|resnets|downsamplers|upsamplers)\.")
_NAME = re.compile(r"[^\W_][\w.+-]{0,98}[\w+-]\Z|[^\W_]\Z")


@dataclass(frozen=True, kw_only=True)
class AdapterConfig:
    """What is learned and how.

    Args:
        kind: ``"lora"`` or ``"embedding"``.
        name: what the adapter is called.
        word: what calls it up; for an embedding the new word itself.
        rank: of a LoRA's matrices.
        vectors: how many an embedding has.
        begin_with: words whose vectors an embedding begins as.
        mirror: learn from each picture mirrored, too.
        caption_dropout: share of pictures trained without their caption; 0 for embeddings.
        preserve: weight of holding a LoRA to the checkpoint where the word is missing; 0 leaves that out, and saves
            half of the time.
        sample_prompts: what sample sheets show, before and after.
        guidance: of the sample sheets.

    Raises:
        RequestError: a name or number makes no sense.
    """

    kind: Kind
    name: str
    word: str | None = None
    rank: int = 8
    vectors: int = 4
    begin_with: str = "picture"
    mirror: bool = True
    caption_dropout: float = 0.1
    preserve: float = 0.0
    sample_prompts: tuple[str, ...] = ()
    guidance: float = 4.0
    loop: LoopConfig

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RequestError(f"An adapter is one of {', '.join(KINDS)}, not {self.kind!r}.")
        if not isinstance(self.name, str) or not _NAME.match(self.name):
            raise RequestError(f"{self.name!r} cannot name an adapter; use letters, digits, '.', '-' and '_'.")
        if self.kind == "embedding" and not (self.word or "").strip():
            raise RequestError("An embedding is a new word; say which (--word), such as <my-style>.")
        if not 1 <= self.rank <= MAX_RANK or not 1 <= self.vectors <= MAX_VECTORS:
            raise RequestError(f"A rank is 1 to {MAX_RANK}, and an embedding has 1 to {MAX_VECTORS} vectors.")
        if not 0 <= self.caption_dropout <= 1 or not 0 <= self.preserve <= 100:
            raise RequestError("caption_dropout lies between 0 and 1, and preserve between 0 and 100.")


def loop_for(kind: Kind, *, steps: int | None = None, seed: int = 0) -> LoopConfig:
    """The recipe for a handful of pictures on a laptop; danqing-mini takes three minutes on one core.

    Args:
        kind: what is learned.
        steps: of the optimiser, 8 pictures each; 400 for a LoRA and 500 for an embedding by default.
        seed: of everything drawn.

    Raises:
        RequestError: there are no steps or absurdly many.
    """
    if steps is None:
        steps = 400 if kind == "lora" else 500
    if not 1 <= steps <= 100_000:
        raise RequestError(f"Training takes 1 to 100,000 steps, not {steps}.")
    return LoopConfig(
        num_images=8 * steps,
        batch_size=8,
        learning_rate=1e-3 if kind == "lora" else 5e-3,
        warmup_images=160,
        decay="cosine",
        betas=(0.9, 0.99),
        weight_decay=0.01 if kind == "lora" else 0.0,
        ema_images=0,
        precision="no" if pick_precision(pick_device()) == "float32" else "bf16",
        seed=seed,
        checkpoint_seconds=60.0,
        validate_images=0,
        log_images=80,
    )


class AdapterBase(ControlBase):
    """The frozen checkpoint, which also reads words that are being learned."""

    def __init__(self, folder: str | Path) -> None:
        super().__init__(folder)
        self._windows = Windows(self._tokenizer, self._window, max_chunks=1)
        self._new: nn.Parameter | None = None
        self._words: dict[str, tuple[int, ...]] = {}

    def learn(self, word: str, vectors: nn.Parameter) -> None:
        """Read a word as vectors (number, width) that are being learned."""
        embedding: Any = self._text.get_input_embeddings()
        count = embedding.weight.shape[0]
        self._words = {word: tuple(range(count, count + len(vectors)))}
        self._new = vectors
        self._text.set_input_embeddings(_Extended(embedding, vectors))

    def vectors_of(self, text: str) -> Tensor:
        """The embeddings of a text's words, (number, width)."""
        tokens = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        weight: Tensor = self._text.get_input_embeddings().weight
        return weight[tokens].detach().float().cpu()

    def tokens(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        with self._windows.knowing(self._words):
            chunks = [self._windows.cut(WeightedText((Span(text, 1.0),) if text else ()))[0] for text in texts]
        return torch.tensor([each.ids for each in chunks]), torch.tensor([each.mask for each in chunks])

    def words(self, tokens: Tensor, mask: Tensor) -> Tensor:
        with torch.set_grad_enabled(self._new is not None and torch.is_grad_enabled()):
            states: Tensor = self._text(tokens, attention_mask=mask if self._masked else None)[0]
        return states.float()


class _Extended(nn.Module):
    """An embedding whose last numbers mean vectors that are being learned."""

    def __init__(self, embedding: nn.Embedding, vectors: nn.Parameter) -> None:
        super().__init__()
        self.embedding, self.count = embedding, embedding.weight.shape[0]
        self._vectors = (vectors,)  # in a tuple: they belong to the trainer

    @property
    def weight(self) -> Tensor:
        return self.embedding.weight

    def forward(self, tokens: Tensor) -> Tensor:
        known = F.embedding(tokens.clamp_max(self.count - 1), self.embedding.weight)
        new = F.embedding((tokens - self.count).clamp_min(0), self._vectors[0])
        return torch.where((tokens >= self.count)[..., None], new.to(known.dtype), known)


class AdapterTrainer(nn.Module):
    """Learns one adapter for ``base`` from pictures.

    Args:
        base: the checkpoint; a LoRA's trainer puts its matrices beside it for good.
        pictures: what to learn from.
    """

    keep_on_cpu = frozenset({"sigma"})

    def __init__(self, config: AdapterConfig, base: AdapterBase, pictures: Sequence[TrainingPicture]) -> None:
        super().__init__()
        self.config = config
        torch.manual_seed(derive_seed(config.loop.seed, "weights"))
        self.frozen = (base,)  # in a tuple so that the loop neither trains nor saves it
        if config.kind == "lora":
            self.layers = LowRankLayers(_adapted(base.unet), rank=config.rank)
        else:
            assert config.word is not None
            begun = base.vectors_of(config.begin_with)
            chosen = torch.arange(config.vectors) % len(begun)
            noise = 0.1 * begun.std() * torch.randn(config.vectors, begun.shape[1])
            self.vectors = nn.Parameter(begun[chosen] + noise)
            base.learn(config.word, self.vectors)
        if not torch.cuda.is_available():  # two matrix products: faster to train on a CPU than the fused kernel
            base.unet.set_attn_processor(AttnProcessor())
        pixels = both_ways(pictures) if config.mirror else np.stack([each.pixels for each in pictures])
        self.latents = base.scaled(_encoded(base, pixels))
        self.captions = [each.captions for each in pictures] * (2 if config.mirror else 1)

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """Latents (size, C, h, w), noise, noise levels (size,), words (size, window) with and without the trigger."""
        base, seed = self.frozen[0], derive_seed(self.config.loop.seed, "batch", index)
        draw, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
        chosen = draw.integers(len(self.latents), size=size)
        captions = [self.captions[each][int(draw.integers(len(self.captions[each])))] for each in chosen]
        if self.config.kind == "lora":
            captions = ["" if draw.random() < self.config.caption_dropout else caption for caption in captions]
        x0 = self.latents[torch.from_numpy(chosen)]
        tokens, mask = base.tokens(captions)
        found = {
            "x0": x0,
            "eps": torch.randn(x0.shape, generator=generator),
            "sigma": base.schedule.sigma_at(TIME_SAMPLERS["stratified"](size, generator)),
            "tokens": tokens,
            "mask": mask,
        }
        if self._preserves:
            found["plain_tokens"], found["plain_mask"] = base.tokens([self._without_word(each) for each in captions])
        return found

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The mean squared error of what the U-Net predicts, and of what it says differently without the word."""
        base = self.frozen[0].to(batch["x0"].device)
        alpha = base.schedule.path.alpha(batch["sigma"])
        x = add_noise(batch["x0"], batch["eps"], alpha, batch["sigma"])
        target = base.prediction.target(batch["x0"], batch["eps"], alpha, batch["sigma"])
        said = self.predict(x, batch["sigma"], base.words(batch["tokens"], batch["mask"]))
        loss = l2(said, target).mean()
        if "plain_tokens" not in batch:
            return loss, {}
        plain = base.words(batch["plain_tokens"], batch["plain_mask"])
        with self.layers.silent(), torch.no_grad():
            before = self.predict(x, batch["sigma"], plain)
        moved = l2(self.predict(x, batch["sigma"], plain), before).mean()
        return loss + self.config.preserve * moved, {"moved": moved.detach()}

    def predict(self, x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
        """The U-Net's raw output, float32."""
        base = self.frozen[0]
        timestep = base.schedule.timestep_for(sigma).to(x.device, torch.float32)
        inputs = x.contiguous(memory_format=torch.channels_last)
        with attention_for(x.device):
            output: Tensor = base.unet(inputs, timestep, encoder_hidden_states=words, return_dict=False)[0]
        return output.float()

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """The training error on all pictures at eight noise levels with fixed noise; there are none held out."""
        base, device = self.frozen[0], self._device
        base.to(device)
        clean = self.latents[: len(self.latents) // (2 if self.config.mirror else 1)].to(device)
        words = base.encode([each[0] for each in self.captions[: len(clean)]], device)
        generator = torch.Generator().manual_seed(derive_seed(self.config.loop.seed, "validate"))
        losses = []
        for time in (torch.arange(8, dtype=torch.float64) + 0.5) / 8:
            sigma = base.schedule.sigma_at(time.expand(len(clean)))
            eps = torch.randn(clean.shape, generator=generator).to(device)
            alpha = base.schedule.path.alpha(sigma)
            target = base.prediction.target(clean, eps, alpha, sigma)
            losses.append(float(l2(self.predict(add_noise(clean, eps, alpha, sigma), sigma, words), target).mean()))
        return {"loss": sum(losses) / len(losses)}

    @torch.no_grad()
    def draw(self, prompts: Sequence[str], *, steps: int = 20) -> Tensor:
        """Pictures (B, 3, H, W) in [-1, 1] of prompts, each from its own noise."""
        base, device = self.frozen[0], self._device
        base.to(device)
        noise = [
            torch.randn(self.latents.shape[1:], generator=torch.Generator().manual_seed(number))
            for number in range(len(prompts))
        ]

        def conditional(x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
            return base.prediction.to_x0(self.predict(x, sigma, words), x, base.schedule.path.alpha(sigma), sigma)

        texts, away = base.encode(list(prompts), device), base.encode([""] * len(prompts), device)
        denoise = classifier_free(conditional, texts, away, self.config.guidance)
        sigmas = trailing(base.schedule, steps)
        return base.decode(SAMPLERS["ddim"](denoise, torch.stack(noise).to(device), sigmas, path=base.schedule.path))

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """What the sample prompts give with the adapter; for a LoRA above it what they give without."""
        prompts = self.config.sample_prompts
        if not prompts:
            return
        rows = []
        if self.config.kind == "lora":
            with self.layers.silent():
                rows.append(self.draw(prompts).cpu())
        rows.append(self.draw(prompts).cpu())
        save_grid(torch.cat(rows), folder / f"{images_seen:09d}.png", columns=len(prompts))

    def export(self, folder: Path) -> None:
        """Write the adapter's file into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.save(folder / f"{self.config.name}.safetensors", base_name=self.frozen[0].folder.name)

    def save(self, path: Path, *, base_name: str) -> Path:
        """Write the adapter as stock Diffusers reads it, with what it is in its header.

        Args:
            path: ends in .safetensors.
            base_name: the model that it is for.
        """
        tensors: dict[str, Tensor] = {}
        if self.config.kind == "lora":
            for name in self.layers.names:
                down, up = self.layers.tensors(name)
                tensors[f"unet.{name}.lora_A.weight"] = down.cpu().contiguous()
                tensors[f"unet.{name}.lora_B.weight"] = up.cpu().contiguous()
        else:
            tensors[str(self.config.word)] = self.vectors.detach().cpu().contiguous()
        metadata = {
            "danqing.base_model": base_name,
            "danqing.kind": self.config.kind,
            "danqing.words": json.dumps([self.config.word] if self.config.word else [], ensure_ascii=False),
        }
        write_bytes(path, save(tensors, metadata=metadata))
        return path

    @property
    def _device(self) -> torch.device:
        return next(self.parameters()).device

    @property
    def _preserves(self) -> bool:
        return self.config.kind == "lora" and self.config.preserve > 0

    def _without_word(self, caption: str) -> str:
        """A caption without the word that calls the LoRA up."""
        word = self.config.word
        if not word:
            return ""
        return re.sub(rf",?\s*{re.escape(word)}", "", caption, flags=re.IGNORECASE).strip(" ,，")


def _adapted(unet: nn.Module) -> dict[str, Adaptable]:
    """The layers of a U-Net that a LoRA of ours changes: those of its attention and its residual blocks."""
    return {
        name: module
        for name, module in unet.named_modules()
        if _ADAPTED.search(name)
        and (isinstance(module, nn.Linear) or (isinstance(module, nn.Conv2d) and module.groups == 1))
    }


def _encoded(base: AdapterBase, pixels: np.ndarray) -> Tensor:
    """The unscaled latents of pictures (N, H, W, 3) uint8, a few at a time."""
    pictures = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2).float() / 127.5 - 1
    return torch.cat([base.encode_pictures(part) for part in torch.split(pictures, 4)])
