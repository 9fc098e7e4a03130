"""The clauses of Chinese instructions: how an instruction is cut, and how a clause is read.

A clause is freed of its polite words and of how far it goes (一点); what is left is tried against the frames, in order.
One that no frame reads is tried in two parts, then without some of its words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from danqing.director.edit_chinese_adding import ALL, HERE, SAME, new_thing
from danqing.director.edit_chinese_frames import FRAMES
from danqing.director.edit_chinese_nouns import NUMERAL, noun_phrase
from danqing.director.edit_chinese_said import is_plausible, tidy
from danqing.director.edit_types import (
    Add,
    Operation,
    Recolor,
)
from danqing.director.edit_words import PRONOUNS, Read, Vocabulary

MAX_PIECE = 60  # characters: no clause is longer, and frames take long over what is none


MAX_SPLIT = 26  # characters of a clause that is tried in two parts wherever it may be cut


MAX_LOOSE = 30  # characters of a clause that is read without some of its words


MAX_JOINTS = 6


_SPLITS = re.compile(
    r"[\s]*(?:[，,。；;！!？?\n：:~～]+|\.(?!\d)|…+|——?|并且|而且|然后|接着|同时|之后|以后|另外(?![一那只个两这])"
    "|还有|最后(?!一)"
    r"|但是?(?=.)|不过|顺便)[\s]*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
)


_ASKS = re.compile("[换变改染涂刷漆删去移挪搬放缩加添画补摆拿撤调翻转]|大|小|亮|暗|往|风格|背景")


_NEGATES = re.compile("[不别没勿除非少你]|怎么|为啥|干嘛")


_FORBIDS = re.compile("(?:不要|不想要?|不需要|不用|不必|别)[把将]")  # no part of it asks for anything


_JOINTS = re.compile(r"并|和|与|跟|再|及|又|还|但")


_OTHERS = re.compile(
    "除了?[^，,。]+?(?:以外|之外|外)?[，,]?(?:其他|其余|别的|剩下|周围)(?:的)?(?:地方|部分|东西|区域)?(?=(?:都|全"
    "|也)?[虚模变调压暗亮黑灰柔])"
)


_MARKS = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]")


def chinese_pieces(text: str) -> list[str]:
    """An instruction cut at its marks and at words such as 然后."""
    plain = _MARKS.sub("，", _OTHERS.sub("背景", text)).replace("、", "和")
    plain = re.sub(r"[()（）]", "，", plain)
    return [piece for each in _SPLITS.split(plain) if (piece := each.strip(" ,"))]


class ClauseReader:
    """Reads the clauses of one instruction; what a clause was read as is kept.

    Args:
        vocabulary: the words that are known.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._clause = cache(self._by_frames)
        self.read = cache(self._sequence)

    def _by_frames(self, piece: str) -> Read | None:
        said = tidy(piece, self._vocabulary)
        for pattern, build in FRAMES:
            match = pattern.fullmatch(said.text)
            if match is None or (made := build(match, said)) is None:
                continue
            if isinstance(made, Read):
                return made
            operations = made if isinstance(made, tuple) else (made,)
            if all(is_plausible(each, self._vocabulary) for each in operations):
                return Read(operations, match.groupdict().get("verb") or "")
        return None

    def _sequence(self, piece: str) -> Read | None:
        """A clause whole if it holds no joint, else in parts, else whole after all, else cut anywhere."""
        if len(piece) > MAX_PIECE:
            return None
        if _FORBIDS.search(piece):
            return self._clause(piece)
        for cut in list(_JOINTS.finditer(piece))[:MAX_JOINTS]:
            if self._within_word(piece, cut.start()):
                continue
            if both := self._both(piece[: cut.start()], piece[cut.end() :], joined=cut[0]):
                return both
        if (read := self._clause(piece)) is not None:
            return read
        if len(piece) <= MAX_SPLIT:
            for at in range(2, len(piece) - 1):
                if both := self._both(piece[:at], piece[at:]):
                    return both
        return self._loosely(piece)

    def _within_word(self, piece: str, at: int) -> bool:
        """Whether a character is a part of a longer word (高跟鞋)."""
        spans = ((start, start + size) for size in (2, 3, 4) for start in range(max(0, at - size + 1), at + 1))
        return any(end <= len(piece) and piece[start:end] in self._vocabulary.chinese for start, end in spans)

    def _loosely(self, piece: str) -> Read | None:
        """A clause without some characters at its ends, the fewest that leave something asked of known things."""
        if len(piece) > MAX_LOOSE or not _ASKS.search(piece):
            return None
        cuts = [(first, last) for first in range(8) for last in range(4) if 0 < first + last < len(piece) - 2]
        for first, last in sorted(cuts, key=sum):
            dropped, kept = piece[:first] + "…" + piece[len(piece) - last :], piece[first : len(piece) - last]
            if _NEGATES.search(dropped):
                continue
            read = self._clause(kept)
            if read is None or not read.operations or read.manner != "asked":
                continue
            if isinstance(read.operations[0], Recolor) and not re.search("[变改染涂换刷成要]", kept):
                continue
            if all(self._is_sure(each, alone=not first) for each in read.operations):
                return read
        return None

    def _is_sure(self, operation: Operation, *, alone: bool) -> bool:
        """Whether what an operation names are words that are known."""
        for name in ("what", "anchor", "keep"):
            phrase = getattr(operation, name, None)
            if phrase is None or phrase in PRONOUNS:
                continue
            if phrase in (HERE, SAME, ALL):
                if not alone:
                    return False
                continue
            noun = noun_phrase(phrase, self._vocabulary).noun
            if not (self._vocabulary.is_thing(noun) or self._vocabulary.is_thing(noun[-2:])):
                return False
        return True

    def _both(self, first: str, second: str, *, joined: str = "") -> Read | None:
        left = self._clause(first) if first.strip() else None
        if left is None or not left.operations or left.manner != "asked":
            return None
        if isinstance(left.operations[-1], Add) and (not joined or re.match("[把将]", first)):  # 把猫|和狗放到…
            return None
        if joined in ("和", "跟", "与", "及") and (more := _more(left.operations[-1], second, self._vocabulary)):
            return Read((*left.operations, *more), left.verb)
        right = self.read(second) if joined else self._clause(second)
        if right is None or right.manner not in ("asked", "same") or not (right.operations or right.manner == "same"):
            return None
        if joined in ("和", "跟", "与", "及") and isinstance(right.operations[:1], tuple) and _bare(second):
            return None
        if right.manner == "same":
            last = left.operations[-1]
            if not right.topic or not hasattr(last, "what"):
                return None
            return Read((*left.operations, replace(last, what=right.topic)), left.verb)  # type: ignore[call-arg]
        return Read((*left.operations, *right.operations), right.verb or left.verb)


def _more(last: Operation, words: str, vocabulary: Vocabulary) -> tuple[Operation, ...]:
    """Numbered things beside one that is added, where it is: 加两只鸟和一棵树; nothing where the words are others."""
    parts = re.split("[和跟与及]", words)
    if not isinstance(last, Add) or not all(map(_bare, parts)):
        return ()
    things = [new_thing(each, vocabulary) for each in parts]
    return tuple(replace(last, what=each[0], count=each[1]) for each in things if each and each[0] != HERE)


def _bare(words: str) -> bool:
    return bool(re.fullmatch(rf"{NUMERAL}+.{{1,6}}", words))
