"""Progress of long work on standard error: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PLAIN_EVERY_S = 10.0


class Progress:
    """Shows how far one piece of work is and how long it will still take.

    Use it as a context manager and call :meth:`update` as often as you like. The bar leaves no trace when it is done;
    plain lines come at most every ten seconds.

    Args:
        label: what is being done, such as ``"Drawing"``.
        unit: what is counted, in the plural.
        quiet: show nothing.
    """

    def __init__(self, label: str, *, unit: str = "steps", quiet: bool = False) -> None:
        self.label, self.unit, self.quiet = label, unit, quiet
        self._bar: Bar | None = None
        self._began = self._last_line = 0.0

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

    def update(self, done: float, total: float) -> None:
        """Say that ``done`` of ``total`` units are finished."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, note=self._note(done, total))
        elif not self.quiet:
            self._plain_line(done, total)

    def _plain_line(self, done: float, total: float) -> None:
        now = time.monotonic()
        if now - self._last_line < PLAIN_EVERY_S or not 0 < done < total:
            return
        self._last_line = now
        print(f"{self.label}: {self._note(done, total)}", file=sys.stderr, flush=True)

    def _note(self, done: float, total: float) -> str:
        count = f"{done:,.0f} of {total:,.0f} {self.unit}"
        if not 0 < done < total:
            return count
        left_s = (time.monotonic() - self._began) * (total - done) / done
        return f"{count}, about {duration(left_s)} left"


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
