"""The two teachers, from the reference weights: crops -> vectors, and mbf's maps."""

from pathlib import Path

import numpy as np
import torch

from kith_training.common.machine import use_bf16
from kith_training.common.onnx_session import session

MAPS = {  # name: (graph output, side, kept axes)
    "map28": ("/layers.3/layers/layers.3/Add_output_0", 28, 32),
    "map14": ("/layers.5/layers/layers.5/Add_output_0", 14, 64),
    "map7": ("/conv_sep/layers/layers.2/PRelu_output_0", 7, 128),
}


def scaled(pixels: torch.Tensor) -> torch.Tensor:
    """float [n, 3, h, w], 0..255 -> -1..1, channels-last."""
    return ((pixels - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def to_input(crops: np.ndarray) -> torch.Tensor:
    """uint8 [n, 112, 112, 3] RGB -> float32 [n, 3, 112, 112] in -1..1, channels-last."""
    return scaled(torch.from_numpy(np.array(crops)).permute(0, 3, 1, 2).float())


def mbf_module(path: Path) -> torch.nn.Module:
    """The mbf teacher: float [n, 3, 112, 112] in -1..1 -> vector [n, 512], then the maps of MAPS, each [n, C, side, side]."""
    import onnx
    import onnx2torch
    from onnx import TensorProto, helper

    graph = onnx.load(str(path))
    for output, _, _ in MAPS.values():
        graph.graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, None))
    return onnx2torch.convert(graph).eval()


def load_mbf(path: Path):
    """The mbf teacher, in bf16 where the CPU has it; returns crops -> (vectors [n, 512], {map: [n, side, side, C]})."""
    kind = torch.bfloat16 if use_bf16("auto", "cpu") else torch.float32
    module = mbf_module(path).to(memory_format=torch.channels_last).to(kind)

    def run(crops: np.ndarray):
        with torch.inference_mode():
            vector, *maps = module(to_input(crops).to(kind))
        return vector.float(), {
            name: m.float().permute(0, 2, 3, 1) for name, m in zip(MAPS, maps, strict=True)
        }

    return run


def load_edgeface(path: Path):
    """The edgeface-xs teacher in onnxruntime fp32; vectors only."""
    model = session(path, torch.get_num_threads())

    def run(crops: np.ndarray):
        (vector,) = model.run(None, {"input": to_input(crops).contiguous().numpy()})
        return torch.from_numpy(vector), {}

    return run


TEACHERS = {
    "mbf": ("mbf_espdl_dq.onnx", load_mbf, MAPS),
    "edgeface": ("edgeface_xs_dq.onnx", load_edgeface, {}),
}
