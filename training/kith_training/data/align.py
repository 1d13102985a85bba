"""Five points -> the 112x112 crop that every embedder here expects."""

import cv2
import numpy as np

TEMPLATE = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)]
)
SIDE = 112


def similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Least-squares similarity (Umeyama 1991, without reflection) of [n, 2] points, as 2x3 float64."""
    source, target = np.asarray(source, float), np.asarray(target, float)
    mean_s, mean_t = source.mean(0), target.mean(0)
    s, t = source - mean_s, target - mean_t
    spread = (s * s).sum()
    if spread < 1e-12:
        raise ValueError("the source points coincide: no similarity transform exists")
    a = (s * t).sum() / spread
    b = (s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum() / spread
    turn = np.array([[a, -b], [b, a]])
    return np.hstack([turn, (mean_t - turn @ mean_s)[:, None]])


def align(image: np.ndarray, points: np.ndarray) -> np.ndarray:
    """uint8 [h, w, 3] and five points in its pixels -> uint8 [112, 112, 3].

    A face more than twice as large as the crop is first shrunk by area, or it would alias.
    """
    matrix = similarity(points, TEMPLATE)
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 0.5:
        shrink = scale * 2
        size = max(1, round(image.shape[1] * shrink)), max(1, round(image.shape[0] * shrink))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        matrix = similarity((np.asarray(points) + 0.5) * shrink - 0.5, TEMPLATE)
    return cv2.warpAffine(image, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
