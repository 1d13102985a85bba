"""The same graph in fewer bytes."""

import numpy as np
import onnx
import torch

from kith_training.common.onnx_session import session
from kith_training.common.short_names import shorten_names


def test_a_file_with_short_names_says_the_same(tmp_path):
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.ReLU(), torch.nn.Conv2d(4, 4, 3), torch.nn.Flatten())
    path = tmp_path / "long.onnx"
    torch.onnx.export(net.eval(), torch.zeros(1, 3, 8, 8), str(path), input_names=["images"], output_names=["said"], dynamo=False)
    model = onnx.load(path)
    shorten_names(model)
    onnx.checker.check_model(model, full_check=True)
    x = np.random.default_rng(0).standard_normal((1, 3, 8, 8)).astype(np.float32)
    assert np.array_equal(session(path).run(None, {"images": x})[0], session(model.SerializeToString()).run(["said"], {"images": x})[0])
    assert model.ByteSize() < 0.95 * onnx.load(path).ByteSize()
