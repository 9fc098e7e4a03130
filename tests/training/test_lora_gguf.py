"""Adapters written for llama.cpp act there as they do in PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import xllamacpp

from danqing.core.errors import CheckpointError
from danqing.director.schema import complaint
from danqing.director.short_form import short_schema
from danqing.training.language import FILE_NAME, LanguageConfig, LanguageTrainer, LowRank
from danqing.training.language_run import load_network
from danqing.training.lora_gguf import LowRankPair, interleaved, read_lora_gguf, write_lora_gguf
from tiny_gguf import HEADS, Letters, write_model

ASKED = ("a cat on a mat", "two dogs", "three", "a red house by", "x", "the moon is up", "1 2 3", "snow")


def test_the_next_letters_are_as_likely_in_llama_cpp_as_in_pytorch(tmp_path: Path) -> None:
    path = write_model(tmp_path / "tiny.gguf")
    network = load_network(path).float()
    config = LanguageConfig(rank=32, alpha=64.0, num_held_out=2)
    trainer = LanguageTrainer(network, Letters(), config, ask=lambda pair: "", answer=lambda pair: "", end="")
    chance = torch.Generator().manual_seed(3)
    for adapter in trainer.adapters.values():
        assert isinstance(adapter, LowRank)
        adapter.up.data = 0.04 * torch.randn(adapter.up.shape, generator=chance)
    trainer.export(tmp_path)
    compared = 0
    for text in ASKED:
        ids = torch.tensor([Letters()(text, add_special_tokens=False)["input_ids"]])
        with torch.no_grad():
            ours = network(input_ids=ids).logits[0, -1].log_softmax(-1)
        theirs, plain = _likely(path, tmp_path / FILE_NAME, text), _likely(path, None, text)
        if theirs and plain:
            compared += 1
            assert max(abs(float(ours[token]) - value) for token, value in theirs.items()) < 0.1
            assert max(abs(float(ours[token]) - value) for token, value in plain.items()) > 0.2
    assert compared


def test_halves_of_a_head_are_brought_together() -> None:
    rows = torch.arange(HEADS * 6)[:, None]
    assert interleaved(rows, HEADS)[:, 0].tolist() == [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    chance = torch.Generator().manual_seed(1)
    pairs = {
        f"model.layers.0.{name}": LowRankPair(
            torch.randn(32, 32, generator=chance), torch.randn(rows, 32, generator=chance)
        )
        for name, rows in (("self_attn.q_proj", 32), ("self_attn.k_proj", 32), ("mlp.up_proj", 64))
    }
    write_lora_gguf(tmp_path / "a.gguf", pairs, alpha=1, shape=_Shape())
    read = read_lora_gguf(tmp_path / "a.gguf", shape=_Shape())
    assert read.keys() == pairs.keys()
    for name, pair in pairs.items():
        for before, after in zip(pair, read[name], strict=True):
            assert torch.allclose(before, after, atol=0.03)  # eight bits


def test_a_file_that_is_no_adapter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_bytes(b"GGUF and then nothing")
    with pytest.raises(CheckpointError, match=r"a\.gguf cannot be read as an adapter"):
        read_lora_gguf(tmp_path / "a.gguf", shape=_Shape())


def test_a_layer_of_another_kind_is_refused(tmp_path: Path) -> None:
    pair = LowRankPair(torch.zeros(4, 32), torch.zeros(32, 4))
    with pytest.raises(CheckpointError, match=r"knows no layer like model\.layers\.0\.mlp\.router"):
        write_lora_gguf(tmp_path / "x.gguf", {"model.layers.0.mlp.router": pair}, alpha=1, shape=_Shape())
    assert not (tmp_path / "x.gguf").exists()


def test_the_short_form_has_no_language() -> None:
    assert complaint({"subjects": [{"name": "cat"}]}, short_schema()) is None
    assert complaint({"language": "en", "subjects": []}, short_schema()) is not None


class _Shape:
    num_attention_heads = num_key_value_heads = HEADS


def _likely(model: Path, adapter: Path | None, text: str) -> dict[int, float]:
    """Token → natural logarithm of its probability after a text, of the forty likeliest.

    Nothing where the likeliest is a byte of a letter that is not whole: llama.cpp then tells no probabilities."""
    settings = xllamacpp.CommonParams()
    settings.model.path = str(model)
    if adapter is not None:
        settings.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0)]
    settings.n_ctx, settings.n_parallel, settings.verbosity, settings.warmup = 256, 1, 0, False
    settings.fit_params = False
    found: list[dict[str, Any]] = []
    server = xllamacpp.Server(settings)
    asked = {"prompt": text, "n_predict": 1, "logprobs": 40, "temperature": 0.0, "stream": False}
    server.handle_completions(asked, found.append)
    told = found[-1]["choices"][0]["logprobs"]
    return {each["id"]: each["logprob"] for each in told["content"][0]["top_logprobs"]} if told else {}
