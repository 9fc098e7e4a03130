"""Read the project's Markdown pages: their code blocks, links and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
USER_PAGES = tuple(sorted((ROOT / "docs" / "en").glob("*.md"))) + tuple(sorted((ROOT / "docs" / "zh").glob("*.md")))
PAGES = (*READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[\w. ]+) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """One fenced code block; ``mark`` is the HTML comment on the line above it, such as ``"network"``, or empty."""

    page: Path
    line: int
    language: str
    text: str
    mark: str

    @property
    def name(self) -> str:
        """Where it is, for messages."""
        return f"{self.page.name}:{self.line}"


def blocks(page: Path, *languages: str) -> list[Block]:
    """The code blocks of a page in these languages, or all."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found["language"], found["text"], found["mark"] or "")
        for found in _BLOCK.finditer(text)
        if not languages or found["language"] in languages
    ]


def links(page: Path) -> list[str]:
    """What a page's links and pictures lead to, outside its code blocks."""
    return _LINK.findall(_BLOCK.sub("", page.read_text(encoding="utf-8")))
