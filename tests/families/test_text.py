"""Windows, chunks and weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import CLIPTokenizer

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError
from danqing.core.warnings import PromptWarning
from danqing.director.weights import BREAK, parse_weights
from danqing.families.family import Family
from danqing.families.registry import load_family
from danqing.families.text import Chunk, Windows, same_length, weigh, window_of
from tiny import build_clip_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> CLIPTokenizer:
    return build_clip_tokenizer()


@pytest.fixture(scope="module")
def family(tiny_folders: dict[str, Path]) -> Family:
    return load_family(tiny_folders["sd1"], TorchBackend(device="cpu", precision="float32"))


def context(family: Family, prompt: str, negative: str = "") -> torch.Tensor:
    return family.encode(prompt, negative)[0]["context"]


@pytest.mark.parametrize("prompt", ["", "a red cat", "一只坐在草地上的橘猫", "a  CAT\n on the grass", "naïve 🐈"])
@pytest.mark.parametrize("window", [77, 40])
def test_a_prompt_that_fits_is_read_as_the_stock_pipeline_reads_it(
    tokenizer: CLIPTokenizer, prompt: str, window: int
) -> None:
    (chunk,) = Windows(tokenizer, window).cut(parse_weights(prompt))
    stock = tokenizer(prompt, padding="max_length", max_length=window, truncation=True)
    assert list(chunk.ids) == stock["input_ids"]
    assert list(chunk.mask) == stock["attention_mask"]
    assert set(chunk.weights) == {1.0}


def test_a_long_prompt_is_cut_without_losing_a_token(tokenizer: CLIPTokenizer) -> None:
    prompt = "a red cat on the grass " * 20
    chunks = Windows(tokenizer, 40).cut(parse_weights(prompt))
    words = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    read = [i for chunk in chunks for i, real in zip(chunk.ids, chunk.mask, strict=True) if real]
    marks = {tokenizer.bos_token_id, tokenizer.eos_token_id}
    assert len(words) == 120
    assert [i for i in read if i not in marks] == words
    assert [sum(chunk.mask) for chunk in chunks] == [40, 40, 40, 8]
    assert all(len(chunk.ids) == 40 and chunk.ids[0] == tokenizer.bos_token_id for chunk in chunks)


def test_exactly_full_windows_make_no_empty_one(tokenizer: CLIPTokenizer) -> None:
    assert len(Windows(tokenizer, 40).cut(parse_weights("cat " * 38))) == 1
    assert len(Windows(tokenizer, 40).cut(parse_weights("cat " * 39))) == 2


def test_a_prompt_beyond_all_windows_is_cut_with_a_warning(tokenizer: CLIPTokenizer) -> None:
    windows = Windows(tokenizer, 40, max_chunks=2)
    with pytest.warns(PromptWarning, match=r"100 tokens.*first 76"):
        assert len(windows.cut(parse_weights("cat " * 100))) == 2


def test_each_token_has_the_weight_of_its_word(tokenizer: CLIPTokenizer) -> None:
    (chunk,) = Windows(tokenizer, 40).cut(parse_weights("a (red:1.5) cat (橘猫:0.5)"))
    pairs = [(tokenizer.decode([i]), w) for i, w in zip(chunk.ids, chunk.weights, strict=True)]
    assert pairs[1:4] == [("a", 1.0), ("red", 1.5), ("cat", 1.0)]
    inside = [w for w, real in zip(chunk.weights, chunk.mask, strict=True) if real][4:-1]
    assert inside  # the bytes of two characters
    assert set(inside) == {0.5}


def test_weights_do_not_change_which_tokens_are_read(tokenizer: CLIPTokenizer) -> None:
    windows = Windows(tokenizer, 40)
    assert windows.cut(parse_weights("a red(cat:1.4)dog"))[0].ids == windows.cut(parse_weights("a redcatdog"))[0].ids


def test_a_weight_of_1_is_exactly_the_plain_embedding(family: Family) -> None:
    plain = context(family, "a red cat")
    assert torch.equal(context(family, "a (red:1.0) cat"), plain)
    assert torch.equal(context(family, "a ([red]) cat"), plain)
    assert not torch.equal(context(family, "a (red:1.01) cat"), plain)


def test_long_and_short_prompts_share_a_length(family: Family) -> None:
    positive, negative = family.encode("cat " * 100, "dog")
    assert positive["context"].shape == negative["context"].shape == (1, 154, 32)
    alone = context(family, "dog")
    assert torch.allclose(negative["context"][:, :77], alone, atol=1e-6)
    assert torch.allclose(negative["context"][:, 77:], context(family, ""), atol=1e-6)


def test_weighing_multiplies_and_restores_the_mean() -> None:
    torch.manual_seed(0)
    embeddings = torch.randn(1, 4, 50) + 3.0
    weights = (1.0, 1.5, 0.8, 1.0)
    weighted = weigh(embeddings, [Chunk(ids=(0,) * 4, mask=(1,) * 4, weights=weights)])
    ratio = weighted / embeddings
    assert torch.allclose(weighted.mean(), embeddings.mean(), atol=1e-5)
    assert torch.allclose(ratio[0, 1] / ratio[0, 0], torch.tensor(1.5))
    assert torch.allclose(ratio[0, 2] / ratio[0, 3], torch.tensor(0.8))


def test_an_embedding_without_a_mean_is_not_blown_up() -> None:
    torch.manual_seed(0)
    embeddings = torch.nn.functional.layer_norm(torch.randn(1, 4, 50), (50,))
    weighted = weigh(embeddings, [Chunk(ids=(0,) * 4, mask=(1,) * 4, weights=(1.0, 1.5, 1.0, 1.0))])
    assert torch.equal(weighted[0, 0], embeddings[0, 0])
    assert torch.equal(weighted[0, 1], embeddings[0, 1] * 1.5)


def test_only_the_window_with_a_weight_changes() -> None:
    torch.manual_seed(0)
    embeddings = torch.randn(2, 3, 8) + 1.0
    chunks = [Chunk(ids=(0,) * 3, mask=(1,) * 3, weights=w) for w in ((1.0, 1.0, 1.0), (1.0, 2.0, 1.0))]
    weighted = weigh(embeddings, chunks)
    assert torch.equal(weighted[0], embeddings[0])
    assert not torch.allclose(weighted[1], embeddings[1])


def test_same_length_pads_the_shorter(tokenizer: CLIPTokenizer) -> None:
    windows = Windows(tokenizer, 40)
    short, long = windows.cut(parse_weights("cat")), windows.cut(parse_weights("cat " * 90))
    one, other = same_length(windows, [short, long])
    assert (len(one), len(other)) == (3, 3)
    assert one[1] == one[2] == windows.cut(parse_weights(""))[0]


def test_the_window_is_the_smaller_limit(tokenizer: CLIPTokenizer) -> None:
    assert window_of(tokenizer, 77) == 77
    assert window_of(tokenizer, 40) == 40
    unlimited = build_clip_tokenizer()
    unlimited.model_max_length = int(1e30)
    assert window_of(unlimited, 50) == 50


def test_a_window_without_room_is_refused(tokenizer: CLIPTokenizer) -> None:
    with pytest.raises(CheckpointError, match="no room"):
        Windows(tokenizer, 2)


def test_a_tokenizer_without_padding_is_refused() -> None:
    bare = build_clip_tokenizer()
    bare.pad_token = None
    with pytest.raises(CheckpointError, match="no padding token"):
        Windows(bare, 40)


def test_stable_diffusion_3_reads_long_and_weighted_prompts(tiny_folders: dict[str, Path]) -> None:
    family = load_family(tiny_folders["sd3-t5"], TorchBackend(device="cpu", precision="float32"))
    plain, weighted = context(family, "a red cat"), context(family, "a (red:1.3) cat")
    assert plain.shape == (1, 77 + 256, 64)
    assert not torch.equal(plain[:, :77], weighted[:, :77])
    assert not torch.equal(plain[:, 77:], weighted[:, 77:])
    positive, negative = family.encode("cat " * 100, "")
    assert positive["context"].shape == negative["context"].shape == (1, 2 * 77 + 256, 64)
    assert positive["pooled"].shape == (1, 48)
    with pytest.warns(PromptWarning, match="first 255"):
        family.encode("a " * 300, "")


def test_the_tokens_of_a_span_are_found(tokenizer: CLIPTokenizer) -> None:
    windows = Windows(tokenizer, 40)
    for text, part in [("a red cat", "red"), ("一只橘猫坐着", "橘猫"), ("a (red:1.3) cat", "red"), ("a rex", "rex")]:
        read = parse_weights(text)
        start = read.text.index(part)
        places = windows.positions(read, [(start, start + len(part))])
        ids = [windows.cut(read)[0].ids[place] for place in places]
        assert tokenizer.decode(ids).strip() == part
    assert windows.positions(parse_weights("a red cat"), []) == ()


def test_tokens_are_counted_over_all_windows(tokenizer: CLIPTokenizer) -> None:
    windows, text = Windows(tokenizer, 40), "a red cat " * 20 + "dog"
    (place,) = windows.positions(parse_weights(text), [(200, 203)])
    assert windows.cut(parse_weights(text))[1].ids[place - 40] == tokenizer("dog")["input_ids"][1]
    broken = parse_weights(f"a cat{BREAK}red dog")
    (dog,) = windows.positions(broken, [(10, 13)])
    assert windows.cut(broken)[1].ids[dog - 40] == tokenizer("dog")["input_ids"][1]
