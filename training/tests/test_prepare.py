"""More crops: faults, repeats, people to avoid, how many of whom."""

import cv2
import numpy as np

from kith_training.data.faces import fault_of
from kith_training.data.near_duplicates import difference_bits
from kith_training.data.prepare import Filter, spread, strangers, write
from kith_training.data.splits import read_split


def scene(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return cv2.resize(rng.integers(0, 256, (12, 12, 3), dtype=np.uint8), (112, 112), interpolation=cv2.INTER_CUBIC)


def test_a_recompressed_brighter_copy_keeps_its_bits_and_another_face_does_not():
    _, data = cv2.imencode(".jpg", scene(7), [cv2.IMWRITE_JPEG_QUALITY, 60])
    copy = np.clip(cv2.imdecode(data, cv2.IMREAD_COLOR) * 0.9 + 12, 0, 255).astype(np.uint8)
    assert (difference_bits(copy) != difference_bits(scene(7))).sum() <= 3
    assert (difference_bits(scene(999)) != difference_bits(scene(7))).sum() > 3


def test_a_person_is_left_out_whole_when_the_mean_face_is_one_to_avoid():
    avoided, other = np.eye(3, dtype=np.float32)[:1], np.eye(3, dtype=np.float32)[1]
    near = np.array([[0.44, 0.898, 0], [0.44, -0.898, 0]], np.float32)  # each alone passes, their mean is the person
    labels = ["a", "b", "a"]
    assert list(strangers(np.stack([near[0], other, near[1]]), labels, avoided)) == [False, True, False]
    assert strangers(np.zeros((0, 3), np.float32), [], avoided).shape == (0,)


def test_at_most_so_many_pictures_of_one_person_and_the_same_ones_each_time():
    photos = [(f"{i}", "a" if i < 50 else "b") for i in range(60)]
    kept = spread(photos, 20, 1000)
    assert [label for _, label in kept].count("a") == 20 and [label for _, label in kept].count("b") == 10
    assert kept == spread(photos, 20, 1000) and len(set(kept)) == 30
    assert len(spread(photos, 20, 7)) == 7


def test_small_grey_and_blurred_faces_are_named():
    sharp = scene(1)
    assert fault_of(sharp, 40) is None
    assert fault_of(sharp, 39) == "small"
    assert fault_of(np.repeat(sharp[..., :1], 3, 2), 90) == "grey"
    flat = np.tile(np.linspace(60, 120, 112).astype(np.uint8)[:, None, None], (1, 112, 3)) + np.uint8([40, 0, 0])
    assert fault_of(flat, 90) == "blurred"


def turned(vector: np.ndarray, cosine: float, rng) -> np.ndarray:
    other = rng.standard_normal(len(vector))
    other -= (other @ vector) * vector
    return cosine * vector + np.sqrt(1 - cosine**2) * other / np.linalg.norm(other)


def test_evaluation_people_and_pictures_already_there_are_left_out():
    rng = np.random.default_rng(2)
    base = np.linalg.qr(rng.standard_normal((512, 6)))[0].T
    filter = Filter(base[:1], base[1:2])
    found = np.stack([turned(base[0], 0.5, rng), turned(base[1], 0.95, rng), base[2], turned(base[2], 0.95, rng), base[3]])
    assert list(filter.resemble(found)) == [False, False, True, False, True]
    assert filter.counts["of evaluation people"] == 1 and filter.counts["same picture"] == 2 and filter.counts["kept"] == 2
    assert list(filter.resemble(np.stack([base[3], base[4]]))) == [False, True]  # of an earlier batch


def test_a_folder_written_is_read_back_as_one_more_source(tmp_path):
    rows = [(f"aaf:a{i}#0", "-", "aaf", f"{i}.0", 90, "0.800") for i in range(30)]
    write(tmp_path / "wide", np.zeros((30, 112, 112, 3), np.uint8), rows, np.ones((30, 512), np.float32))
    split = read_split(tmp_path / "wide" / "index.tsv")
    assert list(split.source) == ["aaf"] * 30 and list(split.label) == [r[3] for r in rows]
    assert np.load(tmp_path / "wide" / "edgeface-vectors.npy").shape == (30, 2, 512)
    assert (tmp_path / "wide" / "edgeface.done").read_text() == "30"
