import argparse

import numpy as np

from kith_training.data.stack import Stack
from kith_training.data.targets import write_targets


def unit(rng, *shape):
    x = rng.standard_normal(shape)
    return (x / np.linalg.norm(x, axis=-1, keepdims=True)).astype(np.float16)


def args(state, **more):
    return argparse.Namespace(**{"state": state, "teachers": ["a", "b"], "dimension": 16, "out": "t.npz", "turn_to": "", "axes_of": None, **more})


def test_full_dimension_keeps_the_mean_of_the_teachers_cosines_and_turning_changes_none(tmp_path):
    rng = np.random.default_rng(0)
    a, b = unit(rng, 200, 2, 8), unit(rng, 200, 2, 8)
    np.save(tmp_path / "a-vectors.npy", a)
    np.save(tmp_path / "b-vectors.npy", b)
    lines = "\n".join(f"c{i}\t0\tutk\t4.0\t99\t0.9" for i in range(200))
    (tmp_path / "index.tsv").write_text("crop\tshard\tsource\tlabel\tface_width_px\tdetector_score\n" + lines + "\n")
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


def test_a_stack_is_its_concatenation():
    rng = np.random.default_rng(1)
    parts = [rng.integers(0, 99, (n, 2, 3)) for n in (5, 1, 7)]
    whole, stack = np.concatenate(parts), Stack(parts)
    rows, second = np.array([12, 0, 5, 4, 6, 12]), np.array([0, 1, 1, 0, 1, 1])
    assert len(stack) == 13
    assert np.array_equal(stack[rows], whole[rows])
    assert np.array_equal(stack[rows, second], whole[rows, second])
