"""What a request may ask of a second pass."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.core.hires import Hires, as_hires
from danqing.core.request import Request


def test_it_survives_the_way_through_json() -> None:
    request = Request(prompt="a cat", hires=Hires(factor=1.5, strength=0.3, steps=7, method="esrgan"))
    assert Request.from_json(request.to_json()) == request
    assert Request(prompt="a cat", hires=3).hires == Hires(factor=3)  # type: ignore[arg-type]
    assert Request.from_json(Request(prompt="a cat").to_json()).hires is None


@pytest.mark.parametrize(
    "given",
    [1, 0, 5, True, "2", float("nan"), {"factor": 2, "size": 3}, {"strength": 0}, {"strength": 1.5}, {"steps": 0}],
)
def test_what_makes_no_sense_is_refused(given: object) -> None:
    with pytest.raises(RequestError, match="hires pass"):
        as_hires(given)
