"""The options for ControlNets, read into the controls of a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from danqing.core.controls import Control

T = TypeVar("T")

ControlOption = Annotated[
    list[str] | None,
    typer.Option(
        "--control",
        metavar="PICTURE",
        help="A sketch or picture whose lines are followed; may be given several times, and then so may the next four.",
    ),
]
ControlKindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--control-kind",
        metavar="KIND",
        help="scribble, edge, hed, colour, segments, or ready for what needs no change. Default: scribble.",
    ),
]
ControlWeightOption = Annotated[
    list[float] | None,
    typer.Option("--control-weight", metavar="W", help="How strongly it is followed, 0 to 10. Default: 1."),
]
ControlRangeOption = Annotated[
    list[str] | None,
    typer.Option("--control-range", metavar="A-B", help="In which part of the run, such as 0-0.6. Default: 0-1."),
]
ControlNetOption = Annotated[
    list[str] | None,
    typer.Option("--control-net", metavar="FOLDER", help="The ControlNet. Default: the model's own."),
]


def given_controls(
    pictures: Sequence[str] | None,
    kinds: Sequence[str] | None,
    weights: Sequence[float] | None,
    ranges: Sequence[str] | None,
    nets: Sequence[str] | None,
) -> tuple[Control, ...]:
    """The controls that options describe: the second of each kind belongs to the second picture, a single one to all.

    Raises:
        RequestError: there are more or fewer of a kind than pictures, or a value is not sound.
    """
    from danqing.core.controls import as_controls
    from danqing.core.errors import RequestError

    if not pictures:
        if kinds or weights or ranges or nets:
            raise RequestError("The --control-… options say how a picture is followed; give --control PICTURE too.")
        return ()
    count = len(pictures)
    ends = [_range(each) for each in _for_each("--control-range", ranges, "0-1", count)]
    return as_controls(
        [
            {"file": file, "kind": kind, "weight": weight, "start": start, "end": end, "net": net}
            for file, kind, weight, (start, end), net in zip(
                pictures,
                _for_each("--control-kind", kinds, "scribble", count),
                _for_each("--control-weight", weights, 1.0, count),
                ends,
                _for_each("--control-net", nets, None, count),
                strict=True,
            )
        ]
    )


def _for_each(option: str, given: Sequence[T] | None, otherwise: T, count: int) -> list[T]:
    from danqing.core.errors import RequestError

    values = list(given) if given else [otherwise]
    if len(values) not in (1, count):
        raise RequestError(f"Give {option} once, or once for each of the {count} pictures, not {len(values)} times.")
    return values * count if len(values) == 1 else values


def _range(text: str) -> tuple[float, float]:
    from danqing.core.errors import RequestError

    start, dash, end = text.partition("-")
    try:
        return float(start), float(end if dash else "")
    except ValueError:
        raise RequestError(f"--control-range must be two parts of the run such as 0-0.6, not {text!r}.") from None
