"""Boxes drawn by people, joined with what the teacher finds.

WIDER FACE's training half (Yang et al. 2016) with the five points of RetinaFace's labels (Deng et al. 2020), in YOLO's form; MAFA's
covered faces (Ge et al. 2017) and others, in Pascal VOC's. Rows are (n, 15): box, five points, score; a point that nobody set is NaN.
"""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from ..data.git_files import list_files, read_files
from .decode import iou_matrix

LABELS = {"wider": ("lyh-888+widerface_yolo", "YOLO-FaceV2-master/data/widerface/train/labels/")}
SURE = 0.6  # least score of a drawn face: certain, and hard (cache.HARD) where the teacher did not see it
UNSURE = 0.3  # most score of a find that nobody drew: neither taught nor punished
SAME = 0.4  # IoU


def drawn_rows(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(n, 4) and (n, 10) -> rows (n, 15), each SURE."""
    return np.hstack([boxes, points, np.full((len(boxes), 1), SURE, np.float32)])


def from_yolo(text: str) -> np.ndarray:
    """Lines 'class cx cy w h x1 y1 … x5 y5' in shares of width and height, -1 for no point -> rows in shares."""
    values = np.array([line.split()[1:15] for line in text.splitlines() if line.strip()], np.float32).reshape(-1, 14)
    centre, half = values[:, :2], values[:, 2:4] / 2
    return drawn_rows(np.hstack([centre - half, centre + half]), np.where(values[:, 4:] < 0, np.nan, values[:, 4:]))


def from_voc(text: str) -> np.ndarray:
    """Pascal VOC's XML -> rows in shares, without points."""
    tree = ElementTree.fromstring(text)
    size = [float(tree.findtext(f"size/{side}")) for side in ("width", "height")] * 2
    boxes = [[float(box.findtext(side)) for side in ("xmin", "ymin", "xmax", "ymax")] for box in tree.iterfind("object/bndbox")]
    shares = np.array(boxes, np.float32).reshape(-1, 4) / np.array(size, np.float32)
    return drawn_rows(shares, np.full((len(boxes), 10), np.nan, np.float32))


def read_drawn(kind: str, mirror: Path, repository: Path, names: list[str]) -> dict[str, np.ndarray]:
    """Rows in shares for each of the pictures that has labels; kind: a key of LABELS, or 'voc' for an XML beside each picture."""
    if kind == "voc":
        paths = {n: n.replace("JPEGImages/", "Annotations/").rsplit(".", 1)[0] + ".xml" for n in names}
    else:
        folder, prefix = LABELS[kind]
        repository = mirror / folder
        paths = {n: f"{prefix}{Path(n).stem}.txt" for n in names}
    there = set(list_files(repository))
    paths = {n: p for n, p in paths.items() if p in there}
    parse = from_voc if kind == "voc" else from_yolo
    texts = (content.decode("utf-8", "replace") for _, content in read_files(repository, paths.values()))
    return {n: parse(t) for n, t in zip(paths, texts, strict=True)}


def in_pixels(shares: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Rows in shares -> rows in the pixels of a picture of `shape` (height, width)."""
    height, width = shape
    return (shares * np.array([*[width, height] * 7, 1], np.float32)).astype(np.float32)


def join(drawn: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Every drawn face, with the teacher's points where it has none and the teacher's score where that is higher; then the other finds, unsure."""
    drawn, found = drawn.copy(), found.copy()
    free = np.ones(len(found), bool)
    iou = iou_matrix(drawn[:, :4], found[:, :4]) if len(drawn) and len(found) else np.zeros((len(drawn), len(found)))
    for row, column in zip(*np.unravel_index(np.argsort(-iou, axis=None), iou.shape)):
        if iou[row, column] < SAME:
            break
        if free[column]:
            free[column] = False
            drawn[row, 4:14] = np.where(np.isnan(drawn[row, 4:14]), found[column, 4:14], drawn[row, 4:14])
            drawn[row, 14] = max(drawn[row, 14], found[column, 14])
    found[:, 14] = np.minimum(found[:, 14], UNSURE)
    return np.concatenate([drawn, found[free]]).astype(np.float32)
