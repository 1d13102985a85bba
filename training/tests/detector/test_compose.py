"""Training pictures: faces stay on the pixels, also where the picture is squeezed."""

import cv2
import numpy as np
import pytest

from kith_training.detector import compose as module
from kith_training.detector.cache import PhotoCache
from kith_training.detector.prepare import write


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Grey pictures with a white disc as the face; one picture without."""
    folder = tmp_path_factory.mktemp("cache")
    image = np.full((200, 240, 3), 90, np.uint8)
    cv2.circle(image, (120, 100), 30, (255, 255, 255), -1)
    face = np.array([[90, 70, 150, 130, *[120, 100] * 5, 0.9]], np.float32)
    pictures = [("face.jpg", image), ("none.jpg", np.full((200, 240, 3), 60, np.uint8))]
    rows = iter([face, face[:0]])
    write(folder / "discs", iter(pictures), 240, lambda *_: next(rows))
    return PhotoCache(folder, ["discs"])


@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.5])
def test_faces_stay_on_the_pixels(cache, monkeypatch, aspect):
    monkeypatch.setattr(module, "stretch", lambda rng: aspect)
    monkeypatch.setattr(module, "degrade", lambda picture, rng: picture)
    monkeypatch.setattr(module, "KINDS", (("photo", 1.0),))
    for seed in range(8):
        picture, faces = module.compose(cache, 192, np.random.default_rng(seed))
        assert picture.shape == (192, 192, 3)
        for face in faces[faces[:, 14] > 0.5]:
            x, y = np.clip(np.round(face[4:6]).astype(int), 0, 191)
            assert picture[y, x, 0] > 200
            width = (picture[y, :, 0] > 170).sum()
            assert abs(width - (face[2] - face[0])) < 6


def test_a_squeezed_mosaic_fills_the_picture(cache, monkeypatch):
    monkeypatch.setattr(module, "stretch", lambda rng: 1.5)
    monkeypatch.setattr(module, "degrade", lambda picture, rng: picture)
    monkeypatch.setattr(module, "KINDS", (("mosaic", 1.0),))
    for seed in range(12):
        picture, _ = module.compose(cache, 128, np.random.default_rng(seed))
        assert picture[:, -8:].max() > 0


def test_calm_pictures_are_nearly_upright_and_seldom_degraded(cache, monkeypatch):
    turns, degraded = [], []
    similarity = module.similarity
    monkeypatch.setattr(module, "similarity", lambda a, b, scale, degrees, mirror: turns.append(degrees) or similarity(a, b, scale, degrees, mirror))
    monkeypatch.setattr(module, "degrade", lambda picture, rng: degraded.append(1) or picture)
    monkeypatch.setattr(module, "cover", lambda *_: pytest.fail("a calm picture is never covered"))
    counts = [len(module.compose(cache, 96, np.random.default_rng(seed), calm=1.0)[1]) for seed in range(200)]
    assert max(abs(turn) for turn in turns) < 20
    assert 0.2 < len(degraded) / 200 < 0.4
    assert 0.7 < np.mean(np.array(counts) > 0) < 0.9
