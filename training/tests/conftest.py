"""Without torch there is nothing to train: those tests skip, with that reason."""

import importlib.util
import os

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two spinning threads on a busy machine cost minutes

NEEDS_TORCH = {"test_losses", "test_train", "test_onnx_graph", "test_quality"}


def pytest_ignore_collect(collection_path, config):
    if collection_path.stem in NEEDS_TORCH and importlib.util.find_spec("torch") is None:
        config.stash.setdefault(MISSING, []).append(collection_path.stem)
        return True
    return None


MISSING = pytest.StashKey[list]()


def pytest_terminal_summary(terminalreporter, config):
    for name in config.stash.get(MISSING, []):
        terminalreporter.write_line(f"SKIPPED {name}: torch is not installed")
