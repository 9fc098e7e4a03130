"""Adapters named in a request: every task honours them, manifests record them, and what cannot be is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from danqing.core.adapters import AdapterUse, as_adapters, parse_adapter
from danqing.core.errors import CheckpointError, OutputError, RequestError, UnknownNameError, UnsafeCheckpointError
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.adapter_library import add_adapter, find_adapter, list_adapters, remove_adapter
from danqing.storage.home import adapters_folder
from danqing.tasks.studio import Studio
from tiny_adapters import random_changes, write_embedding, write_peft


@pytest.fixture
def studio(studios: dict[str, Studio], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """A studio at a home with the LoRA "ink" and the embedding "toy", whose word is <toy>."""
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    model = studios["sd1"]
    add_adapter(write_peft(tmp_path / "ink.safetensors", random_changes(model.family.checkpoint.folder)))
    add_adapter(write_embedding(tmp_path / "toy.safetensors", vectors=2))
    return model


def drawn(studio: Studio, request: Request) -> bytes:
    return next(iter(studio.stream(request))).image.tobytes()


def test_a_lora_acts_as_asked_and_is_recorded(studio: Studio) -> None:
    plain = Request(prompt="a cat", seed=1, steps=3)
    (picture,) = studio.generate("a cat", seed=1, steps=3, adapters=[("ink", 0.5)])
    assert picture.image.tobytes() != drawn(studio, plain)
    assert drawn(studio, plain.replace(adapters=as_adapters([("ink", 0)]))) == drawn(studio, plain)
    (noted,) = picture.manifest["request"]["adapters"]
    assert (noted["name"], noted["weight"], len(noted["sha256"])) == ("ink", 0.5, 64)
    again = Request(**picture.manifest["request"])
    assert Request.from_json(again.to_json()) == again
    assert drawn(studio, again) == picture.image.tobytes()
    with pytest.raises(CheckpointError, match="not the one that was recorded"):
        drawn(studio, plain.replace(adapters=(AdapterUse(name="ink", sha256="0" * 64),)))


def test_a_prompt_names_adapters_and_the_request_wins(studio: Studio) -> None:
    asked = Request(prompt="a cat", seed=1, steps=3, adapters=as_adapters([("ink", 0.5)]))
    (picture,) = studio.generate("a cat <lora:ink:0.5>", seed=1, steps=3)
    assert picture.image.tobytes() == drawn(studio, asked)
    assert picture.manifest["request"]["adapters"][0]["weight"] == 0.5
    assert drawn(studio, asked.replace(prompt="a cat <lora:ink:-2>")) == drawn(studio, asked)
    assert drawn(studio, Request(**picture.manifest["request"])) == drawn(studio, asked)


def test_a_file_is_named_by_its_path(studio: Studio, tmp_path: Path) -> None:
    (picture,) = studio.generate("a cat", seed=1, steps=3, adapters=[tmp_path / "ink.safetensors"])
    (noted,) = picture.manifest["request"]["adapters"]
    assert noted["name"] == "ink.safetensors"
    assert drawn(studio, Request(**picture.manifest["request"])) == picture.image.tobytes()  # found among the added


def test_an_embedding_is_a_word(studio: Studio) -> None:
    spoken = Request(prompt="a <toy> cat", seed=1, steps=3, adapters=as_adapters(["toy"]))
    assert drawn(studio, spoken) != drawn(studio, spoken.replace(adapters=()))
    with pytest.warns(SettingIgnoredWarning, match="The word <toy> of the embedding toy is not in the prompt"):
        unspoken = drawn(studio, spoken.replace(prompt="a cat"))
    assert unspoken == drawn(studio, Request(prompt="a cat", seed=1, steps=3))


def test_other_tasks_honour_them(studio: Studio) -> None:
    photo = Image.radial_gradient("L").convert("RGB").resize((32, 32))
    pictures = [
        studio.img2img(photo, "a cat", seed=1, steps=4, strength=0.7, adapters=adapters)[0].image.tobytes()
        for adapters in ([], ["ink"])
    ]
    assert pictures[0] != pictures[1]


def test_what_cannot_be_is_refused_before_drawing(studio: Studio, studios: dict[str, Studio], tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="no adapter named 'inc'; choose one of: ink, toy"):
        studio.generate("a cat", adapters=["inc"])
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3"):
        studios["sd3"].generate("a cat", adapters=["ink"])
    other = write_peft(tmp_path / "other.safetensors", random_changes(studios["mini"].family.checkpoint.folder))
    with pytest.raises(CheckpointError, match="made for this"):
        studio.generate("a cat", adapters=[other])
    with pytest.raises(RequestError, match="named twice"):
        studio.generate("a cat", adapters=["ink", ("ink", 2)])
    with pytest.raises(RequestError, match="within ±10"):
        studio.generate("a cat", adapters=[("ink", 11)])
    with pytest.raises(RequestError, match="given as a list"):
        as_adapters("ink")


@pytest.mark.parametrize(
    ("text", "name", "weight"),
    [("ink", "ink", 1.0), ("ink:0.5", "ink", 0.5), ("C:\\ink", "C:\\ink", 1.0), ("a:b:-1", "a:b", -1.0)],
)
def test_names_and_weights_on_the_command_line(text: str, name: str, weight: float) -> None:
    assert parse_adapter(text) == AdapterUse(name=name, weight=weight)


def test_the_library_keeps_copies(studio: Studio, tmp_path: Path) -> None:
    ink, toy = list_adapters()
    assert (ink.name, ink.kind, ink.size) == ("ink", "lora", 3)
    assert (toy.name, toy.kind, toy.size, toy.words) == ("toy", "embedding", 2, ("<toy>",))
    assert find_adapter("ink") == ink.path == adapters_folder() / "ink.safetensors"
    with pytest.raises(OutputError, match="named ink already"):
        add_adapter(tmp_path / "ink.safetensors")
    assert add_adapter(tmp_path / "toy.safetensors", "ink", force=True).kind == "embedding"
    with pytest.raises(RequestError, match="cannot name an adapter"):
        add_adapter(tmp_path / "ink.safetensors", "../ink")
    (tmp_path / "bad.ckpt").write_bytes(b"\x80\x02")
    with pytest.raises(UnsafeCheckpointError):
        add_adapter(tmp_path / "bad.ckpt")
    assert remove_adapter("ink") == ink.path
    assert [each.name for each in list_adapters()] == ["toy"]
    with pytest.raises(UnknownNameError):
        remove_adapter("ink")
