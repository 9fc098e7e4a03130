"""The pages for users are true: links lead somewhere, commands and options exist and are all described, code runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from danqing.cli.main import app
from danqing.diffusion.samplers import SAMPLERS
from danqing.families.registry import FAMILIES
from danqing.recipes import RECIPES
from doc_blocks import PAGES, READMES, ROOT, USER_PAGES, Block, blocks, links

ENGLISH = [page for page in USER_PAGES if page.parent.name == "en"]
MARKS = {"network", "needs a checkpoint", "long"}  # why a block is not run here
PYTHON = [block for page in ENGLISH for block in blocks(page, "python") if not block.mark]
SHELL = [block for page in (*READMES, *USER_PAGES) for block in blocks(page, "sh")]

PAGE_OF = {
    "generate.md": ("generate",),
    "prompts.md": ("prompt",),
    "ideas.md": ("ideas",),
    "director.md": ("director",),
    "composition.md": ("layout",),
    "sheets.md": ("sheet",),
    "editing.md": ("img2img", "inpaint", "outpaint", "vary", "blend"),
    "describe.md": ("describe",),
    "panoramas.md": ("tile", "panorama"),
    "control.md": ("preprocess",),
    "upscaling.md": ("upscale",),
    "animation.md": ("animate",),
    "models.md": ("models",),
    "adapters.md": ("adapters", "train-adapter"),
    "data.md": ("data",),
    "training.md": ("train",),
    "styles.md": ("styles", "restyle"),
    "instructions.md": ("edit",),
    "chat.md": ("chat",),
}
TASKS = (
    "animate|upscale|preprocess|train-adapter|adapters|tile|panorama|layout|sheet|generate|prompt|"
    "img2img|inpaint|outpaint|vary|blend|describe|restyle|models|data|styles|director|chat|train"
)
MENTION = re.compile(rf"danqing ({TASKS})\b((?: --?[a-z][\w-]*| [a-z]+)*)")


def leaves(command: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """All commands that do something, by their words."""
    children = getattr(command, "commands", None)
    if children is None:
        return {path: command}
    return {key: leaf for name, child in children.items() for key, leaf in leaves(child, (*path, name)).items()}


COMMANDS = leaves(get_command(app))


def options(command: Any) -> set[str]:
    found = {option for each in command.params if each.param_type_name == "option" for option in each.opts}
    return found | {"-h", "--help"}


def documented(page: Path, command: Any) -> list[str]:
    """The parameters of a command as the page's tables should spell them."""
    rows = []
    for each in command.params:
        names = [each.metavar] if each.param_type_name == "argument" else sorted(each.opts, key=len)
        rows.append(", ".join(f"`{name}`" for name in names))
    return rows


def rows_of(*names: str) -> set[str]:
    """The rows that all of these commands have."""
    return set.intersection(*(set(documented(ROOT, COMMANDS[(name,)])) for name in names))


SHARED = rows_of("generate", "img2img", "tile", "panorama")


def find_command(words: list[str]) -> tuple[Any, list[str]]:
    """The command that a line calls, and the rest of the line."""
    for length in (2, 1):
        if tuple(words[:length]) in COMMANDS:
            return COMMANDS[tuple(words[:length])], words[length:]
    raise AssertionError(f"there is no command danqing {' '.join(words[:2])}")


def calls(text: str) -> list[list[str]]:
    """The words after ``danqing`` in each call in a shell block."""
    found = []
    for part in re.split(r'(?:\n|&&|\|)(?=(?:[^"]*"[^"]*")*[^"]*$)', text):  # outside quotes
        words = shlex.split(part)
        while words and Path(words[0]).name != "danqing":
            words.pop(0)
        if words:
            found.append(words[1:])
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    local = [link.partition("#")[0] for link in links(page) if not link.startswith(("https://", "#"))]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_code_block_is_closed(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("```") == 2 * len(blocks(page))


@pytest.mark.parametrize("page", [*READMES, *USER_PAGES], ids=lambda page: str(page.relative_to(ROOT)))
def test_who_follows_a_page_in_order_is_not_told_that_a_file_exists(page: Path) -> None:
    written: set[str] = set()
    for block in blocks(page, "sh", "python"):
        names = re.findall(r"(?:\s(?:-o|--output) |save\(\")([^\s\"{]+)", block.text)
        if block.language == "python":
            assert written.isdisjoint(names), block.name
        written.update(names)


def test_each_page_is_there_in_both_languages_with_the_same_code() -> None:
    assert {page.name for page in USER_PAGES} == {page.name for page in ENGLISH}
    for page in ENGLISH:
        chinese = ROOT / "docs" / "zh" / page.name
        ours, theirs = ([(each.mark, each.language, each.text) for each in blocks(each)] for each in (page, chinese))
        assert ours == theirs, page.name


@pytest.mark.parametrize("block", SHELL, ids=lambda block: f"{block.page.parent.name}/{block.name}")
def test_commands_in_the_pages_exist_with_their_options(block: Block) -> None:
    assert block.mark in {"", *MARKS}
    for words in calls(block.text):
        if words == ["--version"]:
            continue
        command, rest = find_command(words)
        used = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
        assert used <= options(command), " ".join(words)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", sorted(PAGE_OF))
def test_the_tables_describe_every_option_and_no_other(name: str, language: str) -> None:
    page = ROOT / "docs" / language / name
    rows = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \| (.*) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    described = {spelling: rest for spelling, rest in rows if re.fullmatch(r"`(-.*|[A-Z]+)`", spelling)}
    wanted: dict[str, set[str]] = {}
    for path, command in COMMANDS.items():
        if path[0] in PAGE_OF[name]:
            for spelling in documented(page, command):
                wanted.setdefault(spelling, set()).add(path[-1])
    own = wanted.keys() if name == "generate.md" else wanted.keys() - SHARED  # generate.md describes those
    assert own <= described.keys() <= wanted.keys()
    if name in ("models.md", "data.md"):
        for spelling, rest in described.items():
            said = set(re.findall(r"`(\w+)`", rest.partition("|")[0]))
            assert said in (wanted[spelling], set()), spelling  # empty: "all"
            assert said or len(wanted[spelling]) == sum(path[0] in PAGE_OF[name] for path in COMMANDS), spelling


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_name_every_sampler_recipe_and_family(language: str) -> None:
    folder = ROOT / "docs" / language
    generate, training, models = (
        (folder / name).read_text(encoding="utf-8") for name in ("generate.md", "training.md", "models.md")
    )
    assert set(re.findall(r"`(\w+)`", generate.partition("| `--sampler` |")[2].partition("\n")[0])) == set(SAMPLERS)
    table = training.partition("|---|---|\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == [*RECIPES, "director"]
    assert set(re.findall(r"^\| `(\w+Pipeline)` \|", models, re.MULTILINE)) == set(FAMILIES)


def test_the_benchmarks_find_their_place_in_the_page() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    program = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
    for mark in ("<!-- benchmarks:begin -->", "<!-- benchmarks:end -->"):
        assert page.count(mark) == program.count(f'"{mark}"') == 1
    assert page.index("benchmarks:begin") < page.index("benchmarks:end")


def test_messages_name_commands_and_options_that_exist() -> None:
    """Every ``danqing data build`` and the like in the package's own texts, such as error messages."""
    found = 0
    for path in sorted((ROOT / "src" / "danqing").rglob("*.py")):
        for name, rest in MENTION.findall(path.read_text(encoding="utf-8")):
            words = [name, *rest.split()]
            if len(words) > 1 and name in ("models", "data", "styles", "director") and (name, words[1]) not in COMMANDS:
                assert words[1] in ("with", "and", "is", "or"), f"{path.name}: danqing {' '.join(words)}"
                continue
            if (name,) in COMMANDS or len(words) > 1:
                command, arguments = find_command(words)
                used = {word for word in arguments if word.startswith("-")}
                assert used <= options(command), f"{path.name}: danqing {' '.join(words)}"
                found += 1
    assert found > 10


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.name)
def test_python_in_the_pages_runs(block: Block, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", block.text], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, f"{block.name}\n{result.stderr}"
