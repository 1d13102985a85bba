"""False matches by origin."""

import numpy as np
import pytest

from kith_training.evaluate import origins
from kith_training.evaluate.origins import origin_figures, origins_by_time


def test_the_origin_is_the_third_number_of_the_name():
    paths = [
        "data/UTKFace/unlabeled/24_0_4_20170115205946148.jpg.chip.jpg",
        "data/UTKFace/unlabeled/60_1_0_20170111205244694.jpg.chip.jpg",
        "data/UTKFace/labeled/4.0/20170119194506507.jpg",
        "data/UTKFace/unlabeled/39_1_20170116174525125.jpg.chip.jpg",  # without an origin
    ]
    assert origins_by_time(paths) == {"20170115205946148": "other", "20170111205244694": "white"}


def test_a_group_whose_strangers_look_alike_has_more_false_matches(monkeypatch):
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((200, 64)).astype(np.float32)
    vectors[100:180] += 3 * rng.standard_normal(64)  # eighty who look alike
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = np.array(["white"] * 100 + ["indian"] * 80 + ["other"] * 20)
    crops = np.zeros((200, 112, 112, 3), np.uint8)
    crops[:, 0, 0, 0] = np.arange(200)
    monkeypatch.setattr(origins, "held_out", lambda state, shared: (crops, groups))
    monkeypatch.setattr(origins, "worsen", lambda given: given)
    figures = origin_figures(lambda given: vectors[given[:, 0, 0, 0]], None, None)
    assert figures["false_matches_white"] == 0
    pairs, passing = 80 * 79 / 2, int(1e-3 * 200 * 199 / 2)
    assert figures["false_matches_indian"] == pytest.approx(passing / pairs / 1e-3)
    assert figures["tar_white"] == 1.0
    assert "false_matches_other" not in figures  # too few to say
