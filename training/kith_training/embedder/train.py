"""Train an embedder by distillation; the same command goes on from the last checkpoint.

    python -m kith_training.embedder.train --state STATE --run small-1 --shape small --steps 20000

Needs what kith_training.data.decode_shards, teacher_cache and targets write into STATE.
Everything a step sees follows from (seed, step): the crops, their order, their degradation. A run
that was stopped and resumed therefore ends with the same weights as one that was not.
Writes STATE/RUN/last.pt (all state), log.csv (training) and heldout.csv (held-out figures).
"""

import argparse
import csv
import dataclasses
import json
import os
import signal
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kith_training.augment.degrade import degrade
from kith_training.data.splits import Split
from kith_training.data.stack import open_stack, read_splits
from kith_training.data.teacher_cache import to_input
from kith_training.embedder.heldout import heldout_figures
from kith_training.embedder.losses import contrast_loss, map_loss, relation_loss, vector_loss
from kith_training.embedder.model import SHAPES, Adapters, Embedder
from kith_training.embedder.muon import Muon
from kith_training.embedder.weights import load_weights

MAP_NAMES = ("map28", "map14", "map7")


@dataclasses.dataclass
class Config:
    run: str
    shape: str = "small"
    steps: int = 20000
    batch: int = 64
    rate: float = 2e-3
    warm: int = 200
    decay: float = 0.25  # share of the steps at the end over which the rate falls to zero
    weight_decay: float = 0.02
    vector: float = 2.0
    relation: float = 0.5
    maps: float = 1.0
    contrast: float = 0.0
    bank: int = 4096  # targets of other crops drawn per step for the contrast
    contrast_scale: float = 16.0
    neighbours: int = 0  # of the bank: how many nearest strangers of each crop of the batch are in it
    young: int = 1  # how often an epoch sees the utk and aaf crops of people under 20
    mirror_from: int = 0  # first step that may use mirrored crops
    strength_from: int = 0  # degradation grows from 0 to 1 over this many steps
    average: float = 0.998  # of the weights, per step
    targets: str = "targets.npz"
    extra: str = ""  # folders of more crops (data.prepare), comma-separated, relative to the state folder
    start: str = ""  # weights to start from (.pt or .npz), relative to the state folder
    seed: int = 1


def learning_rate(config: Config, step: int) -> float:
    """Warm up, stay, then fall linearly to zero (WSD, arXiv 2405.18392)."""
    fall = max(1, int(config.steps * config.decay))
    return config.rate * min(1.0, (step + 1) / config.warm, max(0.0, (config.steps - step) / fall))


def batch_rows(config: Config, rows: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Which rows step sees, and which of them mirrored: every epoch its own shuffle."""
    per_epoch = len(rows) // config.batch
    epoch, at = divmod(step, per_epoch)
    order = np.random.default_rng((config.seed, epoch)).permutation(rows)
    picks = np.sort(order[at * config.batch : (at + 1) * config.batch])
    mirrored = np.random.default_rng((config.seed, 1, step)).integers(0, 2, len(picks))
    return picks, mirrored if step >= config.mirror_from else np.zeros_like(mirrored)


class Data:
    """Memory maps of the crops and of what the teachers said about them."""

    def __init__(self, state: Path, config: Config):
        folders = [state, *(state / name for name in config.extra.split(",") if name)]
        self.crops = open_stack(folders, "crops.npy")
        self.maps = [open_stack([state], f"mbf-{name}.npy") for name in MAP_NAMES]  # of the first folder's rows alone
        axes = np.load(state / "mbf-maps.npz")
        self.weights = []
        for name in MAP_NAMES:
            spread = axes[f"{name}.scale"]  # proportional to the standard deviation of the axis
            self.weights.append(torch.from_numpy(spread / spread.sum()))
        self.targets = np.concatenate([np.load(folder / config.targets)["vectors"] for folder in folders])
        self.split = read_splits(folders)
        self.rows = repeat_young(self.split, config.young)
        self.near = nearest(self.targets[:, 0], self.split.train, config.neighbours) if config.neighbours else None

    def batch(self, config: Config, step: int):
        rows, mirrored = batch_rows(config, self.rows, step)
        rng = np.random.default_rng((config.seed, 2, step))
        strength = min(1.0, step / config.strength_from) if config.strength_from else 1.0
        crops = self.crops[rows]
        crops = [degrade(c[:, ::-1] if m else c, rng, strength) for c, m in zip(crops, mirrored, strict=True)]
        count = int((rows < len(self.maps[0])).sum())  # rows are sorted: those with maps come first
        maps = [torch.from_numpy(m[rows[:count], mirrored[:count]]) for m in self.maps] if config.maps else []
        bank = torch.from_numpy(self.targets[self.bank_rows(config, rows, rng), 0]).float()
        return to_input(np.stack(crops)), torch.from_numpy(self.targets[rows, mirrored]).float(), maps, bank


    def bank_rows(self, config: Config, rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Rows whose targets are the strangers of this batch: the nearest of each crop, the rest drawn."""
        if not config.contrast:
            return np.zeros(0, int)
        near = np.unique(self.near[rows]) if self.near is not None else np.zeros(0, int)
        drawn = rng.choice(self.split.train, max(0, min(config.bank, len(self.split.train)) - len(near)))
        return np.concatenate([near, drawn])


def repeat_young(split: Split, times: int) -> np.ndarray:
    """Training rows with the crops of people under 20 repeated: utk's age groups 0-3, aaf's ages."""
    below = {"utk": 4, "aaf": 20}
    pairs = zip(split.source[split.train], split.label[split.train], strict=True)
    young = np.array([source in below and int(label.split(".")[0]) < below[source] for source, label in pairs], bool)
    return np.concatenate([split.train, *[split.train[young]] * (times - 1)])


def nearest(targets: np.ndarray, rows: np.ndarray, count: int) -> np.ndarray:
    """int32 [N, count]: for each of rows the rows whose targets are nearest, itself left out; else 0."""
    unit, out = targets[rows].astype(np.float32), np.zeros((len(targets), count), np.int32)
    for start in range(0, len(rows), 1024):
        scores = unit[start : start + 1024] @ unit.T
        scores[np.arange(len(scores)), np.arange(start, start + len(scores))] = -2
        out[rows[start : start + 1024]] = rows[np.argpartition(-scores, count, axis=1)[:, :count]]
    return out


def losses(config: Config, data: Data, model: Embedder, adapters: Adapters, batch) -> dict[str, Tensor]:
    pixels, target, stored, bank = batch
    device = next(model.parameters()).device
    pixels, target = pixels.to(device), target.to(device)
    with torch.autocast(device.type, torch.bfloat16):
        maps = model.maps(pixels)
        vector = model.head(maps[2])
        adapted = adapters(maps) if config.maps else []
    out = {"vector": vector_loss(vector, target), "relation": relation_loss(vector, target)}
    if config.contrast:
        out["contrast"] = contrast_loss(vector, target, bank.to(device), config.contrast_scale)
    for name, ours, theirs, weight in zip(MAP_NAMES, adapted, stored, data.weights, strict=False):
        out[name] = map_loss(ours[: len(theirs)], theirs.to(device), weight.to(device))
    return out


def total_loss(config: Config, parts: dict[str, Tensor]) -> Tensor:
    dense = sum(parts[name] for name in MAP_NAMES if name in parts)
    whole = config.vector * parts["vector"] + config.relation * parts["relation"] + config.maps * dense
    return whole + config.contrast * parts["contrast"] if "contrast" in parts else whole


def optimisers(config: Config, model: Embedder, adapters: Adapters) -> list[torch.optim.Optimizer]:
    """Muon for the dense weights, AdamW for depthwise, norms, biases and adapters."""
    dense, rest = [], list(adapters.parameters())
    for module in model.modules():
        for name, p in module.named_parameters(recurse=False):
            grouped = isinstance(module, torch.nn.Conv2d) and module.groups > 1
            (dense if name == "weight" and p.ndim >= 2 and not grouped else rest).append(p)
    return [
        Muon(dense, config.rate, weight_decay=config.weight_decay),
        torch.optim.AdamW(rest, config.rate, betas=(0.9, 0.98), weight_decay=0),
    ]


def update_average(average: Embedder, model: Embedder, keep: float) -> None:
    with torch.no_grad():
        for ours, theirs in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
            if ours.dtype.is_floating_point:
                ours.lerp_(theirs, 1 - keep)
            else:
                ours.copy_(theirs)


def save(path: Path, state: dict) -> None:
    """Write beside and rename, so that a kill leaves the old or the new file, never half of one."""
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def append_row(path: Path, row: dict[str, object]) -> None:
    new = not path.exists()
    with open(path, "a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)


class Trainer:
    """Owns the weights, their average and the optimisers of one run, and its folder."""

    def __init__(self, state: Path, config: Config, device: str = "cpu"):
        self.config, self.device = config, device
        self.folder = state / config.run
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        self.data = Data(state, config)
        shape = SHAPES[config.shape]
        axes = tuple(m.shape[-1] for m in self.data.maps)
        build = {"memory_format": torch.channels_last}
        self.model = Embedder(shape).to(device, **build)
        self.adapters = Adapters(shape, axes).to(device, **build)
        self.average = Embedder(shape).to(device, **build)
        self.average.load_state_dict(self.model.state_dict())
        self.optimisers = optimisers(config, self.model, self.adapters)
        self.step, self.seconds = 0, 0.0
        if (self.folder / "last.pt").exists():
            self.load(torch.load(self.folder / "last.pt", map_location=device, weights_only=True))
        elif config.start:
            self.start_from(load_weights(state / config.start))
        (self.folder / "config.json").write_text(json.dumps(dataclasses.asdict(config), indent=1))

    def start_from(self, state: dict) -> None:
        self.model.load_state_dict(state["average"])
        self.average.load_state_dict(state["average"])
        self.adapters.load_state_dict(state["adapters"])

    def load(self, state: dict) -> None:
        self.step, self.seconds = state["step"], state["seconds"]
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.adapters.load_state_dict(state["adapters"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)

    def checkpoint(self) -> None:
        save(
            self.folder / "last.pt",
            {
                "step": self.step,
                "seconds": self.seconds,
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "adapters": self.adapters.state_dict(),
                "optimisers": [o.state_dict() for o in self.optimisers],
                "config": dataclasses.asdict(self.config),
            },
        )

    def train_step(self) -> dict[str, float]:
        config, began = self.config, time.time()
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = learning_rate(config, self.step)
        self.model.train()
        batch = self.data.batch(config, self.step)
        parts = losses(config, self.data, self.model, self.adapters, batch)
        loss = total_loss(config, parts)
        loss.backward()
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        update_average(self.average, self.model, min(config.average, self.step / (self.step + 10)))
        self.seconds += time.time() - began
        return {name: float(part.detach()) for name, part in parts.items()}

    def measure(self) -> dict[str, object]:
        figures = heldout_figures(self.average, self.data, self.config)
        row = {"step": self.step, "crops": self.step * self.config.batch, "seconds": round(self.seconds), **figures}
        append_row(self.folder / "heldout.csv", row)
        print(row, flush=True)
        return row


def run(trainer: Trainer, save_every: float, measure_every: int) -> None:
    """Train to the end or to SIGTERM/SIGINT, which stop after the step in hand and save."""
    stopped = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.append(True))
    saved, sums, count = time.time(), {}, 0
    while trainer.step < trainer.config.steps and not stopped:
        parts = trainer.train_step()
        if not all(np.isfinite(v) for v in parts.values()):
            raise FloatingPointError(f"step {trainer.step}: {parts}; the last checkpoint is kept")
        sums = {k: sums.get(k, 0) + v for k, v in parts.items()}
        count += 1
        if trainer.step % 50 == 0:
            means = {k: round(v / count, 4) for k, v in sums.items()}
            append_row(trainer.folder / "log.csv", {"step": trainer.step, "seconds": round(trainer.seconds), **means})
            print(trainer.step, round(trainer.seconds), means, flush=True)
            sums, count = {}, 0
        if trainer.step % measure_every == 0:
            trainer.measure()
        if time.time() - saved > save_every:
            trainer.checkpoint()
            saved = time.time()
    trainer.checkpoint()


def parse() -> tuple[argparse.Namespace, Config]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120, help="seconds between checkpoints")
    parser.add_argument("--measure-every", type=int, default=500, help="steps between held-out figures")
    for field in dataclasses.fields(Config):
        required = field.default is dataclasses.MISSING
        parser.add_argument(
            "--" + field.name.replace("_", "-"),
            type=field.type if isinstance(field.type, type) else {"str": str, "int": int, "float": float}[field.type],
            required=required,
            default=None if required else field.default,
        )
    args = parser.parse_args()
    return args, Config(**{f.name: getattr(args, f.name) for f in dataclasses.fields(Config)})


if __name__ == "__main__":
    arguments, settings = parse()
    torch.set_num_threads(arguments.threads)
    where = "cuda" if torch.cuda.is_available() else "cpu"
    run(Trainer(arguments.state, settings, where), arguments.save_every, arguments.measure_every)
