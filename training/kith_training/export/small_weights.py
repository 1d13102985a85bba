"""Weights stored small in an ONNX file and made float32 once at load, by nodes that every runtime folds: the arithmetic stays float.

16 bits: float16 and a Cast. 8 bits: int8 per output channel, a Cast and a product with the channel's scale; DequantizeLinear
would say the same, but ONNX Runtime does not fold it, and accelerators then refuse the convolution behind it.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from kith_training.common.short_names import shorten_names

LEAST = 256  # values: smaller tensors stay float32
EIGHT_FROM = 16384  # values: smaller tensors stay float16, which costs little and keeps the first layers exact


def as_half(name: str, values: np.ndarray) -> tuple[list[TensorProto], list[NodeProto]]:
    tensor = numpy_helper.from_array(values.astype(np.float16), f"{name}.half")
    return [tensor], [helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT)]


def as_eighth(name: str, values: np.ndarray) -> tuple[list[TensorProto], list[NodeProto]]:
    """values [outputs, ...]: each output's largest weight becomes 127."""
    scale = np.abs(values).max(tuple(range(1, values.ndim)), keepdims=True) / 127
    whole = np.rint(values / np.maximum(scale, 1e-12)).astype(np.int8)
    tensors = [numpy_helper.from_array(whole, f"{name}.int8"), numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale")]
    cast = helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT)
    return tensors, [cast, helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name])]


def with_small_weights(model: onnx.ModelProto, bits: int, eight_from: int = EIGHT_FROM, weights_alone: bool = False) -> onnx.ModelProto:
    """A copy of a float32 model. bits 8: large weights of convolutions and of Gemm with transB by int8, all else by float16.

    weights_alone: all else, such as the scales of a model that is quantised in part, stays as it is.
    """
    by_output = {n.input[1] for n in model.graph.node if is_by_output(n)}
    tensors, nodes = [], []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LEAST or (weights_alone and tensor.name not in by_output):
            tensors.append(tensor)
            continue
        store = as_eighth if bits == 8 and values.size >= eight_from and tensor.name in by_output else as_half
        stored, made_float = store(tensor.name, values)
        tensors.extend(stored)
        nodes.extend(made_float)
    out = onnx.ModelProto()
    out.CopyFrom(model)
    del out.graph.initializer[:], out.graph.node[:]
    out.graph.initializer.extend(tensors)
    out.graph.node.extend([*nodes, *model.graph.node])
    onnx.checker.check_model(out, full_check=True)
    return out


def store_small(path: Path, bits: int, eight_from: int = EIGHT_FROM) -> None:
    """Replaces a traced float32 file by the same net with small weights and short names."""
    small = with_small_weights(onnx.load(str(path)), bits, eight_from)
    shorten_names(small)
    onnx.save(small, str(path))


def is_by_output(node: NodeProto) -> bool:
    """Whether the first axis of the node's weight is its outputs."""
    transposed = any(a.name == "transB" and a.i == 1 for a in node.attribute)
    return node.op_type == "Conv" or (node.op_type == "Gemm" and transposed)
