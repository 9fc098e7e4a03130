"""The method of a studio that says what a picture shows."""

from __future__ import annotations

from pathlib import Path

from danqing.backends.base import Backend
from danqing.families.picture_words import open_picture_words
from danqing.provenance.intake import Given, Source
from danqing.tasks.describe import COUNT, Describer, Description, own_prompt
from danqing.tasks.studio_base import StudioBase


class Describing(StudioBase):
    """Words from pictures."""

    _describers: dict[str, Describer] | None = None

    def describe(self, image: Given, *, count: int = COUNT, clip: str | Path | None = None) -> Description:
        """Say in both languages what a picture shows, see :mod:`danqing.tasks.describe`.

        Args:
            image: a file, its bytes, a PIL image or a :class:`danqing.Picture`.
            count: how many readings at most, 1–50, the most likely subject first.
            clip: the folder of a picture tower; None takes the one that came with Danqing.

        Raises:
            PictureError: the picture cannot be read.
            RequestError: the count makes no sense, or no picture tower is installed.
            CheckpointError: the picture tower is broken or belongs to other words.
        """
        source = self._read(image)  # refuses what is no picture before anything is loaded
        return self._describer(clip).describe(source, count)

    def _describer(self, clip: str | Path | None = None) -> Describer:
        """The describer of a tower, made once."""
        known = {} if self._describers is None else self._describers
        self._describers = known
        name = "" if clip is None else str(clip)
        if name not in known:
            known[name] = open_describer(self.family.backend, clip)
        return known[name]

    def _words_of(self, source: Source) -> str:
        """The prompt that a picture carries, else its likeliest description in English.

        Raises:
            RequestError: it carries none, and no picture tower is installed.
        """
        return own_prompt(source) or self._describer().describe(source, 1).captions[0].en


def open_describer(backend: Backend, clip: str | Path | None = None) -> Describer:
    """A describer with the picture tower in a folder, or with the one that came with Danqing.

    Raises:
        As :func:`danqing.families.picture_words.open_picture_words`.
    """
    return Describer(open_picture_words(backend, folder=clip))
