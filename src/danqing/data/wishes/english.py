"""Scenes told in English, in many ways: in one breath or in several sentences, plainly or as people talk."""

from __future__ import annotations

import random

from danqing.data.phrases import plural
from danqing.data.wishes import english_words as words
from danqing.data.wishes.scenes import Nouns, Scene, Thing
from danqing.data.wishes.telling import Told, marked, told

_RELATED = {
    "on": ("{A} on {B}", "{A} on {B}", "{A} {posture} on {B}", "{A} {posture} on {B}",
        "{A} is {posture} on {B}", "{A} on top of {B}",
           "on {B}, {A}", "on {B} there is {A}", "{B} with {A} on it", "{B} with {A} {posture} on top",
               "there's {A} {posture} on {B}",
           "{A}, {posture} on {B}", "{A} that is {posture} on {B}", "{A} which sits on {B}",
               "{B} that has {A} on it", "atop {B}, {A}",
           "{A} riding {B}", "{A} climbing up {B}", "{A} spread out on {B}", "{A} leaning on {B}"),
    "in": ("{A} in {B}", "{A} in {B}", "{A} inside {B}", "{A} {posture} in {B}", "{A} {posture} inside {B}",
        "{B} with {A} in it", "{B} with {A} inside",
           "{B} full of {A}", "{B} containing {A}", "{B} filled with {A}", "inside {B} there is {A}",
               "{A} peeking out of {B}", "{A} packed into {B}",
           "{A} trapped in {B}", "{A} growing in {B}"),
    "wearing": ("{A} wearing {B}", "{A} wearing {B}", "{A} in {B}", "{A} with {B} on", "{A} who wears {B}",
        "{A} dressed in {B}", "{A}, wearing {B}",
                "{A} has {B} on", "{A} that wears {B}", "{A} wears {B}", "{B} on {A}'s head|hat",
                    "{A} sporting {B}", "{A} wrapped in {B}"),
    "holding": ("{A} holding {B}", "{A} holding {B}", "{A} with {B} in its hands", "{A} carrying {B}",
        "{A} holds {B}", "{A} that is holding {B}", "{A} gripping {B}",
                "{A} with {B} in its mouth", "{A} hugging {B}", "{A} clutching {B}", "{A} holds up {B}",
                    "{A}, {B} in hand", "{A} playing {B}",
                "{A} with {B} in his arms", "{A} lifting {B}", "{B} held by {A}"),
    "next_to": ("{A} next to {B}", "{A} beside {B}", "{A} by {B}", "{A} {posture} beside {B}",
        "{A} {posture} next to {B}", "{A} close to {B}", "{A} near {B}",
                "{A} and {B} side by side", "next to {B}, {A}", "{A} alongside {B}", "{A} with {B} next to it",
                    "{A} leaning against {B}", "{B} and beside it {A}"),
    "under": ("{A} under {B}", "{A} underneath {B}", "{A} {posture} under {B}", "under {B}, {A}",
        "beneath {B} there is {A}", "{A} beneath {B}",
              "{B} with {A} under it", "{A} sheltering under {B}"),
    "behind": ("{A} behind {B}", "{A} {posture} behind {B}", "behind {B}, {A}", "{A} hiding behind {B}",
        "{B} with {A} behind it", "behind {B} there's {A}"),
    "in_front_of": ("{A} in front of {B}", "{A} {posture} in front of {B}", "in front of {B}, {A}",
        "{A} before {B}", "{B} with {A} in front of it",
                    "{A} outside {B}", "in front of {B} stands {A}"),
    "above": ("{A} above {B}", "{A} over {B}", "{A} flying over {B}", "{A} hovering above {B}",
        "above {B}, {A}", "{B} with {A} above it", "{A} hanging over {B}",
              "{A} floating above {B}"),
    "below": ("{A} below {B}", "below {B}, {A}", "{B} and below it {A}", "{A} down below {B}"),
    "left_of": ("{A} to the left of {B}", "{A} on the left of {B}", "{A} left of {B}",
        "{A} on the left, {B} on the right", "on the left {A}, on the right {B}",
                "to the left of {B} is {A}", "{B} with {A} to its left", "{A} on the left and {B} on the right",
                    "{A} on {B}'s left side"),
    "right_of": ("{A} to the right of {B}", "{A} on the right of {B}", "{A} right of {B}",
        "{A} on the right, {B} on the left", "to the right of {B} is {A}",
                 "{B} with {A} to its right", "{A} is on the right of {B}"),
}  # fmt: skip
_AGAIN = {
    "on": ("{B} on the {a}",),
    "wearing": ("it wears {B}", "the {a} has {B} on", "the {a} wears {B}", "wearing {B}", "and it's wearing {B}"),
    "holding": ("it holds {B}", "holding {B}", "the {a} is holding {B}", "with {B} in its hands", "and it carries {B}"),
}


def tell(scene: Scene, nouns: Nouns, chance: random.Random) -> Told:
    """A wish in English for a scene; the scene's other fields are filled in on the way."""
    english = _English(scene, nouns, chance)
    return told(english.wish(), scene)


class _English:
    def __init__(self, scene: Scene, nouns: Nouns, chance: random.Random) -> None:
        self.scene, self.nouns, self.chance = scene, nouns, chance

    def wish(self) -> str:
        """The whole text, each thing marked where it is first named."""
        chance = self.chance
        body = self.body()
        asides = self.asides()
        later = [self.told_color(each) for each in self.scene.things if each.told]
        front = [each for each in asides if chance.random() < 0.18]
        back = [each for each in asides if each not in front]
        chance.shuffle(back)
        opening = chance.choice(words.OPENINGS) if chance.random() < 0.3 else ""
        text = opening + body
        if front:
            text = chance.choice((", ", ": ", " - ", ". ")).join([", ".join(front), text])
        joint = chance.choice((", ", ", ", ", ", ". ", " - ", "; "))
        for each in (*later, *back):
            text += each if each.startswith(" ") else joint + each
        text += chance.choice(words.CLOSINGS) if chance.random() < 0.3 else ""
        if chance.random() < 0.35:
            text = text[:1].upper() + text[1:]
        return text if chance.random() > 0.04 else text.upper() if not self.scene.lettering else text

    # The scene itself

    def body(self) -> str:
        """Things and how they stand."""
        scene, things = self.scene, self.scene.things
        if not scene.relations:
            return self.listed()
        if (
            len(things) == 3
            and len({each[2] for each in scene.relations}) == 1
            and scene.relations[0][0] == scene.relations[1][0]
        ):
            pair = f"{self.named_first(0)} and {self.named_first(1)}"
            template = self.template(scene.relations[0][0], plain=True)
            return self.filled(template, pair, self.named_first(2))
        kind, first, second = scene.relations[0]
        text = self.filled(self.template(kind), self.named_first(first), self.named_first(second))
        for kind, first, second in scene.relations[1:]:
            text += self.further(kind, first, second)
        return text

    def listed(self) -> str:
        things, chance = self.scene.things, self.chance
        if len(things) == 2 and things[0].noun == things[1].noun:
            one, other = (self.color(each) for each in things)
            noun = things[0].noun.word
            article = "an" if one[0] in "aeiou" else "a"
            pattern = chance.choice(("{a} {one} and {b} {other} {noun}",
                "two {nouns}, one {one} and one {other}", "two {nouns}: one is {one}, the other {other}",
                                     "{a} {one} {noun} and {b} {other} one",
                                         "one {one} {noun}, one {other} {noun}"))  # fmt: skip
            text = pattern.format(
                a=article, b="an" if other[0] in "aeiou" else "a", one=one, other=other, noun=noun, nouns=plural(noun)
            )
            at = text.index(one)
            return marked(0, "") + text[:at] + marked(1, "") + text[at:]
        texts = [self.named_first(number) for number in range(len(things))]
        if len(texts) == 1:
            act = chance.random() < 0.25 and not things[0].attributes
            if act:
                activity = chance.choice(words.ACTIVITIES)
                things[0].attributes = (activity,)
                return f"{texts[0]} {activity}"
            return texts[0]
        joint = chance.choice((" and ", ", ", " with ", ", and ", " plus ", " & "))
        return ", ".join(texts[:-1]) + joint + texts[-1]

    def template(self, kind: str, *, plain: bool = False) -> str:
        choices = _RELATED[kind][:4] if plain else _RELATED[kind]
        return self.chance.choice(choices).split("|")[0]

    def filled(self, template: str, first: str, second: str) -> str:
        template = template.replace("{posture}", self.chance.choice(words.POSTURES))
        return template.replace("{A}", first).replace("{B}", second)

    def further(self, kind: str, first: int, second: int) -> str:
        """A relation of a thing that is named already."""
        chance = self.chance
        name = self.scene.things[first].noun.word
        other = self.named_first(second)
        if kind in _AGAIN and chance.random() < 0.7 and (first == 0 or kind == "on"):
            template = chance.choice(_AGAIN[kind])
            if kind == "on" or "{a}" in template:
                if kind == "on":  # said the other way round
                    self.scene.relations[-1] = ("on", second, first)
                return f", {template.replace('{a}', name).replace('{B}', other)}"
            return (
                f", {template.replace('{B}', other)}"
                if not template.startswith("with")
                else f" {template.replace('{B}', other)}"
            )
        link = chance.choice((", the {a} ", ". The {a} is ", ", and the {a} is ", ", with the {a} "))
        verb = {"on": "on", "in": "in", "wearing": "wearing", "holding": "holding",
            "next_to": chance.choice(("next to", "beside", "near")),
                "under": "under", "behind": "behind", "in_front_of": "in front of", "above": "above",
                    "below": "below",
                "left_of": "to the left of", "right_of": "to the right of"}[kind]  # fmt: skip
        return f"{link.format(a=name)}{verb} {other}"

    # One thing

    def named_first(self, number: int) -> str:
        return marked(number, self.phrase(self.scene.things[number]))

    def color(self, thing: Thing) -> str:
        return self.chance.choice(words.COLOR_WORDS[thing.color or "red"])

    def phrase(self, thing: Thing) -> str:
        """ "two small red cars" """
        chance = self.chance
        color = self.color(thing) if thing.color and not thing.told else ""
        noun = thing.noun.word if thing.count == 1 else plural(thing.noun.word)
        before = [*thing.attributes, *([color] if color else [])]
        after = ""
        if before and chance.random() < 0.08:
            after, before = f" that {'is' if thing.count == 1 else 'are'} {' and '.join(before)}", []
        elif before and chance.random() < 0.04:
            after, before = f", {' and '.join(before)},", []
        words_said = " ".join([*before, noun])
        if thing.count == 1:
            if chance.random() < 0.06:
                return words_said + after
            article = chance.choices(("a", "the", "one", "my", "a single"), (30, 4, 2, 2, 1))[0]
            if article == "a" and words_said[0].lower() in "aeiou":
                article = "an"
            return f"{article} {words_said}{after}"
        return f"{self.number(thing.count)}{words_said}{after}"

    def number(self, count: int | None) -> str:
        chance = self.chance
        if count is None:
            many = chance.choice(words.MANY)
            return f"{many} " if many else ""
        special = {
            2: ("a pair of ", "a couple of ", "both "),
            6: ("half a dozen ",),
            12: ("a dozen ", "twelve ", "a dozen "),
            24: ("two dozen ",),
        }
        if count in special and chance.random() < 0.35:
            return chance.choice(special[count])
        return f"{count} " if count >= len(words.NUMBERS) or chance.random() < 0.25 else f"{words.NUMBERS[count]} "

    def told_color(self, thing: Thing) -> str:
        name = thing.noun.word if thing.count == 1 else plural(thing.noun.word)
        color, be = self.color(thing), "is" if thing.count == 1 else "are"
        patterns = [
            f"the {name} {be} {color}",
            f"make the {name} {color}",
            f"the {name} should be {color}",
            f"{name} in {color}",
        ]
        wrong = self.chance.choice([each for each in words.COLOR_WORDS if each != thing.color])
        patterns.append(f"the {name} {be} {color}, not {wrong}")
        return self.chance.choice(patterns)

    # What stands beside

    def asides(self) -> list[str]:
        """Phrases for the place, the style and so on, which are written into the scene."""
        scene, chance = self.scene, self.chance
        found = []
        if chance.random() < 0.36:
            said, scene.background = chance.choice(words.PLACES).split("|")
            found.append(
                f" {said}" if chance.random() < 0.75 and not said.startswith(("background", "the background")) else said
            )
        if chance.random() < 0.3:
            style = scene.style = chance.choice(words.STYLES)
            found.append(
                chance.choice(
                    (
                        "{}",
                        "{}",
                        "{} style",
                        "in {} style",
                        "in the style of {}",
                        "as a {}",
                        "done as {}",
                        "{} look",
                        "make it {}",
                    )
                ).format(style)
            )
        if chance.random() < 0.12:
            scene.mood = chance.choice(words.MOODS)
            found.append(
                chance.choice(
                    (
                        "{} mood",
                        "{} atmosphere",
                        "{} feeling",
                        "{}",
                        "very {}",
                        "{} vibe",
                        "a {} vibe",
                        "it should feel {}",
                    )
                ).format(scene.mood)
            )
        if chance.random() < 0.12:
            scene.composition = chance.choice(words.COMPOSITIONS)
            found.append(scene.composition)
        if chance.random() < 0.13:
            said, scene.shape = chance.choice(words.SHAPES)
            found.append(chance.choice(("{}", "{}", "as a {}", "{} please", "in {}", "it's for a {}")).format(said))
        if chance.random() < 0.2:
            found.append(self.avoided())
        if chance.random() < 0.1:
            found.append(self.lettered())
        return found

    def avoided(self) -> str:
        chance = self.chance
        things = [
            chance.choice(words.AVOIDED) if chance.random() < 0.6 else plural(self.nouns.one().word)
            for _ in range(chance.choice((1, 1, 1, 2)))
        ]
        things = list(dict.fromkeys(things))
        self.scene.avoid = things
        joined = chance.choice((" or ", ", no ", " and ")).join(things)
        return chance.choice(("no {}", "no {}", "without {}", "without any {}", "but no {}", "don't include {}",
            "don't draw any {}", "no {} please",
                              "leave out the {}", "avoid {}", "definitely no {}", "NO {}", "with no {} in it",
                                  "I don't want {}", "there should be no {}",
                                  "free of {}")).format(joined)  # fmt: skip

    def lettered(self) -> str:
        chance = self.chance
        text = (
            chance.choice(words.TEXTS)
            if chance.random() < 0.7
            else " ".join(self.nouns.one().word for _ in range(chance.choice((1, 2)))).title()
        )
        self.scene.lettering = [text]
        opening, closing = chance.choice(('""', "“”", "''", '""', "‘’"))
        quoted = f"{opening}{text}{closing}"
        return chance.choice((" with the words {}", " with the text {}", "it says {}", " saying {}",
            "with {} written on it", "the title reads {}", "caption: {}",
                              " that reads {}", "and a sign that says {}", "text {} at the top",
                                  "with {} in big letters")).format(quoted)  # fmt: skip
