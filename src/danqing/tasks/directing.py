"""The director with the data's words and the language models that are there: what commands and studios ask.

Nothing here loads torch.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from danqing.core.errors import DanqingError
from danqing.data.language_models import tuned_model_path
from danqing.director.chinese_english import ChineseToEnglish, Known
from danqing.director.completed import completed
from danqing.director.director import Director, Source, chosen_of
from danqing.director.expand import Expander
from danqing.director.facts import FactWords
from danqing.director.local import LocalProvider, LoraFile
from danqing.director.prompts import BRIEF, Form
from danqing.director.provider import Answering
from danqing.director.settings import DirectorSettings, Endpoint, read_settings
from danqing.director.short_form import plan_from_short, short_messages, short_schema
from danqing.storage.home import local_model_path
from danqing.tasks.lexicon import gloss_words, plan_wish, scene_reader

ADAPTER = Path(__file__).parent.parent / "assets" / "director" / "adapter.gguf"
# Whether "auto" takes the local model with its adapter rather than the rules for wishes. Of the facts of wishes that
# nobody looked at both read 91%, the rules in a millisecond and the model in two seconds (assets/director/README.md);
# instructions are another matter, see tasks/edit_reading.py. The model without the adapter writes plans that follow the
# schema and not the wish.
LOCAL_BEATS_RULES = False


def director(settings: DirectorSettings | None = None) -> Director:
    """The director by the user's settings.

    Args:
        settings: None reads them, see :func:`danqing.director.settings.read_settings`.

    Raises:
        RequestError: the settings cannot be used.
    """
    settings = read_settings(os.environ) if settings is None else settings
    return Director(
        rules=plan_wish,
        words=fact_words(),
        expander=Expander(kind_of=kind_of, facts=fact_words()),
        translator=lambda text: chinese_to_english()(text),  # its dictionary is loaded when it is needed
        sources=sources_of(settings),
        deadline_s=settings.deadline_s,
    )


def sources_of(settings: DirectorSettings) -> tuple[Source, ...]:
    """The language models that there are, the best first."""
    return remote_source(settings.endpoint), local_source(settings.local_model)


def models_of(settings: DirectorSettings, provider: str | None) -> tuple[Source, ...]:
    """Those that a choice asks, without the words of a whole director; None takes the choice of the settings.

    Raises:
        RequestError: see :func:`danqing.director.director.chosen_of`.
    """
    return chosen_of(sources_of(settings), provider or settings.provider)


def begin_loading(asked: Sequence[Source]) -> None:
    """Load the local model, if it is asked first, while the words are read here; what is amiss shows when asked."""
    if asked and asked[0].kind == "local" and asked[0].make is not None:
        with contextlib.suppress(DanqingError):
            model = asked[0].make()
            if isinstance(model, LocalProvider):
                model.load()


def remote_source(endpoint: Endpoint | None) -> Source:
    """The model at the endpoint of the settings."""
    if endpoint is None:
        return Source(
            kind="remote",
            missing="No endpoint is set; run: danqing director set --url https://… --model NAME --key -",
        )
    return Source(kind="remote", make=_once(endpoint.provider), label=f"{endpoint.model} at {endpoint.host}")


def local_source(chosen: str | None = None) -> Source:
    """The model on this machine, with its adapter if there is one.

    Args:
        chosen: a GGUF file of the user's own; None for the model that is fetched.
    """
    if importlib.util.find_spec("xllamacpp") is None:
        return Source(
            kind="local",
            missing="xllamacpp, which runs models here, is not installed; run: pip install 'danqing[director]'",
        )
    if chosen is not None:
        return _own(Path(chosen).expanduser())
    if not local_model_path().is_file():
        return Source(kind="local", missing="The model for this machine is not here yet; run: danqing director fetch")
    passed_over = None
    if not ADAPTER.is_file():
        passed_over = "without an adapter it understands less than the rules"
    elif not LOCAL_BEATS_RULES:
        passed_over = "the rules read wishes as well, and at once; instructions it is asked where they do not read all"
    model, adapter = fetched_model()
    return Source(
        kind="local",
        make=lambda: _local(model, adapter),
        form=local_form(),
        passed_over=passed_over,
        label=model.stem,
    )


def fetched_model() -> tuple[Path, Path | None]:
    """The fetched model, tuned if it was; else with the adapter that is applied as it runs, at half the speed."""
    if not ADAPTER.is_file():
        return local_model_path(), None
    tuned = tuned_model_path(ADAPTER)
    return (tuned, None) if tuned.is_file() else (local_model_path(), ADAPTER)


def _own(model: Path) -> Source:
    """A model of the user's own, which is asked in general words."""
    if not model.is_file():
        return Source(kind="local", missing=f"There is no file {model}; choose another: danqing director set --local")
    return Source(
        kind="local",
        make=lambda: _local(model, None),
        form=BRIEF,
        passed_over="it has not been measured better than the rules",
        label=model.stem,
    )


def local_form() -> Form:
    """How the local model is asked: in the short form that its adapter was trained for, if it is there."""
    if not ADAPTER.is_file():
        return BRIEF
    return Form(
        messages=lambda wish: short_messages(wish, gloss_words(), plan_wish(wish)),
        schema=short_schema,
        read=lambda value, wish: completed(plan_wish(wish), plan_from_short(value, wish), wish),
    )


@cache
def fact_words() -> FactWords:
    """The words by which facts are checked."""
    data = scene_reader().lexicon
    return FactWords(colors=data.colors, names=frozenset(data.subjects), measures=data.measures)


@cache
def chinese_to_english() -> ChineseToEnglish:
    """What translates Chinese without a model."""
    from danqing.data.chinese_lexicon import DRAWN, chinese_lexicon

    kinds = {"verb": "verb", "act": "verb", "adjective": "adjective"}
    kinds |= dict.fromkeys((*DRAWN, "idea", "time", "phrase"), "noun")

    def look_up(word: str) -> Known | None:
        found = chinese_lexicon().get(word)
        return None if found is None else Known(kinds.get(found.kind, ""), found.english[0], found.rarity)

    data = scene_reader().lexicon
    drawn = {word for word, each in chinese_lexicon().items() if each.kind in DRAWN}  # more exact than the data's names
    things = {
        word: english
        for word, english in data.subjects.items()
        if not word.isascii() and word not in drawn and " of " not in english
        if not (word[0] == "小" and word[1:] in data.subjects)
    }
    return ChineseToEnglish(look_up, {word: key for word, key in data.colors.items() if not word.isascii()}, things)


def kind_of(name: str) -> str:
    """The kind of a thing by its name in either language, as of :data:`danqing.data.categories.CATEGORIES`."""
    from danqing.data.categories import category_of_words

    english = scene_reader().lexicon.subjects.get(name.lower())
    if english is None and not name.isascii():
        english = chinese_to_english()(name)
    return category_of_words(english or name)


def _once(make: Callable[[], Answering]) -> Callable[[], Answering]:
    """What it makes the first time, each time: an endpoint's quirks are learnt once."""
    return cache(make)


@cache
def _local(model: Path, adapter: Path | None) -> Answering:
    """One process for all directors, since it takes a second to load."""
    return LocalProvider(model, adapters=[] if adapter is None else [LoraFile(path=adapter)])
