"""Write the detector as ONNX: BatchNorm folded, sigmoid in the graph, any batch, any sides of 32; weights of 16 bits, arithmetic in 32.

    python -m kith_training.detector.export --weights FILE --out models/detector.onnx

Nine outputs, SCRFD's meaning with one anchor a cell: scores_S [N, cells, 1] (probability), boxes_S
[N, cells, 4] (left, top, right, bottom from the cell's origin) and points_S [N, cells, 10], distances and
offsets in strides, for S = 8, 16, 32. Cells run row by row; the origin of cell (r, c) is (c S, r S).
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ..common.checkpoint import begin_from
from ..export.small_weights import store_small
from .model import STRIDES, Detector, count

NAMES = [f"{kind}_{s}" for kind in ("scores", "boxes", "points") for s in STRIDES]


def load_weights(path: Path) -> Detector:
    """A detector from a training checkpoint (its averaged weights) or a weights-only fp16 file."""
    model = Detector()
    begin_from(path, model)
    return model.eval()


def save_half(model: Detector, path: Path):
    """Weights only, fp16: what a fresh clone goes on from."""
    torch.save({k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()}, path)


def fold(module: nn.Module) -> nn.Module:
    """Fold every (Conv2d, BatchNorm2d) pair of the sequentials below into one convolution, in place."""
    for child in module.children():
        fold(child)
    if isinstance(module, nn.Sequential):
        for i in range(len(module) - 1):
            if isinstance(module[i], nn.Conv2d) and isinstance(module[i + 1], nn.BatchNorm2d):
                module[i] = fuse_conv_bn_eval(module[i], module[i + 1])
                module[i + 1] = nn.Identity()
    return module


class Exported(nn.Module):
    def __init__(self, detector: Detector):
        super().__init__()
        self.detector = detector

    def forward(self, images):
        cells = [o.permute(0, 2, 3, 1).flatten(1, 2) for o in self.detector(images)]
        scores = [c[..., :1].sigmoid() for c in cells]
        return (*scores, *[c[..., 1:5] for c in cells], *[c[..., 5:] for c in cells])


def write_onnx(detector: Detector, path: Path):
    exported = Exported(fold(detector.eval()))
    axes = {"images": {0: "batch", 2: "height", 3: "width"}, **{n: {0: "batch", 1: "cells"} for n in NAMES}}
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(exported, torch.zeros(2, 3, 96, 64), str(path), input_names=["images"], output_names=NAMES,
                      dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=True)
    onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def golden_input(shape) -> np.ndarray:
    """The manifest's self-test pattern over the flat index of one input."""
    i = np.arange(int(np.prod(shape)), dtype=np.int64)
    return ((((i * 7 + 3 * (i // 97)) % 256) - 127.5) / 127.5).astype(np.float32).reshape(shape)


def largest_difference(model: Detector, path: Path, inputs: np.ndarray) -> float:
    """Largest absolute difference between PyTorch (not folded) and the ONNX file over all outputs."""
    from ..common.onnx_session import session
    with torch.no_grad():
        expected = Exported(model)(torch.from_numpy(inputs))
    got = session(path).run(None, {"images": inputs})
    return max(float(np.abs(e.numpy() - g).max()) for e, g in zip(expected, got))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, help="also write the weights alone, fp16, to go on from")
    options = parser.parse_args()
    write_onnx(load_weights(options.weights), options.out)
    store_small(options.out, 16)
    difference = largest_difference(load_weights(options.weights), options.out, golden_input((1, 3, 640, 640)))
    if options.checkpoint:
        save_half(load_weights(options.weights), options.checkpoint)
    print(json.dumps({"parameters, MACs at 640": count(Detector()), "bytes": options.out.stat().st_size,
                      "largest difference from PyTorch": difference}))


if __name__ == "__main__":
    main()
