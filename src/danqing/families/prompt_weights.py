"""The weights of :mod:`danqing.director.weights`, where families are used to finding them."""

from danqing.director.weights import MAX_WEIGHT, Span, WeightedText, parse_weights

__all__ = ["MAX_WEIGHT", "Span", "WeightedText", "parse_weights"]
