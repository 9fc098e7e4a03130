"""The text tower: a small ``CLIPTextModel`` whose token states carry what a caption says, in both languages.

Shape suffixes: B texts, T tokens, W width of the tower, Q questions of the readout, D width of the sentence space.

The diffusion model reads the token states after the final layer norm, as Stable Diffusion does. So they, not only the
pooled state, must hold the meaning. A :class:`Readout` asks them, by attention, what a scene contains: its answers are
checked against the ground truth, and the tower learns to lay the facts out where attention finds them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel

from danqing.clip.contrastive import info_nce
from danqing.training.checkpoints import write_networks
from danqing.training.teacher import SENTENCE_WIDTH
from danqing.training.tokenizer import MAX_TOKENS, save_tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from transformers import PreTrainedTokenizerFast

EMBEDDING_RMS = 0.05
UNKNOWN = -1  # a fact that a scene does not have; no answer is asked for


class SentenceSpace(Protocol):
    """A teacher: texts to unit rows (N, 512); ``teacher.Teacher`` is one."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, kw_only=True)
class TextTowerConfig:
    """Size of the text tower; the default has about 6.9 million weights."""

    width: int = 256
    layers: int = 6
    heads: int = 4
    inner_width: int = 1024
    max_tokens: int = MAX_TOKENS


def build_text_tower(tokenizer: PreTrainedTokenizerFast, config: TextTowerConfig) -> CLIPTextModel:
    """A fresh text model whose special tokens are the tokenizer's, so that it pools at the end token."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=config.width,
            intermediate_size=config.inner_width,
            num_hidden_layers=config.layers,
            num_attention_heads=config.heads,
            max_position_embeddings=config.max_tokens,
            hidden_act="gelu",
            projection_dim=SENTENCE_WIDTH,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


@torch.no_grad()
def seed_embeddings(tower: CLIPTextModel, tokenizer: PreTrainedTokenizerFast, teacher: SentenceSpace) -> None:
    """Start the token embeddings where the teacher puts each token's text, on its main axes.

    So words of both languages begin near their translations instead of anywhere, and training needs few sightings of
    a rare one. Parts of characters begin where the teacher puts an unknown text, and move.
    """
    weight_VW = tower.get_input_embeddings().weight
    vocabulary, width = weight_VW.shape
    texts = [tokenizer.decode([number]).strip() or " " for number in range(vocabulary)]
    places_VD = torch.from_numpy(teacher.encode(texts))
    places_VD = places_VD - places_VD.mean(0)
    _, _, axes_DD = torch.linalg.svd(places_VD, full_matrices=False)
    main_VM = places_VD @ axes_DD[:width].T
    weight_VW[:, : main_VM.shape[1]] = main_VM * (EMBEDDING_RMS / main_VM.pow(2).mean().sqrt())


def tokenize(tokenizer: PreTrainedTokenizerFast, texts: Sequence[str], *, whole_window: bool = True) -> Tensor:
    """Token ids (B, T), cut at the window; T is the window, or the longest text's length."""
    encoded = tokenizer(
        list(texts),
        padding="max_length" if whole_window else "longest",
        max_length=tokenizer.model_max_length,
        truncation=True,
        return_tensors="pt",
    )
    ids: Tensor = encoded.input_ids
    return ids


def save_text_tower(tower: CLIPTextModel, tokenizer: PreTrainedTokenizerFast, folder: Path) -> Path:
    """Write ``text_encoder/`` (float16 safetensors) and ``tokenizer/`` below ``folder``, each whole or not at all."""
    half = CLIPTextModel(tower.config)
    half.load_state_dict(tower.state_dict())

    def write(part: Path) -> None:
        half.to(torch.float16).save_pretrained(part)
        declare_float32(part)

    write_networks(folder / "text_encoder", write)
    write_networks(folder / "tokenizer", lambda part: save_tokenizer(tokenizer, part))
    return folder


def declare_float32(folder: Path) -> None:
    """Let a text encoder stored in float16 be read as float32, like the other parts of a checkpoint.

    Stock Diffusers reads its own networks as float32 unless told otherwise, but lets transformers read a text encoder
    as its ``config.json`` says; the two would not fit together.
    """
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | {"dtype": "float32"}
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")


class Readout(nn.Module):
    """Questions put to the token states by attention, one head each.

    Args:
        width: W of the tower.
        names: questions whose answer is a place in the sentence space, such as the first subject's name.
        choices: questions with a number of possible answers each, such as ``{"count": 6}``.
    """

    def __init__(self, width: int, names: Sequence[str], choices: dict[str, int]) -> None:
        super().__init__()
        self.names, self.choices = tuple(names), dict(choices)
        self.question_QW = nn.Parameter(torch.randn(len(names) + len(choices), width) * width**-0.5)
        self.key, self.value = nn.Linear(width, width), nn.Linear(width, width)
        self.to_sentence = nn.ModuleDict({name: nn.Linear(width, SENTENCE_WIDTH) for name in names})
        self.to_choice = nn.ModuleDict({name: nn.Linear(width, count) for name, count in choices.items()})

    def forward(self, states_BTW: Tensor) -> dict[str, Tensor]:
        """Answers by question: (B, 512) for names, logits (B, number of choices) for the others."""
        key_BTW, value_BTW = self.key(states_BTW), self.value(states_BTW)
        scores_BQT = self.question_QW @ key_BTW.transpose(1, 2) * key_BTW.shape[-1] ** -0.5
        answer_BQW = scores_BQT.softmax(-1) @ value_BTW
        heads = [*self.to_sentence.items(), *self.to_choice.items()]
        return {name: head(answer_BQW[:, place]) for place, (name, head) in enumerate(heads)}


def readout_loss(answers: dict[str, Tensor], facts: dict[str, Tensor], scale: float = 20.0) -> dict[str, Tensor]:
    """One loss per question that ``facts`` can check.

    Args:
        answers: from :class:`Readout`.
        facts: per choice question, int64 (B,) with :data:`UNKNOWN` where there is no answer; per name question, the
            right place (B, 512) and, under ``"<name>_id"``, int64 (B,) of equal ids for equal names, likewise.
    """
    losses = {}
    for name, answer in answers.items():
        if name not in facts:
            continue
        identity = facts.get(f"{name}_id")
        if identity is None:
            known = (facts[name] != UNKNOWN).sum().clamp(min=1)
            losses[name] = F.cross_entropy(answer.float(), facts[name], ignore_index=UNKNOWN, reduction="sum") / known
        elif bool((identity != UNKNOWN).any()):
            rows = identity != UNKNOWN
            same = identity[rows][:, None] == identity[rows][None]
            losses[name] = info_nce(answer[rows], facts[name][rows], scale, same)
    return losses
