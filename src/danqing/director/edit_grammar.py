"""Instructions to change a picture, in Chinese or English, read by plain rules into typed operations.

An instruction is cut at commas, full stops and words such as "then" and 并且. Each piece is tried against the rules of
its language, in order; a piece that holds "and" or 和 is tried in parts first, and a part without a verb takes that of
the part before it ("make the car red and the house blue"). The rules are in :mod:`danqing.director.edit_english` and
:mod:`danqing.director.edit_chinese`. What calls :func:`read_edit` may as well ask a language model, which writes the
same operations as JSON, see :func:`danqing.director.edit_types.from_data`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from danqing.core.errors import RequestError
from danqing.core.request import clean_prompt
from danqing.director.edit_chinese import chinese_clause
from danqing.director.edit_english import english_clause
from danqing.director.edit_types import EditPlan, Language, Operation
from danqing.director.edit_words import EXAMPLES, PRONOUNS, Read, Vocabulary
from danqing.director.plan import Plan

Clause = Callable[[str, Vocabulary], Read | None]


def read_edit(instruction: str, vocabulary: Vocabulary, known: Plan | None = None) -> EditPlan:
    """What an instruction asks to be done.

    Args:
        instruction: in Chinese or English.
        vocabulary: the words that the rules know beside grammar.
        known: what the picture shows, by which "it" and "the other one" are understood; None if that is not known.

    Raises:
        RequestError: a part of it is not understood; the text, in the language of the instruction, says what can be.
    """
    text = clean_prompt(instruction, name="instruction")
    language: Language = "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
    clause, splits, joints = (
        (chinese_clause, _SPLITS_ZH, _JOINTS_ZH) if language == "zh" else (english_clause, _SPLITS_EN, _JOINTS_EN)
    )
    found: list[Operation] = []
    verb = ""
    for piece in _pieces(text, splits):
        read = _sequence(piece, verb, clause, joints, vocabulary)
        if read is None:
            raise RequestError(not_understood(piece, language))
        found, verb = [*found, *read.operations], read.verb
    if not found:
        raise RequestError(not_understood(text, language))
    return EditPlan(operations=tuple(_pronouns_filled(found)), language=language)


def not_understood(piece: str, language: Language) -> str:
    """What to say of a piece that no rule reads: what can be done, in its own language."""
    said = piece if len(piece) <= 60 else piece[:57] + "…"
    if language == "zh":
        return f"看不懂“{said}”；可以这样说：{'、'.join(EXAMPLES['zh'])}。"
    return f"“{said}” is not understood; say for example: {'; '.join(EXAMPLES['en'])}."


_SPLITS_EN = re.compile(
    r"\s*(?:[.;!?\n]+|,?\s+(?:and\s+)?(?:then|afterwards|after that|also)\b|,\s*(?:and\s+)?|\s+as well as\s+)\s*", re.I
)
_SPLITS_ZH = re.compile(r"[\s]*(?:[，,。.；;！!？?、\n]+|并且|而且|然后|接着|同时|之后|另外|还有|最后)[\s]*")
_JOINTS_EN = re.compile(r"\s+(?:and|&|\+)\s+", re.I)
_JOINTS_ZH = re.compile(r"并|和|与|跟|再|及|又|还")


def _pieces(text: str, splits: re.Pattern[str]) -> list[str]:
    plain = unicodedata.normalize("NFKC", text) if splits is _SPLITS_EN else text
    return [piece for each in splits.split(plain) if (piece := each.strip())]


def _sequence(piece: str, carried: str, clause: Clause, joints: re.Pattern[str], vocabulary: Vocabulary) -> Read | None:
    """A piece whole if it holds no joint, else in parts, else whole after all."""
    cuts = list(joints.finditer(piece))
    if not cuts and (read := _one(piece, carried, clause, vocabulary)):
        return read
    for cut in cuts:
        first = _one(piece[: cut.start()], carried, clause, vocabulary)
        if first is None:
            continue
        rest = _sequence(piece[cut.end() :].strip(), first.verb, clause, joints, vocabulary)
        if rest is not None:
            return Read((*first.operations, *rest.operations), rest.verb or first.verb)
    return _one(piece, carried, clause, vocabulary)


def _one(piece: str, carried: str, clause: Clause, vocabulary: Vocabulary) -> Read | None:
    piece = piece.strip()
    if not piece:
        return None
    read = clause(piece, vocabulary)
    if read is None and carried:
        read = clause(carried + piece, vocabulary)
    return read


def _pronouns_filled(operations: Sequence[Operation]) -> list[Operation]:
    """ "Replace the cat with a dog and make it black": it is what was named last."""
    filled: list[Operation] = []
    last: str | None = None
    for each in operations:
        what = getattr(each, "what", None)
        if isinstance(what, str) and what.lower() in PRONOUNS and last is not None:
            each = replace(each, what=last)  # type: ignore[call-arg]  # every kind that has a what
        elif isinstance(what, str):
            last = getattr(each, "by", None) or what
        filled.append(each)
    return filled
