"""The five-point alignment of the product: least-squares similarity to the ArcFace template, 112 x 112."""

import cv2
import numpy as np

from ..detector.geometry import paint

TEMPLATE = np.array([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655],
                     [70.7299, 92.2041]])


def similarity_to(points: np.ndarray, target: np.ndarray = TEMPLATE) -> np.ndarray:
    """2x3 least-squares similarity without mirroring (Umeyama 1991, eq. 40-43, in the plane)."""
    a, b = points - points.mean(0), target - target.mean(0)
    real, imaginary = (a * b).sum(), (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()
    c, s = np.array([real, imaginary]) / (a**2).sum()
    linear = np.array([[c, -s], [s, c]])
    return np.hstack([linear, (target.mean(0) - linear @ points.mean(0))[:, None]])


def aligned(image: np.ndarray, points: np.ndarray) -> np.ndarray:
    canvas = np.zeros((112, 112, 3), np.uint8)
    paint(canvas, image, similarity_to(np.asarray(points, float)))
    return canvas


def small_enough(image: np.ndarray, longest: int = 1280):
    scale = min(1.0, longest / max(image.shape[:2]))
    return (cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image), scale
