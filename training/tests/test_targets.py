import argparse

import numpy as np

from kith_training.data.stack import Stack
from kith_training.data.targets import write_targets


def unit(rng, *shape):
    x = rng.standard_normal(shape)
    return (x / np.linalg.norm(x, axis=-1, keepdims=True)).astype(np.float16)


def args(state, **more):
    return argparse.Namespace(**{"state": state, "teachers": ["a", "b"], "dimension": 16, "out": "t.npz", "turn_to": "", "turn_to_weights": None, "extra": "", "balance": None, "axes_of": None, **more})


def answers(folder, a, b):
    """What two teachers said of 200 crops, as teacher_cache leaves it."""
    np.save(folder / "a-vectors.npy", a)
    np.save(folder / "b-vectors.npy", b)
    lines = "\n".join(f"c{i}\t0\tutk\t4.0\t99\t0.9" for i in range(200))
    (folder / "index.tsv").write_text("crop\tshard\tsource\tlabel\tface_width_px\tdetector_score\n" + lines + "\n")


def test_full_dimension_keeps_the_mean_of_the_teachers_cosines_and_turning_changes_none(tmp_path):
    rng = np.random.default_rng(0)
    a, b = unit(rng, 200, 2, 8), unit(rng, 200, 2, 8)
    answers(tmp_path, a, b)
    assert abs(write_targets(args(tmp_path)) - 1) < 1e-5
    t = np.load(tmp_path / "t.npz")["vectors"][:, 0].astype(float)
    wanted = (a[:, 0].astype(float) @ a[:, 0].T.astype(float) + b[:, 0].astype(float) @ b[:, 0].T.astype(float)) / 2
    assert np.abs(t @ t.T - wanted).max() < 5e-3
    earlier = unit(rng, 200, 2, 16)
    np.savez(tmp_path / "early.npz", vectors=earlier)
    write_targets(args(tmp_path, turn_to="early.npz", out="turned.npz"))
    turned = np.load(tmp_path / "turned.npz")["vectors"][:, 0].astype(float)
    assert np.abs(turned @ turned.T - t @ t.T).max() < 5e-3
    assert (turned * earlier[:, 0]).sum() > (t * earlier[:, 0]).sum() + 1
    write_targets(args(tmp_path, axes_of=tmp_path / "turned.npz", out="again.npz"))
    assert np.array_equal(np.load(tmp_path / "again.npz")["vectors"], np.load(tmp_path / "turned.npz")["vectors"])


def test_balanced_targets_are_centred_and_rounder_and_more_crops_get_the_same_map(tmp_path):
    rng = np.random.default_rng(2)
    stretch = np.linspace(0.2, 3, 8)
    a, b = (unit(rng, 200, 2, 8) * stretch + 0.5 for _ in range(2))
    answers(tmp_path, *((x / np.linalg.norm(x, axis=-1, keepdims=True)).astype(np.float16) for x in (a, b)))
    write_targets(args(tmp_path, out="plain.npz"))
    write_targets(args(tmp_path, balance=0.5))
    plain, balanced = (np.load(tmp_path / name)["vectors"][:, 0].astype(float) for name in ("plain.npz", "t.npz"))
    spreads = [np.linalg.eigvalsh(np.cov(v.T)) for v in (plain, balanced)]
    assert np.linalg.norm(plain.mean(0)) > 0.3 and np.linalg.norm(balanced.mean(0)) < 0.1
    assert spreads[0][-1] / spreads[0][4] > 1.5 * spreads[1][-1] / spreads[1][4]
    write_targets(args(tmp_path, axes_of=tmp_path / "t.npz", out="again.npz"))
    assert np.array_equal(np.load(tmp_path / "again.npz")["vectors"], np.load(tmp_path / "t.npz")["vectors"])


def test_a_stack_is_its_concatenation():
    rng = np.random.default_rng(1)
    parts = [rng.integers(0, 99, (n, 2, 3)) for n in (5, 1, 7)]
    whole, stack = np.concatenate(parts), Stack(parts)
    rows, second = np.array([12, 0, 5, 4, 6, 12]), np.array([0, 1, 1, 0, 1, 1])
    assert len(stack) == 13
    assert np.array_equal(stack[rows], whole[rows])
    assert np.array_equal(stack[rows, second], whole[rows, second])
