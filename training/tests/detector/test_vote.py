import numpy as np
import pytest

from kith_training.detector.decode import nms, vote


def face(x: float, y: float, size: float, score: float) -> np.ndarray:
    points = [[x + i, y + 2 * i] for i in range(5)]
    return np.array([x, y, x + size, y + size, *np.ravel(points), score], np.float32)


def test_box_and_points_are_the_mean_by_score_cubed_and_the_score_stays():
    rows = np.stack([face(10, 20, 40, 1), face(14, 20, 40, 0.5), face(40, 20, 40, 0.9)])
    [voted] = vote(rows[:1], rows)
    by = 4 * 0.125 / 1.125
    assert voted[:4] == pytest.approx([10 + by, 20, 50 + by, 60], abs=1e-4)
    assert voted[4:14] == pytest.approx(np.ravel([[10 + by + i, 20 + 2 * i] for i in range(5)]), abs=1e-4)
    assert voted[14] == 1


def test_a_candidate_between_two_faces_counts_for_the_one_it_overlaps_more():
    rows = np.stack([face(0, 0, 40, 0.9), face(22, 0, 40, 0.8), face(8, 0, 40, 0.7)])
    left, right = vote(rows[:2], rows)
    assert left[0] > 0 and (right == rows[1]).all()


def test_nothing_found_and_no_score_are_left_as_they_are():
    assert vote(np.zeros((0, 15), np.float32), face(0, 0, 9, 0.5)[None]).shape == (0, 15)
    rows = np.stack([face(5, 5, 30, 0), face(6, 5, 30, 0)])
    assert (vote(rows[:1], rows) == rows[:1]).all()


def test_of_boxes_scattered_around_a_face_the_mean_is_nearer_than_the_best():
    rows = np.stack([face(50 + d, 50 - d, 60, 0.9 - i / 100) for i, d in enumerate((-3, -2, -1, 1, 2, 4))])
    [voted] = vote(nms(rows), rows)
    assert abs(voted[0] - 50) < 1 and abs(voted[1] - 50) < 1
