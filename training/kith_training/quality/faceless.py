"""Crops without a face: what a detector's mistakes look like to the embedder."""

from pathlib import Path

import cv2
import numpy as np

from kith_training.data.align import align
from kith_training.detector.cache import PhotoCache
from kith_training.detector.held_out import five_points
from kith_training.landmarks.evaluate import LandmarkModel

SOURCES = ("imagenet", "bsds", "urban", "houses")  # of the detector's cache; photos in which its teacher found nobody
SIDE = 112


def faceless_crops(cache: Path, count: int, seed: int = 21) -> np.ndarray:
    """uint8 [count, 112, 112, 3]: square windows of 16 px to the photo's height, anywhere in a photo without faces."""
    photos = PhotoCache(cache, [name for name in SOURCES if (cache / f"{name}.npz").exists()])
    rng, out = np.random.default_rng(seed), []
    for index in rng.choice(photos.without, count):
        image = photos.image(index)
        most = min(image.shape[:2])
        side = int(np.exp(rng.uniform(np.log(16), np.log(most))))
        top, left = (int(rng.integers(0, length - side + 1)) for length in image.shape[:2])
        window = np.ascontiguousarray(image[top : top + side, left : left + side])
        out.append(cv2.resize(window, (SIDE, SIDE), interpolation=cv2.INTER_AREA if side > SIDE else cv2.INTER_LINEAR))
    return np.stack(out)


def mistaken_crops(cache: Path, landmarks: LandmarkModel, count: int, seed: int = 22) -> np.ndarray:
    """uint8 [n, 112, 112, 3], n <= count: what our detector took for a face and is none (detector/mistaken.py), cut as the product cuts a face.

    Large finds of high score first to be drawn, in the order of the photos. Empty where nothing was looked for.
    """
    sources = sorted(path.name.removesuffix(".mistaken.npz") for path in cache.glob("*.mistaken.npz"))
    photos, rng = PhotoCache(cache, sources), np.random.default_rng(seed)
    count = min(count, len(photos.mistaken))
    drawn = np.sort(rng.choice(len(photos.mistaken), count, replace=False, p=photos.mistaken_chances)) if count else []
    out = np.zeros((count, SIDE, SIDE, 3), np.uint8)
    for crop, (index, row) in zip(out, (photos.mistaken[i] for i in drawn), strict=True):
        image = np.ascontiguousarray(photos.image(index))
        crop[:] = align(image, five_points(landmarks.points(image, row[:4])[0]))
    return out
