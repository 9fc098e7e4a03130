"""Instructions to change a picture, in Chinese or English, read by plain rules into typed operations.

English is read by :mod:`danqing.director.edit_english_operations`, Chinese by :mod:`danqing.director.edit_chinese`.
What calls :func:`read_edit` may as well ask a language model, which writes the same operations as JSON, see
:func:`danqing.director.edit_types.from_data`.
"""

from __future__ import annotations

from danqing.core.errors import RequestError
from danqing.core.request import clean_prompt
from danqing.director.edit_types import EditPlan, Language
from danqing.director.edit_words import EXAMPLES, Vocabulary
from danqing.director.plan import Plan


def read_edit(instruction: str, vocabulary: Vocabulary, known: Plan | None = None) -> EditPlan:
    """What an instruction asks to be done.

    Args:
        instruction: in Chinese or English.
        vocabulary: the words that the rules know beside grammar.
        known: what the picture shows, by which "it" and "the other one" are understood; None if that is not known.

    Raises:
        RequestError: nothing of it is understood; the text, in the language of the instruction, says what can be. What
            is not understood beside other things is in :attr:`EditPlan.unread`. As :func:`read_together` besides.
    """
    text = clean_prompt(instruction, name="instruction", allow_empty=True)
    if not text:
        raise RequestError("The instruction is empty; say in a few words what to change.")
    language: Language = "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
    # The patterns take a quarter of a second to compile, each language's, which is spent when they are needed.
    from danqing.director.edit_away import without_away, without_measures
    from danqing.director.edit_counted import read_counted
    from danqing.director.edit_origins import without_origins
    from danqing.director.edit_together import read_laid, read_together

    if language == "zh":
        from danqing.director.edit_chinese import chinese_operations as read
    else:
        from danqing.director.edit_english_operations import english_operations as read
    text, undone = without_away(without_origins(without_measures(text)), language)
    if not text.strip(" ,.;!?，。；！？\n"):
        raise RequestError(not_understood(undone[0], language))
    if together := read_together(text, vocabulary, known) or read_counted(text, vocabulary, known):
        return EditPlan(operations=together, language=language, unread=undone)
    operations, left = read(text, vocabulary, known)
    left = (*undone, *(each for each in left if not any(each in clause for clause in undone)))
    if not operations:
        operations = read_laid(text, vocabulary)
        left = undone if operations else left
    if not operations:
        raise RequestError(not_understood(left[0] if left else text, language))
    return EditPlan(operations=operations, language=language, unread=left)


def not_understood(piece: str, language: Language) -> str:
    """What to say of a piece that no rule reads: what can be done, in its own language."""
    said = piece if len(piece) <= 60 else piece[:57] + "…"
    if language == "zh":
        return f"看不懂“{said}”；可以这样说：{'、'.join(EXAMPLES['zh'])}。"
    return f"“{said}” is not understood; say for example: {'; '.join(EXAMPLES['en'])}."
