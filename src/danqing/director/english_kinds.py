"""What English nouns name, as far as reading needs it: garments, vessels, places, what lives, what cannot be seen."""

from __future__ import annotations

from danqing.director.english_words import words_of

HOLDERS = words_of("bucket basket crate box cart sack barrel tray trolley wheelbarrow pram suitcase vase")
HEAPS = words_of("stack pile heap mountain stacks piles heaps tower mound")  # things of their own
PIECES = words_of("""
    slice piece half halves quarter glass cup mug bottle bowl jar pot plate can tin bag box carton pint loaf bar
    bit lump drop scoop ball bouquet vase tub jug pitcher packet wheel wedge cube block sheet roll portion pieces
    slices glasses cups mugs bottles bowls jars pots plates cans bags boxes loaves bars cubes square scrap patch
    tube stack pile heap tower mound sprig curl strip pair suit blob dollop pinch wad coil bale reel spool skein
    bunch
""")
HINTS = words_of("hint trace sign bit scrap speck shred touch whiff glimpse form suggestion drop whisper")  # of a thing
POINTING = words_of("usual typical other extra actual whatsoever one ones same")
# Names of several words that the dictionary of words lacks
COMPOUNDS = words_of("""
    t_rex grim_reaper
    chimney_sweep ferris_wheel rubber_duck black_hole gingerbread_house tea_towel wind_turbine wheelie_bin hot_dog
    paper_plane paper_crane fire_hydrant fire_extinguisher disco_ball picket_fence shopping_trolley hay_bale
    lollipop_lady beach_ball bouncy_castle polar_explorer mars_rover trojan_horse back_door front_door
    garden_gnome garden_hose bumper_car ice_cream_van ice_cream_cone ice_floe ice_cube red_panda snow_leopard
    tea_set birthday_cake christmas_tree santa_hat party_hat hard_hat chef_hat bobble_hat bucket_hat straw_hat
    straw_bale witch_hat cowboy_hat sailor_hat eye_patch lava_lamp rain_boot life_jacket light_bulb street_lamp
    tower_block zebra_crossing phone_box phone_booth post_box letter_box bus_stop park_bench food_truck
    vending_machine washing_line clothes_line fishing_net fishing_rod fishing_line paper_lantern paper_boat
    stone_arch crystal_ball magic_wand music_box jack_in_the_box rocking_horse rocking_chair swiss_cheese
    hiking_boot climbing_wall diving_board sewing_machine washing_machine typewriter watering_can sleeping_bag
    shooting_star flying_saucer spinning_wheel spinning_top knitting_needle bowling_ball bowling_pin skipping_rope
    frying_pan baking_tray cutting_board chopping_board drinking_fountain swimming_goggle boxing_glove
    running_shoe stepping_stone wishing_well flying_fish hummingbird wind_chime weather_vane grandfather_clock
    cuckoo_clock blood_moon full_moon new_moon half_moon crescent_moon treasure_chest treasure_map pirate_ship
    ghost_ship space_station space_helmet robot_arm tin_can tin_robot toy_soldier toy_car soft_toy
""")
# Words for peoples and places that are part of what a thing is called: "Persian carpet"
PEOPLES = words_of("""
    persian turkish french italian chinese japanese dutch hawaiian russian swiss greek roman egyptian moroccan
    indian mexican spanish scottish irish english german danish polish korean thai viking victorian edwardian
    venetian chelsea
""")
# Nouns that before another noun say what it is like
MEASURES = words_of("size height length width shape age breed")  # "same size boats"
SCATTERED = words_of("reed cloud star")  # things of a scene where they are told like things, though places too
STORIES = words_of("story book poem song tale film play comic novel series blog article script fable picture game")
DESCRIBING = words_of("""
    giant vintage round twin pixel village spring summer winter autumn antique miniature mini fellow fat plain
    square oval pedigree stray lone retro designer plush novice veteran rookie amateur champion
""")
# Verbs and qualities that in a wish are rather things
RATHER_THINGS = words_of("""
    mum mars ring swing net safe cross tart swift alien present saw moped amp bass sow tern quiver shed bat slime
    whistle hare duck bear seal crane swallow buoy mint plum coral saddle stable cabin rook mole
""")
METALS = words_of("gold golden silver")  # colours that also say what a thing is made of
FITTINGS = words_of("""
    handle lid label spout strap cork ribbon bow button zip zipper wheel rim pattern crack hole stripe edge
""")
# Rooms and parts of buildings that are things of a scene rather than its place
NO_PLACES = words_of(
    "chimney fireplace cockpit doorway window bathtub puddle cage nest well pit tent igloo kennel hutch"
)
TRIMMINGS = words_of("wreath garland badge medal patch tie watch saddle harness collar sash plaster bandage bib hood")
VEHICLES = words_of("""
    boat ship canoe kayak car bus train tram taxi van truck lorry plane airplane helicopter balloon carriage cart
    sleigh rowboat raft gondola submarine rocket spaceship tent window
""")
# Parts by which it is said where on the whole something is
STRUCTURE = words_of("lid handle deck bonnet hood bumper prow stern seat rim spout hull turret bow")
AIRBORNE = words_of("""
    plane airplane aeroplane helicopter drone balloon kite bird gull seagull eagle bat ufo moon sun star cloud rainbow
    comet rocket spaceship blimp zeppelin airship butterfly dragonfly lamp lantern firework dragon owl crow hawk swan
""")
SURFACES = words_of("""
    tree bush bookshelf bookcase stove hill mountain island cliff roof rock pillow blanket rug carpet towel plate
    tray shelf stand cake table desk pizza wall branch board bench windowsill counter
""")
BODY_PARTS = words_of("""
    shell lap saddle skin stripes spots whiskers head face mouth beak jaw jaws teeth hand hands arm arms paw paws
    claw claws neck back shoulder shoulders ear ears nose trunk tail finger fingers foot feet leg legs eye eyes
    hair fur wing wings belly tummy chest wrist waist horn horns antlers snout muzzle lips tongue hoof hooves
    talons fist grip grasp embrace tentacles tentacle fin beard knee knees ankle throat side heel heels forehead
    cheek pouch palm hip hips thigh flank brow chin hump lip tooth talon toe toes thumb bosom
""")
TRAITS = words_of("""
    moustache mustache ponytail pigtail braid plait freckle scar wrinkle stubble curl fringe mane dreadlock eyebrow
    eyelash dimple stripe spot whisker goatee quiff mohawk ringlet sideburn complexion expression smile
    grin frown
""")  # what people and animals are known by, beside parts of their bodies
LIVING_PARTS = words_of(
    "mouth beak jaw paw claw lap shoulder tongue snout muzzle lip fist talon"
)  # of no lifeless thing
BARE_PARTS = words_of("hand paw mouth head back shoulder lap nose neck beak trunk")
GRASPING = words_of("""
    mouth beak jaw jaws teeth hand hands arm arms paw paws claw claws trunk fist grip grasp talons tentacles lips
    tentacle finger fingers embrace muzzle snout tail lip tooth talon
""")
ALIVE = words_of("""
    someone somebody robot monster alien dragon unicorn ghost doll snowman scarecrow skeleton zombie mermaid fairy
    angel elf dwarf gnome android cyborg golem creature animal dinosaur teddy teddy_bear puppet mascot
    cartoon_character character vampire witch wizard knight astronaut kid child baby toddler bear pirate ninja
    centaur ogre troll goblin yeti phoenix griffin werewolf mummy demon genie leprechaun santa santa_claus slime
    gingerbread_man clown mime emoji person beaver viking orc archer imp pixie sprite golem nutcracker mascot
    superhero supervillain hermit turtle seal rook swallow lobster octopus squid slug alpaca donkey emu leopard
    otter mink raccoon sloth fawn yak eel trout tuna carp pegasus barista builder pharaoh chimney_sweep
    chihuahua labrador minotaur kraken bigfoot hydra druid mariachi bedouin cleaner florist albatross quail ram
    joey shiba mum mom dad daddy nan gran granny grandad couple choir family crew
""")
PLURAL_ONLY = words_of("""
    glasses sunglasses spectacles goggles scissors trousers pants jeans shorts tights leggings pyjamas pajamas
    headphones binoculars tweezers pliers clothes dungarees handcuffs braces lederhosen earmuffs overalls
    earphones shades specs
""")
MASSES = words_of("""
    steam smoke rain snow water tea coffee milk juice wine beer fog mist dust sand mud grass hair bread butter rice
    soup honey ice moss confetti lightning sunlight moonlight sunshine furniture luggage money jewellery jewelry seaweed
    ivy hay straw wood paper clay gold silver bunting sugar flour salt pasta spaghetti fire hail sleet thunder lava
    bamboo wheat corn food cash armour armor gravel slime foam ink blood glitter wool cotton fur
""")  # told without an article
WITH_ARTICLE = words_of("""
    tower wall bridge mahal palace house gate sphinx monument memorial canyon falls pyramid pyramids canal river ocean
    sea desert mountains parthenon pantheon louvre kremlin statue arch temple mosque cathedral museum theatre stadium
    hotel
""")  # last words of names that "the" stands before
LANDMARKS = words_of("""
    eiffel_tower great_wall big_ben taj_mahal golden_gate golden_gate_bridge mount_fuji tower_bridge times_square
    central_park grand_canyon white_house london_bridge forbidden_city empire_state_building sydney_opera_house
    brooklyn_bridge red_square great_pyramid niagara_falls mount_everest
""")  # names of places and buildings, whose words all have other senses
NOT_ALIVE = words_of("""
    mug digger drone printer feather egg ruler fan toaster poster planter pitcher pawn tart hotdog hot_dog
    calculator washer transmitter peeler cutter trailer trawler feeder shaker juicer slicer monitor server router
    charger adapter plotter jumper romper choker stroller lounger hanger tender
""")  # things whose names could be those of people or animals
GROUPS = words_of("family team band crew class cast choir couple household squad orchestra gang staff")
MEN = words_of("""
    man boy king prince father dad daddy grandfather grandpa grandad uncle brother son nephew husband groom bridegroom
    gentleman guy lad monk priest pope wizard knight cowboy waiter actor postman fireman policeman fisherman snowman
    salesman businessman milkman mailman sailor samurai viking emperor lord duke baron count butler bull rooster
    cockerel stallion ram stag drake fellow dude bloke chap santa schoolboy sultan pharaoh stuntman
""")
WOMEN = words_of("""
    woman girl queen princess mother mum mom mummy grandmother grandma granny nan aunt auntie sister daughter niece wife
    bride lady nun witch ballerina waitress actress policewoman mermaid fairy seamstress empress duchess baroness maid
    hen cow mare ewe lioness tigress nurse goddess heroine geisha schoolgirl shepherdess sorceress enchantress cowgirl
    bridesmaid hostess
""")
HYPERNYMS = words_of("""
    animal creature beast toy fruit vegetable tool instrument friend guest character player object item figure
    contestant competitor passenger customer visitor explorer rider runner hero monster pet insect vehicle utensil
    shape symbol thing topping ingredient performer musician dancer mascot hybrid people person
""")  # words for many kinds of things, which what is listed after them says more of
ANYONE = words_of("""
    guy one character hero heroine figure thing animal creature subject figurehead protagonist someone player
    opponent gondolier tourist other star mascot lead pet
""")  # words that say little of who is meant
WORN = words_of("""
    welly hoodie onesie beanie trunks swim_trunks swimming_trunks swimsuit bathing_suit boiler_suit jumpsuit
    dressing_gown bathrobe hairnet bib saddle harness hat cap scarf scarves crown coat jacket raincoat sweater
    jumper dress skirt suit uniform costume mask helmet boots shoes sneakers trainers slippers sandals wellies
    wellingtons socks gloves mittens tie bow_tie collar necklace earrings tiara bandana apron cape cloak robe
    armour armor spacesuit goggles glasses sunglasses spectacles backpack headphones bonnet beret sombrero fedora
    turban veil wig kimono vest waistcoat shirt t-shirt trousers jeans shorts tutu bowler monocle eyepatch
    kneepad nightcap loincloth tails spurs lanyard bearskin armband
    headband rucksack satchel watch badge medal shawl poncho overalls pyjamas pajamas bikini wetsuit tuxedo
    top_hat sneaker shoe boot glove mitten sock slipper sandal ribbon garland wreath dungarees silks ermine ruff
    handcuffs hanbok sari toga leggings braces leotard kilt pyjama cardigan pullover trilby fez visor nightgown
    ballgown corset anorak fleece hi-vis jersey kit tracksuit blazer dungaree lederhosen dirndl caftan kaftan
    parka mac trench_coat petticoat pinafore balaclava snorkel flippers eye_patch patch wellington hood earmuffs
    cummerbund bandage plaster lei sash gown habit cassock livery tabard chainmail tights stockings galoshes clogs
    moccasins overcoat
""")
GARMENTS = ("coat", "hat", "shirt", "suit", "dress", "helmet", "skirt", "cap", "shoe", "boot", "glove", "jacket")
STATES = words_of("empty open shut closed wet dry dirty clean hot cold full")  # behind a noun, what it is like
PAIRED = words_of("boot shoe slipper sock glove mitten welly wellington sandal sneaker trainer clog")  # worn by twos
FAMILY = words_of("""
    mum mom dad nan gran granny grandma grandad grandpa mother father brother sister son daughter uncle aunt kid
    child children somebody someone person people boy girl man woman neighbour baby toddler one grandfather
    grandmother cat dog
""")  # whose things are not called by them
HELD = words_of("""
    torch lantern sword umbrella book balloon balloons flag bag basket stick staff wand spear shield bow ball
    flower flowers guitar camera phone suitcase handbag briefcase candle candles cup mug rope kite bucket net
    hammer axe knife fork spoon broom microphone trumpet violin bone letter newspaper map telescope bouquet rose
    lollipop parasol walking_stick cane fishing_rod paintbrush pencil pen torchlight flashlight key sign present
    gift teddy_bear trophy cigar pipe tray skateboard surfboard tennis_racket racket bat rod lamp laptop tablet
    doll magnifying_glass
""")
# Nouns that name the picture, or nothing that could be seen
PICTURES = words_of("""
    picture image poster banner wallpaper card postcard illustration drawing painting photo photograph sketch
    cover avatar sticker icon icons sprite scene artwork art design graphic logo print render rendering portrait
    invitation flyer leaflet clipart header thumbnail background bg backdrop view shot photography composition
    still chance possibility kind sort pic piece version idea concept tattoo snapshot selfie emoji asset tile
    tileset page spread template
""")
SEEN_ABSTRACT = words_of("""
    diamond note coral signal amp bass pennant quiver fig pearl footprint tag label moped tap page diamonds notes
    signals amps pennants figs pearls footprints tags labels taps pages
    rattle flare journal manuscript charm token telegram aerial whirlpool drop poem score
    spring springs banner droplet step steps
    encyclopedia dictionary magazine newspaper menu certificate diary scroll comic atlas cookbook textbook
    notebook calendar ticket stamp passport receipt coin coins money banknote jewel puddle hole person people man
    woman boy girl animal plant food rainbow fire flame flames smoke shadow shadows light lights lightning crowd
    couple family band pattern reflection queue orchestra team bubble bubbles splash snowflake snowflakes sun moon
    star stars cloud clouds comet galaxy planet explosion firework fireworks ghost monster robot portrait parade
    wave waves puzzle game drawing letter sign text snowman snowmen scarecrow mermaid unicorn dragon goddess angel
    fairy spirit tank spell balloon sundae alien demon zombie skeleton vampire witch logo number numbers word
    words poster map heart hearts circle triangle square cube sphere triangles circles squares cubes spheres
    spiral arrow arrows cross model mascot toy meal picnic breakfast treasure present presents gift gifts
    decoration decorations bunting confetti sparkles sparks dance circus egg bouquet campfire bonfire flow stream
    waterfall drops raindrops glow beam eye eyes buoy buoys case pillar pillars lead stack pile heap sheet_music
    paper vice patch mark back_door front_door door stall mosque steam dust rust ice net beast figure rider driver
""")
NOT_SEEN = words_of("""
    text writing lettering font caption title thing things stuff something anything nothing everything one ones
    way kind sort type lot bit style mood vibe vibes feel feeling atmosphere look looks tone expression colour
    color colours colors idea day time moment place front middle centre center left right top bottom side
    foreground background distance corner edge end rest outline reason fun name names size format layout mode
    detail details shape quality resolution life work love peace motion action order use purpose channel insta
    instagram website blog account bits tomorrow please attention season story joke theme touch space copy accent
    lines sense air breeze hint weather temperature monday tuesday wednesday thursday friday saturday sunday sight
""")
TIMES = words_of("""
    sleet hail gale
    golden_hour blue_hour magic_hour northern_lights aurora low_tide high_tide haze drizzle monsoon hurricane
    heatwave dust_storm lamplight firelight torchlight lunchtime teatime bedtime harvest harvest_time christmas
    halloween easter january february april june july august september october november december night day dawn
    dusk sunset sunrise noon midnight twilight evening morning afternoon daytime nighttime winter summer spring
    autumn fall rain snow storm fog mist moonlight sunlight sunshine darkness snowstorm rainstorm thunderstorm
    starlight daylight candlelight sandstorm blizzard nightfall midday underwater
""")
# Qualities of the weather and the light that tell of the whole scene
WEATHERS = words_of("""
    moonlit rainy raining snowing foggy stormy misty candlelit sunlit drizzling starlit windy frosty
""")
# Places in which or at which things are seen, beside those that the dictionary tells.
PLACES = words_of("""
    ward factory dance_floor camp plantation penthouse great_hall throne_room motorway rooftop lawn fjord suburb
    stable_yard living_room dining_room waiting_room bookshop toyshop ghost_town theme_park amusement_park
    ferry_terminal lido pavilion marina boatyard scrapyard junkyard tip landfill dump porch quay quayside jetty
    building_site construction_site tunnel launderette laundrette laundromat coffeehouse tea_house teahouse
    dance_hall mountaintop hilltop cliff_top clifftop asteroid worktop tabletop bazaar souk allotment veranda
    terrace patio conservatory car_park parking_lot petrol_station gas_station train_station bus_station aisle
    landing concrete cobbles cobblestones tarmac asphalt gravel towpath riverbank lakeside poolside roadside
    hedgerow hayloft paddock vegetable_patch flowerbed ice_shelf ice_rink ski_slope piste summit ridge gorge
    ravine estuary delta mangrove bayou oasis crater volcano observatory planetarium casino monastery convent
    abbey chapel synagogue boxing_ring catwalk backstage newsroom boardroom counter kitchen_counter changing_room
    nursery kindergarten cloakroom pantry larder scullery utility_room party wedding concert festival picnic
    parade fair bus_stop campsite sauna funeral prom disco nightclub rave bar graveyard sky space grass reeds
    water waterhole snow sand ice mud rain fog mist clouds woods forest jungle field fields meadow market stage
    stadium school playground farm farmyard barn zoo circus garden park village town city countryside kitchen
    bedroom bathroom classroom library museum church cathedral temple cafe restaurant pub shop supermarket bakery
    office studio laboratory lab hospital station airport harbour harbor port dock street road alley lane highway
    courtyard yard backyard beach shore seaside coast lagoon pool pond lake river stream creek sea ocean waves
    canal waterfall canyon valley desert dunes tundra savanna savannah prairie plain plains hillside hills
    mountains mountain cave swamp marsh bog wetland orchard vineyard greenhouse attic cellar basement hallway
    corridor ballroom workshop garage gym theatre theater cinema palace dungeon ruins cemetery battlefield galaxy
    universe void underwater seabed seafloor reef cosmos aquarium landscape clearing grove wilderness moor heath
    steppe outback fairground carnival downtown skyline cityscape square plaza boulevard room lounge parlour
    parlor den saloon tavern inn diner canteen cafeteria lobby arena court pitch racetrack runway platform
    marketplace blossom wheat corn lavender wheatfield cornfield ricefield paddy glade undergrowth rainforest
    treetops rooftops surf shallows snowfield glacier arctic antarctica orbit dark darkness shade sunshine
""")
WATERS = words_of("water lake river pond sea ocean waves stream canal lagoon swamp marsh fog mist darkness")
# Places where what is on them stands in them; on others it stands as on a thing.
OPEN = words_of("""
    grass water snow sand ice mud field fields meadow lake river pond sea ocean beach shore seaside coast street
    road lane highway stage farm prairie plain plains dunes lawn savanna savannah waves stream canal seabed
    seafloor plaza court pitch playground racetrack hillside coastline pavement sidewalk pasture steppe tundra
    heath moor path trail canyon mountainside swamp marsh lagoon glacier promenade seafront moon mars earth
""")
WIDE = words_of("""
    city town forest mountains mountain desert jungle skyline hills valley countryside
""")  # seen from above
MATERIALS = words_of("""
    pewter wire brass chrome glass wood wooden stone metal brick paper plastic leather velvet silk wool woollen
    cotton linen straw wicker marble bronze copper iron steel gold golden silver clay ceramic porcelain concrete
    cardboard rubber crystal ivory bamboo denim lace knitted felt tin terracotta granite jade ice rusty mahogany
    oak pine gingham tartan
""")
# Materials by which a thing of them is called: "paper boat", "stone bridge"
OF_WHICH = words_of("leather velvet marble wicker bamboo cotton tin paper stone glass straw rubber ice cardboard")
GROWN = words_of("branch twig tree oil grove peel juice bush seed blossom stone wedge orchard jam")  # of plants
FLOWERS = words_of("""
    lavender lilac violet rose mint mustard chestnut hazel ginger lime olive tangerine amber silver golden
""")
