"""Five points of the teacher detector as a second lesson: what the alignment needs, on far more faces than have 68 labels.

The embedder's crops were aligned by such points, and the five derived from the 68 should be where the teacher would put its
own, but for the steady difference between the two definitions (SHIFT).
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..detector.cache import PhotoCache
from ..detector.geometry import MIRROR
from ..detector.held_out import DERIVED
from .align import similarity_to
from .data import random_turn, worsened_crop
from .model import SIDE

# Derived minus teacher's, px of the aligned crop: the mean over 348 CelebA photos with landmarks of 12,500 steps, made symmetric.
SHIFT = np.array([(-0.9, 1.5), (0.9, 1.5), (0, 2.45), (-1.6, -1.28), (1.6, -1.28)])


class TaughtFaces:
    """Faces of the detector's photo cache at least `least` px high or wide that the teacher was sure of."""

    def __init__(self, folder: Path, sources: list[str], least: float = 36, score: float = 0.6):
        self.cache = PhotoCache(folder, sources)
        self.faces = [(i, k) for i, k in self.cache.faces if fits(self.cache.rows(i)[k], least, score)]

    def __len__(self) -> int:
        return len(self.faces)

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A worsened crop uint8 (112, 112, 3) and its five points (5, 2) as shares of the side."""
        i, k = self.faces[rng.integers(len(self.faces))]
        return lesson(self.cache.image(i), self.cache.rows(i)[k], rng)


def fits(face: np.ndarray, least: float, score: float) -> bool:
    return face[14] >= score and max(face[2] - face[0], face[3] - face[1]) >= least


def shifted(five: np.ndarray) -> np.ndarray:
    """(5, 2) teacher's points -> where the five derived from 68 points are expected."""
    linear = similarity_to(five)[:, :2]
    return five + np.linalg.solve(linear, SHIFT.T).T


def lesson(image: np.ndarray, face: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The crop about a face row (15 numbers, detector.decode), turned, moved, scaled, mirrored and worsened at random."""
    degrees, mirror = random_turn(rng)
    size = max(face[2] - face[0], face[3] - face[1])
    picture, matrix = worsened_crop(image, (face[:2] + face[2:4]) / 2, size, degrees, mirror, rng)
    five = shifted(face[4:14].reshape(5, 2).astype(float)) @ matrix[:, :2].T + matrix[:, 2]
    return picture, ((five[MIRROR] if mirror else five) + 0.5) / SIDE


def derived(output: Tensor) -> Tensor:
    """(B, 68, 3) points and log scales -> (B, 5, 3): the means of the groups that the product derives its five points from."""
    return torch.stack([output[:, group].mean(1) for group in DERIVED], 1)
