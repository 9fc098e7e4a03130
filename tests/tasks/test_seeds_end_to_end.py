"""The seed contract: picture i depends on (model, request, seed, i) and on nothing else, bit for bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from danqing import load
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.diffusion.samplers import SAMPLERS
from danqing.tasks.studio import Studio

STEPS = 3


def pixels(picture: Picture) -> bytes:
    return picture.image.tobytes()


def request(**changes: object) -> Request:
    return Request(prompt="a red cat", seed=0, steps=STEPS).replace(**changes)


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_alone_in_a_batch_and_elsewhere_in_the_queue(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    alone = pixels(studio.generate(request(count=4), indices=[2])[0])
    batch = [pixels(each) for each in studio.generate(request(count=4))]
    assert batch[2] == alone
    assert len(set(batch)) == 4
    assert pixels(studio.generate(request())[0]) == batch[0]
    studio.generate("another wish first", seed=99, steps=STEPS, count=2, size=studio.default_size)
    torch.manual_seed(123)  # nobody's global state matters
    assert [pixels(each) for each in studio.generate(request(count=4), indices=[3, 1])] == [batch[3], batch[1]]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_keeps_the_contract(studios: dict[str, Studio], sampler: str) -> None:
    batch = studios["sd1"].generate(request(count=3, sampler=sampler))
    alone = studios["sd1"].generate(request(count=3, sampler=sampler), indices=[2])
    assert pixels(alone[0]) == pixels(batch[2])


def test_in_bfloat16_too(tiny_models: dict[str, Path]) -> None:
    studio = load(tiny_models["sd1"], precision="bfloat16", device="cpu")
    batch = studio.generate(request(count=4))
    assert pixels(studio.generate(request(count=4), indices=[3])[0]) == pixels(batch[3])
    assert batch[0].manifest["settings"]["precision"] == "bfloat16"


def test_after_a_restart_and_without_chatter(studios: dict[str, Studio], tiny_models: dict[str, Path]) -> None:
    here = [pixels(each) for each in studios["sd1"].generate(request(count=2, sampler="euler_ancestral"))]
    script = f"""
import sys, torch
torch.set_num_threads({torch.get_num_threads()})
from danqing import Request, load
studio = load({str(tiny_models["sd1"])!r}, precision="float32", device="cpu")
wish = Request(prompt="a red cat", seed=0, steps={STEPS}, count=2, sampler="euler_ancestral")
sys.stdout.buffer.write(studio.generate(wish, indices=[1])[0].image.tobytes())
"""
    there = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, check=True)
    assert there.stderr == b"", "loading and drawing is quiet"
    assert there.stdout == here[1]


def test_the_seed_matters_and_0_is_one(studios: dict[str, Studio]) -> None:
    drawn = [pixels(studios["sd1"].generate("a cat", seed=seed, steps=STEPS)[0]) for seed in (0, 0, 1, 2**32 - 1)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 3


def test_without_a_seed_one_is_drawn_and_recorded(studios: dict[str, Studio]) -> None:
    first, second = (studios["sd1"].generate("a cat", steps=STEPS)[0] for _ in range(2))
    seeds = [each.manifest["request"]["seed"] for each in (first, second)]
    assert seeds[0] != seeds[1]
    assert pixels(studios["sd1"].generate("a cat", seed=seeds[0], steps=STEPS)[0]) == pixels(first)


def test_a_manifest_is_enough_to_draw_the_picture_again(studios: dict[str, Studio]) -> None:
    picture = studios["sd1"].generate("a (red:1.2) cat", negative="dog", count=3, seed=5, steps=STEPS)[1]
    manifest = picture.manifest
    values = {**manifest["request"], "guidance_interval": tuple(manifest["request"]["guidance_interval"])}
    again = studios["sd1"].generate(Request(**values), indices=[manifest["index"]])[0]
    assert np.array_equal(np.asarray(again.image), np.asarray(picture.image))
