"""A page that shows a panorama in a browser: one file with picture and viewer in it, which asks nothing of the web.

The viewer is Pannellum (MIT), as its npm package builds it, in ``assets/viewer``.
"""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path

from danqing.core.picture import Picture
from danqing.provenance.files import encode_picture

VIEWER_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "viewer"
FLAT_HEIGHT_DEGREES = 60.0  # of a wide picture, as seen from its middle
WIDEST_DEGREES = 360.0

_PAGE = """\
<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
html, body, #panorama {{ height: 100%; margin: 0; background: #222; }}
</style>
</head>
<body>
<div id="panorama"></div>
<script>
{script}
</script>
<script>
const settings = {settings};
const bytes = Uint8Array.from(atob("{picture}"), (letter) => letter.charCodeAt(0));
const panorama = URL.createObjectURL(new Blob([bytes], {{ type: "image/png" }}));
pannellum.viewer("panorama", {{ ...settings, panorama }});
</script>
</body>
</html>
"""


def viewer_page(picture: Picture) -> str:
    """The page, in HTML.

    Args:
        picture: one whose task says ``projection`` ``"equirectangular"`` is shown all around, another as a wide strip.
    """
    title = str(picture.manifest.get("request", {}).get("prompt", "Panorama"))
    return _PAGE.format(
        title=html.escape(title),
        style=(VIEWER_FOLDER / "pannellum.css").read_text(encoding="utf-8"),
        script=(VIEWER_FOLDER / "pannellum.js").read_text(encoding="utf-8"),
        settings=json.dumps(viewer_settings(picture)),
        picture=base64.b64encode(encode_picture(picture, "PNG")).decode("ascii"),
    )


def viewer_settings(picture: Picture) -> dict[str, object]:
    """What the viewer is told, all but the picture: how many degrees it spans and how far one may turn."""
    settings: dict[str, object] = {
        "type": "equirectangular",
        "autoLoad": True,
        "ignoreGPanoXMP": True,
        "showFullscreenCtrl": True,
        "hfov": 90,
    }
    if picture.manifest.get("task", {}).get("projection") == "equirectangular":
        return settings
    across = min(WIDEST_DEGREES, FLAT_HEIGHT_DEGREES * picture.image.width / picture.image.height)
    down = across * picture.image.height / picture.image.width
    limits = {} if across == WIDEST_DEGREES else {"minYaw": -across / 2, "maxYaw": across / 2}
    return {
        **settings,
        "avoidShowingBackground": True,
        "haov": across,
        "vaov": down,
        "hfov": min(90.0, across),
        "minPitch": -down / 2,
        "maxPitch": down / 2,
        **limits,
    }
