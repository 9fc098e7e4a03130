"""The words by which English tells how many things, which of them, and what they are like."""

from __future__ import annotations

import re

from danqing.director.edit_names import NUMBERS
from danqing.director.edit_words import word_set

COUNTS = {
    **{word: number for word, number in NUMBERS.items() if word.isascii()},
    "couple": 2,
    "pair": 2,
    "trio": 3,
    "dozen": 9,
}


PAIRED = re.compile(
    r"pair of (?:\w+ )?(?:\w*glasses|goggles|trousers|jeans|shorts|scissors|headphones|spectacles|pants|tights|specs)\b"
)


COUNTED = re.compile(
    r"(?:a |the |another |one )?"
    r"(?P<word>(?:pair|couple|trio|handful|bunch|bit|lot|number|flock|row)(?= of| more)|half a dozen|half dozen|dozen"
    r"|few)"
    r"(?: more)?(?: of)?(?: the| those| these)? (?=[a-z])|(?:lots|plenty|loads|tons|heaps) of (?:the )?"
    r"|(?P<number>one|two|three|four|five|six|seven|eight|nine|[2-9]) of (?:the|those|these|my|them)\b(?: )?"
    r"|(?:all|both|each|every one|any|none)(?: of)? (?:the|those|these|my|of the)\b |both(?: of)? "
    r"|all (?=(?:two|three|four|five|six|seven|eight|nine|[2-9])\b)"
)


KEPT_OF = frozenset(("flock", "row", "bunch", "handful"))


JUDGED = word_set(
    """
    hideous ugly silly stupid awful horrible annoying damn bloody weird poor creepy boring terrible ghastly
    nasty existing current dreadful distracting horrid pesky blasted darn goddamn whole entire ridiculous
    pathetic stray-looking rotten hated unfortunate tacky whole unwanted useless pointless offending sorry
    wretched actual same
    """
)


PICTURE = word_set(
    """
    picture image photo photograph drawing painting scene everything shot pic artwork thing whole lot
    composition illustration things stuff
    """
)


ORDINALS = word_set("first second third fourth fifth last other middle left right top bottom upper lower next")


POSTURES = word_set(
    """
    doing sitting standing lying sleeping floating hanging perched placed resting growing flying landing swimming
    walking running hovering leaning curled stuck tucked parked swinging dangling crawling climbing drifting
    sailing peeking peeping poking hiding dancing playing waiting sat stood asleep glowing burning laid set
    propped attached tied pinned coming sticking rising looking staring land lands perch perches rest rests
    hover hovers hide hides somewhere right just high up down out sit lie sleep grow fly swim walk stand sits
    stands lies float hang hangs floats grows sleeps flies
    """
)


PEOPLE = word_set("i we you people someone somebody nobody who whoever what")


PARTS = word_set("hand hands back face head arm arms eye")  # of a body, which are verbs too


REPORTS = word_set(
    """
    says say said thinks think thought reckons feels suggests suggested insists asks asked wishes hopes believes
    """
)


ASPECTS = word_set("colour color colours colors size")


RAISED = word_set(
    """
    contrast brightness saturation exposure warmth sharpness clarity vibrance lighting colour color colours
    colors temperature vividness
    """
)


SIDES = word_set("left right front top bottom middle end side back rest instead because out colour color size")
