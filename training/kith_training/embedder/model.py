"""The student embedder: a plain residual net of dense 3x3 and 1x1 convolutions with ReLU.

No depthwise convolution except the last pooling one, no PReLU: dense convolutions train about
1.7 times faster per MAC on a CPU (measured, LOG.md), and ReLU after every sum lets int8 use
unsigned activations. Stages at strides 4, 8 and 16 line up with the mbf teacher's maps.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..common.frozen_norms import ConvNorm


@dataclass(frozen=True)
class EmbedderShape:
    """Widths at strides 2, 4, 8, 16, blocks at strides 4, 8, 16, width before pooling, vector size, hidden width of the head.

    looks: 2 where the exported net sees a face and its mirror image (Embedder.pooled); training always sees one.
    """

    stem: int
    widths: tuple[int, int, int]
    blocks: tuple[int, int, int]
    last: int
    dimension: int
    hidden: int
    looks: int = 1


SHAPES = {
    "tiny": EmbedderShape(8, (16, 32, 48), (1, 1, 1), 64, 32, 16),  # for tests
    "small": EmbedderShape(16, (48, 96, 192), (2, 5, 2), 512, 256, 512, looks=2),
    "base": EmbedderShape(24, (64, 160, 320), (2, 5, 3), 512, 256, 304, looks=2),
}


def conv_norm(inside: int, outside: int, kernel: int, stride: int = 1) -> ConvNorm:
    conv = nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False)
    return ConvNorm(conv, nn.BatchNorm2d(outside))


class Block(nn.Module):
    """x + 1x1(relu(3x3 to half the width)), then ReLU."""

    def __init__(self, width: int):
        super().__init__()
        self.spatial = conv_norm(width, width // 2, 3)
        self.mix = conv_norm(width // 2, width, 1)
        nn.init.constant_(self.mix[1].weight, 0.5)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu_(x + self.mix(torch.relu_(self.spatial(x))))


class Embedder(nn.Module):
    """float [n, 3, 112, 112] in -1..1 -> vector [n, dimension], not normalised."""

    def __init__(self, shape: EmbedderShape):
        super().__init__()
        self.shape = shape
        a, b, c = shape.widths
        self.stem = conv_norm(3, shape.stem, 3, 2)
        self.down = nn.ModuleList(
            [conv_norm(shape.stem, a, 3, 2), conv_norm(a, b, 3, 2), conv_norm(b, c, 3, 2)]
        )
        self.stages = nn.ModuleList(
            nn.Sequential(*(Block(w) for _ in range(n))) for w, n in zip(shape.widths, shape.blocks, strict=True)
        )
        self.expand = conv_norm(c, shape.last, 1)
        pool = nn.Conv2d(shape.last, shape.last, 7, groups=shape.last, bias=False)
        self.pool = nn.Sequential(pool, nn.BatchNorm2d(shape.last))
        nn.init.normal_(pool.weight, 1 / 49, 0.3 / 49)
        self.project = nn.Linear(shape.last, shape.dimension)
        self.inner, self.outer = nn.Linear(shape.last, shape.hidden), nn.Linear(shape.hidden, shape.dimension, bias=False)
        nn.init.zeros_(self.outer.weight)

    def maps(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Features at 28x28, 14x14 and (before pooling) 7x7."""
        x = torch.relu_(self.stem(x))
        out = []
        for down, stage in zip(self.down, self.stages, strict=True):
            x = stage(torch.relu_(down(x)))
            out.append(x)
        return out[0], out[1], torch.relu_(self.expand(x))

    def head(self, last: Tensor) -> Tensor:
        pooled = self.pool[1](weighted_sum(last, self.pool[0].weight)) if self.training else self.pool(last)
        return self.vector(pooled.flatten(1))

    def vector(self, features: Tensor) -> Tensor:
        """Pooled features [n, last] -> [n, dimension]: a line, and what bends it, which begins as nothing (docs/decisions/0039)."""
        return self.project(features) + self.outer(torch.relu(self.inner(features)))

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.maps(x)[2])

    def pooled(self, x: Tensor) -> Tensor:
        """What the exported net's vector and quality are read from, [n, last]: features of all looks, their mean."""
        if self.shape.looks == 2:
            x = torch.cat([x, x.flip(3)])
        features = self.pool(self.maps(x)[2]).flatten(1)
        return features.reshape(2, -1, self.shape.last).mean(0) if self.shape.looks == 2 else features


def weighted_sum(x: Tensor, weight: Tensor) -> Tensor:
    """What a depthwise convolution as large as the map gives, float32 [n, c, 1, 1].

    Its gradient took a ninth of a training step in oneDNN; as a product and a sum, channels last and in x's type, next to nothing.
    """
    near = weight[:, 0].permute(1, 2, 0).contiguous().to(x.dtype)
    return (x.permute(0, 2, 3, 1) * near).sum((1, 2), dtype=torch.float32)[:, :, None, None]


class Adapters(nn.Module):
    """1x1 projections from the student's maps to the teacher's kept axes; thrown away after training."""

    def __init__(self, shape: EmbedderShape, axes: tuple[int, int, int]):
        super().__init__()
        inside = (shape.widths[0], shape.widths[1], shape.last)
        self.outward = nn.ModuleList(nn.Conv2d(i, o, 1) for i, o in zip(inside, axes, strict=True))

    def forward(self, maps: tuple[Tensor, Tensor, Tensor]) -> list[Tensor]:
        return [out(m) for out, m in zip(self.outward, maps, strict=True)]


def count_macs(model: Embedder) -> int:
    """Multiply-accumulates of one look at a 112x112 face, counted by running the layers."""
    total = 0

    def add(layer: nn.Module, _: object, out: Tensor) -> None:
        nonlocal total
        total += out[0].numel() * layer.weight[0].numel()

    hooks = [m.register_forward_hook(add) for m in model.modules() if isinstance(m, nn.Conv2d | nn.Linear)]
    training = model.training
    with torch.no_grad():
        model.eval()(torch.zeros(1, 3, 112, 112, device=next(model.parameters()).device))
    model.train(training)
    for hook in hooks:
        hook.remove()
    return total
