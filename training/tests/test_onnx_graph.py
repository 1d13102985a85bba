"""The hand-written ONNX graph gives what PyTorch gives, with norms that have seen data."""

from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch

from kith_training.embedder.model import SHAPES, Embedder
from kith_training.export.golden import golden_input, golden_of, run_onnx
from kith_training.export.onnx_graph import to_onnx
from kith_training.quality.head import QualityHead


def trained_tiny(looks: int = 1) -> Embedder:
    torch.manual_seed(0)
    model = Embedder(replace(SHAPES["tiny"], looks=looks)).train()
    torch.nn.init.normal_(model.outer.weight, std=0.1)
    for _ in range(3):
        model(torch.randn(8, 3, 112, 112))
    return model.eval()


def test_fp32_matches(tmp_path):
    model, quality = trained_tiny(), QualityHead(64).eval()
    x = torch.randn(3, 3, 112, 112)
    with torch.no_grad():
        wanted = model(x).numpy()
        features = model.pool(model.maps(x)[2]).flatten(1)
        wanted_quality = quality(features).numpy()
    onnx.save(to_onnx(model, quality), tmp_path / "a.onnx")
    full = run_onnx(tmp_path / "a.onnx", x.numpy())
    assert np.abs(full["vector"] - wanted).max() < 1e-4
    assert np.abs(full["quality"] - wanted_quality).max() < 1e-5


def test_the_features_of_two_looks_are_the_mean_of_a_face_and_its_mirror_image(tmp_path):
    model, quality = trained_tiny(looks=2), QualityHead(64).eval()
    x = torch.randn(3, 3, 112, 112)
    onnx.save(to_onnx(model, quality), tmp_path / "a.onnx")
    found = run_onnx(tmp_path / "a.onnx", x.numpy())
    with torch.no_grad():
        features = (model.pool(model.maps(x)[2]) + model.pool(model.maps(x.flip(3))[2])).flatten(1) / 2
        assert torch.allclose(model.pooled(x), features, atol=1e-5)
        wanted = model.vector(features)
        assert np.abs(found["quality"] - quality(features).numpy()).max() < 1e-5
    assert np.abs(found["vector"] - wanted.numpy()).max() < 1e-4
    turned = run_onnx(tmp_path / "a.onnx", x.flip(3).contiguous().numpy())
    assert np.abs(turned["vector"] - found["vector"]).max() < 1e-4
    assert run_onnx(tmp_path / "a.onnx", x[:1].numpy())["vector"] == pytest.approx(found["vector"][:1], abs=1e-4)
    columns = [t for t in onnx.load(tmp_path / "a.onnx").graph.initializer if list(t.dims) == [112, 112]]
    assert [t.data_type for t in columns] == [onnx.TensorProto.INT8]  # a byte each


def test_golden_input_is_the_manifests_formula(tmp_path):
    tensor = golden_input((1, 3, 112, 112)).reshape(-1)
    for i in (0, 96, 97, 5000):
        assert tensor[i] == np.float32(((i * 7 + 3 * (i // 97)) % 256 - 127.5) / 127.5)
    onnx.save(to_onnx(trained_tiny()), tmp_path / "a.onnx")
    golden = golden_of(tmp_path / "a.onnx", (1, 3, 112, 112), "vector", 0.01)
    assert len(golden["head"]) == 16 and np.isfinite(golden["head"]).all()
