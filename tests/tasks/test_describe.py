"""What a picture shows: the words of a real (tiny) tower, colours by pixels, prompts as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw
from transformers import CLIPTextModel, CLIPVisionModelWithProjection

from danqing.backends.registry import make_backend
from danqing.clip.contrastive import unit
from danqing.core.errors import CheckpointError, PictureError, RequestError
from danqing.data.telling import tellable_things
from danqing.families.checkpoint import open_checkpoint
from danqing.families.picture_words import PictureWords, squared
from danqing.provenance.intake import read_picture
from danqing.tasks.describe import SURE, Describer
from danqing.tasks.studio import Studio
from danqing.training.tokenizer import load_tokenizer
from tiny_clip import build_picture_tower


@pytest.fixture(scope="module")
def tower(tiny_models: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_picture_tower(tiny_models["mini"], tmp_path_factory.mktemp("clip") / "clip")


@pytest.fixture(scope="module")
def describer(tiny_models: dict[str, Path], tower: Path) -> Describer:
    backend = make_backend("torch", device="cpu", precision="float32")
    words = PictureWords(tower, open_checkpoint(tiny_models["mini"]), backend)
    return Describer(words, tellable_things()[:20])


def apple(size: tuple[int, int] = (64, 64)) -> Image.Image:
    image = Image.new("RGB", size, (200, 228, 248))
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill=(222, 36, 36))
    return image


@pytest.fixture
def sure_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """An untrained tower is sure of nothing."""
    monkeypatch.setitem(SURE, "name", 0.0)


@pytest.mark.usefixtures("sure_of_all")
def test_captions_come_in_both_languages_likeliest_first(describer: Describer) -> None:
    found = describer.describe(read_picture(apple()), 5)
    assert len(found.captions) == 5
    assert len({each.subject for each in found.captions}) == 5
    scores = [each.score for each in found.captions]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1
    for each in found.captions:
        thing = next(one for one in describer.things if one.names_en[0] == each.subject)
        assert thing.names_zh[0] in each.zh
    everything = describer.describe(read_picture(apple()), 20)
    assert sum(each.score for each in everything.captions) <= 1 + 1e-5


def test_what_is_not_sure_is_a_guess_after_what_is(describer: Describer) -> None:
    found = describer.describe(read_picture(apple()), 5)
    caption, *guesses = found.captions
    assert caption.subject == ""
    assert len(guesses) == 4
    assert all(each.subject and each.score < caption.score for each in guesses)
    assert describer.describe(read_picture(apple()), 1).captions == (caption,)
    assert "red thing" in caption.en
    assert "红色的东西" in caption.zh
    assert found.facts["color"][0] == "red"
    name, chance = found.facts["name"]
    assert name in {thing.names_en[0] for thing in describer.things}
    assert chance < SURE["name"]


@pytest.mark.usefixtures("sure_of_all")
def test_the_scores_are_those_of_the_stock_library(
    describer: Describer, tower: Path, tiny_models: dict[str, Path]
) -> None:
    stock = CLIPVisionModelWithProjection.from_pretrained(tower)
    text = CLIPTextModel.from_pretrained(tiny_models["mini"] / "text_encoder", dtype=torch.float32)
    tokenizer = load_tokenizer(tiny_models["mini"] / "tokenizer")
    image = Image.fromarray(np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8))
    pixels = torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1)[None] / 127.5 - 1
    from safetensors.torch import load_file

    projection = load_file(tower / "text_projection.safetensors")["weight"].float()
    with torch.no_grad():
        both = [unit(stock(each).image_embeds) for each in (pixels, pixels.flip(-1))]
        place = unit(both[0] + both[1])
        chances = []
        for language in ("names_zh", "names_en"):
            names = []
            for thing in describer.things:
                ids = tokenizer(list(getattr(thing, language)[:2]), padding=True, return_tensors="pt").input_ids
                names.append(unit(unit(text(ids).pooler_output @ projection.T).mean(0, keepdim=True)))
            chances.append((30.0 * place @ torch.cat(names).T).softmax(-1)[0])
    mean = (chances[0] + chances[1]) / 2
    best = describer.describe(read_picture(image), 1).captions[0]
    assert best.subject == describer.things[int(mean.argmax())].names_en[0]
    assert best.score <= float(mean.max()) + 1e-4


@pytest.mark.usefixtures("sure_of_all")
def test_facts_are_told_only_when_sure_and_colours_are_measured(describer: Describer) -> None:
    found = describer.describe(read_picture(apple()), 20)
    assert {"name", "ground", "style", "count"} <= set(found.facts)
    for caption in found.captions:
        assert "style" not in caption.en
        thing = next(one for one in describer.things if one.names_en[0] == caption.subject)
        silent = thing.fixed_color or thing.unsaid_color
        assert ("red" in caption.en.split()) != silent, caption.en
    if found.facts["ground"][0] == "plain":
        assert found.facts["backdrop"][0] == "light blue"


def test_a_picture_of_ours_tells_its_own_prompt_apart(
    describer: Describer, studios: dict[str, Studio], tmp_path: Path
) -> None:
    (picture,) = studios["mini"].generate("一只橘猫", seed=1, steps=1)
    picture.save(tmp_path / "cat.png")
    assert describer.describe(read_picture(tmp_path / "cat.png")).prompt == "一只橘猫"
    picture.image.save(tmp_path / "plain.png")
    assert describer.describe(read_picture(tmp_path / "plain.png")).prompt is None


def test_the_method_of_the_studio_reads_pictures_and_refuses_what_makes_no_sense(
    studios: dict[str, Studio], tower: Path, tmp_path: Path
) -> None:
    studio = studios["mini"]
    with pytest.raises(CheckpointError, match="belongs to another text tower"):
        studio.describe(apple(), clip=tower)  # that of danqing-mini is asked for
    with pytest.raises(CheckpointError, match="holds no picture tower"):
        studio.describe(apple(), clip=tmp_path)
    with pytest.raises(PictureError, match="no picture file"):
        studio.describe(tmp_path / "none.png", clip=tower)


@pytest.mark.parametrize("count", [0, 51, 2.5, True])
def test_numbers_of_captions_that_make_no_sense(describer: Describer, count: int) -> None:
    with pytest.raises(RequestError, match="from 1 to 50"):
        describer.describe(read_picture(apple()), count)


def test_pictures_of_other_shapes_are_filled_up_with_the_colour_of_their_edges() -> None:
    wide = squared(apple((90, 30)))
    assert wide.size == (90, 90)
    assert wide.getpixel((45, 2)) == wide.getpixel((2, 45)) == (200, 228, 248)
    assert squared(apple()).size == (64, 64)
