"""What English frames make of a match: operations, what is said beside them, or None to let another frame try."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_english_nature import WRITTEN, is_state, is_worn
from danqing.director.edit_english_placed import added
from danqing.director.edit_english_said import color_of, factor_of, ground, is_background, of_picture, style_of, thing
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_names import BIGGER_EN, SMALLER_EN, TIMES
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import CHANGES, COMPLAINTS, PLACES, PRONOUNS, QUANTITIES, TOPIC, Read, Said, any_of

Made = Operation | tuple[Operation, ...] | Read | None
_any = partial(any_of, english=True)


def made_what(match: re.Match[str]) -> str:
    return thing(match.groupdict().get("what") or TOPIC)


def made_flip(match: re.Match[str], said: Said) -> Made:
    down = re.search(r"vertical|upside|top|down|on its head", match[0], re.I)
    what = match.groupdict().get("what")
    person = what is not None and what.lower() in ("he", "she", "him", "her")
    return Flip(axis="up-down" if down else "left-right", what=TOPIC if person else of_picture(what))


def made_background(match: re.Match[str], said: Said) -> Made:
    to = ground(match["to"])
    last = to.lower().split()[-1] if to else ""
    if not to or to.lower() in CHANGES or last in CHANGES or last in ("more", "less", "alone"):
        return None
    if (style := style_of(to, said.vocabulary)) and "scene" in match[0]:
        return Restyle(style=style)
    if re.fullmatch(r"(?:gone|removed|off|away|out|deleted)", to, re.I):
        return Background(to="white background")
    keep = match.groupdict().get("keep")
    to = to if color_of(to, said.vocabulary) is None else f"{to} background"
    return Background(to=to, keep=None if keep is None else of_picture(keep))


def made_put_somewhere(match: re.Match[str], said: Said) -> Made:
    """ "Put the cat on a beach" is a background; "put a hat on the cat" is not."""
    where, keep = re.sub(r"^(?:an?|the) ", "", match["where"], flags=re.I).lower(), match["keep"]
    if re.match(r"(?:an?|some|one|another|two|three)\s", keep, re.I):
        return None
    whole = of_picture(keep) is None
    if whole and keep.lower() in PRONOUNS and match["on"] in ("on", "in", "at", "inside") and "place" not in where:
        known = where not in PLACES and where.split()[-1] not in PLACES
        return Background(to=f"{match['on']} {match['where']}") if known else None
    known = any(each in said.vocabulary.grounds for each in (where, where.split()[-1]))
    if not known and not (whole and match["verb"].lower() in ("set", "stage", "place", "picture")):
        return None
    if where in PLACES or where.split()[-1] in PLACES:
        return None
    return Background(to=f"{match['on']} {match['where']}", keep=of_picture(keep))


def made_restyle(match: re.Match[str], said: Said) -> Made:
    if (what := match.groupdict().get("what")) and of_picture(what) is not None:
        return None
    if re.match(rf"(?:an? )?(?:{_any(CHANGES)})\b", match["style"], re.I):
        return None
    style = style_of(match["style"], said.vocabulary)
    return None if style is None else Restyle(style=style)


def made_adjust(match: re.Match[str], said: Said) -> Made:
    change = re.sub(r"^even ", "", match["change"].lower())
    return Adjust(change=CHANGES[change], amount=said.amount, what=of_picture(match.groupdict().get("what")))


def made_quantity(match: re.Match[str], said: Said) -> Made:
    lower = re.search(
        r"reduc|lower|decreas|less|cut|drop|down|back|off|fewer|weaken|tone|tame|take|mute|too much|kill|soften",
        match["way"],
        re.I,
    )
    change = QUANTITIES[match["quantity"].lower()][1 if lower else 0]
    if re.fullmatch(r"(?:the |all )?(?:colou?rs?|hues)", match.groupdict().get("what") or "", re.I):
        change = "less color" if lower else "more color"
    return Adjust(change=change, amount=said.amount, what=of_picture(match.groupdict().get("what"), pronoun=True))


def made_toned_down(match: re.Match[str], said: Said) -> Made:
    what = of_picture(match["what"] or match["what2"])
    if what is not None and what.lower() in QUANTITIES:
        return Adjust(change=QUANTITIES[what.lower()][1], amount=said.amount)
    whole = what is None or re.sub("s$", "", what.lower()) in COLOR_WORDS
    return Adjust(change="less color", amount=said.amount, what=None if whole else what)


def made_lacks(match: re.Match[str], said: Said) -> Made:
    much = re.search(r"too much|less", match[0], re.I) is not None
    return Adjust(change=QUANTITIES[match["quantity"].lower()][1 if much else 0], amount=said.amount,
                  what=of_picture(match["what"]))  # fmt: skip


def made_filled(match: re.Match[str], said: Said) -> Made:
    how = "around" if re.match("surround|line", match[0], re.I) else "on"
    place = thing(match["anchor"]).lower()
    return added(f"{match['what']} {'in' if place in PLACES else how} {match['anchor']}", said)


def made_in_the_way(match: re.Match[str], said: Said) -> Made:
    return Read((Remove(what=thing(match["what"])),), topic=thing(match["what"]), manner="complaint")


def made_outside(match: re.Match[str], said: Said) -> Made:
    to = match["to"]
    last = re.sub(r"^(?:an?|the) ", "", to, flags=re.I).lower()
    known = (
        bool({last, last.split()[-1], f"{match['on']} {last}".lower()} & set(said.vocabulary.grounds))
        or last.split()[-1] in TIMES
    )
    if last in PLACES or style_of(to, said.vocabulary) or last.split()[-1] in PLACES or color_of(to, said.vocabulary):
        return None
    return Background(to=f"{match['on']} {to}") if known or re.match(r"an? ", to, re.I) else None


def made_tones(match: re.Match[str], said: Said) -> Made:
    return Adjust(
        change=CHANGES[match["change"].lower()],
        amount=said.amount,
        what=of_picture(match.groupdict().get("what"), pronoun=True),
    )


def made_complaint(match: re.Match[str], said: Said) -> Made:
    what, word = match.groupdict().get("what"), match["much"].lower()
    named = of_picture(what)
    if re.fullmatch(rf"{BIGGER_EN}|{SMALLER_EN}", word):
        grown = bool(re.fullmatch(SMALLER_EN, word)) is (match.groupdict().get("enough") is None)
        size = Resize(what=named or TOPIC, factor=factor_of("", grown=grown, amount=said.amount))
        return Read((size,), topic=named, manner="complaint")
    if match.groupdict().get("enough"):
        change = CHANGES.get(word) or CHANGES.get(f"more {word}") or CHANGES.get(f"{word}er")
    else:
        change = COMPLAINTS.get(word)
    if change is None:
        return Read((), topic=named, manner="comment")
    return Read((Adjust(change=change, amount=said.amount, what=named),), topic=named, manner="complaint")


def made_less(match: re.Match[str], said: Said) -> Made:
    """ "Less yellow": what mends a complaint, asked for itself."""
    change = COMPLAINTS[match["much"].lower()]
    return Adjust(change=change, amount=said.amount, what=of_picture(match["what"]))


def made_recolor(match: re.Match[str], said: Said) -> Made:
    color, what = color_of(match["color"], said.vocabulary), made_what(match)
    if color is None or re.search(rf"\ban? {match['color']}$", match[0], re.I):  # "an orange" is a fruit
        return None
    if is_background(what):
        return Background(to=f"{match['color'].strip()} background")
    if re.search(r"\b(?:background|backdrop)$", what):
        return None
    return Recolor(what=what, color=color)


def made_resize(match: re.Match[str], said: Said) -> Made:
    size = match.groupdict().get("size") or match.groupdict().get("verb") or ""
    small = re.search(
        rf"\b(?:{SMALLER_EN})\b|shrink|reduc|scale down|size down|downsize|minif|half|halve|minimi",
        match["verb"] + " " + size if match.groupdict().get("verb") else size,
        re.I,
    )
    what = made_what(match)
    if of_picture(what) is None and what != TOPIC:
        return None
    return Resize(what=what, factor=factor_of(match[0], grown=not small, amount=said.amount))


def made_move(match: re.Match[str], said: Said) -> Made:
    if re.match(r"(?:an?|some|another|one more|two|three)\s", match.groupdict().get("what") or "", re.I):
        return None
    return Move(what=made_what(match), to=PLACES[re.sub("-", " ", match["place"].lower())])


def made_remove(match: re.Match[str], said: Said) -> Made:
    if is_background(match["what"]):
        return Background(to="white background")
    words = re.sub(rf" (?:from|off(?: of)?|out of|on|in) (?:the|his|her|its|their|my|this) (?!(?:far "
                   rf"|very )?(?:{_any(PLACES)})\b).+$",
                   "", match["what"], flags=re.I)  # fmt: skip
    if re.fullmatch(r"(?:the |all |all the |any )?(?:colou?rs?|saturation)", words, re.I):
        return Adjust(change="grey")
    words = re.sub(r"^(?:any|every|all|each)(?: of)?(?: the| those| these)? ", "", words, flags=re.I)
    return None if not words or words.lower() in QUANTITIES else Remove(what=thing(words))


def made_replace(match: re.Match[str], said: Said) -> Made:
    what, by = made_what(match), re.sub(r"^be ", "", match["by"].strip())
    if text := re.fullmatch(r"(?P<say>says? |reads? )?[\"“”](?P<text>[^\"“”]+)[\"“”]?", by):
        return Replace(what=what, by=f"{what} that says “{text['text']}”" if text["say"] else text["text"])
    if WRITTEN.match(by):  # "change the sign to say open"
        return None
    if is_background(what):
        return Background(to=ground(by))
    if of_picture(what) is None and (style := style_of(by, said.vocabulary)):
        return Restyle(style=style)
    if (color := color_of(by, said.vocabulary)) is not None and not re.match(r"an? (?!.*(?:colou?r|one)$)", by):
        return Recolor(what=what, color=color)
    if is_state(by, said.vocabulary) and not re.match(r"(?:an?|the|some|two|three) ", by, re.I):
        return None
    return Replace(what=what, by=re.sub(r" instead$", "", by))


def made_add(match: re.Match[str], said: Said) -> Made:
    return added(match["what"].strip(), said)


def made_there(match: re.Match[str], said: Said) -> Made:
    return Read((Replace(what=TOPIC, by=match["by"] or match["by2"]),), manner="there")


def made_give(match: re.Match[str], said: Said) -> Made:
    what, anchor = match["what"].strip(), of_picture(match["anchor"], pronoun=True)
    if color := re.fullmatch(r"an? (.+?)(?: colou?r| colou?red coat| paint job| coat of paint)", what, re.I):
        key = color_of(color[1], said.vocabulary)
        return None if key is None or anchor is None else Recolor(what=anchor, color=key)
    if found := re.fullmatch(r"(an? .+) background", what, re.I):
        return Background(to=found[1], keep=None if anchor in (None, TOPIC) else anchor)
    if style := re.fullmatch(r"an? (.+) (?:style|look|feel|treatment)", what, re.I):
        return Restyle(style=style[1])
    if feel := re.fullmatch(
        rf"(?:an? )?({_any(CHANGES)}) (?:feel|mood|look|tone|touch|glow|vibe|light|atmosphere|feeling|tones)",
        what,
        re.I,
    ):
        return Adjust(change=CHANGES[feel[1].lower()], amount=said.amount, what=None if anchor == TOPIC else anchor)
    if quantity := re.fullmatch(rf"(?:some |a )?(?:more )?({_any(QUANTITIES)})", what, re.I):
        whole = None if anchor == TOPIC else anchor
        return Adjust(change=QUANTITIES[quantity[1].lower()][0], amount=said.amount, what=whole)
    if anchor is None:
        return Add(what=what)
    return Add(what=what, beside="worn by" if is_worn(Noun(name=what), said.vocabulary) else "next to", anchor=anchor)


def made_held(match: re.Match[str], said: Said) -> Made:
    made = added(match["what"], said)
    anchor = of_picture(match["anchor"], pronoun=True)
    return replace(made, beside="next to", anchor=anchor) if isinstance(made, Add) and anchor and not made.at else made


def made_same(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=thing(match["what"]), manner="same")


def made_not(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=thing(re.sub(r"^an? ", "", match["what"], flags=re.I)), manner="not")


def made_wanted(match: re.Match[str], said: Said) -> Made:
    if old := match.groupdict().get("old"):
        return Replace(what=thing(re.sub(r"^an? ", "", old)), by=match["what"])
    return Read((), topic=match["what"], manner="wanted")


def made_is(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=thing(re.sub(r"^an? ", "", match["what"], flags=re.I)), manner="is")


def made_keep(match: re.Match[str], said: Said) -> Made:
    kept = of_picture(match["what"])
    rest = kept is None or re.search(r"\b(?:rest|everything|other|else|as is)\b", kept)
    return Read((), topic=None if rest else kept, manner="keep")


def made_comment(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what")
    return Read((), topic=None if what is None else of_picture(what), manner="comment")


def made_set_off(match: re.Match[str], said: Said) -> Made:
    """ "Swap their colours, red car blue": the first says what the others do."""
    return Read((), verb="make ", manner="comment")


def made_pop(match: re.Match[str], said: Said) -> Made:
    return Adjust(change="more color", amount=said.amount, what=of_picture(match["what"]))


def made_bare_move(match: re.Match[str], said: Said) -> Made:
    """A place alone is a move only where it says so: "more to the left"."""
    return made_move(match, said) if re.search(r"\bto\b|\btoward|^move|^more|^further", match[0], re.I) else None
