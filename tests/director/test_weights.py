from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danqing.core.warnings import PromptWarning
from danqing.director.weights import MAX_WEIGHT, WeightedText, parse_weights


def spans(prompt: str) -> list[tuple[str, float]]:
    return [(span.text, round(span.weight, 6)) for span in parse_weights(prompt).spans]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat", [("a cat", 1.0)]),
        ("a (cat)", [("a ", 1.0), ("cat", 1.1)]),
        ("a ((cat)) here", [("a ", 1.0), ("cat", 1.21), (" here", 1.0)]),
        ("a (cat:1.3)", [("a ", 1.0), ("cat", 1.3)]),
        ("(a cat : 0.5 )", [("a cat ", 0.5)]),
        ("(cat:-1)", [("cat", -1.0)]),
        ("[cat]", [("cat", round(1 / 1.1, 6))]),
        ("([cat])", [("cat", 1.0)]),
        ("(a (big:2) cat)", [("a ", 1.1), ("big", 2.2), (" cat", 1.1)]),
        (r"a \(cat\) \[x\] \\", [(r"a (cat) [x] \\"[:-1], 1.0)]),
        (r"(cat\):1.2)", [("cat)", 1.2)]),
        ("一只(橘猫:1.5)", [("一只", 1.0), ("橘猫", 1.5)]),
        ("(cat", [("cat", 1.1)]),
        ("cat)", [("cat)", 1.0)]),
        ("cat]", [("cat]", 1.0)]),
        ("cat:1.3)", [("cat:1.3)", 1.0)]),
        ("(cat:big)", [("cat:big", 1.1)]),
        ("(cat:1.3.2)", [("cat:1.3.2", 1.1)]),
        ("at 5:30", [("at 5:30", 1.0)]),
        (r"C:\dir", [(r"C:\dir", 1.0)]),
        ("()", []),
        ("(:1.3)", []),
    ],
)
def test_grammar(prompt: str, expected: list[tuple[str, float]]) -> None:
    assert spans(prompt) == expected


@given(st.text(alphabet="ab 猫:.1-()[]\\", max_size=60))
def test_any_text_is_read_and_keeps_its_letters(prompt: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PromptWarning)
        read = parse_weights(prompt)
    assert [c for c in read.text if c in "ab猫"] == [c for c in prompt if c in "ab猫"]
    assert all(abs(span.weight) <= MAX_WEIGHT for span in read.spans)
    assert all(left.weight != right.weight for left, right in zip(read.spans, read.spans[1:], strict=False))


@given(st.text(alphabet=st.characters(exclude_characters="()[]\\"), min_size=1, max_size=60))
def test_text_without_brackets_is_untouched(prompt: str) -> None:
    read = parse_weights(prompt)
    assert read.text == prompt
    assert read.is_neutral


@pytest.mark.parametrize("prompt", ["(" * 4000 + "x", "[" * 4000 + "x", "(x:99999999999999999999999999)", "()" * 2000])
def test_extremes_stay_finite(prompt: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PromptWarning)
        assert all(abs(span.weight) <= MAX_WEIGHT for span in parse_weights(prompt).spans)


def test_a_weight_beyond_reason_is_limited_with_a_warning() -> None:
    with pytest.warns(PromptWarning, match="limited"):
        assert spans("(cat:50)") == [("cat", 10.0)]


def test_weight_at_reads_the_span_of_a_token() -> None:
    read: WeightedText = parse_weights("a (big cat:1.5) sat")
    assert read.text == "a big cat sat"
    assert read.weight_at(0, 1) == 1.0
    assert read.weight_at(1, 5) == 1.5  # " big" as byte-level tokenizers cut it
    assert read.weight_at(6, 9) == 1.5
    assert read.weight_at(9, 13) == 1.0
