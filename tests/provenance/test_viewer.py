"""The page that shows a panorama stands on its own."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import pytest
from PIL import Image

from danqing.core.picture import Picture
from danqing.provenance.viewer import VIEWER_FOLDER, viewer_page, viewer_settings


def panorama(size: tuple[int, int], projection: str, prompt: str = "a lake") -> Picture:
    manifest: dict[str, Any] = {"request": {"prompt": prompt}, "task": {"name": "panorama", "projection": projection}}
    return Picture(image=Image.new("RGB", size, "teal"), manifest=manifest, writer=lambda picture, path, force: path)


def test_the_page_holds_picture_viewer_and_style_and_asks_for_nothing_else() -> None:
    page = viewer_page(panorama((64, 32), "equirectangular"))
    (data,) = re.findall(r'atob\("([^"]+)"\)', page)
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        assert image.size == (64, 32)
    assert "window.pannellum=" in page
    assert ".pnlm-container" in page
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", page) == []
    assert page.count("<script>") == page.count("</script>") == 2


def test_the_prompt_is_text_and_nothing_more() -> None:
    page = viewer_page(panorama((64, 32), "equirectangular", prompt="</title><script>alert(1)</script> & {x}"))
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; {x}</title>" in page
    assert page.count("<script>") == 2


def test_spheres_turn_all_the_way_and_strips_as_far_as_they_reach() -> None:
    assert "haov" not in viewer_settings(panorama((64, 32), "equirectangular"))
    strip = viewer_settings(panorama((64, 32), "flat"))
    assert (strip["haov"], strip["vaov"]) == (120, 60)
    assert (strip["minYaw"], strip["maxPitch"]) == (-60, 30)
    long = viewer_settings(panorama((1024, 32), "flat"))
    assert long["haov"] == 360
    assert long["vaov"] == pytest.approx(11.25)
    assert "minYaw" not in long


def test_the_viewer_comes_with_its_licence() -> None:
    assert {path.name for path in VIEWER_FOLDER.iterdir()} == {"LICENSE", "pannellum.css", "pannellum.js"}
    assert "Matthew Petroff" in (VIEWER_FOLDER / "LICENSE").read_text(encoding="utf-8")
