"""The library of styles: what a look is called in both languages, and how a prompt or a reference brings it about.

Each style is a file in ``assets/styles``, named after the style::

    aliases = ["vangogh", "凡高"]        # further names, in either language; case, spaces and hyphens do not matter
    source = "Vincent van Gogh (1853–1890)"     # where the look comes from
    taught = ["painted"]                 # optional: what models call this look that were taught it, best first
    strength = 0.7                       # how much of a picture may change when it is restyled by drawing anew
    reference = "van-gogh-church-at-auvers.webp"   # optional: a picture that shows it, in the same folder

    [en]                                 # and the same in [zh]
    name = "Van Gogh"
    words = "oil painting in the style of …"       # what is put after the prompt
    negative = "photograph, smooth surfaces"       # what is kept out

``previews/NAME.webp`` beside it shows the style (``python -m benchmarks.style_previews`` draws them).
"""

from __future__ import annotations

import difflib
import tomllib
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from danqing.core.errors import UnknownNameError
from danqing.core.warnings import DanqingWarning

STYLES_FOLDER = Path(__file__).parent.parent / "assets" / "styles"
PREVIEWS_FOLDER = STYLES_FOLDER / "previews"
PREVIEW_SIDE_PX = 128
MAX_NEAR = 4


class StyleNotTaughtWarning(DanqingWarning):
    """The model says what styles it was taught, and the wanted one is not among them."""


class Said(Protocol):
    """Words in both languages, such as :class:`danqing.families.family.StyleWords`."""

    @property
    def en(self) -> str: ...

    @property
    def zh(self) -> str: ...


@dataclass(frozen=True)
class Bilingual:
    """The same in both languages. (Not the family's type, so that listing styles loads no torch.)"""

    en: str
    zh: str


@dataclass(frozen=True, kw_only=True)
class Style:
    """One look.

    Args:
        key: its name in files and on the command line, such as ``"ink-wash"``.
        name: what it is called.
        words: phrases that go after a prompt.
        negative: phrases that say what to keep out.
        aliases: further names in either language.
        taught: what models call this look that say which styles they were taught, best first.
        strength: how much of a picture may change when it is restyled by drawing anew, 0 … 1.
        source: where the look comes from.
        reference: a picture that shows it, or None.
    """

    key: str
    name: Bilingual
    words: Bilingual
    negative: Bilingual
    aliases: tuple[str, ...]
    taught: tuple[str, ...]
    strength: float
    source: str
    reference: Path | None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called."""
        return (self.key, self.name.en, self.name.zh, *self.aliases)

    @property
    def preview(self) -> Path:
        """A small square picture in this style, drawn by danqing-mini."""
        return PREVIEWS_FOLDER / f"{self.key}.webp"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a style does to a request, for one model.

    Args:
        words, negative: phrases for the prompt and the negative prompt; the latter may be empty.
        style: the style of the library, or None if it is one that only the model knows.
    """

    words: Said
    negative: Said
    style: Style | None


@cache
def style_library() -> Mapping[str, Style]:
    """All styles by key, in alphabetical order."""
    return {path.stem: _read(path) for path in sorted(STYLES_FOLDER.glob("*.toml"))}


def find_style(name: str) -> Style:
    """The style of the library with that name, in either language.

    Raises:
        UnknownNameError: there is none; the text names those that are spelled alike.
    """
    found = _found(name, style_library())
    if found is None:
        raise unknown_style(name)
    return found


def look_of(name: str, taught: Mapping[str, Said]) -> Look:
    """What a style named in a request does to a prompt.

    A style that the model was taught wins, by its own name or by one that means the same; then the library's words.

    Args:
        name: as the user wrote it, in either language.
        taught: the model's own styles; empty if it does not say.

    Raises:
        UnknownNameError: neither the model nor the library has it.
    """
    none = Bilingual("", "")
    if name in taught:
        return Look(words=taught[name], negative=none, style=style_library().get(name))
    style = _found(name, style_library())
    if style is None:
        own = _found_own(name, taught)
        if own is None:
            raise unknown_style(name, taught)
        return Look(words=taught[own], negative=none, style=None)
    own = next((each for each in style.taught if each in taught), None)
    if own is not None:
        return Look(words=taught[own], negative=none, style=style)
    if taught:
        warnings.warn(
            f"This model was not taught the style {style.key} ({style.name.zh}), so it may hardly show.",
            StyleNotTaughtWarning,
            stacklevel=3,
        )
    return Look(words=style.words, negative=style.negative, style=style)


def styled(prompt: str, negative: str, look: Look | None) -> tuple[str, str]:
    """The prompt and the negative prompt followed by the words of a look, in the prompt's language."""
    if look is None:
        return prompt, negative
    chinese = any("CJK" in unicodedata.name(character, "") for character in prompt)
    language, comma = ("zh", "，") if chinese else ("en", ", ")
    words, without = (getattr(part, language) for part in (look.words, look.negative))
    return f"{prompt}{comma}{words}", comma.join(part for part in (negative, without) if part)


def unknown_style(name: str, taught: Iterable[str] = ()) -> UnknownNameError:
    """The error for a style that nobody knows, with those that are spelled alike, or else all."""
    names = {_plain(each): style.key for style in style_library().values() for each in style.names}
    names.update({_plain(each): each for each in taught})
    plain = _plain(name)
    near = difflib.get_close_matches(plain, names, n=2 * MAX_NEAR, cutoff=0.6)
    near += [each for each in names if len(plain) > 1 and (plain in each or (len(each) > 1 and each in plain))]
    keys = list(dict.fromkeys(names[each] for each in near))[:MAX_NEAR]
    return UnknownNameError("style", name, keys or sorted(set(names.values())))


def _found(name: str, styles: Mapping[str, Style]) -> Style | None:
    plain = _plain(name)
    return next((style for style in styles.values() if plain in {_plain(each) for each in style.names}), None)


def _found_own(name: str, taught: Mapping[str, Said]) -> str | None:
    plain = _plain(name)
    return next(
        (key for key, said in taught.items() if plain in {_plain(each) for each in (key, said.en, said.zh)}), None
    )


def _plain(name: str) -> str:
    """A name without what people write differently: case, width, spaces, hyphens, and "style" or 风格 behind it."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(character for character in text if character.isalnum())
    for ending in ("style", "风格"):
        if text != ending:
            text = text.removesuffix(ending)
    return text


def _read(path: Path) -> Style:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    en, zh = said["en"], said["zh"]
    return Style(
        key=path.stem,
        **{part: Bilingual(en[part], zh[part]) for part in ("name", "words", "negative")},
        aliases=tuple(said["aliases"]),
        taught=tuple(said.get("taught", ())),
        strength=float(said["strength"]),
        source=said["source"],
        reference=path.with_name(said["reference"]) if "reference" in said else None,
    )
