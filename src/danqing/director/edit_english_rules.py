"""What a clause of an English instruction asks, by the kinds of its chunks.

A clause is a string of letters, one for each chunk (see :mod:`danqing.director.edit_english_lexicon`): things are
``N`` (the, my), ``i`` (a, some, two), ``o`` (bare), ``q`` (it, them) and ``c`` (the picture). A rule is a pattern over
such strings, and what it makes of the chunks; the first that fits to the clause's end is taken.
"""

from __future__ import annotations

import re

from danqing.director.edit_english_additions import (
    absent,
    added_by_owner,
    added_new,
    both_sides,
    dressed,
    given,
    held,
    lacked,
    lacking,
    lost,
    missed,
    more_of,
    put_definite,
    stood,
    worn,
)
from danqing.director.edit_english_changes import (
    adjusted,
    adjusted_by_adjective,
    adjusted_by_verb,
    bare_move,
    colored_ones,
    colored_thing,
    complained,
    dropped_quantity,
    flipped,
    made_so,
    moved,
    moved_or_added,
    not_enough,
    quantity,
    recolored,
    resized,
    resized_new,
    suited,
    turned_around,
    upside_down,
    wished_quantity,
    without,
)
from danqing.director.edit_english_clause import Builder, Clause
from danqing.director.edit_english_grounds import (
    adjusted_ground,
    cancelled,
    color_behind,
    ground_instead,
    ground_there,
    kept,
    kept_and,
    kept_before,
    kept_on,
    nothing,
    of_this,
    on_color,
    pointed_out,
    recolored_ground,
    removed_ground,
    replaced_ground,
    said_too,
    same,
    same_again,
    set_in,
    stays,
    styled,
    told,
    turned_time,
)
from danqing.director.edit_english_moved import moved_beside, put_all_on, put_between, put_down, stood_beside
from danqing.director.edit_english_things import (
    disliked,
    dropped,
    expected,
    forbidden,
    goes,
    in_its_place,
    not_that,
    preferred,
    rather,
    removed,
    removed_topic,
    replaced,
    shown,
    wanted,
)
from danqing.director.edit_english_tokens import Chunk
from danqing.director.edit_types import Add, Operation
from danqing.director.edit_words import PRONOUNS, Read, Vocabulary

_THING = "[Nioq]"


_LIST = "[Nioqc](?:(?:,&|,|&)[Nioq])*"


_NEW = "[io](?:(?:,&|,|&)[io])*"


_BE = "(?:M?b*|M|ME|E|B|Mb*B)v?"


_TAIL = "(?:TU|M[bE]?[?oJvU!]+|I|F[Nioqec]|e|P|v|X[Nioqc])?(?=[.,&:~]|$)"


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    expanded = pattern
    for name, meaning in (("LIST", _LIST), ("NEW", _NEW), ("BE", _BE), ("THING", _THING)):
        expanded = expanded.replace(f"<{name}>", f"(?:{meaning})")
    return re.compile(f"(?:{expanded}){_TAIL}"), build


RULES: list[tuple[re.Pattern[str], Builder]] = [
    # style
    _rule("[tDpmMfya?U]*(?P<what>[cqN])?(?:M|b|H)*(?P<like>Y)[PT]?(?P<style>[Nio])", styled),
    _rule("[tDpmMxyaU]*(?P<what>[cq])?(?:M|b|T|P|F|W)*(?P<style>[io])", styled),
    # the background
    _rule("[txpyDam]?K(?:BE)?(?:[TWF:,]|b|M|B)*(?P<to>[ioN])(?:(?P<with>W)[io])?", replaced_ground),
    _rule("[txpyDam]?K(?:[TWF:,]|b|M|B)*v?(?P<color>C)", recolored_ground),
    _rule("[txpyDam]*(?P<to>[ioN])(?:Mb)?(?:F|P|T|W)K", replaced_ground),
    _rule("[r]K|KM?b?G", removed_ground),
    _rule("[pmtDagW]*(?P<keep>[Nqc])?(?:PN(?=[PWY]))?[PWY]?(?P<to>[io])(?P<ground>K)", replaced_ground),
    _rule("(?P<change>j)K", adjusted_ground),
    _rule("[tDM]?K<BE>?[:,]?(?P<change>A)", adjusted_ground),
    _rule("(?P<color>C)(?P<beside>P)[NqK]", color_behind),
    _rule("[D]?(?P<to>[io])X[No](?P<beside>P)[Nqo]", ground_instead),
    _rule("[Dtp]?(?P<what>[Nqo])&(?P<to>[io])", kept_and),
    _rule("(?:N(?P<beside>P)B|tqb)(?P<to>[io])(?P<beside2>P[Nq])?", ground_there),
    _rule("[tDpmk]*(?P<keep>[Nqoc])?[Up]*(?P<beside>P)(?P<color>C)", on_color),
    _rule("(?P<to>[io])(?P<ground>K)W(?P<keep>[Nq])", kept_before),
    # another thing in its place
    _rule("x(?P<what><LIST>)[WFTt](?P<by>[ioN](?:&[io])*|q)", replaced),
    _rule("t(?P<what>[Nqo])(?:T|b|B)(?P<by>[io])", replaced),
    _rule("t(?P<what>[Nq])(?P<by>[iN])", replaced),
    _rule("t(?P<what>[Nqo])b(?P<by>N)", replaced),
    _rule("M?(?P<what>[Nqo])(?:Mb|MB|b*B|Tb|Mb+B)(?P<by>[io])", replaced),
    _rule("M(?P<what>[Nqo])b(?P<by>[i])", replaced),
    _rule("(?:[qc]M?b+)?[Dapt]*(?P<by>[io])X(?P<what><THING>)", replaced),
    _rule("M?[Nqo][MDHhwb?Uo]*(?P<by>i)X(?P<what><THING>)", replaced),
    _rule("D(?P<what>[Nqo])(?:b|b?B)(?P<by>[io])", replaced),
    _rule("D(?P<by>[io])T(?P<what>[ioN])", preferred),
    _rule("X(?P<what><THING>),?[DapMtb]*(?:qM?b)?(?P<by>[io])", replaced),
    _rule("(?:qM?b)?(?P<by>[io]),?n(?P<what>[io])", replaced),
    _rule("R(?P<what>[ioN])", wanted),
    _rule("q(?:b|v)+(?P<what>[io])", shown),
    _rule("q(?P<is>n)(?P<what>i)(?=q|[.,&:~]|$)", expected),
    _rule("[Nqo](?:b|M)+n(?P<what>i)", not_that),
    _rule("(?P<by>[ioN])(?P<inside>P)|(?P<inside2>P):(?P<by2>[io])", in_its_place),
    _rule("n(?P<what>[io])[,.&]+(?P<by>[io])", replaced),
    _rule("[Nqo]M?b?[hwDH](?P<by>[io]),?n(?P<what>[io])", replaced),
    _rule("[NqU?oe]?[DapvtUM?]*(?P<by>[io])@(?P<what>[No])[bEU]?", replaced),
    _rule("[Dapt]+(?P<by>[ioN])(?:I|@qb)", replaced),
    _rule("@(?P<what>N)[bEU]?,?[Dapt]*(?P<by>[io])", replaced),
    _rule("(?P<by>[io])I", replaced),
    _rule("r(?P<what>[Nq])[,&]+[apgDth]+(?P<by>[io])I", replaced),
    # flip
    _rule("[fptmMzD]?(?P<what><LIST>)?(?:M?[bE]*)?(?P<down>V)", flipped),
    _rule("f(?P<down>V)(?P<what><LIST>)?|(?P<down2>V)(?P<what2><THING>)", upside_down),
    _rule("f(?P<what><LIST>)(?:P[Nioqc]|O|(?P<side>L))?", flipped),
    _rule("[tpmxzMD](?P<what><LIST>)(?:M?b*)?O", flipped),
    _rule("(?P<what><LIST>)M?[bE]?O", flipped),
    _rule("f(?:O|L)?|O", flipped),
    _rule("[tm](?P<what>[Nq])(?P<beside>P)", turned_around),
    # remove
    _rule("[?]r(?P<what>o)(?:P[Nioq]|L)?", absent),
    _rule("(?P<verb>r)(?P<what>o),(?P<by>[io])", rather),
    _rule("(?P<verb>r)(?P<what><LIST>)(?P<there>PK)?(?:P[Nioqc]|P|(?P<side>L))?(?:G)?", removed),
    _rule("[pmrtDgM]?(?P<what><LIST>)M?v?(?:b|E|H)*G(?:P?[Nioqc])?", removed),
    _rule("(?P<verb>[pm])(?P<what>[Nq])(?=[.,&]|$)", dropped),
    _rule("(?P<what><LIST>)[,:](?:b|r|p)?G", removed),
    _rule("G(?:W|[:,])(?P<what><LIST>)", removed),
    _rule("G(?P<what>[Nq])E", removed),
    _rule("(?P<verb>G)", removed_topic),
    _rule("[Nqo]H(?P<what>[io]),?nC", colored_thing),
    # too much of it, or too little
    _rule("(?P<what>[Nqoc])(?:b|E|H)*nv?(?P<much>[JSCA])!", not_enough),
    _rule("n!(?P<quantity>Q)", quantity),
    _rule("nv?(?P<change>J)", adjusted),
    _rule("(?P<what>[Nqoc])(?:b|E|H)v(?P<much>[JSC])(?:[PFT][Nioqc])?", complained),
    _rule("b(?P<what>[Nqc])v(?P<much>[JSC])", complained),
    _rule("(?P<what>[Nqo])(?:b|M)*nv?[CJSA?io]", told),
    # colour
    _rule("[tyDpzMmWH]*(?P<what><LIST>)(?:(?:P[Nio])?(?:<BE>|T|F)?|[,:])[bTMEt]*v?(?:[?U]&)?(?P<color>C)(?:P[Nio])?(?:,?n[C])?",
          recolored),
    _rule("[tyDM]*(?P<color>C)(?:[:,]|F|P)?(?P<what>[Nqo])(?:Mb|b)?", recolored),
    _rule("(?:tT?|y|nC,?|Db?|Q:|Qb|Mb|B)*(?P<color>C)(?:,?nC)?", recolored),
    # light
    _rule("(?P<color>C)(?P<suits>D)(?P<what>[Nq])", suited),
    _rule("rQ(?:[PF](?P<what>[Nqo]))?", without),
    _rule("jL?(?P<what><LIST>)?(?:L|v)?", adjusted_by_verb),
    _rule("(?P<much>J)(?P<what>[Nqc])(?:L)?", adjusted_by_adjective),
    _rule("[MtgDpmyWH]*(?P<what><LIST>)(?:P[Nio])?(?:<BE>)?(?P<change>A)(?:P[Nio]|L)?", adjusted),
    _rule("(?P<what>[Nqo])D(?P<change>j)", adjusted),
    _rule("Q(?:<BE>)?(?P<change>A)", adjusted),
    _rule("[tgDpMzym]*(?P<what><LIST>)(?:[,:]|<BE>)(?P<change>A)", adjusted),
    _rule("(?:[tgDpuab]|Mb)*v?(?P<change>A)(?:[PFTW](?P<what><LIST>))?", adjusted),
    _rule("[tDM]*(?P<what><LIST>|K)?M*[tbE]*(?P<much>J)", made_so),
    _rule("(?P<way>[ud])(?P<quantity>Q)(?:[PFTW](?P<what><LIST>))?S?", quantity),
    _rule("(?P<way>p)(?P<quantity>Q)(?:[PFTW](?P<what><LIST>))?S?", dropped_quantity),
    _rule("(?P<quantity>Q)<BE>(?P<way>[ud]|L)", quantity),
    _rule("[umtpd](?P<quantity>Q)(?P<way>L)", quantity),
    _rule("(?P<way>[agD])(?P<quantity>Q)(?:[PT][Nioqc])?", quantity),
    _rule("[Nqoc]?D(?P<way>[ud])?(?P<quantity>Q)", quantity),
    # size
    _rule("(?P<verb>z)L?(?P<what><LIST>)(?:T|L|P)*(?P<size>S)?", resized),
    _rule("[tDMgpmWH]*(?P<what><LIST>)(?:(?:P[Nio])?(?:<BE>)?|[,:])(?P<verb>z)?T?(?P<size>S)(?:P[Nioq])?", resized),
    _rule("(?:[tDgpb]|Mb)*v?(?P<size>S)(?:F(?P<what>[Nq]))?", resized),
    _rule("(?P<verb>z)T?(?P<size>S)?(?P<what>[Nioq])", resized),
    _rule("[tDgpau]*(?P<what>[Nio])(?:P(?P<of>[Nioq]))?", resized_new),
    _rule("M?[Nioq](?:H|MH|D|b)(?P<what>[Nio])", resized_new),
    _rule("[tDgpauWb]*(?P<what>[Nio](?:&[Nio])?)", resized_new),
    # a part of the picture, things that are there
    _rule("[apD]*(?P<first>[io])(?P<at>L)&(?P<what>[io])(?P<beside>P)(?P<anchor>[Nq])", both_sides),
    _rule("[ampt]*(?P<what>[Nqio](?:&[Nq])*)(?:U|p|b|M)*(?P<beside>P)(?P<anchor>[Nqo])&(?P<other>[Nqo])", put_between),
    _rule("[pm](?P<what>[Nqo](?:&[Nqo])*)(?:P(?=[PT])|U|p)*(?P<beside>[PT])(?P<anchor>N)", put_down),
    _rule("[pmt](?P<what>[Nq](?:&[Nq])+)(?P<beside>[PT])(?P<anchor>[Nio])", put_all_on),
    _rule("m(?P<what>[Nqo](?:&[Nqo])*)(?:P(?=P)|U|p)*(?P<beside>P)(?P<anchor>[Nqo])", moved_beside),
    _rule("[ptsDMu]*(?P<what>[Nq](?:&[Nq])*)(?:P(?=P)|D|M|b|E|G|p|m|s)*(?P<beside>P)(?P<anchor>[Nq])", stood_beside),
    _rule("[amptDM](?P<what>[Nq](?:&[Nq])*)(?:b|E|p|m|T)*(?P<to>L)", moved),
    _rule("[m](?P<what>o)(?P<to>L)", moved),
    _rule("(?P<what>[Nq](?:&[Nq])*)M?(?:[bEpmsB]|D)*(?P<to>L)", moved),
    _rule("(?P<what>[o])M?(?:E|Mb|Mp|Mm|D)(?P<to>L)", moved),
    _rule("(?P<what>[oi])[,:]?(?P<to>L)", moved_or_added),
    _rule("(?P<to>L)(?:b|W|F|@|[,:])*(?P<what>[Nq])E?", moved),
    # new things
    _rule("g(?P<anchor>[Nqoc])(?P<what>(?:[ioN])(?:(?:,&|,|&)[io])*)", given),
    _rule("[tM]*(?P<owner>[Nqo])b?(?:D|MH|H)(?P<what>[io])(?P<beside>P)(?P<anchor>[Nq])", added_by_owner),
    _rule("(?P<what>[io])(?P<with>W[ioN])?,[U?]?(?P<beside>P)(?P<anchor>[Nq])", added_new),
    _rule("[Nqo]b[hw](?P<what>[ioN])", told),
    _rule("g[Nqo](?P<what>i)(?P<beside>P)(?P<anchor>[Nq])", added_new),
    _rule("[Mt](?P<anchor>[Nqoc])b?H(?P<what><NEW>)P?", given),
    _rule("M?(?P<anchor>[Nqoc])(?:P[Nio])?(?:D|MH|MbH)(?P<what><NEW>)", given),
    _rule("(?P<anchor>[Nqo])(?:H|b)r(?P<what>[o])P?", lacking),
    _rule("[Nqo](?P<verb>r)(?P<what><LIST>)", disliked),
    _rule("(?P<what>N)(?P<lack>D)", lost),
    _rule("[Nqo](?P<no>n)[HwhD](?P<what>[io])", forbidden),
    _rule("(?P<anchor>[Nqo])(?:b|H)*nw(?P<what>[io])", lacking),
    _rule("(?:@b)(?P<what>[N])", missed),
    _rule("[tMD]?(?P<anchor>[Nqoc])M?b?w(?P<what>[ioN](?:(?:,&|,|&)[ioN])*)", worn),
    _rule("[tMD]?(?P<anchor>[Nqoc])M?b?h(?P<what>[ioN](?:(?:,&|,|&)[ioN])*)", held),
    _rule("[apDMtmgbH]*(?P<what><NEW>)(?:M?[bEpU?]*)(?P<at>L)(?:P[Nioqc])?", added_new),
    _rule("(?P<what><NEW>)M[bE]*(?P<beside>P)(?P<anchor><THING>)", added_new),
    _rule("[apDMtmgbWuH]*(?P<what>[io])(?P<with>W[ioN])?(?:M?[bEpU?]*)(?P<beside>[PT])"
          "(?P<anchor>[Nioqc])(?:[PW][Nioq])?", added_new),
    _rule("(?:[apDMtmgbWuH]+)(?P<what><NEW>)(?:M?[bEpU?]*)(?P<beside>[PT])(?P<anchor>[Nioqc])(?:P[Nioq])?", added_new),
    _rule("[apDtmgb]*(?P<what>[io](?:[,&]+[io])*)F(?P<anchor>[Nq])", added_new),
    _rule("(?P<beside>P)(?P<anchor>[Nqo])[,:]*(?:[apDMtmbE]|I)*(?P<what><NEW>)", added_new),
    _rule("(?P<at>L)[,:]?(?:[apDMtmbE])*(?P<what><NEW>)", added_new),
    _rule("(?:[apDg]b?)+(?P<what><NEW>)", added_new),
    _rule("(?P<what><NEW>)(?P<lack>D)(?:(?P<at>L)|(?P<beside>P)(?P<anchor>[Nq]))", lacked),
    _rule("M?(?P<what><NEW>)M?s(?P<beside>P)(?P<anchor>[Nq])", added_new),
    _rule("a(?P<what>N)(?P<beside>P)(?P<anchor>[Nioqc])", added_new),
    _rule("a(?P<what>N)(?P<at>L)", added_new),
    _rule("a(?P<what>[Nio])", added_new),
    _rule("[pmtsDM]+(?P<what>[Nqoc])b?(?P<beside>[PT])(?P<anchor>[Nioq])(?:P[Nio])?", put_definite),
    _rule("(?P<what>N)P(?P<where>N)", pointed_out),
    _rule("(?:k(?P<keep>[Nqo])|(?P<what>[Nqo]))[,]?p?[,]?(?P<beside>P)(?P<to>[Nio])", kept_on),
    _rule("[tDpm]*(?P<keep>[Nqc])?M?b?p?(?P<beside>P)(?P<to>[Nio])", set_in),
    _rule("(?:[tDM]+[qc]?b?|[qc](?:Mb|E|M))(?P<to>o)", turned_time),
    _rule("(?P<beside>P)(?P<anchor>[Nq])", stood),
    _rule("(?P<anchor>[Nqo])(?:M|b|[oi?JU])*(?P<beside>[WP])(?P<what>[io](?:&[io])*)P?", dressed),
    _rule("(?:E|m|t|p|M|b)+(?P<to>L)|(?P<to2>L)", bare_move),
    # what is said beside it
    _rule("(?P<verb>r)", removed_topic),
    _rule("[?](?P<what>[Nio])(?:P[Nioqc]|L)?", told),
    _rule("(?P<what>[Nio])q[HwbMUE]+[?Uo]?", told),
    _rule("(?:b|M)(?P<what>[Nq])v?[CJSAoi?]", told),
    _rule("k(?P<what>[Nqoc])(?:s|L|P|PN)?", kept),
    _rule("(?P<what>[Nqo])E", goes),
    _rule("(?P<what>[Nqo])s", stays),
    _rule("n(?P<what>[Nio])", not_that),
    _rule("[?]*[\\^]+", cancelled),
    _rule("u(?P<what>o)", more_of),
    _rule("mqG[?oP]*[No]", nothing),
    _rule("[?](?:F|P|T|W)(?P<what>[Nqo])", same_again),
    _rule("[Ut?](?P<same>q)[TFW](?P<what>[Nqo])", same_again),
    _rule("(?P<what>N)(?P<also>v)", said_too),
    _rule("Z(?P<what>[Nqo])", same),
    _rule("F(?P<what>N)", of_this),
    _rule("(?P<what>[Nqoc])(?:b|E|H)v(?P<much>[JS])(?:[PFT][Nioqc])?", complained),
    _rule("(?P<what>[Nqoc])b(?P<much>[JS])(?:[PFT][Nioqc])?", complained),
    _rule("v(?P<much>[JS])", complained),
    _rule("(?P<quantity>Q)", wished_quantity),
    _rule("(?P<what>i)", colored_ones),
    _rule("(?P<what>o)", colored_ones),
    _rule("(?P<what>[Nio])[,:]?", told),
    _rule("(?P<what>[Nqoc])(?:b|E|H|M|w|s)+n?v?[?oUJCSAiN]*", told),
]  # fmt: skip


def read_clause(
    letters: str, start: int, chunks: list[Chunk], amount: float, vocabulary: Vocabulary, shown: frozenset[str]
) -> tuple[Read, int] | None:
    """What the clause from a chunk on asks, and the chunk that it ends before; None if no rule fits."""
    for pattern, build in RULES:
        match = pattern.match(letters, start)
        if match is None or match.end() == start:
            continue
        made = build(Clause(chunks, match, amount, vocabulary, shown))
        if made is None:
            continue
        if not isinstance(made, Read):
            operations = made if isinstance(made, tuple) else (made,)
            if not operations:
                continue
            made = Read(operations, topic=_topic(operations))
        return made, match.end()
    return None


def _topic(operations: tuple[Operation, ...]) -> str | None:
    last = operations[-1]
    if isinstance(last, Add) and last.beside == "worn by":
        return last.anchor
    if isinstance(last, Add) and (last.anchor or "").lower() in PRONOUNS:  # "some grass under it" is still of "it"
        return None
    topic = getattr(last, "by", None) or getattr(last, "what", None)
    return topic if topic is None or topic.lower() not in PRONOUNS else None
