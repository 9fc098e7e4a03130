"""Pictures that do not fit the memory are refused before anything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from danqing.backends.registry import make_backend
from danqing.core.errors import RequestError
from danqing.families import memory
from danqing.families.memory import available_bytes, check_memory, decoding_bytes_per_pixel
from danqing.families.registry import load_family

GIB = 2**30


def test_a_size_that_does_not_fit_is_refused_with_the_largest_square_that_does() -> None:
    per_pixel = decoding_bytes_per_pixel((128, 256, 512, 512))  # Stable Diffusion's
    assert per_pixel == 5120
    with pytest.raises(RequestError) as refused:
        check_memory(8192, 8192, bytes_per_pixel=per_pixel, multiple=8, available=8 * GIB)
    assert str(refused.value) == (
        "8192x8192 needs about 320.0 GiB of memory but 8.0 GiB is free; the largest square that fits is 1288x1288."
    )
    for side, fits in ((1288, True), (1296, False)):
        assert (side**2 * per_pixel <= 8 * GIB) is fits
    check_memory(1288, 1288, bytes_per_pixel=per_pixel, multiple=8, available=8 * GIB)


def test_memory_for_no_square_at_all_and_memory_that_is_not_known() -> None:
    with pytest.raises(RequestError, match="close other programs"):
        check_memory(8, 8, bytes_per_pixel=4096, multiple=8, available=1000)
    check_memory(8192, 8192, bytes_per_pixel=4096, multiple=8, available=None)


def test_what_is_free_is_read_from_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meminfo, limit = tmp_path / "meminfo", tmp_path / "memory.max"
    monkeypatch.setattr(memory, "MEMINFO", meminfo)
    monkeypatch.setattr(memory, "CONTAINER_LIMITS", (limit,))
    whole = available_bytes()
    assert whole is None or whole > GIB // 4  # of this machine
    meminfo.write_text("MemTotal:  900 kB\nMemFree:  100 kB\nMemAvailable:  300 kB\n")
    assert available_bytes() == 300 * 1024
    limit.write_text("max\n")
    assert available_bytes() == 300 * 1024
    limit.write_text("204800\n")
    assert available_bytes() == 204_800


@pytest.mark.parametrize(("name", "side"), [("sd1", 4), ("sd3", 8)])
def test_families_ask_before_they_draw(
    name: str, side: int, tiny_folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = load_family(tiny_folders[name], make_backend("torch", device="cpu", precision="float32"))
    family.check_size(16, 16)
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemAvailable:  20 kB\n")
    monkeypatch.setattr(memory, "MEMINFO", meminfo)
    family.check_size(side, side)
    with pytest.raises(RequestError, match=f"largest square that fits is {side}x{side}"):
        family.check_size(16, 16)
