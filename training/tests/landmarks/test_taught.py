"""The teacher's five points as a lesson: they stay on the pixels, turned, mirrored and shifted alike."""

import cv2
import numpy as np
import pytest
import torch

from kith_training.detector.held_out import five_points
from kith_training.landmarks import taught
from kith_training.landmarks.align import TEMPLATE, similarity_to
from kith_training.landmarks.model import SIDE


def face_row(turn: float = 0.3, scale: float = 1.4) -> np.ndarray:
    """Five points of the template, turned and scaled about (150, 140), in a box of 130 px."""
    c, s = scale * np.cos(turn), scale * np.sin(turn)
    five = (TEMPLATE - 56) @ np.array([[c, s], [-s, c]]) + (150, 140)
    return np.r_[85, 75, 215, 205, five.reshape(-1), 0.9]


def test_the_shift_is_taken_in_the_frame_of_the_face():
    five = face_row()[4:14].reshape(5, 2)
    matrix = similarity_to(five)
    np.testing.assert_allclose(taught.shifted(five) @ matrix[:, :2].T + matrix[:, 2], TEMPLATE + taught.SHIFT, atol=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_points_stay_on_the_pixels(seed, monkeypatch):
    monkeypatch.setattr("kith_training.landmarks.data.degrade", lambda image, rng: image)
    monkeypatch.setattr("kith_training.landmarks.data.occlude", lambda image, rng: image)
    row, image = face_row(), np.zeros((300, 300, 3), np.uint8)
    nose = taught.shifted(row[4:14].reshape(5, 2))[2]
    cv2.circle(image, [int(round(v)) for v in nose], 6, (255, 255, 255), -1)
    picture, five = taught.lesson(image, row, np.random.default_rng(seed))
    ys, xs = np.nonzero(picture[..., 0] > 100)
    assert np.abs(np.array([xs.mean(), ys.mean()]) - (five[2] * SIDE - 0.5)).max() < 1.2
    assert five[0, 0] < five[1, 0]  # the left eye of the picture is first, mirrored or not


def test_derived_points_are_those_of_the_product():
    output = torch.rand(2, 68, 3)
    np.testing.assert_allclose(taught.derived(output)[1, :, :2], five_points(output[1, :, :2].numpy()), atol=1e-6)


def test_small_and_doubtful_faces_are_left_out():
    row = face_row()
    assert taught.fits(row, 36, 0.6) and not taught.fits(row, 131, 0.6) and not taught.fits(row, 36, 0.95)
