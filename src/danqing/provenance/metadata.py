"""The manifest inside picture files, and the generation line that other tools read.

===========  ==========================================  ===========================================================
format       the manifest, as JSON                        the line that other tools read ("parameters")
===========  ==========================================  ===========================================================
PNG          ``iTXt`` chunk ``danqing``                   ``tEXt`` chunk ``parameters``, ``iTXt`` if it is not ASCII
GIF          comment, after ``danqing``                   none
MP4          tag ``comment``                              none
JPEG, WebP   XMP property ``danqing:manifest``            EXIF ``UserComment``, UTF-16
===========  ==========================================  ===========================================================

The line is the one that Stable Diffusion tools agree on: prompt, ``Negative prompt: …``, then
``Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512, Model: …``.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from danqing.core.errors import OutputError, PictureError
from danqing.provenance.manifest import dump_json

PNG_KEY = "danqing"
GIF_MARK = b"danqing "
XMP_NAMESPACE = "https://danqing.invalid/ns/1.0/"
MAX_SEGMENT_BYTES = 65_000  # a JPEG application segment holds 65,533 bytes with its header
MAX_MANIFEST_CHARACTERS = 16_000_000

_EXIF_IFD, _USER_COMMENT = 0x8769, 0x9286
_UNICODE_PREFIX = b"UNICODE\0"
_KNOWN_SAMPLERS = {
    "ddim": "DDIM",
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "heun": "Heun",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_sde": "DPM++ 2M SDE",
    "unipc": "UniPC",
}


def parameters_text(manifest: Mapping[str, Any]) -> str:
    """Write the manifest in the form that common readers such as ``sd-parsers`` understand.

    A prompt that itself says "Negative prompt:" would split the text in the wrong place, so a space goes before its
    colon here; the ``danqing`` manifest keeps the prompt as it was.
    """
    request, settings = manifest.get("request", {}), manifest.get("settings", {})
    hires = settings.get("hires", {})  # settings name the size of the first pass, as other tools do
    prompt, negative = (
        str(request.get(name, "")).replace("Negative prompt:", "Negative prompt :") for name in ("prompt", "negative")
    )
    sampler = settings.get("sampler", request.get("sampler"))
    model = manifest.get("model", {})
    facts = {
        "Steps": settings.get("steps", request.get("steps")),
        "Sampler": _KNOWN_SAMPLERS.get(str(sampler), sampler),
        "CFG scale": settings.get("guidance", request.get("guidance")),
        "Seed": request.get("seed"),
        "Size": f"{settings['width']}x{settings['height']}" if {"width", "height"} <= set(settings) else None,
        "Model hash": model["hash"][:10] if model.get("hash") else None,
        "Model": model.get("name"),
        "Style": request.get("style"),
        "Denoising strength": hires.get("strength"),
        "Hires upscale": hires.get("factor"),
        "Hires steps": hires.get("steps"),
        "Hires upscaler": hires.get("method"),
        "Picture": manifest.get("index"),
        "Version": "danqing {}".format(manifest.get("software", {}).get("version", "")),
    }
    lines = [prompt]
    if negative:
        lines.append(f"Negative prompt: {negative}")
    lines.append(", ".join(f"{name}: {_plain(value)}" for name, value in facts.items() if value is not None))
    return "\n".join(lines)


def png_info(manifest: Mapping[str, Any]) -> PngInfo:
    """The text chunks of a PNG."""
    info = PngInfo()
    text = _printable(parameters_text(manifest))
    if text.isascii():
        info.add_text("parameters", text)
    else:
        info.add_itxt("parameters", text)
    info.add_itxt(PNG_KEY, dump_json(manifest))
    return info


def exif_bytes(manifest: Mapping[str, Any]) -> bytes:
    """EXIF with the generation line as ``UserComment``, for JPEG and WebP.

    Raises:
        OutputError: the prompts are too long for the format.
    """
    exif = Image.Exif()
    comment = _UNICODE_PREFIX + _printable(parameters_text(manifest)).encode("utf-16-be")
    exif.get_ifd(_EXIF_IFD)[_USER_COMMENT] = comment
    return _fitting(exif.tobytes())


def xmp_packet(manifest: Mapping[str, Any]) -> bytes:
    """An XMP packet with the manifest, for JPEG and WebP.

    Raises:
        OutputError: the manifest is too long for the format.
    """
    text = escape(dump_json(manifest).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff"))  # XML has no such
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:danqing="{XMP_NAMESPACE}">'
        f"<danqing:manifest>{text}</danqing:manifest>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return _fitting(packet.encode())


def read_manifest(path: str | Path) -> dict[str, Any]:
    """Read the manifest that Danqing stored in a PNG, JPEG, WebP, GIF or MP4 file; pixels are not decoded.

    Raises:
        PictureError: there is no such file, it is not a picture, or it carries no (readable) manifest.
    """
    path = Path(path)
    if path.suffix.lower() == ".mp4" and path.is_file():
        return _read(_comment_in_video(path), path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                text = _manifest_text(image)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise PictureError(f"There is no picture file {path}.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise PictureError(f"{path} cannot be read as a picture.") from None
    return _read(text, path)


def _read(text: str | None, path: Path) -> dict[str, Any]:
    if text is None:
        raise PictureError(f"{path} carries no Danqing manifest; it was made elsewhere or its metadata was stripped.")
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        raise PictureError(f"The Danqing manifest in {path} is damaged.")
    return manifest


def _manifest_text(image: Image.Image) -> str | None:
    found = image.info.get(PNG_KEY)
    if found is None and isinstance(packet := image.info.get("xmp"), bytes):
        found = _text_in_xmp(packet)
    if found is None and isinstance(comment := image.info.get("comment"), bytes) and comment.startswith(GIF_MARK):
        found = comment.removeprefix(GIF_MARK).decode("utf-8", "replace")
    return found if isinstance(found, str) and len(found) <= MAX_MANIFEST_CHARACTERS else None


def _comment_in_video(path: Path) -> str | None:
    try:
        import av
    except ImportError:
        raise PictureError(f"{path} is read with PyAV; install it: pip install 'danqing[video]'") from None
    try:
        with av.open(str(path)) as container:
            text = container.metadata.get("comment")
    except (OSError, ValueError):
        raise PictureError(f"{path} cannot be read as a video.") from None
    return text if text and text.startswith("{") and len(text) <= MAX_MANIFEST_CHARACTERS else None


def _text_in_xmp(packet: bytes) -> str | None:
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:  # no XMP has them, entity bombs do
        return None
    try:
        root = ElementTree.fromstring(packet.rstrip(b"\0"))
    except ElementTree.ParseError:
        return None
    return root.findtext(f".//{{{XMP_NAMESPACE}}}manifest")


def _plain(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return json.dumps(text, ensure_ascii=False) if any(mark in text for mark in ",:\n") else text


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _fitting(segment: bytes) -> bytes:
    if len(segment) > MAX_SEGMENT_BYTES:
        raise OutputError("The prompts and settings are too long for this picture format; save it as .png instead.")
    return segment
