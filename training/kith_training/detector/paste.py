"""One face with its surroundings, laid over a picture at a size and turn that are drawn."""

import numpy as np

from .geometry import move_faces, paint, similarity


def size_of(face) -> float:
    return float(np.sqrt(max((face[2] - face[0]) * (face[3] - face[1]), 1e-6)))


def log_uniform(rng, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def roll(rng) -> float:
    """Degrees: mostly near upright, falling towards upside down."""
    kind = rng.random()
    return rng.normal(0, 10) if kind < 0.65 else rng.normal(0, 35) if kind < 0.83 else rng.uniform(-180, 180)


def paste_face(canvas, cache, rng, size: float, rows: np.ndarray) -> np.ndarray:
    """Paste one face of about `size` px; skipped where it would cover another face's middle."""
    i, k = cache.faces[rng.integers(len(cache.faces))]
    face, image = cache.rows(i)[k:k + 1], cache.image(i)
    target = rng.uniform(0, canvas.shape[1]), rng.uniform(0, canvas.shape[0])
    matrix = similarity((face[0, :2] + face[0, 2:4]) / 2, target, size / size_of(face[0]), roll(rng), rng.random() < 0.5)
    moved = move_faces(face, matrix)
    centres = (rows[:, :2] + rows[:, 2:4]) / 2
    reach = 0.65 * (size + np.sqrt(np.prod(rows[:, 2:4] - rows[:, :2], 1)))
    if len(rows) and (np.abs(centres - target).max(1) < reach).any():
        return rows
    blend(canvas, image, matrix, moved[0], rng.uniform(1.25, 1.9))
    return np.concatenate([rows, moved])


def blend(canvas, image, matrix, face, reach: float):
    """Paint the photo inside an ellipse of `reach` times the face's box, with a soft edge."""
    half = (face[2:4] - face[:2]) / 2 * reach
    centre = (face[:2] + face[2:4]) / 2
    low = np.maximum(np.floor(centre - half - 1), 0).astype(int)
    high = np.minimum(np.ceil(centre + half + 1), canvas.shape[1::-1]).astype(int)
    if (high - low < 3).any():
        return
    window = canvas[low[1]:high[1], low[0]:high[0]]
    over = window.copy()
    paint(over, image, matrix - np.array([[0, 0, low[0]], [0, 0, low[1]]]))
    ys, xs = np.ogrid[low[1]:high[1], low[0]:high[0]]
    radius = np.sqrt(((xs - centre[0]) / half[0]) ** 2 + ((ys - centre[1]) / half[1]) ** 2)
    alpha = np.clip((1 - radius) * 4, 0, 1)[..., None].astype(np.float32)
    window[:] = (over * alpha + window * (1 - alpha) + 0.5).astype(np.uint8)
