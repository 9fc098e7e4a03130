"""Stopping: the first signal asks, its echo is passed over, a later one insists."""

from __future__ import annotations

import os
import signal

import pytest

from danqing.training import stopping


def tell(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def test_an_echo_of_ctrl_c_by_a_launcher_is_the_same_wish() -> None:
    with stopping.stop_requests() as stop:
        assert not stop.is_set()
        tell(signal.SIGINT)
        tell(signal.SIGTERM)
        tell(signal.SIGTERM)
        assert stop.is_set()


def test_a_later_signal_interrupts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "ECHO_SECONDS", -1.0)
    with stopping.stop_requests() as stop:
        tell(signal.SIGTERM)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            tell(signal.SIGINT)


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stopping.stop_requests():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before
