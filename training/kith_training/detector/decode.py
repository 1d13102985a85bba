"""From raw head outputs to faces: anchor-free distance decoding and non-maximum suppression.

A face row is 15 numbers: x1 y1 x2 y2, five points x y (left eye, right eye, nose, left and right mouth
corner, as seen in the picture), score. Units are pixels of the network's input.
"""

import numpy as np

STRIDES = (8, 16, 32)
VOTE_IOU = 0.5  # overlap from which on a candidate has a say in where a face is


def grid(height: int, width: int, stride: int, anchors: int = 1) -> np.ndarray:
    """Cell origins (x, y) in pixels, row by row, each repeated `anchors` times: (cells * anchors, 2)."""
    ys, xs = np.mgrid[0 : height // stride, 0 : width // stride]
    cells = np.stack([xs, ys], -1).reshape(-1, 1, 2).repeat(anchors, 1)
    return cells.reshape(-1, 2).astype(np.float32) * stride


def distances_to_faces(centres, scores, distances, points, stride) -> np.ndarray:
    """(n,2), (n,), (n,4) l t r b and (n,10) point offsets, both in strides -> (n,15) face rows."""
    boxes = np.concatenate([centres - distances[:, :2] * stride, centres + distances[:, 2:] * stride], 1)
    landmarks = points.reshape(-1, 5, 2) * stride + centres[:, None]
    return np.concatenate([boxes, landmarks.reshape(-1, 10), scores[:, None]], 1)


def intersections(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Area that every box of a shares with every box of b: (n, m)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:4], b[None, :, 2:4])
    return np.clip(high - low, 0, None).prod(-1)


def iou_matrix(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of every box of a with every box of b: (n, m)."""
    inter = intersections(a, b)
    area = lambda q: (q[:, 2] - q[:, 0]) * (q[:, 3] - q[:, 1])  # noqa: E731
    return inter / np.maximum(area(a)[:, None] + area(b)[None] - inter, 1e-9)


def nms(faces: np.ndarray, threshold: float = 0.45) -> np.ndarray:
    """Greedy suppression by score; returns the kept rows, best first."""
    faces = faces[np.argsort(-faces[:, 14], kind="stable")]
    kept = []
    while len(faces):
        kept.append(faces[0])
        faces = faces[1:][iou_matrix(faces[:1], faces[1:])[0] <= threshold]
    return np.array(kept, np.float32).reshape(-1, 15)


def vote(kept: np.ndarray, candidates: np.ndarray, least: float = VOTE_IOU) -> np.ndarray:
    """Box voting (Gidaris and Komodakis 2015): box and points become the mean over the candidates that overlap a kept row most, and by `least` at
    least, weighted by the cube of their score. As packages/core/src/faces/vote.ts does."""
    if not len(kept):
        return kept
    overlaps = iou_matrix(kept[:, :4], candidates[:, :4])
    weights = np.where((overlaps >= least) & (np.arange(len(kept))[:, None] == overlaps.argmax(0)), candidates[:, 14] ** 3, 0)
    total = weights.sum(1, keepdims=True)
    voted = kept.copy()
    voted[:, :14] = np.where(total > 0, weights @ candidates[:, :14] / np.maximum(total, 1e-12), kept[:, :14])
    return voted
