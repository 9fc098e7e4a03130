from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.core.errors import RequestError
from danqing.core.warnings import PromptWarning
from danqing.director.moments import filled, text_at, words_of
from danqing.director.permutations import expand
from danqing.director.prompt_grammar import escape, parse, parse_parts, parse_pieces, render, render_parts
from danqing.director.prompt_types import Adapter, Alternation, Part, Schedule, When, Wildcard
from danqing.director.weights import parse_weights

T = TypeVar("T")
MARKS = [
    *"()[]{}<>|:,_-\\ .1ab猫",
    *"（）［］【】｛｝｜：，、—",
    " AND ", " BREAK ", "::", "::2 ", ":0.5]", ":30%]", ":1.3)", "：1.3）", "__animal__", "<lora:a:0.8>",
    " --ar 3:2", "——ar 3：2", " --no x, y", " --tile", " --seed 7", "a.png ", "https://a.b/c ", "{a, b}",
]  # fmt: skip
WRITTEN = st.lists(st.sampled_from(MARKS), max_size=14).map("".join)


def _text(part: Part) -> str:
    return "".join(piece if isinstance(piece, str) else repr(piece) for piece in part.pieces)


@pytest.mark.parametrize(
    "text",
    [
        "an orange cat sitting on the grass",
        "一只坐在草地上的橘猫，水彩画风格：明亮、清新（高清）",
        "a (red:1.2) cat, ((blue)) [dog] \\(x\\)",
        "((((",
        "[" * 2000 + "x" + "]" * 2000,
        "at 5:30 (cat:big) {x} 50% off | or not <b> a_b __ C:\\dir",
        "well--known, an — dash —— 破折号 – and -- two",
        "CANDY ANDROID BREAKFAST and break",
    ],
)
def test_a_plain_prompt_is_one_text_that_is_read_as_before(text: str) -> None:
    prompt = parse(text)
    assert prompt.is_plain
    assert prompt.parts[0].pieces == (text,)
    assert not prompt.parameters
    assert expand(text) == (text,)
    assert words_of(text) == parse_weights(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a [cat:dog:0.5]!", ("a ", Schedule(("cat",), ("dog",), When("0.5")), "!")),
        ("[cat:0.5]", (Schedule((), ("cat",), When("0.5")),)),
        ("[cat::3]", (Schedule(("cat",), (), When("3")),)),
        ("[猫：狗：50%]", (Schedule(("猫",), ("狗",), When("50%")),)),
        ("【猫：狗：０．５】", (Schedule(("猫",), ("狗",), When("0.5")),)),
        ("[a|b]", (Alternation((("a",), ("b",))),)),
        ("【晴天｜雨天｜】", (Alternation((("晴天",), ("雨天",), ())),)),
        ("[a:[b|c]:0.2]", (Schedule(("a",), (Alternation((("b",), ("c",))),), When("0.2")),)),
        ("[(a:1.2):b:0.2]", (Schedule(("(a:1.2)",), ("b",), When("0.2")),)),
        ("([a|b]:1.2)", ("(", Alternation((("a",), ("b",))), ":1.2)")),
        ("__animal__ and __颜色__", (Wildcard("animal"), " and ", Wildcard("颜色"))),
        ("__a/b__", (Wildcard("a/b"),)),
        ("（猫：1.3）", ("(猫:1.3)",)),
        ("(猫：1.3)", ("(猫:1.3)",)),
        ("（橘色）", ("（橘色）",)),
        ("[cat]", ("[cat]",)),
        ("[:0.5]", ("[:0.5]",)),
        ("[|]", ("[|]",)),
        ("[a:b:c:0.5]", ("[a:b:c:0.5]",)),
        ("[a:b:soon]", ("[a:b:soon]",)),
        ("[a (b:c:0.5]", ("[a (b:c:0.5]",)),
        ("[a|b", ("[a|b",)),
        (r"\[a|b\]", (r"\[a|b\]",)),
        (r"[a\|b]", (r"[a\|b]",)),
        (r"[a\:b:0.5]", (Schedule((), (r"a\:b",), When("0.5")),)),
        (r"\__animal__", (r"\__animal__",)),
        ("______", ("______",)),
    ],
)
def test_pieces(text: str, pieces: tuple[object, ...]) -> None:
    assert parse(text).parts == (Part(pieces),)  # type: ignore[arg-type]
    assert parse_pieces(text) == pieces


@pytest.mark.parametrize(
    ("text", "joiner", "expected"),
    [
        ("a cat AND a dog", "AND", [("a cat", 1.0), ("a dog", 1.0)]),
        ("a cat :1.2 AND a dog:-0.5", "AND", [("a cat", 1.2), ("a dog", -0.5)]),
        ("一只猫 AND 一只狗：0.8", "AND", [("一只猫", 1.0), ("一只狗", 0.8)]),
        ("a AND b AND c", "AND", [("a", 1.0), ("b", 1.0), ("c", 1.0)]),
        ("hot:: dog", "::", [("hot", 1.0), ("dog", 1.0)]),
        ("hot::2 dog::-.5", "::", [("hot", 2.0), ("dog", -0.5)]),
        ("热：：2 狗", "::", [("热", 2.0), ("狗", 1.0)]),
        ("cat::", "", [("cat", 1.0)]),
        ("(a AND b)", "", [("(a AND b)", 1.0)]),
        (r"a \AND b", "", [(r"a \AND b", 1.0)]),
        (r"a\:: b", "", [(r"a\:: b", 1.0)]),
        ("红AND蓝", "AND", [("红", 1.0), ("蓝", 1.0)]),
    ],
)
def test_composition(text: str, joiner: str, expected: list[tuple[str, float]]) -> None:
    prompt = parse(text)
    assert prompt.joiner == joiner
    assert [(_text(part), part.weight) for part in prompt.parts] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no words"),
        ("--ar 3:2", "no words"),
        ("a.png", "no words"),
        ("a AND", "both sides of AND"),
        ("AND a", "both sides of AND"),
        (":: a", "both sides of ::"),
        ("a::1 b::-1", "add up to more than 0"),
        ("a:-1 AND b:-1", "above 0"),
        ("a:: b AND c", "either AND or ::"),
        (" AND ".join("a" * 20), "at most 16"),
        ("a::1000 b", "within ±100"),
        ("<lora:>", "<lora:name:0.8>"),
        ("<lora:a:much>", "<lora:name:0.8>"),
        ("<lora:a:99>", "within ±10"),
        ("[" * 20 + "a" + "|b]" * 20, "more than 16 deep"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(RequestError, match=words) as caught:
        parse(text)
    assert "\n" not in str(caught.value)


def test_pictures_lead_and_adapters_stand_anywhere() -> None:
    prompt = parse("https://a.b/c cat.PNG a <lora:ink:0.8> cat <lora:flat>")
    assert prompt.images == ("https://a.b/c", "cat.PNG")
    assert prompt.adapters == (Adapter("ink", 0.8), Adapter("flat", 1.0))
    assert " ".join(render_parts(prompt.parts, "").split()) == "a cat"
    assert parse("a cat.png").images == ()


def read_or_refused(read: Callable[[str], T], text: str) -> T | None:
    """What comes of a text; None if it was refused in one sentence."""
    try:
        return read(text)
    except RequestError as error:
        sentence = str(error)
    assert sentence
    assert "\n" not in sentence.replace(text, "")
    return None


@given(WRITTEN)
@settings(max_examples=150, deadline=None)
def test_anything_is_read_or_refused_and_what_is_read_is_written_again(text: str) -> None:
    for variant in (read_or_refused(expand, text) or ())[:3]:
        assert expand(variant) == (variant,)
        prompt = read_or_refused(parse, variant)
        if prompt is None:
            continue
        assert parse(render(prompt)) == prompt
        assert parse_parts(render_parts(prompt.parts, prompt.joiner)) == (prompt.parts, prompt.joiner, ())
        for part in prompt.parts:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", PromptWarning)
                words_of(text_at(filled(part.pieces, lambda name: "[cat|dog] (x:1.2)"), 1, 4))


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (expand, parse, parse_pieces):
        read_or_refused(read, text)


@given(WRITTEN.map(str.strip).filter(bool))
@settings(max_examples=100, deadline=None)
def test_escaped_text_is_drawn_as_it_stands(text: str) -> None:
    plain = escape(text)
    assert expand(plain) == (plain,)
    prompt = parse(plain)
    assert prompt.is_plain
    assert not prompt.images
    assert not prompt.parameters
    read = words_of(text_at(prompt.parts[0].pieces, 0, 1))
    assert read.text == text
    assert read.is_neutral


@given(st.text(alphabet="ab 猫1()[]\\", max_size=60).filter(lambda text: text.strip()))
@settings(deadline=None)
def test_without_marks_of_its_own_the_grammar_leaves_weights_alone(text: str) -> None:
    prompt = parse(text)
    assert prompt.is_plain
    (piece,) = prompt.parts[0].pieces
    assert isinstance(piece, str)
    assert words_of(piece) == words_of(text.strip()) == parse_weights(text.strip())
