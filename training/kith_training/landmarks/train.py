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
from .taught import TaughtFaces, derived


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
    cache: Path | None = None  # the detector's photo cache: the teacher's five points as a second lesson
    taught: str = "celeba,helen,utk"  # sources of the cache, comma-separated
    taught_share: float = 0.5  # of each batch


class Batches(Dataset):
    """Item k is the batch of step k: uint8 pictures (B,112,112,3), points (b,68,2) of the first b as shares of the side,
    and the teacher's five (B-b,5,2) of the rest."""

    def __init__(self, config: Config, rank: int = 0):
        self.config, self.rank = config, rank
        self.sets = [read_shared(config.shared, ("train_",))]
        self.shares = [1.0]
        if config.mirror:
            self.sets.append(read_youtube(config.mirror))
            self.shares = [1 - config.youtube_share, config.youtube_share]
        self.taught = TaughtFaces(config.cache, config.taught.split(",")) if config.cache else None

    def __len__(self) -> int:
        return self.config.steps

    def __getitem__(self, step: int):
        taught = round(self.config.batch * self.config.taught_share) if self.taught else 0
        rng = np.random.default_rng([self.config.seed, self.rank, step])
        pictures, points = self.labelled(rng, self.config.batch - taught)
        lessons = [self.taught.draw(rng) for _ in range(taught)]
        five = np.stack([t for _, t in lessons]) if taught else np.zeros((0, 5, 2))
        return torch.from_numpy(np.stack([*pictures, *(p for p, _ in lessons)])), points, torch.from_numpy(five).float()

    def labelled(self, rng: np.random.Generator, size: int) -> tuple[list[np.ndarray], torch.Tensor]:
        pairs = []
        for _ in range(size):
            faces = self.sets[rng.choice(len(self.sets), p=self.shares)]
            k = rng.integers(len(faces.images))
            pairs.append(augmented(faces.images[k], faces.points[k], rng))
        return [p for p, _ in pairs], torch.from_numpy(np.stack([t for _, t in pairs])).float()

    def mean_shape(self) -> torch.Tensor:
        return self.labelled(np.random.default_rng([self.config.seed, self.rank, 10**6]), 256)[1].mean(0)


def loss(forward, batch, device: str):
    pictures, target, five = batch
    output = forward(normalise(pictures, device)).float()
    value, error = landmark_loss(output[: len(target)], target.to(device))
    parts = {"error %": error.item() * 100}
    if len(five):
        taught, error = landmark_loss(derived(output[len(target) :]), five.to(device))
        value, parts["five %"] = value + taught, error.item() * 100
    return value, parts


def train(config: Config) -> Landmarks:
    torch.manual_seed(config.seed)
    model = Landmarks()
    model.mean_shape.copy_(Batches(config).mean_shape())
    fit(config, model, lambda rank: Batches(config, rank), loss)
    return model


if __name__ == "__main__":
    train(parse(Config, __doc__))
