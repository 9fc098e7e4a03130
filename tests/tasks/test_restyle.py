"""Restyling by reference with VGG16 of random weights: sizes, records, refusals, and nothing fetched unasked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import CancelledError, DataError, RequestError
from danqing.models.vgg import VGG16
from danqing.provenance.intake import Source, read_picture
from danqing.provenance.metadata import read_manifest
from danqing.tasks import restyle as module
from danqing.tasks.framing import PictureWarning
from danqing.tasks.restyle import content_weight, restyle_by_reference
from danqing.tasks.style_library import style_library
from danqing.tasks.style_pair import size_for
from danqing.tasks.style_transfer import Stage
from tiny_vgg import write_wheel


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> VGG16:
    return VGG16.from_wheel(write_wheel(tmp_path_factory.mktemp("wheel") / "vgg.whl"))


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STAGES", (Stage(1, 3),))


def picture(width: int = 64, height: int = 48, seed: int = 0) -> Source:
    small = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return read_picture(Image.fromarray(small).resize((width, height)))


def test_a_restyled_picture_says_how_it_was_made_and_is_made_again(network: VGG16, tmp_path: Path) -> None:
    content, reference = picture(), picture(80, 60, seed=1)
    told: list[tuple[int, int]] = []
    made = restyle_by_reference(
        content,
        reference,
        seed=5,
        style="van-gogh",
        network=network,
        device="cpu",
        on_step=lambda at: told.append((at.step, at.total)),
    )
    assert made.image.size == (64, 48)
    assert told == [(1, 3), (2, 3), (3, 3)]
    manifest = read_manifest(made.save(tmp_path / "a.png"))
    assert [(each["role"], each["sha256"]) for each in manifest["parents"]] == [
        ("picture", content.sha256), ("style", reference.sha256),
    ]  # fmt: skip
    assert manifest["request"]["style"] == "van-gogh"
    task = manifest["task"]
    assert (task.pop("name"), task.pop("method")) == ("restyle", "reference")
    again = restyle_by_reference(
        content, reference, seed=manifest["request"]["seed"], network=network, device="cpu", **task
    )
    assert again.image.tobytes() == made.image.tobytes()
    other = restyle_by_reference(content, reference, seed=6, network=network, device="cpu")
    assert other.image.tobytes() != made.image.tobytes()


def test_colours_stay_when_asked_for(network: VGG16) -> None:
    grey = read_picture(Image.new("RGB", (64, 64), (128, 128, 128)))
    kept, taken = (
        np.asarray(
            restyle_by_reference(
                grey, picture(64, 64, seed=2), preserve_color=keep, strength=1, network=network, device="cpu"
            ).image,
            np.int16,
        )
        for keep in (True, False)
    )
    assert np.ptp(kept, axis=2).max() <= 2
    assert np.ptp(taken, axis=2).max() > 4


def test_what_is_transparent_stays_so(network: VGG16) -> None:
    cut_out = picture().image.copy()
    cut_out.putalpha(Image.linear_gradient("L").resize(cut_out.size))
    made = restyle_by_reference(read_picture(cut_out), picture(seed=1), network=network, device="cpu")
    assert made.image.mode == "RGBA"
    assert made.image.getchannel("A").tobytes() == cut_out.getchannel("A").tobytes()


def test_large_pictures_are_scaled_with_a_note_unless_a_side_is_named(network: VGG16) -> None:
    assert size_for((1000, 500), None, usual=512) == (512, 256)
    assert size_for((300, 200), None, usual=512) == (300, 200)
    assert size_for((30, 20), None, usual=512) == (64, 43)
    assert size_for((1000, 500), 1000, usual=512) == (1000, 500)
    assert size_for((100, 800), 64, usual=512) == (8, 64)
    small = restyle_by_reference(picture(), picture(seed=1), side=96, network=network, device="cpu")
    assert small.image.size == (96, 72)
    with pytest.warns(PictureWarning, match="scaled to 64 × 48 px; name a longest side"):
        restyle_by_reference(picture(60, 45), picture(seed=1), network=network, device="cpu")


def test_bad_values_are_refused_in_one_sentence(network: VGG16) -> None:
    for wrong, said in (
        ({"strength": 0}, "above 0 and up to 1, not 0"),
        ({"strength": 1.5}, "above 0 and up to 1"),
        ({"strength": True}, "above 0 and up to 1"),
        ({"side": 20}, "from 64 to 1024, not 20"),
        ({"side": 99.5}, "whole number of pixels"),
        ({"seed": -1}, "seed must be a whole number"),
    ):
        with pytest.raises(RequestError, match=said):
            restyle_by_reference(picture(), picture(), network=network, device="cpu", **wrong)
    with pytest.raises(RequestError, match="too narrow to restyle"):
        restyle_by_reference(picture(900, 100), picture(), network=network, device="cpu")


def test_it_stops_when_told_to(network: VGG16) -> None:
    steps: list[int] = []
    with pytest.raises(CancelledError, match="Stopped after 2 of 3 steps"):
        restyle_by_reference(
            picture(),
            picture(),
            network=network,
            device="cpu",
            on_step=lambda at: steps.append(at.step),
            should_stop=lambda: len(steps) == 1,
        )


def test_nothing_is_fetched_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    with pytest.raises(DataError, match="fetch it once: danqing styles fetch"):
        restyle_by_reference(picture(), picture(), device="cpu")
    assert list(tmp_path.iterdir()) == []


def test_strength_is_monotone() -> None:
    weights = [content_weight(strength) for strength in (0.1, 0.4, 0.7, 1.0)]
    assert weights == sorted(weights, reverse=True)
    assert weights[2] == module.CONTENT_WEIGHT


def test_the_library_s_references_can_be_read() -> None:
    found = [style.reference for style in style_library().values() if style.reference]
    assert len(found) >= 2
    assert all(min(read_picture(path).size) >= 256 for path in found)
