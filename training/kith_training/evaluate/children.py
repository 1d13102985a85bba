"""Children against adults on held-out UTK crops, which carry an age group but no identity.

    python -m kith_training.evaluate.children --state STATE --out ../evaluation/results/embedder.csv mbf ...

Genuine: a crop and itself shrunk to 24 px, blurred by that, and turned by 4 degrees. Impostor: two
different crops of the same age group, one of them so worsened. TAR at FAR 1e-3 for groups 0-3 (under
20) and 4 and above, and the gap. This is an easy genuine pair: it measures how far different children
stand apart, not how faces change with the years.
"""

from pathlib import Path

import cv2
import numpy as np

from kith_training.data.splits import read_split
from kith_training.evaluate.command import measure_each
from kith_training.evaluate.families import shrink_to
from kith_training.evaluate.verification import tar_at_far


def worsen(crops: np.ndarray) -> np.ndarray:
    turn = cv2.getRotationMatrix2D((56, 56), 4, 1)
    turned = [cv2.warpAffine(c, turn, (112, 112), borderMode=cv2.BORDER_REPLICATE) for c in crops]
    return shrink_to(np.stack(turned), 24)


def group_figures(embed, crops: np.ndarray, far: float) -> float:
    scores = embed(crops) @ embed(worsen(crops)).T
    other = ~np.eye(len(scores), dtype=bool)
    return tar_at_far(np.diag(scores), scores[other], far)


def held_out_utk(state: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of the held-out UTK crops, their labels (age group.gender) and their age groups."""
    split = read_split(state / "index.tsv")
    rows = split.held_out[split.source[split.held_out] == "utk"]
    return rows, split.label[rows], np.array([int(label.split(".")[0]) for label in split.label[rows]])


def children_figures(embed, state: Path) -> dict[str, float]:
    rows, _, age = held_out_utk(state)
    crops = np.load(state / "crops.npy", mmap_mode="r")
    young = group_figures(embed, crops[rows[age <= 3]], 1e-3)
    adult = group_figures(embed, crops[rows[age > 3]], 1e-3)
    return {"tar_under20@1e-3": young, "tar_adult@1e-3": adult, "gap": adult - young, "crops_under20": float((age <= 3).sum())}


if __name__ == "__main__":
    measure_each(__doc__, "utk-heldout-degraded", children_figures)
