"""Animations on tiny real models: where they begin, that they close, that frames stand alone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import CancelledError, RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.evaluation.flicker import measure_flicker
from danqing.tasks.studio import Studio


def photo(width: int = 32, height: int = 32) -> Image.Image:
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    return Image.fromarray((np.stack([x, y, (x + y > 0.8)], -1) * 255).astype(np.uint8))


def far(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean())


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_the_first_frame_is_the_plain_picture_and_the_loop_closes(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    animation = studio.animate("a cat", seed=5, steps=2, seconds=0.8, fps=10)
    frames = animation.frames
    (plain,) = studio.generate("a cat", seed=5, steps=2)
    assert len(frames) == 8
    assert frames[0].tobytes() == plain.image.tobytes()
    steps = [far(one, other) for one, other in zip(frames, (*frames[1:], frames[0]), strict=True)]
    assert 0 < steps[-1] < 2 * max(steps[:-1]), "from the last to the first is a step like any other"
    assert far(frames[0], frames[4]) > max(steps), "on the other side of the circle it is farthest"
    task = animation.manifest["task"]
    assert task == {"name": "animate", "motion": "noise", "frames": 8, "fps": 10.0, "plays": "loop", "amount": 0.25}
    assert animation.manifest["kind"] == "animation"


def test_seeds_and_prompts_are_passed_on_the_way(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    plain = [studio.generate("a cat", seed=seed, steps=2)[0].image.tobytes() for seed in (1, 2, 3)]
    seeds = studio.animate("a cat", seeds=[1, 2, 3], seed=1, steps=2, seconds=0.5, fps=10, plays="once").frames
    assert [seeds[number].tobytes() for number in (0, 2, 4)] == plain
    closed = studio.animate("a cat", seeds=[1, 2], seed=1, steps=2, seconds=0.4, fps=10).frames
    assert [closed[number].tobytes() for number in (0, 2)] == plain[:2]
    assert far(closed[1], closed[3]) < 0.1, "the way back is the way there"
    prompts = studio.animate(["a cat", "a red dog"], seed=1, steps=2, seconds=0.3, fps=10, plays="once").frames
    (dog,) = studio.generate("a red dog", seed=1, steps=2)
    assert [prompts[number].tobytes() for number in (0, 2)] == [plain[0], dog.image.tobytes()]
    assert 0 < far(prompts[0], prompts[1]) <= far(prompts[0], prompts[2]) * 1.5


def test_prompts_that_change_between_steps_can_be_mixed(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    frames = studio.animate(["a [cat:dog:1]", "a red dog"], seed=1, steps=2, seconds=0.3, fps=10, plays="once").frames
    (first,) = studio.generate("a [cat:dog:1]", seed=1, steps=2)
    assert frames[0].tobytes() == first.image.tobytes()
    assert frames[0].tobytes() != frames[1].tobytes()
    with pytest.raises(RequestError, match="as many parts"):
        studio.animate(["a cat AND a dog", "a dog"], steps=2, seconds=0.3, fps=10)


def test_over_a_picture(studios: dict[str, Studio], tmp_path: Path) -> None:
    studio = studios["sd1"]
    photo().save(tmp_path / "photo.png")
    animation = studio.animate(
        "a cat", image=tmp_path / "photo.png", seed=2, steps=4, strength=0.5, seconds=0.4, fps=10
    )
    (plain,) = studio.img2img(photo(), "a cat", seed=2, steps=4, strength=0.5)
    assert animation.frames[0].tobytes() == plain.image.tobytes()
    assert animation.manifest["parents"][0]["file"] == "photo.png"
    assert animation.manifest["task"]["strength"] == 0.5


@pytest.mark.parametrize("motion", ["zoom-in", "zoom-out", "pan-left", "pan-down"])
def test_the_camera_moves(studios: dict[str, Studio], motion: str) -> None:
    studio = studios["sd1"]
    amount = 0.5 if motion.startswith("pan") else 1.6
    seen: list[Image.Image] = []
    animation = studio.animate(
        "a cat",
        seed=3,
        steps=3,
        motion=motion,
        amount=amount,
        seconds=0.5,
        fps=10,
        on_picture=lambda picture: seen.append(picture.image),
    )
    (plain,) = studio.generate("a cat", seed=3, steps=3)
    assert animation.frames[0].tobytes() == plain.image.tobytes()
    assert len({frame.tobytes() for frame in animation.frames}) == 5
    assert list(animation.frames) == seen
    assert len(animation.shown) == 8
    again = studio.animate("a cat", seed=3, steps=3, motion=motion, amount=amount, seconds=0.5, fps=10)
    assert again.frames[-1].tobytes() == animation.frames[-1].tobytes()


def test_the_camera_begins_with_a_given_picture(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    animation = studio.animate("a cat", image=photo(), seed=3, steps=3, motion="pan-right", seconds=0.3, fps=10)
    assert animation.frames[0].tobytes() == photo().tobytes()
    assert animation.manifest["settings"]["steps"] == 3
    assert animation.manifest["parents"][0]["width"] == 32
    panned = np.asarray(studio.animate("a cat", image=photo(), seed=3, steps=3, motion="pan-right", amount=0.25,
                                       seconds=0.2, fps=10).frames[-1])  # fmt: skip
    assert np.array_equal(panned[:, :24], np.asarray(photo())[:, 8:]), "what was there stays"


def test_ken_burns_draws_nothing(studios: dict[str, Studio]) -> None:
    animation = studios["sd1"].animate(image=photo(40, 30), motion="ken-burns", seconds=0.5, fps=10)
    assert animation.frames[0].tobytes() == photo(40, 30).tobytes()
    assert animation.manifest["model"] == {"name": "camera"}
    found = measure_flicker(animation.frames)
    assert found.relative < 0.1 < found.change * 100


def test_the_manifest_is_enough_to_draw_it_again(studios: dict[str, Studio], tmp_path: Path) -> None:
    from danqing.provenance.metadata import read_manifest

    studio = studios["sd1"]
    animation = studio.animate("a cat", seed=8, steps=2, seconds=0.4, fps=10, amount=0.5)
    manifest = read_manifest(animation.save(tmp_path / "film.webp"))
    assert json.loads(json.dumps(dict(animation.manifest))) == manifest
    task = manifest["task"]
    again = studio.animate(
        Request(**manifest["request"]),
        motion=task["motion"],
        seconds=task["frames"] / task["fps"],
        fps=task["fps"],
        plays=task["plays"],
        amount=task["amount"],
    )
    assert [one.tobytes() for one in again.frames] == [one.tobytes() for one in animation.frames]


def test_stopping_and_what_makes_no_sense(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    seen: list[Picture] = []
    with pytest.raises(CancelledError, match="after 2 of 5 frames"):
        studio.animate(
            "a cat", steps=2, seconds=0.5, fps=10, on_picture=seen.append, should_stop=lambda: len(seen) == 2
        )
    assert len(seen) == 2
    with pytest.raises(RequestError, match="One animation"):
        studio.animate("a cat", count=2)
    with pytest.raises(RequestError, match="Say what to draw"):
        studio.animate()
    with pytest.raises(RequestError, match="leave the size out"):
        studio.animate("a cat", image=photo(), size="32x32")
    with pytest.raises(RequestError, match="at least one prompt"):
        studio.animate([])
    with pytest.raises(RequestError, match="multiples"):
        studio.animate("a cat", size=(33, 33))
    with pytest.raises(RequestError, match="changes no pixel"):
        studio.animate("a cat", motion="zoom-out", amount=1.001, steps=2)
