"""Last layers fitted anew: nearer to the targets than before and than any line, and of features as they are, not standardised."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from kith_training.common.standardise import standardise, unstandardise
from kith_training.data.stack import write_folder
from kith_training.embedder import finish
from kith_training.embedder.finish import fit_head
from kith_training.embedder.losses import vector_loss
from kith_training.embedder.model import SHAPES, Embedder
from kith_training.embedder.weights import load_average, save_weights


@pytest.fixture
def model():
    torch.manual_seed(4)
    made = Embedder(SHAPES["tiny"]).eval()
    torch.nn.init.normal_(made.outer.weight, std=0.1)
    return made


def test_standardising_and_back_changes_nothing(model):
    features, mean, spread = torch.randn(5, 64), torch.randn(64), torch.rand(64) + 0.5
    with torch.no_grad():
        before = model.vector(features)
        standardise((model.project, model.inner), mean, spread)
        assert torch.allclose(model.vector((features - mean) / spread), before, atol=1e-4)
        unstandardise((model.project, model.inner), mean, spread)
        assert torch.allclose(model.vector(features), before, atol=1e-4)


def test_what_no_line_can_say_is_learned():
    torch.manual_seed(5)
    model, features = Embedder(replace(SHAPES["tiny"], last=12, hidden=64)), torch.randn(3000, 12) * 3 + 1
    wanted = normalize(((features[:, :4] - 1).abs() - 2.4).repeat(1, 8))  # 2.4: the mean, so that a constant says nothing
    beside = torch.cat([features, torch.ones(3000, 1)], 1)
    line = beside @ torch.linalg.lstsq(beside[:2500], wanted[:2500]).solution
    fit_head(model, features[:2500], wanted[:2500], steps=1200)
    with torch.no_grad():
        bent = vector_loss(model.vector(features[2500:]), wanted[2500:])
    assert bent < 0.5 * vector_loss(line[2500:], wanted[2500:])


def test_the_command_keeps_the_trunk(tmp_path, model, monkeypatch, capsys):
    rng = np.random.default_rng(0)
    for folder in (tmp_path, tmp_path / "more"):
        write_folder(folder, rng.integers(0, 256, (60, 112, 112, 3), np.uint8), [(f"a{i}", "-", "utk", "4.0", 90, "0.9") for i in range(60)])
        np.savez(folder / "targets.npz", vectors=normalize(torch.randn(60, 2, 32), dim=2).numpy())
    save_weights(tmp_path / "one.npz", {"average": model.state_dict(), "adapters": {}}, {"shape": "tiny", "run": "one"})
    monkeypatch.setattr(finish, "STEPS", 20)
    parser_args = type("Args", (), {"state": tmp_path, "weights": tmp_path / "one.npz", "extra": "more", "threads": 1, "out": tmp_path / "two.npz"})
    finish.run(parser_args)
    before, after = load_average(tmp_path / "one.npz").state_dict(), load_average(tmp_path / "two.npz").state_dict()
    changed = {key.split(".")[0] for key in before if not torch.equal(before[key], after[key])}
    assert changed == {"project", "inner", "outer"}
    assert "before [" in capsys.readouterr().out
