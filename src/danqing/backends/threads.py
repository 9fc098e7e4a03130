"""How worker threads wait. Imports no torch, because it must be said before torch is loaded."""

from __future__ import annotations

import os
import sys

SPINS = "20000"  # some tens of microseconds, the usual gap between two operations of a network


def let_waiting_threads_sleep() -> None:
    """Ask OpenMP to put threads to sleep soon after a piece of work, unless the user set how they wait.

    By default they spin for milliseconds, hoping for more. On a machine that is busy with something else a spinning
    thread takes the processor from the one it waits for: twenty steps of danqing-mini on two cores, beside a training
    run, took 40 to 52 seconds spinning and 1.6 seconds sleeping. Sleeping at once costs half the speed of an idle
    machine (0.85 instead of 0.40 seconds), so they spin a little, which GNU's OpenMP counts in ``GOMP_SPINCOUNT``.
    Too late once torch is loaded; then nothing is done.
    """
    if "torch" not in sys.modules and "OMP_WAIT_POLICY" not in os.environ:
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
