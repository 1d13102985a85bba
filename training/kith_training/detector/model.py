"""The detector: a small anchor-free feature pyramid with three output levels (strides 8, 16, 32).

Dense 3x3 convolutions where pictures are large and channels few (a CPU runs them near its peak), depthwise
separable ones below. ReLU only, BatchNorm folded at export. Per cell and level: one score (a logit here, a
probability in the export), box as distances left, top, right, bottom from the cell's origin (column * stride,
row * stride), and five points as offsets from it; distances and offsets are in units of the stride.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..common.frozen_norms import ConvNorm

STRIDES = (8, 16, 32)
OUTPUTS = 15  # score, 4 distances, 10 point offsets


class Float32Conv(nn.Conv2d):
    """A convolution kept out of CPU autocast: oneDNN's bf16 gradient of a strided depthwise one took 42 ms
    where fp32 took 0.9 (8 x 32 x 64 x 64, one core, torch 2.15)."""

    def _conv_forward(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        if x.device.type != "cpu":
            return super()._conv_forward(x, weight, bias)
        with torch.autocast("cpu", enabled=False):
            return super()._conv_forward(x.float(), weight, bias)


def conv_bn(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, groups: int = 1, relu: bool = True):
    conv = Float32Conv if groups > 1 and stride > 1 else nn.Conv2d
    layers = [conv(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
              nn.BatchNorm2d(outputs)]
    return ConvNorm(*layers, nn.ReLU(inplace=True)) if relu else ConvNorm(*layers)


class Separable(nn.Module):
    """Depthwise k x k, then pointwise; residual where the shapes allow."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, kernel: int = 3):
        super().__init__()
        self.depthwise = conv_bn(inputs, inputs, kernel, stride, inputs, relu=False)
        self.pointwise = conv_bn(inputs, outputs, 1)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        y = self.pointwise(self.depthwise(x))
        return x + y if self.residual else y


class Head(nn.Module):
    """One separable layer and a 1x1 convolution to the 15 numbers of a cell."""

    def __init__(self, channels: int, prior: float = 0.01):
        super().__init__()
        self.tower = nn.Sequential(Separable(channels, channels), Separable(channels, channels))
        self.out = nn.Conv2d(channels, OUTPUTS, 1)
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.constant_(self.out.bias, 0.0)
        with torch.no_grad():
            self.out.bias[0] = -math.log((1 - prior) / prior)
            self.out.bias[1:5] = 2.0


class Detector(nn.Module):
    def __init__(self, widths=(16, 32, 64, 96, 96), depths=(1, 3, 3, 2), pyramid: int = 64):
        super().__init__()
        w0, w1, w2, w3, w4 = widths
        d1, d2, d3, d4 = depths
        self.stem = nn.Sequential(conv_bn(3, w0, 3, 2), conv_bn(w0, w1, 3, 2))  # stride 4
        self.stage4 = nn.Sequential(*[Separable(w1, w1) for _ in range(d1)])
        self.stage8 = nn.Sequential(Separable(w1, w2, 2), *[Separable(w2, w2) for _ in range(d2)])
        self.stage16 = nn.Sequential(Separable(w2, w3, 2), *[Separable(w3, w3) for _ in range(d3)])
        self.stage32 = nn.Sequential(Separable(w3, w4, 2), *[Separable(w4, w4, kernel=5) for _ in range(d4)])
        self.lateral = nn.ModuleList([conv_bn(w, pyramid, 1) for w in (w2, w3, w4)])
        self.heads = nn.ModuleList([Head(pyramid) for _ in STRIDES])
        for module in self.modules():
            if isinstance(module, nn.Conv2d) and module.bias is None:
                nn.init.kaiming_normal_(module.weight, mode="fan_out" if module.groups == 1 else "fan_in")

    def features(self, x: Tensor) -> list[Tensor]:
        """Pyramid maps at strides 8, 16, 32, each (B, pyramid, H/s, W/s)."""
        c8 = self.stage8(self.stage4(self.stem(x)))
        c16 = self.stage16(c8)
        c32 = self.stage32(c16)
        p32 = self.lateral[2](c32)
        p16 = self.lateral[1](c16) + F.interpolate(p32, scale_factor=2.0, mode="nearest")
        p8 = self.lateral[0](c8) + F.interpolate(p16, scale_factor=2.0, mode="nearest")
        return [p8, p16, p32]

    def towers(self, x: Tensor) -> list[Tensor]:
        """What each level's last convolution reads, (B, pyramid, H/s, W/s)."""
        return [head.tower(p) for head, p in zip(self.heads, self.features(x))]

    def forward(self, x: Tensor) -> list[Tensor]:
        """x: (B, 3, H, W), RGB, (value - 127.5) / 128, sides multiples of 32 -> per level (B, 15, H/s, W/s)."""
        return [head.out(tower) for head, tower in zip(self.heads, self.towers(x))]


def flatten(outputs: list[Tensor]) -> Tensor:
    """Per-level maps -> (B, cells of all levels, 15)."""
    return torch.cat([o.flatten(2).transpose(1, 2) for o in outputs], 1)


def cell_origins(height: int, width: int) -> tuple[Tensor, Tensor]:
    """Origins in pixels (cells, 2) and strides (cells,) in the order of `flatten`."""
    origins, strides = [], []
    for s in STRIDES:
        ys, xs = torch.meshgrid(torch.arange(height // s), torch.arange(width // s), indexing="ij")
        origins.append(torch.stack([xs, ys], -1).reshape(-1, 2).float() * s)
        strides.append(torch.full((len(origins[-1]),), float(s)))
    return torch.cat(origins), torch.cat(strides)


def count(model: nn.Module, side: int = 640) -> tuple[int, int]:
    """(parameters, multiply-accumulates of the convolutions) at side x side."""
    macs, hooks = 0, []

    def hook(module, _, output):
        nonlocal macs
        macs += output[0].numel() * module.weight[0].numel()

    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            hooks.append(module.register_forward_hook(hook))
    training = model.training
    with torch.no_grad():
        model.eval()(torch.zeros(1, 3, side, side))
    [h.remove() for h in hooks]
    model.train(training)
    return sum(p.numel() for p in model.parameters()), macs
