"""What stands around a token of a prompt, by which :mod:`danqing.director.scene_walk` tells its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from danqing.director.scene_tokens import Token

_TO_BACKGROUND = frozenset(("color", "backdrop", "de", "glue", "preposition"))  # "a red [background]"
_FROM_BACKGROUND = frozenset(("have", "glue", "de", "color", "size"))  # "[background] is a red one"
_NEW_PLACE = frozenset(("comma", "direction", "ground", "have"))


def kind_before(tokens: Sequence[Token], at: int) -> str:
    """The kind of the token before, or "start"."""
    return tokens[at - 1].kind if at else "start"


def kind_after(tokens: Sequence[Token], at: int) -> str:
    """The kind of the token after, or "end"."""
    return tokens[at + 1].kind if at + 1 < len(tokens) else "end"


def is_of_background(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is of the background, "on a red background" or "背景是红的"."""
    return is_before_background(tokens, at) or _meets(
        reversed(tokens[max(0, at - 4) : at]), "background", beyond=_FROM_BACKGROUND
    )


def is_before_background(tokens: Sequence[Token], at: int) -> bool:
    """Whether the background is named soon after a token."""
    return _meets(tokens[at + 1 : at + 4], "background", beyond=_TO_BACKGROUND)


def is_after_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether "在" stands between a landmark and the subject before it."""
    for token in reversed(tokens[:at]):
        if token.kind == "at":
            return True
        if token.kind in _NEW_PLACE:
            return False
    return False


def is_thing_by_itself(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that a colour could be of: "an orange"."""
    following = next((token.kind for token in tokens[at + 1 :] if token.kind not in ("size", "de")), "end")
    return following not in ("subject", "color", "unknown", "background")


def end_of_unknown(tokens: Sequence[Token], at: int) -> int:
    """Where a run of unknown words of one language ends; an article begins another."""
    end = at + 1
    while end < len(tokens) and tokens[end].kind == "unknown" and tokens[end].chinese == tokens[at].chinese:
        if tokens[end].article:
            break
        end += 1
    return end


def _meets(tokens: Iterable[Token], kind: str, *, beyond: Set[str]) -> bool:
    """Whether a token of a kind comes, with none but those of other kinds before it."""
    for token in tokens:
        if token.kind == kind:
            return True
        if token.kind not in beyond:
            return False
    return False
