"""Models by name: listing, adding, showing, removing. No test uses the network."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import huggingface_hub
import pytest

from danqing.core.errors import (
    CheckpointError,
    DownloadError,
    OutputError,
    RequestError,
    UnknownNameError,
    UnsafeCheckpointError,
)
from danqing.families import models
from danqing.families.checkpoint import open_checkpoint
from danqing.families.identity import content_hash
from danqing.families.models import add_model, find_model, list_models, remove_model, show_model
from tiny_families import edit_json

Copied = Callable[[str], Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def added() -> list[str]:
    return [each.name for each in list_models() if each.origin == "added"]


def test_add_list_show_remove(tiny_folders: dict[str, Path], home: Path) -> None:
    assert added() == []
    info = add_model(tiny_folders["sd1"], name="猫-1.0")
    assert (info.name, info.origin, info.family, info.problem) == ("猫-1.0", "added", "stable-diffusion", None)
    assert info.folder == home / "models" / "猫-1.0" == find_model("猫-1.0")
    add_model(str(tiny_folders["sd3"]))
    assert added() == ["sd3", "猫-1.0"]
    assert next(each for each in list_models() if each.name == "sd3").family == "stable-diffusion-3"

    details = show_model("猫-1.0")
    assert details.class_name == "StableDiffusionPipeline"
    assert details.components["unet"][0] == "UNet2DConditionModel"
    assert details.components["unet"][1] > 10_000
    assert details.source["source"] == str(tiny_folders["sd1"])
    assert details.info.size_bytes > sum(size for _, size in details.components.values())
    json.dumps(dataclasses.asdict(details), default=str)  # the command line prints it

    assert not remove_model("猫-1.0").exists()
    assert added() == ["sd3"]
    assert [each.name for each in (home / "models").iterdir()] == ["sd3"]


def test_only_what_the_model_needs_is_copied(copied: Copied) -> None:
    folder = copied("sd1")
    (folder / "README.md").write_text("hello")
    (folder / "unet" / "picture.png").write_bytes(b"x")
    goal = add_model(folder, name="lean").folder
    kept = {path.relative_to(goal).as_posix() for path in goal.rglob("*") if path.is_file()}
    assert "unet/diffusion_pytorch_model.safetensors" in kept
    assert not kept & {"README.md", "unet/picture.png"}


def test_a_name_is_taken_once(tiny_folders: dict[str, Path]) -> None:
    add_model(tiny_folders["sd1"], name="one")
    with pytest.raises(OutputError, match="one already"):
        add_model(tiny_folders["sd1"], name="one")


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 101, "a b", "a\n"])
def test_bad_names(tiny_folders: dict[str, Path], name: str) -> None:
    with pytest.raises(RequestError, match="cannot name a model"):
        add_model(tiny_folders["sd1"], name=name)


def test_what_cannot_be_used_is_not_added(copied: Copied, home: Path) -> None:
    unsafe = copied("sd1")
    (unsafe / "x.ckpt").write_bytes(b"x")
    with pytest.raises(UnsafeCheckpointError):
        add_model(unsafe)
    truncated = copied("sd2")
    weights = truncated / "unet/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-10])
    with pytest.raises(CheckpointError, match="truncated"):
        add_model(truncated)
    unknown = copied("mini")
    edit_json(unknown / "model_index.json", _class_name="OtherPipeline")
    with pytest.raises(CheckpointError, match="OtherPipeline"):
        add_model(unknown)
    with pytest.raises(CheckpointError, match="no model folder at"):
        add_model("/no/such/folder")
    assert not (home / "models").exists() or not list((home / "models").iterdir())


def test_a_home_that_cannot_be_written_to(tiny_folders: dict[str, Path], home: Path) -> None:
    home.write_text("a file in the way")
    with pytest.raises(OutputError, match="DANQING_HOME"):
        add_model(tiny_folders["sd1"])


def test_a_broken_model_is_listed_with_its_problem(tiny_folders: dict[str, Path]) -> None:
    folder = add_model(tiny_folders["sd1"], name="broken").folder
    (folder / "model_index.json").write_text("{")
    (info,) = [each for each in list_models() if each.name == "broken"]
    assert info.family is None
    assert info.problem
    assert "not valid JSON" in info.problem
    remove_model("broken")


def test_finding(tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_model(tiny_folders["sd1"]) == tiny_folders["sd1"]
    assert find_model(str(tiny_folders["sd1"])) == tiny_folders["sd1"]
    monkeypatch.chdir(tiny_folders["sd1"].parent)
    assert find_model("sd1") == Path("sd1")
    with pytest.raises(UnknownNameError, match="no model named 'nothing'"):
        find_model("nothing")
    with pytest.raises(UnknownNameError):
        find_model("")
    with pytest.raises(UnknownNameError, match="no model named"):
        find_model("猫" * 5000)
    for path in ("./some/where/else", "a/" + "x" * 5000, "a/\0"):
        with pytest.raises(CheckpointError, match="no model folder at"):
            find_model(path)
        with pytest.raises(CheckpointError, match="no model folder at"):
            add_model(path, name="new")


def test_a_hub_id_that_was_not_added_says_how_to_add_it() -> None:
    with pytest.raises(CheckpointError, match="danqing models add owner/some-model"):
        find_model("owner/some-model")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, copied: Copied) -> list[dict[str, object]]:
    """A hub that holds one repository, with files that must not be asked for. Records the calls."""
    calls: list[dict[str, object]] = []
    source = copied("sd1")
    edit_json(source / "model_index.json", safety_checker=["stable_diffusion", "StableDiffusionSafetyChecker"])
    (source / "README.md").write_text("# The model card")
    (source / "LICENSE").write_text("As you like.")

    def snapshot_download(
        repo: str, *, revision: str | None, local_dir: Path, allow_patterns: list[str], ignore_patterns: list[str]
    ) -> None:
        from huggingface_hub.utils._paths import filter_repo_objects

        calls.append({"repo": repo, "revision": revision})
        if repo != "owner/tiny-model":
            raise OSError("404: no such repository")
        offered = [path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()]
        offered += ["evil.py", "v1-5.ckpt", "big.safetensors", "unet/diffusion_pytorch_model.bin", "sample.png"]
        offered += ["safety_checker/config.json", "safety_checker/model.safetensors"]
        for name in filter_repo_objects(offered, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            assert (source / name).is_file(), f"{name} must not be fetched"
            (local_dir / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, local_dir / name)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
    return calls


def test_a_hub_id_is_fetched_when_asked(hub: list[dict[str, object]]) -> None:
    info = add_model("owner/tiny-model", revision="v1")
    assert hub == [{"repo": "owner/tiny-model", "revision": "v1"}]
    assert info.problem is None
    assert find_model("tiny-model") == find_model("owner/tiny-model") == info.folder
    assert show_model("tiny-model").source["source"] == "owner/tiny-model"
    assert all((info.folder / name).is_file() for name in ("README.md", "LICENSE"))  # who made it, and on what terms


def test_a_failed_fetch_leaves_nothing(hub: list[dict[str, object]], home: Path) -> None:
    with pytest.raises(DownloadError, match="owner/other could not be fetched"):
        add_model("owner/other")
    assert list((home / "models").iterdir()) == []


def test_removing_what_is_not_there_or_came_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        remove_model("nothing")
    with pytest.raises(UnknownNameError):
        remove_model("..")
    (tmp_path / "assets" / "danqing-mini").mkdir(parents=True)
    monkeypatch.setattr(models, "shipped_folder", lambda: tmp_path / "assets")
    with pytest.raises(RequestError, match="came with Danqing"):
        remove_model("danqing-mini")


def test_the_hash_follows_content_not_place(copied: Copied, tiny_folders: dict[str, Path]) -> None:
    folder = copied("sd1")
    before = content_hash(open_checkpoint(folder))
    assert before == content_hash(open_checkpoint(tiny_folders["sd1"]))
    assert before == content_hash(open_checkpoint(add_model(folder, name="copy").folder))
    edit_json(folder / "scheduler/scheduler_config.json", steps_offset=0)
    assert content_hash(open_checkpoint(folder)) != before


def test_the_hash_of_a_large_checkpoint_is_remembered(
    copied: Copied, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danqing.families import identity

    monkeypatch.setattr(identity, "CACHE_ABOVE_BYTES", 0)
    checkpoint = open_checkpoint(copied("sd1"))
    first = content_hash(checkpoint)
    assert (home / "cache" / "hashes.json").is_file()
    monkeypatch.setattr(identity, "file_sha256", lambda path: pytest.fail(f"{path} was read again"))
    assert content_hash(checkpoint) == first
    (home / "cache" / "hashes.json").write_text("broken")
    monkeypatch.undo()
    monkeypatch.setenv("DANQING_HOME", str(home))
    assert content_hash(checkpoint) == first
