"""Fit the quality head on frozen features, and say how well it is calibrated.

Each training crop is seen once as it is or worsened (half and half). The wanted quality is the cosine
to the clean crop's target vector (0 for crops without a face), mapped linearly so that the 2nd percentile is 0 and the 98th is 1.
With the logistic loss on such soft targets the output is an estimate of their mean. The embedder knows its
training crops better than others, so the logit is scaled and shifted on every second held-out crop; on the
rest it is checked in ten bins (expected calibration error) and by rank.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy, normalize

from kith_training.augment.degrade import degrade
from kith_training.common.standardise import scale_of, unstandardise
from kith_training.data.splits import read_split, some_of
from kith_training.data.teachers import to_input
from kith_training.embedder.model import Embedder
from kith_training.quality.head import QualityHead


@dataclass(frozen=True)
class Fitted:
    head: QualityHead
    low: float  # cosine that quality 0 stands for
    high: float  # cosine that quality 1 stands for
    figures: dict[str, float]


def features_and_cosines(model: Embedder, crops, targets: np.ndarray, rows: np.ndarray, seed: int):
    """Pooled features [n, width] and cosine to the target [n] of each row, seen once."""
    rng = np.random.default_rng(seed)
    features = pooled_features(model, np.stack([degrade(c, rng, 1.5) if rng.random() < 0.5 else c for c in crops[rows]]))
    with torch.inference_mode():
        vectors = normalize(model.vector(features))
    return features, (vectors * torch.from_numpy(targets[rows, 0]).float()).sum(1).clone()


def pooled_features(model: Embedder, crops: np.ndarray) -> torch.Tensor:
    """uint8 [n, 112, 112, 3] -> [n, width], what the quality head and the last layer see."""
    with torch.inference_mode():
        parts = [model.pooled(to_input(crops[i : i + 64])) for i in range(0, len(crops), 64)]
    return torch.cat(parts).clone()


def train_head(features: torch.Tensor, wanted: torch.Tensor, steps: int = 1500) -> QualityHead:
    """AdamW on standardised features; the standardisation is folded into the first layer."""
    torch.manual_seed(7)
    head = QualityHead(features.shape[1])
    mean, spread = scale_of(features)
    inputs = (features - mean) / spread
    optimiser = torch.optim.AdamW(head.parameters(), 2e-3, weight_decay=0.05)
    for _ in range(steps):
        picks = torch.randint(0, len(inputs), (256,))
        loss = binary_cross_entropy(head(inputs[picks])[:, 0], wanted[picks])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    unstandardise([head.hidden], mean, spread)
    return head.eval()


def recalibrate(head: QualityHead, features: torch.Tensor, wanted: torch.Tensor) -> None:
    """Scale and shift the logit (Platt 1999) to fit crops the embedder was not trained on; in place."""
    with torch.no_grad():
        logit = head.out(torch.relu(head.hidden(features)))[:, 0]
    change = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([change], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = binary_cross_entropy(torch.sigmoid(change[0] * logit + change[1]), wanted)
        loss.backward()
        return loss

    optimiser.step(closure)
    scale, shift = change.detach()
    with torch.no_grad():
        head.out.weight *= scale
        head.out.bias.mul_(scale).add_(shift)


def calibration_error(predicted: np.ndarray, wanted: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally filled bins."""
    order = np.array_split(np.argsort(predicted), bins)
    return float(sum(len(o) * abs(predicted[o].mean() - wanted[o].mean()) for o in order) / len(predicted))


def fit_quality(model: Embedder, state: Path, faceless: np.ndarray, count: int = 6000) -> Fitted:
    """faceless: uint8 [n, 112, 112, 3], crops without a face (faceless.py), whose quality is 0."""
    from scipy.stats import spearmanr

    split, crops = read_split(state / "index.tsv"), np.load(state / "crops.npy", mmap_mode="r")
    targets = np.load(state / "targets.npz")["vectors"]
    rows = some_of(split.train, count, np.random.default_rng(3))
    features, cosines = features_and_cosines(model, crops, targets, rows, seed=4)
    low, high = (float(v) for v in np.percentile(cosines.numpy(), (2, 98)))
    wanted = ((cosines - low) / (high - low)).clamp(0, 1)
    nothing = pooled_features(model, faceless)
    taught, kept = nothing[::2], nothing[1::2]
    head = train_head(torch.cat([features, taught]), torch.cat([wanted, torch.zeros(len(taught))]))
    held, held_cosines = features_and_cosines(model, crops, targets, split.held_out, seed=5)
    wanted = ((held_cosines - low) / (high - low)).clamp(0, 1)
    recalibrate(head, held[::2], wanted[::2])
    with torch.no_grad():
        predicted, unseen, clean = (head(f)[:, 0].numpy() for f in (held[1::2], kept, pooled_features(model, crops[split.held_out])))
    figures = {
        "spearman": float(spearmanr(predicted, held_cosines[1::2].numpy()).statistic),
        "calibration_error": calibration_error(predicted, wanted[1::2].numpy()),
        "faceless_above_0.3": float((unseen >= 0.3).mean()),
        "faces_below_0.3": float((clean < 0.3).mean()),
    }
    return Fitted(head, low, high, figures)
