"""The bilingual tokenizer: byte-level BPE in which Chinese and English words look the same wherever they stand.

CLIP's own tokenizer marks the end of each word, so that a Chinese character has one token inside a phrase and another
at its end. Here an English word carries the space before it (also at the very beginning) and a run of Chinese
characters carries nothing: one word, one spelling. Every byte is a token, so any text in any script can be written and
read back; there is no unknown token.

Stock ``transformers`` loads the saved folder with ``AutoTokenizer``, stock Diffusers inside a Stable Diffusion folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from danqing.core.errors import CheckpointError, DataError
from danqing.storage.files import write_text

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

START, END = "<|startoftext|>", "<|endoftext|>"
MAX_TOKENS = 40
VOCABULARY = 8192
SMALLEST_VOCABULARY = 256 + 2  # every byte, start and end

_PIECES = (
    r" ?[[\p{L}\p{M}]&&[^\p{Han}]]+"  # a word with the space before it
    r"|\p{Han}+"  # a run of Chinese characters
    r"| ?\p{N}"  # one digit
    r"| ?[^\s\p{L}\p{M}\p{N}]+"  # punctuation, emoji, symbols
    r"|\s+"
)
_HAN = re.compile(r"([\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def _empty() -> Tokenizer:
    """The pipeline around a BPE model that has learned nothing yet."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),  # full-width letters and punctuation become ordinary ones
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
            normalizers.Prepend(" "),
            normalizers.Replace(Regex(r" +(?=\p{Han})"), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.Sequence([decoders.ByteLevel(), decoders.Strip(" ", 1, 0)])
    return tokenizer


def train_tokenizer(
    names: Iterable[str],
    sentences: Iterable[str] = (),
    *,
    vocabulary: int = VOCABULARY,
    max_tokens: int = MAX_TOKENS,
) -> PreTrainedTokenizerFast:
    """Learn the merges from texts in both languages.

    Args:
        names: words and names of things, one each; frequent ones may come more than once. A Chinese name may become one
            token.
        sentences: captions and other running text. Chinese characters count one by one here, as no spaces show where a
            word ends: a merge across words would give a name another spelling beside each neighbour.
        vocabulary: number of tokens at most, start and end included; fewer if the texts do not yield as many.
        max_tokens: the encoder's window; ``model_max_length`` of the result.

    Raises:
        DataError: there are no texts.
        ValueError: the vocabulary is too small to hold every byte.
    """
    if vocabulary < SMALLEST_VOCABULARY:
        raise ValueError(f"the vocabulary must hold at least {SMALLEST_VOCABULARY} tokens, not {vocabulary}.")
    texts = [*names, *(part for sentence in sentences for part in _HAN.split(sentence) if part.strip())]
    if not texts:
        raise DataError("There are no texts to learn a tokenizer from; build a data pack first.")
    tokenizer = _empty()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - 2,
        min_frequency=2,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer, length=len(texts))
    return _wrap(tokenizer, max_tokens)


def _wrap(tokenizer: Tokenizer, max_tokens: int) -> PreTrainedTokenizerFast:
    """Add start and end (the two highest ids, as in CLIP) and dress it as a transformers tokenizer."""
    from transformers import PreTrainedTokenizerFast

    tokenizer.add_special_tokens([AddedToken(each, normalized=False, special=True) for each in (START, END)])
    start, end = tokenizer.token_to_id(START), tokenizer.token_to_id(END)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}",
        pair=f"{START} $A {END} $B {END}",
        special_tokens=[(START, start), (END, end)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=START,
        eos_token=END,
        pad_token=END,
        model_max_length=max_tokens,
        padding_side="right",
        truncation_side="right",
        clean_up_tokenization_spaces=False,
    )


def save_tokenizer(tokenizer: PreTrainedTokenizerFast, folder: Path) -> Path:
    """Write ``tokenizer.json`` and ``tokenizer_config.json`` as stock transformers reads them; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": tokenizer.model_max_length,
        "bos_token": START,
        "eos_token": END,
        "pad_token": END,
        "padding_side": "right",
        "truncation_side": "right",
        "clean_up_tokenization_spaces": False,
    }
    write_text(folder / "tokenizer.json", tokenizer.backend_tokenizer.to_str())
    write_text(folder / "tokenizer_config.json", json.dumps(config, indent=2) + "\n")
    return folder


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """Read what :func:`save_tokenizer` wrote.

    Raises:
        CheckpointError: the folder or its ``tokenizer.json`` is missing or broken.
    """
    from transformers import PreTrainedTokenizerFast

    if not (folder / "tokenizer.json").is_file():
        raise CheckpointError(f"{folder} holds no tokenizer.json; name a folder that save_tokenizer wrote.")
    try:
        Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the Rust reader raises bare Exception
        raise CheckpointError(
            f"{folder / 'tokenizer.json'} cannot be read ({error}); train the tokenizer again."
        ) from None
    tokenizer: PreTrainedTokenizerFast = PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
    return tokenizer


def normalised(text: str) -> str:
    """The text as the tokenizer reads it and gives it back: NFKC, lower case, single spaces, none before Chinese."""
    result: str = _empty().normalizer.normalize_str(text)
    return result.removeprefix(" ")
