"""Decode, shrink and label photos once: the detector trains from the cache this writes.

    python -m kith_training.detector.prepare celeba --mirror DIR --shared DIR --state DIR

Each source gives SOURCE.bin (RGB bytes of all photos, one after another) and SOURCE.npz (offset, height,
width per photo; first face per photo; face rows of the teacher in the cached photo's pixels). The teacher
(scrfd_2.5g) looks at one to three scales, and at the four quarter turns of sources with people upside down (it finds
few faces that are not upright); the finds are merged by suppression. Rows keep scores >= 0.1: training takes those
>= its own threshold and ignores the doubtful rest. Where people have drawn boxes, those are the labels (drawn.py).
Photos of the evaluation are left out (excluded.py).
"""

import argparse
import fcntl
import re
import time
from pathlib import Path

import cv2
import numpy as np

from ..common.machine import use_bf16
from .decode import nms
from .drawn import in_pixels, join, read_drawn
from .excluded import Excluded, evaluation
from .geometry import move_faces
from .reference import OnnxDetector
from .source_table import SOURCES
from .sources import list_pictures, read_pictures, reserved_celeba
from .squeezed import restored


def label(teacher: OnnxDetector, image: np.ndarray, sides, turns=(0,), floor: float = 0.1) -> np.ndarray:
    """Teacher's faces over several scales and quarter turns, (n,15) rows in the image's pixels.

    At the smaller sides only faces large in the picture are believed: that is what those sides are for.
    """
    found = []
    for turn in turns:
        turned = np.ascontiguousarray(np.rot90(image, turn))
        for side in sides:
            faces = teacher.detect(turned, side, floor)
            height = (faces[:, 3] - faces[:, 1]) * side / max(image.shape[:2])
            believed = faces if side == max(sides) else faces[height > 0.1 * side]
            found.append(turn_back(believed, turn, image.shape[:2]))
    return nms(np.concatenate(found), 0.4)


def turn_back(faces: np.ndarray, turn: int, shape: tuple[int, int]) -> np.ndarray:
    """Faces found in np.rot90(image, turn), in the pixels of the image of `shape` (height, width)."""
    height, width = shape
    quarter = {0: [[1, 0, 0], [0, 1, 0]], 1: [[0, -1, width - 1], [1, 0, 0]],
               2: [[-1, 0, width - 1], [0, -1, height - 1]], 3: [[0, 1, 0], [-1, 0, height - 1]]}
    return move_faces(faces, np.array(quarter[turn % 4], float))


def shrink(image: np.ndarray, longest: int) -> np.ndarray:
    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    return cv2.resize(image, [max(1, round(n * scale)) for n in image.shape[1::-1]], interpolation=cv2.INTER_AREA)


def allowed(pictures, excluded: Excluded, source: str):
    for pair in pictures:
        if pair in excluded:
            print(f"{source}: left out {pair[0]}, a photo of the evaluation", flush=True)
        else:
            yield pair


def prepare(source: str, mirror: Path, shared: Path, state: Path, excluded: Excluded, limit: int | None = None):
    spec = SOURCES[source]
    repository = mirror / spec.repository
    names = [n for n in list_pictures(repository) if re.search(spec.pattern, n)][::spec.every]
    if source == "celeba":
        reserved = reserved_celeba(shared, repository)
        names = [n for n in names if Path(n).name not in reserved]
    drawn = read_drawn(spec.drawn, mirror, repository, names) if spec.drawn else None
    if drawn is not None:
        before = {Path(n).name for other in spec.besides for n in np.load(state / "cache" / f"{other}.npz")["names"]}
        names = [n for n in names if n in drawn and Path(n).name not in before]
    teacher = OnnxDetector(shared / "models/scrfd_2.5g_kps_dynamic.onnx", "scrfd", bf16=use_bf16("auto", "cpu"))

    def faces_of(name: str, image: np.ndarray) -> np.ndarray:
        found = label(teacher, image, spec.sides, spec.turns)
        return found if drawn is None else join(in_pixels(drawn[name], image.shape[:2]), found)

    pictures = read_pictures(repository, names[:limit])
    if spec.squeezed:
        pictures = restored(pictures, drawn, mirror)
    write(state / "cache" / source, allowed(pictures, excluded, source), spec.longest, faces_of)


def write(stem: Path, pictures, longest: int, labeller):
    stem.parent.mkdir(parents=True, exist_ok=True)
    offsets, shapes, counts, rows, names, offset, start = [], [], [], [], [], 0, time.time()
    with open(f"{stem}.bin.part", "ab") as out:
        fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError where another process prepares this source
        out.truncate(0)
        for name, original in pictures:
            image = shrink(original, longest)
            faces = labeller(name, image)
            out.write(np.ascontiguousarray(image).tobytes())
            offsets.append(offset), shapes.append(image.shape[:2]), counts.append(len(faces))
            rows.append(faces), names.append(name)
            offset += image.size
            if len(names) % 200 == 0:
                print(f"{stem.name} {len(names)} photos {sum(counts)} faces {time.time() - start:.0f} s", flush=True)
    Path(f"{stem}.bin.part").rename(f"{stem}.bin")
    np.savez(f"{stem}.npz", offset=np.array(offsets, np.int64), shape=np.array(shapes, np.int32),
             first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
             faces=np.concatenate([*rows, np.zeros((0, 15), np.float32)]), names=np.array(names))
    print(f"{stem.name}: {len(names)} photos, {sum(counts)} faces, {offset / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sources", nargs="+", choices=list(SOURCES))
    parser.add_argument("--mirror", type=Path, required=True, help="folder of the fetched repositories")
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--state", type=Path, default=Path("state/detector"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    known = evaluation(options.mirror, options.shared)
    for each in options.sources:
        prepare(each, options.mirror, options.shared, options.state, known, options.limit)
