"""Find the same picture twice: a 64-bit difference hash."""

import cv2
import numpy as np


def difference_bits(picture: np.ndarray) -> np.ndarray:
    """uint8 RGB or grey, any size -> bool [64]: is each of 8x8 grey cells darker than its right neighbour?"""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA)
    return (small[:, 1:] > small[:, :-1]).reshape(-1)


def difference_hash(crop: np.ndarray) -> int:
    """difference_bits as one number of 64 bits."""
    return int.from_bytes(np.packbits(difference_bits(crop)).tobytes(), "big")


class Seen:
    """Hashes so far; add answers whether a crop within `distance` bits was already there."""

    def __init__(self, distance: int = 3):
        self.distance = distance
        self.buckets: dict[tuple[int, int], list[int]] = {}

    def add(self, crop: np.ndarray) -> bool:
        """True when new. With at most 3 differing bits one of four 16-bit parts is equal (pigeonhole)."""
        value = difference_hash(crop)
        keys = [(part, (value >> (16 * part)) & 0xFFFF) for part in range(4)]
        near = any((value ^ other).bit_count() <= self.distance for k in keys for other in self.buckets.get(k, ()))
        for key in () if near else keys:
            self.buckets.setdefault(key, []).append(value)
        return not near
