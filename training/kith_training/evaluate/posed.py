"""How alike strangers are in posed pictures: the training side's held-out families, whence every pack's thresholds come."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from kith_training.data.splits import read_split
from kith_training.evaluate.verification import labelled_pairs, threshold_at_far


def posed_thresholds(embed, state: Path, rates: Iterable[float]) -> dict[float, float]:
    """Cosines that these shares of the pairs of unrelated people pass. embed: uint8 crops -> unit vectors."""
    split, crops = read_split(state / "index.tsv"), np.load(state / "crops.npy", mmap_mode="r")
    rows = split.held_out[split.source[split.held_out] == "fiw"]
    vectors = embed(crops[rows])
    _, _, unrelated = labelled_pairs(vectors, vectors, split.label[rows])
    return {rate: threshold_at_far(unrelated, rate) for rate in rates}
