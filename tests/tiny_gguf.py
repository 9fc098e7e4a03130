"""A random llama of two layers as a GGUF file that llama.cpp runs in milliseconds, and a LoRA adapter for it.

Its tokens are the 256 bytes and an end; what it writes without a schema is noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import gguf
import numpy as np

WIDTH, INNER, HEADS, LAYERS, CONTEXT = 32, 64, 2, 2, 2048
CHAT = "{% for each in messages %}{{ each.role }}: {{ each.content }}\n{% endfor %}assistant:"


class Letters:
    """The tokens of the tiny model: an end, and the 256 bytes."""

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        return {"input_ids": [1 + byte for byte in text.encode()]}

    def decode(self, ids: Sequence[int]) -> str:
        return bytes(each - 1 for each in ids if each).decode(errors="replace")


def write_model(path: Path, seed: int = 0) -> Path:
    """Write the model."""
    random = np.random.default_rng(seed)
    tokens = ["<|end|>", *_byte_names()]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL, *[gguf.TokenType.NORMAL] * 256])
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT)
    for name, shape in _shapes(len(tokens)).items():
        weights = np.ones(shape) if len(shape) == 1 else random.normal(0, shape[-1] ** -0.5, shape)
        writer.add_tensor(name, weights.astype(np.float32))
    _finish(writer)
    return path


def write_adapter(path: Path, seed: int = 1) -> Path:
    """Write a LoRA adapter of rank 2 for the queries and the inner layers, strong enough to be noticed."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 2.0)
    for name, (rows, columns) in _adapted().items():
        writer.add_tensor(f"{name}.lora_a", random.normal(0, 1, (2, columns)).astype(np.float32))
        writer.add_tensor(f"{name}.lora_b", random.normal(0, 1, (rows, 2)).astype(np.float32))
    _finish(writer)
    return path


def _shapes(words: int) -> dict[str, tuple[int, ...]]:
    square = (WIDTH, WIDTH)
    found: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (words, WIDTH),
        "output_norm.weight": (WIDTH,),
        "output.weight": (words, WIDTH),
    }
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        found |= {f"{block}.{part}_norm.weight": (WIDTH,) for part in ("attn", "ffn")}
        found |= {f"{block}.attn_{part}.weight": square for part in ("q", "k", "v", "output")}
        found |= {f"{block}.ffn_{part}.weight": (INNER, WIDTH) for part in ("gate", "up")}
        found[f"{block}.ffn_down.weight"] = (WIDTH, INNER)
    return found


def _adapted() -> dict[str, tuple[int, int]]:
    return {
        f"blk.{layer}.{name}.weight": shape
        for layer in range(LAYERS)
        for name, shape in (("attn_q", (WIDTH, WIDTH)), ("ffn_up", (INNER, WIDTH)))
    }


def _byte_names() -> list[str]:
    """What GPT-2's tokenizer calls each of the 256 bytes: printable ones by themselves, others from U+0100 on."""
    plain = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(others)) for byte in range(256)]


def _finish(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
