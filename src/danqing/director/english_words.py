"""The English words of grammar by which a wish's scene is read, and what verbs and prepositions say of two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def words_of(text: str) -> frozenset[str]:
    """Words between spaces; an underscore stands for a space."""
    return frozenset(each.strip().replace("_", " ") for each in text.split())


def _table(text: str) -> dict[str, str]:
    """``value: word word`` lines as word → value; an underscore stands for a space."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        value, _, words = line.strip().partition(":")
        found |= dict.fromkeys((word.replace("_", " ") for word in words.split()), value)
    return found


def by_first(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first words."""
    found: dict[str, tuple[str, ...]] = {}
    for each in phrases:
        first = each.split()[0]
        found[first] = (*found.get(first, ()), each)
    return found


# Words that stand before a noun phrase
INDEFINITE = words_of("a an another")
DEFINITE = words_of("the this that these those said such")
POSSESSIVES = words_of("my your his her its our their whose")
OWNERS: Mapping[str, str] = {"its": "it", "his": "him", "her": "her", "their": "them"}
QUANTIFIERS = words_of(
    "some any many several few various numerous countless plenty multiple lots loads tons endless more"
)
VAGUE = QUANTIFIERS - {"any", "more"}
EACH = words_of("each every either both all")
NEGATIONS = words_of("no without neither nor zero")
ALONE_OWNERS = words_of("mine yours hers ours theirs")  # of what was named before
EXCEPTIONS = words_of("except bar save but barring excepting excluding apart")  # before what is left out of a group
REST = words_of("rest others remainder")
BEFORE_NUMBERS = words_of("""
    just only about around exactly roughly like maybe almost nearly over precisely single lone solitary
""")
APPROXIMATE = words_of("like about around over almost nearly roughly")  # before numbers
ONES = words_of("single lone solitary sole")
NUMBERS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12,
}  # fmt: skip
# "a pair of cats", "a couple cats"
GROUPS_OF: Mapping[str, int | None] = {
    "pair": 2, "couple": 2, "duo": 2, "brace": 2, "trio": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quintet": 5,
    "dozens": None, "hundreds": None, "thousands": None, "scores": None, "lot": None, "lots": None, "loads": None,
    "tons": None, "plenty": None, "number": None, "handful": None, "group": None, "bunch": None, "flock": None,
    "herd": None, "pack": None, "swarm": None, "shoal": None, "school": None, "pride": None, "litter": None,
    "cluster": None, "clump": None, "pile": None, "stack": None, "heap": None, "row": None, "rows": None, "line": None,
    "crowd": None, "gang": None, "troop": None, "family": None, "gaggle": None, "collection": None, "assortment": None,
    "variety": None, "selection": None, "circle": None, "ring": None, "string": None, "fleet": None, "colony": None,
    "army": None, "team": None, "set": None, "range": None, "piles": None, "stacks": None, "heaps": None,
    "scattering": None, "sprinkling": None, "flight": None, "murder": None, "pod": None, "brood": None, "queue": None,
    "parade": None, "procession": None, "bundle": None, "few": None, "caravan": None, "lines": None, "groups": None,
    "clusters": None, "mix": None, "series": None, "flocks": None, "herds": None, "mountain": None,
}  # fmt: skip
# Parts of a thing that say where: "the edge of a cliff"
PARTS = _table("""
    on: top roof surface summit peak tip rim brim lip
    in: middle centre center heart midst inside interior depths mouth
    next_to: side edge end corner outskirts bank banks shore foot base
    in_front_of: front entrance
    behind: back rear
    under: underside
    below: bottom
""")
ORDINALS = words_of("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth last next other
    remaining rest
""")


HIM = words_of("him he himself")
HER = words_of("her she herself")
REFERRING = HIM | HER | words_of("it them they itself themselves each both")
SUBJECTS = words_of("they he she")  # pronouns that only a verb follows
PRONOUNS = words_of("it its they them he him she her itself themselves himself herself this that these those")
SPEAKERS = words_of("""
    i me we us you myself i'm i'd i've we're you're everyone everybody people's anyone who'd one's i'll
""")
REQUESTS = words_of("""
    try use let do dreaming dream keep picturing imagining planning making doing drawing want wants need needs
    like likes love loves wish wishes get have imagine picture think thinking draw make create paint design
    generate show see give mean meant remember saw spotted imagined gimme love'd prefer ask asks asked wanted
    hoping hope expect after fancy include add put render sketch illustrate depict
""")
WISHES = words_of("want wants wanted asked loves likes needs said says wish drew painted sketched")  # of someone else
LOOKING_ON = words_of(
    "find guess spot see know learn count colour color read understand notice tell"
)  # no part of a scene
RELATIVES = words_of("who which that whose where whom")
AND = words_of("and & plus then vs versus")
OR = words_of("or nor")
BUT = words_of("but yet though although while whereas")
BE = words_of("is are was were be been being am 's 're stands remains isn't aren't")
AUXILIARIES = words_of("""
    can could will would shall should may might must do does did has have had having having's got gets getting wo
    ca ought going
""")
MODALS = words_of("can could will would shall should may might must do does did ought wo ca")
MODAL_NOUNS = words_of("can well may might will")  # things only after an article
HAVE = words_of("has have had having got gets features featuring includes including bears bearing shows")
SUBORDINATE = words_of("because since so if unless until when whenever whether than")
ADVERBS = words_of("""
    very really quite too so rather slightly somewhat extremely super fairly just only also even still already
    almost always never often sometimes here there somewhere everywhere nowhere away together apart alone please
    pls kindly maybe perhaps obviously honestly actually basically literally definitely preferably possibly
    clearly absolutely otherwise instead though however again well way far off out up down back ahead afar nearby
    upside downwards upwards asap what how why when simply merely exactly nicely neatly softly gently happily
    sadly quietly loudly proudly all both each totally completely partly half directly right straight high low
    deep once twice etc forward forwards backwards sideways overhead outside indoors outdoors inside ok okay hi
    hello hey oh er um yes yeah kind sort bit thanks thank hmm hm nah nope ugh ooh wow tbh btw plz cheers ta sorry
    haha hehe aha ah aww uh wait now later soon today tonight tomorrow yesterday ever else anyway lol mostly mainly
    chiefly largely
""")
# Deeds that need no object: "a flying pig" flies, but "feeding pigs" feeds pigs
INTRANSITIVE = words_of("""
    fly run swim sleep jump sit stand lie dance smile glow fall burn melt float shine bloom sparkle shoot blaze
    laugh cry hover roar bark sing grin spin bounce leap gallop flower swirl flicker twinkle drip dangle hang sail
    crawl howl snow rain bubble steam smoke explode wilt rot glitter gleam weep rise set wave march walk
""")
SIDED = words_of("""
    left right front back top bottom middle upper lower left-hand right-hand rear central outer inner
""")
HALVES = words_of("end half")  # of which a thing has two
TURNS = words_of("left right round straight back low high")  # after a noun: where it is or goes
PARTICLES = words_of("up out down off just only away together happily its back")  # after a verb
SIZES = words_of("""
    big small little large great old young new tall short long fat thin huge tiny giant mini wild dead
""")
SHADES = words_of("""
    dark light bright pale deep pastel neon vivid sky navy baby lime hot royal soft dusty rusty forest blood
""")

# What a preposition says from the first thing to the second
PREPOSITIONS = _table("""
    left_of: to_the_left_of on_the_left_of left_of on_the_left_side_of to_the_left_side_of at_the_left_of
    left_of: on_the_left-hand_side_of to_the_left-hand_side_of at_the_left_side_of just_left_of
    left_of: to_the_immediate_left_of to_the_far_left_of
    right_of: to_the_right_of on_the_right_of right_of on_the_right_side_of to_the_right_side_of at_the_right_of
    right_of: on_the_right-hand_side_of to_the_right-hand_side_of at_the_right_side_of just_right_of
    right_of: to_the_immediate_right_of to_the_far_right_of
    above: above over high_above directly_above just_above up_above right_above
    below: below directly_below just_below right_below
    under: under underneath beneath directly_under right_under
    next_to: next_to beside near by close_to alongside adjacent_to right_next_to near_to nearby at_the_side_of
    next_to: by_the_side_of
    next_to: on_either_side_of on_both_sides_of at_the_foot_of at_the_edge_of on_the_edge_of around round against
    next_to: all_around all_round surrounding next beside_of on_each_side_of
    in_front_of: in_front_of right_in_front_of before at_the_front_of ahead_of outside outside_of just_outside
    in_front_of: just_in_front_of directly_in_front_of
    behind: behind right_behind at_the_back_of in_back_of directly_behind
    on: halfway_up halfway_down half-way_up part-way_up partway_up high_up_on
    on: on upon on_top_of atop onto aboard astride on_the_top_of on_to across on_the_back_of all_over
    in: in inside within into inside_of in_the_middle_of in_the_centre_of in_the_center_of at_the_centre_of in_among
    in: among amongst amid amidst at_the_center_of in_the_midst_of
    with: with w/ along_with together_with complete_with plus
    without: without instead_of rather_than except except_for apart_from minus excluding
    at: at
    between: between in_between
    through: through along down up past throughout beyond via
    to: after
    skip: for as like about than per despite since of unlike considering during until because_of
    skip: in_the_style_of in_the_manner_of as_if as_though such_as
    to: to toward towards
    from: off from out_of from_inside
    behind: from_behind
    under: from_under from_beneath from_underneath
""")
# On a side of the picture: what stands there is to that side of what stands on the other.
SIDES = _table("""
    left: on_the_left on_the_left_side on_the_left-hand_side to_the_left at_the_left at_left on_left on_the_far_left
    right: on_the_right on_the_right_side on_the_right-hand_side to_the_right at_the_right at_right on_right
    right: on_the_far_right
    middle: in_the_middle in_the_centre in_the_center
    top: at_the_top on_the_top up_top in_the_top at_top
    bottom: at_the_bottom at_bottom along_the_bottom in_the_bottom
    front: in_the_foreground
""")
# In which order things are told.
ORDERS = _table("""
    left_of: left_to_right from_left_to_right from_the_left l_to_r starting_from_the_left starting_on_the_left
    right_of: right_to_left from_right_to_left from_the_right starting_from_the_right
    above: top_to_bottom from_top_to_bottom from_the_top
    below: bottom_to_top from_bottom_to_top from_the_bottom
    in_front_of: front_to_back from_front_to_back
""")
# Adverbs that place a thing by the one named before.
ALONE = _table("""
    behind: behind at_the_back in_the_back further_back out_back
    next_to: on_either_side either_side on_both_sides on_each_side at_either_side all_around between in_between
    next_to: on_all_sides around all_round close_by at_the_side to_the_side to_one_side off_to_the_side
    below: below underneath beneath from_below
    above: above overhead from_above
    next_to: nearby beside alongside on_one_side on_the_other_side on_the_other
    on: on_top aboard on_board
    in_front_of: outside in_front out_front at_the_front up_front just_in_front right_in_front
    in: inside
""")
# What a verb says from its subject to its object
VERBS = _table("""
    holding: hold carry grip clutch grasp cradle wield brandish lift raise juggle balance swing wave grab hoist cup tote
    holding: hug cuddle embrace nurse hand offer play strum eat nibble munch lick sip drink chew read knit sew clink
    holding: fetch adjust bang scoop squeeze fly twirl catch pour bite devour blow shake swig toss snatch gnaw peel
    holding: serve aim steal pick
    wearing: wear don sport model
    on: ride mount straddle climb scale bestride cross
    in: drive pilot steer
    above: hover beam
    behind: follow chase pursue trail push herd
    in_front_of: lead pull tow drag haul guard
    next_to: flank accompany
    have: have has had feature include contain show bear
    around: surround encircle circle orbit
    under: support
""")
LOOSE_VERBS = words_of("flank model show swing guard")  # no relation a plan could show
# After a participle: "topped with cherries", "filled with sand"
FILLED = _table("""
    in: filled full packed stuffed loaded crammed brimming overflowing laden piled
    on: overgrown spattered studded lined flecked smeared wreathed entwined infested splashed scattered speckled
    on: topped covered decorated adorned crowned sprinkled strewn dotted garnished iced frosted dusted capped draped
    around: surrounded encircled ringed flanked circled accompanied joined
    wearing: dressed clad clothed wrapped
""")
MADE = words_of("""
    made built carved woven folded knitted crocheted crafted constructed cut sculpted moulded molded sewn
""")
ANEW = words_of("no just maybe really actually rather wait instead ok okay nah")  # before what is said once more
SAYING = words_of("say suggest propose choose go order settle vote opt envisage envision fancy")  # what one would like
MINDING = words_of("know mind care think remember matter worry believe suppose guess")  # no deed of the scene
REPAIRS = words_of("or no make wait rather sorry hmm um er well actually hold on i mean ah oh")  # of what was said
TELLING_APART = words_of("""
    left right other next second front back top bottom upper lower near far nearer farther inner outer middle third
""")  # which one of several is meant
PARTED = words_of("open up off down in into out shut through across apart")  # after what was done to a thing
UNCHANGED = words_of("cut shut split burst set put spread")  # verbs whose participle is the verb itself
LIGHT_DEEDS = words_of("doing making having going being")  # never part of what a thing is called
# Verbs whose participle says nothing more of a thing than its preposition does
RESTING = words_of("""
    sit stand lie rest perch place set stay remain live be seat locate position situate put go come have wear hold
    carry look see use make show wait keep do try get take turn appear seem contain feature include
""")
STANDING = words_of("sit stand lie hang rest perch float sleep grow fly swim hover wait hide shine lurk loom be")
POSTURES = words_of("""
    sit stand perch sleep kneel crouch squat ride walk run climb dance jump leap peek peer wait stare look read
    stroll doze snooze nap row surf skate swim crawl march sprawl bathe bask eat drink smile snore paddle sail
    hide
""")
SETTING = STANDING | words_of("""
    drift flit glide burn bloom rise tower stretch sprawl tumble circle swirl put place set go come add sit stand
    lie hang rest show draw paint leave want need see
""")
MOVING = words_of("cross roam wander explore enter visit leave overlook walk travel tour inhabit patrol")  # a place
BESIDE_EACH_OTHER = (
    "side by side",
    "back to back",
    "hand in hand",
    "arm in arm",
    "holding hands",
    "shoulder to shoulder",
)
ADVERBS_OF_PLACE = words_of("underwater outdoors indoors underground offshore")
FASTENING = words_of("""
    tie attach stick glue pin fix chain tape clip nail screw strap bolt fasten tether cling hold stitch sew add
    lash hitch freeze
""")  # something to something
TAKING_OFF = words_of("tuck hold carry sling lie hang drop throw put rest set leave slip fall fly dangle")
STATES = words_of("flight bloom flower motion disguise mid-air midair ruins tears chains pieces leaf blossom profile")
RAISED = words_of("raised drawn high aloft ready lifted poised outstretched unsheathed lit")  # of what is held
PLACING = words_of("put place set hang throw drop pour load stack lay push pull drag stick")  # something somewhere
OUT_OF = words_of("peek peep look climb jump hatch pop emerge come grow rise burst lean stick peer crawl poke")
GOING = words_of("walk crawl run drive go march cross ride roll drag trot cycle creep stroll skate pass rumble wander")
TAKING_UP = words_of("""
    show hold pick lift put set light carry fill dig scoop tidy wrap zip fold chop cut tie mop clean eat drink prop
    throw blow open take write snap soak wind wash lap slurp gobble warm heat cook serve dish beam
""")  # something, with "up", "down" or "off" behind them
LIFELESS = words_of("""
    hang dangle float lie glow burn shine stick drip fall flow flutter blow wave hover stand lean rest spin roll sparkle
    pour rise trail show reflect poke swing drop drift stream bloom grow read say go come be reach cover
""")  # deeds of things
GRASPING = words_of("hold carry clutch grip grasp wave lift raise wear shake wield brandish cradle")
CRAMMING = words_of("cram squeeze stuff pack jam wedge pile crowd squash tuck shove stow")  # not into what is worn
GESTURES = words_of("pose breath court meeting grudge smile grin expression frown conversation speech vigil")
GIVING = words_of("hand give offer pass show bring throw feed serve")  # someone something
TRANSFERRING = words_of("put place set leave hang drop lay stick dress pin forget throw lose")
WINDING = words_of("coil wrap curl wind twist tie drape")  # round what they are on
COVERING = words_of("""
    march crawl walk run drive roll clamber spill pour climb scramble sling fold drape lay scatter spread throw toss
""")  # what they are over is below them


COLORS = _table("""
    red: scarlet crimson maroon burgundy cherry-red blood-red reddish vermilion
    orange: ginger tangerine amber orangey
    yellow: gold golden blonde blond ochre lemon-yellow mustard yellowish
    green: emerald olive lime-green mint-green greenish
    blue: aqua navy azure sky-blue turquoise cobalt bluish navy-blue
    purple: violet lilac lavender mauve purplish
    pink: rosy magenta fuchsia pinkish
    brown: tan beige chestnut brownish hazel
    black: jet-black blackish
    white: snow-white off-white ivory-white whitish snowy-white
    grey: gray silver silvery greyish grayish
""")
LOOKS = words_of("""
    look looks looking feel feels feeling seem seems seeming appear appears appearing sound stay stays
""")
