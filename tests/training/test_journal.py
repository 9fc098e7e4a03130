"""The journal: torn lines are passed over, a rewound log counts nothing twice, curves show what was logged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from danqing.core.errors import FailureError
from danqing.training.journal import Journal, plot_curves


def test_lines_come_back_and_torn_ones_are_passed_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal.read() == []
    journal.write("train", 8, loss=0.5)
    journal.write("validate", 8, loss=0.25)
    for torn in (b'{"kind": "tr\n', b"\xff\xfe\n", b"null\n", b"[1]\n", b'{"images": 3}\n', b'{"kind": "train", "im'):
        with journal.path.open("ab") as stream:
            stream.write(torn)
    assert journal.read() == [
        {"kind": "train", "images": 8, "loss": 0.5},
        {"kind": "validate", "images": 8, "loss": 0.25},
    ]
    assert journal.last("train") == {"kind": "train", "images": 8, "loss": 0.5}
    assert journal.last("other") is None


def test_rewinding_keeps_what_the_checkpoint_knows(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for images in (8, 16, 24):
        journal.write("train", images, loss=1 / images)
    with journal.path.open("ab") as stream:
        stream.write(b'{"kind": "tr')
    journal.rewind(16)
    journal.write("train", 24, loss=2.0)
    assert [(line["images"], line["loss"]) for line in journal.read()] == [(8, 1 / 8), (16, 1 / 16), (24, 2.0)]
    journal.rewind(0)
    assert journal.path.read_text() == ""


def test_a_log_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.path.mkdir()
    with pytest.raises(FailureError, match=r"log\.jsonl could not be written"):
        journal.write("train", 8, loss=0.5)


def test_curves_share_a_frame_by_figure(tmp_path: Path) -> None:
    assert Journal(tmp_path).plot() is None
    one = plot_curves({"train loss": [(0, 1.0), (8, 0.5)]}, tmp_path / "one.png")
    both = plot_curves({"train loss": [(0, 1.0), (8, 0.5)], "validate loss": [(8, 0.7)]}, tmp_path / "both.png")
    two = plot_curves({"train loss": [(0, 1.0), (8, 0.5)], "train l1": [(0, 1.0)]}, tmp_path / "two.png")
    sizes = {}
    for path in (one, both, two):
        with Image.open(path) as image:
            sizes[path.stem] = image.size
    assert sizes["one"] == sizes["both"]
    assert sizes["two"][0] == 2 * sizes["one"][0]
    assert one.read_bytes() != both.read_bytes()
