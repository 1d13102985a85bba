"""Faces with 68 points: the shared set (Helen, AFW) and YouTube frames; crops as the product cuts them.

The crop: a square around the detection's box, side 1.25 times its longer side, upright (the face may be turned).
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..data.git_files import read_text
from ..detector.degrade import degrade
from ..detector.geometry import paint, similarity
from ..detector.held_out import face_box
from ..detector.sources import read_pictures
from .model import SIDE

CROP_SCALE = 1.25
MIRROR68 = np.array([*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31, 45, 44, 43, 42, 47, 46,
                     39, 38, 37, 36, 41, 40, 54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65])


@dataclass
class Faces:
    images: list  # RGB uint8, about 192 x 192
    points: np.ndarray  # (n, 68, 2) pixels


def read_shared(shared: Path, prefixes: tuple[str, ...]) -> Faces:
    folder = shared / "data/landmarks"
    with open(folder / "points68.csv") as table:
        rows = [r for r in csv.reader(table) if r[0].startswith(prefixes)]
    images = [cv2.cvtColor(cv2.imread(str(folder / r[0])), cv2.COLOR_BGR2RGB) for r in rows]
    return Faces(images, np.array([r[1:] for r in rows], np.float32).reshape(-1, 68, 2))


def read_youtube(mirror: Path) -> Faces:
    """udacity/P1_Facial_Keypoints, cut to 192 x 192 with the points' hull 110 px, like the shared set."""
    repository, images, points = mirror / "udacity+P1_Facial_Keypoints", [], []
    for part in ("training", "test"):
        text = read_text(repository, f"data/{part}_frames_keypoints.csv")
        labels = {r[0]: np.array(r[1:], np.float32).reshape(68, 2) for r in list(csv.reader(io.StringIO(text)))[1:]}
        for name, image in read_pictures(repository, [f"data/{part}/{n}" for n in labels]):
            truth = labels[Path(name).name]
            low, high = truth.min(0), truth.max(0)
            matrix = similarity((low + high) / 2, (95.5, 95.5), 110 / (high - low).max(), 0, False)
            canvas = cv2.warpAffine(image, matrix, (192, 192), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
            images.append(canvas), points.append(truth @ matrix[:, :2].T + matrix[:, 2])
    return Faces(images, np.array(points, np.float32))


def crop(image, box, side: int = SIDE, scale: float = CROP_SCALE, degrees: float = 0.0, mirror: bool = False):
    """(crop, matrix): the square of `scale` times the box's longer side, pixel centres on whole numbers."""
    longest = max(box[2] - box[0], box[3] - box[1]) * scale
    matrix = similarity(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), ((side - 1) / 2,) * 2, side / longest, degrees, mirror)
    canvas = np.zeros((side, side, 3), np.uint8)
    paint(canvas, image, matrix)
    return canvas, matrix


def random_turn(rng) -> tuple[float, bool]:
    """Degrees of a training crop's turn, and whether it is mirrored."""
    return rng.normal(0, 15) if rng.random() < 0.8 else rng.uniform(-60, 60), rng.random() < 0.5


def worsened_crop(image, centre, size: float, degrees: float, mirror: bool, rng):
    """(crop, matrix) about a face of `size` px at `centre`, displaced and scaled as a detector's box would be, and worsened."""
    centre = centre + rng.normal(0, 0.05, 2) * size
    picture, matrix = crop(image, np.r_[centre - size / 2, centre + size / 2], scale=CROP_SCALE * np.exp(rng.normal(0, 0.1)),
                           degrees=degrees, mirror=mirror)
    return occlude(degrade(picture, rng), rng), matrix


def augmented(image, points, rng):
    """A training crop and its points as shares of the side: (112,112,3) uint8, (68,2)."""
    degrees, mirror = random_turn(rng)
    turned = points @ similarity((0, 0), (0, 0), 1, degrees, False)[:, :2].T if not mirror else \
        points @ similarity((0, 0), (0, 0), 1, degrees, True)[:, :2].T
    box = face_box(turned)  # where a detector would see the turned face
    size = (box[2:] - box[:2]).max()
    linear = similarity((0, 0), (0, 0), 1, degrees, mirror)[:, :2]
    centre = np.linalg.solve(linear, (box[:2] + box[2:]) / 2)
    picture, matrix = worsened_crop(image, centre, size, degrees, mirror, rng)
    moved = points @ matrix[:, :2].T + matrix[:, 2]
    return picture, ((moved[MIRROR68] if mirror else moved) + 0.5) / SIDE


def occlude(image, rng):
    """Now and then a flat patch, as of a hand, a hat or a neighbour."""
    if rng.random() < 0.2:
        width, height = rng.integers(12, 45, 2)
        x, y = rng.integers(0, SIDE - 12, 2)
        image[y:y + height, x:x + width] = rng.integers(0, 255, 3)
    return image
