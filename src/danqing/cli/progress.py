"""Progress of long work on standard error: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from danqing.training.loop import Progress as LoopProgress

PLAIN_EVERY_S = 10.0


class Progress:
    """Shows how far one piece of work is and how long it will still take.

    Use it as a context manager and call :meth:`update` as often as you like. The bar leaves no trace when it is done;
    plain lines come at most every ten seconds, and ever more seldom in work that takes hours.

    Args:
        label: what is being done, such as ``"Drawing"``.
        unit: what is counted, in the plural.
        quiet: show nothing.
    """

    def __init__(self, label: str, *, unit: str = "steps", quiet: bool = False) -> None:
        self.label, self.unit, self.quiet = label, unit, quiet
        self._bar: Bar | None = None
        self._began = self._last_line = 0.0
        self._first: tuple[float, float] | None = None  # when the first update came, and what was done by then

    def __enter__(self) -> Progress:
        self._began = self._last_line = time.monotonic()
        if not self.quiet and sys.stderr.isatty():
            self._bar = _make_bar()
            self._bar.add_task(self.label, total=None, note="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def update(self, done: float, total: float, *, extra: str = "") -> None:
        """Say that ``done`` of ``total`` units are finished; ``extra`` is shown behind, such as the loss."""
        self._first = self._first or (time.monotonic(), done)
        if self._bar is not None:
            note = self._note(done, total, extra)
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, note=note)
        elif not self.quiet:
            self._plain_line(done, total, extra)

    def say(self, note: str) -> None:
        """Show a note where nobody knows how much is still to do; nothing without a terminal."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], note=note)

    def begin(self, label: str, *, unit: str = "steps") -> None:
        """Go on to the next piece of work, with its own clock."""
        self.label, self.unit = label, unit
        self._began, self._first = time.monotonic(), None
        if self._bar is not None:
            self._bar.reset(self._bar.task_ids[0], description=label, total=None, note="")

    def _plain_line(self, done: float, total: float, extra: str) -> None:
        now = time.monotonic()
        if now - self._last_line < max(PLAIN_EVERY_S, (now - self._began) / 50) or not 0 < done < total:
            return
        self._last_line = now
        print(f"{self.label}: {self._note(done, total, extra)}", file=sys.stderr, flush=True)

    def _note(self, done: float, total: float, extra: str) -> str:
        parts = [f"{done:,.0f} of {total:,.0f} {self.unit}"]
        began, done_before = self._first or (self._began, 0.0)
        if done_before < done < total:
            left_s = (time.monotonic() - began) * (total - done) / (done - done_before)
            parts.append(f"about {duration(left_s)} left")
        return ", ".join([*parts, extra] if extra else parts)


def duration(seconds: float) -> str:
    """A length of time as people say it: ``0.8 s``, ``42 s``, ``3 min 20 s``, ``2 h 5 min``."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _make_bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TextColumn("{task.fields[note]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


def of_training(progress: Progress, unit: str, *, digits: int = 1) -> Callable[[LoopProgress], None]:
    """What a training tells of each line of its log; the first one begins the bar.

    Args:
        progress: where it is shown.
        unit: what is counted, in the plural.
        digits: of the speed, after the point.
    """
    begun = False

    def show(at: LoopProgress) -> None:
        nonlocal begun
        if not begun:
            progress.begin("Training", unit=unit)
            begun = True
        extra = f"loss {at.loss:.4g}, {at.images_per_second:,.{digits}f} {unit}/s"
        progress.update(at.images_seen, at.num_images, extra=extra)

    return show
