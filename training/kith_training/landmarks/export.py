"""Write the landmark model as ONNX and put it into the pack.

    python -m kith_training.landmarks.export --weights FILE --out landmarks.onnx [--pack ../models --aligns ...]

Outputs: points [N, 68, 2], shares 0..1 of the crop's width and height (a share is (pixel + 0.5) / 112), and
uncertainty [N, 68], log b of a Laplace error in the same shares.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from ..common.checkpoint import begin_from
from ..common.onnx_session import session
from ..detector.export import fold, golden_input, save_half
from ..export.pack import update_role
from ..export.small_weights import store_small
from .data import CROP_SCALE
from .model import POINTS, SIDE, Landmarks

EIGHT_FROM = 4096  # values of a tensor stored in 8 bits: another .01 px of a crop's 112 for 75 kB of the pack


def load_weights(path: Path) -> Landmarks:
    model = Landmarks()
    begin_from(path, model)
    return model.eval()


class Exported(nn.Module):
    def __init__(self, model: Landmarks):
        super().__init__()
        self.model = model

    def forward(self, images):
        output = self.model(images)
        return output[..., :2], output[..., 2]


def write_onnx(model: Landmarks, path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    names = ["points", "uncertainty"]
    torch.onnx.export(Exported(fold(model.eval())), torch.zeros(2, 3, SIDE, SIDE), str(path), input_names=["images"],
                      output_names=names, dynamic_axes={n: {0: "batch"} for n in ["images", *names]},
                      opset_version=17, dynamo=False)
    onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def count(model: Landmarks) -> tuple[int, int]:
    macs = [model.out.weight.numel()]
    hooks = [m.register_forward_hook(lambda m, _, o: macs.append(o[0].numel() * m.weight[0].numel()))
             for m in model.modules() if isinstance(m, nn.Conv2d)]
    with torch.no_grad():
        model.eval()(torch.zeros(1, 3, SIDE, SIDE))
    [h.remove() for h in hooks]
    return sum(p.numel() for p in model.parameters()), sum(macs)


def entry(path: Path, aligns: bool, measured: dict) -> dict:
    parameters, macs = count(Landmarks())
    head = session(path).run(["points"], {"images": golden_input((1, 3, SIDE, SIDE))})[0].ravel()[:16]
    return {
        "input": {"name": "images", "layout": "NCHW", "colour": "RGB", "mean": [127.5] * 3, "std": [128] * 3,
                  "size": {"kind": "fixed", "width": SIDE, "height": SIDE}, "maxBatch": 64},
        "parameters": parameters,
        "megaMacs": round(macs / 1e6, 1),
        "licence": "Apache-2.0",
        "provenance": "Trained by Kith from scratch on Helen (training part) and YouTube faces with 68 points; see MODEL-CARD.md",
        "measured": measured,
        "golden": {"output": "points", "head": [round(float(v), 6) for v in head], "tolerance": 0.01},
        "output": "points", "points": POINTS, "uncertainty": "uncertainty", "cropScale": CROP_SCALE, "alignsFaces": aligns,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--aligns", action="store_true", help="the ablation found these points better for alignment")
    parser.add_argument("--measured", type=Path)
    options = parser.parse_args()
    write_onnx(load_weights(options.weights), options.out)
    store_small(options.out, 8, EIGHT_FROM)
    inputs = golden_input((3, 3, SIDE, SIDE))
    with torch.no_grad():
        expected = Exported(load_weights(options.weights))(torch.from_numpy(inputs))
    got = session(options.out).run(None, {"images": inputs})
    print("parameters, MACs:", count(Landmarks()), "largest difference from PyTorch:",
          max(float(np.abs(e.numpy() - g).max()) for e, g in zip(expected, got)))
    if options.checkpoint:
        save_half(load_weights(options.weights), options.checkpoint)
    if options.pack:
        measured = json.loads(options.measured.read_text()) if options.measured else {}
        update_role(options.pack, "landmarks", entry(options.out, options.aligns, measured),
                    [(options.out, "int8", ["cpu", "wasm", "coreml", "cuda", "directml", "webgpu"])])


if __name__ == "__main__":
    main()
