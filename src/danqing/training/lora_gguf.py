"""Low-rank adapters of a Llama model as a GGUF file, which llama.cpp loads beside the model.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, and llama.cpp's ``convert_lora_to_gguf.py`` for the
names. llama.cpp turns pairs of neighbouring values where Llama's published weights turn halves, so the rows of the
queries' and keys' projections are reordered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import gguf
import torch
from torch import Tensor

from danqing.core.errors import CheckpointError
from danqing.storage.files import write_atomically

_NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip


class LowRankPair(NamedTuple):
    """The two matrices of an adapter: down (rank, in) and up (out, rank), both float32."""

    down: Tensor
    up: Tensor


class LlamaShape(Protocol):
    """What is needed of a Llama configuration."""

    num_attention_heads: int
    num_key_value_heads: int


def write_lora_gguf(
    path: Path, pairs: Mapping[str, LowRankPair], *, alpha: float, shape: LlamaShape, name: str = "danqing-director"
) -> None:
    """Write adapters in 8 bits (``Q8_0``), or float16 where the rows are no multiple of 32.

    Args:
        path: of the file; an existing one is replaced.
        pairs: name of the layer in Transformers' model ("model.layers.0.mlp.up_proj") → its adapter.
        alpha: the adapters' weight is ``alpha / rank``.
        shape: the model's configuration.
        name: of the adapter, in the file.

    Raises:
        CheckpointError: a layer is none that llama.cpp knows.
    """
    tensors = {}
    for layer, pair in pairs.items():
        stem = _stem(layer)
        up = pair.up
        if stem.endswith(("attn_q", "attn_k")):
            heads = shape.num_attention_heads if stem.endswith("attn_q") else shape.num_key_value_heads
            up = interleaved(up, heads)
        tensors[f"{stem}.weight.lora_a"] = pair.down
        tensors[f"{stem}.weight.lora_b"] = up

    def write(temporary: Path) -> None:
        writer = gguf.GGUFWriter(temporary, "llama")
        writer.add_type(gguf.GGUFType.ADAPTER)
        writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
        writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
        writer.add_name(name)
        for key, value in tensors.items():
            kind = gguf.GGMLQuantizationType.Q8_0 if value.shape[1] % 32 == 0 else gguf.GGMLQuantizationType.F16
            writer.add_tensor(key, gguf.quants.quantize(value.cpu().contiguous().numpy(), kind), raw_dtype=kind)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()

    write_atomically(path, write)


def read_lora_gguf(path: Path, *, shape: LlamaShape) -> dict[str, LowRankPair]:
    """Name of the layer → its adapter, from a file that :func:`write_lora_gguf` wrote.

    Raises:
        CheckpointError: it cannot be read.
    """
    try:
        tensors = {
            each.name: gguf.quants.dequantize(each.data, each.tensor_type) for each in gguf.GGUFReader(path).tensors
        }
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise CheckpointError(f"{path} cannot be read as an adapter: {error}") from None
    layers = {ours: theirs for theirs, ours in _NAMES.items()}
    found = {}
    for name in (name.removesuffix(".lora_a") for name in tensors if name.endswith(".lora_a")):
        match = re.fullmatch(r"blk\.(\d+)\.(\w+)\.weight", name)
        if match is None or match[2] not in layers or f"{name}.lora_b" not in tensors:
            raise CheckpointError(f"{path} has an adapter for {name}, which is no layer of ours.")
        down, up = (torch.from_numpy(tensors[f"{name}.{part}"].copy()) for part in ("lora_a", "lora_b"))
        if match[2] in ("attn_q", "attn_k"):
            heads = shape.num_attention_heads if match[2] == "attn_q" else shape.num_key_value_heads
            up = up.reshape(heads, -1, 2, up.shape[1]).transpose(1, 2).reshape(up.shape)
        found[f"model.layers.{match[1]}.{layers[match[2]]}"] = LowRankPair(down.float(), up.float())
    return found


def interleaved(rows: Tensor, heads: int) -> Tensor:
    """Rows (heads × size, …) in which each head's two halves are brought together value by value."""
    size = rows.shape[0] // heads
    return rows.reshape(heads, 2, size // 2, *rows.shape[1:]).transpose(1, 2).reshape(rows.shape)


def _stem(layer: str) -> str:
    found = re.fullmatch(r"model\.layers\.(\d+)\.(\w+\.\w+)", layer)
    if found is None or found[2] not in _NAMES:
        raise CheckpointError(f"llama.cpp knows no layer like {layer}.")
    return f"blk.{found[1]}.{_NAMES[found[2]]}"
