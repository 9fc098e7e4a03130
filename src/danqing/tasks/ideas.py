"""Ideas for pictures of a theme, in the data's words; loads no torch."""

from __future__ import annotations

import os

from danqing.core.errors import RequestError
from danqing.director.ideas import COUNT, Ideas, ideas_for
from danqing.director.settings import read_settings
from danqing.director.translate import translated
from danqing.tasks.directing import chinese_to_english, models_of
from danqing.tasks.lexicon import habitat_of, plan_wish

NO_IDEAS = (
    "The fetched local model was taught to read wishes, not to have ideas; take rules or remote, or set a model of "
    "your own: danqing director set --local FILE"
)


def ideas(
    theme: str,
    count: int = COUNT,
    *,
    seed: int = 0,
    language: str | None = None,
    provider: str | None = None,
) -> Ideas:
    """Distinct wishes for pictures of a theme, such as "中秋节海报" or "dinosaurs for kids".

    Args:
        theme: 1–500 characters in Chinese, English or both; what it states holds in every idea.
        count: 1–50.
        seed: 0 … 2³²-1; another gives other ideas. By rules the same theme and seed give the same ideas, and the first
            *k* of *n* are those of *k*.
        language: of the ideas, "zh" or "en"; None for the theme's own, Chinese where it has both.
        provider: "rules", "remote", "local" where a model of one's own is set, or "auto", which takes the best there
            is; None takes what is set. A model's ideas are checked, and give way to those of the rules where they are
            wrong or too much alike.

    Returns:
        The ideas with their diversity and notes; ``.prompts`` are the wishes alone.

    Raises:
        RequestError: the theme, the count, the seed, the language or the provider makes no sense.
    """
    settings = read_settings(os.environ)
    told = []
    if (provider or settings.provider) == "local" and settings.local_model is None:
        if provider is not None:
            raise RequestError(NO_IDEAS)
        told, provider = [NO_IDEAS], "rules"
    return ideas_for(
        theme,
        count,
        seed=seed,
        plan_of=plan_wish,
        habitat_of=habitat_of,
        language=language,
        in_english=lambda words: translated(words, chinese_to_english()),
        sources=models_of(settings, provider),
        deadline_s=settings.deadline_s,
        told=told,
    )
