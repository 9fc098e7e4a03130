from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import danqing
from danqing import load
from danqing.core.errors import (
    CancelledError,
    CheckpointError,
    FailureError,
    OutputError,
    RequestError,
    UnknownNameError,
)
from danqing.core.request import Request
from danqing.core.warnings import PromptWarning, SettingIgnoredWarning
from danqing.tasks.drawing import Progress
from danqing.tasks.studio import Studio


def test_a_picture_of_the_asked_size(studios: dict[str, Studio]) -> None:
    (picture,) = studios["sd1"].generate("一只橘猫", seed=1, steps=2, size=(48, 32))
    assert picture.image.size == (48, 32)
    assert picture.image.mode == "RGB"
    assert np.asarray(picture.image).std() > 1
    assert studios["sd1"].generate("a cat", seed=1, steps=2, size="16x24")[0].image.size == (16, 24)


def test_the_model_s_own_size_need_not_be_square(studios: dict[str, Studio]) -> None:
    assert studios["mini"].default_size == (96, 64)
    assert studios["mini"].size_multiple == 16
    assert studios["mini"].generate("a cat", seed=1, steps=1)[0].image.size == (96, 64)
    assert studios["sd3"].default_size == (16, 16)
    assert studios["sd3"].size_multiple == 4


def test_one_side_alone_makes_a_square(studios: dict[str, Studio]) -> None:
    assert studios["mini"].generate(Request(prompt="a", steps=1, width=32))[0].image.size == (32, 32)


def test_the_manifest_tells_everything(studios: dict[str, Studio]) -> None:
    picture = studios["sd1"].generate("a cat", negative="dog", count=2, seed=7, steps=2)[1]
    manifest = json.loads(json.dumps(picture.manifest))
    assert manifest["request"]["prompt"] == "a cat"
    assert manifest["request"]["negative"] == "dog"
    assert manifest["request"]["seed"] == 7
    assert manifest["request"]["model"] == "sd1"
    assert manifest["index"] == 1
    assert manifest["model"]["name"] == "sd1"
    assert manifest["model"]["family"] == "stable-diffusion"
    assert len(manifest["model"]["hash"]) == 64
    assert manifest["settings"] == {
        "width": 32,
        "height": 32,
        "steps": 2,
        "sampler": "ddim",
        "guidance": 7.5,
        "prompt": "a cat",
        "negative": "dog",
        "backend": "torch",
        "device": "cpu",
        "precision": "float32",
    }
    assert manifest["software"] == {"name": "danqing", "version": danqing.__version__}
    assert datetime.fromisoformat(manifest["time"]).tzinfo is not None
    assert manifest["duration_s"] >= 0


def test_pictures_save_themselves(studios: dict[str, Studio], tmp_path: Path) -> None:
    (picture,) = studios["sd1"].generate("a cat", seed=1, steps=1)
    saved = picture.save(tmp_path / "cat.png")
    assert saved.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OutputError, match="exists already"):
        picture.save(tmp_path / "cat.png")


def test_a_checkpoint_s_own_defaults(tiny_models: dict[str, Path], tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_models["sd1"], tmp_path / "own")
    wanted = {"sampler": "euler", "steps": 3, "guidance": 2.0, "width": 16, "height": 8}
    styles = {"flat": {"en": "flat style", "zh": "扁平风格"}}
    (folder / "danqing.json").write_text(json.dumps({**wanted, "styles": styles}), encoding="utf-8")
    studio = load(folder, precision="float32")
    settings = studio.generate("a cat", seed=0)[0].manifest["settings"]
    assert {name: settings[name] for name in wanted} == wanted
    changed = studio.generate("a cat", seed=0, steps=1, sampler="ddim", guidance=3, size=(8, 8), style="flat")[0]
    expected = {"sampler": "ddim", "steps": 1, "guidance": 3.0, "width": 8, "height": 8, "prompt": "a cat, flat style"}
    assert {name: changed.manifest["settings"][name] for name in expected} == expected
    assert changed.manifest["request"]["prompt"] == "a cat"
    with pytest.raises(UnknownNameError, match=r"There is no style named 'oill'; choose one of: oil\."):
        studio.generate("a cat", style="oill")


def test_progress_counts_over_all_pictures(studios: dict[str, Studio]) -> None:
    told: list[Progress] = []
    studios["sd1"].generate("a cat", seed=0, count=2, steps=3, on_step=told.append)
    assert [each.step for each in told] == [1, 2, 3, 4, 5, 6]
    assert {each.total for each in told} == {6}
    assert [(each.picture, each.picture_step) for each in told] == [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3)]
    assert told[0].sigma > told[1].sigma > told[2].sigma
    assert told[0].preview().size == (32, 32)


def test_a_preview_while_drawing_changes_nothing(studios: dict[str, Studio]) -> None:
    plain = studios["sd1"].generate("a cat", seed=0, steps=3, sampler="dpmpp_2m")[0]
    seen = studios["sd1"].generate(
        "a cat", seed=0, steps=3, sampler="dpmpp_2m", on_step=lambda progress: progress.preview() and None
    )[0]
    assert seen.image.tobytes() == plain.image.tobytes()


def test_stopping_keeps_what_is_finished(studios: dict[str, Studio]) -> None:
    told: list[Progress] = []
    request = Request(prompt="a cat", count=3, steps=2)
    drawn = studios["sd1"].stream(request, on_step=told.append, should_stop=lambda: len(told) >= 3)
    first = next(drawn)
    with pytest.raises(CancelledError, match="after 1 of 3"):
        next(drawn)
    assert first.image.size == (32, 32)


def test_on_step_may_end_the_work(studios: dict[str, Studio]) -> None:
    def stop(progress: Progress) -> None:
        raise CancelledError("Enough.")

    with pytest.raises(CancelledError, match="Enough"):
        studios["sd1"].generate("a cat", seed=0, steps=2, on_step=stop)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"size": (33, 32)}, "multiples of 2 pixels, not 33x32; the nearest is 32x32"),
        ({"size": (0, 32)}, "width must be a whole number"),
        ({"size": (32,)}, "width, height"),
        ({"size": "big"}, "WIDTHxHEIGHT"),
        ({"steps": 0}, "steps must be"),
        ({"steps": 1001}, "steps must be"),
        ({"steps": 1000, "sampler": "dpmpp_2m"}, "ask for fewer"),
        ({"count": 0}, "pictures must be"),
        ({"seed": -1}, "seed must be"),
        ({"guidance": 99}, "guidance must be"),
        ({"sampler": "plms"}, "choose one of: ddim, euler"),
        ({"sampler": ""}, "choose one of: ddim, euler"),
        ({"style": "baroque"}, "no style"),
        ({"indices": [1]}, "pictures 0 to 0"),
    ],
)
def test_bad_values_are_refused_before_anything_is_drawn(
    studios: dict[str, Studio], options: dict[str, object], words: str
) -> None:
    with pytest.raises((RequestError, UnknownNameError), match=words) as caught:
        studios["sd1"].generate("a cat", on_step=lambda _: pytest.fail("drawing began"), **options)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("prompt", ["", "  ", "x" * 10_000, "a\x00b"])
def test_bad_prompts_are_refused(studios: dict[str, Studio], prompt: str) -> None:
    with pytest.raises(RequestError, match="prompt"):
        studios["sd1"].generate(prompt)


def test_a_side_beyond_the_positions_of_a_transformer(studios: dict[str, Studio]) -> None:
    assert studios["sd3"].generate("a cat", seed=0, steps=1, size=(48, 16))[0].image.size == (48, 16)
    with pytest.raises(RequestError, match="at most 48 pixels"):
        studios["sd3"].generate("a cat", seed=0, steps=1, size=(52, 16))


def test_a_request_and_options_do_not_mix(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="steps"):
        studios["sd1"].generate(Request(prompt="a cat"), steps=3)


def test_ignored_settings_are_mentioned(studios: dict[str, Studio]) -> None:
    with pytest.warns(SettingIgnoredWarning, match="the negative prompt"):
        studios["sd1"].generate("a cat", seed=0, steps=1, guidance=1, negative="dog")
    with pytest.warns(SettingIgnoredWarning, match="Nothing reads regions"):
        studios["sd1"].generate(Request(prompt="a cat", steps=1, extra={"regions": []}))
    with pytest.warns(PromptWarning, match="left out"):
        studios["mini"].generate("cat " * 900, seed=0, steps=1)


def test_guidance_and_its_neighbours_matter(studios: dict[str, Studio]) -> None:
    def drawn(**options: Any) -> bytes:
        return studios["sd1"].generate("a cat", seed=0, steps=4, **options)[0].image.tobytes()

    pictures = [
        drawn(),
        drawn(guidance=1),
        drawn(guidance=20),
        drawn(guidance=20, guidance_interval=(0.0, 0.5)),
        drawn(guidance=20, guidance_rescale=0.7),
        drawn(negative="the dog", guidance=20),
        drawn(sampler="dpmpp_2m"),
    ]
    assert len(set(pictures)) == len(pictures)


def test_numbers_that_overflow_are_a_failure(tiny_models: dict[str, Path], tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(tiny_models["sd1"], tmp_path / "loud")
    path = folder / "unet/diffusion_pytorch_model.safetensors"
    weights = load_file(path)
    weights["conv_out.bias"] = torch.full_like(weights["conv_out.bias"], 3e38)  # finite, as its double is not
    save_file(weights, path)
    with pytest.raises(FailureError, match="overflowed"):
        load(folder, precision="float32").generate("a cat", seed=0, steps=1)


def test_loading_by_name_and_by_folder(
    tiny_models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    shutil.copytree(tiny_models["sd1"], tmp_path / "models" / "cats")
    studio = danqing.load("cats", device="cpu", precision="float32")
    assert repr(studio) == "Studio('cats', device='cpu', precision='float32')"
    assert danqing.load(str(tiny_models["sd1"]), device="cpu").name == "sd1"
    with pytest.raises(UnknownNameError, match="cats"):
        danqing.load("dogs")
    with pytest.raises(UnknownNameError, match="precision"):
        danqing.load("cats", precision="float8")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="backend"):
        danqing.load("cats", backend="abacus")
    with pytest.raises(RequestError, match="no device"):
        danqing.load("cats", device="cuda:77")


def test_drawing_never_touches_the_network(tiny_models: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    load(tiny_models["sd3"], precision="float32").generate("a cat", seed=0, steps=1)
    with pytest.raises(CheckpointError, match="danqing models add owner/model"):
        danqing.load("owner/model")


def test_threads_sleep_while_they_wait_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os; from danqing.backends.threads import let_waiting_threads_sleep as say; say(); "
        "print(os.environ['OMP_WAIT_POLICY'])"
    )
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "PASSIVE\n"
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "ACTIVE\n"


def test_importing_danqing_loads_nothing_heavy() -> None:
    code = "import sys, danqing; print(sorted(m for m in ('torch', 'numpy', 'PIL', 'diffusers') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert set(danqing.__all__) <= set(dir(danqing))
    with pytest.raises(AttributeError):
        danqing.nothing  # noqa: B018
