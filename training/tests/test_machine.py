"""bfloat16 where the machine computes in it, float32 elsewhere."""

import pytest
import torch

from kith_training.common import machine, muon


@pytest.mark.parametrize("has", [True, False])
def test_autocast_follows_the_machine(monkeypatch, has):
    monkeypatch.setattr(machine, "use_bf16", lambda precision, device: has)
    layer = torch.nn.Linear(4, 4)
    with machine.mixed_precision("cpu"):
        assert layer(torch.zeros(1, 4)).dtype == (torch.bfloat16 if has else torch.float32)


@pytest.mark.parametrize("has", [True, False])
def test_muon_multiplies_in_what_the_machine_has(monkeypatch, has):
    monkeypatch.setattr(muon, "use_bf16", lambda precision, device: has)
    matrix = torch.randn(6, 10, generator=torch.Generator().manual_seed(0))
    update = muon.orthogonalise(matrix)
    coarse = (update == update.bfloat16().float()).all()
    assert update.dtype == torch.float32 and bool(coarse) == has
    assert torch.linalg.svdvals(update).sub(1).abs().max() < 0.4
