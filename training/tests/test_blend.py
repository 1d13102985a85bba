"""Mean of two runs' weights."""

import pytest
import torch

from kith_training.embedder.blend import blend


def test_floats_are_mixed_by_share_and_counters_kept():
    new = {"weight": torch.tensor([1.0, 3.0]), "steps": torch.tensor(7)}
    old = {"weight": torch.tensor([5.0, -1.0]), "steps": torch.tensor(2)}
    mixed = blend(new, old, 0.25)
    assert mixed["weight"].tolist() == [2.0, 2.0]
    assert mixed["steps"] == 7
    assert new["weight"].tolist() == [1.0, 3.0]


def test_weights_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="not of one shape"):
        blend({"weight": torch.zeros(2)}, {"weight": torch.zeros(3)}, 0.5)
    with pytest.raises(ValueError, match="not of one shape"):
        blend({"weight": torch.zeros(2)}, {"other": torch.zeros(2)}, 0.5)
