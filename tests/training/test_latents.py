"""Latents: standard in each channel without changing a picture, written shard by shard, never mixed."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL

from danqing.core.errors import DataError
from danqing.data.crops import CroppedScenes
from danqing.data.scenes import SceneSet
from danqing.training.autoencoder import AutoencoderConfig, make_autoencoder, to_batch
from danqing.training.config import LoopConfig
from danqing.training.latents import LatentSet, encode_scenes, encoder_fingerprint, standardise_latents
from tiny_scenes import build_squares, write_latents

CONFIG = AutoencoderConfig(
    block_out_channels=(8, 16, 16), latent_channels=4, crops_px=((0, 16),), loop=LoopConfig(num_images=1, batch_size=1)
)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> SceneSet:
    return build_squares(tmp_path_factory.mktemp("scenes"), 40)


@pytest.fixture
def autoencoder() -> AutoencoderKL:
    torch.manual_seed(0)
    return make_autoencoder(CONFIG, size=32)


def pictures(scenes: SceneSet) -> torch.Tensor:
    return to_batch(np.stack([scenes.image(index) for index in range(len(scenes))]))


@torch.no_grad()
def test_standardised_latents_are_standard_and_pictures_stay(scenes: SceneSet, autoencoder: AutoencoderKL) -> None:
    before = copy.deepcopy(autoencoder)
    standardise_latents(autoencoder, scenes)
    old, new = (each.encode(pictures(scenes)).latent_dist for each in (before, autoencoder))
    torch.testing.assert_close(new.mode().mean((0, 2, 3)), torch.zeros(4), atol=1e-4, rtol=0)
    torch.testing.assert_close(new.mode().std((0, 2, 3)), torch.ones(4), atol=1e-3, rtol=0)
    torch.testing.assert_close(
        autoencoder.decode(new.mode()).sample, before.decode(old.mode()).sample, atol=2e-4, rtol=1e-3
    )
    # the posterior is the old one seen in new units, its spread as well as its mean
    spread = old.mode().std((0, 2, 3))
    torch.testing.assert_close(new.std, old.std / spread[:, None, None], atol=1e-5, rtol=1e-3)
    assert (autoencoder.config.scaling_factor, autoencoder.config.shift_factor) == (1.0, 0.0)


def test_encoded_scenes_are_posterior_means_with_their_captions(
    scenes: SceneSet, autoencoder: AutoencoderKL, tmp_path: Path
) -> None:
    found = encode_scenes(autoencoder, scenes, tmp_path, batch_size=16)
    assert (len(found), found.shape) == (40, (4, 8, 8))
    assert found.array.dtype == np.float16
    with torch.no_grad():
        exact = autoencoder.encode(pictures(scenes)).latent_dist.mode()
    latents = found.latents(np.arange(40))
    assert latents.dtype == torch.float32
    torch.testing.assert_close(latents, exact, atol=0.05, rtol=0.05)  # encoded in bfloat16
    assert found.captions[7]["zh"] == scenes.captions(7)["zh"]


def test_encoding_goes_on_where_it_stopped_and_never_mixes(
    scenes: SceneSet, autoencoder: AutoencoderKL, tmp_path: Path
) -> None:
    encode_scenes(autoencoder, scenes, tmp_path)
    (tmp_path / "latents.json").unlink()
    mark = np.load(tmp_path / "latents-00000.npy") * 0
    np.save(tmp_path / "latents-00000.npy", mark)
    again = encode_scenes(autoencoder, scenes, tmp_path)
    assert not again.array.any()  # what was there is kept
    torch.manual_seed(9)
    other = make_autoencoder(CONFIG, size=32)
    assert encoder_fingerprint(other) != encoder_fingerprint(autoencoder)
    with pytest.raises(DataError, match="latents of another autoencoder; delete it"):
        encode_scenes(other, scenes, tmp_path)
    other.decoder.load_state_dict(autoencoder.decoder.state_dict())
    twin = copy.deepcopy(autoencoder)
    torch.nn.init.zeros_(twin.decoder.conv_in.weight)
    encode_scenes(twin, scenes, tmp_path)  # another decoder reads the same latents


def test_latents_grow_with_their_scenes(autoencoder: AutoencoderKL, tmp_path: Path) -> None:
    small = build_squares(tmp_path / "scenes", 8)
    assert len(encode_scenes(autoencoder, small, tmp_path / "latents")) == 8
    grown = build_squares(tmp_path / "scenes", 24)
    found = encode_scenes(autoencoder, grown, tmp_path / "latents")
    assert len(found) == len(grown) == 24
    assert [found.captions[index] for index in (0, 23)] == [grown.captions(index) for index in (0, 23)]
    (tmp_path / "latents" / "latents-00000.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(DataError, match=r"damaged .*; delete that file and encode again"):
        encode_scenes(autoencoder, grown, tmp_path / "latents")


def test_crops_are_encoded_in_their_own_shape(scenes: SceneSet, autoencoder: AutoencoderKL, tmp_path: Path) -> None:
    cropped = CroppedScenes(scenes, width=32, height=20)
    found = encode_scenes(autoencoder, cropped, tmp_path)
    assert (len(found), found.shape) == (len(cropped), (4, 5, 8))


def test_damage_and_emptiness_are_told_in_one_sentence(
    scenes: SceneSet, autoencoder: AutoencoderKL, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match="holds no latents; encode scenes first"):
        LatentSet(tmp_path)
    write_latents(tmp_path / "cut", np.zeros((3, 4, 8, 8)))
    (tmp_path / "cut" / "captions-00000.jsonl").write_text("{}\n")
    with pytest.raises(DataError, match="incomplete"):
        LatentSet(tmp_path / "cut")
    (tmp_path / "cut" / "latents-00000.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(DataError, match="damaged"):
        LatentSet(tmp_path / "cut")
    empty = build_squares(tmp_path / "scenes", 1)
    empty.records.clear()
    with pytest.raises(DataError, match="no scenes to encode"):
        encode_scenes(autoencoder, empty, tmp_path / "latents")
