"""The verbs and fixed phrases of English instructions, by what they ask; the kinds are those of
:mod:`danqing.director.edit_english_lexicon`.
"""

from __future__ import annotations

VERBS: dict[str, str] = {  # with their endings
    "a": "add insert include introduce sketch plant sprinkle scatter install squeeze smuggle sneak",
    "p": """
        use fit put place set stick pop hang stand sit perch lay pin park seat station attach plop slap tuck mount
        glue drape throw float draw rest lean
    """,
    "r": """
        remove delete erase ditch scrap discard purge trash eliminate bin chuck dump axe zap banish omit exclude
        lose nix vanish dismiss evict
    """,
    "m": """
        move shift push slide drag scoot nudge shove pull relocate transfer send bring scooch bump swing position
    """,
    "t": """
        make turn change let render transform convert have get want redo redraw restyle reimagine rework imagine
    """,
    "y": "paint colour color dye recolour recolor tint repaint spray stain",
    "x": "replace swap substitute exchange switch trade",
    "g": "give lend hand grant buy bring offer",
    "f": "flip mirror reflect invert reverse",
    "k": "keep preserve isolate retain leave",
}  # fmt: skip

FORMS: dict[str, str] = {  # that are not regular
    "t": "making made turned got getting gets",
    "p": "putting put setting stuck hung stood sat laid",
    "r": "lost deleting losing getting",
    "g": "gave given gimme",
    "y": "dyed",
}  # fmt: skip

PHRASES: dict[str, str] = {  # of one form
    "a": """
        put in|draw in|paint in|stick in|pop in|throw in|toss in|work in|squeeze in|slip in|drop in|bring in|
        bring on|there should be|there should also be|there could be|there must be|there ought to be|
        there has to be|if there was|if there were|there needs to be|there can be|there might be|let there be|
        would there be|could there be|can there be|should there be|may there be|there are|you forgot|we forgot|
        i forgot|in with|in comes|in come|
        enter|let's see|let us see|i miss|we miss|there's room for|there is room for|there's still room for|
        i'm missing|we're missing|pick up|grab
    """,
    "r": """
        too many|there are too many|so many|get rid of|do away with|paint over|cover up|take away|take out|take off|
        take down|clear away|clear out|clear|cut out|cut|clean up|clean off|clean|wash out|sweep away|airbrush out|
        blot out|pluck out|kill|rub out|wipe out|wipe off|wipe|throw out|throw away|leave out|edit out|strip away|
        strip out|strip|crop out|paint out|photoshop out|no more|without|minus|sans|out with|out goes|out go|
        away with|off with|down with|do without|i don't want|we don't want|i don't need|we don't need|don't need|
        i don't want to see|why is there|why are there|why's there|who put|who ordered|i can't stand|
        i could do without|we could do without|i can do without|can do without|could do without|don't want|
        doesn't need|does not need|can live without|could live without|say goodbye to|say bye to|make do without|
        lift out|pull out|skip|toss out|toss|remove all|lose all|scrub out|scrub|what's with|what is with|
        no need for|there's no need for|i'm not keen on|i hate|i'm sick of|fewer|
        hates|dislikes|detests|can't stand|can't bear|is sick of|is tired of|are tired of
    """,
    "m": "center|centre",
    "x": "swap out|switch out|change out|exchange",
    "B": """
        becomes|become|turns into|turn into|changes into|is to become|is now|will be|grows into|morphs into|
        replaced by|replaced with|swapped for|swapped with|exchanged for|switched for|traded for|changed to|
        changed into|turned into|converted into|be replaced by|be replaced with|be swapped for|be exchanged for|
        be changed to|be changed into|be turned into|be converted into
    """,
    "T": "into|to|for a change to",
    "E": """
        goes|go|belongs|belong|moves|move over|comes|come|comes in|goes in|come in|sits|stands|wants to go|
        wants to be|want to be|want to go|
        needs to be|needs to go|has to be|have to be|fits|lives|gets to be|gets to go|arrives|shifts|
        be moved|be shifted|be pushed|be nudged|be dragged|be placed|be put|be set|be sent|be relocated|moved|shifted|
        is better off|are better off|is best|are best|would be better off
    """,
    "M": """
        should|could|can|must|might|may|would|will|ought to|has to|have to|needs to|need to|wants to|'d|'ll|shall|
        is to|are to|had to|got to|gotta|had better|is supposed to|
        's supposed to|'s meant to|are supposed to|is meant to|are meant to|
        please let|i'd rather|we'd rather|i would rather
    """,
    "b": """
        is|are|'s|'re|was|were|be|being|been|looks|look|feels|feel|seems|seem|be given|isn't|aren't|going|turned|
        looking|came out|comes out|stays|stay|appears|appear|to be|be made|be turned|be changed to|be painted|
        be drawn|work better|works better|look better|looks better|be better|be nicer|look nicer
    """,
    "H": "'ve got|'s got|'ve only got|has|have|had|have got|has got",
    "D": """
        gets|got|needs|need|wants|want|lacks|lack|could use|could do with|is missing|are missing|'s missing|
        deserves|gets a go|i want|i need|i'd like|i would like|i'd love|i would love|we want|we need|we'd like|
        we would like|we'd love|i'd like to have|i'd like to see|i want to see|we want to see|i'd love to see|
        can i have|could i have|may i have|can we have|could we have|can i get|could i get|can we get|could we get|
        can i see|could i see|can we see|could we see|might we see|might we have|might i have|give me|gimme|
        give us|get me|show me|let me have|let's have|let us have|lets have|let's go with|let's get|how about|
        what about|what if|i was hoping for|i'm thinking|i am thinking|i'm after|any chance of|
        is there any chance of|i'd rather have|i'd prefer|
        i'd go for|go with|i'd have gone for|i would go for|i prefer|we could use|i could use|i wish for|i wish|
        call for|calls for|requires|require|would be nice with|asks for|would like|would love|'d like|'d love|
        'd rather|is after|should have|should get|must have|ought to have|could have|can have|might have|may have|
        needs to have|has to have|will have|should be given|would have|is missing its|cries out for|
        is crying out for|is begging for|wouldn't mind|i wouldn't mind|we wouldn't mind|is it possible to have|
        possible to have|would suit|suits|wishes for|i was thinking|try|let's try|and maybe|maybe also
    """,
    "w": """
        wear|wears|wearing|wore|put on|be wearing|to wear|has on|have on|had on|dressed in|be dressed in|dress in|
        dressed|in a pair of|sporting|sport
    """,
    "h": """
        hold|holds|holding|held|be holding|carry|carries|carried|carrying|be carrying|clutching|clutch|grip|gripping|
        wielding
    """,
    "k": """
        only keep|keep only|keep just|just keep|leave only|leave just|leave nothing but|nothing but|save only|
        don't touch|do not touch|leave alone|cut around
    """,
    "s": """
        stays|stay|remains|remain|can stay|may stay|should stay|stays put|stay put|stays as is|stays as it is|
        stay as they are|is fine|are fine|is good|are good|is lovely|are lovely|is perfect|are perfect|is great|
        are great|is fine as is|is ok|are ok|is nice|are nice|looks great|looks good|look great|look good|as is|
        as it is|as they are|can stay as it is|stays the same|is alright|is okay|looks fine|looks lovely|unchanged|
        keeps|untouched|can keep|should remain|must stay|looks nice|is wonderful|looks perfect|is beautiful|works
    """,
    "G": """
        get rid|gone|out|off|away|can go|could go|must go|should go|has to go|have to go|needs to go|need to go|
        may go|ought to go|had to go|got to go|gotta go|'s got to go|to go|go away|disappear|vanish|be removed|
        removed|be deleted|deleted|be erased|erased|be gone|be taken out|be taken away|be taken off|taken out|
        taken away|taken off|be left out|left out|goes away|out of there|out of here|outta here|outta there|
        out of the picture|off the picture|out of the way|out of it|out of this|out of shot|out of frame|get out|
        is in the way|are in the way|is not needed|isn't needed|aren't needed|is unnecessary|shouldn't be there|
        should not be there|shouldn't be here|doesn't belong|doesn't belong there|doesn't belong here|don't belong|
        is superfluous|no longer needed|gets the boot|get the boot|is one too many|ruins it|ruins the shot|
        ruins the picture|to leave|can leave|should leave|must leave|scrapped|binned|cut|be cut|is fired|begone|
        be scrapped|be binned|dropped|be dropped|is distracting|are distracting|goes entirely|has got to go|
        have got to go|wants removing|needs removing|need removing|needs deleting|needs to disappear|
        should disappear|should vanish|has to disappear|out completely|out altogether|off completely|
        will have to go|would have to go|is too much|are too much|need not be there|needn't be there|
        don't need to be there|be cropped out|shouldn't be in it|must disappear|is a distraction|spoils it|
        spoils the picture|for the bin|in the bin|to the bin
    """,
    "I": """
        in its spot|in their spot|in his spot|in her spot|where it was|where it is|where they were|where it stood|
        where they are|instead|in its place|in their place|in his place|in her place|in place of it|
        in place of them|in its stead|in that place|instead of it|instead of that|instead of them|instead of this|
        in there instead|rather
    """,
    "X": "than|instead of|rather than|in place of|in lieu of|in the place of|as opposed to|and not",
    "W": "with|using",
    "F": "for",
    "@": "where|in the spot where|in the place where",
    "?": "there's|there is|zoom in|zoom out|there was|it's got|he's got|she's got|they've got|i see|we see",
    "n": """
        not|n't|never|isn't|aren't|wasn't|don't|doesn't|didn't|ain't|wouldn't|couldn't|shouldn't|can't|cannot|won't|nor
    """,
    "^": """
        forget that|forget it|never mind|scratch that|no wait|wait no|actually no|on second thought|
        on second thoughts|strike that|wait|oh wait|no no|hold on|my mistake|i take it back
    """,
    "!": "enough",
    "v": """
        too|so|very|way too|far too|much too|rather too|quite|pretty|awfully|terribly|a bit too|all|still|overly|
        a little too|a touch too|somewhat too|that
    """,
    "R": """
        i asked for|i ordered|i wanted|i had asked for|we asked for|we ordered|i meant|i said i wanted|i requested|
        we wanted|we agreed on|we had agreed on|i had in mind
    """,
    "~": """
        except|except for|apart from|but not|because|cause|cuz|coz|'cause|since|which|who|so that|so we|so i|
        so people|so you|so my|when|until|unless|although|though|whereas|or else|otherwise|like in|whose|in case|
        given that|that's|in order to|to match|just like|to make room|whoever|i'm making|i am making|we're making|
        i'm designing|i'm building|we're building|i'm writing|this is for|it's for|that's for
    """,
    ".": """
        pointed out that|points out that|noticed that|tells me that|told me that|mentioned that|complained that|
        complains that|says that|said that|thinks that|insists that|reckons that|feels that|suggests that
    """,
    "Z": """
        so does|so do|so should|so is|so are|so would|so could|so can|ditto for|likewise for|same goes for|
        the same goes for|same for|the same for|same with
    """,
    "Y": """
        like|look like|looks like|looking like|more like|be like|in the style of|in the manner of|in the spirit of|
        as if by|as if it were|as though it were|more of|in a style like|something like|a bit like|as|made of|
        made from|made out of|in the look of|kind of like|in the way of
    """,
    "O": """
        the other way|the other way round|the other way around|around|round|backwards|back to front|
        the other direction|in the other direction|in the opposite direction|the opposite way|
        the opposite direction|face left|face right|face the other way|face the left|face the right|facing left|
        facing right|look left|look right|look the other way|looking left|looking right|looking the other way|
        facing the other way|pointing left|pointing right|point left|point right|pointing the other way|
        point the other way|be flipped|be mirrored|flipped|mirrored|be turned around|turned around|turned round|
        be turned round|be reversed|reversed|left to right|left-right|from left to right|horizontally|
        the wrong way round|the wrong way|in reverse|to face left|to face right|to face the other way|to look left|
        to look right|to look the other way|facing the wrong way|looking the wrong way|facing the wrong direction|
        sideways|side to side|left for right|go the other way|going the other way|walk the other way|
        swim the other way|run the other way|flipping|heading left|heading right|heading the other way|
        head the other way|look to the left|look to the right|look towards the left|face towards the left|
        facing the opposite way|over the vertical axis|face to the left|facing to the right|turning around|
        look the opposite way|face the opposite way|face the opposite direction|right to left|mirror-wise|
        mirror image
    """,
    "V": """
        upside down|upside-down|vertically|top to bottom|head over heels|stand on its head|up-down|topsy-turvy|
        from top to bottom|bottom up|the right way up|right way up|right side up|over the horizontal axis|
        wrong way up|the wrong way up|up down|standing on its head|turned over|over onto its head
    """,
}  # fmt: skip
