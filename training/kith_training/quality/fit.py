"""Fit the quality head on frozen features, and say how well it is calibrated.

Each training crop is seen once as it is or worsened (half and half), posed ones of the first folder and as many wild ones (data.wild), where
there are such. The wanted quality is wanted.py's, 0 for what is no face; the cosine to the clean crop's target counts from the 2nd to the
98th percentile of the posed. With the logistic loss on such soft targets the output is an estimate of their mean. The embedder knows its
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
from kith_training.data.splits import Split, read_split, some_of, wild_of
from kith_training.data.stack import folders_of, open_stack, open_targets, read_splits
from kith_training.data.teachers import to_input
from kith_training.embedder.model import Embedder
from kith_training.evaluate.posed import posed_thresholds
from kith_training.quality.head import QualityHead
from kith_training.quality.wanted import STRANGERS, Bank, Scale, wanted_quality


@dataclass(frozen=True)
class Fitted:
    head: QualityHead
    scale: Scale
    figures: dict[str, float]


@dataclass(frozen=True)
class Seen:
    """Crops looked at once: pooled features [n, width], unit vectors [n, d], cosine to the target [n], number of the source [n]."""

    features: torch.Tensor
    vectors: torch.Tensor
    cosines: torch.Tensor
    source: torch.Tensor


def look(model: Embedder, crops, targets: np.ndarray, split: Split, rows: np.ndarray, seed: int) -> Seen:
    rng = np.random.default_rng(seed)
    features = pooled_features(model, np.stack([degrade(c, rng, 1.5) if rng.random() < 0.5 else c for c in crops[rows]]))
    with torch.inference_mode():
        vectors = normalize(model.vector(features)).clone()
    numbers = np.unique(split.source, return_inverse=True)[1]
    return Seen(features, vectors, (vectors * torch.from_numpy(targets[rows])).sum(1), torch.from_numpy(numbers[rows]))


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


def scale_for(model: Embedder, state: Path, posed_cosines: np.ndarray) -> Scale:
    def embed(crops: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            return normalize(model.vector(pooled_features(model, crops))).numpy()

    low, high = (float(v) for v in np.percentile(posed_cosines, (2, 98)))
    return Scale(low, high, *posed_thresholds(embed, state, (STRANGERS, STRANGERS / 10)).values())


def fit_quality(model: Embedder, state: Path, taught: np.ndarray, kept: np.ndarray, count: int = 6000) -> Fitted:
    """taught, kept: uint8 [n, 112, 112, 3], crops without a face (faceless.py), whose quality is 0; kept ones are for the figures."""
    from scipy.stats import spearmanr

    folders, rng = folders_of(state), np.random.default_rng(3)
    posed, split = read_split(state / "index.tsv"), read_splits(folders)
    crops, targets = open_stack(folders, "crops.npy"), open_targets(folders)
    rows = [some_of(posed.train, count, rng), some_of(wild_of(split.train, split), count, rng)]
    seen = look(model, crops, targets, split, np.concatenate(rows), seed=4)
    scale, bank = scale_for(model, state, seen.cosines[: len(rows[0])].numpy()), Bank(seen.vectors, seen.source)

    def wanted(some: Seen) -> torch.Tensor:
        return wanted_quality(some.cosines, bank.nearness(some.vectors, some.source), scale)

    nothing = pooled_features(model, taught)
    head = train_head(torch.cat([seen.features, nothing]), torch.cat([wanted(seen), torch.zeros(len(nothing))]))
    held = look(model, crops, targets, split, np.concatenate([posed.held_out, wild_of(split.elsewhere, split)]), seed=5)
    right = wanted(held)
    recalibrate(head, held.features[::2], right[::2])
    clean = pooled_features(model, crops[posed.held_out])
    with torch.no_grad():
        predicted, unseen, faces = (head(f)[:, 0].numpy() for f in (held.features[1::2], pooled_features(model, kept), clean))
    figures = {
        "spearman": float(spearmanr(predicted, right[1::2].numpy()).statistic),
        "calibration_error": calibration_error(predicted, right[1::2].numpy()),
        "faceless_above_0.3": float((unseen >= 0.3).mean()),
        "faces_below_0.3": float((faces < 0.3).mean()),
    }
    return Fitted(head, scale, figures)
