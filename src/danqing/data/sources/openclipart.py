"""The Open Clip Art Library as Debian ships it: drawings that their authors put into the public domain."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from danqing.data.categories import category_of_words
from danqing.data.sources.base import Archive, Package, RawPicture, Source

_ROOT = "usr/share/openclipart/svg/"
_PUBLIC_DOMAIN = re.compile(r'license[^>]*resource="https?://(web\.resource\.org/cc/PublicDomain|'
                            r'creativecommons\.org/licenses/publicdomain/?)"', re.IGNORECASE)  # fmt: skip
_DROPPED_FOLDERS = re.compile(
    r"^(computer/(icons|buttons|folders|diagrams|network)|shapes|signs_and_symbols/(?!weather|money|awards)|special|"
    r"signs_and_symbols$|recreation/(games|religion)|transportation/(roadsigns|boating)|people/(stickmen|clothing/pantyhose|smilies)|"
    r"logos|buttons|unsorted/duplicates|geography$|decorations|computer$)"
)
_UNFIT = re.compile(
    r"stripper|nude|naked|sexy|lingerie|pantyhose|bullet|corpse|dead\b|\bgun|rifle|grenade|hitler|nazi|drug|cannabis"
)
_ONE_INK = re.compile(
    r"\bb ?w\b|\bb and w\b|bianco e nero|contour|contorno|outline|line ?art|lineart|black and white|coloring"
)
# A keyword may name a picture whose title says nothing, if it is of the kind that the folder holds.
_KIND_OF_FOLDER = {
    "animals": "animal",
    "buildings": "building",
    "food": "food",
    "plants": "plant",
    "transportation": "vehicle",
    "people": "person",
    "tools": "tool",
}
_FILING = re.compile(
    r"^(animal|food|fruit|plant|building|person|people|tool|vehicle|insect|bug|drink|vegetable|meat)s?$"
)
_OTHER_LANGUAGES = {
    "gatto": "cat", "gatta": "cat", "gattina": "cat", "cane": "dog", "cavallo": "horse", "cigno": "swan",
    "farfalla": "butterfly", "tigre": "tiger", "leone": "lion", "coccinella": "ladybug", "coccinelle": "ladybug",
    "abeille": "bee", "ape": "bee", "aquila": "eagle", "gallo": "rooster", "pollo": "chicken", "gufo": "owl",
    "tacchino": "turkey", "gabbiano": "seagull", "uccello": "bird", "libellula": "dragonfly", "libellule": "dragonfly",
    "lumaca": "snail", "formica": "ant", "pesce": "fish", "orso": "bear", "fiore": "flower", "albero": "tree",
    "casa": "house", "mela": "apple", "coniglio": "rabbit", "topo": "mouse", "rana": "frog", "elefante": "elephant",
    "papillon": "butterfly", "chat": "cat", "chien": "dog", "poisson": "fish", "oiseau": "bird", "fleur": "flower",
    "lupo": "wolf", "volpe": "fox", "mucca": "cow", "maiale": "pig", "pecora": "sheep", "delfino": "dolphin",
    "squalo": "shark", "cervo": "deer", "scimmia": "monkey", "serpente": "snake", "tartaruga": "turtle",
}  # fmt: skip
_IDLE = frozenset(("new", "my", "generic", "basic", "simple", "stylized", "icon", "etiquette", "icons"))
_MAX_BYTES = 400_000


@dataclass(frozen=True, kw_only=True)
class OpenClipart(Source):
    """SVG files with a title, keywords, an author and a licence tag each."""

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield the files tagged as public domain that show things; doublets only once."""
        seen: set[bytes] = set()
        for path, content in sorted(Archive(archives[self.packages[0].name]).members(".svg")):
            inside = PurePosixPath(path.removeprefix(_ROOT))
            text = content.decode("utf-8", "replace")
            title, keywords, author = _metadata(text)
            own_name = inside.stem if title.startswith("Clipart by") or not title else title
            name = _plain(own_name)
            if not _PUBLIC_DOMAIN.search(text):
                dropped["not tagged as public domain"] += 1
            elif _DROPPED_FOLDERS.search(str(inside.parent)):
                dropped["sign, shape, theme, card or user interface"] += 1
            elif _UNFIT.search(f"{inside.stem} {name} {' '.join(keywords)}".lower()):
                dropped["unfit"] += 1
            elif len(content) > _MAX_BYTES:
                dropped["too complex"] += 1
            elif _drawing(content) in seen:
                dropped["doublet"] += 1
            else:
                seen.add(_drawing(content))
                kind = _KIND_OF_FOLDER.get(inside.parts[0])
                named = (word for word in keywords if category_of_words(word) == kind and not _FILING.search(word))
                yield RawPicture(
                    name=str(inside.with_suffix("")),
                    content=content,
                    kind="svg",
                    titles_en=(_ONE_INK.sub(" ", name), *named),
                    keywords=(*keywords, *inside.parent.parts),
                    attribution=f"{author or 'unknown author'}, Open Clip Art Library, public domain",
                    style="mono" if _ONE_INK.search(f"{inside.stem.replace('_', ' ')} {name}".lower()) else None,
                )


def _metadata(text: str) -> tuple[str, tuple[str, ...], str]:
    """Title, keywords and author from the RDF block, each "" or () if it has none."""
    block = text[text.find("<metadata") : text.find("</metadata")]
    titles = re.findall(r"<dc:title[^>]*>([^<]*)", block)
    creator = re.search(r"<dc:creator>.*?<dc:title[^>]*>([^<]*)", block, re.DOTALL)
    keywords = tuple(word.strip().lower() for word in re.findall(r"<rdf:li>([^<]*)", block) if word.strip())
    return (titles[0].strip() if titles else ""), keywords, (creator[1].strip() if creator else "")


def _plain(name: str) -> str:
    """Words in English as far as we can, without numbers: 'Gattina_Cat 01' → 'cat cat'."""
    words = re.sub(r"[_\d.-]+", " ", html.unescape(name)).lower().split()
    return " ".join(_OTHER_LANGUAGES.get(word, word) for word in words if word not in _IDLE)


def _drawing(content: bytes) -> bytes:
    """What is drawn, without the metadata in which copies differ."""
    return re.sub(rb"<metadata.*?</metadata>|<!--.*?-->|\s+", b"", content, flags=re.DOTALL)


OPENCLIPART = OpenClipart(
    name="openclipart",
    title="Open Clip Art Library, public-domain drawings",
    style="clipart",
    packages=(
        Package(
            client="apt",
            name="openclipart-svg",
            version="1:0.18+dfsg-19",
            sha256="989712d90d57dfa3230049f553bb43b76c30ee4d4b8c5f6e106e33f7db5cbdc5",
        ),
    ),
    licence="public-domain",
    attribution="Open Clip Art Library and the authors named in the ledger, public domain, https://openclipart.org",
    max_name_words=4,
    cutouts_only=True,
)
