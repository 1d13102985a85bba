"""Detection figures: matching, recall, average precision, false positives, five-point error."""

import numpy as np

from .decode import iou_matrix


def match(faces: np.ndarray, boxes: np.ndarray, least: float):
    """Greedy by score, each label once (WIDER's rule). faces (n,15) best first -> label index or -1, (n,)."""
    result, free = np.full(len(faces), -1), np.ones(len(boxes), bool)
    overlaps = iou_matrix(faces[:, :4], boxes) if len(faces) and len(boxes) else np.zeros((len(faces), len(boxes)))
    for i, row in enumerate(overlaps):
        row = np.where(free, row, 0)
        if len(row) and row.max() >= least:
            result[i] = row.argmax()
            free[result[i]] = False
    return result


def average_precision(scores: np.ndarray, correct: np.ndarray, labels: int) -> float:
    """Area under the precision envelope over recall, every point (VOC 2010 and later)."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(correct[order])
    recall, precision = hits / labels, hits / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(np.r_[0, recall]) * envelope).sum())


def pooled_precision(photos, overlap: float) -> tuple[float, int]:
    """AP over all photos, and the number of labels that count.

    photos: per photo the faces found (best first), all labelled boxes, which of them count, and which of the faces count
    where they meet no label. A face that meets a label counts as that label does.
    """
    scores, correct, total = [], [], 0
    for faces, boxes, counted, alone in photos:
        owner = match(faces, boxes, overlap)
        keep = np.where(owner >= 0, counted[owner] if len(counted) else False, alone)
        total += int(counted.sum())
        scores.append(faces[keep, 14]), correct.append(owner[keep] >= 0)
    return average_precision(np.concatenate(scores), np.concatenate(correct), max(1, total)), total


def wider_ap(results, labelled, least_height: float, overlap: float = 0.5) -> tuple[float, int]:
    """AP where labels lower than `least_height` px (in the picture given) count neither way."""
    high = lambda boxes: boxes[:, 3] - boxes[:, 1] >= least_height
    return pooled_precision(((f, p.boxes, high(p.boxes), high(f)) for f, p in zip(results, labelled)), overlap)


def found_by_points(faces: np.ndarray, points: np.ndarray) -> tuple[bool, float]:
    """Whether a detection lies on a face given by its five points, and its mean point error / eye distance.

    A hit: the detection's centre is within 0.75 eye distances of the points' centre, and its longer side is
    1.3 to 5 eye distances. Independent of how tight a detector draws its boxes.
    """
    eyes = np.linalg.norm(points[0] - points[1])
    span = max(eyes, 0.8 * np.linalg.norm(points[:2].mean(0) - points[3:].mean(0)))  # profile: eyes draw together
    centres = (faces[:, :2] + faces[:, 2:4]) / 2
    sides = (faces[:, 2:4] - faces[:, :2]).max(1)
    near = np.linalg.norm(centres - points.mean(0), axis=1) < 0.75 * span
    hits = faces[near & (sides > 1.3 * span) & (sides < 5 * span)]
    if not len(hits):
        return False, np.nan
    error = np.linalg.norm(hits[0, 4:14].reshape(5, 2) - points, axis=1).mean() / span
    return True, float(error)
