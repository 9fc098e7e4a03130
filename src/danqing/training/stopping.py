"""Stopping a run: Ctrl-C and termination signals become a flag that the loop reads between steps."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

ECHO_SECONDS = 5.0


@contextlib.contextmanager
def stop_requests() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C or termination signal sets; a later one interrupts at once.

    Signals that follow within :data:`ECHO_SECONDS` are the same wish told twice: a launcher of several processes passes
    Ctrl-C on to processes that have heard it from the terminal already.

    Outside the main thread, where Python delivers no signals, the event is never set.
    """
    event = threading.Event()
    first_at = 0.0
    if threading.current_thread() is not threading.main_thread():
        yield event
        return
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _: FrameType | None) -> None:
        nonlocal first_at
        if not event.is_set():
            first_at = time.monotonic()
            event.set()
        elif time.monotonic() - first_at > ECHO_SECONDS:
            raise KeyboardInterrupt

    for number in kept:
        signal.signal(number, stop)
    try:
        yield event
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
