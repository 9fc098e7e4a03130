"""Animations in files: frames, times and manifest come back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageSequence

from danqing.core.animation import Animation
from danqing.core.errors import OutputError, PictureError
from danqing.provenance.animations import animation_format, check_animation, durations, write_animation
from danqing.provenance.metadata import read_manifest

MANIFEST = {"version": 1, "request": {"prompt": "一只橘猫 and a dog", "seed": 3}, "task": {"name": "animate"}}


def film(count: int = 5, size: tuple[int, int] = (32, 24), plays: str = "loop", fps: float = 12) -> Animation:
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    frames = tuple(
        Image.fromarray(np.stack([x * 6, y * 6, np.full_like(x, 40 * number)], -1).astype(np.uint8))
        for number in range(count)
    )
    return Animation(frames=frames, fps=fps, plays=plays, manifest=MANIFEST, writer=write_animation)


def far(one: Image.Image, other: Image.Image) -> float:
    pair = (np.asarray(each.convert("RGB"), dtype=float) for each in (one, other))
    return float(np.abs(next(pair) - next(pair)).mean())


@pytest.mark.parametrize(("suffix", "near"), [(".gif", 8.0), (".webp", 4.0)])
def test_frames_times_and_manifest_of_pictures_that_move(tmp_path: Path, suffix: str, near: float) -> None:
    animation = film()
    path = animation.save(tmp_path / f"film{suffix}")
    with Image.open(path) as opened:
        frames = [(each.convert("RGB"), each.info["duration"]) for each in ImageSequence.Iterator(opened)]
        assert opened.info["loop"] == 0
    assert len(frames) == 5
    assert sum(each for _, each in frames) == pytest.approx(1000 * animation.seconds, abs=10)
    assert max(far(one, other) for one, (other, _) in zip(animation.frames, frames, strict=True)) < near
    assert read_manifest(path) == MANIFEST
    with pytest.raises(OutputError, match="exists already"):
        animation.save(path)
    animation.save(path, force=True)


@pytest.mark.parametrize("size", [(32, 24), (33, 21)])
def test_video_reads_back_with_its_frames_and_speed(tmp_path: Path, size: tuple[int, int]) -> None:
    animation = film(size=size, plays="bounce", fps=12.5)
    path = animation.save(tmp_path / "film.mp4")
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = [frame.to_image() for frame in container.decode(stream)]
        assert float(stream.average_rate or 0) == 12.5
    assert len(frames) == 8, "five forth, three back"
    assert frames[0].size == (size[0] + size[0] % 2, size[1] + size[1] % 2)
    shown = animation.shown
    assert shown[5].tobytes() == shown[3].tobytes()
    assert max(far(one, other.crop((0, 0, *size))) for one, other in zip(shown, frames, strict=True)) < 8
    assert read_manifest(path) == MANIFEST


def test_once_is_played_once(tmp_path: Path) -> None:
    with Image.open(film(plays="once").save(tmp_path / "a.gif")) as opened:
        assert "loop" not in opened.info
    with Image.open(film(plays="once").save(tmp_path / "a.webp")) as opened:
        assert opened.info["loop"] == 1


def test_a_still_picture_does_not_crawl_in_a_gif(tmp_path: Path) -> None:
    still = film(2).frames[0]
    animation = Animation(
        frames=(still, film(2).frames[1], still), fps=5, plays="once", manifest=MANIFEST, writer=write_animation
    )
    with Image.open(animation.save(tmp_path / "a.gif")) as opened:
        frames = [each.convert("RGB").tobytes() for each in ImageSequence.Iterator(opened)]
    assert frames[0] == frames[2]


def test_times_add_up() -> None:
    assert durations(4, 12, 10) == [80, 90, 80, 80]
    assert sum(durations(30, 7, 1)) == round(30_000 / 7)
    assert min(durations(50, 60, 10)) >= 10


def test_a_manifest_that_does_not_fit_lies_beside(tmp_path: Path) -> None:
    long = {**MANIFEST, "task": {"name": "animate", "prompts": ["猫" * 30_000]}}
    animation = Animation(frames=film().frames, fps=5, plays="loop", manifest=long, writer=write_animation)
    path = animation.save(tmp_path / "a.webp")
    assert (tmp_path / "a.webp.json").read_text(encoding="utf-8").startswith('{"version":1')
    with pytest.raises(PictureError, match="no Danqing manifest"):
        read_manifest(path)
    assert read_manifest(animation.save(tmp_path / "a.gif")) == long


def test_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("film.avi", "film", "film.png"):
        with pytest.raises(OutputError, match=r"one of: \.gif, \.webp, \.mp4"):
            animation_format(name)
    with pytest.raises(OutputError, match="at most 50 frames a second"):
        check_animation(tmp_path / "a.gif", force=False, fps=60)
    with pytest.raises(OutputError, match="does not exist"):
        check_animation(tmp_path / "none" / "a.webp", force=False, fps=12)
    (tmp_path / "bad.mp4").write_bytes(b"no video")
    with pytest.raises(PictureError, match="cannot be read"):
        read_manifest(tmp_path / "bad.mp4")
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == "av" else found(name))
    with pytest.raises(OutputError, match=r"danqing\[video\]"):
        animation_format("film.mp4")
    assert list(tmp_path.glob(".*")) == []
