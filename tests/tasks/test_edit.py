"""Editing by instruction: each operation keeps its promise, and nothing else changes."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.request import Request
from danqing.director.edit_types import Add, Beside, Move, Recolor, from_data
from danqing.provenance.intake import read_picture
from danqing.tasks.edit_places import box_for, moved_beside, moved_to, scaled_about
from danqing.tasks.edit_styles import style_refused
from danqing.tasks.edit_wording import Wording
from danqing.tasks.filling import filled_in
from danqing.tasks.lexicon import each_named
from danqing.tasks.own_pictures import run_of
from danqing.tasks.studio import Studio

BALL = (10, 30, 30, 50)  # left, top, right, bottom


def picture() -> Image.Image:
    """A red ball on grass under a sky, 64 x 64."""
    image = Image.new("RGB", (64, 64), (150, 200, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 28, 63, 63), fill=(90, 170, 80))
    draw.ellipse((BALL[0], BALL[1], BALL[2] - 1, BALL[3] - 1), fill=(220, 40, 40))
    return image


def ball_mask() -> Image.Image:
    mask = Image.new("L", (64, 64))
    ImageDraw.Draw(mask).ellipse((BALL[0], BALL[1], BALL[2] - 1, BALL[3] - 1), fill=255)
    return mask


def edit(studio: Studio, instruction: str, **options: object) -> np.ndarray:
    given = {"mask": ball_mask(), "prompt": "a red ball on grass", "seed": 3, "steps": 2, "from_open": False, **options}
    (made,) = studio.edit(picture(), instruction, **given)  # type: ignore[arg-type]
    return np.asarray(made.image).astype(int)


BEFORE = np.asarray(picture()).astype(int)
INSIDE = np.asarray(ball_mask()) > 0


@pytest.mark.parametrize("instruction", ["make the ball blue", "把球变成蓝色"])
def test_another_colour_inside_and_not_a_bit_outside(studios: dict[str, Studio], instruction: str) -> None:
    after = edit(studios["mini"], instruction)
    assert (after[~INSIDE] == BEFORE[~INSIDE]).all()
    assert (after[INSIDE][:, 2] - after[INSIDE][:, 0]).mean() > 80


def test_what_is_removed_is_gone(studios: dict[str, Studio]) -> None:
    after = edit(studios["mini"], "remove the ball")
    far = np.ones_like(INSIDE)
    far[BALL[1] - 4 : BALL[3] + 4, BALL[0] - 4 : BALL[2] + 4] = False
    assert (after[far] == BEFORE[far]).all()
    hole = np.asarray(filled_in(picture(), ball_mask())).astype(int)
    assert np.abs(hole[INSIDE] - (90, 170, 80)).max() < 40, "filled with the grass around it"


def test_another_thing_takes_its_place(studios: dict[str, Studio]) -> None:
    after = edit(studios["mini"], "replace the ball with a dog")
    assert (after[INSIDE] != BEFORE[INSIDE]).any()
    assert (after[:24] == BEFORE[:24]).all()
    assert (after[:, 40:] == BEFORE[:, 40:]).all()


def test_a_clear_thing_is_laid_in_from_open_pictures(studios: dict[str, Studio]) -> None:
    (made,) = studios["mini"].edit(
        picture(), "把球变成苹果", mask=ball_mask(), prompt="草地上的一个球", seed=3, steps=2, from_open=True
    )
    (source,) = [each for each in made.manifest["parents"] if each["role"] == "draft"]
    assert source["shows"]
    assert source["licence"]
    assert source["attribution"]
    after = np.asarray(made.image).astype(int)
    assert (after[:, 44:] == BEFORE[:, 44:]).all()
    assert (after[INSIDE] != BEFORE[INSIDE]).any()
    assert made.manifest["request"]["prompt"] == "草地上的苹果", "what it shows now"
    assert made.manifest["task"]["of"] == "草地上的一个球"


def test_a_thing_is_added_in_its_place(studios: dict[str, Studio]) -> None:
    after = edit(studios["mini"], "add a dog", mask=None, boxes=[(40, 8, 16, 16)])
    changed = (after != BEFORE).any(-1)
    assert changed[8:24, 40:56].any()
    changed[8:24, 40:56] = False
    assert not changed.any()


def test_what_is_added_next_stands_beside_what_was_added(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    one, both = (
        np.asarray(studio.edit(picture(), said, seed=1, steps=2, from_open=True)[0].image).astype(int)
        for said in ("add a tree", "add a tree and a house")
    )
    shown = np.asarray(picture()).astype(int)
    tree = np.abs(one - shown).max(-1) > 0
    again = np.abs(both - one).max(-1) > 0
    assert tree.any()
    assert again.any()
    assert (tree & again).sum() < 0.2 * tree.sum()


def test_another_background_behind_the_same_ball(studios: dict[str, Studio]) -> None:
    after = edit(studios["mini"], "换成雪地背景")
    core = np.zeros_like(INSIDE)
    core[34:46, 14:26] = True
    assert (after[core] == BEFORE[core]).all()
    assert (after[~INSIDE] != BEFORE[~INSIDE]).any(-1).mean() > 0.9


def test_arithmetic_needs_no_drawing(studios: dict[str, Studio]) -> None:
    steps: list[int] = []
    studio = studios["mini"]
    (made,) = studio.edit(picture(), "左右翻转，再亮一点", seed=1, on_step=lambda at: steps.append(at.step))
    assert not steps
    after = np.asarray(made.image).astype(int)
    assert (after[40, 63 - 20] - BEFORE[40, 20])[0] >= 0
    assert after.mean() > BEFORE.mean() + 5
    assert made.image.size == (64, 64)


def test_a_thing_is_moved_and_its_place_filled(studios: dict[str, Studio]) -> None:
    after = edit(studios["mini"], "move the ball to the right")
    red = (after[..., 0] > 180) & (after[..., 1] < 90)
    assert np.median(np.nonzero(red)[1]) > 36
    assert red[BALL[1] : BALL[3], 38:].sum() > 0.7 * INSIDE.sum()
    assert red[INSIDE].mean() < 0.3


def test_several_pictures_differ_and_are_reproducible(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    told: list[tuple[int, int]] = []
    both = studio.edit(
        picture(),
        "replace the ball with a dog",
        mask=ball_mask(),
        prompt="a red ball",
        from_open=False,
        seed=5,
        steps=2,
        count=2,
        on_step=lambda at: told.append((at.step, at.total)),
    )
    assert both[0].image.tobytes() != both[1].image.tobytes()
    assert [step for step, _ in told] == sorted(step for step, _ in told)
    assert told[-1][0] <= told[-1][1]
    manifest = both[1].manifest
    (again,) = studio.edit(
        picture(),
        from_data(manifest["task"]["operations"]),
        prompt=Request(**{**manifest["request"], "prompt": manifest["task"]["of"]}),
        mask=ball_mask(),
        from_open=manifest["task"]["from_open"],
        indices=[1],
    )
    assert again.image.tobytes() == both[1].image.tobytes()
    assert [each["role"] for each in manifest["parents"]] == ["picture", "mask"]


def test_a_picture_carries_its_own_words(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    (drawn,) = studio.generate("a red cat", seed=2, steps=2)
    (made,) = studio.edit(drawn, [Recolor(what="cat", color="blue")], boxes=[(4, 4, 20, 20)])
    assert made.manifest["task"]["of"] == "a red cat"
    assert made.manifest["request"]["prompt"] == "a blue cat"


def test_what_cannot_be_done_is_said(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    with pytest.raises(RequestError, match="is not understood; say for example"):
        studio.edit(picture(), "sing a song")
    with pytest.raises(RequestError, match="看不懂"):
        studio.edit(picture(), "唱首歌")
    with pytest.raises(RequestError, match="The instruction is empty; say in a few words what to change"):
        studio.edit(picture(), " ")
    with pytest.raises(RequestError, match=r"^没有叫“布洛布”的风格；可以用："):
        studio.edit(picture(), "变成布洛布风格")
    with pytest.raises(RequestError, match="Say what is to stay"):
        studio.edit(picture(), "change the background to snow")
    with pytest.raises(RequestError, match="Say what 'it' is"):
        studio.edit(picture(), "make it red")


@pytest.mark.parametrize(
    ("operation", "left", "top"),
    [
        (Add(what="a sun", at="top right"), "right", "top"),
        (Add(what="a tree", at="left"), "left", "bottom"),
        (Add(what="a ball", at="bottom right"), "right", "bottom"),
        (Add(what="a hat", beside="worn by", anchor="ball"), "left", "top"),
        (Add(what="a dog", beside="right of", anchor="ball"), "right", "bottom"),
        (Add(what="a dog"), "right", "bottom"),
    ],
)
def test_boxes_go_where_the_words_say(operation: Add, left: str, top: str) -> None:
    anchor = INSIDE if operation.anchor else None
    box = box_for(operation, picture(), anchor, INSIDE)
    assert 0 <= box[0] < box[2] <= 64
    assert 0 <= box[1] < box[3] <= 64
    assert ((box[0] + box[2]) / 2 > 30) == (left == "right")
    if operation.beside == "worn by":
        assert box[3] <= BALL[1] + 4
    else:
        assert ((box[1] + box[3]) / 2 > 32) == (top == "bottom")


def test_boxes_move_and_grow_inside_the_picture() -> None:
    assert moved_to(BALL, "right", (64, 64))[1] == BALL[1]
    assert moved_to(BALL, "top left", (64, 64))[0] < 8
    grown = scaled_about(BALL, 2.0, (64, 64))
    assert (grown[2] - grown[0], grown[3]) == (40, BALL[3])
    huge = scaled_about(BALL, 4.0, (64, 64))
    assert huge[0] >= 0
    assert huge[2] <= 64


def blocks(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """A mask, 64 x 64, of boxes."""
    mask = np.zeros((64, 64), dtype=bool)
    for left, top, right, bottom in boxes:
        mask[top:bottom, left:right] = True
    return mask


HOUSE = (30, 20, 46, 52)


@pytest.mark.parametrize(
    ("beside", "goes"),
    [
        ("left of", (18, 40, 30, 52)),
        ("right of", (46, 40, 58, 52)),
        ("next to", (18, 40, 30, 52)),  # where it is
        ("above", (32, 8, 44, 20)),
        ("on", (32, 13, 44, 25)),
        ("below", (32, 52, 44, 64)),
        ("in front of", (32, 43, 44, 55)),
        ("behind", (32, 15, 44, 27)),  # seen above it
        ("worn by", (28, 6, 46, 24)),  # as wide as the head
    ],
)
def test_a_thing_moves_beside_another(beside: Beside, goes: tuple[int, int, int, int]) -> None:
    made, there = moved_beside((2, 40, 14, 52), beside, blocks(HOUSE), (64, 64))
    assert there == HOUSE
    assert made == goes


def test_what_hangs_high_stays_high_beside_a_thing() -> None:
    assert moved_beside((2, 4, 14, 16), "right of", blocks(HOUSE), (64, 64))[0] == (46, 4, 58, 16)


def test_a_thing_at_the_edge_makes_room() -> None:
    edge = (48, 20, 64, 52)
    made, there = moved_beside((2, 40, 14, 52), "right of", blocks(edge), (64, 64))
    assert there == (36, 20, 52, 52)
    assert made == (52, 40, 64, 52)
    made, there = moved_beside((40, 40, 60, 52), "left of", blocks((4, 20, 20, 52)), (64, 64))
    assert there == (20, 20, 36, 52)
    assert made == (0, 40, 20, 52)


def test_next_to_two_things_is_between_them() -> None:
    made, _ = moved_beside((2, 4, 14, 16), "next to", blocks((4, 30, 20, 52), (44, 30, 60, 52)), (64, 64))
    assert made == (26, 40, 38, 52)
    added = Add(what="a dog", beside="next to", anchor="ball and house")
    left, _, right, bottom = box_for(added, picture(), blocks((4, 30, 20, 52), (44, 30, 60, 52)), None)
    assert abs(left + right - 64) <= 1
    assert bottom == 52


@pytest.mark.parametrize(
    ("instruction", "seen"),
    [
        ("move the ball to the right", (45, 16, 61, 32)),
        ("flip the picture", (48, 16, 64, 32)),
        ("remove the ball", None),
        ("put the ball on a beach", (0, 0, 64, 64)),
    ],
)
def test_transparency_goes_with_what_is_changed(
    studios: dict[str, Studio], instruction: str, seen: tuple[int, int, int, int] | None
) -> None:
    cut = Image.new("RGBA", (64, 64))
    cut.paste((220, 40, 40, 255), (0, 16, 16, 32))
    mask = cut.getchannel("A")
    (made,) = studios["mini"].edit(cut, instruction, mask=mask, prompt="a red ball", seed=3, steps=2, from_open=False)
    assert made.image.convert("RGBA").getchannel("A").getbbox() == seen


@pytest.mark.parametrize(
    ("known", "what", "beside", "anchor", "told"),
    [
        ("a cat and a ball", "ball", "left of", "cat", "a cat and a ball, the ball to the left of the cat"),
        ("a ball to the right of a cat", "ball", "on", "cat", "a ball and a cat, the ball on the cat"),
        ("a cat and a ball, the ball on the cat", "ball", "behind", "cat", "a cat and a ball, the ball behind the cat"),
        ("a dog with a hat", "hat", "worn by", "dog", "a dog with a hat, the dog wearing the hat"),
        ("猫右边有一个球", "球", "next to", "猫", "猫和一个球，球在猫旁边"),
        ("一只狗和一顶帽子", "帽子", "worn by", "狗", "一只狗和一顶帽子，狗戴着帽子"),
        ("a cat on a sofa", "ball", "left of", "cat", "a cat on a sofa"),
    ],
)  # fmt: skip
def test_words_tell_how_a_moved_thing_stands(known: str, what: str, beside: Beside, anchor: str, told: str) -> None:
    assert Wording(known).moved(Move(what=what, beside=beside, anchor=anchor)).prompt == told


def test_how_things_stand_is_forgotten_with_them() -> None:
    both = Wording("a cat and a ball on the grass, the ball to the left of the cat")
    assert both.without("ball").prompt == "a cat on the grass"
    assert both.moved(Move(what="ball", to="right")).prompt == "a cat and a ball on the grass"
    assert both.ground == "on the grass"
    assert Wording("一只猫和一个球，球在猫的左边").without("猫").prompt == "一个球"


def test_what_was_said_of_a_thing_and_a_third_one_is_forgotten_when_it_moves() -> None:
    known = "a cat, a dog and a ball, the ball to the left of the dog"
    moved = Wording(known).moved(Move(what="ball", beside="next to", anchor="cat"))
    assert moved.prompt == "a cat, a dog and a ball, the ball next to the cat"


@pytest.mark.parametrize(
    ("known", "what", "left"),
    [
        ("a tree, a bird on the tree", "tree", "a bird"),
        ("oil painting, a cat on the grass", "cat", "oil painting, on the grass"),
        ("a dog wearing a red hat, on the grass", "hat", "a dog, on the grass"),
        ("a cat under a tree on the grass", "tree", "a cat on the grass"),
        ("一棵树，一只鸟在树上", "树", "一只鸟"),
        ("一只戴红色帽子的狗，草地", "帽子", "一只狗，草地"),
        ("猫旁边有一个球", "猫", "一个球"),
    ],
)
def test_words_lose_no_other_thing_with_one_that_is_taken_away(known: str, what: str, left: str) -> None:
    assert Wording(known).without(what).prompt == left


def test_a_thing_that_is_told_with_its_ground_keeps_both_when_it_moves() -> None:
    known = "oil painting, a cat on the grass"
    assert Wording(known).moved(Move(what="cat", to="right")).prompt == known


def test_a_word_that_a_model_took_for_a_style_is_not_understood() -> None:
    unknown = UnknownNameError("style", "读取", ["ink"])
    assert str(style_refused(unknown, "读取这个文件", "zh")).startswith("看不懂“读取这个文件”")
    assert str(style_refused(unknown, "open the file", "en")).startswith("“open the file” is not understood")
    assert style_refused(unknown, "in the style of a file", "en") is unknown


@pytest.mark.parametrize(
    ("phrase", "things"),
    [
        ("the cat and the dog", ["the cat", "dog"]),
        ("猫、狗和鸟", ["猫", "狗", "鸟"]),
        ("和尚", ["和尚"]),
        ("猫和和尚", ["猫", "和尚"]),
        ("和服和高跟鞋", ["和服", "高跟鞋"]),
        ("狗和服务员", ["狗", "服务员"]),
        ("和", ["和"]),
    ],
)
def test_a_phrase_of_several_things_is_told_apart_but_no_word_is(phrase: str, things: list[str]) -> None:
    assert each_named(phrase) == things


def test_words_follow_the_changes() -> None:
    cat = Wording("a red cat and a ball on the grass")
    assert "dog" in cat.replaced("cat", "a dog").prompt
    assert "cat" not in cat.replaced("cat", "a dog").prompt
    assert "ball" not in cat.without("ball").prompt
    assert "grass" in cat.ground
    assert "cat" not in cat.ground
    assert cat.own_words("球") == "ball", "the other language's word for it"
    assert Wording("一只猫和一个球").replaced("cat", "狗").prompt.startswith("狗")
    assert Wording(None).replaced("猫", "狗").prompt == "狗"
    assert cat.before("snow").prompt.endswith(", snow")


def test_an_own_picture_is_drawn_again_under_the_words_of_another_ground(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    (drawn,) = studio.generate("a red cat on the grass", seed=2, steps=3)
    changed = partial(studio.edit, drawn, from_open=False, seed=9, steps=2)
    (one,) = changed("change the background to snow")
    assert one.manifest["task"]["ways"] == ["attention"]
    assert one.manifest["request"]["prompt"] == "a red cat on the snow"
    (again,) = changed("换成雪地背景")
    assert again.image.tobytes() == one.image.tobytes(), "the same words, whatever the language and the seed"
    (dog,) = changed("replace the cat with a dog")
    assert dog.manifest["task"]["ways"] == ["attention"]


def test_a_picture_changed_since_or_shown_with_a_mask_is_changed_locally(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    (drawn,) = studio.generate("a red cat on the grass", seed=2, steps=3)
    masked = studio.edit(drawn, "change the background to snow", boxes=[(8, 8, 8, 8)], seed=1, steps=2)[0]
    assert masked.manifest["task"]["ways"] == ["local"]
    family, model = studio.family, drawn.manifest["model"]
    source = read_picture(drawn)
    assert run_of(family, source, model) is not None
    changed = dataclasses.replace(source, pixels=Image.new("RGB", source.size, (1, 2, 3)))
    assert run_of(family, changed, model) is None, "no longer what its manifest draws"
    assert run_of(family, source, {**model, "hash": "another"}) is None
    assert run_of(studios["sd3"].family, source, model) is None, "its attention cannot be steered"
