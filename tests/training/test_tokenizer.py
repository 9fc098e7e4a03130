"""The bilingual tokenizer: any text round-trips, one word has one spelling, stock transformers opens it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from danqing.core.errors import CheckpointError, DataError
from danqing.training.tokenizer import END, START, load_tokenizer, normalised, save_tokenizer, train_tokenizer

NAMES = ["orange", "cat", "red", "apple", "橘猫", "草地", "苹果"] * 4
SENTENCES = ["an orange cat", "a red apple on the grass", "坐在草地上的橘猫", "一只橘猫坐在草地上"] * 9


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return train_tokenizer(NAMES, SENTENCES, vocabulary=400)


def read_back(tokenizer: PreTrainedTokenizerFast, text: str) -> str:
    found: str = tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True)
    return found


scripts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(text=scripts.filter(lambda each: "<|" not in each.lower()))
def test_any_text_in_any_script_round_trips(text: str) -> None:
    assert read_back(shared(), text) == normalised(text)


@pytest.mark.parametrize(
    "text",
    [
        "一只坐在草地上的橘猫",
        "an orange cat, sitting.",
        "👨‍👩‍👧 🎉",
        "नमस्ते",
        "ελληνικά",
        "한국어",
        "ภาษาไทย",
        "عربي",
        "3d 猫",
    ],
)
def test_usual_text_comes_back_unchanged(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    assert read_back(tokenizer, text) == normalised(text) == text.replace(" 猫", "猫")


def test_full_width_capitals_and_spaces_are_read_alike(tokenizer: PreTrainedTokenizerFast) -> None:
    plain = tokenizer("a red apple,橘猫").input_ids
    assert tokenizer("Ａ  Red\tAPPLE，  橘猫\n").input_ids == plain


def test_a_word_has_one_spelling_wherever_it_stands(tokenizer: PreTrainedTokenizerFast) -> None:
    def pieces(text: str) -> list[str]:
        found: list[str] = tokenizer.tokenize(text)
        return found

    assert pieces("cat") == pieces("an orange cat")[-1:]
    cat = pieces("橘猫")
    assert len(cat) == 1
    assert pieces("橘猫坐在草地上")[:1] == cat
    assert pieces("坐在草地上的橘猫")[-1:] == cat


def test_special_tokens_are_the_two_highest_and_frame_the_text(tokenizer: PreTrainedTokenizerFast) -> None:
    ids = tokenizer("cat", padding="max_length", max_length=8).input_ids
    assert (tokenizer.bos_token_id, tokenizer.eos_token_id) == (len(tokenizer) - 2, len(tokenizer) - 1)
    assert tokenizer.pad_token_id == tokenizer.eos_token_id
    assert ids[0] == tokenizer.bos_token_id
    assert ids[2:] == [tokenizer.eos_token_id] * 6


def test_long_text_is_cut_at_the_window_and_still_ends(tokenizer: PreTrainedTokenizerFast) -> None:
    ids = tokenizer("cat " * 100, truncation=True).input_ids
    assert len(ids) == tokenizer.model_max_length == 40
    assert ids[-1] == tokenizer.eos_token_id


def test_saved_folder_reads_alike_here_and_in_stock_transformers(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    save_tokenizer(tokenizer, tmp_path / "tokenizer")
    text = "一只 orange 猫 🐱 très joli"
    expected = tokenizer(text, padding="max_length", truncation=True).input_ids
    for again in (load_tokenizer(tmp_path / "tokenizer"), AutoTokenizer.from_pretrained(tmp_path / "tokenizer")):
        assert again(text, padding="max_length", truncation=True).input_ids == expected
        assert (again.bos_token, again.eos_token, again.pad_token) == (START, END, END)
        assert again.model_max_length == 40


def test_training_is_repeatable() -> None:
    first, second = (train_tokenizer(NAMES, SENTENCES, vocabulary=380).get_vocab() for _ in range(2))
    assert first == second


def test_no_texts_and_a_tiny_vocabulary_are_refused() -> None:
    with pytest.raises(DataError, match="no texts"):
        train_tokenizer([])
    with pytest.raises(ValueError, match="at least 258"):
        train_tokenizer(NAMES, SENTENCES, vocabulary=257)


def test_missing_and_broken_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"no tokenizer\.json"):
        load_tokenizer(tmp_path)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(CheckpointError, match="cannot be read"):
        load_tokenizer(tmp_path)


_SHARED: list[PreTrainedTokenizerFast] = []


def shared() -> PreTrainedTokenizerFast:
    """One tokenizer for all examples that hypothesis draws."""
    if not _SHARED:
        _SHARED.append(train_tokenizer(NAMES, SENTENCES, vocabulary=400))
    return _SHARED[0]
