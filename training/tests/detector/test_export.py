"""The exported file says what the network says, at any size and batch, and decodes like it."""

import numpy as np
import pytest
import torch

from kith_training.detector.decode import iou_matrix, nms
from kith_training.detector.export import golden_input, largest_difference, load_weights, save_half, write_onnx
from kith_training.detector.losses import decode
from kith_training.detector.model import Detector, cell_origins, count, flatten
from kith_training.detector.reference import OnnxDetector, blob


def stirred() -> Detector:
    """A network whose BatchNorm statistics and scores are not the initial ones."""
    torch.manual_seed(0)
    model = Detector()
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.add_(torch.randn_like(p) * 0.05)
        for head in model.heads:
            head.out.bias[0] = 0.0
        for _ in range(3):
            model(torch.randn(4, 3, 64, 64))
    return model.eval()


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    path, model = tmp_path_factory.mktemp("onnx") / "detector.onnx", stirred()
    half = path.with_suffix(".pt")
    torch.save(model.state_dict(), half)
    write_onnx(load_weights(half), path)
    return path, model


@pytest.mark.parametrize("shape", [(1, 3, 64, 96), (3, 3, 160, 64), (2, 3, 32, 32)])
def test_onnx_agrees_with_pytorch_at_any_size(exported, shape):
    path, model = exported
    assert largest_difference(model, path, golden_input(shape)) < 1e-4


def test_decoded_faces_agree(exported):
    path, model = exported
    image = np.random.default_rng(5).integers(0, 255, (96, 128, 3), np.uint8)
    with torch.no_grad():
        flat = flatten(model(torch.from_numpy(blob(image, "kith"))))
    boxes, points = decode(flat, *cell_origins(96, 128))
    scores = flat[0, :, 0].sigmoid()
    keep = scores > 0.5
    expected = torch.cat([boxes[0][keep], points[0][keep].flatten(1), scores[keep, None]], 1).numpy()
    got = OnnxDetector(path, "kith").raw(image, 0.5)
    assert len(got) == len(expected) > 0
    np.testing.assert_allclose(got, expected, rtol=1e-3, atol=1e-2)


def test_half_precision_weights_come_back(exported, tmp_path):
    _, model = exported
    save_half(model, tmp_path / "half.pt")
    again = load_weights(tmp_path / "half.pt")
    x = torch.randn(1, 3, 64, 64)
    for a, b in zip(model(x), again(x)):
        torch.testing.assert_close(a, b, rtol=0.05, atol=0.05)


def test_budget():
    parameters, macs = count(Detector(), 640)
    assert parameters <= 150_000 and macs <= 600e6


def test_nms_keeps_the_best_of_each_pile():
    rows = np.zeros((4, 15), np.float32)
    rows[:, :4] = [[0, 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60], [0, 8, 10, 18]]
    rows[:, 14] = [0.5, 0.9, 0.6, 0.7]
    assert nms(rows, 0.45)[:, 14].tolist() == pytest.approx([0.9, 0.7, 0.6])
    assert iou_matrix(rows[:1], rows[1:2])[0, 0] == pytest.approx(90 / 110)
