"""A state packed in parts and put together again is the same but for WebP's losses."""

import cv2
import numpy as np
import pytest

from kith_training.data import carry

HEADER = "crop\tshard\tsource\tlabel\tface_width_px\tdetector_score\n"


def made_up(folder, count, seed):
    rng = np.random.default_rng(seed)
    folder.mkdir(exist_ok=True, parents=True)
    small = rng.integers(0, 256, (count, 7, 7, 3), np.uint8)
    np.save(folder / "crops.npy", np.stack([cv2.resize(s, (112, 112), interpolation=cv2.INTER_CUBIC) for s in small]))
    (folder / "index.tsv").write_text(HEADER + "".join(f"c{i}\t0\tutk\t{i}.0\t100\t0.9\n" for i in range(count)))


@pytest.fixture
def packed(tmp_path, monkeypatch):
    monkeypatch.setattr(carry, "CHUNK", 8)
    monkeypatch.setattr(carry, "TEACHERS", {"one": ("one.onnx", None, None)})
    state, models = tmp_path / "state", tmp_path / "models"
    made_up(state, 20, 0)
    made_up(state / "wide1", 5, 1)
    models.mkdir()
    (models / "one.onnx").write_bytes(b"weights")
    np.savez(state / "targets.npz", axes=np.eye(4), offset=np.ones(4), vectors=np.zeros(3))
    np.savez(state / "mbf-maps.npz", a=np.ones(2))
    count = carry.pack(state, "wide1", models, tmp_path / "parts", 2_120_000)
    return tmp_path, state, count


def test_there_and_back(packed):
    folder, state, count = packed
    assert count > 1
    for part in (folder / "parts").iterdir():
        assert sum(f.stat().st_size for f in part.rglob("*") if f.is_file()) <= 2_120_000
    assert carry.unpack(folder / "parts", folder / "there") == {"first": 20, "wide1": 5}
    for name in ("", "wide1"):
        ours, theirs = (np.load(at / name / "crops.npy").astype(int) for at in (state, folder / "there"))
        assert ours.shape == theirs.shape and np.abs(ours - theirs).mean() < 3
        assert (state / name / "index.tsv").read_text() == (folder / "there" / name / "index.tsv").read_text()
    assert (folder / "there" / "models" / "one.onnx").read_bytes() == b"weights"
    assert np.array_equal(np.load(folder / "there" / "targets.npz")["axes"], np.eye(4))
    assert np.array_equal(np.load(folder / "there" / "targets.npz")["offset"], np.ones(4))


def test_a_missing_part_is_told(packed):
    folder, _, _ = packed
    next((folder / "parts").glob("part-*/first/crops-*16.npz")).unlink()
    with pytest.raises(ValueError, match="a part is missing"):
        carry.unpack(folder / "parts", folder / "there")
