"""An English instruction read clause by clause, see :mod:`danqing.director.edit_english_rules`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from danqing.director.edit_english_chunks import chunks_of
from danqing.director.edit_english_rules import read_clause
from danqing.director.edit_english_tokens import Chunk, Noun, letter_of
from danqing.director.edit_words import Read, Vocabulary
from danqing.director.english_forms import verbs_of
from danqing.director.plan import Plan

_LATIN = re.compile(r"\b(?:i\.e\.|e\.g\.|aka|i\.e),?", re.I)
_LISTED = re.compile(r"(?<!\S)\(?\d{1,2}[).](?=\s)")  # "1) the knight is too small 2) …"
_AS_IT_IS = re.compile(
    r"(?<=[a-z%])(?: of| than| as)(?: what)? (?:it|he|she|they|that)(?: (?:is|was|are|were)|'s)"
    r"(?: (?:now|at present|today))?(?= *(?:[,.;!?]|$))",
    re.I,
)  # "half of what it is": what a size is measured by
_GOES_ON = re.compile(r"[\s.]*(?:oh,? )?(?:and|also|plus)\b", re.I)
MAX_CHUNKS = 400  # of an instruction that are read
_BOUNDS = ".,&:~"
_VERBS = "aprmtyxgfkzjDhw"  # a clause may lack the verb of the clause before it


@dataclass(frozen=True)
class Piece:
    """A part of the instruction.

    Args:
        words: as they were written.
        read: what they ask; None if no rule reads them.
        after: the mark before it.
        things: that it names.
        letters: its chunks, see :mod:`danqing.director.edit_english_rules`.
    """

    words: str
    read: Read | None
    after: str
    things: tuple[Noun, ...] = ()
    letters: str = ""


def english_pieces(text: str, vocabulary: Vocabulary, known: Plan | None) -> Iterator[Piece]:
    """The clauses of an instruction in order."""
    plain = _LISTED.sub(_comma, _LATIN.sub(_comma, text))
    plain = _AS_IT_IS.sub(lambda found: " " * len(found[0]), plain)
    plain = re.sub(r"\bblack (and|&) white\b", r"black-\1-white", plain, flags=re.I)
    chunks = chunks_of(plain, vocabulary)[:MAX_CHUNKS]
    amounts = [(each.start, each.value) for each in chunks if each.kind in "%v" and isinstance(each.value, float)]
    chunks = [each for each in chunks if each.kind not in "% "]
    chunks = _joined(_doing(chunks, vocabulary))
    letters = "".join(map(letter_of, chunks))
    shown = set() if known is None else {each.name.lower() for each in known.subjects}
    carried: Chunk | None = None
    place, mark = 0, "."
    while place < len(chunks):
        if letters[place] in _BOUNDS:
            mark = letters[place]
            place = _end(letters, place + 1) if mark == "~" else place + 1
            if mark == "." and (place >= len(chunks) or not _GOES_ON.match(plain, chunks[place - 1].end)):
                carried = None
            continue
        end = _end(letters, place)
        amount = _amount(amounts, chunks[place].start, chunks[end - 1].end if end < len(chunks) else len(text))
        found = read_clause(letters, place, chunks, amount, vocabulary, frozenset(shown))
        if carried is not None and (found is None or found[0].manner == "comment" or carried.kind == "a"):
            found = _with_verb(carried, letters, place, chunks, amount, vocabulary, frozenset(shown)) or found
        if found is None:
            found = _later(letters, place, end, chunks, amount, vocabulary, frozenset(shown))
        if found is None and letters[place] in _ASKS:
            found = _shorter(letters, place, end, chunks, amount, vocabulary, frozenset(shown))
        if found is None:
            yield Piece(
                text[chunks[place].start : chunks[end].start if end < len(chunks) else None],
                None,
                mark,
                _things(chunks[place:end]),
                letters[place:end],
            )
            place = end
            continue
        read, stop = found
        yield Piece(
            text[chunks[place].start : chunks[stop - 1].end],
            read,
            mark,
            _things(chunks[place:stop]),
            letters[place:stop],
        )
        if read.operations and letters[place] in _VERBS:
            carried = chunks[place]
        elif read.operations and (verb := re.search("[whD]", letters[place:stop])):
            carried = chunks[place + verb.start()]
        elif read.operations and "B" in letters[place:stop]:
            carried = replace(chunks[place], kind="t", noun=None, words="turn")
        shown |= {each.noun.head for each in chunks[place:stop] if each.noun is not None and each.noun.det != "pron"}
        place = max(stop, place + 1)


def _doing(chunks: list[Chunk], vocabulary: Vocabulary) -> list[Chunk]:
    """New things with what they do: "a boy flying a kite" is one name, "a fox peeking" is a fox."""
    joined: list[Chunk] = []
    place = 0
    while place < len(chunks):
        chunk, after = chunks[place], chunks[place + 1 : place + 3]
        joined.append(chunk)
        place += 1
        if chunk.noun is None or chunk.noun.det not in ("indef", "another") or not _is_act(after[:1], vocabulary):
            continue
        object_ = after[1].noun if len(after) == 2 else None
        place += 1
        if object_ is not None and object_.det != "pron" and after[1].kind == "N":
            name = f"{chunk.noun.name} {after[0].words} {after[1].words}"
            joined[-1] = replace(chunk, end=after[1].end, noun=replace(chunk.noun, name=name))
            place += 1
    return joined


def _is_act(chunks: list[Chunk], vocabulary: Vocabulary) -> bool:
    """Whether a chunk is a verb in -ing alone."""
    noun = chunks[0].noun if chunks else None
    if noun is None or noun.det != "bare" or not noun.head.endswith("ing") or " " in noun.name:
        return False
    code = vocabulary.english.get(noun.head)
    is_verb = any(vocabulary.english.get(each, "").startswith("v") for each in verbs_of(noun.head))
    return code is None or (is_verb and not code.startswith("n"))


_WITH = re.compile("[Ni]W[Nio](?=[MbEBGOnDHwh])|NL(?=[MbEBGOnCSADHwh])")


def _joined(chunks: list[Chunk]) -> list[Chunk]:
    """Things with what tells them from others as one: "the one with stripes"."""
    letters = "".join(map(letter_of, chunks))
    while found := _WITH.search(letters):
        first, last = chunks[found.start()], chunks[found.end() - 1]
        assert first.noun is not None, "it is a thing"
        if letters[found.end() - 1] == "L" and not re.match(r"(?:on|in|at) ", last.words.lower()):
            break
        words = " ".join(each.words for each in chunks[found.start() + 1 : found.end()])
        noun = replace(first.noun, name=f"{first.noun.name} {words}")
        chunks = [*chunks[: found.start()], replace(first, end=last.end, noun=noun), *chunks[found.end() :]]
        letters = "".join(map(letter_of, chunks))
    return chunks


def _comma(found: re.Match[str]) -> str:
    return "," + " " * (len(found[0]) - 1)


def _things(chunks: list[Chunk]) -> tuple[Noun, ...]:
    return tuple(each.noun for each in chunks if each.noun is not None)


def _end(letters: str, place: int) -> int:
    while place < len(letters) and letters[place] not in _BOUNDS:
        place += 1
    return place


def _amount(amounts: list[tuple[int, float]], start: int, end: int) -> float:
    said = [value for place, value in amounts if start - 14 <= place <= end + 14]
    return said[0] if said else 1.0


def _with_verb(
    verb: Chunk,
    letters: str,
    place: int,
    chunks: list[Chunk],
    amount: float,
    vocabulary: Vocabulary,
    shown: frozenset[str],
) -> tuple[Read, int] | None:
    """A clause with the verb of the clause before it: "remove the hat, and the scarf"."""
    if letters[place] not in "Nioq":
        return None
    if verb.kind in "whD" and re.match("[Nqo][io]", letters[place:]):  # "she wears a hat, he a cap"
        said, words = letters[place] + verb.kind + letters[place + 1 :], [chunks[place], verb, *chunks[place + 1 :]]
    else:
        said, words = verb.kind + letters[place:], [verb, *chunks[place:]]
    found = read_clause(said, 0, words, amount, vocabulary, shown)
    if found is None or not found[0].operations:
        return None
    return found[0], found[1] + place - 1


_ASKS = "aprmtyxgfzjDM"
_REST = re.compile(r"[?UoPTFWNiqJv!@]*")


def _shorter(
    letters: str,
    place: int,
    end: int,
    chunks: list[Chunk],
    amount: float,
    vocabulary: Vocabulary,
    shown: frozenset[str],
) -> tuple[Read, int] | None:
    """A clause that asks, without its last words, if nothing in them asks or negates."""
    for stop in range(end - 1, place + 1, -1):
        if not _REST.fullmatch(letters[stop:end]):
            return None
        found = read_clause(letters[:stop], place, chunks, amount, vocabulary, shown)
        if found is not None and found[0].operations and found[0].manner == "asked":
            return found[0], end
    return None


def _later(
    letters: str,
    place: int,
    end: int,
    chunks: list[Chunk],
    amount: float,
    vocabulary: Vocabulary,
    shown: frozenset[str],
) -> tuple[Read, int] | None:
    """A clause without its first words, if nothing is negated in them and it goes on with a verb that asks."""
    for later in range(place + 1, end):
        if "n" in letters[place:later] or letters[later - 1] in "PTW":
            return None
        if letters[later] not in _VERBS + "Mc":
            continue
        found = read_clause(letters, later, chunks, amount, vocabulary, shown)
        found = found or _shorter(letters, later, end, chunks, amount, vocabulary, shown)
        if found is not None and found[0].operations:
            return found
    return None
