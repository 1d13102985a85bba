"""The vector each crop should get: both teachers joined, in their first principal directions.

    python -m kith_training.data.targets --state STATE --dimension 256 --teachers mbf edgeface \
        --turn-to targets-mbf.npz

[t1; t2]/sqrt(2) of two unit vectors has the mean of the two teachers' cosines; its projection onto
the first d singular directions of the training crops keeps those cosines as well as d numbers can.
--turn-to rotates the result onto an earlier target (orthogonal Procrustes), which changes no cosine
but lets a run that learned the earlier one go on without a jolt.
From a fresh clone, whose axes may come out mirrored or in another order, --turn-to-weights does the same onto
what the committed weights say of 4,096 training crops, so that training goes on from them.
For more crops (data.prepare) run it on their folder with --axes-of STATE/targets.npz: one space for all.
--extra names such folders, whose teachers' vectors are there already, to be balanced by as well (docs/decisions/0050).
Writes STATE/targets.npz: vectors float16 [N, 2, d] (unit), axes, kept (share of the squared length).
"""

import argparse
from pathlib import Path

import numpy as np

from kith_training.common.balance import balancing
from kith_training.data.splits import read_split, some_of
from kith_training.data.stack import named_folders
from kith_training.embedder.heldout import embed
from kith_training.embedder.weights import load_average

SAMPLE = 4096


def joined_vectors(state: Path, teachers: list[str]) -> np.ndarray:
    """float32 [N, 2, 512 * teachers], unit length."""
    joined = np.concatenate([np.load(state / f"{t}-vectors.npy") for t in teachers], 2).astype(np.float32)
    return joined / np.sqrt(len(teachers))


def fit_axes(sample: np.ndarray, dimension: int) -> tuple[np.ndarray, float]:
    """First `dimension` singular directions [d_joined, dimension] of the rows, and the share they keep."""
    values, vectors = np.linalg.eigh(sample.T @ sample)
    return vectors[:, ::-1][:, :dimension], float(values[::-1][:dimension].sum() / values.sum())


def project(joined: np.ndarray, axes: np.ndarray, offset: np.ndarray | float = 0.0) -> np.ndarray:
    """Unit float16 targets [N, 2, dimension]."""
    out = joined @ axes - offset
    return (out / np.maximum(np.linalg.norm(out, axis=2, keepdims=True), 1e-6)).astype(np.float16)


def turn_between(vectors: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """The orthogonal matrix that brings the rows of vectors nearest to those of earlier (Schoenemann 1966)."""
    left, _, right = np.linalg.svd(vectors.astype(np.float64).T @ earlier.astype(np.float64))
    return (left @ right).astype(np.float32)


def said_by(weights: Path, state: Path, rows: np.ndarray) -> np.ndarray:
    """Unit vectors [len(rows), dimension] of an embedder's checkpoint for these crops of the state folder."""
    return embed(load_average(weights), np.load(state / "crops.npy", mmap_mode="r")[rows]).numpy()


def fitted(args: argparse.Namespace, joined: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """(axes, offset, share of the squared length that they keep), balanced and turned as the options say."""
    rows = read_split(args.state / "index.tsv").train
    axes, kept = fit_axes(joined[rows, 0], args.dimension)
    offset = np.zeros(args.dimension, np.float32)
    if args.balance is not None:
        beside = [joined_vectors(f, args.teachers)[read_split(f / "index.tsv").train, 0] for f in named_folders(args.state, args.extra)[1:]]
        matrix, offset = balancing(np.concatenate([joined[rows, 0], *beside]) @ axes, args.balance)
        axes = axes @ matrix
    turns = []
    if args.turn_to:
        turns.append((rows, np.load(args.state / args.turn_to)["vectors"][rows, 0]))
    if args.turn_to_weights:
        some = some_of(rows, SAMPLE, np.random.default_rng(1))
        turns.append((some, said_by(args.turn_to_weights, args.state, some)))
    for some, wanted in turns:
        turn = turn_between(project(joined[some, 0][:, None], axes, offset)[:, 0], wanted)
        axes, offset = axes @ turn, offset @ turn
    return axes, offset, kept


def write_targets(args: argparse.Namespace) -> float:
    """Returns the share of the squared length that the kept directions hold (1 with --axes-of)."""
    joined = joined_vectors(args.state, args.teachers)
    if args.axes_of:
        with np.load(args.axes_of) as earlier:
            axes, offset, kept = earlier["axes"], earlier["offset"], 1.0
    else:
        axes, offset, kept = fitted(args, joined)
    part = args.state / "targets.part.npz"  # renamed when whole: a run may start from the old one meanwhile
    np.savez(part, vectors=project(joined, axes, offset), axes=axes, offset=offset, kept=kept)
    part.replace(args.state / args.out)
    return kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--teachers", nargs="+", default=["mbf", "edgeface"])
    parser.add_argument("--out", default="targets.npz")
    parser.add_argument("--turn-to", default="")
    parser.add_argument("--turn-to-weights", type=Path, help="a checkpoint (.npz, .pt) that training is to go on from")
    parser.add_argument("--balance", type=float, help="centre, and make the directions' spreads alike to this power (common/balance.py)")
    parser.add_argument("--extra", default="", help="folders whose training crops are balanced by too, comma-separated")
    parser.add_argument("--axes-of", type=Path, help="a targets.npz whose axes are used as they are (for more crops)")
    arguments = parser.parse_args()
    print(f"{arguments.dimension} directions keep {write_targets(arguments):.4f}")
