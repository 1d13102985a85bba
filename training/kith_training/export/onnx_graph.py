"""Write the embedder as an ONNX graph by hand: norms folded, plain nodes, opset 17.

A net of two looks begins with the crops and their mirror images, one behind the other, and takes the mean of their features.

Input `input` float [n, 3, 112, 112], RGB, (x - 127.5) / 127.5. Output `vector` [n, d], not normalised,
and `quality` [n, 1] in 0..1 when a quality head is given.
"""


import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from kith_training.embedder.model import Embedder


def fold(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of the convolution that equals conv followed by norm in inference."""
    scale = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    weight = conv.weight.double() * scale[:, None, None, None]
    bias = norm.bias.double() - norm.running_mean.double() * scale
    return weight.detach().float().cpu().numpy(), bias.detach().float().cpu().numpy()


class Graph:
    """Collects nodes and weights; each method adds a node and returns its output's name."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(value.astype(np.float32), name))
        return name

    def whole(self, name: str, values, kind: type = np.int64) -> str:
        self.weights.append(numpy_helper.from_array(np.array(values, kind), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def conv(self, x: str, name: str, pair: nn.Sequential, relu: bool) -> str:
        conv, norm = pair
        weight, bias = fold(conv, norm)
        pad = conv.padding[0]
        inputs = [x, self.weight(f"{name}.weight", weight), self.weight(f"{name}.bias", bias)]
        shape = {"kernel_shape": weight.shape[2:], "strides": conv.stride, "pads": [pad] * 4, "group": conv.groups}
        out = self.node("Conv", inputs, name, **shape)
        return self.node("Relu", [out], f"{name}.relu") if relu else out


def body(graph: Graph, model: Embedder) -> str:
    two = model.shape.looks == 2
    x = graph.conv(beside_mirrored(graph) if two else "input", "stem", model.stem, relu=True)
    for at, (down, stage) in enumerate(zip(model.down, model.stages, strict=True)):
        x = graph.conv(x, f"stage{at}.down", down, relu=True)
        for number, block in enumerate(stage):
            name = f"stage{at}.block{number}"
            inner = graph.conv(x, f"{name}.spatial", block.spatial, relu=True)
            inner = graph.conv(inner, f"{name}.mix", block.mix, relu=False)
            x = graph.node("Relu", [graph.node("Add", [x, inner], f"{name}.sum")], f"{name}.out")
    x = graph.conv(x, "expand", model.expand, relu=True)
    pooled = graph.conv(x, "pool", model.pool, relu=False)
    return mean_of_two(graph, pooled, model.shape.last) if two else graph.node("Flatten", [pooled], "features", axis=1)


def beside_mirrored(graph: Graph, side: int = 112) -> str:
    """[2n, 3, 112, 112]: by a product, exact as it is, that every backend has; Gather took four times as long, a tenth of a face.

    Its zeros and ones are stored as bytes and made float32 at load.
    """
    columns = graph.node("Cast", [graph.whole("columns.int8", np.eye(side)[::-1], np.int8)], "columns", to=TensorProto.FLOAT)
    mirrored = graph.node("MatMul", ["input", columns], "mirrored")
    return graph.node("Concat", ["input", mirrored], "looks", axis=0)


def mean_of_two(graph: Graph, pooled: str, width: int) -> str:
    """[2n, width, 1, 1] -> [n, width]."""
    apart = graph.node("Reshape", [pooled, graph.whole("apart", (2, -1, width))], "looks.apart")
    return graph.node("ReduceMean", [apart], "features", axes=[0], keepdims=0)


def linear(graph: Graph, x: str, name: str, layer: nn.Linear) -> str:
    parts = {"weight": layer.weight, **({} if layer.bias is None else {"bias": layer.bias})}
    inputs = [x, *(graph.weight(f"{name}.{part}", value.detach().float().cpu().numpy()) for part, value in parts.items())]
    return graph.node("Gemm", inputs, name, transB=1)


def vector(graph: Graph, features: str, model: Embedder) -> str:
    bent = graph.node("Relu", [linear(graph, features, "vector.inner", model.inner)], "vector.relu")
    parts = [linear(graph, features, "vector.straight", model.project), linear(graph, bent, "vector.outer", model.outer)]
    return graph.node("Add", parts, "vector")


def to_onnx(model: Embedder, quality: nn.Module | None = None) -> onnx.ModelProto:
    graph = Graph()
    features = body(graph, model)
    vector(graph, features, model)
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["n", model.shape.dimension])]
    if quality is not None:
        hidden = graph.node("Relu", [linear(graph, features, "quality.hidden", quality.hidden)], "quality.relu")
        graph.node("Sigmoid", [linear(graph, hidden, "quality.logit", quality.out)], "quality")
        outputs.append(helper.make_tensor_value_info("quality", TensorProto.FLOAT, ["n", 1]))
    inputs = [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, 112, 112])]
    made = helper.make_graph(graph.nodes, "kith-embedder", inputs, outputs, graph.weights)
    proto = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="kith")
    onnx.checker.check_model(proto)
    return proto
