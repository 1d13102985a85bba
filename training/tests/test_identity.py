"""The margin loss against a loop, and which crops have an identity at all."""

import math

import numpy as np
import torch

from kith_training.data.splits import Split
from kith_training.embedder.identity import IdentityMargin, arc_face, identities


def test_arc_face_against_its_definition():
    rng = torch.Generator().manual_seed(0)
    cosine, label = torch.rand(5, 7, generator=rng) * 1.8 - 0.9, torch.tensor([0, 3, 6, 2, 2])
    whole = 0.0
    for row, k in zip(cosine, label, strict=True):
        logits = [16 * float(c) for c in row]
        logits[k] = 16 * math.cos(math.acos(float(row[k])) + 0.3)
        whole += math.log(sum(math.exp(v) for v in logits)) - logits[k]
    assert math.isclose(float(arc_face(cosine, label, 0.3, 16)), whole / 5 / 16, rel_tol=1e-5)


def test_a_larger_angle_never_costs_less():
    angles = torch.linspace(0.01, math.pi - 0.01, 50)
    others = torch.zeros(50, 1)
    losses = [float(arc_face(torch.cat([a.cos().view(1, 1), o.view(1, 1)], 1), torch.tensor([0]), 0.5, 8)) for a, o in zip(angles, others, strict=True)]
    assert all(b >= a - 1e-6 for a, b in zip(losses, losses[1:], strict=False))


def split_of(sources, labels, held_out=()):
    rows = np.arange(len(labels))
    held = np.isin(rows, held_out)
    return Split(rows[~held], rows[held], np.array(sources), np.array(labels))


def test_identities_leave_out_the_unknown_the_single_and_the_shared():
    unit = np.eye(8, dtype=np.float32)
    targets = np.stack([unit[0], unit[1], unit[2], unit[3], unit[4], unit[0], unit[5], unit[6]])
    split = split_of(["fiw"] * 7 + ["utk"], ["a", "a", "b", "b", "c", "b", "a", "x"], held_out=[6])
    found = identities(split, ("fiw",), targets)
    # row 0 and row 5 are one picture under two names; c is alone; row 6 is held out; utk has no identity
    assert list(found) == [-1, 0, 1, 1, -1, -1, -1, -1]


def test_the_nearer_sub_centre_counts_and_stands_for_what_is_unlike_the_rest():
    a, b, c, d = np.eye(4, dtype=np.float32)
    targets = np.stack([a, a, a, a, b, c, c, d])
    loss = IdentityMargin(np.array([0, 0, 0, 0, 0, 1, 1, -1]), targets, margin=0.0, scale=8)
    mean = (4 * a + b) / 17**0.5
    np.testing.assert_allclose(loss.centres, [[mean, b], [c, c]], atol=1e-6)
    unlike = loss(torch.from_numpy(b)[None], np.array([4]))
    assert float(unlike) < float(loss(torch.from_numpy(d)[None], np.array([4])))
    assert float(loss(torch.from_numpy(d)[None], np.array([7]))) == 0


def test_two_names_of_one_person_become_one():
    a, b, c = np.eye(4, dtype=np.float32)[:3]
    near = (a + 0.5 * b) / np.linalg.norm(a + 0.5 * b)
    far = (b - 0.3 * a) / np.linalg.norm(b - 0.3 * a)
    targets = np.stack([a, a * 0.99, near, near, far, far, c])
    split = split_of(["fiw", "fiw", "celebs", "celebs", "fiw", "fiw", "fiw"], ["x", "x", "7", "7", "y", "y", "single"])
    assert identities(split, ("fiw", "celebs"), targets).tolist() == [0, 0, 0, 0, 1, 1, -1]


def test_where_nobody_is_known_nothing_is_lost():
    loss = IdentityMargin(np.array([-1, -1]), np.eye(2, dtype=np.float32))
    assert float(loss(torch.eye(2), np.array([0, 1]))) == 0
