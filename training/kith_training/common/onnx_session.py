"""ONNX models: on onnxruntime's CPU provider, or as PyTorch modules where bfloat16 is wanted."""

from pathlib import Path

import numpy as np
import torch


def session(model: str | Path | bytes, threads: int = 1):
    """An onnxruntime.InferenceSession of a file, or of its bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"])


def torch_module(model, device: str = "cpu", bf16: bool = False) -> torch.nn.Module:
    """An onnx.ModelProto as a module for inference; its output is what the graph's outputs are."""
    import onnx2torch

    return onnx2torch.convert(model).eval().to(device, torch.bfloat16 if bf16 else torch.float32, memory_format=torch.channels_last)


class Bf16Session:
    """`run` as onnxruntime's for a model of one input, on torch.get_num_threads() threads: two thirds of float32's time."""

    def __init__(self, path: Path):
        import onnx

        self.module = torch_module(onnx.load(str(path)), bf16=True)

    @torch.no_grad()
    def run(self, _: None, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        """All outputs, float32; feeds: the one input, float32 [n, c, h, w]."""
        (values,) = feeds.values()
        pixels = torch.from_numpy(values).to(torch.bfloat16, memory_format=torch.channels_last)
        return [output.float().numpy() for output in self.module(pixels)]
