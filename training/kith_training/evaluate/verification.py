"""Measures of verification from scores of genuine and impostor pairs."""

import numpy as np


def tar_at_far(genuine: np.ndarray, impostor: np.ndarray, far: float) -> float:
    """Share of genuine scores above the threshold that at most `far` of the impostors pass."""
    if not len(genuine) or not len(impostor):
        return float("nan")
    return float((genuine > threshold_at_far(impostor, far)).mean())


def threshold_at_far(impostor: np.ndarray, far: float) -> float:
    """The smallest impostor score such that at most far * n impostors lie above it."""
    allowed = int(far * len(impostor))
    return float(np.partition(impostor, len(impostor) - 1 - allowed)[len(impostor) - 1 - allowed])


def best_threshold(scores: np.ndarray, same: np.ndarray) -> float:
    """Threshold t that maximises the accuracy of `score > t`; midway between two scores."""
    order = np.argsort(scores)
    ranked, genuine = scores[order], same[order]
    below = np.concatenate([[0], np.cumsum(~genuine)])  # impostors at or under the cut
    above = genuine.sum() - np.concatenate([[0], np.cumsum(genuine)])
    between = np.concatenate([[True], ranked[1:] > ranked[:-1], [True]])  # no cut inside a tie
    at = int(np.argmax(np.where(between, below + above, -1)))
    low = ranked[at - 1] if at else ranked[0] - 1
    high = ranked[at] if at < len(scores) else ranked[-1] + 1
    return float((low + high) / 2)


def fold_accuracy(scores: np.ndarray, same: np.ndarray, fold: np.ndarray) -> tuple[float, float]:
    """LFW's protocol: per fold the threshold of the other nine; mean accuracy and its standard error."""
    accuracies = []
    for number in np.unique(fold):
        inside = fold == number
        threshold = best_threshold(scores[~inside], same[~inside])
        accuracies.append(float(((scores[inside] > threshold) == same[inside]).mean()))
    return float(np.mean(accuracies)), float(np.std(accuracies, ddof=1) / np.sqrt(len(accuracies)))


def labelled_pairs(left: np.ndarray, right: np.ndarray, label: np.ndarray):
    """Cosines of (same person, relatives, unrelated) pairs i < j; left and right embed the same
    faces, perhaps differently (clean and shrunk); a label is family/person."""
    scores = left @ right.T
    family = np.array([name.split("/")[0] for name in label])
    upper = np.triu(np.ones_like(scores, bool), 1)
    same = label[:, None] == label[None]
    kin = (family[:, None] == family[None]) & ~same
    return scores[upper & same], scores[upper & kin], scores[upper & ~same & ~kin]
