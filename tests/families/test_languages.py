"""Which models read Chinese: by what they say, by the styles they were taught, by their tokenizers."""

from __future__ import annotations

from pathlib import Path

import pytest
from transformers import AutoTokenizer

from danqing.core.errors import CheckpointError
from danqing.families.checkpoint import Checkpoint
from danqing.families.languages import reads_chinese
from danqing.families.models import find_model
from tiny import build_clip_tokenizer


def checkpoint(**defaults: object) -> Checkpoint:
    return Checkpoint(folder=Path("model"), class_name="StableDiffusionPipeline", components={}, defaults=defaults)


def test_tokenizers_tell() -> None:
    mini = AutoTokenizer.from_pretrained(find_model("danqing-mini") / "tokenizer")
    clip = build_clip_tokenizer()
    assert reads_chinese(checkpoint(), mini)
    assert not reads_chinese(checkpoint(), clip)
    assert reads_chinese(checkpoint(), clip, mini), "one of several encoders is enough"


def test_what_a_checkpoint_says_goes_before_its_tokenizer() -> None:
    clip = build_clip_tokenizer()
    assert reads_chinese(checkpoint(languages=["en", "zh"]), clip)
    assert not reads_chinese(checkpoint(languages=["en"], styles={"flat": {"en": "flat", "zh": "扁平"}}), clip)
    assert reads_chinese(checkpoint(styles={"flat": {"en": "flat", "zh": "扁平"}}), clip)


@pytest.mark.parametrize("languages", ["zh", [1], {"zh": True}])
def test_languages_are_a_list(languages: object) -> None:
    with pytest.raises(CheckpointError, match="must be a list"):
        reads_chinese(checkpoint(languages=languages), build_clip_tokenizer())
