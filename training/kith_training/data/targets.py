"""The vector each crop should get: both teachers joined, in their first principal directions.

    python -m kith_training.data.targets --state STATE --dimension 256 --teachers mbf edgeface

[t1; t2]/sqrt(2) of two unit vectors has the mean of the two teachers' cosines; its projection onto
the first d singular directions of the training crops keeps those cosines as well as d numbers can.
Writes STATE/targets.npz: vectors float16 [N, 2, d] (unit), kept (share of the squared length).
"""

import argparse
from pathlib import Path

import numpy as np

from kith_training.data.splits import read_split


def build_targets(state: Path, teachers: list[str], dimension: int, rows: np.ndarray) -> tuple[np.ndarray, float]:
    """Unit targets [N, 2, dimension] and the share of squared length kept; axes fitted on rows."""
    joined = np.concatenate([np.load(state / f"{t}-vectors.npy") for t in teachers], 2).astype(np.float32)
    joined /= np.sqrt(len(teachers))
    sample = joined[rows, 0]
    values, vectors = np.linalg.eigh(sample.T @ sample)
    axes = vectors[:, ::-1][:, :dimension]
    kept = float(values[::-1][:dimension].sum() / values.sum())
    out = joined @ axes
    length = np.linalg.norm(out, axis=2, keepdims=True)
    return (out / np.maximum(length, 1e-6)).astype(np.float16), kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--teachers", nargs="+", default=["mbf", "edgeface"])
    parser.add_argument("--out", default="targets.npz")
    args = parser.parse_args()
    split = read_split(args.state / "index.tsv")
    vectors, kept = build_targets(args.state, args.teachers, args.dimension, split.train)
    np.savez(args.state / args.out, vectors=vectors, kept=kept)
    print(f"{args.dimension} directions keep {kept:.4f}")
