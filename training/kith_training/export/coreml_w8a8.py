"""The embedder with 8-bit weights and 8-bit activations, for Neural Engines that compute in them (export.coreml --w8a8).

Ranges come from training-side crops (as for the int8 ONNX file), so no Mac is needed: coremltools quantises the PyTorch
module and converts what comes out. It has never run on a device; coreml_check reads it back.
"""

import copy

import numpy as np
import torch
from torch import nn

from kith_training.data.teachers import to_input
from kith_training.export.coreml import WithQuality


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
