"""English clauses on the whole picture: its background, what alone stays, its style; and remarks, which ask nothing."""

from __future__ import annotations

import re

from danqing.director.edit_english_clause import Clause, Made, ground_words, name_of, new_name, where_said, words_said
from danqing.director.edit_english_nature import is_ground
from danqing.director.edit_english_said import style_of
from danqing.director.edit_english_tokens import words_of
from danqing.director.edit_names import TIMES
from danqing.director.edit_styles import STYLE_WORDS
from danqing.director.edit_types import Adjust, Background, Restyle
from danqing.director.edit_words import NO_GROUND, Read, word_set


def recolored_ground(clause: Clause) -> Made:
    chunk = clause.one("color")
    return None if chunk is None else Background(to=f"{chunk.words.lower()} background")


def adjusted_ground(clause: Clause) -> Made:
    return Adjust(change=clause.value("change"), amount=clause.amount, what="background")  # type: ignore[arg-type]


def removed_ground(clause: Clause) -> Made:
    return Background(to=NO_GROUND)


def replaced_ground(clause: Clause) -> Made:
    noun, said = clause.noun("to"), clause.match[0]
    if re.fullmatch("Kbo", said[:3]) and not words_of(clause.vocabulary.english, noun.head).startswith("n:"):
        return Read((), topic="background", manner="comment")  # "the backdrop is boring"
    keep = next(iter(clause.nouns("keep")), None)
    if clause.one("with") is not None:
        last = clause.chunks[clause.match.end("with")]
        return Background(to=f"{ground_words(clause, 'to')} {words_said(clause, 'with')} {last.words}")
    return Background(to=ground_words(clause, "to"), keep=None if keep is None or keep.det == "pron" else keep.name)


def color_behind(clause: Clause) -> Made:
    """ "Plain blue behind her"."""
    return recolored_ground(clause) if clause.value("beside") == "behind" else None


def ground_behind(clause: Clause) -> Made:
    return Background(to=new_name(clause.noun("to")))


def ground_instead(clause: Clause) -> Made:
    """ "A lab instead of the kitchen behind the chef"."""
    return ground_behind(clause) if clause.value("beside") in ("behind", "next to") else None


def ground_there(clause: Clause) -> Made:
    """ "The street behind becomes a studio", "let it be a park behind her"."""
    chunk = clause.one("beside") or clause.one("beside2")
    return ground_behind(clause) if chunk is not None and chunk.value in ("behind", "next to") else None


def kept(clause: Clause) -> Made:
    noun = clause.noun("what")
    whole = noun.det == "picture" or noun.head in ("rest", "others")
    return Read((), topic=None if whole else name_of(noun), manner="keep")


def kept_and(clause: Clause) -> Made:
    """ "Just the keeper and a starry sky"."""
    noun, ground = clause.noun("what"), clause.noun("to")
    if not noun.alone or not is_ground(ground, clause.vocabulary):
        return None
    return Background(to=ground.name, keep=noun.name)


def kept_before(clause: Clause) -> Made:
    """ "An empty dark background with just him"."""
    return Background(to=ground_words(clause, "to"), keep=clause.noun("keep").name)


def kept_on(clause: Clause) -> Made:
    keep = next(iter(clause.nouns("keep")), None)
    to = clause.noun("to")
    how = clause.value("beside")
    if keep is not None:
        return (
            Background(to=to.name, keep=None if keep.det == "pron" else keep.name)
            if how in ("on", "next to", "in front of")
            else None
        )
    noun = clause.noun("what")
    if (how in ("on", "next to") and noun.alone) or (
        noun.det == "bare" and to.det == "bare" and is_ground(to, clause.vocabulary) and noun.count == 1 and how == "on"
    ):
        return Background(to=to.name, keep=noun.name)
    return None


GROUND_LEADS = word_set("in on at inside into against to under amid among during by within beneath")


def set_in(clause: Clause) -> Made:
    """ "Set in a wheat field": another ground."""
    noun, chunk = clause.noun("to"), clause.chunk("beside")
    if (
        noun.det in ("pron", "picture")
        or chunk.words.lower() not in GROUND_LEADS
        or not is_ground(noun, clause.vocabulary)
    ):
        return None
    keep = next(iter(clause.nouns("keep")), None)
    alone = keep is not None and keep.alone
    return Background(to=where_said(clause, "beside", "to"), keep=keep.name if alone and keep is not None else None)


def on_color(clause: Clause) -> Made:
    """ "The product on pure white"."""
    chunk, keep = clause.one("beside"), next(iter(clause.nouns("keep")), None)
    if chunk is None or chunk.words.lower() not in ("on", "against", "onto"):
        return None
    color = clause.chunk("color")
    kept = None if keep is None or keep.det in ("pron", "picture") else keep.name
    return Background(to=f"{color.words.lower()} background", keep=kept)


def turned_time(clause: Clause) -> Made:
    noun = clause.noun("to")
    chunk = clause.chunk("to")
    return Background(to=chunk.words) if noun.head in TIMES | {"december", "christmas"} and noun.det != "pron" else None


_ART = STYLE_WORDS | word_set(
    """
    mural fresco tapestry mosaic miniature render woodcut linocut stencil collage manga anime sculpture diorama
    postcard stamp emoji icon origami claymation watercolour watercolor photograph daguerreotype polaroid
    blueprint doodle scribble caricature batik quilt embroidery lithograph screenprint silhouette hieroglyph
    engraving papercut graffiti pastel charcoal gouache
    """
)


def styled(clause: Clause) -> Made:
    """The picture as a drawing, in a style: one that is known, or what is called so."""
    things = clause.nouns("what")
    noun, chunk = clause.noun("style"), clause.chunk("style")
    if clause.match.string[clause.match.end() :][:1] == ":":
        return None
    inside = [each for each in clause.chunks[clause.match.start() : clause.match.end()] if each.kind == "P"]
    if any(each.words.lower() != "in" for each in inside):
        return None
    if any(each.det not in ("picture", "pron") for each in things) or noun.det == "pron" or noun.color == noun.name:
        return None
    words = re.sub(r"^(?:an?|the|some|one of those|one of these) ", "", chunk.words, flags=re.I)
    style = style_of(words, clause.vocabulary)
    if style is None and noun.head not in _ART and clause.one("like") is None:
        return None
    if style is None and clause.one("like") is not None and not things and noun.head not in _ART:
        return None
    return Restyle(style=style or noun.name)


def told(clause: Clause) -> Made:
    """A remark: the thing that it is about."""
    things = clause.nouns("what")
    noun = things[0] if things else None
    topic = None if noun is None or noun.det in ("pron", "picture", "person") else name_of(noun)
    if noun is not None and noun.name.lower() in ("handful", "few", "couple", "lot", "bit"):  # "just a handful"
        return Read((), manner="comment")
    if noun is not None and noun.det == "indef" and clause.match[0] == "i":
        topic = new_name(noun)  # which a later clause may put somewhere
    return Read((), topic=topic, manner="only" if noun is not None and noun.alone and topic else "comment")


def pointed_out(clause: Clause) -> Made:
    """ "The lamp on the desk, …": what a later clause is about."""
    noun, where = clause.noun("what"), clause.noun("where")
    is_there = noun.det in ("def", "poss") and where.det in ("def", "poss") and not noun.alone
    return Read((), topic=name_of(noun), manner="comment") if is_there else None


def stays(clause: Clause) -> Made:
    noun = clause.noun("what")
    chunk = clause.chunks[clause.match.end("what")]
    if re.search(r"stay|remain|keep|put|as is", chunk.words.lower()) and noun.head not in ("rest", "others", "one"):
        return Read((), topic=name_of(noun), manner="keep")
    return Read((), topic=None if noun.det == "pron" else name_of(noun), manner="comment")


def same(clause: Clause) -> Made:
    return Read((), topic=name_of(clause.noun("what")), manner="same")


def same_again(clause: Clause) -> Made:
    first = clause.chunks[clause.match.start()]
    if clause.one("same") is not None:  # "do that to the dress"
        return same(clause) if first.words.lower() in ("do", "repeat", "apply") else None
    return same(clause) if first.words.lower() in ("same", "ditto", "likewise") else None


def said_too(clause: Clause) -> Made:
    """ "And her shoes too": what was asked last, of another thing."""
    return same(clause) if clause.chunk("also").words.lower() == "too" else None


def of_this(clause: Clause) -> Made:
    """ "For the van": what was asked of something that was not named."""
    return Read((), topic=name_of(clause.noun("what")), manner="of")


def cancelled(clause: Clause) -> Made:
    """ "Forget that"."""
    return Read((), manner="cancel")


def nothing(clause: Clause) -> Made:
    """What asks for nothing by itself."""
    return Read((), manner="comment")
