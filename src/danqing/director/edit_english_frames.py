"""The frames that English instructions are read by, in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_english_makers import (
    Made,
    made_add,
    made_adjust,
    made_background,
    made_bare_move,
    made_comment,
    made_complaint,
    made_filled,
    made_flip,
    made_give,
    made_held,
    made_in_the_way,
    made_is,
    made_keep,
    made_lacks,
    made_less,
    made_move,
    made_not,
    made_outside,
    made_pop,
    made_put_somewhere,
    made_quantity,
    made_recolor,
    made_remove,
    made_replace,
    made_resize,
    made_restyle,
    made_same,
    made_set_off,
    made_there,
    made_toned_down,
    made_tones,
    made_wanted,
    made_what,
)
from danqing.director.edit_english_patterns import (
    ADD,
    BE,
    CHANGE,
    COLOR,
    MAKE,
    MOVE,
    NUM,
    OF,
    PICTURE,
    PLACE,
    REMOVE,
    SIZE,
    TURNED,
    UP,
    any_word,
)
from danqing.director.edit_english_said import color_of, factor_of
from danqing.director.edit_names import BIGGER_EN, NUMBERS, SMALLER_EN, TIMES, WEARABLES
from danqing.director.edit_types import COLORS, Adjust, Background, Move, Resize, Restyle
from danqing.director.edit_words import COMPLAINTS, QUANTITIES, Read, Said

Builder = Callable[[re.Match[str], Said], Made]


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern, re.I), build


FRAMES: list[tuple[re.Pattern[str], Builder]] = [
    _rule(r"(?:i|we)(?:'d)? (?:asked for|wanted|said|ordered|meant"
          r"|requested) (?P<what>an? .+?)(?:,? not (?P<old>an? .+))?",
          made_wanted),
    _rule(r"(?:that|this|it)(?:'s| is) (?:clearly|obviously|definitely|actually|still|plainly) (?P<what>an? .+)",
          made_is),
    _rule(r"not (?P<what>(?:an?|the) .+)", made_not),
    _rule(r"(?:the )?same(?: (?:thing|picture|image|photo|one|scene|idea|again))?", made_comment),
    _rule(r"(?:the )?(?:exact )?same (?P<what>[\w-]+)", made_comment),
    _rule(r"(?P<what>(?:the|this|that|my|his|her|its|their) [\w-]+)", lambda match, said: made_comment(match, said)
          if not re.search(r"er$|ed$|ing$", match["what"]) else None),
    _rule(r"where(?:'s| is| are) (?P<what>.+)", made_comment),
    _rule(r"(?:fix|sort|correct|mend|repair|change|improve) (?:it|that|this)(?: out)?", made_comment),
    _rule(r"(?:the )?same (?:thing )?(?:for|to|with|goes for) (?P<what>.+)", made_same),
    _rule(r"(?P<what>.+?)(?:,)? (?:the same|likewise|ditto|as well|too|also)", made_same),
    _rule(r"(?:so (?:should|does|is) |(?:do|make) (?:the same|that|likewise)(?: for| to| with) )(?P<what>.+)",
          made_same),
    _rule(r"leave (?P<what>an? .+ (?:on|in|at|under|by|beside|near|next to|behind) .+)", made_add),
    _rule(r"(?:leave|keep|preserve)(?: (?P<what>.+?))?(?: alone| as (?:it|they)(?: is| are|'s)?| as is| unchanged"
          r"| the same"
          r"| untouched| how it is| in(?: place)?| (?:where|like|as|the way) .+)", made_keep),
    _rule(r"(?:leave|keep|preserve|(?:don't|do not|never) (?:touch|change|alter|move)|without (?:changing|touching)) "
          r"(?P<what>.+)", made_keep),
    # flip
    _rule(r"(?P<verb>flip|mirror|reflect|reverse|invert)(?: over| around)?(?: (?P<what>(?!horiz|vert|left|upside|top"
          r"|on).+?))??"
          r"(?: over| around)?(?: (?:horizontally|vertically|(?:from )?left[ -]to[ -]right|upside[ -]down"
          r"|left[ -]right|"
          r"up[ -]down|(?:from )?top to bottom|sideways|along .+|on .+))?", made_flip),
    _rule(rf"(?:(?:turn|rotate|flip|put|make|have|let|get|want|stand) )?(?P<what>.+?)(?:'s| is| are)?(?: (?:should|to"
          rf"|must|can|could))?(?: be)? "
          rf"(?:{TURNED})", made_flip),
    _rule(rf"(?:turn|make|spin|swing|whirl) (?P<what>.+) around|(?:{TURNED})|(?:a )?mirror(?:ed)? (?:image"
          rf"|version)(?: of it)?", made_flip),
    _rule(r"(?:swap|switch) (?:the )?(?:left and right|top and bottom)(?: sides?)?", made_flip),
    # background
    _rule(r"(?:(?:change|set|make|turn|replace|swap|switch|fill|have|want|let|get|give it|put|use|paint"
          r"|render)(?: in)? )?"
          r"(?:the |its |a |my )?(?:colou?r of the )?(?:background|backdrop|setting|surroundings|scenery"
          r"|scene behind (?:it|them)|scene(?= (?:to|into|with|is|should))|location)"
          r"(?: colou?r)?(?: out)?(?::| is| should be| could be| can be| must be| needs to be| ought to be)?"
          r"(?: (?:to|into|with|by|for|become|be|as|of|in|being))*(?: be)? (?P<to>.+)", made_background),
    _rule(r"(?:use|with|on|set|have|put it on|put it in|give it|try|add|i want)? ?(?P<to>(?!(?:remove|take|get|delete"
          r"|erase|lose|drop|cut|clear|wipe|hide|make|change|move|turn|swap|replace)\b)(?:an? |the |some )?.+?)"
          r" (?:as|for|in|into|to) (?:the |a |its )?(?:background|backdrop)(?: instead)?", made_background),
    _rule(r"(?:use|with|on|set|have|put it on|put it in|give it|try|add) (?P<to>(?:an? |the |some )?.+) (?:background"
          r"|backdrop)",
          made_background),
    _rule(r"(?P<to>an? .+|(?!(?:remove|soften|sharpen|dim|lighten|nobody|nothing|same|delete|change|make|blur|lose"
          r"|ditch|the|darken|brighten|erase|more|less|no)\b)[\w-]+(?: [\w-]+)?) "
          r"(?:background|backdrop)", made_background),
    _rule(rf"(?P<to>(?:an? |plain |some |pure )*(?:{any_word(COLOR_WORDS)})) behind (?:it|her|him|them|the .+)",
          made_background),
    _rule(r"(?:on|with|in front of) (?P<to>an? .+) background", made_background),
    _rule(r"(?P<verb>put|place|set|move|show|take|drop|send|transport|relocate|stage|have|picture) (?P<keep>.+?)"
          r"(?: (?:down|up|out|over|standing|sitting))?"
          r" (?P<on>on|in|at|into|onto|to|by|under|inside) (?P<where>.+)", made_put_somewhere),
    _rule(r"instead of (?:the |a |an )?.+? (?:use |put |have |show |i'd like |i want |give me |let's have |make it )?"
          r"(?P<to>an? .+) behind .+", made_background),
    _rule(r"(?:it|they|this|everything|he|she|them)(?:'s| is| are| was| were| be| should be)? (?P<on>in|on|at|under"
          r"|inside) (?P<to>.+)", made_outside),
    _rule(r"(?P<on>in|on|at|under|inside) (?P<to>.+)", made_outside),
    _rule(r"(?:let|have|make|show) (?:it|this|the scene|them|everything) (?:take place|happen|be set|play|stand"
          r"|be) (?:in|on|at) "
          r"(?P<to>.+)", made_background),
    _rule(rf"(?:(?:make|turn|have|set|let) )?(?:(?:it|this|the scene|everything)(?:'s| is| be)? )?(?:(?:a|an|the|look"
          rf"|be|to|into|in|at|during|like) )*"
          rf"(?P<to>(?:{any_word(TIMES)})(?:[- ]?time)?)", lambda match, said: Background(to=match["to"])),
    # light and colour
    _rule(rf"(?P<verb>make|turn|render|change|let|get|have|give) (?P<what>.+?){BE} {CHANGE}", made_adjust),
    _rule(rf"(?P<what>.+?){BE} {CHANGE}(?: looking| overall)?", made_adjust),
    _rule(rf"(?:(?P<what>(?!needs).+?) )?(?:could use|needs?|could do with|wants?|deserves?|lacks?|is missing"
          rf"|is lacking|has too little|has too much|"
          rf"should have)(?: (?:some|a bit of|a bit|more|extra|a little|way|a lot"
          rf"|less))* (?P<quantity>{any_word(QUANTITIES)})", made_lacks),
    _rule(r"(?:make (?P<what>.+?) |(?:it |this )?needs? to )?(?:pop|sing|stand out)(?: more| out)*",
          made_pop),
    _rule(rf"(?:(?:go|get|be|try|something|looking|keep it|do it) )?{CHANGE}(?: only| overall| all over| all round"
          rf"| everywhere| picture| image| look)*", made_adjust),
    _rule(r"(?P<verb>(?P<change>brighten|lighten|darken|dim|warm|cool|sharpen|blur|soften|saturate|desaturate|light"
          r"|illuminate))(?: up| down| off)?(?: only| just)?(?: (?P<what>.+?))?(?: up| down| off)?", made_adjust),
    _rule(rf"(?P<way>{UP})(?: (?:more|some|the|its|their|overall|of))* (?:more )?(?P<quantity>{any_word(QUANTITIES)})"
          rf"(?: (?:up|down|back|levels?|overall))*(?: (?:of|in|to|on|for) (?P<what>.+?))?", made_quantity),
    _rule(rf"(?:turn|crank|bump|push|bring|dial|tone|pump|take|knock|lift|pull|tune|wind|scale|bring) (?:the |its "
          rf"|up the |down the )?"
          rf"(?:(?P<what>.+?)(?:'s)? )?(?P<quantity>{any_word(QUANTITIES)})(?: (?:of|in|on) .+?)? (?P<way>up|down|back"
          rf"|way up|way down|off)",
          made_quantity),
    _rule(rf"(?:the )?(?P<quantity>{any_word(QUANTITIES)}){BE} (?P<way>higher|lower|up|down|more|less|stronger|weaker"
          rf"|reduced|"
          rf"increased|raised|lowered|toned down)(?: (?:in|of|on) (?P<what>.+))?", made_quantity),
    _rule(rf"(?:some |a )?{CHANGE} (?:tones?|colou?rs?|light(?:ing)?|hues?|look|feel|mood|shades?|edges|atmosphere)"
          rf"(?: (?:on|in|for|of|to) (?P<what>.+))?", made_tones),
    _rule(r"(?:tone|calm|mute|knock|take)(?: (?P<what>.+?))? down(?: (?P<what2>.+))?", made_toned_down),
    _rule(rf"(?:the )?(?:{'|'.join(COLORS)})s (?:should |could |need to |must )?(?:be )?(?:toned down|less strong"
          rf"|calmer)",
          lambda match, said: Read((Adjust(change="less color", amount=said.amount),), manner="complaint")),
    # style
    _rule(rf"(?:(?:{MAKE}|do|convert|redraw|draw|restyle|transform|redo|reimagine|see|show|imagine"
          rf"|try) )?(?:{PICTURE}(?:'d|'s)? )?"
          rf"(?:(?:should|could|would|might|to|were|was|be|had been|is|can|look|work|go|do|come|drawn|painted|done"
          rf"|made|rendered|"
          rf"better|best|nice|good|nicer|great|all|more|instead|out|looking|styled) )*(?:(?:in|into|to|like|as|with|of"
          rf"|from|out of|"
          rf"made of) )+(?:the |an? )?(?P<style>.+)", made_restyle),
    _rule(rf"(?:(?:{MAKE}|do|try|use|apply|add|convert|redraw|restyle) )(?:{PICTURE} )?(?:the |an? "
          rf"|some )?(?P<style>.+)",
          made_restyle),
    _rule(r"(?P<style>[a-z]+?)-?(?:ify|fy|ise|ize) (?:it|this|everything|the (?:picture|image|photo))", made_restyle),
    _rule(r"(?:(?:as if|like|as though|imagine|pretend) )?(?P<style>.+?) (?:had )?(?:painted|drew|drawn|made"
          r"|did) (?:it|this)", made_restyle),
    _rule(r"(?:in |an? |the )?(?P<style>.+ (?:style|look|version|vibe|aesthetic|treatment)|.+-style)", made_restyle),
    _rule(r"(?:an? )?(?P<style>.+)",
          lambda match, said: Restyle(style=match["style"]) if match["style"].lower() in said.vocabulary.styles
          and color_of(match["style"], said.vocabulary) is None else None),
    # colour of a thing
    _rule(r"(?:swap|switch|exchange|trade) (?:their|the) colou?rs(?: (?:of|around|over|between) .+)?", made_set_off),
    _rule(rf"(?:change|turn|switch|make) (?P<what>.+?) from [\w ]+ (?:to|into) {COLOR}", made_recolor),
    _rule(rf"(?P<what>.+?) (?:would|could|should|might) (?:look|be|work) (?:better|nicer|good|great|best"
          rf"|prettier) (?:in|as|with) {COLOR}",
          made_recolor),
    _rule(rf"(?:change|switch|set|turn|make) (?:the )?colou?rs? of (?P<what>.+?) (?:to|into|be|as) {COLOR}",
          made_recolor),
    _rule(rf"(?:change|switch|set|turn|make) (?P<what>.+?)(?:'s)? colou?rs? (?:to|into|be) {COLOR}", made_recolor),
    _rule(rf"make (?P<what>.+?) less (?:{any_word(COLOR_WORDS)})", made_comment),
    _rule(rf"(?P<what>(?:the |her |his |its |their |my |our ).+?) in {COLOR}", made_recolor),
    _rule(rf"with (?P<what>the .+?) in {COLOR}", made_recolor),
    _rule(rf"(?:use |try |go for |how about )?(?:more )?…? ?{COLOR} for (?P<what>.+)", made_recolor),
    _rule(rf"{OF}(?: the same)? {COLOR}", made_recolor),
    _rule(rf"(?:more ?(?:…|\.\.\.)? ?)?(?:the same )?{COLOR}", made_recolor),
    _rule(rf"(?P<color>{any_word(COLOR_WORDS)}) (?P<what>[a-z]+)", made_recolor),
    # size
    _rule(rf"(?P<verb>enlarge|grow|scale up|shrink|scale down|double|triple|halve|blow up|magnify|expand|size up"
          rf"|size down|supersize|upsize|downsize|scale|"
          rf"resize|minimi[sz]e|embiggen|increase|reduce|inflate|stretch)(?: the size of| the)?(?: (?P<what>.+?))??"
          rf"(?: up| down| in size)?(?P<size>(?: (?:by|to))?(?: about)? {NUM}(?: (?:its|the)(?: \w+)? size)?)?",
          made_resize),
    _rule(rf"(?P<verb>blow|scale|size|bump) (?P<what>.+?) (?P<size>(?:up|down)(?: (?:by|to))?(?: {NUM})?)",
          lambda match, said: Resize(what=made_what(match), factor=factor_of(
              match[0], grown="down" not in match["size"], amount=said.amount))),
    _rule(rf"{OF}(?: (?:even more|more|at|to))? {SIZE}", made_resize),
    _rule(r"(?:an? |the )?(?:even )?(?P<size>bigger|larger|smaller|taller|tinier|wider|longer|shorter|fatter"
          r"|thinner) (?P<what>(?!than)[\w-]+"
          r"(?: [\w-]+)?)(?: (?:on|in|for) .+)?", made_resize),
    _rule(rf"(?:cut|bring|take|knock|chop) (?P<what>.+?) down (?P<size>(?:to|by) (?:about )?{NUM}(?: (?:its|the"
          rf"|of its)(?: \w+)?)?)", lambda match, said:
          Resize(what=made_what(match), factor=factor_of(match[0], grown=False, amount=said.amount))),
    _rule(rf"(?:at |to )?{SIZE}", made_resize),
    # remove
    _rule(r"(?:there are |there's |there is )?(?:too many|too much) (?P<what>.+)", made_remove),
    _rule(r"(?P<what>.+?)(?:'s| is| are) (?:in the way|an eyesore)(?: .+)?", made_in_the_way),
    _rule(r"(?:take|cut|edit|wipe|strip|crop|throw|leave|get|rub|clean|pull|photoshop|remove) (?P<what>.+?) (?:away"
          r"|out|off)(?: (?:of )?.+)?",
          made_remove),
    _rule(rf"(?P<verb>{REMOVE}) (?P<what>.+)", made_remove),
    _rule(r"(?:make )?(?P<what>.+?)(?: (?:really|just|also|both|all))?(?:'s|:| is| are)? ?(?:(?:needs?|has|have|got"
          r"|'s got|must|should|can|could)"
          r"(?: to)? (?:go(?: away)?|disappear|vanish|leave|be (?:gone|removed|deleted|erased|left out))|gone|removed"
          r"|deleted|"
          r"disappear|vanish|go away|(?:one|two|a few) too many|(?:shouldn't|should not|must not|mustn't) be (?:there"
          r"|here|in .+)|"
          r"(?:does not|doesn't|don't) belong(?: .+)?|no more|be gone)", made_remove),
    _rule(r".+? (?:shouldn't|should not|must not|mustn't|needn't|doesn't need to|does not need to|needs? no longer) "
          r"(?:have|wear|hold|carry|be wearing|be holding) (?:an? |any |the )?(?P<what>.+)", made_remove),
    _rule(r".+? (?:doesn't|does not|don't) (?:need|want) (?:an? |any |the )?(?P<what>.+)", made_remove),
    # replace
    _rule(r"(?P<verb>replace|swap|substitute|exchange|switch|trade|change)(?: out)? (?P<what>.+?)(?: out)? "
          r"(?:with|for|by|to|into) (?P<by>.+)", made_replace),
    _rule(r"(?P<verb>turn|transform|convert|make|morph) (?P<what>.+?) (?:into|to|in to|be) (?P<by>(?!the (?:left"
          r"|right)).+)",
          made_replace),
    _rule(r"(?:put|draw|use|have|place|show)? ?(?P<by>.+?) (?:in place of|in lieu of|instead of|rather than"
          r"|in the place of) "
          r"(?P<what>.+)", made_replace),
    _rule(r"(?:use|put) (?P<by>.+?) for (?P<what>the .+)", made_replace),
    _rule(r"(?:have |see )?(?P<by>an? .+?) (?:rather than|than) (?P<what>(?:an?|the) .+)", made_replace),
    _rule(r"(?:put|draw|place) (?P<by>an? .+?) where (?P<what>the .+?) (?:is|was|stands|sits|are|were)(?: now)?",
          made_replace),
    _rule(r"(?:instead of|rather than|in place of) (?P<what>.+?) (?:put|use|have|draw|show|i'd like|i want|make it"
          r"|give me|there "
          r"should be) (?P<by>.+)", made_replace),
    _rule(r"(?:instead of|rather than|in place of) (?P<what>.+)", made_not),
    _rule(r"(?P<what>(?!there\b).+?) (?:should|could|can|must|needs to|ought to)(?: (?:rather|really|actually|probably"
          r"|better))? (?:be|become) (?P<by>an? .+)", made_replace),
    _rule(r"(?P<what>.+?) becomes (?P<by>.+)", made_replace),
    _rule(r"(?P<verb>make) (?P<what>.+?) (?P<by>an? .+)", made_replace),
    _rule(r"(?:put|use|place|draw|have) (?P<by>.+) (?:there|in its place|in there|instead)|(?P<by2>.+) (?:in its place"
          r"|instead)",
          made_there),
    # move
    _rule(r"(?:raise|lift(?: up)?) (?P<what>.+)", lambda match, said: Move(what=made_what(match), to="top")),
    _rule(r"(?:lower|let down) (?P<what>.+)", lambda match, said: Move(what=made_what(match), to="bottom")),
    _rule(rf"(?P<what>(?!an? ).+?) (?:would|could|might|should) (?:look|be|work|fit|sit) (?:better|nicer|good|great"
          rf"|best) {PLACE}", made_move),
    _rule(r"cent(?:er|re) (?P<what>.+)", lambda match, said: Move(what=made_what(match), to="middle")),
    _rule(rf"(?P<what>.+?) (?:belongs?|goes|(?:should|could|must|can) (?:go|sit|stand|move)) {PLACE}", made_move),
    _rule(rf"(?P<verb>{MOVE}) (?P<what>(?!an? |some |another |one more ).+?) {PLACE}", made_move),
    _rule(rf"(?:{MOVE}|a bit|more|further|over)?(?: more| further)? ?{PLACE}",
          made_bare_move),
    _rule(rf"(?P<what>(?!an? |some |another |one more |two |three |more |put |add |draw |place ).+?){BE} "
          rf"(?=(?:(?:over|across|up|down|further) )*(?:to|towards?|in|on|at|near|more|further)\b){PLACE}", made_move),
    # add
    _rule(r"give (?P<anchor>.+?) (?P<what>(?:an?|some|two|three|another|more|(?:his|her|its|their|red|blue|big"
          r"|little)) .+)", made_give),
    _rule(r"give (?P<anchor>(?:the|my|this|that|our) \S+|him|her|it|them) (?P<what>.+)", made_give),
    _rule(r"(?:(?:have|let|make) )?(?P<anchor>.+?)(?: (?:should|could|must|can))?(?: be)? (?:hold|holding|holds|carry"
          r"|carrying) (?P<what>.+)", made_held),
    _rule(r"(?P<anchor>the .+?) (?:could use|could do with|needs|wants|deserves|should have|should wear|must wear"
          r"|could wear)"
          r" (?P<what>(?:an?|some|two|another) .+)", made_give),
    _rule(r"(?:have|let|make) (?P<anchor>.+?) (?:wear|wearing|have|put on|hold|holding) (?P<what>(?:an?|some|two"
          r"|another) .+)",
          made_give),
    _rule(r"(?:fill|cover|decorate|dot|sprinkle|scatter|surround|top|fill up|line|crown|deck|adorn"
          r"|litter) (?P<anchor>.+?) with (?P<what>.+)", made_filled),
    _rule(rf"(?P<what>(?:an? "
          rf"|some )?(?:\w+ )?(?:{'|'.join(sorted(each for each in WEARABLES if each.isascii()))})) for (?P<anchor>.+)",
          made_give),
    _rule(r"(?:dress|put) (?P<anchor>(?!an? |some ).+?) in (?P<what>(?:an?|some) .+)", made_give),
    _rule(rf"(?P<verb>{ADD}) (?:also |in )?(?P<what>.+)", made_add),
    _rule(rf"(?P<what>(?:an?|another|one more|some|a few|several|more"
          rf"|{'|'.join(each for each in NUMBERS if each.isascii())}) .+)", made_add),
    # what is said beside it
    _rule(rf"(?:(?P<what>.+?)(?:'s| is| are| looks?| feels?| seems?| was)? )?(?:(?:way|far|much|just|all|a bit"
          rf"|a little|still|kind of"
          rf"|rather|so) )*(?:kind of|sort of|somewhat|really|still|too|overly|over|quite|so|very|rather|all|a bit"
          rf"|a little|awfully|terribly|pretty) "
          rf"(?P<much>{any_word(COMPLAINTS)}|{BIGGER_EN}|{SMALLER_EN})(?: (?:and|for|next to|compared|in|here|to) .+"
          rf"| now)?", made_complaint),
    _rule(r"(?P<what>.+?) ?(?:'s| is| are| looks?| seems?| came out) (?P<much>underexposed|overexposed|blurry|blurred"
          r"|washed out|mushy|gloomy|dull"
          r"|drab|faded|murky|fuzzy|bland|harsh|garish|dim|out of focus)", made_complaint),
    _rule(rf"(?:make (?P<what>.+?) )?less (?P<much>{any_word(COMPLAINTS)})", made_less),
    _rule(rf"(?P<what>it|this|that|everything|the (?:picture|image|photo|scene|colou?rs?|whole .+)) ?(?:'s| is| are"
          rf"| looks?| feels?"
          rf"| seems?) (?P<much>{any_word(COMPLAINTS)})", made_complaint),
    _rule(r"(?:(?P<what>.+?)(?:'s| is| are| looks?| does)? ?)?(?P<enough>not|isn't|n't) (?P<much>[a-z]+) enough",
          made_complaint),
    _rule(r"(?:i|we)(?:'ve)? changed (?:my|our) minds?(?: (?:about|on) (?P<what>.+))?", made_comment),
    _rule(r"(?:it|this|that|they|he|she|everything|something|there|nothing)(?:'s|'re|'d| is| are| looks?| feels?"
          r"| seems?| was| "
          r"would| should| could| has| have| doesn't| isn't| don't)\b.*", made_comment),
    _rule(r"(?P<what>.+?)(?:'s| is| are| looks?| feels?| seems?| was| were| (?:is|are)n't| doesn't| bothers| annoys"
          r"|'re) .+",
          made_comment),
    _rule(r"(?:i|we)(?:'m|'ve|'d)?(?: (?:really|just|do|don't|do not))* (?:think|feel|guess|mean|like|love|hate|prefer"
          r"|see|know|"
          r"believe|find|not sure|sure|wish|hope|said)\b.*", made_comment),
    _rule(r"(?:pretty|very|really|quite|so|almost|much|that'?s)? ?(?:good|nice|great|lovely|perfect|cool|not bad|close"
          r"|better|"
          r"beautiful|amazing|excellent|love it|well done|looks good|looking good|awesome|fine|super|fantastic|wow"
          r"|wonderful|"
          r"thanks.*|thank you.*|cheers|hello|hi|hey|please|yes|no|ok|okay|right|sorry|hmm+|oops|wait|nice one"
          r"|good job)(?: .{0,24})?",
          made_comment),
    _rule(r"(?:if|because|since|so that|so|like|as if|as though|otherwise|kind of|sort of|you know|or so|nothing else"
          r"|only that|etc|"
          r"i mean|as (?:in|it|they|much)|for (?:a|the|more|my)|but not|not too|don't|do not|just like|dreamy"
          r"|nothing (?:fancy|too)|"
          r"to match|which|while|when|unless|maybe|everywhere|somewhere|wherever)\b.*", made_comment),
]  # fmt: skip
