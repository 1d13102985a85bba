import numpy as np
import pytest
import torch

from kith_training.detector.cache import CERTAIN, CROWD_DOUBT, HARD, kept
from kith_training.detector.drawn import SURE, from_voc, from_yolo, in_pixels, join
from kith_training.detector.losses import detection_loss
from kith_training.detector.model import cell_origins


def row(x: float, y: float, size: float, score: float, points: float = np.nan) -> np.ndarray:
    return np.array([x, y, x + size, y + size, *[points] * 10, score], np.float32)


def test_yolo_rows_are_corners_and_points_where_they_were_set():
    shares = from_yolo("0 0.5 0.25 0.2 0.1 0.45 0.2 0.55 0.2 -1 -1 0.46 0.28 0.54 0.28\n0 0.1 0.1 0.1 0.1" + " -1" * 10 + "\n\n")
    faces = in_pixels(shares, (200, 100))
    assert faces.shape == (2, 15)
    assert faces[0, :4] == pytest.approx([40, 40, 60, 60], abs=1e-4)
    assert faces[0, 4:8] == pytest.approx([45, 40, 55, 40], abs=1e-4)
    assert np.isnan(faces[0, 8:10]).all() and np.isnan(faces[1, 4:14]).all()
    assert (faces[:, 14] == np.float32(SURE)).all()


def test_voc_rows_are_shares_of_the_size_the_file_states():
    boxes = "".join(f"<object><name>x</name><bndbox><xmin>{x}</xmin><ymin>20</ymin><xmax>{x + 10}</xmax><ymax>40</ymax></bndbox></object>" for x in (0, 50))
    shares = from_voc(f"<annotation><size><width>200</width><height>80</height></size>{boxes}</annotation>")
    assert shares[:, :4] == pytest.approx(np.array([[0, 0.25, 0.05, 0.5], [0.25, 0.25, 0.3, 0.5]]))
    assert np.isnan(shares[:, 4:14]).all()
    assert from_voc("<annotation><size><width>9</width><height>9</height></size></annotation>").shape == (0, 15)


def test_join_keeps_what_people_drew_and_doubts_the_other_finds():
    drawn = np.stack([row(0, 0, 20, SURE), row(100, 0, 20, SURE, 105), row(200, 0, 20, SURE)])
    found = np.stack([row(1, 1, 20, 0.9, 5), row(101, 0, 20, 0.8, 1), row(300, 0, 20, 0.95, 310)])
    out = join(drawn, found)
    assert len(out) == 4
    assert (out[:3, :4] == drawn[:, :4]).all()
    assert (out[0, 4:14] == 5).all() and (out[1, 4:14] == 105).all() and np.isnan(out[2, 4:14]).all()
    assert out[:, 14] == pytest.approx([0.9, 0.8, SURE, 0.3])
    taught = kept(out, "wider")
    assert (taught[:, 14] >= CERTAIN).sum() == 3 and (taught[:, 14] >= CROWD_DOUBT).all()
    assert HARD[0] <= SURE < HARD[1]


def test_one_find_stands_for_one_face():
    drawn = np.stack([row(0, 0, 20, SURE), row(2, 0, 20, SURE)])
    out = join(drawn, np.stack([row(0, 0, 20, 0.9, 7)]))
    assert (out[0, 4:14] == 7).all() and np.isnan(out[1, 4:14]).all() and len(out) == 2


def test_no_faces_on_either_side():
    none = np.zeros((0, 15), np.float32)
    assert join(none, none).shape == (0, 15)
    assert len(join(none, np.stack([row(0, 0, 20, 0.9)]))) == 1
    assert len(join(np.stack([row(0, 0, 20, SURE)]), none)) == 1


def test_points_that_nobody_set_are_not_taught():
    origins, strides = cell_origins(64, 64)
    torch.manual_seed(0)
    flat = torch.randn(1, len(origins), 15).abs().requires_grad_()
    faces = torch.tensor(row(20, 20, 24, 1.0, 30.0))[None, None].clone()
    faces[0, 0, 4:14] = float("nan")
    total, parts = detection_loss(flat, origins, strides, faces, torch.tensor([1]))
    total.backward()
    assert parts["points"] == 0 and parts["box"] > 0
    assert flat.grad.isfinite().all() and (flat.grad[..., 5:] == 0).all() and (flat.grad[..., 1:5] != 0).any()
