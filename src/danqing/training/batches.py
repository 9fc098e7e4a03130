"""Batches by number, made ahead in a thread where that keeps a GPU busy, and moved to the device."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import torch
from torch import Tensor

Batch = dict[str, Tensor]


class Batches:
    """Gives batch number ``index``, and meanwhile makes the ones that will be asked for next.

    A batch is a function of its number alone, so making it ahead changes nothing but the time it takes.

    Args:
        make: the batch of a number, on the CPU; it must not touch PyTorch's global random state.
        ahead: how many batches to make ahead; 0 makes each when it is asked for, without a thread.
        stride: distance between the numbers asked for one after the other.
        device: where batches go.
        keep_on_cpu: names of tensors that stay, because the host reads them (noise levels, for one).
    """

    def __init__(
        self,
        make: Callable[[int], Batch],
        *,
        ahead: int,
        stride: int,
        device: torch.device,
        keep_on_cpu: frozenset[str] = frozenset(),
    ) -> None:
        self._make, self._ahead, self._stride = make, ahead, stride
        self._device, self._keep = device, keep_on_cpu
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, "batches") if ahead else None
        self._coming: dict[int, Future[Batch]] = {}

    def take(self, index: int) -> Batch:
        """Batch ``index``, on the device."""
        if self._pool is None:
            batch = self._prepare(index)
        else:
            for number in range(index, index + (self._ahead + 1) * self._stride, self._stride):
                if number not in self._coming:
                    self._coming[number] = self._pool.submit(self._prepare, number)
            batch = self._coming.pop(index).result()
        return {
            name: value if name in self._keep else value.to(self._device, non_blocking=True)
            for name, value in batch.items()
        }

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Make no batch meanwhile: tokenizers and teachers are not to be used from two threads at once."""
        with self._lock:
            yield

    def close(self) -> None:
        """End the thread; batches not asked for are dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._coming.clear()

    def _prepare(self, index: int) -> Batch:
        with self._lock:
            batch = self._make(index)
        if self._device.type != "cuda":
            return batch
        return {name: value if name in self._keep else value.pin_memory() for name, value in batch.items()}
