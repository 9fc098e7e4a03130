"""From a language model in a GGUF file to an adapter that makes it the director's: the whole of a recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from danqing.backends.torch import pick_device
from danqing.core.errors import CheckpointError, RequestError
from danqing.data.wishes.pairs import Pair
from danqing.director.edit_types import Operation
from danqing.director.gloss import GlossWord
from danqing.director.plan import Plan, plan_from_data
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


@dataclass(frozen=True)
class Reading:
    """What the questions to the model are made with.

    Args:
        words: of Chinese, to explain them by.
        plan: a wish → its plan by rules.
        edit: an instruction and the plan of the picture → its operations by rules.
    """

    words: Mapping[str, GlossWord]
    plan: Callable[[str], Plan]
    edit: Callable[[str, Plan | None], Sequence[Operation]]


def run_language(
    recipe: LanguageRecipe,
    model: Path,
    reading: Reading,
    folder: Path,
    *,
    begin_with: Path | None = None,
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Teach a language model, and return the adapter's file.

    Args:
        recipe: what to do.
        model: the GGUF file.
        reading: what the questions are made with.
        folder: of the run.
        begin_with: an adapter of the same form to go on from, in a new run.
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
        ask=lambda pair: asked(pair, reading),
        answer=lambda pair: short_answer(pair.answer),
    )
    if begin_with is not None:
        trainer.load(begin_with)
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


def asked(pair: Pair, reading: Reading) -> str:
    """A pair's question with the marks of a chat; what the rules refuse has an empty draft."""
    known = pair.known or []
    if not pair.is_edit:
        return chat_text(short_messages(pair.text, reading.words, reading.plan(pair.text)))
    try:
        draft = reading.edit(pair.text, plan_from_data({"language": "en", "subjects": known}) if known else None)
    except RequestError:
        draft = ()
    return chat_text(short_edit_messages(pair.text, reading.words, draft, known))


def chat_text(messages: list[Message]) -> str:
    """Messages as SmolLM2 reads them (ChatML), up to where its answer begins."""
    said = "".join(f"<|im_start|>{each.role}\n{each.content}<|im_end|>\n" for each in messages)
    return f"{said}<|im_start|>assistant\n"
