"""The card of a picture tower: what it is, what it was trained on, and what was measured on what it never saw."""

from __future__ import annotations

from collections.abc import Mapping

ROWS: tuple[tuple[str, str], ...] = (  # what is counted, and the name of its figures up to the language
    ("a held-out scene finds its caption among {scenes}", "caption_{language}_recall_{at}"),
    ("a new drawing of a known thing, among all {things} names", "unseen_drawing_{language}_top_{at}"),
    ("a drawing of a thing never seen, among the {unknown} names of such things", "unseen_thing_{language}_top_{at}"),
)
FACTS = {"ground": "the ground", "style": "the style", "count": "the number"}


def picture_card(figures: Mapping[str, float], numbers: Mapping[str, int]) -> str:
    """The card as Markdown.

    Args:
        figures: of the last validation.
        numbers: ``weights``, ``image_px``, ``scenes``, ``things`` and ``unknown``.
    """
    rows = []
    for what, name in ROWS:
        said = []
        for language in ("zh", "en"):
            for at in (1, 5):
                value = figures.get(name.format(language=language, at=at))
                said.append("" if value is None else f"{100 * value:.1f}%")
        rows.append(f"| {what.format(**numbers)} | {' | '.join(said)} |")
    facts = [f"{said} {100 * figures[f'fact_{key}']:.0f}%" for key, said in FACTS.items() if f"fact_{key}" in figures]
    return (
        "# The picture tower of danqing-mini\n\n"
        f"A CLIP vision transformer of {numbers['weights']:,} weights for pictures of {numbers['image_px']} px, "
        "trained against the text tower of danqing-mini, which stayed as it was. `danqing describe` sees with it. "
        "Stock transformers opens the folder as a `CLIPVisionModelWithProjection`; pixels are expected in [-1, 1]. "
        "Weights are stored in one byte each (E4M3). `text_projection.safetensors` brings the text tower's pooled "
        "state into the same space.\n\n"
        "It was trained on scenes composed of openly licensed drawings and on the drawings themselves, with names in "
        "Chinese and English: the same data as danqing-mini, whose ATTRIBUTION.md and LICENSES hold for it too.\n\n"
        "| what, on held-out pictures | zh, first | zh, first five | en, first | en, first five |\n"
        "|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        f"Of held-out scenes it tells {', '.join(facts)}.\n\n"
        "It knows drawings, not photographs, and one large subject better than several small ones. It shares the "
        "text tower with the model that draws, so the two share what that tower mishears: a score of how well "
        "danqing-mini's pictures fit their prompts by this tower flatters them.\n"
    )
