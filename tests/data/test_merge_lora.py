"""A model with an adapter in its weights is the same as the model with the adapter beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from numpy.typing import NDArray

from danqing.core.errors import CheckpointError, RequestError
from danqing.data.merge_lora import merge_lora
from danqing.director.local import LocalProvider
from danqing.director.provider import wish_message
from danqing.director.schema import complaint
from tiny_gguf import LAYERS, write_adapter, write_model

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"color": {"enum": ["red", "blue"]}},
    "required": ["color"],
    "additionalProperties": False,
}


def weights(path: Path) -> dict[str, NDArray[np.float32]]:
    return {each.name: gguf.quants.dequantize(each.data, each.tensor_type) for each in gguf.GGUFReader(path).tensors}


def test_the_adapter_is_added_where_it_has_a_pair_and_nothing_else_changes(tmp_path: Path) -> None:
    model, adapter, merged = write_model(tmp_path / "m.gguf"), write_adapter(tmp_path / "a.gguf"), tmp_path / "out.gguf"
    merge_lora(model, adapter, merged, name="both")
    before, added, after = weights(model), weights(adapter), weights(merged)
    assert after.keys() == before.keys()
    changed = 0
    for name, base in before.items():
        wanted = base
        if f"{name}.lora_a" in added:
            wanted = base + added[f"{name}.lora_b"] @ added[f"{name}.lora_a"]  # alpha is the rank
            changed += 1
            assert np.abs(wanted - base).max() > 0.5
        step = np.abs(wanted).max() / 127  # of eight bits
        assert np.abs(after[name] - wanted).max() <= (step if base.ndim > 1 else 0)
    assert changed == 2 * LAYERS


def test_what_the_model_says_of_itself_stays_but_its_name_and_kind(tmp_path: Path) -> None:
    model, merged = write_model(tmp_path / "m.gguf"), tmp_path / "out.gguf"
    merge_lora(model, write_adapter(tmp_path / "a.gguf"), merged, name="both")
    before, after = (
        {each.name: each.contents() for each in gguf.GGUFReader(path).fields.values() if "GGUF." not in each.name}
        for path in (model, merged)
    )
    assert (after.pop("general.name"), after.pop("general.file_type")) == ("both", gguf.LlamaFileType.MOSTLY_Q8_0)
    assert after == before
    assert len(before["tokenizer.ggml.tokens"]) == 257


def test_llama_cpp_runs_it(tmp_path: Path) -> None:
    merged = tmp_path / "out.gguf"
    merge_lora(write_model(tmp_path / "m.gguf"), write_adapter(tmp_path / "a.gguf"), merged, name="both")
    held = LocalProvider(merged)
    try:
        assert complaint(held.answer([wish_message("a cat")], SCHEMA, deadline_s=60).value, SCHEMA) is None
    finally:
        held.close()


def test_an_adapter_of_another_model_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    model, other, merged = write_model(tmp_path / "m.gguf"), tmp_path / "other.gguf", tmp_path / "out.gguf"
    for stem, rows, said in (("blk.9.attn_q", 32, "has no blk.9"), ("blk.0.attn_q", 16, "another shape")):
        writer = gguf.GGUFWriter(other, "llama")
        writer.add_float32("adapter.lora.alpha", 2.0)
        writer.add_tensor(f"{stem}.weight.lora_a", np.ones((2, 32), np.float32))
        writer.add_tensor(f"{stem}.weight.lora_b", np.ones((rows, 2), np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        with pytest.raises(CheckpointError, match=said):
            merge_lora(model, other, merged, name="both")
    with pytest.raises(CheckpointError, match="no LoRA adapter"):
        merge_lora(model, model, merged, name="both")
    other.write_bytes(b"GGUF and then nothing")
    with pytest.raises(CheckpointError, match=r"other\.gguf cannot be read"):
        merge_lora(model, other, merged, name="both")
    with pytest.raises(CheckpointError, match=r"none\.gguf cannot be read"):
        merge_lora(tmp_path / "none.gguf", other, merged, name="both")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["m.gguf", "other.gguf"]


def test_without_gguf_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gguf", None)
    with pytest.raises(RequestError, match=r"pip install 'danqing\[director\]'"):
        merge_lora(tmp_path / "m.gguf", tmp_path / "a.gguf", tmp_path / "out.gguf", name="both")
