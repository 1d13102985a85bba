"""Figures on held-out training-side crops: agreement with the teachers and family verification."""

import numpy as np
import torch
from torch.nn.functional import normalize

from kith_training.augment.degrade import shrink
from kith_training.common.machine import mixed_precision
from kith_training.data.splits import some_of
from kith_training.data.teachers import to_input


def raw_vectors(model, crops: np.ndarray, batch: int = 64) -> torch.Tensor:
    """uint8 [n, 112, 112, 3] -> float32 [n, d], not normalised."""
    device = next(model.parameters()).device
    training, out = model.training, []
    model.eval()
    with torch.inference_mode(), mixed_precision(device.type):
        for start in range(0, len(crops), batch):
            out.append(model(to_input(crops[start : start + batch]).to(device)).float().cpu())
    model.train(training)
    return torch.cat(out)


def embed(model, crops: np.ndarray) -> torch.Tensor:
    """uint8 [n, 112, 112, 3] -> unit vectors [n, d], float32."""
    return normalize(raw_vectors(model, crops))


def tar_at_far(genuine: np.ndarray, impostor: np.ndarray, far: float) -> float:
    """Share of genuine scores above the threshold that far of the impostors pass."""
    if not len(genuine) or not len(impostor):
        return float("nan")
    return float((genuine > np.quantile(impostor, 1 - far)).mean())


def pair_scores(vectors: np.ndarray, label: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cosines of (same person, relatives, unrelated) pairs; a label is family/person."""
    scores = vectors @ vectors.T
    family = np.array([name.split("/")[0] for name in label])
    upper = np.triu(np.ones_like(scores, bool), 1)
    same = label[:, None] == label[None]
    kin = (family[:, None] == family[None]) & ~same
    return scores[upper & same], scores[upper & kin], scores[upper & ~same & ~kin]


def cosine_to_targets(vectors: torch.Tensor, data, rows: np.ndarray) -> float:
    """Mean over unit vectors [n, d] of the cosine to the targets of data's rows [n]."""
    return round(float((vectors * torch.from_numpy(data.targets[rows, 0]).float()).sum(1).mean()), 4)


def heldout_figures(model, data) -> dict[str, float]:
    """Figures of the crops held out of the first folder and, where there are more, the cosine of those held out of them."""
    split = data.split
    rows = split.held_out
    rng = np.random.default_rng(5)
    some = some_of(rows, 384, rng)
    fiw = rows[split.source[rows] == "fiw"][:512]
    clean, small = data.crops[some], np.stack([shrink(c, rng) for c in data.crops[some]])
    out = {"cosine": cosine_to_targets(embed(model, clean), data, some), "cosine_degraded": cosine_to_targets(embed(model, small), data, some)}
    if len(fiw):
        genuine, _, unrelated = pair_scores(embed(model, data.crops[fiw]).numpy(), split.label[fiw])
        out["fiw_tar_1e-2"] = round(tar_at_far(genuine, unrelated, 1e-2), 4)
        out["fiw_tar_1e-3"] = round(tar_at_far(genuine, unrelated, 1e-3), 4)
    if len(split.elsewhere):
        others = some_of(split.elsewhere, 768, rng)
        out["cosine_elsewhere"] = cosine_to_targets(embed(model, data.crops[others]), data, others)
    return out
