"""Fits core's quality weights (packages/core/src/faces/quality.ts) to what measure-quality.ts wrote.

A face's vector can be trusted when its cosine to the mean of its person's other photos (as first seen) passes
the threshold that unrelated people pass once in 10,000 pairs of this set. Logistic regression; half of the people to
fit, half to report on. Several CSVs (one a detector) are fitted
together, so that the weights do not lean on one detector's scale of scores. Usage: fit_quality.py <csv> [<csv>…]
"""

import csv
import sys
from collections import defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

FEATURES = ["scale", "sharpness", "yaw", "pitch", "score"]


def main() -> None:
    csv.field_size_limit(10**7)
    rows = [r for path in sys.argv[1:] for r in csv.DictReader(open(path))]
    vectors = np.array([np.array(r["vector"].split(), float) for r in rows])
    features = np.array([[float(r[f]) for f in FEATURES] for r in rows])
    person, photo, seen = ([r[k] for r in rows] for k in ("person", "photo", "seen"))
    full = defaultdict(dict)
    for i, r in enumerate(rows):
        if seen[i] == "1":
            full[person[i]][photo[i]] = vectors[i]
    means = {p: mean_of(list(v.values())) for p, v in full.items()}
    names = sorted(means)
    impostor = np.sort(
        np.concatenate([[v @ means[q] for q in names if q != p] for p in names for v in full[p].values()])
    )
    threshold = impostor[int(len(impostor) * 0.9999)]
    kept, genuine = [], []
    for i in range(len(rows)):
        others = [v for k, v in full[person[i]].items() if k != photo[i]]
        if len(others) >= 3:
            kept.append(i)
            genuine.append(vectors[i] @ mean_of(others))
    x, y = features[kept], np.array(genuine) > threshold
    half = np.array([names.index(person[i]) % 2 == 0 for i in kept])
    model = LogisticRegression(C=0.2, max_iter=1000).fit(x[half], y[half])
    p = model.predict_proba(x[~half])[:, 1]
    print(f"threshold {threshold:.3f}; {len(kept)} faces, {y.mean():.3f} trusted")
    print("bias", round(float(model.intercept_[0]), 2), dict(zip(FEATURES, np.round(model.coef_[0], 2).tolist())))
    print(f"held-out people: AUC {roc_auc_score(y[~half], p):.3f}; by decile of the guess (guess, truth):")
    for part in np.array_split(np.argsort(p), 10):
        print(f"  {p[part].mean():.2f} {y[~half][part].mean():.2f}")
    for k, f in enumerate(FEATURES):
        print(f"  AUC of {f} alone: {roc_auc_score(y[~half], x[~half][:, k]):.3f}")


def mean_of(vectors: list) -> np.ndarray:
    total = np.sum(vectors, axis=0)
    return total / np.linalg.norm(total)


if __name__ == "__main__":
    main()
