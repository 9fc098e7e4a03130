"""How many of the keywords of Chinese prompts are kept in English, and what it takes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from danqing.director.translate import translated
from danqing.evaluation.translations import kept_keywords
from danqing.tasks.directing import chinese_to_english, director

FILE = Path(__file__).parent.parent / "tests" / "director" / "evaluation" / "translations-zh.jsonl"


def by_rules(prompt: str) -> str:
    """Without any model."""
    return translated(prompt, chinese_to_english())


def by_provider(provider: str) -> Callable[[str], str]:
    """By a model of the settings; where it fails the rules translate."""
    made = director()
    return lambda prompt: made.translate(prompt, provider=provider).prompt


def lines(half: str | None) -> Iterable[dict[str, Any]]:
    """The prompts, or those with odd or even numbers."""
    for line in map(json.loads, FILE.read_text("utf-8").splitlines()):
        if half is None or int(line["id"][2:]) % 2 == (half == "odd"):
            yield line


def print_translations(translate: Callable[[str], str], *, half: str | None, wrong: bool) -> None:
    """Print the recall of keywords of each half, and with ``wrong`` what the odd half lost."""
    before = time.perf_counter()
    count = 0
    for which in ("odd", "even") if half is None else (half,):
        kept = asked = 0
        for line in lines(which):
            made = translate(line["text"])
            found = kept_keywords(made, line["keywords"])
            kept, asked, count = kept + len(found), asked + len(line["keywords"]), count + 1
            if wrong and which == "odd" and len(found) < len(line["keywords"]):
                lost = [each for each in line["keywords"] if each not in found]
                print(f"translation: {line['text']}\n    read  {made}\n    lost  {lost}")
        print(f"translations, {which} half: {kept / asked:.0%} of {asked} keywords kept")
    print(f"a translation takes {(time.perf_counter() - before) / count * 1000:.1f} ms")
