"""The quality gate, the same for every method: cluster the good faces, then attach the poor ones."""

import dataclasses
from collections.abc import Callable

import numpy as np

from exchange import Faces, Gate


def gated(cluster: Callable[[Faces], np.ndarray], faces: Faces, gate: Gate) -> np.ndarray:
    """Labels of all faces; -1 nobody. Poor ones join the group of the most similar good face if it is similar
    enough and leads the best face of any other group."""
    good = np.flatnonzero(faces.quality >= gate.quality)
    labels = np.full(len(faces.quality), -1)
    if len(good) == 0:
        return labels
    labels[good] = compact(cluster(take(faces, good)))
    poor = np.flatnonzero(faces.quality < gate.quality)
    alone = labels[good] < 0
    known = labels[good].copy()
    known[alone] = labels.max() + 1 + np.arange(alone.sum())
    for i in poor:
        cosine = faces.vectors[good] @ faces.vectors[i]
        best = int(np.argmax(cosine))
        others = cosine[known != known[best]]
        runner_up = others.max() if len(others) else -1.0
        if cosine[best] >= gate.attach and cosine[best] - runner_up >= gate.lead:
            if labels[good[best]] < 0:
                labels[good[best]] = known[best]
            labels[i] = known[best]
    return labels


def take(faces: Faces, at: np.ndarray) -> Faces:
    return Faces(*(getattr(faces, f.name)[at] for f in dataclasses.fields(Faces)))


def compact(labels: np.ndarray) -> np.ndarray:
    """Non-negative labels become 0, 1, 2 ...; negative ones stay -1."""
    out = np.full(len(labels), -1)
    claimed = labels >= 0
    out[claimed] = np.unique(labels[claimed], return_inverse=True)[1]
    return out
