"""Where things belong: the grounds that suit them and what they do there."""

from __future__ import annotations

from dataclasses import dataclass

TABLE = """
# habitat | grounds and their weights | what it does | colours it is met in | tint
pet | lake 0.5, rain 0.4, grass 4, room 2.5, flowers 1, snow 1, beach 1, table 0.7, night 1, forest 0.7, \
  road 0.6, city 0.6, sunset 0.5, snow_mountains 0.4, \
  rainbow 0.4 | poses | black white orange grey brown | 0.85
farm | lake 0.5, rain 0.3, grass 4, flowers 1, mountains 1.2, road 0.7, snow 0.7, night 0.7, sunset 0.7, \
  forest 0.6, rainbow 0.4 | poses | black white orange grey brown | 0.85
wild | lake 0.8, rain 0.4, grass 3, forest 3, mountains 1.2, snow 1, desert 0.7, night 1, sunset 0.7, \
  snow_mountains 0.7, beach 0.5, flowers 0.6, rainbow 0.3 | poses | black white orange grey brown | 0.85
polar | snow 4, snow_mountains 2, sea 0.4, beach 0.7, night 0.8, grass 0.5 | poses | black white grey blue | 1
desert | desert 4, beach 0.7, mountains 0.6, sunset 0.8, night 0.5, table 0.4 |  |  | 1
beach | beach 4, underwater 1, grass 0.6, sea 0.3 |  |  | 1
bird | lake 0.4, sky 3, grass 1.5, forest 1, mountains 0.8, night 0.7, sea 0.7, sunset 0.7, snow 0.5, \
  flowers 0.5, rainbow 0.3 | flies |  | 1
waterbird | lake 2.5, rain 0.3, sea 2, grass 2.5, beach 0.8, flowers 0.6, snow 0.4 | poses |  | 1
flyer | lake 0.4, flowers 3, grass 2, sky 1.5, forest 0.8, rainbow 0.3 | flies |  | 1
bug | rain 0.3, grass 3, flowers 1.5, forest 1, table 0.6 |  |  | 1
fish | underwater 5, sea 0.5 | swims |  | 1
reef | underwater 5, beach 0.4 |  |  | 1
land | grass 3, forest 1, flowers 1, snow 0.5 | poses |  | 1
flower | rain 0.4, lake 0.4, grass 3, flowers 1, forest 0.7, mountains 0.7, table 0.7, snow 0.3, room 0.3 |  |  | 1
tree | lake 0.8, rain 0.4, grass 3, snow 1.5, mountains 1, snow_mountains 1, night 1, road 0.7, sunset 0.7, \
  rainbow 0.4, flowers 0.5 |  | green orange yellow red pink | 0.5
palm | beach 4, desert 1, sunset 1, grass 0.7 |  | green yellow orange | 0.5
pot | table 3, room 2, grass 0.5 |  |  | 1
leaf | grass 1.5, table 1, snow 0.5, road 0.6, forest 0.7 |  |  | 1
food | table 5, grass 1, room 0.7, beach 0.5, snow 0.25 |  |  | 0.5
drink | table 5, room 0.7, beach 0.7, grass 0.5, snow 0.25 |  |  | 0.5
table | table 4, room 1.5, grass 0.8, beach 0.5 |  |  | 1
room | room 4, grass 0.8, table 0.6, beach 0.5, sunset 0.3 |  |  | 1
toy | room 2.5, table 2, grass 1.5, beach 0.5, snow 0.5, space 0.4, city 0.5, road 0.4 |  |  | 1
ball | grass 4, room 1, beach 1.2, road 0.6, snow 0.4, table 0.6 |  |  | 1
object | rain 0.8, grass 1.5, room 1.5, table 1.2, beach 1.2, road 0.5, snow 0.5, city 0.5 |  |  | 1
car | rain 0.8, lake 0.3, road 4, city 2.5, snow_mountains 1.3, mountains 1.2, grass 1, desert 0.9, beach 0.8, \
  snow 0.8, night 0.7, sunset 0.7, forest 0.4, rainbow 0.3 |  |  | 1
train | grass 2, mountains 1.5, snow_mountains 1.2, snow 1, desert 0.7, city 0.7, night 0.6 |  |  | 1
boat | sea 6, beach 0.8 |  |  | 1
air | sky 4, night 0.8, mountains 0.8, snow_mountains 0.7, sea 0.7, city 0.6, grass 0.7, sunset 0.6, beach 0.5, \
  rainbow 0.3 | flies |  | 1
space | space 4, night 1.5, sky 1 | flies |  | 1
planet | space 4, night 1.5 | hangs |  | 1
sun | sky 4, grass 0.8, sea 0.8, beach 0.6, mountains 0.8 | hangs | yellow orange red | 0.2
moon | night 5 | hangs | yellow white orange blue | 0.25
star | night 4, space 2 | hangs | yellow white orange red blue | 0.5
cloud | sky 4, sea 0.7, mountains 0.8, grass 0.5 | hangs | white grey blue pink | 0.4
snow | snow 5, night 2, snow_mountains 1.5, forest 0.4 | poses | white blue pink | 0.25
building | lake 0.9, rain 0.5, grass 4, snow 1.3, mountains 1.3, snow_mountains 1, beach 1, night 1, forest 1, \
  sunset 0.8, flowers 0.7, road 0.8, city 0.6, rainbow 0.8, desert 0.4 |  |  | 1
furniture | room 5, grass 0.5 |  |  | 1
person | lake 0.6, rain 0.7, grass 2.5, room 1.5, beach 1.5, city 1.3, road 0.8, snow 1, forest 0.7, night 0.6, \
  mountains 0.6, sunset 0.6, flowers 0.7 |  |  | 1
none |  |  |  | 1
"""


@dataclass(frozen=True, kw_only=True)
class Habitat:
    """Grounds that suit a kind of thing.

    Args:
        grounds: key of ``grounds.GROUNDS`` → weight.
        aloft: it is in the air wherever there is sky.
        flies: it moves there, and captions may say so; the sun, the moon and the clouds only hang.
        poses: captions may say that it sits or stands somewhere.
        swims: captions may say that it swims under water.
        natural: the colours in which it is met; others are seldom given to it. Empty: any.
        tint: how readily it is given another colour; 1 is usual.
    """

    grounds: dict[str, float]
    aloft: bool
    flies: bool
    poses: bool
    swims: bool
    natural: tuple[str, ...]
    tint: float


def _habitat(grounds: str, does: str, natural: str, tint: str) -> Habitat:
    pairs = (pair.split() for pair in grounds.split(",") if pair.strip())
    return Habitat(
        grounds={key: float(weight) for key, weight in pairs},
        aloft="flies" in does or "hangs" in does,
        flies="flies" in does,
        poses="poses" in does,
        swims="swims" in does,
        natural=tuple(natural.split()),
        tint=float(tint),
    )


def _read(table: str) -> dict[str, Habitat]:
    rows = (line.split("|") for line in table.strip().splitlines() if not line.startswith("#"))
    return {cells[0].strip(): _habitat(*cells[1:]) for cells in rows}


HABITATS: dict[str, Habitat] = _read(TABLE)
