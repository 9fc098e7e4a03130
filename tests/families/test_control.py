"""ControlNets draw what the stock pipeline draws with them, and nets that cannot be used are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError, RequestError, UnsafeCheckpointError
from danqing.diffusion.guidance import classifier_free, interval_in_sigma
from danqing.diffusion.samplers import SAMPLERS
from danqing.families.attention import NEGATIVE
from danqing.families.control import Controlled
from danqing.families.registry import load_family
from tiny_controls import build_small_control, build_stock_control
from tiny_families import edit_json, stock_picture

TOLERANCE = 1e-4
STEPS = 8


@pytest.fixture(scope="session")
def nets(tmp_path_factory: pytest.TempPathFactory, tiny_folders: dict[str, Path]) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("nets")
    return {
        "sd1": build_stock_control(place / "sd1", tiny_folders["sd1"]),
        "sd1-other": build_stock_control(place / "sd1-other", tiny_folders["sd1"], seed=5),
        "sd1-small": build_small_control(place / "sd1-small", tiny_folders["sd1"]),
        "mini": build_stock_control(place / "mini", tiny_folders["mini"]),
        "mini-small": build_small_control(place / "mini-small", tiny_folders["mini"]),
    }


def is_one_sentence(said: str) -> bool:
    return "\n" not in said and said.endswith(".") and len(said) < 1000


def family_of(folder: Path) -> Any:
    return load_family(folder, TorchBackend(device="cpu", precision="float32"))


def noise_of(family: Any, width: int, height: int) -> Tensor:
    return torch.randn(1, *family.latent_shape(width, height), generator=torch.Generator().manual_seed(3))


def a_sketch(width: int, height: int, seed: int = 0) -> Image.Image:
    draw = np.random.default_rng(seed)
    return Image.fromarray(draw.integers(0, 256, size=(height, width, 3), dtype=np.uint8))


def as_picture(image: Image.Image) -> Tensor:
    return torch.from_numpy(np.array(image, dtype=np.float32) / 255).permute(2, 0, 1)[None]


@torch.inference_mode()
def drawn(family: Any, controls: list[Controlled], size: tuple[int, int] = (32, 48), sampler: str = "ddim") -> Tensor:
    width, height = size
    positive, negative = family.encode("a red cat", "the dog")
    walk = family.walk(sampler, STEPS, width, height)
    denoise = classifier_free(family.denoise, positive, negative, 5.0)
    with family.controlled(controls):
        noise = noise_of(family, width, height) * walk.start_scale
        latents = SAMPLERS[sampler](denoise, noise, walk.sigmas, path=walk.schedule.path)
    pictures: Tensor = family.decode(latents)
    return (pictures / 2 + 0.5).clamp(0, 1)


def levels_of(family: Any, start: float, end: float) -> tuple[float, float]:
    return interval_in_sigma(family.walk("ddim", STEPS, 32, 48).sigmas, (start, end))


def stock(
    base: Path,
    nets: list[Path],
    pictures: list[Image.Image],
    family: Any,
    *,
    size: tuple[int, int] = (32, 48),
    **options: Any,
) -> Tensor:
    from diffusers import ControlNetModel, DDIMScheduler, StableDiffusionControlNetPipeline

    loaded = [ControlNetModel.from_pretrained(net) for net in nets]
    pipeline = StableDiffusionControlNetPipeline.from_pretrained(base, controlnet=loaded)
    pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config)
    return stock_picture(
        pipeline,
        "a red cat",
        noise=noise_of(family, *size),
        negative_prompt="the dog",
        image=pictures,
        num_inference_steps=STEPS,
        guidance_scale=5.0,
        width=size[0],
        height=size[1],
        **options,
    )


@pytest.mark.parametrize(("shape", "size"), [("sd1", (32, 48)), ("mini", (64, 96))])
def test_one_net_draws_as_the_stock_pipeline(
    tiny_folders: dict[str, Path], nets: dict[str, Path], shape: str, size: tuple[int, int]
) -> None:
    family, sketch = family_of(tiny_folders[shape]), a_sketch(*size)
    net = family.load_control(nets[shape])
    ours = drawn(family, [Controlled(net=net, picture=as_picture(sketch), weight=0.7)], size)
    theirs = stock(tiny_folders[shape], [nets[shape]], [sketch], family, size=size, controlnet_conditioning_scale=[0.7])
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)
    assert (ours - drawn(family, [], size)).abs().max() > 10 * TOLERANCE, "the net must matter, or this proves nothing"


def test_two_nets_with_weights_and_step_ranges_draw_as_the_stock_pipeline(
    tiny_folders: dict[str, Path], nets: dict[str, Path]
) -> None:
    family, sketches = family_of(tiny_folders["sd1"]), [a_sketch(32, 48), a_sketch(32, 48, seed=1)]
    folders = [nets["sd1"], nets["sd1-other"]]
    ranges = [(0.0, 0.5), (0.25, 1.0)]
    ours = drawn(
        family,
        [
            Controlled(
                net=family.load_control(folder),
                picture=as_picture(sketch),
                weight=weight,
                levels=levels_of(family, *ends),
            )
            for folder, sketch, weight, ends in zip(folders, sketches, (0.5, 1.25), ranges, strict=True)
        ],
    )
    theirs = stock(
        tiny_folders["sd1"],
        folders,
        sketches,
        family,
        controlnet_conditioning_scale=[0.5, 1.25],
        control_guidance_start=[start for start, _ in ranges],
        control_guidance_end=[end for _, end in ranges],
    )
    torch.testing.assert_close(ours, theirs, atol=TOLERANCE, rtol=0)
    always = drawn(
        family,
        [
            Controlled(net=family.load_control(folder), picture=as_picture(sketch), weight=weight)
            for folder, sketch, weight in zip(folders, sketches, (0.5, 1.25), strict=True)
        ],
    )
    assert (ours - always).abs().max() > 10 * TOLERANCE


@pytest.mark.parametrize("kind", ["sd1", "sd1-small"])
def test_a_net_of_no_weight_changes_no_bit(tiny_folders: dict[str, Path], nets: dict[str, Path], kind: str) -> None:
    family = family_of(tiny_folders["sd1"])
    net, picture = family.load_control(nets[kind]), as_picture(a_sketch(32, 48))
    plain = drawn(family, [])
    assert torch.equal(drawn(family, [Controlled(net=net, picture=picture, weight=0.0)]), plain)
    nowhere = levels_of(family, 0.5, 0.5)
    assert torch.equal(drawn(family, [Controlled(net=net, picture=picture, levels=nowhere)]), plain)
    assert not torch.equal(drawn(family, [Controlled(net=net, picture=picture)]), plain)
    assert torch.equal(drawn(family, []), plain), "nothing of a net may stay behind"


def test_the_small_kind_runs_on_any_checkpoint(tiny_folders: dict[str, Path], nets: dict[str, Path]) -> None:
    for base, net in (("sd1", "sd1-small"), ("mini", "mini-small")):
        family = family_of(tiny_folders[base])
        controls = [
            Controlled(net=family.load_control(nets[net]), picture=as_picture(a_sketch(32, 48, seed=seed)))
            for seed in (0, 1)
        ]
        first, second = (drawn(family, [each]) for each in controls)
        assert (first - second).abs().max() > 1e-3, "another sketch, another picture"


def test_both_rows_of_the_pair_are_controlled_and_weights_scale_what_is_added(
    tiny_folders: dict[str, Path], nets: dict[str, Path]
) -> None:
    family = family_of(tiny_folders["sd1"])
    x, sigma = torch.randn(2, 4, 24, 16), torch.tensor([0.7, 0.7])
    words = torch.cat([each["context"] for each in family.encode("a red cat", "the dog")])
    net, picture = family.load_control(nets["sd1"]), as_picture(a_sketch(32, 48))

    def added(weight: float) -> tuple[Tensor, ...]:
        with family.controlled([Controlled(net=net, picture=picture, weight=weight)]):
            return tuple(family.controls.residuals(x, sigma, torch.tensor([500.0, 500.0]), words))

    one, half = added(1.0), added(0.5)
    assert all(part.shape[0] == 2 and part[0].any() and part[1].any() for part in one)
    assert all(torch.equal(0.5 * whole, part) for whole, part in zip(one, half, strict=True))


def test_guidance_strengthens_what_the_small_kind_shows(tiny_folders: dict[str, Path], nets: dict[str, Path]) -> None:
    """It acts on what is wanted and not on what guidance leads away from."""
    family = family_of(tiny_folders["sd1"])
    x, times = torch.randn(2, 4, 24, 16), torch.tensor([500.0, 500.0])
    words = torch.cat([each["context"] for each in family.encode("a red cat", "the dog")])
    net = family.load_control(nets["sd1-small"])
    with family.controlled([Controlled(net=net, picture=as_picture(a_sketch(32, 48)))]):
        added = family.controls.residuals(x, times / 1000, times, words, torch.tensor([NEGATIVE, 1]))
        everywhere = family.controls.residuals(x, times / 1000, times, words)
    assert all(not part[0].any() and part[1].any() for part in added)
    assert all(torch.equal(part[1], whole[1]) for part, whole in zip(added, everywhere, strict=True))


def test_a_net_is_loaded_once_and_again_when_its_file_changed(
    tiny_folders: dict[str, Path], nets: dict[str, Path], tmp_path: Path
) -> None:
    family, folder = family_of(tiny_folders["sd1"]), build_small_control(tmp_path / "net", tiny_folders["sd1"])
    first = family.load_control(folder)
    assert family.load_control(folder) is first
    build_small_control(folder, tiny_folders["sd1"], seed=99)
    second = family.load_control(folder)
    assert second.sha256 != first.sha256


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"_class_name": "UNet2DConditionModel"}, "a ControlNet is one of"),
        ({"_class_name": None}, "a ControlNet is one of"),
        ({"in_channels": 9}, "latents of 9 channels"),
        ({"cross_attention_dim": 77}, "words of width 77"),
        ({"block_out_channels": [32, 32]}, "U-Net widths"),
        ({"layers_per_block": 2}, "layers in the U-Net"),
        ({"layers_per_block": "two"}, "layers in the U-Net"),
        ({"conditioning_embedding_out_channels": [8, 8, 8]}, "4 pixels a latent position"),
        ({"conditioning_embedding_out_channels": 5}, "pixels a latent position"),
        ({"conditioning_channels": 1}, "pictures of 1 channels"),
        ({"addition_embed_type": "text_time"}, "another family"),
        ({"addition_embed_type": "text", "addition_embed_type_num_heads": 7}, "cannot share"),
        ({"class_embed_type": "timestep"}, "class_embed_type"),
        ({"controlnet_conditioning_channel_order": "grb"}, "rgb or bgr"),
        ({"norm_num_groups": 7}, "does not describe"),
        ({"down_block_types": ["DownBlock2D"]}, "does not describe"),
        ({"transformer_layers_per_block": 10**9}, "does not describe"),
    ],
)
def test_nets_for_other_models_and_broken_ones_are_refused(
    tiny_folders: dict[str, Path], tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    folder = build_stock_control(tmp_path / "net", tiny_folders["sd1"])
    edit_json(folder / "config.json", **changes)
    with pytest.raises(CheckpointError, match=said) as caught:
        family_of(tiny_folders["sd1"]).load_control(folder)
    assert is_one_sentence(str(caught.value))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda net: (net / "evil.pt").write_bytes(b"\x80"), UnsafeCheckpointError),
        (lambda net: (net / "net.py").write_text("x"), UnsafeCheckpointError),
        (lambda net: edit_json(net / "config.json", auto_map={"a": "b"}), UnsafeCheckpointError),
        (lambda net: edit_json(net / "config.json", _class_name=["evil", "Net"]), UnsafeCheckpointError),
        (lambda net: (net / "config.json").unlink(), CheckpointError),
        (lambda net: (net / "config.json").write_text("{"), CheckpointError),
        (lambda net: (net / "diffusion_pytorch_model.safetensors").unlink(), CheckpointError),
        (lambda net: _cut(net / "diffusion_pytorch_model.safetensors"), CheckpointError),
    ],
)
def test_hostile_folders_are_refused(
    tiny_folders: dict[str, Path], tmp_path: Path, damage: Callable[[Path], object], kind: type[Exception]
) -> None:
    folder = build_small_control(tmp_path / "net", tiny_folders["sd1"])
    damage(folder)
    with pytest.raises(kind) as caught:
        family_of(tiny_folders["sd1"]).load_control(folder)
    assert is_one_sentence(str(caught.value))


def test_a_small_net_for_another_model_is_refused(tiny_folders: dict[str, Path], nets: dict[str, Path]) -> None:
    with pytest.raises(CheckpointError, match="made for another model"):
        family_of(tiny_folders["mini"]).load_control(nets["sd1-small"])
    with pytest.raises(CheckpointError, match="There is no ControlNet"):
        family_of(tiny_folders["mini"]).load_control("nowhere")


def test_other_sizes_and_other_families_are_refused(tiny_folders: dict[str, Path], nets: dict[str, Path]) -> None:
    family = family_of(tiny_folders["sd1"])
    net = family.load_control(nets["sd1"])
    with pytest.raises(RequestError, match="32x32"):
        drawn(family, [Controlled(net=net, picture=as_picture(a_sketch(32, 32)))])
    with pytest.raises(RequestError, match="not supported"):
        family_of(tiny_folders["sd3"]).load_control(nets["sd1"])
