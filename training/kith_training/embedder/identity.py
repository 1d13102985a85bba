"""Margin loss on the crops whose label is an identity.

ArcFace (Deng et al. 2019, arXiv 1801.07698) with sub-centres (Deng et al. 2020): every identity has several
centres and a crop counts by its nearest, so that a mislabelled or very different picture need not pull on the others.
"""

import math

import numpy as np
import torch
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from torch import Tensor, nn
from torch.nn import functional as F

from kith_training.data.splits import Split


def identities(split: Split, sources: tuple[str, ...], targets: np.ndarray, repeat: float = 0.97, alike: float = 0.6) -> np.ndarray:
    """int64 [rows]: the identity's number, -1 where unknown, held out, alone, or a near-duplicate of another identity.

    targets float [rows, d]: unit teacher vectors. Labels whose means have a cosine >= alike are one person under two names
    (actors who are in two sources, or with two families); two others that share a picture (cosine >= repeat) lose it.
    """
    out = np.full(len(split.label), -1, np.int64)
    rows = split.train[np.isin(split.source[split.train], sources)]
    names = np.char.add(np.char.add(split.source[rows].astype(str), ":"), split.label[rows].astype(str))
    number = join_names(targets[rows].astype(np.float32), np.unique(names, return_inverse=True)[1], alike)
    keep = (np.bincount(number)[number] > 1) & ~shared_pictures(targets[rows], number, repeat)
    _, out[rows[keep]] = np.unique(number[keep], return_inverse=True)
    return out


def join_names(vectors: np.ndarray, number: np.ndarray, alike: float) -> np.ndarray:
    """number [n] with one number for all whose means are alike, directly or through others. Single pictures are left apart."""
    count = np.bincount(number)
    means = np.zeros((len(count), vectors.shape[1]), np.float32)
    np.add.at(means, number, vectors)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    means[count < 2] = 0
    a, b = np.nonzero(np.triu(means @ means.T, 1) >= alike)
    return connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(len(count), len(count))), directed=False)[1][number]


def shared_pictures(vectors: np.ndarray, number: np.ndarray, repeat: float, block: int = 1024) -> np.ndarray:
    """bool [n]: another identity has nearly the same picture."""
    unit, out = vectors.astype(np.float32), np.zeros(len(vectors), bool)
    for start in range(0, len(unit), block):
        near = unit[start : start + block] @ unit.T >= repeat
        out[start : start + block] = (near & (number[start : start + block, None] != number[None])).any(1)
    return out


class IdentityMargin(nn.Module):
    """Centres [k, subs, d] and their loss. Centres begin at the mean of the identity's teacher vectors."""

    def __init__(self, number: np.ndarray, targets: np.ndarray, subs: int = 2, margin: float = 0.3, scale: float = 32.0):
        super().__init__()
        self.margin, self.scale = margin, scale
        self.register_buffer("number", torch.from_numpy(number), persistent=False)
        count, rows = int(number.max()) + 1, np.flatnonzero(number >= 0)
        mean = torch.zeros(count, targets.shape[1]).index_add_(0, self.number[rows], torch.from_numpy(targets[rows]).float())
        apart = 0.05 * torch.randn(count, subs, targets.shape[1], generator=torch.Generator().manual_seed(3))
        self.centres = nn.Parameter(F.normalize(mean)[:, None] + apart)

    def forward(self, student: Tensor, rows: np.ndarray) -> Tensor:
        """student [n, d] of any length, rows [n], -1 for no crop -> mean loss over the crops with an identity, over scale."""
        at = torch.as_tensor(rows, device=self.number.device)
        label = torch.where(at < 0, -1, self.number[at])
        known = label >= 0
        if not known.any():
            return student.sum() * 0
        cosine = F.normalize(student[known].float()) @ F.normalize(self.centres, dim=-1).flatten(0, 1).T
        return arc_face(cosine.unflatten(1, self.centres.shape[:2]).amax(2), label[known], self.margin, self.scale)


def arc_face(cosine: Tensor, label: Tensor, margin: float, scale: float) -> Tensor:
    """Cross entropy with `margin` radians added to the true angle; cosine [n, k], label [n]. Over scale.

    Beyond pi - margin, where the cosine would rise again, the true cosine is lowered by margin * sin(margin) instead.
    """
    true = cosine.gather(1, label[:, None]).clamp(-1 + 1e-6, 1 - 1e-6)
    turned = true * math.cos(margin) - (1 - true.square()).sqrt() * math.sin(margin)
    harder = torch.where(true > -math.cos(margin), turned, true - margin * math.sin(margin))
    return F.cross_entropy(scale * cosine.scatter(1, label[:, None], harder), label) / scale
