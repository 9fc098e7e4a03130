"""Whether words are in Chinese or English, which the rules read, or in another language: its letters or words tell."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u306d\u306f-\u3096\u30a1-\u30fa]")  # less の, which stands in Chinese names too
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’]*’|«[^»]*»|„[^“]*“")
_WORD = re.compile(r"[^\W\d_]+")
# Phrases and names that English took over with their little words.
_TAKEN_OVER = re.compile(
    r"\b(?:pas de deux|fleurs? de lis|la la land|d[ií]a de (?:los )?muertos|cinco de mayo|un chien andalou"
    r"|vis[- ]à[- ]vis|les mis[eé]rables|der rosenkavalier|el ni[nñ]o|le mans|piña colada|au pair|jeu de paume"
    r"|con artist)\b",
    re.I,
)
# Words that hold sentences together and that English lacks: French, German, Spanish, Italian, Portuguese, Dutch.
_TELLING_TEXT = """
    un une des dans avec sur et sont chez aux ces cette ses trois petite
    ein eine einen einem einer dem und mit auf ist sind unter neben zwei drei für vor kein keine kleine kleiner
    unos unas una sobre bajo dos tres pequeño pequeña muy está están
    uno dello degli nel nella sul sulla sotto è sono piccolo piccola
    uma duas dois não são het een naast twee zijn
"""
# Those that stand in English phrases too ("café au lait", "El Salvador"), of which it takes two.
_LIKELY_TEXT = """
    le la les l de d du au en qui deux el los las lo con y del il che tre due der die das im am della da em com por est
"""
_ARTICLES = frozenset({"le", "les", "el", "il", "der"})
_ENGLISH_TEXT = """
    a an the of and with in on at under over by for to from is are no not without two three some many my his her its
    their into near beside behind between above below which who that this or as through around against before after
    poster card banner book cover film movie building flag map logo city street music food festival
"""
_TELLING, _LIKELY, _ENGLISH = (frozenset(each.split()) for each in (_TELLING_TEXT, _LIKELY_TEXT, _ENGLISH_TEXT))


def is_other_language(text: str) -> bool:
    """Whether words are mostly in a language other than Chinese and English; what stands in quotes aside.

    Letters tell: those that are neither Chinese nor Latin, and a few of Japanese kana. In Latin letters, words that
    hold sentences together tell, where English's own are fewer.
    """
    text = unicodedata.normalize("NFC", _QUOTED.sub(" ", text))
    letters = [each for each in text if each.isalpha()]
    known = sum(bool(_HAN.match(each)) or unicodedata.name(each, "").startswith("LATIN") for each in letters)
    if 2 * known < len(letters) or ((kana := len(_KANA.findall(text))) and 8 * kana >= len(letters)):
        return True
    if _HAN.search(text):
        return False
    written = _WORD.findall(_TAKEN_OVER.sub(" ", text))
    words = [each.lower() for each in written if not each.isupper()]  # the UN, a LED lamp
    telling = sum(each in _TELLING for each in words)
    likely = sum(each in _LIKELY for each in words)
    begins = len(words) > 1 and words[0] in _ARTICLES and written[1].islower()
    foreign = telling + likely if telling or likely > 1 or begins else 0
    return foreign > sum(each in _ENGLISH for each in words)
