"""Chinese prompts in English: the words by a dictionary and rules of order, the marks as they were."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.director.prompt_grammar import parse
from danqing.director.settings import DirectorSettings
from danqing.director.translate import chinese_texts, has_chinese, text_in_english, translated
from danqing.evaluation.translations import holds_keyword, kept_keywords
from danqing.tasks.directing import chinese_to_english, director
from scripted_endpoint import KEY, Endpoint, completion

FILE = Path(__file__).parent / "evaluation" / "translations-zh.jsonl"
WORDS = {"猫": "cat", "一只猫": "a cat", "草地上": "on the grass", "人": "people", "夜晚": "night", "狗": "dog"}


def upper(text: str) -> str:
    return WORDS.get(text, "something")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Endpoint]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    for name in list(os.environ):
        if name.startswith("DANQING_DIRECTOR_"):
            monkeypatch.delenv(name)
    made = Endpoint()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一只猫", "a cat"),
        ("（猫:1.3），草地上", "(cat:1.3), on the grass"),
        ("((猫)) 和 [狗]", "((cat)) something [dog]"),
        ("[猫:狗:0.5]草地上", "[cat:dog:0.5] on the grass"),
        ("[猫|狗]", "[cat|dog]"),
        ("猫 AND 狗 :0.5", "cat :1 AND dog :0.5"),
        ("猫:: 狗::2", "cat::1 dog::2"),
        ("猫 BREAK 夜晚", "cat BREAK night"),
        ("<lora:film:0.8> 猫 --ar 3:2 --no 人", "<lora:film:0.8> cat --ar 3:2 --no people"),
        ("__animals__ 草地上", "__animals__ on the grass"),
        ("cat 和狗", "cat something"),
        ("a cat", "a cat"),
        ("写着“新年快乐”的牌子", "something “新年快乐” something"),
    ],
)
def test_marks_stay_and_words_change(chinese: str, english: str) -> None:
    assert translated(chinese, upper) == english
    assert translated(english, upper) == english


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一只坐在草地上的橘猫", "an orange cat sitting on the grass"),
        ("两个小女孩在花园里放风筝", "two little girls flying a kite in the garden"),
        ("戴着红色帽子的企鹅", "penguin wearing red hat"),
        ("小女孩抱着一只白色的猫", "little girl holding a white cat"),
        ("桌子上有三个苹果和一把刀", "three apples on the table and a knife"),
        ("三只鸭子在河里游泳", "three ducks swimming in the river"),
        ("12只鸟", "twelve birds"),
        ("一个雪人", "a snowman"),
        ("古老的城堡", "ancient castle"),
        ("半个柚子", "half a pomelo"),
        ("半杯牛奶", "half a cup of milk"),
        ("半篮樱桃", "half a basket of cherries"),
        ("灰姑娘和王子", "Cinderella and prince"),
        ("走在江南的石桥上", "walking on Jiangnan stone bridge"),
    ],
)
def test_rules_put_words_where_english_has_them(chinese: str, english: str) -> None:
    assert chinese_to_english()(chinese) == english


@settings(deadline=None)
@given(st.text(alphabet="猫狗一两三只个的在上里坐红色草地有和了，。（）:[]|1.5 aAND", min_size=1, max_size=30))
def test_whatever_is_written_nothing_breaks_and_no_chinese_word_is_left(text: str) -> None:
    try:
        parse(text)
    except ValueError:
        return
    made = translated(text, chinese_to_english())
    assert not has_chinese(made)
    assert text_in_english("cat", chinese_to_english()) == "cat"


def test_negative_prompts_are_translated_too() -> None:
    assert text_in_english("人，(夜晚:1.2)", upper) == "people, (night:1.2)"


def test_the_set_is_whole_and_rules_keep_most_keywords() -> None:
    lines = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"tz{number:03}" for number in range(1, 41)]
    kept = asked = 0
    for line in lines:
        found = kept_keywords(translated(line["text"], chinese_to_english()), line["keywords"])
        kept, asked = kept + len(found), asked + len(line["keywords"])
    assert asked > 250
    assert kept / asked > 0.88


def test_a_keyword_is_found_at_the_beginning_of_a_word_alone() -> None:
    assert holds_keyword("a Carved horse", "carv")
    assert not holds_keyword("a scarf", "car")
    assert holds_keyword("sled dogs", "sleigh|sled")
    assert holds_keyword("(cat:1.3)", "1.3")


def test_a_model_translates_the_words_alone(endpoint: Endpoint) -> None:
    prompt = "（橘猫:1.3）在草地上 AND 夜晚 :0.5 --ar 3:2"
    texts = list(chinese_texts(prompt))
    assert texts == ["橘猫", "在草地上", "夜晚"]
    endpoint.scripts = [completion(json.dumps({"texts": ["ginger cat", "on a lawn", "at night"]}))]
    told = DirectorSettings().changed(url=endpoint.url, model="painter", key=KEY)
    made = director(told).translate(prompt, provider="remote")
    assert made.prompt == "(ginger cat:1.3) on a lawn :1 AND at night :0.5 --ar 3:2"
    assert (made.provider, made.notes) == ("remote", ())
    assert json.loads(endpoint.asked[0]["messages"][-1]["content"]) == {"texts": texts}


@pytest.mark.parametrize("said", [{"texts": ["cat"]}, {"texts": ["猫", "x", "y"]}, {"texts": [" ", "x", "y"]}, "no"])
def test_rules_translate_where_a_model_does_not(endpoint: Endpoint, said: object) -> None:
    endpoint.scripts = [completion(said if isinstance(said, str) else json.dumps(said))]
    told = DirectorSettings().changed(url=endpoint.url, model="painter", key=KEY)
    made = director(told).translate("（橘猫:1.3）在草地上 AND 夜晚 :0.5", provider="remote")
    assert made.provider == "rules"
    assert made.prompt == "(orange cat:1.3) on the grass :1 AND night :0.5"
    assert made.notes


def test_marks_that_a_model_writes_are_not_marks(endpoint: Endpoint) -> None:
    endpoint.scripts = [completion(json.dumps({"texts": ["cat --seed 7 <lora:evil:2> (x:9)"]}))]
    told = DirectorSettings().changed(url=endpoint.url, model="painter", key=KEY)
    made = director(told).translate("橘猫", provider="remote")
    read = parse(made.prompt)
    assert (read.parameters, read.adapters) == ({}, ())


def test_english_needs_nobody(endpoint: Endpoint) -> None:
    told = DirectorSettings().changed(url=endpoint.url, model="painter", key=KEY)
    assert director(told).translate("a (cat:1.2)", provider="remote").prompt == "a (cat:1.2)"
    assert endpoint.asked == []
