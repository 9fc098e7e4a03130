"""How each ground is drawn; ``grounds.py`` lists them with their words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from danqing.data.canvas import Canvas, Color, mix, pick


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where things may stand on a drawn ground.

    Args:
        floor: the highest and lowest place for feet.
        air: the highest and lowest middle for what flies, floats or swims.
    """

    floor: tuple[float, float]
    air: tuple[float, float] = (0.2, 0.4)


def grass(c: Canvas) -> Stage:
    """Grass."""
    c.sky()
    base = c.rng.uniform(0.5, 0.68)
    green = c.jitter(pick(c.rng, [(120, 196, 84), (96, 180, 88), (150, 206, 90), (104, 170, 70)]), 8)
    if c.rng.random() < 0.5:
        c.hills(base - 0.06, 0.05, mix(green, (210, 235, 225), 0.35))
    c.hills(base, 0.025, green, mix(green, (40, 110, 50), 0.4), bumps=1.0)
    for _ in range(int(c.rng.integers(0, 9))):
        x, y = c.rng.uniform(0.03, 0.97), c.rng.uniform(base + 0.08, 0.97)
        if c.rng.random() < 0.35:
            c.ellipse(x, y, 0.028, 0.028, pick(c.rng, [(255, 255, 255), (255, 226, 110), (250, 160, 180)]))
        else:
            dark = mix(green, (30, 100, 50), 0.45)
            c.polygon([(x - 0.02, y), (x - 0.012, y - 0.04), (x, y), (x + 0.014, y - 0.045), (x + 0.02, y)], dark)
    return Stage(floor=(base + 0.12, 0.93))


def flowers(c: Canvas) -> Stage:
    """Flowers."""
    c.sky()
    base = c.rng.uniform(0.5, 0.62)
    green = c.jitter((112, 184, 84), 8)
    c.hills(base, 0.02, green, mix(green, (40, 110, 50), 0.35), bumps=1.0)
    petals = pick(c.rng, [(250, 120, 150), (255, 214, 80), (235, 80, 80), (180, 130, 220), (255, 255, 255)])
    for y in np.sort(c.rng.uniform(base + 0.05, 0.98, 26)):
        x, size = c.rng.uniform(0.02, 0.98), 0.022 + 0.05 * (y - base)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            c.ellipse(x + dx * size * 0.45, y + dy * size * 0.45, size * 0.8, size * 0.8, c.jitter(petals, 10))
        c.ellipse(x, y, size * 0.6, size * 0.6, (255, 236, 150))
    return Stage(floor=(base + 0.14, 0.93))


def beach(c: Canvas) -> Stage:
    """Beach."""
    c.sky()
    line = c.rng.uniform(0.36, 0.46)
    shore = line + c.rng.uniform(0.1, 0.18)
    sea = c.jitter((64, 168, 214))
    c.polygon([(-0.02, line), (1.02, line), (1.02, 1.02), (-0.02, 1.02)], sea, mix(sea, (140, 220, 230), 0.6))
    c.hills(shore - 0.015, 0.018, (245, 252, 252), bumps=1.2)
    sand = c.jitter((243, 218, 160))
    c.hills(shore + 0.01, 0.018, sand, mix(sand, (222, 184, 120), 0.6), bumps=1.2)
    for _ in range(int(c.rng.integers(0, 7))):
        c.ellipse(
            c.rng.uniform(0.03, 0.97), c.rng.uniform(shore + 0.12, 0.98), 0.02, 0.012, mix(sand, (160, 120, 80), 0.4)
        )
    return Stage(floor=(shore + 0.16, 0.93))


def snow(c: Canvas) -> Stage:
    """Snow."""
    c.fill(*pick(c.rng, [((150, 196, 230), (226, 240, 250)), ((176, 190, 214), (228, 234, 244))]))
    base = c.rng.uniform(0.52, 0.66)
    if c.rng.random() < 0.6:
        for _ in range(int(c.rng.integers(1, 4))):
            c.tree(
                c.rng.uniform(0.04, 0.96),
                base + 0.03,
                c.rng.uniform(0.22, 0.34),
                fir=True,
                leaf=c.jitter((90, 140, 120)),
            )
    c.hills(base - 0.03, 0.03, (228, 238, 247), bumps=1.0)
    c.hills(base + 0.03, 0.02, (250, 252, 254), (222, 234, 246), bumps=0.8)
    if c.rng.random() < 0.6 and c.look != "line":
        for _ in range(24):
            size = c.rng.uniform(0.01, 0.024)
            c.ellipse(c.rng.uniform(0, 1), c.rng.uniform(0, 1), size, size, (255, 255, 255))
    return Stage(floor=(base + 0.13, 0.92))


def night(c: Canvas) -> Stage:
    """Night."""
    c.fill(*pick(c.rng, [((14, 22, 58), (44, 62, 118)), ((24, 18, 60), (72, 56, 124)), ((10, 28, 52), (30, 74, 110))]))
    c.stars(int(c.rng.integers(20, 45)), 0.7)
    if c.rng.random() < 0.5 and not c.clear_sky:
        x, y, size = c.rng.uniform(0.12, 0.88), c.rng.uniform(0.1, 0.18), c.rng.uniform(0.1, 0.16)
        c.ellipse(x, y, size, size, (252, 240, 196))
    base = c.rng.uniform(0.68, 0.78)
    hill = c.jitter(pick(c.rng, [(30, 52, 66), (34, 40, 78), (40, 66, 60)]))
    c.hills(base, 0.03, hill, mix(hill, (10, 16, 34), 0.5), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93), air=(0.3, 0.5))


def sky(c: Canvas) -> Stage:
    """Sky."""
    c.fill(
        *pick(
            c.rng,
            [((74, 160, 236), (190, 228, 252)), ((120, 196, 246), (226, 244, 254)), ((96, 178, 230), (160, 214, 246))],
        )
    )
    c.clouds(int(c.rng.integers(2, 5)), 0.15, 0.4)
    c.clouds(int(c.rng.integers(1, 4)), 0.7, 1.0)
    return Stage(floor=(0.8, 0.9), air=(0.42, 0.58))


def sea(c: Canvas) -> Stage:
    """Sea."""
    c.sky()
    line = c.rng.uniform(0.48, 0.6)
    sea = c.jitter(pick(c.rng, [(52, 140, 204), (44, 160, 196), (70, 150, 220)]))
    c.polygon([(-0.02, line), (1.02, line), (1.02, 1.02), (-0.02, 1.02)], sea, mix(sea, (16, 70, 140), 0.6))
    for _ in range(int(c.rng.integers(5, 12))):
        x, y, width = c.rng.uniform(0, 1), c.rng.uniform(line + 0.04, 0.98), c.rng.uniform(0.06, 0.16)
        c.ellipse(x, y, width, 0.014, mix(sea, (235, 248, 255), 0.5))
    return Stage(floor=(line + 0.1, 0.86), air=(0.18, 0.3))


def underwater(c: Canvas) -> Stage:
    """Underwater."""
    c.fill(
        *pick(
            c.rng, [((90, 200, 226), (18, 92, 160)), ((70, 176, 222), (20, 70, 140)), ((110, 214, 214), (20, 110, 150))]
        )
    )
    if c.rng.random() < 0.7:
        sand = c.jitter((212, 190, 140))
        c.hills(c.rng.uniform(0.86, 0.92), 0.02, sand, mix(sand, (120, 120, 110), 0.4))
        for _ in range(int(c.rng.integers(1, 5))):
            x, height = c.rng.uniform(0.03, 0.97), c.rng.uniform(0.12, 0.26)
            weed = c.jitter((48, 140, 92), 12)
            c.polygon(
                [
                    (x - 0.016, 0.96),
                    (x - 0.03, 0.96 - height * 0.5),
                    (x, 0.96 - height),
                    (x + 0.012, 0.96 - height * 0.45),
                    (x + 0.016, 0.96),
                ],
                weed,
            )
    for _ in range(int(c.rng.integers(4, 14))):
        x, y, size = c.rng.uniform(0, 1), c.rng.uniform(0.05, 0.85), c.rng.uniform(0.012, 0.035)
        c.ellipse(x, y, size, size, (196, 236, 248))
    return Stage(floor=(0.86, 0.94), air=(0.4, 0.6))


def city(c: Canvas) -> Stage:
    """City."""
    c.sky()
    base = c.rng.uniform(0.66, 0.74)
    tone = pick(c.rng, [(150, 170, 196), (178, 164, 190), (196, 176, 160), (140, 178, 190)])
    x = -0.03
    while x < 1.0:
        width, top = c.rng.uniform(0.11, 0.2), base - c.rng.uniform(0.2, 0.46)
        wall = c.jitter(tone, 12)
        c.rectangle(x, top, x + width, base + 0.02, wall)
        pane = mix(wall, (255, 250, 214), 0.65)
        for column in range(2):
            for y in np.arange(top + 0.04, base - 0.05, 0.075):
                left = x + width * (0.2 + 0.36 * column)
                c.rectangle(left, float(y), left + width * 0.22, float(y) + 0.035, pane)
        x += width + c.rng.uniform(0.0, 0.02)
    street = c.jitter((128, 132, 140))
    c.rectangle(-0.02, base, 1.02, 1.02, street)
    c.rectangle(-0.02, base, 1.02, base + 0.04, mix(street, (230, 230, 230), 0.6))
    return Stage(floor=(base + 0.1, 0.93))


def road(c: Canvas) -> Stage:
    """Road."""
    c.sky()
    base = c.rng.uniform(0.52, 0.6)
    green = c.jitter((126, 188, 96), 10)
    c.hills(base, 0.02, green, mix(green, (60, 120, 60), 0.3), bumps=1.0)
    if c.rng.random() < 0.6:
        for _ in range(int(c.rng.integers(1, 4))):
            c.tree(c.rng.uniform(0, 1), base + 0.04, c.rng.uniform(0.16, 0.26), fir=False, leaf=c.jitter((70, 150, 80)))
    top, bottom = base + 0.14, 0.97
    grey = c.jitter((112, 116, 124))
    c.rectangle(-0.02, top, 1.02, bottom, grey)
    middle, shift = (top + bottom) / 2, c.rng.uniform(0, 0.2)
    for index in range(-1, 6):
        left = index * 0.22 + shift
        c.rectangle(left, middle - 0.012, left + 0.12, middle + 0.012, (240, 236, 220))
    return Stage(floor=(top + 0.1, bottom - 0.06))


def table(c: Canvas) -> Stage:
    """Table."""
    wall = c.jitter(pick(c.rng, [(242, 230, 208), (222, 234, 236), (238, 222, 222), (214, 226, 208), (232, 228, 240)]))
    c.fill(wall, mix(wall, (255, 255, 255), 0.3))
    base = c.rng.uniform(0.6, 0.7)
    wood = c.jitter(pick(c.rng, [(190, 134, 84), (164, 108, 66), (214, 166, 112)]))
    c.polygon([(-0.02, base), (1.02, base), (1.02, 1.02), (-0.02, 1.02)], mix(wood, (255, 236, 200), 0.15), wood)
    c.rectangle(-0.02, 0.95, 1.02, 1.02, mix(wood, (80, 50, 30), 0.35))
    for y in (base + 0.09, base + 0.19):
        c.rectangle(-0.02, y, 1.02, y + 0.008, mix(wood, (110, 70, 40), 0.25))
    return Stage(floor=(base + 0.08, 0.88))


def room(c: Canvas) -> Stage:
    """Room."""
    wall = c.jitter(pick(c.rng, [(236, 214, 190), (196, 220, 224), (232, 200, 196), (204, 218, 190), (216, 206, 230)]))
    c.fill(wall, mix(wall, (255, 255, 255), 0.15))
    base = c.rng.uniform(0.62, 0.7)
    if c.rng.random() < 0.75:
        x, y, width = c.rng.uniform(0.08, 0.62), 0.1, c.rng.uniform(0.24, 0.32)
        c.rectangle(x, y, x + width, y + 0.3, (250, 250, 246))
        pane = c.jitter((160, 212, 240))
        half = width / 2
        for left in (x + 0.02, x + half + 0.008):
            c.rectangle(left, y + 0.02, left + half - 0.028, y + 0.28, pane)
    floor = c.jitter(pick(c.rng, [(196, 150, 104), (172, 126, 88), (206, 178, 150)]))
    c.polygon([(-0.02, base), (1.02, base), (1.02, 1.02), (-0.02, 1.02)], floor, mix(floor, (110, 76, 50), 0.3))
    c.rectangle(-0.02, base - 0.03, 1.02, base, (246, 244, 240))
    if c.rng.random() < 0.5:
        c.ellipse(0.5, 0.88, 0.8, 0.16, c.jitter(pick(c.rng, [(206, 110, 100), (110, 150, 190), (220, 190, 120)])))
    return Stage(floor=(base + 0.1, 0.92))


def _peaks(c: Canvas, base: float, color: Color, *, snow: bool) -> None:
    shade = mix(color, (60, 70, 90), 0.25)
    for x in np.linspace(-0.05, 1.0, int(c.rng.integers(3, 5))):
        x = float(x) + c.rng.uniform(-0.08, 0.12)
        top, half = base - c.rng.uniform(0.26, 0.46), c.rng.uniform(0.26, 0.38)
        c.polygon([(x, top), (x + half, base + 0.02), (x - half, base + 0.02)], color, shade)
        if snow:
            cut = 0.36
            drop = (base - top) * cut
            left, right = x - half * cut, x + half * cut
            c.polygon(
                [
                    (x, top),
                    (right, top + drop),
                    (x + half * 0.12, top + drop * 0.8),
                    (x, top + drop * 1.15),
                    (x - half * 0.14, top + drop * 0.8),
                    (left, top + drop),
                ],
                (252, 253, 255),
            )


def mountains(c: Canvas) -> Stage:
    """Mountains."""
    c.sky()
    base = c.rng.uniform(0.6, 0.68)
    _peaks(c, base, c.jitter(pick(c.rng, [(128, 150, 120), (150, 140, 130), (110, 140, 150)]), 8), snow=False)
    green = c.jitter((132, 190, 96), 8)
    c.hills(base, 0.02, green, mix(green, (60, 120, 60), 0.35), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def snow_mountains(c: Canvas) -> Stage:
    """Snow mountains."""
    c.sky()
    base = c.rng.uniform(0.6, 0.68)
    _peaks(c, base, c.jitter(pick(c.rng, [(112, 136, 168), (130, 140, 160), (100, 128, 150)]), 8), snow=True)
    low = c.jitter(pick(c.rng, [(240, 246, 250), (140, 190, 110), (226, 236, 244)]), 4)
    c.hills(base, 0.02, low, mix(low, (120, 150, 160), 0.25), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def forest(c: Canvas) -> Stage:
    """Forest."""
    c.fill((190, 226, 196), (226, 240, 214))
    base = c.rng.uniform(0.64, 0.72)
    fir = bool(c.rng.random() < 0.5)
    far = c.jitter((128, 182, 132))
    for x in np.linspace(0.0, 1.0, 7):
        c.tree(float(x) + c.rng.uniform(-0.05, 0.05), base, c.rng.uniform(0.4, 0.5), fir=fir, leaf=far)
    green = c.jitter((110, 168, 88))
    c.hills(base, 0.02, green, mix(green, (50, 100, 56), 0.4), bumps=1.0)
    for x in (c.rng.uniform(-0.02, 0.14), c.rng.uniform(0.86, 1.02), c.rng.uniform(0.2, 0.8)):
        c.tree(x, base + 0.06, c.rng.uniform(0.56, 0.7), fir=fir, leaf=c.jitter((62, 132, 78), 10))
    return Stage(floor=(base + 0.1, 0.93))


def desert(c: Canvas) -> Stage:
    """Desert."""
    c.fill(*pick(c.rng, [((140, 206, 240), (250, 240, 214)), ((250, 200, 140), (254, 232, 190))]))
    base = c.rng.uniform(0.54, 0.64)
    sand = c.jitter((232, 186, 112))
    c.hills(base - 0.04, 0.05, mix(sand, (255, 236, 190), 0.4), bumps=0.8)
    c.hills(base + 0.02, 0.04, sand, mix(sand, (190, 130, 70), 0.4), bumps=0.6)
    if c.rng.random() < 0.5:
        x, y = c.rng.choice([0.1, 0.9]), base + 0.1
        green = c.jitter((84, 150, 84))
        c.rectangle(x - 0.02, y - 0.2, x + 0.02, y, green)
        c.rectangle(x - 0.07, y - 0.15, x - 0.045, y - 0.08, green)
        c.rectangle(x - 0.07, y - 0.1, x, y - 0.075, green)
        c.rectangle(x + 0.045, y - 0.17, x + 0.07, y - 0.1, green)
        c.rectangle(x, y - 0.12, x + 0.07, y - 0.095, green)
    return Stage(floor=(base + 0.14, 0.93))


def sunset(c: Canvas) -> Stage:
    """Sunset."""
    c.fill(
        *pick(
            c.rng,
            [((250, 140, 90), (255, 214, 140)), ((226, 110, 120), (255, 200, 130)), ((150, 90, 150), (255, 170, 110))],
        )
    )
    base = c.rng.uniform(0.64, 0.72)
    c.ellipse(c.rng.uniform(0.25, 0.75), base - 0.06, 0.26, 0.26, (255, 240, 180))
    hill = c.jitter((110, 66, 84))
    c.hills(base, 0.025, hill, mix(hill, (50, 30, 50), 0.5), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def rainbow(c: Canvas) -> Stage:
    """Rainbow."""
    c.fill((150, 208, 246), (224, 242, 252))
    x, y, width = c.rng.uniform(0.42, 0.58), c.rng.uniform(0.66, 0.72), c.rng.uniform(0.98, 1.1)
    for index, band in enumerate(
        [(232, 74, 72), (246, 150, 58), (252, 218, 80), (104, 190, 96), (76, 150, 226), (140, 96, 200)]
    ):
        size = width - index * 0.085
        c.ellipse(x, y, size, size * 1.12, band)
    size = width - 6 * 0.085
    c.ellipse(x, y, size, size * 1.12, mix((150, 208, 246), (224, 242, 252), 0.5))
    green = c.jitter((124, 192, 92), 8)
    c.hills(0.7, 0.015, green, mix(green, (50, 120, 56), 0.35), bumps=1.0)
    return Stage(floor=(0.8, 0.93), air=(0.5, 0.56))


def space(c: Canvas) -> Stage:
    """Space."""
    c.fill(*pick(c.rng, [((16, 12, 40), (40, 24, 80)), ((8, 12, 32), (22, 34, 74)), ((28, 10, 48), (70, 30, 90))]))
    c.stars(int(c.rng.integers(30, 60)), 1.0)
    if c.rng.random() < 0.5:
        x, y, size = c.rng.choice([0.1, 0.9]), c.rng.uniform(0.1, 0.9), c.rng.uniform(0.14, 0.24)
        planet = c.jitter(pick(c.rng, [(230, 150, 100), (120, 170, 220), (200, 130, 190)]), 12)
        c.ellipse(x, y, size, size, planet)
        c.ellipse(x - size * 0.12, y - size * 0.12, size * 0.5, size * 0.5, mix(planet, (255, 255, 255), 0.25))
    return Stage(floor=(0.8, 0.9), air=(0.42, 0.58))


def rain(c: Canvas) -> Stage:
    """Grey clouds, slanting drops and puddles."""
    c.fill(*pick(c.rng, [((120, 138, 158), (186, 198, 208)), ((104, 128, 150), (170, 188, 200))]))
    c.clouds(3, 0.1, 0.18, mix((150, 160, 172), (220, 224, 230), float(c.rng.random())))
    base = c.rng.uniform(0.62, 0.7)
    ground = c.jitter(pick(c.rng, [(110, 144, 110), (128, 134, 142), (136, 128, 116)]))
    c.hills(base, 0.015, ground, mix(ground, (50, 64, 80), 0.35), bumps=1.0)
    for _ in range(3):
        c.ellipse(
            c.rng.uniform(0.1, 0.9), c.rng.uniform(base + 0.1, 0.97), 0.2, 0.035, mix(ground, (190, 214, 232), 0.6)
        )
    for x, y in zip(c.rng.uniform(0, 1.1, 42), c.rng.uniform(0.12, 0.98, 42), strict=True):
        c.polygon([(x, y), (x + 0.006, y), (x - 0.012, y + 0.05), (x - 0.018, y + 0.05)], (206, 226, 244))
    return Stage(floor=(base + 0.1, 0.93))


def lake(c: Canvas) -> Stage:
    """Water between hills, with a grassy shore in front."""
    c.sky()
    line = c.rng.uniform(0.44, 0.5)
    green = c.jitter(pick(c.rng, [(112, 176, 96), (96, 160, 110), (150, 170, 96)]))
    c.hills(line - 0.02, 0.05, mix(green, (210, 235, 235), 0.25), bumps=1.2)
    water = c.jitter((104, 182, 216))
    c.polygon([(-0.02, line), (1.02, line), (1.02, 1.02), (-0.02, 1.02)], water, mix(water, (50, 120, 176), 0.5))
    for _ in range(int(c.rng.integers(3, 8))):
        c.ellipse(
            c.rng.uniform(0, 1), c.rng.uniform(line + 0.03, 0.7), c.rng.uniform(0.06, 0.14), 0.01, (210, 236, 246)
        )
    shore = c.rng.uniform(0.7, 0.76)
    c.hills(shore, 0.02, green, mix(green, (40, 110, 50), 0.35), bumps=0.8)
    for _ in range(int(c.rng.integers(0, 4))):
        x, height = c.rng.choice([c.rng.uniform(0.02, 0.2), c.rng.uniform(0.8, 0.98)]), c.rng.uniform(0.08, 0.14)
        c.polygon(
            [(x - 0.008, shore + 0.05), (x + 0.004, shore + 0.05 - height), (x + 0.01, shore + 0.05)], (84, 130, 70)
        )
    return Stage(floor=(shore + 0.1, 0.94))
