"""What is said of an instruction that names a style which nobody knows, in its own language."""

from __future__ import annotations

import re

from danqing.core.errors import RequestError, UnknownNameError, UserError
from danqing.director.edit_grammar import not_understood
from danqing.director.edit_types import Language

_OF_STYLE = re.compile(r"风|派|画|式|滤镜|效果|感觉|版|\b(?:style|look|paint|draw|filter|as an? )", re.I)


def style_refused(error: UnknownNameError, instruction: str, language: Language) -> UserError:
    """The error for an instruction; that it is not understood where it speaks of no style at all.

    Args:
        error: that nobody knows a style of this name.
        instruction: as it was said; a language model may take any word of it for a style.
        language: of the instruction.
    """
    if _OF_STYLE.search(instruction) is None:
        return RequestError(not_understood(instruction.strip(), language))
    if language == "zh":
        return RequestError(f"没有叫“{error.name}”的风格；可以用：{'、'.join(error.known)}。")
    return error
