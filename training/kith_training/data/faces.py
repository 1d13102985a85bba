"""Pictures -> aligned faces worth training on: wide enough, in colour, not blurred."""

import cv2
import numpy as np

from kith_training.data.align import align
from kith_training.data.scrfd import Scrfd

SMALLEST = 40  # pixels of face width in the original
PORTRAIT_SIDE = 160  # detector input for pictures that one face fills, after a margin
MARGIN = 0.25  # of the longer side, black: without it faces that touch the edge score low
GREYEST = 3.0  # mean distance of red and blue from green, in levels
SOFTEST = 12.0  # variance of the Laplacian of the grey crop


def decode(content: bytes | None) -> np.ndarray | None:
    """RGB pixels, or None for what is no readable picture."""
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR) if content else None
    return None if image is None else cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def in_colour(crop: np.ndarray) -> bool:
    pixels = crop.astype(np.int16)
    return float(np.abs(pixels[..., ::2] - pixels[..., 1:2]).mean()) >= GREYEST


def sharpness(crop: np.ndarray) -> float:
    """Variance of the Laplacian of the grey crop."""
    return float(cv2.Laplacian(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), cv2.CV_32F).var())


def fault_of(crop: np.ndarray, width: int) -> str | None:
    """Why a face is of no use, or None."""
    if width < SMALLEST:
        return "small"
    if not in_colour(crop):
        return "grey"
    return "blurred" if sharpness(crop) < SOFTEST else None


def faces_in(image: np.ndarray, detector: Scrfd, every: bool, portrait: bool = False) -> list[tuple[np.ndarray, int, float]]:
    """(crop, face width in pixels, score) of every face, or of the largest alone; the largest first."""
    margin = round(MARGIN * max(image.shape[:2])) if portrait else 0
    if margin:
        image = cv2.copyMakeBorder(image, margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    boxes, scores, points = detector(image, side=PORTRAIT_SIDE if portrait else 640, score=0.55)
    wide = boxes[:, 2] - boxes[:, 0] if len(boxes) else np.zeros(0)
    order = np.argsort(-wide)
    return [(align(image, points[i]), int(wide[i]), float(scores[i])) for i in (order if every else order[:1])]
