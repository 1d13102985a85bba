"""Margin loss on the crops whose label is an identity.

ArcFace (Deng et al. 2019, arXiv 1801.07698) with sub-centres (Deng et al. 2020): every identity has two centres and a
crop counts by its nearer, so that a mislabelled or very different picture need not pull on the others. Centres are what
the teachers say and stay there. Learned ones drifted off: an identity is seen once in a hundred steps and pushed by the
strangers of every step, which Adam makes equally large; after 480,000 crops their cosine to the teachers' means was .30.
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
    """The loss, with fixed centres [k, 2, d]: see centres_of."""

    def __init__(self, number: np.ndarray, targets: np.ndarray, margin: float = 0.3, scale: float = 32.0):
        super().__init__()
        self.margin, self.scale = margin, scale
        self.register_buffer("number", torch.from_numpy(number))
        self.register_buffer("centres", centres_of(self.number, torch.from_numpy(targets)))

    def forward(self, student: Tensor, rows: np.ndarray) -> Tensor:
        """student [n, d] of any length, rows [n], -1 for no crop -> mean loss over the crops with an identity, over scale."""
        at = torch.as_tensor(rows, device=self.number.device)
        label = torch.where(at < 0, -1, self.number[at])
        known = label >= 0
        if not known.any():
            return student.sum() * 0
        cosine = F.normalize(student[known].float()) @ self.centres.flatten(0, 1).T
        return arc_face(cosine.unflatten(1, self.centres.shape[:2]).amax(2), label[known], self.margin, self.scale)


def centres_of(number: Tensor, targets: Tensor, unlike: float = 0.4) -> Tensor:
    """float [k, 2, d], unit: the mean of each identity's targets, and the mean of those unlike it (a lower cosine), or the first again.

    number int64 [rows], -1 for none; targets [rows, d], unit.
    """
    rows = (number >= 0).nonzero()[:, 0]
    number, targets = number[rows], targets[rows].float()
    first = F.normalize(sums_of(number, targets, int(number.max()) + 1 if len(number) else 0))
    far = (targets * first[number]).sum(1) < unlike
    second = F.normalize(sums_of(number[far], targets[far], len(first)))
    return torch.stack([first, torch.where(second.any(1, keepdim=True), second, first)], 1)


def sums_of(number: Tensor, targets: Tensor, count: int) -> Tensor:
    """[count, d]: sum of the targets of each number, zero where there are none."""
    return torch.zeros(count, targets.shape[1]).index_add_(0, number, targets)


def arc_face(cosine: Tensor, label: Tensor, margin: float, scale: float) -> Tensor:
    """Cross entropy with `margin` radians added to the true angle; cosine [n, k], label [n]. Over scale.

    Beyond pi - margin, where the cosine would rise again, the true cosine is lowered by margin * sin(margin) instead.
    """
    true = cosine.gather(1, label[:, None]).clamp(-1 + 1e-6, 1 - 1e-6)
    turned = true * math.cos(margin) - (1 - true.square()).sqrt() * math.sin(margin)
    harder = torch.where(true > -math.cos(margin), turned, true - margin * math.sin(margin))
    return F.cross_entropy(scale * cosine.scatter(1, label[:, None], harder), label) / scale
