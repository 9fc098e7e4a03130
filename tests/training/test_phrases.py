"""What the text tower learns beside captions, and its teacher."""

import numpy as np
import pytest

from danqing.data.types import Entry, Split
from danqing.training.phrases import MAX_NAMES, phrases_of
from danqing.training.teacher import SENTENCE_WIDTH, Teacher


def entry(concept: str, names_en: tuple[str, ...], names_zh: tuple[str, ...], split: Split = "train") -> Entry:
    return Entry(
        key=f"test/{concept}",
        source="test",
        style="flat",
        concept=concept,
        names_en=names_en,
        names_zh=names_zh,
        words_from={},
        category="object",
        package="none",
        version="1",
        licence="CC0-1.0",
        attribution="",
        split=split,
    )


ENTRIES = (
    entry("zither", ("zither", "psaltery"), ("筝",)),
    entry("flugelhorn", ("flugelhorn",), ()),
    entry("lyre", ("lyre", "kithara"), ("里拉琴",), "val"),
    entry("toy lyre", ("toy lyre", "kithara"), ("玩具琴",)),
)


def test_every_name_meets_every_name_of_the_other_language() -> None:
    phrases = phrases_of(ENTRIES)
    assert {("筝", "zither"), ("筝", "psaltery"), ("玩具琴", "toy lyre")} <= set(phrases.pairs)
    assert phrases.words == ("flugelhorn",)
    many = entry("x", tuple(f"name {letter}" for letter in "abcdefg"), ("名",))
    assert len(phrases_of([many]).pairs) == MAX_NAMES


def test_names_of_held_out_things_are_learned_nowhere() -> None:
    phrases = phrases_of(ENTRIES, vocabulary=("里拉琴", "琴", "lyre"))
    assert phrases.held_out_pairs == (("里拉琴", "lyre"), ("里拉琴", "kithara"))
    learned = {text for pair in phrases.pairs for text in pair} | set(phrases.words)
    assert learned.isdisjoint({"里拉琴", "lyre", "kithara"})
    assert "琴" in phrases.words


@pytest.fixture(scope="module")
def teacher() -> Teacher:
    return Teacher()


def test_teacher_places_translations_together_and_remembers(teacher: Teacher) -> None:
    cat, same, car = teacher.encode(["cat", "猫", "汽车"])
    assert cat.shape == (SENTENCE_WIDTH,)
    assert float(cat @ same) > float(cat @ car) + 0.2
    np.testing.assert_array_equal(teacher.encode(["猫"])[0], same)
    assert teacher.encode([]).shape == (0, SENTENCE_WIDTH)


def test_teacher_knows_words_of_both_languages_in_simplified_script(teacher: Teacher) -> None:
    words = set(teacher.words())
    assert {"cat", "house", "猫", "汽车"} <= words
    assert not {"貓", "the cat", ""} & words


def test_a_full_memory_starts_anew() -> None:
    small = Teacher(remembered=3)
    first = small.encode(["a", "b", "c"])
    np.testing.assert_allclose(small.encode(["d", "a"])[1], first[0], atol=1e-3)
