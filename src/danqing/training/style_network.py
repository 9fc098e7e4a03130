"""The trainer of the network that restyles in one pass: VGG16 says how far style was taken and content kept.

What VGG16 sees of a picture in another's style is to have the style's statistics at several depths, channel by channel
(arXiv 1703.06868, equation 13) and in pairs of channels (Gram matrices, arXiv 1508.06576), and the content's maps at a
greater depth, compared after each channel was normalised, so that content does not ask for the content's own style.
For some pictures of each batch the style is the content itself: these are to come out as they were, which teaches the
network what keeping means and strength 0 its promise.

The statistics of styles are measured once, before training.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from danqing.core.errors import DataError, RequestError
from danqing.core.seeds import derive_seed
from danqing.data.types import ImageArray
from danqing.models.adain import EPSILON, Style, StyleNetwork, StyleShape, normalised, style_of_maps
from danqing.models.compact import write_compact
from danqing.models.vgg import BLOCKS, VGG16, Place
from danqing.storage.files import write_atomically
from danqing.training.autoencoder import to_batch
from danqing.training.config import LoopConfig
from danqing.training.samples import save_grid

FILE_NAME = "restyle.safetensors"
SCALE = 100.0  # VGG16's maps are divided by it, so that float16 holds their products


@dataclass(frozen=True, kw_only=True)
class StyleConfig:
    """Shape and loss of the network.

    Args:
        shape: of the network.
        crop_px: side of the training pictures; a multiple of 8.
        places: layers of VGG16 whose means and spreads are compared, in their order; the content is in the last.
        gram_places: those of them whose Gram matrices are compared, too.
        style_weight, gram_weight, content_weight, same_weight, smooth_weight: factors of the loss terms.
        same_share: share of each batch whose style is the content itself.
    """

    shape: StyleShape = field(default_factory=StyleShape)
    crop_px: int = 128
    places: tuple[Place, ...] = ((0, 1), (1, 1), (2, 0), (2, 2), (3, 0))
    gram_places: tuple[Place, ...] = ((1, 1), (2, 0), (2, 2))
    style_weight: float = 6.0
    gram_weight: float = 4.0
    content_weight: float = 0.3
    same_weight: float = 4.0
    smooth_weight: float = 0.02
    same_share: float = 0.25
    loop: LoopConfig

    def __post_init__(self) -> None:
        if self.crop_px < 32 or self.crop_px % 8:
            raise RequestError(f"crop_px must be a multiple of 8 and at least 32, not {self.crop_px}.")
        if not set(self.gram_places) <= set(self.places):
            raise RequestError("Each of gram_places must be one of places.")
        if not 0 <= self.same_share < 1:
            raise RequestError(f"same_share must lie between 0 and 1, not {self.same_share}.")
        for name in ("style_weight", "gram_weight", "content_weight", "same_weight", "smooth_weight"):
            if not getattr(self, name) >= 0:
                raise RequestError(f"{name} must be 0 or more, not {getattr(self, name)}.")


@dataclass(frozen=True)
class Measured:
    """Pictures (N, crop, crop, 3) uint8 and what VGG16 says of them, (N, …) float16."""

    pictures: ImageArray
    numbers: np.ndarray

    def __len__(self) -> int:
        return len(self.pictures)

    def take(self, chosen: np.ndarray | slice) -> tuple[Tensor, Tensor]:
        """Some of them as tensors: pictures (B, 3, crop, crop) in [-1, 1], channels-last, and numbers in float32."""
        pictures = to_batch(np.array(self.pictures[chosen])).contiguous(memory_format=torch.channels_last)
        return pictures, torch.from_numpy(np.array(self.numbers[chosen], np.float32))


def measure_styles(seeing: VGG16, pictures: ImageArray, config: StyleConfig, path: Path) -> Measured:
    """The statistics of styles: a row of means and spreads at each place, then the upper halves of Gram matrices.

    They are written to ``path`` unless it is there already.
    """

    def row(batch: Tensor) -> Tensor:
        return torch.cat(_numbers(seeing(batch.to(_device(seeing)), config.places), config), 1)

    return _measured(pictures, row, (width(config),), path)


def measure_contents(seeing: VGG16, pictures: ImageArray, config: StyleConfig, path: Path) -> Measured:
    """What is to be kept of contents: the maps of the last place, normalised; written as of :func:`measure_styles`."""

    def maps(batch: Tensor) -> Tensor:
        return normalised(seeing(batch.to(_device(seeing)), config.places[-1:])[-1].float())

    with torch.no_grad():
        shape = tuple(maps(to_batch(np.array(pictures[:1]))).shape[1:])
    return _measured(pictures, maps, shape, path)


@torch.no_grad()
def _measured(
    pictures: ImageArray, measure: Callable[[Tensor], Tensor], shape: tuple[int, ...], path: Path
) -> Measured:
    def write(temporary: Path) -> None:
        rows = np.lib.format.open_memmap(temporary, mode="w+", dtype=np.float16, shape=(len(pictures), *shape))
        for begin in range(0, len(pictures), 8):
            rows[begin : begin + 8] = measure(to_batch(np.array(pictures[begin : begin + 8]))).half().cpu().numpy()
        rows.flush()

    if not path.exists():
        write_atomically(path, write)
    return Measured(pictures, np.load(path, mmap_mode="r"))


def width(config: StyleConfig) -> int:
    """How many numbers :func:`measure_styles` writes of a style."""
    channels = {place: BLOCKS[place[0]][place[1]] for place in config.places}
    return sum(2 * each for each in channels.values()) + sum(
        channels[place] * (channels[place] + 1) // 2 for place in config.gram_places
    )


class StyleTrainer(nn.Module):
    """Trains ``network`` to show ``contents`` in ``styles``.

    Args:
        network: what is trained.
        seeing: VGG16, in the number type that is fast here.
        contents: as :func:`measure_contents` measured them.
        styles: as :func:`measure_styles` did.
        held_out: contents and styles that are not trained on.
    """

    def __init__(
        self,
        network: StyleNetwork,
        config: StyleConfig,
        seeing: VGG16,
        *,
        contents: Measured,
        styles: Measured,
        held_out: tuple[Measured, Measured],
    ) -> None:
        super().__init__()
        if not len(contents) or not len(styles) or not len(held_out[0]) or not len(held_out[1]):
            raise DataError("Training a style network needs contents and styles, to learn from and held out.")
        if styles.numbers.shape != (len(styles), width(config)) or len(contents.numbers) != len(contents):
            raise DataError("What was measured does not fit the recipe; delete the run's measured-*.npy and resume.")
        self.network, self.config = network, config
        nn.Module.to(self.network, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.contents, self.styles, self.held_out, self._seeing = contents, styles, held_out, seeing

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        """``contents`` and ``styles``, each (size, 3, crop, crop), with what was measured of them."""
        draw = np.random.default_rng(derive_seed(self.config.loop.seed, "styles", index))
        contents, kept = self.contents.take(draw.integers(len(self.contents), size=size))
        styles, measured = self.styles.take(draw.integers(len(self.styles), size=size))
        return {"contents": contents, "kept": kept, "styles": styles, "measured": measured}

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The sum of the loss terms and each by name."""
        config, contents = self.config, batch["contents"]
        count = len(contents) - round(config.same_share * len(contents))
        maps = self.network.encode(contents)
        own = style_of_maps(maps)
        other = self.network.style_of(batch["styles"][:count])
        style = Style(*(torch.cat([new, old[count:]]) for new, old in zip(_parts(other), _parts(own), strict=True)))
        made = self.network.paint(maps, style).float()
        terms = self.terms(made[:count], batch["kept"][:count], batch["measured"][:count])
        if count < len(contents):
            terms["same"] = (made[count:] - contents[count:]).abs().mean()
        weights = {name: getattr(config, f"{name}_weight", 1.0) for name in terms}
        loss = torch.stack([weights[name] * term for name, term in terms.items()]).sum()
        return loss, {name: term.detach() for name, term in terms.items()}

    def terms(self, made: Tensor, kept: Tensor, measured: Tensor) -> dict[str, Tensor]:
        """How far restyled pictures are from what was measured of their contents and of their styles."""
        config = self.config
        with torch.autocast(made.device.type, enabled=False):  # VGG16 has its own type, and products are long sums
            found = self._seeing(made, config.places)
            numbers = _numbers(found, config)
        sizes = [each.shape[1] for each in numbers]
        errors = [
            (ours - theirs).square().sum(1) / theirs.square().sum(1).clamp(min=1e-6)
            for ours, theirs in zip(numbers, torch.split(measured, sizes, 1), strict=True)
        ]
        places = len(config.places)
        return {
            "style": torch.stack(errors[:places]).mean(0).mean(),
            "gram": torch.stack(errors[places:]).mean(0).mean() if errors[places:] else made.new_zeros(()),
            "content": (normalised(found[-1].float()) - kept).square().mean(),
            "smooth": made.diff(dim=2).abs().mean() + made.diff(dim=3).abs().mean(),
            "range": (made.abs() - 1).clamp(min=0).square().mean(),
        }

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """The loss on held-out contents and styles, its terms, and PSNR (dB) of pictures in their own style."""
        contents, styles = self.held_out
        count = min(32, len(contents), len(styles))
        device = next(self.network.parameters()).device
        totals: dict[str, float] = {}
        for begin in range(0, count, 8):
            chosen = slice(begin, min(begin + 8, count))
            given, kept, example, measured = (
                each.to(device) for each in (*contents.take(chosen), *styles.take(chosen))
            )
            made = self.network(given, self.network.style_of(example)).float()
            same = self.network(given, self.network.style_of(given)).float()
            terms = {name: float(each) for name, each in self.terms(made, kept, measured).items()}
            terms["same"], terms["mse"] = float((same - given).abs().mean()), float((same - given).square().mean())
            for name, each in terms.items():
                totals[name] = totals.get(name, 0.0) + each * len(given) / count
        psnr = 10 * float(np.log10(4 / max(totals.pop("mse"), 1e-12)))
        loss = sum(getattr(self.config, f"{name}_weight", 1.0) * each for name, each in totals.items())
        return {"loss": loss, **totals, "psnr_db": psnr}

    @torch.no_grad()
    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Held-out contents (first column) in held-out styles (first row); last comes each content in its own style."""
        device = next(self.network.parameters()).device
        contents, styles = (
            each.take(slice(count))[0].to(device) for each, count in zip(self.held_out, (5, 8), strict=True)
        )
        rows = [torch.cat([torch.ones_like(contents[:1]), styles, torch.ones_like(contents[:1])])]
        for content in torch.split(contents, 1):
            repeated = content.expand(len(styles), -1, -1, -1)
            made = self.network(repeated, self.network.style_of(styles)).float()
            rows.append(torch.cat([content, made, self.network(content, self.network.style_of(content)).float()]))
        save_grid(torch.cat(rows), folder / f"{images_seen:09d}.png", columns=len(styles) + 2)

    def export(self, folder: Path) -> None:
        """Write the network with eight bits a weight."""
        facts = {"shape": json.dumps(shape_facts(self.config.shape))}
        write_compact(folder / FILE_NAME, self.network, facts)


def shape_facts(shape: StyleShape) -> dict[str, object]:
    """A shape as JSON holds it; ``StyleShape(**facts)`` with its lists as tuples is the shape again."""
    return {
        "widths": list(shape.widths),
        "style_width": shape.style_width,
        "quarter_blocks": shape.quarter_blocks,
        "eighth_blocks": shape.eighth_blocks,
    }


def _device(seeing: VGG16) -> torch.device:
    return seeing.blocks[0][0][0].device


def _parts(style: Style) -> tuple[Tensor, Tensor]:
    return style.quarter, style.eighth


def _numbers(maps: Sequence[Tensor], config: StyleConfig) -> list[Tensor]:
    """What is compared of VGG16's maps, (B, numbers) for each place and then for each Gram matrix."""
    numbers, grams = [], []
    for place, each in zip(config.places, maps, strict=True):
        scaled = each.float() / SCALE
        variance, mean = torch.var_mean(scaled, (2, 3), correction=0)
        numbers.append(torch.cat([mean, (variance + EPSILON).sqrt()], 1))
        if place in config.gram_places:
            rows = scaled.flatten(2)
            gram = rows @ rows.transpose(1, 2) / rows.shape[2]
            upper = torch.triu_indices(gram.shape[1], gram.shape[1])
            grams.append(gram[:, upper[0], upper[1]])
    return numbers + grams
