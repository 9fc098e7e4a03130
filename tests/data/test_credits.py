"""Credits: counted from the entries, with each package's own licence text or the standard one, each text once."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from danqing.core.errors import DataError
from danqing.data.captions import CLDR
from danqing.data.credits import (
    Credit,
    credits_from_json,
    credits_json,
    pack_credits,
    picture_credits,
    read_credits,
    word_credits,
    wordnet_credit,
    write_credits,
)
from danqing.data.fetch import WORD_PACKAGES
from danqing.data.figures import FigurePack
from danqing.data.licences import own_text, standard_text, texts_of
from danqing.data.pack import Pack
from danqing.data.sources import SOURCES
from danqing.data.types import Entry
from tiny_packages import write_deb, write_tar

MIT = "MIT License\n\nCopyright (c) 2020 Somebody\n\nPermission is hereby granted"


def entry(source: str, number: int, **changes: str) -> Entry:
    plain = FigurePack().entries[0]
    return dataclasses.replace(plain, key=f"{source}/{number}", source=source, **changes)  # type: ignore[arg-type]


def test_sources_are_counted_and_speak_with_their_own_attribution(tmp_path: Path) -> None:
    entries = [
        entry("icon-park", 1, package="@iconify-json/icon-park", version="9.9", licence="Apache-2.0"),
        entry("mine", 1, package="mine", version="2", licence="MIT", attribution="Mine, copyright Me, MIT"),
        entry("icon-park", 2, package="@iconify-json/icon-park", version="9.9", licence="Apache-2.0"),
    ]
    titles = write_archive(tmp_path / "titles.tgz", {"package/LICENSE": "Apache, as ByteDance has it"})
    park, mine = picture_credits(entries, SOURCES, {"@icon-park/svg": titles})
    assert (park.name, park.pictures, park.attribution) == ("icon-park", 2, SOURCES["icon-park"].attribution)
    assert park.packages == ("@iconify-json/icon-park 9.9", "@icon-park/svg 1.4.2")  # the version that was drawn from
    assert park.text == "Apache, as ByteDance has it\n"
    assert (mine.pictures, mine.attribution, mine.packages, mine.text) == (
        1,
        "Mine, copyright Me, MIT",
        ("mine 2",),
        "",
    )


def test_every_word_list_is_credited_in_the_version_that_is_fetched() -> None:
    credited = {package for each in (*word_credits({}), wordnet_credit({})) for package in each.packages}
    assert credited == {f"{package.name} {package.version}" for package in WORD_PACKAGES}


@pytest.mark.parametrize("name", ["package/LICENSE", "package/license.md", "package/COPYING.txt"])
def test_a_package_speaks_for_itself(name: str, tmp_path: Path) -> None:
    files = {"package/docs/LICENSE": "of something inside", name: MIT + "  \r\n\r\n", "package/a.json": "{}"}
    assert own_text(write_archive(tmp_path / "a.tgz", files)) == MIT + "\n"


def test_a_debian_package_speaks_for_itself_and_others_bring_no_text(tmp_path: Path) -> None:
    write_deb(tmp_path / "a.deb", {"./usr/share/doc/clip-art/copyright": b"public domain"})
    assert own_text(tmp_path / "a.deb") == "public domain\n"
    assert own_text(write_archive(tmp_path / "a.tgz", {"package/package.json": '{"license": "MIT"}'})) == ""


def test_each_text_is_kept_once_and_names_the_holders() -> None:
    reworded = "\n\n".join(standard_text("Apache-2.0").upper().split("\n"))  # other only in spacing and case
    files, file_of = texts_of(
        [
            ("flat", "MIT", "Flat icons, copyright Icons8, MIT, https://a", ""),
            ("face", "MIT", "Faces, copyright Microsoft Corporation, MIT", ""),
            ("again", "MIT", "More faces, copyright Microsoft Corporation, MIT", ""),
            ("words", "MIT", "Words, copyright Somebody, MIT", MIT),
            ("others", "MIT", "Other words, copyright Somebody, MIT", MIT.replace("\n", "\n\n")),
            ("noto", "Apache-2.0", "Noto, copyright Google, Apache-2.0", reworded),
            ("old", "public-domain", "Old things, public domain", ""),
        ]
    )
    assert sorted(files) == ["Apache-2.0.txt", "MIT-words.txt", "MIT.txt"]
    assert file_of["others"] == file_of["words"] == "MIT-words.txt"
    assert (file_of["noto"], files["Apache-2.0.txt"]) == ("Apache-2.0.txt", standard_text("Apache-2.0"))
    assert "old" not in file_of
    assert "\n\nCopyright (c) Icons8\nCopyright (c) Microsoft Corporation\n\n" in files["MIT.txt"]
    assert "<" not in files["MIT.txt"]


def test_every_licence_of_every_source_has_a_text() -> None:
    licences = {source.licence for source in SOURCES.values()} | {"Unicode-3.0", "WordNet"}
    assert {name for name in licences if not standard_text(name)} == {"public-domain"}
    assert standard_text("CC-BY-4.0").startswith("Creative Commons Attribution 4.0 International")


def test_what_is_written_lists_all_and_links_texts_that_are_there(tmp_path: Path) -> None:
    pictures = Credit(
        name="noto", kind="pictures", packages=("noto 1",), licence="Apache-2.0", attribution="Noto", pictures=1200
    )
    credits = [pictures, *word_credits({}), wordnet_credit({})]
    (tmp_path / "LICENSES").mkdir()
    (tmp_path / "LICENSES" / "GPL.txt").write_text("of an older pack")
    write_credits(tmp_path, credits, about="About this.")
    text = (tmp_path / "ATTRIBUTION.md").read_text("utf-8")
    assert text.startswith("# Attribution\n\nAbout this.\n\nPictures:\n\n- **noto** (1,200 pictures; noto 1): Noto")
    assert "registered tradename of Princeton University" in text
    assert "Teacher" not in text
    linked = set(re.findall(r"\(LICENSES/([^)]+)\)", text))
    assert linked == {path.name for path in (tmp_path / "LICENSES").iterdir()}
    assert linked == {"Apache-2.0.txt", "MIT.txt", "Unicode-3.0.txt", "WordNet.txt"}


def test_credits_survive_json(tmp_path: Path) -> None:
    credits = [*word_credits({}), wordnet_credit({})]
    assert credits_from_json(json.loads(json.dumps(credits_json(credits)))) == credits
    (tmp_path / "credits.json").write_text('[{"name": 3}]')
    with pytest.raises(DataError, match="build the pack again"):
        read_credits(tmp_path / "credits.json")


def test_a_pack_that_noted_nothing_is_credited_from_its_pictures(tmp_path: Path) -> None:
    entries = [entry("twemoji", 1, licence="CC-BY-4.0", package="@iconify-json/twemoji", version="1.2.5")]
    write_archive(tmp_path / CLDR.file_name, {"package/LICENSE": "Unicode's own"})
    pack = Pack(tmp_path, entries, [0, 1], {})
    found = pack_credits(pack, tmp_path)
    assert [(each.name, each.pictures) for each in found] == [("twemoji", 1), ("cldr", 0), ("emojibase", 0)]
    assert [each.text for each in found] == ["", "Unicode's own\n", ""]
    (tmp_path / "credits.json").write_text(json.dumps(credits_json(found[:1])))
    assert pack_credits(pack, tmp_path) == found[:1]


def test_drawn_figures_are_our_own() -> None:
    (found,) = pack_credits(FigurePack())
    assert (found.name, found.licence, found.attribution) == ("figures", "Apache-2.0", "The Danqing authors")
    assert found.pictures == len(FigurePack().entries)


def write_archive(path: Path, files: dict[str, str]) -> Path:
    write_tar(path, {name: text.encode() for name, text in files.items()})
    return path
