"""Train the landmark model; run again with the same arguments to go on after an interruption.

    python -m kith_training.landmarks.train --mirror DIR --shared DIR --state DIR
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import Dataset

from ..common.config import RunConfig, parse
from ..common.fit import fit
from ..common.machine import normalise
from .data import augmented, read_shared, read_youtube
from .losses import landmark_loss
from .model import Landmarks


@dataclass
class Config(RunConfig):
    """start: e.g. checkpoints/landmarks.pt."""

    state: Path = Path("state/landmarks")
    shared: Path = Path("../../shared")
    mirror: Path | None = None  # with the YouTube frames; without, the shared set alone
    steps: int = 4000
    batch: int = 48
    decay: float = 0.03
    warmup: int = 100
    clip: float = 20.0
    youtube_share: float = 0.4


class Batches(Dataset):
    """Item k is the batch of step k: uint8 pictures (B,112,112,3) and points (B,68,2) as shares of the side."""

    def __init__(self, config: Config, rank: int = 0):
        self.config, self.rank = config, rank
        self.sets = [read_shared(config.shared, ("train_",))]
        self.shares = [1.0]
        if config.mirror:
            self.sets.append(read_youtube(config.mirror))
            self.shares = [1 - config.youtube_share, config.youtube_share]

    def __len__(self) -> int:
        return self.config.steps

    def __getitem__(self, step: int):
        return self.draw(step, self.config.batch)

    def draw(self, step: int, size: int):
        rng = np.random.default_rng([self.config.seed, self.rank, step])
        pairs = []
        for _ in range(size):
            faces = self.sets[rng.choice(len(self.sets), p=self.shares)]
            k = rng.integers(len(faces.images))
            pairs.append(augmented(faces.images[k], faces.points[k], rng))
        return torch.from_numpy(np.stack([p for p, _ in pairs])), torch.from_numpy(np.stack([t for _, t in pairs])).float()

    def mean_shape(self) -> torch.Tensor:
        return self.draw(10**6, 256)[1].mean(0)


def loss(forward, batch, device: str):
    pictures, target = batch
    value, error = landmark_loss(forward(normalise(pictures, device)).float(), target.to(device))
    return value, {"error %": error.item() * 100}


def train(config: Config) -> Landmarks:
    torch.manual_seed(config.seed)
    model = Landmarks()
    model.mean_shape.copy_(Batches(config).mean_shape())
    fit(config, model, lambda rank: Batches(config, rank), loss)
    return model


if __name__ == "__main__":
    train(parse(Config, __doc__))
