"""Chinese prompts for models that read English only: translated by rules before anything is drawn, and told.

A prompt that such a model cannot read would be drawn as noise, so this happens unless the request says otherwise. No
language model is asked here: nothing leaves the machine.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

from danqing.core.request import Request
from danqing.core.warnings import PromptWarning
from danqing.director.translate import has_chinese, text_in_english
from danqing.families.family import Family
from danqing.tasks.directing import chinese_to_english


def english_for(family: Family, request: Request) -> Callable[[str], str] | None:
    """What puts the Chinese of a request's texts into English, where its model reads no Chinese; else None.

    Args:
        family: of the model.
        request: whose texts these are; its ``translate`` may forbid it.
    """
    if not any(map(has_chinese, (request.prompt, request.negative, *(each.prompt for each in request.regions)))):
        return None
    return lines_in_english(family, request)


def lines_in_english(family: Family, request: Request) -> Callable[[str], str] | None:
    """The same for texts that are not the request's own: the lines of its wildcards."""
    return None if family.reads_chinese or not request.translate else _english


def _english(text: str) -> str:
    if not has_chinese(text):
        return text
    made = text_in_english(text, chinese_to_english())
    return made if made.strip() else text  # words that nobody knows are better than none


def tell_translated(request: Request, prompt: str) -> None:
    """Warn that the prompt was translated, and into what; not of its negative prompt and regions alone."""
    if has_chinese(request.prompt):
        text = f"This model reads English only, so the prompt was translated: {prompt}"
        warnings.warn(text, PromptWarning, stacklevel=4)
