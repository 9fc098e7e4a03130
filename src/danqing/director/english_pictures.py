"""Nouns that name a picture itself, and the words around them: what it is made as, asked for and told by."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director.english_words import words_of

# They bear a name or a text, and whatever is named beside them is whose they are.
BEARERS = words_of("""
    logo logotype wordmark monogram poster flyer flier leaflet brochure pamphlet card postcard invite invitation
    banner header sign signboard label sticker badge crest emblem ticket menu cover certificate bookmark
    packaging billboard advert ad advertisement newsletter thumbnail stamp infographic flashcard worksheet
    storefront voucher placard playbill programme wrapper notice tag packet tshirt coaster shirt t-shirt tee
    hoodie mug tote jersey patch masthead letterhead signage
""")
# They are made for a house, a firm or a group, and carry its name.
BRANDED = words_of("""
    logo logotype wordmark monogram sign signboard label menu storefront signage packaging letterhead masthead
    badge notice packet crest emblem banner header cover poster flyer flier leaflet brochure billboard advert ad
    shirt t-shirt tee
""")
DRAWN = words_of("""
    icon favicon sprite spritesheet tileset texture pattern mockup mock-up render rendering archviz mascot
    tattoo sleeve design avatar turnaround lineup storyboard emote pictogram skybox blueprint diagram chart map
    moodboard visualisation visualization decal stencil visual visuals flash wallpaper panel illustration sketch
    drawing doodle painting watercolour watercolor artwork print photo photograph photography snapshot portrait
    caricature comic webtoon infographic tile colouring_page coloring_page mural mosaic collage engraving
    woodcut linocut etching border shot art concept screen sheet boss asset prop props interface hud clipart
    clip-art keyframe frame overlay slide wireframe graph lookbook editorial elevation token placemat puzzle quilt
    cutaway cross-section timeline flowchart plate study speedpaint splash cinematic motif envelope page spread
    plan image emoji gif meme
""")
HEADS = BEARERS | DRAWN
# Things as well as pictures, which must be asked for or told more of to be the picture itself
THINGS = words_of("""
    tile map sign label card ticket banner menu stamp badge cover chart patch print mug billboard panel border
    tote shirt t-shirt tshirt tee hoodie notice tag packet jersey screen sheet prop props boss packaging
    postcard flash sleeve texture pattern design portrait shot visual visuals painting poster photo drawing
    sketch art concept wallpaper certificate coaster wrapper programme crest placard storefront frame overlay
    slide token placemat puzzle quilt plate study envelope page spread plan image splash cinematic motif
    elevation cutaway timeline asset interface stencil mural mosaic comic mascot decal tattoo emoji meme
""")
# Whatever is named before them may be what is seen in them: "treasure chest sprite", but not "law firm logo".
SHOWING = words_of("""
    icon logo sprite emblem sticker emote pictogram tattoo decal crest badge mascot sheet turnaround mockup avatar
    pattern portrait tile tileset texture
""")
# Before a noun of pictures they belong to it: "character sheet"
SORTS = words_of("character model sprite sticker tile icon select splash loading title key nose matte concept front")
NOT_SHOWN = (
    kinds.HYPERNYMS
    | kinds.ANYONE
    | words_of("""
    enemy boss npc brand product pet family baby couple school wedding birthday fashion food travel card app game web
    book movie film music band team company club shop weather map menu hero villain team fantasy art pencil ink pen
    paper line chalk stage holiday street nature studio action
""")
)
# What may stand before the picture where somebody asks for it
LEADS = words_of("""
    please pls hi hello hey can could would you u i i'd id i'm we we'd need want like love make draw create design do
    paint give me us get to see have looking for after just so ok okay it's its as this is some a an the my our one
    another new kindly generate produce
""")
ASKING = words_of(
    "just need want like love make draw create design do give get looking after generate produce please pls"
)
ARTICLES = words_of("a an the my our one another some this")
# Pictures that a wish begins with, whatever article they have: "a christmas card with"
PAPERS = words_of("cover card poster postcard banner packaging print portrait menu")
WHOLE = words_of("poster postcard map chart diagram comic mural mosaic tattoo")  # "a poster of a fox"
ARTS = words_of("art portrait shot visual visuals study concept ad photo sketch drawing painting asset")  # ", rpg art"
# Goods that are pictures only where they are asked for: "t-shirt design", "mug for my dad"
GOODS = words_of("""
    shirt t-shirt tshirt tee hoodie mug tote jersey wrapper coaster tag packet
""")
# Things that are pictures only by the noun before them: "storyboard frame"
OBJECTS = words_of("token plate envelope quilt puzzle slide placemat frame spread page image plan study splash")
EMBLEMS = words_of("logo icon emblem badge crest tattoo monogram favicon pin")
SHAPE_ALONE = words_of("banner image")  # which say only how wide it is, or nothing
PAIRS = words_of("""
    profile_picture profile_pic card_back card_front cover_shot logo_mark word_mark comic_strip book_mark
    storyboard_frame film_frame botanical_plate magazine_spread title_slide storybook_page
    colouring_page coloring_page comic_page book_page charcoal_study figure_study floor_plan character_token
    game_token
    seating_plan magazine_page
""")
SETS = words_of("set pack series collection bundle kit")  # of icons or stickers
ROOMS = words_of("mockup render rendering visualisation visualization concept")  # of a room or a building
SHAPED = words_of(
    "wide square tall vertical upright horizontal landscape printable cute nice simple good cool small big"
)
# No part of a name of a picture
STOPS = words_of("""
    a an the and or but of in on at with for to from by as is are was be it that which who where my our your his her
    its their this no not under over near wearing holding says say saying reads reading called named titled should
    must has have had looks look
""")
# What may follow it
TAILS = words_of("of with showing featuring about where that which in by named called titled saying says to like")
NAMING = words_of("called named titled")
DEMANDS = words_of("should must needs has")
# Behind a text that is written in it
GOES_ON = words_of("with and in for of showing featuring written at on across along please")
OPENING_TAILS = words_of("of with showing featuring about")
# Where it is said no more whom it is for
CLIENT_ENDS = words_of(
    "with showing featuring that which where who about named called titled saying says its it's just"
)
