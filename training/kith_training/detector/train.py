"""Train the detector from the photo cache; run again with the same arguments to go on after an interruption.

    python -m kith_training.detector.train --state DIR --steps 24000
    torchrun --nproc-per-node 4 -m kith_training.detector.train --state DIR --steps 24000   (several GPUs)

Each step's pictures are drawn from a generator seeded by (seed, rank, step): the same step is the same batch,
before and after a resume. On a GPU: bf16, channels-last, compiled. On a CPU: bf16 where it has it.
"""

import argparse
import json
import math
import os
import signal
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from .cache import PhotoCache
from .compose import compose
from .losses import detection_loss
from .model import Detector, cell_origins, count, flatten


@dataclass
class Config:
    state: Path = Path("state/detector")
    run: str = "main"
    sources: str = "celeba,helen,imagenet"
    steps: int = 24000
    batch: int = 8  # pictures of 256 px; other sides are batched to the same area
    rate: float = 2e-3
    decay: float = 0.02
    warmup: int = 300
    average: float = 0.998
    seed: int = 1
    threads: int = 1
    workers: int = 0
    save_seconds: float = 120.0
    sides: str = "224:0.2,256:0.35,320:0.3,448:0.15"
    precision: str = "auto"  # auto | bf16 | fp32
    compile: bool = False
    start: str = ""  # weights (checkpoints/detector.pt) a new run begins with


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
        pairs = [compose(self.cache, side, rng) for _ in range(max(2, round(self.config.batch * 256**2 / side**2)))]
        counts = np.array([len(f) for _, f in pairs])
        faces = np.zeros((len(pairs), max(1, counts.max()), 15), np.float32)
        for row, (_, f) in zip(faces, pairs):
            row[:len(f)] = f
        return torch.from_numpy(np.stack([p for p, _ in pairs])), torch.from_numpy(faces), torch.from_numpy(counts)


class Average:
    """Exponential average of the weights, short-sighted at first: min(decay, (1 + n) / (10 + n))."""

    def __init__(self, model, decay: float):
        self.decay, self.seen = decay, 0
        self.values = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        self.seen += 1
        rate = 1 - min(self.decay, (1 + self.seen) / (10 + self.seen))
        now = model.state_dict()
        floats = [k for k, v in now.items() if v.is_floating_point()]
        torch._foreach_lerp_([self.values[k] for k in floats], [now[k] for k in floats], rate)
        for key in now.keys() - set(floats):
            self.values[key].copy_(now[key])


def learning_rate(config: Config, step: int) -> float:
    """Linear warm-up, then half a cosine down to 1 %."""
    if step < config.warmup:
        return config.rate * (step + 1) / config.warmup
    progress = (step - config.warmup) / max(1, config.steps - config.warmup)
    return config.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


def normalise(pictures: Tensor, device) -> Tensor:
    """uint8 (B,H,W,3) RGB -> (B,3,H,W) float, channels-last in memory, (x - 127.5) / 128."""
    return (pictures.to(device).permute(0, 3, 1, 2).float() - 127.5) / 128


def optimizer_of(model, config: Config):
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=config.rate, betas=(0.9, 0.99), foreach=True)


def save(path: Path, model, optimizer, average: Average, step: int, config: Config):
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.values,
                "seen": average.seen, "step": step, "config": {k: str(v) for k, v in asdict(config).items()}}, part)
    part.replace(path)


def begin_from(path: str, model):
    """Load weights alone (fp16 or fp32) into a model that has not been trained in this run."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})


def restore(path: Path, model, optimizer, average: Average) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.values, average.seen = state["average"], state["seen"]
    return state["step"]


def use_bf16(config: Config, device: str) -> bool:
    if config.precision != "auto":
        return config.precision == "bf16"
    return device == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()


def train(config: Config) -> Detector:
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if world > 1:
        torch.distributed.init_process_group("nccl" if device == "cuda" else "gloo")
    if device == "cuda":
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", 0)))
    torch.set_num_threads(config.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(config.seed)
    folder = config.state / "runs" / config.run
    folder.mkdir(parents=True, exist_ok=True)
    model = Detector()
    if config.start and not (folder / "last.pt").exists():
        begin_from(config.start, model)
    model.to(device, memory_format=torch.channels_last)
    optimizer, average = optimizer_of(model, config), Average(model, config.average)
    start = restore(folder / "last.pt", model, optimizer, average)
    wrapped = torch.nn.parallel.DistributedDataParallel(model) if world > 1 else model
    forward = torch.compile(wrapped) if config.compile else wrapped
    if rank == 0:
        print("parameters, MACs at 640:", count(model), "from step", start, flush=True)
    loop(config, model, forward, optimizer, average, start, rank, device, folder)
    return model


class Asked:
    """Becomes true when the process is asked to end (SIGTERM): the loop then saves and leaves."""

    def __init__(self):
        self.yes = False
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "yes", True))


def loop(config, model, forward, optimizer, average, start, rank, device, folder):
    batches = DataLoader(Batches(config, rank), batch_size=None, sampler=range(start, config.steps),
                         num_workers=config.workers)
    bf16, saved, sums, begun, asked = use_bf16(config, device), time.time(), {}, time.time(), Asked()
    model.train()
    for step, (pictures, faces, counts) in enumerate(batches, start):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(config, step)
        origins, strides = (t.to(device) for t in cell_origins(*pictures.shape[1:3]))
        with torch.autocast(device, torch.bfloat16, enabled=bf16):
            outputs = forward(normalise(pictures, device))
        loss, parts = detection_loss(flatten([o.float() for o in outputs]), origins, strides, faces.to(device), counts.to(device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
        average.update(model)
        sums = {k: sums.get(k, 0) + v for k, v in {**parts, "loss": loss.item(), "n": 1}.items()}
        if (step + 1) % 100 == 0 and rank == 0:
            report(folder, step + 1, sums, begun, step + 1 - start)
            sums = {}
        if rank == 0 and (asked.yes or time.time() - saved > config.save_seconds or step + 1 == config.steps):
            save(folder / "last.pt", model, optimizer, average, step + 1, config)
            saved = time.time()
        if asked.yes:
            break


def report(folder: Path, step: int, sums: dict, begun: float, done: int):
    n = sums.pop("n")
    row = {"step": step, **{k: round(v / n, 4) for k, v in sums.items()}, "s/step": round((time.time() - begun) / done, 3)}
    with open(folder / "log.jsonl", "a") as log:
        log.write(json.dumps(row) + "\n")
    print(row, flush=True)


def parse() -> Config:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for field in fields(Config):
        if field.type is bool:
            parser.add_argument(f"--{field.name}", action="store_true")
        else:
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=field.type, default=field.default)
    return Config(**vars(parser.parse_args()))


if __name__ == "__main__":
    train(parse())
