"""The SCRFD reference detector (../shared/models): used to cut training and evaluation crops."""

from pathlib import Path

import cv2
import numpy as np

from kith_training.common.onnx_session import session


def keep_best(boxes: np.ndarray, scores: np.ndarray, limit: float) -> list[int]:
    """Greedy non-maximum suppression; indices, best first."""
    order, kept = list(np.argsort(-scores)), []
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    while order:
        best, rest = order[0], np.array(order[1:], int)
        kept.append(int(best))
        low = np.maximum(boxes[best, :2], boxes[rest, :2])
        high = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        common = np.clip(high - low, 0, None).prod(1)
        order = list(rest[common / (area[best] + area[rest] - common + 1e-9) <= limit])
    return kept


class Scrfd:
    """image uint8 [h, w, 3] RGB -> (boxes [n, 4], scores [n], points [n, 5, 2]) in image pixels."""

    def __init__(self, path: Path, threads: int = 1):
        self.session = session(path, threads)
        self.input = self.session.get_inputs()[0].name

    def __call__(self, image: np.ndarray, side: int = 640, score: float = 0.5):
        scale = min(1.0, side / max(image.shape[:2]))
        size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA) if scale < 1 else image
        high, wide = (-(-s // 32) * 32 for s in small.shape[:2])
        canvas = np.zeros((high, wide, 3), np.uint8)
        canvas[: small.shape[0], : small.shape[1]] = small
        tensor = ((canvas.astype(np.float32) - 127.5) / 128).transpose(2, 0, 1)[None]
        out = self.session.run(None, {self.input: tensor})
        boxes, scores, points = zip(*(self.level(out, i, wide, score) for i in range(3)), strict=True)
        boxes, scores, points = np.concatenate(boxes), np.concatenate(scores), np.concatenate(points)
        kept = keep_best(boxes, scores, 0.4)
        return boxes[kept] / scale, scores[kept], points[kept] / scale

    @staticmethod
    def level(out: list[np.ndarray], i: int, wide: int, score: float):
        stride = (8, 16, 32)[i]
        scores = out[i].reshape(-1)
        picks = np.flatnonzero(scores >= score)
        cell = picks // 2
        across = wide // stride
        anchor = np.stack([cell % across, cell // across], 1) * float(stride)
        box = out[3 + i].reshape(-1, 4)[picks] * stride
        boxes = np.hstack([anchor - box[:, :2], anchor + box[:, 2:]])
        points = anchor[:, None] + out[6 + i].reshape(-1, 5, 2)[picks] * stride
        return boxes, scores[picks], points
