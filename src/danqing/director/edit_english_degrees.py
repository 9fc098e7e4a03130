"""What English instructions say of sizes, light, places and looks; each value stands before the words for it."""

from __future__ import annotations

SIZES: dict[float, str] = {  # times as large
    1.4: """
        bigger|larger|huge|gigantic|enormous|massive|taller|wider|longer|fatter|chunkier|greater|a size up|
        up a size|larger than life|in a bigger size|big|large
    """,
    1 / 1.4: """
        smaller|tinier|shorter|thinner|narrower|slimmer|tiny|teeny|minuscule|miniature|a size down|down a size|
        small|little|in a smaller size|less big
    """,
    2.0: """
        twice as big|twice as large|twice the size|double the size|double size|doubled|two times bigger|
        twice as tall|twice as high|twice its size|double|twice as long|twice as wide|twice their size|
        double its size|to double|to twice its size|to double size|to double the size|twice bigger|
        two times as big|to twice the size|twice the height|by a factor of two
    """,
    3.0: """
        three times as big|three times bigger|three times the size|triple the size|triple|tripled|
        three times as large|thrice the size|three times larger|three times its size
    """,
    0.5: """
        half the size|half as big|half as large|half size|to half|by half|half its size|half|in half|half as tall|
        halved|to half its size|to half size|to half the size|half their size|half of its size|half as high|
        half the height|half as wide
    """,
    2 / 3: """
        a third smaller|smaller by a third|by a third|two thirds of the size|two thirds the size|to two thirds
    """,
    4 / 3: "a third bigger|a third larger|bigger by a third|larger by a third",
    1.25: "a quarter bigger|a quarter larger|larger by a quarter|bigger by a quarter",
    0.75: "a quarter smaller|smaller by a quarter|by a quarter|three quarters of the size",
    0.25: "a quarter of the size|a quarter the size|to a quarter|a quarter of its size",
    1 / 3: "a third of the size|a third the size|to a third|a third of its size",
    1.5: """
        half again as big|half as big again|by half again|half bigger|bigger by half|larger by half|
        one and a half times|one and a half times as big
    """,
    4.0: "four times as big|four times the size|four times bigger|quadruple the size",
}  # fmt: skip

CHANGES_SAID: dict[str, str] = {  # beside those of the words of grammar
    "grey": """
        grey tones|gray tones|all grey|in black and white|in grey tones|black-and-white|in greyscale|in grayscale|
        in monochrome|without colour|without color|sepia-free
    """,
    "darker": "less light|dimmer|less bright|gloomier|less brightness|bleaker|moodier",
    "brighter": "more light|less dark|lighter|more brightness|less gloomy|sunnier",
    "warmer": "more warmth|less cold|less blue|cosy",
    "cooler": "less warmth|more cold|less yellow|less orange|icier|less warm|colder",
    "sharper": "more sharpness|less blur|crisper|more detail|more sharp|more in focus|less soft",
    "softer": "more blur|more of a blur|less sharp",
    "less color": """
        fewer colours|fewer colors|less colour|less color|less saturation|weaker|toned down|less garish|less loud|
        less gaudy|grayer|greyer|tone it down|tone this down|tone everything down|toned-down
    """,
    "more color": """
        more colour|more colours|more color|more colors|stronger|more saturation|more intense|colourful|colorful|
        more pop|less washed out|stronger colours|stronger colors
    """,
    "more contrast": """
        higher contrast|more punch|less flat|harder contrast|
        stronger contrast|contrast up|more depth|high contrast|strong contrast
    """,
    "less contrast": """
        lower contrast|less harsh|softer contrast|contrast down|low contrast|soft contrast
    """,
}  # fmt: skip

CHANGERS: dict[str, str] = {  # verbs
    "brighter": "brighten|lighten|illuminate|light",
    "darker": "darken|dim",
    "warmer": "warm",
    "cooler": "cool",
    "sharper": "sharpen|focus",
    "softer": "blur|soften|defocus|smooth",
    "more color": "saturate|liven up|intensify",
    "less color": "desaturate|mute|tone down|calm down",
    "less contrast": "flatten",
}  # fmt: skip

BESIDES_SAID: dict[str, str] = {  # beside those of the words of grammar
    "left of": "on the left side of|to the left side of|at the left of|immediately left of|just left of",
    "right of": "to the right side of|at the right of|just right of",
    "next to": """
        at the side of|by the side of|along|at|against|across from|at the foot of|with|around|round|
        on either side of|between|right next to|right beside|opposite|at the foot|on each side of|close by|nearby|
        towards|at the base of|among|amongst|closer to|nearer to|nearer
    """,
    "on": """
        up on|over on|out on|down on|stuck to|across|all over|off|up in|attached to|hanging from|tied to|within|
        out of|coming out of|rising from|coming from|through|from|on the front of|on the side of|on the back of|
        on the end of|on the tip of|at the top of|on the edge of|during|amid|amidst
    """,
    "above": "high above|just above|right above|directly above",
    "behind": "right behind|just behind|in the back of|at the back of|directly behind",
    "below": "just under|right under|directly below|at the bottom of",
    "in front of": "right in front of|just in front of|at the front of",
}  # fmt: skip

PLACES_SAID: dict[str, str] = {  # beside those of the words of grammar
    "top": """
        up top|at the very top|along the top|across the top|up high|in the sky|up in the sky|in the air|overhead|
        to the top|up|upwards|higher up|further up|higher|up above
    """,
    "bottom": """
        at the very bottom|along the bottom|across the bottom|on the ground|on the floor|down low|
        in the foreground|down below|down the bottom|down|downwards|lower down|further down
    """,
    "middle": "dead centre|dead center|in the centre|in the center",
    "left": "at the side|leftwards|leftward",
    "top left": "in the upper left",
    "right": "rightwards|rightward",
}  # fmt: skip

TOO: dict[float, str] = {  # how far too much
    1.6: "way too|far too|much too|very|awfully",
    0.5: "a bit too|a little too|a touch too|slightly too|a tad too",
}  # fmt: skip

AMOUNTS_SAID = "a smidgen|by a hair|a wee bit|just a touch|a whisker|bit"
LOOKS = """
    face|faces|to face|be face|look|looks|to look|be look|point|points|to point|be point|head|heads|to head|
    be head|swim|swims|to swim|be swim|walk|walks|to walk|be walk|run|runs|to run|be run|fly|to fly|
    be fly|drive|drives|to drive|be drive|facing|looking|pointing|heading|going|turned|swimming|walking|
    running|flying|faced|be facing|be looking|be pointing|driving
"""  # verbs of which way a thing looks
GOES = "go|to go|be go|goes"  # which say where it goes, or with "the other way" which way it looks
WAYS = """
    left|right|left side|right side|other way|wrong way|opposite way|other direction|wrong direction|
    opposite direction|backwards|other side|the other way|the wrong way|the opposite way|the other direction|
    the opposite direction|the wrong direction|the other way round|the other way around
"""
