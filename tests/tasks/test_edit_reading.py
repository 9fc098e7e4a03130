"""Who reads an instruction, by the settings and by what is there; with a real model, whose answers are noise."""

from __future__ import annotations

from pathlib import Path

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_types import Recolor
from danqing.director.settings import DirectorSettings, write_settings
from danqing.tasks import directing
from danqing.tasks.edit_reading import check_instruction, instruction_read
from tiny_gguf import write_adapter, write_model


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The local model and its adapter are there; both are random."""
    model = write_model(tmp_path / "tiny.gguf")
    monkeypatch.setattr(directing, "local_model_path", lambda: model)
    monkeypatch.setattr(directing, "ADAPTER", write_adapter(tmp_path / "adapter.gguf"))
    return model


def test_without_a_model_the_rules_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(directing, "local_model_path", lambda: tmp_path / "none.gguf")
    read = instruction_read("make the car red")
    assert (read.plan.operations, read.provider, read.notes) == ((Recolor(what="car", color="red"),), "rules", ())
    with pytest.raises(RequestError, match="danqing director fetch"):
        instruction_read("make the car red", provider="local")
    with pytest.raises(RequestError):
        check_instruction("why is the sky blue?")
    check_instruction("swap the cat and the dog")  # what the picture shows may allow it


def test_what_the_model_gives_is_checked_and_the_rules_take_over(tiny: Path) -> None:
    read = instruction_read("make the car red", provider="local")
    assert read.plan.operations == (Recolor(what="car", color="red"),)
    assert read.provider == "rules"
    assert "tiny with adapter" in read.notes[0]
    assert instruction_read("make the car red", provider="rules").notes == ()


def test_auto_asks_the_model_only_where_the_rules_do_not_read_all(tiny: Path) -> None:
    assert instruction_read("make the car red", provider="auto").notes == ()
    read = instruction_read("make the car red, and wibble the wobble", provider="auto")
    assert "tiny with adapter" in read.notes[0]
    check_instruction("why is the sky blue?")  # a model may understand it


def test_a_model_of_ones_own_is_not_asked_in_the_form_of_our_adapter(tiny: Path) -> None:
    write_settings(DirectorSettings(local_model=str(tiny)))
    assert instruction_read("make the car red").notes == ()  # auto does without it
    read = instruction_read("make the car red", provider="local")
    assert "tiny" in read.notes[0]
    assert "adapter" not in read.notes[0]
