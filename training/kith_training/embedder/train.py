"""Train an embedder by distillation; the same command goes on from the last checkpoint.

    python -m kith_training.embedder.train --state STATE --run small-1 --shape small --steps 20000

Needs what kith_training.data.decode_shards, teacher_cache and targets write into STATE.
Everything a step sees follows from (seed, step): the crops, their order, their degradation. A run
that was stopped and resumed therefore ends with the same weights as one that was not.
Writes STATE/RUN/last.pt (all state), log.csv (training) and heldout.csv (held-out figures).
"""

import argparse
import signal
import time
from pathlib import Path

import numpy as np
import torch

from kith_training.common.config import add_options, options_of
from kith_training.common.machine import best_device
from kith_training.embedder.config import Config
from kith_training.embedder.trainer import Trainer, append_row


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
        if trainer.rank:
            continue
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
    if trainer.rank == 0:
        trainer.checkpoint()


def parse() -> tuple[argparse.Namespace, Config]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120, help="seconds between checkpoints")
    parser.add_argument("--measure-every", type=int, default=500, help="steps between held-out figures")
    add_options(parser, Config)
    args = parser.parse_args()
    return args, options_of(args, Config)


if __name__ == "__main__":
    arguments, settings = parse()
    torch.set_num_threads(arguments.threads)
    where = best_device()
    run(Trainer(arguments.state, settings, where), arguments.save_every, arguments.measure_every)
