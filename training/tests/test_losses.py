import numpy as np
import torch

from kith_training.embedder.losses import contrast_loss, map_loss, relation_loss, vector_loss
from kith_training.common.muon import orthogonalise


def unit(rng, *shape):
    x = rng.standard_normal(shape)
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def test_vector_loss_is_one_minus_the_mean_cosine():
    rng = np.random.default_rng(0)
    student, target = rng.standard_normal((5, 8)) * 7, unit(rng, 5, 8)
    wanted = 1 - np.mean([s @ t / np.linalg.norm(s) for s, t in zip(student, target, strict=True)])
    assert abs(float(vector_loss(torch.tensor(student), torch.tensor(target))) - wanted) < 1e-6


def test_relation_loss_against_a_loop_and_blind_to_rotation():
    rng = np.random.default_rng(1)
    student, target = unit(rng, 6, 8), unit(rng, 6, 8)
    errors, cosines = [], []
    for i in range(6):
        for j in range(6):
            if i != j:
                errors.append((student[i] @ student[j] - target[i] @ target[j]) ** 2)
                cosines.append(target[i] @ target[j])
    wanted = np.mean(errors) / np.var(cosines, ddof=1)
    assert abs(float(relation_loss(torch.tensor(student), torch.tensor(target).float())) - wanted) < 1e-4
    turn = np.linalg.qr(rng.standard_normal((8, 8)))[0]
    assert float(relation_loss(torch.tensor(target @ turn), torch.tensor(target).float())) < 1e-6


def test_map_loss_is_the_weighted_unexplained_share():
    rng = np.random.default_rng(2)
    stored = np.clip(np.round(rng.standard_normal((4, 3, 3, 2)) * 25.4), -127, 127).astype(np.int8)
    weight = torch.tensor([0.75, 0.25])
    perfect = torch.tensor(stored.astype(np.float32) / 25.4).permute(0, 3, 1, 2)
    assert float(map_loss(perfect, torch.tensor(stored), weight)) < 1e-12
    share = (stored.astype(float) / 25.4) ** 2
    wanted = 0.75 * share[..., 0].mean() + 0.25 * share[..., 1].mean()
    assert abs(float(map_loss(perfect * 0, torch.tensor(stored), weight)) - wanted) < 1e-5


def test_orthogonalise_pulls_singular_values_towards_one():
    matrix = torch.randn(12, 40, generator=torch.Generator().manual_seed(3))
    values = torch.linalg.svdvals(orthogonalise(matrix))
    assert values.min() > 0.5 and values.max() < 1.4
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    assert torch.nn.functional.cosine_similarity(orthogonalise(matrix).flatten(), (u @ v).flatten(), 0) > 0.98


def test_contrast_loss_is_zero_for_the_target_itself_and_matches_a_loop():
    rng = np.random.default_rng(4)
    target, bank, student = unit(rng, 3, 8), unit(rng, 20, 8), unit(rng, 3, 8)
    t, b, s = (torch.tensor(x).float() for x in (target, bank, student))
    assert abs(float(contrast_loss(t * 3, t, b, 16))) < 1e-6
    keys, total = np.concatenate([target, bank]), 0.0
    for i in range(3):
        p, q = np.exp(16 * keys @ target[i]), np.exp(16 * keys @ student[i])
        p, q = p / p.sum(), q / q.sum()
        total += (p * np.log(p / q)).sum()
    assert abs(float(contrast_loss(s, t, b, 16)) - total / 3 / 16) < 1e-5


def test_the_pooling_sum_is_the_depthwise_convolution():
    from kith_training.embedder.model import weighted_sum

    pool = torch.nn.Conv2d(6, 6, 7, groups=6, bias=False)
    x = torch.randn(3, 6, 7, 7)
    torch.testing.assert_close(weighted_sum(x, pool.weight), pool(x), rtol=1e-4, atol=1e-5)
