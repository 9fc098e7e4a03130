"""Teaches a small language model to read wishes and instructions, by low-rank adapters (LoRA, arXiv 2106.09685).

The model's own weights stay as they are; beside each of its projections two thin matrices are learned from pairs that
are made up on the fly (:mod:`danqing.data.wishes`). Only the answer's tokens count in the loss.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from danqing.core.errors import CheckpointError, RequestError
from danqing.data.wishes.pairs import HELD_OUT, Pair, Pairs
from danqing.storage.files import write_text
from danqing.training.config import LoopConfig
from danqing.training.lora_gguf import LowRankPair, read_lora_gguf, write_lora_gguf

FILE_NAME = "adapter.gguf"
_WIDTH = 16  # batches are padded to a multiple of so many tokens
_ORDER = (0, 1, 6, 7, 2, 3, 4, 5)  # of batches sorted by length: neighbours are alike, and a step sees short and long
_NEXT = 7_919_000  # from a pair that is too long to the one in its stead


class Tokens(Protocol):
    """What the trainer needs of a tokenizer."""

    def __call__(self, text: str, *, add_special_tokens: bool) -> Mapping[str, list[int]]: ...

    def decode(self, ids: Sequence[int]) -> str: ...


@dataclass(frozen=True, kw_only=True)
class LanguageConfig:
    """How a language model is taught.

    Args:
        rank: of the adapters.
        alpha: their weight is ``alpha / rank``.
        projections: the names of the linear layers that get one.
        longest: tokens of a pair; longer ones are passed over.
        num_held_out: pairs that validation measures.
        pairs_seed: of the pairs.
        loop: the training loop; its images are pairs.
    """

    rank: int = 12
    alpha: float = 24.0
    projections: tuple[str, ...] = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
    longest: int = 320
    num_held_out: int = 256
    pairs_seed: int = 0
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(num_images=1, batch_size=1))

    def __post_init__(self) -> None:
        for name in ("rank", "longest", "num_held_out"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} must be at least 1, not {getattr(self, name)}.")


class LowRank(nn.Module):
    """What is added to one projection: ``up @ down @ x``, nothing at first.

    Args:
        layer: the projection.
        rank, scale: of the adapter.
    """

    def __init__(self, layer: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self.down = nn.Parameter(torch.empty(rank, layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        """(…, in) → (…, out)."""
        return F.linear(F.linear(x, self.down.to(x.dtype)), self.up.to(x.dtype)) * self.scale


class LanguageTrainer(nn.Module):
    """Trains the adapters of ``model``.

    Args:
        model: a causal language model of Llama's form; its weights are frozen.
        tokens: its tokenizer.
        config: see there.
        ask: a pair → its question as the model is asked it, with its marks, up to where the answer begins.
        answer: a pair → the answer's text.
        end: the mark after an answer.
    """

    def __init__(
        self,
        model: nn.Module,
        tokens: Tokens,
        config: LanguageConfig,
        *,
        ask: Callable[[Pair], str],
        answer: Callable[[Pair], str],
        end: str = "<|im_end|>",
    ) -> None:
        super().__init__()
        self.config, self._tokens, self._ask, self._answer, self._end = config, tokens, ask, answer, end
        self._held_by = (model.requires_grad_(False).eval(),)  # in a tuple: no part of the checkpoints
        self._pairs = Pairs(config.pairs_seed)
        self.adapters = nn.ModuleDict()
        for name, layer in model.named_modules():
            if isinstance(layer, nn.Linear) and name.split(".")[-1] in config.projections:
                adapter = LowRank(layer, config.rank, config.alpha / config.rank)
                self.adapters[name.replace(".", "/")] = adapter
                layer.register_forward_hook(_added(adapter))
        if not self.adapters:
            raise RequestError(f"The model has none of the projections {', '.join(config.projections)}.")

    shapes_vary = True

    @property
    def model(self) -> Any:
        """The frozen model."""
        return self._held_by[0]

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """``ids`` and ``labels``, both (size, longest of them); −100 where nothing is learned.

        Eight batches share their pairs among them by length, so that little is padded.
        """
        first = index // len(_ORDER) * len(_ORDER) * size
        numbers = sorted(range(first, first + len(_ORDER) * size), key=lambda number: _length(self._pairs[number]))
        place = _ORDER[index % len(_ORDER)] * size
        return self._batch(numbers[place : place + size], width=_WIDTH)

    def compiled_parts(self) -> tuple[nn.Module, ...]:
        """The layers of the model."""
        return tuple(self.model.model.layers)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """Cross-entropy of the answers' tokens, and the part of them that is right."""
        loss, right, count = self._measure(batch)
        return loss / count, {"tokens_right": (right / count).detach()}

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """On pairs that are never learned from: the loss, and the part of tokens and of whole answers that is right."""
        totals, whole = [0.0, 0.0, 0.0], 0
        for number in range(HELD_OUT, HELD_OUT + self.config.num_held_out):
            loss, right, count = self._measure(self._batch([number]))
            totals = [total + float(each) for total, each in zip(totals, (loss, right, count), strict=True)]
            whole += int(right == count)
        return {
            "loss": totals[0] / totals[2],
            "tokens_right": totals[1] / totals[2],
            "answers_right": whole / self.config.num_held_out,
        }

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Write a few held-out pairs with the tokens that the model would have chosen."""
        lines = []
        for number in range(HELD_OUT, HELD_OUT + 8):
            batch = self._batch([number])
            chosen = self._logits(batch)[1].argmax(-1)
            pair = self._pairs[number]
            lines += [pair.text, f"  asked {self._answer(pair)}", f"  given {self._tokens.decode(chosen.tolist())}", ""]
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / f"{images_seen:09d}.txt", "\n".join(lines))

    def export(self, folder: Path) -> None:
        """Write the adapters as llama.cpp reads them."""
        folder.mkdir(parents=True, exist_ok=True)
        pairs = {
            name.replace("/", "."): LowRankPair(each.down.detach().float(), each.up.detach().float())
            for name, each in self.adapters.items()
            if isinstance(each, LowRank)
        }
        write_lora_gguf(folder / FILE_NAME, pairs, alpha=self.config.alpha, shape=self.model.config)

    def load(self, path: Path) -> None:
        """Take adapters from a file that :meth:`export` wrote.

        Raises:
            CheckpointError: it is damaged, or of another form.
        """
        pairs = read_lora_gguf(path, shape=self.model.config)
        for name, each in self.adapters.items():
            found = pairs.get(name.replace("/", "."))
            assert isinstance(each, LowRank)
            if found is None or found.down.shape != each.down.shape or found.up.shape != each.up.shape:
                raise CheckpointError(f"{path} has no adapter of rank {len(each.down)} for {name.replace('/', '.')}.")
            each.down.data.copy_(found.down)
            each.up.data.copy_(found.up)

    def _batch(self, numbers: Sequence[int], width: int = 1) -> dict[str, Tensor]:
        rows = [self._row(number) for number in numbers]
        width *= math.ceil(max(len(ids) for ids, _ in rows) / width)
        ids, labels = torch.zeros(len(rows), width, dtype=torch.long), torch.full((len(rows), width), -100)
        for place, (row, begin) in enumerate(rows):
            ids[place, : len(row)] = torch.tensor(row)
            labels[place, begin : len(row)] = ids[place, begin : len(row)]
        return {"ids": ids, "labels": labels}

    def _row(self, number: int) -> tuple[list[int], int]:
        """The tokens of a pair, and where its answer begins; the next of the sequence's end if it is too long."""
        pair = self._pairs[number]
        asked = self._tokens(self._ask(pair), add_special_tokens=False)["input_ids"]
        given = self._tokens(self._answer(pair) + self._end, add_special_tokens=False)["input_ids"]
        if len(asked) + len(given) > self.config.longest:
            return self._row(number // HELD_OUT * HELD_OUT + (number + _NEXT) % HELD_OUT)
        return [*asked, *given], len(asked)

    def _logits(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Targets (answers' tokens) and logits (answers' tokens, words); padding stands at the end, where causal
        attention never looks back from."""
        hidden = self.model.model(input_ids=batch["ids"], use_cache=False).last_hidden_state[:, :-1]
        targets = batch["labels"][:, 1:]
        learned = targets != -100
        return targets[learned], self.model.lm_head(hidden[learned]).float()

    def _measure(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        targets, logits = self._logits(batch)
        loss = F.cross_entropy(logits, targets, reduction="sum")
        right = (logits.argmax(-1) == targets).sum()
        return loss, right, torch.tensor(float(len(targets)), device=loss.device)


def _length(pair: Pair) -> float:
    """About how many tokens a pair has: a Chinese character takes several, and comes with its English word."""
    text = f"{pair.text}{pair.answer}{pair.known or ''}"
    return sum(0.25 if letter.isascii() else 4.0 for letter in text)


def _added(adapter: LowRank) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], Tensor]:
    def hook(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        added: Tensor = adapter(inputs[0])
        return output + added

    return hook
