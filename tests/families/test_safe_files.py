"""Links out of a checkpoint and requests to run code, wherever in it they are; a hub cache's own links work."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danqing.core.errors import CheckpointError, UnsafeCheckpointError
from danqing.families.checkpoint import open_checkpoint
from danqing.families.identity import content_hash
from danqing.families.models import check_checkpoint
from danqing.families.safe_files import CODE_KEYS
from tiny_families import edit_json

Copied = Callable[[str], Path]
UNET = "unet/diffusion_pytorch_model.safetensors"


def refused(folder: Path, *words: str) -> None:
    with pytest.raises(UnsafeCheckpointError) as caught:
        open_checkpoint(folder)
    said = str(caught.value)
    assert all(word in said for word in words), said
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize("name", ["vae", UNET, "unet/config.json", "tokenizer/tokenizer.json"])
@pytest.mark.parametrize("relative", [False, True])
def test_a_link_out_of_the_checkpoint_is_refused(copied: Copied, tmp_path: Path, name: str, relative: bool) -> None:
    folder = copied("sd1")
    outside = tmp_path / "elsewhere"
    (folder / name).rename(outside)
    target = Path(os.path.relpath(outside, (folder / name).parent)) if relative else outside
    (folder / name).symlink_to(target, target_is_directory=outside.is_dir())
    refused(folder, str(folder / name), str(outside), "outside the checkpoint", "put a copy in the link's place")
    (folder / name).unlink()
    outside.rename(folder / name)
    assert open_checkpoint(folder)


def test_a_link_to_nothing_or_to_itself_is_refused(copied: Copied) -> None:
    folder = copied("sd1")
    (folder / "unet/loop").symlink_to("loop")
    refused(folder, "unet/loop")
    (folder / "unet/loop").unlink()
    (folder / "unet/gone").symlink_to("/no/such/file")
    refused(folder, "/no/such/file", "outside")


def test_links_within_the_checkpoint_are_followed(copied: Copied, tiny_folders: dict[str, Path]) -> None:
    """Two text encoders may share a folder; the checkpoint itself may be reached by a link."""
    folder = copied("sd3")
    shutil.rmtree(folder / "tokenizer_2")
    (folder / "tokenizer_2").symlink_to("tokenizer", target_is_directory=True)
    (folder / "shared.safetensors").hardlink_to(folder / "vae/diffusion_pytorch_model.safetensors")
    (folder / "vae/diffusion_pytorch_model.safetensors").unlink()
    (folder / "vae/diffusion_pytorch_model.safetensors").symlink_to("../shared.safetensors")
    another_way = folder.parent / "by-link"
    another_way.symlink_to(folder, target_is_directory=True)
    for way in (folder, another_way):
        assert content_hash(check_checkpoint(way)) == content_hash(open_checkpoint(tiny_folders["sd3"]))


@pytest.mark.parametrize("inside", [".", "fp16"])
@pytest.mark.parametrize("shared", [False, True])
def test_a_hub_cache_is_opened_as_it_lies(copied: Copied, tmp_path: Path, inside: str, shared: bool) -> None:
    """Every file of a snapshot is a link to a blob, which may itself be a link to a store that repositories share."""
    plain = copied("sd1")
    repository = tmp_path / "hub" / "models--owner--tiny"
    snapshot = repository / "snapshots" / ("0123456789abcdef" * 3)[:40]
    (repository / "blobs").mkdir(parents=True)
    for number, path in enumerate(sorted(each for each in plain.rglob("*") if each.is_file())):
        link, blob = snapshot / inside / path.relative_to(plain), repository / "blobs" / f"blob{number}"
        link.parent.mkdir(parents=True, exist_ok=True)
        if shared:
            store = tmp_path / "hub" / "blobs" / "ab" / f"store{number}"
            store.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, store)
            blob.symlink_to(os.path.relpath(store, blob.parent))
        else:
            shutil.copyfile(path, blob)
        link.symlink_to(os.path.relpath(blob, link.parent))
    assert content_hash(check_checkpoint(snapshot / inside)) == content_hash(open_checkpoint(plain))

    (snapshot / inside / UNET).unlink()
    (snapshot / inside / UNET).symlink_to(plain / UNET)
    refused(snapshot / inside, str(plain / UNET), "outside the checkpoint")
    (snapshot / inside / UNET).unlink()
    (tmp_path / "hub" / "models--another--one").mkdir()
    secret = tmp_path / "hub" / "models--another--one" / "x.safetensors"
    shutil.copyfile(plain / UNET, secret)
    (snapshot / inside / UNET).symlink_to(secret)
    refused(snapshot / inside, "models--another--one", "outside the checkpoint")


@pytest.mark.parametrize("key", CODE_KEYS)
@pytest.mark.parametrize(
    "file",
    [
        "model_index.json",
        "unet/config.json",
        "text_encoder/config.json",
        "tokenizer/tokenizer_config.json",
        "scheduler/scheduler_config.json",
    ],
)
def test_a_request_to_run_code_is_refused(copied: Copied, file: str, key: str) -> None:
    folder = copied("sd1")
    for asked in ({key: {"AutoTokenizer": ["tokens.Evil", None]}}, {"nested": [{"deep": {key: "owner/code--x.Evil"}}]}):
        edit_json(folder / file, nested=None, **{key: None})
        edit_json(folder / file, **asked)
        refused(folder, str(folder / file), key, "never does")


@pytest.mark.parametrize("harmless", [None, False, {}, []])
def test_a_key_that_asks_for_nothing_is_no_request(copied: Copied, harmless: Any) -> None:
    folder = copied("sd1")
    path = folder / "tokenizer/tokenizer_config.json"
    edit_json(path, trust_remote_code=False)
    path.write_text(path.read_text().replace('"trust_remote_code": false', f'"auto_map": {json.dumps(harmless)}'))
    assert "auto_map" in path.read_text()
    assert open_checkpoint(folder).class_name == "StableDiffusionPipeline"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(copied: Copied) -> None:
    folder = copied("sd1")
    (folder / "unet/config.json").unlink()
    os.mkfifo(folder / "unet/config.json")
    with pytest.raises(CheckpointError, match="is not a file"):
        open_checkpoint(folder)
