"""What a trainer's folder tells of its training, for the model card."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danqing.training.checkpoints import list_checkpoints
from danqing.training.journal import Journal

# Settings of the loop that leave the weights as they are.
_WITHOUT_EFFECT = {
    "num_images", "checkpoint_seconds", "num_checkpoints", "validate_images", "log_images", "prefetch", "compile",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class History:
    """How one network was trained.

    Args:
        stage: of the recipe.
        images_seen, planned_images: training pictures (or caption pairs) until the last checkpoint, and as planned.
        seconds: of training, without validation and pauses.
        kept_images: images seen by the weights that were kept, which did best in validation.
        figures: of those weights, on held-out data; ``"loss"`` chose them.
        losses: (images, validation loss) of every validation.
        settings: of the loop, as last called.
        curves: the plot, or None.
    """

    stage: str
    images_seen: int
    planned_images: int
    seconds: float
    kept_images: int
    figures: dict[str, float]
    losses: tuple[tuple[int, float], ...]
    settings: dict[str, Any]
    curves: Path | None


def read_history(folder: Path) -> History | None:
    """The history that lies in a trainer's folder; None if its networks were brought there and never validated."""
    lines = Journal(folder).read()
    validated = [line for line in lines if line["kind"] == "validate" and "loss" in line]
    if not validated:
        return None
    kept = min(validated, key=lambda line: float(line["loss"]))
    settings = _read_settings(folder / "loop.json")
    checkpoints = list_checkpoints(folder / "checkpoints")
    seen = max(line["images"] for line in lines)
    curves = folder / "curves.png"
    return History(
        stage=folder.name,
        images_seen=max(seen, int(checkpoints[-1].name)) if checkpoints else seen,
        planned_images=int(settings.get("num_images", seen)),
        seconds=_seconds(lines),
        kept_images=kept["images"],
        figures={name: float(value) for name, value in kept.items() if name not in ("kind", "images")},
        losses=tuple((line["images"], float(line["loss"])) for line in validated),
        settings={name: value for name, value in settings.items() if name not in _WITHOUT_EFFECT},
        curves=curves if curves.is_file() else None,
    )


def _seconds(lines: list[dict[str, Any]]) -> float:
    """Time spent training, from the images and the rate of each line."""
    total, before = 0.0, 0
    for line in lines:
        if line["kind"] == "train" and line.get("images_per_second", 0) > 0:
            total += (line["images"] - before) / line["images_per_second"]
            before = line["images"]
    return total


def _read_settings(path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}
