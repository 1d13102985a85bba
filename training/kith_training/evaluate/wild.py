"""How often strangers are taken for one another in photos as they are: faces turned away, masked, blurred, dark, small.

    python -m kith_training.evaluate.wild --state STATE --out ../evaluation/results/embedder.csv mbf edgeface-xs ../models/embedder-base-int8.onnx

STATE/wild-apart holds the faces of photos that no model learns from (data.wild --apart). Faces of two origins are strangers. Each net has the thresholds that
1 in 1,000 and 1 in 10,000 pairs of unrelated people pass in the posed pictures of held-out families, as the manifest states them;
times@1e-3 and times@1e-4 are how many times that share of the strangers' pairs pass them. trusted_: among faces whose quality, where the
net says one, is at least the engine's gate.
"""

from pathlib import Path

import numpy as np

from kith_training.data.splits import read_split
from kith_training.evaluate.command import measure_each
from kith_training.evaluate.posed import posed_thresholds

# Sources that may show the same people: one origin.
TOGETHER = {"waiters": "wider", "shoppers": "wider", "covered": "masks", "masked": "masks", "troupes": "masks"}
GATE = 0.3  # quality from which a face may found a person (packages/core/src/people/engine-thresholds.ts)
RATES = (1e-3, 1e-4)


def origins_of(sources: np.ndarray) -> np.ndarray:
    names = [source.removeprefix("wild-") for source in sources]
    return np.array([TOGETHER.get(name, name) for name in names])


def strangers(vectors: np.ndarray, origin: np.ndarray) -> np.ndarray:
    """Cosines of all pairs of two origins."""
    apart = np.triu(origin[:, None] != origin[None], 1)
    return (vectors @ vectors.T)[apart]


def times(scores: np.ndarray, thresholds: dict[float, float], prefix: str = "") -> dict[str, float]:
    return {f"{prefix}times@{rate:.0e}".replace("e-0", "e-"): float((scores > t).mean() / rate) for rate, t in thresholds.items()}


def wild_figures(embed, state: Path) -> dict[str, float]:
    folder = state / "wild-apart"
    crops, origin = np.load(folder / "crops.npy"), origins_of(read_split(folder / "index.tsv").source)
    thresholds, answer = posed_thresholds(embed, state, RATES), embed.raw(crops)
    vectors = answer[0] / np.linalg.norm(answer[0], axis=1, keepdims=True)
    out = {"faces": float(len(crops))} | times(strangers(vectors, origin), thresholds)
    if len(answer) > 1:
        good = answer[1][:, 0] >= GATE
        out |= {"trusted_faces": float(good.sum())} | times(strangers(vectors[good], origin[good]), thresholds, "trusted_")
    return out


if __name__ == "__main__":
    measure_each(__doc__, "wild-strangers", wild_figures)
