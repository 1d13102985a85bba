"""DBSCAN, HDBSCAN and PhotoPrism's use of DBSCAN. Distances are cosine distances, 1 - cosine."""

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN

from exchange import Faces


def dbscan(faces: Faces, eps: float, samples: int) -> np.ndarray:
    """Ester et al. 1996."""
    return DBSCAN(eps=np.sqrt(2 * eps), min_samples=samples, algorithm="brute").fit_predict(faces.vectors)


def hdbscan(faces: Faces, selection: str, size: int, samples: int, epsilon: float = 0.0) -> np.ndarray:
    """Campello et al. 2013; epsilon: Malzer & Baum 2020."""
    if len(faces.quality) <= max(size, samples):
        return np.full(len(faces.quality), -1)
    model = HDBSCAN(
        min_cluster_size=size,
        min_samples=samples,
        cluster_selection_method=selection,
        cluster_selection_epsilon=float(np.sqrt(2 * epsilon)),
        copy=True,
    )
    return model.fit_predict(faces.vectors)


def photoprism(faces: Faces, eps: float, samples: int, slack: float) -> np.ndarray:
    """PhotoPrism's rule: DBSCAN makes clusters, each kept as a centre and a radius (95th percentile of its faces'
    distances); every other face joins the nearest centre within radius + slack if it leads the runner-up by .01
    (distances as PhotoPrism has them: Euclidean on unit vectors)."""
    labels = dbscan(faces, eps, samples)
    groups = range(labels.max() + 1)
    if not len(groups):
        return labels
    centres = np.stack([faces.vectors[labels == g].mean(0) for g in groups])
    radius = np.array(
        [np.percentile(np.linalg.norm(faces.vectors[labels == g] - centres[g], axis=1), 95) for g in groups]
    )
    for i in np.flatnonzero(labels < 0):
        distance = np.linalg.norm(centres - faces.vectors[i], axis=1)
        order = np.argsort(distance)
        clear = len(order) == 1 or distance[order[1]] - distance[order[0]] >= 0.01
        if clear and distance[order[0]] <= radius[order[0]] + slack:
            labels[i] = order[0]
    return labels
