"""The vector each crop should get: both teachers joined, in their first principal directions.

    python -m kith_training.data.targets --state STATE --dimension 256 --teachers mbf edgeface \
        --turn-to targets-mbf.npz

[t1; t2]/sqrt(2) of two unit vectors has the mean of the two teachers' cosines; its projection onto
the first d singular directions of the training crops keeps those cosines as well as d numbers can.
--turn-to rotates the result onto an earlier target (orthogonal Procrustes), which changes no cosine
but lets a run that learned the earlier one go on without a jolt.
For more crops (data.prepare) run it on their folder with --axes-of STATE/targets.npz: one space for all.
Writes STATE/targets.npz: vectors float16 [N, 2, d] (unit), axes, kept (share of the squared length).
"""

import argparse
from pathlib import Path

import numpy as np

from kith_training.data.splits import read_split


def joined_vectors(state: Path, teachers: list[str]) -> np.ndarray:
    """float32 [N, 2, 512 * teachers], unit length."""
    joined = np.concatenate([np.load(state / f"{t}-vectors.npy") for t in teachers], 2).astype(np.float32)
    return joined / np.sqrt(len(teachers))


def fit_axes(sample: np.ndarray, dimension: int) -> tuple[np.ndarray, float]:
    """First `dimension` singular directions [d_joined, dimension] of the rows, and the share they keep."""
    values, vectors = np.linalg.eigh(sample.T @ sample)
    return vectors[:, ::-1][:, :dimension], float(values[::-1][:dimension].sum() / values.sum())


def project(joined: np.ndarray, axes: np.ndarray) -> np.ndarray:
    """Unit float16 targets [N, 2, dimension]."""
    out = joined @ axes
    return (out / np.maximum(np.linalg.norm(out, axis=2, keepdims=True), 1e-6)).astype(np.float16)


def turn_between(vectors: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """The orthogonal matrix that brings the rows of vectors nearest to those of earlier (Schoenemann 1966)."""
    left, _, right = np.linalg.svd(vectors.astype(np.float64).T @ earlier.astype(np.float64))
    return (left @ right).astype(np.float32)


def write_targets(args: argparse.Namespace) -> float:
    """Returns the share of the squared length that the kept directions hold (1 with --axes-of)."""
    joined = joined_vectors(args.state, args.teachers)
    if args.axes_of:
        axes, kept = np.load(args.axes_of)["axes"], 1.0
    else:
        rows = read_split(args.state / "index.tsv").train
        axes, kept = fit_axes(joined[rows, 0], args.dimension)
        if args.turn_to:
            earlier = np.load(args.state / args.turn_to)["vectors"][rows, 0]
            axes = axes @ turn_between(project(joined, axes)[rows, 0], earlier)
    part = args.state / "targets.part.npz"  # renamed when whole: a run may start from the old one meanwhile
    np.savez(part, vectors=project(joined, axes), axes=axes, kept=kept)
    part.replace(args.state / args.out)
    return kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--teachers", nargs="+", default=["mbf", "edgeface"])
    parser.add_argument("--out", default="targets.npz")
    parser.add_argument("--turn-to", default="")
    parser.add_argument("--axes-of", type=Path, help="a targets.npz whose axes are used as they are (for more crops)")
    arguments = parser.parse_args()
    print(f"{arguments.dimension} directions keep {write_targets(arguments):.4f}")
