"""Attention control: whoever wants to look at a U-Net's attention, or to change it, is asked at each call.

A *controller* is called with each :class:`Attention` of the network and answers with ``None`` (leave it), with a
changed :class:`Attention` (which goes on to the next controller), or with the output itself::

    def regions(attention):                                  # some words are seen in some places only
        return attention.biased(bias_of(attention.size)) if attention.is_cross else None

    def shared(attention):                                   # all pictures of the batch look at the first, too
        return None if attention.is_cross else attention.replace(key=…, value=…)

    def collect(attention):                                  # where is each word looked at?
        if attention.is_cross:
            maps.append(attention.probabilities()[attention.rows_of_prompt])

    with family.attending(regions):
        ...

Whoever drives the network says which picture and which words each row of a batch belongs to (:func:`with_part`), since
guidance asks for the negative prompt in the same call. Without a controller the library's own processors stay in place.

References: arXiv 2208.01626 (prompt-to-prompt), arXiv 2312.02133 (StyleAligned).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from danqing.core.errors import RequestError

NEGATIVE = 0  # the part of a row that guidance steers away from; a plain prompt is part 1
PART = "part"  # the key under which a conditioning carries the parts of its rows
_KNOWN_PROCESSORS = ("AttnProcessor", "AttnProcessor2_0")


class Row(NamedTuple):
    """What a row of a batch belongs to.

    Args:
        part: 0 for the negative prompt, 1 for the prompt, 2 … for further parts of it (``AND``, ``::``).
        picture: which picture of the batch, from 0.
    """

    part: int
    picture: int


@dataclass(frozen=True, kw_only=True)
class Attention:
    """One call of one attention layer: B rows, H heads, Q places that look at K places or words.

    Args:
        layer: the layer's name in the network, such as ``"mid_block.attentions.0.transformer_blocks.0.attn2"``.
        is_cross: whether the keys are words; else they are places of the same picture.
        query: (B, H, Q, D).
        key, value: (B, H, K, D).
        bias: added to the scores, broadcast to (B, H, Q, K); -inf hides.
        size: (height, width) of the places, with height · width = Q.
        sigma: the noise level of the step, see :mod:`danqing.diffusion.schedules`.
        rows: what each row belongs to.
    """

    layer: str
    is_cross: bool
    query: Tensor
    key: Tensor
    value: Tensor
    bias: Tensor | None
    size: tuple[int, int]
    sigma: float
    rows: tuple[Row, ...]

    @property
    def rows_of_prompt(self) -> list[int]:
        """The numbers of the rows that are steered towards, all but those of the negative prompt."""
        return [number for number, row in enumerate(self.rows) if row.part != NEGATIVE]

    def replace(self, **changes: Any) -> Attention:
        """The same with other ``query``, ``key``, ``value`` or ``bias``; keys and values may be of other places."""
        return dataclasses.replace(self, **changes)

    def biased(self, bias: Tensor) -> Attention:
        """The same with something added to the scores, broadcast to (B, H, Q, K); -inf hides.

        What hides all keys of a place from it gives NaN; leave one.
        """
        bias = bias.to(self.query)
        return self.replace(bias=bias if self.bias is None else self.bias + bias)

    def output(self) -> Tensor:
        """What plain attention gives, (B, H, Q, D)."""
        seen: Tensor = F.scaled_dot_product_attention(self.query, self.key, self.value, attn_mask=self.bias)
        return seen

    def probabilities(self) -> Tensor:
        """How much each place looks at each key, float32 (B, H, Q, K), summing to 1 over K."""
        scores = self.query.float() @ self.key.float().transpose(-1, -2) * self.query.shape[-1] ** -0.5
        shares: Tensor = (scores if self.bias is None else scores + self.bias.float()).softmax(-1)
        return shares

    def mixed(self, probabilities: Tensor) -> Tensor:
        """The output, (B, H, Q, D), by probabilities that need not be its own, (B, H, Q, K)."""
        return probabilities.to(self.value) @ self.value


Controller = Callable[[Attention], Attention | Tensor | None]


def with_part(conditioning: Mapping[str, Tensor], part: int) -> dict[str, Tensor]:
    """A conditioning that says which part of the words it is; goes through batching with it.

    Args:
        conditioning: batch B, one row for each picture.
        part: 0 for the negative prompt, 1 … for the parts of the prompt.
    """
    batch = next((each.shape[0] for each in conditioning.values()), 1)
    return {**conditioning, PART: torch.full((batch,), part)}


def rows_of(conditioning: Mapping[str, Tensor], batch: int) -> tuple[Row, ...]:
    """What each row belongs to; where nothing is said all are of the prompt, one picture each."""
    parts = conditioning[PART].tolist() if PART in conditioning else [1] * batch
    if len(parts) == 1:  # one text for all pictures
        parts *= batch
    seen: Counter[int] = Counter()
    rows = []
    for part in parts:
        rows.append(Row(part, seen[part]))
        seen[part] += 1
    return tuple(rows)


class AttentionControl:
    """The attention layers of one U-Net and who is asked about them.

    Args:
        network: a ``UNet2DConditionModel``.
    """

    def __init__(self, network: nn.Module) -> None:
        self._network = network
        self._controllers: list[Controller] = []
        self._latent = (0, 0)
        self._sigma = 0.0
        self._rows: tuple[Row, ...] = ()

    @contextmanager
    def attending(self, controller: Controller) -> Iterator[None]:
        """Ask ``controller`` at each attention, after those of the contexts around this one.

        Raises:
            RequestError: the network attends in a way of its own.
        """
        before = self._controllers
        undo = self._install() if not before else None
        self._controllers = [*before, controller]
        try:
            yield
        finally:
            self._controllers = before
            if undo is not None:
                undo()

    def about(self, x: Tensor, sigma: Tensor, conditioning: Mapping[str, Tensor]) -> None:
        """Say what the coming call of the network is about; does nothing while there is no controller."""
        if self._controllers:
            self._latent = (x.shape[-2], x.shape[-1])
            self._sigma = float(sigma.max())
            self._rows = rows_of(conditioning, x.shape[0])

    def answer(self, attention: Attention) -> Tensor:
        """The output of an attention, after all controllers."""
        for controller in self._controllers:
            answer = controller(attention)
            if isinstance(answer, Tensor):
                return answer
            attention = attention if answer is None else answer
        return attention.output()

    def describe(
        self, layer: str, is_cross: bool, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None
    ) -> Attention:
        """One call, with what is known of its batch."""
        return Attention(
            layer=layer,
            is_cross=is_cross,
            query=query,
            key=key,
            value=value,
            bias=bias,
            size=size_of_level(self._latent, query.shape[-2]),
            sigma=self._sigma,
            rows=self._rows,
        )

    def _install(self) -> Callable[[], None]:
        """Put our processors in place of the library's; returns what puts those back."""
        layers: list[tuple[str, Any]] = [
            (name, module) for name, module in self._network.named_modules() if hasattr(module, "set_processor")
        ]
        own = [(module, module.processor) for _, module in layers]
        if odd := [each for _, each in own if type(each).__name__ not in _KNOWN_PROCESSORS]:
            raise RequestError(
                f"This checkpoint attends by {type(odd[0]).__name__}, which cannot be steered; leave regions, edits "
                f"and shared styles out."
            )
        for name, module in layers:
            module.set_processor(_Processor(self, name))

        def undo() -> None:
            for module, processor in own:
                module.set_processor(processor)

        return undo


class _Processor:
    """An attention processor of the library's kind that asks; otherwise it computes what ``AttnProcessor2_0`` does."""

    def __init__(self, control: AttentionControl, layer: str) -> None:
        self._control, self._layer = control, layer

    def __call__(
        self,
        attn: Any,
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: Tensor | None = None,
        temb: Tensor | None = None,
    ) -> Tensor:
        residual = hidden_states
        if attn.spatial_norm is not None:
            hidden_states = attn.spatial_norm(hidden_states, temb)
        is_picture, (height, width) = hidden_states.ndim == 4, hidden_states.shape[-2:]
        if is_picture:
            hidden_states = hidden_states.flatten(2).transpose(1, 2)
        words = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        batch = words.shape[0]
        bias = attention_mask
        if bias is not None:
            bias = attn.prepare_attention_mask(bias, words.shape[1], batch)
            bias = bias.view(batch, attn.heads, -1, bias.shape[-1])
        if attn.group_norm is not None:
            hidden_states = attn.group_norm(hidden_states.transpose(1, 2)).transpose(1, 2)
            words = hidden_states if encoder_hidden_states is None else words
        query = attn.to_q(hidden_states)
        if encoder_hidden_states is not None and attn.norm_cross:
            words = attn.norm_encoder_hidden_states(words)
        key, value = attn.to_k(words), attn.to_v(words)
        query, key, value = (
            each.view(batch, -1, attn.heads, key.shape[-1] // attn.heads).transpose(1, 2)
            for each in (query, key, value)
        )
        query = query if attn.norm_q is None else attn.norm_q(query)
        key = key if attn.norm_k is None else attn.norm_k(key)
        attention = self._control.describe(self._layer, encoder_hidden_states is not None, query, key, value, bias)
        hidden_states = self._control.answer(attention).transpose(1, 2).flatten(2).to(query.dtype)
        hidden_states = attn.to_out[1](attn.to_out[0](hidden_states))
        if is_picture:
            hidden_states = hidden_states.transpose(1, 2).reshape(batch, -1, height, width)
        if attn.residual_connection:
            hidden_states = hidden_states + residual
        result: Tensor = hidden_states / attn.rescale_output_factor
        return result


def size_of_level(latent: Sequence[int], places: int) -> tuple[int, int]:
    """The (height, width) of the level of a U-Net that has so many places; levels halve, rounding up."""
    height, width = latent
    while height * width > places:
        height, width = (height + 1) // 2, (width + 1) // 2
    assert height * width == places, f"no level of {latent[0]}x{latent[1]} latents has {places} places"
    return height, width
