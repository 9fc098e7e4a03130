"""How each answer to a question about a picture is said, so that a picture can be asked by comparing it with words."""

from __future__ import annotations

from danqing.data.grounds import GROUNDS
from danqing.data.phrases import NUMBERS_EN, NUMBERS_ZH
from danqing.data.styles import STYLES
from danqing.data.types import Language

COUNTED: tuple[tuple[str, str, str], ...] = (  # one, several, with its measure word in Chinese
    ("apple", "apples", "个苹果"),
    ("cat", "cats", "只猫"),
    ("star", "stars", "颗星星"),
    ("car", "cars", "辆汽车"),
    ("flower", "flowers", "朵花"),
    ("duck", "ducks", "只鸭子"),
)
MAX_COUNT = 6
PLAIN = "plain"  # the ground of a scene on one colour, or on a shade of one

Phrases = dict[str, dict[Language, tuple[str, ...]]]


def fact_phrases() -> dict[str, Phrases]:
    """By question (``"ground"``, ``"style"``, ``"count"``) and answer, phrases in each language."""
    grounds: Phrases = {
        PLAIN: {
            "en": ("on a plain background", "on a white background", "plain background"),
            "zh": ("纯色背景", "白色背景", "在纯色背景上"),
        }
    }
    for key, ground in GROUNDS.items():
        grounds[key] = {language: (*ground.on[language][:3], *ground.noun[language][:2]) for language in ("en", "zh")}
    styles: Phrases = {key: {"en": style.en, "zh": style.zh} for key, style in STYLES.items()}
    counts: Phrases = {
        str(number): {
            "en": tuple(f"{NUMBERS_EN[number]} {one if number == 1 else many}" for one, many, _ in COUNTED),
            "zh": tuple(NUMBERS_ZH[number] + thing for _, _, thing in COUNTED),
        }
        for number in range(1, MAX_COUNT + 1)
    }
    return {"ground": grounds, "style": styles, "count": counts}


def facts_shown(truth: dict[str, object]) -> dict[str, str]:
    """The answers for a composed scene, of those that :func:`fact_phrases` knows."""
    known = fact_phrases_keys()
    ground = str(truth["ground"])
    said = {
        "ground": ground if ground in known["ground"] else PLAIN,
        "style": str(truth["style"]),
        "count": str(truth["count"]),
    }
    return {question: answer for question, answer in said.items() if answer in known[question]}


def fact_phrases_keys() -> dict[str, tuple[str, ...]]:
    """The answers to each question, in their fixed order."""
    return {
        "ground": (PLAIN, *GROUNDS),
        "style": tuple(STYLES),
        "count": tuple(str(number) for number in range(1, MAX_COUNT + 1)),
    }
