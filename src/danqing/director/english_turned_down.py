"""What an English wish names and then does not want: "labels unnecessary", "crowds aren't", "Sugar? No, thanks."."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_unwanted import refuse, unwanted, unwanted_words
from danqing.director.english_walk import Walk

_REFUSED = grammar.by_first(
    grammar.words_of("""
    a_no a_no-no a_no_no out wrong not_wanted not_needed not_required not_necessary not_allowed not_welcome not_invited
    not_part_of_it forbidden banned off_limits unnecessary unneeded unwanted unwelcome superfluous out_of_the_question
    a_mistake left_out left_off left_away not_to_be_seen not_to_be_drawn not_to_be_shown not_to_be_included not_in_it
    optional not_shown not_written not_visible not_included not_drawn
""")
)
_SPOILING = grammar.by_first((
    "would ruin", "would spoil", "ruins", "ruin", "spoils", "spoil", "need not apply", "can stay home", "can stay away",
    "can stay out", "can stay at home", "should stay out", "stay home", "stay away", "stays out", "stay out",
    "would be too much", "give me the creeps", "gives me the creeps",
))  # fmt: skip
_GONE = grammar.by_first((
    "removed", "cropped out", "taken out", "edited out", "cut out", "taken away", "missing", "absent", "omitted",
    "excluded", "deleted", "erased", "gone",
))  # fmt: skip
_BARE = frozenset(
    each
    for some in _REFUSED.values()
    for each in some
    if each.startswith(("not ", "un", "left ", "for", "ban", "super"))
)
_AFTER = frozenset({"here", "please", "thanks", "anyway", "today", "either", "there", "at", "tonight", "really",
                    "entirely", "completely", "altogether", "anywhere", "this"})  # fmt: skip
_THANKS = frozenset({"thanks", "thank", "way", "need", "ta", "please"})
_WELCOME = frozenset({"fine", "ok", "okay", "welcome", "allowed", "good", "great", "needed", "wanted", "acceptable"})
_NO = frozenset({"no", "nope", "never", "nah", "nay"})


def turned_down(walk: Walk, at: int) -> int:
    """Read a word by which what was named is refused; returns how many words that takes."""
    said = refused(walk, at) or spoiling(walk, at) or gone(walk, at) or not_either(walk, at)
    return said or answered(walk, at) or the_last(walk, at)


def refused(walk: Walk, at: int) -> int:
    """ "broken plates are a no", "the sugar bowl left out"."""
    said, end = refusal(walk, at)
    is_told = walk.text(at - 1) in grammar.BE
    if not said or not walk.latest or not (is_told or (said in _BARE and walk.named_end == at)):
        return 0
    is_all = is_told and bool(walk.topics) and not walk.is_comma_list()
    turn_down(walk, walk.topics if is_all else walk.latest)
    return end - at


def refusal(walk: Walk, at: int) -> tuple[str, int]:
    """The words at a place by which something is refused, and where they end; "" for none."""
    said = walk.said_at(at, _REFUSED)
    end = at + len(said.split())
    is_over = walk.ends(end) or walk.text(end) in _AFTER | grammar.SUBORDINATE | grammar.AND
    return (said, end) if is_over else ("", at)


def unseen_refused(walk: Walk, phrase: NounPhrase) -> int:
    """ "answers not shown": what could not be seen as a thing is refused all the same; returns the words it takes."""
    said, end = refusal(walk, phrase.end)
    if said not in _BARE:
        return 0
    walk.scene.avoid.append(unwanted_words(phrase))
    return end - phrase.start


def spoiling(walk: Walk, at: int) -> int:
    """ "confetti would ruin it", "dragons need not apply": what is said of a thing to the end of the clause."""
    said = walk.said_at(at, _SPOILING)
    if not said or walk.named_end != at or not walk.latest:
        return 0
    turn_down(walk, walk.latest)
    return walk.skip_clause(at)


def gone(walk: Walk, at: int) -> int:
    """ "the angels removed": a thing that is known to be there is taken away."""
    said = walk.said_at(at, _GONE)
    end = at + len(said.split())
    if not said or walk.named_end != at or len(walk.latest) != 1 or not walk.ends(end):
        return 0
    phrase = walk.scene.things[walk.latest[0]].phrase
    if phrase.article == "a" or phrase.is_counted or phrase.lemma in kinds.BODY_PARTS:
        return 0
    refuse(walk, walk.latest)
    return end - at


def not_either(walk: Walk, at: int) -> int:
    """ "neon is fine, crowds are not": refused by what is left unsaid."""
    is_left_open = walk.text(at) == "not" and walk.ends(at + 1) and walk.text(at - 1) in (*grammar.BE, "should")
    if not is_left_open or not walk.topics or walk.fresh or not _WELCOME & {walk.text(each) for each in range(at)}:
        return 0
    turn_down(walk, walk.topics)
    return 1


def turn_down(walk: Walk, numbers: list[int]) -> None:
    """Refuse things by all that was said of them before their name, where they are any of a kind."""
    for number in numbers:
        phrase = walk.scene.things[number].phrase
        if phrase.article in ("", "any") and phrase.attributes:
            walk.scene.avoid.append(unwanted_words(phrase))
        else:
            refuse(walk, [number])


def answered(walk: Walk, at: int) -> int:
    """ "Milk jug? Never.": what was asked for by its name alone is refused by the answer."""
    is_no = walk.text(at) in _NO and (walk.ends(at + 1) or walk.text(at + 1) in _THANKS)
    if walk.text(at - 1) != "?" or not (is_no or is_nor_that(walk, at) or refusal(walk, at)[0]):
        return 0
    start = at - 2
    while start > 0 and walk.words[start - 1].breaks != 2:
        start -= 1
    phrase = walk.phrases.at(start)
    if phrase is None or phrase.end != at - 1 or not phrase.name:
        return 0
    gone = [n for n, each in enumerate(walk.scene.things) if each.phrase.start == start and n == walk.topics[-1:][0]]
    walk.scene.turned_down += [unwanted_words(phrase)]
    walk.scene.drop(set(gone))
    walk.forget()
    walk.topics = walk.actors = walk.latest = []
    if refusal(walk, at)[0]:
        return refusal(walk, at)[1] - at
    return 2 if is_nor_that(walk, at) or walk.text(at + 1) in _THANKS else 1


def is_nor_that(walk: Walk, at: int) -> bool:
    return walk.text(at) in (*grammar.OR, "not") and walk.text(at + 1) in ("that", "those", "either", "it")


def the_last(walk: Walk, at: int) -> int:
    """ "the last thing I want is a rainbow"."""
    if not (walk.stands_at(at, "the last thing") or walk.stands_at(at, "what i do not want")):
        return 0
    for end in range(at + 3, min(at + 9, len(walk.words))):
        if walk.text(end) in grammar.BE:
            return end + 1 + unwanted(walk, end + 1) - at
    return 0
