"""From a language model in a GGUF file to an adapter that makes it the director's: the whole of a recipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from danqing.backends.torch import pick_device
from danqing.core.errors import CheckpointError
from danqing.data.wishes.pairs import Pair
from danqing.director.gloss import GlossWord
from danqing.director.provider import Message
from danqing.director.short_form import short_answer, short_edit_messages, short_messages
from danqing.training.language import FILE_NAME, LanguageConfig, LanguageTrainer, Tokens
from danqing.training.loop import Progress, train


@dataclass(frozen=True, kw_only=True)
class LanguageRecipe:
    """A complete plan for the director's adapter.

    Args:
        name, description: as listed; the description says how long it takes and on what.
        training: settings of the trainer.
    """

    name: str
    description: str
    training: LanguageConfig


def run_language(
    recipe: LanguageRecipe,
    model: Path,
    words: dict[str, GlossWord],
    folder: Path,
    *,
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Teach a language model, and return the adapter's file.

    Args:
        recipe: what to do.
        model: the GGUF file.
        words: of Chinese, to explain them by.
        folder: of the run.
        resume: go on with what is there.
        time_limit_s: stop cleanly after so many seconds.
        on_progress: see :func:`danqing.training.loop.train`.

    Raises:
        CheckpointError: the model cannot be read.
        As :func:`danqing.training.loop.train`.
    """
    torch.manual_seed(recipe.training.loop.seed)
    trainer = LanguageTrainer(
        load_network(model),
        load_tokens(model),
        recipe.training,
        ask=lambda pair: asked(pair, words),
        answer=lambda pair: short_answer(pair.answer),
    )
    train(
        trainer,
        recipe.training.loop,
        folder / "training",
        resume=resume,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
    )
    return folder / "training" / "best" / FILE_NAME


def load_network(path: Path) -> torch.nn.Module:
    """A causal language model in bfloat16 from a GGUF file.

    Raises:
        CheckpointError: it cannot be read.
    """
    from transformers import AutoModelForCausalLM, GgufConfig

    try:
        network: torch.nn.Module = AutoModelForCausalLM.from_pretrained(
            path.parent,
            gguf_file=path.name,
            dtype=torch.bfloat16,
            attn_implementation="eager",  # faster here than the fused one, whose backward pass is slow on CPUs
            quantization_config=GgufConfig(dequantize=True),
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise CheckpointError(f"{path} cannot be read as a language model: {error}") from None
    return network.to(pick_device())


def load_tokens(path: Path) -> Tokens:
    """The tokenizer in a GGUF file.

    Raises:
        CheckpointError: it holds none that can be read.
    """
    from transformers import AutoTokenizer

    try:
        tokens: Tokens = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise CheckpointError(f"{path} holds no tokenizer that can be read: {error}") from None
    return tokens


def asked(pair: Pair, words: dict[str, GlossWord]) -> str:
    """A pair's question with the marks of a chat."""
    messages = (
        short_edit_messages(pair.text, words, pair.known or ()) if pair.is_edit else short_messages(pair.text, words)
    )
    return chat_text(messages)


def chat_text(messages: list[Message]) -> str:
    """Messages as SmolLM2 reads them (ChatML), up to where its answer begins."""
    said = "".join(f"<|im_start|>{each.role}\n{each.content}<|im_end|>\n" for each in messages)
    return f"{said}<|im_start|>assistant\n"
