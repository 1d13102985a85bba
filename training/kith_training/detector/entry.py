"""The detector's entry in pack.json (packages/core/src/models/manifest.ts), and the landing of its file.

    python -m kith_training.detector.entry --onnx detector.onnx --pack ../models --score 0.5 \
        --measured measured.json
"""

import argparse
import json
from pathlib import Path

import numpy as np

from ..common.onnx_session import session
from ..export.pack import update_role
from .decode import VOTE_IOU
from .export import golden_input
from .model import STRIDES, Detector, count

DEFAULT_SIDE = 640


def golden(path: Path, output: str = "boxes_16", length: int = 16) -> dict:
    """First numbers of one output on the manifest's self-test input; tolerance: a hundredth of their spread."""
    inputs = golden_input((1, 3, DEFAULT_SIDE, DEFAULT_SIDE))
    values = session(path).run([output], {"images": inputs})[0].ravel()[:length]
    tolerance = max(0.01, float(f"{0.05 * np.ptp(values):.1e}"))
    return {"output": output, "head": [round(float(v), 6) for v in values], "tolerance": tolerance}


def entry(path: Path, score: float, measured: dict) -> dict:
    parameters, macs = count(Detector(), DEFAULT_SIDE)
    return {
        "input": {"name": "images", "layout": "NCHW", "colour": "RGB", "mean": [127.5] * 3, "std": [128] * 3,
                  "size": {"kind": "multiple", "multipleOf": 32, "default": DEFAULT_SIDE}, "maxBatch": 16},
        "parameters": parameters,
        "megaMacs": round(macs / 1e6),
        "licence": "Apache-2.0",
        "provenance": "Trained by Kith from scratch on public photos labelled by scrfd_2.5g and by people; see MODEL-CARD.md",
        "measured": measured,
        "golden": golden(path),
        "head": {"boxes": "distance", "outputs": "cells", "scoreActivation": "none", "anchorsPerCell": 1,
                 "anchorOffset": 0,
                 "levels": [{"stride": s, "scores": f"scores_{s}", "boxes": f"boxes_{s}", "points": f"points_{s}"}
                            for s in STRIDES]},
        "thresholds": {"score": score, "nmsIou": 0.45, "voteIou": VOTE_IOU},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--score", type=float, required=True)
    parser.add_argument("--measured", type=Path)
    options = parser.parse_args()
    measured = json.loads(options.measured.read_text()) if options.measured else {}
    update_role(options.pack, "detector", entry(options.onnx, options.score, measured),
                [(options.onnx, "fp32", ["cpu", "wasm", "coreml", "cuda", "directml", "webgpu"])])


if __name__ == "__main__":
    main()
