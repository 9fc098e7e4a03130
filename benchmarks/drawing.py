"""Measure drawing with a checkpoint, ours and the stock pipeline's, each in a fresh process: ``python -m benchmarks``.

Run as a program, this file is one such process: ``python benchmarks/drawing.py JSON``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PROMPT = "一只坐在草地上的橘猫"


@dataclass(frozen=True, kw_only=True)
class Work:
    """What one process draws.

    Args:
        engine: ``"danqing"`` or ``"stock"``.
        model: the checkpoint's folder.
        precision: as :func:`danqing.load` takes it; the stock pipeline knows ``"float32"`` and ``"bfloat16"``.
        steps, guidance: the same for both.
        repeats: 0 draws once and writes ``out``; more give the median of so many warm runs.
    """

    engine: str
    model: str
    precision: str = "float32"
    steps: int = 20
    guidance: float = 4.0
    repeats: int = 0
    out: str = ""


@dataclass(frozen=True, kw_only=True)
class Process:
    """What a finished process took: wall-clock seconds, the largest resident memory in bytes, and what it printed."""

    seconds: float
    peak_bytes: int
    output: str


def run(command: Sequence[str]) -> Process:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)[:200]} ended with exit code {process.returncode}.")
    unit = 1 if sys.platform == "darwin" else 1024
    return Process(seconds=time.perf_counter() - began, peak_bytes=usage.ru_maxrss * unit, output=output)


def median_run(command: Sequence[str], repeats: int) -> Process:
    """The run of median time out of ``repeats``, after one that is not counted and fills the disk's cache."""
    run(command)
    return sorted((run(command) for _ in range(repeats)), key=lambda each: each.seconds)[repeats // 2]


def command_for(work: Work) -> list[str]:
    """The command that does the work in a process of its own."""
    return [sys.executable, __file__, json.dumps(asdict(work), ensure_ascii=False)]


def warm_seconds(work: Work) -> float:
    """The median time of one picture in a process that is warm."""
    return float(json.loads(run(command_for(work)).output.splitlines()[-1])["seconds"])


def _drawer(work: Work) -> Callable[[int], Any]:
    """Load, and return a function from steps to a finished PIL picture."""
    if work.engine == "danqing":
        import danqing

        studio = danqing.load(work.model, precision=work.precision)  # type: ignore[arg-type]
        return lambda steps: studio.generate(PROMPT, seed=0, steps=steps, guidance=work.guidance)[0].image
    import torch
    from diffusers import DiffusionPipeline

    pipeline = DiffusionPipeline.from_pretrained(work.model, dtype=getattr(torch, work.precision), use_safetensors=True)
    pipeline.set_progress_bar_config(disable=True)
    return lambda steps: pipeline(
        PROMPT,
        num_inference_steps=steps,
        guidance_scale=work.guidance,
        generator=torch.Generator().manual_seed(0),
    ).images[0]


def _main(work: Work) -> None:
    draw = _drawer(work)
    if not work.repeats:
        draw(work.steps).save(work.out)
        return
    draw(2)
    seconds = []
    for _ in range(work.repeats):
        began = time.perf_counter()
        draw(work.steps)
        seconds.append(time.perf_counter() - began)
    print(json.dumps({"seconds": statistics.median(seconds)}))


def program(name: str) -> str:
    """A command that is installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


if __name__ == "__main__":
    _main(Work(**json.loads(sys.argv[1])))
