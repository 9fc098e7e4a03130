"""Drawn figures: a whole pack without packages."""

from __future__ import annotations

import numpy as np

from danqing.data.compose import Composer
from danqing.data.figures import FigurePack


def test_every_figure_has_a_picture_in_its_colour() -> None:
    pack = FigurePack()
    pictures = pack.array(64)
    assert pictures.shape == (len(pack.entries), 64, 64, 4)
    assert pictures.dtype == np.uint8
    assert len({entry.key for entry in pack.entries}) == len(pack.entries) == 48
    channels = {"red": 0, "green": 1, "blue": 2}
    for entry, picture in zip(pack.entries, pictures, strict=True):
        assert picture[32, 32, 3] == 255
        assert picture[0, 0, 3] == 0
        color = entry.key.split("/")[1].split("-")[0]
        if color in channels:
            assert picture[32, 32, :3].argmax() == channels[color]


def test_figures_differ_in_shape_not_only_in_name() -> None:
    pack = FigurePack()
    alphas = {
        entry.concept: picture[..., 3].tobytes()
        for entry, picture in zip(pack.entries, pack.array(64), strict=True)
        if entry.key.startswith("figures/red-")
    }
    assert len(set(alphas.values())) == len(alphas) == 8


def test_scenes_of_both_splits_are_composed_and_named_in_both_languages() -> None:
    concepts = {}
    for split in ("train", "val"):
        composer = Composer(FigurePack(), size=64, split=split)
        scenes = [composer.scene(index) for index in range(8)]
        assert all(scene.image.shape == (64, 64, 3) and all(scene.captions.values()) for scene in scenes)
        concepts[split] = {subject.concept for scene in scenes for subject in scene.truth.subjects}
    assert concepts["val"] == {"hexagon"}
    assert "hexagon" not in concepts["train"]
