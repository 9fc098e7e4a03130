from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.parameters import PARAMETERS, render_parameters, split_parameters
from danqing.director.prompt_types import Value


@pytest.mark.parametrize(
    ("text", "body", "values"),
    [
        ("a cat --ar 3:2", "a cat", {"ar": "3:2"}),
        ("a cat --seed 7 --ar 16:9 --tile", "a cat", {"ar": "16:9", "seed": 7, "tile": True}),
        ("a cat --aspect 03:2 --s 50 --C 10 --q 2 --W 5", "a cat",
         {"ar": "3:2", "quality": 2, "chaos": 10, "stylize": 50, "weird": 5}),
        ("a cat --no dogs, red  hats --no text", "a cat", {"no": "dogs, red hats, text"}),
        ("a cat --iw 1.5 --sref random --sw 200 --oref a.png --ow 400", "a cat",
         {"iw": 1.5, "sref": "random", "sw": 200, "oref": "a.png", "ow": 400}),
        ("a cat --repeat 4 --stop 80 --raw --hd --draft", "a cat",
         {"repeat": 4, "draft": True, "raw": True, "stop": 80, "hd": True}),
        ("a cat --size 128×96 --steps 12 --guidance .5 --sampler euler --style flat", "a cat",
         {"style": "flat", "steps": 12, "sampler": "euler", "guidance": 0.5, "size": "128x96"}),
        ("一只橘猫——ar 3：2", "一只橘猫", {"ar": "3:2"}),
        ("一只橘猫，——ar １６：９，——seed 7。", "一只橘猫", {"ar": "16:9", "seed": 7}),
        ("一只橘猫 －－ａｒ 3:2 —tile", "一只橘猫", {"ar": "3:2", "tile": True}),
        ("一只橘猫--no 帽子，文字", "一只橘猫", {"no": "帽子，文字"}),
        ("a well--known cat", "a well--known cat", {}),
        ("他说——你好 ——cute —and so on", "他说——你好 ——cute —and so on", {}),
        (r"a \--ar 3:2", r"a \--ar 3:2", {}),
        ("a -- b ---ar 3:2", "a -- b ---ar 3:2", {}),
    ],
)  # fmt: skip
def test_reading(text: str, body: str, values: dict[str, Value]) -> None:
    assert split_parameters(text) == (body, values)
    assert split_parameters(f"{body} {render_parameters(values)}".strip()) == (body, values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cat --arr 3:2", "no parameter --arr .*did you mean --ar?"),
        ("cat --zzzzzz", "known are --ar, --seed"),
        ("cat --ar wide", "W:H"),
        ("cat --ar 100:1", "between 1:8 and 8:1"),
        ("cat --ar", "value is missing"),
        ("cat --ar 3:2 on the grass", "W:H"),
        ("cat --seed -1", "whole number from 0 to 4294967295, not '-1'"),
        ("cat --seed 4294967296", "whole number from 0 to 4294967295"),
        ("cat --chaos 101", "whole number from 0 to 100, not '101'"),
        ("cat --quality 3", "one of 1, 2, 4"),
        ("cat --stop 5", "from 10 to 100"),
        ("cat --iw 3.1", "number from 0 to 3"),
        ("cat --tile on the grass", "takes no value"),
        ("cat --seed 1 --seed 2", "--seed twice"),
        ("cat --seed 1e5", "whole number"),
        ("cat --size big", "WIDTHxHEIGHT"),
        ("cat --style flat on grass", "takes one name"),
        ("cat --no", "value is missing"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, words: str) -> None:
    with pytest.raises(RequestError, match=words) as caught:
        split_parameters(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS.items())
def test_numbers_reach_from_end_to_end(name: str, parameter: object) -> None:
    each = PARAMETERS[name]
    if each.kind in ("whole", "real"):
        for value in each.among or (each.low, each.high):
            assert split_parameters(f"cat --{name} {value:.10g}")[1] == {name: value}
        with pytest.raises(RequestError, match=f"--{name} takes"):
            split_parameters(f"cat --{name} {max(each.among, default=each.high) + 1:.10g}")
