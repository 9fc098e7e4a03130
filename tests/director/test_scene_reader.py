"""Prompts are read into the scenes that people mean by them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from danqing.core.errors import RequestError
from danqing.data import lexicon as data
from danqing.director.scene_plan import PlanRelation, PlanSubject, ScenePlan
from danqing.director.scene_reader import SceneReader
from danqing.director.scene_words import Lexicon

DEV = Path(__file__).parents[2] / "benchmarks" / "prompts" / "dev.jsonl"

# A plan in short: "2 red small cat, dog; left_of 0 1; @grass; white backdrop; 3d style"
DEV_PLANS = {
    "d01": "orange cat; @grass",
    "d02": "red apple",
    "d03": "snowman; @night",
    "d04": "3 yellow duck",
    "d05": "dog, football; left_of 0 1",
    "d06": "rocket; flat style",
    "d07": "strawberry cake; 3d style",
    "d08": "blue umbrella; @beach",
    "d09": "tree, red house",
    "d10": "2 star, moon; above 0 1",
    "d11": "sunflower",
    "d12": "bicycle; mono style",
    "d13": "penguin, hat; wearing 0 1",
    "d14": "green car; @snow_mountains",
    "d15": "cup of coffee",
    "d16": "red fish; @underwater",
    "d17": "black cat, white dog",
    "d18": "5 orange",
    "d19": "castle; @rainbow",
    "d20": "purple butterfly",
    "d21": "robot",
    "d22": "fire engine; clipart style",
    "d23": "football, sun; in_sky 0 1; @grass",
    "d24": "guitar",
}
OTHERS = {
    "两只在桌子上的红苹果": "2 red apple; @table",
    "一只戴着红色帽子的猫": "red hat, cat; wearing 1 0",
    "三只戴着帽子的企鹅在雪地上": "hat, 3 penguin; wearing 1 0; @snow",
    "a cat in a red hat": "cat, red hat; wearing 0 1",
    "a dog wearing sunglasses on the beach": "dog, sunglasses; wearing 0 1; @beach",
    "左边是一只猫，右边是一只狗": "cat, dog; left_of 0 1",
    "狗在左边，猫在右边": "dog, cat; left_of 0 1",
    "on the left a cat, on the right two dogs": "cat, 2 dog; left_of 0 1",
    "a red car and a blue bus in the city": "red car, blue bus; @city",
    "树下有一只兔子": "tree, rabbit; under 1 0",
    "坐在树下的白色兔子": "tree, white rabbit; under 1 0",
    "under a tree, a rabbit": "tree, rabbit; under 1 0",
    "four yellow stars in the night sky": "4 yellow star; @night",
    "天上有三朵白云，草地上有一座房子": "3 white cloud, house; in_sky 1 0; @grass",
    "a house with a tree behind it": "house, tree; in_front_of 0 1",
    "房子后面有一棵树": "house, tree; in_front_of 0 1",
    "一辆蓝色的车停在房子前面": "blue car, house; in_front_of 0 1",
    "a bird on a house": "bird, house; on 0 1",
    "a penguin with a hat on its head": "penguin, hat; wearing 0 1",
    "白色背景上的一朵红玫瑰": "red rose; white backdrop",
    "a green frog on a white background": "green frog; white backdrop",
    "a cup of tea next to a book": "cup of tea, book; next_to 0 1",
    "书旁边的一杯咖啡": "book, cup of coffee; next_to 1 0",
    "一只黑猫和两只白狗在沙发上": "black cat, 2 white dog, sofa; on 1 2",
    "画一个 red apple 在桌子上": "red apple; @table",
    "an orange and a banana": "orange, banana",
    "an orange balloon above a house": "orange balloon, house; above 0 1",
    "two small blue fish under the sea": "2 blue small fish; @underwater",
    "a big elephant next to a small mouse": "big elephant, small mouse; next_to 0 1",
    "大象旁边有一只小老鼠": "elephant, mouse; next_to 1 0",
    "请帮我画一幅五朵粉色郁金香的图": "5 pink tulip",
    "a moon over the sea": "moon; @sea",
    "the moon and two stars in the sky": "moon, 2 star; @sky",
    "飞机在云的上面": "airplane, cloud; above 0 1",
    "a boat on the lake with mountains in the background": "boat; @lake",
    "海上的帆船，背景是落日": "sailboat; @sea",
    "一个机器人骑着自行车": "robot, bicycle; on 0 1",
    "in the forest, a brown bear": "brown bear; @forest",
    "a happy little girl holding a red balloon": "small girl, red balloon",
    "六个 green apples": "6 green apple",
    "一只猫在箱子里": "cat, box; on 0 1",
    "a 3d pink pig on a light blue background": "pink pig; light blue backdrop; 3d style",
    "沙漠里的骆驼和仙人掌": "camel, cactus; @desert",
    "七只小鸡": "7 chick",
    "a snowman wearing a black top hat in the snow, the moon in the sky": (
        "snowman, black top hat, moon; wearing 0 1; in_sky 0 2; @snow"
    ),
    "两个足球在篮球的右侧": "2 football, basketball; right_of 0 1",
    "红色的汽车在蓝色的公交车左边": "red car, blue bus; left_of 0 1",
    "一只鸟在天上飞": "bird; @sky",
    "there are three cats and two dogs": "3 cat, 2 dog",
    "太阳下的向日葵": "sun, sunflower; in_sky 1 0",
    "a red car in front of a house, a tree to the right of the house": (
        "red car, house, tree; in_front_of 0 1; right_of 2 1"
    ),
    "草地上有一只猫，猫的左边有一只狗": "cat, dog; left_of 1 0; @grass",
    "狗在猫的左边，鸟在猫的右边": "dog, cat, bird; left_of 0 1; right_of 2 1",
    "一只红色的猫和一只蓝色的猫": "red cat, blue cat",
    "an elephant on the soft green grass": "elephant; @grass",
}


@cache
def reader() -> SceneReader:
    return SceneReader(
        Lexicon(
            subjects=data.subject_names(),
            colors=data.color_words(),
            backdrops=data.backdrop_words(),
            grounds=data.ground_phrases(),
            ground_nouns=data.ground_nouns(),
            scenic=data.scenic_things(),
            styles=data.style_words(),
            measures=data.measure_words(),
            roles=data.roles(),
        )
    )


def in_short(plan: ScenePlan, *, sizes: bool = True) -> str:
    subjects = []
    for each in plan.subjects:
        size = each.size if sizes and each.size != "normal" else ""
        said = (str(each.count) if each.count > 1 else "", each.color or "", size, each.name)
        subjects.append(" ".join(part for part in said if part))
    parts = [", ".join(subjects)]
    parts += [f"{each.kind} {each.first} {each.second}" for each in plan.relations]
    parts += [f"@{plan.ground}"] if plan.ground else []
    parts += [f"{plan.backdrop} backdrop"] if plan.backdrop else []
    parts += [f"{plan.style} style"] if plan.style else []
    return "; ".join(parts)


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in DEV.read_text("utf-8").splitlines()], ids=lambda r: r["id"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_development_prompts_are_read_right(row: dict[str, str], language: str) -> None:
    plan = reader().read(row[language])
    read = in_short(plan, sizes=False)
    if row["id"] == "d13" and language == "zh":  # "a hat-wearing penguin" names the hat first
        assert read == "hat, penguin; wearing 1 0"
    else:
        assert read == DEV_PLANS[row["id"]]
    assert plan.unread == ()


@pytest.mark.parametrize(("prompt", "plan"), OTHERS.items())
def test_phrasings_of_people_are_read_right(prompt: str, plan: str) -> None:
    assert in_short(reader().read(prompt)) == plan


def test_the_small_house_is_small_beside_a_big_tree() -> None:
    for prompt in ("一棵大树和一座红色的小房子", "a big tree and a small red house"):
        assert [each.size for each in reader().read(prompt).subjects] == ["big", "small"]


def test_unknown_things_are_kept_by_name() -> None:
    (wombat,) = reader().read("a purple wombat on the grass").subjects
    assert (wombat.name, wombat.color, wombat.known) == ("wombat", "purple", False)


def test_what_is_not_read_is_told() -> None:
    plan = reader().read("a cat, sleeping, high quality")
    assert [each.name for each in plan.subjects] == ["cat"]
    assert plan.unread == ("sleeping", "high quality")


@pytest.mark.parametrize("prompt", ["", "，，", "🙂", "!!!", "的的的", "left of", "在左边", "and and", "上", "wearing"])
def test_nothing_that_is_written_breaks_the_reader(prompt: str) -> None:
    assert reader().read(prompt).subjects == ()


def test_too_many_are_refused() -> None:
    with pytest.raises(RequestError, match="1 to 12"):
        reader().read("40 cats")


def test_a_relation_joins_two_of_the_subjects() -> None:
    cat = PlanSubject(name="cat", said="cat")
    with pytest.raises(RequestError, match="does not join"):
        ScenePlan(subjects=(cat,), relations=(PlanRelation(kind="on", first=0, second=1),))
