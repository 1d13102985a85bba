"""Choose a recipe: average precision on the crowd photos kept out of training (cache.held), against the teacher's finds.

    python -m kith_training.detector.validate --state DIR a.onnx b.onnx ../../shared/models/yunet_n_dynamic.onnx

Nothing here is a picture of the evaluation. Teacher's finds >= 0.4 are the labels, poorer ones count neither way.
At last the score that 0.05 finds a photo reach which overlap none of the teacher's (>= 0.25): for the pack's threshold.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .cache import CERTAIN, CROWDS, PhotoCache
from .decode import iou_matrix
from .metrics import pooled_precision
from .reference import OnnxDetector

BANDS = (("8-16", 8, 16), ("16-32", 16, 32), ("32-64", 32, 64), ("64-", 64, 1e9), ("all >= 10", 10, 1e9))


def sizes(boxes: np.ndarray) -> np.ndarray:
    return np.sqrt(np.clip((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]), 0, None))


def band_precision(results, labels, low: float, high: float) -> tuple[float, int]:
    """AP and number of the faces whose size lies in [low, high); other faces, doubtful ones count neither way."""
    inside = lambda boxes: (sizes(boxes) >= low) & (sizes(boxes) < high)
    pairs = zip(results, labels, strict=True)
    return pooled_precision(((f, r[:, :4], (r[:, 14] >= CERTAIN) & inside(r), inside(f)) for f, r in pairs), 0.45)


def unknown(faces: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Scores of the faces found (n,15) that overlap no row of the teacher's by 0.3."""
    if not len(faces) or not len(rows):
        return faces[:, 14]
    return faces[iou_matrix(faces[:, :4], rows[:, :4]).max(1) < 0.3, 14]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path, help="ONNX files; those named yunet* or scrfd* are read as such")
    parser.add_argument("--state", type=Path, default=Path("state/detector"))
    parser.add_argument("--photos", type=int, default=60, help="at most so many of each source")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    strange, photos = {path.stem: [] for path in options.models}, 0
    for source in (s for s in CROWDS if (options.state / "cache" / f"{s}.npz").exists()):
        cache = PhotoCache(options.state / "cache", [source], held_out=True)
        chosen = range(min(len(cache), options.photos))
        photos += len(chosen)
        for path in options.models:
            head = next((h for h in ("yunet", "scrfd") if path.name.startswith(h)), "kith")
            model = OnnxDetector(path, head)
            results = [model.detect(cache.image(i), None, 0.02) for i in chosen]
            figures = (band_precision(results, [cache.rows(i) for i in chosen], *b[1:]) for b in BANDS)
            print(f"{source:9} {path.stem:24}", *[f"{b[0]}: {v:.3f} ({n})" for b, (v, n) in zip(BANDS, figures)], flush=True)
            strange[path.stem] += [unknown(r, cache.rows(i)) for r, i in zip(results, chosen)]
    for name, scores in strange.items():
        print(f"{name:24} score of 0.05 unknown faces a photo: {np.sort(np.concatenate(scores))[::-1][round(0.05 * photos)]:.3f}")


if __name__ == "__main__":
    main()
