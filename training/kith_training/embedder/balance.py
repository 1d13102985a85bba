"""Centre and balance what an embedder says, in its last linear layer: no cost at inference.

    python -m kith_training.embedder.balance --state STATE --weights checkpoints/embedder-small.npz --out STATE/balanced.npz

Measured on training crops alone; see common/balance.py for what it does and LOG.md for what it gave.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from kith_training.common.balance import balancing
from kith_training.data.splits import read_split
from kith_training.data.teacher_cache import to_input
from kith_training.embedder.model import SHAPES, Embedder
from kith_training.embedder.weights import load_weights, save_weights

SAMPLE = 8192


def raw_vectors(model: Embedder, crops: np.ndarray, batch: int = 64) -> np.ndarray:
    """uint8 [n, 112, 112, 3] -> float32 [n, d], not normalised."""
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        parts = [model.eval()(to_input(crops[i : i + batch])).float().numpy() for i in range(0, len(crops), batch)]
    return np.concatenate(parts)


def balance(model: Embedder, crops: np.ndarray, power: float) -> None:
    """Changes the model's last layer so that its vectors for these crops are balanced (balancing)."""
    matrix, offset = (torch.from_numpy(part) for part in balancing(raw_vectors(model, crops), power))
    with torch.no_grad():
        model.project.weight.copy_(matrix.T @ model.project.weight)
        model.project.bias.copy_(model.project.bias @ matrix - offset)


def run(args: argparse.Namespace) -> None:
    stored = load_weights(args.weights)
    model = Embedder(SHAPES[stored["note"]["shape"]])
    model.load_state_dict(stored["average"])
    rows = read_split(args.state / "index.tsv").train
    rows = np.sort(np.random.default_rng(3).choice(rows, min(SAMPLE, len(rows)), replace=False))
    balance(model, np.load(args.state / "crops.npy", mmap_mode="r")[rows], args.power)
    save_weights(args.out, {"average": model.state_dict(), "adapters": stored["adapters"]}, stored["note"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help=".pt or .npz")
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    parser.add_argument("--power", type=float, default=0.5, help="0: centre only; 1: whiten")
    run(parser.parse_args())
