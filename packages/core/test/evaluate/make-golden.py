"""Reference values for packages/core/src/evaluate: scikit-learn where it has the figure, the definition by brute
force where it has not (B-cubed, the detection envelope, mean distances). Run: python make-golden.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, roc_curve
from sklearn.metrics.cluster import pair_confusion_matrix


def rates(p: float, r: float) -> dict:
    return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0}


def claim(found: np.ndarray) -> np.ndarray:
    """-1 becomes a group of its own."""
    alone = found < 0
    out = found.copy()
    out[alone] = found.max() + 1 + np.arange(alone.sum())
    return out


def partition_case(truth: np.ndarray, found: np.ndarray) -> dict:
    own = claim(found)
    (_, fp), (fn, tp) = pair_confusion_matrix(truth, own)
    pairs = rates(tp / (tp + fp) if tp + fp else 1.0, tp / (tp + fn) if tp + fn else 1.0)
    same_truth = truth[:, None] == truth[None, :]
    same_found = own[:, None] == own[None, :]
    both = (same_truth & same_found).sum(1)
    bcubed = rates(float((both / same_found.sum(1)).mean()), float((both / same_truth.sum(1)).mean()))
    return {
        "truth": truth.tolist(),
        "found": found.tolist(),
        "pairwise": pairs,
        "bcubed": bcubed,
        "nmi": float(normalized_mutual_info_score(truth, own)),
        "ari": float(adjusted_rand_score(truth, own)),
        "people": people(truth, own),
    }


def people(truth: np.ndarray, found: np.ndarray) -> dict:
    """The definitions of people-counts.ts, by loops over sets."""
    groups = {g: set(np.flatnonzero(found == g)) for g in np.unique(found)}
    persons = [set(np.flatnonzero(truth == t)) for t in np.unique(truth)]
    persons = [p for p in persons if len(p) >= 2]
    homes = [sum(len(p & g) > len(p) / 2 for p in persons) for g in groups.values()]
    own = [[g for g in groups.values() if len(p & g) >= 2 and 2 * len(p & g) >= len(g)] for p in persons]
    return {
        "recurring": len(persons),
        "found": sum(any(2 * len(p & g) >= len(p) for g in gs) for p, gs in zip(persons, own)),
        "merged": sum(max(0, h - 1) for h in homes),
        "fragmented": sum(len(gs) >= 2 for gs in own),
        "mixed": sum(sum(len(p & g) >= 2 for p in persons) >= 2 for g in groups.values()),
    }


def partition_cases(rng: np.random.Generator) -> list:
    cases = []
    for items, people_count, groups in [(2, 1, 2), (30, 5, 5), (60, 12, 30), (200, 20, 15), (300, 80, 60)]:
        truth = np.minimum(rng.zipf(1.6, items) - 1, people_count - 1)
        noise = rng.integers(0, groups, items)
        keep = rng.random(items) < 0.7
        found = np.where(keep, truth, noise)
        found[rng.random(items) < 0.1] = -1
        cases.append(partition_case(truth, found))
    flat = np.zeros(6, int)
    cases.append(partition_case(flat, flat))
    cases.append(partition_case(flat, np.arange(6)))
    cases.append(partition_case(np.arange(6), flat))
    return cases


def roc_case(rng: np.random.Generator, digits: int) -> dict:
    genuine = np.round(rng.normal(0.58, 0.17, 400), digits)
    impostor = np.round(rng.normal(0.02, 0.07, 3000), digits)
    labels = np.r_[np.ones(400), np.zeros(3000)]
    far, tar, thresholds = roc_curve(labels, np.r_[genuine, impostor], drop_intermediate=False)
    wanted = [1e-1, 1e-2, 1e-3]
    at = []
    for rate in wanted:
        k = np.flatnonzero(far <= rate)[-1]
        at.append({"far": rate, "tar": float(tar[k]), "threshold": float(thresholds[k])})
    points = [[float(f), float(t)] for f, t in zip(far, tar)][:: 50 if digits > 3 else 1]
    return {
        "genuine": genuine.tolist(),
        "impostor": impostor.tolist(),
        "step": 50 if digits > 3 else 1,
        "points": points,
        "at": at,
    }


def iou(a, b) -> float:
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    inter = max(w, 0) * max(h, 0)
    return inter / (a[2] * a[3] + b[2] * b[3] - inter)


def detection_case(rng: np.random.Generator) -> dict:
    pictures = []
    for _ in range(12):
        truth = [[float(v) for v in (*rng.uniform(0, 300, 2), *rng.uniform(20, 60, 2))] for _ in range(rng.integers(0, 6))]
        found = []
        for box in truth:
            if rng.random() < 0.8:
                shifted = [v + float(rng.normal(0, 4)) for v in box]
                found.append({"box": shifted, "score": float(rng.uniform(0.3, 1))})
        for _ in range(rng.integers(0, 4)):
            box = [float(v) for v in (*rng.uniform(0, 300, 2), *rng.uniform(20, 60, 2))]
            found.append({"box": box, "score": float(rng.uniform(0, 0.8))})
        pictures.append({"truth": truth, "detections": found})
    return {"pictures": pictures, "ap": brute_ap(pictures)}


def brute_ap(pictures: list) -> float:
    """Mean over true boxes of the best precision at or beyond the recall that the box brings."""
    everything = sorted(
        ((d["score"], i, d["box"]) for i, p in enumerate(pictures) for d in p["detections"]), reverse=True
    )
    taken, hits = set(), []
    for _, i, box in everything:
        overlaps = [iou(box, t) for t in pictures[i]["truth"]]
        k = int(np.argmax(overlaps)) if overlaps else -1
        good = k >= 0 and overlaps[k] >= 0.5 and (i, k) not in taken
        if good:
            taken.add((i, k))
        hits.append(good)
    tp = np.cumsum(hits)
    precision = tp / np.arange(1, len(hits) + 1)
    total = sum(len(p["truth"]) for p in pictures)
    return float(sum(precision[tp >= k].max() for k in range(1, int(tp[-1]) + 1)) / total)


def distance_case(rng: np.random.Generator) -> dict:
    vectors = rng.normal(size=(40, 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors.astype(np.float32)
    labels = rng.integers(-1, 7, 40)
    labels[0] = 9
    cosine = vectors.astype(float) @ vectors.astype(float).T
    shown = [np.flatnonzero(labels == g) for g in range(7)]
    shown = [g for g in shown if len(g) >= 2]
    intra, inter = [], []
    for a in shown:
        block = cosine[np.ix_(a, a)]
        intra.append(1 - block[np.triu_indices(len(a), 1)].mean())
        inter.append(1 - max(cosine[np.ix_(a, b)].mean() for b in shown if b is not a))
    centres = {int(labels[g[0]]): vectors[g].astype(float).sum(0) for g in shown}
    to_centre = [
        float(v @ c / np.linalg.norm(c)) for v, l in zip(vectors.astype(float), labels) if (c := centres.get(int(l))) is not None
    ]
    return {
        "dimension": 8,
        "vectors": [float(v) for v in vectors.ravel()],
        "labels": labels.tolist(),
        "intra": float(np.mean(intra)),
        "nearestInter": float(np.mean(inter)),
        "belowHalf": sum(c < 0.5 for c in to_centre),
    }


if __name__ == "__main__":
    rng = np.random.default_rng(20261124)
    golden = {
        "made_by": f"make-golden.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
        "partitions": partition_cases(rng),
        "roc": [roc_case(rng, 6), roc_case(rng, 2)],
        "detection": detection_case(rng),
        "distances": distance_case(rng),
    }
    path = pathlib.Path(__file__).with_name("evaluate.golden.json")
    path.write_text(json.dumps(golden, default=lambda v: v.item()) + "\n")
