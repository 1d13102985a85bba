"""Decode, shrink and label photos once: the detector trains from the cache this writes.

    python -m kith_training.detector.prepare celeba --mirror DIR --shared DIR --state DIR

Each source gives SOURCE.bin (RGB bytes of all photos, one after another) and SOURCE.npz (offset, height,
width per photo; first face per photo; face rows of the teacher in the cached photo's pixels). The teacher
(scrfd_2.5g) looks at one to three scales, and at the four quarter turns of sources with people upside down (it finds
few faces that are not upright); the finds are merged by suppression. Rows keep scores >= 0.1: training takes those
>= its own threshold and ignores the doubtful rest. Photos of the evaluation are left out (excluded.py).
"""

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..common.machine import use_bf16
from .decode import nms
from .excluded import Excluded, evaluation
from .geometry import move_faces
from .reference import OnnxDetector
from .sources import list_pictures, read_pictures, reserved_celeba


@dataclass(frozen=True)
class Source:
    repository: str  # directory in the mirror: owner+name
    pattern: str  # which files
    longest: int  # px, side of the cached photo
    sides: tuple[int, ...]  # px, the teacher's scales
    every: int = 1  # take each n-th file
    turns: tuple[int, ...] = (0,)  # quarters of a turn, counter-clockwise, that the teacher looks at


SOURCES = {
    "celeba": Source("matush97+faceRecognition", r"^Celeb/", 512, (640, 320)),
    "helen": Source("Spinkoo+Face-alignement", r"^helen/trainset/", 640, (960, 640, 256)),
    "imagenet": Source("EliSchwartz+imagenet-sample-images", r"", 512, (640, 1024, 320)),
    "bsds": Source("BIDS+BSDS500", r"^BSDS500/data/images/", 512, (960, 320)),
    "urban": Source("jbhuang0604+SelfExSR", r"^data/(Urban100|Sun-Hays80)/.*_HR\.", 640, (960, 320)),
    "coco": Source("lightly-ai+coco128_yolo", r"^images/train2017/", 640, (960, 640, 320)),
    "utk": Source("mattans+AgeProgression", r"^data/UTKFace/unlabeled/", 200, (224,), 8),
    # people together: labelled at 1.25 to 2.3 times their size, so that small faces are found
    "streets": Source("LS-chen+Pedestrian-behavior-detection-and-prediction", r"^JPEGImages/", 640, (1024,), 2),
    "shanghai": Source("MonsterVivy+shanghaitech", r"^part_[AB]/train_data/images/", 1024, (1536,), 2),
    "workers": Source("TigerandRosa+paper_code", r"^VOCdevkit/VOC2007/JPEGImages/", 512, (640,), 3, (0, 1, 2, 3)),
    "sport": Source("axelcarlier+lsp", r"^images/", 384, (384,), 6, (0, 1, 2, 3)),
    "masks": Source("mukammilbasha+Dataset", r"^images/train/", 224, (512, 256)),
    "flickr": Source("quantumnaan+sic_translator", r"^data/images/", 512, (896, 448)),
    "scenes": Source("MSEDdataset+MSED", r"images/", 640, (960, 480), 3),
    "everyday": Source("Fernando-crz+image-search", r"^images/", 640, (960, 480)),
    "attention": Source("NUS-VIP+saliency-in-crowd", r"^data/stimuli/", 1024, (1536,)),
    "gaze": Source("NUS-VIP+predicting-human-gaze-beyond-pixels", r"^data/stimuli/", 640, (960, 320)),
    "troupes": Source("KaranFriends+Mask-Dataset", r"^trainingimages/", 640, (960, 480)),
    "masked": Source("KaranFriends+Mask-Dataset", r"^single2-0/", 512, (768, 384)),
    "fashion": Source("bearpaw+clothing-co-parsing", r"^photos/", 640, (640,), 2),
    "classes": Source("BernieChen96+ImageClassification", r"^JPEGImages/", 512, (896, 448)),
    "houses": Source("markolie20+deeplearning", r"^(Train|Test)/", 512, (640,)),
}


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
    teacher = OnnxDetector(shared / "models/scrfd_2.5g_kps_dynamic.onnx", "scrfd", bf16=use_bf16("auto", "cpu"))
    write(state / "cache" / source, allowed(read_pictures(repository, names[:limit]), excluded, source), spec.longest,
          lambda im: label(teacher, im, spec.sides, spec.turns))


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
    known = evaluation(options.mirror, options.shared)
    for each in options.sources:
        prepare(each, options.mirror, options.shared, options.state, known, options.limit)
