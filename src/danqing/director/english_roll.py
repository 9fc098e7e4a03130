"""Who is in a group, told after a colon or dash: "three friends: a fox, a bear and a hare"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from danqing.director import english_kinds as kinds
from danqing.director.english_scene import Scene, Thing

MAX_MEMBERS = 12


@dataclass
class Roll:
    """A group and what was named since it was called up; both by their numbers."""

    group: int
    members: list[int] = field(default_factory=list)


def called_up(scene: Scene, topics: list[int]) -> Roll | None:
    """A roll of the group that a clause was about, one guest being a group as well; None where it was about none."""
    if len(topics) != 1:
        return None
    whole = scene.things[topics[0]]
    is_one = whole.count == 1 and whole.phrase.is_counted
    return Roll(topics[0]) if (whole.count != 1 or is_one) and whole.of_group is None else None


def close(scene: Scene, roll: Roll, colors: dict[str, str]) -> None:
    """Make those who were named the parts of the group, where they are as many as it has."""
    things = scene.things
    whole = things[roll.group]
    members = [each for each in dict.fromkeys(roll.members) if roll.group != each < len(things)]
    if not 1 <= len(members) <= MAX_MEMBERS or not _are_all(whole, [things[each] for each in members]):
        return
    if any(things[each].of_group == roll.group for each in members):
        for each in members:
            _take_name(things[each], whole, colors)
    for each in members:
        things[each].of_group = roll.group


def _are_all(whole: Thing, members: list[Thing]) -> bool:
    """Whether members are as many as the group has; one without a number must go by a word for many kinds."""
    if whole.count is not None:
        total = sum(each.count or 0 for each in members)
        is_elliptic = any(each.of_group is not None for each in members)  # "a ginger, a tabby and a black one"
        if whole.is_alive() and not is_elliptic and not all(each.is_alive() for each in members):
            return False
        return total == whole.count and (total > 1 or members[0].is_alive() == whole.is_alive())
    is_vague = whole.phrase.lemma in kinds.HYPERNYMS
    return is_vague and len(members) > 1 and all(each.is_alive() == whole.is_alive() for each in members)


def _take_name(thing: Thing, whole: Thing, colors: dict[str, str]) -> None:
    """ "a ginger, a tabby and a black one" are all cats: what they were called by is a quality."""
    if thing.of_group is not None or " " in thing.name:
        return
    said = thing.name
    name = " ".join([*whole.name.split()[:-1], whole.phrase.lemma])
    thing.phrase = replace(whole.phrase, name=name, count=1, attributes=[], colors=[], is_plural=False)
    if said in colors:
        thing.color = thing.color or colors[said]
    else:
        thing.attributes.append(said)
