"""Fit an embedder's last layers anew to what ships, the trunk staying as it is: two looks at a face, clean or worsened.

    python -m kith_training.embedder.finish --state STATE --weights STATE/base-15/blend.npz --extra wide1,wide2 --out STATE/base-15/finished.npz

Training sees one look, and its high rates leave the small branch of the head (docs/decisions/0039) little time. Here features are made once, so that
thousands of steps of large batches take minutes. It raises how often wild strangers are taken
for one another (docs/decisions/0050), so what ships is without it now. Prints the cosine to the targets on held-out crops, of the first folder and of the
others, before and after.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kith_training.augment.degrade import degrade
from kith_training.common.machine import mixed_precision
from kith_training.common.standardise import scale_of, standardise, unstandardise
from kith_training.data.splits import some_of
from kith_training.data.stack import named_folders, open_stack, open_targets, read_splits
from kith_training.data.teachers import to_input
from kith_training.embedder.losses import contrast_loss, vector_loss
from kith_training.embedder.model import Embedder
from kith_training.embedder.weights import load_average, load_weights, save_weights

CROPS = 240_000
HELD_OUT = 2_000  # of each kind
STRENGTH = 0.25  # of the degradation of every second crop
BATCH, STEPS, RATE, DECAY, DROPPED = 512, 3_000, 1e-3, 0.1, 0.1
CONTRAST, SCALE = 1.0, 16.0


def features_of(model: Embedder, crops, rows: np.ndarray, strength: float = 0.0) -> Tensor:
    """float32 [n, last]: mean features of all looks at the crops' rows; every second crop is worsened where strength is not 0."""
    rng, out = np.random.default_rng(6), []
    for start in range(0, len(rows), 64):
        batch = crops[rows[start : start + 64]]
        if strength:
            batch = np.stack([degrade(c, rng, strength) if i % 2 else c for i, c in enumerate(batch)])
        with torch.inference_mode(), mixed_precision("cpu"):
            out.append(model.pooled(to_input(batch)).float())
    return torch.cat(out).clone()


def fit_head(model: Embedder, features: Tensor, targets: Tensor, steps: int) -> None:
    """Trains project, inner and outer on features [n, last] and unit targets [n, d]; in place.

    AdamW on standardised features; the standardisation is folded into the layers before and taken out after.
    """
    torch.manual_seed(8)
    mean, spread = scale_of(features)
    readers = (model.project, model.inner)
    standardise(readers, mean, spread)
    inputs, drop = (features - mean) / spread, nn.Dropout(DROPPED)
    layers = [model.project, model.inner, model.outer]
    optimiser = torch.optim.AdamW([p for layer in layers for p in layer.parameters()], RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for _ in range(steps):
        picks = torch.randint(0, len(inputs), (min(BATCH, len(inputs)),))
        vector = model.project(inputs[picks]) + model.outer(drop(torch.relu(model.inner(inputs[picks]))))
        loss = vector_loss(vector, targets[picks]) + CONTRAST * contrast_loss(vector, targets[picks], targets[:0], SCALE)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    unstandardise(readers, mean, spread)


def run(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    model, stored = load_average(args.weights), load_weights(args.weights)
    folders = named_folders(args.state, args.extra)
    crops, split, rng = open_stack(folders, "crops.npy"), read_splits(folders), np.random.default_rng(3)
    targets = torch.from_numpy(open_targets(folders))
    held = [(features_of(model, crops, rows), targets[rows]) for rows in (some_of(r, HELD_OUT, rng) for r in (split.held_out, split.elsewhere)) if len(rows)]

    def tell(when: str) -> None:
        with torch.inference_mode():
            print(when, [round(1 - float(vector_loss(model.vector(f), t)), 4) for f, t in held], flush=True)

    tell("before")
    rows = some_of(split.train, CROPS, rng)
    fit_head(model, features_of(model, crops, rows, STRENGTH), targets[rows], STEPS)
    tell("after")
    save_weights(args.out, {"average": model.state_dict(), "adapters": stored["adapters"]}, {**stored["note"], "finish": f"{len(rows)} crops"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help=".pt or .npz")
    parser.add_argument("--extra", default="", help="folders of more crops, as the run had them")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    run(parser.parse_args())
