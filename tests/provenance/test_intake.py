"""Whatever people give as a picture comes out upright, in 8-bit sRGB, or is refused in one sentence."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from danqing.core.errors import PictureError
from danqing.core.picture import Picture
from danqing.provenance import intake
from danqing.provenance.files import write_picture
from danqing.provenance.intake import read_picture

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def quartered() -> Image.Image:
    """6 x 4 px: red on the left, blue on the right, a green row on top."""
    image = Image.new("RGB", (6, 4), RED)
    image.paste(BLUE, (3, 0, 6, 4))
    image.paste(GREEN, (0, 0, 6, 1))
    return image


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def test_a_plain_picture_stays_as_it_is(tmp_path: Path) -> None:
    source = read_picture(saved(tmp_path / "a.png", quartered()))
    assert source.image.tobytes() == quartered().tobytes()
    assert (source.name, source.alpha, source.notes, source.manifest) == ("a.png", None, (), None)
    assert source.facts() == {"role": "picture", "file": "a.png", "sha256": source.sha256, "width": 6, "height": 4}


def test_the_same_pixels_have_the_same_hash_however_they_come(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", quartered())
    hashes = {read_picture(each).sha256 for each in (path, str(path), path.read_bytes(), quartered())}
    hashes.add(read_picture(saved(tmp_path / "b.webp", quartered(), lossless=True)).sha256)
    assert len(hashes) == 1
    assert read_picture(quartered().transpose(Image.Transpose.ROTATE_180)).sha256 not in hashes


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_that_a_camera_turned_come_upright(tmp_path: Path, orientation: int) -> None:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quartered().transpose(turn[orientation]) if orientation > 1 else quartered()
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = read_picture(saved(tmp_path / "a.png", stored, exif=exif))
    assert source.image.tobytes() == quartered().tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "I;16", "LA", "RGBA", "LAB", "HSV", "RGBX"])
def test_every_mode_becomes_rgb_of_the_same_brightness(mode: str) -> None:
    white = Image.new("RGB", (4, 4), "white")
    if mode == "I;16":
        given = Image.fromarray(np.full((4, 4), 65_535, dtype=np.uint16))
    elif mode == "LAB":
        given = Image.merge("LAB", [Image.new("L", (4, 4), value) for value in (255, 128, 128)])
    else:
        given = white.convert("RGB").convert(mode)
    source = read_picture(given)
    assert source.pixels.mode == "RGB"
    assert np.asarray(source.image).min() >= 253


def test_sixteen_bits_are_scaled_and_not_cut_off(tmp_path: Path) -> None:
    values = np.array([[0, 257 * 100, 65_535]], dtype=np.uint16)
    source = read_picture(saved(tmp_path / "deep.png", Image.fromarray(values)))
    assert np.asarray(source.image)[0, :, 0].tolist() == [0, 100, 255]


def test_print_colours_are_turned_into_light(tmp_path: Path) -> None:
    source = read_picture(saved(tmp_path / "print.jpg", Image.new("CMYK", (16, 16), (0, 255, 255, 0)), quality=100))
    red, green, blue = np.asarray(source.image)[8, 8].tolist()
    assert red > 200
    assert max(green, blue) < 60


def test_transparency_is_kept_aside_and_laid_on_white() -> None:
    given = quartered().convert("RGBA")
    given.putpixel((0, 3), (9, 8, 7, 0))
    source = read_picture(given)
    assert source.alpha is not None
    assert (source.alpha.getpixel((0, 3)), source.alpha.getpixel((1, 3))) == (0, 255)
    assert source.image.getpixel((0, 3)) == (255, 255, 255)
    assert source.pixels.getpixel((0, 3)) == (9, 8, 7, 0), "what lies under it is not lost"


def test_a_transparent_colour_of_a_palette(tmp_path: Path) -> None:
    palette = quartered().quantize(4)
    at = palette.getpixel((0, 3))
    source = read_picture(saved(tmp_path / "a.png", palette, transparency=at))
    assert source.alpha is not None
    assert source.alpha.getpixel((0, 3)) == 0
    assert source.image.getpixel((5, 3)) == BLUE


def test_an_opaque_alpha_channel_is_none() -> None:
    assert read_picture(quartered().convert("RGBA")).alpha is None


def test_a_colour_profile_is_applied(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = read_picture(saved(tmp_path / "srgb.png", quartered(), icc_profile=srgb))
    assert plain.image.tobytes() == quartered().tobytes()
    wrong = read_picture(saved(tmp_path / "lab.png", quartered(), icc_profile=lab))
    broken = read_picture(saved(tmp_path / "broken.png", quartered(), icc_profile=b"nonsense"))
    for each in (wrong, broken):
        assert "colour profile" in each.notes[0]
        assert each.image.tobytes() == quartered().tobytes()


def test_of_several_frames_the_first_is_used_and_said(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    path = tmp_path / "film.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    source = read_picture(path)
    assert source.image.getpixel((4, 4)) == RED
    assert source.notes == ("film.gif has several frames; the first is used.",)


def test_a_very_large_picture_is_scaled_and_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(intake, "READ_PIXELS", 10_000)
    source = read_picture(saved(tmp_path / "large.png", Image.new("RGB", (400, 100), RED)))
    assert source.size == (200, 50)
    assert "200x50" in source.notes[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png_claiming(30_001, 10), "30,001 x 10 px"),
        (png_claiming(12_000, 12_000), "144 million pixels"),
        (png_claiming(29_000, 29_000), "million pixels"),
        (b"", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
        (b"just words", "not a picture"),
    ],
)
def test_what_is_too_large_or_no_picture_is_refused_before_decoding(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "odd.png"
    path.write_bytes(content)
    for given in (path, content):
        with pytest.raises(PictureError, match=words) as caught:
            read_picture(given)
        assert caught.value.exit_code == 2
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "tiff", "bmp"])
def test_a_file_cut_short_is_refused(tmp_path: Path, suffix: str) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8))
    whole = saved(tmp_path / f"a.{suffix}", noise).read_bytes()
    for share in (0.3, 0.7):
        with pytest.raises(PictureError, match=r"cut short|not a picture"):
            read_picture(whole[: int(len(whole) * share)])


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="There is no mask file"):
        read_picture(tmp_path / "none.png", what="mask")
    with pytest.raises(PictureError, match="is a folder"):
        read_picture(tmp_path)
    with pytest.raises(PictureError, match="not int"):
        read_picture(7)  # type: ignore[arg-type]
    with pytest.raises(PictureError, match="There is no"):
        read_picture("a\0b.png")


def test_a_picture_of_our_own_brings_its_manifest(tmp_path: Path) -> None:
    manifest = {"request": {"prompt": "a cat"}}
    picture = Picture(image=quartered(), manifest=manifest, writer=write_picture)
    saved_to = picture.save(tmp_path / "cat.png")
    for given in (picture, saved_to):
        source = read_picture(given)
        assert source.manifest == manifest
        assert source.image.tobytes() == quartered().tobytes()


def test_a_picture_given_is_not_changed() -> None:
    given = quartered().convert("RGBA")
    given.putalpha(7)
    before = given.tobytes()
    read_picture(given)
    assert given.tobytes() == before


def test_bytes_in_a_stream_of_another_format_than_the_suffix_says(tmp_path: Path) -> None:
    stream = io.BytesIO()
    quartered().save(stream, "WEBP", lossless=True)
    (tmp_path / "a.png").write_bytes(stream.getvalue())
    assert read_picture(tmp_path / "a.png").image.tobytes() == quartered().tobytes()
