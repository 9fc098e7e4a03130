"""Who reads an instruction, and what happens when a model does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from danqing.core.errors import ProviderRubbishError, ProviderSlowError, RequestError
from danqing.director.director import Source
from danqing.director.edit_director import read_by, tuned_edit
from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import Adjust, EditPlan, Recolor, Remove
from danqing.director.plan import Plan, Subject
from danqing.director.provider import Answer, Answering, Message, Usage

RULES_SAY = EditPlan(operations=(Remove(what="cat"),))
RED = {"do": "recolor", "what": "car", "color": "red"}


class Scripted(Answering):
    """A model that gives one answer, or raises it."""

    @property
    def name(self) -> str:
        return "scripted"

    def __init__(self, answer: object) -> None:
        self.scripted, self.asked = answer, list[Sequence[Message]]()

    @property
    def spent(self) -> Usage:
        return Usage(input_tokens=0, output_tokens=0)

    def answer(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        deadline_s: float = 1,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        self.asked.append(messages)
        if isinstance(self.scripted, Exception):
            raise self.scripted
        return Answer(value=self.scripted)


def rules(instruction: str, known: Plan | None) -> EditPlan:
    if "cat" not in instruction:
        raise RequestError("The rules understand cats alone.")
    return RULES_SAY


def source(model: Scripted, kind: Any = "remote") -> Source:
    return Source(kind=kind, make=lambda: model)


def test_rules_read_where_no_model_is_asked_for() -> None:
    spare = Scripted({})
    read = read_by("remove the cat", None, rules=rules, sources=(), spare=(source(spare),))
    assert (read.plan, read.provider, read.notes) == (RULES_SAY, "rules", ())
    assert not spare.asked


def test_a_model_is_asked_first_where_it_is_wanted() -> None:
    model = Scripted({"language": "en", "operations": [RED]})
    read = read_by("paint the car red, cat", None, rules=rules, sources=(source(model),))
    assert read.plan.operations == (Recolor(what="car", color="red"),)
    assert (read.provider, read.model) == ("remote", "scripted")


def test_a_spare_model_reads_what_the_rules_refuse() -> None:
    model = Scripted({"language": "en", "operations": [RED]})
    read = read_by("car: red!", None, rules=rules, sources=(), spare=(source(model),))
    assert read.provider == "remote"


def test_a_spare_model_is_asked_where_the_rules_leave_something_unread() -> None:
    model = Scripted({"language": "en", "operations": [RED]})

    def some(instruction: str, known: Plan | None) -> EditPlan:
        return EditPlan(operations=RULES_SAY.operations, unread=("red car",) if "car" in instruction else ())

    assert read_by("no cat, red car", None, rules=some, sources=(), spare=(source(model),)).provider == "remote"
    assert read_by("no cat", None, rules=some, sources=(), spare=(source(model),)).provider == "rules"


@pytest.mark.parametrize(
    "answer",
    [
        ProviderSlowError("scripted gave no whole answer within 5 s."),
        {"language": "en", "operations": [{"do": "recolor", "what": "elephant", "color": "red"}]},
    ],
)
def test_rules_take_over_with_a_note(answer: object) -> None:
    read = read_by("remove the cat", None, rules=rules, sources=(source(Scripted(answer)),))
    assert read.plan == RULES_SAY
    assert read.notes[0].startswith(("scripted gave no", "The operations of scripted do not keep"))
    assert read.notes[-1] == "So the rules read the instruction."


def test_the_sentence_of_the_rules_stands_where_nobody_understands() -> None:
    model = Scripted(ProviderSlowError("scripted gave no whole answer within 5 s."))
    with pytest.raises(RequestError, match="understand cats alone"):
        read_by("hm", None, rules=rules, sources=(source(model),), spare=(source(model),))


def test_without_time_no_model_is_asked() -> None:
    model = Scripted({})
    read = read_by("remove the cat", None, rules=rules, sources=(source(model),), deadline_s=0.1)
    assert read.plan == RULES_SAY
    assert not model.asked


def test_the_tuned_model_gets_the_draft_and_what_is_known() -> None:
    model = Scripted({"edits": [RED]})
    known = Plan(language="en", subjects=(Subject(name="car", color="blue"),))

    def tuned(*given: Any) -> EditPlan:
        return tuned_edit(*given, words={})

    read = read_by("no cat, red car", known, rules=rules, sources=(source(model, "local"),), tuned=tuned)
    assert read.plan.operations == (Recolor(what="car", color="red"),)
    ((_, asked),) = model.asked
    assert asked.content == (
        '"no cat, red car"[{"name":"car","color":"blue"}]\n{"edits":[{"do":"remove","what":"cat"}]}'
    )


@pytest.mark.parametrize("answer", [{"edits": []}, {"edits": [{"do": "remove", "what": "elephant"}]}, [], "no"])
def test_rubbish_of_the_tuned_model_is_noted(answer: object) -> None:
    def tuned(*given: Any) -> EditPlan:
        return tuned_edit(*given, words={})

    read = read_by("no cat", None, rules=rules, sources=(source(Scripted(answer), "local"),), tuned=tuned)
    assert read.plan == RULES_SAY
    assert len(read.notes) == 2


def test_which_of_several_is_meant_stays_as_the_rules_read_it() -> None:
    model = Scripted({"edits": [{"do": "remove", "what": "cat"}]})
    draft = EditPlan(operations=(Remove(what="left cat"),))
    plan = tuned_edit(model, "take the left cat away", None, draft, 5.0, words={})
    assert plan.operations == (Remove(what="left cat"),)


@pytest.mark.parametrize(
    ("instruction", "named", "changed", "kept"),
    [
        ("make the sky darker", "sky", "cat", False),
        ("make the sky darker", "sky", "sky", True),
        ("把天空调暗", "天空", "猫", False),
        ("make it darker", "it", "cat", True),  # whom a pronoun means is the model's to say
    ],
)
def test_what_the_instruction_names_is_changed_and_nothing_in_its_place(
    instruction: str, named: str, changed: str, kept: bool
) -> None:
    known = Plan(language="en", subjects=(Subject(name="cat"), Subject(name="猫")))
    model = Scripted({"edits": [{"do": "adjust", "change": "darker", "what": changed}]})
    draft = EditPlan(operations=(Adjust(change="darker", what=named),))
    if kept:
        plan = tuned_edit(model, instruction, known, draft, 5.0, words={})
        assert plan.operations == (Adjust(change="darker", what=changed),)
        return
    with pytest.raises(ProviderRubbishError, match=f"“{named}” is named in the instruction, not “{changed}”"):
        tuned_edit(model, instruction, known, draft, 5.0, words={})


def test_what_cannot_be_done_so_is_not_left_to_the_small_model() -> None:
    def refuse(instruction: str, known: Plan | None) -> EditPlan:
        raise ChangeRefusedError("Say where each is.")

    local, remote = (Scripted({"language": "en", "operations": [RED]}) for _ in range(2))
    with pytest.raises(ChangeRefusedError, match="Say where each is"):
        read_by("swap the car and the cat", None, rules=refuse, sources=(source(local, "local"),))
    assert local.asked == []
    assert read_by("red car", None, rules=refuse, sources=(source(remote),)).provider == "remote"
