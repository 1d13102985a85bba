"""ONNX detectors behind one call: the reference models in ../shared/models, and our own exports."""

from pathlib import Path

import cv2
import numpy as np

from ..common.onnx_session import Bf16Session, session
from .decode import STRIDES, distances_to_faces, grid, nms, vote


class OnnxDetector:
    """detect(RGB image) -> (n,15) face rows in the image's pixels.

    head: 'scrfd' (two anchors a cell), 'yunet' or 'kith'; each with its own preprocessing and decoding. bf16: for labels;
    figures are float32's.
    """

    def __init__(self, path: str | Path, head: str, threads: int = 1, bf16: bool = False):
        self.session, self.head = Bf16Session(path) if bf16 else session(path, threads), head
        self.input = "images" if bf16 else self.session.get_inputs()[0].name

    def detect(self, image: np.ndarray, side: int | None = None, floor: float = 0.02, overlap: float = 0.45):
        """side: longer side of the network's input (None: as it is). Padded at right and bottom."""
        padded, scale = fit(image, side)
        raw = self.raw(padded, floor)
        faces = nms(raw, overlap)
        if self.head == "kith":
            faces = vote(faces, raw)
        faces[:, :14] /= scale
        return faces

    def raw(self, padded: np.ndarray, floor: float) -> np.ndarray:
        """Every cell above the score floor, before suppression; padded: RGB, sides multiples of 32."""
        outputs = self.session.run(None, {self.input: blob(padded, self.head)})
        return HEADS[self.head](outputs, padded.shape[:2], floor)


def fit(image: np.ndarray, side: int | None):
    """Scale so that the longer side is `side`, pad with black to multiples of 32."""
    scale = 1.0 if side is None else side / max(image.shape[:2])
    if scale != 1.0:
        size = [max(1, round(n * scale)) for n in image.shape[1::-1]]
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    height, width = image.shape[:2]
    return cv2.copyMakeBorder(image, 0, -height % 32, 0, -width % 32, cv2.BORDER_CONSTANT), scale


def blob(image: np.ndarray, head: str) -> np.ndarray:
    """NCHW float32 as the head wants it: yunet BGR 0..255, the others RGB (x - 127.5) / 128."""
    if head == "yunet":
        return np.ascontiguousarray(image[None, :, :, ::-1].transpose(0, 3, 1, 2), np.float32)
    return np.ascontiguousarray(((image.astype(np.float32) - 127.5) / 128).transpose(2, 0, 1)[None])


def decode_scrfd(outputs, shape, floor, anchors=2):
    rows = []
    for level, stride in enumerate(STRIDES):
        scores = outputs[level][0, :, 0]
        keep = scores > floor
        cells = grid(*shape, stride, anchors)[keep]
        rows.append(distances_to_faces(cells, scores[keep], outputs[level + 3][0][keep],
                                       outputs[level + 6][0][keep], stride))
    return np.concatenate(rows)


def decode_kith(outputs, shape, floor):
    return decode_scrfd(outputs, shape, floor, anchors=1)


def decode_yunet(outputs, shape, floor):
    rows = []
    for level, stride in enumerate(STRIDES):
        cls, obj, box, points = (outputs[level + 3 * k][0] for k in range(4))
        scores = np.sqrt(np.clip(cls[:, 0], 0, 1) * np.clip(obj[:, 0], 0, 1))
        keep = scores > floor
        cells = grid(*shape, stride)[keep]
        half = np.exp(box[keep, 2:]) / 2
        distances = np.concatenate([half - box[keep, :2], half + box[keep, :2]], 1)
        rows.append(distances_to_faces(cells, scores[keep], distances, points[keep], stride))
    return np.concatenate(rows)


HEADS = {"scrfd": decode_scrfd, "yunet": decode_yunet, "kith": decode_kith}
