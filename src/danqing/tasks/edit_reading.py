"""An instruction read by the provider that the user chose, in the data's words; loads no torch."""

from __future__ import annotations

import contextlib
import os
from functools import partial

from danqing.director.director import Source
from danqing.director.edit_director import EditReading, read_by, tuned_edit
from danqing.director.edit_together import ChangeRefusedError
from danqing.director.plan import Plan
from danqing.director.settings import DirectorSettings, read_settings
from danqing.tasks import directing
from danqing.tasks.lexicon import gloss_words, read_instruction


def instruction_read(instruction: str, known: Plan | None = None, *, provider: str | None = None) -> EditReading:
    """The operations that an instruction asks for, and who read it.

    Args:
        instruction: what to change, in Chinese, English or both.
        known: what the picture shows; None if unknown.
        provider: "rules", "local", "remote", or "auto": the endpoint's model if one is set; else the rules, and the
            local model where they do not read all. None takes what is set.

    Raises:
        RequestError: nobody understands it, or the provider is none or not there.
    """
    settings = read_settings(os.environ)
    first, spare = _models(settings, provider)
    directing.begin_loading(first)
    has_adapter = settings.local_model is None and directing.ADAPTER.is_file()
    tuned = partial(tuned_edit, words=gloss_words()) if has_adapter else None
    return read_by(
        instruction,
        known,
        rules=read_instruction,
        sources=first,
        spare=spare,
        tuned=tuned,
        deadline_s=settings.deadline_s,
    )


def check_instruction(instruction: str, provider: str | None = None) -> None:
    """Refuse what nobody will understand, before a picture is opened or a model loaded.

    Raises:
        RequestError: the rules do not understand it, and there is no model to ask; or the provider is not there.
    """
    first, spare = _models(read_settings(os.environ), provider)
    directing.begin_loading(first)
    if not any(each.make for each in (*first, *spare)):
        with contextlib.suppress(ChangeRefusedError):  # what the picture shows may allow it
            read_instruction(instruction)


def _models(settings: DirectorSettings, provider: str | None) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """Those to ask first, and those to ask where the rules do not read all."""
    chosen = provider or settings.provider
    first = directing.models_of(settings, chosen)
    local = directing.local_source(settings.local_model)
    there = local.make is not None and settings.local_model is None and directing.ADAPTER.is_file()
    spare = chosen == "auto" and there and all(each.kind != "local" for each in first)
    return first, (local,) if spare else ()
