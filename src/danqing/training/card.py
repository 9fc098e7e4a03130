"""The papers of a checkpoint: model card, attribution, licence texts and curves.

The card is made from what the run noted and logged. What people saw in its pictures they write into the run's
``notes/``: ``NOTES.md``, whose ``#`` heading becomes the card's, and pictures that it shows. Assembling again keeps it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danqing._version import __version__
from danqing.core.errors import RequestError
from danqing.data.credits import LICENCES_FOLDER, write_credits
from danqing.data.licences import PERMISSIVE, standard_text
from danqing.data.types import Split
from danqing.models.presets import MMDiTShape
from danqing.training.data_note import DataNote
from danqing.training.history import History
from danqing.training.recipe import Recipe

_STAGES = {  # title, what is counted, what the loss is
    "text": ("Text tower", "caption pairs", "one minus the mean recall at 1"),
    "autoencoder": ("Autoencoder", "crops", "L1 and edge error"),
    "diffusion": ("Denoiser", "pictures", "v error, about 1 untrained"),
}
_FIGURES = {
    "name_recall_1": "Chinese name finds the English one first (R@1)",
    "name_recall_5": "… among the first five (R@5)",
    "name_cosine": "cosine of the two names",
    "name_teacher_cosine": "cosine of names with the teacher's place for them",
    "caption_recall_1": "Chinese caption finds the English one first (R@1)",
    "caption_recall_5": "… among the first five (R@5)",
    "caption_cosine": "cosine of the two captions",
    "caption_teacher_cosine": "cosine of captions with the teacher's place for them",
    "l1": "L1, of a range of 2",
    "edge": "edge error",
    "psnr_db": "PSNR in dB",
    "loss_low_noise": "v error, the less noisy half",
    "loss_high_noise": "v error, the noisier half",
}
_NOTES_SUFFIXES = (".md", ".json", ".png", ".jpg", ".jpeg", ".webp")
_NUM_POINTS = 8  # of a history that are named in words


@dataclass(frozen=True, kw_only=True)
class Part:
    """A row of the card's table of networks."""

    name: str
    class_name: str
    num_weights: int


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What people wrote of a model: a title or "", the text below it, and the files that it shows."""

    title: str
    text: str
    files: tuple[Path, ...]


@dataclass(frozen=True, kw_only=True)
class Papers:
    """All that the card tells beside the recipe and the networks.

    Args:
        data: what the run learned from.
        num_scenes: composed scenes by split, as far as they are known.
        histories: of the trained networks, by stage; one that was brought from elsewhere has none.
        notes: what people wrote, if they did.
        is_noted: whether ``data`` was noted when the run began, not reckoned from the pack as it is now.
    """

    data: DataNote
    num_scenes: Mapping[Split, int]
    histories: Mapping[str, History]
    notes: Notes | None
    is_noted: bool = True


def read_notes(folder: Path) -> Notes | None:
    """Read ``NOTES.md`` and list what lies beside it; None if there is none.

    Raises:
        RequestError: a folder, or a file that has no place in a checkpoint, lies beside it.
    """
    if not (folder / "NOTES.md").is_file():
        return None
    files = sorted(path for path in folder.iterdir() if path.name != "NOTES.md" and not path.name.startswith("."))
    for path in files:
        taken = path.stem in ("README", "ATTRIBUTION", "danqing", "model_index") or path.name.startswith("curves")
        if taken or path.suffix not in _NOTES_SUFFIXES or not path.is_file():
            raise RequestError(
                f"{path} cannot go into a checkpoint; leave only pictures, JSON and Markdown under names of their own "
                "beside NOTES.md."
            )
    head, _, rest = (folder / "NOTES.md").read_text(encoding="utf-8").strip().partition("\n")
    title = head.removeprefix("# ").strip() if head.startswith("# ") else ""
    return Notes(title=title, text=(rest if title else f"{head}\n{rest}").strip(), files=tuple(files))


def write_papers(folder: Path, recipe: Recipe, parts: Sequence[Part], papers: Papers) -> None:
    """Write ``README.md``, ``ATTRIBUTION.md``, ``LICENSES/``, curves and what the notes show beside the networks."""
    weights_bytes = sum(path.stat().st_size for path in folder.rglob("*.safetensors"))
    card = model_card(recipe, parts, papers, weights_bytes=weights_bytes)
    (folder / "README.md").write_text(card, encoding="utf-8")
    listed = (
        "" if papers.data.pack_id == "" else " The pack's ledger, which `danqing data build` makes, lists each picture."
    )
    write_credits(folder, papers.data.credits, about=f"What {_title(recipe, papers)} was trained on.{listed}")
    (folder / LICENCES_FOLDER / "Apache-2.0.txt").write_text(standard_text("Apache-2.0"), encoding="utf-8")  # our own
    for stage, history in papers.histories.items():
        if history.curves is not None:
            shutil.copyfile(history.curves, folder / _curves_name(stage))
    for path in papers.notes.files if papers.notes else ():
        shutil.copyfile(path, folder / path.name)


def model_card(recipe: Recipe, parts: Sequence[Part], papers: Papers, *, weights_bytes: int) -> str:
    """The text of ``README.md``, with the front matter that the Hugging Face hub reads."""
    without = ", text_encoder_3=None, tokenizer_3=None" if isinstance(recipe.diffusion.shape, MMDiTShape) else ""
    fresh = recipe.autoencoder.start_from is None and recipe.diffusion.start_from is None
    blocks = [
        _front_matter(papers.data),
        f"# {_title(recipe, papers)}",
        f"Draws pictures of {recipe.size} × {recipe.size} pixels from words in Chinese and English. Trained from "
        f"{'nothing' if fresh else 'earlier weights'} by the recipe `{recipe.name}` of Danqing {__version__}, on "
        "openly licensed pictures. Stock Diffusers opens this folder, too: "
        f"`DiffusionPipeline.from_pretrained(folder{without})`.",
        papers.notes.text if papers.notes else "",
        "## Shape",
        *_shape(recipe, parts, weights_bytes),
        "## Training data",
        *_data(recipe, papers),
        "## Training",
        "Read from the run's own logs. Time is that of training alone. Figures are of the weights in this folder, on "
        "scenes of held-out things and sentence patterns.",
        *(block for stage in _STAGES for block in _training(stage, papers.histories.get(stage))),
        "## Licence",
        _licence(papers.data),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _title(recipe: Recipe, papers: Papers) -> str:
    return papers.notes.title if papers.notes and papers.notes.title else f"Danqing {recipe.name}"


def _front_matter(data: DataNote) -> str:
    licence = ["license: apache-2.0"]
    if _binding(data):
        licence = ["license: other", "license_name: see-attribution", "license_link: ATTRIBUTION.md"]
    return "\n".join(
        [
            "---",
            *licence,
            "language:",
            "- zh",
            "- en",
            "library_name: diffusers",
            "pipeline_tag: text-to-image",
            "tags:",
            "- text-to-image",
            "- danqing",
            "---",
        ]
    )


def _shape(recipe: Recipe, parts: Sequence[Part], weights_bytes: int) -> list[str]:
    rows = [
        "| part | class | weights |",
        "|---|---|---|",
        *(f"| {each.name} | `{each.class_name}` | {each.num_weights:,} |" for each in parts),
    ]
    return [
        "\n".join(rows),
        f"{weights_bytes / 2**20:.1f} MiB in float16, the text tower's matrices in 8 bits (E4M3). Objective: "
        f"`{recipe.diffusion.objective}`. Unless asked otherwise it draws with {recipe.steps} steps of "
        f"`{recipe.sampler}` and guidance {recipe.guidance:g}.",
    ]


def _data(recipe: Recipe, papers: Papers) -> list[str]:
    data = papers.data
    pictures = [each for each in data.credits if each.kind == "pictures"]
    others = [each for each in data.credits if each.kind != "pictures"]
    build = f" (build {data.pack_id})" if data.pack_id else ""
    uses: dict[Split, str] = {"train": "for training", "val": "of held-out things for validation"}
    composed = " and ".join(f"{count:,} {uses[split]}" for split, count in papers.num_scenes.items())
    rows = [
        "| source | gave | licence |",
        "|---|---|---|",
        *(f"| {each.name} | {each.pictures:,} pictures | {each.licence} |" for each in pictures),
        *(f"| {each.name} | {'words' if each.kind == 'words' else 'lessons'} | {each.licence} |" for each in others),
    ]
    return [
        f"The pack `{data.pack}`{build}: {data.pictures:,} pictures of {data.things:,} things from {len(pictures)} "
        f"{'source' if len(pictures) == 1 else 'sources'}; {data.held_out_things:,} of the things were held out before "
        "anything was trained."
        + (f" From them captioned scenes were composed: {composed} (seed {recipe.seed})." if composed else ""),
        ""
        if papers.is_noted
        else "The run noted nothing of its data when it began; this tells of the pack as it was when this was written.",
        "\n".join(rows),
        f"[ATTRIBUTION.md](ATTRIBUTION.md) says who made what, and in which version; `{LICENCES_FOLDER}/` holds the "
        "texts of the licences.",
    ]


def _training(stage: str, history: History | None) -> list[str]:
    title, unit, meaning = _STAGES[stage]
    if history is None:
        return [f"### {title}", "The run holds no log of it: it was trained elsewhere and put there."]
    planned = f" of {history.planned_images:,} planned" if history.planned_images > history.images_seen else ""
    seen = f"{history.images_seen:,} {unit} seen{planned}, in {_duration(history.seconds)}"
    kept = (
        f"Kept are the weights after {history.kept_images:,}, which did best in validation."
        if history.kept_images < history.images_seen
        else ""
    )
    rows = [
        "| on held-out data | |",
        "|---|---|",
        *(
            f"| {meaning if name == 'loss' else _figure_name(name)} | {_number(value)} |"
            for name, value in history.figures.items()
        ),
    ]
    points = history.losses[:: -(-len(history.losses) // _NUM_POINTS)]
    points = tuple(dict.fromkeys((*points, history.losses[-1])))
    course = ", ".join(f"{_number(loss)} at {images:,}" for images, loss in points)
    return [
        f"### {title}",
        f"{seen}. {kept}".strip(),
        "\n".join(rows),
        f"As it trained ({meaning}): {course}." if len(points) > 1 else "",
        f"Settings: {_settings(history.settings)}." if history.settings else "",
        f"![Curves of the {title.lower()}]({_curves_name(stage)})" if history.curves is not None else "",
    ]


def _licence(data: DataNote) -> str:
    binding = _binding(data)
    if binding:
        return (
            f"It learned from pictures under {' and '.join(binding)}, which bind what is made from them: read "
            "[ATTRIBUTION.md](ATTRIBUTION.md) before you pass it on."
        )
    return (
        f"Weights: Apache-2.0 ([text]({LICENCES_FOLDER}/Apache-2.0.txt)). What it learned from keeps its own licences; "
        "pass [ATTRIBUTION.md](ATTRIBUTION.md) and the texts on with it."
    )


def _binding(data: DataNote) -> list[str]:
    """Licences of sources that bind what is made from them."""
    return sorted({each.licence for each in data.credits} - PERMISSIVE)


def _curves_name(stage: str) -> str:
    return "curves.png" if stage == "diffusion" else f"curves-{stage}.png"


def _figure_name(name: str) -> str:
    if name.startswith("answer_"):
        return f"{name.removeprefix('answer_').replace('_', ' ')} read from the caption"
    return _FIGURES.get(name, name.replace("_", " "))


def _settings(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_setting(value)}" for name, value in settings.items())


def _setting(value: object) -> str:
    if isinstance(value, list | tuple):
        return " and ".join(_setting(each) for each in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    return f"{value:.2f}" if abs(value) >= 10 else f"{value:.3f}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
