"""False matches by origin."""

import numpy as np
import pytest

from kith_training.data.stack import write_folder
from kith_training.evaluate import origins
from kith_training.evaluate.origins import held_out_fairface, origin_figures, origins_by_time


def test_the_origin_is_the_third_number_of_the_name():
    paths = [
        "data/UTKFace/unlabeled/24_0_4_20170115205946148.jpg.chip.jpg",
        "data/UTKFace/unlabeled/60_1_0_20170111205244694.jpg.chip.jpg",
        "data/UTKFace/labeled/4.0/20170119194506507.jpg",
        "data/UTKFace/unlabeled/39_1_20170116174525125.jpg.chip.jpg",  # without an origin
    ]
    assert origins_by_time(paths) == {"20170115205946148": "other", "20170111205244694": "white"}


def test_a_group_whose_strangers_look_alike_has_more_false_matches(monkeypatch, tmp_path):
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((200, 64)).astype(np.float32)
    vectors[100:180] += 3 * rng.standard_normal(64)  # eighty who look alike
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = np.array(["white"] * 100 + ["indian"] * 80 + ["other"] * 20)
    crops = np.zeros((200, 112, 112, 3), np.uint8)
    crops[:, 0, 0, 0] = np.arange(200)
    monkeypatch.setattr(origins, "held_out_utk_grown", lambda state, shared: (crops, groups))
    monkeypatch.setattr(origins, "worsen", lambda given: given)
    figures = origin_figures(lambda given: vectors[given[:, 0, 0, 0]], tmp_path, None)
    assert figures["false_matches_white"] == 0
    pairs, passing = 80 * 79 / 2, int(1e-3 * 200 * 199 / 2)
    assert figures["false_matches_indian"] == pytest.approx(passing / pairs / 1e-3)
    assert figures["tar_white"] == 1.0
    assert "false_matches_other" not in figures  # too few to say


def test_of_fairface_the_grown_people_held_out_are_judged(tmp_path):
    labels = [f"{age}.East_Asian" for age in (0, 3, 10, 20, 70)] * 60
    crops = np.zeros((300, 112, 112, 3), np.uint8)
    crops[:, 0, 0, 0] = np.arange(300) % 5
    write_folder(tmp_path / "wide2", crops, [(f"fairface:{i}", "-", "fairface", label, 90, "0.9") for i, label in enumerate(labels)])
    vectors = np.eye(300)
    np.savez(tmp_path / "wide2" / "targets.npz", vectors=vectors[:, None])
    held, origin = held_out_fairface(tmp_path)
    assert set(origin) == {"east_asian"} and set(held[:, 0, 0, 0]) == {3, 4}
    assert 1 < len(held) < 30
    vectors[:] = vectors[0]  # all of one person
    np.savez(tmp_path / "wide2" / "targets.npz", vectors=vectors[:, None])
    assert len(held_out_fairface(tmp_path)[0]) <= 1
    assert not len(held_out_fairface(tmp_path / "elsewhere")[0])
