"""The training loop of detector and landmarks: resumable, seeded by step, on one process or several.

Item k of the dataset is the batch of step k, a function of (seed, rank, k) alone, so a run that was
stopped and resumed ends with the same weights as one that was not.
"""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import torch
from torch.utils.data import DataLoader, Dataset

from .average import Average
from .checkpoint import begin_from, restore, save
from .config import RunConfig
from .frozen_norms import freeze_norms
from .machine import best_device, join_processes, mixed_precision
from .schedule import learning_rate, optimizer_of

# (forward, batch, device) -> (loss, figures to report)
Loss = Callable[[Callable, tuple, str], tuple[torch.Tensor, dict[str, float]]]


class Asked:
    """Becomes true when the process is asked to end (SIGTERM): the loop then saves and leaves."""

    def __init__(self):
        self.yes = False
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "yes", True))


def outlive(_worker: int) -> None:
    """A worker is asked with the rest of its process group; it goes on, as the step in hand may wait for it, and ends with the loop."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


class Progress:
    """Means of the reported figures, every 100 steps, to the run's log.jsonl and the terminal."""

    def __init__(self, folder: Path, start: int):
        self.folder, self.start, self.begun, self.sums, self.count = folder, start, time.time(), {}, 0

    def add(self, step: int, figures: dict[str, float]) -> None:
        self.sums = {k: self.sums.get(k, 0) + v for k, v in figures.items()}
        self.count += 1
        if step % 100 == 0:
            self.write(step)

    def write(self, step: int) -> None:
        means = {k: round(v / self.count, 4) for k, v in self.sums.items()}
        row = {"step": step, **means, "s/step": round((time.time() - self.begun) / (step - self.start), 3)}
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
        self.sums, self.count = {}, 0


def fit(config: RunConfig, model: torch.nn.Module, batches: Callable[[int], Dataset], loss: Loss,
        begin: Callable[[], None] = lambda: None) -> None:
    """Train `model` in place to config.steps or SIGTERM; batches(rank) is the dataset of one process.

    begin() is called once in a run, on its first weights.
    """
    torch.set_num_threads(config.threads)
    cv2.setNumThreads(1)
    device = best_device()
    world, rank = join_processes(device)
    last = config.state / "runs" / config.run / "last.pt"
    last.parent.mkdir(parents=True, exist_ok=True)
    if config.start and not last.exists():
        begin_from(config.start, model)
    model.to(device, memory_format=torch.channels_last)
    if not last.exists():
        begin()
    model.train()
    if config.frozen_norms:
        freeze_norms(model)
    optimizer, average = optimizer_of(model, config), Average(model, config.average)
    start = restore(last, model, optimizer, average)
    wrapped = torch.nn.parallel.DistributedDataParallel(model) if world > 1 else model
    forward = torch.compile(wrapped) if config.compile else wrapped
    loader = DataLoader(batches(rank), batch_size=None, sampler=range(start, config.steps), num_workers=config.workers, worker_init_fn=outlive)
    forward = mixed(forward, device, config.precision)
    saved, asked, progress = time.time(), Asked(), Progress(last.parent, start)
    for step, batch in enumerate(loader, start):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(config, step)
        value, figures = loss(forward, batch, device)
        descend(model, optimizer, value, config.clip)
        average.update(model)
        if rank == 0:
            progress.add(step + 1, {**figures, "loss": value.item()})
            if asked.yes or time.time() - saved > config.save_seconds or step + 1 == config.steps:
                save(last, model, optimizer, average, step + 1, config)
                saved = time.time()
        if asked.yes:
            break


def mixed(forward: Callable, device: str, precision: str) -> Callable:
    """The forward pass in bf16 where wanted; what is computed from its outputs stays as it was."""

    def run(pictures: torch.Tensor):
        with mixed_precision(device, precision):
            return forward(pictures)

    return run


def descend(model: torch.nn.Module, optimizer: torch.optim.Optimizer, value: torch.Tensor, clip: float) -> None:
    optimizer.zero_grad(set_to_none=True)
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimizer.step()
