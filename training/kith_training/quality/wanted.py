"""The quality that a face should have: its vector is like what the teachers said of the clean crop, and unlike strangers' vectors.

The first alone trusted faces of which the teachers know as little: of one turned away, masked or blurred throughout, student and teacher say the
same, and of all such faces nearly the same (docs/decisions/0047).
"""

from dataclasses import dataclass

import torch
from torch import Tensor

STRANGERS = 1e-3  # the share of strangers whose cosine is looked at
BLOCK = 512


@dataclass(frozen=True)
class Scale:
    low: float  # cosine to the target that is worth nothing
    high: float  # cosine to the target from which it is worth 1
    usual: float  # cosine that STRANGERS of all strangers in posed pictures exceed
    worst: float  # cosine that a tenth of those exceed: where STRANGERS do, people would be taken for one another ten times as often


@dataclass(frozen=True)
class Bank:
    """Vectors of strangers: whatever comes from another source. vectors: unit [m, d]; source: numbers [m]."""

    vectors: Tensor
    source: Tensor

    def nearness(self, vectors: Tensor, source: Tensor) -> Tensor:
        """The cosine that STRANGERS of the strangers exceed, for each of the unit vectors [n, d] of sources [n]."""
        out = []
        for some, own in zip(vectors.split(BLOCK), source.split(BLOCK), strict=True):
            stranger = own[:, None] != self.source[None]
            scores = (some @ self.vectors.T).masked_fill(~stranger, -2).sort(descending=True).values
            out.append(scores.gather(1, (STRANGERS * stranger.sum(1, keepdim=True)).long()))
        return torch.cat(out)[:, 0]


def wanted_quality(cosines: Tensor, nearness: Tensor, scale: Scale) -> Tensor:
    """Likeness times distinctness, 0..1 each; cosines to the targets [n], nearness to strangers [n]."""
    likeness = ((cosines - scale.low) / (scale.high - scale.low)).clamp(0, 1)
    return likeness * ((scale.worst - nearness) / (scale.worst - scale.usual)).clamp(0, 1)
