"""An instruction in pieces: how it is cut in each language, and how a piece is read, whole or in parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_english import english_clause
from danqing.director.edit_english_placed import near
from danqing.director.edit_types import Add, Operation, Remove
from danqing.director.edit_words import PRONOUNS, Read, Vocabulary

MAX_PIECE = 120  # characters: no clause is longer, and frames take long over what is none
MAX_LOOSE = 60  # characters of a piece that is read without some of its words
MAX_PIECES = 40  # of an instruction that are read
MAX_JOINTS = 6  # of a piece that are tried
Clause = Callable[[str, Vocabulary], Read | None]
Near = Callable[[str, Add, Vocabulary], Add | None]


@dataclass(frozen=True, kw_only=True)
class Tongue:
    clause: Clause
    near: Near
    splits: re.Pattern[str]
    joints: re.Pattern[str]


ENGLISH = Tongue(
    clause=english_clause,
    near=near,
    splits=re.compile(
        r"\s*(?:[.;!?\n]+(?!\d)|…\s*(?=[A-Z])|,?\s+(?:and\s+)?(?:then|afterwards|after that)\b|,?\s+(?:but|while"
        r"|whereas)\s+"
        r"|,(?!\s*(?:and )?not )\s*(?:and\s+)?|\s+as well as\s+|\s+plus\s+|\s*[—–]\s*|\s+-\s+|\s+(?=(?:because|so that"
        r"|so it|which|since it)\b))\s*",
        re.I,
    ),
    joints=re.compile(r"\s+(?:and|&|\+)\s+", re.I),
)


def pieces(text: str, tongue: Tongue) -> list[str]:
    plain = unicodedata.normalize("NFKC", text.replace("…", "\ue000")).replace("\ue000", "…")
    plain = re.sub(
        r"\beverything (?:but|except(?: for)?|apart from|other than|around|behind|besides) [^,.;]+",
        "the background",
        plain,
        flags=re.I,
    )
    plain = re.sub(r"\bblack and white\b", "black-and-white", plain, flags=re.I)
    plain = re.sub(
        r"除了?[^，,。]+?(?:以外|之外|外)?[，,]?(?:其他|其余|别的|剩下|周围)(?:的)?(?:地方|部分|东西|区域)?(?=(?:都|全"
        r"|也)?[虚模变调压暗亮黑灰柔])",
        "背景", plain,
    )  # fmt: skip
    plain = re.sub(r"[()（）]", ", ", plain)
    return [piece for each in tongue.splits.split(plain) if (piece := each.strip(" ,"))]


_COLORED = re.compile(r"(?:" + "|".join(each for each in COLOR_WORDS if each.isascii()) + r") [a-z]+", re.I)
_WHOLE = re.compile(r"^[把将让给]|\b(?:instead|there)$|[改变换][成为]", re.I)  # what needs no verb of another piece
_BARE = re.compile(
    r"(?:an?|some|two|three|another) "
    r"|[一两二三四五六七八九十几][个只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆群片些丛]",
    re.I,
)
_NEGATES = re.compile(r"\b(?:not|no|never|without|except|but|unless|less)\b|n't\b|[不别没勿除非少]", re.I)
_ADDS = re.compile(r"(?:add|put|place|draw|insert|include|give)\b|[加添放画摆种挂戴穿给]", re.I)


class PieceReader:
    """Reads the pieces of one instruction; what a clause was read as is kept.

    Args:
        tongue: the language.
        vocabulary: the words that are known.
    """

    def __init__(self, tongue: Tongue, vocabulary: Vocabulary) -> None:
        self._tongue = tongue
        self._clause = cache(lambda text: tongue.clause(text, vocabulary))
        self.read = cache(self._sequence)

    def _sequence(self, piece: str, carried: str) -> Read | None:
        """A piece whole if it holds no joint, else in parts, else whole after all.

        Args:
            piece: of the instruction.
            carried: the verb of the piece before, for one that has none.
        """
        for cut in list(self._tongue.joints.finditer(piece))[:MAX_JOINTS] if len(piece) <= 3 * MAX_PIECE else ():
            first = self._one(piece[: cut.start()], carried)
            if first is None or not first.operations or first.manner != "asked":
                continue
            second = piece[cut.end() :].strip()
            rest = self.read(second, first.verb)
            last = first.operations[-1]
            if rest is None or (_BARE.match(second) and not isinstance(last, Add | Remove)):
                continue  # "replace the cat with a dog and a bird"
            if rest.manner == "there" and isinstance(last, Remove):
                (new,) = rest.operations
                swapped = replace(new, what=last.what)  # type: ignore[call-arg]  # a replacement
                return Read((*first.operations[:-1], swapped), first.verb, getattr(new, "by", None))
            if rest.manner == "same" and rest.topic and hasattr(last, "what"):
                like = replace(last, what=rest.topic)  # type: ignore[call-arg]  # it has a what
                return Read((*first.operations, like), first.verb, rest.topic)
            if rest.manner == "asked" and rest.operations:
                both = (*first.operations, *_after(first, rest))
                return Read(both, rest.verb or first.verb, rest.topic or first.topic)
        return self._one(piece, carried)

    def _one(self, piece: str, carried: str) -> Read | None:
        piece = piece.strip()
        if not piece or len(piece) > MAX_PIECE:
            return None
        read = self._clause(piece)
        lacks = read is None or read.manner == "same" or _BARE.match(piece) or _COLORED.fullmatch(piece)
        if carried and lacks and not _WHOLE.search(piece):
            again = self._clause(carried + piece)
            return again if again is not None and again.operations else read
        return read

    def loosely(self, piece: str) -> Read | None:
        """A piece without some words at its ends, the fewest that leave something to be done; none of them negates."""
        if len(piece) > MAX_LOOSE:
            return None
        joint = " " if self._tongue is ENGLISH else ""
        words = piece.split() if joint else list(piece)
        cuts = [(first, last) for first in range(7) for last in range(5) if 0 < first + last < len(words) - 1]
        for first, last in sorted(cuts, key=sum):
            dropped = joint.join([*words[:first], "…", *words[len(words) - last :]])
            kept = joint.join(words[first : len(words) - last])
            read = None if _NEGATES.search(dropped) else self._clause(kept)
            if read is None or not read.operations or read.manner != "asked":
                continue
            if not isinstance(read.operations[0], Add) or _ADDS.match(kept):
                return read
        return None


def _after(first: Read, rest: Read) -> tuple[Operation, ...]:
    """What follows within a piece, of the thing that the piece spoke of: "remove the hat and make it larger"."""
    return tuple(_of_topic(each, first.topic) for each in rest.operations)


def _of_topic(operation: Operation, topic: str | None) -> Operation:
    topic = re.sub(r"^(?:an?|the|one) ", "", topic) if topic else topic
    changes = {
        name: topic for name in ("what", "anchor") if topic and str(getattr(operation, name, None)).lower() in PRONOUNS
    }
    return replace(operation, **changes) if changes else operation
