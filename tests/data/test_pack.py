"""Packs: built from real little archives, split by concept, opened again, with ledger, arrays and clear errors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from danqing.core.errors import DataError, OutputError, RequestError
from danqing.data.build import BuildReport, make_pack
from danqing.data.pack import Pack
from danqing.data.sheet import show
from danqing.data.split import VAL_FRACTION, common_names, names_by_concept, split_of, splits_of
from danqing.data.types import Entry
from tiny_packages import BLUE_SQUARE, RED_BALL, iconify_archive, tiny_source, tiny_vocabulary

CORRUPT = '<path d="M0 0h8v8z" fill="red"'


def build(folder: Path, *, extra: dict[str, str] | None = None) -> BuildReport:
    """A pack of two tiny emoji sources in ``folder / "pack"``."""
    icons = {"cat-face": RED_BALL, "soccer-ball": BLUE_SQUARE, "flag-france": RED_BALL} | (extra or {})
    first = iconify_archive(folder / "first.tgz", icons)
    second = iconify_archive(folder / "second.tgz", {"t-rex": RED_BALL, "catface": BLUE_SQUARE})
    sources = [tiny_source(first, "first"), tiny_source(second, "second")]
    archives = [{"@iconify-json/tiny": path} for path in (first, second)]
    return make_pack(list(zip(sources, archives, strict=True)), tiny_vocabulary(folder), folder / "pack")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("packs")
    build(made)
    return made


def test_entries_tell_what_was_known(folder: Path) -> None:
    pack = Pack.open(folder / "pack")
    assert [entry.key for entry in pack.entries] == [
        "first/cat-face",
        "first/soccer-ball",
        "second/catface",
        "second/t-rex",
    ]
    cat, ball, other_cat, _ = pack.entries
    assert (cat.concept, cat.category, cat.licence, cat.style) == ("cat", "animal", "MIT", "flat")
    assert ball.names_zh[0] == "足球"
    assert (cat.concept, cat.split) == (other_cat.concept, other_cat.split)
    assert cat.words_from == {"en": "aliases + cldr", "zh": "aliases + cldr"}


def test_pictures_are_straight_alpha_at_full_size(folder: Path) -> None:
    pack = Pack.open(folder / "pack")
    for index in range(len(pack)):
        image = pack.image(index)
        assert image.shape == (256, 256, 4)
        assert image.dtype == np.uint8
        assert tuple(image[128, 128]) == ((255, 0, 0, 255) if index in (0, 3) else (0, 0, 255, 255))
        assert image[0, 0, 3] == 0
        drawn = image[..., 3] > 0
        assert image[drawn][:, 1].max() == 0  # no fringe of another colour
    with pytest.raises(IndexError):
        pack.image(4)


def test_the_array_holds_the_same_pictures_and_is_kept(folder: Path) -> None:
    pack = Pack.open(folder / "pack")
    array = pack.array(32)
    assert array.shape == (4, 32, 32, 4)
    assert array.dtype == np.uint8
    assert tuple(array[1, 16, 16]) == (0, 0, 255, 255)
    assert isinstance(pack.array(32), np.memmap)
    before = {path: path.stat().st_mtime_ns for path in (folder / "pack").glob("array-*")}
    Pack.open(folder / "pack").array(32)
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "pack").glob("array-*")}
    with pytest.raises(DataError, match="1 to 256"):
        pack.array(0)


def test_the_ledger_and_the_attribution_name_every_picture_and_source(folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "pack" / "ledger.jsonl").read_text("utf-8").splitlines()]
    assert [line["key"] for line in lines] == [entry.key for entry in Pack.open(folder / "pack").entries]
    assert {line["licence"] for line in lines} == {"MIT"}
    assert lines[0]["attribution"] == "first by somebody, MIT"
    text = (folder / "pack" / "ATTRIBUTION.md").read_text("utf-8")
    assert "**first** (2 pictures; @iconify-json/tiny 1.0.0): first by somebody, MIT" in text
    assert "Unicode CLDR" in text
    texts = {path.name: path.read_text("utf-8") for path in (folder / "pack" / "LICENSES").iterdir()}
    assert set(texts) == {"MIT.txt", "Unicode-3.0.txt"}
    assert "Copyright (c) first by somebody\nCopyright (c) second by somebody\n" in texts["MIT.txt"]


def test_corrupt_blank_and_dropped_pictures_are_counted_and_never_crash(tmp_path: Path) -> None:
    report = build(tmp_path, extra={"thinking-face": CORRUPT, "red-circle": "<g/>"})
    assert report.by_source == {"first": 2, "second": 2}
    assert report.dropped["first"] == {"flag": 1, "blank": 1, "corrupt": 1}
    assert json.loads((tmp_path / "pack" / "pack.json").read_text("utf-8"))["dropped"]["first"]["corrupt"] == 1


def test_a_pack_in_use_survives_one_rebuild_and_pictures_are_not_rendered_again(tmp_path: Path) -> None:
    build(tmp_path)
    opened = Pack.open(tmp_path / "pack")
    icons = {"t-rex": RED_BALL}
    path = iconify_archive(tmp_path / "third.tgz", icons)
    lines: list[str] = []
    sources = [(tiny_source(path, "third"), {"@iconify-json/tiny": path})]
    make_pack(sources, tiny_vocabulary(tmp_path), tmp_path / "pack", progress=lines.append)
    assert lines == ["third: 1 pictures named, 0 left out, 0 rendered"]
    assert tuple(opened.image(1)[128, 128]) == (0, 0, 255, 255)  # still the old pack's second picture
    assert [entry.key for entry in Pack.open(tmp_path / "pack").entries] == ["third/t-rex"]


def test_the_same_packages_make_the_same_pack(tmp_path: Path) -> None:
    ids = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        build(tmp_path / name)
        ids.append(json.loads((tmp_path / name / "pack" / "pack.json").read_text("utf-8"))["id"])
    assert ids[0] == ids[1]


def test_no_pack_and_a_broken_pack_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="danqing data build"):
        Pack.open(tmp_path)
    build(tmp_path)
    shard = next((tmp_path / "pack").glob("pictures-*"))
    shard.write_bytes(shard.read_bytes()[:100])
    with pytest.raises(DataError, match="is broken"):
        Pack.open(tmp_path / "pack")
    (tmp_path / "pack" / "pack.json").write_text('{"format": 99}')
    with pytest.raises(DataError, match="another format"):
        Pack.open(tmp_path / "pack")


@pytest.mark.parametrize("broken", ["{", "[]", "null", '{"format": 1}', '{"shards": 3}'])
def test_a_broken_pack_can_be_built_again_as_its_reader_says(broken: str, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.json").write_text(broken)
    with pytest.raises(DataError, match="build it again"):
        Pack.open(tmp_path / "pack")
    build(tmp_path)
    assert len(Pack.open(tmp_path / "pack")) == 4


def test_the_hash_holds_out_about_its_fraction() -> None:
    concepts = [f"thing {number}" for number in range(5000)]
    share = sum(split_of(concept) == "val" for concept in concepts) / len(concepts)
    assert abs(share - VAL_FRACTION) < 4 * (VAL_FRACTION * (1 - VAL_FRACTION) / len(concepts)) ** 0.5


def _entry(concept: str, *names: str, zh: str = "") -> Entry:
    return Entry(
        key=f"s/{concept}",
        source="s",
        style="flat",
        concept=concept,
        names_en=(concept, *names),
        names_zh=(zh,) if zh else (),
        words_from={},
        category="other",
        package="p",
        version="1",
        licence="MIT",
        attribution="",
        split="train",
    )


def test_concepts_that_share_a_name_go_to_one_side_and_common_things_are_never_held_out() -> None:
    pairs = [(_entry(f"odd {n}", f"thing {n}"), _entry(f"thing {n}", zh=f"物{n}")) for n in range(400)]
    chained = [_entry(f"rare {n}", zh=f"物{n}") for n in range(400)]
    common = [_entry(name) for name in sorted(common_names())]
    near = [_entry(f"my {name}", name) for name in sorted(common_names())]
    entries = [each for pair in pairs for each in pair] + chained + common + near
    splits = splits_of(entries)
    assert splits == splits_of(reversed(entries))
    assert {splits[entry.concept] for entry in common + near} == {"train"}
    held = {n for n in range(400) if splits[f"odd {n}"] == "val"}
    assert 3 < len(held) < 40
    for n in range(400):
        assert splits[f"odd {n}"] == splits[f"thing {n}"] == splits[f"rare {n}"]
    names = names_by_concept(entries)
    sides = {side: set().union(*(names[c] for c in splits if splits[c] == side)) for side in ("train", "val")}
    assert not sides["train"] & sides["val"]


def test_a_contact_sheet_shows_what_matches(folder: Path, tmp_path: Path) -> None:
    from PIL import Image

    report = show(folder / "pack", tmp_path / "sheet.png", find="猫", columns=2, side_px=64)
    assert (report.pictures, report.matching) == (2, 2)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width == 2 * 72
        assert sheet.getpixel((36, 36)) == (255, 0, 0)
    with pytest.raises(OutputError, match="exists already"):
        show(folder / "pack", tmp_path / "sheet.png")
    with pytest.raises(RequestError, match="No picture"):
        show(folder / "pack", tmp_path / "other.png", find="no such thing")
    with pytest.raises(RequestError, match="columns"):
        show(folder / "pack", tmp_path / "other.png", columns=0)
