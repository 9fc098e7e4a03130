"""Chinese prompts in English with their marks intact: only the words are translated.

Weights, schedules, alternations, wildcards, ``AND``, ``BREAK``, adapters and parameters stay where they are, and texts
in quotes too, which are to be written and not to be seen. Pieces of Chinese between them are translated one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from danqing.director.prompt_grammar import parse, parse_pieces, render, render_pieces
from danqing.director.prompt_types import Alternation, Part, Piece, Pieces, Schedule

Translator = Callable[[str], str]
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_CHINESE = re.compile(_HAN)
# Quoted texts are left alone; then Chinese with the digits before and in it; then Chinese punctuation.
_PIECE = re.compile(
    rf"(?P<quoted>[“「『《][^“”「」『』《》]{{1,80}}[”」』》])"
    rf"|(?P<words>\d{{0,2}}{_HAN}+(?:\d{{1,2}}{_HAN}+)*)"
    r"|(?P<comma>(?<!\\)\s*[，、；：]\s*)|(?P<stop>(?<!\\)\s*[。！？]\s*)|(?P<bracket>(?<!\\)\s*[（）]\s*)"
)


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return bool(_CHINESE.search(text))


def chinese_texts(prompt: str) -> tuple[str, ...]:
    """The pieces of Chinese in a prompt that are to be translated, each once."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    translated(prompt, note)
    return tuple(dict.fromkeys(found))


def translated(prompt: str, translate: Translator) -> str:
    """A whole prompt, with its pictures and parameters, in English; itself if there is no Chinese in it.

    Args:
        prompt: one prompt, as :func:`danqing.director.prompt_grammar.parse` reads it.
        translate: turns a piece of Chinese without marks into English; "" for what it cannot translate.

    Raises:
        RequestError: the prompt makes no sense.
    """
    if not has_chinese(prompt):
        return prompt
    read = parse(prompt)
    parameters = {
        name: text_in_english(value, translate) if name == "no" and isinstance(value, str) else value
        for name, value in read.parameters.items()
    }
    return render(replace(read, parts=_parts(read.parts, translate), parameters=parameters))


def text_in_english(text: str, translate: Translator) -> str:
    """A text in which nothing is composed, such as a negative prompt, in English, see :func:`translated`."""
    return render_pieces(_pieces(parse_pieces(text), translate)) if has_chinese(text) else text


def _parts(parts: tuple[Part, ...], translate: Translator) -> tuple[Part, ...]:
    return tuple(Part(_pieces(part.pieces, translate), part.weight) for part in parts)


def _pieces(pieces: Pieces, translate: Translator) -> Pieces:
    made = [_piece(each, translate) for each in pieces]
    for place, (before, after) in enumerate(pairwise(pieces)):  # Chinese has no blanks beside brackets, English has
        if isinstance(before, str) and has_chinese(before[-1:]):
            made[place] = f"{made[place]} "
        elif isinstance(after, str) and has_chinese(after[:1]):
            made[place + 1] = f" {made[place + 1]}"
    return tuple(made)


def _piece(piece: Piece, translate: Translator) -> Piece:
    match piece:
        case str():
            return _text(piece, translate)
        case Schedule(before, after, when):
            return Schedule(_pieces(before, translate), _pieces(after, translate), when)
        case Alternation(options):
            return Alternation(tuple(_pieces(each, translate) for each in options))
    return piece


def _text(text: str, translate: Translator) -> str:
    """Plain text and weights: each run of Chinese in English, with blanks where English has them."""

    def english(match: re.Match[str]) -> str:
        if match["comma"]:
            return ", "
        if match["stop"]:
            return ". "
        if match["bracket"]:
            return " "
        if match["quoted"]:
            return f" {match['quoted']} " if _CHINESE.search(match["quoted"]) else match["quoted"]
        before, after = text[: match.start()], text[match.end() :]
        said = translate(match["words"])
        left = " " if re.search(r"[A-Za-z0-9)）\]】”]$", before) else ""
        right = " " if re.match(r"[A-Za-z0-9(（\[【“<]", after) else ""
        return f"{left}{said}{right}"

    made = _PIECE.sub(english, text)
    made = re.sub(r"[ \t]{2,}", " ", made)
    made = re.sub(r"\s+(?=[,.])", "", made)
    made = re.sub(r"(?:,\s*){2,}", ", ", made)
    if has_chinese(text):
        made = re.sub(r"^\s*[,.]\s*", "", made)
    return made
