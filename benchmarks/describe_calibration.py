"""How often ``danqing describe`` is right, by how sure it is: ``python -m benchmarks.describe_calibration``.

New scenes are composed from the built pack, of drawings that the picture tower learned from and of held-out drawings of
things that it has never seen; colours are measured and need no probability. The figures check ``SURE`` in
``tasks/describe.py``.
"""

from __future__ import annotations

import argparse

import numpy as np
from PIL import Image

from danqing.backends.registry import make_backend
from danqing.data.compose import Composer
from danqing.data.fact_phrases import facts_shown
from danqing.data.pack import Pack
from danqing.data.types import Split
from danqing.provenance.intake import read_picture
from danqing.storage.home import packs_folder
from danqing.tasks.describing import open_describer

LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SEED = 31415926  # of scenes that no training has drawn; SURE was chosen on those of 987654


def main() -> None:
    """Print, for each question and level, the share that is told and the share of it that is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=500)
    number = parser.parse_args().scenes
    describer = open_describer(make_backend("torch", precision="float32"))
    pack = Pack.open(packs_folder() / "open")
    splits: dict[str, Split] = {"learned drawings": "train", "things never seen": "val"}
    for title, split in splits.items():
        composer = Composer(pack, size=128, split=split, seed=SEED)
        found: dict[str, list[tuple[float, bool]]] = {}
        for index in range(number):
            scene = composer.scene(index)
            truth = scene.truth
            shown = facts_shown({"ground": truth.ground, "style": truth.style, "count": truth.count})
            shown["name"] = truth.subjects[0].name_en
            facts = describer.describe(read_picture(Image.fromarray(scene.image)), 1).facts
            for question, answer in shown.items():
                found.setdefault(question, []).append((facts[question][1], facts[question][0] == answer))
        print(f"{title}, {number} scenes: told, of those right")
        for question, rows in found.items():
            sure, right = (np.array(each) for each in zip(*rows, strict=True))
            told = [(level, sure >= level) for level in LEVELS]
            cells = [f"{level:g}: {each.mean():.0%} {right[each].mean():.0%}" for level, each in told if each.any()]
            print(f"  {question:7} {'  '.join(cells)}")


if __name__ == "__main__":
    main()
