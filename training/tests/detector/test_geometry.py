"""Faces move exactly as pixels do."""

import cv2
import numpy as np
import pytest

from kith_training.detector.geometry import MIRROR, move_faces, paint, similarity


def marked(centre, shape=(200, 240)):
    image = np.zeros((*shape, 3), np.uint8)
    cv2.circle(image, centre, 5, (255, 255, 255), -1)
    return image


def centroid(image):
    ys, xs = np.nonzero(image[..., 0] > 100)
    return np.array([xs.mean(), ys.mean()])


@pytest.mark.parametrize("scale", [0.3, 0.55, 1.0, 2.2])
@pytest.mark.parametrize("degrees", [0, 37, 180])
@pytest.mark.parametrize("mirror", [False, True])
def test_painted_pixels_land_where_points_are_moved(scale, degrees, mirror):
    matrix = similarity((120, 100), (128, 128), scale, degrees, mirror)
    canvas = np.zeros((256, 256, 3), np.uint8)
    paint(canvas, marked((140, 90)), matrix)
    face = np.zeros((1, 15), np.float32)
    face[0, 4:14] = [140, 90] * 5
    assert np.abs(centroid(canvas) - move_faces(face, matrix)[0, 4:6]).max() < 0.75


def test_mirror_exchanges_left_and_right():
    face = np.arange(15, dtype=np.float32)[None]
    moved = move_faces(face, similarity((0, 0), (0, 0), 1, 0, True))
    expected = (face[0, 4:14].reshape(5, 2) * [-1, 1])[MIRROR]
    np.testing.assert_allclose(moved[0, 4:14].reshape(5, 2), expected)
    assert moved[0, 0] < moved[0, 2]


def test_turning_a_box_keeps_its_inscribed_ellipse():
    face = np.zeros((1, 15), np.float32)
    face[0, :4] = [-10, -20, 10, 20]
    quarter = move_faces(face, similarity((0, 0), (0, 0), 1, 90, False))[0, :4]
    np.testing.assert_allclose(quarter, [-20, -10, 20, 10], atol=1e-4)
    tilted = move_faces(face, similarity((0, 0), (0, 0), 1, 45, False))[0, 2:4]
    np.testing.assert_allclose(tilted, [np.sqrt(250)] * 2, atol=1e-4)


def test_paint_leaves_what_it_does_not_cover():
    canvas = np.full((64, 64, 3), 7, np.uint8)
    paint(canvas, np.full((10, 10, 3), 200, np.uint8), similarity((5, 5), (20, 20), 1, 0, False))
    assert canvas[20, 20, 0] == 200 and canvas[50, 50, 0] == 7
    paint(canvas, np.full((10, 10, 3), 99, np.uint8), similarity((5, 5), (500, 500), 1, 0, False))
    assert not (canvas == 99).any()
