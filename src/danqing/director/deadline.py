"""Work that may hang, done in a thread of its own, so that whoever asked for it waits no longer than they said."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from danqing.core.errors import RequestError
from danqing.core.numbers import is_number

Result = TypeVar("Result")
Say = Callable[[str], bool]  # passes a piece of text on; False once nobody waits for more


def within(
    deadline_s: float, work: Callable[[Say, float], Result], on_text: Callable[[str], None] | None = None
) -> Result:
    """The result of ``work``, or :class:`TimeoutError` at the deadline.

    Python cannot end a thread: work that was given up ends when it next asks ``say``, or by time limits of its own;
    what it gives then is dropped.

    Args:
        deadline_s: seconds, above 0.
        work: called in another thread with ``say`` and the deadline by ``time.monotonic()``.
        on_text: called in this thread with each piece that was said, in order; what it raises ends the waiting.

    Raises:
        TimeoutError: the result was not there in time.
        RequestError: the deadline is no time.
        Exception: whatever ``work`` or ``on_text`` raised.
    """
    if not is_number(deadline_s) or deadline_s <= 0:
        raise RequestError(f"A deadline is a number of seconds above 0, not {deadline_s!r}.")
    end = time.monotonic() + deadline_s
    over = threading.Event()
    outcome: Future[Result] = Future()
    pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()  # None: the outcome is there

    def say(text: str) -> bool:
        pieces.put(text)
        return not over.is_set()

    def run() -> None:
        try:
            outcome.set_result(work(say, end))
        except BaseException as error:
            outcome.set_exception(error)
        finally:
            pieces.put(None)

    threading.Thread(target=run, name="danqing-provider", daemon=True).start()
    try:
        while (piece := pieces.get(timeout=max(end - time.monotonic(), 0))) is not None:
            if on_text is not None:
                on_text(piece)
            if time.monotonic() >= end:
                raise TimeoutError
    except queue.Empty:
        raise TimeoutError from None
    finally:
        over.set()
    return outcome.result()
