"""Faces made of two: repeatable, of the given crops alone, written as a folder that training reads."""

import numpy as np

from kith_training.data.morphs import SIDE, bend, in_colours_of, morphs, write
from kith_training.data.splits import read_split
from kith_training.data.stack import Stack


def noise(count: int) -> np.ndarray:
    return np.random.default_rng(4).integers(0, 256, (count, SIDE, SIDE, 3), np.uint8)


def test_the_same_seed_makes_the_same_faces_and_another_seed_others():
    crops = Stack([noise(6)])
    first, again, other = (morphs(crops, np.arange(6), 5, seed) for seed in (1, 1, 2))
    assert first.shape == (5, SIDE, SIDE, 3) and first.dtype == np.uint8
    assert (first == again).all() and (first != other).any((1, 2, 3)).all()


def test_only_the_given_rows_are_used():
    flat = np.repeat(np.array([10, 250, 90], np.uint8), SIDE * SIDE * 3).reshape(3, SIDE, SIDE, 3)
    assert morphs(Stack([flat]), np.array([0, 2]), 200, 1).max() <= 91


def test_a_bend_of_nothing_changes_nothing_and_a_bend_moves_parts_by_pixels():
    crop = np.repeat(np.arange(SIDE, dtype=np.uint8)[None, :, None], SIDE, 0).repeat(3, 2)
    rng = np.random.default_rng(0)
    assert (bend(crop, rng, 0) == crop).all()
    moved = np.abs(bend(crop, rng, 2.5)[20:92, 20:92].astype(int) - crop[20:92, 20:92])
    assert 0.5 < moved.mean() < 5


def test_colours_are_taken_over_from_the_middle_of_the_other():
    dark, light = noise(2)[0] // 4, noise(2)[1] // 3 + 120
    given, wanted = (c[28:84, 28:84].reshape(-1, 3).mean(0) for c in (in_colours_of(dark, light), light))
    assert np.abs(given - wanted).max() < 2


def test_what_is_written_is_a_folder_whose_crops_are_nobodys(tmp_path):
    write(tmp_path, noise(40))
    split = read_split(tmp_path / "index.tsv")
    assert set(split.source) == {"morph"} and set(split.label) == {"-"}
    assert len(np.load(tmp_path / "crops.npy")) == 40 == len(split.train) + len(split.held_out)
