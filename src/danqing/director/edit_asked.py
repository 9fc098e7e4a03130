"""What an instruction asks, complaints and wishes alike, and what of it stands: the same for both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from danqing.director.edit_types import Background, Operation

Asked = tuple[Operation, bool]  # an operation, and whether it only mends a complaint ("it's too blurry", "太暗了")


def standing(
    asked: Sequence[Asked], mends: Callable[[Operation, Operation], bool], keep: str | None
) -> Iterator[Operation]:
    """What is asked, complaints only where nothing else mends them.

    Args:
        asked: in the order of the instruction.
        mends: whether an operation mends what a complaint, the second, asks for.
        keep: what shall stay where the background changes.
    """
    for operation, complains in asked:
        if complains and any(mends(other, operation) for other, also in asked if not also):
            continue
        if isinstance(operation, Background) and operation.keep is None and keep is not None:
            operation = replace(operation, keep=keep)
        yield operation
