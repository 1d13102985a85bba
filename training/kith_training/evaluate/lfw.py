"""LFW, view 2, 6,000 pairs, 10 folds, on the crops of lfw_crops. For reporting only.

    python -m kith_training.evaluate.lfw --state STATE --shared ../shared \
        --out ../evaluation/results/embedder.csv mbf edgeface-xs ../models/embedder-small.onnx
"""

import csv
from pathlib import Path

import numpy as np

from kith_training.evaluate.command import measure_each
from kith_training.evaluate.verification import fold_accuracy, tar_at_far


def read_pairs(file: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """fold, row a, row b, same of pairs.csv."""
    with open(file, newline="", encoding="utf-8") as lines:
        rows = np.array([[int(v) for v in row] for row in list(csv.reader(lines))[1:]])
    return rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3].astype(bool)


def lfw_figures(embed, state: Path, crops: str = "lfw") -> dict[str, float]:
    """crops: folder in state that lfw_crops wrote."""
    fold, a, b, same = read_pairs(state / crops / "pairs.csv")
    vectors = embed(np.load(state / crops / "crops.npy", mmap_mode="r"))
    scores = (vectors[a] * vectors[b]).sum(1)
    accuracy, error = fold_accuracy(scores, same, fold)
    return {
        "accuracy": accuracy,
        "standard_error": error,
        "tar@far1e-2": tar_at_far(scores[same], scores[~same], 1e-2),
        "tar@far1e-3": tar_at_far(scores[same], scores[~same], 1e-3),
    }


if __name__ == "__main__":
    measure_each(__doc__, "lfw-view2-deepfunneled-scrfd500m", lfw_figures)
