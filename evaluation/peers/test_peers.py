"""`python -m pytest` here, or `python test_peers.py`: every method finds well-separated people, and the gate holds."""

import numpy as np

from exchange import Faces, Gate
from gate import gated
from methods import METHODS, run, settings


def three_people(rng: np.random.Generator) -> tuple[Faces, np.ndarray]:
    centres = np.linalg.qr(rng.normal(size=(64, 64)))[0][:3]
    truth = rng.permutation(np.repeat(np.arange(3), 8))
    vectors = centres[truth] + rng.normal(size=(24, 64)) * 0.06
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return Faces(vectors, np.full(24, 0.9), np.arange(24), np.full(24, np.nan)), truth


def same_partition(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(((a[:, None] == a) == (b[:, None] == b)).all() and (a >= 0).all())


def test_every_method_finds_three_clear_people() -> None:
    faces, truth = three_people(np.random.default_rng(5))
    for name, (cluster, grid) in METHODS.items():
        found = [run(cluster, s)(faces) for s in settings(grid)]
        assert any(same_partition(labels, truth) for labels in found), name


def test_poor_faces_attach_last_and_never_bridge() -> None:
    faces, truth = three_people(np.random.default_rng(6))
    bridge = faces.vectors[truth == 0][0] + faces.vectors[truth == 1][0]
    own = faces.vectors[truth == 2][0] * 0.8 + np.random.default_rng(1).normal(size=64).astype(np.float32) * 0.05
    extra = np.stack([bridge, own])
    extra /= np.linalg.norm(extra, axis=1, keepdims=True)
    with_poor = Faces(
        np.concatenate([faces.vectors, extra.astype(np.float32)]),
        np.r_[faces.quality, 0.1, 0.1],
        np.arange(26),
        np.full(26, np.nan),
    )
    cluster, _ = METHODS["dbscan"]
    labels = gated(run(cluster, {"eps": 0.45, "samples": 2}), with_poor, Gate(0.4, 0.36, 0.1))
    assert same_partition(labels[:24], truth)
    assert labels[24] == -1, "as near to one person as to another"
    assert labels[25] == labels[:24][truth == 2][0]


if __name__ == "__main__":
    test_every_method_finds_three_clear_people()
    test_poor_faces_attach_last_and_never_bridge()
    print("ok")
