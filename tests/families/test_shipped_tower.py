"""The picture tower that comes with Danqing, where it does: small, stock, and it knows everyday drawings."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from transformers import CLIPVisionModelWithProjection

from danqing.backends.registry import make_backend
from danqing.data.draft_pack import shipped_pack
from danqing.data.everyday import everyday
from danqing.families.models import shipped_folder
from danqing.families.picture_words import NAME, SETTINGS_FILE
from danqing.provenance.intake import read_picture
from danqing.tasks.describing import open_describer

FOLDER = shipped_folder() / NAME

pytestmark = pytest.mark.skipif(not (FOLDER / SETTINGS_FILE).is_file(), reason="no picture tower is shipped yet")


def test_it_is_small_and_opens_in_the_stock_library() -> None:
    assert sum(each.stat().st_size for each in FOLDER.glob("*.safetensors")) <= 900_000
    stock = CLIPVisionModelWithProjection.from_pretrained(FOLDER)
    assert all(bool(weight.isfinite().all()) for weight in stock.parameters())


def test_everyday_drawings_are_among_the_first_captions() -> None:
    """Most drawings of things that are drawn often get their name within five guesses among some 500."""
    pack = shipped_pack()
    listed = [n for n, entry in enumerate(pack.entries) if everyday(entry).listed and everyday(entry).boost >= 2.5]
    assert len(listed) >= 20
    describer = open_describer(make_backend("torch", device="cpu", precision="float32"))
    found = 0
    for number in listed[:40]:
        sprite = Image.fromarray(np.asarray(pack.image(number)))
        picture = Image.new("RGB", sprite.size, "white")
        picture.paste(sprite, (0, 0), sprite)
        said = {each.subject for each in describer.describe(read_picture(picture)).captions}
        found += everyday(pack.entries[number]).names_en[0] in said
    assert found >= 0.5 * min(40, len(listed))
