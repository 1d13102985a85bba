"""The pack's detector and landmarks, read in Python, find and align the face of a fixture."""

from pathlib import Path

import cv2
import numpy as np

from kith_training.evaluate.lfw_crops import cut
from kith_training.evaluate.own_pipeline import OwnPipeline

ROOT = Path(__file__).resolve().parents[2]


def test_points_are_inside_the_box_and_the_crop_is_upright():
    image = cv2.imread(str(ROOT / "fixtures/photos/collins-portrait.jpg"))[:, :, ::-1].copy()
    finder = OwnPipeline(ROOT / "models")
    boxes, scores, points = finder(image)
    best = int(np.argmax(scores))
    assert (points[best] >= boxes[best, :2]).all() and (points[best] <= boxes[best, 2:]).all()
    assert points[best, 0, 0] < points[best, 1, 0] and points[best, 0, 1] < points[best, 2, 1] < points[best, 3, 1]
    crop, found = cut(image, finder)
    again, _, _ = finder(crop, score=0.3)
    assert found and crop.shape == (112, 112, 3) and len(again) == 1


def test_a_picture_without_a_face_is_cut_in_the_middle():
    crop, found = cut(np.full((250, 250, 3), 90, np.uint8), OwnPipeline(ROOT / "models"))
    assert not found and (crop == 90).all()
