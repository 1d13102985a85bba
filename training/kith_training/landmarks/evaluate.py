"""Landmark error on faces kept apart, and whether aligning by these points betters the vectors.

    python -m kith_training.landmarks.evaluate --onnx landmarks.onnx --detector detector.onnx \
        --shared DIR --mirror DIR [--csv FILE]

1. Normalised mean error (eye corners 36-45) on test_ and afw_ of the shared set; the crop is cut around the
   points' frame, displaced by 4 % and scaled by 6 % (one sigma), as a detector's box would be.
2. Full photos of Helen's test set and AFW: cosine (mbf) between the crop by found points and the crop by the
   labelled points. This favours the landmark model a little: the labels are of its own definition.
3. Verification on the reserved CelebA identities: does the same person score higher by one alignment?
"""

import argparse
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from ..data.people import celeba_people
from ..detector.evaluate import Report
from ..detector.held_out import face_box, five_points, photos68
from ..detector.metrics import found_by_points
from ..detector.reference import OnnxDetector, session
from ..detector.sources import list_pictures, read_pictures, reserved_celeba
from .align import aligned, small_enough
from .data import crop, read_shared
from .model import SIDE


class LandmarkModel:
    def __init__(self, path: Path):
        self.session = session(path)

    def points(self, image: np.ndarray, box: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(68,2) in the image's pixels and (68,) expected absolute error in shares of the crop."""
        picture, matrix = crop(image, box)
        tensor = ((picture.astype(np.float32) - 127.5) / 128).transpose(2, 0, 1)[None]
        points, log_b = self.session.run(None, {"images": tensor})
        inside = points[0] * SIDE - 0.5 - matrix[:, 2]
        return inside @ np.linalg.inv(matrix[:, :2]).T, np.exp(log_b[0])


def errors(model: LandmarkModel, shared: Path, prefix: str, rng):
    """(NME per face, expected error per face)."""
    faces, found, sure = read_shared(shared, (prefix,)), [], []
    for image, truth in zip(faces.images, faces.points):
        box = face_box(truth)
        size = (box[2:] - box[:2]).max()
        middle = (box[:2] + box[2:]) / 2 + rng.normal(0, 0.04, 2) * size
        half = size * np.exp(rng.normal(0, 0.06)) / 2
        points, b = model.points(image, np.r_[middle - half, middle + half])
        found.append(np.linalg.norm(points - truth, axis=1).mean() / np.linalg.norm(truth[36] - truth[45]))
        sure.append(b.mean())
    return np.array(found), np.array(sure)


def report_errors(model, shared, report: Report):
    for prefix in ("test_", "afw_"):
        nme, sure = errors(model, shared, prefix, np.random.default_rng(11))
        report.add(f"landmarks {prefix}", "kith", "NME inter-ocular %", nme.mean() * 100, len(nme))
        for limit in (3, 4, 5, 6, 7, 8, 10):
            report.add(f"landmarks {prefix}", "kith", f"share of faces under {limit} %", (nme * 100 < limit).mean(), len(nme))
        order = np.argsort(np.argsort(sure)), np.argsort(np.argsort(nme))
        report.add(f"landmarks {prefix}", "kith", "rank correlation of uncertainty", np.corrcoef(*order)[0, 1], len(nme))


def vectors(embedder, crops: list[np.ndarray]) -> np.ndarray:
    name, found = embedder.get_inputs()[0].name, []
    for start in range(0, len(crops), 16):
        batch = (np.stack(crops[start:start + 16]).astype(np.float32).transpose(0, 3, 1, 2) - 127.5) / 127.5
        found.append(embedder.run(None, {name: batch})[0])
    found = np.concatenate(found)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def report_crops(model, detector, embedder, mirror, report: Report, turn: int = 0):
    for folder in ("helen/testset/", "afw/afw/"):
        crops = defaultdict(list)
        for photo in photos68(mirror, folder, longest=1280):
            faces = detector.detect(photo.image, 640, 0.3)
            faces = [f for f in faces if found_by_points(f[None], photo.points[0])[0]]
            if not faces:
                continue
            crops["reference"].append(aligned(photo.image, photo.points[0]))
            crops["detector"].append(aligned(photo.image, faces[0][4:14].reshape(5, 2)))
            crops["landmarks"].append(aligned(photo.image, five_points(model.points(photo.image, faces[0][:4])[0])))
        sets = {k: vectors(embedder, v) for k, v in crops.items()}
        for k in ("detector", "landmarks"):
            cosine = (sets[k] * sets["reference"]).sum(1)
            report.add(f"alignment {folder.split('/')[0]}", k, "cosine to the labelled crop", cosine.mean(), len(cosine))
            report.add(f"alignment {folder.split('/')[0]}", k, "the same, lowest tenth", np.quantile(cosine, 0.1), len(cosine))


def reserved_photos(shared: Path, mirror: Path, limit: int):
    repository = mirror / "matush97+faceRecognition"
    identity = celeba_people(mirror)
    reserved = reserved_celeba(shared, repository)
    names = [n for n in list_pictures(repository, "Celeb/") if Path(n).name in reserved]
    names = sorted(names, key=lambda n: identity[Path(n).name])[:limit]
    for name, image in read_pictures(repository, names):
        yield identity[Path(name).name], small_enough(image)[0]


def report_verification(model, detector, embedder, shared, mirror, report: Report, limit: int):
    crops, labels = defaultdict(list), []
    for who, image in reserved_photos(shared, mirror, limit):
        faces = detector.detect(image, 640, 0.4)
        if not len(faces):
            continue
        face = max(faces, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]))  # the subject: the largest
        labels.append(who)
        crops["detector"].append(aligned(image, face[4:14].reshape(5, 2)))
        crops["landmarks"].append(aligned(image, five_points(model.points(image, face[:4])[0])))
    same = np.equal.outer(labels, labels)
    upper = np.triu(np.ones_like(same), 1)
    for k, pictures in crops.items():
        v = vectors(embedder, pictures)
        cosine = v @ v.T
        genuine, impostor = cosine[same & upper], cosine[~same & upper]
        for rate in (1e-2, 1e-3):
            share = (genuine > np.quantile(impostor, 1 - rate)).mean()
            report.add("alignment reserved CelebA", k, f"TAR at FAR {rate:g} (mbf)", share, len(labels))
        report.add("alignment reserved CelebA", k, "mean genuine cosine", genuine.mean(), len(genuine))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--detector", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--mirror", type=Path)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--photos", type=int, default=600, help="photos of reserved identities")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    report, model = Report(options.csv), LandmarkModel(options.onnx)
    report_errors(model, options.shared, report)
    if options.mirror:
        detector = OnnxDetector(options.detector, "kith")
        embedder = session(options.shared / "models/mbf_espdl_dq.onnx")
        report_crops(model, detector, embedder, options.mirror, report)
        report_verification(model, detector, embedder, options.shared, options.mirror, report, options.photos)


if __name__ == "__main__":
    main()
