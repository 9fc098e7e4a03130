"""What ``generate`` does with ``--director``, ``--expand`` and ``--plan``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from danqing.cli.output import Output
from danqing.cli.plan import tell_of, understood, usage_text

if TYPE_CHECKING:
    from danqing.core.request import Request


def directed_requests(
    requests: Sequence[Request], choice: str | None, *, expand: str, out: Output
) -> tuple[Request, ...]:
    """Requests with their prompts read as wishes, if the director is asked for.

    Args:
        requests: of the command.
        choice: of ``--director``; None for :data:`danqing.tasks.planning.DEFAULT_DIRECTOR`.
        expand: of ``--expand``; it asks for the rules where no director is named.
        out: hears notes.

    Raises:
        RequestError: there is no such choice.
    """
    from danqing.core.errors import RequestError
    from danqing.director.director import LEVELS
    from danqing.director.settings import CHOICES
    from danqing.tasks.planning import DEFAULT_DIRECTOR, directed, wish_in

    if choice not in (None, "off", *CHOICES):
        raise RequestError(f"--director is one of off, {', '.join(CHOICES)}, not {choice!r}.")
    if expand not in LEVELS:
        raise RequestError(f"--expand is one of {', '.join(LEVELS)}, not {expand!r}.")
    if choice == "off" and expand != "off":
        raise RequestError("--expand needs the director; leave --director off out.")
    chosen = choice or ("rules" if expand != "off" else DEFAULT_DIRECTOR)
    if chosen == "off":
        return tuple(requests)
    made = []
    for each in requests:
        wish = wish_in(each)
        if wish is None:
            out.note("Note: The prompt has weights, schedules, wildcards or parts, so the director left it as it is.")
            made.append(each)
            continue
        found = understood(wish, provider=chosen, expand=expand, seed=each.seed, quiet=out.quiet)
        request, notes = directed(found, each)
        tell_of(found, out)
        for note in notes[len(found.notes) :]:
            out.note(f"Note: {note}")
        made.append(request)
    return tuple(made)


def translated_requests(requests: Sequence[Request], choice: str, *, out: Output) -> tuple[Request, ...]:
    """Requests with Chinese prompts in English by the director's model, for a model that reads English only."""
    from danqing.director.translate import has_chinese
    from danqing.tasks.directing import director

    made, found = director(), []
    for each in requests:
        if not has_chinese(each.prompt):
            found.append(each)
            continue
        english = made.translate(each.prompt, provider=choice)
        for note in english.notes:
            out.note(f"Note: {note}")
        used = f" ({usage_text(english.usage)})" if english.usage is not None else ""
        out.note(f"Note: The model reads English only, so the prompt was translated: {english.prompt}{used}")
        found.append(each.replace(prompt=english.prompt))
    return tuple(found)


def drawn_plan(file: str, request: Request, *, director: str | None, expand: str) -> Request:
    """A request that draws the plan of a file.

    Raises:
        RequestError: the file holds no plan, or it shall be read as well.
    """
    from danqing.core.errors import RequestError
    from danqing.tasks.planning import read_plan_file, request_of

    if director not in (None, "off") or expand != "off":
        raise RequestError("A plan is already read; give --director and --expand to danqing plan.")
    plan, revised = read_plan_file(file)
    return request_of(plan, request, prompt=revised)
