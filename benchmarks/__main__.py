"""Measure everything that has a bar and write the table into docs/performance.md: ``python -m benchmarks``.

Ours and its peer are measured in turn in one run, so that other work on the machine meets both. On two cores it takes
about three minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.composer import rates
from benchmarks.drawing import PROMPT, Work, command_for, median_run, program, warm_seconds

from danqing.data.compose import SIZES_PX
from danqing.data.figures import FigurePack
from danqing.data.pack import Pack
from danqing.data.sprites import PackLike
from danqing.families.checkpoint import open_checkpoint
from danqing.families.identity import content_hash
from danqing.families.models import find_model
from danqing.storage.files import write_text
from danqing.storage.home import packs_folder

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- benchmarks:begin -->", "<!-- benchmarks:end -->"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table; values in one unit, a bar that ours must stay under, and a peer if there is one."""

    what: str
    ours: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    bar: float | None = None

    def line(self) -> str:
        """The line in Markdown."""
        beside = f"{self.peer_name}: {_figure(self.peer, self.unit)}" if self.peer is not None else "–"
        ratio = f"{self.ours / self.peer:.2f}" if self.peer else "–"
        bar = f"under {_figure(self.bar, self.unit)}" if self.bar is not None else "–"
        kept = "" if self.bar is None else " ✓" if self.ours < self.bar else " **missed**"
        return f"| {self.what} | {_figure(self.ours, self.unit)} | {beside} | {ratio} | {bar}{kept} |"


def _figure(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if value < 10 else f"{value:,.0f} {unit}"


def measure_help(repeats: int) -> Row:
    """How long the command takes to say what it can do."""
    ours = median_run([program("danqing"), "--help"], repeats)
    peer = median_run([program("diffusers-cli"), "--help"], repeats)
    return Row(
        what="`danqing --help`", ours=ours.seconds, unit="s", peer=peer.seconds, peer_name="diffusers-cli", bar=0.5
    )


def measure_cold(model: Path, work: Work, repeats: int) -> list[Row]:
    """From starting the process to the saved file, and the most memory it held."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--seed", "0", "--steps", str(work.steps), "--guidance", str(work.guidance), "--quiet", "--force"]
        command = [program("danqing"), "generate", PROMPT, "--model", str(model), "-o", f"{folder}/a.png", *options]
        ours = median_run(command, repeats)
        peer = median_run(command_for(replace(work, engine="stock", out=f"{folder}/b.png")), repeats)
    what = f"`danqing generate`, cold process to saved file, {work.steps} steps"
    return [
        Row(what=what, ours=ours.seconds, unit="s", peer=peer.seconds, peer_name="stock pipeline", bar=12),
        Row(
            what="its peak memory",
            ours=ours.peak_bytes / 2**20,
            unit="MiB",
            peer=peer.peak_bytes / 2**20,
            peer_name="stock pipeline",
            bar=2.5 * 1024,
        ),
    ]


def measure_warm(work: Work, repeats: int) -> list[Row]:
    """One more picture with everything loaded."""
    rows = []
    for precision in ("auto", "float32", "bfloat16"):
        ours = warm_seconds(replace(work, engine="danqing", precision=precision, repeats=repeats))
        stock = "float32" if precision == "auto" else precision
        peer = warm_seconds(replace(work, engine="stock", precision=stock, repeats=repeats))
        rows.append(
            Row(
                what=f"warm, {work.steps} steps, {precision}",
                ours=ours,
                unit="s",
                peer=peer,
                peer_name=f"stock pipeline, {stock}",
                bar=3 if precision == "auto" else None,
            )
        )
    return rows


def measure_composer(num_scenes: int) -> list[Row]:
    """Scenes that one core composes, from the open pack if it is there, else from drawn figures."""
    folder = packs_folder() / "open"
    pack: PackLike = Pack.open(folder) if (folder / "pack.json").is_file() else FigurePack()
    name = "open pack" if isinstance(pack, Pack) else "drawn figures"
    return [
        Row(
            what=f"scenes composed, {size} px, {name}, one core", ours=rates(pack, size, num_scenes)[1], unit="a second"
        )
        for size in SIZES_PX
    ]


def facts(model: Path) -> str:
    """What was measured, and on what."""
    import torch

    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    able = [name for name, has in torch.cpu.get_capabilities().items() if has is True and "bf16" in name]
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {processor}, {os.cpu_count()} logical processors"
        f" ({', '.join(able) or 'no bfloat16'}){load};"
        f" Python {platform.python_version()}, torch {torch.__version__}; model {model.name}"
        f" ({content_hash(open_checkpoint(model))[:10]}). Medians. Ratio: ours by the peer's, lower is better."
    )


def write_page(text: str) -> None:
    """Put the text between the marks of docs/performance.md."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    write_text(PAGE, f"{before}{BEGIN}\n{text}\n{END}{after}")


def main() -> None:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what has a bar.")
    parser.add_argument("--model", default="danqing-mini", help="name or folder of the model to draw with")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3, help="runs of which the median counts")
    parser.add_argument(
        "--scenes", type=int, default=300, help="scenes to compose at each size, twice; 0 composes none"
    )
    parser.add_argument("--dry-run", action="store_true", help="print the table and leave the page as it is")
    arguments = parser.parse_args()
    model = find_model(arguments.model)
    work = Work(engine="", model=str(model), steps=arguments.steps)
    lines = [facts(model), "", "| what | Danqing | beside it | ratio | bar |", "|---|---|---|---|---|"]
    rows = [
        measure_help(arguments.repeats),
        *measure_cold(model, work, arguments.repeats),
        *measure_warm(work, arguments.repeats),
        *(measure_composer(arguments.scenes) if arguments.scenes else []),
    ]
    text = "\n".join([*lines, *(row.line() for row in rows)])
    print(text)
    if not arguments.dry_run:
        write_page(text)


if __name__ == "__main__":
    main()
