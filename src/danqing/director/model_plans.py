"""A language model's plan of a wish, held to its schema, then to the wish's own facts, and mended once if need be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from danqing.core.errors import CheckpointError, ProviderError, ProviderRubbishError, RequestError
from danqing.director.facts import FactWords, Fault, plan_faults, pruned
from danqing.director.layout import lay_out
from danqing.director.plan import Plan
from danqing.director.prompts import Form, repair_messages
from danqing.director.provider import Answering, Message
from danqing.director.turn import LEAST_S, Turn

_MAX_REPEATED = 4000  # characters of an answer of no use that the model is shown again


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a plan is held to.

    Args:
        wish: as it was read.
        sure: the plan of the rules, which know some facts for sure.
        words: the words of facts.
    """

    wish: str
    sure: Plan
    words: FactWords


@dataclass(frozen=True)
class _Attempt:
    """One answer.

    Args:
        plan: None where it is none.
        faults: what is wrong with it.
        said: the answer as text; None where nothing was said.
    """

    plan: Plan | None = None
    faults: tuple[Fault, ...] = ()
    said: str | None = None

    @property
    def weight(self) -> tuple[bool, int, int]:
        """How bad it is, the best first."""
        return self.plan is None, sum(each.firm for each in self.faults), len(self.faults)


def planned_by(model: Answering, form: Form, facts: Facts, turn: Turn) -> Plan | None:
    """A model's plan that keeps to the wish; None with a note where there is none.

    Args:
        model: who is asked.
        form: how it is asked.
        facts: what the plan is held to.
        turn: takes the notes, and says how much time there is.
    """
    messages = list(form.messages(facts.wish))
    best = _attempt(model, form, messages, facts, turn)
    if best.said is not None and best.faults and turn.left_s > LEAST_S:
        repair = repair_messages(messages, best.said, [each.told for each in best.faults])
        again = _attempt(model, form, repair, facts, turn)
        if again.said is not None and again.weight <= best.weight:
            best = again
    if best.plan is None:
        turn.notes += [each.told for each in best.faults[:1]]
        return None
    if any(each.firm for each in best.faults):
        why = _brief(best.faults)
        turn.notes.append(f"The plan of {model.name} did not keep to the wish, so it was dropped: {why}.")
        return None
    plan, left_out = pruned(facts.wish, best.plan)
    if left_out:
        turn.notes.append(f"{model.name} made up {', '.join(f'“{each}”' for each in left_out)}; it was left out.")
    turn.notes += [f"The plan may lack something: {each.told}" for each in best.faults]
    return plan


def _attempt(model: Answering, form: Form, messages: Sequence[Message], facts: Facts, turn: Turn) -> _Attempt:
    """Ask once."""
    try:
        value = turn.value(model, messages, form.schema())
    except ProviderRubbishError as error:
        return _Attempt(faults=(Fault(str(error)),), said=error.said[:_MAX_REPEATED])
    except (ProviderError, CheckpointError) as error:
        turn.notes.append(str(error))
        return _Attempt()
    said = json.dumps(value, ensure_ascii=False)
    try:
        plan = form.read(value, facts.wish)
        lay_out(plan)
    except RequestError as error:  # it follows the schema and is no plan all the same
        return _Attempt(faults=(Fault(str(error)),), said=said)
    return _Attempt(plan, plan_faults(facts.wish, plan, facts.sure, facts.words), said)


def _brief(faults: Sequence[Fault]) -> str:
    firm = [each.told for each in faults if each.firm] or [each.told for each in faults]
    return firm[0].rstrip(".") + (f", and {len(firm) - 1} more" if len(firm) > 1 else "")
