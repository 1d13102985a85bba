"""Sources of people together: kept apart for validation, never a face-free background, hardly enlarged."""

import numpy as np
import pytest

from kith_training.detector import compose as module
from kith_training.detector.cache import CROWD_ENLARGED, PhotoCache, chances, kept
from kith_training.detector.prepare import label, turn_back, write
from kith_training.detector.validate import band_precision, unknown

FACE = np.array([[40, 40, 60, 60, *[50, 50] * 5, 0.9]], np.float32)


def of_score(score: float) -> np.ndarray:
    return np.concatenate([FACE[:, :14], [[score]]], 1).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """streets: 60 photos, one in four without a face; celeba: 3 photos with one."""
    folder = tmp_path_factory.mktemp("cache")
    image = np.full((100, 120, 3), 90, np.uint8)
    rows = iter([FACE[:0] if k % 4 == 0 else np.concatenate([FACE, of_score(0.3), of_score(0.2)]) for k in range(60)] + [FACE] * 3)
    write(folder / "streets", ((f"{k}.jpg", image) for k in range(60)), 120, lambda *_: next(rows))
    write(folder / "celeba", ((f"{k}.jpg", image) for k in range(3)), 120, lambda *_: next(rows))
    return folder


def test_a_source_is_prepared_by_one_process_at_a_time_and_anew_after_an_interruption(tmp_path):
    image = np.full((10, 10, 3), 90, np.uint8)

    def meanwhile():
        with pytest.raises(BlockingIOError):
            write(tmp_path / "masks", [("b.jpg", image)], 10, lambda *_: FACE)
        yield "a.jpg", image

    (tmp_path / "masks.bin.part").write_bytes(b"left by a run that was killed")
    write(tmp_path / "masks", meanwhile(), 10, lambda *_: FACE)
    assert (tmp_path / "masks.bin").read_bytes() == image.tobytes()


def test_training_and_validation_share_no_photo(folder):
    train, kept = PhotoCache(folder, ["streets"]), PhotoCache(folder, ["streets"], held_out=True)
    assert len(train) + len(kept) == 60 and 0 < len(kept) < 12
    assert not {offset for _, offset, *_ in train.index} & {offset for _, offset, *_ in kept.index}


def test_a_street_in_which_nothing_was_found_is_no_background(folder):
    assert not len(PhotoCache(folder, ["streets"]).without)


def test_poor_finds_are_ignored_where_people_are(folder):
    cache = PhotoCache(folder, ["streets", "celeba"])
    assert sorted({float(row[14]) for i in cache.crowds for row in cache.rows(i)}) == pytest.approx([0.3, 0.9])


def test_a_crowds_labels_are_raised_to_what_training_takes_for_certain():
    rows = np.concatenate([of_score(s) for s in (0.1, 0.3, 0.45, 0.8)])
    assert kept(rows, "streets")[:, 14] == pytest.approx([0.3, 0.5, 0.8])
    assert kept(rows, "celeba")[:, 14] == pytest.approx([0.3, 0.45, 0.8])


def test_photos_are_chosen_by_the_wanted_share(folder):
    cache, rng = PhotoCache(folder, ["streets", "celeba"]), np.random.default_rng(0)
    crowded = np.mean([cache.crowded[cache.choose(rng, 0.3)] for _ in range(2000)])
    assert crowded == pytest.approx(0.3, abs=0.04)


def test_full_photos_and_hard_faces_come_more_often():
    one, four, hard = FACE, np.concatenate([FACE] * 4), of_score(0.6)
    assert chances([one, four, hard], 25) == pytest.approx(np.array([1, 2, 2]) / 5)
    assert chances([one, four], 1) == pytest.approx([0.5, 0.5])
    assert len(chances([], 25)) == 0


def test_crowd_photos_are_not_enlarged_past_what_the_teacher_saw(folder, monkeypatch):
    monkeypatch.setattr(module, "stretch", lambda rng: 1.0)
    monkeypatch.setattr(module, "KINDS", (("photo", 1.0),))
    cache = PhotoCache(folder, ["streets"])
    for seed in range(30):
        _, faces = module.compose(cache, 256, np.random.default_rng(seed))
        sides = faces[:, 2:4] - faces[:, :2]
        assert sides.max() <= 20 * CROWD_ENLARGED * 1.02


@pytest.mark.parametrize("turn", range(4))
def test_faces_found_in_a_turned_picture_come_back(turn):
    mark = np.zeros((20, 30, 3), np.uint8)
    mark[4, 7] = 255

    class Teacher:
        def detect(self, image, side, floor):
            y, x = np.argwhere(image[..., 0])[0]
            return np.array([[x - 2, y - 1, x + 2, y + 1, *[x, y] * 5, 0.8]], np.float32)

    expected = [5, 3, 9, 5] if turn % 2 == 0 else [6, 2, 8, 6]
    np.testing.assert_allclose(label(Teacher(), mark, (30,), (turn,))[0, :6], [*expected, 7, 4], atol=1e-4)
    assert turn_back(FACE[:0], turn, (20, 30)).shape == (0, 15)


def test_bands_leave_other_sizes_and_doubtful_faces_aside():
    far = FACE + np.array([200, 0, 200, 0, *[200, 0] * 5, 0], np.float32)
    doubtful = of_score(0.2) + np.array([400, 0, 400, 0, *[400, 0] * 5, 0], np.float32)
    labels = [np.concatenate([FACE, far, doubtful])]
    found = [np.concatenate([FACE, doubtful])]
    assert band_precision(found, labels, 16, 32) == (pytest.approx(0.5), 2)
    assert band_precision(found, labels, 32, 64)[1] == 0


def test_a_find_is_unknown_where_it_overlaps_none_of_the_teachers():
    rows = np.zeros((2, 15), np.float32)
    rows[:, :4] = [[0, 0, 10, 10], [50, 50, 60, 60]]
    faces = np.zeros((3, 15), np.float32)
    faces[:, :4], faces[:, 14] = [[1, 1, 11, 11], [20, 20, 30, 30], [58, 58, 68, 68]], [0.9, 0.8, 0.7]
    np.testing.assert_allclose(unknown(faces, rows), [0.8, 0.7])
    np.testing.assert_allclose(unknown(faces, rows[:0]), [0.9, 0.8, 0.7])
    assert unknown(faces[:0], rows).size == 0
