"""The saved Core ML program, read back and run in PyTorch, gives PyTorch's vectors."""

import numpy as np
import pytest
import torch

pytest.importorskip("coremltools", reason="coremltools is not installed")

from kith_training.embedder.model import SHAPES, Embedder  # noqa: E402
from kith_training.export.coreml import WithQuality, to_coreml  # noqa: E402
from kith_training.export.coreml_check import compare  # noqa: E402
from kith_training.quality.head import QualityHead  # noqa: E402


@pytest.mark.filterwarnings("ignore")
def test_saved_program_computes_the_same(state, tmp_path):
    torch.manual_seed(0)
    model = Embedder(SHAPES["tiny"]).train()
    for _ in range(3):
        model(torch.randn(8, 3, 112, 112))
    module = WithQuality(model.eval(), QualityHead(64).eval())
    to_coreml(module, tmp_path / "a.mlpackage")
    figures = compare(module, tmp_path / "a.mlpackage", state, count=8)
    assert figures["cosine_min"] > 0.999 and figures["quality_difference_max"] < 0.02
    assert np.isfinite(figures["bytes"])
