"""The parts that the frames of English instructions are made of."""

from __future__ import annotations

from functools import partial

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_names import BIGGER_EN, SMALLER_EN
from danqing.director.edit_words import CHANGES, PLACES, any_of

any_word = partial(any_of, english=True)


PICTURE = (
    r"(?:it all|it|this|(?:the |this )?(?:whole |entire )?(?:picture|image|photo|drawing|painting|scene|thing|lot|shot"
    r"|pic"
    r"|artwork)|everything)"
)


MAKE = r"make|turn|render|change|get|have|let|keep|want|paint|colou?r|dye|recolou?r|tint|repaint|give|set|go|spray"


BE = (
    r"(?::| is| are|'s)?(?: (?:should|could|can|must|might|may|needs?|has|have|ought|wants?|would|will|'ll"
    r"|'d)(?: to)?)?"
    r"(?: also| all| both| probably| really| maybe)*(?: (?:be|become|look|get|appear|turn|go|come out|feel"
    r"|look(?:ing)?))?"
    r"(?: to be)?(?: all| both| completely| totally| entirely| still| even| just| only| over)*"
)


OF = rf"(?:(?P<verb>{MAKE}) )?(?P<what>.+?){BE}"


SHADE = (
    r"(?:(?:a|an|in|to|into|some|nice|bright|light|dark|pale|deep|vivid|pure|hot|soft|lovely|rich|solid|plain|very"
    r"|more|"
    r"and|proper|bold|pastel|neon|metallic|warm|cool|shade|of|colou?r|darker|lighter|"
    r"shiny|matte|completely|different|please) )*"
)


COLOR = (
    rf"{SHADE}(?P<color>{any_word(COLOR_WORDS)})(?:ish)?(?: colou?r(?:ed)?| ones?| paint"
    rf"| all over)*(?: instead(?: of .+)?| as .+| like .+)?"
)


CHANGE = rf"(?:even )?(?P<change>{any_word(CHANGES)})"


NUM = (
    r"(?:\d+(?:\.\d+)?\s?(?:x|times|%|percent|per cent)|twice|double|triple|half|(?:one |a )?third|(?:one |a )?quarter"
    r"|(?:two|three|four) times|two thirds|three quarters)"
)


THAN = r"(?: (?:than|as) (?:it is|it was|it|before|now|that|this)(?: now| is)?)?"


SIZE = (
    rf"(?P<size>(?:(?:by )?{NUM} )?(?:as )?(?:{BIGGER_EN}|{SMALLER_EN})(?: in size)?(?: (?:by|to) (?:about )?{NUM}"
    rf"(?: (?:its|the) \w+ ?size)?)?{THAN}|(?:to )?(?:about )?{NUM}(?: (?:as (?:{BIGGER_EN}|{SMALLER_EN})|(?:the|its"
    rf"|their|"
    rf"that|of its)(?: \w+)? size))?{THAN})"
)


PLACE = (
    r"(?:(?:over|across|up|down|away|further|more|all the way|closer|back|out|off|a notch|a step) )*"
    r"(?:(?:to|towards?|into|in|on|at|near|by|onto|for) )?(?:the )?(?:very |far |extreme )?"
    rf"(?P<place>{any_word(PLACES)})(?:[- ]hand)?(?: (?:corner|side|edge|half|part|area|third|end|instead))*"
    r"(?: of (?:the|this) (?:picture|image|photo|frame|scene))?"
)


REMOVE = (
    r"remove|delete|erase|get rid of|take away|take out|take off|drop|clear(?: away)?|cut(?: out)?|hide|lose|ditch"
    r"|scrap|"
    r"clean(?: out| up| off)?|wash out|sweep away|airbrush out|discard|purge|trash|toss(?: out)?|take down|blot out"
    r"|pluck|cancel|"
    r"kill|nix|rub out|wipe(?: out| away| off)?|vanish|eliminate|bin|chuck(?: out)?|throw (?:out|away)|leave out"
    r"|edit out|"
    r"strip(?: away| out)?|do away with|dump|axe|zap|banish|crop out|paint out|photoshop out|no more|no|without|minus|"
    r"(?:i |we )?(?:don't|do not|no longer) (?:want|need|like)(?: to see| to have)?|omit|out with|out goes"
    r"|forget(?: about)?|(?:i |we )?(?:can |could )?do without|exclude|skip|lift out|pull out"
)


ADD = (
    r"add(?: in)?|put(?: in)?|place|insert|draw(?: in)?|paint(?: in)?|include|show|stick(?: in)?|pop(?: in)?|throw in"
    r"|drop(?: in)?|"
    r"sprinkle|scatter|with|have|need|want|in with|in comes|there(?:'s| is| are)? (?:should|could|must|can) be"
    r"|there should be|let there be|"
    r"give (?:us|me)|bring in|slip in|slap|hang|plant|park|introduce|toss in|get|work in|squeeze in|set|lay|attach"
    r"|sketch(?: in)?"
)


MOVE = (
    r"move|shift|push|slide|drag|put|place|scoot|nudge|bring|shove|pull|pop|set|stick|drop|relocate|transfer|send|"
    r"lower|raise|position|get|swing|carry|bump|scooch|stand|sit|lift|have|take|tuck|park|hang|lay|float|seat|leave"
    r"|line up|plant|rest|draw"
)


UP = (
    r"increase|raise|boost|more|add|turn up|strengthen|push(?: up)?|crank(?: up)?|bump(?: up)?|bring up|lift|dial up"
    r"|up|"
    r"pump(?: up)?|amp(?: up)?|extra|enhance|improve|heighten|jack up|ramp up|kick up|intensify|higher|give it more|"
    r"reduce|lower|decrease|less|cut|drop|turn down|bring down|dial down|tone down|take down|cut down|dial back"
    r"|pull back|"
    r"tame|weaken|knock down|bring back|pull down|kill|fewer|too much|soften"
)


TURNED = (
    r"upside[ -]down|on its head|(?:the )?other way (?:a)?round|back to front|"
    r"(?:(?:to )?(?:face|look|point|facing|looking|pointing|turned|go)(?: to| in| towards?)? (?:the )?(?:other"
    r"|opposite|wrong) "
    r"(?:way|direction|side)|(?:to )?(?:face|look|point|facing|looking|pointing)(?: to| towards?)?(?: the)? (?:left"
    r"|right)(?: side)?)"
)
