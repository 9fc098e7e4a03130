"""What kind of animation is asked for, checked before anything is loaded or drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from danqing.core.animation import PLAYS
from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.seeds import check_seed

MOTIONS = (
    "noise",
    "prompts",
    "zoom-in",
    "zoom-out",
    "pan-left",
    "pan-right",
    "pan-up",
    "pan-down",
    "ken-burns",
)
TRAVELS = ("noise", "prompts")  # frames that are drawn one by one; all other motions move a camera
MAX_FRAMES, MAX_FPS, MAX_STOPS = 600, 60, 16
MAX_PIXELS = 400_000_000  # of all frames, which are held in memory with three bytes each


@dataclass(frozen=True, kw_only=True)
class Film:
    """One animation.

    Args:
        motion: one of :data:`MOTIONS`.
        frames: how many, 2 to 600.
        fps: frames a second.
        plays: of :class:`danqing.core.animation.Animation`.
        amount: how far it goes: for noise the width of the circle, above 0 to 1; for zooms and ken-burns how many times
            larger or smaller at the end; for pans how many picture sides.
        strength: how much of the picture each drawing may change; None where there is none.
        prompts: what is drawn, one after the other; at least one but for ken-burns.
        seeds: of the noises travelled between; empty for a circle through that of the request.
    """

    motion: str
    frames: int
    fps: float
    plays: str
    amount: float | None
    strength: float | None
    prompts: tuple[str, ...]
    seeds: tuple[int, ...]

    def facts(self) -> dict[str, Any]:
        """What manifests say of it."""
        found: dict[str, Any] = {
            "name": "animate",
            "motion": self.motion,
            "frames": self.frames,
            "fps": self.fps,
            "plays": self.plays,
        }
        for name in ("amount", "strength"):
            if (value := getattr(self, name)) is not None:
                found[name] = value
        if len(self.prompts) > 1:
            found["prompts"] = list(self.prompts)
        if self.seeds:
            found["seeds"] = list(self.seeds)
        return found

    def check_size(self, width: int, height: int) -> None:
        """Raise :class:`RequestError` if so many frames of this size are too much."""
        if width * height * self.frames > MAX_PIXELS:
            most = MAX_PIXELS // (width * height)
            raise RequestError(
                f"{self.frames} frames of {width}x{height} px are more than the {MAX_PIXELS // 1_000_000} million "
                f"pixels that an animation may have; make at most {most} frames, or a smaller size."
            )


def plan_film(
    prompts: Sequence[str],
    *,
    motion: str | None = None,
    with_image: bool = False,
    seconds: float = 3.0,
    fps: float = 12.0,
    plays: str | None = None,
    amount: float | None = None,
    strength: float | None = None,
    seeds: Sequence[int] = (),
) -> Film:
    """Fill in what is left open, and refuse what makes no sense.

    Args:
        prompts: what to draw, one after the other; may be empty beside a picture.
        motion: None takes ``"prompts"`` where there are several, else ``"noise"``.
        with_image: whether a picture is given to begin from.
        seconds, fps: length and frames a second.
        plays: None closes travels into a loop and lets camera motions bounce.
        amount, strength, seeds: of :class:`Film`; None takes what suits the motion.

    Raises:
        RequestError, UnknownNameError: a value is out of range, unknown or contradictory.
    """
    if motion is None:
        motion = "prompts" if len(prompts) > 1 else "noise"
    if motion not in MOTIONS:
        raise UnknownNameError("motion", str(motion), MOTIONS)
    usual = "loop" if motion in TRAVELS else "bounce"
    if plays is not None and plays not in PLAYS:
        raise UnknownNameError("way to play", str(plays), PLAYS)
    if plays == "loop" and motion not in TRAVELS:
        raise RequestError(f"{motion} does not come back to where it began; let it bounce, or play once.")
    if motion == "prompts" and not 2 <= len(prompts) <= MAX_STOPS:
        raise RequestError(f"Give 2 to {MAX_STOPS} prompts to change between, not {len(prompts)}.")
    if motion != "prompts" and len(prompts) > 1:
        raise RequestError(
            f"{motion} draws one prompt, not {len(prompts)}; put it in quotes, or choose motion prompts."
        )
    if motion == "ken-burns" and not with_image:
        raise RequestError("ken-burns moves over a picture; give one.")
    return Film(
        motion=motion,
        frames=_frames(seconds, fps),
        fps=float(fps),
        plays=usual if plays is None else plays,
        amount=_amount(motion, amount, seeds),
        strength=_strength(motion, strength, with_image),
        prompts=tuple(prompts),
        seeds=_seeds(motion, seeds),
    )


def stops_at(frames: int, stops: int, *, closed: bool) -> list[float]:
    """Where each frame stands between stops that are numbered from 0; a closed way leads from the last to the first."""
    if closed:
        return [number * stops / frames for number in range(frames)]
    return [number * (stops - 1) / (frames - 1) for number in range(frames)]


def _frames(seconds: float, fps: float) -> int:
    for name, value, low, high in (("frames a second", fps, 1, MAX_FPS), ("length in seconds", seconds, 0.1, 600)):
        sound = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not sound or not low <= value <= high:
            raise RequestError(f"The {name} must be a number from {low:g} to {high:g}, not {value!r}.")
    frames = round(seconds * fps)
    if not 2 <= frames <= MAX_FRAMES:
        raise RequestError(
            f"{seconds:g} seconds at {fps:g} frames a second are {frames} frames; 2 to {MAX_FRAMES} are drawn."
        )
    return frames


def _amount(motion: str, amount: float | None, seeds: Sequence[int]) -> float | None:
    if motion == "prompts" or seeds:
        if amount is not None:
            raise RequestError("Between prompts or seeds it is clear how far to go, so leave the amount out.")
        return None
    low, high, usual = {"noise": (0.0, 1.0, 0.25), "ken-burns": (1.0, 4.0, 1.3)}.get(motion, (1.0, 64.0, 2.0))
    if motion.startswith("pan"):
        low, high, usual = 0.0, 16.0, 1.0
    if amount is None:
        return usual
    sound = isinstance(amount, int | float) and not isinstance(amount, bool)
    if not sound or not low < amount <= high:
        raise RequestError(
            f"The amount of {motion} must be a number above {low:g} and at most {high:g}, not {amount!r}."
        )
    return float(amount)


def _strength(motion: str, strength: float | None, with_image: bool) -> float | None:
    usual = 0.35 if motion == "zoom-in" else 0.5 if motion in TRAVELS and with_image else None
    if strength is None or usual is None:
        if strength is not None:
            raise RequestError(f"Nothing of a picture is drawn over in {motion} here, so leave the strength out.")
        return usual
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise RequestError(f"The strength must be a number above 0 and at most 1, not {strength!r}.")
    return float(strength)


def _seeds(motion: str, seeds: Sequence[int]) -> tuple[int, ...]:
    if seeds and motion not in TRAVELS:
        raise RequestError(f"{motion} does not travel between seeds; choose motion noise, or leave the seeds out.")
    if seeds and not 2 <= len(seeds) <= MAX_STOPS:
        raise RequestError(f"Give 2 to {MAX_STOPS} seeds to travel between, not {len(seeds)}.")
    return tuple(check_seed(each) for each in seeds)
