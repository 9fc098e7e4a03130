"""The dual encoder: it learns one batch, what it saves is stock, held-out scenes count the right things."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, CLIPModel, CLIPTextModel, PreTrainedTokenizerFast

from danqing.clip.contrastive import unit
from danqing.clip.zero_shot import class_embeddings, classify
from danqing.core.errors import DataError
from danqing.data.types import ImageArray, Language
from danqing.training.clip_trainer import (
    ClipConfig,
    ClipTrainer,
    equal,
    facts_of,
    identities,
    known_answers,
    one_to_one,
    shrink,
)
from danqing.training.config import LoopConfig
from danqing.training.loop import make_optimizer, train
from danqing.training.phrases import Phrases
from danqing.training.teacher import SENTENCE_WIDTH
from danqing.training.text_tower import UNKNOWN, Readout, TextTowerConfig, readout_loss, tokenize
from danqing.training.tokenizer import train_tokenizer
from danqing.training.vision_tower import VisionTowerConfig, picture_tower_of, scale_of

COLORS = {"red": ("红", (220, 30, 30)), "green": ("绿", (30, 180, 60)), "blue": ("蓝", (40, 80, 220))}
SHAPES = {"square": "方块", "bar": "长条"}
TEXT = TextTowerConfig(width=32, layers=2, heads=2, inner_width=64, max_tokens=16)
VISION = VisionTowerConfig(image_px=16, patch_px=4, width=32, layers=2, heads=2, inner_width=64)


class Blocks:
    """Coloured blocks, one or two, with captions: small enough to learn, real enough to look at."""

    size = 32

    def __init__(self, count: int = 12) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def parts(self, index: int) -> tuple[str, str, int]:
        return list(COLORS)[index % 3], list(SHAPES)[index // 3 % 2], 1 + index // 6 % 2

    def image(self, index: int) -> ImageArray:
        color, shape, count = self.parts(index)
        picture = np.full((32, 32, 3), 255, np.uint8)
        for number in range(count):
            left = 2 + 15 * number
            picture[8:22, left : left + (13 if shape == "square" else 4)] = COLORS[color][1]
        return picture

    def captions(self, index: int) -> dict[Language, tuple[str, ...]]:
        color, shape, count = self.parts(index)
        en = f"{('a', 'two')[count - 1]} {color} {shape}{'s' * (count - 1)}"
        return {"en": (en,), "zh": (f"{'一两'[count - 1]}个{COLORS[color][0]}色的{SHAPES[shape]}",)}

    def truth(self, index: int) -> dict[str, Any]:
        color, shape, count = self.parts(index)
        subject = {"name_en": shape, "name_zh": SHAPES[shape], "color": color, "size": "normal"}
        facts = {"relation": None, "ground": "plain", "ground_color": "white", "style": "flat"}
        return {"subjects": [subject] * count, "count": count, **facts}


class Hashes:
    """A fixed sentence space: each text has its own direction; translations share most of it."""

    def __init__(self, translations: dict[str, str]) -> None:
        self.translations = translations

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), SENTENCE_WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            meaning = self.translations.get(text, text)
            row += np.random.default_rng(int(identities([meaning])[0])).standard_normal(SENTENCE_WIDTH)
            row += 0.2 * np.random.default_rng(int(identities([text])[0])).standard_normal(SENTENCE_WIDTH)
            row /= np.linalg.norm(row)
        return rows


def make_trainer(*, vision: VisionTowerConfig | None = VISION, loop: LoopConfig | None = None) -> ClipTrainer:
    scenes = Blocks()
    captions = [scenes.captions(index) for index in range(len(scenes))]
    pairs = tuple((zh, en) for en, zh in SHAPES.items())
    sentences = [text for each in captions for texts in each.values() for text in texts]
    translations = {each["zh"][0]: each["en"][0] for each in captions} | dict(pairs)
    loop = loop or LoopConfig(num_images=240, batch_size=12, learning_rate=3e-3, warmup_images=1, precision="no")
    return ClipTrainer(
        ClipConfig(text=TEXT, vision=vision, loop=loop),
        train_tokenizer(["square", "bar", *SHAPES.values()] * 3, sentences, vocabulary=330, max_tokens=16),
        Hashes(translations),
        scenes=scenes,
        held_out=scenes,
        phrases=Phrases(pairs=pairs, words=("red", "红色", "blue", "蓝色"), held_out_pairs=pairs),
    )


def learn(trainer: ClipTrainer, steps: int) -> tuple[float, float]:
    """Repeat one batch that holds every scene several times; the first and the last loss."""
    optimizer = make_optimizer(trainer, trainer.config.loop)
    batch = trainer.batch(0, 48)
    losses = []
    for _ in range(steps):
        loss, _ = trainer(batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    return losses[0], losses[-1]


@pytest.fixture(scope="module")
def learned() -> ClipTrainer:
    trainer = make_trainer()
    first, last = learn(trainer, 60)
    assert last < 0.35 * first
    return trainer.eval()


def test_one_batch_is_learned_and_both_languages_and_pictures_find_each_other(learned: ClipTrainer) -> None:
    figures = learned.validate()
    assert figures["caption_recall_1"] > 0.9
    assert figures["picture_zh_recall_1"] > 0.9
    assert figures["picture_en_recall_1"] > 0.9
    assert figures["answer_first_color"] > 0.9
    assert figures["answer_count"] > 0.9
    assert figures["loss"] < 0.2


def test_zero_shot_names_the_colours_of_pictures(learned: ClipTrainer) -> None:
    scenes = Blocks()
    with torch.no_grad():
        pictures = learned.encode_pictures(shrink(np.stack([scenes.image(index) for index in range(6)]), 16))
        for wording, names in (("a {} square", list(COLORS)), ("一个{}色的方块", [zh for zh, _ in COLORS.values()])):
            chances = classify(pictures[:3], class_embeddings(learned.encode_texts, names, (wording,)))
            assert chances.argmax(1).tolist() == [0, 1, 2]


def test_saved_towers_are_equal_in_stock_transformers(learned: ClipTrainer, tmp_path: Path) -> None:
    learned.export(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "tokenizer")
    ids = tokenizer(
        ["一个红色的方块", "two blue bars"], padding="max_length", truncation=True, return_tensors="pt"
    ).input_ids
    torch.testing.assert_close(ids, tokenize(learned.tokenizer, ["一个红色的方块", "two blue bars"]))
    text = CLIPTextModel.from_pretrained(tmp_path / "text_encoder", dtype=torch.float32)
    whole = CLIPModel.from_pretrained(tmp_path / "clip", dtype=torch.float32)
    pictures = shrink(np.stack([Blocks().image(index) for index in range(2)]), 16)
    with torch.no_grad():
        ours, stock = learned.text(ids), text(ids)
        torch.testing.assert_close(stock.last_hidden_state, ours.last_hidden_state, atol=2e-2, rtol=0)
        torch.testing.assert_close(stock.pooler_output, ours.pooler_output, atol=2e-2, rtol=0)
        ends = (ids == tokenizer.eos_token_id).int().argmax(1)
        torch.testing.assert_close(stock.pooler_output, stock.last_hidden_state[torch.arange(2), ends])
        places = unit(whole.text_projection(whole.text_model(ids).pooler_output))
        torch.testing.assert_close(places, learned.encode_texts(["一个红色的方块", "two blue bars"]), atol=1e-2, rtol=0)
        seen = unit(picture_tower_of(whole, pictures))
        torch.testing.assert_close(seen, unit(learned.encode_pictures(pictures)), atol=1e-2, rtol=0)
    assert 1.0 <= scale_of(whole) <= 100.0


def test_text_tower_alone_trains_and_exports(tmp_path: Path) -> None:
    trainer = make_trainer(vision=None)
    assert "pictures" not in trainer.batch(0, 4)
    first, last = learn(trainer, 25)
    assert last < first
    trainer.export(tmp_path)
    trainer.draw_samples(tmp_path / "samples", 12)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["samples", "text_encoder", "tokenizer"]
    assert "方块 (square):" in (tmp_path / "samples" / "000000012.txt").read_text(encoding="utf-8")


def test_a_resumed_run_equals_an_uninterrupted_one(tmp_path: Path) -> None:
    def run(folder: Path, *lengths: int) -> dict[str, torch.Tensor]:
        trainer = make_trainer(vision=None)
        for length in lengths:
            loop = LoopConfig(num_images=8 * length, batch_size=8, decay="constant", precision="no", ema_images=16)
            trainer = make_trainer(vision=None, loop=loop)
            train(trainer, loop, folder, resume=True)
        return trainer.state_dict()

    whole, resumed = run(tmp_path / "whole", 4), run(tmp_path / "parts", 2, 4)
    for name, value in whole.items():
        assert torch.equal(value, resumed[name]), name


def test_a_batch_depends_only_on_its_number() -> None:
    first, second = make_trainer(), make_trainer()
    second.batch(7, 5)
    for name, value in first.batch(3, 5).items():
        assert torch.equal(value, second.batch(3, 5)[name]), name
    assert not torch.equal(first.batch(4, 5)["caption_tokens"][:, :4], first.batch(3, 5)["caption_tokens"][:, :4])


def test_some_batches_fill_the_window_as_stable_diffusion_does() -> None:
    trainer = make_trainer(vision=None)
    widths = [trainer.batch(index, 4)["caption_tokens"].shape[1] for index in range(4)]
    assert widths[0] == 16
    assert max(widths[1:]) < 16


def test_facts_pass_over_copies_and_leave_out_what_is_unknown() -> None:
    cat, dog = ({"name_en": name, "color": color, "size": "normal"} for name, color in (("cat", "red"), ("dog", None)))
    rest = {"relation": "left_of", "ground": "grass", "ground_color": None, "style": "flat"}
    facts = facts_of({"subjects": [cat, cat, dog], "count": 2, **rest})
    assert (facts["first_color"], facts["second_color"], facts["count"]) == ("red", None, 2)
    assert known_answers(Blocks()) == {"first_color": ("blue", "green", "red"), "count": (1, 2)}


def test_readout_loss_ignores_unknown_answers_and_equal_names() -> None:
    readout = Readout(8, ("first_name",), {"count": 3})
    answers = readout(torch.randn(4, 5, 8, generator=torch.Generator().manual_seed(0)))
    known = torch.tensor([0, UNKNOWN, 2, UNKNOWN])
    found = readout_loss(answers, {"count": known})["count"]
    torch.testing.assert_close(found, torch.nn.functional.cross_entropy(answers["count"][[0, 2]], known[[0, 2]]))
    assert float(readout_loss(answers, {"count": torch.full((4,), UNKNOWN)})["count"].detach()) == 0.0
    facts = {"first_name": torch.ones(4, SENTENCE_WIDTH), "first_name_id": torch.zeros(4, dtype=torch.int64)}
    assert float(readout_loss(answers, facts)["first_name"].detach()) == pytest.approx(0, abs=1e-6)
    assert readout_loss(answers, facts | {"first_name_id": torch.full((4,), UNKNOWN)}) == {}


def test_equal_texts_have_equal_identities() -> None:
    assert equal(identities(["a", "b", "a"])).tolist() == [
        [True, False, True],
        [False, True, False],
        [True, False, True],
    ]


def test_retrieval_pairs_have_one_right_answer_each() -> None:
    assert one_to_one([("猫", "cat"), ("小猫", "cat"), ("猫", "kitten"), ("狗", "dog")]) == [
        ("猫", "cat"),
        ("狗", "dog"),
    ]


def test_training_without_scenes_is_refused() -> None:
    tokenizer: PreTrainedTokenizerFast = train_tokenizer(["cat"] * 3, vocabulary=260)
    with pytest.raises(DataError, match="build a data pack"):
        ClipTrainer(
            ClipConfig(text=TEXT, loop=LoopConfig(num_images=1, batch_size=1)),
            tokenizer,
            Hashes({}),
            scenes=Blocks(0),
            held_out=Blocks(0),
            phrases=Phrases(pairs=(("猫", "cat"),)),
        )
