"""Hints (Romero et al. 2015): the last maps of scrfd_2.5g's towers, which the detector's own towers learn to give.

A label says where a face is in fifteen numbers; the teacher's maps say at every cell what it saw there.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .model import Detector

TOWERS = ("438", "476", "514")  # of scrfd_2.5g_kps_dynamic.onnx, strides 8, 16, 32: (B, 64, H/s, W/s)
CHANNELS = 64
ANCHORS = 2


class HintTeacher:
    """uint8 pictures (B, H, W, 3) -> per level the tower's map (B, 64, h, w) and the best anchor's score (B, 1, h, w)."""

    def __init__(self, path: Path, threads: int = 1):
        model = onnx.load(str(path))
        model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in TOWERS)
        options = ort.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self.session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def __call__(self, pictures: np.ndarray) -> list[tuple[Tensor, Tensor]]:
        blob = np.ascontiguousarray(((pictures.astype(np.float32) - 127.5) / 128).transpose(0, 3, 1, 2))
        *towers, s8, s16, s32 = self.session.run([*TOWERS, "out0", "out1", "out2"], {"images": blob})
        out = []
        for tower, scores in zip(towers, (s8, s16, s32)):
            batch, _, height, width = tower.shape
            best = scores.reshape(batch, height, width, ANCHORS).max(-1)[:, None]
            out.append((torch.from_numpy(tower), torch.from_numpy(best)))
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


def hint_loss(given: Tensor, tower: Tensor, score: Tensor, floor: float = 0.03) -> Tensor:
    """Share of the teacher's variance that is not met, mean over channels: 0 where `given` equals `tower` (B, C, h, w).

    Cells weigh what the teacher's best score (B, 1, h, w) about them says, and `floor`.
    """
    weight = floor + F.max_pool2d(score, 3, 1, 1)
    weight = weight / weight.sum()
    mean = (tower * weight).sum((0, 2, 3), keepdim=True)
    spread = ((tower - mean).square() * weight).sum((0, 2, 3))
    missed = ((given - tower).square() * weight).sum((0, 2, 3))
    return (missed / spread.clamp(min=1e-3)).clamp(max=10).mean()
