"""What a detector takes for faces in the training photos and is none (hands, ears, wheels), for training to look at again.

    python -m kith_training.detector.mistaken --state DIR --model ../models/detector.onnx wider lectures imagenet

Pictures are laid so that one of their faces is seen at a drawn size (compose.py): a hand as large as that is seldom in them. SOURCE.mistaken.npz
beside each source's photos: `photo` (n,), its number there, and `rows` (n,15), the finds. Hard negatives (Sung and Poggio 1998), of whole photos.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .cache import LEAST_MISTAKEN, PhotoCache
from .decode import intersections, iou_matrix
from .reference import OnnxDetector

APART = 0.15  # most that a find may overlap anything that the teacher or a person has boxed, poor finds as well


def mistaken(found: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The finds (n,15) that lie on none of the known rows (m,15), nor inside one."""
    areas = np.clip(found[:, 2:4] - found[:, :2], 1e-6, None).prod(-1)
    inside = intersections(found, known).max(1, initial=0) / areas
    return found[(iou_matrix(found, known).max(1, initial=0) < APART) & (inside < 0.5)]


def mine(model: OnnxDetector, cache: PhotoCache, known: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """(numbers of photos (n,), rows (n,15)) of the finds of LEAST_MISTAKEN and more in the photos of `cache` where `known` has nothing."""
    photos, rows = [np.zeros(0, np.int64)], [np.zeros((0, 15), np.float32)]
    for i in range(len(cache)):
        finds = mistaken(model.detect(cache.image(i), None, LEAST_MISTAKEN), known[cache.numbers[i]])
        photos.append(np.full(len(finds), cache.numbers[i]))
        rows.append(finds)
    return np.concatenate(photos), np.concatenate(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--state", type=Path, default=Path("state/detector"))
    parser.add_argument("--model", type=Path, required=True, help="our detector's ONNX file")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    model, folder = OnnxDetector(options.model, "kith"), options.state / "cache"
    for source in options.sources:
        with np.load(folder / f"{source}.npz") as table:
            known = np.split(table["faces"], table["first"][1:-1])
        photos, rows = mine(model, PhotoCache(folder, [source]), known)
        np.savez(folder / f"{source}.mistaken.npz", photo=photos, rows=rows)
        print(f"{source}: {len(rows)} in {len(np.unique(photos))} photos", flush=True)


if __name__ == "__main__":
    main()
