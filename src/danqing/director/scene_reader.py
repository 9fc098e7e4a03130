"""A prompt in Chinese, English or both, read by plain rules into a :class:`ScenePlan`.

The text becomes tokens (:mod:`danqing.director.scene_tokens`), over which one walk goes
(:mod:`danqing.director.scene_walk`); what it finds gathers in a scene (:mod:`danqing.director.scene_seen`).
"""

from __future__ import annotations

from danqing.director.scene_plan import ScenePlan
from danqing.director.scene_seen import Scene
from danqing.director.scene_tokens import Token, Tokenizer
from danqing.director.scene_walk import Walk
from danqing.director.scene_words import Lexicon


class SceneReader:
    """Reads prompts with one lexicon.

    Args:
        lexicon: what things are called.
        exact: tell "in", "behind" and "holding" apart from "on" and the like, and take unknown words of place for
            things ("在窗台上"), as plans want it; who lays out pictures from known things wants neither.
    """

    def __init__(self, lexicon: Lexicon, *, exact: bool = False) -> None:
        self.lexicon, self.exact = lexicon, exact
        self._tokenizer = Tokenizer(lexicon)

    def read(self, prompt: str) -> ScenePlan:
        """What a prompt asks to be seen.

        Raises:
            RequestError: it asks for more than twelve of a thing, and the reader is not exact.
        """
        return Walk(Scene(self.lexicon, self.exact), self.tokens(prompt)).plan()

    def tokens(self, prompt: str) -> list[Token]:
        """The prompt cut into known phrases, the longest first, and unknown words between them."""
        return self._tokenizer.tokens(prompt)
