"""Sources: archives read without unpacking, each kind's filters, and what the registry of sources promises."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from danqing.core.errors import DataError, UnknownNameError
from danqing.data.sources import SOURCES, Archive, Source, find_source
from danqing.data.sources.icon_park import ICON_PARK_SOURCES
from danqing.data.sources.icon_sets import ICON_SOURCES
from danqing.data.sources.openclipart import OPENCLIPART
from danqing.data.sources.tuxpaint import TUXPAINT
from danqing.data.styles import STYLES
from tiny_packages import BLUE_SQUARE, RED_BALL, iconify_archive, tiny_source, write_deb, write_tar

PUBLIC_DOMAIN = '<cc:license rdf:resource="http://web.resource.org/cc/PublicDomain"/>'


def test_an_npm_archive_gives_its_members_by_suffix(tmp_path: Path) -> None:
    write_tar(tmp_path / "a.tgz", {"package/a.json": b"1", "package/b.txt": b"2"})
    assert list(Archive(tmp_path / "a.tgz").members(".json")) == [("package/a.json", b"1")]
    with pytest.raises(DataError, match=r"holds no package/c\.json"):
        Archive(tmp_path / "a.tgz").read("package/c.json")


def test_a_debian_archive_gives_the_members_of_its_data_part(tmp_path: Path) -> None:
    write_deb(tmp_path / "a.deb", {"./usr/a.svg": b"<svg/>"})
    assert list(Archive(tmp_path / "a.deb").members()) == [("usr/a.svg", b"<svg/>")]


@pytest.mark.parametrize("keep", [0.2, 0.6])
def test_a_truncated_archive_is_one_clear_error(tmp_path: Path, keep: float) -> None:
    content = write_tar(tmp_path / "a.tgz", {"package/a.bin": bytes(range(256)) * 64})
    (tmp_path / "a.tgz").write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(DataError, match="delete it and fetch it again"):
        list(Archive(tmp_path / "a.tgz").members())


def test_a_truncated_debian_package_is_one_clear_error(tmp_path: Path) -> None:
    write_deb(tmp_path / "a.deb", {"./usr/a.svg": b"<svg/>"})
    (tmp_path / "a.deb").write_bytes((tmp_path / "a.deb").read_bytes()[:150])
    with pytest.raises(DataError, match="fetch it again"):
        list(Archive(tmp_path / "a.deb").members())


def test_iconify_icons_come_sorted_with_aliases_codes_and_without_hidden_ones(tmp_path: Path) -> None:
    path = iconify_archive(
        tmp_path / "a.tgz",
        {"soccer-ball": RED_BALL, "cat-face": BLUE_SQUARE},
        chars={"1f431": "cat-face"},
        aliases={"kitty": {"parent": "cat-face"}},
    )
    raws = list(tiny_source(path).read({"@iconify-json/tiny": path}, Counter()))
    assert [(raw.name, raw.codepoints, raw.titles_en) for raw in raws] == [
        ("cat-face", "1f431", ("cat face", "kitty")),
        ("soccer-ball", None, ("soccer ball",)),
    ]
    assert raws[0].content.startswith(b"<svg ")
    assert b'viewBox="0 0 32 32"' in raws[0].content


def test_icon_park_gives_chinese_titles_and_drops_signs_and_other_groups(tmp_path: Path) -> None:
    source = ICON_PARK_SOURCES[0]
    pictures, titles = (tmp_path / name for name in ("p.tgz", "t.tgz"))
    iconify_archive(
        pictures, dict.fromkeys(("apple-one", "seal", "disk-one", "thin", "add-one", "people-left"), RED_BALL)
    )
    rows = (
        *(("apple-one", "苹果", "Foods"), ("seal", "印章", "Others"), ("disk-one", "U盘", "Hardware")),
        *(("thin", "瘦身", "Health"), ("add-one", "加", "Edit"), ("people-left", "人左", "Peoples")),
    )
    listed = [dict(zip(("name", "title", "category"), row, strict=True)) for row in rows]
    write_tar(titles, {"package/icons.json": json.dumps(listed).encode()})
    dropped: Counter[str] = Counter()
    archives = {package.name: path for package, path in zip(source.packages, (pictures, titles), strict=True)}
    said = {(raw.titles_en, raw.titles_zh) for raw in source.read(archives, dropped)}
    assert said == {(("apple",), ("苹果",)), (("rubber stamp",), ("印章",)), (("usb stick",), ("U盘",))}
    assert dropped == {"group Edit": 1, "sign or user interface": 2}


def test_icon_sets_lose_filing_words_numbers_and_user_interface(tmp_path: Path) -> None:
    source = next(each for each in ICON_SOURCES if each.name == "streamline-plump-color")
    names = ("fruit-banana", "app-window", "desk-lamp-2", "desk-lamp-2-flat", "mouse")
    path = iconify_archive(tmp_path / "a.tgz", dict.fromkeys(names, RED_BALL))
    dropped: Counter[str] = Counter()
    titles = [raw.titles_en for raw in source.read({source.packages[0].name: path}, dropped)]
    assert titles == [("desk lamp",), ("banana",)]
    assert dropped == {"sign or user interface": 2, "a variant of another icon": 1}


def _clip(title: str, *, licence: str = PUBLIC_DOMAIN, drawing: str = "", keywords: tuple[str, ...] = ()) -> bytes:
    subjects = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords)
    return (
        f"<svg><metadata><dc:title>{title}</dc:title><dc:subject>{subjects}</dc:subject>{licence}<dc:creator><cc:Agent>"
        f"<dc:title>Ann</dc:title></cc:Agent></dc:creator></metadata>{drawing or title}</svg>"
    ).encode()


def test_openclipart_keeps_only_tagged_fit_things_once(tmp_path: Path) -> None:
    root = "./usr/share/openclipart/svg/"
    files = {
        "animals/gatto_01.svg": _clip("Gatto_Nero 01", drawing="cat", keywords=("animal", "cat")),
        "animals/copy.svg": _clip("Copy", drawing="cat"),
        "animals/untagged.svg": _clip("Dog", licence=""),
        "animals/gpl.svg": _clip(
            "Cow", licence='<cc:license rdf:resource="http://creativecommons.org/licenses/GPL/2.0/"/>'
        ),
        "people/stripper.svg": _clip("Stripper"),
        "signs_and_symbols/flags/x.svg": _clip("Flag of X"),
        "food/pear_bw.svg": _clip("Pear_bw"),
    }
    write_deb(tmp_path / "a.deb", {root + name: content for name, content in files.items()})
    dropped: Counter[str] = Counter()
    raws = list(OPENCLIPART.read({"openclipart-svg": tmp_path / "a.deb"}, dropped))
    # Paths are read in order, so "copy" comes first and its double, "gatto", is dropped.
    assert [(raw.name, raw.style) for raw in raws] == [("animals/copy", None), ("food/pear_bw", "mono")]
    assert dropped == {
        "doublet": 1,
        "not tagged as public domain": 2,
        "unfit": 1,
        "sign, shape, theme, card or user interface": 1,
    }
    assert raws[0].attribution == "Ann, Open Clip Art Library, public domain"


def test_openclipart_reads_titles_in_other_languages_and_fitting_keywords(tmp_path: Path) -> None:
    content = _clip("Cigno &amp; lago", keywords=("bird", "animal", "boat"))
    write_deb(tmp_path / "a.deb", {"./usr/share/openclipart/svg/animals/cigno.svg": content})
    (raw,) = OPENCLIPART.read({"openclipart-svg": tmp_path / "a.deb"}, Counter())
    assert raw.titles_en == ("swan & lago", "bird")


def test_tuxpaint_reads_both_languages_beside_each_stamp(tmp_path: Path) -> None:
    root = "./usr/share/tuxpaint/stamps/animals/birds/"
    text = "A duck.\nfr.utf8=Un canard.\nzh_CN.utf8=一只鸭子。\n".encode()
    write_deb(tmp_path / "a.deb", {f"{root}duck.png": b"png", f"{root}duck.txt": text, f"{root}owl.png": b"png"})
    dropped: Counter[str] = Counter()
    (raw,) = TUXPAINT.read({"tuxpaint-stamps-default": tmp_path / "a.deb"}, dropped)
    assert (raw.titles_en, raw.titles_zh, raw.kind) == (("A duck",), ("一只鸭子",), "raster")
    assert dropped == {"no name": 1}


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_every_source_is_pinned_styled_and_open(source: Source) -> None:
    assert source.style in STYLES
    assert source.packages
    assert source.attribution
    for package in source.packages:
        assert len(package.sha256) == 64
        assert set(package.sha256) <= set("0123456789abcdef")
    open_licences = {"Apache-2.0", "MIT", "CC-BY-3.0", "CC-BY-4.0", "public-domain"}
    assert (source.licence in open_licences) != source.opt_in


def test_an_unknown_source_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="noto"):
        find_source("nonsense")
