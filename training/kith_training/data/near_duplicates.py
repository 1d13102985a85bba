"""Find the same picture twice: a 64-bit difference hash of the aligned crop."""

import cv2
import numpy as np


def difference_hash(crop: np.ndarray) -> int:
    """uint8 [112, 112, 3] -> 64 bits: is each of 8x8 grey cells darker than its right neighbour?"""
    grey = cv2.resize(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), (9, 8), interpolation=cv2.INTER_AREA)
    bits = (grey[:, 1:] > grey[:, :-1]).reshape(-1)
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


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
