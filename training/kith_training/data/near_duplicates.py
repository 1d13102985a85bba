"""Find the same picture twice: a 64-bit difference hash."""

import cv2
import numpy as np


def difference_bits(picture: np.ndarray) -> np.ndarray:
    """uint8 RGB or grey, any size -> bool [64]: is each of 8x8 grey cells darker than its right neighbour?"""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA)
    return (small[:, 1:] > small[:, :-1]).reshape(-1)
