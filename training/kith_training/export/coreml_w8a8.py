"""The embedder as a Core ML .mlpackage with 8-bit weights and 8-bit activations, for Neural Engines that compute in them.

    python -m kith_training.export.coreml_w8a8 --state STATE --checkpoint checkpoints/embedder-small.npz \
        --quality STATE/export/embedder-small-quality.pt --out STATE/export/embedder-small-w8a8.mlpackage

Ranges come from training-side crops (as for the int8 ONNX file), so no Mac is needed: coremltools quantises the PyTorch
module and converts what comes out. It has never run on a device; coreml_check reads it back.
"""

import argparse
import copy
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from kith_training.data.teacher_cache import to_input
from kith_training.export.coreml import WithQuality, load_quality, to_coreml
from kith_training.export.onnx_graph import load_average


def quantised(module: WithQuality, crops: np.ndarray, batch: int = 64) -> nn.Module:
    """A copy with fake-quantised weights and activations; crops uint8 [n, 112, 112, 3] set the ranges."""
    from coremltools.optimize.torch.quantization import LinearQuantizer, LinearQuantizerConfig

    # Milestones: observe from the first step, quantise from the second, then hold ranges and norms still.
    schedule = {"quantization_scheme": "symmetric", "milestones": [0, 1, 2, 2]}
    quantiser = LinearQuantizer(copy.deepcopy(module), LinearQuantizerConfig.from_dict({"global_config": schedule}))
    prepared = quantiser.prepare(example_inputs=(to_input(crops[:2]).contiguous(),))
    quantiser.step()
    with torch.no_grad():
        for start in range(0, len(crops), batch):
            prepared(to_input(crops[start : start + batch]).contiguous())
    return quantiser.finalize().eval()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("state", "checkpoint", "quality", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    from kith_training.export.coreml_check import compare
    from kith_training.export.embedder import calibration_crops

    embedder = load_average(args.checkpoint)
    module = WithQuality(embedder, load_quality(args.quality, embedder.shape.last))
    to_coreml(quantised(module, calibration_crops(args.state)), args.out, palettes=False)
    print(json.dumps(compare(module, args.out, args.state)))
