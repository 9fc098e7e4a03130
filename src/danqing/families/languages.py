"""Which languages a model reads: told by its checkpoint, or by its tokenizers.

A checkpoint may say so in its ``danqing.json``: ``"languages": ["en", "zh"]``. Where it does not, one that was taught
styles in Chinese reads Chinese, and else one whose tokenizer does not take Chinese to pieces of bytes.
"""

from __future__ import annotations

from typing import Any

from danqing.core.errors import CheckpointError
from danqing.families.checkpoint import Checkpoint

# Everyday words; a tokenizer that was made for Chinese too has most of these characters, or whole words.
PROBE = "一只猫和狗在山上，水边的花草树木，天空中的月亮，红色房子，女孩，春天，风景"
MAX_TOKENS_PER_CHARACTER = 1.5  # bytes make 3, CLIP's tokenizer about 2, those that know Chinese 1 and less
MAX_UNKNOWN = 0.2


def reads_chinese(checkpoint: Checkpoint, *tokenizers: Any) -> bool:
    """Whether a model reads Chinese as well as English.

    Args:
        checkpoint: of the model.
        tokenizers: of its text encoders, of the ``transformers`` library.

    Raises:
        CheckpointError: what the checkpoint says of its languages is no list.
    """
    said = checkpoint.defaults.get("languages")
    if said is not None:
        if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
            raise CheckpointError(
                f'The languages in {checkpoint.folder / "danqing.json"} must be a list such as ["en", "zh"]; correct '
                f"or delete them."
            )
        return "zh" in said
    return bool(checkpoint.defaults.get("styles")) or any(map(_made_for_chinese, tokenizers))


def _made_for_chinese(tokenizer: Any) -> bool:
    tokens = tokenizer(PROBE, add_special_tokens=False, verbose=False)["input_ids"]
    unknown = sum(each == tokenizer.unk_token_id for each in tokens)
    few = len(PROBE) / 4 < len(tokens) <= MAX_TOKENS_PER_CHARACTER * len(PROBE)
    return few and unknown <= MAX_UNKNOWN * len(tokens)
