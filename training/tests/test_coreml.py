"""The saved Core ML program, read back and run in PyTorch, gives PyTorch's vectors."""

from dataclasses import replace

import numpy as np
import pytest
import torch

pytest.importorskip("coremltools", reason="coremltools is not installed")

from kith_training.detector import coreml as detector_coreml  # noqa: E402
from kith_training.detector.export import Exported, fold  # noqa: E402
from kith_training.detector.model import Detector  # noqa: E402
from kith_training.embedder.model import SHAPES, Embedder  # noqa: E402
from kith_training.export.coreml import WithQuality, to_coreml  # noqa: E402
from kith_training.export.coreml_check import compare  # noqa: E402
from kith_training.export.coreml_w8a8 import quantised  # noqa: E402
from kith_training.quality.head import QualityHead  # noqa: E402


def made_up(looks: int = 1) -> WithQuality:
    torch.manual_seed(0)
    model = Embedder(replace(SHAPES["tiny"], looks=looks)).train()
    for _ in range(3):
        model(torch.randn(8, 3, 112, 112))
    return WithQuality(model.eval(), QualityHead(64).eval())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("looks", [1, 2])
def test_saved_program_computes_the_same(state, tmp_path, looks):
    module = made_up(looks)
    to_coreml(module, tmp_path / "a.mlpackage")
    figures = compare(module, tmp_path / "a.mlpackage", state, count=8)
    assert figures["cosine_min"] > 0.999 and figures["quality_difference_max"] < 0.02
    assert np.isfinite(figures["bytes"])


@pytest.mark.filterwarnings("ignore")
def test_eight_bit_activations_lose_little_and_are_in_the_program(state, tmp_path):
    module = made_up()
    to_coreml(quantised(module, np.load(state / "crops.npy")), tmp_path / "q.mlpackage", palettes=False)
    figures = compare(module, tmp_path / "q.mlpackage", state, count=8)
    assert 0.95 < figures["cosine_min"] < 0.99999


@pytest.mark.filterwarnings("ignore")
def test_saved_detector_computes_the_same(tmp_path):
    torch.manual_seed(0)
    model = Detector().train()
    for _ in range(2):
        model(torch.randn(2, 3, 64, 64))
    figures = detector_coreml.export(Exported(fold(model.eval())).eval(), tmp_path / "d.mlpackage", side=64)
    assert figures["scores"] < 0.01 and figures["boxes"] < 0.2 and figures["points"] < 0.2
    assert 100_000 < figures["bytes"] < 600_000
