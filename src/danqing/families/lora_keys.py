"""What the keys of LoRA files mean, in the spellings that people share.

==========================================================  ==========================================
``unet.down_blocks.0.….to_q.lora_A.weight``                 peft, as Diffusers writes it
``unet.….attn1.processor.to_q_lora.down.weight``            Diffusers before it used peft
``text_encoder.….q_proj.lora_linear_layer.down.weight``     the same, of the text encoder
``base_model.model.….to_q.lora_A.weight``                   peft alone, one network in one folder
``lora_unet_down_blocks_0_…_to_q.lora_down.weight``         kohya's scripts, with ``.alpha`` beside it
``lora_te_text_model_encoder_layers_0_….lora_up.weight``    the same, of the text encoder
==========================================================  ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from torch import nn

Part = Literal["down", "up", "alpha"]
Adaptable = nn.Linear | nn.Conv2d
UNSUPPORTED = {  # what marks the kinds of adapters that are no plain LoRA
    "dora_scale": "DoRA",
    "lora_magnitude_vector": "DoRA",
    "hada_w": "LoHa",
    "lokr_w": "LoKr",
    "lora_mid": "a LoRA with three matrices",
    "oft_": "OFT",
    ".lora_B.bias": "a LoRA with biases",
    "ia3_": "IA3",
    "lora_embedding_": "a LoRA of an embedding",
}

_PARTS: tuple[tuple[re.Pattern[str], Part], ...] = (
    (re.compile(r"\.lora_A(?:\.[^.]+)?\.weight$"), "down"),
    (re.compile(r"\.lora_B(?:\.[^.]+)?\.weight$"), "up"),
    (re.compile(r"[._]lora(?:_linear_layer)?\.down\.weight$"), "down"),
    (re.compile(r"[._]lora(?:_linear_layer)?\.up\.weight$"), "up"),
    (re.compile(r"\.lora_down\.weight$"), "down"),
    (re.compile(r"\.lora_up\.weight$"), "up"),
    (re.compile(r"(?:[._]lora(?:_linear_layer)?)?\.alpha$"), "alpha"),
)
_FLAT = {"lora_unet_": "unet", "lora_te_": "text_encoder", "lora_te1_": "text_encoder"}
_OLD_TEXT = {"to_q": "q_proj", "to_k": "k_proj", "to_v": "v_proj", "to_out": "out_proj"}


class Place(NamedTuple):
    """A layer of one of a family's networks, such as ("unet", "mid_block.attentions.0.proj_in")."""

    network: str
    layer: str


def part_of(key: str) -> tuple[str, Part] | None:
    """The layer as it is written, and which of its tensors this is; None for what no LoRA has."""
    for pattern, part in _PARTS:
        if match := pattern.search(key):
            return key[: match.start()], part
    return None


def unsupported_kind(keys: Iterable[str]) -> str | None:
    """What kind of adapter this is, if it is one that is known and not supported."""
    return next((kind for key in keys for mark, kind in UNSUPPORTED.items() if mark in key), None)


class Layers:
    """The layers of a family's networks that can be adapted, and how they are called in files.

    Args:
        networks: by name; those called ``"unet"`` and ``"text_encoder"`` are what the spellings above mean.
    """

    def __init__(self, networks: Mapping[str, nn.Module]) -> None:
        self.modules: dict[Place, Adaptable] = {
            Place(network, name): module
            for network, root in networks.items()
            for name, module in root.named_modules()
            if isinstance(module, nn.Linear) or (isinstance(module, nn.Conv2d) and module.groups == 1)
        }
        self._flat = {(place.network, place.layer.replace(".", "_")): place for place in self.modules}

    def find(self, written: str) -> Place | None:
        """The layer that a name in a file means, or None."""
        for prefix, network in _FLAT.items():
            if written.startswith(prefix):
                name = written.removeprefix(prefix)
                return self._flat.get((network, name)) or self._flat.get((network, name.removeprefix("text_model_")))
        written = written.removeprefix("base_model.model.")
        for network in ("unet", "text_encoder"):
            if written.startswith(f"{network}."):
                return self._dotted(network, written.removeprefix(f"{network}."))
        return self._dotted("unet", written) or self._dotted("text_encoder", written)

    def _dotted(self, network: str, name: str) -> Place | None:
        for spelling in (name, re.sub(r"\.to_out$", ".to_out.0", name.replace(".processor.", "."))):
            for layer in (spelling, spelling.removeprefix("text_model."), f"text_model.{spelling}"):
                if (place := Place(network, _new_text(network, layer))) in self.modules:
                    return place
        return None


def _new_text(network: str, layer: str) -> str:
    """A layer of a text encoder by its present name: older files call its attention's as the U-Net's."""
    before, _, last = layer.rpartition(".")
    return f"{before}.{_OLD_TEXT[last]}" if network == "text_encoder" and last in _OLD_TEXT else layer
