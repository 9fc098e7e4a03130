"""What an instruction asks, complaints and wishes alike, and what of it stands: the same for both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from danqing.director.edit_types import Add, Adjust, Background, Flip, Operation, Remove, Resize

Asked = tuple[Operation, bool]  # an operation, and whether it only mends a complaint ("it's too blurry", "太暗了")


def standing(asked: Sequence[Asked], same_thing: Callable[[str, str], bool], keep: str | None) -> Iterator[Operation]:
    """What is asked, complaints only where nothing else mends them.

    Args:
        asked: in the order of the instruction.
        same_thing: whether two names are of one thing.
        keep: what shall stay where the background changes.
    """
    for operation, complains in asked:
        if complains and any(mends(other, operation, same_thing) for other, also in asked if not also):
            continue
        if isinstance(operation, Background) and operation.keep is None and keep is not None:
            operation = replace(operation, keep=keep)
        yield operation


def mends(operation: Operation, complaint: Operation, same_thing: Callable[[str, str], bool]) -> bool:
    """Whether what is asked is of the kind, or of the thing, that a complaint asks for.

    Args:
        operation, complaint: what is asked for itself, and what would mend a complaint.
        same_thing: whether two names are of one thing.
    """
    if type(operation) is type(complaint) and isinstance(complaint, Flip | Adjust | Resize):
        return True
    what, other = getattr(complaint, "what", None), getattr(operation, "what", None)
    if what is None or other is None:
        return False
    is_alike = type(operation) is type(complaint) and isinstance(complaint, Add | Remove)
    return what == other or (is_alike and same_thing(what, other))
