"""Faces as photos have them: cut from the detector's photos, and how often their strangers pass."""

import numpy as np
import pytest

from kith_training.data.wild import faces_of
from kith_training.detector.apart import write_apart
from kith_training.detector.cache import PhotoCache
from kith_training.detector.prepare import write
from kith_training.evaluate.wild import origins_of, strangers, times


def row(x: float, y: float, size: float, score: float = 0.9) -> np.ndarray:
    return np.array([[x, y, x + size, y + size, *[x + size / 2, y + size / 2] * 5, score]], np.float32)


@pytest.fixture()
def cache(tmp_path):
    image = np.full((200, 200, 3), 40, np.uint8)
    image[20:100, 20:100] = (200, 10, 10)
    faces = np.concatenate([row(20, 20, 80), row(120, 120, 12), row(120, 20, 60, 0.3)])
    write(tmp_path / "wider", ((f"{k}.jpg", image) for k in range(60)), 200, lambda *_: faces)
    return tmp_path


def test_labelled_faces_large_enough_are_cut_and_the_photos_kept_apart_are_others(cache, upright):
    trained, apart = ({name: crop for crop, (name, *_) in faces_of(cache, "wider", upright, kept)} for kept in (False, True))
    assert len(trained) + len(apart) == 60 and len(apart) > 0 and not set(trained) & set(apart)
    crop, (name, _, source, _, side, score) = next(faces_of(cache, "wider", upright, False))
    assert name.startswith("wild:wider/") and name.endswith("#0") and (source, side, score) == ("wild-wider", 80, "0.900")
    assert crop.shape == (112, 112, 3) and crop[56, 56].tolist() == [200, 10, 10]


def test_photos_kept_apart_are_written_to_be_scanned(cache, tmp_path):
    count = write_apart(cache, ["wider"], tmp_path / "out")
    assert count == len(list((tmp_path / "out").glob("wider_*.jpg"))) == len(PhotoCache(cache, ["wider"], held_out=True)) > 0


def test_only_pairs_of_two_origins_are_strangers():
    origin = origins_of(np.array(["wild-wider", "wild-waiters", "wild-scenes", "wild-covered"]))
    assert origin.tolist() == ["wider", "wider", "scenes", "masks"]
    vectors = np.array([[1, 0], [1, 0], [0.6, 0.8], [0, 1]])
    assert sorted(strangers(vectors, origin).round(2).tolist()) == [0, 0, 0.6, 0.6, 0.8]


def test_times_say_how_much_oftener_than_in_posed_pictures():
    scores = np.r_[np.full(30, 0.5), np.zeros(9_970)]
    assert times(scores, {1e-3: 0.4, 1e-4: 0.6}, "trusted_") == {"trusted_times@1e-3": pytest.approx(3), "trusted_times@1e-4": 0}
