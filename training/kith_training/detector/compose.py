"""Training pictures, made from the cache: whole photos, mosaics, crowds of pasted faces, and face-free ones.

Every picture is a function of (cache, side, generator) alone, so a run is repeatable from its seed.
"""

import cv2
import numpy as np

from .cache import CERTAIN, PhotoCache
from .cover import cover
from .degrade import degrade
from .geometry import move_faces, paint, similarity, squeeze, visible
from .paste import log_uniform, paste_face, roll, size_of

KINDS = (("photo", 0.43), ("mosaic", 0.25), ("crowd", 0.12), ("empty", 0.20))
CROWDS = 0.6  # share of photos that show people together, where there are such
CALM_CROWDS, CALM_DEGRADED = 0.8, 0.3  # of calm pictures: share that show people together, and that are degraded
MISTAKEN = 0.125  # share of laid photos that are laid by something that was taken for a face, where such is known (mistaken.py)
LARGE, LARGE_FROM = 0.35, 448  # share of pictures of at least so many px that show a face of 0.3 to 1.1 of the side


def background(canvas, cache: PhotoCache, rng) -> np.ndarray:
    """Fill in place: a face-free picture at a random place and scale, or flat colour with a gradient.

    Returns the picture's doubtful finds as face rows (to be ignored, not taught).
    """
    height, width = canvas.shape[:2]
    if rng.random() < 0.08 or not len(cache.without):
        ends = rng.uniform(0, 255, (2, 3))
        canvas[:] = np.linspace(ends[0], ends[1], height)[:, None]
        return np.zeros((0, 15), np.float32)
    i = rng.choice(cache.without)
    image = cache.image(i)
    scale = max(height / image.shape[0], width / image.shape[1]) * log_uniform(rng, 1.02, 3.5)
    slack = np.array(image.shape[1::-1]) * scale - (width, height)
    middle = np.array(image.shape[1::-1]) / 2
    target = np.array([width, height]) / 2 + rng.uniform(-0.5, 0.5, 2) * np.maximum(slack - 2, 0)
    matrix = similarity(middle, target, scale, 0, rng.random() < 0.5)
    paint(canvas, image, matrix)
    return move_faces(cache.rows(i), matrix)


def anchor_of(cache, rng, crowds: float) -> tuple[int, np.ndarray]:
    """A photo and the row that is to be seen in it: one of its faces, or what was taken for one."""
    if len(cache.mistaken) and rng.random() < MISTAKEN:
        return cache.mistaken[rng.choice(len(cache.mistaken), p=cache.mistaken_chances)]
    i = cache.choose(rng, crowds)
    rows = cache.rows(i)
    return i, rows[rng.choice(np.flatnonzero(rows[:, 14] >= CERTAIN))]


def place_photo(canvas, cache, rng, smallest: float, largest: float, crowds: float = CROWDS, turn=roll) -> np.ndarray:
    """Lay one photo over the canvas, turned by turn(rng) degrees, so that its anchor has a size drawn from the range; its faces."""
    i, anchor = anchor_of(cache, rng, crowds)
    most = min(largest, size_of(anchor) * cache.enlarged(i))
    scale = log_uniform(rng, min(smallest, most), most) / size_of(anchor)
    size = size_of(anchor) * scale
    low, high = min(size * 0.35, canvas.shape[1] * 0.45), canvas.shape[1]
    target = rng.uniform(low, high - low), rng.uniform(low, canvas.shape[0] - low)
    centre = (anchor[:2] + anchor[2:4]) / 2
    matrix = similarity(centre, target, scale, turn(rng), rng.random() < 0.5)
    paint(canvas, cache.image(i), matrix)
    return move_faces(cache.rows(i), matrix)


def make_photo(canvas, cache, rng):
    doubtful, side = background(canvas, cache, rng), canvas.shape[0]
    if side >= LARGE_FROM and rng.random() < LARGE:
        return np.concatenate([doubtful, place_photo(canvas, cache, rng, 0.3 * side, 1.1 * side, 0.1)])
    return np.concatenate([doubtful, place_photo(canvas, cache, rng, 10, 1.2 * side)])


def make_calm(canvas, cache, rng):
    """A photo nearly as it was taken, most often of people together; a fifth without faces."""
    doubtful = background(canvas, cache, rng)
    if rng.random() < 0.2:
        return doubtful
    return np.concatenate([doubtful, place_photo(canvas, cache, rng, 10, 1.2 * canvas.shape[0], CALM_CROWDS, lambda r: r.normal(0, 4))])


def make_mosaic(canvas, cache, rng):
    """A grid of photos with random cuts; faces cut by a seam are dealt with like faces cut by the frame."""
    rows, count = [], int(rng.choice([2, 3], p=[0.7, 0.3]))
    cuts = [np.sort(np.r_[0, (np.arange(1, count) + rng.uniform(-0.25, 0.25, count - 1)) / count, 1]) for _ in "xy"]
    ys, xs = (np.round(c * n).astype(int) for c, n in zip(cuts, canvas.shape))
    for top, bottom in zip(ys, ys[1:]):
        for left, right in zip(xs, xs[1:]):
            tile = canvas[top:bottom, left:right].copy()
            faces = background(tile, cache, rng)
            if rng.random() < 0.9:
                faces = np.concatenate([faces, place_photo(tile, cache, rng, 8, min(tile.shape[:2]))])
            faces = visible(faces, *tile.shape[:2])
            canvas[top:bottom, left:right] = tile
            faces[:, [0, 2, 4, 6, 8, 10, 12]] += left
            faces[:, [1, 3, 5, 7, 9, 11, 13]] += top
            rows.append(faces)
    return np.concatenate(rows)


def make_crowd(canvas, cache, rng):
    """Faces with their surroundings, soft-edged, on a face-free picture; far ones first."""
    rows = background(canvas, cache, rng)
    side, typical = canvas.shape[0], log_uniform(rng, 8, 48)
    count = int(np.clip(rng.uniform(0.05, 0.35) * side * side / (2.2 * typical) ** 2, 2, 40))
    sizes = np.sort(np.clip(typical * np.exp(rng.normal(0, 0.35, count)), 7, side * 0.8))
    for size in sizes:
        rows = paste_face(canvas, cache, rng, size, rows)
    return rows


def make_empty(canvas, cache, rng):
    return background(canvas, cache, rng)


MAKERS = {"photo": make_photo, "mosaic": make_mosaic, "crowd": make_crowd, "empty": make_empty}


def stretch(rng) -> float:
    """Width over height that a picture is seen with: a quarter of them squeezed or widened, as heads turned aside are."""
    return log_uniform(rng, 0.6, 1.5) if rng.random() < 0.25 else 1.0


def compose(cache: PhotoCache, side: int, rng: np.random.Generator, calm: float = 0.0):
    """-> RGB picture (side, side, 3) uint8 and face rows (n,15); rows below CERTAIN are regions to ignore.

    calm: share of pictures that are photos nearly as they were taken: neither turned far, composed nor covered, seldom degraded.
    """
    names, weights = zip(*KINDS)
    quiet = calm > 0 and rng.random() < calm
    aspect = stretch(rng)
    canvas = np.zeros((side, round(side / aspect), 3), np.uint8)
    faces = make_calm(canvas, cache, rng) if quiet else MAKERS[rng.choice(names, p=weights)](canvas, cache, rng)
    if canvas.shape[1] != side:
        faces = squeeze(faces, side / canvas.shape[1])
        canvas = cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA if aspect < 1 else cv2.INTER_LINEAR)
    faces = visible(faces, side, side)
    if not quiet:
        cover(canvas, faces, rng)
    if not quiet or rng.random() < CALM_DEGRADED:
        canvas = degrade(canvas, rng)
    return canvas, faces.astype(np.float32)
