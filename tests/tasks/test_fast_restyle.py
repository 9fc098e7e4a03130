"""Restyling in one pass with a network of random weights: records, sizes, colours, refusals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import CancelledError, CheckpointError, DataError, RequestError
from danqing.provenance.intake import Source, read_picture
from danqing.provenance.metadata import read_manifest
from danqing.storage import home
from danqing.tasks import fast_restyle as module
from danqing.tasks.fast_restyle import FILE_NAME, SIDE_PX, FastNetwork, restyle_fast
from danqing.tasks.framing import PictureWarning
from danqing.tasks.style_pair import size_for
from tiny_style import write_style_network


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network as training writes it."""
    return write_style_network(tmp_path_factory.mktemp("network"))


@pytest.fixture(scope="module")
def network(file: Path) -> FastNetwork:
    return FastNetwork.from_file(file)


def picture(width: int = 64, height: int = 48, seed: int = 0) -> Source:
    small = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return read_picture(Image.fromarray(small).resize((width, height)))


def test_the_same_pictures_give_the_same_result_and_it_says_how(network: FastNetwork, tmp_path: Path) -> None:
    content, reference = picture(), picture(80, 60, seed=1)
    told: list[tuple[int, int]] = []
    made = restyle_fast(
        content, reference, style="van-gogh", network=network, device="cpu",
        on_step=lambda at: told.append((at.step, at.total)),
    )  # fmt: skip
    assert (made.image.size, told) == ((64, 48), [(1, 1)])
    manifest = read_manifest(made.save(tmp_path / "a.png"))
    assert [(each["role"], each["sha256"]) for each in manifest["parents"]] == [
        ("picture", content.sha256), ("style", reference.sha256),
    ]  # fmt: skip
    assert (manifest["model"]["hash"], manifest["request"]["style"]) == (network.sha256, "van-gogh")
    task = manifest["task"]
    assert (task.pop("name"), task.pop("method")) == ("restyle", "fast")
    again = restyle_fast(content, reference, network=network, device="cpu", **task)
    assert again.image.tobytes() == made.image.tobytes()
    half = restyle_fast(content, reference, network=network, device="cpu", strength=0.5)
    assert half.image.tobytes() != made.image.tobytes()


def test_colours_and_transparency_stay(network: FastNetwork) -> None:
    cut_out = Image.new("RGB", (64, 64), (128, 128, 128))
    cut_out.putalpha(Image.linear_gradient("L").resize((64, 64)))
    kept, taken = (
        restyle_fast(read_picture(cut_out), picture(seed=2), preserve_color=keep, network=network, device="cpu").image
        for keep in (True, False)
    )
    assert np.ptp(np.asarray(kept, np.int16)[..., :3], axis=2).max() <= 2
    assert np.ptp(np.asarray(taken, np.int16)[..., :3], axis=2).max() > 4
    assert kept.getchannel("A").tobytes() == cut_out.getchannel("A").tobytes()


def test_sizes_are_kept_up_to_a_limit(network: FastNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    assert size_for((900, 600), None, usual=SIDE_PX) == (900, 600)
    assert size_for((2000, 1000), None, usual=SIDE_PX) == (1024, 512)
    assert size_for((2000, 1000), 2048, usual=SIDE_PX) == (2048, 1024)
    with pytest.warns(PictureWarning, match="scaled to 64 × 48 px"):
        restyle_fast(picture(60, 45), picture(seed=1), network=network, device="cpu")
    monkeypatch.setattr(module, "available_bytes", lambda: 1000)
    with pytest.raises(RequestError, match=r"64x48 needs about .* is free; close other programs"):
        restyle_fast(picture(), picture(), network=network, device="cpu")


def test_bad_values_are_refused_in_one_sentence(network: FastNetwork) -> None:
    for wrong, said in (
        ({"strength": -0.1}, "from 0 to 1, not -0.1"),
        ({"strength": True}, "from 0 to 1"),
        ({"side": 4096}, "from 64 to 2048, not 4096"),
    ):
        with pytest.raises(RequestError, match=said):
            restyle_fast(picture(), picture(), network=network, device="cpu", **wrong)
    with pytest.raises(RequestError, match="too narrow to restyle"):
        restyle_fast(picture(900, 100), picture(), network=network, device="cpu")
    with pytest.raises(CancelledError, match="Stopped after 0 of 1 steps"):
        restyle_fast(picture(), picture(), network=network, device="cpu", should_stop=lambda: True)


def test_the_network_is_looked_for_at_home_then_among_what_ships(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    monkeypatch.setattr(module, "SHIPPED", tmp_path / "none")
    with pytest.raises(DataError, match="is not here; train it"):
        restyle_fast(picture(), picture(), device="cpu")
    monkeypatch.setattr(module, "SHIPPED", file)
    shipped = FastNetwork.installed()
    home.restyle_folder().mkdir()
    (home.restyle_folder() / FILE_NAME).write_bytes(b"no network")
    with pytest.raises(CheckpointError, match="can be read"):
        FastNetwork.installed()
    (home.restyle_folder() / FILE_NAME).unlink()
    assert FastNetwork.installed().sha256 == shipped.sha256
