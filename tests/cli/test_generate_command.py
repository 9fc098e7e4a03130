"""``danqing generate`` from words to files, with a tiny real model."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Draw = Callable[..., int]


def opened(path: str | Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
    return image


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_picture_is_drawn_named_and_told(draw: Draw, capsys: Capture) -> None:
    assert draw("一只坐在草地上的橘猫", "--seed", "7") == 0
    captured = capsys.readouterr()
    assert captured.out == "danqing-7-一只坐在草地上的橘猫.png\n"
    assert captured.err.startswith("32 × 32 px, seed 7, tiny, ")
    request = read_manifest("danqing-7-一只坐在草地上的橘猫.png")["request"]
    assert (request["prompt"], request["seed"], request["steps"]) == ("一只坐在草地上的橘猫", 7, 2)
    assert draw("一只坐在草地上的橘猫", "--seed", "7", "--quiet") == 0
    captured = capsys.readouterr()
    assert captured.out == "danqing-7-一只坐在草地上的橘猫_2.png\n"
    assert captured.err == ""
    first, second = (opened(name).tobytes() for name in files())
    assert first == second


def test_without_a_seed_each_run_differs_and_tells_its_seed(draw: Draw, capsys: Capture) -> None:
    seeds = []
    for name in ("a.png", "b.png"):
        assert draw("cat", "-o", name, "--json") == 0
        seeds.append(json.loads(capsys.readouterr().out)["seed"])
        assert read_manifest(name)["request"]["seed"] == seeds[-1]
    assert seeds[0] != seeds[1]
    assert opened("a.png").tobytes() != opened("b.png").tobytes()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.JPG", "JPEG"), ("a.jpeg", "JPEG"), ("a.WebP", "WEBP")]
)
def test_the_suffix_chooses_the_format(draw: Draw, name: str, kind: str) -> None:
    assert draw("cat", "-o", name) == 0
    with Image.open(name) as image:
        assert image.format == kind
    assert read_manifest(name)["request"]["prompt"] == "cat"


def test_four_pictures_come_with_a_grid(draw: Draw, capsys: Capture) -> None:
    assert draw("cat", "-n", "4", "-o", "cat.png", "--seed", "3", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    names = ["cat-1.png", "cat-2.png", "cat-3.png", "cat-4.png"]
    assert [each["path"] for each in facts["pictures"]] == names
    assert facts["grid"] == "cat-grid.png"
    assert files() == sorted([*names, "cat-grid.png"])
    pictures = [opened(name) for name in names]
    assert len({picture.tobytes() for picture in pictures}) == 4
    with Image.open("cat-grid.png") as grid:
        assert grid.size == (2 * 36 + 4, 2 * 36 + 4)
        assert grid.crop((4 + 36, 4 + 36, 4 + 36 + 32, 4 + 36 + 32)).tobytes() == pictures[3].tobytes()
    manifest = read_manifest("cat-grid.png")
    assert (manifest["kind"], manifest["pictures"], manifest["request"]["count"]) == ("grid", 4, 4)
    assert [read_manifest(name)["index"] for name in names] == [0, 1, 2, 3]


def test_the_options_reach_the_request(draw: Draw, capsys: Capture) -> None:
    options = ["--size", "48x16", "--guidance", "3.5", "--sampler", "euler", "--seed", "0", "--json"]
    assert draw("a cat", "--negative", "模糊", *options, "-o", "a.png") == 0
    facts = json.loads(capsys.readouterr().out)
    manifest = read_manifest("a.png")
    assert opened("a.png").size == (48, 16)
    assert facts["settings"] == manifest["settings"]
    assert facts["seed"] == 0
    request = manifest["request"]
    assert (request["negative"], request["guidance"], request["sampler"]) == ("模糊", 3.5, "euler")


def test_a_style_of_the_model_adds_its_words(tiny_model: Path, tmp_path: Path, draw: Draw, capsys: Capture) -> None:
    styled = tmp_path / "styled"
    shutil.copytree(tiny_model, styled)
    (styled / "danqing.json").write_text(json.dumps({"styles": {"flat": {"en": "flat style", "zh": "扁平风格"}}}))
    for prompt, read in (("a cat", "a cat, flat style"), ("橘猫", "橘猫，扁平风格")):
        assert draw(prompt, "--style", "flat", "--model", str(styled), "-o", "a.png", "--force") == 0
        manifest = read_manifest("a.png")
        assert manifest["settings"]["prompt"] == read
        assert (manifest["request"]["prompt"], manifest["request"]["style"]) == (prompt, "flat")
    capsys.readouterr()
    assert draw("cat", "--style", "baroque", "--model", str(styled)) == 2
    assert "There is no style named 'baroque'; choose one of: 3d, " in capsys.readouterr().err
    assert draw("cat", "--style", "凡高体", "--model", str(styled)) == 2
    assert "There is no style named '凡高体'; choose one of: van-gogh." in capsys.readouterr().err
    assert draw("橘猫", "--style", "水墨", "--negative", "文字", "--model", str(styled), "-o", "ink.png") == 0
    assert "was not taught the style ink-wash (水墨)" in capsys.readouterr().err
    settings = read_manifest("ink.png")["settings"]
    assert settings["prompt"].startswith("橘猫，水墨画，")
    assert settings["negative"].startswith("文字，照片，")


def test_an_aspect_ratio_keeps_the_models_area(draw: Draw) -> None:
    assert draw("cat", "--ar", "4:1", "-o", "a.png") == 0
    assert opened("a.png").size == (64, 16)


def test_a_prompt_may_come_from_standard_input(draw: Draw, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))

    give("\ufeff红苹果\n".encode())
    assert draw("-", "-o", "a.png") == 0
    assert read_manifest("a.png")["request"]["prompt"] == "红苹果"
    capsys.readouterr()
    for content, words in (
        (b"\xff\xfecat", "not UTF-8"),
        (b"", "empty"),
        ("猫".encode() * 4001, "has 4,001 characters; at most 4,000"),
        ("猫".encode() * 20_000, "has 20,000 characters; at most 4,000"),
        (b"cat " * 5100 + b"!", "has 20,401 characters; at most 4,000"),
        ("猫".encode() * 2_000_000, "more than 4,000,000 bytes; a prompt has at most 4,000 characters"),
    ):
        give(content)
        assert draw("-", "-o", "b.png") == 2
        assert words in capsys.readouterr().err
    assert files() == ["a.png"]


@pytest.mark.parametrize("prompt", ["🐈", "👨‍👩‍👧", "(cat:1.3) [dog] \\(x\\)", "((((", "x" * 4000, "café\tau lait\n红"])
def test_unusual_prompts_work(draw: Draw, prompt: str) -> None:
    assert draw(prompt, "-o", "a.png") == 0
    assert read_manifest("a.png")["request"]["prompt"] == prompt


def test_a_folder_may_be_named(draw: Draw, capsys: Capture) -> None:
    Path("out.d").mkdir()
    assert draw("cat", "-o", "out.d", "--seed", "1") == 0
    assert capsys.readouterr().out == f"{Path('out.d/danqing-1-cat.png')}\n"


BAD_INPUT = [
    ([""], "RequestError", "The prompt is empty"),
    (["  \n "], "RequestError", "The prompt is empty"),
    (["猫" * 10_000], "RequestError", "10,000 characters"),
    (["a\x00b"], "RequestError", "control character U+0000"),
    (["a\x1b[31mb"], "RequestError", "control character U+001B"),
    (["cat", "--negative", "\x07"], "RequestError", "negative prompt holds the control character"),
    (["cat", "--size", "0x0"], "RequestError", "width must be a whole number from 1"),
    (["cat", "--size", "33x32"], "RequestError", "multiples of 2 pixels, not 33x32; the nearest is"),
    (["cat", "--size", "32"], "RequestError", "WIDTHxHEIGHT"),
    (["cat", "--size", "-32x32"], "RequestError", "WIDTHxHEIGHT"),
    (["cat", "--size", "9000x32"], "RequestError", "8,192"),
    (["cat", "--size", "32x32", "--ar", "1:1"], "RequestError", "either --size or --ar"),
    (["cat", "--ar", "wide"], "RequestError", "W:H"),
    (["cat", "--ar", "0:1"], "RequestError", "W:H"),
    (["cat", "--ar", "100:1"], "RequestError", "between 1:8 and 8:1"),
    (["cat", "--steps", "0"], "RequestError", "number of steps must be a whole number from 1"),
    (["cat", "--steps", "-5"], "RequestError", "number of steps"),
    (["cat", "--steps", "100000"], "RequestError", "number of steps"),
    (["cat", "-n", "0"], "RequestError", "number of pictures must be a whole number from 1 to 64, not 0"),
    (["cat", "-n", "1000"], "RequestError", "not 1000"),
    (["cat", "--seed", "-1"], "RequestError", "The seed must be a whole number from 0"),
    (["cat", "--seed", str(2**40)], "RequestError", "The seed must be"),
    (["cat", "--guidance", "nan"], "RequestError", "guidance must be a number from 0 to 50, not nan"),
    (["cat", "--guidance", "inf"], "RequestError", "guidance must be"),
    (["cat", "--guidance", "-1"], "RequestError", "guidance must be"),
    (["cat", "--sampler", "plms"], "UnknownNameError", "no sampler named 'plms'; choose one of: "),
    (["cat", "--style", "baroque"], "UnknownNameError", "named 'baroque'; choose one of: 3d"),
    (["cat", "--model", "dall-e"], "UnknownNameError", "no model named 'dall-e'"),
    (["cat", "--model", "some/where/else"], "CheckpointError", "no model folder"),
    (["cat", "--model", "owner/name"], "CheckpointError", "danqing models add owner/name"),
    (["cat", "-o", ""], "RequestError", "output name is empty"),
    (["cat", "-o", "cat"], "OutputError", "has no suffix"),
    (["cat", "-o", "cat.gif"], "OutputError", "end the name in one of"),
    (["cat", "-o", "missing/cat.png"], "OutputError", "does not exist"),
    (["cat", "-o", "here.png"], "OutputError", "exists already"),
    (["cat", "-o", "taken.png", "-n", "2"], "OutputError", "taken-grid.png exists already"),
    (["cat", "-o", "猫" * 200 + ".png"], "OutputError", "too long"),
]


@pytest.mark.parametrize(("arguments", "kind", "words"), BAD_INPUT, ids=range(len(BAD_INPUT)))
def test_bad_input_is_one_sentence_and_writes_nothing(
    draw: Draw, capsys: Capture, arguments: list[str], kind: str, words: str
) -> None:
    Path("here.png").write_bytes(b"precious")
    Path("taken-grid.png").write_bytes(b"precious")
    assert draw(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert draw(*arguments, "--json") == 2
    captured = capsys.readouterr()
    assert captured.err == ""
    error = json.loads(captured.out)["error"]
    assert error["type"] == kind
    assert words in error["message"]
    assert files() == ["here.png", "taken-grid.png"]
    assert Path("here.png").read_bytes() == b"precious"


def test_outputs_are_checked_before_the_model_is_opened(draw: Draw, capsys: Capture) -> None:
    assert main(["generate", "cat", "--model", "nowhere/at/all", "-o", "missing/cat.png"]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_force_overwrites(draw: Draw) -> None:
    Path("cat.png").write_bytes(b"old")
    assert draw("cat", "-o", "cat.png") == 2
    assert draw("cat", "-o", "cat.png", "--force") == 0
    assert read_manifest("cat.png")["request"]["prompt"] == "cat"


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder that even root cannot write to")
def test_a_place_that_cannot_be_written_is_named(draw: Draw, capsys: Capture) -> None:
    assert draw("cat", "-o", "/sys/kernel/cat.png") == 2
    assert "cannot be written to" in capsys.readouterr().err


@pytest.mark.parametrize("harm", ["cut", "empty", "noise", "missing", "config", "pickle"])
def test_a_broken_checkpoint_is_one_sentence(
    tiny_model: Path, tmp_path: Path, draw: Draw, capsys: Capture, harm: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    weights = broken / "unet/diffusion_pytorch_model.safetensors"
    match harm:
        case "cut":
            weights.write_bytes(weights.read_bytes()[:-1000])
        case "empty":
            weights.write_bytes(b"")
        case "noise":
            weights.write_bytes(os.urandom(2000))
        case "missing":
            weights.unlink()
        case "config":
            (broken / "unet/config.json").write_text("{")
        case "pickle":
            (broken / "unet/extra.bin").write_bytes(b"\x80\x04.")
    capsys.readouterr()
    assert draw("cat", "--model", str(broken)) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("Error: ")
    assert captured.err.count("\n") == 1
    assert files() == []


def test_warnings_for_the_user_become_notes(draw: Draw, capsys: Capture) -> None:
    assert draw("cat", "--negative", "dog", "--guidance", "1") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Note: ")]
    assert len(notes) == 1
    assert "had no effect" in notes[0]
    assert draw("cat", "--negative", "dog", "--guidance", "1", "--quiet") == 0
    assert capsys.readouterr().err == ""


def start(*arguments: str, model: Path, shell: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    command = [*shell, sys.executable, "-m", "danqing", "generate", "--model", str(model), *arguments]
    # A job in the background of a script ignores Ctrl-C, and so would its children; this one is to hear it.
    heard = None if sys.platform == "win32" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_keeps_what_is_finished_and_leaves_no_half_file(
    tiny_model: Path, tmp_path: Path, number: int, code: int
) -> None:
    process = start("cat", "-n", "64", "--steps", "60", "-o", str(tmp_path / "cat.png"), model=tiny_model)
    first = tmp_path / "cat-1.png"
    for _ in range(1200):
        if first.exists() or process.poll() is not None:
            break
        time.sleep(0.1)
    process.send_signal(number)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == code
    assert said == ""
    assert "Traceback" not in errors
    if number == signal.SIGINT:
        assert errors.startswith("Stopped; ")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert "cat-1.png" in names
    assert "cat-64.png" not in names
    for name in names:
        assert read_manifest(tmp_path / name)["request"]["count"] == 64
        opened(tmp_path / name)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a disk of its own")
def test_a_full_disk_is_one_sentence_before_and_after_the_work(tiny_model: Path, tmp_path: Path) -> None:
    user = () if os.geteuid() == 0 else ("--map-root-user",)
    mount = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && "$@"; code=$?; ls -A "$OUT"; exit $code'
    environment = {**os.environ, "OUT": str(tmp_path)}
    tail = [sys.executable, "-m", "danqing", "generate", "cat", "--model", str(tiny_model), "--steps", "2", "-q"]
    for room, size in (("4k", []), ("300k", ["--size", "320x320"])):
        shell = ["unshare", *user, "--mount", "sh", "-c", mount, "sh", room, str(tmp_path)]
        if subprocess.run([*shell, "true"], env=environment, capture_output=True, check=False).returncode:
            pytest.skip("this machine lets nobody mount a disk of one's own")
        command = [*shell, *tail, "-o", str(tmp_path / "cat.png"), *size]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 1
        assert done.stderr.startswith("Error: The disk is full, so ")
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


def test_each_line_of_a_list_of_prompts_is_drawn(draw: Draw, capsys: Capture) -> None:
    Path("ideas.txt").write_text("# two ideas\n一只橘猫\n\na red apple --seed 3\n", encoding="utf-8")
    assert draw("--prompts", "ideas.txt", "-o", "a.png", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    requests = [read_manifest(each["path"])["request"] for each in told["pictures"]]
    assert [each["prompt"] for each in requests] == ["一只橘猫", "a red apple --seed 3"]
    assert requests[1]["seed"] == 3
    assert draw("--prompts", "ideas.txt", "-n", "2", "--seed", "5", "-o", "b.png", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [read_manifest(each["path"])["request"]["seed"] for each in told["pictures"]] == [5, 5, 5, 5]


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (None, (), "cannot be read"),
        (b"", (), "has no lines to choose from; write one prompt a line"),
        (b"\xff\xfe", (), "is not UTF-8 text"),
        (b"a cat\na dog --ar 0:0\n", (), "Prompt 2 of 2: "),
        (b"a cat\n" * 150_000, (), "The 150,000 prompts make more than 64 pictures"),
        (b"a cat\na dog\n", ("-n", "40"), "The 2 prompts make more than 64 pictures"),
        (b"a cat\n", ("a dog",), "Give a prompt, --plan FILE or --prompts FILE, only one of them."),
    ],
)
def test_lists_that_cannot_be_drawn_are_one_sentence(
    content: bytes | None, arguments: tuple[str, ...], said: str, draw: Draw, capsys: Capture
) -> None:
    if content is not None:
        Path("list.txt").write_bytes(content)
    assert draw(*arguments, "--prompts", "list.txt", "-o", "a.png") == 2
    assert said in capsys.readouterr().err
    assert not Path("a.png").exists()
