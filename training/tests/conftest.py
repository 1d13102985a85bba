"""Without torch there is nothing to train: those tests skip, with that reason."""

import importlib.util
import os

import numpy as np
import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two spinning threads on a busy machine cost minutes

NEEDS_TORCH = {"test_losses", "test_train", "test_onnx_graph", "test_quality", "test_search", "test_coreml", "test_teacher_cache", "test_identity", "test_online", "test_carry", "test_augment_batched", "test_balance", "test_targets", "test_grow", "test_own_pipeline", "test_blend", "test_wild"}


def pytest_ignore_collect(collection_path, config):
    needs = collection_path.stem in NEEDS_TORCH or collection_path.name in {"detector", "landmarks"}
    if needs and importlib.util.find_spec("torch") is None:
        config.stash.setdefault(MISSING, set()).add(collection_path.stem)
        return True
    return None


MISSING = pytest.StashKey[set]()


def pytest_terminal_summary(terminalreporter, config):
    for name in sorted(config.stash.get(MISSING, set())):
        terminalreporter.write_line(f"SKIPPED {name}: torch is not installed")


CROPS = 40


@pytest.fixture
def state(tmp_path):
    """A made-up training state of 40 random crops."""
    rng = np.random.default_rng(0)
    np.save(tmp_path / "crops.npy", rng.integers(0, 256, (CROPS, 112, 112, 3), dtype=np.uint8))
    scales = {}
    for name, side, axes in (("map28", 28, 4), ("map14", 14, 4), ("map7", 7, 4)):
        np.save(tmp_path / f"mbf-{name}.npy", rng.integers(-60, 60, (CROPS, 2, side, side, axes), dtype=np.int8))
        scales[f"{name}.scale"] = np.linspace(2, 1, axes, dtype=np.float32)
    np.savez(tmp_path / "mbf-maps.npz", **scales)
    vectors = rng.standard_normal((CROPS, 2, 32))
    np.savez(tmp_path / "targets.npz", vectors=(vectors / np.linalg.norm(vectors, axis=2, keepdims=True)).astype(np.float16))
    rows = [f"c{i}\t00\tutk\t{i % 8}.0\t100\t0.9" for i in range(CROPS)]
    (tmp_path / "index.tsv").write_text("crop\tshard\tsource\tlabel\tface_width_px\tdetector_score\n" + "\n".join(rows) + "\n")
    return tmp_path


class Upright:
    """68 points that make an upright face of the box: eyes, nose and mouth where the template has them."""

    def points(self, image, box):
        points = np.tile((box[:2] + box[2:]) / 2, (68, 1)).astype(float)
        side = box[2] - box[0]
        for group, (x, y) in ((range(36, 42), (-0.2, -0.2)), (range(42, 48), (0.2, -0.2)), ([48], (-0.15, 0.2)), ([54], (0.15, 0.2))):
            points[list(group)] += np.array([x, y]) * side
        return points, np.zeros(68)


@pytest.fixture()
def upright():
    return Upright()
