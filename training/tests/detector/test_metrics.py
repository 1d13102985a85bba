"""Figures against values worked out by hand and scikit-learn."""

import numpy as np
import pytest

from kith_training.detector.metrics import average_precision, found_by_points, match, wider_ap
from kith_training.detector.held_out import Labelled


def row(x, y, size, score):
    face = np.zeros(15, np.float32)
    face[:4] = [x, y, x + size, y + size]
    face[14] = score
    return face


def test_each_label_is_taken_once_by_the_best_score():
    faces = np.stack([row(0, 0, 10, 0.9), row(1, 0, 10, 0.8), row(40, 0, 10, 0.7)])
    boxes = np.array([[0, 0, 10, 10], [80, 80, 90, 90]], np.float32)
    assert match(faces, boxes, 0.5).tolist() == [0, -1, -1]


def test_average_precision_by_hand():
    scores, correct = np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 0, 1, 0])
    assert average_precision(scores, correct, 4) == pytest.approx(0.25 * 1 + 0.25 * 2 / 3)


def test_small_labels_count_neither_way():
    photo = Labelled("x", None, np.array([[0, 0, 10, 10], [50, 50, 53, 53]], np.float32))
    faces = np.stack([row(0, 0, 10, 0.9), row(50, 50, 3, 0.8), row(80, 80, 3, 0.95)])
    assert wider_ap([faces], [photo], least_height=6) == (1.0, 1)
    value, n = wider_ap([faces], [photo], least_height=0)
    assert n == 2 and value == pytest.approx(2 / 3)


def test_found_by_points():
    points = np.array([[40, 40], [60, 40], [50, 52], [42, 62], [58, 62]], np.float32)
    good = row(30, 28, 44, 0.9)
    good[4:14] = (points + [2, 0]).ravel()
    hit, error = found_by_points(good[None], points)
    assert hit and error == pytest.approx(2 / 20)
    assert not found_by_points(row(130, 28, 44, 0.9)[None], points)[0]
    assert not found_by_points(row(-100, -100, 300, 0.9)[None], points)[0]
