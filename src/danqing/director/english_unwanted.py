"""What an English wish does not want to see: "no people", "not a bear", "without any text"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_senses import is_open_country
from danqing.director.english_walk import Walk

_LEAVING = grammar.words_of("""
    ban banish scratch bin nix veto skip drop lose forget ditch scrap omit remove avoid
""")
_WISHING = frozenset(
    {
        "want",
        "need",
        "see",
        "show",
        "include",
        "add",
        "draw",
        "put",
        "write",
        "make",
        "have",
        "get",
        "give",
        "like",
        "use",
    }
)
_LEADS = grammar.by_first(
    grammar.words_of("""
    enough_of enough_with steer_clear_of steering_clear_of stay_clear_of keep_clear_of stay_away_from keep_away_from
    away_with down_with get_rid_of getting_rid_of rid_of devoid_of empty_of bare_of sans in_the_absence_of
    without_so_much_as not_so_much_as not_even none_of forget_about refrain_from leave_off leaving_off hold_off_on
    no_need_to_show no_need_to_see no_need_to_draw no_need_to_include not_interested_in less_of no_hint_of no_trace_of
""")
)
_DISLIKES = grammar.by_first((
    "hate", "hates", "loathe", "dislike", "detest", "can not stand", "ca not stand", "allergic to", "sick of",
    "tired of", "fed up with", "terrified of", "scared of", "bored of", "bored with",
))  # fmt: skip


def negation(walk: Walk, at: int) -> int:
    text, after = walk.text(at), walk.text(at + 1)
    if (taken := led_into(walk, at)) or (taken := missed(walk, at)):
        return taken
    if text == "no" and after == "need" and walk.text(at + 2) in ("for", "of"):
        return 3 + unwanted(walk, at + 3)
    if text == "no" and after in ("more", "less", "longer", "doubt", "need", "matter", "problem"):
        return 2
    if text in ("nobody", "noone") or (text, after) == ("no", "one") or (text == "no-one"):
        walk.scene.avoid.append("people")
        return 1 if text != "no" else 2
    if text == "nothing" and after in ("written", "printed", "lettered"):
        walk.scene.avoid.append("text")
        return 2 + 2 * (walk.text(at + 2) in ("on", "across", "in") and walk.referred(at + 3) is not None)
    if text == "nothing" and after == "too":
        at, after = at + 1, walk.text(at + 2)
    if text == "nothing":
        if after in ("but", "else", "except", "more", "fancy"):
            return 2
        if at + 1 < len(walk.words) and walk.words[at + 1].is_adjective() and walk.phrases.at(at + 1) is None:
            walk.scene.avoid.append(after)
            return 2
        return 1
    if text in ("anything", "everything") and after in ("but", "except", "bar"):
        return 2 + unwanted(walk, at + 2)
    if text in ("no", "without", "minus", "excluding"):
        return unwanted(walk, at + (text != "no")) + (text != "no")
    if (text == "free" and after in ("of", "from")) or (text, after) in (("instead", "of"), ("rather", "than"),
                                                                     ("leave", "out"),
                                                                     ("leaving", "out"), ("but", "not")):  # fmt: skip
        if after == "not" and walk.phrases.at(at + 2) is not None:
            return 1 + denied(walk, at + 1)
        if taken := other_one(walk, at + 2):
            return 2 + taken
        is_quality = after == "not" and walk.ends(at + 3)
        return 2 + (unwanted_qualities(walk, at + 2) if is_quality else unwanted(walk, at + 2))
    if text == "neither":
        return 1 + (unwanted(walk, at + 1) or unwanted_qualities(walk, at + 1))
    if text in grammar.OR and walk.was_denied and walk.opens_sentence and walk.text(at - 1) in (".", ";"):
        return 1 + unwanted(walk, at + 1)  # "I want no cars. Or people."
    if at < len(walk.words) and walk.words[at].verb == "lack" and walk.phrases.at(at + 1) is not None:
        return 1 + unwanted(walk, at + 1)
    if text == "hold" and walk.fresh and after in ("the", "any") and not walk.living(walk.topics):
        return 1 + unwanted(walk, at + 1)  # "a burger, hold the onions"
    if text in _LEAVING and (walk.fresh or walk.text(at - 1) in ("so", "please", "to", "then")):
        return left_out(walk, at)
    if text in ("spare", "save") and after in ("me", "us"):
        return 2 + unwanted(walk, at + 2)
    if disliked := dislike(walk, at):
        return disliked + unwanted(walk, at + disliked)
    if text in ("leave", "keep") and (left := walk.phrases.at(at + 1)) is not None and walk.text(left.end) in (
        "out", "off", "away"
    ):  # fmt: skip
        walk.scene.avoid.append(unwanted_words(left))
        end = left.end + 1
        pronoun = end + (walk.text(end) in ("of", "from"))
        return (pronoun + 1 if walk.text(pronoun) in ("it", "them") else end) - at
    if text == "except" and walk.is_denied:
        return 1 + (after == "for")
    if text in ("avoid", "avoiding", "exclude", "omit", "except"):
        return 1 + unwanted(walk, at + 1)
    if text.endswith("-free") and walk.words[at].tags:
        walk.scene.avoid.append(text.removesuffix("-free"))
        return 1
    if text in ("not", "never"):
        return denied(walk, at)
    return 0


def other_one(walk: Walk, at: int) -> int:
    """How many words "a young one" takes behind "instead of": it is not there, and what else is so may be."""
    if not walk.scene.things:
        return 0
    phrase = walk.phrases.at(at)
    is_one = phrase is not None and not phrase.name and walk.text(phrase.end - 1) in ("one", "ones")
    return phrase.end - at if phrase is not None and is_one else 0


def led_into(walk: Walk, at: int) -> int:
    """ "get rid of the clouds", "devoid of trees", "not even a pigeon"; 0 where nothing is left out."""
    said = walk.said_at(at, _LEADS)
    end = at + len(said.split())
    if not said or (said == "less of" and not walk.fresh):
        return 0
    if walk.text(end) in walk.colors and walk.phrases.at(end) is None:
        walk.scene.avoid.append(walk.text(end))
        return end + 1 - at
    taken = unwanted(walk, end)
    return end + taken - at if taken else 0


def missed(walk: Walk, at: int) -> int:
    """ "give the glitter a miss"."""
    phrase = walk.phrases.at(at + 1) if walk.text(at) in ("give", "giving") and walk.fresh else None
    if phrase is None or not walk.stands_at(phrase.end, "a miss"):
        return 0
    walk.scene.avoid.append(unwanted_words(phrase))
    return phrase.end + 2 - at


def left_out(walk: Walk, at: int) -> int:
    """ "skip the sun", "drop it": one thing, or what a pronoun means."""
    meant = walk.referred(at + 1)
    if meant is not None and walk.phrases.at(at + 1) is None:
        refuse(walk, walk.latest if walk.text(at + 1) == "it" and len(walk.latest) == 1 else meant)
        return 2
    phrase = walk.phrases.at(at + 1)
    if phrase is None or not (walk.phrases.takes_object(at + 1) or walk.words[at + 1].is_name or phrase.is_plural):
        return 0
    return 1 + unwanted(walk, at + 1)


def refuse(walk: Walk, numbers: list[int]) -> None:
    """What was named before shall not be seen."""
    walk.scene.avoid += [walk.scene.things[each].name for each in numbers]


def dislike(walk: Walk, at: int) -> int:
    """How many words say that something is disliked: "i hate", "allergic to"."""
    said = walk.said_at(at, _DISLIKES)
    is_of_asker = at > 0 and walk.words[at - 1].lemma in kinds.FAMILY and not walk.words[at - 1].form
    is_said = bool(said) and (walk.text(at - 1) in (*grammar.SPEAKERS, *grammar.BE, "'m") or walk.fresh or is_of_asker)
    return said.count(" ") + 1 if is_said else 0


def denied(walk: Walk, at: int) -> int:
    """ "not a bear", "do not show any people", "is not gold"."""
    next_ = at + 1
    if walk.text(at) == "never" and next_ < len(walk.words) and walk.words[next_].form in ("s", "ed"):
        return 2  # "the cello she never plays"
    if walk.text(next_) in grammar.MINDING:
        return 2  # "I do not know"
    wished = next_
    if walk.text(next_) == "be" and walk.text(next_ + 1) in ("any", "a", "an"):
        return 2 + unwanted(walk, next_ + 1)  # "there should not be any flags"
    wished += 2 * walk.stands_at(wished, "you dare")  # "don't you dare draw a bow"
    while walk.text(wished) in _WISHING or (wished > next_ and walk.text(wished) in ("to", "it", "me", "us", "there")):
        wished += 1
    if wished > next_:
        return wished - at + refused(walk, wished)
    if walk.text(next_) in ("only", "just", "too", "very", "really", "so", "that", "quite", "sure", "necessarily"):
        end = next_ + 1
        while not walk.ends(end) and walk.words[end].is_adjective() and not walk.phrases.at(end):
            end += 1
        return end - at
    verb = walk.words[next_].verb if next_ < len(walk.words) else ""
    is_verb = walk.phrases.at(next_) is None or (not walk.words[next_].form and walk.phrases.takes_object(next_ + 1))
    if verb and is_verb and not walk.words[next_].tags.startswith("a"):
        if object_at(walk, next_ + 1) and (taken := unwanted(walk, next_ + 1)):
            return 2 + taken
        return 2
    phrase = walk.phrases.at(next_)
    if phrase is not None and not phrase.name and walk.text(phrase.end - 1) in ("one", "ones") and walk.scene.things:
        walk.scene.avoid += [*phrase.attributes, *phrase.colors]  # "but not a cute one"
        return 1 + phrase.end - next_
    is_new = phrase is not None and (phrase.article not in ("the", "my") or walk.again(phrase) is None)
    if phrase is not None and (phrase.article or phrase.name) and is_new:
        return 1 + unwanted(walk, next_)
    if walk.fresh and walk.ends(next_ + 1) and next_ < len(walk.words) and walk.words[next_].is_adjective():
        walk.scene.avoid.append(walk.text(next_))
        return 2
    if walk.text(next_) in walk.colors or walk.text(next_) in kinds.MATERIALS:
        walk.scene.avoid.append(walk.text(next_))
        return 2
    return 2 if next_ < len(walk.words) and walk.words[next_].tags else 1


def refused(walk: Walk, at: int) -> int:
    """What someone does not want, from behind "want": things, a quality, or what was named last."""
    if walk.ends(at) and walk.latest:
        before = walk.words[at - 1].text
        refuse(walk, walk.meant(before) or walk.latest if before in ("it", "them") else walk.latest)
        return 0
    if walk.text(at) == "them" and walk.latest:
        refuse(walk, walk.meant("them") or walk.latest)
        return 1
    if at < len(walk.words) and walk.words[at].is_adjective() and walk.ends(at + 1) and walk.phrases.at(at) is None:
        walk.scene.avoid.append(walk.text(at))
        return 1
    return unwanted(walk, at) if object_at(walk, at) else 0


def object_at(walk: Walk, at: int) -> bool:
    return walk.phrases.at(at) is not None or walk.text(at) in ("in", "any")


def unwanted(walk: Walk, at: int) -> int:
    """The phrases of a list of what shall not be seen; returns how many words they take."""
    start = at
    at += walk.text(at) == "in" and walk.text(at + 1) in ("any", "a")
    is_deed = at < len(walk.words) and walk.words[at].form == "ing" and walk.phrases.at(at) is None
    at += is_deed and walk.phrases.at(at + 1) is not None
    walk.is_denied = True
    while at < len(walk.words):
        phrase = walk.phrases.at(at)
        if phrase is None or not phrase.said:
            if walk.text(at) in walk.colors:
                walk.scene.avoid.append(walk.text(at))
                at += 1
            break
        walk.scene.avoid.append(unwanted_words(phrase))
        at = phrase.end
        if walk.text(at) in grammar.OR or (walk.text(at) == "and" and goes_on_unwanted(walk, at + 1)):
            at += 1 + (walk.text(at + 1) in ("any", "even"))
        elif walk.text(at) == "," and walk.text(at + 1) in (*grammar.OR, "and") and walk.phrases.at(at + 2):
            if walk.text(at + 1) == "and" and not goes_on_unwanted(walk, at + 2):
                break
            at += 2
        elif walk.text(at) == "," and list_with_or(walk, at + 1):
            at += 1
        else:
            break
    if at < len(walk.words) and walk.words[at].form == "ing" and walk.words[at].verb:
        at += 1 + (walk.referred(at + 1) is not None)  # "no hands holding it"
    if walk.text(at) in ("in", "on", "at", "from", "around"):
        where = walk.phrases.at(at + 1)
        if where is not None and not is_open_country(where):
            at = where.end  # "no people in the picture"
        elif walk.referred(at + 1) is not None:
            at += 2
    return at - start


def unwanted_qualities(walk: Walk, at: int) -> int:
    """ "too dark nor too scary"; returns how many words that takes."""
    start = at
    while at < len(walk.words):
        at += walk.text(at) in ("too", "very", "so")
        if walk.ends(at) or not (walk.words[at].is_adjective() or walk.text(at) in walk.colors):
            break
        walk.scene.avoid.append(walk.text(at))
        at += 1
        if walk.text(at) not in grammar.OR:
            break
        at += 1
    return at - start


def goes_on_unwanted(walk: Walk, at: int) -> bool:
    phrase = walk.phrases.at(at)
    if phrase is None or phrase.article in ("a", "my") or phrase.is_counted:
        return False
    if phrase.article == "the":
        return walk.ends(phrase.end)
    return phrase.article == "no" or walk.ends(phrase.end) or walk.text(phrase.end) in (*grammar.OR, *grammar.AND)


def list_with_or(walk: Walk, at: int) -> bool:
    """Whether a list from here on ends with "or": "no cars, trees or houses"."""
    for _ in range(8):
        phrase = walk.phrases.at(at)
        if phrase is None or phrase.article not in ("", "any") or phrase.is_counted:
            return False
        at = phrase.end
        if walk.text(at) in grammar.OR or (walk.text(at) == "," and walk.text(at + 1) in grammar.OR):
            return True
        if walk.text(at) != ",":
            return False
        at += 1
    return False


def unwanted_words(phrase: NounPhrase) -> str:
    """What shall not be seen, without words that only point at it."""
    if phrase.lemma == "soul":
        return "people"
    whole = phrase.name if " of " in phrase.name else phrase.said
    if phrase.lemma in kinds.HINTS and (inner := whole.partition(" of ")[2]):
        return inner  # "a hint of fog"
    vague = kinds.POINTING | {"yourself", "whatsoever", "clichés", "cliché"}
    said = [each for each in phrase.said.split() if each not in vague]
    return " ".join(said) or phrase.said
