"""What English prepositions say: how one thing stands to another, or where all of it is."""

from __future__ import annotations

import itertools

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_anchors import fitting, has_place, lies_apart
from danqing.director.english_attach import attach
from danqing.director.english_body import at_body, at_other, embracing, is_pose
from danqing.director.english_fittings import at_fitting
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_parts import group_of
from danqing.director.english_places import in_background, place
from danqing.director.english_senses import is_open_country, is_place, is_seen, is_worn, may_be_worn
from danqing.director.english_traits import described_too, is_trait, traits
from danqing.director.english_unwanted import unwanted
from danqing.director.english_walk import Walk

_ONLY = frozenset({"just", "only", "right", "all", "both"})


def preposition(walk: Walk, at: int) -> int:
    alone, length = walk.longest(grammar.ALONE, at)
    if " " in alone and walk.fresh and walk.latest and walk.leads(at + length):
        return preposition_alone(walk, at, alone, length)  # "in front a bench"
    if alone == "around" and walk.named_end != at:
        length = 0  # "nobody around"
    is_other = alone == "on the other" and walk.one_of_two is not None
    if length and not is_other and walk.latest and (walk.ends(at + length) or walk.text(at + length) in grammar.AND):
        return preposition_alone(walk, at, alone, length)
    said, length = walk.longest(grammar.PREPOSITIONS, at)
    if not length or (said == "round" and walk.ends(at + 1)):  # "one tall, one round"
        return 0
    kind, end = grammar.PREPOSITIONS[said], at + length
    if said in ("up", "down", "over", "round", "across") and walk.text(end) in ("at", "to", "from", "into", "towards"):
        return length  # "looking up at him"
    if said in ("of", "about") and not walk.scene.things:
        return length  # of the aside that was taken out before it, or of a request
    if said in ("like", "about", "around") and (
        walk.phrases.is_number(end) or walk.text(end + 1) in ("dozen", "couple")
    ):
        return length
    if (
        said == "to"
        and end < len(walk.words)
        and walk.words[end].verb
        and not walk.words[end].form
        and not (walk.phrases.at(end) and walk.words[end].tags[0] == "n")
    ):
        return 1  # "to catch a fish"
    while walk.text(end) in _ONLY and walk.phrases.at(end) is None and not walk.ends(end + 1):
        end += 1
    if walk.text(end) in ("fire", "it's", "its") and (walk.text(end) == "fire") and said == "on":
        walk.scene.describe(walk.latest or walk.actors, ["on fire"])
        return end + 1 - at
    if said == "on" and walk.text(end) in walk.colors and walk.ends(end + 1):
        walk.scene.places.append(f"{walk.text(end)} background")
        return end + 1 - at
    if said == "of" and walk.phrases.at(end) is not None and not walk.words[at - 1].tags:
        return 1
    if kind == "without":
        return length + unwanted(walk, end)
    if (walk.text(end), walk.text(end + 1)) in (("each", "other"), ("one", "another")):
        together(walk, kind)
        return end + 2 - at
    if walk.text(end) in ("which", "whom") and walk.latest:
        walk.fronted.append((kind, list(walk.latest)))
        walk.fresh = True
        return end + 1 - at
    if walk.antecedent and walk.ends(end):
        attach(walk, kind, said, walk.sources([]), walk.antecedent)
        return length
    if taken := at_other(walk, kind, said, end):
        return length + taken
    if walk.text(end + 1) in grammar.PARTS and is_of_it(walk, end + 2):
        is_over = said in ("over", "across", "on", "along")
        kind, end = "on" if is_over else grammar.PARTS[walk.text(end + 1)], end + 3  # "at the top of it"
    if (walk.text(end + 1), walk.text(end + 2)) == ("of", "them") and walk.phrases.at(end) is not None:
        end += 2  # "on one of them"
    pronoun = there(walk, kind) if walk.text(end) == "there" else walk.referred(end)
    if pronoun is not None and walk.text(end) in ("each", "both") and is_of_it(walk, end + 1):
        end += 2  # "in each of them"
    if pronoun is not None and walk.text(end) == "it":
        pronoun = fitting(walk, kind, pronoun)
    phrase = (half_at(walk, end) or walk.phrases.at(end)) if pronoun is None else None
    if pronoun is None and phrase is None:
        return preposition_alone(walk, at, said, length)
    if phrase is not None and phrase.article == "no":
        return length + unwanted(walk, end)
    is_alone = walk.joined and walk.fresh and said in grammar.ALONE and bool(walk.topics)
    if is_alone and phrase is not None and walk.ends(phrase.end) and walk.again(phrase) is None:
        walk.fronted.append((grammar.ALONE[said], walk.topics[:1]))  # "a bed, and underneath a dog"
        return length
    if kind == "skip":
        return skipped(walk, at, said, end, phrase)
    if pronoun is not None:
        if walk.fresh and walk.leads(end + 1):
            kind = "behind" if said == "after" else kind  # "after him a piper"
            if walk.opens_sentence and walk.text(end) == "it":
                pronoun = walk.led_by = walk.led_by or pronoun  # "Under it hides a cat. Next to it stands a lamp."
            walk.fronted.append((kind, pronoun))
        elif kind == "behind" and not walk.with_of and is_scenery(walk):
            behind_all(walk)
        else:
            attach(walk, kind, said, walk.sources(pronoun), pronoun)
        return end + 1 - at
    assert phrase is not None
    return with_object(walk, at, kind, said, phrase)


def there(walk: Walk, kind: str) -> list[int] | None:
    """Where "in there" is: what something was said to be in or on last."""
    places = [second for (_, second), said in walk.scene.relations.items() if said in ("in", "on")]
    fit = [each for each in places if each not in walk.latest]
    return fit[-1:] or None if kind in ("in", "on", "under", "behind") else None


def is_of_it(walk: Walk, at: int) -> bool:
    return walk.text(at) == "of" and walk.text(at + 1) in ("it", "them", "him", "her")


def half_at(walk: Walk, at: int) -> NounPhrase | None:
    """ "one half", which may be an adverb elsewhere."""
    is_half = (walk.text(at), walk.text(at + 1)) == ("one", "half")
    return NounPhrase(at, at + 2, name="half", lemma="half", is_counted=True, said="half") if is_half else None


def with_object(walk: Walk, at: int, kind: str, said: str, phrase: NounPhrase) -> int:
    if not phrase.name and not walk.scene.things:
        return phrase.end - at
    if phrase.part and kind in ("on", "at", "in", "to", "by", "next_to", "from"):
        kind = phrase.part if kind in ("on", "at", "in", "from") else kind
    if phrase.lemma in ("background", "backdrop", "distance", "foreground", "horizon") or phrase.name == "bg":
        return in_background(walk, at, kind, phrase)
    if (taken := embracing(walk, at, kind, phrase)) or (taken := at_fitting(walk, at, kind, said, phrase)):
        return taken
    if taken := traits(walk, at, kind, phrase):
        return taken
    if is_pose(walk, kind, phrase):
        return phrase.end - at
    is_vessel = phrase.has("K") and phrase.lemma not in kinds.BODY_PARTS  # "with flowers in its basket"
    is_its = walk.text(phrase.start) in ("its", "their", "his", "her") and not is_vessel
    own = is_its and bool(walk.with_of) and walk.again(phrase) is None
    if (
        ({phrase.lemma, phrase.name} & kinds.BODY_PARTS or own)
        and (phrase.article in ("my", "the") or not phrase.is_counted or phrase.count == 1)
        and (
            kind in ("in", "on", "over", "above", "around", "under", "between", "next_to", "from", "behind", "at")
            and (phrase.article == "my" or walk.with_of or phrase.owner or is_on_someone(walk, phrase))
        )
    ):
        return at_body(walk, at, kind, phrase)
    if kind == "in" and phrase.lemma in ("row", "line", "circle", "queue", "pile", "stack", "group", "pair", "rows"):
        return phrase.end - at
    again = walk.again(phrase) if phrase.name else walk.told_by(phrase)
    if taken := in_one(walk, at, kind, said, phrase):
        return taken
    if not phrase.name and not (phrase.colors or phrase.attributes) and again is None:
        return phrase.end - at
    if again is None and kind == "in" and phrase.lemma in grammar.STATES and not phrase.article:
        return in_abstract(walk, at, kind, phrase)
    if again is None and kind in ("in", "with") and not is_seen(phrase) and not is_open_country(phrase):
        return in_abstract(walk, at, kind, phrase)
    put_on = said == "in" and may_be_worn(phrase) and walk.living(walk.sources([]))
    if again is None and not put_on and is_place(phrase, kind, said):
        return place(walk, at, kind, phrase)
    if again is None and not is_seen(phrase):
        if phrase.name.partition(" ")[0] in kinds.PLACES and kind in ("on", "in", "at"):
            return place(walk, at, kind, phrase)  # "a street corner"
        return phrase.end - at
    if kind == "between" and walk.fresh and (pair := pair_at(walk, phrase)) and walk.leads(pair[1].end):
        walk.fronted.append((kind, [walk.thing(each) for each in pair]))  # "between a lion and a lamb, a baby"
        walk.latest = list(walk.fronted[-1][1])
        return pair[1].end - at
    hangs = kind == "from" and phrase.end < len(walk.words) and walk.words[phrase.end].verb in ("hang", "dangle")
    is_of_place = kind == "with" and walk.place_end == at  # "a garden with roses, a bench"
    if walk.fresh and walk.leads(phrase.end) and (hangs or kind not in ("from", "to")) and not is_of_place:
        objects, end = objects_of(walk, phrase, kind)
        kind = "under" if hangs else kind  # "from the beam hang two hams"
        walk.anchor = objects[0]
        walk.fronted.append((kind, objects))
        walk.latest = objects
        return end - at
    sources = walk.sources([], kind, phrase)
    objects, end = objects_of(walk, phrase, "wearing" if put_on else kind)
    if set(objects) & set(sources) and walk.latest and not set(objects) & set(walk.latest):
        sources = list(walk.latest)  # "a cat, a dog and a parrot sitting on the dog"
    objects_only = [each for each in objects if each not in sources]
    if kind == "with" and walk.place_end == at:
        walk.with_of = []  # "a garden with roses"
    elif kind == "with" and (lies_apart(walk, phrase, end) or has_place(walk, sources, objects, end)):
        walk.with_of, walk.is_with_open = sources, True
        for one, number in itertools.product(sources, objects if phrase.article == "my" else []):
            walk.scene.relations.pop((one, number), None)  # what lies elsewhere is not worn
    else:
        attach(walk, kind, said, sources, objects_only)
        end = described_too(walk, sources, end) if kind == "with" else end
        walk.with_of, walk.is_with_open = sources if kind == "with" else [], False
    walk.latest, walk.latest_by, walk.named_end = objects, kind, end
    walk.listing = False
    walk.fresh = walk.joined = False
    return end - at


def in_one(walk: Walk, at: int, kind: str, said: str, phrase: NounPhrase) -> int:
    """ "two bowls, a spoon in one, a fly in the other": at one of a group; returns how many words that takes."""
    group = group_of(walk) if not phrase.name and phrase.is_counted and phrase.count == 1 else None
    is_plain = not phrase.colors and not phrase.attributes and walk.ends(phrase.end)
    if group is None or not is_plain or group in walk.latest:
        return 0
    attach(walk, kind, said, walk.sources([]), [group])
    walk.one_of_two = "end", [group], kind
    return phrase.end - at


def pair_at(walk: Walk, phrase: NounPhrase) -> tuple[NounPhrase, NounPhrase] | None:
    """A phrase and the one that "and" joins to it."""
    other = walk.phrases.at(phrase.end + 1) if walk.text(phrase.end) == "and" else None
    return (phrase, other) if other is not None and other.name else None


def is_on_someone(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether "the shoulder", "one arm" or "both hands" are those of a living thing named before what they hold."""
    if not walk.latest or walk.latest == [0]:
        return False
    is_bare = not phrase.article and phrase.lemma in kinds.BARE_PARTS  # "hat on head, sword in hand"
    return phrase.article in ("the", "my", "each") or phrase.is_counted or is_bare


def in_abstract(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """ "in disguise", "in blue": said of the thing before."""
    if kind == "in" and not phrase.article and walk.latest and not walk.fresh:
        walk.scene.describe(walk.latest, [f"in {phrase.said}"])
    return phrase.end - at


def objects_of(walk: Walk, phrase: NounPhrase, kind: str) -> tuple[list[int], int]:
    """The things of an object and of those joined to it; returns the place behind them too."""
    found, end = [walk.thing(phrase)], phrase.end
    while True:
        joint = walk.text(end)
        after = end + 1
        if joint == "," and walk.text(after) == "and":
            joint, after = "and", after + 1
        if joint not in ("and", ",", "or", "&", "plus"):
            return found, end
        other = walk.phrases.at(after)
        if other is None or not other.name or not is_seen(other) or other.article == "no":
            return found, end
        if kind in ("with", "have") and is_trait(other):
            return found, end
        if joint == "," and not walk.list_ends(other.end):
            return found, end
        if not shares(walk, kind, phrase, other):
            return found, end
        found.append(walk.thing(other))
        end = other.end


def shares(walk: Walk, kind: str, one: NounPhrase, other: NounPhrase) -> bool:
    """Whether a second phrase after "and" stands in the same relation as the one before."""
    is_both = kind == "wearing" and is_worn(one) and is_worn(other)
    if walk.predicate(other.end) and kind not in ("between",) and not is_both:
        own = kind == "with" and walk.has_own_place(other.end)
        if not own:
            return False
    if kind in ("holding", "wearing", "between", "have", "with", "in_group"):
        return not (other.is_alive() and not one.is_alive())
    if kind in ("next_to", "around", "behind", "in_front_of", "object"):
        return one.is_alive() == other.is_alive()
    return False


def together(walk: Walk, kind: str) -> None:
    """ "next to each other": each topic stands so to the next."""
    for one, other in itertools.pairwise(walk.topics):
        walk.scene.relate(kind if kind in ("behind", "on", "above") else "next_to", one, other)


def preposition_alone(walk: Walk, at: int, said: str, length: int) -> int:
    """ "with a tree behind": the thing named before is behind what was named before it."""
    kind = grammar.ALONE.get(said, "")
    if kind and walk.topics and walk.fresh and walk.leads(at + length):
        if walk.opens_sentence:
            walk.led_by = walk.led_by or walk.topics[:1]  # "a table. underneath: a dog. on top: a cake."
        walk.fronted.append((kind, walk.led_by or walk.topics[:1]))
    elif said == "on" and walk.latest and is_worn(walk.scene.things[walk.latest[0]].phrase):
        put_on(walk)
    elif kind == "behind" and is_scenery(walk):
        behind_all(walk)
    elif said.endswith("between") and walk.latest and {"left", "right"} <= {each.side for each in walk.scene.things}:
        walk.scene.things[walk.latest[0]].side = "middle"  # "a lamp left, a desk right, a globe in between"
    elif kind and walk.latest:
        anchors = walk.with_of or [each for each in walk.topics if each not in walk.latest]
        if not anchors and walk.latest[0] > 0:
            anchors = [0]
        for number in walk.latest:
            for anchor in anchors[:1]:
                walk.scene.relate(kind, number, anchor)
    return length


def is_scenery(walk: Walk) -> bool:
    """Whether what was named last, behind other things, is a place: "a tent, dark woods behind"."""
    if len(walk.latest) != 1 or len(walk.scene.things) < 2:
        return False
    phrase = walk.scene.things[walk.latest[0]].phrase
    first = phrase.name.partition(" ")[0]
    is_plain = phrase.name == first or phrase.name in kinds.PLACES or first in kinds.TIMES
    return phrase.article != "a" and is_plain and is_open_country(phrase)


def behind_all(walk: Walk) -> None:
    """What was named last becomes the place of the scene."""
    walk.scene.places.append(walk.scene.things[walk.latest[0]].phrase.said)
    walk.scene.drop(set(walk.latest))
    walk.forget()


def put_on(walk: Walk) -> None:
    """ "a bear, party hat on": whoever lives and was named before wears it."""
    before = range(walk.latest[0] - 1, -1, -1)
    wearer = next((each for each in before if walk.scene.things[each].is_alive()), None)
    for number in walk.latest if wearer is not None else ():
        walk.scene.relate("wearing", int(wearer or 0), number)


def skipped(walk: Walk, at: int, said: str, end: int, phrase: NounPhrase | None) -> int:
    """ "for my shop", "like a king": no thing of the scene."""
    if phrase is None:
        return end - at
    if said == "than" and phrase.article in ("the", "a") and phrase.name and is_seen(phrase) and walk.latest:
        walk.thing(phrase)  # "a flower taller than the house"
        return phrase.end - at
    is_for = said == "for" and bool(walk.verb) and walk.living(walk.actors) and phrase.article == "a"
    if is_for and phrase.is_alive() and phrase.name:  # "pouring tea for a rabbit"
        walk.latest, walk.latest_by = [walk.thing(phrase)], ""
        return phrase.end - at
    if said in ("during", "after", "before") and is_open_country(phrase):
        return place(walk, at, "in", phrase)
    if said == "like" and not walk.scene.things:
        return end - at
    if said == "as" and walk.latest and phrase.name and not walk.words[at - 1].is_adjective():
        walk.scene.describe(walk.latest, [f"as {phrase.said}"])
    if said == "for" and phrase.name and walk.text(phrase.end) == ":":
        return phrase.end - at
    return phrase.end - at
