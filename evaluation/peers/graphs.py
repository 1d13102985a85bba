"""Community detection on the graph of similar faces: Chinese Whispers, Leiden, Infomap."""

import igraph
import leidenalg
import numpy as np
from infomap import Infomap

from exchange import Faces


def chinese_whispers(faces: Faces, threshold: float, rounds: int = 30, seed: int = 1) -> np.ndarray:
    """Biemann 2006: every face takes the label that weighs most among its neighbours, in random order."""
    a, b, weight = edges(faces.vectors, threshold, None)
    n = len(faces.quality)
    neighbours = [[] for _ in range(n)]
    for i, j, w in zip(a, b, weight):
        neighbours[i].append((j, w))
        neighbours[j].append((i, w))
    labels = np.arange(n)
    rng = np.random.default_rng(seed)
    for _ in range(rounds):
        changed = False
        for i in rng.permutation(n):
            votes: dict[int, float] = {}
            for j, w in neighbours[i]:
                votes[labels[j]] = votes.get(labels[j], 0.0) + w
            best = max(votes, key=votes.get) if votes else labels[i]
            changed |= best != labels[i]
            labels[i] = best
        if not changed:
            break
    return labels


def leiden(faces: Faces, threshold: float, neighbours: int, resolution: float) -> np.ndarray:
    """Traag et al. 2019, constant Potts model on the kNN graph."""
    a, b, weight = edges(faces.vectors, threshold, neighbours)
    graph = igraph.Graph(n=len(faces.quality), edges=list(zip(a.tolist(), b.tolist())))
    found = leidenalg.find_partition(
        graph, leidenalg.CPMVertexPartition, weights=weight.tolist(), resolution_parameter=resolution, seed=1
    )
    return np.array(found.membership)


def infomap(faces: Faces, threshold: float, neighbours: int) -> np.ndarray:
    """Rosvall & Bergstrom 2008, two levels, on the kNN graph."""
    a, b, weight = edges(faces.vectors, threshold, neighbours)
    n = len(faces.quality)
    labels = np.arange(n) + n
    if len(a) == 0:
        return labels
    model = Infomap("--two-level --silent --seed 1")
    for i, j, w in zip(a.tolist(), b.tolist(), weight.tolist()):
        model.add_link(i, j, w)
    model.run()
    for node, module in model.get_modules().items():
        labels[node] = module
    return labels


def edges(vectors: np.ndarray, threshold: float, neighbours: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs a < b with cosine >= threshold; with `neighbours`, only where b is among a's nearest or a among b's."""
    found = []
    for start in range(0, len(vectors), 1024):
        cosine = vectors[start : start + 1024] @ vectors.T
        cosine[np.arange(len(cosine)), start + np.arange(len(cosine))] = -1
        if neighbours is not None and neighbours < cosine.shape[1]:
            lowest = -np.partition(-cosine, neighbours - 1, axis=1)[:, neighbours - 1]
            cosine[cosine < lowest[:, None]] = -1
        row, column = np.nonzero(cosine >= threshold)
        found.append((row + start, column, cosine[row, column]))
    a, b, weight = (np.concatenate(part) for part in zip(*found))
    low, high = np.minimum(a, b), np.maximum(a, b)
    _, first = np.unique(low.astype(np.int64) * len(vectors) + high, return_index=True)
    return low[first], high[first], np.clip(weight[first].astype(float), 1e-6, None)
