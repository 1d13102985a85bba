"""Pictures to report on, none of which the detector is trained on.

Faces: Helen's test set and AFW (68 points, full-size photos). Face-free pictures: the held-out fifth of the
background sources, in which neither scrfd_2.5g (>= 0.3) nor, by choice of the source, a person is expected;
this choice flatters scrfd_2.5g, not ours. WIDER: 200 validation photos stretched to 416 x 416.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..data.git_files import read_text
from .cache import PhotoCache
from .geometry import move_faces, similarity
from .paste import blend
from .sources import list_pictures, read_pictures

WIDER_COMMIT = "cbae228"  # the photos are in this commit of vishalw-iitk/Widerface_Yolov5
DERIVED = ([36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54])  # five points out of 68


@dataclass
class Labelled:
    name: str
    image: np.ndarray  # RGB
    boxes: np.ndarray  # (n,4)
    points: np.ndarray | None = None  # (n,5,2)


def five_points(points68: np.ndarray) -> np.ndarray:
    return np.stack([points68[group].mean(0) for group in DERIVED])


def face_box(points68: np.ndarray) -> np.ndarray:
    """Hull of the 68 points, raised by a fifth of its height: brow to chin becomes about hairline to chin."""
    low, high = points68.min(0), points68.max(0)
    return np.r_[low - [0, 0.2 * (high - low)[1]], high].astype(np.float32)


def photos68(mirror: Path, folder: str, limit: int | None = None, longest: int = 1600):
    """Photos of 'helen/testset/' or 'afw/afw/'; each with one labelled face, others may be in it."""
    repository = mirror / "Spinkoo+Face-alignement"
    for name, image in read_pictures(repository, list_pictures(repository, folder)[:limit]):
        lines = read_text(repository, str(Path(name).with_suffix(".pts"))).split()
        points = np.array(lines, np.float32).reshape(68, 2) - 1  # the files count from 1
        scale = min(1.0, longest / max(image.shape[:2]))
        if scale < 1:
            image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        points = (points + 0.5) * scale - 0.5
        yield Labelled(name, image, face_box(points)[None], five_points(points)[None])


def pasted(mirror: Path, cache: PhotoCache, size: float, roll: float, count: int, seed: int, side: int = 640):
    """Helen test faces of one size and roll, pasted with their surroundings on held-out face-free pictures.

    As many to a picture as fit a loose grid, at most 16; `count` faces in all; any start gives the same pictures.
    """
    rng = np.random.default_rng([seed, int(size), int(roll) % 360])
    sources = list(photos68(mirror, "helen/testset/", 120, 800)) if not hasattr(pasted, "faces") else pasted.faces
    pasted.faces = sources
    per_row = int(np.clip(side // (2.2 * size), 1, 4))
    pitch, done = side / per_row, 0
    while done < count:
        canvas = plain_background(cache, rng, side)
        boxes, points = [], []
        for cell in range(per_row**2):
            source = sources[rng.integers(len(sources))]
            row = np.r_[source.boxes[0], source.points[0].ravel(), 1].astype(np.float32)[None]
            own = np.sqrt(np.prod(row[0, 2:4] - row[0, :2]))
            spread = max(0.0, pitch / 2 - 0.62 * size)
            target = (np.array([cell % per_row, cell // per_row]) + 0.5) * pitch + rng.uniform(-1, 1, 2) * spread
            matrix = similarity((row[0, :2] + row[0, 2:4]) / 2, target, size / own, roll, False)
            moved = move_faces(row, matrix)[0]
            blend(canvas, source.image, matrix, moved, 1.5)
            boxes.append(moved[:4]), points.append(moved[4:14].reshape(5, 2))
        done += per_row**2
        yield Labelled(f"pasted {size} {roll}", canvas, np.array(boxes), np.array(points))


def plain_background(cache: PhotoCache, rng, side: int) -> np.ndarray:
    image = cache.image(rng.choice(cache.without))
    scale = side / min(image.shape[:2])
    image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    top, left = (int(rng.integers(0, n - side + 1)) for n in image.shape[:2])
    return image[top:top + side, left:left + side].copy()


def wider_labels(mirror: Path) -> dict[str, tuple[int, int, list]]:
    """File name of every WIDER validation photo -> its width, height and labelled boxes."""
    labels = {}
    repository = mirror / "ShiqiYu+libfacedetection.train"
    for line in read_text(repository, "data/widerface/labelv2/val/labelv2.txt").splitlines():
        if line.startswith("#"):
            _, name, width, height = line.split()
            boxes = labels.setdefault(Path(name).name, (int(width), int(height), []))[2]
        elif line.strip():
            boxes.append([float(v) for v in line.split()[:4]])
    return labels


def wider_stretched(mirror: Path):
    """The 200 photos and all labelled faces, scaled to the stretched pictures."""
    labels = wider_labels(mirror)
    repository = mirror / "vishalw-iitk+Widerface_Yolov5"
    names = [n for n in list_pictures(repository, commit=WIDER_COMMIT) if Path(n).name in labels]
    for name, image in read_pictures(repository, names, WIDER_COMMIT):
        width, height, boxes = labels[Path(name).name]
        scale = np.array([image.shape[1] / width, image.shape[0] / height] * 2)
        yield Labelled(name, image, (np.array(boxes, np.float32).reshape(-1, 4) * scale).astype(np.float32))
