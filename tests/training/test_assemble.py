"""How the parts of a checkpoint are stored."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import CLIPTextConfig, CLIPTextModel

from danqing.training.assemble import narrow
from danqing.training.text_tower import declare_float32


def test_a_narrow_text_tower_is_half_as_large_and_says_the_same(tmp_path: Path) -> None:
    torch.manual_seed(0)
    config = CLIPTextConfig(
        vocab_size=400, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=12
    )  # fmt: skip
    tower = CLIPTextModel(config).eval().to(torch.float16)
    tower.save_pretrained(tmp_path)
    declare_float32(tmp_path)
    file = tmp_path / "model.safetensors"
    ids = torch.tensor([[1, 7, 300, 12, 399]])
    with torch.no_grad():
        before = CLIPTextModel.from_pretrained(tmp_path)(ids).last_hidden_state
    size = file.stat().st_size
    narrow(file)
    assert file.stat().st_size < 0.7 * size  # names and shapes take their share in so small a tower
    with torch.no_grad():
        read = CLIPTextModel.from_pretrained(tmp_path)
        after = read(ids).last_hidden_state
    assert {each.dtype for each in read.parameters()} == {torch.float32}
    cosine = torch.nn.functional.cosine_similarity(before.flatten(1), after.flatten(1))
    assert 0.99 < float(cosine) < 1
