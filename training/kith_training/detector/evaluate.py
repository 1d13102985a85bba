"""Measure detectors side by side; figures are appended to a CSV.

    python -m kith_training.detector.evaluate --kith models/detector.onnx --mirror DIR --shared DIR --state DIR

All see the same pictures at the same input size, one scale, suppression at IoU 0.45. So that scores mean
the same, each model's threshold is set on face-free pictures: the score it exceeds once in 20 pictures
(`fppi 0.05`). Recall is then counted at that threshold. See held_out.py for the pictures.
"""

import argparse
import csv
import datetime
from pathlib import Path

import cv2
import numpy as np

from .cache import HELD, PhotoCache
from .held_out import pasted, photos68, wider_stretched
from .metrics import found_by_points, wider_ap
from .reference import OnnxDetector

SIZES = (8, 10, 12, 16, 20, 28, 40, 64, 100, 160, 250, 400)
ROLLS = (0, 15, 30, 45, 60, 90, 120, 150, 180)
REFERENCES = {"yunet": ("yunet_n_dynamic.onnx", "yunet"), "scrfd_500m": ("scrfd_500m_kps_dynamic.onnx", "scrfd"),
              "scrfd_2.5g": ("scrfd_2.5g_kps_dynamic.onnx", "scrfd")}


class Report:
    """Rows (date, set, model, figure, value, n), printed and appended."""

    def __init__(self, path: Path | None):
        self.path, self.date = path, datetime.datetime.now().strftime("%Y-%m-%d %H:%M")

    def add(self, protocol: str, model: str, figure: str, value: float, n: int):
        print(f"{protocol:22} {model:12} {figure:28} {value:8.4f}  n={n}", flush=True)
        if self.path:
            new = not self.path.exists()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "a", newline="") as out:
                rows = csv.writer(out, lineterminator="\n")
                if new:
                    rows.writerow(["date", "set", "model", "figure", "value", "n"])
                rows.writerow([self.date, protocol, model, figure, f"{value:.4f}", n])


def face_free(models, cache: PhotoCache, report: Report, count: int) -> dict[str, float]:
    """Threshold of each model at 0.05 false positives per picture; the counts at its usual thresholds too."""
    clean = [i for i in cache.without if not len(cache.rows(i))]  # not even a doubtful find of the teacher
    chosen = clean[:: max(1, len(clean) // count)][:count]
    thresholds = {}
    for name, model in models.items():
        best = np.sort(np.concatenate([model.detect(cache.image(i), 640, 0.05)[:, 14] for i in chosen]))[::-1]
        allowed = int(0.05 * len(chosen))
        thresholds[name] = max(float(best[allowed]) if len(best) > allowed else 0.05, 0.05)
        report.add("face-free", name, "threshold at fppi 0.05", thresholds[name], len(chosen))
        for score in (0.3, 0.4, 0.5, 0.6, 0.7):
            report.add("face-free", name, f"false positives >= {score}", float((best >= score).sum()), len(chosen))
    return thresholds


def recall_on(models, photos, thresholds, report: Report, protocol: str, side: int | None):
    hits, errors, total = {m: 0 for m in models}, {m: [] for m in models}, 0
    for photo in photos:
        total += len(photo.points)
        for name, model in models.items():
            faces = model.detect(photo.image, side, thresholds[name])
            for points in photo.points:
                found, error = found_by_points(faces, points)
                hits[name] += found
                errors[name] += [error] if found else []
    for name in models:
        report.add(protocol, name, "recall", hits[name] / total, total)
        if errors[name]:
            report.add(protocol, name, "five-point error", float(np.mean(errors[name])), len(errors[name]))


def wider(models, mirror: Path, report: Report):
    photos = list(wider_stretched(mirror))
    for side in (416, 640):
        for name, model in models.items():
            results = [model.detect(p.image, side, 0.02) for p in photos]
            for height in (0, 6, 10, 16, 32):
                value, n = wider_ap(results, photos, height)
                report.add(f"wider-200 at {side}", name, f"AP, faces >= {height} px of 416", value, n)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kith", type=Path, help="our exported detector; without it, the references alone")
    parser.add_argument("--mirror", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--state", type=Path, default=Path("state/detector"))
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--references", default="yunet,scrfd_500m,scrfd_2.5g")
    parser.add_argument("--faces", type=int, default=200, help="pasted faces per size and per roll")
    parser.add_argument("--only", default="face-free,size,roll,wider,helen,afw")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    report = Report(options.csv)
    models = {"kith": OnnxDetector(options.kith, "kith")} if options.kith else {}
    for name in filter(None, options.references.split(",")):
        models[name] = OnnxDetector(options.shared / "models" / REFERENCES[name][0], REFERENCES[name][1])
    run(models, options, report, options.only.split(","))


def run(models, options, report, parts):
    sources = [s for s in HELD if (options.state / "cache" / f"{s}.npz").exists()]
    cache = PhotoCache(options.state / "cache", sources, held_out=True)
    thresholds = face_free(models, cache, report, 200)
    if "size" in parts:
        for size in SIZES:
            count = options.faces if size < 100 else options.faces // 4
            recall_on(models, pasted(options.mirror, cache, size, 0, count, 7), thresholds, report, f"pasted {size} px", None)
    if "roll" in parts:
        for roll in ROLLS:
            recall_on(models, pasted(options.mirror, cache, 56, roll, options.faces, 8), thresholds, report,
                      f"pasted roll {roll}", None)
    if "wider" in parts:
        wider(models, options.mirror, report)
    for part, folder in (("helen", "helen/testset/"), ("afw", "afw/afw/")):
        if part in parts:
            recall_on(models, photos68(options.mirror, folder), thresholds, report, f"{part} at 640", 640)


if __name__ == "__main__":
    main()
