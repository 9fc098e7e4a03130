"""What a family answers where its networks cannot be steered, controlled or adapted: one sentence, by inheritance."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from danqing.core.errors import RequestError
from danqing.director.weights import WeightedText
from danqing.families.adapters import Adapter
from danqing.families.attention import Controller
from danqing.families.control import Controlled, ControlNet


class Unsteered:
    """The methods of :class:`danqing.families.family.Family` that only some networks can have, all refused.

    A family inherits from this and overrides what it can do.
    """

    name: str
    reads_chinese: bool = True  # a family whose text encoder lacks it says so; its prompts are translated

    def wrapping(self, axes: str, *, denoiser: bool = True) -> AbstractContextManager[None]:
        raise self._refusal("Drawing without seams")

    def tiled(self) -> AbstractContextManager[None]:
        raise self._refusal("Drawing in tiles")

    def attending(self, controller: Controller) -> AbstractContextManager[None]:
        raise self._refusal("Steering attention")

    def positions(self, text: str | WeightedText, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        raise self._refusal("Finding words in pictures")

    def load_control(self, folder: str | Path) -> ControlNet:
        raise self._refusal("Control by ControlNets")

    def controlled(self, controls: Sequence[Controlled]) -> AbstractContextManager[None]:
        raise self._refusal("Control by ControlNets")

    def load_adapter(self, path: str | Path) -> Adapter:
        raise self._refusal("Adapting by LoRA and embeddings")

    def adapted(self, adapters: Sequence[tuple[Adapter, float]]) -> AbstractContextManager[None]:
        raise self._refusal("Adapting by LoRA and embeddings")

    def _refusal(self, what: str) -> RequestError:
        return RequestError(f"{what} is not supported for {self.name} yet; use a Stable Diffusion 1 or 2 checkpoint.")
