"""Scene sets: what is built is what was composed, builds go on where they stopped, and nothing is mixed."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from danqing.core.errors import DataError, RequestError
from danqing.data.crops import CroppedScenes, crop_window
from danqing.data.scenes import SceneSet, build_scenes, choose_caption
from tiny_scenes import Squares, build_squares


def test_a_set_gives_back_what_was_composed(tmp_path: Path) -> None:
    scenes = build_squares(tmp_path, 6, split="val")
    assert (len(scenes), scenes.size, scenes.split) == (6, 32, "val")
    for index in range(6):
        composed = Squares().scene(index)
        assert np.array_equal(scenes.image(index), composed.image)
        assert scenes.captions(index) == composed.captions
        assert scenes.truth(index)["subjects"][0]["box"] == list(composed.truth.subjects[0].box)
        assert scenes.truth(index)["count"] == 1


def test_several_processes_write_what_one_does_and_a_set_can_grow(tmp_path: Path) -> None:
    build_squares(tmp_path / "one", 4)
    told: list[tuple[int, int]] = []
    for name, processes in (("one", 1), ("two", 2)):
        build_squares(tmp_path / name, 4)
        scenes = build_scenes(
            partial(Squares, 32),
            tmp_path / name,
            num_scenes=15,
            size=32,
            split="train",
            num_processes=processes,
            on_progress=lambda done, total: told.append((done, total)),
        )
        assert len(scenes) == 16  # whole shards
    assert told == [(2, 4), (3, 4), (4, 4)] * 2
    files = [{each.name: each.read_bytes() for each in (tmp_path / name).iterdir()} for name in ("one", "two")]
    assert files[0] == files[1]


def test_a_broken_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    build_squares(tmp_path, 4)
    with pytest.raises(KeyboardInterrupt):
        build_scenes(lambda: Squares(broken_at=9), tmp_path, num_scenes=16, size=32, split="train")
    source = Squares()
    scenes = build_scenes(lambda: source, tmp_path, num_scenes=16, size=32, split="train")
    assert source.composed == list(range(8, 16))
    assert np.array_equal(scenes.image(9), Squares().scene(9).image)
    again = Squares()
    build_scenes(lambda: again, tmp_path, num_scenes=16, size=32, split="train")
    assert again.composed == []


def test_a_folder_is_never_used_for_something_else(tmp_path: Path) -> None:
    build = partial(build_scenes, Squares, tmp_path, num_scenes=4)
    build(size=32, split="train", origin="open/0")
    with pytest.raises(DataError, match="holds scenes of size 32, not 64; choose another folder"):
        build(size=64, split="train", origin="open/0")
    with pytest.raises(DataError, match="split 'train', not 'val'"):
        build(size=32, split="val", origin="open/0")
    with pytest.raises(DataError, match="origin 'open/0', not 'open/1'"):
        build(size=32, split="train", origin="open/1")
    build_squares(tmp_path / "unknown", 4)
    build_scenes(Squares, tmp_path / "unknown", num_scenes=4, size=32, split="train", origin="open/1")


def test_sets_from_before_plans_were_noted_still_open(tmp_path: Path) -> None:
    build_squares(tmp_path, 4)
    (tmp_path / "plan.json").unlink()
    facts = json.loads((tmp_path / "scenes.json").read_text())
    del facts["shard_scenes"]
    (tmp_path / "scenes.json").write_text(json.dumps(facts))
    assert np.array_equal(SceneSet(tmp_path).image(3), Squares().scene(3).image)
    with pytest.raises(DataError, match="32 px for train, not of 32 px for val"):
        build_squares(tmp_path, 4, split="val")


def test_mistakes_are_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="At least one scene"):
        build_squares(tmp_path / "none", 0)
    with pytest.raises(DataError, match="holds no scenes"):
        SceneSet(tmp_path)
    with pytest.raises(DataError, match="are 32x32 px, not 48 px a side"):
        build_scenes(Squares, tmp_path / "other", num_scenes=2, size=48, split="train")


@pytest.mark.parametrize(
    ("file", "content"),
    [("images-00000.npy", b"\x93NUMPY"), ("scenes-00000.jsonl", b'{"capt'), ("scenes-00000.jsonl", b"")],
)
def test_damage_is_told_in_one_sentence(file: str, content: bytes, tmp_path: Path) -> None:
    build_squares(tmp_path, 3)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(DataError, match=r"damaged|incomplete"):
        SceneSet(tmp_path)


def test_captions_are_drawn_from_both_languages_evenly() -> None:
    captions = Squares().scene(0).captions
    assert choose_caption(captions, (0.0, 0.0)) == "a red square"
    assert choose_caption(captions, (0.49, 0.99)) == "one red square"
    assert choose_caption(captions, (0.5, 0.99)) == choose_caption(captions, (0.99, 0.0)) == "一个红色的方块"
    assert choose_caption({"en": ("a square",), "zh": ()}, (0.99, 0.99)) == "a square"
    with pytest.raises(DataError, match="no caption"):
        choose_caption({"en": (), "zh": ()}, (0.5, 0.5))


def test_crops_keep_every_subject_whole(tmp_path: Path) -> None:
    scenes = build_squares(tmp_path, 40)
    cropped = CroppedScenes(scenes, width=32, height=20)
    assert 0 < len(cropped) <= 40
    tops = set()
    for index in range(len(cropped)):
        number, (left, top) = cropped.windows[index]
        box = np.array(scenes.truth(number)["subjects"][0]["box"]) * 32
        assert left == 0
        assert top <= box[1]
        assert box[3] <= top + 20
        assert np.array_equal(cropped.image(index), scenes.image(number)[top : top + 20])
        assert (cropped.image(index) < 250).any(-1).sum() == (scenes.image(number) < 250).any(-1).sum()
        assert cropped.captions(index) == scenes.captions(number)
        tops.add(top)
    assert len(tops) > 5
    assert CroppedScenes(scenes, width=32, height=20).windows == cropped.windows
    assert CroppedScenes(scenes, width=32, height=20, seed=1).windows != cropped.windows
    tall = CroppedScenes(scenes, width=20, height=32)
    assert tall.image(0).shape == (32, 20, 3)


def test_a_window_that_cannot_hold_the_subjects_is_not_found(tmp_path: Path) -> None:
    truth = {"subjects": [{"box": (0.1, 0.1, 0.3, 0.3)}, {"box": (0.5, 0.6, 0.9, 0.9)}]}
    assert crop_window(truth, 100, 80, 80, (0.0, 0.0)) == (10, 10)
    assert crop_window(truth, 100, 81, 81, (0.999, 0.999)) == (10, 10)
    assert crop_window(truth, 100, 79, 100, (0.5, 0.5)) is None
    assert crop_window({"subjects": []}, 100, 60, 100, (0.999, 0.0)) == (40, 0)
    scenes = build_squares(tmp_path, 3)
    with pytest.raises(DataError, match=r"No scene in .* has its subjects within 4x4"):
        CroppedScenes(scenes, width=4, height=4)
    with pytest.raises(RequestError, match="of 32 px cannot be cropped to 64x32"):
        CroppedScenes(scenes, width=64, height=32)
