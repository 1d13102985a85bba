"""What was trained on and what was held out are told apart, in the first folder and in the others."""

import numpy as np
import pytest

from kith_training.data.splits import read_split
from kith_training.data.stack import folders_of, write_folder
from kith_training.evaluate.seen import seen_figures

COUNTS = {"": 200, "wide2": 120, "wide10": 150}


@pytest.fixture
def state(tmp_path):
    """Crops whose pixels are all their number within the folder; targets of axes by number."""
    for name, count in COUNTS.items():
        crops = np.broadcast_to(np.arange(count, dtype=np.uint8)[:, None, None, None], (count, 112, 112, 3))
        write_folder(tmp_path / name, crops, [(f"{name}-{i}", "s", "utk", f"{name}{i}", 50, 0.9) for i in range(count)])
        vectors = np.zeros((count, 2, 4), np.float16)
        vectors[np.arange(count), :, np.arange(count) % 2] = 1
        np.savez(tmp_path / name / "targets.npz", vectors=vectors)
    (tmp_path / "wide3").mkdir()  # not yet made
    return tmp_path


def test_folders_come_by_number_and_only_those_made(state):
    assert [f.name for f in folders_of(state)[1:]] == ["wide2", "wide10"]


def test_a_net_that_knows_only_what_it_was_shown(state):
    held = read_split(state / "index.tsv").held_out

    def embed(crops):
        """Knows the target of every crop, but not of the first folder's held-out ones; others have other numbers or lie elsewhere."""
        number = crops[:, 0, 0, 0].astype(int)
        out = np.zeros((len(crops), 4), np.float32)
        out[np.arange(len(crops)), number % 2] = 1
        if len(crops) == len(held) and (number == held).all():
            out = np.roll(out, 2, axis=1)
        return out

    figures = seen_figures(embed, state)
    assert figures == {"first_seen": 1, "first_held_out": 0, "further_seen": 1, "further_held_out": 1}
