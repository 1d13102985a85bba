"""The detector as a Core ML .mlpackage: batch 1-16 at 640x640, float16, 8-bit weight palettes.

    python -m kith_training.detector.coreml --weights checkpoints/detector.pt --out ../models/coreml/detector.mlpackage

Outputs as in the ONNX file (detector.export). Converted here, never run here: the check reads the saved program back.
"""

import argparse
import json
from pathlib import Path

import torch

from ..export.coreml import convert
from ..export.coreml_check import run_program
from .export import NAMES, Exported, fold, golden_input, load_weights

SIDE = 640


def largest_differences(module: Exported, package: Path, images: torch.Tensor) -> dict[str, float]:
    """Largest absolute difference between PyTorch and the saved program, by kind of output."""
    saved = run_program(package, images)
    with torch.inference_mode():
        apart = {name: float((ours - saved[name]).abs().max()) for name, ours in zip(NAMES, module(images), strict=True)}
    return {kind: max(v for name, v in apart.items() if name.startswith(kind)) for kind in ("scores", "boxes", "points")}


def export(module: Exported, out: Path, side: int = SIDE) -> dict[str, object]:
    """Convert, save, read back. Returns bytes and largest differences (scores; boxes and points in strides)."""
    convert(module, (3, side, side), NAMES, out)
    size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
    return {"bytes": size, **largest_differences(module, out, torch.from_numpy(golden_input((2, 3, side, side))))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    print(json.dumps(export(Exported(fold(load_weights(options.weights))).eval(), options.out)))


if __name__ == "__main__":
    main()
