"""The text tower by itself: where its embeddings begin, and stock Stable Diffusion around it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DiffusionPipeline
from transformers import PreTrainedTokenizerFast

from danqing.training.teacher import Teacher
from danqing.training.text_tower import (
    EMBEDDING_RMS,
    TextTowerConfig,
    build_text_tower,
    save_text_tower,
    seed_embeddings,
    tokenize,
)
from danqing.training.tokenizer import train_tokenizer
from tiny import build_stable_diffusion

CONFIG = TextTowerConfig(width=32, layers=2, heads=2, inner_width=64, max_tokens=16)
WORDS = ["cat", "dog", "car", "moon", "猫", "狗", "汽车", "月亮"]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return train_tokenizer(WORDS * 4, vocabulary=330, max_tokens=16)


def test_embeddings_begin_near_their_translations(tokenizer: PreTrainedTokenizerFast) -> None:
    torch.manual_seed(0)
    tower = build_text_tower(tokenizer, CONFIG)
    seed_embeddings(tower, tokenizer, Teacher())
    ids = tokenize(tokenizer, WORDS, whole_window=False)
    assert ids.shape[1] == 3  # each word is one token between start and end
    weight = tower.get_input_embeddings().weight.detach()
    rows = torch.nn.functional.normalize(weight[ids[:, 1]], dim=-1)
    assert (rows[:4] @ rows[4:].T).argmax(1).tolist() == [0, 1, 2, 3]
    assert float(weight.pow(2).mean().sqrt()) == pytest.approx(EMBEDDING_RMS, rel=1e-4)


def test_states_before_the_end_do_not_depend_on_padding(tokenizer: PreTrainedTokenizerFast) -> None:
    torch.manual_seed(0)
    tower = build_text_tower(tokenizer, CONFIG).eval()
    short, whole = (tokenize(tokenizer, ["cat 月亮"], whole_window=each) for each in (False, True))
    assert whole.shape == (1, 16)
    with torch.no_grad():
        brief, padded = tower(short), tower(whole)
    torch.testing.assert_close(padded.last_hidden_state[:, : short.shape[1]], brief.last_hidden_state)
    torch.testing.assert_close(padded.pooler_output, brief.pooler_output)


def test_stock_stable_diffusion_opens_and_draws_with_it(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    folder = build_stable_diffusion(tmp_path / "model")
    torch.manual_seed(0)
    tower = build_text_tower(tokenizer, CONFIG).eval()
    save_text_tower(tower, tokenizer, folder)
    index = folder / "model_index.json"
    parts = json.loads(index.read_text(encoding="utf-8")) | {"tokenizer": ["transformers", "PreTrainedTokenizerFast"]}
    index.write_text(json.dumps(parts), encoding="utf-8")
    pipeline = DiffusionPipeline.from_pretrained(folder)
    pipeline.set_progress_bar_config(disable=True)
    states, _ = pipeline.encode_prompt("一只 cat 在月亮上", "cpu", 1, False)
    with torch.no_grad():
        ours = tower(tokenize(tokenizer, ["一只 cat 在月亮上"])).last_hidden_state
    torch.testing.assert_close(states.float(), ours, atol=2e-2, rtol=0)
    image = pipeline("月亮", num_inference_steps=1, output_type="np").images[0]
    assert image.shape[2] == 3
    assert bool(np.isfinite(image).all())
