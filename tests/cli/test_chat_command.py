"""``danqing chat``, with a tiny real model."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Chat = Callable[..., int]


@pytest.fixture
def chat(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """The command with the tiny model, two steps and a script of turns, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*turns: str, more: tuple[str, ...] = ()) -> int:
        Path("turns.txt").write_text("\n".join(turns), encoding="utf-8")
        script = ("--script", "turns.txt", "--model", str(tiny_model), "--steps", "2", "--seed", "5", "-q")
        return main(["chat", "talk", *script, *more])

    return run


def told() -> dict[str, object]:
    data = json.loads(Path("talk/conversation.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_turns_become_numbered_files(chat: Chat, capsys: Capture) -> None:
    assert chat("a red ball", "# a remark", "再亮一点", "", "回到第一张", "再来两张", more=("--json",)) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in facts["turns"]] == ["wish", "edit", "back", "again"]
    assert [each["file"] for each in facts["pictures"]] == ["001.png", "002.png", "003.png", "004.png"]
    assert facts["current"] == 3
    assert {key: facts[key] for key in told()} == told()
    manifest = read_manifest("talk/002.png")
    assert manifest["task"]["operations"] == [{"do": "adjust", "change": "brighter", "amount": 0.8}]
    assert read_manifest("talk/001.png")["request"]["seed"] == 5
    assert len({Path("talk", f"00{number}.png").read_bytes() for number in (1, 3, 4)}) == 3


def test_once_more_does_all_changes_to_a_new_picture(chat: Chat) -> None:
    assert chat("a red ball", "make it darker", "warmer", "再来两张") == 0
    made = [read_manifest(f"talk/00{number}.png") for number in (4, 5)]
    done = [[each["change"] for each in manifest["task"]["operations"]] for manifest in made]
    assert done == [["darker", "warmer"]] * 2
    assert Path("talk/004.png").read_bytes() != Path("talk/005.png").read_bytes()
    assert made[0]["parents"][0]["sha256"] != made[1]["parents"][0]["sha256"]


def test_a_new_ground_comes_before_light(chat: Chat) -> None:
    assert chat("a red ball on the grass", "make it darker", "put it on a beach") == 0
    task = read_manifest("talk/003.png")["task"]
    assert [each["do"] for each in task["operations"]] == ["background", "adjust"]


def test_it_is_gone_on_with(chat: Chat, capsys: Capture) -> None:
    assert chat("a red ball") == 0
    assert chat("make it darker") == 0
    assert "(picture 2, from picture 1: adjust darker)\n2  talk/002.png" in capsys.readouterr().out.replace("\\", "/")
    assert told()["current"] == 2


def test_a_turn_that_fails_loses_nothing(chat: Chat, capsys: Capture) -> None:
    assert chat("a red ball", "picture 7", "make it darker") == 1
    errors = capsys.readouterr().err
    assert "Error: There is no picture 7; there is one so far." in errors
    assert "1 of 3 turns could not be done; the others are in talk." in errors
    assert sorted(each.name for each in Path("talk").iterdir()) == ["001.png", "002.png", "conversation.json"]


def test_a_picture_that_a_crash_left_unnoted_stays(chat: Chat) -> None:
    assert chat("a red ball") == 0
    Path("talk/002.png").write_bytes(b"left by a crash")
    assert chat("make it darker") == 0
    assert Path("talk/002.png").read_bytes() == b"left by a crash"
    assert json.dumps(told()).count("003.png") == 1


def test_stopping_keeps_what_is_finished(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    from danqing.tasks.conversation import Chat as Conversing

    keep, seen = Conversing._keep, list[int]()

    def stop_after_two(self: Conversing, conversation: object) -> None:
        keep(self, conversation)  # type: ignore[arg-type]  # as it is called
        seen.append(1)
        if len(seen) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Conversing, "_keep", stop_after_two)
    assert chat("a red ball", "再来三张", "make it darker") == 130
    assert [each.name for each in sorted(Path("talk").glob("*.png"))] == ["001.png", "002.png", "003.png"]
    assert json.dumps(told()).count(".png") == 3
    monkeypatch.setattr(Conversing, "_keep", keep)
    assert chat("make it darker") == 0


def test_lines_from_standard_input(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO("一个红球\n再暗一点\n退出\n再亮一点\n".encode()), "utf-8")
    )
    assert main(["chat", "talk", "--model", str(tiny_model), "--steps", "2", "-q"]) == 0
    assert len(list(Path("talk").glob("*.png"))) == 2
    assert "(picture 2, from picture 1: adjust darker)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{}", "is no conversation that can be read"),
        ("[" * 5000, "is no conversation that can be read"),
        (
            '{"version": 1, "current": 1, "turns": [{"said": "x", "kind": "wish"}], "pictures": '
            '[{"file": "001.png", "turn": 1, "prompt": "x", "seed": 1}]}',
            "001.png is gone",
        ),
    ],
)
def test_a_folder_with_something_else(content: str, told: str, chat: Chat, capsys: Capture) -> None:
    Path("talk").mkdir()
    Path("talk/conversation.json").write_text(content, encoding="utf-8")
    assert chat("a red ball") == 2
    assert told in capsys.readouterr().err
    assert Path("talk/conversation.json").read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (b"", "has no turns"),
        (b"# nothing\n\n", "has no turns"),
        (b"\xff\xfe", "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_scripts_that_are_none(
    script: bytes | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    if script is not None:
        Path("turns.txt").write_bytes(script)
    assert main(["chat", "talk", "--script", "turns.txt"]) == 2
    assert told in capsys.readouterr().err


def test_a_second_chat_in_the_folder_is_refused(chat: Chat, capsys: Capture) -> None:
    from danqing.storage.locks import lock_folder

    assert chat("a red ball") == 0
    held = lock_folder(Path("talk"), "chat")
    assert chat("make it darker") == 2
    assert "Another chat is open in talk; end it, or name another folder." in capsys.readouterr().err
    os.close(held)
    assert chat("make it darker") == 0


def test_thanks_draw_nothing(chat: Chat, capsys: Capture) -> None:
    assert chat("hello", "a red ball", "谢谢") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Hello! Say what you wish to see."
    assert said[-1] == "不客气！接着说要改什么，或者还想画什么。"
    assert [each.name for each in sorted(Path("talk").iterdir())] == ["001.png", "conversation.json"]
