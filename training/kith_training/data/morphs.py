"""Faces that nobody has: two training crops bent and laid over each other. The teachers say what they are.

    python -m kith_training.data.morphs --state STATE --extra wide1,wide2 --count 60000 --seed 1 --out STATE/morphs1

Where real faces are scarce, what the teachers make of a face between two of them is as true as of any other (consistent
teaching, Beyer et al. 2022), and it is new. Crops are aligned, so that eyes come to lie on eyes. Held-out crops are never
used. Writes OUT/crops.npy and OUT/index.tsv as decode_shards does; teacher_cache --plain and targets --axes-of run on OUT
as on any other folder.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from kith_training.data.stack import Stack, named_folders, open_stack, read_splits, write_folder

SIDE = 112
BEND = 2.5  # px, standard deviation of the displacement at the knots of a 5x5 grid
KINDS = (("blend", 0.35), ("seam", 0.45), ("bent", 0.2))


def bend(crop: np.ndarray, rng: np.random.Generator, strength: float = BEND) -> np.ndarray:
    """Move the crop's parts smoothly: another width of face, place of eyes, length of nose."""
    knots = rng.normal(0, strength, (2, 5, 5)).astype(np.float32)
    dx, dy = (cv2.resize(k, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC) for k in knots)
    xs, ys = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    return cv2.remap(crop, xs + dx, ys + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def in_colours_of(crop: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The crop with the mean and spread of each channel of the middle of `other` (Reinhard et al. 2001, in RGB)."""
    ours, theirs = (c[28:84, 28:84].reshape(-1, 3).astype(np.float32) for c in (crop, other))
    gain = np.clip(theirs.std(0) / np.maximum(ours.std(0), 1), 0.5, 2)
    return np.clip((crop - ours.mean(0)) * gain + theirs.mean(0), 0, 255).astype(np.uint8)


def seam(rng: np.random.Generator) -> np.ndarray:
    """float [112, 112, 1]: 0 on one side of a soft line through the face, 1 on the other."""
    angle, offset, soft = rng.uniform(0, 2 * np.pi), rng.normal(0, 12), rng.uniform(3, 12)
    ys, xs = np.mgrid[:SIDE, :SIDE] - 56.0
    return (1 / (1 + np.exp(-(np.cos(angle) * xs + np.sin(angle) * ys - offset) / soft))).astype(np.float32)[..., None]


def morph(a: np.ndarray, b: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """uint8 [112, 112, 3] twice -> a face of its own, of the same shape."""
    names, weights = zip(*KINDS)
    kind = rng.choice(names, p=weights)
    if kind == "bent":
        return bend(a, rng, 1.8 * BEND)
    mask = seam(rng) if kind == "seam" else rng.uniform(0.3, 0.7)
    a = bend(a, rng)
    b = in_colours_of(bend(b, rng), a)
    return (a + mask * (b.astype(np.float32) - a) + 0.5).astype(np.uint8)


def morphs(crops: Stack, rows: np.ndarray, count: int, seed: int) -> np.ndarray:
    """uint8 [count, 112, 112, 3] of pairs drawn from rows; a function of (rows, seed)."""
    rng = np.random.default_rng(seed)
    out = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for start in range(0, count, 512):
        pairs = rng.choice(rows, (min(512, count - start), 2))
        for at, (a, b) in enumerate(zip(crops[pairs[:, 0]], crops[pairs[:, 1]], strict=True), start):
            out[at] = morph(a, b, rng)
    return out


def write(out: Path, crops: np.ndarray) -> None:
    write_folder(out, crops, ((f"morph:{k}", "-", "morph", "-", 0, 1) for k in range(len(crops))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--extra", default="", help="more folders of crops, comma-separated, relative to the state folder")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    folders = named_folders(args.state, args.extra)
    write(args.out, morphs(open_stack(folders, "crops.npy"), read_splits(folders).train, args.count, args.seed))
