"""Kith's own detector and landmarks as one finder of aligned faces, for cutting evaluation crops in Python."""

import json
from pathlib import Path

import numpy as np

from kith_training.detector.held_out import five_points
from kith_training.detector.reference import OnnxDetector
from kith_training.landmarks.evaluate import LandmarkModel


class OwnPipeline:
    """image uint8 [h, w, 3] RGB -> (boxes [n, 4], scores [n], points [n, 5, 2]) in image pixels, as data.scrfd.Scrfd.

    pack: folder with pack.json, detector.onnx and landmarks.onnx. One look at the upright photo, never enlarged, at the pack's
    own threshold; the points are those that the landmark model derives, as the pack aligns by them.
    """

    def __init__(self, pack: Path):
        self.score = json.loads((pack / "pack.json").read_text())["models"]["detector"]["thresholds"]["score"]
        self.detector = OnnxDetector(pack / "detector.onnx", "kith")
        self.landmarks = LandmarkModel(pack / "landmarks.onnx")

    def __call__(self, image: np.ndarray, side: int = 640, score: float | None = None):
        larger = max(image.shape[:2]) > side
        faces = self.detector.detect(image, side if larger else None, self.score if score is None else score)
        points = [five_points(self.landmarks.points(image, face[:4])[0]) for face in faces]
        return faces[:, :4], faces[:, 14], np.array(points).reshape(-1, 5, 2)
