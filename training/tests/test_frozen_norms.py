import torch

from kith_training.common.frozen_norms import freeze_norms
from kith_training.embedder.model import SHAPES, Embedder


def with_statistics() -> tuple[Embedder, torch.Tensor]:
    """A net whose norms have seen something, and pictures unlike what they saw."""
    torch.manual_seed(3)
    model = Embedder(SHAPES["tiny"]).train()
    with torch.no_grad():
        for _ in range(20):
            model(torch.randn(4, 3, 112, 112))
    return model, 2 * torch.randn(4, 3, 112, 112) + 0.5


def test_with_frozen_norms_the_net_that_is_trained_is_the_one_that_is_used():
    model, pictures = with_statistics()
    freeze_norms(model)
    before = {k: v.clone() for k, v in model.state_dict().items()}
    with torch.no_grad():
        trained = model(pictures)
        assert model.training and all(torch.equal(v, before[k]) for k, v in model.state_dict().items())
        torch.testing.assert_close(trained, model.eval()(pictures), atol=1e-4, rtol=1e-3)
        assert not torch.allclose(trained, model.train()(pictures), atol=1e-2)


def test_frozen_norms_still_learn_their_scale_and_shift():
    model, pictures = with_statistics()
    torch.nn.init.normal_(model.outer.weight, std=0.1)  # it begins as nothing, and nothing before it would learn
    freeze_norms(model)
    model(pictures).square().mean().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in model.parameters())
