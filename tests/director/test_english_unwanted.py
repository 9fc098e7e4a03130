"""What English wishes do not want to see, said before or after it is named."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "avoided", "seen"),
    [
        ("a kitchen table, keep cutlery off it", ["cutlery"], ["kitchen table"]),
        ("a burger, hold the onions, on a plate", ["onions"], ["burger", "plate"]),
        ("a tea set, the sugar bowl left out", ["sugar bowl"], ["tea set"]),
        ("a map on a wall, labels unnecessary", ["labels"], ["map", "wall"]),
        ("a hut. The wizard himself is not required.", ["wizard"], ["hut"]),
        ("a shop window, cracked mannequins are a no", ["cracked mannequins"], ["shop window"]),
        ("a flag on a pole; stars would be wrong here", ["stars"], ["flag", "pole"]),
        ("Neon is fine, crowds aren't. a robot", ["crowds"], ["neon", "robot"]),
        ("a cup, a saucer. Spoon? Never.", ["spoon"], ["cup", "saucer"]),
        ("Spoon? No. A fork and a spoon", [], ["fork", "spoon"]),
        ("a mug. Foam is overdone so skip it", ["foam"], ["mug"]),
        ("dragons need not apply, a castle", ["dragons"], ["castle"]),
        ("confetti would ruin it. A bride", ["confetti"], ["bride"]),
        ("a manger with the angels removed", ["angels"], ["manger"]),
        ("a dog with one ear missing", [], ["dog"]),
        ("a ship. The crew? Not needed.", ["crew"], ["ship"]),
        ("the mat's purple, the cat isn't", [], ["mat", "cat"]),
        ("the last thing I want is a rainbow. A unicorn", ["rainbow"], ["unicorn"]),
    ],
)
def test_what_is_named_and_turned_down(wish: str, avoided: list[str], seen: list[str]) -> None:
    plan = plan_wish(wish)
    assert list(plan.avoid) == avoided
    assert [each.name for each in plan.subjects] == seen


@pytest.mark.parametrize(
    ("wish", "avoided"),
    [
        ("a moor without a hint of rain", ["rain"]), ("no sign of people, a bed", ["people"]),
        ("I could live without the balloons. A cake", ["balloons"]), ("a helmet lacking horns", ["horns"]),
        ("neither too loud nor too gloomy, a goose", ["loud", "gloomy"]), ("a goose, odd but not gory", ["gory"]),
        ("a shopfront, nothing written on it", ["text"]), ("I'd rather no face was shown, a drum", ["face"]),
        ("A pump. I don't want to see cars. Or people.", ["cars", "people"]), ("a robot, no need for a face", ["face"]),
        ("a bin holding everything but an umbrella", ["umbrella"]), ("a soap, no hands holding it", ["hands"]),
        ("a stove, steam left out entirely", ["steam"]), ("a card, answers not shown anywhere", ["answers"]),
        ("a street, not a soul on it", ["people"]), ("I've had enough of roses, a drum", ["roses"]),
        ("give the glitter a miss, a card", ["glitter"]), ("stay away from red, a barn", ["red"]),
        ("a moor devoid of trees", ["trees"]), ("a bench, not even a pigeon", ["pigeon"]),
        ("forget about the cape, an imp", ["cape"]), ("don't you dare draw a bow. A hippo", ["bow"]),
        ("ban the bunting, a band", ["bunting"]), ("we're trying to avoid logos. A can", ["logos"]),
        ("no hint of purple, a cottage", ["purple"]), ("my wife hates snakes. A drum", ["snakes"]),
        ("my son is scared of clowns, a tent", ["clowns"]), ("please refrain from showing blood. A bat", ["blood"]),
        ("a castle, there shouldn't be any flags on it", ["flags"]), ("nothing too scary, an imp", ["scary"]),
    ],
)  # fmt: skip
def test_ways_to_leave_something_out(wish: str, avoided: list[str]) -> None:
    assert list(plan_wish(wish).avoid) == avoided


@pytest.mark.parametrize(
    ("wish", "name", "attributes"),
    [
        ("a young queen instead of an old one", "queen", ("young",)),
        ("a round table rather than a square one in a hall", "table", ("round",)),
        ("a tall lighthouse instead of short ones", "lighthouse", ("tall",)),
    ],
)
def test_the_other_one_is_not_seen(wish: str, name: str, attributes: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert [(each.name, each.count, each.attributes) for each in plan.subjects] == [(name, 1, attributes)]
    assert plan.avoid == ()
