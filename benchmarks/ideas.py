"""How different ideas are in words and in meaning: ``python -m benchmarks.ideas`` prints the table of docs/*/ideas.md.

Meaning is judged twice, by the mean cosine distance of two prompts: in the space that danqing-mini's own text tower
shares with pictures (danqing-clip), and in that of a sentence encoder of both languages that had no part in this. Six
ideas stand beside the theme itself six times, six framings of one scene, six candidates that were not chosen but came
first, and six captions of other things (``benchmarks/prompts/dev.jsonl``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from danqing.backends.registry import make_backend
from danqing.director.diversity import diversity_of
from danqing.director.idea_rules import candidates
from danqing.director.idea_theme import read_theme
from danqing.families.picture_words import open_picture_words
from danqing.tasks.ideas import ideas
from danqing.tasks.lexicon import habitat_of, plan_wish
from danqing.training.teacher import Teacher

CAPTIONS = Path(__file__).parent / "prompts" / "dev.jsonl"
THEMES = {
    "zh": ("中秋节海报", "春节", "水循环挂图", "恐龙", "咖啡店海报", "两只白兔的中秋节", "三只橘猫", "时间管理"),
    "en": (
        "Mid-Autumn poster",
        "Chinese New Year",
        "water cycle wall chart",
        "dinosaurs",
        "coffee shop poster",
        "two white rabbits at Mid-Autumn",
        "three orange cats",
        "time management",
    ),
}
COUNT = 6
Places = Callable[[Sequence[str]], NDArray[np.float32]]  # texts → unit places (number of texts, width)


def sets_of(theme: str, language: str, seed: int) -> dict[str, list[str]]:
    """The sets of six that are compared, by their names."""
    pool = candidates(read_theme(theme, plan_wish), seed, habitat_of)
    made = ideas(theme, COUNT, seed=seed, provider="rules")
    subject = made.ideas[0].facets.get("subject")
    lines = [json.loads(line)[language] for line in CAPTIONS.read_text("utf-8").splitlines()]
    return {
        "the theme, six times": [theme] * COUNT,
        "one scene in six framings": [each.prompt for each in pool if each.facets.get("subject") == subject][:COUNT],
        "the first six candidates": [each.prompt for each in pool[:COUNT]],
        "six ideas": list(made.prompts),
        "six captions of other things": random.Random(seed).sample(lines, COUNT),
    }


def apart(places: NDArray[np.float32]) -> float:
    """The mean cosine distance of two of several unit places."""
    return statistics.fmean(1 - float(one @ other) for one, other in itertools.combinations(places, 2))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=4, help="how many seeds of each theme")
    options = parser.parse_args()
    tower, teacher = open_picture_words(make_backend("torch", precision="float32")), Teacher()
    spaces: dict[str, Places] = {"danqing-clip": lambda texts: tower.texts(texts).numpy(), "sentences": teacher.encode}
    print("| six prompts | mean distance | distinct-2 | danqing-clip | sentences |\n|---|---|---|---|---|")
    for language, themes in THEMES.items():
        found: dict[str, list[list[float]]] = {}
        for theme, seed in itertools.product(themes, range(options.seeds)):
            for name, texts in sets_of(theme, language, seed).items():
                words = diversity_of(texts)
                meanings = [apart(place(texts)) for place in spaces.values()]
                found.setdefault(name, []).append([words.mean_distance, words.distinct_2, *meanings])
        for name, rows in found.items():
            figures = " | ".join(f"{statistics.fmean(column):.2f}" for column in zip(*rows, strict=True))
            print(f"| {language}: {name} | {figures} |")


if __name__ == "__main__":
    main()
