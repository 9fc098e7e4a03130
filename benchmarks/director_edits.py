"""What the director's providers understand of instructions: the second table of ``benchmarks.director``."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from danqing.core.errors import DanqingError
from danqing.director.edit_types import KINDS, EditPlan, to_data
from danqing.director.plan import Plan, plan_from_data
from danqing.evaluation.golds import first_accepted
from danqing.evaluation.instructions import EditScores, score_edit
from danqing.tasks.edit_reading import instruction_read
from danqing.tasks.lexicon import read_instruction

SET = Path(__file__).parent.parent / "tests" / "director" / "evaluation"
Reader = Callable[[str, Plan | None], EditPlan]  # instruction, plan of the picture → operations
HALVES = {0: "even", 1: "odd"}


def reader_of(provider: str) -> Reader:
    """The operations of a provider; those of a model are checked and fall back to rules as in everyday use."""
    if provider == "rules":
        return read_instruction
    return lambda instruction, known: instruction_read(instruction, known, provider=provider).plan


def instructions(folder: Path = SET) -> Iterable[dict[str, Any]]:
    """The lines of the set, each with its number."""
    for file in sorted(folder.glob("instructions-*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            yield {**json.loads(line), "number": number}


def print_instructions(read: Reader, folder: Path = SET, *, half: str | None = None, wrong: bool = False) -> None:
    """Score a reader and print a table by language and half; with ``wrong`` also what was read wrong.

    Args:
        read: instruction, plan of the picture → operations; what it refuses counts as not read.
        folder: of the set.
        half: "odd" or "even", or None for both.
        wrong: print them; only the first set's texts may be looked at.
    """
    groups: dict[str, EditScores] = {}
    seconds = []
    for each in instructions(folder):
        which = HALVES[each["number"] % 2]
        if half is not None and which != half:
            continue
        before = time.perf_counter()
        operations = _read(read, each)
        seconds.append(time.perf_counter() - before)
        for group in (f"{each['language']} {which}", f"all {which}", "all"):
            score_edit(each["text"], each["gold"], operations, groups.setdefault(group, EditScores()))
    print(f"\n{'instructions':14} {'exact':>12} {'operations':>12} {'extra':>6}", *(f"{kind:>10}" for kind in KINDS))
    for group, scores in sorted(groups.items()):
        cells = [_part(scores.accuracy(kind), scores.asked.get(kind, 0), 10) for kind in KINDS]
        asked = sum(scores.asked.values())
        exact = _part(scores.exactness(), scores.instructions, 12)
        print(f"{group:14} {exact} {_part(scores.accuracy(), asked, 12)} {scores.extra:6}", *cells)
    slow = sorted(seconds)[int(len(seconds) * 0.95)]
    print(f"an instruction takes {statistics.median(seconds) * 1000:.1f} ms (p50), {slow * 1000:.1f} ms (p95)")
    if wrong:
        for text, asked_for, got in groups["all"].wrong:
            print(f"instruction: {text}\n    asked {asked_for}\n    read  {got}")


def _read(read: Reader, line: dict[str, Any]) -> list[dict[str, Any]]:
    known = plan_from_data(first_accepted(line["known"])) if "known" in line else None
    try:
        return to_data(read(line["text"], known).operations)
    except DanqingError:
        return []


def _part(part: float | None, asked: int, width: int) -> str:
    return f"{'–':>{width}}" if part is None else f"{f'{part:.0%} of {asked}':>{width}}"
