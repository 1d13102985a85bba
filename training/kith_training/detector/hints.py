"""Hints (Romero et al. 2015): the last maps of scrfd_2.5g's towers, which the detector's own towers learn to give.

A label says where a face is in fifteen numbers; the teacher's maps say at every cell what it saw there.
"""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..common.machine import normalise
from ..common.onnx_session import torch_module
from .model import Detector

TOWERS = ("438", "476", "514")  # of scrfd_2.5g_kps_dynamic.onnx, strides 8, 16, 32: (B, 64, H/s, W/s)
CHANNELS = 64
ANCHORS = 2


class HintTeacher:
    """uint8 pictures (B, H, W, 3) -> per level the tower's map (B, 64, h, w) and the best anchor's score (B, 1, h, w).

    On `device`; bf16: in half the time of onnxruntime's float32 on a CPU that has it, a thousandth of the maps' variance off.
    """

    def __init__(self, path: Path, device: str = "cpu", bf16: bool = False):
        model = onnx.load(str(path))
        model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in TOWERS)
        self.device, self.kind = device, torch.bfloat16 if bf16 else torch.float32
        self.module = torch_module(model, device, bf16)

    @torch.no_grad()
    def __call__(self, pictures: Tensor) -> list[tuple[Tensor, Tensor]]:
        answer = [t.float() for t in self.module(normalise(pictures, self.device).to(self.kind))]
        out = []
        for tower, scores in zip(answer[-len(TOWERS):], answer):
            batch, _, height, width = tower.shape
            out.append((tower, scores.reshape(batch, height, width, ANCHORS).amax(-1)[:, None]))
        return out


class Taught(Detector):
    """The detector with a 1x1 convolution per level from its tower to the teacher's; those are thrown away after training."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.adapters = nn.ModuleList(nn.Conv2d(head.out.in_channels, CHANNELS, 1) for head in self.heads)

    def forward(self, x: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        """-> outputs as Detector's, and what stands for the teacher's towers."""
        towers = self.towers(x)
        outputs = [head.out(tower) for head, tower in zip(self.heads, towers)]
        return outputs, [adapter(tower) for adapter, tower in zip(self.adapters, towers)]


def weights(score: Tensor, floor: float = 0.03) -> Tensor:
    """What each cell counts: the teacher's best score (B, 1, h, w) in it and next to it, and `floor`."""
    return floor + F.max_pool2d(score, 3, 1, 1)


def hint_loss(given: Tensor, tower: Tensor, score: Tensor) -> Tensor:
    """Share of the teacher's variance that is not met, mean over channels: 0 where `given` equals `tower` (B, C, h, w)."""
    weight = weights(score)
    weight = weight / weight.sum()
    mean = (tower * weight).sum((0, 2, 3), keepdim=True)
    spread = ((tower - mean).square() * weight).sum((0, 2, 3))
    missed = ((given - tower).square() * weight).sum((0, 2, 3))
    return (missed / spread.clamp(min=1e-3)).clamp(max=10).mean()


@torch.no_grad()
def fit_adapters(model: Taught, batches, ridge: float = 1e-3) -> None:
    """Adapters that map today's towers to the teacher's as well as a line can; batches: (normalised pictures, the teacher's answer)."""
    sums = [[0.0, 0.0] for _ in model.adapters]
    for pictures, answer in batches:
        for total, x, pair in zip(sums, model.towers(pictures), answer):
            tower, score = (t.to(x.device) for t in pair)
            weight = weights(score).flatten()[:, None].double()
            x = x.float().permute(0, 2, 3, 1).flatten(0, 2).double()
            x = torch.cat([x, torch.ones_like(x[:, :1])], 1)
            total[0] = total[0] + (x * weight).T @ x
            total[1] = total[1] + (x * weight).T @ tower.permute(0, 2, 3, 1).flatten(0, 2).double()
    for adapter, (square, cross) in zip(model.adapters, sums):
        square += ridge * square.diagonal().mean() * torch.eye(len(square), dtype=square.dtype, device=square.device)
        solved = torch.linalg.solve(square, cross).T
        adapter.weight.copy_(solved[:, :-1, None, None])
        adapter.bias.copy_(solved[:, -1])
