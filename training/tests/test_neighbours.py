"""The nearest strangers of each crop: what a loop finds, and kept for the next start with the same targets alone."""

import numpy as np
import pytest

from kith_training.embedder import neighbours
from kith_training.embedder.neighbours import kept_neighbours, nearest


@pytest.fixture
def targets() -> np.ndarray:
    made = np.random.default_rng(4).standard_normal((30, 16)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_are_those_a_loop_finds(targets, monkeypatch):
    monkeypatch.setattr(neighbours, "use_bf16", lambda *_: False)
    rows = np.arange(0, 30, 2)
    found = nearest(targets, rows, 3)
    for row in rows:
        others = [r for r in rows if r != row]
        wanted = sorted(others, key=lambda r: -float(targets[row] @ targets[r]))[:3]
        assert found[row].tolist() == wanted
    assert not found[1::2].any()


def test_are_computed_once_for_the_same_targets(tmp_path, targets, monkeypatch):
    rows = np.arange(30)
    first = kept_neighbours(tmp_path, targets, rows, 3)
    calls = []
    monkeypatch.setattr(neighbours, "nearest", lambda *given: calls.append(given) or nearest(*given))
    assert np.array_equal(kept_neighbours(tmp_path, targets, rows, 3), first) and not calls
    assert kept_neighbours(tmp_path, -targets[::-1], rows, 3).shape == (30, 3) and len(calls) == 1
    assert kept_neighbours(tmp_path, -targets[::-1], rows[:20], 3).shape == (30, 3) and len(calls) == 2
    assert kept_neighbours(tmp_path, -targets[::-1], rows[:20], 2).shape == (30, 2) and len(calls) == 3
    assert [p.name for p in tmp_path.iterdir()] == [neighbours.FILE]
