"""What was taken for a face and is none comes back in training."""

import numpy as np
import pytest

from kith_training.detector import compose as module
from kith_training.detector.cache import PhotoCache
from kith_training.detector.mistaken import mine, mistaken
from kith_training.detector.prepare import write


def row(x: float, y: float, size: float, score: float = 0.9) -> np.ndarray:
    return np.array([[x, y, x + size, y + size, *[x + size / 2, y + size / 2] * 5, score]], np.float32)


@pytest.fixture()
def folder(tmp_path):
    """wider: 40 photos, 200 px, dark, with a face at the left and a bright fist at the right."""
    image = np.full((200, 200, 3), 20, np.uint8)
    image[120:150, 140:170] = 250
    write(tmp_path / "wider", ((f"{k}.jpg", image) for k in range(40)), 200, lambda *_: row(20, 20, 40))
    return tmp_path


def test_finds_on_or_inside_a_known_face_are_not_mistaken():
    known = np.concatenate([row(20, 20, 40), row(100, 100, 30, 0.1)])
    found = np.concatenate([row(22, 21, 40), row(30, 30, 10), row(101, 99, 30), row(140, 120, 30), row(58, 20, 40)])
    assert mistaken(found, known)[:, 0].tolist() == [140, 58]
    assert len(mistaken(found, known[:0])) == 5 and len(mistaken(found[:0], known)) == 0


class Fooled:
    """Finds the face, and the fist as well."""

    def detect(self, image, side, floor):
        return np.concatenate([row(21, 20, 40), row(140, 120, 30, 0.7)])


def test_what_is_mined_is_of_training_photos_and_shown_again_as_background(folder, monkeypatch):
    before = PhotoCache(folder, ["wider"])
    assert before.mistaken == []
    photos, rows = mine(Fooled(), before, [row(20, 20, 40)] * 40)
    assert len(photos) == len(before) < 40 and set(rows[:, 0]) == {140}
    np.savez(folder / "wider.mistaken.npz", photo=photos, rows=rows)
    cache = PhotoCache(folder, ["wider"])
    assert sorted(i for i, _ in cache.mistaken) == list(range(len(cache)))
    assert PhotoCache(folder, ["wider"], held_out=True).mistaken == []

    monkeypatch.setattr(module, "MISTAKEN", 1.0)
    for seed in range(20):
        canvas = np.zeros((128, 128, 3), np.uint8)
        faces = module.place_photo(canvas, cache, np.random.default_rng(seed), 20, 30, 1.0, lambda rng: 0.0)
        ys, xs = np.nonzero(canvas[..., 0] > 200)
        assert 100 < len(ys) < 1200  # the fist is in the picture, at 20 to 30 px
        boxes = faces[:, :4]
        assert not ((boxes[:, 0] <= xs.mean()) & (xs.mean() <= boxes[:, 2]) & (boxes[:, 1] <= ys.mean()) & (ys.mean() <= boxes[:, 3])).any()


def test_without_mined_finds_pictures_are_as_they_were(folder):
    cache = PhotoCache(folder, ["wider"])
    with_face = 0
    for seed in range(20):
        faces = module.place_photo(np.zeros((128, 128, 3), np.uint8), cache, np.random.default_rng(seed), 20, 30, 1.0)
        centre = (faces[0, :2] + faces[0, 2:4]) / 2
        with_face += bool(((centre > 0) & (centre < 128)).all())
    assert with_face == 20
