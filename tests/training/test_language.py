"""The trainer of the director's language model, on a tiny random one."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from torch import nn

from danqing.core.errors import CheckpointError, RequestError
from danqing.data.wishes.pairs import Pair
from danqing.director.edit_types import Operation
from danqing.director.plan import Plan, Subject
from danqing.director.provider import Message
from danqing.recipes.director import smoke_director
from danqing.training.config import LoopConfig
from danqing.training.language import LanguageConfig, LanguageTrainer, LowRank
from danqing.training.language_run import Reading, asked, chat_text, load_network
from danqing.training.loop import train
from tiny_gguf import Letters, write_model

LOOP = LoopConfig(
    num_images=24, batch_size=4, learning_rate=1e-2, warmup_images=1, ema_images=0, precision="no", log_images=8,
    validate_images=0, decay="constant",
)  # fmt: skip


@pytest.fixture
def trainer(tmp_path: Path) -> LanguageTrainer:
    config = LanguageConfig(rank=4, longest=4000, num_held_out=2, loop=LOOP)
    network = load_network(write_model(tmp_path / "tiny.gguf")).float()
    torch.manual_seed(0)
    return LanguageTrainer(
        network,
        Letters(),
        config,
        ask=lambda pair: f"{pair.text}\n",
        answer=lambda pair: json.dumps(pair.answer),
        end="\0",
    )


def test_only_the_adapters_learn_and_the_loss_falls(trainer: LanguageTrainer, tmp_path: Path) -> None:
    before = {name: each.clone() for name, each in trainer.model.state_dict().items()}
    first = trainer.validate()["loss"]
    figures = train(trainer, LOOP, tmp_path / "run")
    assert figures["loss"] < first - 0.2
    assert all(torch.equal(before[name], each) for name, each in trainer.model.state_dict().items())
    assert all(name.startswith("adapters.") for name in trainer.state_dict())
    assert (tmp_path / "run" / "best" / "adapter.gguf").read_bytes()[:4] == b"GGUF"


def test_only_answers_are_learned(trainer: LanguageTrainer) -> None:
    batch = trainer.batch(0, 3)
    for ids, labels in zip(batch["ids"], batch["labels"], strict=True):
        learned = labels[labels != -100]
        text = Letters().decode(learned.tolist())
        assert text.startswith("{")
        assert text.endswith("\0")
        assert torch.equal(ids[labels != -100], learned)


def test_padding_changes_nothing(trainer: LanguageTrainer) -> None:
    with torch.no_grad():
        alone = trainer._measure(trainer._batch([3]))[0]
        together = trainer._measure(trainer._batch([3, 4]))[0] - trainer._measure(trainer._batch([4]))[0]
    assert abs(float(alone - together)) < 1e-3 * float(alone)


def test_pairs_that_are_too_long_are_passed_over(trainer: LanguageTrainer) -> None:
    trainer.config = dataclasses.replace(trainer.config, longest=150)
    assert trainer.batch(0, 8)["ids"].shape[1] <= 160  # padded to a multiple of 16


def test_a_model_without_such_projections_is_refused(tmp_path: Path) -> None:
    network = load_network(write_model(tmp_path / "tiny.gguf"))
    config = dataclasses.replace(smoke_director().training, projections=("router",))
    with pytest.raises(RequestError, match="none of the projections router"):
        LanguageTrainer(network, Letters(), config, ask=lambda pair: "", answer=lambda pair: "")


def test_training_goes_on_from_an_adapter(trainer: LanguageTrainer, tmp_path: Path) -> None:
    chance = torch.Generator().manual_seed(1)
    for adapter in trainer.adapters.values():
        assert isinstance(adapter, LowRank)
        adapter.up.data = torch.randn(adapter.up.shape, generator=chance)
    before = trainer.validate()["loss"]
    trainer.export(tmp_path)
    for adapter in trainer.adapters.values():
        assert isinstance(adapter, LowRank)
        adapter.up.data.zero_()
    trainer.load(tmp_path / "adapter.gguf")
    assert trainer.validate()["loss"] == pytest.approx(before, rel=0.02)
    trainer.adapters["model/layers/0/mlp/up_proj"] = LowRank(nn.Linear(32, 64), 3, 1.0)
    with pytest.raises(CheckpointError, match=r"no adapter of rank 3 for model\.layers\.0\.mlp\.up_proj"):
        trainer.load(tmp_path / "adapter.gguf")


def test_a_question_holds_what_the_rules_read() -> None:
    reading = Reading({}, lambda wish: Plan(language="en", subjects=(Subject(name=wish),)), _refuse)
    wish, edit = (Pair("cat", {}, None, is_edit=each) for each in (False, True))
    assert '"cat"\n{"subjects":[{"name":"cat"}]}' in asked(wish, reading)
    assert '"cat"\n{"edits":[]}' in asked(edit, reading)


def _refuse(instruction: str, known: Plan | None) -> list[Operation]:
    raise RequestError("Nothing is understood.")


def test_the_marks_of_a_chat() -> None:
    said = chat_text([Message("system", "plan"), Message("user", '"a cat"')])
    assert said == '<|im_start|>system\nplan<|im_end|>\n<|im_start|>user\n"a cat"<|im_end|>\n<|im_start|>assistant\n'
