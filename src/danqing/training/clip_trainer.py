"""The CLIP trainer: a bilingual dual encoder, or its text tower alone.

One space of 512 dimensions holds everything. Captions and names are drawn to where the teacher puts them (cosine and
relational distillation, so that unseen words land near known ones); the two languages of one meaning find each other
among the batch; pictures, when there is a picture tower, find their captions; and the token states answer questions
about the scene (see ``text_tower.Readout``).

References: CLIP, arXiv 2103.00020; multilingual distillation, arXiv 2004.09813; relational distillation, 1904.05068.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from danqing.clip.contrastive import (
    INITIAL_LOG_SCALE,
    clamp_scale,
    contrastive_loss,
    cosine_loss,
    relational_loss,
    unit,
)
from danqing.clip.ranking import best, recall_at
from danqing.core.errors import DataError
from danqing.core.seeds import derive_seed
from danqing.data.types import ImageArray, Language
from danqing.storage.files import write_text
from danqing.training.config import LoopConfig
from danqing.training.phrases import Phrases
from danqing.training.teacher import SENTENCE_WIDTH
from danqing.training.text_tower import (
    UNKNOWN,
    Readout,
    SentenceSpace,
    TextTowerConfig,
    build_text_tower,
    readout_loss,
    save_text_tower,
    seed_embeddings,
    tokenize,
)
from danqing.training.vision_tower import VisionTowerConfig, build_vision_tower, save_dual_encoder

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

Batch = dict[str, Tensor]
NAME_QUESTIONS = ("first_name", "second_name")


class Scenes(Protocol):
    """What is needed of composed scenes; ``data.scenes.SceneSet`` has it."""

    size: int

    def __len__(self) -> int: ...
    def image(self, index: int) -> ImageArray: ...
    def captions(self, index: int) -> dict[Language, tuple[str, ...]]: ...
    def truth(self, index: int) -> dict[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class ClipConfig:
    """Shape and loss of the dual encoder. The loop counts scenes as images.

    Args:
        vision: size of the picture tower, or None to train the text tower alone.
        pairs_per_scene, words_per_scene: phrases in a batch for each scene in it.
        whole_window_every: every so many batches are padded to the whole window, as Stable Diffusion reads it; the
            others only to their longest text, which is faster.
        place_weight, relation_weight, language_weight, readout_weight, picture_weight: factors of the loss terms.
    """

    text: TextTowerConfig = field(default_factory=TextTowerConfig)
    vision: VisionTowerConfig | None = None
    pairs_per_scene: float = 0.5
    words_per_scene: float = 1.0
    whole_window_every: int = 4
    place_weight: float = 2.0
    relation_weight: float = 0.25
    language_weight: float = 0.5
    readout_weight: float = 3.0
    picture_weight: float = 1.0
    loop: LoopConfig


class ClipTrainer(nn.Module):
    """Trains the towers on ``scenes`` and ``phrases``; measures on ``held_out`` scenes and names."""

    uses_all_weights = False  # a batch without answers leaves the readout alone

    def __init__(
        self,
        config: ClipConfig,
        tokenizer: PreTrainedTokenizerFast,
        teacher: SentenceSpace,
        *,
        scenes: Scenes,
        held_out: Scenes,
        phrases: Phrases,
    ) -> None:
        super().__init__()
        if not len(scenes) or not phrases.pairs:
            raise DataError("CLIP training needs scenes and named pictures; build a data pack first.")
        self.config, self.tokenizer, self.teacher = config, tokenizer, teacher
        self.scenes, self.held_out = scenes, held_out
        self.phrases = phrases
        self.answers = known_answers(scenes)
        width = config.text.width
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(derive_seed(config.loop.seed, "clip weights"))
            self.text = build_text_tower(tokenizer, config.text)
            self.text.set_attn_implementation("eager")  # twice as fast as the fused kernel on a CPU for so few tokens
            seed_embeddings(self.text, tokenizer, teacher)
            self.text_projection = nn.Linear(width, SENTENCE_WIDTH, bias=False)
            self.readout = Readout(width, NAME_QUESTIONS, {name: len(each) for name, each in self.answers.items()})
            self.language_scale = nn.Parameter(torch.tensor(INITIAL_LOG_SCALE))
            if config.vision is not None:
                self.vision = build_vision_tower(config.vision)
                self.visual_projection = nn.Linear(config.vision.width, SENTENCE_WIDTH, bias=False)
                self.logit_scale = nn.Parameter(torch.tensor(INITIAL_LOG_SCALE))

    def batch(self, index: int, size: int) -> Batch:
        """``size`` scenes with a caption in each language, and phrases beside them."""
        draw = np.random.default_rng(derive_seed(self.config.loop.seed, "clip", index))
        whole = index % self.config.whole_window_every == 0
        numbers = [int(each) for each in draw.integers(len(self.scenes), size=size)]
        batch = self._scene_batch(self.scenes, numbers, draw, whole)
        num_pairs = max(2, round(size * self.config.pairs_per_scene))
        pairs = [self.phrases.pairs[int(each)] for each in draw.integers(len(self.phrases.pairs), size=num_pairs)]
        words: list[str] = []
        if self.phrases.words:
            chosen = draw.integers(len(self.phrases.words), size=round(size * self.config.words_per_scene))
            words = [self.phrases.words[int(each)] for each in chosen]
        return batch | self._phrase_batch(pairs, words, whole)

    def _scene_batch(self, scenes: Scenes, numbers: Sequence[int], draw: np.random.Generator, whole: bool) -> Batch:
        both = [two_captions(scenes.captions(number), draw) for number in numbers]
        texts = [first for first, _ in both] + [second for _, second in both]
        batch = {
            "caption_tokens": tokenize(self.tokenizer, texts, whole_window=whole),
            "caption_place": self._shared_place(both),
            "caption_id": identities([second for _, second in both]),
        }
        facts = self._facts([scenes.truth(number) for number in numbers])
        batch |= {f"fact_{name}": torch.cat([value, value]) for name, value in facts.items()}
        if self.config.vision is not None:
            pictures = np.stack([scenes.image(number) for number in numbers])
            batch["pictures"] = shrink(pictures, self.config.vision.image_px)
        return batch

    def _phrase_batch(self, pairs: Sequence[tuple[str, str]], words: Sequence[str], whole: bool) -> Batch:
        texts = [zh for zh, _ in pairs] + [en for _, en in pairs] + list(words)
        place = torch.cat([self._shared_place(pairs), torch.from_numpy(self.teacher.encode(words))])
        return {
            "phrase_tokens": tokenize(self.tokenizer, texts, whole_window=whole),
            "phrase_place": place,
            "pair_id": identities([en for _, en in pairs]),
            "phrase_id": identities([en for _, en in pairs] * 2 + list(words)),
        }

    def _shared_place(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        """The place between the teacher's two, once for each language: (2 · pairs, 512)."""
        places = torch.from_numpy(self.teacher.encode([text for pair in pairs for text in pair]))
        middle = unit(places.view(len(pairs), 2, SENTENCE_WIDTH).sum(1))
        return torch.cat([middle, middle])

    def _facts(self, truths: Sequence[dict[str, Any]]) -> Batch:
        """Right answers to the readout's questions, one row per scene."""
        facts = {}
        rows = [facts_of(truth) for truth in truths]
        for name, known in self.answers.items():
            place = {answer: number for number, answer in enumerate(known)}
            facts[name] = torch.tensor([place.get(row[name], UNKNOWN) for row in rows])
        for order, name in enumerate(NAME_QUESTIONS):
            subjects = [first_two(truth)[order] for truth in truths]
            named = [(each["name_zh"] or each["name_en"], each["name_en"]) if each else ("", "") for each in subjects]
            facts[name] = self._shared_place(named)[: len(truths)]
            known_B = torch.tensor([each is not None for each in subjects])
            facts[f"{name}_id"] = identities([en for _, en in named]).where(known_B, torch.tensor(UNKNOWN))
        return facts

    def forward(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        """The weighted sum of the loss terms and each by name."""
        config = self.config
        captions = self.text(batch["caption_tokens"])
        phrases = self.text(batch["phrase_tokens"])
        caption, phrase = (self.text_projection(each.pooler_output).float() for each in (captions, phrases))
        facts = {name.removeprefix("fact_"): value for name, value in batch.items() if name.startswith("fact_")}
        readout = readout_loss(self.readout(captions.last_hidden_state), facts)
        naming = {"first_name": batch["phrase_place"], "first_name_id": batch["phrase_id"]}
        readout["phrase_name"] = readout_loss(self.readout(phrases.last_hidden_state), naming)["first_name"]
        half, num_pairs = len(caption) // 2, len(batch["pair_id"])
        scale = clamp_scale(self.language_scale)
        terms = {
            "place": (cosine_loss(caption, batch["caption_place"]) + cosine_loss(phrase, batch["phrase_place"])) / 2,
            "relation": (
                relational_loss(caption, batch["caption_place"]) + relational_loss(phrase, batch["phrase_place"])
            )
            / 2,
            "language": (
                contrastive_loss(caption[:half], caption[half:], scale, equal(batch["caption_id"]))
                + contrastive_loss(
                    phrase[:num_pairs], phrase[num_pairs : 2 * num_pairs], scale, equal(batch["pair_id"])
                )
            )
            / 2,
            "readout": torch.stack(list(readout.values())).mean(),
        }
        loss = sum_weighted(terms, config)
        if config.vision is not None:
            picture = self.encode_pictures(batch["pictures"])
            picture_scale, same = clamp_scale(self.logit_scale), equal(batch["caption_id"])
            terms["picture"] = (
                contrastive_loss(picture, caption[:half], picture_scale, same)
                + contrastive_loss(picture, caption[half:], picture_scale, same)
            ) / 2
            loss = loss + config.picture_weight * terms["picture"]
        figures = terms | {f"ask_{name}": value for name, value in readout.items()}
        return loss, {name: value.detach() for name, value in figures.items()}

    def encode_pictures(self, images_BCHW: Tensor) -> Tensor:
        """Pictures in [-1, 1] at the tower's size to (B, 512)."""
        places: Tensor = self.visual_projection(self.vision(images_BCHW).pooler_output).float()
        return places

    @torch.no_grad()
    def encode_texts(self, texts: Sequence[str]) -> Tensor:
        """Texts to unit places (N, 512) on the CPU, read in the whole window."""
        device = self.text_projection.weight.device
        parts = []
        for start in range(0, len(texts), 256):
            ids = tokenize(self.tokenizer, texts[start : start + 256]).to(device)
            parts.append(unit(self.text_projection(self.text(ids).pooler_output)).cpu())
        return torch.cat(parts)

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """Retrieval from Chinese to English and agreement with the teacher on held-out names and scenes.

        Held-out names are sought among all names, those of training too; captions among the held-out captions.
        ``loss`` is one minus the mean of the recalls at 1.
        """
        figures: dict[str, float] = {}
        held_out = {en for _, en in self.phrases.held_out_pairs}
        others = dict.fromkeys(en for _, en in self.phrases.pairs if en not in held_out)
        distractors = self.encode_texts(list(others)) if others else torch.zeros(0, SENTENCE_WIDTH)
        draw = np.random.default_rng(0)
        numbers = range(min(512, len(self.held_out)))
        captions = [two_captions(self.held_out.captions(number), draw) for number in numbers]
        for name, pairs in (("name", one_to_one(self.phrases.held_out_pairs)), ("caption", one_to_one(captions))):
            if not pairs:
                continue
            zh, en = (self.encode_texts([pair[side] for pair in pairs]) for side in (0, 1))
            among = torch.cat([en, distractors]) if name == "name" else en
            figures[f"{name}_recall_1"] = recall_at(zh, among, 1)
            figures[f"{name}_recall_5"] = recall_at(zh, among, 5)
            figures[f"{name}_cosine"] = float((zh * en).sum(-1).mean())
            taught = self._shared_place(pairs)
            figures[f"{name}_teacher_cosine"] = float((torch.cat([zh, en]) * taught).sum(-1).mean())
        figures |= self._check_answers(numbers)
        if self.config.vision is not None:
            figures |= self._check_pictures(numbers, captions)
        recalls = [value for name, value in figures.items() if name.endswith("recall_1")]
        return {"loss": 1.0 - float(np.mean(recalls)) if recalls else 1.0, **figures}

    def _check_answers(self, numbers: Sequence[int]) -> dict[str, float]:
        """How often the readout is right about held-out scenes, by question."""
        batch = self._scene_batch(self.held_out, numbers, np.random.default_rng(1), whole=True)
        device = self.text_projection.weight.device
        states = [self.text(part.to(device)).last_hidden_state for part in torch.split(batch["caption_tokens"], 256)]
        answers = self.readout(torch.cat(states))
        figures = {}
        for name in self.answers:
            right, known = answers[name].argmax(-1).cpu() == batch[f"fact_{name}"], batch[f"fact_{name}"] != UNKNOWN
            if bool(known.any()):
                figures[f"answer_{name}"] = float(right[known].float().mean())
        return figures

    def _check_pictures(self, numbers: Sequence[int], captions: Sequence[tuple[str, str]]) -> dict[str, float]:
        """How often a held-out picture finds its own caption, in each language."""
        assert self.config.vision is not None
        images = shrink(np.stack([self.held_out.image(number) for number in numbers]), self.config.vision.image_px)
        device = self.text_projection.weight.device
        places = torch.cat([self.encode_pictures(part.to(device)).cpu() for part in torch.split(images, 128)])
        texts = {"zh": [zh for zh, _ in captions], "en": [en for _, en in captions]}
        return {
            f"picture_{language}_recall_{at}": recall_at(places, self.encode_texts(each), at)
            for language, each in texts.items()
            for at in (1, 5)
        }

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Write the nearest English held-out names of each Chinese one as text."""
        pairs = self.phrases.held_out_pairs[:40]
        if not pairs:
            return
        names = list(dict.fromkeys(en for _, en in self.phrases.held_out_pairs))
        places = self.encode_texts(names)
        lines = []
        for (zh, en), place in zip(pairs, self.encode_texts([zh for zh, _ in pairs]), strict=True):
            near = ", ".join(f"{names[index]} {cosine:.2f}" for index, cosine in best(place, places, 5))
            lines.append(f"{zh} ({en}): {near}\n")
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / f"{images_seen:09d}.txt", "".join(lines))

    def export(self, folder: Path) -> None:
        """Write ``text_encoder/`` and ``tokenizer/`` of a Diffusers checkpoint, with two towers also ``clip/``."""
        save_text_tower(self.text, self.tokenizer, folder)
        if self.config.vision is not None:
            save_dual_encoder(
                self.text, self.vision, self.text_projection, self.visual_projection, self.logit_scale, folder / "clip"
            )
            self.tokenizer.save_pretrained(folder / "clip")


def sum_weighted(terms: dict[str, Tensor], config: ClipConfig) -> Tensor:
    """The loss of everything that is said in words."""
    return (
        config.place_weight * terms["place"]
        + config.relation_weight * terms["relation"]
        + config.language_weight * terms["language"]
        + config.readout_weight * terms["readout"]
    )


def facts_of(truth: dict[str, Any]) -> dict[str, Any]:
    """The answers to every choice question about one scene; None where there is none."""
    first, second = first_two(truth)
    return {
        "first_color": first["color"] if first else None,
        "second_color": second["color"] if second else None,
        "first_size": first["size"] if first else None,
        "count": truth["count"],
        "relation": truth["relation"],
        "ground": truth["ground"],
        "ground_color": truth["ground_color"],
        "style": truth["style"],
    }


def first_two(truth: dict[str, Any]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The first and the second subject, where there are any; copies of the first are passed over."""
    others = truth["subjects"][truth["count"] :]
    return (truth["subjects"][0] if truth["subjects"] else None, others[0] if others else None)


def known_answers(scenes: Scenes) -> dict[str, tuple[Any, ...]]:
    """Every answer that occurs to each choice question, in a fixed order; questions with fewer than two are dropped."""
    seen: dict[str, set[Any]] = {}
    for number in range(len(scenes)):
        for name, answer in facts_of(scenes.truth(number)).items():
            seen.setdefault(name, set()).add(answer)
    found = {name: tuple(sorted(each - {None})) for name, each in seen.items()}
    return {name: each for name, each in found.items() if len(each) > 1}


def one_to_one(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs without those whose Chinese or English text came before: each text then has one right answer."""
    seen: set[str] = set()
    kept = []
    for zh, en in pairs:
        if zh not in seen and en not in seen:
            kept.append((zh, en))
        seen.update((zh, en))
    return kept


def identities(texts: Sequence[str]) -> Tensor:
    """An int64 number for each text, equal for equal texts."""
    return torch.tensor([zlib.crc32(text.encode()) for text in texts], dtype=torch.int64)


def equal(identity_B: Tensor) -> Tensor:
    """bool (B, B): which rows carry the same number."""
    return identity_B[:, None] == identity_B[None]


def shrink(pictures_BHWC: np.ndarray, side_px: int) -> Tensor:
    """uint8 (B, H, W, 3) to float32 (B, 3, side, side) in [-1, 1], by area."""
    images = torch.from_numpy(np.ascontiguousarray(pictures_BHWC)).permute(0, 3, 1, 2).float() / 127.5 - 1.0
    return images if images.shape[-1] == side_px else F.interpolate(images, size=(side_px, side_px), mode="area")


def two_captions(captions: dict[Language, tuple[str, ...]], draw: np.random.Generator) -> tuple[str, str]:
    """One caption in Chinese and one in English; both in one language where there is only one."""
    first, second = draw.random(2)
    zh = captions.get("zh") or captions.get("en") or ()
    en = captions.get("en") or captions.get("zh") or ()
    return zh[int(first * len(zh))], en[int(second * len(en))]
