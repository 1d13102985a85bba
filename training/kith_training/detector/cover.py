"""Hands, hats, masks and neighbours: something laid over a part of a face. The label stays; the teacher scores such faces low."""

import cv2
import numpy as np

from .cache import CERTAIN
from .paste import log_uniform, size_of

PICTURES, FACES = 0.3, 0.5  # share of pictures that have covered faces, and of the faces in them
LEAST = 16  # px; of smaller faces nothing would be left


def texture(canvas: np.ndarray, height: int, width: int, rng) -> np.ndarray:
    """uint8 [height, width, 3]: one colour, or a piece of the picture itself at another place."""
    if rng.random() < 0.4:
        return np.full((height, width, 3), rng.integers(0, 256, 3), np.uint8)
    top, left = (int(rng.integers(0, max(1, whole - part + 1))) for whole, part in zip(canvas.shape, (height, width)))
    piece = canvas[top:top + height, left:left + width]
    return cv2.resize(piece, (width, height)) if piece.shape[:2] != (height, width) else piece.copy()


def cover_face(canvas: np.ndarray, face: np.ndarray, rng) -> None:
    """Paint over 15 to 50 % of a face's box, in place, from a side of it: an ellipse or a rectangle, somewhat turned."""
    low, high = face[:2], face[2:4]
    size, share = high - low, rng.uniform(0.15, 0.5)
    across, along = share * log_uniform(rng, 0.8, 1.25), log_uniform(rng, 0.7, 1.4)
    angle = rng.choice([0.5, 0.5, 1.5, 0.0, 1.0]) * np.pi  # below (as masks and hands) twice as often as above or at a side
    out = np.array([np.cos(angle), np.sin(angle)])
    centre = (low + high) / 2 + out * size * (0.5 - across / 2) + rng.normal(0, 0.05, 2) * size
    half = np.where(np.abs(out) > 0.5, across, along) * size / 2
    start = np.maximum(np.floor(centre - half * 1.3), 0).astype(int)
    stop = np.minimum(np.ceil(centre + half * 1.3), canvas.shape[1::-1]).astype(int)
    if (stop - start < 2).any():
        return
    ys, xs = np.mgrid[start[1]:stop[1], start[0]:stop[0]].astype(np.float32)
    turn = rng.normal(0, 0.25)
    x, y = (xs - centre[0]) / half[0], (ys - centre[1]) / half[1]
    x, y = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    inside = x**2 + y**2 < 1 if rng.random() < 0.5 else (np.abs(x) < 0.9) & (np.abs(y) < 0.9)
    window = canvas[start[1]:stop[1], start[0]:stop[0]]
    window[inside] = texture(canvas, *window.shape[:2], rng)[inside]


def cover(canvas: np.ndarray, faces: np.ndarray, rng) -> None:
    """Cover some of the certain faces (n,15) of some pictures, in place."""
    if rng.random() >= PICTURES:
        return
    for face in faces:
        if face[14] >= CERTAIN and size_of(face) >= LEAST and rng.random() < FACES:
            cover_face(canvas, face, rng)
