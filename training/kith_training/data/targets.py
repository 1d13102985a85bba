"""The vector each crop should get: both teachers joined, in their first principal directions.

    python -m kith_training.data.targets --state STATE --dimension 256 --teachers mbf edgeface \
        --turn-to targets-mbf.npz

[t1; t2]/sqrt(2) of two unit vectors has the mean of the two teachers' cosines; its projection onto
the first d singular directions of the training crops keeps those cosines as well as d numbers can.
--turn-to rotates the result onto an earlier target (orthogonal Procrustes), which changes no cosine
but lets a run that learned the earlier one go on without a jolt.
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


def turn_to(vectors: np.ndarray, earlier: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """vectors times the orthogonal matrix that brings them nearest to earlier, over rows (Schoenemann 1966)."""
    left, _, right = np.linalg.svd(vectors[rows, 0].astype(np.float64).T @ earlier[rows, 0].astype(np.float64))
    return (vectors.astype(np.float32) @ (left @ right).astype(np.float32)).astype(np.float16)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--teachers", nargs="+", default=["mbf", "edgeface"])
    parser.add_argument("--out", default="targets.npz")
    parser.add_argument("--turn-to", default="")
    args = parser.parse_args()
    split = read_split(args.state / "index.tsv")
    vectors, kept = build_targets(args.state, args.teachers, args.dimension, split.train)
    if args.turn_to:
        vectors = turn_to(vectors, np.load(args.state / args.turn_to)["vectors"], split.train)
    np.savez(args.state / args.out, vectors=vectors, kept=kept)
    print(f"{args.dimension} directions keep {kept:.4f}")
