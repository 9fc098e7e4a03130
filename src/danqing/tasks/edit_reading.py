"""An instruction read by the provider that the user chose, in the data's words; loads no torch."""

from __future__ import annotations

import os
from functools import partial

from danqing.director.edit_director import EditReading, read_by, tuned_edit
from danqing.director.plan import Plan
from danqing.director.settings import read_settings
from danqing.tasks import directing
from danqing.tasks.lexicon import gloss_words, read_instruction


def instruction_read(instruction: str, known: Plan | None = None, *, provider: str | None = None) -> EditReading:
    """The operations that an instruction asks for, and who read it.

    Args:
        instruction: what to change, in Chinese, English or both.
        known: what the picture shows; None if unknown.
        provider: "rules", "local", "remote", or "auto": rules, or a model that is set up and better, and a model where
            the rules understand nothing. None takes what is set.

    Raises:
        RequestError: nobody understands it, or the provider is none or not there.
    """
    settings = read_settings(os.environ)
    chosen = provider or settings.provider
    sources = directing.director(settings).chosen(chosen)
    tuned = directing.ADAPTER.is_file()
    local = directing.local_source()
    return read_by(
        instruction,
        known,
        rules=read_instruction,
        sources=sources,
        spare=(local,) if chosen == "auto" and tuned and local not in sources else (),
        tuned=partial(tuned_edit, words=gloss_words()) if tuned else None,
        deadline_s=settings.deadline_s,
    )
