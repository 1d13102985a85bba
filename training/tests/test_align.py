"""Golden values of the similarity transform; packages/core must give the same for the same points."""

import numpy as np
import pytest

from kith_training.data.align import TEMPLATE, align, similarity


def test_recovers_a_known_similarity_exactly():
    turn, scale, shift = np.deg2rad(17), 0.37, np.array([5.0, -12.0])
    rotation = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    source = (TEMPLATE - shift) @ np.linalg.inv(rotation).T
    assert np.allclose(similarity(source, TEMPLATE), np.hstack([rotation, shift[:, None]]), atol=1e-12)


def test_golden_values_for_points_that_are_no_exact_similarity():
    points = np.array([(100, 120), (160, 118), (131, 155), (108, 190), (155, 188)], float)
    # Umeyama 1991 by SVD, computed apart from the code under test
    s, t = points - points.mean(0), TEMPLATE - TEMPLATE.mean(0)
    u, d, vt = np.linalg.svd(t.T @ s / 5)
    sign = np.diag([1, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    turn = np.trace(np.diag(d) @ sign) / ((s**2).sum() / 5) * u @ sign @ vt
    wanted = np.hstack([turn, (TEMPLATE.mean(0) - turn @ points.mean(0))[:, None]])
    assert np.allclose(similarity(points, TEMPLATE), wanted, atol=1e-10)
    golden = [[0.587767945, -0.0127910723, -18.8815039], [0.0127910723, 0.587767945, -20.4061094]]
    assert np.allclose(similarity(points, TEMPLATE), golden, atol=1e-7)


def test_coinciding_points_are_refused():
    with pytest.raises(ValueError, match="coincide"):
        similarity(np.ones((5, 2)), TEMPLATE)


def test_points_land_on_the_template_even_for_a_huge_face():
    for scale in (1, 8):
        image = np.zeros((224 * scale, 224 * scale, 3), np.uint8)
        points = TEMPLATE * scale + 40 * scale
        for x, y in points:
            image[int(y) - 2 * scale : int(y) + 3 * scale, int(x) - 2 * scale : int(x) + 3 * scale] = 255
        crop = align(image, points)
        for x, y in TEMPLATE:
            assert crop[int(round(y)), int(round(x))].min() > 150
