"""What is drawn for a wish that was understood: its plan's prompt, or its own words where the plan lacks some."""

from __future__ import annotations

import re
import unicodedata

from danqing.core.errors import RequestError
from danqing.director.fact_words import stems
from danqing.director.facts import told_words
from danqing.director.languages import is_other_language
from danqing.director.moments import words_of
from danqing.director.permutations import expand as choices_in
from danqing.director.plan import Plan
from danqing.director.plan_text import prompt_of
from danqing.director.prompt_grammar import escape, parse, render_parts

_CLAUSE = re.compile(r"[^,，。;；.!！?？\n]+[,，。;；.!！?？\n]*")
_NO = re.compile(
    r"\b(?:no|not|without|zero|avoid|never|don['’]?t|free of|exclud\w+|leave out)\b"
    r"|不要|不想|不能|不带|不含|没有|别|无|避免|禁止|勿",
    re.I,
)
_MARKS = re.compile(r"[()\[\]{}<>|:\\（）［］【】｛｝｜：]|__|[-—–－−]{2}|\b(?:AND|BREAK)\b")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Words of wishes that say nothing of what is seen, beside those of facts.
_EMPTY_TEXT = """
    a an the and or with please draw paint make create generate design show give me i my we our want need like would
    picture image poster card banner illustration photo drawing painting wallpaper cover format style mood background
    there is are be being it its one some many few several this that in on at of to for from by into over under above
    below beside behind next front left right side between near stand standing sit sitting lie lying stay look looking
    say saying write written read reading text word words title can you could do not no without any only just very so
    vertical horizontal wide tall square portrait landscape zero half
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())
_EMPTY_ZH = frozenset(
    "的一了着在是有个只条张幅座头匹朵棵辆艘架把件双对位名杯上下里中外前后左右边面旁之和与跟及或并且还也都很请帮给我你他她它"
    "们画写做来想要不别没无带含出现生成设计制作图片海报壁纸画面背景风格气氛氛围感觉这那些几两二三四五六七八九十站坐躺趴停放"
    "看着正就又再把被让从到向往为以而等呢吧啊哦呀嘛色横竖版方形宽长大小字样幅"
)


def emoji_told(wish: str) -> tuple[str, str | None]:
    """A wish of nothing but emoji by their names, with a note; any other wish as it is."""
    if any(each.isalnum() for each in wish) or not any(unicodedata.category(each) == "So" for each in wish):
        return wish, None
    names = [unicodedata.name(each, "").lower() for each in wish if unicodedata.category(each) == "So"]
    told = ", ".join(dict.fromkeys(each for each in names if each))
    return told or wish, f"The emoji were read as: {told}."


def told_prompt(wish: str, plan: Plan, *, by_rules: bool) -> tuple[str, str | None]:
    """The plan as a prompt, and a note where it holds nothing to go by, so that the wish's own words are taken.

    Args:
        wish, plan: what was read, and what it was read as.
        by_rules: whether rules read it, which know Chinese and English alone.
    """
    if by_rules and is_other_language(wish):
        return plain_line(wish), "The rules read Chinese and English only, so the wish's own words are the prompt."
    told = prompt_of(plan)
    if told:
        return told, None
    return plain_line(wish), "Nothing of the wish was understood, so its own words are the prompt."


def left_out(wish: str, plan: Plan) -> tuple[str, ...]:
    """The words of a wish that its plan has no word of, numbers, colours and places of things aside."""
    told = f"{told_words(plan)}\n{prompt_of(plan)}\n{' '.join(each.color or '' for each in plan.subjects)}"
    english = [word for word in re.findall(r"[A-Za-z][A-Za-z'’-]+", wish) if stems(word) and word.lower() not in _EMPTY]
    missing = [word for word in english if not stems(word) & stems(told)]
    runs = "".join(each if _HAN.match(each) and each not in _EMPTY_ZH and each not in told else " " for each in wish)
    return tuple(dict.fromkeys([*missing, *runs.split()]))


def prompt_to_draw(wish: str, plan: Plan, prompt: str) -> tuple[str, tuple[str, ...]]:
    """What to draw for a wish: the plan's prompt if it holds all that the wish says, else the wish itself.

    Of the wish, the clauses are left out that name what the plan avoids: an encoder would draw it.

    Returns:
        The prompt, and the words that the plan lacks.
    """
    missing = left_out(wish, plan)
    if not missing:
        return prompt, ()
    kept = "".join(each for each in _CLAUSE.findall(wish) if not _names_what_is_avoided(each, plan))
    return plain_line(kept.strip(" ,，。;；.")) or prompt, missing


def plain_line(text: str) -> str:
    """A text in one line, without characters that no prompt holds."""
    kept = "".join(" " if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") else each for each in text)
    return " ".join(kept.split())


def plain_prompt(text: str) -> str:
    """A text as a prompt that says just this: no word that a plan or a model wrote is a mark or a parameter."""
    try:
        read = parse(text)
        body = render_parts(read.parts, read.joiner)
        words = words_of(body)
        bare = not (read.images or read.adapters or read.parameters)
        if bare and read.is_plain and words.is_neutral and words.text == text and choices_in(text) == (text,):
            return text
    except RequestError:
        pass
    return escape(text)


def plain_piece(text: str) -> str:
    """A text as a piece of a prompt, between whatever marks: all of its own are made plain."""
    return escape(text) if _MARKS.search(text) else text


def _names_what_is_avoided(clause: str, plan: Plan) -> bool:
    return bool(_NO.search(clause)) and any(
        each in clause or (stems(each) and stems(each) <= stems(clause)) for each in plan.avoid
    )
