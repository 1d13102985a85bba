"""Weights stored small: the same net within their rounding, in a smaller file, with nothing left to do at run time."""

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from kith_training.embedder.model import SHAPES, Embedder
from kith_training.export.golden import run_onnx
from kith_training.export.onnx_graph import to_onnx
from kith_training.export.small_weights import as_eighth, store_small, with_small_weights


@pytest.fixture
def full() -> onnx.ModelProto:
    torch.manual_seed(0)
    model = Embedder(SHAPES["tiny"]).train()
    for _ in range(3):
        model(torch.randn(8, 3, 112, 112))
    return to_onnx(model.eval())


@pytest.mark.parametrize(("bits", "share", "apart"), [(16, 0.65, 2e-2), (8, 0.5, 0.1)])
def test_nearly_the_same_vectors_from_a_smaller_file(tmp_path, full, bits, share, apart):
    onnx.save(full, tmp_path / "full.onnx")
    onnx.save(with_small_weights(full, bits, eight_from=1024), tmp_path / "small.onnx")
    x = np.random.default_rng(0).standard_normal((3, 3, 112, 112)).astype(np.float32)
    wanted, got = (run_onnx(tmp_path / f"{name}.onnx", x)["vector"] for name in ("full", "small"))
    assert 0 < np.abs(got - wanted).max() < apart * np.abs(wanted).max()
    assert (tmp_path / "small.onnx").stat().st_size < share * (tmp_path / "full.onnx").stat().st_size


def test_is_folded_when_it_is_loaded(tmp_path, full):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(tmp_path / "loaded.onnx")
    small = with_small_weights(full, 8, eight_from=1024)
    assert {"Cast", "Mul"} <= {node.op_type for node in small.graph.node}
    onnxruntime.InferenceSession(small.SerializeToString(), options, providers=["CPUExecutionProvider"])
    assert not {"Cast", "Mul"} & {node.op_type for node in onnx.load(tmp_path / "loaded.onnx").graph.node}


def test_a_file_stored_small_keeps_its_inputs_and_outputs(tmp_path, full):
    path = tmp_path / "net.onnx"
    onnx.save(full, path)
    x = np.random.default_rng(1).standard_normal((2, 3, 112, 112)).astype(np.float32)
    wanted, large = run_onnx(path, x), path.stat().st_size
    store_small(path, 16)
    got = run_onnx(path, x)
    assert path.stat().st_size < 0.6 * large and list(got) == list(wanted)
    np.testing.assert_allclose(got["vector"], wanted["vector"], atol=0.02 * np.abs(wanted["vector"]).max())


def test_each_output_has_its_own_scale():
    values = np.array([[0.5, -1.0], [0.001, 0.0005], [0, 0]], np.float32)
    (whole, scale), _ = as_eighth("w", values)
    whole, scale = onnx.numpy_helper.to_array(whole), onnx.numpy_helper.to_array(scale)
    assert whole.tolist() == [[64, -127], [127, 64], [0, 0]]
    np.testing.assert_allclose(whole * scale, values, atol=0.004)


def test_weights_alone_leave_the_rest_as_it_is(full):
    scales = onnx.numpy_helper.from_array(np.linspace(0, 1, 300, dtype=np.float32), "scales")
    full.graph.initializer.append(scales)
    full.graph.node.append(onnx.helper.make_node("Identity", ["scales"], ["said"]))
    full.graph.output.append(onnx.helper.make_tensor_value_info("said", onnx.TensorProto.FLOAT, [300]))
    for alone in (False, True):
        names = {t.name for t in with_small_weights(full, 8, eight_from=1024, weights_alone=alone).graph.initializer}
        assert ("scales" in names) == alone
        assert any(name.endswith(".int8") for name in names)
