"""Captions as the denoising networks read them, from a frozen text tower, just as the stock pipelines feed them."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPTextModel, PreTrainedTokenizerFast

from danqing.training.text_tower import tokenize


class UNetConditioner:
    """Stable Diffusion's way: the token states after the last layer norm."""

    def __init__(self, tower: CLIPTextModel, tokenizer: PreTrainedTokenizerFast) -> None:
        self.tower, self.tokenizer = tower.eval().requires_grad_(False), tokenizer

    def tokens(self, captions: list[str]) -> Tensor:
        """Token ids, (B, window)."""
        return tokenize(self.tokenizer, captions)

    @torch.no_grad()
    def encode(self, tokens_BT: Tensor) -> dict[str, Tensor]:
        """The network's text arguments by name, on the tokens' device."""
        return {"encoder_hidden_states": self._run(tokens_BT).last_hidden_state.float()}

    def _run(self, tokens_BT: Tensor, **options: bool) -> Any:
        module: nn.Module = self.tower
        if next(module.parameters()).device != tokens_BT.device:
            module.to(tokens_BT.device)
        return self.tower(tokens_BT, **options)


class MMDiTConditioner(UNetConditioner):
    """Stable Diffusion 3's way with one tower in both CLIP places and no T5: states before the last layer, twice.

    One zero vector follows them for T5's silence; the network is told how much it counts (``models.silent_t5``).
    """

    @torch.no_grad()
    def encode(self, tokens_BT: Tensor) -> dict[str, Tensor]:
        """The network's text arguments by name, on the tokens' device."""
        said = self._run(tokens_BT, output_hidden_states=True)
        states_BTW = said.hidden_states[-2].float()
        pooled_BW = said.pooler_output.float()
        return {
            "encoder_hidden_states": F.pad(torch.cat([states_BTW, states_BTW], -1), (0, 0, 0, 1)),
            "pooled_projections": torch.cat([pooled_BW, pooled_BW], -1),
        }
