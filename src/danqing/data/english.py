"""English words with their parts of speech, and what their nouns are: a table made of WordNet."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

FILE = "english_words.tsv.gz"  # made by danqing.data.english_words


@cache
def english_words() -> dict[str, str]:
    """Each word, and each name of two words, in lower case → its code.

    A code holds the parts of speech, the likeliest first (``n`` noun, ``v`` verb, ``a`` adjective, ``r`` adverb), then
    after a colon the classes of the noun: ``a`` animal, ``o`` artifact, ``b`` body, ``f`` food, ``g`` group, ``L``
    location, ``n`` natural object, ``p`` person, ``w`` phenomenon, ``l`` plant, ``s`` substance, ``t`` time, ``h``
    shape, ``x`` all else; then ``W`` open country, ``R`` room or building, ``C`` clothing, ``K`` container, ``U``
    furniture.
    """
    content = resources.files("danqing.data").joinpath(FILE).read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(content).decode().splitlines())
    return {word: code for code, words in rows for word in words.split(",")}
