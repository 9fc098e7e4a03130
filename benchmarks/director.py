"""What the director's providers understand of the evaluation set: ``python -m benchmarks.director [--half odd]``.

Prints a table of accuracies by language and tier, and the time a plan takes; with ``--wrong`` also what was read wrong.
``--set second`` and ``--set third`` take the sets that nobody read who works on the director. ``--answers`` scores what
the local model answers as it comes, before its facts are checked.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.director_edits import print_instructions, reader_of
from benchmarks.director_translations import by_provider, by_rules, print_translations

from danqing.core.errors import DanqingError
from danqing.director.director import Source
from danqing.director.plan import Plan
from danqing.evaluation.plans import FACTS, FREE_FACTS, FactScores, score_plan
from danqing.tasks.directing import director
from danqing.tasks.lexicon import plan_wish

SET = Path(__file__).parent.parent / "tests" / "director" / "evaluation"
SETS = {"first": SET, "second": SET / "second", "third": SET / "third"}
SHOWN = (*FACTS, *FREE_FACTS)
PROVIDERS = ("rules", "local", "remote")


def wishes(folder: Path = SET, half: str | None = None) -> Iterable[dict[str, Any]]:
    """The lines of the set, or those with odd or even numbers."""
    for file in sorted(folder.glob("wishes-*.jsonl")):
        for line in map(json.loads, file.read_text("utf-8").splitlines()):
            if half is None or int(line["id"][2:]) % 2 == (half == "odd"):
                yield line


def reader(provider: str, *, answers: bool = False) -> Callable[[str], Plan]:
    """The plans of a provider; those of a model are checked and fall back to rules as in everyday use.

    With ``answers`` they are as the local model gives them; one that is no plan is empty.
    """
    if provider == "rules":
        return plan_wish
    made = director()
    if answers:
        return _as_answered(next(each for each in made.chosen(provider) if each.make))
    return lambda wish: made.understand(wish, provider=provider).plan


def _as_answered(source: Source) -> Callable[[str], Plan]:
    assert source.make is not None
    model = source.make()

    def read(wish: str) -> Plan:
        try:
            value = model.answer(source.form.messages(wish), source.form.schema(), deadline_s=60).value
            return source.form.read(value, wish)
        except DanqingError as error:
            print(f"no plan: {error}")
            return Plan(language="en")

    return read


def main() -> None:
    """Score each provider and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--provider", choices=PROVIDERS, default="rules")
    parser.add_argument("--wrong", choices=(*SHOWN, "instructions", "translations"), action="append", default=[])
    parser.add_argument("--half", choices=("odd", "even"), help="only the wishes with odd or even numbers")
    parser.add_argument("--set", choices=SETS, default="first", help="which set")
    parser.add_argument("--answers", action="store_true", help="the model's answers, unchecked")
    options = parser.parse_args()
    if options.wrong and options.set != "first":
        parser.error("--wrong shows wishes, and those of the second and third set stay unseen")
    folder = SETS[options.set]
    plan = reader(options.provider, answers=options.answers)
    plan("a cat")
    groups: dict[str, FactScores] = {}
    seconds = []
    for each in wishes(folder, half=options.half):
        before = time.perf_counter()
        read = plan(each["text"]).to_data()
        seconds.append(time.perf_counter() - before)
        for group in (f"{each['language']} {each['tier']}", each["language"], f"all {each['tier']}", "all"):
            score_plan(each["text"], each["gold"], read, groups.setdefault(group, FactScores.empty()))
    print(f"{'':14}", *(f"{kind:>11}" for kind in SHOWN), f"{'over all':>9} {'extra':>6}")
    for group, scores in sorted(groups.items()):
        figures = [scores.accuracy(kind) for kind in SHOWN]
        cells = [
            "          –" if figure is None else f"{figure:5.0%} of{scores.asked[kind]:3}"
            for kind, figure in zip(SHOWN, figures, strict=True)
        ]
        print(f"{group:14}", *cells, f"{scores.over_all():9.0%} {scores.extra():6.2f}")
    slow = sorted(seconds)[int(len(seconds) * 0.95)]
    print(f"a plan takes {statistics.median(seconds) * 1000:.1f} ms (p50), {slow * 1000:.1f} ms (p95)")
    for wish, kind, asked, got in groups["all"].wrong:
        if kind in options.wrong:
            print(f"{kind}: {wish}\n    asked {asked}\n    read  {got}")
    print_instructions(reader_of(options.provider), folder, half=options.half, wrong="instructions" in options.wrong)
    if options.set != "first":
        return
    translate = by_rules if options.provider == "rules" else by_provider(options.provider)
    print_translations(translate, half=options.half, wrong="translations" in options.wrong)


if __name__ == "__main__":
    main()
