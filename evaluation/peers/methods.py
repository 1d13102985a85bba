"""Every peer with the grid its setting is tuned over."""

import itertools
from collections.abc import Callable, Iterator

import numpy as np

import arrival
import density
import graphs
import linkage
from exchange import Faces

Cluster = Callable[..., np.ndarray]

cosines = [round(float(t), 3) for t in np.arange(0.2, 0.66, 0.05)]
distances = [round(1 - t, 3) for t in cosines]

METHODS: dict[str, tuple[Cluster, dict[str, list]]] = {
    "dbscan": (density.dbscan, {"eps": distances, "samples": [2, 3]}),
    "hdbscan-eom": (density.hdbscan, {"selection": ["eom"], "size": [2, 3], "samples": [1, 2]}),
    "hdbscan-leaf": (density.hdbscan, {"selection": ["leaf"], "size": [2, 3], "samples": [1, 2]}),
    "hdbscan-epsilon": (
        density.hdbscan,
        {"selection": ["eom"], "size": [2], "samples": [1], "epsilon": distances[::2]},
    ),
    "hac-average": (linkage.average_linkage, {"threshold": [round(t, 3) for t in np.arange(0.1, 0.52, 0.04)]}),
    "chinese-whispers": (graphs.chinese_whispers, {"threshold": cosines}),
    "leiden": (
        graphs.leiden,
        {"threshold": cosines[:6:2], "neighbours": [10], "resolution": [0.05, 0.15, 0.3]},
    ),
    "infomap": (graphs.infomap, {"threshold": cosines, "neighbours": [10]}),
    "immich": (arrival.immich, {"distance": distances, "core": [1, 2, 3]}),
    "ente": (arrival.ente, {"threshold": cosines, "poor_quality": [0.5]}),
    "photoprism": (density.photoprism, {"eps": distances, "samples": [2, 3], "slack": [0.0]}),
    "apple-two-pass": (linkage.two_passes, {"first": [0.45, 0.55, 0.65], "second": [0.2, 0.25, 0.3, 0.35, 0.4, 0.45]}),
}


def settings(grid: dict[str, list]) -> Iterator[dict]:
    for values in itertools.product(*grid.values()):
        yield dict(zip(grid, values))


def run(cluster: Cluster, setting: dict) -> Callable[[Faces], np.ndarray]:
    return lambda faces: cluster(faces, **setting)
