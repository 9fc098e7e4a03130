"""The picture tower: it learns what drawn figures are called, stays stock, and tells what it was not shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from transformers import CLIPTextModel, CLIPVisionModelWithProjection

from danqing.backends.registry import make_backend
from danqing.clip.contrastive import unit
from danqing.core.errors import CheckpointError
from danqing.data.compose import Composer
from danqing.data.fact_phrases import fact_phrases, fact_phrases_keys, facts_shown
from danqing.data.figures import FigurePack
from danqing.data.scenes import SceneSet, build_scenes
from danqing.families.checkpoint import open_checkpoint
from danqing.families.picture_words import PROJECTION_FILE, SETTINGS_FILE, PictureWords
from danqing.training.config import LoopConfig
from danqing.training.drawings import Drawings, things_of
from danqing.training.loop import make_optimizer, train
from danqing.training.picture_trainer import PictureTowerConfig, PictureTrainer
from danqing.training.text_tower import UNKNOWN
from danqing.training.tokenizer import load_tokenizer
from danqing.training.vision_tower import VisionTowerConfig
from tiny_families import build_mini

LOOP = LoopConfig(
    num_images=24, batch_size=12, learning_rate=3e-3, warmup_images=1, ema_images=0, precision="no", log_images=12
)
VISION = VisionTowerConfig(image_px=32, patch_px=8, width=32, layers=1, heads=2, inner_width=64)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_mini(tmp_path_factory.mktemp("model") / "mini")


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> SceneSet:
    folder = tmp_path_factory.mktemp("scenes")
    pack = FigurePack()
    return build_scenes(
        lambda: Composer(pack, size=64, split="train", seed=0), folder, num_scenes=24, size=64, split="train"
    )


def make_trainer(model: Path, scenes: SceneSet, **changes: object) -> PictureTrainer:
    config = PictureTowerConfig(vision=VISION, width=16, loop=LOOP, **changes)  # type: ignore[arg-type]
    return PictureTrainer(
        config,
        load_tokenizer(model / "tokenizer"),
        CLIPTextModel.from_pretrained(model / "text_encoder", dtype=torch.float32),
        scenes=scenes,
        held_out=scenes,
        drawings=Drawings(FigurePack(), side=VISION.image_px),
    )


def test_it_learns_a_batch_and_leaves_the_words_alone(model: Path, scenes: SceneSet) -> None:
    trainer = make_trainer(model, scenes)
    words = {name: weight.clone() for name, weight in trainer.text.state_dict().items()}
    optimizer = make_optimizer(trainer, LOOP)
    batch = trainer.batch(0, 12)
    losses = []
    for _ in range(40):
        loss, figures = trainer(batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]
    assert {"name", "caption", "fact_count", "fact_style"} <= set(figures)
    for name, weight in trainer.text.state_dict().items():
        assert torch.equal(weight, words[name]), name


def test_batches_depend_on_their_number_only(model: Path, scenes: SceneSet) -> None:
    first, second = make_trainer(model, scenes), make_trainer(model, scenes)
    second.batch(3, 8)
    for name, value in first.batch(5, 8).items():
        assert torch.equal(value, second.batch(5, 8)[name]), name
    assert not torch.equal(first.batch(5, 8)["pictures"], first.batch(6, 8)["pictures"])


def test_things_held_out_are_in_no_batch_and_no_comparison(model: Path, scenes: SceneSet) -> None:
    trainer = make_trainer(model, scenes)
    hexagon = next(n for n, thing in enumerate(trainer.drawings.things) if thing.held_out)
    assert trainer.drawings.things[hexagon].names_en[0] == "hexagon"
    subjects = torch.cat([trainer.batch(index, 32)["subjects"] for index in range(4)])
    assert hexagon not in subjects
    assert (subjects != UNKNOWN).any()
    batch = trainer.batch(0, 8)
    before = float(trainer._name_loss(torch.ones(8, 16), batch).detach())
    with torch.no_grad():
        trainer.name_states[batch["names"][hexagon]] += 5.0  # type: ignore[index, operator]
    assert float(trainer._name_loss(torch.ones(8, 16), batch).detach()) == before


def test_another_thing_of_the_same_name_is_not_pushed_away(model: Path, scenes: SceneSet) -> None:
    trainer = make_trainer(model, scenes)
    batch = trainer.batch(0, 4)
    batch["subjects"] = torch.tensor([[0, UNKNOWN]] * 4)
    batch["names"][1] = batch["names"][0]  # the second thing is called as the first
    picture = unit(trainer.text_projection(trainer.name_states[batch["names"][:1]])).repeat(4, 1)  # type: ignore[index]
    trainer.name_scale.data.fill_(10.0)
    assert float(trainer._name_loss(picture.detach(), batch).detach()) < 0.5 < np.log(2)


def test_a_stopped_run_equals_an_uninterrupted_one(model: Path, scenes: SceneSet, tmp_path: Path) -> None:
    whole = make_trainer(model, scenes)
    figures = train(whole, LOOP, tmp_path / "whole")
    assert 0 <= figures["unseen_thing_en_top_1"] <= figures["unseen_thing_en_top_5"] <= 1
    assert {"caption_zh_recall_1", "caption_en_recall_5", "fact_ground"} <= set(figures)
    train(make_trainer(model, scenes), LOOP, tmp_path / "parts", time_limit_s=0)
    resumed = make_trainer(model, scenes)
    train(resumed, LOOP, tmp_path / "parts", resume=True)
    for name, weight in whole.vision.state_dict().items():
        assert torch.equal(weight, resumed.vision.state_dict()[name]), name
    assert list((tmp_path / "whole" / "samples").glob("*.txt"))
    card = (tmp_path / "whole" / "best" / "clip" / "README.md").read_text("utf-8")
    assert f"| {100 * figures['unseen_drawing_zh_top_1']:.1f}% |" in card


def test_what_it_exports_is_stock_small_and_read_back(model: Path, scenes: SceneSet, tmp_path: Path) -> None:
    trainer = make_trainer(model, scenes)
    trainer.export(tmp_path)
    folder = tmp_path / "clip"
    stock = CLIPVisionModelWithProjection.from_pretrained(folder)
    assert stock.dtype == torch.float32
    weights = sum(weight.numel() for weight in stock.parameters())
    assert (folder / "model.safetensors").stat().st_size < 1.2 * weights + 8000
    ours = PictureWords(folder, open_checkpoint(model), make_backend("torch", device="cpu", precision="float32"))
    image = Image.fromarray(scenes.image(0))
    place = ours.pictures([image])
    pixels = torch.from_numpy(np.asarray(image.resize((32, 32), Image.Resampling.BOX)).copy()).permute(2, 0, 1)
    pixels = pixels[None] / 127.5 - 1
    with torch.no_grad():
        both = [unit(stock(each).image_embeds) for each in (pixels, pixels.flip(-1))]
        exact = [unit(trainer.encode_pictures(each)) for each in (pixels, pixels.flip(-1))]
    assert torch.allclose(place, unit(both[0] + both[1]), atol=1e-5)
    assert float((place * unit(exact[0] + exact[1])).sum()) > 0.99
    texts = ["a red circle", "圆", "a red circle and a blue square under a yellow star"]
    cosine = (ours.texts(texts) * trainer.encode_texts(texts)).sum(-1)
    assert float(cosine.min()) > 0.99
    again = make_trainer(model, scenes, start_from=folder)
    assert torch.equal(again.vision.visual_projection.weight, stock.visual_projection.weight)


def test_a_tower_of_other_words_or_with_damaged_parts_is_refused(model: Path, scenes: SceneSet, tmp_path: Path) -> None:
    make_trainer(model, scenes).export(tmp_path)
    folder, backend = tmp_path / "clip", make_backend("torch", device="cpu", precision="float32")
    other = open_checkpoint(build_mini(tmp_path / "other", seed=5))
    with pytest.raises(CheckpointError, match="belongs to another text tower"):
        PictureWords(folder, other, backend)
    sound = (folder / SETTINGS_FILE).read_text("utf-8")
    (folder / SETTINGS_FILE).write_text(sound.replace('"name"', '"nome"'), "utf-8")
    with pytest.raises(CheckpointError, match="must give the scales"):
        PictureWords(folder, open_checkpoint(model), backend)
    (folder / SETTINGS_FILE).write_text(sound, "utf-8")
    content = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(content[:-100])
    with pytest.raises(CheckpointError, match="truncated"):
        PictureWords(folder, open_checkpoint(model), backend)
    (folder / "model.safetensors").write_bytes(content)
    (folder / PROJECTION_FILE).unlink()
    with pytest.raises(CheckpointError, match="missing"):
        PictureWords(folder, open_checkpoint(model), backend)


def test_drawings_are_laid_out_anew_and_still_show_their_figure() -> None:
    drawings = Drawings(FigurePack(), side=32)
    place = drawings.choose(np.random.default_rng(0), 1)[0]
    pictures = [drawings.picture(place, np.random.default_rng(seed)) for seed in range(6)]
    assert len({picture.tobytes() for picture in pictures}) == 6
    assert all(picture.shape == (32, 32, 3) and picture.std() > 3 for picture in pictures)
    same = drawings.picture(place, np.random.default_rng(3))
    assert np.array_equal(same, pictures[3])


def test_new_drawings_of_known_things_are_kept_back() -> None:
    things = things_of(FigurePack().entries)
    for thing in things:
        assert not set(thing.drawings) & set(thing.unseen)
        assert bool(thing.drawings) != thing.held_out
    assert sum(thing.held_out for thing in things) == 1


def test_facts_have_words_for_every_answer() -> None:
    phrases, answers = fact_phrases(), fact_phrases_keys()
    assert {question: tuple(each) for question, each in phrases.items()} == answers
    for each in phrases.values():
        assert all(said[language] for said in each.values() for language in ("en", "zh"))
    truth: dict[str, object] = {"ground": "gradient", "style": "flat", "count": 9}
    assert facts_shown(truth) == {"ground": "plain", "style": "flat"}
