"""A folder of pictures to learn a style, a thing or a word from, with captions beside them."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from danqing.core.errors import DataError, PictureError, RequestError
from danqing.core.request import clean_prompt
from danqing.core.warnings import DanqingWarning
from danqing.data.types import ImageArray

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
FEW, MANY, MOST = 5, 20, 200  # below and above these is noted; more than the last is refused
MAX_CAPTION_BYTES = 16_384


class TrainingPictureWarning(DanqingWarning):
    """Something about the pictures to learn from that the user should know."""


@dataclass(frozen=True, kw_only=True)
class TrainingPicture:
    """One picture.

    Args:
        name: of its file.
        pixels: (size, size, 3) uint8.
        captions: what it shows, at least one; training draws one of them each time.
        captioned: whether they were written beside it.
    """

    name: str
    pixels: ImageArray = field(repr=False)
    captions: tuple[str, ...]
    captioned: bool


def read_pictures(
    folder: str | Path, *, word: str | None, size: int, read: Callable[[Path], Image.Image]
) -> list[TrainingPicture]:
    """All pictures of a folder, cut square about their middle.

    Args:
        folder: pictures; ``cat.txt`` beside ``cat.png`` has its captions, one a line.
        word: what calls up what is learned; is put after captions that lack it, and is the caption where there is none.
        size: side in pixels.
        read: opens one picture, upright and in RGB; what it cannot read it refuses.

    Raises:
        DataError: there is no such folder, there are no pictures or too many, one is broken, or nothing says what they
            show.
    """
    place = Path(folder)
    found: list[TrainingPicture] = []
    seen: dict[str, str] = {}
    for file in picture_files(place):
        pixels = _square(_opened(file, read), size)
        digest = hashlib.sha256(pixels.tobytes()).hexdigest()
        if digest in seen:
            _warn(f"{file.name} is the same picture as {seen[digest]}, so it is left out.")
            continue
        seen[digest] = file.name
        captions = _captions(file.with_suffix(".txt"))
        if not captions and word is None:
            raise DataError(
                f"Nothing says what {file.name} shows; write {file.stem}.txt beside it, or give one word for all "
                f"(--word)."
            )
        said = tuple(_with_word(each, word) for each in captions) or (str(word),)
        found.append(TrainingPicture(name=file.name, pixels=pixels, captions=said, captioned=bool(captions)))
    if len(found) < FEW:
        _warn(
            f"{place} has {len(found)} different pictures; from fewer than {FEW} a model learns mostly to repeat them."
        )
    if len(found) > MANY:
        _warn(f"{place} has {len(found)} pictures; {FEW} to {MANY} that are alike in what is meant teach more clearly.")
    return found


def picture_files(folder: Path) -> list[Path]:
    """The pictures in a folder, by name; refuses a folder that cannot be learned from, before anything is loaded.

    Raises:
        DataError: there is no such folder, or there are no pictures or too many.
    """
    if not folder.is_dir():
        raise DataError(f"There is no folder at {folder}; give one with {FEW} to {MANY} pictures.")
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file())
    if not files:
        raise DataError(f"There are no pictures in {folder}; put {FEW} to {MANY} there ({', '.join(SUFFIXES[:4])} …).")
    if len(files) > MOST:
        raise DataError(f"There are {len(files)} pictures in {folder}; at most {MOST} are learned from: take some out.")
    return files


def both_ways(pictures: Sequence[TrainingPicture]) -> np.ndarray:
    """All pictures and then all of them mirrored, (2 N, size, size, 3) uint8."""
    plain = np.stack([each.pixels for each in pictures])
    return np.concatenate([plain, plain[:, :, ::-1]])


def _opened(file: Path, read: Callable[[Path], Image.Image]) -> Image.Image:
    try:
        return read(file)
    except PictureError as error:
        reason = str(error).rstrip(".")
        raise DataError(f"{reason}; it is among the pictures to learn from, so mend it or take it out.") from error


def _square(image: Image.Image, size: int) -> ImageArray:
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    cut = image.convert("RGB").resize((size, size), Image.Resampling.LANCZOS, box=(left, top, left + side, top + side))
    return np.asarray(cut)


def _captions(file: Path) -> tuple[str, ...]:
    if not file.is_file():
        return ()
    try:
        content = file.read_bytes()
        if len(content) > MAX_CAPTION_BYTES:
            raise DataError(f"{file} is too long for captions; write one a line, a sentence each.")
        lines = content.decode("utf-8-sig").splitlines()
        return tuple(clean_prompt(line, name=f"caption in {file.name}") for line in lines if line.strip())
    except UnicodeDecodeError:
        raise DataError(f"{file} is not UTF-8 text; save it again as UTF-8.") from None
    except (RequestError, OSError) as error:
        raise DataError(f"The captions in {file} cannot be used: {error}") from None


def _with_word(caption: str, word: str | None) -> str:
    if word is None or word.lower() in caption.lower():
        return caption
    return f"{caption}, {word}"


def _warn(text: str) -> None:
    warnings.warn(text, TrainingPictureWarning, stacklevel=3)
