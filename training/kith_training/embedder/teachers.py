"""Both teachers beside the student, so that they can look at crops nobody has seen: mixed ones, fresh every step."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from kith_training.common.machine import mixed_precision
from kith_training.data.teachers import MAPS, TEACHERS, mbf_module


def edgeface_module(path: Path, batch: int) -> nn.Module:
    """The edgeface-xs teacher for exactly `batch` crops: float [batch, 3, 112, 112] in -1..1 -> [batch, 512].

    Its graph reckons with its own shapes; onnxruntime folds them into constants once the batch is known.
    """
    import onnx
    import onnx2torch
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.add_free_dimension_override_by_name("n", batch)
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = f"{folder}/folded.onnx"
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        graph = onnx.load(options.optimized_model_filepath)
    for node in graph.graph.node:
        while node.input and not node.input[-1]:  # an optional input left out by name, which onnx2torch does not expect
            node.input.pop()
    return onnx2torch.convert(graph).eval()


class Teachers(nn.Module):
    """Targets and maps as targets.py and teacher_cache.py store them, for `batch` crops at a time.

    Needs STATE/targets.npz (its axes) and STATE/mbf-maps.npz.
    """

    def __init__(self, models: Path, state: Path, batch: int, device: str, targets: str = "targets.npz"):
        super().__init__()
        self.batch, self.device = batch, device
        self.mbf = mbf_module(models / TEACHERS["mbf"][0]).to(device, memory_format=torch.channels_last)
        self.edgeface = edgeface_module(models / TEACHERS["edgeface"][0], batch).to(device)
        with np.load(state / targets) as kept:
            self.axes, self.offset = (torch.from_numpy(kept[name]).float().to(device) for name in ("axes", "offset"))
        self.maps = {k: torch.from_numpy(v).to(device) for k, v in np.load(state / "mbf-maps.npz").items()}

    def cast(self) -> torch.autocast:
        return torch.autocast("cuda", torch.float16) if self.device == "cuda" else mixed_precision("cpu")

    @torch.no_grad()
    def forward(self, pixels: Tensor) -> tuple[Tensor, list[Tensor]]:
        """float [n, 3, 112, 112] in -1..1, n <= batch -> unit targets [n, d], maps [n, side, side, axes] in stored units."""
        count = len(pixels)
        pixels = torch.cat([pixels, pixels[:1].expand(self.batch - count, -1, -1, -1)])
        with self.cast():
            vector, *maps = self.mbf(pixels)
            other = self.edgeface(pixels)
        joined = torch.cat([normalize(v.float()) for v in (vector, other)], 1)
        stored = [self.in_axes(name, m[:count].float()) for name, m in zip(MAPS, maps, strict=True)]
        return normalize(joined / 2**0.5 @ self.axes - self.offset)[:count], stored

    def in_axes(self, name: str, values: Tensor) -> Tensor:
        mean, axes, scale = (self.maps[f"{name}.{part}"] for part in ("mean", "axes", "scale"))
        return ((values.permute(0, 2, 3, 1) - mean) @ axes / scale).clamp(-127, 127)
