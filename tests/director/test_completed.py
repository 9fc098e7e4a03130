"""What the rules read of a wish, completed by what a model read of it."""

from __future__ import annotations

import pytest

from danqing.director.completed import completed
from danqing.director.plan import Plan, PlanRelation, Subject


def plan(*subjects: Subject, relations: tuple[PlanRelation, ...] = (), **more: object) -> Plan:
    return Plan(language="en", subjects=subjects, relations=relations, **more)  # type: ignore[arg-type]


def on(first: int, second: int) -> PlanRelation:
    return PlanRelation(kind="on", first=first, second=second)


def names(made: Plan) -> list[str]:
    return [each.name for each in made.subjects]


CAT, MAT, DOG = Subject(name="cat"), Subject(name="mat"), Subject(name="dog")


def test_a_thing_that_the_rules_left_unread_is_added_where_the_wish_names_it() -> None:
    wish = "the dog beside a cat on a mat"
    made = completed(plan(CAT, MAT, relations=(on(0, 1),)), plan(CAT, DOG), wish)
    assert names(made) == ["dog", "cat", "mat"]
    assert made.relations == (on(1, 2),)


def test_what_the_wish_does_not_say_is_not_added() -> None:
    assert names(completed(plan(CAT), plan(CAT, DOG), "a cat")) == ["cat"]


@pytest.mark.parametrize(
    "kept", [Subject(name="lamp", color="red"), Subject(name="lamp", count=2), Subject(name="lamp")]
)
def test_things_stay_where_the_model_forgets_them(kept: Subject) -> None:
    assert completed(plan(CAT, kept), plan(CAT), "a cat and the lamp").subjects == (CAT, kept)


def test_things_that_stand_to_others_stay() -> None:
    made = completed(plan(CAT, MAT, relations=(on(0, 1),)), plan(CAT), "a cat on a mat")
    assert names(made) == ["cat", "mat"]


def test_without_an_answer_the_rules_plan_stays() -> None:
    assert completed(plan(CAT, DOG), plan(), "a cat, a dog") == plan(CAT, DOG)


def test_a_name_with_a_word_between_is_no_other_thing() -> None:
    made = completed(
        plan(Subject(name="cup of coffee")), plan(Subject(name="cup of hot coffee")), "a cup of hot coffee"
    )
    assert names(made) == ["cup of coffee"]


def test_a_longer_name_that_only_begins_alike_is_not_taken() -> None:
    made = completed(plan(Subject(name="祭司")), plan(Subject(name="祭司举杖")), "祭司举杖")
    assert names(made) == ["祭司"]


def test_the_longer_name_and_what_either_says_of_a_thing_is_kept() -> None:
    draft = plan(Subject(name="balloon", count=3))
    answer = plan(Subject(name="hot air balloon", color="red", attributes=("striped",)))
    made = completed(draft, answer, "three striped red hot air balloons")
    assert made.subjects == (Subject(name="hot air balloon", count=3, color="red", attributes=("striped",)),)


def test_two_of_one_name_are_told_apart_by_their_colours() -> None:
    black, white = Subject(name="cat", color="black"), Subject(name="cat", color="white")
    made = completed(plan(black, white), plan(white, black, relations=(on(0, 1),)), "a black cat, a white cat on it")
    assert made.subjects == (black, white)
    assert made.relations == (on(1, 0),)


def test_the_rules_relation_between_two_things_wins() -> None:
    below = PlanRelation(kind="below", first=1, second=0)
    made = completed(plan(CAT, MAT, relations=(on(0, 1),)), plan(CAT, MAT, relations=(below,)), "a cat on a mat")
    assert made.relations == (on(0, 1),)


def test_place_style_and_the_like_come_from_either() -> None:
    draft = plan(CAT, background="a field", avoid=("dog",))
    answer = plan(CAT, background="a street", style="watercolour", mood="calm", shape="wide", avoid=("cat",))
    made = completed(draft, answer, "a calm cat in a field, watercolour, wide, no dog")
    assert (made.background, made.style, made.mood, made.shape, made.avoid) == (
        "a field", "watercolour", "calm", "wide", ("dog",)
    )  # fmt: skip
    assert completed(plan(CAT), answer, "a cat").avoid == ()


def test_a_part_of_a_word_is_no_name() -> None:
    made = completed(plan(Subject(name="car", color="red")), plan(Subject(name="carrot")), "a red car, a carrot")
    assert names(made) == ["car", "carrot"]


def test_a_place_is_no_thing_beside() -> None:
    draft = plan(CAT, background="a garden")
    assert names(completed(draft, plan(CAT, Subject(name="garden")), "a cat in a garden")) == ["cat"]
    assert (
        completed(plan(CAT, MAT, relations=(on(0, 1),)), plan(CAT, background="mat"), "a cat on a mat").background
        is None
    )


def test_a_longer_name_that_holds_the_colour_is_not_taken() -> None:
    tower = Subject(name="灯塔", color="white")
    made = completed(plan(tower), plan(Subject(name="白色灯塔")), "海边的一座白色灯塔")
    assert made.subjects == (tower,)


def test_a_thing_is_not_added_under_a_second_name() -> None:
    flower, jar = Subject(name="花"), Subject(name="玻璃罐")
    made = completed(
        plan(flower, jar, relations=(on(0, 1),)), plan(flower, Subject(name="花都")), "什么花都行，插在玻璃罐里"
    )
    assert names(made) == ["花", "玻璃罐"]


def test_things_whose_places_the_rules_told_get_no_further_relation() -> None:
    draft = plan(CAT, MAT, DOG, relations=(on(0, 1), on(2, 1)))
    answer = plan(CAT, DOG, relations=(PlanRelation(kind="wearing", first=0, second=1),))
    assert completed(draft, answer, "a cat on a mat, a dog on it").relations == draft.relations
