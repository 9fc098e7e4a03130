"""Large pictures in parts: by option, or because the whole would not fit the memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from danqing.core.errors import RequestError, TooLargeError
from danqing.core.request import Request
from danqing.families import memory
from danqing.tasks.studio import Studio
from danqing.tasks.tiling import PartsWarning, parts_for


@pytest.fixture
def free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says how much memory is free, for tests to write; tiles are allowed 64 KiB."""
    meminfo = tmp_path / "meminfo"
    monkeypatch.setattr(memory, "MEMINFO", meminfo)
    monkeypatch.setattr(memory, "CONTAINER_LIMITS", ())
    monkeypatch.setattr("danqing.families.components.TILE_BYTES", 64 * 1024)
    return meminfo


def test_parts_are_taken_where_the_whole_does_not_fit(studios: dict[str, Studio], free: Path) -> None:
    family = studios["sd1"].family  # 640 bytes per pixel to decode, 1280 to denoise
    free.write_text("MemAvailable: 100000 kB\n")
    assert parts_for(family, 128, 128, None) == ""
    free.write_text("MemAvailable: 1000 kB\n")
    with pytest.warns(PartsWarning, match="128x128 px would not fit the memory in one piece, so it is drawn in"):
        assert parts_for(family, 128, 128, None) == "all"
    with pytest.raises(TooLargeError, match="largest square that fits"):
        parts_for(family, 128, 128, False)
    free.write_text("MemAvailable: 100 kB\n")
    with pytest.raises(TooLargeError, match="largest square that fits"):
        parts_for(family, 128, 128, None)
    with pytest.raises(RequestError, match="multiples of 2"):
        parts_for(family, 127, 128, None)


def test_only_decoding_is_divided_where_that_is_enough(studios: dict[str, Studio], free: Path) -> None:
    family = studios["mini"].family  # factor 16: its denoiser needs little
    free.write_text("MemAvailable: 2500 kB\n")
    with pytest.warns(PartsWarning, match="latents are decoded in tiles"):
        assert parts_for(family, 128, 256, None) == "decoding"


def test_a_picture_in_parts_says_so_and_can_be_drawn_again(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=1, steps=2, width=96, height=64)
    whole = studios["sd1"].generate(request)[0]
    parts = studios["sd1"].generate(request.replace(tiled=True))[0]
    assert parts.manifest["settings"]["parts"] == "all"
    assert "parts" not in whole.manifest["settings"]
    assert parts.image.size == whole.image.size
    again = studios["sd1"].generate(Request(**parts.manifest["request"]))[0]
    assert again.image.tobytes() == parts.image.tobytes()
    own = request.replace(width=32, height=32)
    small = [studios["sd1"].generate(own.replace(tiled=each))[0].image.tobytes() for each in (True, False)]
    assert small[0] == small[1], "what the model draws at once has no parts"


def test_decoding_in_tiles_keeps_the_picture(studios: dict[str, Studio], monkeypatch: pytest.MonkeyPatch) -> None:
    studio, family = studios["sd1"], cast(Any, studios["sd1"].family)
    request = Request(prompt="a cat", seed=1, steps=2, width=96, height=64)
    whole = studio.generate(request)[0]
    monkeypatch.setattr(family._autoencoder._tiles, "side", 16)
    monkeypatch.setattr("danqing.tasks.drawing.parts_for", lambda *_: "decoding")
    tiled = studio.generate(request)[0]
    assert tiled.manifest["settings"]["parts"] == "decoding"
    difference = np.abs(np.asarray(whole.image).astype(int) - np.asarray(tiled.image).astype(int))
    assert 0 < difference.mean() < 10


@pytest.mark.parametrize("value", ["yes", 1.5, 2])
def test_tiled_is_true_false_or_nothing(value: object) -> None:
    with pytest.raises(RequestError, match="true, false or left out"):
        Request(prompt="a cat", tiled=value)  # type: ignore[arg-type]
