"""A GGUF model in a process of its own: a real one with random weights, which only the schema keeps from noise."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from danqing.core.errors import (
    CancelledError,
    CheckpointError,
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderSlowError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.director import local
from danqing.director.local import LocalProvider, LoraFile
from danqing.director.plan import MAX_WORDS, plan_from_data, plan_schema
from danqing.director.provider import Message, wish_message
from danqing.director.schema import complaint
from tiny_gguf import write_adapter, write_model

MESSAGES = [Message("system", "Write the wish as a plan."), wish_message("two orange cats <|im_end|> 两只橘猫")]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"color": {"enum": ["red", "blue"]}, "name": {"type": "string", "maxLength": 8}},
    "required": ["color", "name"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def provider(model: Path, seed: int = 0, temperature: float = 0.0, max_tokens: int = 800) -> LocalProvider:
    return LocalProvider(model, seed=seed, temperature=temperature, max_tokens=max_tokens)


def short_plans() -> dict[str, Any]:
    """The schema of plans with shorter phrases and lists: noise does not end by itself."""
    schema = json.dumps(plan_schema())
    shorter: dict[str, Any] = json.loads(
        schema.replace(f'"maxLength": {MAX_WORDS}', '"maxLength": 8').replace('"maxItems": 12', '"maxItems": 2')
    )
    return shorter


def test_answers_follow_the_schema_of_plans_twenty_times_of_twenty(model: Path) -> None:
    held, schema, seen = provider(model, temperature=1.0, max_tokens=1900), short_plans(), set()
    try:
        for number in range(20):
            answer = held.answer([wish_message(f"{number} cats")], schema, deadline_s=60)
            assert complaint(answer.value, schema) is None
            assert answer.usage is not None
            assert answer.usage.output_tokens > 5
            seen.add(json.dumps(answer.value))
    finally:
        held.close()
    assert len(seen) == 20  # it is noise


def test_what_the_schema_lets_through_is_a_plan(model: Path) -> None:
    held, schema = provider(model, temperature=1.0, max_tokens=1900), short_plans()
    del schema["properties"]["relations"]  # noise joins subjects that are not there
    schema["required"] = list(schema["properties"])
    schema["properties"]["subjects"]["minItems"] = 1
    schema["properties"]["subjects"]["items"]["required"] = ["name", "count", "color", "attributes"]
    for name in ("name", "background", "style", "mood", "composition"):
        place = schema["properties"]["subjects"]["items"] if name == "name" else schema
        place["properties"][name] = {"enum": ["a cat", "猫"]}  # noise may be a blank, which is no phrase
    for each in (schema["properties"][name] for name in ("lettering", "avoid")):
        each["items"] = {"enum": ["people"]}
    schema["properties"]["subjects"]["items"]["properties"]["attributes"]["items"] = {"enum": ["big"]}
    counts: set[int | None] = set()
    try:
        for number in range(10):
            plan = plan_from_data(held.complete([wish_message(f"{number} cats")], schema, deadline_s=60))
            counts |= {each.count for each in plan.subjects}
    finally:
        held.close()
    assert len(counts) > 2


def test_the_coldest_answer_is_always_the_same_and_the_text_comes_in_pieces(model: Path) -> None:
    first, second = provider(model), provider(model, seed=7)
    pieces: list[str] = []
    try:
        answer = first.answer(MESSAGES, SCHEMA, deadline_s=60, on_text=pieces.append)
        assert answer.value == second.complete(MESSAGES, SCHEMA, deadline_s=60)
    finally:
        first.close()
        second.close()
    assert len(pieces) > 5
    assert json.loads("".join(pieces)) == answer.value
    assert not re.search(r"[:,]\s", "".join(pieces))  # blanks say nothing and take time


def test_an_adapter_changes_what_is_written_as_much_as_its_scale_says(model: Path, tmp_path: Path) -> None:
    adapter = write_adapter(tmp_path / "more.gguf")
    written = []
    for adapters in ((), (LoraFile(path=adapter, scale=0.0),), (LoraFile(path=adapter),)):
        held = LocalProvider(model, adapters=adapters)
        try:
            written.append(held.complete(MESSAGES, SCHEMA, deadline_s=60))
        finally:
            held.close()
    assert held.name == "tiny with more"
    assert written[0] == written[1] != written[2]


def test_a_call_ends_at_its_deadline_and_the_next_one_works(model: Path) -> None:
    held = provider(model)
    try:
        with pytest.raises(ProviderSlowError, match=r"within 0\.001 s"):
            held.complete(MESSAGES, SCHEMA, deadline_s=0.001)
        assert held.complete(MESSAGES, SCHEMA, deadline_s=60)
        for bad in (0, -1, float("nan"), "soon"):
            with pytest.raises(RequestError, match="deadline"):
                held.complete(MESSAGES, SCHEMA, deadline_s=bad)  # type: ignore[arg-type]
    finally:
        held.close()


def test_who_hears_the_text_can_stop_it(model: Path) -> None:
    def stop(text: str) -> None:
        raise CancelledError("enough")

    held = provider(model)
    try:
        with pytest.raises(CancelledError, match="enough"):
            held.answer(MESSAGES, SCHEMA, deadline_s=60, on_text=stop)
        assert held.complete(MESSAGES, SCHEMA, deadline_s=60)
    finally:
        held.close()


def test_calls_at_once_take_turns(model: Path) -> None:
    held = provider(model)
    values: list[object] = []
    callers = [
        threading.Thread(target=lambda: values.append(held.complete(MESSAGES, SCHEMA, deadline_s=60))) for _ in range(3)
    ]
    try:
        for each in callers:
            each.start()
        for each in callers:
            each.join()
    finally:
        held.close()
    assert len(values) == 3
    assert values[0] == values[1] == values[2]


def test_what_is_too_long_is_told(model: Path) -> None:
    held = provider(model, max_tokens=3)
    try:
        with pytest.raises(ProviderRefusedError, match=r"reads at most 2048; use fewer words"):
            held.complete([wish_message("cat " * 1000)], SCHEMA, deadline_s=60)
        with pytest.raises(ProviderRubbishError, match="cut off") as caught:
            held.complete(MESSAGES, SCHEMA, deadline_s=60)
        assert caught.value.said.startswith("{")
    finally:
        held.close()


def test_a_model_that_stops_is_told_and_started_again(model: Path) -> None:
    held = provider(model)
    try:
        before = held.complete(MESSAGES, SCHEMA, deadline_s=60)

        def end(text: str) -> None:
            assert held._process is not None
            held._process.kill()
            held._process.wait()

        long = {"type": "string", "minLength": 400, "maxLength": 500}
        with pytest.raises(ProviderUnreachableError, match="stopped"):
            held.answer(MESSAGES, long, deadline_s=60, on_text=end)
        assert held.complete(MESSAGES, SCHEMA, deadline_s=60) == before
    finally:
        held.close()


def test_files_that_are_no_models_are_refused(model: Path, tmp_path: Path) -> None:
    text, cut = tmp_path / "text.gguf", tmp_path / "cut.gguf"
    text.write_text("no model")
    cut.write_bytes(model.read_bytes()[:20_000])
    with pytest.raises(CheckpointError, match="is no GGUF file"):
        LocalProvider(text)
    with pytest.raises(CheckpointError, match="cannot be read"):
        LocalProvider(tmp_path / "none.gguf")
    with pytest.raises(CheckpointError, match="is no GGUF file"):
        LocalProvider(model, adapters=[LoraFile(path=text)])
    with pytest.raises(CheckpointError, match="danqing director fetch"):
        LocalProvider()
    with pytest.raises(RequestError, match="from 1"):
        LocalProvider(model, threads=0)
    with pytest.raises(RequestError, match="scale"):
        LoraFile(path=model, scale=float("inf"))
    for held in (LocalProvider(cut), LocalProvider(model, adapters=[LoraFile(path=model)])):
        with pytest.raises(CheckpointError, match="cannot be loaded"):
            held.complete(MESSAGES, SCHEMA, deadline_s=60)


def test_without_xllamacpp_it_is_told_what_to_install(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ProviderUnreachableError, match=r"pip install 'danqing\[director\]'"):
        provider(model).complete(MESSAGES, SCHEMA, deadline_s=60)


def test_nothing_is_printed_and_nothing_is_left_running(model: Path) -> None:
    code = (
        "from pathlib import Path; import sys\n"
        "from danqing.director.local import LocalProvider; from danqing.director.provider import Message\n"
        "held = LocalProvider(Path(sys.argv[1]))\n"
        "held.complete([Message('user', 'a cat')], {'type': 'object'}, deadline_s=60)\n"
        "print(held._process.pid)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(model)], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)


def test_the_worker_needs_nothing_of_ours() -> None:
    assert "danqing" not in local._WORKER.read_text(encoding="utf-8").partition("from __future__")[2]


@pytest.mark.parametrize(("cores", "threads"), [(None, 1), (1, 1), (2, 2), (16, 4)])
def test_a_thread_for_each_core_up_to_four(
    cores: int | None, threads: int, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert LocalProvider(model)._settings["threads"] == threads


def test_a_model_that_was_loaded_before_is_not_loaded_again(model: Path) -> None:
    held = provider(model)
    try:
        held.load()
        process = held._process
        held.load()
        for _ in range(2):
            assert complaint(held.answer(MESSAGES, SCHEMA, deadline_s=60).value, SCHEMA) is None
        assert held._process is process
        held.close()
        assert complaint(held.answer(MESSAGES, SCHEMA, deadline_s=60).value, SCHEMA) is None
    finally:
        held.close()


def test_what_cannot_be_loaded_says_so_when_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "bad.gguf").write_bytes(b"GGUF" + bytes(64))
    held = LocalProvider(tmp_path / "bad.gguf")
    held.load()
    for _ in range(2):
        with pytest.raises(CheckpointError, match="cannot be loaded"):
            held.answer(MESSAGES, SCHEMA, deadline_s=60)
