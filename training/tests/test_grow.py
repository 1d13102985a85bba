"""A grown net gives the vectors of the one it grew from, and all of it can learn."""

import pytest
import torch

from kith_training.embedder.grow import grow
from kith_training.embedder.model import SHAPES, Adapters, Embedder, EmbedderShape

LARGER = EmbedderShape(12, (24, 40, 56), (1, 2, 2), 64, 32, 24)


@pytest.fixture
def trained():
    torch.manual_seed(3)
    model, adapters = Embedder(SHAPES["tiny"]), Adapters(SHAPES["tiny"], (4, 5, 6))
    torch.nn.init.normal_(model.outer.weight, std=0.1)
    for _ in range(3):  # running means that are not those of a new net
        model(torch.rand(4, 3, 112, 112))
    return model.eval(), adapters


def larger(trained, monkeypatch):
    monkeypatch.setitem(SHAPES, "larger", LARGER)
    average, adapters = grow({"average": trained[0].state_dict(), "adapters": trained[1].state_dict()}, "larger")
    model, outward = Embedder(LARGER), Adapters(LARGER, (4, 5, 6))
    model.load_state_dict(average)
    outward.load_state_dict(adapters)
    return model, outward


def test_same_vectors_and_maps(trained, monkeypatch):
    model, outward = larger(trained, monkeypatch)
    x = torch.rand(2, 3, 112, 112)
    assert torch.allclose(model.eval()(x), trained[0](x), atol=1e-5)
    for ours, theirs in zip(outward(model.maps(x)), trained[1](trained[0].maps(x)), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-5)


def test_new_channels_and_blocks_get_gradients(trained, monkeypatch):
    model, _ = larger(trained, monkeypatch)
    model.train()
    model(torch.rand(4, 3, 112, 112)).square().sum().backward()
    assert model.down[1][0].weight.grad[:32, 16:].abs().sum() > 0  # old outputs begin to listen to new inputs
    assert model.stages[2][1].mix[1].weight.grad.abs().sum() > 0


def test_a_head_that_only_drew_a_line_gives_the_same(trained):
    line = {k: v for k, v in trained[0].state_dict().items() if not k.startswith(("inner.", "outer."))}
    average, _ = grow({"average": line, "adapters": trained[1].state_dict()}, "tiny")
    model = Embedder(SHAPES["tiny"])
    model.load_state_dict(average)
    features = torch.randn(3, 64)
    assert torch.equal(model.vector(features), trained[0].project(features))
    model(torch.rand(4, 3, 112, 112)).square().sum().backward()
    assert model.outer.weight.grad.abs().sum() > 0


def test_a_smaller_shape_is_refused(trained, monkeypatch):
    monkeypatch.setitem(SHAPES, "shallow", EmbedderShape(8, (16, 32, 48), (1, 1, 0), 64, 32, 16))
    with pytest.raises(ValueError, match="blocks can be added"):
        grow({"average": trained[0].state_dict(), "adapters": trained[1].state_dict()}, "shallow")
