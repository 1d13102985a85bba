"""Batches made on the device: crops in its memory as bytes, degraded there, and taught there.

For a GPU. The teachers see every step's crops themselves, so that two crops may be mixed: a face nobody has is new data,
and what the teachers make of it is as true as of any other.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kith_training.augment.batched import degrade_batch
from kith_training.data.stack import named_folders, read_splits
from kith_training.data.teachers import scaled
from kith_training.embedder.config import Config, degradation
from kith_training.embedder.data import Data, axis_weights, batch_rows, repeated
from kith_training.embedder.neighbours import kept_neighbours
from kith_training.embedder.teachers import Teachers


def mix(crops: Tensor, share: float, rng: np.random.Generator) -> tuple[Tensor, np.ndarray]:
    """Lay over a share of the crops their neighbour in a shuffle: half blended, half as a box. Returns which: bool [n]."""
    n, side = len(crops), crops.shape[-1]
    chosen, boxed, other = rng.random(n) < share, rng.random(n) < 0.5, rng.permutation(n)
    weight = np.where(boxed[:, None, None], 0.0, rng.uniform(0.2, 0.8, (n, 1, 1))) * np.ones((n, side, side))
    for row in np.flatnonzero(chosen & boxed):
        high, wide = rng.integers(side // 4, side * 3 // 4, 2)
        top, left = rng.integers(0, side - high), rng.integers(0, side - wide)
        weight[row, top : top + high, left : left + wide] = 1
    weight[~chosen] = 0
    mask = torch.from_numpy(weight.astype(np.float32))[:, None].to(crops.device)
    return crops + mask * (crops[torch.from_numpy(other).to(crops.device)] - crops), chosen


def to_float(pixels: Tensor) -> Tensor:
    """uint8 [n, h, w, 3] -> float [n, 3, h, w], 0..255."""
    return pixels.permute(0, 3, 1, 2).float()


class OnlineData(Data):
    """Data's interface without the teachers' stored answers."""

    def __init__(self, state: Path, config: Config, device: str, world: int = 1, rank: int = 0):
        self.world, self.rank, self.device = world, rank, device
        folders = named_folders(state, config.extra)
        self.crops = np.concatenate([np.load(folder / "crops.npy") for folder in folders])
        self.pixels = torch.from_numpy(self.crops).to(device)
        self.teachers = Teachers(Path(config.models), state, config.batch, device, config.targets)
        self.weights = axis_weights(state)
        self.split = read_splits(folders)
        self.rows = repeated(self.split, config.young, config.new)
        self.targets = self.clean_targets(config.batch)
        self.unit = torch.from_numpy(self.targets[:, 0]).to(device)
        self.near = kept_neighbours(state, self.targets[:, 0], self.split.train, config.neighbours, device) if config.neighbours else None

    def clean_targets(self, batch: int) -> np.ndarray:
        """float32 [N, 1, d]: what the teachers say about every crop as it is."""
        out = [self.teachers(scaled(to_float(self.pixels[at : at + batch])))[0] for at in range(0, len(self.pixels), batch)]
        return torch.cat(out).cpu().numpy()[:, None]

    def batch(self, config: Config, step: int):
        """As Data.batch; a mixed crop is nobody's: its row is -1."""
        rows, mirrored = batch_rows(config, self.rows, step, self.world, self.rank)
        rng = np.random.default_rng((config.seed, 2, step, self.rank))
        crops = to_float(self.pixels[torch.from_numpy(rows).to(self.device)])
        flip = torch.from_numpy(mirrored.astype(bool)).to(self.device)[:, None, None, None]
        crops, mixed = mix(torch.where(flip, crops.flip(3), crops), config.mix, rng)
        target, maps = self.teachers(scaled(crops))
        strength = degradation(config, step)
        bank = self.unit[torch.from_numpy(self.bank_rows(config, rows, rng)).to(self.device)]
        return scaled(degrade_batch(crops, rng, strength, config.misaligned)), target, maps, bank, np.where(mixed, -1, rows)
