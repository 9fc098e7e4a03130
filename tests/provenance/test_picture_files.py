"""Pictures as files: format by suffix, manifest and generation line inside, nothing half-written."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from sd_parsers import ParserManager
from sd_parsers.data import PromptInfo

from danqing.core.errors import OutputError, PictureError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.provenance import metadata
from danqing.provenance.files import check_output, encode_picture, write_picture
from danqing.provenance.manifest import make_manifest
from danqing.provenance.metadata import parameters_text, read_manifest

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".PNG", ".JPG", ".WebP")
PROMPTS = (
    "an orange cat sitting on the grass",
    "一只坐在草地上的橘猫",
    "café, (naïve:1.3) 🐈‍⬛ 𠮷野家",
    "two\nlines, <b>&amp;</b> \"quoted\" 'x' \\ ]]> Negative prompt: trap",
)


_opened: list[Image.Image] = []  # sd-parsers caches by id(image), so opened pictures must not die and pass theirs on


def parse(path: Path) -> PromptInfo | None:
    """What another tool reads in the file."""
    with Image.open(path) as image:
        image.load()
        _opened.append(image)
    return ParserManager().parse(_opened[-1])


def make_picture(prompt: str = PROMPTS[1], negative: str = "模糊, 文字", mode: str = "RGB") -> Picture:
    request = Request(prompt=prompt, negative=negative, seed=7, count=4, style="flat")
    manifest = make_manifest(
        request,
        index=2,
        model={"name": "danqing-mini", "family": "sd", "hash": "0123456789" * 6 + "abcd"},
        settings={
            "prompt": prompt,
            "width": 16,
            "height": 24,
            "steps": 20,
            "sampler": "euler_ancestral",
            "guidance": 4.5,
        },
        duration_s=1.5,
    )
    image = Image.linear_gradient("L").resize((16, 24)).convert(mode)
    return Picture(image=image, manifest=manifest, writer=write_picture)


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_whole_request_survives_in_every_format(tmp_path: Path, suffix: str, prompt: str) -> None:
    picture = make_picture(prompt)
    path = picture.save(tmp_path / f"cat{suffix}")
    assert read_manifest(path) == picture.manifest
    stored = Request.from_json(json.dumps(read_manifest(path)["request"]))
    assert stored == Request(prompt=prompt, negative="模糊, 文字", seed=7, count=4, style="flat")
    with Image.open(path) as image:
        assert image.format == {"j": "JPEG", "p": "PNG", "w": "WEBP"}[suffix[1].lower()]
        assert image.size == (16, 24)


@pytest.mark.parametrize("prompt", PROMPTS[:3])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_other_tools_read_the_generation_line(tmp_path: Path, suffix: str, prompt: str) -> None:
    path = make_picture(prompt).save(tmp_path / f"cat{suffix}")
    found = parse(path)
    assert found is not None
    (sampler,) = found.samplers
    assert [each.value for each in sampler.prompts] == [prompt]
    assert [each.value for each in sampler.negative_prompts] == ["模糊, 文字"]
    assert sampler.name == "Euler a"
    assert sampler.model is not None
    assert (sampler.model.name, sampler.model.hash) == ("danqing-mini", "0123456789")
    assert sampler.parameters == {"cfg_scale": "4.5", "seed": "7", "steps": "20"}
    assert found.metadata["Size"] == "16x24"


def test_a_prompt_that_mimics_the_format_does_not_break_other_tools(tmp_path: Path) -> None:
    path = make_picture(PROMPTS[3], negative="").save(tmp_path / "trap.png")
    found = parse(path)
    assert found is not None
    assert found.samplers[0].negative_prompts == []
    assert "Negative prompt : trap" in found.samplers[0].prompts[0].value
    assert read_manifest(path)["request"]["prompt"] == PROMPTS[3]


@example("what XML cannot hold: \ufffe \uffff")
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip))
@settings(max_examples=40, deadline=None)
def test_any_prompt_comes_back_the_same(prompt: str) -> None:
    picture = make_picture(prompt, negative="")
    for file_format in ("PNG", "JPEG", "WEBP"):
        content = encode_picture(picture, file_format)
        with Image.open(BytesIO(content)) as image:
            assert json.loads(metadata._manifest_text(image) or "") == picture.manifest


def test_pixels_are_kept(tmp_path: Path) -> None:
    picture = make_picture()
    for suffix, tolerance in ((".png", 0), (".jpg", 3), (".webp", 8)):
        with Image.open(picture.save(tmp_path / f"a{suffix}")) as image:
            pairs = zip(image.convert("RGB").tobytes(), picture.image.tobytes(), strict=True)
            assert max(abs(ours - theirs) for ours, theirs in pairs) <= tolerance


def test_the_longest_prompts_fit_every_format(tmp_path: Path) -> None:
    for character in ("猫", "&", "𠮷"):
        picture = make_picture(character * 4000, negative=character * 4000)
        for suffix in (".png", ".jpg", ".webp"):
            assert read_manifest(picture.save(tmp_path / f"a{suffix}", force=True)) == picture.manifest


def test_a_manifest_too_long_for_jpeg_says_so_and_fits_png(tmp_path: Path) -> None:
    picture = make_picture()
    long = Picture(image=picture.image, manifest={**picture.manifest, "extra": "x" * 70_000}, writer=write_picture)
    with pytest.raises(OutputError, match=r"too long.*\.png"):
        long.save(tmp_path / "a.jpg")
    assert list(tmp_path.iterdir()) == []
    assert read_manifest(long.save(tmp_path / "a.png")) == long.manifest


def test_transparency_stays_or_is_refused(tmp_path: Path) -> None:
    picture = make_picture(mode="RGBA")
    picture.image.putalpha(100)
    with Image.open(picture.save(tmp_path / "a.webp")) as image, Image.open(picture.save(tmp_path / "a.png")) as other:
        assert image.mode == other.mode == "RGBA"
    with pytest.raises(OutputError, match="no transparency"):
        picture.save(tmp_path / "a.jpg")


@pytest.mark.parametrize("name", ["cat", "cat.gif", "cat.png.txt", ".png", "cat."])
def test_unknown_suffixes_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match=r"end the name in one of: \.png, \.jpg, \.jpeg, \.webp"):
        make_picture().save(tmp_path / name)
    with pytest.raises(OutputError, match="end the name"):
        check_output(tmp_path / name, force=True)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"precious")
    with pytest.raises(OutputError, match="exists already"):
        make_picture().save(path)
    with pytest.raises(OutputError, match="exists already"):
        check_output(path, force=False)
    assert path.read_bytes() == b"precious"
    check_output(path, force=True)
    assert path.read_bytes() == b"precious"
    assert read_manifest(make_picture().save(path, force=True))["index"] == 2
    assert [each.name for each in tmp_path.iterdir()] == ["cat.png"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("missing/cat.png", "does not exist"),
        ("file.txt/cat.png", "does not exist"),
        ("folder.png", "is a folder"),
        ("猫" * 100 + ".png", "too long"),
    ],
)
def test_bad_places_are_named_before_and_after(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "folder.png").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match=words):
        check_output(tmp_path / place, force=True)
    with pytest.raises(OutputError, match=words):
        make_picture().save(tmp_path / place, force=True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder that even root cannot write to")
def test_a_read_only_folder_is_named() -> None:
    for write in (lambda path: check_output(path, force=False), make_picture().save):
        with pytest.raises(OutputError, match="cannot be written to"):
            write(Path("/sys/kernel/cat.png"))


def test_odd_file_names_in_the_manifest_do_not_break_it(tmp_path: Path) -> None:
    picture = make_picture()
    odd = {**picture.manifest, "model": {"name": "mod\udcff"}}
    for suffix in (".png", ".jpg", ".webp"):
        path = write_picture(
            Picture(image=picture.image, manifest=odd, writer=write_picture), tmp_path / f"a{suffix}", False
        )
        assert read_manifest(path)["model"]["name"] == "mod\udcff"


def test_pictures_from_elsewhere_are_told_apart(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "plain.png")
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "cut.png").write_bytes(encode_picture(make_picture(), "PNG")[:20])
    for name, words in (
        ("plain.png", "carries no Danqing manifest"),
        ("text.png", "cannot be read as a picture"),
        ("cut.png", "cannot be read as a picture|carries no"),
        ("missing.png", "no picture file"),
        ("", "no picture file"),
    ):
        with pytest.raises(PictureError, match=words):
            read_manifest(tmp_path / name)


@pytest.mark.parametrize("text", ["{", "[1]", "3", "[" * 100_000])
def test_damaged_manifests_are_named(tmp_path: Path, text: str) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("danqing", text)
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png", pnginfo=info)
    with pytest.raises(PictureError, match="damaged"):
        read_manifest(tmp_path / "a.png")


def test_xml_bombs_in_xmp_are_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for name in ("a.jpg", "a.webp"):
        Image.new("RGB", (8, 8)).save(tmp_path / name, xmp=bomb)
        with pytest.raises(PictureError, match="carries no"):
            read_manifest(tmp_path / name)


def test_a_bare_manifest_still_gives_a_line() -> None:
    assert parameters_text({"request": {"prompt": "cat"}}).startswith("cat\n")


def test_a_manifest_must_be_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        make_manifest(Request(prompt="cat"), index=0, model={"name": "m"}, settings={"guidance": float("nan")})
