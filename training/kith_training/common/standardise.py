"""Standardised features for the layers that learn from them, taken into the layers again afterwards."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn


def scale_of(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation [width] of features [n, width]."""
    return features.mean(0), features.std(0).clamp_min(1e-4)


def standardise(layers: Iterable[nn.Linear], mean: Tensor, spread: Tensor) -> None:
    """Changes layers so that they say of (features - mean) / spread what they said of features; in place."""
    with torch.no_grad():
        for layer in layers:
            layer.bias += layer.weight @ mean
            layer.weight *= spread


def unstandardise(layers: Iterable[nn.Linear], mean: Tensor, spread: Tensor) -> None:
    """The other way round: of features what they said of (features - mean) / spread."""
    standardise(layers, -mean / spread, 1 / spread)
