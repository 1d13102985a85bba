"""Moving pictures and their faces together."""

import cv2
import numpy as np

SMALLEST = 6.0  # px; faces below are neither taught nor punished
MIRROR = [1, 0, 2, 4, 3]  # left and right points change places when a picture is mirrored


def similarity(source_centre, target_centre, scale: float, degrees: float, mirror: bool) -> np.ndarray:
    """2x3 matrix: optional mirror, rotation (positive: clockwise on screen), scale; centre to centre."""
    a = np.deg2rad(degrees)
    linear = scale * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    if mirror:
        linear = linear @ np.diag([-1.0, 1.0])
    return np.hstack([linear, (np.asarray(target_centre) - linear @ np.asarray(source_centre))[:, None]])


def move_faces(faces: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Faces under a similarity. A box becomes the frame of its turned inscribed ellipse."""
    if not len(faces):
        return faces.copy()
    linear, shift = matrix[:, :2], matrix[:, 2]
    centre = (faces[:, :2] + faces[:, 2:4]) / 2 @ linear.T + shift
    radii = (faces[:, 2:4] - faces[:, :2]) / 2
    half = np.sqrt((radii**2) @ (linear**2).T)
    points = faces[:, 4:14].reshape(-1, 5, 2) @ linear.T + shift
    if np.linalg.det(linear) < 0:
        points = points[:, MIRROR]
    return np.hstack([centre - half, centre + half, points.reshape(-1, 10), faces[:, 14:]]).astype(np.float32)


def paint(canvas: np.ndarray, image: np.ndarray, matrix: np.ndarray) -> None:
    """Warp the image onto the canvas in place, leaving what it does not cover. Shrinks with area averaging."""
    image, matrix = needed(canvas.shape, image, matrix)
    if min(image.shape[:2]) < 2:
        return
    image, n = shrink_whole(image, np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    matrix = chain(matrix, np.array([[n, 0, (n - 1) / 2], [0, n, (n - 1) / 2]]))
    cv2.warpAffine(image, matrix, canvas.shape[1::-1], dst=canvas, flags=cv2.INTER_LINEAR,
                   borderMode=cv2.BORDER_TRANSPARENT)


def shrink_whole(image: np.ndarray, scale: float):
    """Average blocks of n x n pixels, n = the whole part of 1 / scale; (image, n). Whole factors are fast."""
    n = int(min(1 / scale, *image.shape[:2]))
    if n < 2:
        return image, 1
    height, width = image.shape[0] // n, image.shape[1] // n
    return cv2.resize(image[:height * n, :width * n], (width, height), interpolation=cv2.INTER_AREA), n


def chain(outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """2x3 matrix of: inner first, then outer."""
    return np.hstack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2:] + outer[:, 2:]])


def needed(shape, image: np.ndarray, matrix: np.ndarray):
    """The part of the image that can reach the canvas, and the matrix for it."""
    corners = np.array([[0, 0], [shape[1], 0], [0, shape[0]], [shape[1], shape[0]]], float)
    back = (corners - matrix[:, 2]) @ np.linalg.inv(matrix[:, :2]).T
    margin = 2 + 2 / np.sqrt(abs(np.linalg.det(matrix[:, :2])))
    left, top = np.maximum(np.floor(back.min(0) - margin), 0).astype(int)
    right, bottom = np.minimum(np.ceil(back.max(0) + margin), image.shape[1::-1]).astype(int)
    part = image[top:max(top, bottom), left:max(left, right)]
    return part, chain(matrix, np.array([[1, 0, left], [0, 1, top]], float))


def visible(faces: np.ndarray, height: int, width: int) -> np.ndarray:
    """Clip boxes to the frame. Faces seen less than half get score 0 (ignored), less than a tenth go."""
    if not len(faces):
        return faces
    clipped = faces.copy()
    clipped[:, [0, 2]] = np.clip(faces[:, [0, 2]], 0, width)
    clipped[:, [1, 3]] = np.clip(faces[:, [1, 3]], 0, height)
    area = lambda q: (q[:, 2] - q[:, 0]) * (q[:, 3] - q[:, 1])  # noqa: E731
    share = area(clipped) / np.maximum(area(faces), 1e-6)
    clipped[(share < 0.5) | (area(clipped) < SMALLEST**2), 14] = 0
    return clipped[share > 0.1]


def squeeze(faces: np.ndarray, scale: float) -> np.ndarray:
    """Face rows of a picture whose width is scaled; pixel centres at half units as in cv2.resize."""
    out = faces.copy()
    columns = [0, 2, 4, 6, 8, 10, 12]
    out[:, columns] = (faces[:, columns] + 0.5) * scale - 0.5
    return out
