"""What is laid over faces: a part of them, never the label, never small or doubtful ones."""

import numpy as np

from kith_training.detector import cover as covering
from kith_training.detector.cover import cover, cover_face


def picture() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (128, 128, 3), np.uint8)


def face(low: float, high: float, score: float = 0.9) -> np.ndarray:
    return np.array([low, low, high, high, *[(low + high) / 2] * 10, score], np.float32)


def test_a_part_of_the_box_is_covered_and_hardly_anything_beside_it():
    shares = []
    for seed in range(200):
        canvas = picture()
        cover_face(canvas, face(40, 90), np.random.default_rng(seed))
        changed = (canvas != picture()).any(2)
        shares.append(changed[40:90, 40:90].mean())
        assert not changed[:8].any() and not changed[:, :8].any() and not changed[122:].any() and not changed[:, 122:].any()
    assert 0.08 < np.mean(shares) < 0.4 and max(shares) < 0.65


def test_only_certain_faces_of_some_size_are_covered(monkeypatch):
    monkeypatch.setattr(covering, "PICTURES", 1.0)
    monkeypatch.setattr(covering, "FACES", 1.0)
    for faces in ([face(40, 90, 0.3)], [face(40, 52)]):
        canvas = picture()
        cover(canvas, np.stack(faces), np.random.default_rng(1))
        assert (canvas == picture()).all()
    canvas = picture()
    cover(canvas, np.stack([face(40, 90)]), np.random.default_rng(1))
    assert (canvas != picture()).any()


def test_a_face_at_the_frame_is_covered_within_it():
    for seed in range(50):
        cover_face(picture(), face(100, 150), np.random.default_rng(seed))
        cover_face(picture(), face(-20, 30), np.random.default_rng(seed))


def test_most_pictures_stay_as_they_are():
    rng, rows = np.random.default_rng(2), np.stack([face(40, 90)])
    covered = 0
    for _ in range(300):
        canvas = picture()
        cover(canvas, rows, rng)
        covered += (canvas != picture()).any()
    assert 25 < covered < 70
