"""Centre and balance what an embedder says, in its last linear layers: no cost at inference.

    python -m kith_training.embedder.balance --state STATE --weights checkpoints/embedder-small.npz --out STATE/balanced.npz

Measured on training crops alone; see common/balance.py for what it does and LOG.md for what it gave.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from kith_training.common.balance import balancing
from kith_training.data.splits import Split, some_of, wild_of
from kith_training.data.stack import named_folders, open_stack, read_splits
from kith_training.embedder.heldout import raw_vectors
from kith_training.embedder.model import Embedder
from kith_training.embedder.weights import load_average, load_weights, save_weights

SAMPLE = 8192


def balance(model: Embedder, crops: np.ndarray, power: float) -> None:
    """Changes the model's last layers so that its vectors for these crops are balanced (balancing)."""
    matrix, offset = (torch.from_numpy(part) for part in balancing(raw_vectors(model, crops).numpy(), power))
    with torch.no_grad():
        for layer in (model.project, model.outer):
            layer.weight.copy_(matrix.T @ layer.weight)
        model.project.bias.copy_(model.project.bias @ matrix - offset)


def sample(split: Split, wild: float | None) -> np.ndarray:
    """At most SAMPLE training rows, as they come or (wild) with this share of wild faces; ValueError if there are none of a kind."""
    rng = np.random.default_rng(3)
    if wild is None:
        return some_of(split.train, SAMPLE, rng)
    faces = wild_of(split.train, split)
    kinds = ((faces, wild), (np.setdiff1d(split.train, faces), 1 - wild))
    if any(share and not len(rows) for rows, share in kinds):
        raise ValueError("no wild faces, or none but wild ones, in these folders: name them with --extra")
    size = min([SAMPLE, *(len(rows) / share for rows, share in kinds if share)])
    return np.concatenate([some_of(rows, round(size * share), rng) for rows, share in kinds])


def run(args: argparse.Namespace) -> None:
    model, stored = load_average(args.weights), load_weights(args.weights)
    folders = named_folders(args.state, args.extra)
    balance(model, open_stack(folders, "crops.npy")[sample(read_splits(folders), args.wild)], args.power)
    save_weights(args.out, {"average": model.state_dict(), "adapters": stored["adapters"]}, stored["note"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help=".pt or .npz")
    parser.add_argument("--extra", default="", help="folders of more crops whose faces count as well, as those of photos as they are (wide20)")
    parser.add_argument("--wild", type=float, help="share of the sample that wild faces make up; without it, as many as there are (docs/decisions/0051)")
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    parser.add_argument("--power", type=float, default=0.5, help="0: centre only; 1: whiten")
    run(parser.parse_args())
