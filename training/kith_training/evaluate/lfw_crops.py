"""Cut LFW once with a detector and our alignment; kept in the state folder, for reporting only.

    python -m kith_training.evaluate.lfw_crops --lfw MIRROR/umass-vis-lfw... --state STATE \
        --detector ../shared/models/scrfd_500m_kps_dynamic.onnx --images images_deepfunneled
    python -m kith_training.evaluate.lfw_crops --lfw ... --state STATE --pack ../models    # by our own detector and landmarks

Writes STATE/lfw/crops.npy (STATE/lfw-kith/crops.npy with --pack) (uint8 [n, 112, 112, 3]), names.txt ('Person/0001', row order), and
pairs.csv (fold, row a, row b, same) for the 6,000 pairs of view 2. Of several faces the one nearest
the centre is taken (the subject is centred in LFW); where none is found, the centre 1/2 of the photo.
"""

import argparse
import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from kith_training.data.align import TEMPLATE, align
from kith_training.data.git_files import read_files, read_text
from kith_training.data.scrfd import Scrfd
from kith_training.evaluate.own_pipeline import OwnPipeline

# (image, side) -> boxes [n, 4], scores [n], points [n, 5, 2], as Scrfd gives them
Finder = Callable[..., tuple[np.ndarray, np.ndarray, np.ndarray]]


def read_pairs(text: str) -> list[tuple[int, str, str, bool]]:
    """pairs.txt of view 2 -> (fold 0..9, 'Person/0001', 'Person/0004', same)."""
    lines = text.strip().split("\n")
    folds, each = map(int, lines[0].split())
    out = []
    for at, line in enumerate(lines[1:]):
        part = line.split("\t")
        fold = at // (2 * each)
        if len(part) == 3:
            out.append((fold, f"{part[0]}/{int(part[1]):04d}", f"{part[0]}/{int(part[2]):04d}", True))
        else:
            out.append((fold, f"{part[0]}/{int(part[1]):04d}", f"{part[2]}/{int(part[3]):04d}", False))
    if len(out) != folds * each * 2:
        raise ValueError(f"pairs.txt: expected {folds * each * 2} pairs, got {len(out)}")
    return out


def cut(image: np.ndarray, detector: Finder) -> tuple[np.ndarray, bool]:
    boxes, _, points = detector(image, side=320)
    if not len(boxes):
        high, wide = image.shape[:2]
        side = min(high, wide) / 2
        fallback = (TEMPLATE / 112 - 0.5) * side + (wide / 2, high / 2)
        return align(image, fallback), False
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2 - np.array(image.shape[1::-1]) / 2
    return align(image, points[np.argmin((centre**2).sum(1))]), True


def cut_lfw(lfw: Path, images: str, detector: Finder, out: Path) -> None:
    pairs_path = "images_funneled/pairs.txt"
    pairs = read_pairs(read_text(lfw, pairs_path))
    names = sorted({name for _, a, b, _ in pairs for name in (a, b)})
    paths = [f"{images}/{n.split('/')[0]}/{n.replace('/', '_')}.jpg" for n in names]
    crops, missed = np.zeros((len(names), 112, 112, 3), np.uint8), []
    for at, (path, content) in enumerate(read_files(lfw, paths)):
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        crops[at], found = cut(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), detector)
        if not found:
            missed.append(path)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "crops.npy", crops)
    (out / "names.txt").write_text("\n".join(names) + "\n")
    row = {name: at for at, name in enumerate(names)}
    with open(out / "pairs.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("fold", "a", "b", "same"))
        writer.writerows((fold, row[a], row[b], int(same)) for fold, a, b, same in pairs)
    print(f"{len(names)} photos, no face found in {len(missed)}: {missed[:5]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lfw", type=Path, required=True)
    parser.add_argument("--state", type=Path, required=True)
    finder = parser.add_mutually_exclusive_group(required=True)
    finder.add_argument("--detector", type=Path, help="an SCRFD file")
    finder.add_argument("--pack", type=Path, help="folder of our detector.onnx and landmarks.onnx")
    parser.add_argument("--images", default="images_deepfunneled")
    args = parser.parse_args()
    opened = OwnPipeline(args.pack) if args.pack else partial(Scrfd(args.detector), score=0.4)
    cut_lfw(args.lfw, args.images, opened, args.state / ("lfw-kith" if args.pack else "lfw"))
