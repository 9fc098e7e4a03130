"""What English instructions may say beside what they ask: polite words, remarks, hints."""

from __future__ import annotations

POLITE = """
    nah nope
    actually again ah already alright also anyway anyways apparently asap aw basically bonjour both-of btw
    certainly cheers clearly completely congrats dear definitely overall directly eh else entirely erm even ever exactly
    finally firstly folks frankly fully gently good great guys haha hello here hey hi hm hmm honestly hopefully
    ideally if immediately imo in-between just kinda kindly lastly literally lol love lovely mate maybe n next
    nice nicely nope now obviously oh ok okay omg once oof oops perhaps personally please pleeease pls plz
    possibly preferably probably properly quickly quite really right-away rn secondly simply slightly-different
    somehow somewhere sorry sorta still such surely ta tbh thanks then there though thx today tonight totally u
    ugh uh um well would-you wow ya yeah yep yes yet
"""
POLITE_PHRASES = """
    or two|
    no more no less|no more no fewer|too much going on|going on|how come|why do|why does|can't we|couldn't we|
    can we not|could you not|can't you|couldn't you|in between|can you|could you|would you|will you|can u|could u|
    would u|can ya|could ya|you could|can we|could we|may we|might we|i think|i guess|i reckon|i believe|i feel|
    i say|i'd say|i mean|you know|i suppose|i swear|i must say|if you can|if you could|if you would|
    if you don't mind|if possible|if that's ok|if you'd be so kind|be so kind as to|do me a favour and|
    do me a favor and|would you mind|do you mind|is it possible to|would it be possible to|let's|lets|let us|
    i want you to|i'd like you to|i need you to|we need to|i need to|you need to|you should|we should|you can|
    why don't you|why not|why don't we|go ahead and|feel free to|make sure|make sure that|see to it that|
    remember to|try to|while you're at it|for me|a lot of|as well|of course|for once|by the way|first of all|
    last thing|one more thing|other than that|for now|right now|for a start|good start|in fact|that is|i.e.|i.e|ie|
    e.g.|thank you|thanks a lot|many thanks|god bless|in the picture|in this picture|in the photo|of the picture|
    of the image|of the frame|of the photo|in the image|on the picture|from the picture|in the scene|
    from the scene|in this one|from the photo|from the image|in the distance|i was thinking that|
    i was wondering if|i wonder if|i hope|i said|would be nice|would be great|would be lovely|would help|
    would do nicely|would do|wouldn't hurt|n't hurt|wouldn't go amiss|would fit|would cheer things up|might help|
    would be cool|would be perfect|would be good|would be better|would look great|would look good|would look nice|
    would look better|would look lovely|would work|would be fun|would be best|would be a nice touch|might be nice|
    could be nice|to the picture|to the scene|to the image|to the photo|while we're at it|if we could|i'd|we'd|
    i will|i'll|we'll|i'm going to|i am going to|at all|or so|after that|afterwards|at least|or something|
    or whatever|for real|on it's own|you see|in my opinion|as before|for good measure|some more|if u can|
    it would be nice if|it'd be nice if|would it be possible for|it'd be great if|it would be great if|
    i'd be happy if|it'd be funnier if|it would be better if|it'd be better if|it would look better if|
    i'd love it if|what if|go for|let me see|how hard would it be to|is there any way to|is there a way to|
    any chance you could|doesn't matter|does not matter|never you mind|in there|over there|out there|up there|
    what would it look like|what would this look like|how would it look|how would this look|a version where|
    a version in which|a picture where|is what i had in mind|is what i want|is what i wanted|is what we want|
    is what we need|is what i need|
    is what it needs|is what i'm after|is what i was after|is all i want|are what i want|is all it needs
"""
