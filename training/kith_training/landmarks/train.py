"""Train the landmark model; run again with the same arguments to go on after an interruption.

    python -m kith_training.landmarks.train --mirror DIR --shared DIR --state DIR
"""

import argparse
import time
from dataclasses import dataclass, fields
from pathlib import Path

import cv2
import numpy as np
import torch

from ..detector.train import Asked, Average, begin_from, learning_rate, normalise, optimizer_of, report, restore, save, use_bf16
from .data import augmented, read_shared, read_youtube
from .losses import landmark_loss
from .model import Landmarks


@dataclass
class Config:
    state: Path = Path("state/landmarks")
    shared: Path = Path("../../shared")
    mirror: Path | None = None  # with the YouTube frames; without, the shared set alone
    run: str = "main"
    steps: int = 4000
    batch: int = 48
    rate: float = 2e-3
    decay: float = 0.03
    warmup: int = 100
    average: float = 0.998
    youtube_share: float = 0.4
    seed: int = 1
    threads: int = 1
    save_seconds: float = 120.0
    precision: str = "auto"
    start: str = ""  # weights (checkpoints/landmarks.pt) a new run begins with


class Batches:
    """batch(step) depends on (seed, step) alone."""

    def __init__(self, config: Config):
        self.config = config
        self.sets = [read_shared(config.shared, ("train_",))]
        self.shares = [1.0]
        if config.mirror:
            self.sets.append(read_youtube(config.mirror))
            self.shares = [1 - config.youtube_share, config.youtube_share]

    def mean_shape(self) -> torch.Tensor:
        return self.batch(10**6, 256)[1].mean(0)

    def batch(self, step: int, size: int | None = None):
        rng = np.random.default_rng([self.config.seed, step])
        pairs = []
        for _ in range(size or self.config.batch):
            faces = self.sets[rng.choice(len(self.sets), p=self.shares)]
            k = rng.integers(len(faces.images))
            pairs.append(augmented(faces.images[k], faces.points[k], rng))
        return torch.from_numpy(np.stack([p for p, _ in pairs])), torch.from_numpy(np.stack([t for _, t in pairs])).float()


def train(config: Config) -> Landmarks:
    torch.set_num_threads(config.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(config.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    folder = config.state / "runs" / config.run
    folder.mkdir(parents=True, exist_ok=True)
    batches = Batches(config)
    model = Landmarks()
    model.mean_shape.copy_(batches.mean_shape())
    if config.start and not (folder / "last.pt").exists():
        begin_from(config.start, model)
    model.to(device, memory_format=torch.channels_last).train()
    optimizer, average = optimizer_of(model, config), Average(model, config.average)
    start, begun, saved, sums = restore(folder / "last.pt", model, optimizer, average), time.time(), time.time(), {}
    asked = Asked()
    for step in range(start, config.steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(config, step)
        pictures, target = batches.batch(step)
        with torch.autocast(device, torch.bfloat16, enabled=use_bf16(config, device)):
            output = model(normalise(pictures, device))
        loss, error = landmark_loss(output.float(), target.to(device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 20.0)
        optimizer.step()
        average.update(model)
        sums = {k: sums.get(k, 0) + v for k, v in {"loss": loss.item(), "error %": error.item() * 100, "n": 1}.items()}
        if (step + 1) % 100 == 0:
            report(folder, step + 1, sums, begun, step + 1 - start)
            sums = {}
        if asked.yes or time.time() - saved > config.save_seconds or step + 1 == config.steps:
            save(folder / "last.pt", model, optimizer, average, step + 1, config)
            saved = time.time()
        if asked.yes:
            break
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for field in fields(Config):
        kind = Path if field.name == "mirror" else field.type
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    train(Config(**vars(parser.parse_args())))
