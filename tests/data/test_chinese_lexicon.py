"""The lexicon of Chinese words: what it knows, and how it is made from its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from danqing.data.chinese_lexicon import DRAWN, KINDS, ChineseWord, chinese_lexicon, word_kinds
from danqing.data.chinese_words import chinese_words, read_cedict, read_tags, write_chinese_words
from danqing.data.near_words import Nouns, Synset


@pytest.mark.parametrize(
    ("word", "kind", "english"),
    [
        ("猫", "animal", "cat"),
        ("灯塔", "building", "lighthouse"),
        ("帽子", "clothing", "hat"),
        ("沙滩", "place", "beach"),
        ("宇航员", "person", "astronaut"),
        ("漂亮", "adjective", "pretty"),
        ("坐", "verb", "sit"),
        ("桌子", "thing", "table"),
        ("黄昏", "time", "dusk"),
    ],
)
def test_everyday_words_are_known_with_kind_and_meaning(word: str, kind: str, english: str) -> None:
    found = chinese_lexicon()[word]
    assert (found.kind, found.english[0]) == (kind, english)


def test_things_have_their_measure_words() -> None:
    words = chinese_lexicon()
    assert words["马"].measures == ("匹",)
    assert words["椅子"].measures[0] == "把"
    assert "朵" in words["花"].measures


def test_every_word_is_whole() -> None:
    words = chinese_lexicon()
    assert 20_000 <= len(words) <= 60_000
    for word, each in words.items():
        assert word == each.word
        assert each.kind in KINDS
        assert 10 <= each.rarity <= 83
        assert 1 <= len(each.english) <= 2
        assert all(meaning and len(meaning) <= 28 for meaning in each.english)


def test_half_of_the_words_can_be_drawn() -> None:
    words = chinese_lexicon().values()
    assert sum(each.kind in DRAWN for each in words) > len(words) * 0.4


def test_kinds_alone_are_those_of_the_lexicon() -> None:
    assert word_kinds() == {word: (each.kind, each.rarity) for word, each in chinese_lexicon().items()}


CEDICT = """# CC-CEDICT
貓 猫 [mao1] /cat/CL:隻|只[zhi1]/(coll.) modem/
貓兒 猫儿 [mao1 r5] /erhua variant of 貓|猫[mao1]/
毛 毛 [Mao2] /surname Mao/
毛 毛 [mao2] /hair/feather/
趴 趴 [pa1] /to lie on one's stomach/
"""


def test_the_table_is_made_from_the_dictionary(tmp_path: Path) -> None:
    entries = read_cedict(CEDICT)
    assert set(entries) == {"猫", "毛", "趴"}
    assert list(entries["猫"].measures) == ["只"]
    assert entries["毛"].meanings == ["hair", "feather"]
    assert not entries["毛"].proper
    tags = read_tags("猫 1908 n\n毛 500 n\n趴 290 zg\n")
    words = list(chinese_words(entries, tags, {"猫": 43, "毛": 40, "趴": 53}, _nouns(), frozenset()))
    assert words[0] == ChineseWord("猫", "animal", 43, ("只",), ("cat", "modem"))
    assert [each.kind for each in words] == ["animal", "body", "verb"]
    path = tmp_path / "words.tsv.gz"
    assert write_chinese_words(words, path) == 3
    before = path.read_bytes()
    write_chinese_words(reversed(words), path)
    assert path.read_bytes() == before


def _nouns() -> Nouns:
    """A WordNet of two meanings below those that kinds are told by."""
    heads = (
        "clothing,headdress,footwear,spectacles,jewelry,mask,helmet,backpack,vehicle,room,way,area,plaza,garden,"
        "facility,excavation,building,tower,bridge,structure,mercantile establishment,stairway,furniture,container"
    )
    natural = "body of water,land,shore,ice,celestial body,geological formation"
    nouns = Nouns()
    for file, words in (("06", heads), ("17", natural), ("05", "cat"), ("08", "hair")):
        for word in words.split(","):
            nouns.synsets[f"{file}{word}"] = Synset(file, (word,), (), False)
            nouns.senses[word] = [f"{file}{word}"]
    return nouns
