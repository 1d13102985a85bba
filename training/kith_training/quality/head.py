"""How far a vector can be trusted: a small head on the embedder's pooled features.

What it learns is in wanted.py, how in fit.py.
"""

import torch
from torch import Tensor, nn


class QualityHead(nn.Module):
    """Pooled features [n, width] -> quality [n, 1] in 0..1."""

    def __init__(self, width: int, hidden: int = 32):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, 1)

    def forward(self, features: Tensor) -> Tensor:
        return torch.sigmoid(self.out(torch.relu(self.hidden(features))))
