"""Rules that place one face after another, as Immich and Ente do. Written from their described behaviour."""

import numpy as np

from exchange import Faces


def immich(faces: Faces, distance: float, core: int) -> np.ndarray:
    """A face with at least `core` faces (itself counted) within the distance may found a person; a face that is
    no core waits until the others are through, then joins the person nearest to it within the distance."""
    n = len(faces.quality)
    cosine = faces.vectors @ faces.vectors.T
    labels = np.full(n, -1)
    waiting, people = [], 0
    for round_of in (list(range(n)), waiting):
        deferred = round_of is waiting
        for i in list(round_of):
            near = np.flatnonzero(cosine[i] >= 1 - distance)
            near = near[np.argsort(-cosine[i, near], kind="stable")]
            matches = near[:core]
            is_core = len(matches) >= core
            if core > 1 and len(matches) <= 1:
                continue
            if not is_core and not deferred:
                waiting.append(i)
                continue
            known = [labels[j] for j in near if labels[j] >= 0]
            if known:
                labels[i] = known[0]
            elif is_core:
                labels[i] = people
                people += 1
    return labels


def ente(faces: Faces, threshold: float, poor_quality: float, stricter: float = 0.08) -> np.ndarray:
    """Each face joins its most similar earlier face if similar enough; blurred or sideways ones must be more so."""
    n = len(faces.quality)
    labels = np.arange(n)
    for i in range(1, n):
        cosine = faces.vectors[:i] @ faces.vectors[i]
        best = int(np.argmax(cosine))
        needed = threshold + (stricter if faces.quality[i] < poor_quality else 0.0)
        if cosine[best] >= needed:
            labels[i] = labels[best]
    return labels
