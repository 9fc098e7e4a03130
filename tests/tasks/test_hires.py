"""The second, larger pass: what it is made of, what the manifest says, what is refused."""

from __future__ import annotations

import pytest
from PIL import Image

from danqing.core.errors import CancelledError, DataError, RequestError, UnknownNameError
from danqing.core.hires import Hires
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.memory import decoding_bytes_per_pixel
from danqing.provenance.metadata import parameters_text
from danqing.tasks.drawing import Progress
from danqing.tasks.studio import Studio


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_it_is_draw_enlarge_and_draw_over_bit_for_bit(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    (picture,) = studio.generate("a cat", seed=4, steps=4, hires=Hires(factor=2, strength=0.5))
    (plain,) = studio.generate("a cat", seed=4, steps=4)
    large = studio.upscale(plain, method="lanczos")
    by_hand = studio.img2img(large, "a cat", seed=4, steps=4, strength=0.5, size=large.image.size)[0]
    assert picture.image.size == (2 * plain.image.width, 2 * plain.image.height)
    assert picture.image.tobytes() == by_hand.image.tobytes()
    assert picture.image.tobytes() != large.image.tobytes()


def test_one_manifest_for_both_passes(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    (picture,) = studio.generate("a cat", seed=4, steps=4, hires=Hires(factor=1.5, strength=0.5, steps=6))
    manifest = picture.manifest
    assert picture.image.size == (48, 48)
    assert (manifest["settings"]["width"], manifest["settings"]["steps"]) == (32, 4)
    told = {"factor": 1.5, "strength": 0.5, "steps": 6, "method": "lanczos", "width": 48, "height": 48}
    assert manifest["settings"]["hires"] == told
    assert "task" not in manifest
    (again,) = studio.generate(Request(**manifest["request"]))
    assert again.image.tobytes() == picture.image.tobytes()
    assert "Hires upscale: 1.5, Hires steps: 6, Hires upscaler: lanczos" in parameters_text(manifest)


def test_each_picture_depends_on_its_own_number_only(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=1, steps=2, count=3, hires=Hires(strength=0.5), sampler="euler_ancestral")
    seen: list[Progress] = []
    batch = list(studios["sd1"].stream(request, on_step=seen.append))
    (alone,) = studios["sd1"].stream(request, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()
    assert [at.step for at in seen] == list(range(1, 10))
    assert {at.total for at in seen} == {9}
    with pytest.raises(RequestError, match="pictures 0 to 2"):
        studios["sd1"].stream(request, indices=[3])


def test_the_prompt_may_ask_for_it(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    (said,) = studio.generate("a cat --hd", seed=4, steps=4)
    (given,) = studio.generate("a cat", seed=4, steps=4, hires=2)
    assert said.image.tobytes() == given.image.tobytes()
    with pytest.warns(SettingIgnoredWarning, match="drawn in one pass"):
        studio.img2img(Image.new("RGB", (32, 32)), "a cat --hd", seed=4, steps=2)


def test_it_is_refused_before_anything_is_drawn(studios: dict[str, Studio], monkeypatch: pytest.MonkeyPatch) -> None:
    studio = studios["sd1"]
    seen: list[Progress] = []
    bytes_per_pixel = decoding_bytes_per_pixel((32, 32))
    with pytest.raises(UnknownNameError, match="esrgan, lanczos"):
        studio.generate("a cat", hires=Hires(method="magic"), on_step=seen.append)
    with pytest.raises(DataError, match="fetch it once"):
        studio.generate("a cat", hires=Hires(method="esrgan"), on_step=seen.append)
    with pytest.raises(RequestError, match="leaves none of the"):
        studio.generate("a cat", steps=2, hires=Hires(strength=0.2), on_step=seen.append)
    with pytest.raises(RequestError, match="at most 8,192"):
        studio.generate("a cat", size=(4096, 32), hires=Hires(factor=3), on_step=seen.append)
    whole = Request(prompt="a cat", steps=2, tiled=False, hires=Hires())
    with monkeypatch.context() as patch:
        patch.setattr("danqing.families.components.available_bytes", lambda: 32 * 40 * bytes_per_pixel)
        with pytest.raises(RequestError, match="GiB"):
            studio.generate(whole, on_step=seen.append)
    assert seen == []
    with pytest.raises(CancelledError, match="after 0 of 2"):
        studio.generate("a cat", steps=2, count=2, hires=Hires(strength=0.5), should_stop=lambda: True)
