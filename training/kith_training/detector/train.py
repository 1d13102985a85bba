"""Train the detector from the photo cache; run again with the same arguments to go on after an interruption.

    python -m kith_training.detector.train --state DIR --steps 24000
    torchrun --nproc-per-node 4 -m kith_training.detector.train --state DIR --steps 24000   (several GPUs)

Each step's pictures are drawn from a generator seeded by (seed, rank, step): the same step is the same batch,
before and after a resume. On a GPU: bf16, channels-last, compiled. On a CPU: bf16 where it has it.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import Dataset

from ..common.config import RunConfig, parse
from ..common.fit import fit
from ..common.machine import best_device, normalise, use_bf16
from .cache import PhotoCache
from .compose import compose
from .hints import HintTeacher, Taught, fit_adapters, hint_loss
from .losses import detection_loss
from .model import Detector, cell_origins, count, flatten


@dataclass
class Config(RunConfig):
    """batch: pictures of 256 px; other sides are batched to the same area. start: e.g. checkpoints/detector.pt. calm: see compose.

    hints: weight of the teacher's last maps (hints.py), 0: none; teacher: its file.
    """

    state: Path = Path("state/detector")
    sources: str = "celeba,helen,imagenet"
    sides: str = "224:0.2,256:0.35,320:0.3,448:0.15"
    calm: float = 0.0
    hints: float = 0.0
    teacher: Path = Path("../../shared/models/scrfd_2.5g_kps_dynamic.onnx")


class Batches(Dataset):
    """Item k is the batch of step k: (uint8 pictures B H W 3, face rows padded to the fullest, counts)."""

    def __init__(self, config: Config, rank: int = 0):
        self.config, self.rank = config, rank
        self.cache = PhotoCache(config.state / "cache", config.sources.split(","))
        pairs = [p.split(":") for p in config.sides.split(",")]
        self.sides = np.array([int(s) for s, _ in pairs])
        self.chances = np.array([float(c) for _, c in pairs]) / sum(float(c) for _, c in pairs)

    def __len__(self) -> int:
        return self.config.steps

    def __getitem__(self, step: int):
        rng = np.random.default_rng([self.config.seed, self.rank, step])
        side = int(rng.choice(self.sides, p=self.chances))
        pairs = [compose(self.cache, side, rng, self.config.calm) for _ in range(max(2, round(self.config.batch * 256**2 / side**2)))]
        counts = np.array([len(f) for _, f in pairs])
        faces = np.zeros((len(pairs), max(1, counts.max()), 15), np.float32)
        for row, (_, f) in zip(faces, pairs):
            row[:len(f)] = f
        return torch.from_numpy(np.stack([p for p, _ in pairs])), torch.from_numpy(faces), torch.from_numpy(counts)


def loss(forward, batch, device: str):
    pictures, faces, counts = batch
    origins, strides = (t.to(device) for t in cell_origins(*pictures.shape[1:3]))
    outputs = flatten([o.float() for o in forward(normalise(pictures, device))])
    return detection_loss(outputs, origins, strides, faces.to(device), counts.to(device))


def hinted_loss(teacher: HintTeacher, weight: float):
    """`loss` of a Taught detector, and `weight` times what its towers miss of the teacher's."""

    def run(forward, batch, device: str):
        given = []

        def outputs_of(pictures):
            outputs, towers = forward(pictures)
            given.extend(towers)
            return outputs

        value, figures = loss(outputs_of, batch, device)
        pairs = zip(given, teacher(batch[0]))
        missed = [hint_loss(tower.float(), *(t.to(device) for t in answer)) for tower, answer in pairs]
        return value + weight * sum(missed), {**figures, **{f"hint{k}": v.item() for k, v in enumerate(missed)}}

    return run


def train(config: Config) -> Detector:
    torch.manual_seed(config.seed)
    model = Taught() if config.hints > 0 else Detector()
    print("parameters, MACs at 640:", count(model), flush=True)
    if config.hints == 0:
        fit(config, model, lambda rank: Batches(config, rank), loss)
        return model
    device = best_device()
    teacher = HintTeacher(config.teacher, device, use_bf16(config.precision, device))

    def begin():
        batches = Batches(replace(config, seed=config.seed + 1), 0)
        pictures = (batches[k][0] for k in range(12))
        fit_adapters(model.eval(), ((normalise(p, device), teacher(p)) for p in pictures))

    fit(config, model, lambda rank: Batches(config, rank), hinted_loss(teacher, config.hints), begin)
    return model


if __name__ == "__main__":
    train(parse(Config, __doc__))
