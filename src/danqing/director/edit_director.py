"""Who reads an instruction: rules at once, a language model where one is asked for or the rules understand nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from danqing.core.errors import CheckpointError, ProviderError, ProviderRubbishError, RequestError
from danqing.director.director import Source
from danqing.director.edit_prompts import edit_by_model, edit_faults, is_named
from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import EditPlan, Operation
from danqing.director.edit_words import PRONOUNS
from danqing.director.gloss import GlossWord
from danqing.director.plan import Plan
from danqing.director.provider import DEADLINE_S, Provider
from danqing.director.settings import ProviderKind
from danqing.director.short_form import edit_from_short, short_edit_messages, short_edit_schema

Rules = Callable[[str, Plan | None], EditPlan]
Tuned = Callable[[Provider, str, Plan | None, EditPlan | None, float], EditPlan]
LEAST_S = 0.5  # of the deadline: with less left no model is asked


@dataclass(frozen=True, kw_only=True)
class EditReading:
    """What was understood of an instruction.

    Args:
        plan: its operations.
        provider: who read it: "rules", "local" or "remote".
        model: the name of the language model, if it is one's.
        notes: what was not as asked for, as sentences.
    """

    plan: EditPlan
    provider: ProviderKind = "rules"
    model: str | None = None
    notes: tuple[str, ...] = ()


def read_by(
    instruction: str,
    known: Plan | None,
    *,
    rules: Rules,
    sources: Sequence[Source],
    spare: Sequence[Source] = (),
    tuned: Tuned | None = None,
    deadline_s: float = DEADLINE_S,
) -> EditReading:
    """The operations that an instruction asks for, by the first that reads it.

    Args:
        instruction: what to change.
        known: what the picture shows; None if unknown.
        rules: read without a model; refuse what they do not understand.
        sources: models to ask first, the best first.
        spare: models to ask where the rules do not read all.
        tuned: asks a local model with its adapter, in its own form, with what the rules read; None without one.
        deadline_s: for all models together.

    Raises:
        RequestError: neither the rules nor a model understands it; the sentence is the rules'.
    """
    end = time.monotonic() + deadline_s
    draft, refusal = None, None
    try:
        draft = rules(instruction, known)
    except RequestError as error:
        refusal = error
    notes: list[str] = []
    for source in (*sources, *(spare if draft is None or draft.unread else ())):
        left_s = end - time.monotonic()
        if source.make is None or left_s < LEAST_S:
            continue
        if source.kind == "local" and isinstance(refusal, ChangeRefusedError):
            continue  # it would change something else
        try:
            model = source.make()
            if source.kind == "local" and tuned is not None:
                plan = tuned(model, instruction, known, draft, left_s)
            else:
                plan = edit_by_model(model, instruction, known, deadline_s=left_s / 2)
        except (ProviderError, CheckpointError) as error:
            notes.append(str(error))
            continue
        return EditReading(plan=plan, provider=source.kind, model=model.name, notes=tuple(notes))
    if draft is None:
        assert refusal is not None
        raise refusal
    notes += ["So the rules read the instruction."] if notes else []
    return EditReading(plan=draft, notes=tuple(notes))


def tuned_edit(
    model: Provider,
    instruction: str,
    known: Plan | None,
    draft: EditPlan | None,
    deadline_s: float,
    *,
    words: Mapping[str, GlossWord],
) -> EditPlan:
    """The operations of the tuned model, which mends those of the rules.

    Args:
        model: the local model with its adapter.
        instruction, known, draft: what to change, what the picture shows, and what the rules read; None if nothing.
        deadline_s: for the answer.
        words: of Chinese, to explain them by.

    Raises:
        ProviderError: it is too slow, or gives what neither the instruction nor the picture names.
    """
    subjects = () if known is None else known.to_data().get("subjects", ())
    messages = short_edit_messages(instruction, words, () if draft is None else draft.operations, subjects)
    value = model.complete(messages, short_edit_schema(), deadline_s=deadline_s)
    if isinstance(value, Mapping) and not value.get("edits"):
        raise ProviderRubbishError(f"{model.name} found nothing that the instruction asks to change.", str(value))
    try:
        plan = edit_from_short(value, instruction)
    except RequestError as error:
        raise ProviderRubbishError(f"The operations of {model.name} are none: {error}", str(value)) from None
    plan = replace(
        plan, operations=tuple(_which(each, () if draft is None else draft.operations) for each in plan.operations)
    )
    faults = edit_faults(instruction, plan, known)
    if draft is not None and not draft.unread:
        faults = (*faults, *_other_targets(instruction, plan.operations, draft.operations))
    if faults:
        raise ProviderRubbishError(
            f"The operations of {model.name} do not keep to the instruction: {faults[0]}", str(value)
        )
    return plan


def _other_targets(instruction: str, read: Sequence[Operation], draft: Sequence[Operation]) -> Iterator[str]:
    """Things that the instruction names and the rules found, in whose place the model changes others."""
    for mine, sure in zip(read, draft, strict=False):
        found, named = getattr(mine, "what", None), getattr(sure, "what", None)
        if mine.do != sure.do or not named or found == named or named.casefold() in PRONOUNS:
            continue
        if is_named(named, instruction):
            yield f"“{named}” is named in the instruction, not “{found or 'the whole picture'}”."


def _which(operation: Operation, draft: Sequence[Operation]) -> Operation:
    """An operation with its thing called as the rules call it, where they say which of several: "左边的猫"."""
    for name in ("what", "anchor"):
        said = getattr(operation, name, None)
        for each in draft:
            fuller = getattr(each, name, None)
            if said and fuller and each.do == operation.do and fuller != said and fuller.endswith(said):
                return replace(operation, **{name: fuller})
    return operation
