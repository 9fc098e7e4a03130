"""The record of a run: one JSON object a line, and plots drawn from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from danqing.core.errors import FailureError
from danqing.storage.files import write_atomically, write_text


class Journal:
    """``log.jsonl`` in a run's folder. Each line has ``kind``, ``images`` and figures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "log.jsonl"

    def write(self, kind: str, images_seen: int, **figures: Any) -> None:
        """Append one line.

        Raises:
            FailureError: the disk is full or not writable.
        """
        line = json.dumps({"kind": kind, "images": images_seen, **figures}, ensure_ascii=False) + "\n"
        try:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(line)
        except OSError as error:
            raise FailureError(
                f"The log {self.path} could not be written ({error.strerror}); free some space, then resume."
            ) from error

    def read(self) -> list[dict[str, Any]]:
        """All complete lines; a line cut by a crash is passed over."""
        lines = self.path.read_text(encoding="utf-8", errors="replace").split("\n") if self.path.exists() else []
        found = []
        for line in lines:
            try:
                values = json.loads(line)
            except json.JSONDecodeError:
                continue
            if isinstance(values, dict) and "kind" in values and "images" in values:
                found.append(values)
        return found

    def last(self, kind: str) -> dict[str, Any] | None:
        """The newest line of a kind."""
        return next((line for line in reversed(self.read()) if line["kind"] == kind), None)

    def rewind(self, images_seen: int) -> None:
        """Drop what a crashed run logged after its last checkpoint, so that no image is counted twice."""
        kept = [json.dumps(line, ensure_ascii=False) for line in self.read() if line["images"] <= images_seen]
        write_text(self.path, "".join(line + "\n" for line in kept))

    def plot(self) -> Path | None:
        """Draw training and validation figures over images into ``curves.png``; None if there is nothing to draw."""
        series: dict[str, list[tuple[int, float]]] = {}
        for line in self.read():
            for name, value in line.items():
                if line["kind"] in ("train", "validate") and name not in (
                    "kind",
                    "images",
                    "seconds",
                    "images_per_second",
                ):
                    series.setdefault(f"{line['kind']} {name}", []).append((line["images"], float(value)))
        return plot_curves(series, self.folder / "curves.png") if series else None


def plot_curves(series: dict[str, list[tuple[int, float]]], path: Path) -> Path:
    """Draw each named series of (images, value); ``"train x"`` and ``"validate x"`` share a frame."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    names = sorted({name.split(" ", 1)[1] for name in series})
    columns = min(3, len(names))
    rows = -(-len(names) // columns)
    figure = Figure(figsize=(4.6 * columns, 3.2 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    for index, name in enumerate(names):
        axes = figure.add_subplot(rows, columns, index + 1)
        for kind, colour in (("train", "#9db4c0"), ("validate", "#c2410c")):
            points = series.get(f"{kind} {name}", [])
            if points:
                axes.plot(
                    *zip(*points, strict=True), color=colour, marker="o" if kind == "validate" else "", ms=3, label=kind
                )
        axes.set_title(name)
        axes.set_xlabel("images")
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
    return write_atomically(path, lambda temporary: figure.savefig(temporary, dpi=90))
