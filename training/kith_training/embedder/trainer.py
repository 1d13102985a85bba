"""One run: weights, their average, optimisers, checkpoints and figures in its folder."""

import csv
import dataclasses
import json
import time
from pathlib import Path

import torch

from kith_training.common.checkpoint import write_whole
from kith_training.common.frozen_norms import freeze_norms
from kith_training.common.machine import join_processes
from kith_training.common.muon import Muon, is_dense
from kith_training.embedder.config import Config, learning_rate
from kith_training.embedder.data import Data
from kith_training.embedder.heldout import heldout_figures
from kith_training.embedder.model import SHAPES, Adapters, Embedder
from kith_training.embedder.objective import losses, total_loss
from kith_training.embedder.online import OnlineData
from kith_training.embedder.weights import load_weights


def optimisers(config: Config, model: Embedder, adapters: Adapters) -> list[torch.optim.Optimizer]:
    """Muon for the dense weights, AdamW for depthwise, norms, biases and what is thrown away (adapters)."""
    dense = [p for p in model.parameters() if is_dense(p)]
    rest = [*adapters.parameters()] + [p for p in model.parameters() if not is_dense(p)]
    return [
        Muon(dense, config.rate, weight_decay=config.weight_decay),
        torch.optim.AdamW(rest, config.rate, betas=(0.9, 0.98), weight_decay=0),
    ]


def average_gradients(optimisers: list[torch.optim.Optimizer], world: int) -> None:
    """The mean over all processes; a parameter that this batch did not reach counts as zero."""
    for p in (p for o in optimisers for group in o.param_groups for p in group["params"]):
        p.grad = torch.zeros_like(p) if p.grad is None else p.grad
        torch.distributed.all_reduce(p.grad)
        p.grad /= world


def update_average(average: Embedder, model: Embedder, keep: float) -> None:
    with torch.no_grad():
        for ours, theirs in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
            if ours.dtype.is_floating_point:
                ours.lerp_(theirs, 1 - keep)
            else:
                ours.copy_(theirs)


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
        self.world, self.rank = join_processes(device)
        online = config.teach == "online"
        self.data = OnlineData(state, config, device, self.world, self.rank) if online else Data(state, config, self.world, self.rank)
        shape = SHAPES[config.shape]
        axes = tuple(len(weight) for weight in self.data.weights)
        build = {"memory_format": torch.channels_last}
        self.model = Embedder(shape).to(device, **build)
        self.adapters = Adapters(shape, axes).to(device, **build)
        if config.compile:
            self.model.maps = torch.compile(self.model.maps)
        self.average = Embedder(shape).to(device, **build)
        self.average.load_state_dict(self.model.state_dict())
        self.people = self.data.people(config).to(device) if config.identity else None
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
        write_whole(
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
        if config.frozen_norms:
            freeze_norms(self.model)
        batch = self.data.batch(config, self.step)
        parts = losses(config, self.data, self.model, self.adapters, self.people, batch)
        loss = total_loss(config, parts)
        loss.backward()
        if self.world > 1:
            average_gradients(self.optimisers, self.world)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        update_average(self.average, self.model, min(config.average, self.step / (self.step + 10)))
        self.seconds += time.time() - began
        return {name: float(part.detach()) for name, part in parts.items()}

    def measure(self) -> dict[str, object]:
        figures = heldout_figures(self.average, self.data)
        row = {"step": self.step, "crops": self.step * self.config.batch, "seconds": round(self.seconds), **figures}
        append_row(self.folder / "heldout.csv", row)
        print(row, flush=True)
        return row
