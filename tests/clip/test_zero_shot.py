"""Zero-shot naming on a tiny real set: colours, encoded by their channels."""

from collections.abc import Sequence

import pytest
import torch

from danqing.clip.zero_shot import TEMPLATES, class_embeddings, classify

COLORS = {"red": (1.0, 0.0, 0.0), "green": (0.0, 1.0, 0.0), "blue": (0.0, 0.0, 1.0), "yellow": (0.7, 0.7, 0.0)}


def encode(texts: Sequence[str]) -> torch.Tensor:
    """The colour named in a text plus a little of the text's length, as a real encoder leaks wording."""
    found = [next(value for name, value in COLORS.items() if name in text) for text in texts]
    return torch.tensor(found) + 0.01 * torch.tensor([[len(text)] for text in texts])


def test_pictures_of_one_colour_are_named() -> None:
    noise = 0.2 * torch.randn(40, 3, generator=torch.Generator().manual_seed(0))
    truth = torch.arange(40) % len(COLORS)
    pictures = torch.tensor(list(COLORS.values()))[truth] + noise
    classes = class_embeddings(encode, list(COLORS), TEMPLATES["en"])
    chances = classify(pictures, classes)
    torch.testing.assert_close(chances.sum(1), torch.ones(40))
    assert float((chances.argmax(1) == truth).float().mean()) > 0.9


def test_class_embeddings_are_unit_means_over_templates() -> None:
    found = class_embeddings(encode, ["red", "blue"], ("{}", "a long template with {} in it"))
    assert found.shape == (2, 3)
    torch.testing.assert_close(found.norm(dim=1), torch.ones(2))
    single = class_embeddings(encode, ["red"], ("{}",))
    torch.testing.assert_close(single, torch.nn.functional.normalize(encode(["red"]), dim=-1))


@pytest.mark.parametrize(
    ("names", "templates"),
    [([], ("{}",)), (["red"], ()), (["red"], ("no place",))],
    ids=["names", "templates", "place"],
)
def test_missing_names_or_places_are_refused(names: list[str], templates: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"needed|no \{\}"):
        class_embeddings(encode, names, templates)


def test_every_template_has_a_place() -> None:
    assert all("{}" in template for each in TEMPLATES.values() for template in each)
