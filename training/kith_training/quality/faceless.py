"""Crops without a face: what a detector's mistakes look like to the embedder."""

from pathlib import Path

import cv2
import numpy as np

from kith_training.detector.cache import PhotoCache

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
