"""How worker threads wait. Imports no torch, because it must be said before torch is loaded."""

from __future__ import annotations

import os
import sys


def let_waiting_threads_sleep() -> None:
    """Ask OpenMP to put threads to sleep between pieces of work, unless the user set ``OMP_WAIT_POLICY``.

    By default they spin for milliseconds, hoping for more. On a machine that is busy with something else a spinning
    thread takes the processor from the one it waits for: twenty steps of danqing-mini on two cores, beside a training
    run, took 40 to 52 seconds spinning and 1.6 seconds sleeping. Too late once torch is loaded; then nothing is done.
    """
    if "torch" not in sys.modules:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
