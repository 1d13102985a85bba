"""Weights-only checkpoints come back as they were, or as near as was asked."""

import torch

from kith_training.embedder.model import SHAPES, Embedder
from kith_training.embedder.weights import load_average, load_weights, save_weights


def test_what_was_saved_is_read_again(tmp_path):
    torch.manual_seed(2)
    model = Embedder(SHAPES["tiny"])
    parts = {"average": model.state_dict(), "adapters": {"outward.0.bias": torch.tensor([0.5, -2.0])}}
    note = {"shape": "tiny", "run": "one", "step": "12"}
    save_weights(tmp_path / "whole.npz", parts, note)
    save_weights(tmp_path / "coarse.npz", parts, note, coarse=True)
    assert load_weights(tmp_path / "whole.npz")["note"] == note
    assert torch.equal(load_weights(tmp_path / "whole.npz")["adapters"]["outward.0.bias"], parts["adapters"]["outward.0.bias"])
    for name, least in (("whole.npz", 2**-11), ("coarse.npz", 0.01)):
        read = load_average(tmp_path / name).state_dict()
        for key, value in model.state_dict().items():
            assert torch.allclose(read[key].float(), value.float(), rtol=least, atol=1e-6), key
    assert (tmp_path / "coarse.npz").stat().st_size < 0.85 * (tmp_path / "whole.npz").stat().st_size
