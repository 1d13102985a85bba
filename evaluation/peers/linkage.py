"""Average-linkage agglomeration, and two passes after Apple's description."""

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from exchange import Faces

moment_gap_ms = 6 * 3600 * 1000


def average_linkage(faces: Faces, threshold: float) -> np.ndarray:
    """Cut where the mean cosine of two groups falls below `threshold`."""
    return _cut(faces.vectors, threshold)


def two_passes(faces: Faces, first: float, second: float) -> np.ndarray:
    """After Apple (2021): pass 1 greedy and conservative inside one moment (gap of six hours; one moment where no
    time is known), pass 2 agglomerative over the pieces. Without the torso, which no harness here sees."""
    moment = np.zeros(len(faces.quality), int)
    known = ~np.isnan(faces.taken_at)
    if known.all():
        order = np.argsort(faces.taken_at, kind="stable")
        gaps = np.diff(faces.taken_at[order], prepend=faces.taken_at[order[0]]) > moment_gap_ms
        moment[order] = np.cumsum(gaps)
    piece = _greedy(faces, moment, first)
    sums = np.zeros((piece.max() + 1, faces.vectors.shape[1]))
    np.add.at(sums, piece, faces.vectors)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    return _cut(sums, second)[piece]


def _greedy(faces: Faces, moment: np.ndarray, threshold: float) -> np.ndarray:
    """Each face joins the piece of its moment whose mean is nearest, if near enough."""
    piece = np.zeros(len(moment), int)
    sums, of_moment = [], {}
    for i, vector in enumerate(faces.vectors):
        own = of_moment.setdefault(moment[i], [])
        means = [float(sums[p] @ vector / np.linalg.norm(sums[p])) for p in own]
        best = int(np.argmax(means)) if means else -1
        if best >= 0 and means[best] >= threshold:
            piece[i] = own[best]
            sums[piece[i]] = sums[piece[i]] + vector
        else:
            piece[i] = len(sums)
            own.append(len(sums))
            sums.append(vector.astype(float))
    return piece


def _cut(vectors: np.ndarray, threshold: float) -> np.ndarray:
    if len(vectors) < 2:
        return np.zeros(len(vectors), int)
    tree = linkage(pdist(vectors, "cosine"), "average")
    return fcluster(tree, 1 - threshold, "distance") - 1
