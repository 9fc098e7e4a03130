"""Measure how many scenes a second one core composes: ``python benchmarks/composer.py [PACK]``.

Prints a line for each size: the first scenes, while pictures are being measured for the first time, and then the steady
rate. CPU time is counted, so that other work on the machine disturbs little.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from danqing.data.compose import SIZES_PX, Composer
from danqing.data.pack import Pack
from danqing.data.sprites import PackLike
from danqing.storage.home import packs_folder


def rates(pack: PackLike, size: int, num_scenes: int) -> tuple[float, float]:
    """Scenes a CPU second for the first ``num_scenes`` and for as many after them."""
    composer = Composer(pack, size=size)
    found = []
    for start in (0, num_scenes):
        began = time.process_time()
        for index in range(start, start + num_scenes):
            composer.scene(index)
        found.append(num_scenes / (time.process_time() - began))
    return found[0], found[1]


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", nargs="?", type=Path, default=packs_folder() / "open")
    parser.add_argument("--scenes", type=int, default=1500)
    arguments = parser.parse_args()
    pack = Pack.open(arguments.pack)
    print("| size | first scenes a second | steady scenes a second |\n|---|---|---|")
    for size in SIZES_PX:
        first, steady = rates(pack, size, arguments.scenes)
        print(f"| {size} px | {first:.0f} | {steady:.0f} |")


if __name__ == "__main__":
    main()
