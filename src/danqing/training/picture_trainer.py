"""The picture side of a CLIP whose text side is finished: a small tower learns to put pictures where their words are.

The text tower stays as it is and only a linear map of its pooled state is learned (locked tuning the other way round).
Because words do not move, all names of all things are read once, and each picture is told apart from every one of them
in each step, not only from those of its batch. Three tasks share a step:

- composed scenes find their captions, and captions their scenes, within the batch;
- scenes and single drawings find the names of what they show among all names, in a language drawn for the batch;
- ground, style and number of scenes are found among the phrases for them.

References: CLIP, arXiv 2103.00020; locked towers, arXiv 2111.07991 (LiT); names as classes, arXiv 2204.03610 (UniCL).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from transformers import CLIPTextModel

from danqing.clip.contrastive import INITIAL_LOG_SCALE, clamp_scale, contrastive_loss, unit
from danqing.clip.ranking import rank, recall_at
from danqing.core.errors import DataError
from danqing.core.seeds import derive_seed
from danqing.data.fact_phrases import fact_phrases, fact_phrases_keys, facts_shown
from danqing.data.types import ImageArray, Language
from danqing.storage.files import write_text
from danqing.training.clip_trainer import Scenes, equal, identities, one_to_one, shrink, two_captions
from danqing.training.config import LoopConfig
from danqing.training.drawings import Drawings, Random
from danqing.training.picture_card import picture_card
from danqing.training.text_tower import UNKNOWN, tokenize
from danqing.training.vision_tower import VisionTowerConfig, load_picture_tower, make_picture_tower, save_picture_tower

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

Batch = dict[str, Tensor]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
NUM_SUBJECTS = 2  # of a scene that are asked for
VALIDATED_SCENES = 512
LEFT_OUT = -1e4  # a logit that no softmax notices


class SourcedScenes(Scenes, Protocol):
    """Scenes that also tell which drawings they are composed of."""

    def sources(self, index: int) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True)
class PictureTowerConfig:
    """Shape and loss of the picture side. The loop counts pictures, scenes and drawings alike.

    Args:
        vision: size of the tower; the default has 0.84 million weights and reads 64 patches of 8 px.
        width: of the space that pictures and words share.
        text_model: the model whose text tower is used, by name or folder; None takes that of the run itself.
        scene_share: part of each batch that is scenes; the rest is single drawings.
        caption_weight, name_weight, fact_weight: factors of the loss terms.
        start_from: a folder that an earlier run exported, to go on from its weights; None begins anew.
    """

    vision: VisionTowerConfig = field(
        default_factory=lambda: VisionTowerConfig(width=128, layers=4, heads=4, inner_width=512)
    )
    width: int = 128
    text_model: str | None = None
    scene_share: float = 0.5
    caption_weight: float = 0.5
    name_weight: float = 1.0
    fact_weight: float = 0.3
    start_from: Path | None = None
    loop: LoopConfig


class PictureTrainer(nn.Module):
    """Trains a picture tower against ``text``; measures on ``held_out`` scenes and on drawings kept back."""

    uses_all_weights = False  # a batch without scenes asks no facts

    def __init__(
        self,
        config: PictureTowerConfig,
        tokenizer: PreTrainedTokenizerFast,
        text: CLIPTextModel,
        *,
        scenes: SourcedScenes,
        held_out: SourcedScenes,
        drawings: Drawings,
    ) -> None:
        super().__init__()
        self.config, self.tokenizer, self.drawings = config, tokenizer, drawings
        self.scenes, self.held_out = scenes, held_out
        self.usable = [i for i in range(len(scenes)) if drawings.unseen_keys.isdisjoint(scenes.sources(i))]
        if not self.usable:
            raise DataError("Every scene shows a drawing that is kept for validation; compose more scenes.")
        self.text = text.requires_grad_(False).eval()
        self.text.set_attn_implementation("eager")  # faster on a CPU for so few tokens, as in the text trainer
        self.text_folder = Path(text.name_or_path)
        text_width = int(text.config.hidden_size)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(derive_seed(config.loop.seed, "picture tower"))
            self.vision = make_picture_tower(config.vision, config.width)
            self.vision.set_attn_implementation("eager")  # the fused kernel's backward is slow on a CPU
            self.text_projection = nn.Linear(text_width, config.width, bias=False)
            self.caption_scale = nn.Parameter(torch.tensor(INITIAL_LOG_SCALE))
            self.name_scale = nn.Parameter(torch.tensor(INITIAL_LOG_SCALE))
            self.fact_scale = nn.Parameter(torch.tensor(INITIAL_LOG_SCALE))
        if config.start_from is not None:
            load_picture_tower(self.vision, self.text_projection, config.start_from)
        self._read_names()
        self._read_facts()
        self._seen_words: dict[tuple[str, ...], Tensor] = {}
        self.figures: dict[str, float] = {}  # of the last validation, for the card

    def train(self, mode: bool = True) -> PictureTrainer:
        super().train(mode)
        self.text.eval()
        return self

    def compiled_parts(self) -> list[nn.Module]:
        return [self.vision]

    def _read_names(self) -> None:
        """All names of all things as states of the tower, and which rows are whose in each language."""
        things = self.drawings.things
        names = list(dict.fromkeys(name for thing in things for name in (*thing.names_zh, *thing.names_en)))
        row = {name: number for number, name in enumerate(names)}
        self.register_buffer("name_states", self.states(names), persistent=False)
        self.register_buffer("name_identity", identities(names), persistent=False)
        self.rows: dict[Language, list[list[int]]] = {
            "zh": [[row[name] for name in thing.names_zh or thing.names_en] for thing in things],
            "en": [[row[name] for name in thing.names_en or thing.names_zh] for thing in things],
        }
        self.trained = torch.tensor([not thing.held_out for thing in things])

    def _read_facts(self) -> None:
        """The phrases of each answer as the mean of their states, (2 languages, answers, width) by question."""
        self.answers = fact_phrases_keys()
        for question, phrases in fact_phrases().items():
            means = [
                torch.stack([self.states(phrases[answer][language]).mean(0) for answer in self.answers[question]])
                for language in LANGUAGES
            ]
            self.register_buffer(f"{question}_states", torch.stack(means), persistent=False)

    @torch.no_grad()
    def states(self, texts: Sequence[str]) -> Tensor:
        """Pooled states of the text tower, (N, W) float32 on the CPU; short texts are read together."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place].encode()))
        device = self.text_projection.weight.device
        found = torch.empty(len(texts), int(self.text.config.hidden_size))
        for start in range(0, len(order), 256):
            places = order[start : start + 256]
            ids = tokenize(self.tokenizer, [texts[place] for place in places], whole_window=False)
            found[places] = self.text(ids.to(device)).pooler_output.float().cpu()
        return found

    def batch(self, index: int, size: int) -> Batch:
        """Scenes with a caption each, then drawings; what they show; and which name stands for each thing."""
        draw = np.random.default_rng(derive_seed(self.config.loop.seed, "picture tower", index))
        num_scenes = round(size * self.config.scene_share)
        numbers = [self.usable[int(each)] for each in draw.integers(len(self.usable), size=num_scenes)]
        places = self.drawings.choose(draw, size - num_scenes)
        side = self.config.vision.image_px
        truths = [self.scenes.truth(number) for number in numbers]
        pictures = [_framed(self.scenes.image(n), truth, draw) for n, truth in zip(numbers, truths, strict=True)]
        parts = [shrink(picture[None], side) for picture in pictures]
        parts += [shrink(self.drawings.picture(place, draw)[None], side) for place in places]
        captions = [two_captions(self.scenes.captions(number), draw) for number in numbers]
        chosen = [pair[int(draw.integers(2))] for pair in captions]
        language = int(draw.integers(2))
        batch = {
            "pictures": torch.cat(parts),
            "subjects": torch.tensor(
                [self._subjects(truth) for truth in truths]
                + [(self.drawings.thing_of[place], UNKNOWN) for place in places]
            ),
            "names": torch.tensor([each[int(draw.integers(len(each)))] for each in self.rows[LANGUAGES[language]]]),
            "language": torch.tensor(language),
        }
        facts = [facts_shown(truth) for truth in truths]
        facts += [{"style": self.drawings.entries[place].style} for place in places]
        for question, answers in self.answers.items():
            right = [answers.index(each[question]) if question in each else UNKNOWN for each in facts]
            batch[f"fact_{question}"] = torch.tensor(right)
        if numbers:
            batch["caption_tokens"] = tokenize(self.tokenizer, chosen, whole_window=False)
            batch["caption_id"] = identities([en for _, en in captions])
        return batch

    def _subjects(self, truth: dict[str, Any]) -> tuple[int, ...]:
        """The things that a scene shows first, as numbers; :data:`UNKNOWN` where there are fewer or none is known."""
        found = dict.fromkeys(
            self.drawings.thing_of_concept.get(each["concept"], UNKNOWN) for each in truth["subjects"]
        )
        known = [number for number in found if number != UNKNOWN and not self.drawings.things[number].held_out]
        return tuple((*known, *[UNKNOWN] * NUM_SUBJECTS)[:NUM_SUBJECTS])

    def forward(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        """The weighted sum of the loss terms and each by name."""
        picture, caption_states = unit(self.encode_pictures(batch["pictures"])), None
        if "caption_tokens" in batch:
            with torch.no_grad():
                caption_states = self.text(batch["caption_tokens"]).pooler_output.float()
        with torch.autocast(picture.device.type, enabled=False):  # logits up to 100 want more than bfloat16's 8 bits
            terms = {"name": self._name_loss(picture, batch), **self._fact_losses(picture, batch)}
            if caption_states is not None:
                caption = self.text_projection(caption_states)
                scale, same = clamp_scale(self.caption_scale), equal(batch["caption_id"])
                terms["caption"] = contrastive_loss(picture[: len(caption)], caption, scale, same)
            config = self.config
            loss = config.name_weight * terms["name"]
            asked = [value for name, value in terms.items() if name.startswith("fact_")]
            if asked:
                loss = loss + config.fact_weight * torch.stack(asked).mean()
            if "caption" in terms:
                loss = loss + config.caption_weight * terms["caption"]
        return loss, {name: value.detach() for name, value in terms.items()}

    def _fact_losses(self, picture_BD: Tensor, batch: Batch) -> dict[str, Tensor]:
        """Finding the right phrases among those for each question that some picture of the batch answers."""
        losses = {}
        for question in self.answers:
            right_B = batch[f"fact_{question}"]
            if bool((right_B != UNKNOWN).any()):
                states_LAW: Tensor = getattr(self, f"{question}_states")
                words_AD = unit(self.text_projection(states_LAW[int(batch["language"])]))
                logits_BA = clamp_scale(self.fact_scale) * picture_BD @ words_AD.T
                losses[f"fact_{question}"] = nn.functional.cross_entropy(logits_BA, right_B, ignore_index=UNKNOWN)
        return losses

    def _name_loss(self, picture_BD: Tensor, batch: Batch) -> Tensor:
        """Finding the names of the subjects among one name for each thing that is trained on."""
        names_C, subjects_BS = batch["names"], batch["subjects"]
        states: Tensor = self.name_states  # type: ignore[assignment]
        identity: Tensor = self.name_identity  # type: ignore[assignment]
        words_CD = unit(self.text_projection(states[names_C]))
        logits_BC = clamp_scale(self.name_scale) * picture_BD @ words_CD.T
        known_BS = subjects_BS != UNKNOWN
        wanted_BC = torch.zeros_like(logits_BC)
        wanted_BC.scatter_add_(1, subjects_BS.clamp(min=0), known_BS.to(wanted_BC))
        identity_C = identity[names_C]
        # Another thing of the same name is as right, so it is not pushed away; nor is what is held out.
        alike_BC = ((identity_C[subjects_BS.clamp(min=0)][..., None] == identity_C) & known_BS[..., None]).any(1)
        left_out_BC = (alike_BC | ~self.trained.to(alike_BC.device)) & (wanted_BC == 0)
        chances_BC = logits_BC.float().masked_fill(left_out_BC, LEFT_OUT).log_softmax(-1)
        shares_BC = wanted_BC / wanted_BC.sum(-1, keepdim=True).clamp(min=1)
        return -(shares_BC * chances_BC).sum() / known_BS.any(1).sum().clamp(min=1)

    def encode_pictures(self, images_BCHW: Tensor) -> Tensor:
        """Pictures in [-1, 1] at the tower's size to (B, width) float32."""
        places: Tensor = self.vision(images_BCHW).image_embeds.float()
        return places

    @torch.no_grad()
    def encode_texts(self, texts: Sequence[str]) -> Tensor:
        """Texts to unit places (N, width) on the CPU."""
        key = tuple(texts)
        if key not in self._seen_words:  # the tower does not change, so what validation asks is read once
            self._seen_words[key] = self.states(texts)
        return unit(self.text_projection(self._seen_words[key].to(self.text_projection.weight.device)).float()).cpu()

    @torch.no_grad()
    def _places(self, pictures: Sequence[ImageArray]) -> Tensor:
        """Unit places (N, width) of pictures on the CPU."""
        side, device = self.config.vision.image_px, self.text_projection.weight.device
        parts = []
        for start in range(0, len(pictures), 128):
            images = shrink(np.stack(pictures[start : start + 128]), side)
            parts.append(unit(self.encode_pictures(images.to(device))).cpu())
        return torch.cat(parts)

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """Retrieval of held-out scenes' captions, names of drawings kept back, and facts of held-out scenes.

        ``unseen_thing``: things that no drawing was trained on, among the names of such things. ``unseen_drawing``: new
        drawings of known things, among all names. ``loss`` is one minus the mean of the top-1 figures.
        """
        numbers = range(min(VALIDATED_SCENES, len(self.held_out)))
        scenes = self._places([self.held_out.image(number) for number in numbers])
        draw = np.random.default_rng(0)
        captions = [two_captions(self.held_out.captions(number), draw) for number in numbers]
        first = {pair: place for place, pair in reversed(list(enumerate(captions)))}
        kept = [first[pair] for pair in one_to_one(captions)]
        figures: dict[str, float] = {}
        for side, language in enumerate(LANGUAGES):
            texts = self.encode_texts([captions[place][side] for place in kept])
            for at in (1, 5):
                figures[f"caption_{language}_recall_{at}"] = recall_at(scenes[kept], texts, at)
        for question, answers in self.answers.items():
            right = [answers.index(facts_shown(self.held_out.truth(n)).get(question, answers[0])) for n in numbers]
            states: Tensor = getattr(self, f"{question}_states")
            said = scenes @ unit(self.text_projection(states.mean(0)).float()).cpu().T
            figures[f"fact_{question}"] = float((said.argmax(-1) == torch.tensor(right)).float().mean())
        for kind in ("unseen_drawing", "unseen_thing"):
            for language in LANGUAGES:
                ranks, right_N = self._named(kind, language)
                if len(ranks):
                    for at in (1, 5):
                        found = (ranks[:, :at] == right_N[:, None]).any(-1)
                        figures[f"{kind}_{language}_top_{at}"] = float(found.float().mean())
        firsts = [value for name, value in figures.items() if name.endswith(("recall_1", "top_1"))]
        self.figures = {"loss": 1.0 - float(np.mean(firsts)), **figures}
        return self.figures

    def _named(self, kind: str, language: Language) -> tuple[Tensor, Tensor]:
        """Things by likeness to each drawing kept back, (N, things) best first, and the right ones (N,)."""
        asked, among = [], []
        for number, thing in enumerate(self.drawings.things):
            if kind == "unseen_drawing" or thing.held_out:
                among.append(number)
            if (kind == "unseen_thing") == thing.held_out:
                asked += [(place, number) for place in thing.unseen]
        if not asked or not among:
            return torch.zeros(0, 1), torch.zeros(0)
        places = self._places([self.drawings.plain(place) for place, _ in asked])
        first = torch.tensor([self.rows[language][number][0] for number in among])
        states: Tensor = self.name_states  # type: ignore[assignment]
        names = self.text_projection(states[first.to(states.device)]).float().cpu()
        return torch.tensor(among)[rank(places, names)], torch.tensor([number for _, number in asked])

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Write what new drawings of known things were called, and what was taken for what most often."""
        ranks, right = self._named("unseen_drawing", "en")
        things = self.drawings.things
        taken: Counter[str] = Counter()
        lines = []
        for order, number in zip(ranks.tolist(), right.tolist(), strict=True):
            said = [(things[each].names_en or things[each].names_zh)[0] for each in order[:5]]
            truth = (things[number].names_en or things[number].names_zh)[0]
            lines.append(f"{truth}: {', '.join(said)}\n")
            if order[0] != number:
                taken[f"{truth} taken for {said[0]}"] += 1
        folder.mkdir(parents=True, exist_ok=True)
        most = [f"{count} {what}\n" for what, count in taken.most_common(60)]
        write_text(folder / f"{images_seen:09d}.txt", "".join([*most, "\n", *lines]))

    def export(self, folder: Path) -> None:
        """Write ``clip/``: the picture tower, the map of the words, which text tower they belong to, and the card."""
        scales = {
            "caption": clamp_scale(self.caption_scale).item(),
            "name": clamp_scale(self.name_scale).item(),
            "fact": clamp_scale(self.fact_scale).item(),
        }
        things = self.drawings.things
        card = picture_card(
            self.figures,
            {
                "weights": sum(weight.numel() for weight in self.vision.parameters()),
                "image_px": self.config.vision.image_px,
                "scenes": min(VALIDATED_SCENES, len(self.held_out)),
                "things": len(things),
                "unknown": sum(thing.held_out for thing in things),
            },
        )
        save_picture_tower(self.vision, self.text_projection, scales, self.text_folder, folder / "clip", card=card)


def _framed(picture: ImageArray, truth: dict[str, Any], draw: Random) -> ImageArray:
    """A scene cut a little on some sides, and mirrored half of the time unless left and right are told."""
    side = picture.shape[0]
    kept = round(side * float(draw.uniform(0.85, 1.0)))
    top, left = (int(each) for each in draw.integers(side - kept + 1, size=2))
    picture = np.array(picture[top : top + kept, left : left + kept])
    if truth["relation"] not in ("left_of", "right_of") and draw.random() < 0.5:
        picture = picture[:, ::-1]
    return picture
