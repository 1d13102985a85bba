"""The cache with a made-up teacher: interrupted, plain first, mirrored later."""

import numpy as np
import pytest
import torch

from kith_training.data import teacher_cache, teachers


def brightness(_path):
    def run(crops):
        left, right = crops[:, :, :56].mean((1, 2, 3)), crops[:, :, 56:].mean((1, 2, 3))
        return torch.from_numpy(np.stack([left, right] + [left * 0] * 510, 1)).float(), {}

    return run


def test_a_plain_vector_stands_for_its_mirror_until_that_is_done(tmp_path, monkeypatch):
    monkeypatch.setitem(teachers.TEACHERS, "made-up", ("x.onnx", brightness, {"map7": ("", 7, 4)}))
    crops = np.random.default_rng(0).integers(0, 256, (40, 112, 112, 3), dtype=np.uint8)
    crops[:, :, :56] //= 4
    np.save(tmp_path / "crops.npy", crops)
    teacher_cache.cache(tmp_path, tmp_path, "made-up", keep_maps=False, plain=True)
    vectors = np.load(tmp_path / "made-up-vectors.npy")
    assert vectors.shape == (40, 2, 512) and np.array_equal(vectors[:, 0], vectors[:, 1])
    assert (vectors[:, 0, 0] < vectors[:, 0, 1]).all() and np.allclose(np.linalg.norm(vectors.astype(float), axis=2), 1, atol=1e-3)
    assert (tmp_path / "made-up.done").read_text() == "40" and not (tmp_path / "made-up-map7.npy").exists()
    teacher_cache.cache(tmp_path, tmp_path, "made-up", keep_maps=False)
    both = np.load(tmp_path / "made-up-vectors.npy")
    assert np.array_equal(both[:, 0], vectors[:, 0]) and np.array_equal(both[:, 1, 0], vectors[:, 0, 1])
    with pytest.raises(ValueError, match="begun without maps"):
        teacher_cache.cache(tmp_path, tmp_path, "made-up")
