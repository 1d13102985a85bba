"""68 points and their uncertainty from a 112 x 112 face crop. Plain convolutions, ReLU, about 28 MMACs.

Output (B, 68, 3): x, y as a share of the crop's side, and log b, the scale of a Laplace error in the same
share: the expected absolute error of a coordinate is exp(log b).
"""

import torch
from torch import Tensor, nn

from ..detector.model import Separable, conv_bn

SIDE, POINTS = 112, 68


class Landmarks(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            conv_bn(3, 16, 3, 2), conv_bn(16, 32, 3, 2),  # 28 x 28
            Separable(32, 64), Separable(64, 64), Separable(64, 64),
            Separable(64, 96, 2), *[Separable(96, 96) for _ in range(4)],  # 14 x 14
            Separable(96, 160, 2), Separable(160, 160), Separable(160, 160),  # 7 x 7
            conv_bn(160, 48, 1))
        self.out = nn.Linear(48 * 49, POINTS * 3)
        nn.init.normal_(self.out.weight, std=0.002)
        nn.init.zeros_(self.out.bias)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out" if module.groups == 1 else "fan_in")
        self.register_buffer("mean_shape", torch.full((POINTS, 2), 0.5))

    def forward(self, x: Tensor) -> Tensor:
        """x: (B, 3, 112, 112), RGB, (value - 127.5) / 128."""
        raw = self.out(self.body(x).flatten(1)).view(-1, POINTS, 3)
        return torch.cat([raw[..., :2] + self.mean_shape, raw[..., 2:] - 3.5], -1)
