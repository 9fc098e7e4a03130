"""What a picture shows, in both languages: names and facts by a picture tower, colours by its pixels.

The tower (:mod:`danqing.families.picture_words`) compares the picture with the name of every everyday thing in both
languages, with the phrases for each ground and style, and with numbers. Colours are not asked of it but measured: of
what stands out from the ground, and of a plain ground. What is sure enough is put together by the grammar of the data's
captions (:mod:`danqing.data.telling`); where no thing is sure, it is called a thing, and guesses follow.

Reference: arXiv 2103.00020, section 3.1 (zero-shot classification with several phrasings of a class).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from danqing.clip.contrastive import unit
from danqing.clip.zero_shot import classify
from danqing.core.errors import RequestError
from danqing.data.everyday import Everyday
from danqing.data.fact_phrases import fact_phrases
from danqing.data.telling import SOMETHING, Seen, backdrop_color, is_plain, subject_color, tell, tellable_things
from danqing.data.types import ImageArray, Language
from danqing.families.picture_words import PictureWords
from danqing.provenance.intake import Source

COUNT = 5
MAX_COUNT = 50
# From which probability on an answer is told. In other new scenes than those it was chosen on, about 95% of the grounds
# and numbers told are right and 80% of the few names (benchmarks/describe_calibration.py); of styles too few would be.
SURE = {"name": 0.4, "ground": 0.5, "count": 0.8}
LOOKED_AT_PX = 128  # side to which pictures are scaled before colours are measured
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, kw_only=True)
class Caption:
    """One reading of a picture.

    Args:
        en, zh: the same in both languages.
        score: 0–1: the product of the probabilities of what it tells, as the tower sees them.
        subject: the English name of what it takes the subject for; "" where it names none.
    """

    en: str
    zh: str
    score: float
    subject: str


@dataclass(frozen=True, kw_only=True)
class Description:
    """What was seen in a picture.

    Args:
        captions: best subject first; where none is sure, first one that names none, then the guesses.
        facts: by question (``"name"``, ``"ground"``, ``"style"``, ``"count"``, ``"color"``, ``"backdrop"``) the answer
            and its probability or share in 0–1, told or not.
        prompt: what Danqing drew the picture from, if it carries that; its own word, not seen in it.
    """

    captions: tuple[Caption, ...]
    facts: Mapping[str, tuple[str, float]]
    prompt: str | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        facts = {name: {"answer": answer, "score": round(score, 4)} for name, (answer, score) in self.facts.items()}
        captions = [asdict(each) | {"score": round(each.score, 4)} for each in self.captions]
        return {"captions": captions, "facts": facts, "prompt": self.prompt}


class Describer:
    """Describes pictures with one tower; what words mean to it is read once.

    Args:
        words: the tower.
        things: what a picture may show, by default every everyday thing.
    """

    def __init__(self, words: PictureWords, things: Sequence[Everyday] | None = None) -> None:
        self.words = words
        self.things = tuple(tellable_things() if things is None else things)
        self._names = self._both([(thing.names_zh[:2], thing.names_en[:2]) for thing in self.things])
        self._facts = {
            question: (tuple(phrases), self._both([(said["zh"], said["en"]) for said in phrases.values()]))
            for question, phrases in fact_phrases().items()
        }

    def _both(self, phrases: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Tensor:
        """One place for each answer in each language, the mean over its phrases: (2, answers, width)."""
        places = []
        for language in range(len(LANGUAGES)):
            texts = [text for each in phrases for text in each[language]]
            read = torch.split(self.words.texts(texts), [len(each[language]) for each in phrases])
            places.append(torch.stack([unit(each.mean(0, keepdim=True))[0] for each in read]))
        return torch.stack(places)

    def describe(self, source: Source, count: int = COUNT) -> Description:
        """Describe a picture.

        Args:
            source: the picture; transparency counts as white.
            count: how many readings at most, 1–50; each names another subject.

        Raises:
            RequestError: the count makes no sense.
        """
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MAX_COUNT:
            raise RequestError(f"The number of captions must be a whole number from 1 to {MAX_COUNT}, not {count!r}.")
        place = self.words.pictures([source.image])
        names = self._chances(place, self._names, "name")
        answers = {
            question: (keys, self._chances(place, states, "fact")) for question, (keys, states) in self._facts.items()
        }
        facts = {name: (keys[int(each.argmax())], float(each.max())) for name, (keys, each) in answers.items()}
        order = names.argsort(descending=True)[:count].tolist()
        facts["name"] = (self.things[order[0]].names_en[0], float(names[order[0]]))
        seen = [(self.things[each], float(names[each])) for each in order]
        if seen[0][1] < SURE["name"]:  # what is sure comes first, then the guesses
            seen = [(SOMETHING, 1.0), *seen][:count]
        pixels = looked_at(source.image)
        if is_plain(facts["ground"][0]) and (backdrop := backdrop_color(pixels)) is not None:
            facts["backdrop"] = backdrop
        captions: list[Caption] = []
        for thing, chance in seen:
            color = subject_color(pixels, thing)
            if color is not None and not captions:
                facts["color"] = color
            captions.append(_caption(thing, chance, facts, None if color is None else color[0]))
        return Description(captions=tuple(captions), facts=facts, prompt=own_prompt(source))

    def _chances(self, place: Tensor, answers: Tensor, scale: str) -> Tensor:
        """Probabilities (answers,): the mean of what each language says."""
        return torch.stack([classify(place, each, self.words.scales[scale])[0] for each in answers]).mean(0)


def own_prompt(source: Source) -> str | None:
    """The prompt that a picture of Danqing's carries."""
    manifest = source.manifest or {}
    for part in ("settings", "request"):
        said = manifest.get(part)
        if isinstance(said, dict) and isinstance(said.get("prompt"), str) and said["prompt"].strip():
            return str(said["prompt"])
    return None


def looked_at(image: Image.Image) -> ImageArray:
    """The pixels whose colours are measured, (height, width, 3) uint8, at most 128 a side."""
    small = image.convert("RGB")
    small.thumbnail((LOOKED_AT_PX, LOOKED_AT_PX), Image.Resampling.BOX)
    return np.asarray(small)


def _caption(thing: Everyday, chance: float, facts: Mapping[str, tuple[str, float]], color: str | None) -> Caption:
    sure = {name: facts[name] for name in ("ground", "count") if facts[name][1] >= SURE[name]}
    count = int(sure["count"][0]) if "count" in sure else 1
    seen = Seen(
        thing=thing,
        count=count,
        color=color,
        ground=sure["ground"][0] if "ground" in sure else None,
        backdrop=facts["backdrop"][0] if "ground" in sure and "backdrop" in facts else None,
    )
    for name, (_, score) in sure.items():
        chance *= 1.0 if name == "count" and count == 1 else score
    return Caption(
        en=tell(seen, "en"), zh=tell(seen, "zh"), score=chance, subject="" if thing is SOMETHING else thing.names_en[0]
    )
