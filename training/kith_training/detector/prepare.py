"""Decode, shrink and label photos once: the detector trains from the cache this writes.

    python -m kith_training.detector.prepare celeba --mirror DIR --shared DIR --state DIR

Each source gives SOURCE.bin (RGB bytes of all photos, one after another) and SOURCE.npz (offset, height,
width per photo; first face per photo; face rows of the teacher in the cached photo's pixels). The teacher
(scrfd_2.5g) looks at two or three scales; the finds are merged by suppression. Rows keep scores >= 0.2:
training takes those >= its own threshold and ignores the doubtful rest.
"""

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .decode import nms
from .reference import OnnxDetector
from .sources import list_pictures, read_pictures, reserved_celeba



@dataclass(frozen=True)
class Source:
    repository: str  # directory in the mirror: owner+name
    pattern: str  # which files
    longest: int  # px, side of the cached photo
    sides: tuple[int, ...]  # px, the teacher's scales
    every: int = 1  # take each n-th file


SOURCES = {
    "celeba": Source("matush97+faceRecognition", r"^Celeb/", 512, (640, 320)),
    "helen": Source("Spinkoo+Face-alignement", r"^helen/trainset/", 640, (960, 640, 256)),
    "imagenet": Source("EliSchwartz+imagenet-sample-images", r"", 512, (640, 1024, 320)),
    "bsds": Source("BIDS+BSDS500", r"^BSDS500/data/images/", 512, (960, 320)),
    "urban": Source("jbhuang0604+SelfExSR", r"^data/(Urban100|Sun-Hays80)/.*_HR\.", 640, (960, 320)),
    "coco": Source("lightly-ai+coco128_yolo", r"^images/train2017/", 640, (960, 640, 320)),
    "utk": Source("mattans+AgeProgression", r"^data/UTKFace/unlabeled/", 200, (224,), 8),
}


def label(teacher: OnnxDetector, image: np.ndarray, sides, floor: float = 0.2) -> np.ndarray:
    """Teacher's faces over several scales, (n,15) rows in the image's pixels.

    At the smaller sides only faces large in the picture are believed: that is what those sides are for.
    """
    found = []
    for side in sides:
        faces = teacher.detect(image, side, floor)
        height = (faces[:, 3] - faces[:, 1]) * side / max(image.shape[:2])
        found.append(faces if side == max(sides) else faces[height > 0.1 * side])
    return nms(np.concatenate(found), 0.4)


def shrink(image: np.ndarray, longest: int) -> np.ndarray:
    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    return cv2.resize(image, [max(1, round(n * scale)) for n in image.shape[1::-1]], interpolation=cv2.INTER_AREA)


def prepare(source: str, mirror: Path, shared: Path, state: Path, limit: int | None = None):
    spec = SOURCES[source]
    git = mirror / spec.repository / "repo"
    git = git / ".git" if (git / ".git").exists() else git
    names = [n for n in list_pictures(git) if re.search(spec.pattern, n)][::spec.every]
    if source == "celeba":
        reserved = reserved_celeba(shared, git)
        names = [n for n in names if Path(n).name not in reserved]
    teacher = OnnxDetector(shared / "models/scrfd_2.5g_kps_dynamic.onnx", "scrfd")
    write(state / "cache" / source, read_pictures(git, names[:limit]), spec.longest,
          lambda im: label(teacher, im, spec.sides))


def write(stem: Path, pictures, longest: int, labeller):
    stem.parent.mkdir(parents=True, exist_ok=True)
    offsets, shapes, counts, rows, names, offset, start = [], [], [], [], [], 0, time.time()
    with open(f"{stem}.bin.part", "wb") as out:
        for name, original in pictures:
            image = shrink(original, longest)
            faces = labeller(image)
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
    for each in options.sources:
        prepare(each, options.mirror, options.shared, options.state, options.limit)
