"""Photos of the evaluation are known again: by name, and by look when stretched, turned, mirrored, darkened, recompressed."""

import cv2
import numpy as np
import pytest

from kith_training.detector.excluded import Excluded
from kith_training.detector.prepare import allowed


def photo(seed: int) -> np.ndarray:
    """A smooth random picture, as photos are at the scale the hash looks at."""
    noise = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), np.uint8)
    return cv2.resize(noise, (320, 240), interpolation=cv2.INTER_CUBIC)


CHANGES = {
    "same": lambda p: p,
    "stretched": lambda p: cv2.resize(p, (416, 416), interpolation=cv2.INTER_AREA),
    "shrunk": lambda p: cv2.resize(p, (80, 60), interpolation=cv2.INTER_AREA),
    "turned": lambda p: np.ascontiguousarray(np.rot90(p)),
    "upside down": lambda p: np.ascontiguousarray(np.rot90(p, 2)),
    "mirrored": lambda p: np.ascontiguousarray(p[:, ::-1]),
    "darkened": lambda p: (p * 0.4).astype(np.uint8),
    "recompressed": lambda p: cv2.imdecode(cv2.imencode(".jpg", p, [cv2.IMWRITE_JPEG_QUALITY, 30])[1], cv2.IMREAD_COLOR),
}


@pytest.fixture(scope="module")
def excluded():
    return Excluded((photo(k) for k in range(20)), {"0_Parade_Parade_0_12.jpg"})


@pytest.mark.parametrize("change", CHANGES)
def test_a_photo_of_the_evaluation_is_known_again(excluded, change):
    assert all(("other.jpg", CHANGES[change](photo(k))) in excluded for k in range(20))


def test_other_photos_are_let_through(excluded):
    assert not any(("other.jpg", photo(k)) in excluded for k in range(100, 300))


def test_a_name_is_enough_in_any_folder(excluded):
    assert ("train/0_Parade_Parade_0_12.jpg", photo(500)) in excluded


def test_the_preparation_leaves_them_out_and_says_so(excluded, capsys):
    pairs = [("a.jpg", photo(1)), ("b.jpg", photo(400))]
    assert [name for name, _ in allowed(pairs, excluded, "streets")] == ["b.jpg"]
    assert "streets: left out a.jpg" in capsys.readouterr().out
