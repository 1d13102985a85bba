"""What limits an embedder: its cosine to the targets on crops that it was trained on, and on those held out.

    python -m kith_training.evaluate.seen --state STATE --out ../evaluation/results/embedder.csv ../models/embedder-base-int8.onnx

Where both are equally far from 1, the net is not at the end of its steps or of its size, and more faces would not help; where
only the held-out ones are, it lacks faces. first_: STATE itself; further_: the folders wide* in it. For embedders of ours alone: others' vectors
lie in another space.
"""

from pathlib import Path

import numpy as np

from kith_training.data.splits import some_of
from kith_training.data.stack import folders_of, open_stack, open_targets, read_splits
from kith_training.evaluate.command import measure_each

COUNT = 2_000  # of each kind


def seen_figures(embed, state: Path) -> dict[str, float]:
    folders = folders_of(state)
    crops, split, rng = open_stack(folders, "crops.npy"), read_splits(folders), np.random.default_rng(7)
    targets, first = open_targets(folders), crops.starts[1]
    kinds = {
        "first_seen": split.train[split.train < first],
        "first_held_out": split.held_out,
        "further_seen": split.train[split.train >= first],
        "further_held_out": split.elsewhere,
    }
    chosen = {kind: some_of(rows, COUNT, rng) for kind, rows in kinds.items() if len(rows)}
    return {kind: float((embed(crops[rows]) * targets[rows]).sum(1).mean()) for kind, rows in chosen.items()}


if __name__ == "__main__":
    measure_each(__doc__, "seen-and-held-out", seen_figures)
